"""Lines to write on and bar charts -> boxes of a column, their labels set like all text."""

from decimal import Decimal

from kit.document.model import Bar, Chart, Fill
from kit.layout.box import Box, stack
from kit.layout.column import Column
from kit.layout.compositor import UNBROKEN, Type, set_lines
from kit.layout.grounds import inks_on
from kit.layout.page import Mark, Shape
from kit.layout.parts import digits, plain
from kit.layout.shapes import field
from kit.sources.locales import format_number
from kit.typeset.glyphs import Weight
from kit.units import Points, Rect, mm

RULE_PT = 0.6
# A bar's figure stands clear of its end; the longest bar leaves this share of the measure for it.
FIGURE_GAP_MM = 1.6
FIGURE_SHARE = 0.16
BAR_RADIUS = 0.5


def fill_lines(block: Fill, column: Column) -> Box:
    """Return lines to write on by hand, each under the room for it, with or without a number."""
    pitch = column.between(column.sizes.fill_mm * 0.86, column.sizes.fill_mm * 1.3)
    marks: list[Mark] = []
    for number in range(1, block.lines + 1):
        y = number * pitch
        start = 0.0
        if block.is_numbered:
            figure = _figure(digits(number, column.compositor.locale), column, column.sizes.body_pt)
            marks += figure.at(0, y - figure.height)
            start = figure.width + mm(2)
        marks.append(_rule(column, start, y))
    return Box(column.measure, block.lines * pitch, tuple(marks))


def _rule(column: Column, start: Points, y: Points) -> Shape:
    rect = Rect(start, y, column.measure - start, RULE_PT)
    return Shape(field(rect, 0), fill=inks_on(column.compositor.theme, column.tone).text)


def chart(block: Chart, column: Column) -> Box:
    """Return horizontal bars, each under its label, with its figure at the end.

    The figure, not the colour alone, tells the bars apart.
    """
    sizes = column.sizes
    longest = max(bar.value for bar in block.bars)
    unit = column.compositor.text(block.unit, column.body(sizes.body_pt * 0.94), column.measure)
    rows = [unit, *(_bar(bar, bar.value / longest, column) for bar in block.bars)]
    return stack(rows, column.between(0.6, 1.8))


def _bar(bar: Bar, share: float, column: Column) -> Box:
    theme = column.compositor.theme
    height = mm(column.sizes.bar_mm)
    kind = column.body(column.sizes.body_pt * 0.94)
    label = column.compositor.text(bar.label, kind, column.measure)
    width = column.measure * (1 - FIGURE_SHARE) * share
    colour = theme.colour_of("bar_marked" if bar.is_marked else "bar")
    outline = field(Rect(0, 0, width, height), height * BAR_RADIUS, ("top-end", "bottom-end"))
    value = format_number(Decimal(str(bar.value)), column.compositor.locale)
    figure = _figure(value, column, column.sizes.lead_pt)
    y = label.height + mm(0.3)
    marks = (
        *label.marks,
        *(mark for mark in Box(width, height, (Shape(outline, fill=colour),)).at(0, y)),
        *figure.at(width + mm(FIGURE_GAP_MM), y + (height - figure.height) / 2),
    )
    return Box(column.measure, y + max(height, 0.0), marks, label.overset)


def _figure(text: str, column: Column, size: Points) -> Box:
    """Return a number in bold on one line."""
    kind: Type = column.body(size, Weight.BOLD)
    lines = column.compositor.lines(plain(text, column.compositor.locale), kind, UNBROKEN)
    return set_lines(lines, kind, lines[0].width * kind.size)
