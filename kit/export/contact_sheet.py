"""Finished PDF files by product and language -> one PNG with a small picture of every page."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

WIDTH = 300
GAP = 18
TABLE, INK = "#E6E1DD", "#2A1A1E"
LABEL_PX = 20
HEAD_PX = 44
# Enough for the label of a row over its pictures.
ROW_HEAD_PX = 32


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A product: its name, and its file in each language, None where there is none."""

    name: str
    files: tuple[bytes | None, ...]


def contact_sheet(columns: Sequence[str], rows: Sequence[SheetRow], font: Path) -> bytes:
    """Return the picture; each column is a language, each row a product, pages under each other.

    Args:
        columns: Tags of the languages.
        rows: The products.
        font: A font file for the labels, which are in Latin letters.
    """
    cells = [[_cell(file) for file in row.files] for row in rows]
    heights = [max(cell.height for cell in line) for line in cells]
    width = GAP + len(columns) * (WIDTH + GAP)
    height = HEAD_PX + sum(high + ROW_HEAD_PX + GAP for high in heights)
    sheet = Image.new("RGB", (width, height), TABLE)
    pen = ImageDraw.Draw(sheet)
    face = ImageFont.truetype(str(font), LABEL_PX)
    for number, tag in enumerate(columns):
        pen.text((GAP + number * (WIDTH + GAP), 12), tag, INK, face)
    y = HEAD_PX
    for row, line, high in zip(rows, cells, heights, strict=True):
        pen.text((GAP, y), row.name, INK, face)
        for number, cell in enumerate(line):
            sheet.paste(cell, (GAP + number * (WIDTH + GAP), y + ROW_HEAD_PX))
        y += ROW_HEAD_PX + high + GAP
    written = BytesIO()
    sheet.quantize(255, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
    return written.getvalue()


def _cell(file: bytes | None) -> Image.Image:
    """Return the pages of a file under each other."""
    pages = _pages(file) if file else []
    height = sum(page.height + GAP // 3 for page in pages) or 1
    cell = Image.new("RGB", (WIDTH, height), TABLE)
    y = 0
    for page in pages:
        cell.paste(page, (0, y))
        y += page.height + GAP // 3
    return cell


def _pages(file: bytes) -> list[Image.Image]:
    with pypdfium2.PdfDocument(file) as document:
        return [
            page.render(scale=WIDTH / page.get_width(), fill_color=(255, 255, 255, 255)).to_pil()
            for page in document
        ]


@dataclass(frozen=True, slots=True)
class Glance:
    """A small picture of the first page of a file, as PNG, and how many pages there are."""

    picture: bytes
    pages: int


def glance(file: bytes, width: int) -> Glance:
    """Return the first page of a PDF at a width in pixels."""
    with pypdfium2.PdfDocument(file) as document:
        page = document[0]
        image = page.render(
            scale=width / page.get_width(), fill_color=(255, 255, 255, 255)
        ).to_pil()
        written = BytesIO()
        image.quantize(255, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
        return Glance(written.getvalue(), len(document))
