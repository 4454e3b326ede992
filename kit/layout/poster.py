"""A poster's document -> one A3 page: a headline in a drop, hands, a band with the contact."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from kit.document.model import (
    Band,
    Contact,
    Document,
    Lead,
    LogoSlot,
    Paragraph,
    Part,
    Picture,
    Smallprint,
    Text,
)  # fmt: skip
from kit.document.texts import texts_of
from kit.findings import Finding
from kit.layout.box import Box, mirrored, stack
from kit.layout.compositor import Compositor, Type, set_lines
from kit.layout.copyfit import Fit, Frame, common_scale, eased, overset
from kit.layout.hands import hands_rect
from kit.layout.headline import Drop, headline_type, set_headline
from kit.layout.marks import bookmarks_of
from kit.layout.page import Mark, Page, PlacedArt, PlacedLine, Shape
from kit.layout.parts import ContactLook, contact, draft_label, logo
from kit.layout.shapes import drop, field
from kit.layout.vertical_poster import (
    biscript_headline,
    headline_of,
    vertical_band,
    vertical_draft,
    vertical_headline,
)  # fmt: skip
from kit.typeset.glyphs import Weight
from kit.units import Points, Rect, mm

DRAFT_PT = 14.0
VERTICAL = "Mong"
# The text drop of the theme's A3 plan, in mm.
CENTRE_MM = (148.5, 159.0)
RADIUS_MM = 127.0
CONTACT_SHARE = 0.44
QR_GAP_MM = 7.0
LOGO_MM = (48.0, 13.0)
# The band grows in these steps before its type gets smaller than this share.
BAND_GROWTH_MM = (0.0, 6.0, 12.0, 18.0)
BAND_SCALE = 0.93


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The compositor with the poster's page and scale of running text."""

    compositor: Compositor
    width: Points
    height: Points

    def body(self, size: float, scale: float, weight: Weight = Weight.REGULAR) -> Type:
        theme, script = self.compositor.theme, self.compositor.script
        leading = script.body_leading * (0.92 if weight is Weight.BOLD else 0.95)
        return Type(size * script.scale * scale, leading, weight, theme.colour_of("text"))


Companion: TypeAlias = tuple[Document, Compositor] | None


def lay_out_poster(
    document: Document, compositor: Compositor, *, is_draft: bool, companion: Companion = None
) -> tuple[tuple[Page, ...], tuple[Finding, ...]]:
    """Return the page and what does not fit on it.

    Args:
        document: The poster's words.
        compositor: Sets them.
        is_draft: Whether the page is marked.
        companion: The same poster in the language's other script, for the headline.
    """
    sizes = compositor.theme.poster
    sheet = _Sheet(compositor, *map(mm, sizes.page_mm))
    part = document.parts[0]
    marks: list[Mark] = [_ground(sheet)]
    findings: list[Finding] = []
    headline = _headline(document, companion, sheet)
    for piece in (_drop(part, sheet), headline, _band(part, sheet), _foot(part, sheet)):
        marks += piece[0]
        findings += piece[1]
    marks += _logo(part, sheet)
    if is_draft and _is_vertical(compositor):
        marks += vertical_draft(document, compositor)
    elif is_draft:
        marks += draft_label(compositor, document, DRAFT_PT)
    bookmarks = bookmarks_of(marks)
    if compositor.locale.is_rtl:
        marks = [mirrored(mark, sheet.width) for mark in marks]
    return (Page(sheet.width, sheet.height, tuple(marks), bookmarks),), tuple(findings)


def _ground(sheet: _Sheet) -> Shape:
    theme = sheet.compositor.theme
    bleed = mm(theme.poster.bleed_mm)
    rect = Rect(-bleed, -bleed, sheet.width + 2 * bleed, sheet.height + 2 * bleed)
    return Shape(field(rect, 0), fill=theme.colour_of("page"))


