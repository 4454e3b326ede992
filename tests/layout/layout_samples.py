"""Laid-out products of every partner, a right-to-left workspace, and the ink of set lines."""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache, cached_property
from itertools import chain, combinations, pairwise
from math import hypot, inf
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

from kit.document.compose import compose
from kit.document.model import Document, Part
from kit.document.runs import MessageUse, Run, Text
from kit.findings import Finding
from kit.layout.brochure import lay_out_brochure
from kit.layout.deck import Dated, Deck
from kit.layout.page import (
    Element,
    Leaf,
    Mark,
    Page,
    PlacedArt,
    PlacedLine,
    Shape,
    Tagged,
    leaves,
)
from kit.layout.poster import lay_out_poster
from kit.layout.presentation import lay_out_deck
from kit.layout.rooms import check_rooms
from kit.sources.bibliography import read_bibliography
from kit.sources.catalogue import State
from kit.sources.gallery import Gallery
from kit.sources.outline import Outline, Point
from kit.sources.partner import Profile, read_partner
from kit.sources.workspace import open_workspace
from kit.stages import Bench, Job, bench_of
from kit.typeset.glyphs import GlyphRun
from kit.units import Rect
from tests.partners import BUILT

DATED = Dated(datetime.date(2027, 5, 1), "1 May 2027")
BUILTIN = open_workspace(None)
GALLERY = Gallery(BUILTIN)


def profile_of(partner: str) -> Profile:
    """Return a built-in partner's profile."""
    return read_partner(BUILTIN, partner, read_bibliography(BUILTIN)).profile


# Every partner in each of its languages.
EVERY = tuple((slug, tag) for slug in BUILT for tag in profile_of(slug).languages)
# Every language once, and two from right to left: Arabic, and Hebrew with few translations.
RIGHT_TO_LEFT = (("mongolia", "ar"), ("korea", "he"))
LANGUAGES = (*{tag: (slug, tag) for slug, tag in EVERY}.values(), *RIGHT_TO_LEFT)
BROCHURE, POSTER, DECK = "brochure/donor", "poster/only-people", "deck/public"

# A few messages in Hebrew; the others fall back to English and are flagged.
HEBREW = {
    "Blood saves lives. Only people can give it.": "דם מציל חיים. רק אנשים יכולים לתת אותו.",
    "Why blood matters": "למה דם חשוב",
    "Can I give blood?": "האם אני יכול לתרום?",
    "When should I wait?": "מתי כדאי לחכות?",
    "Five simple steps": "חמישה צעדים פשוטים",
    "Before you give": "לפני התרומה",
    "After you give": "אחרי התרומה",
    "Is it safe?": "האם זה בטוח?",
    "I feel well today.": "אני מרגיש טוב היום.",
    "DRAFT - not checked by the blood service - do not print": "טיוטה - לא נבדק - לא להדפסה",
}
HEADER = (
    'msgid ""\nmsgstr ""\n"Language: {}\\n"\n"MIME-Version: 1.0\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
)


def make_workspace(folder: Path, tag: str, texts: dict[str, str]) -> Path:
    """Write a workspace that has a catalogue of a few messages and nothing else."""
    path = folder / "locales" / tag / "LC_MESSAGES" / "kit.po"
    path.parent.mkdir(parents=True)
    (folder / "kit.toml").write_text("schema = 1\n", encoding="utf-8")
    entries = (f'\nmsgid "{key}"\nmsgstr "{text}"\n' for key, text in texts.items())
    path.write_text(HEADER.format(tag) + "".join(entries), encoding="utf-8")
    return folder


