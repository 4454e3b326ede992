"""A headline and a drop -> lines inside the drop: as large as possible, even, clear of its edge."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, product
from operator import ge

from kit.document.runs import Text
from kit.findings import Finding
from kit.layout.compositor import (
    CAP_MIDDLE,
    UNBROKEN,
    Compositor,
    Type,
    in_role,
    leading_of,
    sentences,
)
from kit.layout.copyfit import headline_overset, longest
from kit.layout.page import Mark, PlacedLine
from kit.layout.shapes import half_width
from kit.sources.outline import Point
from kit.typeset.even import Filling
from kit.typeset.glyphs import Line, Weight
from kit.typeset.lines import set_lines
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
    heading = in_role(marks, head.kind.role)
    if holds:
        return heading, ()
    smallest = replace(head, kind=replace(head.kind, size=head.least))
    room = longest(text, lambda cut: drop_headline(compositor, cut, smallest, drop)[1])
    return heading, (headline_overset(name, text, room),)


def drop_headline(
    compositor: Compositor, text: Text, head: HeadlineType, drop: Drop
) -> tuple[tuple[Mark, ...], bool]:
    """Return the placed lines, and whether they fit at the least size."""
    whole = compositor.lines(text, head.kind, UNBROKEN)
    # Twice the one line: the leading of lines that all have its tallest marks and longest tails.
    leading = leading_of((*whole, *whole), head.kind)
    words = _words(compositor, text, head, drop)
    size = head.kind.size * GROWTH
    while True:
        if found := _fitting(words, _Grade(size, leading), MOST_LINES * 2):
            return _in_fewer_lines(found, words, _Grade(size, leading), head.least), True
        if size <= head.least:
            kind = replace(head.kind, size=size, leading=leading)
            return _forced(compositor, _parts(text, head, kind), drop), False
        size = max(size * STEP, head.least)


@dataclass(frozen=True, slots=True)
class _Grade:
    """Size in points and leading in em at which a headline is tried."""

    size: Points
    leading: float

    @property
    def pitch(self) -> Points:
        return self.leading * self.size


@dataclass(frozen=True, slots=True)
class _Words:
    """The sentences of a headline, shaped, and the drop they go into."""

    compositor: Compositor
    sentences: tuple[Filling, ...]
    drop: Drop


def _words(compositor: Compositor, text: Text, head: HeadlineType, drop: Drop) -> _Words:
    parts = _parts(text, head, head.kind)
    shaped = (Filling.of(compositor.paragraph(sentence, look)) for sentence, look in parts)
    return _Words(compositor, tuple(shaped), drop)


def _parts(text: Text, head: HeadlineType, kind: Type) -> list[tuple[Text, Type]]:
    """Return the sentences of a headline with their types."""
    looks = (kind, replace(kind, colour=head.second))
    return [pair for pair in zip(sentences(text), looks, strict=True) if pair[0].runs]


def _in_fewer_lines(
    found: tuple[Mark, ...], words: _Words, grade: _Grade, least: Points
) -> tuple[Mark, ...]:
    """Return a headline of fewer lines where that costs little size: words stay together."""
    for factor in NEARLY:
        smaller = replace(grade, size=grade.size * factor)
        if smaller.size < least:
            break
        if better := _fitting(words, smaller, len(found) - 1):
            return better
    return found


def _fitting(words: _Words, grade: _Grade, most: int) -> tuple[Mark, ...]:
    """Return the lines of the first division that fits; few lines and a high block first."""
    drop = words.drop
    # No curve leaves the hull of its control points.
    widest = 2 * (max(1.0, drop.shoulder) - CLEARANCE) * drop.radius / grade.size
    least = [sentence.fewest(widest) for sentence in words.sentences]
    for count, divisions in groupby(_divisions(len(least)), key=sum):
        if count > most:
            break
        able = [counts for counts in divisions if all(map(ge, counts, least))]
        blocks = _blocks(count, grade, drop) if able else []
        for counts in able:
            for block in blocks:
                if placed := _divided(words, counts, block):
                    return placed
    return ()


def _divisions(parts: int) -> Iterator[tuple[int, ...]]:
    every = product(range(1, MOST_LINES + 1), repeat=parts)
    return iter(sorted(every, key=lambda counts: (sum(counts), max(counts) - min(counts))))


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines to be filled: their baselines in points, and how wide the drop is there in em."""

    grade: _Grade
    middle: float
    baselines: tuple[Points, ...]
    measures: tuple[float, ...]


