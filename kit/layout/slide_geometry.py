"""Where things stand on a slide of 960 x 540 pt: rectangles, for left to right."""

from collections.abc import Sequence

from kit.layout.page import Shape
from kit.layout.shapes import field
from kit.sources.theme_tables import DeckSizes
from kit.units import Points, Rect, inch

WIDTH, HEIGHT = 960.0, 540.0
MOST_ROWS = 6
FEW_ROWS = 3
TILE_SHARE = 0.86
FEWEST_STEPS, STEPS = 2, 5
MOST_STEP = 200.0
PAIRS = 4
ROWS_TOP, ROWS_BOTTOM = 130.0, 500.0
MOST_PITCH = 124.0
PAIRS_TOP, PAIR_HEIGHT, PAIR_PITCH = 152.0, 76.0, 85.0
MYTH_WIDTH = 330.0
FOOT_Y, FOOT_H = 508.0, 20.0
CHART_NOTE = Rect(684, 256, 228, 222)
CLOSING_QR = Rect(540, 372, 118, 118)
COLUMNS_TOP, COLUMNS_GAP, COLUMN_SPACE = 128.0, 22.0, 26.0
TABLE_TOP, TABLE_HEIGHT = 132.0, 346.0
NUMBER_PANEL = Rect(WIDTH - 390, 0, 390, HEIGHT)


def margin(sizes: DeckSizes) -> Points:
    """Return the margin at both sides."""
    return inch(sizes.margin_in)


def side_panel(sizes: DeckSizes) -> Rect:
    """Return where the side panel with the scene stands."""
    width = inch(sizes.side_panel_in)
    return Rect(WIDTH - width, 0, width, HEIGHT)


def side_shape(sizes: DeckSizes, rect: Rect, colour: str) -> Shape:
    """Return a panel with one large round corner at its top start."""
    return Shape(field(rect, inch(sizes.side_radius_in), ("top-start",)), fill=colour)


def row_rects(sizes: DeckSizes, count: int) -> tuple[tuple[Rect, Rect], ...]:
    """Return the rectangles of tile and text of each of some even rows."""
    pitch = min((ROWS_BOTTOM - ROWS_TOP) / count, MOST_PITCH)
    return uneven_rows(sizes, (pitch,) * count)


def uneven_rows(sizes: DeckSizes, pitches: Sequence[Points]) -> tuple[tuple[Rect, Rect], ...]:
    """Return the rectangles of tile and text of rows of these heights; all tiles are alike."""
    left = margin(sizes)
    side = min(inch(sizes.tile_in), min(pitches) * TILE_SHARE)
    text_x = left + side + 18
    right = side_panel(sizes).x - 22
    found: list[tuple[Rect, Rect]] = []
    top = ROWS_TOP
    for pitch in pitches:
        tile = Rect(left, top + (pitch - side) / 2, side, side)
        found.append((tile, Rect(text_x, top + 2, right - text_x, pitch - 4)))
        top += pitch
    return tuple(found)


def step_rects(sizes: DeckSizes, count: int) -> tuple[tuple[Rect, Rect, Rect], ...]:
    """Return the rectangles of picture, badge and text of each of some steps."""
    left = margin(sizes)
    gap = 16.0
    width = (WIDTH - 2 * left - (count - 1) * gap) / count
    side = min(width, MOST_STEP)
    found: list[tuple[Rect, Rect, Rect]] = []
    for number in range(count):
        x = left + number * (width + gap)
        picture = Rect(x, 138, side, side)
        badge = Rect(x - 4, 134, 34, 44)
        text = Rect(x, 138 + side + 4, width, ROWS_BOTTOM - 142 - side)
        found.append((picture, badge, text))
    return tuple(found)


def pair_rects(sizes: DeckSizes) -> tuple[tuple[Rect, Rect], ...]:
    """Return the leaves of myth and fact of each pair."""
    left = margin(sizes)
    fact_x = left + MYTH_WIDTH + 22
    return tuple(
        (
            Rect(left, PAIRS_TOP + number * PAIR_PITCH, MYTH_WIDTH, PAIR_HEIGHT),
            Rect(fact_x, PAIRS_TOP + number * PAIR_PITCH, WIDTH - left - fact_x, PAIR_HEIGHT),
        )
        for number in range(PAIRS)
    )


def column_leaves(sizes: DeckSizes) -> tuple[Rect, Rect]:
    """Return the leaves of two columns."""
    left = margin(sizes)
    width = (WIDTH - 2 * left - COLUMNS_GAP) / 2
    height = ROWS_BOTTOM - COLUMNS_TOP
    return (
        Rect(left, COLUMNS_TOP, width, height),
        Rect(left + width + COLUMNS_GAP, COLUMNS_TOP, width, height),
    )


def column_rects(leaf: Rect, *, has_heading: bool) -> tuple[Rect, Rect]:
    """Return the room of a column's heading and of its text."""
    x, width = leaf.x + COLUMN_SPACE, leaf.w - 2 * COLUMN_SPACE
    top = leaf.y + 20
    heading = Rect(x, top, width, 36)
    text_top = heading.bottom + 6 if has_heading else top
    return heading, Rect(x, text_top, width, leaf.bottom - 18 - text_top)


def inside_leaf(rect: Rect) -> Rect:
    """Return the room for text in a leaf that begins with a pictogram."""
    return Rect(rect.x + 70, rect.y + 4, rect.w - 88, rect.h - 8)


def note_text() -> Rect:
    """Return the room for the words of a chart's callout, under its pictogram."""
    return Rect(CHART_NOTE.x + 18, CHART_NOTE.y + 62, CHART_NOTE.w - 36, CHART_NOTE.h - 74)


def sign_rect(rect: Rect) -> Rect:
    """Return the place of the pictogram in a leaf."""
    side = 46.0
    return Rect(rect.x + 14, rect.y + (rect.h - side) / 2, side, side)
