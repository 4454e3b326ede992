"""A form's words -> its page: sentences with blanks, cards with lines, and where to type."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count

from kit.document.local import BLANK
from kit.document.model import Block, Callout, Fill, Heading, Lead, Part
from kit.document.runs import Text
from kit.document.texts import texts_of
from kit.findings import Finding
from kit.layout.box import Box, beside, stack, tagged
from kit.layout.column import Column
from kit.layout.columns import set_column
from kit.layout.compositor import ARTIFACT
from kit.layout.copyfit import Fit, Frame, common_scale, loosest, overset
from kit.layout.page import FormField, Mark, Page, PlacedLine, Shape, Tagged
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


def form_page(paper: SheetPaper) -> tuple[tuple[Page, ...], tuple[Finding, ...]]:
    """Return the page of a form with its fields, and what does not fit on it."""
    above = head(paper)
    texts = tuple(texts_of(Part("", paper.blocks.body)))
    height = paper.foot - above.bottom - mm(BOTTOM_MM)
    frame = Frame("form", height, lambda fit: _content(paper, fit), texts)
    content = _content(paper, loosest(frame, common_scale([frame], paper.least())))
    body = content.at(paper.side, above.bottom)
    stem = paper.document.product.rpartition("/")[2]
    page = paper.page([*above.marks, *_named(body, stem, count(1))], 1, 1)
    return (page,), (*above.findings, *overset(frame, content))


def _named(marks: Sequence[Mark], stem: str, numbers: Iterator[int]) -> tuple[Mark, ...]:
    """Return marks whose fields are named by the sheet and their number."""
    named: list[Mark] = []
    for mark in marks:
        match mark:
            case FormField():
                named.append(replace(mark, name=f"{stem}-{next(numbers):02}"))
            case Tagged():
                named.append(Tagged(mark.element, _named(mark.marks, stem, numbers)))
            case _:
                named.append(mark)
    return tuple(named)


def _content(paper: SheetPaper, fit: Fit) -> Box:
    """Return the cards under each other, those of one line side by side."""
    column = paper.column(fit.scale, fit.ease, paper.measure)
    cards = [Box(0.0, column.between(*TOP_MM))]
    groups = _groups(paper.blocks.body)
    while groups:
        group = groups.pop(0)
        if _is_short(group) and groups and _is_short(groups[0]):
            cards.append(_pair(group, groups.pop(0), column))
        else:
            cards.append(_card(group, column))
        cards.append(Box(0.0, column.between(*GAP_MM)))
    return stack(cards[:-1], 0.0)


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


def _pair(first: Sequence[Block], second: Sequence[Block], column: Column) -> Box:
    """Return two cards side by side, equally high."""
    gap = mm(COLUMN_GAP_MM)
    half = replace(column, measure=(column.measure - gap) / 2)
    height = max(_card(group, half).height for group in (first, second))
    return beside(_card(first, half, height), _card(second, half, height), gap)


def _card(group: Sequence[Block], column: Column, height: Points = 0.0) -> Box:
    block = group[0]
    if isinstance(block, Callout):
        return _sentence(block, column)
    if isinstance(block, Heading | Lead) and len(group) == 1:
        return set_column([block], column)
    return _question(group, column, height)


def _sentence(block: Callout, column: Column) -> Box:
    """Return a sentence with blanks in a leaf of its own."""
    compositor, pad = column.compositor, column.between(*PAD_MM)
    kind = column.body(column.sizes.lead_pt, role=ARTIFACT)
    kind = replace(kind, leading=max(LEADING, kind.leading))
    inner = compositor.text(block.text, kind, column.measure - 2 * pad)
    blanks = _blanks(inner, block.text, is_rtl=compositor.locale.is_rtl)
    words = tagged(replace(inner, marks=(*inner.marks, *blanks)), "P")
    rect = Rect(0, 0, column.measure, inner.height + 2 * pad)
    ground = Shape(leaf(rect, mm(CARD_RADIUS_MM)), fill=compositor.theme.colour_of("callout"))
    return Box(rect.w, rect.h, (ground, *words.at(pad, pad)), inner.overset)


def _question(group: Sequence[Block], column: Column, height: Points) -> Box:
    """Return a question over its lines, on a white leaf; in a row it stands on its foot."""
    pad = column.between(*PAD_MM)
    inner = replace(column, measure=column.measure - 2 * pad)
    leads = [block.text for block in group if isinstance(block, Lead)]
    words = stack([_lead(text, inner) for text in leads], 0.0)
    fill = next((block for block in group if isinstance(block, Fill)), Fill(0))
    lines = _fill(fill, " ".join(map(str, leads)), inner)
    least = pad + words.height + lines.height + pad
    rect = Rect(0, 0, column.measure, max(height, least))
    outline = leaf(rect, mm(CARD_RADIUS_MM))
    theme = column.compositor.theme
    ground = Shape(outline, fill=theme.colour_of("qr_ground"))
    y = rect.h - pad - lines.height
    marks = (ground, *words.at(pad, pad), *lines.at(pad, y))
    return Box(rect.w, rect.h, marks, words.overset)


def _lead(text: Text, column: Column) -> Box:
    kind = column.body(column.sizes.lead_pt, Weight.BOLD)
    return column.compositor.text(text, kind, column.measure)


def _fill(block: Fill, label: str, column: Column) -> Box:
    """Return the lines of a question and where they are written on."""
    low, high = (share * column.sizes.fill_mm for share in PITCH)
    pitch = column.between(low, high)
    marks: list[Mark] = []
    fields: list[FormField] = []
    for number in range(1, block.lines + 1):
        start, named = 0.0, label
        if block.is_numbered:
            figure = _figure(number, column)
            marks += figure.at(0, number * pitch - figure.height)
            start, named = figure.width + mm(2), f"{label} {number}"
        rule = Rect(start, number * pitch, column.measure - start, RULE_PT)
        marks.append(Shape(field(rule, 0), fill=column.compositor.theme.colour_of("text")))
        over = FIELD_HEIGHT * pitch
        room = Rect(start, rule.y - over, rule.w, over)
        fields.append(FormField(room, "", named, is_multiline=False))
    if len(fields) > 1 and not block.is_numbered:
        first, last = fields[0].rect, fields[-1].rect
        whole = Rect(first.x, first.y, first.w, last.bottom - first.y)
        fields = [FormField(whole, "", label, is_multiline=True)]
    return Box(column.measure, block.lines * pitch, (*marks, *fields))


def _figure(number: int, column: Column) -> Box:
    """Return the number of a line, in the headline's colour."""
    compositor = column.compositor
    kind = column.body(column.sizes.lead_pt, Weight.BOLD, ARTIFACT)
    kind = replace(kind, colour=compositor.theme.colour_of("headline"))
    text = plain(digits(number, compositor.locale), compositor.locale)
    box = compositor.text(text, kind, column.measure)
    line = box.marks[0]
    width = line.line.width * kind.size if isinstance(line, PlacedLine) else 0.0
    return replace(box, width=width)


def _blanks(box: Box, text: Text, *, is_rtl: bool) -> tuple[FormField, ...]:
    """Return the places to write in a sentence, named by it and by which of them each is."""
    found = [
        _blank(mark, run, is_rtl=is_rtl)
        for mark in box.marks
        if isinstance(mark, PlacedLine)
        for run in mark.line.runs
        if run.span.origin is not None and run.span.origin.fact == BLANK
    ]
    sentence = " ".join(_SPACES.sub("…", str(text)).split())
    labels = [f"{sentence} ({number}/{len(found)})" for number in range(1, len(found) + 1)]
    return tuple(
        FormField(rect, "", label if len(found) > 1 else sentence, is_multiline=False)
        for rect, label in zip(
            sorted(found, key=lambda rect: (rect.y, rect.x)), labels, strict=True
        )
    )


def _blank(mark: PlacedLine, run: GlyphRun, *, is_rtl: bool) -> Rect:
    """Return where a blank stands before the page is turned, which turns a line as a whole."""
    start = mark.line.width - run.x - run.advance if is_rtl else run.x
    size = mark.size
    return Rect(
        mark.x + start * size, mark.y - ABOVE * size, run.advance * size, (ABOVE + BELOW) * size
    )
