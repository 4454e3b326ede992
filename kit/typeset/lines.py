"""A paragraph and measures in em in; lines of placed glyph runs out."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kit.typeset.even import Filling, allowed_stops, even_stops
from kit.typeset.glyphs import GlyphRun, Line
from kit.typeset.greedy import LEAST_FILL, TOLERANCE, Section, greedy_stops, hyphens_of
from kit.typeset.justify import justify
from kit.typeset.shaping import Paragraph
from kit.typeset.strips import Part

# A last line narrower than this share of the measure takes words from the line before.
SHORT_LAST_LINE = 0.2
# The same for a last line of one word.
LONELY_WORD = 0.36
# Narrower measures that are tried to share the words of a short last line out over all lines.
NARROWER = (0.96, 0.92, 0.88, 0.84, 0.8, 0.76)

# The line before keeps this share of the measure, or stays as wide as the last.
LEAST_BEFORE_LAST = 0.4


def break_lines(
    paragraph: Paragraph, measure: float, *, balanced: bool = False, justified: bool = False
) -> tuple[Line, ...]:
    """Break a paragraph into lines.

    Greedy; then the last line takes words from the one before if it is short.

    Args:
        paragraph: The shaped text.
        measure: The greatest width in em; a segment wider than it stands alone on its line.
        balanced: Set as many lines, but of widths as even as possible; hyphenate only words
            wider than the measure.
        justified: Stretch the spaces of lines that the text goes on after.
    """
    breaking = (measure, balanced, justified)
    kept = paragraph.kept.broken
    if breaking not in kept:
        kept[breaking] = _broken(paragraph, *breaking)
    return kept[breaking]


def _broken(
    paragraph: Paragraph, measure: float, balanced: bool, justified: bool
) -> tuple[Line, ...]:
    stops: list[int] = []
    for section in sections(paragraph):
        ends = greedy_stops(paragraph, section, measure, 0.0 if balanced else LEAST_FILL)
        if balanced:
            allowed = allowed_stops(paragraph, section, hyphens=bool(hyphens_of(paragraph, ends)))
            ends = even_stops(paragraph, allowed, (measure,) * len(ends)) or ends
        else:
            ends = _without_short_end(paragraph, section, ends, measure)
        stops += ends
    lines = set_lines(paragraph, stops)
    if not justified:
        return lines
    forced = [paragraph.segments[stop - 1].is_forced for stop in stops]
    return tuple(
        line if is_forced else justify(line, measure)
        for line, is_forced in zip(lines, forced, strict=True)
    )


def fill_lines(paragraph: Paragraph, measures: Sequence[float]) -> tuple[Line, ...] | None:
    """Break a paragraph into one line for each measure, filled as evenly as possible.

    Words are hyphenated only where one is wider than every measure.

    Args:
        paragraph: The shaped text.
        measures: The greatest width of each line in em.

    Returns:
        The lines, or None if they cannot be as many, or one would be wider than its measure.
    """
    stops = Filling.of(paragraph).stops(measures)
    return None if stops is None else set_lines(paragraph, stops)


def widest_segment(paragraph: Paragraph) -> float:
    """Return the width in em of the widest piece that no line break may cut, hyphens included."""
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


def sections(paragraph: Paragraph) -> Iterator[Section]:
    """Yield the stretches of a paragraph between its forced breaks."""
    first = 0
    for index, segment in enumerate(paragraph.segments, 1):
        if segment.is_forced or index == len(paragraph.segments):
            yield Section(first, index)
            first = index


def _without_short_end(
    paragraph: Paragraph, section: Section, stops: list[int], measure: float
) -> list[int]:
    """Return the stops with a short last line made longer, by narrower lines or words moved."""
    if len(stops) < 2 or not _is_short(paragraph, section, stops, measure):  # noqa: PLR2004
        return stops
    for factor in NARROWER:
        narrow = greedy_stops(paragraph, section, measure * factor)
        if len(narrow) != len(stops):
            break
        # A word that fits the measure may not fit the narrower one.
        has_new_hyphens = hyphens_of(paragraph, narrow) - hyphens_of(paragraph, stops)
        if not has_new_hyphens and not _is_short(paragraph, section, narrow, measure):
            return narrow
    return _with_words_moved(paragraph, section, stops, measure)


def _with_words_moved(
    paragraph: Paragraph, section: Section, stops: list[int], measure: float
) -> list[int]:
    """Return the stops with words of the line before in the last, where both gain by it."""
    begin = stops[-3] if len(stops) > 2 else section.first  # noqa: PLR2004
    for stop in reversed(allowed_stops(paragraph, Section(begin, stops[-2]), hyphens=False)[1:]):
        before = paragraph.width(begin, stop - 1)
        last = paragraph.width(stop, section.stop - 1)
        if last > measure + TOLERANCE or before < min(last, LEAST_BEFORE_LAST * measure):
            break
        if last >= SHORT_LAST_LINE * measure:
            return [*stops[:-2], stop, section.stop]
    return stops


def _is_short(paragraph: Paragraph, section: Section, stops: list[int], measure: float) -> bool:
    """Say whether the last line looks lost: a lonely word more easily than several."""
    rest = Section(stops[-2], section.stop)
    is_alone = len(allowed_stops(paragraph, rest, hyphens=False)) == 2  # noqa: PLR2004
    share = LONELY_WORD if is_alone else SHORT_LAST_LINE
    return paragraph.width(stops[-2], section.stop - 1) < share * measure


def set_lines(paragraph: Paragraph, stops: Sequence[int]) -> tuple[Line, ...]:
    """Return the lines of a paragraph that stop before these segments."""
    return tuple(_line(paragraph, first, stop) for first, stop in pairwise((0, *stops)))


def _line(paragraph: Paragraph, first: int, stop: int) -> Line:
    lines = paragraph.kept.lines
    if (first, stop) not in lines:
        lines[first, stop] = _fresh_line(paragraph, first, stop)
    return lines[first, stop]


def _fresh_line(paragraph: Paragraph, first: int, stop: int) -> Line:
    parts = paragraph.parts(first, stop - 1)
    segments = paragraph.segments
    last = segments[stop - 1]
    end = last.stop if last.is_hyphen else last.end
    return Line(
        text=paragraph.text[segments[first].start : end],
        runs=tuple(_placed(parts)),
        width=paragraph.width(first, stop - 1),
        ascent=max((part.ascent for part in parts), default=0.0),
        descent=max((part.descent for part in parts), default=0.0),
        ends_paragraph=stop == len(segments),
        goes_on=stop < len(segments) and any(map(str.isspace, paragraph.text[end : last.stop])),
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
