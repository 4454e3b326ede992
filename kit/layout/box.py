"""Boxes: marks with a size, put over or beside each other into larger boxes; values all through.

A box has its origin at its top left. Layout is done left to right; `mirrored` turns a whole page
for a right-to-left language.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kit.document.model import Text
from kit.layout.page import Mark, PlacedArt, PlacedColumn, PlacedImage, PlacedLine, Shape
from kit.units import Points, Rect


@dataclass(frozen=True, slots=True)
class Box:
    """Marks placed from (0, 0), the room they take, and the texts that do not fit it."""

    width: Points
    height: Points
    marks: tuple[Mark, ...] = ()
    overset: tuple[Text, ...] = ()

    def at(self, x: Points, y: Points) -> tuple[Mark, ...]:
        """Return the marks moved to a place."""
        return tuple(moved(mark, x, y) for mark in self.marks)


def moved(mark: Mark, dx: Points, dy: Points) -> Mark:
    """Return a mark shifted."""
    match mark:
        case Shape():
            return replace(mark, outline=mark.outline.moved(dx, dy))
        case PlacedLine() | PlacedColumn():
            return replace(mark, x=mark.x + dx, y=mark.y + dy)
        case PlacedArt():
            clip = mark.clip and _moved(mark.clip, dx, dy)
            return replace(mark, rect=_moved(mark.rect, dx, dy), clip=clip)
        case PlacedImage():
            return replace(mark, rect=_moved(mark.rect, dx, dy))


def _moved(rect: Rect, dx: Points, dy: Points) -> Rect:
    return replace(rect, x=rect.x + dx, y=rect.y + dy)


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
        case PlacedImage():
            return replace(mark, rect=mark.rect.mirrored(width))


def stack(boxes: Sequence[Box], gap: Points) -> Box:
    """Return boxes under each other, all at the start."""
    marks: list[Mark] = []
    y = 0.0
    for box in boxes:
        marks += box.at(0, y)
        y += box.height + gap
    width = max((box.width for box in boxes), default=0.0)
    return Box(width, max(y - gap, 0.0), tuple(marks), _overset(*boxes))


def _overset(*boxes: Box) -> tuple[Text, ...]:
    return tuple(text for box in boxes for text in box.overset)


def beside(first: Box, second: Box, gap: Points) -> Box:
    """Return two boxes side by side, their middles on one height."""
    height = max(first.height, second.height)
    return Box(
        first.width + gap + second.width,
        height,
        (
            *first.at(0, (height - first.height) / 2),
            *second.at(first.width + gap, (height - second.height) / 2),
        ),
        _overset(first, second),
    )


def padded(box: Box, top: Points = 0.0, bottom: Points = 0.0, start: Points = 0.0) -> Box:
    """Return a box with empty room round it."""
    return Box(box.width + start, top + box.height + bottom, box.at(start, top), box.overset)


def over(under: Iterable[Mark], box: Box) -> Box:
    """Return a box with marks drawn under it."""
    return replace(box, marks=(*under, *box.marks))
