"""A picture of a page and the shapes on it -> where the number of each shape hides nothing.

All in pixels; a side is (left, top, right, bottom) with the last pixels inside.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from PIL import Image

Side: TypeAlias = tuple[int, int, int, int]

# How far from its shape a tag may stand on a line that leads to it, in steps.
FARTHEST, STEP = 132, 4
# A tag keeps this distance from other outlines and their light lines.
CLEAR = 3


@dataclass(frozen=True, slots=True)
class TagPlace:
    """The room of a tag, and the line that leads to it from a shape far off, or ()."""

    side: Side
    leader: tuple[int, ...] = ()


def place_tags(
    sheet: Image.Image,
    shapes: Sequence[Sequence[Side]],
    sizes: Sequence[tuple[int, int]],
    words: Sequence[Side],
    *,
    is_rtl: bool,
) -> tuple[TagPlace, ...]:
    """Return a place for the tag of every shape, on empty ground where there is any near it.

    Args:
        sheet: The page before anything is drawn on it.
        shapes: Each shape as rectangles, the lines of a text.
        sizes: Width and height of the tags.
        words: Rooms of all lines of text; no tag stands on them.
        is_rtl: Whether lines begin on the right.
    """
    ground = _Ground(sheet, shapes, words)
    taken: list[Side] = []
    found: list[TagPlace] = []
    for number, (shape, size) in enumerate(zip(shapes, sizes, strict=True)):
        tag = ground.place(number, shape, (size, is_rtl), taken)
        taken.append(tag.side)
        found.append(tag)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Ground:
    """What a tag must not cover."""

    sheet: Image.Image
    shapes: Sequence[Sequence[Side]]
    words: Sequence[Side]

    def place(
        self,
        number: int,
        shape: Sequence[Side],
        tag: tuple[tuple[int, int], bool],
        taken: Sequence[Side],
    ) -> TagPlace:
        """Return the first good place of a tag, given by its size and direction."""
        size, is_rtl = tag
        near = [TagPlace(side) for side in _beside(shape, size, is_rtl=is_rtl)]
        far = list(_farther(shape, size, is_rtl=is_rtl))
        for tags, must_be_flat in ((near, True), (far, True), (near, False), (far, False)):
            for each in tags:
                if self._is_free(each.side, number, taken) and (
                    not must_be_flat or self._is_flat(each.side)
                ):
                    return each
        return near[0]

    def _is_free(self, side: Side, number: int, taken: Sequence[Side]) -> bool:
        if side[0] < 0 or side[1] < 0:
            return False
        if side[2] >= self.sheet.width or side[3] >= self.sheet.height:
            return False
        others = (
            rect for index, shape in enumerate(self.shapes) if index != number for rect in shape
        )
        return (
            not any(_meets(side, each, 0) for each in (*self.words, *self.shapes[number]))
            and not any(_meets(side, each, CLEAR) for each in others)
            and not any(_meets(side, each, CLEAR) for each in taken)
        )

    def _is_flat(self, side: Side) -> bool:
        left, top, right, bottom = side
        # More than one colour, and it gives none at all.
        return bool(self.sheet.crop((left, top, right + 1, bottom + 1)).getcolors(1))


def _meets(one: Side, other: Side, room: int) -> bool:
    return (
        one[0] <= other[2] + room
        and other[0] <= one[2] + room
        and one[1] <= other[3] + room
        and other[1] <= one[3] + room
    )


def _beside(shape: Sequence[Side], size: tuple[int, int], *, is_rtl: bool) -> Iterator[Side]:
    """Yield places that touch a shape: before its first line, after its last, over and under it."""
    width, height = size
    first, last = shape[0], max(shape, key=lambda side: (side[3], side[1]))
    for line, is_start in ((first, True), (last, False), (first, False), (last, True)):
        yield _sideways(line, size, 0, is_left=is_start != is_rtl)
    for line in (first, last):
        x = line[2] - width + 1 if is_rtl else line[0]
        y = line[1] - height - 1 if line is first else line[3] + 2
        yield (x, y, x + width - 1, y + height - 1)
    for line in shape[1:-1]:
        yield _sideways(line, size, 0, is_left=is_rtl)


def _farther(shape: Sequence[Side], size: tuple[int, int], *, is_rtl: bool) -> Iterator[TagPlace]:
    """Yield places farther off, each with a line to the shape; the nearest first."""
    for distance in range(STEP, FARTHEST, STEP):
        for is_left in (not is_rtl, is_rtl):
            for line in dict.fromkeys((shape[0], shape[-1])):
                side = _sideways(line, size, distance, is_left=is_left)
                y = (side[1] + side[3]) // 2
                ends = (side[2], line[0] - 2) if is_left else (line[2] + 2, side[0])
                yield TagPlace(side, (ends[0], y, ends[1], y))


def _sideways(line: Side, size: tuple[int, int], distance: int, *, is_left: bool) -> Side:
    """Return the place of a tag at the side of a line, its middle at the line's."""
    width, height = size
    x = line[0] - 1 - distance - width if is_left else line[2] + 2 + distance
    y = (line[1] + line[3] + 1 - height) // 2
    return (x, y, x + width - 1, y + height - 1)
