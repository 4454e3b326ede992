"""The words of the draft mark -> the label at the top start edge of a slide."""

from kit.layout.compositor import ARTIFACT, UNBROKEN, Compositor, Type
from kit.layout.deck import Deck
from kit.layout.page import Mark, PlacedLine, Shape
from kit.layout.parts import plain
from kit.layout.shapes import field
from kit.layout.slide_fit import PITCH_EM
from kit.layout.slide_lines import BASELINE
from kit.layout.slide_width import text_width
from kit.sources.outline import Outline
from kit.typeset.glyphs import Weight
from kit.units import Points, Rect

SIZE: Points = 9.0
PADDING: Points = 12.0
RADIUS: Points = 8.0
MARGIN: Points = 8.0


def label_room(words: str, spacing: int) -> Rect:
    """Return the place of the label for left to right; `spacing` in per cent of 1.2 em."""
    width = text_width(words) * SIZE + 2 * PADDING
    return Rect(0.0, 0.0, width, SIZE * PITCH_EM * max(spacing, 100) / 100 + MARGIN)


def label_outline(room: Rect) -> Outline:
    """Return the outline of the label, its lower end corner round."""
    return field(room, RADIUS, ("bottom-end",))


def draft_marks(deck: Deck, compositor: Compositor) -> tuple[Mark, ...]:
    """Return the marks of the label for left to right, none for a final deck."""
    if not deck.draft:
        return ()
    room = label_room(deck.draft, deck.spacing)
    kind = Type(SIZE, 1.0, Weight.BOLD, deck.colours["white"], ARTIFACT)
    (line,) = compositor.lines(plain(deck.draft, compositor.locale), kind, UNBROKEN)
    # The pitch of the words is that of the deck; their last 0.2 em are under the baseline.
    foot = (room.h + SIZE * PITCH_EM * deck.spacing / 100) / 2
    return (
        Shape(label_outline(room), fill=deck.colours["ink"]),
        PlacedLine(
            line,
            (room.w - line.width * SIZE) / 2,
            foot - (PITCH_EM - BASELINE) * SIZE,
            SIZE,
        ),
    )
