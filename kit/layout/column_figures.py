"""Lines to write on and bar charts -> boxes of a column, their labels set like all text."""

from decimal import Decimal

from kit.document.model import Bar, Chart, Fill
from kit.layout.box import Box, stack, tagged
from kit.layout.column import Column
from kit.layout.compositor import ARTIFACT, UNBROKEN, Type, set_lines
from kit.layout.grounds import colours_on
from kit.layout.page import Mark, Shape
from kit.layout.parts import digits, plain
from kit.layout.shapes import field
from kit.sources.locales import format_number
from kit.typeset.glyphs import Weight
from kit.units import Points, Rect, mm

RULE_PT = 0.6
# A bar's figure stands clear of its end; the longest bar leaves room for the widest figure.
FIGURE_GAP_MM = 1.6
# Labels are a little smaller than running text.
LABEL = 0.94
BAR_RADIUS = 0.5


def fill_lines(block: Fill, column: Column) -> Box:
    """Return lines to write on by hand, each under the room for it, with or without a number."""
    pitch = column.between(column.sizes.fill_mm * 0.86, column.sizes.fill_mm * 1.3)
    marks: list[Mark] = []
    for number in range(1, block.lines + 1):
        y = number * pitch
        start = 0.0
        if block.is_numbered:
            figure = _figure(
                digits(number, column.compositor.locale), column, column.sizes.body_pt, ARTIFACT
            )
            marks += figure.at(0, y - figure.height)
            start = figure.width + mm(2)
        marks.append(_rule(column, start, y))
    return Box(column.measure, block.lines * pitch, tuple(marks))


def _rule(column: Column, start: Points, y: Points) -> Shape:
    rect = Rect(start, y, column.measure - start, RULE_PT)
    return Shape(field(rect, 0), fill=colours_on(column.compositor.theme, column.tone).text)


def chart(block: Chart, column: Column) -> Box:
    """Return horizontal bars, each under its label, with its figure at the end.

    The figure, not the colour alone, tells the bars apart.
    """
    longest = max(bar.value for bar in block.bars)
    figures = [_value(bar, column) for bar in block.bars]
    room = column.measure - mm(FIGURE_GAP_MM) - max(figure.width for figure in figures)
    unit = column.compositor.text(block.unit, _label_type(column), column.measure)
    rows = [
        _bar(bar, figure, room * max(bar.value, 0.0) / longest if longest > 0 else 0.0, column)
        for bar, figure in zip(block.bars, figures, strict=True)
    ]
    return tagged(stack([tagged(unit, "Caption"), *rows], column.between(0.6, 1.8)), "Table")


def _value(bar: Bar, column: Column) -> Box:
    text = bar.figure or format_number(Decimal(str(bar.value)), column.compositor.locale)
    return _figure(text, column, column.sizes.lead_pt)


def _label_type(column: Column) -> Type:
    return column.body(column.sizes.body_pt * LABEL)


def _bar(bar: Bar, figure: Box, width: Points, column: Column) -> Box:
    theme = column.compositor.theme
    height = mm(column.sizes.bar_mm)
    label = column.compositor.text(bar.label, _label_type(column), column.measure)
    colour = theme.colour_of("bar_marked" if bar.is_marked else "bar")
    radius = min(height * BAR_RADIUS, width)
    outline = field(Rect(0, 0, width, height), radius, ("top-end", "bottom-end"))
    shape = Box(width, height, (Shape(outline, fill=colour),))
    y = label.height + mm(0.3)
    value = tagged(figure, "TD").at(width + mm(FIGURE_GAP_MM), y + (height - figure.height) / 2)
    marks = (*tagged(label, "TH", scope="Row").marks, *shape.at(0, y), *value)
    return tagged(Box(column.measure, y + height, marks, label.overset), "TR")


def _figure(text: str, column: Column, size: Points, role: str = "P") -> Box:
    """Return a number in bold on one line."""
    kind: Type = column.body(size, Weight.BOLD, role)
    lines = column.compositor.lines(plain(text, column.compositor.locale), kind, UNBROKEN)
    return set_lines(lines, kind, lines[0].width * kind.size)
