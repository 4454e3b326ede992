"""Lines of a headline -> the leading at which the ink of each stays clear of the next."""

from collections.abc import Sequence
from itertools import pairwise

from kit.typeset.fonts import Fonts
from kit.typeset.glyphs import Line

# In em: less, and two lines of heavy type look like one shape from across a street.
CLEARANCE = 0.025
# Start, end, height above and depth below the baseline of a glyph, in em from where lines are set.
Ink = tuple[float, float, float, float]


def clear_leading(lines: Sequence[Line], fonts: Fonts, anchor: float = 0.5) -> float:
    """Return the least leading in em; 0 where no glyph stands under another.

    `anchor` is the share of each line at which they stand over each other: 0.5 for centred ones.
    """
    inks = [_inks(line, fonts, anchor) for line in lines]
    return max((_between(above, below) for above, below in pairwise(inks)), default=0.0)


def _between(above: Sequence[Ink], below: Sequence[Ink]) -> float:
    """Return the leading at which glyphs clear those that stand under them."""
    return max(
        (
            upper[3] + lower[2] + CLEARANCE
            for upper in above
            for lower in below
            if upper[0] < lower[1] + CLEARANCE and lower[0] < upper[1] + CLEARANCE
        ),
        default=0.0,
    )


def _inks(line: Line, fonts: Fonts, anchor: float) -> list[Ink]:
    found: list[Ink] = []
    for run in line.runs:
        em = run.face.units_per_em
        x = run.x - line.width * anchor
        for cluster in run.clusters:
            for glyph in cluster.glyphs:
                top, bottom = fonts.ink(run.face, glyph.id)
                start, end = x + glyph.dx / em, x + (glyph.dx + glyph.advance) / em
                found.append((start, end, (top + glyph.dy) / em, -(bottom + glyph.dy) / em))
                x += glyph.advance / em
    return found
