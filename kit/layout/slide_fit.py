"""Texts and a placeholder -> the size at which they hold, by the kit's own measure.

A viewer's program sets the pitch of lines to 1.2 em times the line spacing, whatever the font
says (measured in LibreOffice and PowerPoint), and breaks the lines itself; so sizes come from a
ladder and a line's width keeps a little room.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

from kit.document.runs import Text
from kit.layout.compositor import Compositor, Type
from kit.layout.deck import Placeholder
from kit.typeset.glyphs import Weight
from kit.units import Points

PITCH_EM = 1.2
# Other programs round advances their own way: measured lines differ by up to one per cent.
ROOM = 0.985
# LibreOffice puts a space between Hangul and figures or Latin letters.
HANGUL_ROOM = 0.97
HANGUL = ("Hang", "Kore")
RATIO = 0.96
TINY = 1e-6
WEIGHTS = {"headline": Weight.HEADLINE, "bold": Weight.BOLD, "regular": Weight.REGULAR}


@dataclass(frozen=True, slots=True)
class Sizing:
    """The size and line spacing found, and whether the texts hold at it."""

    size: Points
    spacing: int
    holds: bool


def fit_texts(
    compositor: Compositor, texts: Sequence[Text], place: Placeholder, sizes: tuple[Points, Points]
) -> Sizing:
    """Return the largest size between `sizes` (most, least) at which all paragraphs hold."""
    most, least = sizes
    spacing = spacing_of(compositor, place)
    size = most
    while True:
        if _holds(compositor, texts, place, size):
            return Sizing(_down(size), spacing, True)
        if size <= least:
            return Sizing(_down(least), spacing, False)
        size = max(size * RATIO, least)


def _down(size: Points) -> Points:
    """Return a size in tenths; rounded up, it might no longer hold."""
    return floor(size * 10 + TINY) / 10


def room_of(compositor: Compositor) -> float:
    """Return the share of a placeholder's width that its lines may fill."""
    return HANGUL_ROOM if compositor.locale.script in HANGUL else ROOM


def spacing_of(compositor: Compositor, place: Placeholder) -> int:
    """Return the line spacing of a placeholder, in per cent of 1.2 em."""
    script = compositor.script
    if place.face == "headline":
        # Headlines are set tight; 100 per cent is already 1.2 em.
        return max(round(script.headline_leading / PITCH_EM * 100), 80)
    return script.slide_spacing


def _holds(compositor: Compositor, texts: Sequence[Text], place: Placeholder, size: Points) -> bool:
    pitch = size * PITCH_EM * spacing_of(compositor, place) / 100
    measure = place.rect.w * room_of(compositor)
    kind = Type(size, 1.0, WEIGHTS[place.face], compositor.theme.named(place.colour))
    lines = 0
    for text in texts:
        found = compositor.lines(text, kind, measure)
        if any(line.width * size > measure for line in found):
            return False
        lines += len(found)
    # The first line of a headline set tight still needs its ascenders.
    spare = max(0.0, PITCH_EM * size - pitch)
    gaps = (len(texts) - 1) * place.gap
    return lines * pitch + spare + gaps <= place.rect.h


def lines_height(compositor: Compositor, text: Text, place: Placeholder, size: Points) -> Points:
    """Return how high a text stands in a placeholder's width at a size."""
    kind = Type(size, 1.0, WEIGHTS[place.face], compositor.theme.named(place.colour))
    lines = compositor.lines(text, kind, place.rect.w * room_of(compositor))
    return len(lines) * size * PITCH_EM * spacing_of(compositor, place) / 100


def scaled(compositor: Compositor, place: Placeholder, size: Points) -> Points:
    """Return a size of the theme, which is for Latin, in the language's script."""
    script = compositor.script
    return size * (script.headline_scale if place.face == "headline" else script.scale)
