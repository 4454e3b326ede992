"""Placeholders and decorations of a layout -> the shapes of a master or a slide layout."""

from dataclasses import replace

from kit.export.slides.oxml import (
    Element,
    bounds,
    custom_geometry,
    describe,
    node,
    rectangle,
    stroke,
    transform,
)
from kit.export.slides.style import WIDTH, DeckStyle
from kit.layout.deck import Deck, Decoration, Placeholder
from kit.layout.page import Shape

SLIDE_NUMBER = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
FOOTERS = ("dt", "ftr", "sldNum")
NO_INSETS = {"lIns": "0", "tIns": "0", "rIns": "0", "bIns": "0"}
LEVELS = range(1, 10)
# A list in a list is a little smaller than what it stands in.
LOWER_SIZE = 0.9
INDENT = 228600  # EMU, of each lower level of a list that staff may add


def placeholder_shape(number: int, item: Placeholder, deck: Deck, style: DeckStyle) -> Element:
    """Return a placeholder of a layout, with its prompt."""
    prompt = deck.names.get(f"prompt.{item.kind}", "")
    placed = replace(item, rect=style.placed(item.rect))
    shape = placed_shape(number, placed, style, _content(item, prompt, deck, style))
    shape[0][0].set("name", place_name(item, deck))
    if prompt and item.kind not in FOOTERS:
        shape[0][2][0].set("hasCustomPrompt", "1")
    return shape


def placed_shape(number: int, item: Placeholder, style: DeckStyle, text: Element) -> Element:
    """Return a placeholder that is already where the deck's direction wants it."""
    return node(
        "p:sp",
        {},
        node(
            "p:nvSpPr",
            {},
            node("p:cNvPr", {"id": number, "name": item.key}),
            node("p:cNvSpPr", {}, node("a:spLocks", {"noGrp": 1})),
            node("p:nvPr", {}, node("p:ph", _identity(item))),
        ),
        node("p:spPr", {}, transform(item.rect), rectangle()),
        node(
            "p:txBody",
            {},
            body_properties(item, style),
            node("a:lstStyle", {}, *_levels(item, style)),
            text,
        ),
    )


def _identity(item: Placeholder) -> dict[str, str]:
    """Return the attributes by which a slide's placeholder finds its layout's.

    A title never has an index: there is one, and programs look it up by its kind.
    """
    if item.kind == "title":
        return {"type": "title"}
    size = {"sz": "quarter"} if item.kind in FOOTERS else {}
    return {"type": item.kind, **size, "idx": str(item.idx)}


def body_properties(item: Placeholder, style: DeckStyle) -> Element:
    """Return the text box of a placeholder: no insets, because the layout has measured so."""
    fit = node("a:normAutofit", {}) if item.kind in ("title", "body") else None
    box = {"vert": "horz", "wrap": "square", **NO_INSETS, "rtlCol": style.rtl}
    return node("a:bodyPr", {**box, "anchor": item.anchor}, fit)


def _levels(item: Placeholder, style: DeckStyle) -> list[Element]:
    """Return a placeholder's first level, and lower ones in its colour for a list in a list."""
    if item.kind != "body":
        return [level_style(item, style)]
    return [level_style(item, style), *(_lower(number, item, style) for number in LEVELS[1:])]


def _lower(number: int, item: Placeholder, style: DeckStyle) -> Element:
    size = {"sz": round(item.size * LOWER_SIZE * 100)}
    return node(
        f"a:lvl{number}pPr",
        {"algn": style.alignment("start"), "rtl": style.rtl},
        node("a:defRPr", size, style.palette.named(item.colour)),
    )


def level_style(item: Placeholder, style: DeckStyle) -> Element:
    """Return the first level of a placeholder: alignment, size, face and colour."""
    size = {"sz": round(item.size * 100)} if item.size else {}
    gap = node("a:spcBef", {}, node("a:spcPts", {"val": round(item.gap * 100)}))
    return node(
        "a:lvl1pPr",
        {"marL": 0, "indent": 0, "algn": style.alignment(item.align), "rtl": style.rtl},
        gap if item.gap else None,
        node("a:buNone", {}),
        node(
            "a:defRPr",
            {**size, "b": style.boldness(item.face)},
            style.palette.named(item.colour),
            *style.fonts(item.face),
        ),
    )


def _content(item: Placeholder, prompt: str, deck: Deck, style: DeckStyle) -> Element:
    if item.kind == "sldNum":
        return number_paragraph(style)
    fixed = {"ftr": deck.author, "dt": deck.date}
    return plain_paragraph(fixed.get(item.kind, prompt), style)


def place_name(item: Placeholder, deck: Deck) -> str:
    """Return what a placeholder is called in the language of those who edit the deck.

    Several of one kind bear its index, so that each has a name of its own on its slide.
    """
    name = deck.names.get(f"place.{item.kind}", "")
    if not name:
        return item.key
    return f"{name} {item.idx}" if item.kind == "body" else name


