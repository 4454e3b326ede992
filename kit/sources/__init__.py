"""Reads what people wrote, and refuses what is wrong, naming file and line."""
