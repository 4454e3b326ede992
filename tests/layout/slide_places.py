"""Where the texts of a laid-out slide stand, how high they are, and slides made by hand."""

from dataclasses import replace

from layout_samples import DECK, Shop, Shops, text_of, with_parts

from kit.document.model import Block, Heading, Part, Picture
from kit.findings import Finding
from kit.layout.deck import Deck, Placeholder, Slide, SlideText
from kit.layout.slide_fit import PITCH_EM
from kit.layout.slide_geometry import HEIGHT, WIDTH
from kit.typeset.itemise import Setting
from kit.typeset.lines import break_lines
from kit.typeset.shaping import typeset
from kit.units import Rect

SLIDE = Rect(0.0, 0.0, WIDTH, HEIGHT)
# A figure of 270 points has no descenders and needs less room than its line.
FIGURE = "figure"
TITLE = Heading(text_of("Can I give blood?"), 2)
WORDS = "I had a new tattoo or piercing in the last six months, or I am ill today."
PICTURE = Picture("step-1-sign-in", text_of("Signing in"), "amber")


def places_of(deck: Deck, slide: Slide) -> dict[str, Placeholder]:
    """The placeholders of a slide by key, where they stand on it."""
    (layout,) = [layout for layout in deck.layouts if layout.key == slide.layout]
    moved = {text.key: text.rect for text in slide.texts if text.rect}
    return {
        place.key: replace(place, rect=moved.get(place.key, standing(place, deck)))
        for place in layout.placeholders
    }


def standing(place: Placeholder, deck: Deck) -> Rect:
    return place.rect.mirrored(WIDTH) if deck.is_rtl else place.rect


def height_of(text: SlideText, width: float, shop: Shop) -> float:
    """How high paragraphs stand, broken and counted anew from the deck's own values."""
    compositor = shop.bench.compositor
    locale = compositor.locale
    setting = Setting(locale.tag, locale.script, locale.is_rtl)
    lines = [
        line
        for spans in text.paragraphs
        for line in break_lines(typeset(spans, setting, compositor._fonts), width / text.size)
    ]
    assert max(line.width * text.size for line in lines) <= width + 0.01
    return len(lines) * text.size * PITCH_EM * text.spacing / 100


def slide_of(shops: Shops, place: str, *blocks: Block) -> tuple[Deck, Slide, tuple[Finding, ...]]:
    opened = shops("korea", "en")
    part = Part(place, (TITLE, *blocks))
    deck, findings = opened.deck(with_parts(opened.document(DECK), part))
    return deck, deck.slides[0], findings
