"""Marks of a page -> the entries of the document outline."""

from collections.abc import Sequence
from dataclasses import replace

from kit.layout.page import Bookmark, Mark, PlacedColumn, PlacedLine

HEADINGS = {"H1": 0, "H2": 0, "H3": 1}


def bookmarks_of(marks: Sequence[Mark]) -> tuple[Bookmark, ...]:
    """Return an entry for each heading, its lines joined."""
    found: list[Bookmark] = []
    before = ""
    for mark in marks:
        role = mark.role if isinstance(mark, PlacedLine | PlacedColumn) else ""
        if isinstance(mark, PlacedLine | PlacedColumn) and role in HEADINGS:
            title = mark.line.text.strip()
            if before == role:
                found[-1] = replace(found[-1], title=f"{found[-1].title} {title}")
            else:
                found.append(Bookmark(title, HEADINGS[role], mark.y - mark.size))
        before = role
    return tuple(found)
