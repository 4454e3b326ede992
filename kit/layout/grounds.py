"""Fields and bands, and what stands on them, in the edition of a theme -> shapes and colours.

Low ink has no large fields: they become outlines, and a band loses its fill for a rule at its top.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kit.layout.page import Shape
from kit.layout.shapes import Corner, field
from kit.sources.outline import Outline
from kit.sources.theme import Theme
from kit.units import Points, Rect, mm

DARK = ("red", "wine")


@dataclass(frozen=True, slots=True)
class GroundColours:
    """The colours of what stands on a ground; `second` is a headline's second sentence."""

    text: str
    headline: str
    second: str


def colours_on(theme: Theme, tone: str = "paper") -> GroundColours:
    """Return the colours on a ground, a colour of the palette."""
    if tone in DARK:
        return GroundColours(
            theme.colour_of("text_on_dark"),
            theme.colour_of("headline_on_field"),
            theme.colour_of("headline_second"),
        )
    headline = theme.colour_of("headline_on_band" if tone == "amber" else "headline")
    return GroundColours(theme.colour_of("text"), headline, headline)


def large_field(
    theme: Theme, outline: Outline, tone: str = "field", line_share: float = 1.0
) -> Shape:
    """Return a large field, or its outline; `line_share` is of the line's width on A3."""
    if not theme.look.is_outlined:
        return Shape(outline, fill=theme.colour_of(tone))
    line = mm(theme.look.field_line_mm) * line_share
    return Shape(outline, stroke=theme.colour_of("field"), stroke_width=line)


def band_ground(
    theme: Theme, rect: Rect, tone: str, rounded: Sequence[Corner] = (), rule_share: float = 1.0
) -> tuple[Shape, ...]:
    """Return the ground of a band that fills a rectangle, or a rule at its top on bare paper."""
    if not theme.look.is_outlined:
        outline = field(rect, mm(theme.shape.panel_radius_mm), tuple(rounded))
        return (Shape(outline, fill=theme.named(tone)),)
    rule = Rect(rect.x, rect.y, rect.w, rule_height(theme, rule_share))
    # The page's own colour covers what reaches down into the band.
    return (
        Shape(field(rect, 0), fill=theme.colour_of("page")),
        Shape(field(rule, 0), fill=theme.colour_of("field")),
    )


def rule_height(theme: Theme, share: float = 1.0) -> Points:
    """Return the height of the rule that stands for a band or a head."""
    return mm(theme.look.rule_mm) * share
