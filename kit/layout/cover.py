"""The front panel of a brochure -> a headline in a drop held by hands, and the service's name."""

from collections.abc import Sequence
from dataclasses import replace

from kit.document.model import Band, Block, Callout, Headline, Picture, Service
from kit.document.texts import texts_of
from kit.findings import Finding
from kit.layout.box import Box, stack
from kit.layout.column import Column
from kit.layout.columns import set_column
from kit.layout.copyfit import Fit, Frame, common_scale, loosest, overset
from kit.layout.grounds import band_ground, large_field
from kit.layout.hands import hands_rect
from kit.layout.headline import Drop, headline_type, set_headline
from kit.layout.page import Mark, PlacedArt
from kit.layout.panels import Panel, Plan
from kit.layout.shapes import drop
from kit.units import Rect, mm

# The cover drop of the theme's plan, in widths of its panel, and its share of a poster's line.
CENTRE = (0.50, 0.78)
RADIUS = 0.47
LINE_SHARE = 0.37
# How far down the sleeves reach from the middle of the drop, in radii.
REACH = 1.6
COVER_BAND_MM = 57.0


def cover(panel: Panel, plan: Plan) -> tuple[tuple[Mark, ...], tuple[Finding, ...]]:
    """Return the front: a headline in a drop that hands hold up, and the service's name."""
    compositor = plan.compositor
    theme = compositor.theme
    shape = theme.shape
    radius = RADIUS * panel.rect.w
    # On a higher panel the drop stands lower, so that the sleeves reach the band.
    least = panel.rect.h - mm(COVER_BAND_MM) - REACH * radius
    centre = (panel.rect.x + CENTRE[0] * panel.rect.w, max(CENTRE[1] * panel.rect.w, least))
    belly = Drop(centre, radius, shape.cover_drop_tip, shape.cover_drop_shoulder)
    outline = drop(belly.centre, belly.radius, belly.tip, belly.shoulder)
    marks: list[Mark] = [large_field(theme, outline, line_share=LINE_SHARE)]
    findings: list[Finding] = []
    for block in panel.part.blocks:
        match block:
            case Picture():
                drawing = compositor.gallery.illustration(block.art)
                rect = hands_rect(belly, drawing.width, drawing.height)
                bleed = mm(theme.brochure.bleed_mm)
                clip = Rect(panel.rect.x, 0, panel.rect.w + bleed, panel.rect.h)
                marks.append(
                    PlacedArt(
                        drawing, rect, alt=str(block.alt), language=block.alt.language, clip=clip
                    )
                )
            case Headline():
                sizes = theme.brochure
                head = headline_type(compositor, sizes.headline_pt, sizes.headline_min_pt)
                lines, found = set_headline(compositor, "front", block.text, head, belly)
                marks += lines
                findings += found
            case Band():
                band_marks, found = _cover_band(block, panel, plan)
                marks += band_marks
                findings += found
    return tuple(marks), tuple(findings)


def _cover_band(
    band: Band, panel: Panel, plan: Plan
) -> tuple[tuple[Mark, ...], tuple[Finding, ...]]:
    theme = plan.compositor.theme
    sizes = theme.brochure
    height, bleed = mm(COVER_BAND_MM), mm(sizes.bleed_mm)
    top = panel.rect.h - height
    ground = Rect(panel.rect.x, top, panel.rect.w + bleed, height + bleed)
    _, side, bottom = (mm(margin) for margin in sizes.margin_mm)
    x = panel.rect.x + side
    measure = panel.rect.w - 2 * side
    service = [block for block in band.blocks if isinstance(block, Service)]
    rest = [block for block in band.blocks if not isinstance(block, Service)]

    def build(fit: Fit) -> Box:
        column = Column(
            plan.compositor, sizes, plan.heading, fit.scale, fit.ease, measure, band.tone
        )
        name = set_column(service, column)
        gap = Box(measure, column.between(2.0, 4.0))
        return stack([_cover_callouts(rest, column), gap, name], 0.0)

    texts = tuple(texts_of(replace(panel.part, blocks=band.blocks)))
    frame = Frame("front", height - mm(7) - bottom, build, texts)
    fit = loosest(frame, common_scale([frame], sizes.body_min_pt / sizes.body_pt))
    column = Column(plan.compositor, sizes, plan.heading, fit.scale, fit.ease, measure, band.tone)
    name = set_column(service, column)
    marks = [
        *band_ground(theme, ground, band.tone, rule_share=LINE_SHARE),
        *_cover_callouts(rest, column).at(x, top + mm(7)),
        *name.at(x, panel.rect.h - bottom - name.height),
    ]
    return tuple(marks), overset(frame, build(fit))


def _cover_callouts(blocks: Sequence[Block], column: Column) -> Box:
    """Return a callout as large words without a field: the band is its field."""
    kind = column.bold(column.sizes.cover_callout_pt, column.sizes.lead_pt)
    kind = replace(kind, leading=column.compositor.script.body_leading * 0.93)
    boxes = [
        column.compositor.text(block.text, kind, column.measure)
        if isinstance(block, Callout)
        else set_column([block], column)
        for block in blocks
    ]
    return stack(boxes, column.between(1.0, 3.0))
