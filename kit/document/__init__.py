"""Turns a template, a catalogue and a profile into a document: words chosen, nothing placed."""
