"""A headline and a rectangle -> its lines, as large as they hold, ragged and balanced."""

from dataclasses import dataclass, replace

from kit.document.runs import Text
from kit.findings import Finding
from kit.layout.box import Box, stack
from kit.layout.compositor import Compositor, Type, sentences
from kit.layout.copyfit import headline_overset, longest
from kit.layout.grounds import GroundColours
from kit.layout.structure import as_one
from kit.typeset.glyphs import Weight
from kit.units import Points

STEP = 0.96
# A short headline may be larger than the theme's size, to fill its room.
GROWTH = 1.25


@dataclass(frozen=True, slots=True)
class Room:
    """Where a headline stands and between which sizes, in points for Latin; `role` is its level."""

    width: Points
    height: Points
    most: Points
    least: Points
    role: str = "H1"


def set_block_headline(
    compositor: Compositor, name: str, text: Text, room: Room, colours: GroundColours
) -> tuple[Box, tuple[Finding, ...]]:
    """Return the lines; where they do not fit, an error that says how many characters would.

    `name` is the place's, for the report.
    """
    box = _largest(compositor, text, room, colours)
    if _holds(box, room):
        return box, ()
    least = replace(room, most=room.least / GROWTH)
    count = longest(text, lambda cut: _holds(_largest(compositor, cut, least, colours), room))
    return box, (headline_overset(name, text, count),)


def _largest(compositor: Compositor, text: Text, room: Room, colours: GroundColours) -> Box:
    """Return the headline at the largest size at which it holds, or at the least."""
    size = room.most * GROWTH
    while True:
        box = _lines(compositor, text, room, colours, size)
        if size <= room.least or _holds(box, room):
            return box
        size = max(size * STEP, room.least)


def _holds(box: Box, room: Room) -> bool:
    return box.height <= room.height and not box.overset


def _lines(
    compositor: Compositor, text: Text, room: Room, colours: GroundColours, size: Points
) -> Box:
    """Return the sentences under each other, the second in its own colour."""
    script = compositor.script
    kind = Type(
        size * script.headline_scale,
        script.headline_leading,
        Weight.HEADLINE,
        colours.headline,
        room.role,
        is_balanced=True,
    )
    if colours.second == colours.headline:
        return compositor.headline(text, kind, room.width)
    looks = (kind, replace(kind, colour=colours.second))
    parts = [pair for pair in zip(sentences(text), looks, strict=True) if pair[0].runs]
    both = stack([compositor.headline(part, look, room.width) for part, look in parts], 0.0)
    return replace(both, marks=as_one(both.marks, room.role))
