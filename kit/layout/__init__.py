"""Places a document on pages: everything placed, nothing drawn."""
