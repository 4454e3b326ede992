"""The texts of a list and a slide -> a size and a height for each row, even where they hold."""

from collections.abc import Sequence
from dataclasses import replace

from kit.document.runs import Text
from kit.layout.copyfit import longest_of, worst_of
from kit.layout.slide_fit import RATIO, lines_height
from kit.layout.slide_geometry import ROWS_BOTTOM, ROWS_TOP, row_rects, uneven_rows
from kit.layout.slide_words import Overset, SlideWords
from kit.sources.theme_tables import DeckSizes
from kit.units import Points, Rect

# Even rows are kept down to this share of the size of the layout; then longer rows get more room.
EVEN_SHARE = 0.86
LEAST_PITCH = 46.0
GAP = 7.0


def fit_rows(
    words: SlideWords, sizes: DeckSizes, texts: Sequence[Text], least: Points
) -> tuple[Points, tuple[tuple[Rect, Rect], ...], bool]:
    """Return the size, the rectangles of tile and text of each row, and whether they are even."""
    even = row_rects(sizes, len(texts))
    most = words.most("row0")
    keys = [(f"row{number}", (text,)) for number, text in enumerate(texts)]
    size = words.common(keys, most * EVEN_SHARE)
    if all(words.holds(key, text, size) for key, (text,) in keys):
        return size, even, True
    size = most
    while size > least:
        if pitches := _pitches(words, texts, size, even):
            return size, uneven_rows(sizes, pitches), False
        size = max(size * RATIO, least)
    pitches = _pitches(words, texts, least, even)
    return least, uneven_rows(sizes, pitches) if pitches else even, not pitches


def rows_overset(words: SlideWords, sizes: DeckSizes, texts: Sequence[Text]) -> Overset:
    """Return the row to shorten of those that do not hold together, and to how much."""
    worst = worst_of(texts)
    even = row_rects(sizes, len(texts))

    def holds(shorter: Sequence[Text]) -> bool:
        if _pitches(words, shorter, words.least, even):
            return True
        return all(words.holds(f"row{number}", t, words.least) for number, t in enumerate(shorter))

    return Overset(worst, longest_of(texts, worst, holds), tuple(texts))


def _pitches(
    words: SlideWords, texts: Sequence[Text], size: Points, even: Sequence[tuple[Rect, Rect]]
) -> tuple[Points, ...]:
    """Return heights that together fill the room of the rows, or () when they do not hold."""
    place = replace(words.place("row0"), rect=even[0][1])
    needed = [
        max(lines_height(words.compositor, text, place, size) + GAP, LEAST_PITCH) for text in texts
    ]
    spare = ROWS_BOTTOM - ROWS_TOP - sum(needed)
    if spare < 0:
        return ()
    return tuple(height + spare / len(needed) for height in needed)
