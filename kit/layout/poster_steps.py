"""Numbered steps -> the plan "steps": a red head, scenes in a grid, contact in the last cell."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kit.document.model import Band, Contact, Headline, Lead, Part, Step, Steps
from kit.document.texts import texts_of
from kit.findings import Finding
from kit.layout.block_headline import Room, set_block_headline
from kit.layout.box import Box, stack, tagged
from kit.layout.compositor import named
from kit.layout.copyfit import Fit, Frame, common_scale, loosest, overset
from kit.layout.grounds import colours_on, large_field
from kit.layout.page import Mark, PlacedArt
from kit.layout.parts import badge
from kit.layout.poster_band import band_contact, band_words
from kit.layout.poster_sheet import Placed, PosterSheet, bands_of, first_of, head_ground
from kit.layout.shapes import leaf
from kit.layout.structure import gathered
from kit.typeset.glyphs import Weight
from kit.units import Points, Rect, mm

HEAD_MM = 73.0
HEAD_PAD_MM = 22.0
# The head stands a little under the middle: over it is the label of a draft.
HEAD_DROP_MM = 2.0
COLUMNS = 2
COLUMN_GAP_MM = 16.0
GRID_PAD_MM = 7.0
BADGE_GAP_MM = 5.0
LEAF_RADIUS_MM = 18.0
LEAF_PAD_MM = 10.0
CELL = "cell"


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where the cells stand: `rows` of two."""

    sheet: PosterSheet
    rows: int

    @property
    def width(self) -> Points:
        """The width of a cell."""
        return (self.sheet.measure - mm(COLUMN_GAP_MM)) / COLUMNS

    @property
    def pitch(self) -> Points:
        """The height of a row."""
        return (self.sheet.foot - mm(HEAD_MM) - mm(GRID_PAD_MM)) / self.rows

    def rect(self, number: int) -> Rect:
        """Return the cell of a number from 0, along the rows."""
        line, column = divmod(number, COLUMNS)
        x = self.sheet.margin + column * (self.width + mm(COLUMN_GAP_MM))
        y = mm(HEAD_MM) + mm(GRID_PAD_MM) + line * self.pitch
        return Rect(x, y, self.width, self.pitch)


