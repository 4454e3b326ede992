"""What a hand-out says -> pages of one slide each, its words and sources under it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, repeat

from kit.findings import Finding
from kit.layout.box import Box, stack
from kit.layout.copyfit import Fit, Frame, common_scale, fits, overset
from kit.layout.handout_sheet import LEAST, HandoutSheet
from kit.layout.handout_slide import slide_box
from kit.layout.handout_words import DOT, GAP_MM, HandoutWords, flowed, paragraphs
from kit.layout.page import Element, Mark, Page, Tagged
from kit.layout.parts import digits
from kit.layout.slide_geometry import HEIGHT, WIDTH
from kit.layout.slide_notes import SOURCES
from kit.units import Rect, mm

UNDER_MM, SOURCES_GAP_MM = 5.0, 4.0


def one_a_page(words: HandoutWords) -> tuple[tuple[Page, ...], tuple[Finding, ...]]:
    """Return the pages; words that are too long for a page at the least size flow to a next."""
    ones = _Ones(words)
    count = len(words.document.parts)
    frames = [ones.frame(index) for index in range(count)]
    holding = [frame for frame in frames if fits(frame, frame.build(Fit(LEAST, 0.0)))]
    scale = common_scale(holding, LEAST)
    pages: list[Page] = []
    findings: list[Finding] = []
    for index in range(count):
        pages += ones.pages(index, len(pages) + 1, scale)
        findings += ones.findings(index, scale)
    return tuple(pages), tuple(findings)


@dataclass(frozen=True, slots=True)
class _Ones:
    """Pages of one slide and what belongs to it."""

    words: HandoutWords

    @property
    def _sheet(self) -> HandoutSheet:
        return self.words.sheet

    @property
    def _room(self) -> Rect:
        """The room under a slide, which is as wide as the body."""
        body = self._sheet.body
        return body.inset(body.w * HEIGHT / WIDTH + mm(UNDER_MM), 0.0, 0.0)

    def frame(self, index: int) -> Frame:
        """Return the words of a slide as a frame whose text is fitted."""
        return Frame(
            f"hand-out of slide {index + 1}",
            self._room.h,
            lambda fit: self._content(index, fit.scale),
            self.words.document.parts[index].notes,
        )

    def _content(self, index: int, scale: float) -> Box:
        points = paragraphs(self._points(index, scale))
        sources = self._sources(index)
        return stack([points, paragraphs(sources)] if sources else [points], mm(SOURCES_GAP_MM))

    def _points(self, index: int, scale: float) -> tuple[Box, ...]:
        return self.words.points(index, self._room.w, scale)

    def _sources(self, index: int) -> tuple[Box, ...]:
        """Return the sources of a slide; their heading stays with the first."""
        found = self.words.sources(index, self._room.w)
        if not found:
            return ()
        title = self.words.label(self.words.name(SOURCES, "Sources"), self._room.w)
        return (stack([title, found[0]], 0.0), *found[1:])

    def findings(self, index: int, scale: float) -> tuple[Finding, ...]:
        """Return what is wider than the page, and a paragraph that is higher."""
        boxes = (*self._points(index, scale), *self._sources(index))
        return tuple(finding for box in boxes for finding in self._overset(index, box))

    def _overset(self, index: int, box: Box) -> tuple[Finding, ...]:
        document = self.words.document
        texts = document.parts[index].notes or (document.title,)
        name = f"hand-out of slide {index + 1}"
        return overset(Frame(name, self._sheet.body.h, lambda _: box, texts), box)

    def pages(self, index: int, number: int, scale: float) -> list[Page]:
        """Return the page of a slide, and those that its words flow on to."""
        sheet, body = self._sheet, self._sheet.body
        picture = slide_box(sheet, index, body.w).at(body.x, body.y)
        first, *rest = self._words(index, scale)
        pages = [sheet.page((Tagged(Element("Sect"), (*picture, *first)),), number)]
        pages += [sheet.page(marks, number + count) for count, marks in enumerate(rest, 1)]
        return pages

    def _words(self, index: int, scale: float) -> list[Sequence[Mark]]:
        """Return what stands on the page of a slide under it, and on each that it flows on to."""
        if self._content(index, scale).height <= self._room.h:
            return [self._spread(index, scale)]
        sheet, body = self._sheet, self._sheet.body
        number = digits(index + 1, sheet.compositor.locale)
        again = self.words.label(f"{number}{DOT}{sheet.deck.slides[index].title}", body.w)
        room = body.inset(again.height + mm(GAP_MM), 0.0, 0.0)
        boxes = (*self._points(index, scale), *self._sources(index))
        first, *rest = flowed(boxes, chain((self._room.h,), repeat(room.h)), mm(GAP_MM))
        head = again.at(body.x, body.y)
        return [
            _placed(first, self._room),
            *((*head, *_placed(more, room)) for more in rest),
        ]

    def _spread(self, index: int, scale: float) -> list[Mark]:
        """Return the points at the head of the room, sources at its foot, lines between."""
        room = self._room
        points = paragraphs(self._points(index, scale))
        sources = paragraphs(self._sources(index))
        foot = room.bottom - sources.height
        top = room.y + points.height
        free = Rect(room.x, top, room.w, foot - mm(SOURCES_GAP_MM) - top)
        return [
            *points.at(room.x, room.y),
            *self._sheet.lines(free),
            *sources.at(room.x, foot),
        ]


def _placed(boxes: Sequence[Box], room: Rect) -> Sequence[Mark]:
    return paragraphs(boxes).at(room.x, room.y)
