"""A paper, a document and its deck -> the sheet of a hand-out: margins, head and foot."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kit.document.model import Document
from kit.layout.box import Box, mirrored
from kit.layout.compositor import ARTIFACT, Compositor, Type
from kit.layout.deck import Deck
from kit.layout.page import Mark, Page, PlacedLine, Shape, leaves
from kit.layout.parts import digits, draft_label, plain
from kit.layout.shapes import field
from kit.typeset.glyphs import Weight
from kit.units import Points, Rect, mm

BODY_PT = 10.0
LEAST = 0.8
"""The least size of any text, as a share of the running text's 10 pt."""
DRAFT_PT = 7.5
RULE_PT: Points = 0.5
SIDE_MM, HEAD_MM, FOOT_MM = 15.0, 12.0, 10.0
# Between the head's or the foot's words and what stands between them.
AIR_MM = 4.0
# Between lines to write on.
PITCH_MM = 8.0
# What the deck's title may take of the width; the service has the rest, less a gap.
TITLE_SHARE, SERVICE_SHARE = 0.6, 0.36


@dataclass(frozen=True, slots=True)
class HandoutSheet:
    """A sheet of a hand-out, upright; laid out from left to right and turned at the end."""

    document: Document
    deck: Deck
    compositor: Compositor
    width: Points
    height: Points
    is_draft: bool

    @classmethod
    def of(
        cls, document: Document, deck: Deck, compositor: Compositor, size: str, *, is_draft: bool
    ) -> "HandoutSheet":
        """Return the sheet on a paper of the theme, which has brochures lie on their side."""
        height, width = compositor.theme.brochure_size[size].page_mm
        return cls(document, deck, compositor, mm(width), mm(height), is_draft)

    @property
    def body(self) -> Rect:
        """The room between head and foot."""
        top = mm(HEAD_MM + AIR_MM) + self._head("P").height
        foot = self.height - mm(FOOT_MM + AIR_MM) - self._foot(1).height
        return Rect(mm(SIDE_MM), top, self._measure, foot - top)

    def type(self, scale: float, weight: Weight = Weight.REGULAR, role: str = "P") -> Type:
        """Return the type of running text; a scale of 1 is the theme's script at 10 pt."""
        script = self.compositor.script
        size = BODY_PT * script.scale * scale
        return Type(
            size, script.body_leading, weight, self.compositor.theme.colour_of("text"), role
        )

    def rule(self, rect: Rect) -> Shape:
        """Return a thin line along the head of a rectangle, to write on or to divide."""
        line = field(Rect(rect.x, rect.y - RULE_PT / 2, rect.w, RULE_PT), 0)
        return Shape(line, fill=self.deck.colours["stone"])

    def lines(self, room: Rect) -> tuple[Shape, ...]:
        """Return lines to write on in a room, under the space for the first."""
        pitch = mm(PITCH_MM)
        count = max(int(room.h / pitch), 0)
        return tuple(
            self.rule(Rect(room.x, room.y + number * pitch, room.w, 0))
            for number in range(1, count + 1)
        )

    def page(self, marks: Sequence[Mark], number: int) -> Page:
        """Return a page: the marks between its head and its foot."""
        head = self._head("H1" if number == 1 else ARTIFACT)
        foot = self._foot(number)
        left = mm(SIDE_MM)
        placed = [
            *head.at(left, mm(HEAD_MM)),
            *marks,
            *foot.at(left, self.height - mm(FOOT_MM) - foot.height),
        ]
        if self.is_draft:
            placed += draft_label(self.compositor, self.document, DRAFT_PT, is_read=number == 1)
        if self.compositor.locale.is_rtl:
            placed = [mirrored(mark, self.width) for mark in placed]
        return Page(self.width, self.height, tuple(placed))

    @property
    def _measure(self) -> Points:
        return self.width - 2 * mm(SIDE_MM)

    def _head(self, role: str) -> Box:
        bold = self.type(0.9, Weight.BOLD, role)
        title = self.compositor.text(self.document.title, bold, self._measure * TITLE_SHARE)
        service = self._small(self.document.service, self._measure * SERVICE_SHARE)
        height = max(title.height, service.height) + mm(1.5)
        rule = self.rule(Rect(0, height, self._measure, 0))
        return Box(self._measure, height, (*title.marks, *self._at_end(service), rule))

    def _foot(self, number: int) -> Box:
        date = self._small(self.deck.date, self._measure * TITLE_SHARE)
        figure = self._small(digits(number, self.compositor.locale), self._measure * SERVICE_SHARE)
        height = max(date.height, figure.height)
        return Box(self._measure, height, (*date.marks, *self._at_end(figure)))

    def _small(self, words: str, measure: Points) -> Box:
        kind = self.type(LEAST, role=ARTIFACT)
        text = plain(words, self.compositor.locale)
        return self.compositor.text(text, kind, measure) if words else Box(measure, 0.0)

    def _at_end(self, box: Box) -> list[Mark]:
        """Return the lines of a box at the end of the measure."""
        return [
            replace(mark, x=self._measure - mark.line.width * mark.size)
            for mark in leaves(box.marks)
            if isinstance(mark, PlacedLine)
        ]
