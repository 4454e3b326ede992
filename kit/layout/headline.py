"""A headline and a drop -> lines inside the drop: as large as possible, even, clear of its edge."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from kit.document.model import Text
from kit.findings import Finding
from kit.layout.compositor import CAP_MIDDLE, UNBROKEN, Compositor, Type, leading_of, sentences
from kit.layout.copyfit import headline_overset, longest
from kit.layout.page import Mark, PlacedLine
from kit.layout.shapes import half_width
from kit.sources.outline import Point
from kit.typeset.glyphs import Line, Weight
from kit.typeset.lines import fill_lines
from kit.units import Points

# In radii: room kept to the edge, and the middle of the block, which moves down when it must.
CLEARANCE = 0.05
MIDDLES = (-0.16, -0.22, -0.28, -0.34, -0.10, -0.05)
# Hands cover the drop below this height.
LOWEST = 0.45
# The outer and the inner hands begin at these heights and leave this half width, in radii.
HANDS = ((0.09, 0.73), (0.33, 0.46))
MOST_LINES = 5
STEP = 0.96
# Sizes, as shares of the largest that fits, at which fewer lines are preferred.
NEARLY = (0.96, 0.92, 0.88, 0.84)
# A short headline may be larger than the theme's size, to fill its drop.
GROWTH = 1.3


@dataclass(frozen=True, slots=True)
class Drop:
    """A drop that carries a headline."""

    centre: Point
    radius: Points
    tip: float
    shoulder: float


@dataclass(frozen=True, slots=True)
class HeadlineType:
    """The headline's type for its first sentence, the colour of the second, the least size."""

    kind: Type
    second: str
    least: Points


def headline_type(compositor: Compositor, most: Points, least: Points) -> HeadlineType:
    """Return the type of a headline on a field, between two sizes of the theme."""
    theme, script = compositor.theme, compositor.script
    kind = Type(
        most * script.headline_scale,
        script.headline_leading,
        Weight.HEADLINE,
        theme.colour_of("headline_on_field"),
        "H1",
        is_balanced=True,
    )
    second = theme.colour_of("headline_second")
    return HeadlineType(kind, second, least * script.headline_scale)


def set_headline(
    compositor: Compositor, name: str, text: Text, head: HeadlineType, drop: Drop
) -> tuple[tuple[Mark, ...], tuple[Finding, ...]]:
    """Return the placed lines; where they do not fit, an error that says how many would.

    `name` is the panel's, for the report.
    """
    marks, holds = drop_headline(compositor, text, head, drop)
    if holds:
        return marks, ()
    smallest = replace(head, kind=replace(head.kind, size=head.least))
    room = longest(text, lambda cut: drop_headline(compositor, cut, smallest, drop)[1])
    return marks, (headline_overset(name, text, room),)


def drop_headline(
    compositor: Compositor, text: Text, head: HeadlineType, drop: Drop
) -> tuple[tuple[Mark, ...], bool]:
    """Return the placed lines, and whether they fit at the least size."""
    whole = compositor.lines(text, head.kind, UNBROKEN)
    # Twice the one line: the leading of lines that all have its tallest marks and longest tails.
    leading = leading_of((*whole, *whole), head.kind)
    size = head.kind.size * GROWTH
    while True:
        parts = _parts(text, head, size, leading)
        if found := _fitting(compositor, parts, drop):
            return _in_fewer_lines(found, size, (compositor, text, head, leading, drop)), True
        if size <= head.least:
            return _forced(compositor, parts, drop), False
        size = max(size * STEP, head.least)


def _parts(text: Text, head: HeadlineType, size: Points, leading: float) -> list[tuple[Text, Type]]:
    """Return the sentences of a headline with their types."""
    kind = replace(head.kind, size=size, leading=leading)
    looks = (kind, replace(kind, colour=head.second))
    return [pair for pair in zip(sentences(text), looks, strict=True) if pair[0].runs]


def _in_fewer_lines(
    found: tuple[Mark, ...],
    size: Points,
    setting: tuple[Compositor, Text, HeadlineType, float, Drop],
) -> tuple[Mark, ...]:
    """Return a headline of fewer lines where that costs little size: words stay together."""
    compositor, text, head, leading, drop = setting
    for factor in NEARLY:
        smaller = size * factor
        if smaller < head.least:
            break
        parts = _parts(text, head, smaller, leading)
        if better := _fitting(compositor, parts, drop, len(found) - 1):
            return better
    return found


