"""The words of the draft mark -> the label that a slide of an unchecked deck carries."""

from kit.export.slides.oxml import (
    Attributes,
    Element,
    bounds,
    custom_geometry,
    node,
    stroke,
    transform,
)
from kit.export.slides.parts import NO_INSETS
from kit.export.slides.style import WIDTH, DeckStyle
from kit.export.slides.texts import text_width
from kit.sources.outline import Outline, Segment
from kit.units import Points

NAME = "Draft"
SIZE: Points = 9.0
PADDING: Points = 12.0
RADIUS: Points = 8.0
ARC = 0.5523  # of the radius: control points of a quarter circle


def draft_label(words: str, style: DeckStyle) -> Element:
    """Return the label at the top start edge, its lower end corner round."""
    width = text_width(words) * SIZE + 2 * PADDING
    height = SIZE * 1.2 * max(style.spacing, 100) / 100 + 8.0
    outline = _flag(width, height)
    if style.is_rtl:
        outline = outline.mapped(-1.0, 1.0, WIDTH, 0.0)
    return node(
        "p:sp",
        {},
        node(
            "p:nvSpPr",
            {},
            node("p:cNvPr", {"id": 1, "name": NAME}),
            node("p:cNvSpPr", {"txBox": 1}),
            node("p:nvPr", {}),
        ),
        node(
            "p:spPr",
            {},
            transform(bounds(outline)),
            custom_geometry(outline),
            style.palette.named("ink"),
            stroke(None),
        ),
        _text(words, style),
    )


def _text(words: str, style: DeckStyle) -> Element:
    spoken = style.language_attributes
    white = style.palette.valued("#FFFFFF")
    look: Attributes = {**spoken, "sz": round(SIZE * 100), "b": style.boldness("bold")}
    run = node("a:r", {}, node("a:rPr", look, white), node("a:t", {}, words))
    return node(
        "p:txBody",
        {},
        node("a:bodyPr", {"wrap": "none", **NO_INSETS, "rtlCol": style.rtl, "anchor": "ctr"}),
        node("a:lstStyle", {}),
        node(
            "a:p",
            {},
            node("a:pPr", {"algn": "ctr", "rtl": style.rtl}),
            run,
            node("a:endParaRPr", {**spoken, "sz": round(SIZE * 100)}),
        ),
    )


def _flag(width: Points, height: Points) -> Outline:
    near, bend = RADIUS, RADIUS * (1 - ARC)
    corner = (
        (width, height - bend),
        (width - bend, height),
        (width - near, height),
    )
    return Outline(
        (
            Segment("move", ((0.0, 0.0),)),
            Segment("line", ((width, 0.0),)),
            Segment("line", ((width, height - near),)),
            Segment("curve", corner),
            Segment("line", ((0.0, height),)),
            Segment("close"),
        )
    )
