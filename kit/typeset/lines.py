"""A paragraph and measures in em in; lines of placed glyph runs out."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

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

# What a hyphen costs where lines are evened out: more than the evenness it can gain.
HYPHEN_COST = 1.0


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
    stops: list[int] = []
    for section in _sections(paragraph):
        ends = greedy_stops(paragraph, section, measure, 0.0 if balanced else LEAST_FILL)
        if balanced:
            allowed = _allowed(paragraph, section, hyphens=bool(hyphens_of(paragraph, ends)))
            ends = _even(paragraph, allowed, (measure,) * len(ends)) or ends
        else:
            ends = _without_short_end(paragraph, section, ends, measure)
        stops += ends
    lines = _set(paragraph, stops)
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
    section = Section(0, len(paragraph.segments))
    if not section.stop or not measures or min(measures) <= 0:
        return None
    hyphens = _widest_word(paragraph) > max(measures) + TOLERANCE
    allowed = _allowed(paragraph, section, hyphens=hyphens)
    stops = _even(paragraph, allowed, measures, overfull=False)
    return None if stops is None else _set(paragraph, stops)


def widest_segment(paragraph: Paragraph) -> float:
    """Return the width in em of the widest piece that no line break may cut, hyphens included."""
    return max((segment.width for segment in paragraph.segments), default=0.0)


def _widest_word(paragraph: Paragraph) -> float:
    return max(paragraph.width(first, stop - 1) for first, stop in pairwise((0, *paragraph.words)))


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


def _sections(paragraph: Paragraph) -> Iterator[Section]:
    first = 0
    for index, segment in enumerate(paragraph.segments, 1):
        if segment.is_forced or index == len(paragraph.segments):
            yield Section(first, index)
            first = index


def _allowed(paragraph: Paragraph, section: Section, *, hyphens: bool) -> tuple[int, ...]:
    """Return the start of a section and the stops that its lines may have."""
    stops = range(section.first + 1, section.stop + 1)
    segments = paragraph.segments
    chosen = (stop for stop in stops if hyphens or not segments[stop - 1].is_hyphen)
    return section.first, *chosen


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
    for stop in reversed(_allowed(paragraph, Section(begin, stops[-2]), hyphens=False)[1:]):
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
    is_alone = len(_allowed(paragraph, rest, hyphens=False)) == 2  # noqa: PLR2004
    share = LONELY_WORD if is_alone else SHORT_LAST_LINE
    return paragraph.width(stops[-2], section.stop - 1) < share * measure


def _even(
    paragraph: Paragraph,
    allowed: Sequence[int],
    measures: Sequence[float],
    *,
    overfull: bool = True,
) -> list[int] | None:
    """Return where lines stop that are filled to shares as equal as possible, or None.

    Dynamic programming over the lines: the least sum of squared differences from the share
    that all lines would have if text were a fluid. Places are counted in `allowed`, the start
    of the lines and the stops that they may have.
    """
    segments = paragraph.segments
    natural = segments[allowed[-1] - 1].right - segments[allowed[0]].left
    share = natural / sum(measures)
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for index, measure in enumerate(measures, 1):
        # One stop at least for each line left.
        places = allowed[: len(allowed) - len(measures) + index]
        found: dict[int, tuple[float, tuple[int, ...]]] = {}
        for first, (cost, stops) in best.items():
            for place, width in _candidates(paragraph, places, first, measure, overfull):
                stop = places[place]
                total = cost + (width / measure - share) ** 2
                total += HYPHEN_COST * segments[stop - 1].is_hyphen
                if place not in found or total < found[place][0]:
                    found[place] = (total, (*stops, stop))
        best = found
    last = len(allowed) - 1
    return list(best[last][1]) if last in best else None


def _candidates(
    paragraph: Paragraph, places: Sequence[int], first: int, measure: float, overfull: bool
) -> Iterator[tuple[int, float]]:
    """Yield where a line that begins at a place may stop, and its width."""
    for place in range(first + 1, len(places)):
        stop = places[place]
        width = paragraph.width(places[first], stop - 1)
        if width > measure + TOLERANCE and not (overfull and place == first + 1):
            return
        yield place, width
        if paragraph.segments[stop - 1].is_forced:
            return


def _set(paragraph: Paragraph, stops: Sequence[int]) -> tuple[Line, ...]:
    return tuple(_line(paragraph, first, stop) for first, stop in pairwise((0, *stops)))


def _line(paragraph: Paragraph, first: int, stop: int) -> Line:
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
