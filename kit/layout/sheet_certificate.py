"""The words of a certificate -> its page: the name large among them, a picture at the end."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kit.document.model import Fill, ItemList, Lead, Paragraph, Part, Service
from kit.document.runs import Run, Text
from kit.document.texts import texts_of
from kit.document.visit_words import VISITOR
from kit.findings import Finding
from kit.layout.block_headline import Room, set_block_headline
from kit.layout.box import Box, padded, stack
from kit.layout.columns import set_column
from kit.layout.compositor import part_of
from kit.layout.copyfit import Fit, Frame, common_scale, loosest, overset
from kit.layout.grounds import GroundColours, colours_on
from kit.layout.page import Mark, Page, Shape
from kit.layout.scene import scene
from kit.layout.shapes import field
from kit.layout.sheet_paper import SheetPaper, colour_field, sender_findings
from kit.units import Points, Rect, mm

# The panel with the picture, as a share of the page's width, and what is kept free beside it.
PANEL_SHARE = 0.36
PANEL_GAP_MM = 10.0
PANEL_PAD_MM = 5.0
# Between the sender, the words and the small print.
AIR_MM = 4.0
HEADLINE_SHARE = 0.16
NAME_SHARE = 0.24
SIGN_MM = (12.0, 20.0)
SIGN_WIDTH_MM = 84.0
RULE_PT = 0.6
ROLE_GAP_MM, SIGNED_GAP_MM = 1.4, 0.6


def certificate_page(paper: SheetPaper) -> tuple[tuple[Page, ...], tuple[Finding, ...]]:
    """Return the page of a certificate, and what does not fit on it."""
    certificate = _Certificate(paper)
    sender = paper.sender(certificate.measure)
    top = mm(paper.sizes.strip_mm + AIR_MM)
    frame = Frame(
        "certificate", paper.foot - mm(AIR_MM) - top, certificate.content, certificate.texts()
    )
    fit = loosest(frame, common_scale([frame], paper.least()))
    content = certificate.content(fit)
    marks: list[Mark] = [
        *certificate.panel(),
        *sender.at(paper.side, 0),
        *content.at(paper.side, top + (frame.height - content.height) / 2),
    ]
    found = (*sender_findings(paper, sender), *certificate.findings(), *overset(frame, content))
    return (paper.page(marks, 1, 1),), found


@dataclass(frozen=True, slots=True)
class _Certificate:
    """The words of a certificate on its paper."""

    paper: SheetPaper

    @property
    def _panel_width(self) -> Points:
        return self.paper.width * PANEL_SHARE if self.paper.blocks.picture else 0.0

    @property
    def measure(self) -> Points:
        """The width of the words."""
        gap = mm(PANEL_GAP_MM) if self._panel_width else self.paper.side
        return self.paper.width - self._panel_width - self.paper.side - gap

    def texts(self) -> tuple[Text, ...]:
        """Return what stands on it, for the report."""
        return tuple(texts_of(Part("", self.paper.blocks.body)))

    def panel(self) -> tuple[Mark, ...]:
        """Return the field of colour at the end, with the picture on it."""
        paper, picture = self.paper, self.paper.blocks.picture
        if picture is None:
            return ()
        width = self._panel_width
        room = Rect(paper.width - width, 0, width, paper.height)
        pad = mm(PANEL_PAD_MM)
        inner = Rect(room.x + pad, pad, width - 2 * pad, paper.height - 2 * pad)
        tone = picture.ground or "amber"
        return (
            *colour_field(paper.compositor, room, tone, ("top-start",)),
            *scene(paper.compositor, picture, inner),
        )

    def findings(self) -> tuple[Finding, ...]:
        """Return what is wrong with the headline and the name, which have sizes of their own."""
        found = self._headline()[1]
        return found + tuple(
            finding for part in self._sentences() for finding in self._name(part[1])[1]
        )

    def content(self, fit: Fit) -> Box:
        """Return the words under each other, at a fit."""
        headline = self._headline()[0]
        column = self.paper.column(fit.scale, fit.ease, self.measure)
        gap = Box(self.measure, column.between(2.0, 6.0))
        boxes = [headline, gap] if headline.height else []
        boxes += self._statement(fit)
        lists = [block for block in self.paper.blocks.body if isinstance(block, ItemList)]
        if lists:
            boxes += [gap, set_column(lists, column)]
        return stack([*boxes, self._signature(fit)], 0.0)

    def _statement(self, fit: Fit) -> list[Box]:
        """Return the sentences with the name on a line of its own, the role under it."""
        column = self.paper.column(fit.scale, fit.ease, self.measure)
        gap = Box(self.measure, column.between(1.5, 4.0))
        boxes: list[Box] = []
        for before, name, after in self._sentences():
            boxes += [self._words(before, fit), gap] if before.runs else []
            # Its findings are its own: it has sizes that the words do not follow.
            boxes.append(replace(self._name(name)[0], overset=()))
            leads = [block for block in self.paper.blocks.body if isinstance(block, Lead)]
            boxes.append(padded(set_column(leads, column), top=mm(ROLE_GAP_MM) if leads else 0.0))
            boxes += [gap, self._words(after, fit)] if after.runs else []
        return boxes

    def _words(self, text: Text, fit: Fit) -> Box:
        column = self.paper.column(fit.scale, fit.ease, self.measure)
        kind = column.body(self.paper.sizes.lead_pt)
        return self.paper.compositor.text(text, kind, self.measure)

    def _headline(self) -> tuple[Box, tuple[Finding, ...]]:
        paper = self.paper
        if paper.blocks.headline is None:
            return Box(0.0, 0.0), ()
        sizes = paper.sizes
        height = paper.height * HEADLINE_SHARE
        room = Room(self.measure, height, sizes.headline_pt, sizes.headline_min_pt)
        colours = colours_on(paper.compositor.theme)
        return set_block_headline(
            paper.compositor, "certificate", paper.blocks.headline.text, room, colours
        )

    def _name(self, name: Text) -> tuple[Box, tuple[Finding, ...]]:
        paper = self.paper
        if not name.runs:
            return Box(0.0, 0.0), ()
        ink = paper.compositor.theme.colour_of("text")
        height = paper.height * NAME_SHARE
        room = Room(self.measure, height, paper.sizes.name_pt, paper.sizes.name_min_pt, "H2")
        return set_block_headline(
            paper.compositor, "name", name, room, GroundColours(ink, ink, ink)
        )

    def _sentences(self) -> list[tuple[Text, Text, Text]]:
        """Return what stands before the name, the name, and what stands after it."""
        texts = (block.text for block in self._before_signature() if isinstance(block, Paragraph))
        return [split_at_name(text) for text in texts]

    def _before_signature(self) -> Sequence[object]:
        body = self.paper.blocks.body
        at = next((at for at, block in enumerate(body) if isinstance(block, Fill)), len(body))
        return body[:at]

    def _signature(self, fit: Fit) -> Box:
        """Return a line to sign on, with what stands after it in the sheet under it."""
        paper, body = self.paper, self.paper.blocks.body
        at = next((at for at, block in enumerate(body) if isinstance(block, Fill)), None)
        if at is None:
            return Box(0.0, 0.0)
        column = paper.column(fit.scale, fit.ease, self.measure)
        rule = Rect(0, column.between(*SIGN_MM), min(mm(SIGN_WIDTH_MM), self.measure), RULE_PT)
        line = Shape(field(rule, 0), fill=paper.compositor.theme.colour_of("text"))
        signed = [b for b in body[at:] if isinstance(b, Paragraph | Service)]
        above = Box(self.measure, rule.bottom + mm(SIGNED_GAP_MM), (line,))
        return stack([above, *(set_column([b], column) for b in signed)], mm(SIGNED_GAP_MM))


def split_at_name(text: Text) -> tuple[Text, Text, Text]:
    """Return a text before its visitor's name, the name, and what follows it.

    A mark that belongs to the name, such as a comma, stays with it.
    """
    start = 0
    for run in text.runs:
        if run.fact == VISITOR:
            break
        start += len(run.text)
    else:
        return text, Text(()), Text(())
    whole = str(text)
    end = start + len(run.text)
    while end < len(whole) and unicodedata.category(whole[end]).startswith("P"):
        end += 1
    rest = end + len(whole[end:]) - len(whole[end:].lstrip())
    before = part_of(text, 0, len(whole[:start].rstrip()))
    name = _plain(part_of(text, start, end))
    return before, name, part_of(text, rest, len(whole))


def _plain(name: Text) -> Text:
    """Return a name in one look: the headline's."""
    return replace(name, runs=tuple(_unmarked(run) for run in name.runs))


def _unmarked(run: Run) -> Run:
    return replace(run, is_bold=False, is_italic=False, is_underlined=False)
