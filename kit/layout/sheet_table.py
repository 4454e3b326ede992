"""A table of a sheet -> pieces that may stand on different pages: a head, and its rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kit.document.model import Table
from kit.document.runs import Text
from kit.layout.box import Box, tagged
from kit.layout.column import Column
from kit.layout.compositor import UNBROKEN, Type
from kit.layout.copyfit import messages_of
from kit.layout.page import Element, Mark, Shape, Tagged, leaves
from kit.layout.parts import badge
from kit.layout.shapes import field
from kit.typeset.glyphs import Weight
from kit.units import Points, Rect, mm

RULE_PT = 0.6
# A table that is no higher than this stands on one page.
WHOLE_MM = 100.0
COLUMN_GAP_MM = 5.0
# No column but the last takes more than this share of the width.
WIDEST = 0.4
# Before a table; the tip of a drop parts it from what stands before, too.
GAP_MM, DROP_GAP_MM = (3.4, 8.0), (0.8, 4.0)
# The figure in a drop stands so far down, in widths of the drop.
FIGURE_AT = 0.8


@dataclass(frozen=True, slots=True)
class Piece:
    """What a page takes whole.

    Attributes:
        box: Its marks.
        gap: The room before it, unless it opens a page.
        keeps: Whether it stays with what follows.
        head: What is said again before it where it opens a further page.
        texts: Its texts, for the report.
    """

    box: Box
    gap: Points
    keeps: bool = False
    head: "Piece | None" = None
    texts: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class _Cell:
    """How a cell is set, and what it is."""

    kind: Type
    element: Element

    @classmethod
    def of_row(cls, column: Column, *, is_first: bool, is_empty: bool) -> "_Cell":
        """Return a cell of a row; the first says what the row is about, if it says anything."""
        is_head = is_first and not is_empty
        element = Element("TH", scope="Row") if is_head else Element("TD")
        return cls(_cell_type(column, is_first=is_first), element)


def table_pieces(table: Table, column: Column, widths: Sequence[Points]) -> Iterator[Piece]:
    """Yield the head of a table and its rows; `widths` are those of its columns.

    A short table stays on one page; of a long one only the first row stays with the head.
    """
    first, *rows = table.rows
    indent = indent_of(table, column)
    gap = column.between(*DROP_GAP_MM) if indent else column.between(*GAP_MM)
    head = Piece(_head(first, column, widths, indent), gap, True, None, first)
    boxes = [
        _row(row, column, widths, indent, has_rule=number < len(rows))
        for number, row in enumerate(rows, 1)
    ]
    is_whole = head.box.height + sum(box.height for box in boxes) <= mm(WHOLE_MM)
    yield head
    for number, (row, box) in enumerate(zip(rows, boxes, strict=True), 1):
        keeps = is_whole and number < len(rows)
        yield Piece(box, 0.0, keeps, head if number > 1 else None, row)


def indent_of(table: Table, column: Column) -> Points:
    """Return how far a table stands in: the width of the drop before its head."""
    return mm(column.compositor.theme.sheet.badge_mm + COLUMN_GAP_MM) if _figure(table) else 0.0


def column_widths(tables: Sequence[Table], column: Column) -> tuple[Points, ...]:
    """Return the widths that tables of the same number of columns share: the last has the rest."""
    rows = [row for table in tables for row in _rows(table)]
    room = column.measure - max(indent_of(table, column) for table in tables)
    count = max(len(row) for row in rows)
    found: list[Points] = []
    for at in range(count - 1):
        cells = [row[at] for row in rows if at < len(row)]
        widest = max(_natural(cell, column, is_first=at == 0) for cell in cells)
        found.append(min(widest, room * WIDEST / max(count - 2, 1)))
    return (*found, room - sum(width + mm(COLUMN_GAP_MM) for width in found if width))


def _rows(table: Table) -> tuple[tuple[Text, ...], ...]:
    """Return the rows whose cells stand in columns: a head with a drop has none."""
    return table.rows[1:] if _figure(table) else table.rows


def _natural(cell: Text, column: Column, *, is_first: bool) -> Points:
    if not cell.runs:
        return 0.0
    kind = _cell_type(column, is_first=is_first)
    return max(line.width for line in column.compositor.lines(cell, kind, UNBROKEN)) * kind.size


def _cell_type(column: Column, *, is_first: bool) -> Type:
    weight = Weight.BOLD if is_first else Weight.REGULAR
    return column.body(column.sizes.body_pt, weight)


def _figure(table: Table) -> int:
    """Return the number that a table's head begins with, or 0."""
    cell = table.rows[0][0]
    words = str(cell)
    return int(words) if words.isdecimal() and not messages_of(cell) else 0


