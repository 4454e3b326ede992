"""A headline -> the plan "drop": a big drop held up by hands, a band with the contact under it.

The headline stands in lines, in columns of traditional Mongolian, or in both scripts.
"""

from collections.abc import Sequence
from dataclasses import replace

from kit.document.model import Band, Document, Part, Picture
from kit.document.texts import texts_of
from kit.layout.copyfit import Frame, common_scale, eased, overset
from kit.layout.grounds import band_ground, large_field
from kit.layout.hands import hands_rect
from kit.layout.headline import Drop, headline_type, set_headline
from kit.layout.page import Mark, PlacedArt
from kit.layout.poster_band import BAND_PAD_MM, band_box
from kit.layout.poster_sheet import Companion, Placed, PosterSheet, bands_of, is_vertical
from kit.layout.shapes import drop
from kit.layout.vertical_poster import (
    biscript_headline,
    headline_of,
    vertical_band,
    vertical_headline,
)  # fmt: skip
from kit.units import Points, Rect, mm

# The text drop's radius as a share of the page's width with its bleed: the sleeves of the hands,
# which are drawn round it, end there. And the room over its tip.
RADIUS = 480 / 1120
TIP_MM = 2.0
A3_HEIGHT_MM = 420.0
# The band grows in these steps before its type gets smaller than this share.
BAND_GROWTH_MM = (0.0, 6.0, 12.0, 18.0)
BAND_SCALE = 0.93


def drop_poster(document: Document, sheet: PosterSheet, companion: Companion) -> Placed:
    """Return the marks under the foot's, and what does not fit."""
    part = document.parts[0]
    pieces = (
        (_drop(part, sheet), ()),
        _headline(document, companion, sheet),
        _band(part, sheet),
    )
    marks = [mark for piece in pieces for mark in piece[0]]
    return marks, [finding for piece in pieces for finding in piece[1]]


def _belly(sheet: PosterSheet) -> Drop:
    """Return the drop; on a higher paper it stands lower by half of what there is more."""
    shape = sheet.compositor.theme.shape
    radius = RADIUS * (sheet.width + 2 * sheet.bleed)
    spare = max(sheet.height - mm(A3_HEIGHT_MM), 0.0)
    y = mm(TIP_MM) + shape.poster_drop_tip * radius + spare / 2
    return Drop((sheet.width / 2, y), radius, shape.poster_drop_tip, shape.poster_drop_shoulder)


def _drop(part: Part, sheet: PosterSheet) -> Sequence[Mark]:
    """Return the drop and the hands that hold it."""
    compositor, belly = sheet.compositor, _belly(sheet)
    outline = drop(belly.centre, belly.radius, belly.tip, belly.shoulder)
    marks: list[Mark] = [large_field(compositor.theme, outline)]
    for block in part.blocks:
        if isinstance(block, Picture):
            drawing = compositor.gallery.illustration(block.art)
            rect = hands_rect(belly, drawing.width, drawing.height)
            marks.append(PlacedArt(drawing, rect, alt=str(block.alt), language=block.alt.language))
    return marks


def _headline(document: Document, companion: Companion, sheet: PosterSheet) -> Placed:
    """Return the headline: in lines, in columns, or in both scripts side by side."""
    compositor, belly = sheet.compositor, _belly(sheet)
    if not headline_of(document).runs:
        return (), ()
    if is_vertical(compositor):
        return vertical_headline(document, compositor, belly)
    both = companion and biscript_headline((document, compositor), companion, belly)
    if both:
        return both
    head = headline_type(compositor, sheet.sizes.headline_pt, sheet.sizes.headline_min_pt)
    return set_headline(compositor, "poster", headline_of(document), head, belly)


def _band(part: Part, sheet: PosterSheet) -> Placed:
    """Return the band over the foot: the words at the start, the contact at the end."""
    bands = bands_of(part)
    if not bands:
        return (), ()
    theme, band = sheet.compositor.theme, bands[0]
    if is_vertical(sheet.compositor):
        top = sheet.foot - mm(sheet.sizes.band_mm)
        room = Rect(sheet.margin, top + mm(4), sheet.measure, sheet.foot - top - mm(8))
        marks, found = vertical_band(part, sheet.compositor, room)
        return [*band_ground(theme, sheet.across(top, sheet.foot), band.tone), *marks], found
    height, frame, scale = _band_room(band, part, sheet)
    top = sheet.foot - height
    box = eased(frame, scale)
    y = top + (height - box.height) / 2
    ground = band_ground(theme, sheet.across(top, sheet.foot), band.tone)
    return [*ground, *box.at(sheet.margin, y)], overset(frame, box)


def _band_room(band: Band, part: Part, sheet: PosterSheet) -> tuple[Points, Frame, float]:
    """Return the band's height, its frame and scale: it grows over the sleeves for long texts."""
    for grown in BAND_GROWTH_MM:
        height = mm(sheet.sizes.band_mm + grown)
        frame = Frame(
            "band",
            height - 2 * mm(BAND_PAD_MM),
            lambda fit: band_box(band, sheet, fit),
            tuple(texts_of(replace(part, blocks=band.blocks))),
        )
        scale = common_scale([frame], sheet.least)
        if scale > BAND_SCALE:
            break
    return height, frame, scale
