"""A panel of a brochure and a fit -> its boxes: a head that hangs, a foot that stands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kit.document.model import (
    Band,
    Block,
    Callout,
    Contact,
    Heading,
    ItemList,
    LogoSlot,
    Part,
    Picture,
    Smallprint,
    Steps,
)  # fmt: skip
from kit.document.runs import Text
from kit.document.texts import texts_of
from kit.layout.box import Box, beside, stack
from kit.layout.column import Column
from kit.layout.columns import set_column
from kit.layout.compositor import Compositor
from kit.layout.copyfit import Fit, Frame, common_scale
from kit.layout.grounds import band_ground
from kit.layout.page import Mark, Shape
from kit.layout.parts import logo
from kit.layout.scene import scene
from kit.layout.shapes import Corner, field
from kit.units import Points, Rect, mm

# A heading keeps to one line when that costs at most this much of its size.
ONE_LINE = 0.72
# The rule over a band, as a share of a poster's.
RULE_SHARE = 0.45
# The least and greatest height of a scene at the foot of a panel.
FOOT_SCENE_MM = (22.0, 66.0)
LOGO_MM = (34.0, 10.0)
LOGO_GAP_MM = 5.0
# Panels at an edge of the sheet; a fold is no edge.
AT_LEFT, AT_RIGHT = ("flap", "first"), ("third", "front")
FOOT_BLOCKS = (Band, Contact, LogoSlot, Smallprint)


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel's content and the rectangle it stands in, on its page."""

    part: Part
    rect: Rect


@dataclass(frozen=True, slots=True)
class Plan:
    """What the panels of one brochure have in common: heading size, scale of running text."""

    compositor: Compositor
    heading: Points
    scale: float

    @classmethod
    def of(cls, compositor: Compositor, panels: Sequence[Panel]) -> "Plan":
        """Return the plan of a brochure's panels; the front has sizes of its own."""
        sizes = compositor.theme.brochure
        plan = cls(compositor, _heading_size(compositor, panels), 1.0)
        frames = [plan.frame(panel) for panel in panels if panel.part.place != "front"]
        scale = common_scale(frames, sizes.body_min_pt / sizes.body_pt)
        return replace(plan, scale=scale)

    def frame(self, panel: Panel) -> Frame:
        """Return the panel as a frame for copyfit."""
        top, _, bottom = self.compositor.theme.brochure.margin_mm
        height = panel.rect.h - mm(top) - mm(bottom)
        texts = tuple(texts_of(panel.part))
        return Frame(panel.part.place, height, lambda fit: content_of(panel, self, fit).box, texts)


def _heading_size(compositor: Compositor, panels: Sequence[Panel]) -> Points:
    """Return the largest size at which every heading of level 2 holds in one line, or in two."""
    sizes = compositor.theme.brochure
    scale = compositor.script.headline_scale
    most, least = sizes.heading_pt * scale, sizes.heading_min_pt * scale
    found = [most]
    for panel in panels:
        measure = panel.rect.w - 2 * mm(sizes.margin_mm[1])
        column = Column(compositor, sizes, most, 1.0, 1.0, measure)
        for text in _headings(panel.part.blocks):
            kind = column.heading_type(2)
            one_line = compositor.one_line_size(text, kind, measure)
            if one_line >= most * ONE_LINE:
                found.append(one_line)
            else:
                found.append(compositor.fitted(text, kind, measure, least).size)
    return max(min(found), least)


def _headings(blocks: Sequence[Block]) -> list[Text]:
    found: list[Text] = []
    for block in blocks:
        if isinstance(block, Band):
            found += _headings(block.blocks)
        elif isinstance(block, Heading) and block.level == 2:  # noqa: PLR2004
            found.append(block.text)
    return found


@dataclass(frozen=True, slots=True)
class Content:
    """A panel's boxes: `box` is all of it for measuring, the others for placing.

    `head` hangs from the top under the picture, `foot` stands on the margin, a callout floats in
    the middle of what is left.
    """

    box: Box
    head: Box
    callout: Box
    foot: Box
    picture: Points


def content_of(panel: Panel, plan: Plan, fit: Fit) -> Content:
    """Return the boxes of a panel at a fit."""
    sizes = plan.compositor.theme.brochure
    side = mm(sizes.margin_mm[1])
    column = Column(
        plan.compositor, sizes, plan.heading, fit.scale, fit.ease, panel.rect.w - 2 * side
    )
    head_blocks, foot_blocks = _split(panel.part.blocks)
    picture = 0.0
    if head_blocks and isinstance(head_blocks[0], Picture):
        picture = column.between(sizes.picture_mm * 0.55, sizes.picture_mm) - mm(sizes.margin_mm[0])
        picture += column.between(2.5, 5.0)
    is_floating = bool(foot_blocks and head_blocks) and isinstance(head_blocks[-1], Callout)
    callouts = head_blocks[-1:] if is_floating else []
    hanging = head_blocks[: len(head_blocks) - len(callouts)]
    head = set_column([b for b in hanging if not isinstance(b, Picture)], column)
    callout = set_column(callouts, column)
    foot = _foot(foot_blocks, column, panel.part.place)
    gap = Box(column.measure, column.between(1.5, 6.0) if foot_blocks else 0.0)
    between = [gap, callout] if callouts else []
    whole = stack([Box(column.measure, picture), head, *between, gap, foot], 0.0)
    return Content(whole, head, callout, foot, picture)


