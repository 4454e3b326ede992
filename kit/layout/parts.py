"""The parts that products share: tiles, badges, rows, contact, draft label -> boxes."""

from dataclasses import dataclass, replace

from kit.document.model import Contact, Document, Item
from kit.document.runs import Run, Text
from kit.layout.box import Box, beside, moved, over, padded, stack, tagged
from kit.layout.compositor import ARTIFACT, UNBROKEN, Compositor, Type, set_lines
from kit.layout.page import Element, Mark, PlacedArt, PlacedImage, Shape, Tagged
from kit.layout.qr import qr_alt
from kit.layout.shapes import drop, field, leaf
from kit.sources.art import Drawing
from kit.sources.locales import Locale
from kit.typeset.glyphs import Weight
from kit.units import Points, Rect, mm

DRAFT = "DRAFT"
BULLET_EM = 0.55


@dataclass(frozen=True, slots=True)
class Row:
    """How a row of a list looks: its text, the side of its tile, the tile's colour name."""

    kind: Type
    tile: Points
    gap: Points
    colour: str


def tile(compositor: Compositor, icon: str, side: Points, colour: str) -> Box:
    """Return a pictogram on a leaf; the pictogram's paper means the ground."""
    theme = compositor.theme
    ground = theme.named(colour)
    drawing = compositor.gallery.tinted(icon, theme.colour.paper, ground)
    space = theme.shape.tile_space * side
    shape = Shape(leaf(Rect(0, 0, side, side), theme.shape.leaf_radius * side), fill=ground)
    art = PlacedArt(drawing, Rect(space, space, side - 2 * space, side - 2 * space))
    return Box(side, side, (shape, art))


def bullet(compositor: Compositor, size: Points) -> Box:
    """Return the small drop that stands for a pictogram where there is none."""
    shape = compositor.theme.shape
    height = BULLET_EM * size
    radius = height / (1 + shape.drop_tip)
    outline = drop((radius, shape.drop_tip * radius), radius, shape.drop_tip, shape.drop_shoulder)
    colour = compositor.theme.colour_of("headline")
    return Box(2 * radius, height, (Shape(outline, fill=colour),))


def row(compositor: Compositor, item: Item, look: Row, measure: Points) -> Box:
    """Return a row of a list: tile or bullet at the start, the text centred on it."""
    if item.icon:
        sign = tile(compositor, item.icon, look.tile, look.colour)
    else:
        sign = bullet(compositor, look.kind.size)
    text = compositor.text(item.text, look.kind, measure - sign.width - look.gap)
    if item.icon:
        return beside(sign, text, look.gap)
    first = look.kind.leading * look.kind.size / 2 - sign.height / 2
    marks = (*sign.at(0, first), *text.at(sign.width + look.gap, 0))
    return replace(text, width=measure, marks=marks)


def entry(compositor: Compositor, item: Item, look: Row, measure: Points) -> Box:
    """Return a row as an entry of a list."""
    body = replace(look, kind=replace(look.kind, role="LBody"))
    return tagged(row(compositor, item, body, measure), "LI")


def badge(compositor: Compositor, number: int, width: Points) -> Box:
    """Return a drop with a step's number in the locale's digits."""
    theme = compositor.theme
    tip = 1.6
    radius = width / 2
    outline = drop((radius, tip * radius), radius, tip, theme.shape.drop_shoulder)
    kind = Type(width * 0.62, 1.0, Weight.HEADLINE, theme.colour_of("badge_text"), ARTIFACT)
    line = compositor.lines(
        plain(digits(number, compositor.locale), compositor.locale), kind, width
    )
    figure = set_lines(line, kind, width, "centre")
    height = (1 + tip) * radius
    middle = tip * radius - figure.height / 2
    marks = (Shape(outline, fill=theme.colour_of("badge")), *figure.at(0, middle))
    # It is drawn over a picture, and read before what it counts.
    return tagged(Box(width, height, marks), "Lbl", order=-1)


def digits(number: int, locale: Locale) -> str:
    """Return a whole number in the locale's digits."""
    return "".join(locale.digits[int(digit)] for digit in str(number))


def plain(text: str, locale: Locale) -> Text:
    """Return words that come from no message: a number, a label."""
    return Text((Run(text, locale.tag),))


@dataclass(frozen=True, slots=True)
class ContactLook:
    """Types and sizes of a contact block; no line gets smaller than `least`."""

    line: Type
    phone: Type
    qr: Points
    gap: Points
    least: Points


