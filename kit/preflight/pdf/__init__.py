"""Finished PDFs -> what is wrong in them, for the people who read and print them."""
