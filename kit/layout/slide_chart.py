"""A chart of a slide and its place -> bars, labels and figures as a viewer's program draws them.

Laid out from left to right; the page of the slide turns them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from kit.layout.compositor import UNBROKEN, Compositor, Type
from kit.layout.deck import Deck, SlideChart
from kit.layout.page import Element, Mark, PlacedLine, Shape, Tagged
from kit.layout.parts import plain
from kit.layout.shapes import field
from kit.layout.slide_fit import PITCH_EM
from kit.layout.slide_width import text_width
from kit.typeset.glyphs import Weight
from kit.units import Points, Rect

GAP = 40  # per cent of a bar, between bars
VALUE_SCALE = 2.0  # size of the figures at the ends of the bars, of the labels' size
LONGEST_LABEL = 0.35  # of the chart's width; longer labels are broken
PADDING = 0.8  # em, between label and bar
LABEL_GAP, FIGURE_GAP = 2.5, 3.0  # points, before and after a bar
# From the middle of a line of capitals or figures down to its baseline.
MIDDLE_EM = 0.357
# A scale ends at a round step, a twentieth above the longest bar or more, in ten steps or fewer.
HEADROOM = 1.05
MOST_STEPS = 10
ROUND_STEPS = (1.0, 2.0, 5.0, 10.0)


def plot_shares(item: SlideChart, width: Points) -> tuple[float, float]:
    """Return the shares of a chart's width kept for the labels before and the figures after.

    A fixed end of the scale would keep room for the figures too, but would cut the bar of a
    larger value that someone types in later.
    """
    longest = max((text_width(label) for label in item.labels), default=0.0) + PADDING
    figures = max((text_width(figure) for figure in item.figures), default=0.0) + PADDING
    return (
        min(LONGEST_LABEL, longest * item.size / width),
        min(LONGEST_LABEL, figures * item.size * VALUE_SCALE / width),
    )


def scale_end(values: Sequence[float]) -> float:
    """Return where a scale from nought ends by itself, above the longest bar."""
    most = max(values, default=0.0) * HEADROOM
    if most <= 0:
        return 1.0
    power: float = 10.0 ** floor(log10(most / MOST_STEPS))
    step = next(step * power for step in ROUND_STEPS if most <= step * power * MOST_STEPS)
    return ceil(most / step) * step


def chart_marks(
    deck: Deck, item: SlideChart, rect: Rect, compositor: Compositor
) -> tuple[Mark, ...]:
    """Return the marks of a chart in a rectangle for left to right."""
    before, after = plot_shares(item, rect.w)
    plot = Rect(rect.x + before * rect.w, rect.y, (1 - before - after) * rect.w, rect.h)
    words = _Words(compositor, item.size, deck.colours["ink"], deck.spacing)
    marks: list[Mark] = []
    for number, bar in enumerate(_bars(item, plot)):
        middle = bar.y + bar.h / 2
        colour = "red" if number in item.marked else "stone"
        label = words.label(item.labels[number], Rect(rect.x, middle, plot.x - rect.x, 0.0))
        figure = words.figure(item.figures[number], bar.right, middle)
        row = (
            Tagged(Element("TH", scope="Row"), label),
            Shape(field(bar, 0), fill=deck.colours[colour]),
            Tagged(Element("TD"), (figure,)),
        )
        marks.append(Tagged(Element("TR"), row))
    return (Tagged(Element("Table"), tuple(marks)),)


def _bars(item: SlideChart, plot: Rect) -> Iterator[Rect]:
    """Yield the bars from the first, which is the highest."""
    pitch = plot.h / max(len(item.values), 1)
    height = pitch / (1 + GAP / 100)
    unit = plot.w / scale_end(item.values)
    for number, value in enumerate(item.values):
        y = plot.y + number * pitch + (pitch - height) / 2
        yield Rect(plot.x, y, max(value, 0.0) * unit, height)


@dataclass(frozen=True, slots=True)
class _Words:
    """How labels and figures of a chart are set; `size` is that of the labels."""

    compositor: Compositor
    size: Points
    colour: str
    spacing: int

    def label(self, words: str, room: Rect) -> tuple[PlacedLine, ...]:
        """Return the lines of a label, centred on each other, that end before a bar."""
        kind = Type(self.size, 1.0, Weight.REGULAR, self.colour)
        text = plain(words, self.compositor.locale)
        lines = self.compositor.lines(text, kind, room.w - LABEL_GAP)
        widest = max(line.width for line in lines) * self.size
        pitch = self.size * PITCH_EM * max(self.spacing, 100) / 100
        first = room.y - (len(lines) - 1) * pitch / 2 + MIDDLE_EM * self.size
        axis = room.right - LABEL_GAP - widest / 2
        return tuple(
            PlacedLine(line, axis - line.width * self.size / 2, first + number * pitch, self.size)
            for number, line in enumerate(lines)
        )

    def figure(self, words: str, end: Points, middle: Points) -> PlacedLine:
        """Return a figure after the end of a bar."""
        size = self.size * VALUE_SCALE
        kind = Type(size, 1.0, Weight.HEADLINE, self.colour)
        text = plain(words, self.compositor.locale)
        (line,) = self.compositor.lines(text, kind, UNBROKEN)
        return PlacedLine(line, end + FIGURE_GAP, middle + MIDDLE_EM * size, size)
