"""A finished PDF -> what a screen reader tells of it, element by element in reading order.

Letters stand in a PDF as they are drawn. In text that runs from the right they are put in the
order of reading here: line by line, the pieces of a line from the right, numbers as they are.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from kit.preflight.pdf.painted import Key, Painted
from kit.preflight.pdf.view import Annotation, ContentRef, Element, ObjectRef, PdfFile

# Glyphs without a text of their own have this one, so that every glyph has a text.
SILENT = "\N{ZERO WIDTH SPACE}"
FROM_RIGHT = ("R", "AL")
# Text whose baseline is less than this higher or lower, in points, stands in one line.
SAME_LINE = 1.0


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of one element.

    Attributes:
        depth: How many elements it stands in.
        kind: Its type, such as "H1".
        page: Where it begins, 0 for nowhere.
        words: Its own text, the alternative text of a picture, the label of a field.
        language: The tag of its language, where it says one.
    """

    depth: int
    kind: str
    page: int
    words: str
    language: str


class _Piece(NamedTuple):
    """Letters that are drawn in one go, and where they begin."""

    x: float
    y: float
    text: str


def told(file: PdfFile) -> tuple[Told, ...]:
    """Return all elements of a tagged file; of a file without tags, nothing."""
    reader = _Reader(_pieces(file), {each.key: each for each in _annotations(file)})
    roots = file.tree.roots if file.tree else ()
    return tuple(line for root in roots for line in reader.tell(root, 0))


def _annotations(file: PdfFile) -> Iterator[Annotation]:
    return (each for page in file.pages for each in page.annotations)


@dataclass(frozen=True, slots=True)
class _Reader:
    """What the marked contents and annotations of a file say."""

    pieces: Mapping[ContentRef, Sequence[_Piece]]
    annotations: Mapping[Key, Annotation]

    def tell(self, element: Element, depth: int) -> Iterator[Told]:
        """Yield an element and those in it."""
        language = element.texts.get("Lang", "")
        yield Told(depth, element.kind, element.page, self._words(element), language)
        for kid in element.elements:
            yield from self.tell(kid, depth + 1)

    def _words(self, element: Element) -> str:
        if "Alt" in element.texts:
            return element.texts["Alt"]
        said = [self._said(kid) for kid in element.kids if not isinstance(kid, Element)]
        return " ".join(" ".join(said).split())

    def _said(self, kid: ContentRef | ObjectRef) -> str:
        if isinstance(kid, ContentRef):
            return _in_reading_order(self.pieces.get(kid, ()))
        annotation = self.annotations.get(kid.key)
        if annotation is None:
            return ""
        words = annotation.label or annotation.contents
        return f"[{words}]" if words else ""


def _pieces(file: PdfFile) -> Mapping[ContentRef, list[_Piece]]:
    """Return what is written in each marked content, what is read in place of letters instead."""
    found: dict[ContentRef, list[_Piece]] = {}
    for page in file.pages:
        texts = [item for item in page.painted if item.kind == "text"]
        for _, group in groupby(texts, key=_replacing):
            items = list(group)
            for ref, piece in _read(items):
                found.setdefault(ref, []).append(piece)
    return found


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
    if not any(_runs_from_right(piece.text) for piece in pieces):
        return "".join(piece.text for piece in pieces)
    lines: list[list[_Piece]] = []
    for piece in pieces:
        if not lines or abs(lines[-1][0].y - piece.y) > SAME_LINE:
            lines.append([])
        lines[-1].append(piece)
    return " ".join(_from_right(line) for line in lines)


def _from_right(line: Sequence[_Piece]) -> str:
    ordered = sorted(line, key=lambda piece: -piece.x)
    return "".join(
        piece.text[::-1] if _runs_from_right(piece.text) else piece.text for piece in ordered
    )


def _runs_from_right(text: str) -> bool:
    return any(unicodedata.bidirectional(sign) in FROM_RIGHT for sign in text)
