"""A table of a slide -> widths of columns, heights of rows, the size at which its words hold."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kit.document.model import Table
from kit.document.runs import Text
from kit.errors import TemplateError
from kit.layout.copyfit import longest, worst_of
from kit.layout.deck import Placeholder, SlideTable
from kit.layout.slide_fit import RATIO, lines_height, spacing_of
from kit.layout.slide_words import Filled, Overset, SlideWords, bold
from kit.units import Points, Rect

CELL_X, CELL_Y = 9.0, 6.0
"""The margins of a cell at its sides, and above and below its words."""
LEAST_PT = 14.0
LEAST_ROW: Points = 40.0
WRITTEN_ROW: Points = 84.0
MOST_COLUMNS = 6
# No column is narrower than this share of the widest, nor is a long text given more than this.
NARROWEST, WIDEST = 0.22, 240.0


@dataclass(frozen=True, slots=True)
class _Measure:
    """What the cells of a table are measured with."""

    words: SlideWords
    place: Placeholder
    widths: tuple[float, ...]

    def heights(self, rows: Sequence[Sequence[Text]], size: Points) -> tuple[Points, ...]:
        """Return the height that each row needs at a size."""
        return tuple(max(self._height(*cell, size) for cell in enumerate(row)) for row in rows)

    def _height(self, column: int, text: Text, size: Points) -> Points:
        if not text.runs:
            return LEAST_ROW
        width = self.widths[column] * self.place.rect.w - 2 * CELL_X
        cell = replace(self.place, rect=Rect(0, 0, width, self.place.rect.h))
        return max(lines_height(self.words.compositor, text, cell, size) + 2 * CELL_Y, LEAST_ROW)


def fill_table(words: SlideWords, block: Table) -> Filled:
    """Return the table, its head in bold; rows to write in share the room that is left."""
    rows = _checked(block)
    rows = (tuple(bold(cell) for cell in rows[0]), *rows[1:])
    place = words.place("table")
    measure = _Measure(words, place, _widths(words, place, rows))
    size = words.most("table")
    least = LEAST_PT * words.compositor.script.scale
    while sum(measure.heights(rows, size)) > place.rect.h and size > least:
        size = max(size * RATIO, least)
    heights = measure.heights(rows, size)
    over = () if sum(heights) <= place.rect.h else (_overset(measure, rows, size),)
    table = SlideTable(
        place.key,
        tuple(tuple(words.spans(cell, place) if cell.runs else () for cell in row) for row in rows),
        measure.widths,
        _stretched(rows, heights, place.rect.h),
        round(size, 1),
        spacing_of(words.compositor, place),
        "; ".join(str(cell) for cell in rows[0] if cell.runs),
    )
    return Filled(table=table, overset=over)


def _checked(block: Table) -> tuple[tuple[Text, ...], ...]:
    count = len(block.rows[0])
    if count > MOST_COLUMNS or any(len(row) != count for row in block.rows):
        raise TemplateError(
            "the rows of a table do not fit together",
            where="slide layout table",
            hint=f"give each row the same number of cells, {MOST_COLUMNS} at most",
        )
    return block.rows


def _widths(
    words: SlideWords, place: Placeholder, rows: Sequence[Sequence[Text]]
) -> tuple[float, ...]:
    """Return shares of the width: by the longest cell, within bounds; empty columns are wide."""
    columns = list(zip(*rows, strict=True))
    wanted = [max(_wanted(words, place, cell) for cell in column) for column in columns]
    written = [any(not cell.runs for cell in column) for column in columns]
    wanted = [WIDEST if blank else width for blank, width in zip(written, wanted, strict=True)]
    wanted = [max(width, max(wanted) * NARROWEST) for width in wanted]
    return tuple(width / sum(wanted) for width in wanted)


def _wanted(words: SlideWords, place: Placeholder, cell: Text) -> Points:
    if not cell.runs:
        return 0.0
    most = words.most(place.key)
    natural = most * 100.0 / words.compositor.one_line_size(cell, words.kind(place), 100.0)
    return min(natural + 2 * CELL_X, WIDEST)


def _stretched(
    rows: Sequence[Sequence[Text]], heights: Sequence[Points], room: Points
) -> tuple[Points, ...]:
    """Return the heights with the spare room given to the rows that are written in."""
    written = [any(not cell.runs for cell in row) for row in rows]
    if not any(written):
        return tuple(heights)
    share = max(0.0, room - sum(heights)) / sum(written)
    return tuple(
        max(height, min(height + share, WRITTEN_ROW)) if blank else height
        for blank, height in zip(written, heights, strict=True)
    )


def _overset(measure: _Measure, rows: Sequence[Sequence[Text]], size: Points) -> Overset:
    worst = worst_of([cell for row in rows for cell in row])

    def holds(cut: Text) -> bool:
        shorter = [[cut if cell is worst else cell for cell in row] for row in rows]
        return sum(measure.heights(shorter, size)) <= measure.place.rect.h

    return Overset(worst, longest(worst, holds))
