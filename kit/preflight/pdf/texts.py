"""What is painted on pages -> the words of each marked content, in the order of reading.

Letters stand in a PDF as they are drawn. Text that runs from the right is put in order here: line
by line, the pieces of a line from the right, numbers as they are.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from kit.preflight.pdf.painted import Painted, as_read, runs_from_right
from kit.preflight.pdf.view import ContentRef, Page

# Glyphs without a text of their own have this one, so that every glyph has a text.
SILENT = "\N{ZERO WIDTH SPACE}"
# Text whose baseline is less than this higher or lower, in points, stands in one line.
SAME_LINE = 1.0


class _Piece(NamedTuple):
    """Letters that are drawn in one go, and where they begin."""

    x: float
    y: float
    text: str


def texts_of(pages: Sequence[Page]) -> Mapping[ContentRef, str]:
    """Return the words of each marked content; what replaces letters is read in their place."""
    found: dict[ContentRef, list[_Piece]] = {}
    for page in pages:
        texts = [item for item in page.painted if item.kind == "text"]
        for _, group in groupby(texts, key=_replacing):
            for ref, piece in _read(list(group)):
                found.setdefault(ref, []).append(piece)
    return {ref: _in_reading_order(pieces) for ref, pieces in found.items()}


def _replacing(item: Painted) -> int:
    """Return which sequence replaces the letters of an item, 0 for none."""
    return next((id(mark) for mark in item.marks if mark.replaced is not None), 0)


def _read(items: Sequence[Painted]) -> Iterator[tuple[ContentRef, _Piece]]:
    """Yield the pieces of items that are read alike, each with the content that it is of."""
    first = items[0]
    replaced = next((mark.replaced for mark in first.marks if mark.replaced is not None), None)
    for item in items if replaced is None else items[:1]:
        ref = next(
            (ContentRef(m.scope, m.mcid) for m in reversed(item.marks) if m.mcid is not None), None
        )
        text = (item.text if replaced is None else replaced).replace(SILENT, "")
        if ref is not None and text:
            yield ref, _Piece(item.box[0], item.box[1], text)


def _in_reading_order(pieces: Sequence[_Piece]) -> str:
    if not any(runs_from_right(piece.text) for piece in pieces):
        return "".join(piece.text for piece in pieces)
    lines: list[list[_Piece]] = []
    for piece in pieces:
        if not lines or abs(lines[-1][0].y - piece.y) > SAME_LINE:
            lines.append([])
        lines[-1].append(piece)
    return " ".join(_from_right(line) for line in lines)


def _from_right(line: Sequence[_Piece]) -> str:
    return "".join(as_read(piece.text) for piece in sorted(line, key=lambda piece: -piece.x))
