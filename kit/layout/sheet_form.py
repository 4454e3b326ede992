"""A form's words -> its page: sentences with blanks, cards with lines, and where to type."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kit.document.local import BLANK
from kit.document.model import Block, Callout, Fill, Heading, Lead, Part
from kit.document.runs import Text
from kit.document.texts import texts_of
from kit.findings import Finding
from kit.layout.box import Box, stack
from kit.layout.column import Column
from kit.layout.columns import set_column
from kit.layout.copyfit import Fit, Frame, common_scale, loosest, overset
from kit.layout.page import FormField, Mark, Page, PlacedLine, Shape
from kit.layout.parts import digits, plain
from kit.layout.shapes import field, leaf
from kit.layout.sheet_paper import SheetPaper, head
from kit.typeset.glyphs import GlyphRun, Weight
from kit.units import Points, Rect, mm

TOP_MM, BOTTOM_MM = (5.0, 10.0), 3.0
GAP_MM = (2.4, 5.0)
PAD_MM = (2.6, 4.6)
COLUMN_GAP_MM = 5.0
CARD_RADIUS_MM = 7.0
RULE_PT = 0.6
PITCH = (0.86, 1.25)
# A line of a form has room for handwriting over it.
LEADING = 1.5
# What a field takes over a line to write on, as a share of the room over it.
FIELD_HEIGHT = 0.8
# A field in a sentence: over and under its baseline, in type sizes.
ABOVE, BELOW = 1.02, 0.24
_SPACES = re.compile("\N{NO-BREAK SPACE}+")


@dataclass(frozen=True, slots=True)
class _Line:
    """A place to write in a card: where, what a screen reader says, on more lines than one."""

    rect: Rect
    label: str
    is_multiline: bool = False


@dataclass(frozen=True, slots=True)
class _Card:
    """A box, and the places to write in it."""

    box: Box
    lines: tuple[_Line, ...] = ()


def form_page(paper: SheetPaper) -> tuple[tuple[Page, ...], tuple[Finding, ...]]:
    """Return the page of a form with its fields, and what does not fit on it."""
    above = head(paper)
    texts = tuple(texts_of(Part("", paper.blocks.body)))
    height = paper.foot - above.bottom - mm(BOTTOM_MM)
    frame = Frame("form", height, lambda fit: _content(paper, fit).box, texts)
    fit = loosest(frame, common_scale([frame], paper.least()))
    content = _content(paper, fit)
    body = content.box.at(paper.side, above.bottom)
    lines = [_shifted(line, paper.side, above.bottom) for line in content.lines]
    fields = _named(lines, paper)
    page = paper.page([*above.marks, *body], 1, 1, fields)
    return (page,), (*above.findings, *overset(frame, content.box))


def _named(lines: Sequence[_Line], paper: SheetPaper) -> tuple[FormField, ...]:
    """Return the fields in their order, named by the sheet and their number."""
    stem = paper.document.product.rpartition("/")[2]
    return tuple(
        FormField(line.rect, f"{stem}-{number:02}", line.label, line.is_multiline)
        for number, line in enumerate(lines, 1)
    )


def _content(paper: SheetPaper, fit: Fit) -> _Card:
    """Return the cards under each other, those of one line side by side."""
    column = paper.column(fit.scale, fit.ease, paper.measure)
    cards = [_Card(Box(0.0, column.between(*TOP_MM)))]
    groups = _groups(paper.blocks.body)
    while groups:
        group = groups.pop(0)
        if _is_short(group) and groups and _is_short(groups[0]):
            cards.append(_pair(group, groups.pop(0), column))
        else:
            cards.append(_card(group, column))
        cards.append(_Card(Box(0.0, column.between(*GAP_MM))))
    return _under_each_other(cards[:-1])


def _under_each_other(cards: Sequence[_Card]) -> _Card:
    lines: list[_Line] = []
    y = 0.0
    for card in cards:
        lines += [_shifted(line, 0.0, y) for line in card.lines]
        y += card.box.height
    return _Card(stack([card.box for card in cards], 0.0), tuple(lines))


def _groups(blocks: Sequence[Block]) -> list[list[Block]]:
    """Part the blocks into cards: a question with its lines, or a block of its own."""
    found: list[list[Block]] = []
    for block in blocks:
        if isinstance(block, Fill) and found and isinstance(found[-1][-1], Lead):
            found[-1].append(block)
        else:
            found.append([block])
    return found


def _is_short(group: Sequence[Block]) -> bool:
    """Say whether a group is a question with one line, which takes half the width."""
    last = group[-1]
    return len(group) > 1 and isinstance(last, Fill) and last.lines == 1


def _pair(first: Sequence[Block], second: Sequence[Block], column: Column) -> _Card:
    """Return two cards side by side, equally high."""
    gap = mm(COLUMN_GAP_MM)
    half = replace(column, measure=(column.measure - gap) / 2)
    height = max(_card(group, half).box.height for group in (first, second))
    left, right = (_card(group, half, height) for group in (first, second))
    x = half.measure + gap
    marks = (*left.box.marks, *right.box.at(x, 0))
    box = Box(column.measure, height, marks, (*left.box.overset, *right.box.overset))
    return _Card(box, (*left.lines, *(_shifted(line, x, 0.0) for line in right.lines)))


def _card(group: Sequence[Block], column: Column, height: Points = 0.0) -> _Card:
    block = group[0]
    if isinstance(block, Callout):
        return _sentence(block, column)
    if isinstance(block, Heading | Lead) and len(group) == 1:
        return _Card(set_column([block], column))
    return _question(group, column, height)


def _sentence(block: Callout, column: Column) -> _Card:
    """Return a sentence with blanks in a leaf of its own."""
    compositor, pad = column.compositor, column.between(*PAD_MM)
    kind = column.body(column.sizes.lead_pt)
    kind = replace(kind, leading=max(LEADING, kind.leading))
    inner = compositor.text(block.text, kind, column.measure - 2 * pad)
    rect = Rect(0, 0, column.measure, inner.height + 2 * pad)
    outline = leaf(rect, mm(CARD_RADIUS_MM))
    ground = Shape(outline, fill=compositor.theme.colour_of("callout"))
    box = Box(rect.w, rect.h, (ground, *inner.at(pad, pad)), inner.overset)
    blanks = _blanks(inner, block.text, is_rtl=compositor.locale.is_rtl)
    return _Card(box, tuple(_shifted(line, pad, pad) for line in blanks))


def _question(group: Sequence[Block], column: Column, height: Points) -> _Card:
    """Return a question over its lines, on a white leaf; in a row it stands on its foot."""
    pad = column.between(*PAD_MM)
    inner = replace(column, measure=column.measure - 2 * pad)
    leads = [block.text for block in group if isinstance(block, Lead)]
    words = stack([_lead(text, inner) for text in leads], 0.0)
    fill = next((block for block in group if isinstance(block, Fill)), Fill(0))
    lines = _fill(fill, " ".join(map(str, leads)), inner)
    least = pad + words.height + lines.box.height + pad
    rect = Rect(0, 0, column.measure, max(height, least))
    outline = leaf(rect, mm(CARD_RADIUS_MM))
    theme = column.compositor.theme
    ground = Shape(outline, fill=theme.colour_of("qr_ground"))
    y = rect.h - pad - lines.box.height
    marks = (ground, *words.at(pad, pad), *lines.box.at(pad, y))
    box = Box(rect.w, rect.h, marks, words.overset)
    return _Card(box, tuple(_shifted(line, pad, y) for line in lines.lines))


def _lead(text: Text, column: Column) -> Box:
    kind = column.body(column.sizes.lead_pt, Weight.BOLD)
    return column.compositor.text(text, kind, column.measure)


def _fill(block: Fill, label: str, column: Column) -> _Card:
    """Return the lines of a question and where they are written on."""
    low, high = (share * column.sizes.fill_mm for share in PITCH)
    pitch = column.between(low, high)
    marks: list[Mark] = []
    lines: list[_Line] = []
    for number in range(1, block.lines + 1):
        start, named = 0.0, label
        if block.is_numbered:
            figure = _figure(number, column)
            marks += figure.at(0, number * pitch - figure.height)
            start, named = figure.width + mm(2), f"{label} {number}"
        rule = Rect(start, number * pitch, column.measure - start, RULE_PT)
        marks.append(Shape(field(rule, 0), fill=column.compositor.theme.colour_of("text")))
        over = FIELD_HEIGHT * pitch
        lines.append(_Line(Rect(start, rule.y - over, rule.w, over), named))
    if len(lines) > 1 and not block.is_numbered:
        first, last = lines[0].rect, lines[-1].rect
        whole = Rect(first.x, first.y, first.w, last.bottom - first.y)
        lines = [_Line(whole, label, is_multiline=True)]
    return _Card(Box(column.measure, block.lines * pitch, tuple(marks)), tuple(lines))


def _figure(number: int, column: Column) -> Box:
    """Return the number of a line, in the headline's colour."""
    compositor = column.compositor
    kind = column.body(column.sizes.lead_pt, Weight.BOLD)
    kind = replace(kind, colour=compositor.theme.colour_of("headline"))
    text = plain(digits(number, compositor.locale), compositor.locale)
    box = compositor.text(text, kind, column.measure)
    line = box.marks[0]
    width = line.line.width * kind.size if isinstance(line, PlacedLine) else 0.0
    return replace(box, width=width)


