"""A PDF and the boxes of messages on its pages -> a PNG of each page, every box drawn and numbered.

Lengths of boxes in points of the page, those of pictures in pixels.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from kit.export.context_tags import Side, TagPlace, place_tags
from kit.layout.message_boxes import MessageBox
from kit.units import POINTS_PER_INCH, Rect

DPI = 110
LONGEST_PX = 1300
"""No side of a page is longer: a poster is read from afar and needs no finer picture."""
RIM_PX = 26
"""The room round the page, for tags."""
TABLE, EDGE = "#E6E1DD", "#B9B0AA"
# Blue stands apart from the kit's reds, also for people who see colours differently.
MARK, ON_MARK = "#0B57D0", "#FFFFFF"
TAG_PT, TAG_PX, TAG_SPACE = 13, 15, 3
PAD_PX = 2
# How strong the light line outside an outline is: it parts blue from red and hides no letter.
HALO = 150
COLOURS = 96
# The highest level of zlib takes eight times as long for a twentieth less.
LEVEL = 6


@dataclass(frozen=True, slots=True)
class MarkedPage:
    """What a picture shows of a page: its boxes, and the rooms of all its lines of text."""

    boxes: tuple[MessageBox, ...]
    words: tuple[Rect, ...]
    is_rtl: bool = False


@dataclass(frozen=True, slots=True)
class ContextPicture:
    """A PNG with its size in pixels, and where in it each box stands, by the box's number."""

    content: bytes
    width: int
    height: int
    boxes: dict[int, Side]


def context_pictures(
    file: bytes, pages: Sequence[MarkedPage], font: Path
) -> Iterator[ContextPicture]:
    """Yield the picture of each page of a PDF.

    Args:
        file: The PDF, trimmed to its pages.
        pages: What is marked on them.
        font: A font file for the numbers.
    """
    face = ImageFont.truetype(str(font), TAG_PT)
    with pypdfium2.PdfDocument(file) as document:
        for page, marked in zip(document, pages, strict=True):
            scale = min(DPI / POINTS_PER_INCH, LONGEST_PX / max(page.get_size()))
            shown = page.render(scale=scale, fill_color=(255, 255, 255, 255)).to_pil()
            yield _picture(shown.convert("RGB"), marked, scale, face)


def _picture(
    page: Image.Image, marked: MarkedPage, scale: float, face: ImageFont.FreeTypeFont
) -> ContextPicture:
    sheet = _on_table(page)
    shapes = [[_px(rect, scale) for rect in _joined(box.rects)] for box in marked.boxes]
    widths = [round(face.getlength(str(box.number))) + 2 * TAG_SPACE for box in marked.boxes]
    words = [_px(rect, scale, 0) for rect in marked.words]
    tags = place_tags(
        sheet, shapes, [(width, TAG_PX) for width in widths], words, is_rtl=marked.is_rtl
    )
    _draw_outlines(sheet, shapes)
    pen = ImageDraw.Draw(sheet)
    for box, tag in zip(marked.boxes, tags, strict=True):
        _draw_tag(pen, tag, str(box.number), face)
    bounds = {box.number: _around(shape) for box, shape in zip(marked.boxes, shapes, strict=True)}
    return ContextPicture(_png(sheet), sheet.width, sheet.height, bounds)


def _on_table(page: Image.Image) -> Image.Image:
    """Return the page with a rim round it, parted from it by a thin edge."""
    size = (page.width + 2 * RIM_PX, page.height + 2 * RIM_PX)
    sheet = Image.new("RGB", size, TABLE)
    edge = (RIM_PX - 1, RIM_PX - 1, RIM_PX + page.width, RIM_PX + page.height)
    ImageDraw.Draw(sheet).rectangle(edge, outline=EDGE)
    sheet.paste(page, (RIM_PX, RIM_PX))
    return sheet


def _joined(rects: Sequence[Rect]) -> Iterator[Rect]:
    """Yield the rectangles of a text, and what joins each with the one under or beside it."""
    yield from rects
    for one, other in pairwise(rects):
        x, right = max(one.x, other.x), min(one.right, other.right)
        y, bottom = max(one.y, other.y), min(one.bottom, other.bottom)
        if right > x or bottom > y:
            yield Rect(min(x, right), min(y, bottom), abs(right - x), abs(bottom - y))


def _px(rect: Rect, scale: float, pad: int = PAD_PX) -> Side:
    """Return the pixels of a rectangle, the last ones inside, with some room round it."""
    return (
        RIM_PX + int(rect.x * scale) - pad,
        RIM_PX + int(rect.y * scale) - pad,
        RIM_PX + int(rect.right * scale) + pad,
        RIM_PX + int(rect.bottom * scale) + pad,
    )


def _around(shape: Sequence[Side]) -> Side:
    return (
        min(side[0] for side in shape),
        min(side[1] for side in shape),
        max(side[2] for side in shape),
        max(side[3] for side in shape),
    )


def _draw_outlines(sheet: Image.Image, shapes: Sequence[Sequence[Side]]) -> None:
    """Draw a line round every shape, all light lines first, so that they hide no blue one."""
    for colour, width, strength in ((ON_MARK, 2, HALO), (MARK, 1, 255)):
        for shape in shapes:
            ring, corner = _ring(shape, width, strength)
            sheet.paste(colour, corner, ring)


def _ring(shape: Sequence[Side], width: int, strength: int) -> tuple[Image.Image, tuple[int, int]]:
    """Return a mask of a line of a width round a shape, and where it stands."""
    left, top, right, bottom = _around(shape)
    x, y = left - width, top - width
    mask = Image.new("L", (right + width - x + 1, bottom + width - y + 1), 0)
    pen = ImageDraw.Draw(mask)
    for room, value in ((width, strength), (0, 0)):
        for side in shape:
            pen.rectangle(
                (side[0] - x - room, side[1] - y - room, side[2] - x + room, side[3] - y + room),
                fill=value,
            )
    return mask, (x, y)


def _draw_tag(
    pen: ImageDraw.ImageDraw, tag: TagPlace, number: str, face: ImageFont.FreeTypeFont
) -> None:
    left, top, right, bottom = tag.side
    if tag.leader:
        pen.line(tag.leader, fill=MARK, width=1)
    pen.rectangle((left, top, right, bottom), fill=MARK, outline=MARK)
    middle = ((left + right + 1) / 2, (top + bottom + 1) / 2)
    pen.text(middle, number, ON_MARK, face, anchor="mm")


def _png(sheet: Image.Image) -> bytes:
    written = BytesIO()
    sheet.quantize(COLOURS, dither=Image.Dither.NONE).save(written, "PNG", compress_level=LEVEL)
    return written.getvalue()
