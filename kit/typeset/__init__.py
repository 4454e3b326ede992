"""Turns text into glyph runs and lines within a measure, in any script."""
