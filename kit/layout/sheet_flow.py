"""What runs down a sheet -> its pages: one where it holds, else as many as it takes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kit.document.model import (
    Band,
    Block,
    Callout,
    Contact,
    Heading,
    ItemList,
    Lead,
    Part,
    Service,
    Table,
)  # fmt: skip
from kit.document.texts import texts_of
from kit.findings import Finding
from kit.layout.box import Box, stack
from kit.layout.column import Column
from kit.layout.columns import set_column
from kit.layout.copyfit import Fit, Frame, common_scale, fits, loosest, overset
from kit.layout.page import Mark, Page
from kit.layout.sheet_paper import Head, SheetPaper, colour_field, head, slim_head
from kit.layout.sheet_table import Piece, column_widths, table_pieces
from kit.layout.structure import gathered
from kit.units import Points, Rect, mm

# Between the head and what runs down, and between that and the band or the foot.
TOP_MM, BOTTOM_MM = (6.0, 11.0), 4.0
BAND_PAD_MM = 7.0
# The contact has this share of a band's width.
CONTACT_SHARE = 0.52
# How large and how generously a text is set that flows on to further pages, best first.
SHARES, EASES = (1.0, 0.96, 0.92, 0.88, 0.84), (0.9, 0.5, 0.2)
ENDLESS = 1e6


def flowing_pages(paper: SheetPaper) -> tuple[tuple[Page, ...], tuple[Finding, ...]]:
    """Return the pages of a letter or programme, and what does not fit on them."""
    first = head(paper)
    flow = _Flow(paper, first, slim_head(paper))
    fit, groups = flow.fitted()
    pages: list[Page] = []
    findings: list[Finding] = [*first.findings]
    for number, group in enumerate(groups, 1):
        marks, found = flow.page(group, number, len(groups), fit)
        pages.append(paper.page(marks, number, len(groups)))
        findings += found
    return tuple(pages), tuple(dict.fromkeys(findings))


@dataclass(frozen=True, slots=True)
class _Flow:
    """What runs down a sheet, and the heads of its first and of further pages."""

    paper: SheetPaper
    first: Head
    further: Head

    def fitted(self) -> tuple[Fit, tuple[tuple[Piece, ...], ...]]:
        """Return the fit and the pieces of each page; one page where it holds at any size."""
        paper = self.paper
        frame = Frame(paper.document.plan, self._room(1), self._whole, ())
        scale = common_scale([frame], paper.least())
        if fits(frame, frame.build(Fit(scale, 0.0))):
            fit = loosest(frame, scale)
            return fit, (self._pieces(fit),)
        return self._flowing()

    def _flowing(self) -> tuple[Fit, tuple[tuple[Piece, ...], ...]]:
        """Return the largest fit on as few pages as a size that reads well allows."""
        paper = self.paper
        endless = Frame(paper.document.plan, ENDLESS, self._whole, ())
        most = common_scale([endless], paper.least())
        tried = [Fit(max(most * share, paper.least()), ease) for share in SHARES for ease in EASES]
        paged = [(fit, self._paged(fit)) for fit in tried]
        fewest = min(len(pages) for _, pages in paged)
        return next((fit, pages) for fit, pages in paged if len(pages) == fewest)

    def _whole(self, fit: Fit) -> Box:
        """Return all of it under each other, for copyfit."""
        boxes = [_top(fit), *_stacked(self._pieces(fit)), self._band(fit)]
        return stack(boxes, 0.0)

    def _room(self, number: int) -> Points:
        above = self.first if number == 1 else self.further
        return self.paper.foot - above.bottom

    def _pieces(self, fit: Fit) -> tuple[Piece, ...]:
        paper = self.paper
        column = paper.column(fit.scale, fit.ease, paper.measure)
        return tuple(_pieces(paper.blocks.body, column))

    def _paged(self, fit: Fit) -> tuple[tuple[Piece, ...], ...]:
        """Return the pieces of each page, at a fit; the band stands on the last."""
        pages: list[list[Piece]] = [[]]
        for chain in _chains(self._pieces(fit)):
            room = self._room(len(pages)) - _top(fit).height
            if pages[-1] and _height([*pages[-1], *chain]) > room:
                pages.append(_opened(chain))
            else:
                pages[-1] += chain
        room = self._room(len(pages)) - _top(fit).height - self._band(fit).height
        if _height(pages[-1]) > room:
            *before, last = _chains(pages[-1])
            pages[-1:] = [[piece for chain in before for piece in chain], _opened(last)]
        return tuple(tuple(page) for page in pages if page)

    def page(
        self, pieces: Sequence[Piece], number: int, count: int, fit: Fit
    ) -> tuple[list[Mark], tuple[Finding, ...]]:
        """Return the marks of a page, and what does not fit on it."""
        above = self.first if number == 1 else self.further
        band = self._band(fit) if number == count else Box(0.0, 0.0)
        content = stack([_top(fit), *_stacked(pieces), Box(0.0, band.height)], 0.0)
        texts = tuple(text for piece in pieces for text in piece.texts)
        frame = Frame(f"page {number}", self._room(number), lambda _: content, texts)
        marks = [
            *above.marks,
            *gathered(content.at(self.paper.side, above.bottom)),
            *band.at(0, self.paper.foot - band.height),
        ]
        return marks, overset(frame, Box(0, content.height, content.marks, content.overset))

    def _band(self, fit: Fit) -> Box:
        """Return the band over the whole width, with the room over it."""
        band, paper = self.paper.blocks.band, self.paper
        if band is None:
            return Box(0.0, mm(BOTTOM_MM))
        start, end = _halves(band, paper, fit)
        pad = mm(BAND_PAD_MM)
        radius = mm(paper.compositor.theme.shape.panel_radius_mm)
        height = max(max(start.height, end.height) + 2 * pad, radius)
        room = Rect(0, mm(BOTTOM_MM), paper.width, height)
        marks = (
            *colour_field(paper.compositor, room, band.tone, ("top-end",)),
            *start.at(paper.side, room.y + (height - start.height) / 2),
            *end.at(paper.width - paper.side - end.width, room.y + (height - end.height) / 2),
        )
        return Box(paper.width, room.bottom, marks, (*start.overset, *end.overset))


def _top(fit: Fit) -> Box:
    """Return the room under a head."""
    return Box(0.0, mm(TOP_MM[0] + (TOP_MM[1] - TOP_MM[0]) * fit.ease))


def _halves(band: Band, paper: SheetPaper, fit: Fit) -> tuple[Box, Box]:
    """Return a band's words at the start, and its contact at the end."""
    contacts = [block for block in band.blocks if isinstance(block, Contact)]
    words = [block for block in band.blocks if not isinstance(block, Contact)]
    end = paper.measure * CONTACT_SHARE if contacts else 0.0
    gap = mm(6) if contacts else 0.0
    scale, ease = fit.scale, fit.ease
    at_start = set_column(words, paper.column(scale, ease, paper.measure - end - gap, band.tone))
    at_end = set_column(contacts, paper.column(scale, ease, end, band.tone))
    return at_start, Box(end, at_end.height, at_end.marks, at_end.overset)