@dataclass(frozen=True)
class Shop:
    """One partner and language: composes and lays out its products."""

    bench: Bench

    @cached_property
    def document(self) -> Callable[[str], Document]:
        """A function from a product's name to its document, composed once."""
        return cache(lambda product: compose(self.bench.material, product)[0])

    def pages(
        self, document: Document, *, size: str = "", is_draft: bool = True
    ) -> tuple[tuple[Page, ...], tuple[Finding, ...]]:
        check_rooms(document)
        compositor = self.bench.compositor
        if document.kind == "brochure":
            return lay_out_brochure(document, compositor, size=size or "a4", is_draft=is_draft)
        return lay_out_poster(document, compositor, size=size or "a3", is_draft=is_draft)

    def deck(
        self, document: Document, *, is_draft: bool = True
    ) -> tuple[Deck, tuple[Finding, ...]]:
        sources = self.bench.material.bibliography
        return lay_out_deck(document, self.bench.compositor, sources, DATED, is_draft=is_draft)

    @cached_property
    def laid_brochure(self) -> tuple[tuple[Page, ...], tuple[Finding, ...]]:
        return self.pages(self.document(BROCHURE))

    @cached_property
    def laid_poster(self) -> tuple[tuple[Page, ...], tuple[Finding, ...]]:
        return self.pages(self.document(POSTER))

    @cached_property
    def laid_deck(self) -> tuple[Deck, tuple[Finding, ...]]:
        return self.deck(self.document(DECK))

    @property
    def brochure(self) -> tuple[Page, ...]:
        return self.laid_brochure[0]

    @property
    def poster(self) -> tuple[Page, ...]:
        return self.laid_poster[0]

    @property
    def slides(self) -> Deck:
        return self.laid_deck[0]


Shops = Callable[[str, str], Shop]
each_shop = pytest.mark.parametrize(("partner", "language"), EVERY)
each_language = pytest.mark.parametrize(("partner", "language"), LANGUAGES)


def open_shop(partner: str, language: str, workspace: Path | None = None) -> Shop:
    bench = bench_of(Job(workspace, Path("out"), partner, language, (), is_final=False))
    # The pictures are the same for all and are read once.
    bench.compositor.gallery = GALLERY
    return Shop(bench)


# Texts and documents made by hand.


def text_of(words: str, language: str = "en", msgid: str = "Give blood.") -> Text:
    use = MessageUse(msgid, None, State.DRAFT, language, f"locales/{language}/kit.po", 17)
    return Text((Run(words, language, use),))


