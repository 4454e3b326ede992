"""A table's values -> a native table in the table placeholder; and the style of all tables."""

from itertools import chain
from typing import TypeAlias

from pptx.shapes.placeholder import TablePlaceholder
from pptx.util import Emu

from kit.errors import TemplateError
from kit.export.slides.oxml import Element, describe, node, qualified, root
from kit.export.slides.style import DeckStyle
from kit.export.slides.texts import paragraph
from kit.export.slides.theme import BRAND
from kit.layout.deck import Placeholder, SlideTable
from kit.layout.slide_cells import CELL_X, CELL_Y
from kit.typeset.glyphs import Span
from kit.units import emu

Spans: TypeAlias = tuple[Span, ...]

TABLE_STYLE = "{3C0B1F52-6E0A-4B57-9B0C-0F4A5D2E7C11}"
RULE = 12700  # EMU


def table_styles(style: DeckStyle) -> bytes:
    """Return the part of table styles: red head, stone rules, no vertical lines."""
    own = node(
        "a:tblStyle",
        {"styleId": TABLE_STYLE, "styleName": BRAND},
        node("a:wholeTbl", {}, _text("ink", style), _cells(style)),
        node("a:firstRow", {}, _text("paper", style, "on"), _filled("red", style)),
    )
    return root("a:tblStyleLst", {"def": TABLE_STYLE}, own)


def _text(colour: str, style: DeckStyle, bold: str = "off") -> Element:
    font = node("a:fontRef", {"idx": "minor"}, node("a:prstClr", {"val": "black"}))
    return node("a:tcTxStyle", {"b": bold}, font, style.palette.named(colour)[0])


def _cells(style: DeckStyle) -> Element:
    rules = {"left": "", "right": "", "top": "red", "bottom": "red", "insideH": "stone"}
    borders = [_border(side, colour, style) for side, colour in rules.items()]
    borders.append(_border("insideV", "", style))
    fill = node("a:fill", {}, node("a:noFill", {}))
    return node("a:tcStyle", {}, node("a:tcBdr", {}, *borders), fill)


def _border(side: str, colour: str, style: DeckStyle) -> Element:
    line = node("a:ln", {}, node("a:noFill", {}))
    if colour:
        line = node("a:ln", {"w": RULE, "cmpd": "sng"}, style.palette.named(colour))
    return node(f"a:{side}", {}, line)


def _filled(colour: str, style: DeckStyle) -> Element:
    fill = node("a:fill", {}, style.palette.named(colour))
    return node("a:tcStyle", {}, node("a:tcBdr", {}), fill)


def add_table(
    placeholder: TablePlaceholder, item: SlideTable, place: Placeholder, style: DeckStyle
) -> Element:
    """Put a table into its placeholder and return the frame, which stays a placeholder."""
    frame = placeholder.insert_table(len(item.rows), len(item.widths))  # type: ignore[no-untyped-call]
    table = frame.table
    width = frame.width
    for column, share in zip(table.columns, item.widths, strict=True):
        column.width = Emu(round(width * share))
    for row, height in zip(table.rows, item.heights, strict=True):
        row.height = Emu(emu(height))
    frame.height = Emu(sum(row.height for row in table.rows))
    element: Element = frame.element
    _style(next(element.iter(qualified("a:tblPr"))), style)
    cells = element.iter(qualified("a:tc"))
    for cell, spans in zip(cells, chain.from_iterable(item.rows), strict=True):
        for old in list(cell):
            cell.remove(old)
        cell.append(_words(spans, item, place, style))
        cell.append(_margins())
    describe(element, item.alt)
    return element


def _style(properties: Element, style: DeckStyle) -> None:
    for name in list(properties.attrib):
        del properties.attrib[name]
    for child in list(properties):
        properties.remove(child)
    properties.set("firstRow", "1")
    if style.is_rtl:
        properties.set("rtl", "1")
    properties.append(node("a:tableStyleId", {}, TABLE_STYLE))


def _words(spans: Spans, item: SlideTable, place: Placeholder, style: DeckStyle) -> Element:
    """Return the text of a cell; a table has no place for sizes but its runs."""
    written = paragraph(spans, place, style, _no_link)
    look = next(written.iter(qualified("a:pPr")))
    look.set("algn", style.alignment(place.align))
    look.append(style.line_spacing(item.spacing))
    for tag in ("a:rPr", "a:endParaRPr"):
        for properties in written.iter(qualified(tag)):
            properties.set("sz", str(round(item.size * 100)))
    return node("a:txBody", {}, node("a:bodyPr", {}), node("a:lstStyle", {}), written)


def _no_link(target: str) -> str:
    raise TemplateError(f"a table cannot hold a link to {target}", where="slide layout table")


def _margins() -> Element:
    sides = {"marL": CELL_X, "marR": CELL_X, "marT": CELL_Y, "marB": CELL_Y}
    lengths = {side: emu(length) for side, length in sides.items()}
    return node("a:tcPr", {**lengths, "anchor": "ctr"})