def _pieces(blocks: Sequence[Block], column: Column) -> Iterator[Piece]:
    tables = [block for block in blocks if isinstance(block, Table)]
    widths = {
        count: column_widths([t for t in tables if len(t.rows[0]) == count], column)
        for count in {len(table.rows[0]) for table in tables}
    }
    before: Block | None = None
    for block in blocks:
        if isinstance(block, Table):
            yield from table_pieces(block, column, widths[len(block.rows[0])])
        else:
            keeps = isinstance(block, Heading | Lead)
            texts = tuple(texts_of(Part("", (block,))))
            gap = _gap(before, block, column)
            yield Piece(set_column([block], column), gap, keeps, None, texts)
        before = block


def _gap(before: Block | None, after: Block, column: Column) -> Points:
    if isinstance(after, Service):
        return column.between(0.4, 1.0)
    if isinstance(before, Heading | Lead):
        return column.between(1.2, 3.0)
    if isinstance(after, Heading | Callout | Table) or isinstance(before, ItemList | Callout):
        return column.between(3.4, 8.0)
    return column.between(2.0, 5.0)


def _chains(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Part pieces into chains that stay together."""
    found: list[list[Piece]] = [[]]
    for piece in pieces:
        found[-1].append(piece)
        if not piece.keeps:
            found.append([])
    return [chain for chain in found if chain]


def _opened(chain: list[Piece]) -> list[Piece]:
    """Return a chain that opens a further page: a row says its table's head again."""
    again = chain[0].head
    return [again, *chain] if again else chain


def _stacked(pieces: Sequence[Piece]) -> list[Box]:
    boxes: list[Box] = []
    for piece in pieces:
        boxes += [Box(0.0, piece.gap)] * bool(boxes)
        boxes.append(piece.box)
    return boxes


def _height(pieces: Sequence[Piece]) -> Points:
    return sum(box.height for box in _stacked(pieces))
