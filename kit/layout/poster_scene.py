"""A headline and a picture -> the plan "scene": a page of one colour, a scene on its band."""

from dataclasses import replace

from kit.document.model import Headline, Part, Picture
from kit.document.texts import texts_of
from kit.findings import Finding
from kit.layout.block_headline import Room, set_block_headline
from kit.layout.copyfit import Frame, common_scale, loosest, overset
from kit.layout.grounds import band_ground, colours_on
from kit.layout.page import Mark, PlacedArt, Shape
from kit.layout.poster_band import BAND_PAD_MM, band_box
from kit.layout.poster_sheet import Placed, PosterSheet, bands_of, first_of, page_ground
from kit.layout.scene import marked
from kit.layout.shapes import field
from kit.units import Points, Rect, mm

TOP_MM = 19.0
PAD_MM = 6.0
# The headline takes at most this share of the page over the band, the picture at least the rest.
HEADLINE_SHARE = 0.47
ART_MARGIN_MM = 14.0
# The band may grow to this for long texts; the picture gets smaller.
BAND_GROWTH = 1.75


def scene_poster(part: Part, sheet: PosterSheet) -> Placed:
    """Return the marks under the foot's, and what does not fit."""
    tone = _tone(part)
    band_marks, band_found, band_top = _band(part, sheet)
    marks: list[Mark] = [*_ground(sheet, tone, band_top)]
    top = mm(TOP_MM)
    findings = [*band_found]
    headline = first_of(part, Headline)
    if headline:
        sizes = sheet.sizes
        room = Room(
            sheet.measure,
            (band_top - top) * HEADLINE_SHARE,
            sizes.scene_headline_pt,
            sizes.headline_min_pt,
        )
        colours = colours_on(sheet.compositor.theme, tone)
        box, found = set_block_headline(sheet.compositor, "headline", headline.text, room, colours)
        marks += box.at(sheet.margin, top)
        findings += found
        top += box.height
    marks += _art(part, sheet, top, band_top)
    return [*marks, *band_marks], findings


def _tone(part: Part) -> str:
    picture = first_of(part, Picture)
    return (picture and picture.ground) or "amber"


def _ground(sheet: PosterSheet, tone: str, bottom: Points) -> tuple[Shape, ...]:
    """Return the colour of the page over the band; in low ink the page stays as it is."""
    theme = sheet.compositor.theme
    if theme.look.is_outlined:
        return (page_ground(sheet),)
    rect = sheet.across(-sheet.bleed, bottom + sheet.bleed)
    return (page_ground(sheet), Shape(field(rect, 0), fill=theme.named(tone)))


def _art(part: Part, sheet: PosterSheet, top: Points, bottom: Points) -> tuple[PlacedArt, ...]:
    """Return the picture as large as it holds: on the band when it stands, else in the middle."""
    picture = first_of(part, Picture)
    if picture is None:
        return ()
    drawing = marked(sheet.compositor, picture)
    room = Rect(
        mm(ART_MARGIN_MM), top + mm(4), sheet.width - 2 * mm(ART_MARGIN_MM), bottom - top - mm(4)
    )
    foot = drawing.ground if drawing.stands else drawing.height
    pad = mm(PAD_MM)
    scale = min(room.w / drawing.width, (room.h - pad) / foot)
    width, height = drawing.width * scale, drawing.height * scale
    y = bottom - pad - foot * scale
    if not drawing.stands:
        y = room.y + (room.h - pad - height) / 2
    rect = Rect((sheet.width - width) / 2, y, width, height)
    return (PlacedArt(drawing, rect, alt=str(picture.alt), language=picture.alt.language),)


def _band(part: Part, sheet: PosterSheet) -> tuple[list[Mark], tuple[Finding, ...], Points]:
    """Return the band on the foot, what does not fit it, and where it begins."""
    bands = bands_of(part)
    if not bands:
        return [], (), sheet.foot
    band = bands[0]
    pad = mm(BAND_PAD_MM)
    frame = Frame(
        "band",
        mm(sheet.sizes.band_mm) * BAND_GROWTH - 2 * pad,
        lambda fit: band_box(band, sheet, fit),
        tuple(texts_of(replace(part, blocks=band.blocks))),
    )
    fit = loosest(frame, common_scale([frame], sheet.least))
    box = band_box(band, sheet, fit)
    # A band that is too long runs into the foot, not into the headline.
    grown = min(box.height + 2 * pad, mm(sheet.sizes.band_mm) * BAND_GROWTH)
    top = sheet.foot - max(mm(sheet.sizes.band_mm), grown)
    ground = band_ground(sheet.compositor.theme, sheet.across(top, sheet.foot), band.tone)
    y = top + (sheet.foot - top - box.height) / 2
    return [*ground, *box.at(sheet.margin, y)], overset(frame, box), top
