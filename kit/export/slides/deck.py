"""A laid-out deck -> the bytes of a presentation that PowerPoint and others can edit."""

import datetime
import io

import pptx
from pptx.presentation import Presentation

from kit.export.slides.embedding import embed_fonts
from kit.export.slides.master import base_package
from kit.export.slides.oxml import Element, section_list
from kit.export.slides.package import as_template, normalised
from kit.export.slides.pictures import Gallery, Rasteriser
from kit.export.slides.slide import SlideMaker
from kit.export.slides.style import DeckStyle
from kit.findings import Finding
from kit.layout.deck import Deck

NOON = datetime.time(12, tzinfo=datetime.UTC)


def write_deck(
    deck: Deck, rasteriser: Rasteriser, *, embeds_fonts: bool = True
) -> tuple[bytes, tuple[Finding, ...]]:
    """Return the .pptx of a deck, the .potx of one without slides; the same deck, the same bytes.

    The findings name the fonts that it could not carry.

    Args:
        deck: The deck.
        rasteriser: Keeps rendered pictures from one deck to the next; rendering is two thirds
            of the time of a deck.
        embeds_fonts: Whether the file carries its fonts.

    Raises:
        TemplateError: A slide names a layout, placeholder or colour that does not exist.
    """
    style = DeckStyle.of(deck)
    presentation = pptx.Presentation(io.BytesIO(base_package(deck, style)))
    gallery = Gallery(presentation.part.package, rasteriser)
    maker = SlideMaker(presentation, deck, style, gallery)
    for slide in deck.slides:
        maker.add(slide)
    _set_properties(presentation, deck)
    _set_sections(presentation, deck)
    left_out = embed_fonts(presentation, deck.fonts) if embeds_fonts else ()
    out = io.BytesIO()
    presentation.save(out)
    written = normalised(out.getvalue())
    return written if deck.slides else as_template(written), left_out


def _set_properties(presentation: Presentation, deck: Deck) -> None:
    properties = presentation.core_properties
    properties.title = deck.title
    properties.language = deck.language
    properties.author = properties.last_modified_by = deck.author
    properties.revision = 1
    properties.created = properties.modified = datetime.datetime.combine(deck.day, NOON)


def _set_sections(presentation: Presentation, deck: Deck) -> None:
    """Name the parts of the talk; what comes before the first named one belongs to it."""
    if not any(slide.section for slide in deck.slides):
        return
    ids = presentation.slides._sldIdLst.sldId_lst
    parts: list[tuple[str, list[int]]] = []
    for slide, entry in zip(deck.slides, ids, strict=True):
        if slide.section or not parts:
            parts.append((slide.section or deck.title, []))
        parts[-1][1].append(entry.id)
    element: Element = presentation.part._element
    element.append(section_list(deck.title, parts))
