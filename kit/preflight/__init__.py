"""Small coded checks of messages, pages and files; a check never repairs."""
