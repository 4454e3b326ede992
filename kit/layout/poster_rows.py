"""A check list's words -> the plan "rows": a red head with a picture, rows with tiles, bands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kit.document.model import Band, Callout, Headline, Item, ItemList, Part, Picture
from kit.document.texts import texts_of
from kit.layout.block_headline import Room, set_block_headline
from kit.layout.box import Box, stack
from kit.layout.compositor import Type
from kit.layout.copyfit import Fit, Frame, common_scale, fits, loosest, overset
from kit.layout.grounds import band_ground, colours_on
from kit.layout.page import Mark, PlacedArt, Shape
from kit.layout.parts import Row, entry, row
from kit.layout.poster_band import band_box
from kit.layout.poster_sheet import Placed, PosterSheet, bands_of, first_of, head_ground
from kit.layout.scene import marked
from kit.layout.shapes import leaf
from kit.layout.structure import gathered
from kit.typeset.glyphs import Weight
from kit.units import Points, Rect, mm

HEAD_MM = 107.0
HEAD_PAD_MM = 13.0
HEADLINE_PT = 92.0
# The picture is drawn this much wider than the head is high; its drop is cut off at the top.
ART_SIZE = 1.2
ART_SHARE = 0.86
ROW_GAP_MM = 10.0
# Rows are large: they shrink twice as fast as running text, so that both end near one size.
ROW_SHRINK = 2.0
MOST_ROW_GAP_MM = 14.0
# Where no rule is known one callout stands for all rows, in larger type.
CALLOUT_GROWTH = 1.15
CALLOUT_PAD_MM = 14.0
LEAF_RADIUS_MM = 22.0
# Gaps and tiles keep this ease while the type can still get smaller.
FLOORS = (0.45, 0.0)


@dataclass(frozen=True, slots=True)
class _Content:
    """The rows, the bands under them, and the gap that is kept round the rows."""

    rows: tuple[Box, ...]
    bands: tuple[tuple[Band, Box], ...]
    gap: Points
    pad: Points

    @property
    def box(self) -> Box:
        """All of it at its tightest, for copyfit."""
        rows = stack(self.rows, self.gap)
        height = rows.height + 2 * self.gap
        height += sum(box.height + 2 * self.pad for _, box in self.bands)
        boxes = (*self.rows, *(box for _, box in self.bands))
        marks = tuple(mark for box in boxes for mark in box.marks)
        return Box(rows.width, height, marks, tuple(text for box in boxes for text in box.overset))


def rows_poster(part: Part, sheet: PosterSheet) -> Placed:
    """Return the marks under the foot's, and what does not fit."""
    head_marks, findings = _head(part, sheet)
    top = mm(HEAD_MM)
    frame, fit = _fitted(part, sheet, sheet.foot - top)
    content = _content(part, sheet, fit)
    marks = [*head_marks, *_rows(content, sheet, top), *_bands(content, sheet)]
    return marks, (*findings, *overset(frame, content.box))


def _fitted(part: Part, sheet: PosterSheet, height: Points) -> tuple[Frame, Fit]:
    """Return the frame and its fit: smaller type before gaps and tiles get small."""
    texts = tuple(texts_of(part))
    for floor in FLOORS:

        def build(fit: Fit, floor: float = floor) -> Box:
            return _content(part, sheet, replace(fit, ease=max(fit.ease, floor))).box

        frame = Frame("rows", height, build, texts)
        scale = common_scale([frame], sheet.least)
        fit = loosest(frame, scale)
        if fits(frame, frame.build(fit)):
            break
    return frame, replace(fit, ease=max(fit.ease, floor))


def _head(part: Part, sheet: PosterSheet) -> Placed:
    height = mm(HEAD_MM)
    marks: list[Mark] = [*head_ground(sheet, height)]
    picture = first_of(part, Picture)
    measure = sheet.measure
    if picture:
        art = _art(picture, sheet, height)
        marks.append(art)
        measure = art.rect.x + art.rect.w * (1 - ART_SHARE) / 2 - sheet.margin - mm(4)
    headline = first_of(part, Headline)
    if headline is None:
        return marks, ()
    colours = colours_on(sheet.compositor.theme, "red")
    room = Room(
        measure, height - 2 * mm(HEAD_PAD_MM), HEADLINE_PT, sheet.sizes.headline_min_pt * 0.8
    )
    box, findings = set_block_headline(sheet.compositor, "head", headline.text, room, colours)
    return [*marks, *box.at(sheet.margin, (height - box.height) / 2)], findings