def swapped(value: Any, old: str, new: Text) -> Any:
    """Return a document, or any part of one, with another text wherever a text stood."""
    if isinstance(value, Text):
        return new if str(value) == old else value
    if isinstance(value, tuple):
        return tuple(swapped(each, old, new) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        found = {f.name: swapped(getattr(value, f.name), old, new) for f in fields(value)}
        return replace(value, **found)
    return value


def with_parts(document: Document, *parts: Part) -> Document:
    return replace(document, parts=parts)


# Outlines and ink as points.


def samples(outline: Outline, steps: int = 24) -> Iterator[Point]:
    """Yield points all along an outline."""
    here = start = (0.0, 0.0)
    for segment in outline.segments:
        if segment.operator == "move":
            here = start = segment.points[0]
            yield here
            continue
        ends = segment.points or (start,)
        for step in range(1, steps + 1):
            yield bezier((here, *ends), step / steps)
        here = ends[-1]


def bezier(points: Sequence[Point], t: float) -> Point:
    """De Casteljau's algorithm, for a line and a curve alike."""
    while len(points) > 1:
        points = [(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t) for a, b in pairwise(points)]
    return points[0]


def bounds(points: Sequence[Point]) -> Rect:
    left, top = (min(point[axis] for point in points) for axis in (0, 1))
    right, bottom = (max(point[axis] for point in points) for axis in (0, 1))
    return Rect(left, top, right - left, bottom - top)


# Between points along straight strokes, in font units.
SPACING = 25.0


class _Dots(BasePen):  # type: ignore[misc]
    """A pen that leaves points along what it draws."""

    def __init__(self, glyphs: object) -> None:
        super().__init__(glyphs)
        self.points: list[Point] = []

    def _moveTo(self, pt: Point) -> None:
        self.points.append(pt)

    def _lineTo(self, pt: Point) -> None:
        here = self._getCurrentPoint()
        steps = 1 + int(hypot(pt[0] - here[0], pt[1] - here[1]) / SPACING)
        self.points += [bezier((here, pt), step / steps) for step in range(1, steps + 1)]

    def _curveToOne(self, pt1: Point, pt2: Point, pt3: Point) -> None:
        here = self._getCurrentPoint()
        self.points += [bezier((here, pt1, pt2, pt3), step / 6) for step in range(1, 7)]


@cache
def _font(path: Path) -> TTFont:
    return TTFont(path, lazy=True)


@cache
def _dots(path: Path, glyph: int) -> tuple[Point, ...]:
    font = _font(path)
    glyphs = font.getGlyphSet()
    pen = _Dots(glyphs)
    glyphs[font.getGlyphName(glyph)].draw(pen)
    return tuple(pen.points)


@cache
def _box(path: Path, glyph: int) -> Rect | None:
    dots = _dots(path, glyph)
    return bounds(dots) if dots else None


def _placed(mark: PlacedLine) -> Iterator[tuple[GlyphRun, int, float, float]]:
    """Yield run, glyph and pen position in points of every glyph of a line."""
    for run in mark.line.runs:
        pen = 0
        em = run.face.units_per_em / mark.size
        for cluster in run.clusters:
            for glyph in cluster.glyphs:
                x = mark.x + run.x * mark.size + (pen + glyph.dx) / em
                yield run, glyph.id, x, mark.y - glyph.dy / em
                pen += glyph.advance


def ink_points(mark: PlacedLine) -> Iterator[Point]:
    """Yield points along the outlines of a line's glyphs, read from the font files."""
    for run, glyph, x, y in _placed(mark):
        scale = mark.size / run.face.units_per_em
        for dot in _dots(run.face.path, glyph):
            yield x + dot[0] * scale, y - dot[1] * scale


def ink_glyphs(mark: PlacedLine) -> list[tuple[Rect, list[Point]]]:
    """Return each glyph's ink as a rectangle and as points."""
    found: list[tuple[Rect, list[Point]]] = []
    for run, glyph, x, y in _placed(mark):
        scale = mark.size / run.face.units_per_em
        dots = [(x + a * scale, y - b * scale) for a, b in _dots(run.face.path, glyph)]
        if dots:
            found.append((bounds(dots), dots))
    return found


def ink_boxes(mark: PlacedLine) -> Iterator[Rect]:
    """Yield the rectangle of each glyph's ink."""
    for run, glyph, x, y in _placed(mark):
        scale = mark.size / run.face.units_per_em
        if box := _box(run.face.path, glyph):
            yield Rect(x + box.x * scale, y - box.bottom * scale, box.w * scale, box.h * scale)


def ink_box(mark: PlacedLine) -> Rect | None:
    boxes = list(ink_boxes(mark))
    return union(boxes) if boxes else None


def union(boxes: Sequence[Rect]) -> Rect:
    corners = [point for box in boxes for point in ((box.x, box.y), (box.right, box.bottom))]
    return bounds(corners)


def overlap(one: Rect, other: Rect, tolerance: float = 0.05) -> bool:
    return (
        min(one.right, other.right) - max(one.x, other.x) > tolerance
        and min(one.bottom, other.bottom) - max(one.y, other.y) > tolerance
    )


def is_within(inner: Rect, outer: Rect, tolerance: float = 0.05) -> bool:
    return (
        inner.x >= outer.x - tolerance
        and inner.y >= outer.y - tolerance
        and inner.right <= outer.right + tolerance
        and inner.bottom <= outer.bottom + tolerance
    )


def clearance(one: PlacedLine, other: PlacedLine) -> float:
    """Return the least distance between the ink of two lines; far ones count as infinite."""
    nearest = inf
    below = ink_glyphs(other)
    for a in ink_glyphs(one):
        for b in below:
            if gap(a[0], b[0]) < min(nearest, 0.1 * one.size):
                nearest = min(
                    nearest, *(hypot(p[0] - q[0], p[1] - q[1]) for p in a[1] for q in b[1])
                )
    return nearest


def gap(one: Rect, other: Rect) -> float:
    """Return the distance between two rectangles, 0 where they overlap."""
    across = max(one.x, other.x) - min(one.right, other.right)
    down = max(one.y, other.y) - min(one.bottom, other.bottom)
    return hypot(max(across, 0.0), max(down, 0.0))


def touching(page: Page) -> list[tuple[str, str]]:
    """The lines whose ink meets the ink of another."""
    boxes = [(mark, ink_box(mark)) for mark in lines_of(page)]
    near = [
        (one, other)
        for (one, box), (other, second) in combinations(boxes, 2)
        if box and second and overlap(box, second)
    ]
    return [
        (one.line.text, other.line.text)
        for one, other in near
        if clearance(one, other) < 0.015 * min(one.size, other.size)
    ]


def room_in(finding: Finding) -> int:
    """Return how many characters a report says would fit."""
    found = re.match(r"about (\d+) characters would fit instead of \d+", finding.hint)
    assert found, finding.hint
    return int(found[1])


ARTIFACT = "Artifact"
DRAFT_LABEL = Element("P", order=-1)
"""What the draft label is on the first page: a paragraph that is read before all others."""
HOLDS_NO_WORDS = frozenset(("Sect", "Div", "L", "LI", "Table", "TR"))


def with_roles(marks: Iterable[Mark], role: str = ARTIFACT) -> Iterator[tuple[str, Leaf]]:
    """Yield what is drawn with the kind of paragraph it is part of.

    All words of a list's entry but its number are "LI", those of a table "P"; decoration and the
    draft label are ARTIFACT.
    """
    for mark in marks:
        if isinstance(mark, Tagged):
            yield from with_roles(mark.marks, _role_in(mark.element, role))
        else:
            yield role, mark


def _role_in(element: Element, outer: str) -> str:
    if outer == "LI" or element.tag == "LBody":
        return "LI"
    if element == DRAFT_LABEL or element.tag in HOLDS_NO_WORDS:
        return ARTIFACT
    return "P" if element.tag in ("TH", "TD", "Caption") else element.tag


def lines_in(marks: Iterable[Mark], *roles: str) -> list[PlacedLine]:
    """Return the lines among marks that have one of the roles, all without roles."""
    return [
        mark
        for role, mark in with_roles(marks)
        if isinstance(mark, PlacedLine) and (not roles or role in roles)
    ]


def lines_of(page: Page, *roles: str) -> list[PlacedLine]:
    """Return the lines of a page that have one of the roles, all without roles."""
    return lines_in(page.content, *roles)


def line_roles(marks: Iterable[Mark]) -> list[str]:
    """Return the role of each line, as they are drawn."""
    return [role for role, mark in with_roles(marks) if isinstance(mark, PlacedLine)]


def outline_of(content: bytes) -> list[tuple[str, int]]:
    """Return title and level of every entry of a PDF's outline."""
    with pypdfium2.PdfDocument(content) as pdf:
        return [(entry.get_title(), entry.level) for entry in pdf.get_toc()]


def in_reading_order(
    marks: Iterable[Mark], path: tuple[Element, ...] = ()
) -> Iterator[tuple[tuple[Element, ...], Mark]]:
    """Yield elements and what is drawn as they are read, each with the elements it stands in."""
    for mark in sorted(marks, key=_order):
        yield path, mark
        if isinstance(mark, Tagged):
            yield from in_reading_order(mark.marks, (*path, mark.element))


def _order(mark: Mark) -> int:
    return mark.element.order if isinstance(mark, Tagged) else 0


def headings_in(pages: Sequence[Page]) -> list[tuple[str, str]]:
    """Return tag and words of each heading of a publication in reading order."""
    return [
        (mark.element.tag, joined(lines_in(mark.marks)))
        for _, mark in in_reading_order(chain.from_iterable(page.content for page in pages))
        if isinstance(mark, Tagged) and re.fullmatch("H[1-6]", mark.element.tag)
    ]


def joined(lines: Sequence[PlacedLine]) -> str:
    """Return the words of lines, with a space only between two words: Khmer has none in most."""
    spaced = (
        mark.line.text.strip() + " " * (mark.line.goes_on or mark.line.ends_paragraph)
        for mark in lines
    )
    return "".join(spaced).strip()


def squeezed(text: str) -> str:
    return "".join(text.split())


def signs_of(marks: Sequence[Mark]) -> list[Rect]:
    """Return the room of tiles, QR codes and pictures: what text stands beside, never over."""
    found: list[Rect] = []
    for before, mark in pairwise(leaves(marks)):
        if isinstance(mark, PlacedArt) and mark.drawing.name != HANDS:
            ground = bounds(list(samples(before.outline))) if isinstance(before, Shape) else None
            is_tile = ground is not None and ground.w < 200 and is_within(mark.rect, ground)
            found.append(ground if ground and is_tile else bounds(list(art_points(mark))))
    return found


def art_points(mark: PlacedArt) -> Iterator[Point]:
    """Yield points along the outlines of a drawing where it stands on its page."""
    scale = mark.rect.w / mark.drawing.width
    for figure in mark.drawing.figures:
        for x, y in samples(figure.outline, 4):
            across = mark.drawing.width - x if mark.is_mirrored else x
            yield mark.rect.x + across * scale, mark.rect.y + y * scale


HANDS = "hero-hands-arc"