def contact(compositor: Compositor, block: Contact, look: ContactLook, measure: Points) -> Box:
    """Return where, when and how: the QR code on a leaf, the words beside it."""
    if not block.address:
        return _contact_lines(compositor, block, look, measure)
    code = qr(compositor, block.address, look.qr)
    words = _contact_lines(compositor, block, look, measure - code.width - look.gap)
    return beside(code, words, look.gap)


def contact_leaf(compositor: Compositor, block: Contact, look: ContactLook, measure: Points) -> Box:
    """Return a contact in a leaf of paper, for a dark ground."""
    pad = look.gap * 0.8
    inner = contact(compositor, block, look, measure - 2 * pad)
    height = inner.height + 2 * pad
    outline = leaf(Rect(0, 0, measure, height), mm(compositor.theme.shape.callout_radius_mm))
    ground = Shape(outline, fill=compositor.theme.colour_of("qr_ground"))
    return over((ground,), replace(padded(inner, pad, pad, pad), width=measure))


def _contact_lines(
    compositor: Compositor, block: Contact, look: ContactLook, measure: Points
) -> Box:
    boxes = [
        compositor.text(line, compositor.fitted(line, look.line, measure, look.least), measure)
        for line in block.lines
    ]
    if block.phone:
        phone = compositor.fitted(block.phone, look.phone, measure, look.least)
        boxes.append(padded(compositor.text(block.phone, phone, measure), top=mm(0.8)))
    return replace(stack(boxes, 0.0), width=measure)


def qr(compositor: Compositor, address: str, side: Points) -> Box:
    """Return a QR code on its leaf."""
    theme = compositor.theme
    drawing = compositor.qr(address)
    ground = Shape(leaf(Rect(0, 0, side, side), side * 0.09), fill=theme.colour_of("qr_ground"))
    art = PlacedArt(drawing, Rect(0, 0, side, side), alt=qr_alt(address))
    return Box(side, side, (ground, art))


def callout(compositor: Compositor, text: Text, kind: Type, measure: Points, pad: Points) -> Box:
    """Return a sentence in a leaf of its own."""
    theme = compositor.theme
    inner = compositor.text(text, kind, measure - 2 * pad)
    height = inner.height + 2 * pad
    outline = leaf(Rect(0, 0, measure, height), mm(theme.shape.callout_radius_mm))
    ground = Shape(outline, fill=theme.colour_of("callout"))
    return over((ground,), replace(padded(inner, pad, pad, pad), width=measure))


def logo(compositor: Compositor, width: Points, height: Points) -> Box:
    """Return the partner's logo, as large as it holds in its slot; an empty box without one."""
    sign = compositor.logo
    if sign is None:
        return Box(0.0, 0.0)
    picture = sign.picture
    scale = min(width / picture.width, height / picture.height)
    room = Rect(0, 0, picture.width * scale, picture.height * scale)
    if isinstance(picture, Drawing):
        return Box(room.w, room.h, (PlacedArt(picture, room, alt=sign.alt),))
    return Box(room.w, room.h, (PlacedImage(picture, room, alt=sign.alt),))


def draft_text(document: Document) -> Text:
    """Return the label of a draft in the page's language, and the word DRAFT."""
    text = document.draft
    if DRAFT in str(text):
        return text
    return replace(text, runs=(*text.runs, Run(f" · {DRAFT}", "en")))


def draft_label(
    compositor: Compositor, document: Document, size: Points, *, is_read: bool
) -> tuple[Mark, ...]:
    """Return the label at the top start corner of a page.

    On the first page it is read before all else: whoever hears the text must know its state.
    """
    theme = compositor.theme
    kind = Type(size, 1.3, Weight.BOLD, theme.colour_of("draft_text"), ARTIFACT)
    text = draft_text(document)
    lines = compositor.lines(text, kind, UNBROKEN)
    pad = size * 0.5
    box = set_lines(lines, kind, lines[0].width * size)
    ground = field(
        Rect(-pad * 9, -pad * 9, pad * 9 + box.width + 4 * pad, pad * 9 + box.height + 1.2 * pad),
        size * 1.1,
        ("bottom-end",),
    )
    words = tuple(moved(mark, 2 * pad, 0.6 * pad) for mark in box.marks)
    return (Shape(ground, fill=theme.colour_of("draft")), *read_first(words, is_read=is_read))


def read_first(words: tuple[Mark, ...], *, is_read: bool) -> tuple[Mark, ...]:
    """Return the words of a draft label as the first that is read, or as decoration."""
    return (Tagged(Element("P", order=-1), words),) if is_read else words
