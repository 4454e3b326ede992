"""Spans of text -> paragraphs of a placeholder that say only what differs from its layout."""

import unicodedata
from collections.abc import Callable
from itertools import chain, pairwise

from kit.export.slides.oxml import LINK_COLOUR, Element, node
from kit.export.slides.parts import LEVELS, LOWER_SIZE
from kit.export.slides.style import DeckStyle
from kit.layout.deck import Placeholder, SlideText
from kit.typeset.glyphs import Span

# Embeddings, not isolates: Office has known them since its first bidirectional versions.
EMBEDDINGS = {"L": "\u202a", "R": "\u202b", "AL": "\u202b"}
END_OF_EMBEDDING = "\u202c"

Linker = Callable[[str], str]


def fill_placeholder(
    body: Element, text: SlideText, item: Placeholder, style: DeckStyle, link: Linker
) -> None:
    """Write paragraphs into the text body of a slide's placeholder.

    The size and the line spacing stand once, in the placeholder's list style, so that whoever
    edits the text changes them in one place. LibreOffice does not inherit the autofit.

    Args:
        body: The p:txBody.
        text: What to write.
        item: The layout's placeholder.
        style: What all texts share.
        link: Returns the relation id of a link's target.
    """
    for old in list(body):
        body.remove(old)
    has_link = any(span.link for spans in text.paragraphs for span in spans)
    # LibreOffice gives a line with a link the font's own height, and would shrink what fits.
    fit = "noAutofit" if has_link else "normAutofit"
    body.append(node("a:bodyPr", {}, node(f"a:{fit}", {})))
    body.append(node("a:lstStyle", {}, *_own_levels(text, item, style)))
    body.extend(paragraph(spans, item, style, link) for spans in text.paragraphs)


def _own_levels(text: SlideText, item: Placeholder, style: DeckStyle) -> list[Element]:
    """Return the first level where it differs from the layout, and lower ones in its size."""
    own = _own_level(text, item, style)
    size = round(text.size * LOWER_SIZE * 100)
    if own is None or item.kind != "body" or text.size == item.size:
        return [] if own is None else [own]
    lower = (node(f"a:lvl{number}pPr", {}, node("a:defRPr", {"sz": size})) for number in LEVELS[1:])
    return [own, *lower]


def _own_level(text: SlideText, item: Placeholder, style: DeckStyle) -> Element | None:
    spacing = style.line_spacing(text.spacing) if text.spacing != style.spacing else None
    size = round(text.size * 100)
    run = node("a:defRPr", {"sz": size}) if size != round(item.size * 100) else None
    if spacing is None and run is None:
        return None
    return node("a:lvl1pPr", {}, spacing, run)


def paragraph(
    spans: tuple[Span, ...], item: Placeholder, style: DeckStyle, link: Linker
) -> Element:
    """Return the paragraph of some spans, which says only what differs from its placeholder."""
    runs = chain.from_iterable(_runs(span, item, style, link) for span in spans)
    end = node("a:endParaRPr", style.language_attributes)
    return node("a:p", {}, node("a:pPr", {"rtl": style.rtl}), *runs, end)


def _runs(span: Span, item: Placeholder, style: DeckStyle, link: Linker) -> list[Element]:
    """Return the runs of a span: one, or several with line breaks between them."""
    lines = [_run(line, span, item, style) for line in _embedded(span, style).split("\n")]
    if span.link:
        for line in lines:
            line[0].append(_hyperlink(link(span.link)))
    breaks = [node("a:br", {}, node("a:rPr", _spoken(span, style))) for _ in pairwise(lines)]
    return [
        run for pair in zip(lines, [*breaks, None], strict=True) for run in pair if run is not None
    ]


def _run(text: str, span: Span, item: Placeholder, style: DeckStyle) -> Element:
    is_face = span.weight.value != item.face
    face = {"b": style.boldness(span.weight.value)} if is_face else {}
    rule = {"u": "sng"} if span.underlined else {}
    is_coloured = span.colour.upper() != style.palette.value(item.colour)
    properties = node(
        "a:rPr",
        {**_spoken(span, style), **face, **rule},
        style.palette.valued(span.colour) if is_coloured else None,
        *(style.fonts(span.weight.value) if is_face else ()),
    )
    return node("a:r", {}, properties, node("a:t", {}, text))


def _spoken(span: Span, style: DeckStyle) -> dict[str, str]:
    """Return the language of a span; a message that is not translated yet keeps its own."""
    is_own = span.language.partition("-")[0] in ("", style.language.partition("-")[0])
    return style.language_attributes if is_own else style.spoken(span.language)


def _embedded(span: Span, style: DeckStyle) -> str:
    """Return the text, set apart when it runs against the direction of the deck."""
    kinds = (unicodedata.bidirectional(character) for character in span.text)
    strong = next((kind for kind in kinds if kind in EMBEDDINGS), "L")
    runs_rtl = strong != "L"
    # A phone number is measured as one piece.
    text = span.text.replace(" ", "\u00a0") if span.whole else span.text
    if not span.isolated or runs_rtl == style.is_rtl:
        return text
    return EMBEDDINGS[strong] + text + END_OF_EMBEDDING


def _hyperlink(relation: str) -> Element:
    # A link looks like the text round it: the theme's link colour is not legible on red.
    colour = node("ahyp:hlinkClr", {"val": "tx"})
    extension = node("a:extLst", {}, node("a:ext", {"uri": LINK_COLOUR}, colour))
    return node("a:hlinkClick", {"r:id": relation}, extension)