def _is_vertical(compositor: Compositor) -> bool:
    return compositor.locale.script == VERTICAL


def _belly(sheet: _Sheet) -> Drop:
    shape = sheet.compositor.theme.shape
    centre = (mm(CENTRE_MM[0]), mm(CENTRE_MM[1]))
    return Drop(centre, mm(RADIUS_MM), shape.poster_drop_tip, shape.poster_drop_shoulder)


def _drop(part: Part, sheet: _Sheet) -> tuple[Sequence[Mark], Sequence[Finding]]:
    """Return the drop and the hands that hold it."""
    compositor, belly = sheet.compositor, _belly(sheet)
    outline = drop(belly.centre, belly.radius, belly.tip, belly.shoulder)
    marks: list[Mark] = [Shape(outline, fill=compositor.theme.colour_of("field"))]
    for block in part.blocks:
        if isinstance(block, Picture):
            drawing = compositor.gallery.illustration(block.art)
            rect = hands_rect(belly, drawing.width, drawing.height)
            marks.append(PlacedArt(drawing, rect, alt=str(block.alt)))
    return marks, ()


def _headline(
    document: Document, companion: Companion, sheet: _Sheet
) -> tuple[Sequence[Mark], Sequence[Finding]]:
    """Return the headline: in lines, in columns, or in both scripts side by side."""
    compositor, belly = sheet.compositor, _belly(sheet)
    if not headline_of(document).runs:
        return (), ()
    if _is_vertical(compositor):
        return vertical_headline(document, compositor, belly)
    both = companion and biscript_headline((document, compositor), companion, belly)
    if both:
        return both
    sizes = compositor.theme.poster
    head = headline_type(compositor, sizes.headline_pt, sizes.headline_min_pt)
    return set_headline(compositor, "poster", headline_of(document), head, belly)


def _band(part: Part, sheet: _Sheet) -> tuple[list[Mark], list[Finding]]:
    """Return the band over the foot: the words at the start, the contact at the end."""
    theme = sheet.compositor.theme
    sizes = theme.poster
    band = next((block for block in part.blocks if isinstance(block, Band)), None)
    if band is None:
        return [], []
    margin, bleed = mm(sizes.margin_mm), mm(sizes.bleed_mm)
    if _is_vertical(sheet.compositor):
        return _vertical_band(part, band, sheet)
    height, frame, scale = _band_room(band, part, sheet)
    top = sheet.height - mm(sizes.foot_mm) - height
    ground = field(Rect(-bleed, top, sheet.width + 2 * bleed, height), 0)
    box = eased(frame, scale)
    y = top + (height - box.height) / 2
    return [Shape(ground, fill=theme.named(band.tone)), *box.at(margin, y)], [*overset(frame, box)]


def _vertical_band(part: Part, band: Band, sheet: _Sheet) -> tuple[list[Mark], list[Finding]]:
    sizes = sheet.compositor.theme.poster
    margin, bleed, height = mm(sizes.margin_mm), mm(sizes.bleed_mm), mm(sizes.band_mm)
    top = sheet.height - mm(sizes.foot_mm) - height
    ground = field(Rect(-bleed, top, sheet.width + 2 * bleed, height), 0)
    room = Rect(margin, top + mm(4), sheet.width - 2 * margin, height - mm(8))
    marks, found = vertical_band(part, sheet.compositor, room)
    fill = sheet.compositor.theme.named(band.tone)
    return [Shape(ground, fill=fill), *marks], [*found]


def _band_room(band: Band, part: Part, sheet: _Sheet) -> tuple[Points, Frame, float]:
    """Return the band's height, its frame and scale: it grows over the sleeves for long texts."""
    sizes = sheet.compositor.theme.poster
    least = sizes.body_min_pt / sizes.body_pt
    for grown in BAND_GROWTH_MM:
        height = mm(sizes.band_mm + grown)
        frame = Frame(
            "band",
            height - 2 * mm(5),
            lambda fit: _band_content(band, sheet, fit),
            tuple(texts_of(part)),
        )
        scale = common_scale([frame], least)
        if scale > BAND_SCALE:
            break
    return height, frame, scale


