"""A band of a poster -> its box: what it says at the start, the contact or a call at the end."""

from dataclasses import replace

from kit.document.model import Band, Callout, Contact, Heading, ItemList, Lead, Paragraph
from kit.layout.box import Box, stack, tagged
from kit.layout.compositor import Type
from kit.layout.copyfit import Fit
from kit.layout.grounds import colours_on
from kit.layout.parts import ContactLook, Row, contact, contact_leaf, entry
from kit.layout.poster_sheet import PosterSheet
from kit.typeset.glyphs import Weight
from kit.units import Points, mm

BAND_PAD_MM = 5.0
CONTACT_SHARE, CALL_SHARE = 0.47, 0.36
QR_GAP_MM = 7.0
WAIT_TILE = 0.74
# A callout at the end of a band is this much larger than its lead.
CALL = 1.45


def band_box(band: Band, sheet: PosterSheet, fit: Fit) -> Box:
    """Return a band's words at the start and its contact or call at the end."""
    end_block = next((b for b in band.blocks if isinstance(b, Contact | Callout)), None)
    if end_block is None:
        return band_words(band, sheet, fit, sheet.measure)
    end_measure = sheet.measure * (CONTACT_SHARE if isinstance(end_block, Contact) else CALL_SHARE)
    if isinstance(end_block, Contact):
        end = band_contact(end_block, sheet, fit, band.tone, end_measure)
    else:
        end = _call(end_block, sheet, fit, band.tone, end_measure)
    start = band_words(band, sheet, fit, sheet.measure - end_measure - mm(12))
    height = max(start.height, end.height)
    return Box(
        sheet.measure,
        height,
        (
            *start.at(0, (height - start.height) / 2),
            *end.at(sheet.measure - end_measure, (height - end.height) / 2),
        ),
        (*start.overset, *end.overset),
    )


def band_contact(block: Contact, sheet: PosterSheet, fit: Fit, tone: str, measure: Points) -> Box:
    """Return a contact; on a dark ground in a leaf of paper, so that nothing stands on red.

    The sign before a country's number would be a light cross on red there.
    """
    sizes = sheet.sizes
    is_alone = not block.lines and not block.address
    phone = sizes.phone_pt * (1.35 if is_alone else 1.0)
    look = ContactLook(
        sheet.body(sizes.contact_pt, fit.scale),
        sheet.body(phone, fit.scale, Weight.BOLD),
        mm(sizes.qr_mm) * (0.76 + 0.24 * fit.ease),
        mm(QR_GAP_MM),
        sheet.body(sizes.body_pt, sheet.least).size,
    )
    if tone == "amber":
        return contact(sheet.compositor, block, look, measure)
    return contact_leaf(sheet.compositor, block, look, measure)


def _call(block: Callout, sheet: PosterSheet, fit: Fit, tone: str, measure: Points) -> Box:
    """Return a call as large words in the headline face."""
    theme, script = sheet.compositor.theme, sheet.compositor.script
    size = sheet.sizes.lead_pt * CALL * sheet.text * script.headline_scale * fit.scale
    ink = colours_on(theme, tone).headline
    kind = Type(size, script.headline_leading, Weight.HEADLINE, ink, is_balanced=True)
    kind = sheet.compositor.fitted(block.text, kind, measure, size * 0.7)
    return sheet.compositor.headline(block.text, kind, measure)


def band_words(band: Band, sheet: PosterSheet, fit: Fit, measure: Points) -> Box:
    """Return what a band says, under each other."""
    boxes = [
        _band_block(block, band.tone, sheet, fit, measure)
        for block in band.blocks
        if isinstance(block, Heading | ItemList | Lead | Paragraph)
    ]
    return replace(stack(boxes, mm(1.5 + 2.5 * fit.ease)), width=measure)


def _band_block(
    block: Heading | ItemList | Lead | Paragraph,
    tone: str,
    sheet: PosterSheet,
    fit: Fit,
    measure: Points,
) -> Box:
    compositor, sizes = sheet.compositor, sheet.sizes
    match block:
        case Heading():
            kind = _heading_type(sheet, tone, fit)
            kind = compositor.fitted(block.text, kind, measure, sizes.heading_min_pt)
            return compositor.headline(block.text, kind, measure)
        case ItemList():
            kind = sheet.body(sizes.wait_pt, fit.scale, Weight.BOLD, tone)
            side = mm(sizes.tile_mm) * WAIT_TILE * (0.72 + 0.28 * fit.ease)
            look = Row(kind, side, mm(9), block.tile or "paper")
            rows = [entry(compositor, item, look, measure) for item in block.items]
            return tagged(stack(rows, mm(1.0 + 2.0 * fit.ease)), "L")
        case Lead():
            kind = sheet.body(sizes.lead_pt, fit.scale, Weight.BOLD, tone)
            return compositor.text(block.text, kind, measure)
        case Paragraph():
            kind = sheet.body(sizes.body_pt, fit.scale, tone=tone)
            return compositor.text(block.text, kind, measure)


def _heading_type(sheet: PosterSheet, tone: str, fit: Fit) -> Type:
    """Return the type of a heading in a band."""
    script = sheet.compositor.script
    most, least = sheet.sizes.heading_pt, sheet.sizes.heading_min_pt
    size = least + (most - least) * fit.ease
    ink = colours_on(sheet.compositor.theme, tone).headline
    return Type(
        size * script.headline_scale,
        script.headline_leading,
        Weight.HEADLINE,
        ink,
        "H2",
        is_balanced=True,
    )
