"""Marks with their elements -> the same with lists and tables gathered, or headings made one."""

from collections.abc import Iterable, Sequence

from kit.layout.page import Element, Mark, Tagged, leaves

# What holds the entries that stand beside each other.
GATHERED = {"LI": "L", "TR": "Table"}


def gathered(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return marks with entries in a list and rows in a table, where several follow each other.

    Decoration between two entries does not part them.
    """
    found: list[Mark] = []
    held: list[Mark] = []
    for mark in marks:
        tag = mark.element.tag if isinstance(mark, Tagged) else ""
        if tag and held and tag != _tag_of(held):
            found += _held(held)
            held = []
        if tag in GATHERED or held:
            held.append(mark)
        else:
            found.append(mark)
    return (*found, *_held(held))


def _tag_of(held: Sequence[Mark]) -> str:
    return next(mark.element.tag for mark in held if isinstance(mark, Tagged))


def _held(held: Sequence[Mark]) -> list[Mark]:
    return [Tagged(Element(GATHERED[_tag_of(held)]), tuple(held))] if held else []


def as_one(marks: Sequence[Mark], tag: str) -> tuple[Mark, ...]:
    """Return marks as the content of one element, whatever they were: a heading of two colours."""
    return (Tagged(Element(tag), tuple(leaves(marks))),) if marks else ()