def _band_content(band: Band, sheet: _Sheet, fit: Fit) -> Box:
    sizes = sheet.compositor.theme.poster
    whole = sheet.width - 2 * mm(sizes.margin_mm)
    block = next((block for block in band.blocks if isinstance(block, Contact)), None)
    if block is None:
        return _words(band, sheet, fit, whole)
    gap = mm(12)
    end_measure = whole * CONTACT_SHARE
    look = ContactLook(
        sheet.body(sizes.contact_pt, fit.scale),
        sheet.body(sizes.phone_pt, fit.scale, Weight.BOLD),
        mm(sizes.qr_mm) * (0.8 + 0.2 * fit.ease),
        mm(QR_GAP_MM),
    )
    end = contact(sheet.compositor, block, look, end_measure)
    start = _words(band, sheet, fit, whole - end_measure - gap)
    height = max(start.height, end.height)
    return Box(
        whole,
        height,
        (
            *start.at(0, (height - start.height) / 2),
            *end.at(whole - end_measure, (height - end.height) / 2),
        ),
        (*start.overset, *end.overset),
    )


def _words(band: Band, sheet: _Sheet, fit: Fit, measure: Points) -> Box:
    sizes = sheet.compositor.theme.poster
    boxes: list[Box] = []
    for block in band.blocks:
        if isinstance(block, Lead):
            kind = sheet.body(sizes.lead_pt, fit.scale, Weight.BOLD)
            boxes.append(sheet.compositor.text(block.text, kind, measure))
        elif isinstance(block, Paragraph):
            kind = sheet.body(sizes.body_pt, fit.scale)
            boxes.append(sheet.compositor.text(block.text, kind, measure))
    return stack(boxes, mm(1.5 + 2.5 * fit.ease))


def _logo(part: Part, sheet: _Sheet) -> tuple[Mark, ...]:
    """Return the logo in its slot at the start of the foot, if the partner has one."""
    if not any(isinstance(block, LogoSlot) for block in part.blocks):
        return ()
    sizes = sheet.compositor.theme.poster
    box = logo(sheet.compositor, mm(LOGO_MM[0]), mm(LOGO_MM[1]))
    y = sheet.height - (mm(sizes.foot_mm) + box.height) / 2
    return box.at(mm(sizes.margin_mm), y)


def _foot(part: Part, sheet: _Sheet) -> tuple[list[Mark], list[Finding]]:
    """Return the small print at the end of the foot, in one line where it holds."""
    sizes = sheet.compositor.theme.poster
    block = next((block for block in part.blocks if isinstance(block, Smallprint)), None)
    if block is None:
        return [], []
    measure = sheet.width - 2 * mm(sizes.margin_mm) - mm(60)
    kind = _foot_type(block.text, sheet, measure)
    lines = sheet.compositor.lines(block.text, kind, measure)
    box = set_lines(lines, kind, measure)
    y = sheet.height - mm(sizes.foot_mm) / 2 - box.height / 2
    end = sheet.width - mm(sizes.margin_mm)
    marks: list[Mark] = [
        replace(mark, x=end - mark.line.width * mark.size)
        for mark in box.at(0, y)
        if isinstance(mark, PlacedLine)
    ]
    frame = Frame("foot", mm(sizes.foot_mm), lambda _: box, (block.text,))
    return marks, [*overset(frame, box)]


def _foot_type(text: Text, sheet: _Sheet, measure: Points) -> Type:
    sizes = sheet.compositor.theme.poster
    kind = replace(sheet.body(sizes.source_pt, 1.0), size=sizes.source_pt)
    size = min(kind.size, sheet.compositor.one_line_size(text, kind, measure))
    return replace(kind, size=max(size, sizes.source_min_pt))
