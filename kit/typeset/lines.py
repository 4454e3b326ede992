"""A paragraph and measures in em in; lines of placed glyph runs out."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kit.typeset.glyphs import GlyphRun, Line
from kit.typeset.shaping import Paragraph
from kit.typeset.strips import Part

# Sums of advances differ in the last digits from sums in another order.
TOLERANCE = 1e-9

# A last line narrower than this share of the measure takes words from the line before.
SHORT_LAST_LINE = 0.2
# The same for a last line of one word.
LONELY_WORD = 0.36
# Narrower measures that are tried to share the words of a short last line out over all lines.
NARROWER = (0.96, 0.92, 0.88, 0.84, 0.8, 0.76)

# The line before keeps this share of the measure, or stays as wide as the last.
LEAST_BEFORE_LAST = 0.4


@dataclass(frozen=True, slots=True)
class _Section:
    """Segments between forced breaks, from `first` up to `stop`."""

    first: int
    stop: int


def break_lines(
    paragraph: Paragraph, measure: float, *, balanced: bool = False
) -> tuple[Line, ...]:
    """Break a paragraph into lines.

    Greedy; then the last line takes words from the one before if it is short.

    Args:
        paragraph: The shaped text.
        measure: The greatest width in em; a segment wider than it stands alone on its line.
        balanced: Set as many lines, but of widths as even as possible.
    """
    stops: list[int] = []
    for section in _sections(paragraph):
        ends = _greedy(paragraph, section, measure)
        if balanced:
            ends = _even(paragraph, section, (measure,) * len(ends)) or ends
        else:
            ends = _without_short_end(paragraph, section, ends, measure)
        stops += ends
    return _set(paragraph, stops)


def fill_lines(paragraph: Paragraph, measures: Sequence[float]) -> tuple[Line, ...] | None:
    """Break a paragraph into one line for each measure, filled as evenly as possible.

    Args:
        paragraph: The shaped text.
        measures: The greatest width of each line in em.

    Returns:
        The lines, or None if they cannot be as many, or one would be wider than its measure.
    """
    section = _Section(0, len(paragraph.segments))
    if not section.stop or not measures or min(measures) <= 0:
        return None
    stops = _even(paragraph, section, measures, overfull=False)
    return None if stops is None else _set(paragraph, stops)


def widest_segment(paragraph: Paragraph) -> float:
    """Return the width in em of the widest piece that no line break may cut."""
    return max((segment.width for segment in paragraph.segments), default=0.0)


def visual_order(levels: Sequence[int]) -> list[int]:
    """Return the indices of parts of a line from left to right (UAX #9, rule L2)."""
    order = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        index = 0
        while index < len(order):
            stop = index
            while stop < len(order) and levels[order[stop]] >= level:
                stop += 1
            order[index:stop] = reversed(order[index:stop])
            index = stop + 1
    return order


def _sections(paragraph: Paragraph) -> Iterator[_Section]:
    first = 0
    for index, segment in enumerate(paragraph.segments, 1):
        if segment.is_forced or index == len(paragraph.segments):
            yield _Section(first, index)
            first = index


def _greedy(paragraph: Paragraph, section: _Section, measure: float) -> list[int]:
    """Return where each line stops when each takes as many segments as fit."""
    stops = []
    first = section.first
    while first < section.stop:
        limit = paragraph.segments[first].left + measure + TOLERANCE
        stop = bisect_right(paragraph.rights, limit, first + 1, section.stop)
        while stop > first + 1 and paragraph.width(first, stop - 1) > measure + TOLERANCE:
            stop -= 1
        stops.append(stop)
        first = stop
    return stops


def _without_short_end(
    paragraph: Paragraph, section: _Section, stops: list[int], measure: float
) -> list[int]:
    """Return the stops with a short last line made longer, by narrower lines or words moved."""
    if len(stops) < 2 or not _is_short(paragraph, section, stops, measure):  # noqa: PLR2004
        return stops
    for factor in NARROWER:
        narrow = _greedy(paragraph, section, measure * factor)
        if len(narrow) != len(stops):
            break
        if not _is_short(paragraph, section, narrow, measure):
            return narrow
    begin = stops[-3] if len(stops) > 2 else section.first  # noqa: PLR2004
    for stop in range(stops[-2], begin, -1):
        before = paragraph.width(begin, stop - 1)
        last = paragraph.width(stop, section.stop - 1)
        if last > measure + TOLERANCE or before < min(last, LEAST_BEFORE_LAST * measure):
            break
        if last >= SHORT_LAST_LINE * measure:
            return [*stops[:-2], stop, section.stop]
    return stops


def _is_short(paragraph: Paragraph, section: _Section, stops: list[int], measure: float) -> bool:
    """Say whether the last line looks lost: a lonely word more easily than several."""
    is_alone = section.stop - stops[-2] == 1
    share = LONELY_WORD if is_alone else SHORT_LAST_LINE
    return paragraph.width(stops[-2], section.stop - 1) < share * measure


def _even(
    paragraph: Paragraph, section: _Section, measures: Sequence[float], *, overfull: bool = True
) -> list[int] | None:
    """Return where lines stop that are filled to shares as equal as possible, or None.

    Dynamic programming over the lines: the least sum of squared differences from the share
    that all lines would have if text were a fluid.
    """
    natural = paragraph.segments[section.stop - 1].right - paragraph.segments[section.first].left
    share = natural / sum(measures)
    best: dict[int, tuple[float, tuple[int, ...]]] = {section.first: (0.0, ())}
    for index, measure in enumerate(measures, 1):
        limit = section.stop - len(measures) + index  # one segment at least for each line left
        found: dict[int, tuple[float, tuple[int, ...]]] = {}
        for first, (cost, stops) in best.items():
            for stop, width in _candidates(paragraph, first, limit, measure, overfull):
                total = cost + (width / measure - share) ** 2
                if stop not in found or total < found[stop][0]:
                    found[stop] = (total, (*stops, stop))
        best = found
    return list(best[section.stop][1]) if section.stop in best else None


def _candidates(
    paragraph: Paragraph, first: int, limit: int, measure: float, overfull: bool
) -> Iterator[tuple[int, float]]:
    """Yield where a line that begins with a segment may stop, and its width."""
    for stop in range(first + 1, limit + 1):
        width = paragraph.width(first, stop - 1)
        if width > measure + TOLERANCE and not (overfull and stop == first + 1):
            return
        yield stop, width
        if paragraph.segments[stop - 1].is_forced:
            return


def _set(paragraph: Paragraph, stops: Sequence[int]) -> tuple[Line, ...]:
    return tuple(_line(paragraph, first, stop) for first, stop in pairwise((0, *stops)))


def _line(paragraph: Paragraph, first: int, stop: int) -> Line:
    parts = paragraph.parts(first, stop - 1)
    segments = paragraph.segments
    return Line(
        text=paragraph.text[segments[first].start : segments[stop - 1].end],
        runs=tuple(_placed(parts)),
        width=paragraph.width(first, stop - 1),
        ascent=max((part.ascent for part in parts), default=0.0),
        descent=max((part.descent for part in parts), default=0.0),
        ends_paragraph=stop == len(segments),
    )


def _placed(parts: Sequence[Part]) -> Iterator[GlyphRun]:
    x = 0.0
    for index in visual_order([part.level for part in parts]):
        part = parts[index]
        is_rtl = bool(part.level & 1)
        yield GlyphRun(
            face=part.face,
            span=part.span,
            is_rtl=is_rtl,
            clusters=part.clusters[::-1] if is_rtl else part.clusters,
            x=x,
            advance=part.width,
            text="".join([cluster.text for cluster in part.clusters]),
        )
        x += part.width
