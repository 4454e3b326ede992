"""A laid-out deck -> the bytes of a presentation that PowerPoint and others can edit."""

import datetime
import io

import pptx
from pptx.presentation import Presentation

from kit.export.slides.master import base_package
from kit.export.slides.package import STAMP, normalised
from kit.export.slides.pictures import Gallery, Rasteriser
from kit.export.slides.slide import SlideMaker
from kit.export.slides.style import DeckStyle
from kit.layout.deck import Deck


def write_deck(deck: Deck, rasteriser: Rasteriser | None = None) -> bytes:
    """Return the .pptx of a deck: the same bytes for the same deck.

    Args:
        deck: The deck.
        rasteriser: Keeps rendered pictures from one deck to the next; rendering is two thirds
            of the time of a deck.

    Raises:
        TemplateError: A slide names a layout, placeholder or colour that does not exist.
    """
    style = DeckStyle.of(deck)
    presentation = pptx.Presentation(io.BytesIO(base_package(deck, style)))
    gallery = Gallery(presentation.part.package, rasteriser or Rasteriser())
    maker = SlideMaker(presentation, deck, style, gallery)
    for slide in deck.slides:
        maker.add(slide)
    _set_properties(presentation, deck)
    out = io.BytesIO()
    presentation.save(out)
    return normalised(out.getvalue())


def _set_properties(presentation: Presentation, deck: Deck) -> None:
    properties = presentation.core_properties
    properties.title = deck.title
    properties.language = deck.language
    properties.author = properties.last_modified_by = deck.author
    properties.revision = 1
    properties.created = properties.modified = datetime.datetime.fromisoformat(STAMP)
