"""A theme and a paper -> the sheet of a poster, and the parts that all plans share.

A poster is laid out in the lengths of A3 and then brought to its paper: a sheet is as wide and as
high as the paper at that scale. Running text has a scale of its own, for a poster on a wall is read
from afar and a hand-out in the hand.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, TypeVar

from kit.document.model import Band, Document, LogoSlot, Part, Smallprint
from kit.document.runs import Text
from kit.findings import Finding
from kit.layout.box import Box
from kit.layout.compositor import Compositor, Type, in_role, set_lines
from kit.layout.copyfit import Frame, overset
from kit.layout.grounds import colours_on, large_field, rule_height
from kit.layout.page import Mark, PlacedLine, Shape, leaves
from kit.layout.parts import logo
from kit.layout.shapes import field
from kit.sources.theme_tables import PosterSizes
from kit.typeset.glyphs import Weight
from kit.units import Points, Rect, mm

# The paper that the theme's lengths are for.
A3_MM = (297.0, 420.0)
LOGO_MM = (48.0, 13.0)
LOGO_GAP_MM = 12.0
# 5 mm, and a hair more against rounding.
CLEAR_MM = 5.01
Kind = TypeVar("Kind")
Placed: TypeAlias = tuple[Sequence[Mark], Sequence[Finding]]
Companion: TypeAlias = tuple[Document, Compositor] | None
VERTICAL = "Mong"


@dataclass(frozen=True, slots=True)
class PosterSheet:
    """A poster's paper in the lengths of A3.

    Args:
        compositor: Sets the texts.
        width: In points of the sheet; `height` too.
        scale: From the sheet to the paper.
        text: Factor of running text.
        least: Smallest running text, as a share of the theme's.
        source_least: Smallest small print, in points of the sheet.
        foot_height: Of the foot, higher where a logo needs clear space.
    """

    compositor: Compositor
    width: Points
    height: Points
    scale: float
    text: float
    least: float
    source_least: Points
    foot_height: Points

    @classmethod
    def of(cls, compositor: Compositor, size: str) -> "PosterSheet":
        """Return the sheet of a paper by its name in the theme."""
        paper = compositor.theme.poster_size[size]
        width, height = paper.page_mm
        scale = min(width / A3_MM[0], height / A3_MM[1])
        body = compositor.theme.poster.body_pt * paper.text * scale
        return cls(
            compositor,
            mm(width / scale),
            mm(height / scale),
            scale,
            paper.text,
            min(paper.body_min_pt / body, 1.0),
            paper.source_min_pt / scale,
            _foot_height(compositor, scale),
        )

    @property
    def sizes(self) -> PosterSizes:
        """The theme's sizes."""
        return self.compositor.theme.poster

    @property
    def bleed(self) -> Points:
        """The bleed, which is the same on every paper."""
        return mm(self.sizes.bleed_mm) / self.scale

    @property
    def margin(self) -> Points:
        """The margin at the sides."""
        return mm(self.sizes.margin_mm)

    @property
    def measure(self) -> Points:
        """The width between the margins."""
        return self.width - 2 * self.margin

    @property
    def foot(self) -> Points:
        """Where the foot begins."""
        return self.height - self.foot_height

    @property
    def safe(self) -> Points:
        """What no print comes nearer to the edge than, nor to a logo: the same on every paper."""
        return mm(CLEAR_MM) / self.scale

    def whole(self) -> Rect:
        """Return the sheet with its bleed."""
        bleed = self.bleed
        return Rect(-bleed, -bleed, self.width + 2 * bleed, self.height + 2 * bleed)

    def across(self, top: Points, bottom: Points) -> Rect:
        """Return a rectangle over the whole width, with the bleed at its sides."""
        return Rect(-self.bleed, top, self.width + 2 * self.bleed, bottom - top)

    def body(
        self, size: Points, scale: float, weight: Weight = Weight.REGULAR, tone: str = "paper"
    ) -> Type:
        """Return a type of running text on a ground; `size` in points for Latin."""
        script = self.compositor.script
        leading = script.body_leading * (0.92 if weight is Weight.BOLD else 0.95)
        colour = colours_on(self.compositor.theme, tone).text
        points = size * script.scale * self.text * scale
        return Type(points, leading, weight, colour, may_hyphenate=False)


