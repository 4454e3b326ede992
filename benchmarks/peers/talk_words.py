"""A talk's document and deck -> its words, pictures and notes as plain data for other programs.

Each slide has a title, blocks of words, the pictures of its scenes as PNG, and its notes. The
kit's pictograms and badges are left out: the peers set plain lists.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import resvg_py

from kit.document.model import (
    BigNumber,
    Block,
    Callout,
    Chart,
    Columns,
    Contact,
    Document,
    ItemList,
    Lead,
    Pairs,
    Paragraph,
    Part,
    Picture,
    Service,
    Smallprint,
    Steps,
    Table,
)
from kit.document.runs import Text
from kit.layout.deck import Deck

ART = Path(__file__).resolve().parent.parent.parent / "assets/art"
PICTURE_WIDTH = 800  # pixels

Words = dict[str, Any]


def talk_words(document: Document, deck: Deck, folder: Path) -> Words:
    """Return a talk as data; its pictures are written to a folder."""
    slides = [
        {"title": slide.title, "notes": list(slide.notes)} | _content(part, folder)
        for part, slide in zip(document.parts, deck.slides, strict=True)
    ]
    return {
        "title": str(document.title),
        "author": document.service,
        "language": deck.language,
        "rtl": deck.is_rtl,
        "faces": deck.faces,
        "colours": deck.colours,
        "slides": slides,
    }


def _content(part: Part, folder: Path) -> Words:
    blocks = [found for block in part.blocks for found in _block(block)]
    pictures = [_picture(block, folder) for block in _pictures(part.blocks) if _art(block).exists()]
    return {"blocks": blocks, "pictures": pictures}


def _block(block: Block) -> Iterator[Words]:
    """Yield a block as data: nothing for titles and pictures, which stand elsewhere."""
    match block:
        case ItemList() | Steps() | Contact() | Columns():
            kind = {ItemList: "list", Steps: "steps"}.get(type(block), "text")
            yield {"kind": kind, "texts": [str(text) for text in _entries(block)]}
        case Pairs() | Table():
            yield {"kind": "table", "rows": [list(map(str, row)) for row in _rows(block)]}
        case Chart():
            yield _chart(block)
        case BigNumber() | Lead() | Paragraph() | Smallprint() | Callout() | Service():
            yield {"kind": "text", "texts": [str(block.text)]}


def _rows(block: Pairs | Table) -> tuple[tuple[Text, ...], ...]:
    if isinstance(block, Table):
        return block.rows
    return ((block.myth, block.fact), *((pair.myth, pair.fact) for pair in block.pairs))


def _entries(block: ItemList | Steps | Contact | Columns) -> tuple[Text, ...]:
    if isinstance(block, Columns):
        headed = ((column.heading, *column.texts) for column in block.columns)
        return tuple(text for texts in headed for text in texts if text)
    if isinstance(block, ItemList):
        return tuple(item.text for item in block.items)
    if isinstance(block, Steps):
        return tuple(step.text for step in block.steps)
    return (*block.lines, *([block.phone] if block.phone else []))


def _chart(chart: Chart) -> Words:
    return {
        "kind": "chart",
        "unit": str(chart.unit),
        "labels": [str(bar.label) for bar in chart.bars],
        "values": [bar.value for bar in chart.bars],
        "figures": [bar.figure for bar in chart.bars],
    }


def _pictures(blocks: tuple[Block, ...]) -> Iterator[Picture]:
    for block in blocks:
        if isinstance(block, Picture):
            yield block
        elif isinstance(block, Steps):
            yield from (step.picture for step in block.steps)


def _art(picture: Picture) -> Path:
    return ART / f"{picture.art}.svg"


def _picture(picture: Picture, folder: Path) -> Words:
    path = folder / f"{picture.art}.png"
    if not path.exists():
        drawing = resvg_py.svg_to_bytes(svg_path=str(_art(picture)), width=PICTURE_WIDTH)
        path.write_bytes(bytes(drawing))
    return {"file": str(path), "alt": str(picture.alt)} | _size(path)


def _size(path: Path) -> Words:
    """Return width and height of a PNG, from its header."""
    header = path.read_bytes()[16:24]
    return {"w": int.from_bytes(header[:4]), "h": int.from_bytes(header[4:])}
