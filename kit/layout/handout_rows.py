"""What a hand-out says -> pages of slides under each other, words beside them, sources last."""

from collections.abc import Sequence
from dataclasses import dataclass

from kit.findings import Finding
from kit.layout.box import Box, stack
from kit.layout.copyfit import Fit, Frame, common_scale, overset
from kit.layout.handout_sheet import LEAST, HandoutSheet
from kit.layout.handout_slide import slide_box
from kit.layout.handout_sources import source_pages
from kit.layout.handout_words import HandoutWords, paragraphs
from kit.layout.page import Element, Mark, Page, Tagged
from kit.layout.slide_geometry import HEIGHT, WIDTH
from kit.units import Points, Rect, mm

SLIDE_MM, GAP_MM, ROW_GAP_MM = 84.0, 6.0, 6.0


def rows_of_slides(words: HandoutWords, most: int) -> tuple[tuple[Page, ...], tuple[Finding, ...]]:
    """Return the pages of a deck with up to `most` slides on each, and what does not fit.

    Where the words beside the slides are long, a page has fewer slides.
    """
    rows = _Rows(words, most)
    groups = rows.groups()
    frames = [rows.frame(group, number) for number, group in enumerate(groups, 1)]
    scale = common_scale(frames, LEAST)
    pages = [rows.page(group, number, scale) for number, group in enumerate(groups, 1)]
    found = [
        finding for frame in frames for finding in overset(frame, frame.build(Fit(scale, 0.0)))
    ]
    last, too_wide = source_pages(words, len(pages) + 1)
    return (*pages, *last), (*found, *too_wide)


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows of a slide and its words, of which a page holds up to `most`."""

    words: HandoutWords
    most: int

    @property
    def _sheet(self) -> HandoutSheet:
        return self.words.sheet

    @property
    def _measure(self) -> Points:
        return self._sheet.body.w - mm(SLIDE_MM + GAP_MM)

    def groups(self) -> list[range]:
        """Return the slides of each page, as many as hold at the least size."""
        count = len(self.words.document.parts)
        groups: list[range] = []
        start = 0
        while start < count:
            stop = min(start + self.most, count)
            while stop > start + 1 and not self._holds(range(start, stop)):
                stop -= 1
            groups.append(range(start, stop))
            start = stop
        return groups

    def _holds(self, group: range) -> bool:
        return self._content(group, LEAST).height <= self._sheet.body.h

    def frame(self, group: range, number: int) -> Frame:
        """Return the rows of a page as a frame whose words are fitted."""
        document = self.words.document
        notes = tuple(text for index in group for text in document.parts[index].notes)
        return Frame(
            f"hand-out page {number}",
            self._sheet.body.h,
            lambda fit: self._content(group, fit.scale),
            notes or (document.title,),
        )

    def _content(self, group: range, scale: float) -> Box:
        """Return the words of some rows, each as high as its row must be."""
        return stack([self._row(index, scale) for index in group], mm(ROW_GAP_MM))

    def _row(self, index: int, scale: float) -> Box:
        box = paragraphs(self.words.points(index, self._measure, scale))
        height = max(box.height, mm(SLIDE_MM) * HEIGHT / WIDTH)
        return Box(box.width, height, box.marks, box.overset)

    def page(self, group: range, number: int, scale: float) -> Page:
        """Return the page of some slides."""
        body = self._sheet.body
        marks: list[Mark] = []
        y = body.y
        for index, height in zip(group, self._heights(group, scale), strict=True):
            picture = slide_box(self._sheet, index, mm(SLIDE_MM))
            words = paragraphs(self.words.points(index, self._measure, scale))
            x = body.x + picture.width + mm(GAP_MM)
            both = (*picture.at(body.x, y), *words.at(x, y))
            marks.append(Tagged(Element("Sect"), both))
            under = y + words.height
            marks += self._sheet.lines(Rect(x, under, self._measure, y + height - under))
            y += height + mm(ROW_GAP_MM)
        return self._sheet.page(marks, number)

    def _heights(self, group: range, scale: float) -> Sequence[Points]:
        """Return even heights where all rows hold, else what each needs and a share of the rest."""
        room = self._sheet.body.h
        even = (room - (self.most - 1) * mm(ROW_GAP_MM)) / self.most
        needed = [self._row(index, scale).height for index in group]
        if max(needed) <= even:
            return [even] * len(group)
        spare = max(room - sum(needed) - (len(group) - 1) * mm(ROW_GAP_MM), 0.0)
        return [height + spare / len(group) for height in needed]
