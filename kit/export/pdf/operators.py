"""A glyph run and its place -> PDF text operators that draw it and read back as its text.

The rules for reading back were found by trying poppler and PDFium: left to right, an ActualText
for each word of a run in which a cluster has several glyphs; right to left none, because both
readers reverse it, but the glyphs without text after all others, because they cut words there.
Nastaliq steps down within a word and each step reads as a new line: its glyphs are drawn unread,
and the text is written unseen on the baseline.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from kit.export.pdf.fonts import GlyphFont
from kit.export.pdf.syntax import actual_text, number, numbers
from kit.typeset.glyphs import Cluster, GlyphRun
from kit.units import Points

Share: TypeAlias = Callable[[Cluster, GlyphFont], list[str]]
"""How the text of a cluster is shared out over its glyphs."""


@dataclass(frozen=True, slots=True)
class Pen:
    """Where a run begins, with y upwards as in a PDF, and its type size."""

    x: Points
    y: Points
    size: Points


class _Placed(NamedTuple):
    """A glyph with the text it stands for, placed from the start of its run, in font units."""

    id: int
    text: str
    x: int
    y: int


def run_operators(run: GlyphRun, font: GlyphFont, pen: Pen) -> str:
    """Return the text object of one run, in the colour that is chosen before it."""
    show = _rtl_operators if run.is_rtl else _ltr_operators
    return "\n".join(
        (
            f"BT /{font.name} {number(pen.size)} Tf",
            *show(run, font, pen),
            "ET",
        )
    )


def space_operators(font: GlyphFont, pen: Pen) -> str:
    """Return the text object of a space: where a line ends between two words, one is read.

    Left to right it begins at the pen, right to left it ends there: give the pen for that.
    """
    code = font.cid(font.space, " ")
    size = number(pen.size)
    return f"BT /{font.name} {size} Tf {numbers(pen.x, pen.y)} Td <{code:04X}> Tj ET"


def _ltr_operators(run: GlyphRun, font: GlyphFont, pen: Pen) -> Iterator[str]:
    if all(len(cluster.glyphs) == 1 for cluster in run.clusters):
        yield from _show(_placed_singly(run.clusters), font, pen)
        return
    start = 0
    for word in _words(run.clusters):
        yield actual_text("".join(cluster.text for cluster in word))
        yield from _show(_placed(word, font, _one_each, start), font, pen)
        yield "EMC"
        start += sum(map(_advance, word))


def _rtl_operators(run: GlyphRun, font: GlyphFont, pen: Pen) -> Iterator[str]:
    """Draw text from right to left, read as drawn.

    PDFium and poppler turn every character round, those of one glyph too, so a letter and its
    marks are written backwards; MuPDF does not, and reads Thaana and vowel marks worse for it.
    """
    placed = _placed(run.clusters, font, _all_to_widest)
    speaking = [glyph for glyph in placed if glyph.text]
    if len({glyph.y for glyph in speaking}) > 1:
        yield from _unread(placed, font, pen)
        yield from _unseen(run.clusters, font, pen)
    else:
        yield from _show(speaking, font, pen)
        yield from _unread([glyph for glyph in placed if not glyph.text], font, pen)


def _unread(placed: Sequence[_Placed], font: GlyphFont, pen: Pen) -> Iterator[str]:
    """Draw glyphs that readers pass over."""
    if placed:
        yield actual_text("")
        yield from _show([glyph._replace(text="") for glyph in placed], font, pen)
        yield "EMC"


def _unseen(clusters: Iterable[Cluster], font: GlyphFont, pen: Pen) -> Iterator[str]:
    """Write text that is read but not drawn, all on the baseline.

    Words begin where they are drawn; their letters follow without the gaps of the true places,
    which would read as spaces.
    """
    units = font.units_per_em / 1000
    placed: list[_Placed] = []
    drawn_at = reached = 0
    was_space = True
    for cluster in (cluster for cluster in clusters if cluster.glyphs):
        is_space = cluster.text.isspace()
        start = drawn_at if is_space or was_space else reached
        widest = max(cluster.glyphs, key=lambda glyph: font.width(glyph.id))
        placed.append(_Placed(widest.id, cluster.text[::-1], start, 0))
        reached = start + round(font.width(widest.id) * units)
        drawn_at += _advance(cluster)
        was_space = is_space
    yield "3 Tr"
    yield from _show(placed, font, pen)
    yield "0 Tr"


def _words(clusters: Iterable[Cluster]) -> Iterator[list[Cluster]]:
    """Part clusters into words, each with the spaces after it."""
    word: list[Cluster] = []
    for cluster in clusters:
        if word and word[-1].text.isspace() and not cluster.text.isspace():
            yield word
            word = []
        word.append(cluster)
    if word:
        yield word


def _placed(
    clusters: Iterable[Cluster], font: GlyphFont, share: Share, start: int = 0
) -> list[_Placed]:
    placed = []
    for cluster in clusters:
        for glyph, text in zip(cluster.glyphs, share(cluster, font), strict=True):
            placed.append(_Placed(glyph.id, text, start + glyph.dx, glyph.dy))
            start += glyph.advance
    return placed


def _placed_singly(clusters: Iterable[Cluster]) -> list[_Placed]:
    """Return the glyphs of clusters of one each."""
    placed, start = [], 0
    for text, ((glyph, advance, dx, dy),) in clusters:
        placed.append(_Placed(glyph, text, start + dx, dy))
        start += advance
    return placed


def _advance(cluster: Cluster) -> int:
    return sum(glyph.advance for glyph in cluster.glyphs)


def _one_each(cluster: Cluster, _: GlyphFont) -> list[str]:
    """Give each glyph a character and the last of them the rest."""
    last = max(len(cluster.glyphs) - 1, 0)
    texts = [*cluster.text[:last], cluster.text[last:]]
    return (texts + [""] * len(cluster.glyphs))[: len(cluster.glyphs)]


def _all_to_widest(cluster: Cluster, font: GlyphFont) -> list[str]:
    widths = [font.width(glyph.id) for glyph in cluster.glyphs]
    widest = widths.index(max(widths)) if widths else 0
    return [cluster.text[::-1] if index == widest else "" for index in range(len(widths))]


def _show(placed: Iterable[_Placed], font: GlyphFont, pen: Pen) -> Iterator[str]:
    """Draw glyphs, with a new text matrix only where the height changes."""
    scale = pen.size / font.units_per_em
    for y, glyphs in groupby(placed, key=attrgetter("y")):
        row = list(glyphs)
        yield f"1 0 0 1 {numbers(pen.x + row[0].x * scale, pen.y + y * scale)} Tm"
        yield f"[{_array(row, font)}] TJ"


def _array(row: Sequence[_Placed], font: GlyphFont) -> str:
    """Return the codes of a row, with the moves where a glyph does not follow by its width."""
    per_mille = 1000 / font.units_per_em
    parts, reached = [], row[0].x * per_mille
    cid, width = font.cid, font.width
    for glyph, text, x, _ in row:
        if move := round(x * per_mille - reached):
            parts.append(str(-move))
        parts.append(f"<{cid(glyph, text):04X}>")
        reached += move + width(glyph)
    return "".join(parts).replace("><", "")
