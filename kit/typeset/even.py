"""A paragraph and its lines' measures in em in; where lines stop that are evenly filled out."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kit.typeset.greedy import TOLERANCE, Section
from kit.typeset.shaping import Paragraph

# What a hyphen costs where lines are evened out: more than the evenness it can gain.
HYPHEN_COST = 1.0


@dataclass(frozen=True, slots=True)
class Filling:
    """A paragraph made ready to be filled into lines of many measures.

    Args:
        paragraph: The shaped text.
        words: The start of the text and the stops between words.
        every: The start of the text and all stops.
        widest: The width of the widest word in em.
        is_plain: Whether a line that begins later, or ends earlier, is never wider.
    """

    paragraph: Paragraph
    words: tuple[int, ...]
    every: tuple[int, ...]
    widest: float
    is_plain: bool

    @classmethod
    def of(cls, paragraph: Paragraph) -> "Filling":
        """Return a paragraph made ready."""
        words = (0, *paragraph.words)
        whole = Section(0, len(paragraph.segments))
        widths = (paragraph.width(first, stop - 1) for first, stop in pairwise(words))
        is_plain = not paragraph.overlaps and _rise(paragraph.lefts) and _rise(paragraph.ends)
        return cls(
            paragraph,
            words,
            allowed_stops(paragraph, whole, hyphens=True),
            max(widths, default=0.0),
            is_plain,
        )

    def stops(self, measures: Sequence[float]) -> list[int] | None:
        """Return where as many lines stop, or None if they do not hold in their measures.

        Words are hyphenated only where one is wider than every measure.
        """
        if not self.paragraph.segments or not measures or min(measures) <= 0:
            return None
        allowed = self.every if self.widest > max(measures) + TOLERANCE else self.words
        if self.is_plain and self._reached(measures) < len(self.paragraph.segments):
            return None
        return even_stops(self.paragraph, allowed, measures, overfull=False)

    def fewest(self, measure: float) -> int:
        """Return how many lines of a measure, or of narrower ones, it takes at least."""
        count = len(self.paragraph.segments)
        if not self.is_plain:
            return min(count, 1)
        lines = first = 0
        while first < count:
            following = self._reach(first, measure)
            if following == first:
                # Not one segment holds: no number of such lines is enough.
                return count + 1
            first = following
            lines += 1
        return lines

    def _reached(self, measures: Sequence[float]) -> int:
        """Return the last segment that lines of these measures reach when each is full."""
        first = 0
        for measure in measures:
            first = self._reach(first, measure)
        return first

    def _reach(self, first: int, measure: float) -> int:
        """Return the furthest stop of a line that begins with a segment, or that segment."""
        ends, lefts = self.paragraph.ends, self.paragraph.lefts
        if first == len(ends):
            return first
        most = measure + TOLERANCE
        # What rounding makes of the sum and of the difference may not be the same.
        stop = bisect_right(ends, lefts[first] + most + TOLERANCE, first)
        while stop > first and ends[stop - 1] - lefts[first] > most:
            stop -= 1
        return stop


def _rise(places: Sequence[float]) -> bool:
    return all(before <= after for before, after in pairwise(places))


def allowed_stops(paragraph: Paragraph, section: Section, *, hyphens: bool) -> tuple[int, ...]:
    """Return the start of a section and the stops that its lines may have."""
    stops = range(section.first + 1, section.stop + 1)
    segments = paragraph.segments
    chosen = (stop for stop in stops if hyphens or not segments[stop - 1].is_hyphen)
    return section.first, *chosen


def even_stops(
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
    last = len(allowed) - 1
    if len(measures) > last:
        return None
    segments = paragraph.segments
    share = (segments[allowed[last] - 1].right - segments[allowed[0]].left) / sum(measures)
    rows: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for index, measure in enumerate(measures, 1):
        # One stop at least for each line left.
        places = allowed[: len(allowed) - len(measures) + index]
        rows.append(_row(paragraph, places, rows[-1], (measure, share), overfull=overfull))
    if last not in rows[-1]:
        return None
    stops: list[int] = []
    place = last
    for row in reversed(rows[1:]):
        stops.append(allowed[place])
        place = row[place][1]
    return stops[::-1]


def _row(
    paragraph: Paragraph,
    places: Sequence[int],
    before: dict[int, tuple[float, int]],
    goal: tuple[float, float],
    *,
    overfull: bool,
) -> dict[int, tuple[float, int]]:
    """Return where a line may stop: the least cost so far, and where the line begins.

    `before` is the same of the line above, `goal` the line's measure and the share to fill.
    """
    segments, width_of = paragraph.segments, paragraph.width
    measure, share = goal
    found: dict[int, tuple[float, int]] = {}
    for first, (cost, _) in before.items():
        for place in range(first + 1, len(places)):
            last = places[place] - 1
            width = width_of(places[first], last)
            if width > measure + TOLERANCE and not (overfull and place == first + 1):
                break
            total = cost + (width / measure - share) ** 2 + HYPHEN_COST * segments[last].is_hyphen
            if place not in found or total < found[place][0]:
                found[place] = (total, first)
            if segments[last].is_forced:
                break
    return found
