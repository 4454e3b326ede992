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
from kit.layout.slide_draft import SIZE, label_outline, label_room

NAME = "Draft"


def draft_label(words: str, style: DeckStyle) -> Element:
    """Return the label at the top start edge, its lower end corner round."""
    outline = label_outline(label_room(words, style.spacing))
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
