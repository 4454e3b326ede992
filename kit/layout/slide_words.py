"""Texts for the placeholders of one slide layout -> their paragraphs at a size that holds."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kit.document.model import Text
from kit.errors import TemplateError
from kit.layout.compositor import Compositor, Type, spans_of
from kit.layout.deck import Placeholder, SlideChart, SlideLayout, SlidePicture, SlideText
from kit.layout.page import Shape
from kit.layout.parts import plain
from kit.layout.slide_fit import WEIGHTS, fit_texts, scaled
from kit.typeset.glyphs import Span, Weight
from kit.units import Points


@dataclass(frozen=True, slots=True)
class Filled:
    """What the blocks of a slide have put on it; `overset` holds the texts that do not fit."""

    texts: tuple[SlideText, ...] = ()
    shapes: tuple[Shape, ...] = ()
    pictures: tuple[SlidePicture, ...] = ()
    chart: SlideChart | None = None
    overset: tuple[Text, ...] = ()

    def plus(self, other: "Filled") -> "Filled":
        """Return both together."""
        return Filled(
            self.texts + other.texts,
            self.shapes + other.shapes,
            self.pictures + other.pictures,
            self.chart or other.chart,
            self.overset + other.overset,
        )


class SlideWords:
    """Fits texts into the placeholders of one layout."""

    def __init__(self, compositor: Compositor, layout: SlideLayout) -> None:
        self._compositor = compositor
        self._layout = layout
        self._places = {place.key: place for place in layout.placeholders}

    def plain(self, text: str) -> Text:
        """Return words that come from no message, such as a figure."""
        return plain(text, self._compositor.locale)

    def place(self, key: str) -> Placeholder:
        """Return a placeholder of the layout; TemplateError when it has none of this key."""
        if key not in self._places:
            raise TemplateError(
                f"the layout has no place for {key!r}",
                where=f"slide layout {self._layout.key}",
                hint="it has: " + ", ".join(self._places),
            )
        return self._places[key]

    def words(
        self,
        key: str,
        texts: Sequence[Text],
        least: Points | None = None,
        most: Points | None = None,
    ) -> Filled:
        """Return texts fitted into a placeholder, between the most and the least size."""
        place = self.place(key)
        smallest = min(least or self._compositor.theme.deck.body_min_pt, place.size)
        size = most or scaled(self._compositor, place, place.size)
        found = fit_texts(self._compositor, texts, place, (size, min(smallest, size)))
        paragraphs = tuple(self.spans(text, place) for text in texts)
        slide_text = SlideText(key, paragraphs, found.size, found.spacing)
        return Filled((slide_text,), overset=() if found.holds else tuple(texts))

    def kind(self, place: Placeholder) -> Type:
        """Return a placeholder's type, for measuring."""
        colour = self._compositor.theme.named(place.colour)
        return Type(place.size, 1.0, WEIGHTS[place.face], colour)

    def spans(self, text: Text, place: Placeholder, colour: str = "") -> tuple[Span, ...]:
        """Return a text in a placeholder's face and colour."""
        hexa = self._compositor.theme.named(colour or place.colour)
        return spans_of(text, WEIGHTS[place.face], hexa)

    def common(
        self, rows: Sequence[tuple[str, tuple[Text, ...]]], least: Points | None = None
    ) -> Points:
        """Return the size at which the fullest of several placeholders holds."""
        sizes: list[Points] = []
        for key, texts in rows:
            place = self.place(key)
            most = scaled(self._compositor, place, place.size)
            smallest = min(least or self._compositor.theme.deck.body_min_pt, most)
            sizes.append(fit_texts(self._compositor, texts, place, (most, smallest)).size)
        return min(sizes)

    def bold_first(self, words: SlideText, first: Text) -> SlideText:
        """Return the texts with their first paragraph in bold."""
        colour = self._compositor.theme.named(self.place(words.key).colour)
        bold = spans_of(first, Weight.BOLD, colour)
        return replace(words, paragraphs=(bold, *words.paragraphs[1:]))

    def bold_last(self, words: SlideText, last: Text) -> SlideText:
        """Return the texts with their last paragraph in bold."""
        colour = self._compositor.theme.named(self.place(words.key).colour)
        return replace(
            words, paragraphs=(*words.paragraphs[:-1], spans_of(last, Weight.BOLD, colour))
        )
