"""A slide and its deck -> the marks of a picture of it, in 960 x 540 pt and the deck's direction.

It shows what a viewer's program shows of the same values in a presentation file.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kit.layout.box import mirrored
from kit.layout.compositor import ARTIFACT, Compositor, spans_of
from kit.layout.deck import (
    Deck,
    DeckLogo,
    Decoration,
    Placeholder,
    Slide,
    SlideLayout,
    SlidePicture,
    SlideText,
)
from kit.layout.page import Mark, PlacedArt, Shape
from kit.layout.parts import digits, logo, plain
from kit.layout.shapes import field
from kit.layout.slide_chart import chart_marks
from kit.layout.slide_draft import draft_marks
from kit.layout.slide_feet import has_logo
from kit.layout.slide_fit import WEIGHTS
from kit.layout.slide_geometry import HEIGHT, WIDTH
from kit.layout.slide_lines import Frame, placed_lines
from kit.layout.slide_page_table import table_marks
from kit.layout.structure import as_one
from kit.sources.art import Drawing
from kit.units import Rect

SLIDE = Rect(0.0, 0.0, WIDTH, HEIGHT)
TITLE = "H2"


def slide_marks(deck: Deck, slide: Slide, compositor: Compositor, number: int) -> tuple[Mark, ...]:
    """Return the marks of a slide; `number` is the slide's in the deck, from 1."""
    layout = next(layout for layout in deck.layouts if layout.key == slide.layout)
    return tuple(_Painter(deck, compositor, layout).marks(slide, number))


@dataclass(frozen=True, slots=True)
class _Painter:
    """Draws slides of one layout, in the order in which a presentation stacks their shapes."""

    deck: Deck
    compositor: Compositor
    layout: SlideLayout

    def marks(self, slide: Slide, number: int) -> Iterator[Mark]:
        yield Shape(field(SLIDE, 0), fill=self.deck.colours[self.layout.background])
        yield from self._turned([self._decorated(item) for item in self.layout.decorations])
        if self.deck.logo and has_logo(self.layout, self.deck.logo):
            yield from self._logo(self.deck.logo)
        yield from slide.shapes
        for text in self._in_order(slide.texts):
            yield from self._text(text)
        yield from self._figures(slide)
        yield from (_placed(picture) for picture in slide.pictures)
        for place in self.layout.placeholders:
            yield from self._footer(place, number)
        yield from self._turned(draft_marks(self.deck, self.compositor))

    def _logo(self, item: DeckLogo) -> Sequence[Mark]:
        rect = item.rect.mirrored(WIDTH) if self.deck.is_rtl else item.rect
        return logo(self.compositor, rect.w, rect.h).at(rect.x, rect.y)

    def _turned(self, marks: Sequence[Mark]) -> Sequence[Mark]:
        """Return marks for left to right in the deck's direction."""
        return [mirrored(mark, WIDTH) for mark in marks] if self.deck.is_rtl else marks

    def _standing(self, place: Placeholder) -> Rect:
        return place.rect.mirrored(WIDTH) if self.deck.is_rtl else place.rect

    def _place(self, key: str) -> Placeholder:
        return next(place for place in self.layout.placeholders if place.key == key)

    def _decorated(self, item: Decoration) -> Shape:
        return replace(item.shape, fill=self.deck.colours[item.colour] if item.colour else "")

    def _in_order(self, texts: Sequence[SlideText]) -> Sequence[SlideText]:
        """Return texts in reading order: the title's first."""
        return sorted(texts, key=lambda text: self._place(text.key).kind != "title")

    def _text(self, text: SlideText) -> Sequence[Mark]:
        place = self._place(text.key)
        frame = Frame(
            text.rect or self._standing(place),
            text.size,
            text.spacing,
            place.anchor,
            place.align,
            TITLE if place.kind == "title" else "P",
            place.gap,
        )
        lines = placed_lines(self.compositor, text.paragraphs, frame)
        return as_one(lines, TITLE) if place.kind == "title" else lines

    def _figures(self, slide: Slide) -> Iterator[Mark]:
        if slide.chart:
            rect = self._place(slide.chart.key).rect
            chart = chart_marks(self.deck, slide.chart, rect, self.compositor)
            yield from self._turned(chart)
        if slide.table:
            rect = self._standing(self._place(slide.table.key))
            yield from table_marks(self.deck, slide.table, rect, self.compositor)

    def _footer(self, place: Placeholder, number: int) -> Sequence[Mark]:
        locale = self.compositor.locale
        words = {
            "ftr": self.deck.author,
            "dt": self.deck.date,
            "sldNum": digits(number, locale),
        }.get(place.kind, "")
        if not words:
            return ()
        colour = self.deck.colours[place.colour]
        spans = spans_of(plain(words, locale), WEIGHTS[place.face], colour)
        frame = Frame(
            self._standing(place),
            place.size,
            self.deck.spacing,
            place.anchor,
            place.align,
            ARTIFACT,
        )
        return placed_lines(self.compositor, (spans,), frame)


def _placed(picture: SlidePicture) -> PlacedArt:
    rect = fitted(picture.drawing, picture.rect)
    is_mirrored, alt = picture.is_mirrored, picture.alt
    return PlacedArt(picture.drawing, rect, is_mirrored, alt, SLIDE, picture.language)


def fitted(drawing: Drawing, rect: Rect) -> Rect:
    """Return the largest place in the middle of a rectangle that has the drawing's shape."""
    scale = min(rect.w / drawing.width, rect.h / drawing.height)
    width, height = drawing.width * scale, drawing.height * scale
    return Rect(rect.x + (rect.w - width) / 2, rect.y + (rect.h - height) / 2, width, height)