def footer_shape(item: Placeholder, deck: Deck, style: DeckStyle) -> Element:
    """Return the footer or the number of a slide, which follows its layout in everything."""
    shape = placed_shape(0, item, style, _content(item, "", deck, style))
    for inherited in (shape[1], shape[2][0], shape[2][1]):
        for child in list(inherited):
            inherited.remove(child)
        inherited.attrib.clear()
    shape[0][0].set("name", place_name(item, deck))
    return shape


def plain_paragraph(text: str, style: DeckStyle) -> Element:
    """Return a paragraph of the deck's language, in the look of its place."""
    spoken = style.language_attributes
    run = node("a:r", {}, node("a:rPr", spoken), node("a:t", {}, text)) if text else None
    end = node("a:endParaRPr", spoken)
    return node("a:p", {}, node("a:pPr", {"rtl": style.rtl}), run, end)


def number_paragraph(style: DeckStyle) -> Element:
    """Return the paragraph of a slide number."""
    spoken = style.language_attributes
    field = node(
        "a:fld",
        {"id": SLIDE_NUMBER, "type": "slidenum"},
        node("a:rPr", spoken),
        node("a:t", {}, "‹#›"),
    )
    end = node("a:endParaRPr", spoken)
    return node("a:p", {}, node("a:pPr", {"rtl": style.rtl}), field, end)


def decoration_shape(number: int, item: Decoration, style: DeckStyle) -> Element:
    """Return a decoration of a layout, mirrored in a deck from right to left."""
    outline = item.shape.outline
    if style.is_rtl:
        outline = outline.mapped(-1.0, 1.0, WIDTH, 0.0)
    shape = Shape(outline, "", item.shape.stroke, item.shape.stroke_width)
    drawn = background_shape(number, shape, style)
    if item.colour:
        no_fill = drawn[1][2]
        drawn[1].replace(no_fill, style.palette.named(item.colour))
    drawn[0][2].set("userDrawn", "1")
    return drawn


def background_shape(number: int, item: Shape, style: DeckStyle) -> Element:
    """Return a shape without text, marked as decoration."""
    fill = style.palette.valued(item.fill) if item.fill else node("a:noFill", {})
    line = style.palette.valued(item.stroke) if item.stroke else None
    shape = node(
        "p:sp",
        {},
        node(
            "p:nvSpPr",
            {},
            node("p:cNvPr", {"id": number, "name": "Shape"}),
            node("p:cNvSpPr", {}),
            node("p:nvPr", {}),
        ),
        node(
            "p:spPr",
            {},
            transform(bounds(item.outline)),
            custom_geometry(item.outline),
            fill,
            stroke(line, item.stroke_width),
        ),
        _no_text(style),
    )
    describe(shape, "")
    return shape


def _no_text(style: DeckStyle) -> Element:
    # PowerPoint repairs files with shapes that have no text body.
    levels, text = node("a:lstStyle", {}), plain_paragraph("", style)
    return node("p:txBody", {}, node("a:bodyPr", {}), levels, text)


def background(fill: Element) -> Element:
    """Return the ground of a slide."""
    # Without the empty list of effects PowerPoint repairs the file.
    return node("p:bg", {}, node("p:bgPr", {}, fill, node("a:effectLst", {})))


def colour_map() -> Element:
    """Return which theme colours are text and ground."""
    same = [*(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink"]
    pairs = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
    return node("p:clrMap", pairs | {name: name for name in same})


def text_levels(item: Placeholder, style: DeckStyle) -> list[Element]:
    """Return the nine levels of a master's text style; the first is the kit's, plain."""
    size = round(item.size * 100) or 1800
    return [_level(number, item, size, style) for number in LEVELS]


def _level(number: int, item: Placeholder, size: int, style: DeckStyle) -> Element:
    is_listed = number > 1 and item.kind == "body"
    place = {"marL": INDENT * (number - 1), "indent": -INDENT if is_listed else 0}
    # Hangul breaks between words, as the kit measures it; other East Asian text anywhere.
    breaks = {"eaLnBrk": "0" if style.script in ("Kore", "Hang") else "1", "latinLnBrk": "0"}
    dots = (
        node("a:buFont", {"typeface": "+mj-lt" if item.face == "headline" else "+mn-lt"}),
        node("a:buChar", {"char": "•"}),
    )
    return node(
        f"a:lvl{number}pPr",
        {
            **place,
            "algn": style.alignment(item.align),
            "defTabSz": 914400,
            "rtl": style.rtl,
            **breaks,
            "hangingPunct": "1",
        },
        style.line_spacing(style.spacing),
        node("a:spcBef", {}, node("a:spcPts", {"val": 0})),
        *(dots if is_listed else (node("a:buNone", {}),)),
        node(
            "a:defRPr",
            {"sz": size, "b": style.boldness(item.face), "kern": 1200},
            style.palette.named(item.colour),
            *style.fonts(item.face),
        ),
    )
