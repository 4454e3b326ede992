"""A paragraph and a measure in; where its lines stop when each takes as much as fits out."""

from bisect import bisect_right
from dataclasses import dataclass

from kit.typeset.shaping import Paragraph

# Sums of advances differ in the last digits from sums in another order.
TOLERANCE = 1e-9

# A line that whole words fill less than this share of its measure takes a part of the next word.
LEAST_FILL = 0.72


@dataclass(frozen=True, slots=True)
class Section:
    """Segments between forced breaks, from `first` up to `stop`."""

    first: int
    stop: int


def greedy_stops(
    paragraph: Paragraph, section: Section, measure: float, least_fill: float = LEAST_FILL
) -> list[int]:
    """Return where each line stops: the number of the segment that the next begins with.

    Lines end between words. One that would be filled less than `least_fill` of its measure ends
    in a hyphen, but not after a line that does, nor before the last line. A word wider than the
    measure is hyphenated wherever it must.
    """
    stops: list[int] = []
    first = section.first
    while first < section.stop:
        stop = _last_word(paragraph, section, first, measure)
        width = paragraph.width(first, stop - 1)
        if width > measure + TOLERANCE:
            stop = _last_hyphen(paragraph, first, (first, stop), measure) or first + 1
        elif width < least_fill * measure and not _is_hyphenated(paragraph, stops):
            stop = _into_next_word(paragraph, section, (first, stop), measure) or stop
        stops.append(stop)
        first = stop
    return stops


def hyphens_of(paragraph: Paragraph, stops: list[int]) -> frozenset[int]:
    """Return the stops at which a line ends in a hyphen."""
    return frozenset(stop for stop in stops if paragraph.segments[stop - 1].is_hyphen)


def _last_word(paragraph: Paragraph, section: Section, first: int, measure: float) -> int:
    """Return the last stop after a word that fits, or that after the first word."""
    least = bisect_right(paragraph.words, first)
    most = bisect_right(paragraph.words, section.stop)
    limit = paragraph.segments[first].left + measure + TOLERANCE
    found = bisect_right(paragraph.rights, limit, least + 1, most) - 1
    while found > least and not _fits(paragraph, first, paragraph.words[found], measure):
        found -= 1
    return paragraph.words[found]


def _last_hyphen(
    paragraph: Paragraph, first: int, word: tuple[int, int], measure: float
) -> int | None:
    """Return the last stop inside a word, given by its segments, that fits on the line."""
    start, end = word
    stops = range(end - 1, start, -1)
    return next((stop for stop in stops if _fits(paragraph, first, stop, measure)), None)


def _into_next_word(
    paragraph: Paragraph, section: Section, line: tuple[int, int], measure: float
) -> int | None:
    """Return the last stop inside the word after a line that fits, but not before a last line."""
    first, start = line
    if start == section.stop:
        return None
    end = paragraph.words[bisect_right(paragraph.words, start)]
    stop = _last_hyphen(paragraph, first, (start, end), measure)
    while stop and stop > start and _fits(paragraph, stop, section.stop, measure):
        stop -= 1
    return stop if stop and stop > start else None


def _fits(paragraph: Paragraph, first: int, stop: int, measure: float) -> bool:
    return paragraph.width(first, stop - 1) <= measure + TOLERANCE


def _is_hyphenated(paragraph: Paragraph, stops: list[int]) -> bool:
    return bool(stops) and paragraph.segments[stops[-1] - 1].is_hyphen
