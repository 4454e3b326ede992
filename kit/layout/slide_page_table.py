"""A table of a slide and its place -> ground of the head, rules and the words of the cells."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from kit.layout.compositor import Compositor
from kit.layout.deck import Deck, SlideTable
from kit.layout.page import Element, Mark, Shape, Tagged
from kit.layout.shapes import field
from kit.layout.slide_cells import CELL_X
from kit.layout.slide_lines import Frame, placed_lines
from kit.typeset.glyphs import Span
from kit.units import Points, Rect

RULE: Points = 1.0


def table_marks(
    deck: Deck, item: SlideTable, rect: Rect, compositor: Compositor
) -> tuple[Mark, ...]:
    """Return the marks of a table; `rect` is its place in the deck's direction."""
    tops = [rect.y + height for height in accumulate(item.heights, initial=0.0)]
    head = Rect(rect.x, rect.y, rect.w, item.heights[0])
    marks: list[Mark] = [Shape(field(head, 0), fill=deck.colours["red"])]
    marks += [_rule(rect, y, deck.colours["stone"]) for y in tops[2:-1]]
    marks.append(_rule(rect, tops[-1], deck.colours["red"]))
    for number, row in enumerate(item.rows):
        cells: list[Mark] = []
        element = Element("TD") if number else Element("TH", scope="Column")
        for spans, column in zip(row, _columns(item, rect, is_rtl=deck.is_rtl), strict=True):
            room = Rect(
                column.x + CELL_X, tops[number], column.w - 2 * CELL_X, item.heights[number]
            )
            words = spans if number else _coloured(spans, deck.colours["paper"])
            frame = Frame(room, item.size, item.spacing, "ctr")
            cells.append(Tagged(element, placed_lines(compositor, (words,), frame)))
        marks.append(Tagged(Element("TR"), tuple(cells)))
    return (Tagged(Element("Table"), tuple(marks)),)


def _coloured(spans: Sequence[Span], colour: str) -> tuple[Span, ...]:
    return tuple(replace(span, colour=colour) for span in spans)


def _rule(rect: Rect, y: Points, colour: str) -> Shape:
    return Shape(field(Rect(rect.x, y - RULE / 2, rect.w, RULE), 0), fill=colour)


def _columns(item: SlideTable, rect: Rect, *, is_rtl: bool) -> Iterator[Rect]:
    """Yield the columns of a table, the first at the start."""
    unit = rect.w / sum(item.widths)
    x = rect.x
    for share in item.widths:
        column = Rect(x, rect.y, share * unit, rect.h)
        yield column.mirrored(2 * rect.x + rect.w) if is_rtl else column
        x += share * unit
