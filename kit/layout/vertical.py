"""Texts in traditional Mongolian -> columns: from top to bottom, from left to right.

The font has no bold and the stem of its letters is the spine that columns are placed by. Lengths
beside the spine are ink measured in the font, in em.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from kit.document.runs import Text
from kit.layout.box import Box
from kit.layout.compositor import Compositor, Type, in_role, sentences
from kit.layout.headline import Drop
from kit.layout.page import PlacedColumn
from kit.layout.shapes import half_width
from kit.typeset.glyphs import Line
from kit.typeset.lines import fill_lines
from kit.units import Points

INK_LEFT, INK_RIGHT = 0.67, 0.45
HEADLINE_LEADING = 1.18
# In radii: room kept to the drop's edge, and the least room from the middle to hands and sleeves
# for columns whose outer ink stands so far from the middle.
CLEARANCE = 0.04
FEET = ((0.3, 0.76), (0.6, 0.64), (0.82, 0.34))
MOST_COLUMNS = 3
STEP = 0.96
SEARCH = 200


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """A headline in columns: its first type, the colour of its second sentence, the least size.

    `end` is the x that the last column's ink may not pass, or None to centre the columns.
    """

    kind: Type
    second: str
    least: Points
    end: Points | None = None


def headline_columns(
    compositor: Compositor, text: Text, head: ColumnHead, drop: Drop
) -> tuple[tuple[PlacedColumn, ...], bool]:
    """Return the columns of a headline in a drop, and whether they hold at the least size."""
    kind = head.kind
    while True:
        looks = (kind, replace(kind, colour=head.second))
        parts = [pair for pair in zip(sentences(text), looks, strict=True) if pair[0].runs]
        for counts in _divisions(len(parts)):
            if placed := _divided(compositor, parts, counts, head, drop):
                return placed, True
        if kind.size <= head.least:
            return (), False
        kind = replace(kind, size=max(kind.size * STEP, head.least))


def _divisions(parts: int) -> Iterator[tuple[int, ...]]:
    every = product(range(1, MOST_COLUMNS + 1), repeat=parts)
    return iter(sorted(every, key=lambda counts: (sum(counts), max(counts))))


def _divided(
    compositor: Compositor,
    parts: Sequence[tuple[Text, Type]],
    counts: Sequence[int],
    head: ColumnHead,
    drop: Drop,
) -> tuple[PlacedColumn, ...]:
    """Return the columns of one division, all from one head line, or () when they do not hold."""
    size = parts[0][1].size
    spines = _spines(sum(counts), size, head, drop)
    top = _head_line(spines, size, drop)
    measures = [(_foot(spine, size, drop) - top) / size for spine in spines]
    if min(measures) <= 0:
        return ()
    lines: list[Line] = []
    for (text, kind), count in zip(parts, counts, strict=True):
        room = measures[len(lines) : len(lines) + count]
        filled = fill_lines(compositor.paragraph(text, kind), room)
        if filled is None:
            return ()
        lines += filled
    return tuple(
        PlacedColumn(line, spine, top, size) for line, spine in zip(lines, spines, strict=True)
    )


def _spines(count: int, size: Points, head: ColumnHead, drop: Drop) -> list[Points]:
    pitch = HEADLINE_LEADING * size
    if head.end is not None:
        last = head.end - INK_RIGHT * size
        return [last - (count - 1 - number) * pitch for number in range(count)]
    first = drop.centre[0] - (count - 1) * pitch / 2
    return [first + number * pitch for number in range(count)]


def _head_line(spines: Sequence[Points], size: Points, drop: Drop) -> Points:
    """Return the height under which the outer ink of every column is on the drop."""
    left = abs(spines[0] - INK_LEFT * size - drop.centre[0])
    right = abs(spines[-1] + INK_RIGHT * size - drop.centre[0])
    return (
        drop.centre[1]
        + (upper_edge(max(left, right) / drop.radius, drop) + CLEARANCE) * drop.radius
    )


def upper_edge(x: float, drop: Drop) -> float:
    """Return the height, in radii, from which a drop is at least x radii wide to each side."""
    steps = (-drop.tip + drop.tip * step / SEARCH for step in range(SEARCH + 1))
    return next((y for y in steps if half_width(y, drop.tip, drop.shoulder) >= x), 0.0)


def _foot(spine: Points, size: Points, drop: Drop) -> Points:
    """Return the lowest height of a column's ink: above the hands."""
    outer = max(
        abs(spine - INK_LEFT * size - drop.centre[0]),
        abs(spine + INK_RIGHT * size - drop.centre[0]),
    )
    share = next((foot for x, foot in FEET if outer / drop.radius <= x), -1.0)
    return drop.centre[1] + share * drop.radius


def columns(compositor: Compositor, text: Text, kind: Type, height: Points) -> Box:
    """Return a text in columns of a height, from left to right; its box is as wide as their ink."""
    lines = compositor.lines(text, kind, height)
    pitch = kind.leading * kind.size
    placed = tuple(
        PlacedColumn(line, INK_LEFT * kind.size + number * pitch, 0.0, kind.size)
        for number, line in enumerate(lines)
    )
    width = (INK_LEFT + INK_RIGHT) * kind.size + (len(lines) - 1) * pitch
    is_high = any(line.width * kind.size > height + 0.01 for line in lines)
    return Box(width, height, in_role(placed, kind.role), (text,) if is_high else ())
