"""A deck's language and direction -> its notes master; notes of a slide -> its notes page."""

from collections.abc import Mapping
from dataclasses import replace

from pptx.slide import Slide as PptxSlide

from kit.export.slides.oxml import (
    Element,
    empty_tree,
    mark_language,
    node,
    qualified,
    rectangle,
    root,
    stroke,
    transform,
)
from kit.export.slides.parts import (
    background,
    colour_map,
    number_paragraph,
    placed_shape,
    plain_paragraph,
    text_levels,
)
from kit.export.slides.style import DeckStyle
from kit.layout.deck import Deck, Placeholder
from kit.units import Points, Rect

NOTES_WIDTH: Points = 540.0
NOTES_HEIGHT: Points = 720.0
IMAGE = Rect(54, 90, 432, 243)
NOTES = Placeholder("notes", "body", 3, Rect(54, 346, 432, 284), 12.0)
NUMBER = Placeholder("number", "sldNum", 5, Rect(270, 680, 216, 24), 12.0, align="end")


def notes_master(deck: Deck, style: DeckStyle) -> bytes:
    """Return the notes master; without one python-pptx puts in an English one."""
    prompt = plain_paragraph(deck.names.get("prompt.notes", ""), style)
    number = NUMBER
    if style.is_rtl:
        number = replace(NUMBER, rect=NUMBER.rect.mirrored(NOTES_WIDTH))
    shapes = [
        _slide_image(style),
        placed_shape(3, NOTES, style, prompt),
        placed_shape(4, number, style, number_paragraph(style)),
    ]
    for shape, kind in zip(shapes, ("sldImg", "body", "sldNum"), strict=True):
        shape[0][0].set("name", _name(kind, deck.names))
    white = style.palette.valued("#FFFFFF")  # notes are printed
    return root(
        "p:notesMaster",
        {},
        node("p:cSld", {}, background(white), empty_tree(shapes)),
        colour_map(),
        node("p:notesStyle", {}, *text_levels(NOTES, style)),
    )


def _slide_image(style: DeckStyle) -> Element:
    locks = node("a:spLocks", {"noGrp": 1, "noRot": 1, "noChangeAspect": 1})
    line = stroke(style.palette.named("stone"), 1.0)
    return node(
        "p:sp",
        {},
        node(
            "p:nvSpPr",
            {},
            node("p:cNvPr", {"id": 2, "name": "slide"}),
            node("p:cNvSpPr", {}, locks),
            node("p:nvPr", {}, node("p:ph", {"type": "sldImg", "idx": 2})),
        ),
        node("p:spPr", {}, transform(IMAGE), rectangle(), node("a:noFill", {}), line),
    )


def add_notes(
    slide: PptxSlide, paragraphs: tuple[str, ...], names: Mapping[str, str], style: DeckStyle
) -> None:
    """Write the speaker's notes of a slide; `names` are those of the deck."""
    page = slide.notes_slide
    for shape in page.element.iter(qualified("p:sp")):
        kind = next(shape.iter(qualified("p:ph"))).get("type")
        name = next(shape.iter(qualified("p:cNvPr")))
        name.set("name", _name(str(kind), names))
        if kind == "sldNum":
            _fill(shape, [number_paragraph(style)])
        elif kind == "body":
            _fill(shape, [plain_paragraph(text, style) for text in paragraphs])
    mark_language(page.element, style.language_attributes, style.is_rtl)


def _name(kind: str, names: Mapping[str, str]) -> str:
    """Return what a shape of a notes page is called in the deck's language."""
    key, other = {
        "sldImg": ("pic", "slide"),
        "sldNum": ("sldNum", NUMBER.key),
    }.get(kind, ("notes", NOTES.key))
    return names.get(f"place.{key}", other)


def _fill(shape: Element, paragraphs: list[Element]) -> None:
    # The slide number comes from python-pptx without a text body.
    for old in shape.findall(qualified("p:txBody")):
        shape.remove(old)
    empty = (node("a:bodyPr", {}), node("a:lstStyle", {}))
    shape.append(node("p:txBody", {}, *empty, *paragraphs))