def _blanks(box: Box, text: Text, *, is_rtl: bool) -> tuple[_Line, ...]:
    """Return the lines to write on in a sentence, named by it and by which of them each is."""
    found = [
        _blank(mark, run, is_rtl=is_rtl)
        for mark in box.marks
        if isinstance(mark, PlacedLine)
        for run in mark.line.runs
        if run.span.origin is not None and run.span.origin.fact == BLANK
    ]
    sentence = " ".join(_SPACES.sub("…", str(text)).split())
    return tuple(
        _Line(rect, f"{sentence} ({number}/{len(found)})" if len(found) > 1 else sentence)
        for number, rect in enumerate(sorted(found, key=lambda rect: (rect.y, rect.x)), 1)
    )


def _blank(mark: PlacedLine, run: GlyphRun, *, is_rtl: bool) -> Rect:
    """Return where a blank stands before the page is turned, which turns a line as a whole."""
    start = mark.line.width - run.x - run.advance if is_rtl else run.x
    size = mark.size
    return Rect(
        mark.x + start * size, mark.y - ABOVE * size, run.advance * size, (ABOVE + BELOW) * size
    )


def _shifted(line: _Line, x: Points, y: Points) -> _Line:
    return replace(line, rect=replace(line.rect, x=line.rect.x + x, y=line.rect.y + y))