def steps_poster(part: Part, sheet: PosterSheet) -> Placed:
    """Return the marks under the foot's, and what does not fit."""
    head_marks, findings = _head(part, sheet)
    steps = [step for block in part.blocks if isinstance(block, Steps) for step in block.steps]
    bands = bands_of(part)
    grid = _Grid(sheet, -(-(len(steps) + len(bands[:1])) // COLUMNS))
    frame = _frame(steps, grid)
    fit = loosest(frame, common_scale([frame], sheet.least))
    marks: list[Mark] = [*head_marks]
    for number, step in enumerate(steps, 1):
        rect = grid.rect(number - 1)
        marks += _cell(step, number, grid, fit).at(rect.x, rect.y)
    found = [*findings, *overset(frame, frame.build(fit))]
    for band in bands[:1]:
        band_marks, band_found = _contact_cell(band, sheet, grid.rect(len(steps)))
        marks += band_marks
        found += band_found
    return gathered(marks), found


def _head(part: Part, sheet: PosterSheet) -> Placed:
    height = mm(HEAD_MM)
    ground = head_ground(sheet, height)
    below, found = _lead(part, sheet)
    headline = first_of(part, Headline)
    box = Box(0.0, 0.0)
    if headline:
        sizes = sheet.sizes
        room = Room(
            sheet.measure,
            height - below.height - mm(HEAD_PAD_MM),
            sizes.headline_pt,
            sizes.headline_min_pt * 0.6,
        )
        colours = colours_on(sheet.compositor.theme, "red")
        box, too_long = set_block_headline(sheet.compositor, "head", headline.text, room, colours)
        found = (*found, *too_long)
    both = stack([each for each in (box, below) if each.height], mm(3.0))
    return [*ground, *both.at(sheet.margin, (height - both.height) / 2 + mm(HEAD_DROP_MM))], found


def _lead(part: Part, sheet: PosterSheet) -> tuple[Box, tuple[Finding, ...]]:
    """Return the sentence under the headline: in one line where it holds."""
    lead = first_of(part, Lead)
    if lead is None:
        return Box(0.0, 0.0), ()
    kind = sheet.body(sheet.sizes.lead_pt, 1.0, Weight.BOLD, "red")
    one_line = sheet.compositor.one_line_size(lead.text, kind, sheet.measure)
    size = min(kind.size, max(one_line, kind.size * sheet.least))
    box = sheet.compositor.text(lead.text, replace(kind, size=size), sheet.measure)
    frame = Frame("head", mm(HEAD_MM - HEAD_PAD_MM) / 2, lambda _: box, (lead.text,))
    return box, overset(frame, box)


def _frame(steps: Sequence[Step], grid: _Grid) -> Frame:
    """Return the highest cell as a frame: one size and one scene for all of them."""
    texts = tuple(step.text for step in steps)

    def build(fit: Fit) -> Box:
        cells = [_cell(step, number, grid, fit) for number, step in enumerate(steps, 1)]
        return max(cells, key=lambda cell: (bool(cell.overset), cell.height))

    return Frame(CELL, grid.pitch - mm(3), build, texts)


def _cell(step: Step, number: int, grid: _Grid, fit: Fit) -> Box:
    """Return a scene with the badge and the words under it."""
    sheet, sizes = grid.sheet, grid.sheet.sizes
    compositor = sheet.compositor
    drawing = compositor.gallery.illustration(step.picture.art)
    side = mm(sizes.step_art_mm) * (0.58 + 0.5 * fit.ease)
    shown = side * drawing.ground / drawing.height
    width = side * drawing.width / drawing.height
    art = PlacedArt(
        drawing,
        Rect((grid.width - width) / 2, 0, width, side),
        alt=str(step.picture.alt),
        language=step.picture.alt.language,
    )
    sign = badge(compositor, number, mm(sizes.badge_mm))
    start = sign.width + mm(BADGE_GAP_MM)
    kind = sheet.body(sizes.step_pt, fit.scale)
    words = compositor.text(named(step.text), kind, grid.width - start)
    below = shown + mm(2.5)
    height = below + max(words.height, sign.height)
    body = Box(grid.width, height, (art, *words.at(start, below + mm(1))), words.overset)
    # Beside the words, the figure is drawn before them: PDFium reads lines as they are drawn.
    marks = (*sign.at(0, below - mm(1)), *tagged(body, "LBody").marks)
    return tagged(replace(body, marks=marks), "LI")


def _contact_cell(band: Band, sheet: PosterSheet, rect: Rect) -> Placed:
    """Return the last cell: a leaf with the call and the contact."""
    pad = mm(LEAF_PAD_MM)
    room = Rect(rect.x, rect.y + mm(2), rect.w, rect.h - mm(6))
    measure = room.w - 2 * pad
    contacts = [block for block in band.blocks if isinstance(block, Contact)]

    def build(fit: Fit) -> Box:
        words = band_words(band, sheet, fit, measure)
        boxes = [band_contact(block, sheet, fit, band.tone, measure) for block in contacts]
        return stack([words, *boxes], mm(3 + 5 * fit.ease))

    texts = tuple(texts_of(Part(CELL, band.blocks)))
    frame = Frame("contact", room.h - 2 * pad, build, texts)
    box = build(loosest(frame, common_scale([frame], sheet.least)))
    ground = large_field(sheet.compositor.theme, leaf(room, mm(LEAF_RADIUS_MM)), band.tone, 0.5)
    y = room.y + (room.h - box.height) / 2
    return [ground, *box.at(room.x + pad, y)], overset(frame, box)