def _head(cells: Sequence[Text], column: Column, widths: Sequence[Points], indent: Points) -> Box:
    if not indent:
        return _plain_head(cells, column, widths)
    compositor, sizes = column.compositor, column.sizes
    kind = replace(column.heading_type(3), role="H2")
    measure = column.measure - indent
    words = Text(tuple(run for cell in cells[1:] for run in cell.runs))
    kind = compositor.fitted(words, kind, measure, sizes.subheading_min_pt)
    heading = compositor.headline(words, kind, measure)
    width = mm(compositor.theme.sheet.badge_mm)
    sign = badge(compositor, int(str(cells[0])), width)
    rise = width * FIGURE_AT - heading.height / 2
    above = max(rise, 0.0)
    # The date says which day it is; read with it, the figure would run into it.
    marks = (*leaves(sign.at(0, above - rise)), *heading.at(indent, above))
    height = above + heading.height + column.between(0.4, 1.4)
    return Box(column.measure, height, marks, heading.overset)


def _plain_head(cells: Sequence[Text], column: Column, widths: Sequence[Points]) -> Box:
    """Return the head as bold words over a strong rule."""
    kind = column.body(column.sizes.body_pt, Weight.BOLD)
    look = _Cell(kind, Element("TH", scope="Column"))
    box = _cells(cells, [look] * len(cells), column, widths)
    return _ruled(box, column, 0.0, column.compositor.theme.colour_of("headline"))


def _row(
    cells: Sequence[Text],
    column: Column,
    widths: Sequence[Points],
    indent: Points,
    *,
    has_rule: bool,
) -> Box:
    looks = [
        _Cell.of_row(column, is_first=at == 0, is_empty=not cell.runs)
        for at, cell in enumerate(cells)
    ]
    box = _cells(cells, looks, column, widths)
    pad = column.between(0.6, 1.9)
    moved = Box(column.measure, box.height + 2 * pad, box.at(indent, pad), box.overset)
    if not has_rule:
        return tagged(moved, "TR")
    return _ruled(moved, column, indent, column.compositor.theme.named("stone"))


def _cells(
    cells: Sequence[Text], looks: Sequence[_Cell], column: Column, widths: Sequence[Points]
) -> Box:
    marks: list[Mark] = []
    overset: list[Text] = []
    height, x = 0.0, 0.0
    for cell, look, width in zip(cells, looks, widths, strict=True):
        box = column.compositor.text(cell, look.kind, width)
        marks.append(Tagged(look.element, box.at(x, 0)))
        overset += box.overset
        height = max(height, box.height)
        # A column in which nothing stands, as where no time is given, takes no room.
        x += width + mm(COLUMN_GAP_MM) if width else 0.0
    return Box(column.measure, height, tuple(marks), tuple(overset))


def _ruled(box: Box, column: Column, indent: Points, colour: str) -> Box:
    rect = Rect(indent, box.height - RULE_PT / 2, column.measure - indent, RULE_PT)
    ruled = replace(box, marks=(*box.marks, Shape(field(rect, 0), fill=colour)))
    return tagged(ruled, "TR")
