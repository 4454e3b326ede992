"""Lets `python -m kit` do what the command `kit` does."""

from kit.cli import main

main()
