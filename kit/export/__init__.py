"""Draws pages into files; decides nothing."""
