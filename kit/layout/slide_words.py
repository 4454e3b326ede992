"""Texts for the placeholders of one slide layout -> their paragraphs at a size that holds."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kit.document.runs import Text
from kit.errors import TemplateError
from kit.layout.compositor import Compositor, Type, spans_of
from kit.layout.copyfit import longest_of, worst_of
from kit.layout.deck import (
    Placeholder,
    SlideChart,
    SlideLayout,
    SlidePicture,
    SlideTable,
    SlideText,
)  # fmt: skip
from kit.layout.page import Shape
from kit.layout.parts import plain
from kit.layout.slide_fit import WEIGHTS, fit_texts, scaled
from kit.typeset.glyphs import Span
from kit.units import Points, Rect


@dataclass(frozen=True, slots=True)
class Overset:
    """A text that does not hold, how many of its characters would, and what shares its room."""

    text: Text
    room: int
    beside: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Filled:
    """What the blocks of a slide have put on it; `overset` holds the texts that do not fit."""

    texts: tuple[SlideText, ...] = ()
    shapes: tuple[Shape, ...] = ()
    pictures: tuple[SlidePicture, ...] = ()
    chart: SlideChart | None = None
    table: SlideTable | None = None
    overset: tuple[Overset, ...] = ()

    def plus(self, other: "Filled") -> "Filled":
        """Return both together."""
        return Filled(
            self.texts + other.texts,
            self.shapes + other.shapes,
            self.pictures + other.pictures,
            self.chart or other.chart,
            self.table or other.table,
            self.overset + other.overset,
        )


class SlideWords:
    """Fits texts into the placeholders of one layout."""

    def __init__(self, compositor: Compositor, layout: SlideLayout) -> None:
        self.compositor = compositor
        self._layout = layout
        self._places = {place.key: place for place in layout.placeholders}

    def plain(self, text: str) -> Text:
        """Return words that come from no message, such as a figure."""
        return plain(text, self.compositor.locale)

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
        smallest = min(least or self.least, place.size)
        size = most or scaled(self.compositor, place, place.size)
        found = fit_texts(self.compositor, texts, place, (size, min(smallest, size)))
        paragraphs = tuple(self.spans(text, place) for text in texts)
        slide_text = SlideText(key, paragraphs, found.size, found.spacing)
        over = () if found.holds else (self.overset(texts, place, found.size),)
        return Filled((slide_text,), overset=over)

    def overset(self, texts: Sequence[Text], place: Placeholder, size: Points) -> Overset:
        """Return the text to shorten of those in a placeholder, and to how many characters."""
        worst = worst_of(texts)

        def holds(shorter: Sequence[Text]) -> bool:
            return fit_texts(self.compositor, shorter, place, (size, size)).holds

        return Overset(worst, longest_of(texts, worst, holds), tuple(texts))

    def most(self, key: str) -> Points:
        """Return the size of a placeholder in the language's script."""
        place = self.place(key)
        return scaled(self.compositor, place, place.size)

    @property
    def least(self) -> Points:
        """The least size of running text in the language's script."""
        return self.compositor.theme.deck.body_min_pt * self.compositor.script.scale

    def holds(self, key: str, text: Text, size: Points) -> bool:
        """Say whether a text holds in a placeholder at a size."""
        return fit_texts(self.compositor, (text,), self.place(key), (size, size)).holds

    def row(self, number: int, text: Text, size: Points, rect: Rect | None) -> Filled:
        """Return a row's text at a size, in a place of its own if one is given."""
        place = self.place(f"row{number}")
        room = replace(place, rect=rect) if rect else place
        found = fit_texts(self.compositor, (text,), room, (size, size))
        words = SlideText(place.key, (self.spans(text, place),), found.size, found.spacing, rect)
        over = () if found.holds else (self.overset((text,), room, size),)
        return Filled((words,), overset=over)

    def kind(self, place: Placeholder) -> Type:
        """Return a placeholder's type, for measuring."""
        colour = self.compositor.theme.named(place.colour)
        return Type(place.size, 1.0, WEIGHTS[place.face], colour)

    def spans(self, text: Text, place: Placeholder, colour: str = "") -> tuple[Span, ...]:
        """Return a text in a placeholder's face and colour."""
        hexa = self.compositor.theme.named(colour or place.colour)
        return spans_of(text, WEIGHTS[place.face], hexa)

    def common(
        self, rows: Sequence[tuple[str, tuple[Text, ...]]], least: Points | None = None
    ) -> Points:
        """Return the size at which the fullest of several placeholders holds."""
        sizes: list[Points] = []
        for key, texts in rows:
            place = self.place(key)
            most = scaled(self.compositor, place, place.size)
            smallest = min(least or self.least, most)
            sizes.append(fit_texts(self.compositor, texts, place, (most, smallest)).size)
        return min(sizes)


def bold(text: Text) -> Text:
    """Return a text in bold, to be measured as it will be shown."""
    return replace(text, runs=tuple(replace(run, is_bold=True) for run in text.runs))
