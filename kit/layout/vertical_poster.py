"""A poster in traditional Mongolian, alone or beside Cyrillic -> its headline and band."""

from collections.abc import Sequence
from dataclasses import replace

from kit.document.model import Band, Contact, Document, Headline, Lead, Paragraph, Part
from kit.document.runs import Text
from kit.findings import Finding
from kit.layout.box import Box
from kit.layout.compositor import Compositor, Type, in_role, sentences
from kit.layout.copyfit import Fit, Frame, eased, headline_overset, overset
from kit.layout.headline import Drop
from kit.layout.page import Mark, PlacedColumn, PlacedLine, Shape
from kit.layout.parts import draft_text, qr, read_first
from kit.layout.shapes import field, half_width
from kit.layout.vertical import ColumnHead, columns, headline_columns
from kit.typeset.glyphs import Line, Weight
from kit.typeset.lines import fill_lines
from kit.units import Points, Rect, mm

ALONE_PT, ALONE_LEAST_PT = 96.0, 54.0
BESIDE_PT, BESIDE_LEAST_PT = 62.0, 44.0
CYRILLIC_PT, CYRILLIC_LEAST_PT = 76.0, 48.0
# Columns stand left of the first line, Cyrillic right of the second, in mm of an A3 page.
COLUMNS_END_MM, CYRILLIC_MM = 148.0, 157.0
MOST_LINES = 4
LEAD_PT, TEXT_PT, LEAST_PT = 24.5, 21.0, 18.0
BAND_LEADING = 1.5
BAND_COLUMN_MM = 56.0
DRAFT_TAB_MM = 11.0


