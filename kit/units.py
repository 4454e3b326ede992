"""Lengths in points and rectangles with the origin at the top left, y downwards."""

from dataclasses import dataclass, replace
from typing import TypeAlias

Points: TypeAlias = float

POINTS_PER_INCH = 72.0
MM_PER_INCH = 25.4
EMU_PER_POINT = 12700


def mm(length: float) -> Points:
    """Return millimetres in points."""
    return length * POINTS_PER_INCH / MM_PER_INCH


def in_mm(length: Points) -> float:
    """Return points in millimetres."""
    return length * MM_PER_INCH / POINTS_PER_INCH


def inch(length: float) -> Points:
    """Return inches in points."""
    return length * POINTS_PER_INCH


def emu(length: Points) -> int:
    """Return points in the English Metric Units of Office Open XML."""
    return round(length * EMU_PER_POINT)


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle in points; `x`, `y` is its top left corner."""

    x: Points
    y: Points
    w: Points
    h: Points

    @property
    def right(self) -> Points:
        """The x of the right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> Points:
        """The y of the lower edge."""
        return self.y + self.h

    def mirrored(self, width: Points) -> "Rect":
        """Return the rectangle flipped over the middle of a page of this width."""
        return replace(self, x=width - self.x - self.w)

    def inset(self, top: Points, side: Points, bottom: Points) -> "Rect":
        """Return the rectangle made smaller; negative lengths make it larger."""
        return Rect(self.x + side, self.y + top, self.w - 2 * side, self.h - top - bottom)
