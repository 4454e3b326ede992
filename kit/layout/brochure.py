"""A brochure's document -> two pages: the outside and the inside of a sheet folded in three."""

from collections.abc import Sequence
from itertools import accumulate

from kit.document.model import Document, Part
from kit.findings import Finding
from kit.layout.box import mirrored
from kit.layout.compositor import Compositor
from kit.layout.copyfit import loosest, overset
from kit.layout.cover import cover
from kit.layout.page import Element, Mark, Page, Shape, Tagged
from kit.layout.panels import Panel, Plan, content_of, picture_block
from kit.layout.parts import draft_label
from kit.layout.shapes import field
from kit.sources.theme_tables import BrochureSize
from kit.units import Rect, mm

# The panel that folds in is the narrow one: at the start of the outside, at the end of the inside.
OUTSIDE = ("flap", "back", "front")
INSIDE = ("first", "second", "third")
# As a person unfolds it: the front, the flap that shows then, the inside, the back.
READING = ("front", "flap", *INSIDE, "back")
DRAFT_PT = 7.5


def lay_out_brochure(
    document: Document, compositor: Compositor, *, size: str, is_draft: bool
) -> tuple[tuple[Page, ...], tuple[Finding, ...]]:
    """Return the pages and what does not fit on them; `size` is a paper of the theme."""
    paper = compositor.theme.brochure_size[size]
    parts = {part.place: part for part in document.parts}
    widths = (paper.outside_mm, paper.inside_mm)
    sides = [
        _panels(parts, places, side_widths, paper)
        for places, side_widths in zip((OUTSIDE, INSIDE), widths, strict=True)
    ]
    plan = Plan.of(compositor, [panel for side in sides for panel in side])
    pages: list[Page] = []
    findings: list[Finding] = []
    for number, (side, side_widths) in enumerate(zip(sides, widths, strict=True)):
        marks: list[Mark] = [_ground(compositor, paper)]
        for panel in side:
            set_marks, found = set_panel(panel, plan)
            order = READING.index(panel.part.place)
            marks.append(Tagged(Element("Sect", order), set_marks))
            findings += found
        if is_draft:
            marks += draft_label(compositor, document, DRAFT_PT, is_read=number == 0)
        pages.append(_page(marks, compositor, paper, side_widths))
    return tuple(pages), tuple(findings)


def _panels(
    parts: dict[str, Part], places: Sequence[str], widths: Sequence[float], paper: BrochureSize
) -> list[Panel]:
    found: list[Panel] = []
    x = 0.0
    for place, width in zip(places, widths, strict=True):
        if place in parts:
            found.append(Panel(parts[place], Rect(mm(x), 0, mm(width), mm(paper.page_mm[1]))))
        x += width
    return found


def _ground(compositor: Compositor, paper: BrochureSize) -> Shape:
    width, height = map(mm, paper.page_mm)
    bleed = mm(compositor.theme.brochure.bleed_mm)
    sheet = Rect(-bleed, -bleed, width + 2 * bleed, height + 2 * bleed)
    return Shape(field(sheet, 0), fill=compositor.theme.colour_of("page"))


def _page(
    marks: Sequence[Mark], compositor: Compositor, paper: BrochureSize, widths: Sequence[float]
) -> Page:
    width, height = map(mm, paper.page_mm)
    folds = [mm(fold) for fold in accumulate(widths[:-1])]
    if compositor.locale.is_rtl:
        marks = [mirrored(mark, width) for mark in marks]
        folds = [width - fold for fold in reversed(folds)]
    return Page(width, height, tuple(marks), tuple(folds))


def set_panel(panel: Panel, plan: Plan) -> tuple[tuple[Mark, ...], tuple[Finding, ...]]:
    """Return a panel's marks on its page, and what does not fit it."""
    if panel.part.place == "front":
        return cover(panel, plan)
    frame = plan.frame(panel)
    fit = loosest(frame, plan.scale)
    content = content_of(panel, plan, fit)
    top, side, bottom = (mm(margin) for margin in plan.compositor.theme.brochure.margin_mm)
    x = panel.rect.x + side
    head_y = top + content.picture
    foot_y = panel.rect.h - bottom - content.foot.height
    callout_y = (head_y + content.head.height + foot_y - content.callout.height) / 2
    marks = [
        *picture_block(panel, plan, content),
        *content.head.at(x, head_y),
        *content.callout.at(x, callout_y),
        *content.foot.at(x, foot_y),
    ]
    return tuple(marks), overset(frame, content.box)