def _fitting(
    compositor: Compositor,
    parts: list[tuple[Text, Type]],
    drop: Drop,
    most: int = MOST_LINES * 2,
) -> tuple[Mark, ...]:
    """Return the lines of the first division that fits; few lines and a high block first."""
    for counts in _divisions(len(parts)):
        if sum(counts) > most:
            break
        for middle in MIDDLES:
            if placed := _divided(compositor, parts, counts, drop, middle):
                return placed
    return ()


def _divisions(parts: int) -> Iterator[tuple[int, ...]]:
    every = product(range(1, MOST_LINES + 1), repeat=parts)
    return iter(sorted(every, key=lambda counts: (sum(counts), max(counts) - min(counts))))


def _divided(
    compositor: Compositor,
    parts: list[tuple[Text, Type]],
    counts: tuple[int, ...],
    drop: Drop,
    middle: float,
) -> tuple[Mark, ...]:
    """Return the lines of a division, with more leading where they would touch; or nothing."""
    kind = parts[0][1]
    baselines = _baselines(sum(counts), kind, drop, middle)
    lines = _filled(compositor, parts, counts, baselines, drop)
    if not lines or not _is_inside(lines, baselines, kind, drop):
        return ()
    leading = compositor.clear_leading(lines)
    if leading > kind.leading:
        airy = [(text, replace(look, leading=leading)) for text, look in parts]
        return _divided(compositor, airy, counts, drop, middle)
    return _placed(lines, baselines, kind, drop)


def _filled(
    compositor: Compositor,
    parts: list[tuple[Text, Type]],
    counts: tuple[int, ...],
    baselines: list[Points],
    drop: Drop,
) -> list[Line]:
    """Return the lines of a division as wide as the drop is at their heights, or none."""
    lines: list[Line] = []
    for (text, look), count in zip(parts, counts, strict=True):
        room = [_measure(y, look, drop) for y in baselines[len(lines) : len(lines) + count]]
        filled = fill_lines(compositor.paragraph(text, look), [m / look.size for m in room])
        if filled is None:
            return []
        lines += filled
    return lines


def _baselines(count: int, kind: Type, drop: Drop, middle: float) -> list[Points]:
    """Return the baselines of a block of lines whose capitals are centred on `middle`."""
    pitch = kind.leading * kind.size
    centre = drop.centre[1] + middle * drop.radius
    first = centre - (count - 1) * pitch / 2 + CAP_MIDDLE * kind.size
    return [first + number * pitch for number in range(count)]


def _measure(baseline: Points, kind: Type, drop: Drop) -> Points:
    """Return the width between the edges, from the top of the capitals to the baseline."""
    top = baseline - 2 * CAP_MIDDLE * kind.size
    return min(_width(drop, top), _width(drop, baseline))


def _width(drop: Drop, y: Points) -> Points:
    relative = (y - drop.centre[1]) / drop.radius
    return 2 * (half_width(relative, drop.tip, drop.shoulder) - CLEARANCE) * drop.radius


def _is_inside(lines: list[Line], baselines: list[Points], kind: Type, drop: Drop) -> bool:
    """Say whether the ink, with dots and vowel signs, stays on the drop and above the hands."""
    lowest = drop.centre[1] + LOWEST * drop.radius
    for line, baseline in zip(lines, baselines, strict=True):
        top = baseline - line.ascent * kind.size
        width = line.width * kind.size
        if width > _width(drop, top + 0.15 * kind.size) + 2 * CLEARANCE * drop.radius:
            return False
        foot = baseline + line.descent * kind.size
        if foot > lowest or width / 2 > _between_hands(foot, drop):
            return False
    return True


def _between_hands(foot: Points, drop: Drop) -> Points:
    """Return half the width that the hands leave free for ink that reaches down to `foot`."""
    relative = (foot - drop.centre[1]) / drop.radius
    return min((room for y, room in HANDS if relative > y), default=1.0) * drop.radius


def _placed(lines: list[Line], baselines: list[Points], kind: Type, drop: Drop) -> tuple[Mark, ...]:
    return tuple(
        PlacedLine(line, drop.centre[0] - line.width * kind.size / 2, y, kind.size, "H1")
        for line, y in zip(lines, baselines, strict=True)
    )


def _forced(compositor: Compositor, parts: list[tuple[Text, Type]], drop: Drop) -> tuple[Mark, ...]:
    """Return lines of the widest measure, for a draft that shows what does not fit."""
    kind = parts[0][1]
    measure = 2 * (1 - CLEARANCE) * drop.radius
    lines = [line for text, look in parts for line in compositor.lines(text, look, measure)]
    return _placed(lines, _baselines(len(lines), kind, drop, MIDDLES[0]), kind, drop)