def vertical_headline(
    document: Document, compositor: Compositor, drop: Drop
) -> tuple[tuple[Mark, ...], tuple[Finding, ...]]:
    """Return the headline of a poster that is all in columns."""
    text = headline_of(document)
    head = ColumnHead(_headline_type(compositor, ALONE_PT), _second(compositor), ALONE_LEAST_PT)
    placed, holds = headline_columns(compositor, text, head, drop)
    return in_role(placed, "H1"), () if holds else (
        headline_overset("poster", text, len(str(text)) * 3 // 4),
    )


def biscript_headline(
    cyrillic: tuple[Document, Compositor], mongolian: tuple[Document, Compositor], drop: Drop
) -> tuple[tuple[Mark, ...], tuple[Finding, ...]] | None:
    """Return one headline in both scripts: columns at the left, Cyrillic at the right.

    Both begin at one height and have the same two colours. None when they do not hold together.
    """
    document, compositor = mongolian
    head = ColumnHead(
        _headline_type(compositor, BESIDE_PT),
        _second(compositor),
        BESIDE_LEAST_PT,
        mm(COLUMNS_END_MM),
    )
    placed, holds = headline_columns(compositor, headline_of(document), head, drop)
    if not holds:
        return None
    lines = _cyrillic(headline_of(cyrillic[0]), cyrillic[1], placed[0].y, drop)
    return (in_role((*placed, *lines), "H1"), ()) if lines else None


def headline_of(document: Document) -> Text:
    """Return the headline's words, or none."""
    blocks = (block for part in document.parts for block in part.blocks)
    return next((block.text for block in blocks if isinstance(block, Headline)), Text(()))


def _headline_type(compositor: Compositor, size: Points) -> Type:
    theme, script = compositor.theme, compositor.script
    colour = theme.colour_of("headline_on_field")
    return Type(size, script.headline_leading, Weight.HEADLINE, colour, "H1", is_balanced=True)


def _second(compositor: Compositor) -> str:
    return compositor.theme.colour_of("headline_second")


def _cyrillic(
    text: Text, compositor: Compositor, top: Points, drop: Drop
) -> tuple[PlacedLine, ...]:
    """Return lines from one left edge, within the right half of the drop, from the same head."""
    kind = _headline_type(compositor, CYRILLIC_PT)
    while kind.size >= CYRILLIC_LEAST_PT:
        looks = (kind, replace(kind, colour=_second(compositor)))
        parts = [pair for pair in zip(sentences(text), looks, strict=True) if pair[0].runs]
        for total in range(len(parts), MOST_LINES + 2):
            if lines := _cyrillic_lines(parts, total, compositor, top, drop):
                return lines
        kind = kind.scaled(0.96)
    return ()


def _cyrillic_lines(
    parts: Sequence[tuple[Text, Type]], total: int, compositor: Compositor, top: Points, drop: Drop
) -> tuple[PlacedLine, ...]:
    kind = parts[0][1]
    pitch = kind.leading * kind.size
    baselines = [top + 0.74 * kind.size + number * pitch for number in range(total)]
    measures = [_room(y, kind.size, drop) for y in baselines]
    for first in range(1, total) if len(parts) > 1 else (total,):
        counts = (first, total - first)[: len(parts)]
        lines: list[Line] = []
        for (part, look), count in zip(parts, counts, strict=True):
            room = [m / kind.size for m in measures[len(lines) : len(lines) + count]]
            filled = fill_lines(compositor.paragraph(part, look), room) if min(room) > 0 else None
            lines += filled or ()
        if len(lines) == total:
            x = mm(CYRILLIC_MM)
            return tuple(
                PlacedLine(line, x, y, kind.size) for line, y in zip(lines, baselines, strict=True)
            )
    return ()


def _room(baseline: Points, size: Points, drop: Drop) -> Points:
    """Return the width from the left edge of the lines to the edge of the drop."""
    heights = (baseline - 0.74 * size, baseline)
    edges = [
        half_width((y - drop.centre[1]) / drop.radius, drop.tip, drop.shoulder) for y in heights
    ]
    low = baseline > drop.centre[1] + 0.5 * drop.radius
    right = drop.centre[0] + (min(edges) - 0.05) * drop.radius
    return 0.0 if low else right - mm(CYRILLIC_MM)


def vertical_band(
    part: Part, compositor: Compositor, rect: Rect
) -> tuple[tuple[Mark, ...], tuple[Finding, ...]]:
    """Return the columns of the band: lead, text, and the contact with its QR code at the end."""
    band = next((block for block in part.blocks if isinstance(block, Band)), None)
    if band is None:
        return (), ()
    code = _contact(band, compositor, rect)
    room = rect.w - code.width - mm(8)
    texts = tuple(block.text for block in band.blocks if isinstance(block, Lead | Paragraph))
    frame = Frame("band", room, lambda fit: _turned(_words(band, compositor, fit)), texts)
    box = _turned(eased(frame, 1.0))
    marks = (*box.at(rect.x, rect.y), *code.at(rect.right - code.width, rect.y))
    return marks, overset(frame, _turned(box))


def _turned(box: Box) -> Box:
    """Swap width and height: copyfit looks at heights, columns run out of width."""
    return replace(box, width=box.height, height=box.width)


def _words(band: Band, compositor: Compositor, fit: Fit) -> Box:
    """Return lead and text side by side; the lead is larger and wine, for there is no bold."""
    theme = compositor.theme
    marks: list[Mark] = []
    x = 0.0
    found: list[Text] = []
    for block in band.blocks:
        if not isinstance(block, Lead | Paragraph):
            continue
        is_lead = isinstance(block, Lead)
        size = LEAST_PT + ((LEAD_PT if is_lead else TEXT_PT) - LEAST_PT) * fit.ease
        colour = theme.colour_of("headline_on_band" if is_lead else "text")
        kind = Type(size, BAND_LEADING, Weight.REGULAR, colour)
        box = columns(compositor, block.text, kind, mm(BAND_COLUMN_MM))
        marks += box.at(x, 0)
        found += box.overset
        x += box.width + mm(6)
    return Box(x, mm(BAND_COLUMN_MM), tuple(marks), tuple(found))


def _contact(band: Band, compositor: Compositor, rect: Rect) -> Box:
    """Return the code upright, its words as lines under it: numbers are never read in a column."""
    block = next((block for block in band.blocks if isinstance(block, Contact)), None)
    if block is None:
        return Box(0.0, 0.0)
    width = mm(60)
    marks: list[Mark] = []
    y = 0.0
    if block.address:
        code = qr(compositor, block.address, mm(34))
        marks += code.at(width - code.width, 0)
        y = code.height + mm(2)
    kind = Type(14.0, 1.3, Weight.REGULAR, compositor.theme.colour_of("text"))
    phone = (replace(kind, weight=Weight.BOLD, size=18.0), block.phone)
    for look, text in (*((kind, line) for line in block.lines), phone):
        if text is None:
            continue
        fitted = compositor.fitted(text, look, width, 9.0)
        box = compositor.text(text, fitted, width)
        marks += box.at(0, y)
        y += box.height
    return Box(width, min(y, rect.h), tuple(marks))


def vertical_draft(document: Document, compositor: Compositor) -> tuple[Mark, ...]:
    """Return the draft label as a tab that hangs from the top of the left edge."""
    theme = compositor.theme
    width = mm(DRAFT_TAB_MM)
    kind = Type(14.0, 1.3, Weight.REGULAR, theme.colour_of("draft_text"))
    (line,) = compositor.lines(draft_text(document), kind, 1e6)
    bleed = mm(theme.poster.bleed_mm)
    rect = Rect(-bleed, -bleed, width + bleed, mm(6) + line.width * kind.size + mm(8) + bleed)
    ground = Shape(field(rect, mm(4), ("bottom-end",)), fill=theme.colour_of("draft"))
    words = (PlacedColumn(line, width / 2, mm(6), kind.size),)
    return (ground, *read_first(words, is_read=True))
