"""A table of a slide -> widths of columns, heights of rows, the size at which its words hold."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import floor

from kit.document.model import Table
from kit.document.runs import Text
from kit.errors import TemplateError
from kit.layout.copyfit import longest_of, messages_of, worst_of
from kit.layout.deck import Placeholder, SlideTable
from kit.layout.slide_fit import RATIO, lines_height, room_of, spacing_of
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

    def holds(self, rows: Sequence[Sequence[Text]], size: Points) -> bool:
        """Say whether all rows hold in the height and every word in its column."""
        return sum(self.heights(rows, size)) <= self.place.rect.h and not self.too_wide(rows, size)

    def too_wide(self, rows: Sequence[Sequence[Text]], size: Points) -> tuple[Text, ...]:
        """Return the cells with a word that is wider than its column at a size."""
        kind = replace(self.words.kind(self.place), size=size)
        return tuple(
            cell
            for row in rows
            for column, cell in enumerate(row)
            if cell.runs and self.words.compositor.widest(cell, kind) > self._measure(column)
        )

    def _measure(self, column: int) -> Points:
        width = self.widths[column] * self.place.rect.w - 2 * CELL_X
        return width * room_of(self.words.compositor)

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
    while not measure.holds(rows, size) and size > least:
        size = max(floor(size * RATIO * 10) / 10, least)
    heights = measure.heights(rows, size)
    over = () if measure.holds(rows, size) else (_overset(measure, rows, size),)
    table = SlideTable(
        place.key,
        tuple(tuple(words.spans(cell, place) if cell.runs else () for cell in row) for row in rows),
        measure.widths,
        _stretched(rows, heights, place.rect.h),
        size,
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
    least = [max(_least(words, place, cell) for cell in column) for column in columns]
    wanted = [max(_wanted(words, place, cell) for cell in column) for column in columns]
    written = [any(not cell.runs for cell in column) for column in columns]
    wanted = [WIDEST if blank else width for blank, width in zip(written, wanted, strict=True)]
    wanted = [max(width, max(wanted) * NARROWEST) for width in wanted]
    return _shares(least, wanted, place.rect.w)


def _shares(least: Sequence[Points], wanted: Sequence[Points], room: Points) -> tuple[float, ...]:
    """Return shares of a room as wanted, where each column's words hold so, else rather wider."""
    even = [width / sum(wanted) for width in wanted]
    if all(share * room >= narrow for share, narrow in zip(even, least, strict=True)):
        return tuple(even)
    spare = room - sum(least)
    if spare <= 0:
        return tuple(width / sum(least) for width in least)
    more = [max(width - narrow, 1.0) for narrow, width in zip(least, wanted, strict=True)]
    return tuple(
        (narrow + spare * extra / sum(more)) / room
        for narrow, extra in zip(least, more, strict=True)
    )


def _least(words: SlideWords, place: Placeholder, cell: Text) -> Points:
    """Return the width without which a word of a cell would be broken at the table's own size."""
    if not cell.runs:
        return 2 * CELL_X
    kind = replace(words.kind(place), size=words.most(place.key))
    return words.compositor.widest(cell, kind) / room_of(words.compositor) + 2 * CELL_X + 1.0


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
    cells = tuple(cell for row in rows for cell in row if cell.runs)
    wide = measure.too_wide(rows, size)
    # A figure comes from no message, and nobody can shorten it.
    spoken = tuple(cell for cell in wide or cells if messages_of(cell)) or wide or cells
    worst = worst_of(spoken)

    def holds(shorter: Sequence[Text]) -> bool:
        cut = dict(zip(map(id, cells), shorter, strict=True))
        return measure.holds([[cut.get(id(cell), cell) for cell in row] for row in rows], size)

    return Overset(worst, longest_of(cells, worst, holds), cells)