def _art(picture: Picture, sheet: PosterSheet, height: Points) -> PlacedArt:
    """Return the picture at the end of the head, standing on its lower edge."""
    drawing = marked(sheet.compositor, picture)
    side = height * ART_SIZE
    width = side * drawing.width / drawing.height
    stands_at = drawing.ground / drawing.height
    rect = Rect(
        sheet.width - sheet.margin * 0.7 - width, height + mm(1.4) - side * stands_at, width, side
    )
    clip = Rect(0, -sheet.bleed, sheet.width + sheet.bleed, height + sheet.bleed + mm(1.5))
    return PlacedArt(drawing, rect, alt=str(picture.alt), language=picture.alt.language, clip=clip)


def _content(part: Part, sheet: PosterSheet, fit: Fit) -> _Content:
    bands = tuple((band, band_box(band, sheet, fit)) for band in bands_of(part))
    gap = mm(4.0 + 2.5 * fit.ease)
    return _Content(_row_boxes(part, sheet, fit), bands, gap, mm(3.0 + 3.5 * fit.ease))


def _row_boxes(part: Part, sheet: PosterSheet, fit: Fit) -> tuple[Box, ...]:
    sizes, compositor = sheet.sizes, sheet.compositor
    factor = 1 - (1 - fit.scale) * ROW_SHRINK
    kind = sheet.body(sizes.row_pt, factor, Weight.BOLD)
    side = mm(sizes.tile_mm) * (0.62 + 0.38 * fit.ease)
    found: list[Box] = []
    for block in part.blocks:
        if isinstance(block, ItemList):
            look = Row(kind, side, mm(ROW_GAP_MM), block.tile or "blush")
            found += [entry(compositor, item, look, sheet.measure) for item in block.items]
        elif isinstance(block, Callout):
            found.append(_large_callout(block, sheet, kind))
    return tuple(found)


def _large_callout(block: Callout, sheet: PosterSheet, kind: Type) -> Box:
    """Return the callout that stands where no local rule is known: a leaf with its sign in it."""
    compositor, pad = sheet.compositor, mm(CALLOUT_PAD_MM)
    measure = sheet.measure - 2 * pad
    look = Row(kind.scaled(CALLOUT_GROWTH), mm(sheet.sizes.tile_mm), mm(ROW_GAP_MM), "paper")
    inner = row(compositor, Item(block.text, block.icon), look, measure)
    height = inner.height + 2 * pad
    theme = compositor.theme
    outline = leaf(Rect(0, 0, sheet.measure, height), mm(LEAF_RADIUS_MM))
    ground = Shape(outline, fill=theme.colour_of("callout"))
    return Box(sheet.measure, height, (ground, *inner.at(pad, pad)), inner.overset)


def _rows(content: _Content, sheet: PosterSheet, top: Points) -> Sequence[Mark]:
    """Return the rows spread over the room between the head and the bands."""
    bands = sum(box.height + 2 * content.pad for _, box in content.bands)
    rows = sum(box.height for box in content.rows)
    spare = sheet.foot - top - bands - rows
    gap = min(spare / (len(content.rows) + 1), mm(MOST_ROW_GAP_MM))
    y = top + (spare - gap * (len(content.rows) - 1)) / 2
    marks: list[Mark] = []
    for box in content.rows:
        marks += box.at(sheet.margin, y)
        y += box.height + gap
    return gathered(marks)


def _bands(content: _Content, sheet: PosterSheet) -> Sequence[Mark]:
    """Return the bands, the last one on the foot."""
    theme = sheet.compositor.theme
    marks: list[Mark] = []
    top = sheet.foot - sum(box.height + 2 * content.pad for _, box in content.bands)
    for band, box in content.bands:
        bottom = top + box.height + 2 * content.pad
        marks += band_ground(theme, sheet.across(top, bottom), band.tone)
        marks += box.at(sheet.margin, top + content.pad)
        top = bottom
    return marks
