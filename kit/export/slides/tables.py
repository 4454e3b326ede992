"""The colours of a deck -> the table style that a table gets which someone adds later."""

from kit.export.slides.oxml import Element, node, root
from kit.export.slides.style import DeckStyle
from kit.export.slides.theme import BRAND

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