def _foot_height(compositor: Compositor, scale: float) -> Points:
    """Return the height of the foot: as the theme says, or the logo with its clear space."""
    usual = mm(compositor.theme.poster.foot_mm)
    if compositor.logo is None:
        return usual
    return max(usual, mm(LOGO_MM[1]) + 2 * mm(CLEAR_MM) / scale)


def is_vertical(compositor: Compositor) -> bool:
    """Say whether a language is set in columns."""
    return compositor.locale.script == VERTICAL


def page_ground(sheet: PosterSheet) -> Shape:
    """Return the colour of the page."""
    return Shape(field(sheet.whole(), 0), fill=sheet.compositor.theme.colour_of("page"))


def head_ground(sheet: PosterSheet, height: Points) -> tuple[Shape, ...]:
    """Return a red field over the head of a page; in low ink a rule under it."""
    theme = sheet.compositor.theme
    if theme.look.is_outlined:
        rule = sheet.across(height - rule_height(theme), height)
        return (Shape(field(rule, 0), fill=theme.colour_of("field")),)
    return (large_field(theme, field(sheet.across(-sheet.bleed, height), 0)),)


def first_of(part: Part, kind: type[Kind]) -> Kind | None:
    """Return the first block of a kind, if there is one."""
    return next((block for block in part.blocks if isinstance(block, kind)), None)


def bands_of(part: Part) -> tuple[Band, ...]:
    """Return the bands of a part."""
    return tuple(block for block in part.blocks if isinstance(block, Band))


def foot(part: Part, sheet: PosterSheet) -> Placed:
    """Return the foot: the logo at one end, the small print in one line at the other."""
    sign = _logo(part, sheet)
    block = first_of(part, Smallprint)
    at_start = sheet.compositor.theme.logo.place == "start"
    logo_x = sheet.margin if at_start else sheet.width - sheet.margin - sign.width
    marks = [*sign.at(logo_x, sheet.foot + (sheet.foot_height - sign.height) / 2)]
    if block is None:
        return marks, ()
    measure = sheet.measure - (sign.width + mm(LOGO_GAP_MM) if sign.width else 0.0)
    kind = _foot_type(block.text, sheet, measure)
    box = set_lines(sheet.compositor.lines(block.text, kind, measure), kind, measure)
    middle = sheet.foot + (sheet.foot_height - box.height) / 2
    y = max(min(middle, sheet.height - sheet.safe - box.height), sheet.foot)
    marks += _aligned(box, sheet, y, at_end=at_start)
    frame = Frame("foot", sheet.foot_height, lambda _: box, (block.text,))
    return marks, overset(frame, box)


def _aligned(box: Box, sheet: PosterSheet, y: Points, *, at_end: bool) -> Sequence[Mark]:
    end = sheet.width - sheet.margin
    lines = [mark for mark in leaves(box.at(0, y)) if isinstance(mark, PlacedLine)]
    placed = [
        replace(line, x=end - line.line.width * line.size if at_end else sheet.margin)
        for line in lines
    ]
    return in_role(placed, "P")


def _logo(part: Part, sheet: PosterSheet) -> Box:
    if not any(isinstance(block, LogoSlot) for block in part.blocks):
        return Box(0.0, 0.0)
    return logo(sheet.compositor, mm(LOGO_MM[0]), mm(LOGO_MM[1]))


def _foot_type(text: Text, sheet: PosterSheet, measure: Points) -> Type:
    kind = replace(sheet.body(1.0, 1.0), size=max(sheet.sizes.source_pt, sheet.source_least))
    size = min(kind.size, sheet.compositor.one_line_size(text, kind, measure))
    return replace(kind, size=max(size, sheet.source_least))
