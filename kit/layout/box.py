"""Boxes: marks with a size, put over or beside each other into larger boxes; values all through.

A box has its origin at its top left. Layout is done left to right; `mirrored` turns a whole page
for a right-to-left language.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import overload

from kit.document.runs import Text
from kit.layout.page import (
    Element,
    FormField,
    Mark,
    PlacedArt,
    PlacedColumn,
    PlacedImage,
    PlacedLine,
    Shape,
    Tagged,
)
from kit.units import Points, Rect


@dataclass(frozen=True, slots=True)
class Box:
    """Marks placed from (0, 0), the room they take, and the texts that do not fit it."""

    width: Points
    height: Points
    marks: Sequence[Mark] = ()
    overset: tuple[Text, ...] = ()

    def at(self, x: Points, y: Points) -> tuple[Mark, ...]:
        """Return the marks moved to a place."""
        return tuple(moved(mark, x, y) for mark in self.marks)


class _Group(Sequence[Mark]):
    """The marks of boxes put at their places; moved when they are asked for, not at each trial."""

    __slots__ = ("_places",)

    def __init__(self, places: Sequence[tuple[Box, Points, Points]]) -> None:
        self._places = places

    def __iter__(self) -> Iterator[Mark]:
        for box, x, y in self._places:
            for mark in box.marks:
                yield moved(mark, x, y)

    def __len__(self) -> int:
        return sum(len(box.marks) for box, _, _ in self._places)

    @overload
    def __getitem__(self, index: int) -> Mark: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Mark]: ...
    def __getitem__(self, index: int | slice) -> Mark | Sequence[Mark]:
        return tuple(self)[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


def moved(mark: Mark, dx: Points, dy: Points) -> Mark:
    """Return a mark shifted."""
    match mark:
        case Shape():
            outline = mark.outline.moved(dx, dy)
            return Shape(outline, mark.fill, mark.stroke, mark.stroke_width)
        case PlacedLine():
            return PlacedLine(mark.line, mark.x + dx, mark.y + dy, mark.size)
        case PlacedColumn():
            return PlacedColumn(mark.line, mark.x + dx, mark.y + dy, mark.size)
        case PlacedArt():
            clip = mark.clip and _moved(mark.clip, dx, dy)
            return replace(mark, rect=_moved(mark.rect, dx, dy), clip=clip)
        case PlacedImage() | FormField():
            return replace(mark, rect=_moved(mark.rect, dx, dy))
        case Tagged():
            return Tagged(mark.element, tuple(moved(each, dx, dy) for each in mark.marks))


def _moved(rect: Rect, dx: Points, dy: Points) -> Rect:
    return Rect(rect.x + dx, rect.y + dy, rect.w, rect.h)


def mirrored(mark: Mark, width: Points) -> Mark:
    """Return a mark flipped over the middle of a page; text and fixed art are only moved."""
    match mark:
        case Shape():
            return replace(mark, outline=mark.outline.mapped(-1.0, 1.0, width, 0.0))
        case PlacedColumn():
            return replace(mark, x=width - mark.x)
        case PlacedLine():
            return replace(mark, x=width - mark.x - mark.line.width * mark.size)
        case PlacedArt():
            return replace(
                mark,
                rect=mark.rect.mirrored(width),
                clip=mark.clip and mark.clip.mirrored(width),
                is_mirrored=mark.is_mirrored != mark.drawing.may_mirror,
            )
        case PlacedImage() | FormField():
            return replace(mark, rect=mark.rect.mirrored(width))
        case Tagged():
            return Tagged(mark.element, tuple(mirrored(each, width) for each in mark.marks))


def stack(boxes: Sequence[Box], gap: Points) -> Box:
    """Return boxes under each other, all at the start."""
    places: list[tuple[Box, Points, Points]] = []
    y = 0.0
    for box in boxes:
        places.append((box, 0.0, y))
        y += box.height + gap
    width = max((box.width for box in boxes), default=0.0)
    return Box(width, max(y - gap, 0.0), _Group(places), _overset(*boxes))


def _overset(*boxes: Box) -> tuple[Text, ...]:
    return tuple(text for box in boxes for text in box.overset)


def beside(first: Box, second: Box, gap: Points) -> Box:
    """Return two boxes side by side, their middles on one height."""
    height = max(first.height, second.height)
    places = (
        (first, 0.0, (height - first.height) / 2),
        (second, first.width + gap, (height - second.height) / 2),
    )
    width = first.width + gap + second.width
    return Box(width, height, _Group(places), _overset(first, second))


def padded(box: Box, top: Points = 0.0, bottom: Points = 0.0, start: Points = 0.0) -> Box:
    """Return a box with empty room round it."""
    height = top + box.height + bottom
    return Box(box.width + start, height, _Group(((box, start, top),)), box.overset)


def over(under: Iterable[Mark], box: Box) -> Box:
    """Return a box with marks drawn under it."""
    ground = Box(box.width, box.height, tuple(under))
    return replace(box, marks=_Group(((ground, 0.0, 0.0), (box, 0.0, 0.0))))


def tagged(box: Box, tag: str, order: int = 0, scope: str = "") -> Box:
    """Return a box whose marks are the content of one element; an empty box stays as it is."""
    if not box.marks:
        return box
    return replace(box, marks=(Tagged(Element(tag, order, scope), box.marks),))