def _split(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """Part the blocks that hang from the top from those that stand on the foot."""
    cut = len(blocks)
    if cut > 1 and isinstance(blocks[-1], Picture):
        return list(blocks[:-1]), list(blocks[-1:])
    while cut and (isinstance(blocks[cut - 1], FOOT_BLOCKS) or _closes_steps(blocks, cut - 1)):
        cut -= 1
    return list(blocks[:cut]), list(blocks[cut:])


def _closes_steps(blocks: Sequence[Block], index: int) -> bool:
    return (
        index > 0 and isinstance(blocks[index], ItemList) and isinstance(blocks[index - 1], Steps)
    )


def _foot(blocks: Sequence[Block], column: Column, place: str) -> Box:
    """Return what stands at the foot: a band, a scene, or blocks with logo and small print."""
    if blocks and isinstance(blocks[0], Picture):
        return _foot_scene(blocks[0], column)
    if blocks and isinstance(blocks[0], Band):
        return _band(blocks[0], column, place)
    words = [block for block in blocks if not isinstance(block, LogoSlot)]
    sign = logo(column.compositor, mm(LOGO_MM[0]), mm(LOGO_MM[1]))
    if len(words) == len(blocks) or not sign.width:
        return set_column(words, column)
    small = [block for block in words if isinstance(block, Smallprint)]
    rest = [block for block in words if not isinstance(block, Smallprint)]
    room = replace(column, measure=column.measure - sign.width - mm(LOGO_GAP_MM))
    ends = (sign, set_column(small, room))
    if column.compositor.theme.logo.place == "end":
        ends = ends[::-1]
    line = beside(*ends, mm(LOGO_GAP_MM))
    gap = Box(column.measure, mm(LOGO_GAP_MM))
    return stack([set_column(rest, column), gap, line], 0.0)


def _foot_scene(picture: Picture, column: Column) -> Box:
    """Return a scene that stands on the lower margin and takes what room there is."""
    height = column.between(*FOOT_SCENE_MM)
    room = Rect(0, 0, column.measure, height)
    return Box(column.measure, height, scene(column.compositor, picture, room))


def _band(band: Band, column: Column, place: str) -> Box:
    """Return a block of colour that fills the foot of its panel, over the margins."""
    theme = column.compositor.theme
    _, side, bottom = (mm(margin) for margin in theme.brochure.margin_mm)
    inner = replace(column, tone=band.tone)
    indent = side if place == "flap" else 0.0
    content = _indented_heading(band.blocks, inner, indent)
    top = column.between(3.8, 7.0)
    bleed = mm(theme.brochure.bleed_mm)
    height = top + content.height + bottom + bleed
    rect = bled(Rect(-side, 0, column.measure + 2 * side, height), place, bleed)
    ground = band_ground(theme, rect, band.tone, _round_corner(place), RULE_SHARE)
    marks = (*ground, *content.at(0, top))
    return Box(column.measure, top + content.height, marks, content.overset)


def _indented_heading(blocks: Sequence[Block], column: Column, indent: Points) -> Box:
    """Return a band's blocks; a round start corner pushes its heading in."""
    first, *rest = blocks
    if not indent or not isinstance(first, Heading):
        return set_column(blocks, column)
    heading = set_column([first], replace(column, measure=column.measure - indent))
    below = set_column(rest, column)
    gap = column.between(0.8, 2.6)
    return Box(
        column.measure,
        heading.height + gap + below.height,
        (*heading.at(indent, 0), *below.at(0, heading.height + gap)),
        (*heading.overset, *below.overset),
    )


def bled(rect: Rect, place: str, bleed: Points) -> Rect:
    """Return a rectangle as wide as its panel, wider by the bleed at an edge of the sheet."""
    left = bleed if place in AT_LEFT else 0.0
    right = bleed if place in AT_RIGHT else 0.0
    return Rect(rect.x - left, rect.y, rect.w + left + right, rect.h)


def _round_corner(place: str) -> tuple[Corner, ...]:
    if place == "front":
        return ()
    return ("top-start",) if place == "flap" else ("top-end",)


def picture_block(panel: Panel, plan: Plan, content: Content) -> list[Mark]:
    """Return the picture block at the head of a panel: a scene on a field with one round corner."""
    picture = next(iter(panel.part.blocks), None)
    if not isinstance(picture, Picture):
        return []
    compositor = plan.compositor
    theme = compositor.theme
    sizes = theme.brochure
    bleed = mm(sizes.bleed_mm)
    height = content.picture + mm(sizes.margin_mm[0]) - mm(3.5)
    rect = Rect(panel.rect.x, -bleed, panel.rect.w, height + bleed)
    rect = bled(rect, panel.part.place, bleed)
    ground = field(rect, mm(theme.shape.panel_radius_mm), ("bottom-start",))
    return [
        Shape(ground, fill=theme.named(picture.ground or "blush")),
        *scene(compositor, picture, Rect(panel.rect.x, 0, panel.rect.w, height)),
    ]
