"""Offsets counted in UTF-16 units, as ICU counts them, in; offsets in a str out."""

from collections.abc import Iterable

LAST_OF_BMP = "\uffff"


def has_astral(text: str) -> bool:
    """Return whether any character takes two UTF-16 units."""
    return not text.isascii() and max(text) > LAST_OF_BMP


def units_per_character(text: str) -> list[int]:
    """Return 1 or 2 for each character: its UTF-16 units."""
    return [2 if character > LAST_OF_BMP else 1 for character in text]


def str_offsets(text: str, units: Iterable[int]) -> list[int]:
    """Return offsets into a str for offsets in its UTF-16 units."""
    if not text or not has_astral(text):
        return list(units)
    table: list[int] = []
    for index, count in enumerate(units_per_character(text)):
        table += [index] * count
    table.append(len(text))
    return [table[unit] for unit in units]