def _blocks(count: int, grade: _Grade, drop: Drop) -> list[_Block]:
    """Return the blocks of a number of lines that the drop has room for, the best first."""
    tried = (_block(count, grade, drop, middle) for middle in MIDDLES)
    return [block for block in tried if block]


def _block(count: int, grade: _Grade, drop: Drop, middle: float) -> _Block | None:
    """Return the block of lines whose capitals are centred on `middle`, or None."""
    baselines = _baselines(count, grade, drop, middle)
    if baselines[-1] > _lowest(drop):
        return None
    measures = tuple(_measure(y, grade.size, drop) / grade.size for y in baselines)
    return _Block(grade, middle, baselines, measures) if min(measures) > 0 else None


def _divided(words: _Words, counts: tuple[int, ...], block: _Block) -> tuple[Mark, ...]:
    """Return the lines of a division, with more leading where they would touch; or nothing."""
    lines = _filled(words, counts, block.measures)
    if not lines or not _is_inside(lines, block, words.drop):
        return ()
    leading = words.compositor.clear_leading(lines)
    if leading > block.grade.leading:
        grade = replace(block.grade, leading=leading)
        airy = _block(len(lines), grade, words.drop, block.middle)
        return _divided(words, counts, airy) if airy else ()
    return _placed(lines, block.baselines, block.grade.size, words.drop)


def _filled(words: _Words, counts: tuple[int, ...], measures: Sequence[float]) -> list[Line]:
    """Return the lines of a division as wide as the drop is at their heights, or none."""
    stops: list[list[int]] = []
    begin = 0
    for sentence, count in zip(words.sentences, counts, strict=True):
        found = sentence.stops(measures[begin : begin + count])
        if found is None:
            return []
        stops.append(found)
        begin += count
    return [
        line
        for sentence, found in zip(words.sentences, stops, strict=True)
        for line in set_lines(sentence.paragraph, found)
    ]


def _baselines(count: int, grade: _Grade, drop: Drop, middle: float) -> tuple[Points, ...]:
    """Return the baselines of a block of lines whose capitals are centred on `middle`."""
    centre = drop.centre[1] + middle * drop.radius
    first = centre - (count - 1) * grade.pitch / 2 + CAP_MIDDLE * grade.size
    return tuple(first + number * grade.pitch for number in range(count))


def _measure(baseline: Points, size: Points, drop: Drop) -> Points:
    """Return the width between the edges, from the top of the capitals to the baseline."""
    top = baseline - 2 * CAP_MIDDLE * size
    return min(_width(drop, top), _width(drop, baseline))


def _width(drop: Drop, y: Points) -> Points:
    relative = (y - drop.centre[1]) / drop.radius
    return 2 * (half_width(relative, drop.tip, drop.shoulder) - CLEARANCE) * drop.radius


def _lowest(drop: Drop) -> Points:
    return drop.centre[1] + LOWEST * drop.radius


def _is_inside(lines: Sequence[Line], block: _Block, drop: Drop) -> bool:
    """Say whether the ink, with dots and vowel signs, stays on the drop and above the hands."""
    size = block.grade.size
    for line, baseline in zip(lines, block.baselines, strict=True):
        top = baseline - line.ascent * size
        width = line.width * size
        if width > _width(drop, top + 0.15 * size) + 2 * CLEARANCE * drop.radius:
            return False
        foot = baseline + line.descent * size
        if foot > _lowest(drop) or width / 2 > _between_hands(foot, drop):
            return False
    return True


def _between_hands(foot: Points, drop: Drop) -> Points:
    """Return half the width that the hands leave free for ink that reaches down to `foot`."""
    relative = (foot - drop.centre[1]) / drop.radius
    return min((room for y, room in HANDS if relative > y), default=1.0) * drop.radius


def _placed(
    lines: Sequence[Line], baselines: Sequence[Points], size: Points, drop: Drop
) -> tuple[Mark, ...]:
    return tuple(
        PlacedLine(line, drop.centre[0] - line.width * size / 2, y, size)
        for line, y in zip(lines, baselines, strict=True)
    )


def _forced(compositor: Compositor, parts: list[tuple[Text, Type]], drop: Drop) -> tuple[Mark, ...]:
    """Return lines of the widest measure, for a draft that shows what does not fit."""
    kind = parts[0][1]
    measure = 2 * (1 - CLEARANCE) * drop.radius
    lines = [line for text, look in parts for line in compositor.lines(text, look, measure)]
    grade = _Grade(kind.size, kind.leading)
    return _placed(lines, _baselines(len(lines), grade, drop, MIDDLES[0]), kind.size, drop)
