"""A box on a picture -> the part of the picture that a thumbnail shows, and how small.

All in pixels; a side is (left, top, right, bottom).
"""

from dataclasses import dataclass
from typing import TypeAlias

Side: TypeAlias = tuple[int, int, int, int]

# Shown round a box, at least shown of a page, and the most room of a thumbnail.
AROUND, LEAST, MOST = 24, (220, 80), (300, 170)


@dataclass(frozen=True, slots=True)
class Crop:
    """A picture at a size, moved to the left and up by x and y under a window as large as shown."""

    width: int
    height: int
    x: int
    y: int
    shown: tuple[int, int]


def crop(side: Side, size: tuple[int, int]) -> Crop:
    """Return what to show of a picture of a size, so that a box stands in the middle."""
    left, right = _stretch((side[0], side[2]), size[0], LEAST[0])
    top, bottom = _stretch((side[1], side[3]), size[1], LEAST[1])
    scale = min(1.0, MOST[0] / (right - left), MOST[1] / (bottom - top))
    return Crop(
        round(size[0] * scale),
        round(size[1] * scale),
        round(left * scale),
        round(top * scale),
        (round((right - left) * scale), round((bottom - top) * scale)),
    )


def _stretch(ends: tuple[int, int], length: int, least: int) -> tuple[int, int]:
    """Return two ends with room round them, moved to lie within a length."""
    start, stop = ends[0] - AROUND, ends[1] + AROUND
    missing = max(least - (stop - start), 0)
    start, stop = start - missing // 2, stop + missing - missing // 2
    moved = max(-start, 0) - max(stop - length, 0)
    return max(start + moved, 0), min(stop + moved, length)
