"""Reads a PDF's content streams: every glyph with its outline and place on the sheet.

Knows what the kit and Chromium write, and stops at anything else.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

import pikepdf
from fontTools.ttLib import TTFont

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
Outline: TypeAlias = tuple[tuple[tuple[int, int], ...], tuple[int, ...], tuple[int, ...]]
"""Points, the last point of each contour, and which points lie on the curve."""

IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
NO_INK: Outline = ((), (), ())
UNSEEN = 3  # the text rendering mode that draws nothing

# Operators that neither draw nor move a glyph: paths, colours, clips, marked content.
PATHS = frozenset(("m", "l", "c", "v", "y", "h", "re"))
PAINTS = frozenset(("S", "s", "f", "f*", "F", "B", "B*", "b", "b*", "n", "W", "W*"))
COLOURS = frozenset(("rg", "RG", "g", "G", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN"))
STROKES = frozenset(("w", "J", "j", "M", "d", "i", "ri", "gs"))
MARKED = frozenset(("ET", "BDC", "BMC", "EMC", "MP", "DP"))
OTHERS = PATHS | PAINTS | COLOURS | STROKES | MARKED


@dataclass(frozen=True)
class Drawn:
    """A glyph on the sheet, in points with y upwards."""

    outline: Outline
    x: float
    y: float


@dataclass(frozen=True)
class State:
    """The part of the graphics state that text needs."""

    ctm: Matrix = IDENTITY
    font: str = ""
    size: float = 0.0
    mode: int = 0


class Program:
    """The glyphs of a TrueType font, by number."""

    def __init__(self, file: BytesIO | Path) -> None:
        self._font = TTFont(file, lazy=True)
        # Numbers for names: a subset has no names.
        self._names = [f"g{number}" for number in range(self._font["maxp"].numGlyphs)]
        self._font.setGlyphOrder(self._names)
        self._known: dict[int, Outline] = {}

    def outline(self, glyph: int) -> Outline:
        if glyph not in self._known:
            table = self._font["glyf"]
            points, ends, flags = table[self._names[glyph]].getCoordinates(table)
            on_curve = tuple(flag & 1 for flag in flags)
            self._known[glyph] = (tuple(map(tuple, points)), tuple(ends), on_curve)
        return self._known[glyph]


@cache
def original(path: Path) -> Program:
    """Return the glyphs of a font file."""
    return Program(path)


class EmbeddedFont:
    """A Type0 font with a TrueType descendant, as both writers make it."""

    def __init__(self, font: Any) -> None:
        assert font.Subtype == "/Type0", f"{font.Subtype} is not read here"
        assert font.Encoding == "/Identity-H"
        (inner,) = font.DescendantFonts
        self._program = Program(BytesIO(inner.FontDescriptor.FontFile2.read_bytes()))
        self._glyphs = _glyph_numbers(inner.get("/CIDToGIDMap", pikepdf.Name.Identity))
        self._widths = dict(_widths(inner.get("/W", ())))
        self._default_width = float(inner.get("/DW", 1000))

    def outline(self, code: int) -> Outline:
        return self._program.outline(self._glyphs[code] if self._glyphs else code)

    def width(self, code: int) -> float:
        """Return the width in em."""
        return self._widths.get(code, self._default_width) / 1000


def _glyph_numbers(table: Any) -> tuple[int, ...]:
    if isinstance(table, pikepdf.Name):
        assert table == "/Identity"
        return ()
    content = table.read_bytes()
    return tuple(int.from_bytes(content[at : at + 2], "big") for at in range(0, len(content), 2))


def _widths(entries: Any) -> Iterator[tuple[int, float]]:
    row = list(entries)
    while row:
        first = int(row.pop(0))
        second = row.pop(0)
        if isinstance(second, pikepdf.Array):
            yield from ((first + place, float(width)) for place, width in enumerate(second))
        else:
            width = float(row.pop(0))
            yield from ((code, width) for code in range(first, int(second) + 1))


def times(one: Matrix, other: Matrix) -> Matrix:
    """Return the matrix that does the one, then the other."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (
        *(a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j),
        *(e * g + f * i + k, e * h + f * j + m),
    )


class PageReader:
    """Follows the operators of one page and keeps the glyphs that are drawn."""

    def __init__(self, page: pikepdf.Page) -> None:
        self.drawn: list[Drawn] = []
        self._fonts = {
            str(name): EmbeddedFont(font) for name, font in page.Resources.get("/Font", {}).items()
        }
        self._state = State()
        self._stack: list[State] = []
        self._text = self._line = IDENTITY
        for operands, operator in pikepdf.parse_content_stream(page):
            self._follow(str(operator), list(operands))

    def _follow(self, operator: str, operands: list[Any]) -> None:
        match operator:
            case "q":
                self._stack.append(self._state)
            case "Q":
                self._state = self._stack.pop()
            case "cm":
                ctm = times(_matrix(operands), self._state.ctm)
                self._state = replace(self._state, ctm=ctm)
            case "Tf":
                self._state = replace(self._state, font=str(operands[0]), size=float(operands[1]))
            case "Tr":
                self._state = replace(self._state, mode=int(operands[0]))
            case _:
                self._follow_text(operator, operands)

    def _follow_text(self, operator: str, operands: list[Any]) -> None:
        match operator:
            case "BT":
                self._text = self._line = IDENTITY
            case "Tm":
                self._text = self._line = _matrix(operands)
            case "Td":
                x, y = map(float, operands)
                self._text = self._line = times((1, 0, 0, 1, x, y), self._line)
            case "Tj":
                self._show(operands)
            case "TJ":
                self._show(operands[0])
            case _:
                assert operator in OTHERS, f"the operator {operator} is not read here"

    def _show(self, parts: Iterable[Any]) -> None:
        font = self._fonts[self._state.font]
        for part in parts:
            if not isinstance(part, pikepdf.String):
                self._move(-float(part) / 1000)
                continue
            content = bytes(part)
            for at in range(0, len(content), 2):
                code = int.from_bytes(content[at : at + 2], "big")
                self._draw(font.outline(code))
                self._move(font.width(code))

    def _draw(self, outline: Outline) -> None:
        if self._state.mode != UNSEEN:
            *_, x, y = times(self._text, self._state.ctm)
            self.drawn.append(Drawn(outline, x, y))

    def _move(self, ems: float) -> None:
        self._text = times((1, 0, 0, 1, ems * self._state.size, 0), self._text)


def _matrix(operands: list[Any]) -> Matrix:
    a, b, c, d, e, f = map(float, operands)
    return (a, b, c, d, e, f)


def drawn_glyphs(content: bytes) -> list[list[Drawn]]:
    """Return the drawn glyphs of each page, in the order of drawing."""
    with pikepdf.open(BytesIO(content)) as pdf:
        return [PageReader(page).drawn for page in pdf.pages]


def in_lines(drawn: Iterable[Drawn], pitch: float) -> list[list[Drawn]]:
    """Part the glyphs with ink into lines that are a pitch apart, each from left to right."""
    inked = sorted((each for each in drawn if each.outline != NO_INK), key=lambda each: -each.y)
    lines = [inked[:1]]
    for above, below in pairwise(inked):
        if above.y - below.y > pitch / 2:
            lines.append([])
        lines[-1].append(below)
    return [sorted(line, key=lambda each: (each.x, each.outline)) for line in lines]
