"""The geometry of the slide master: every layout once, for left to right, in points.

Written after the theme's 16:9 plan (960 x 540 pt); the export mirrors it for right to left.
"""

from kit.layout.deck import Decoration, Placeholder, SlideLayout
from kit.layout.page import Shape
from kit.layout.shapes import field, leaf
from kit.sources.theme import DeckSizes
from kit.units import Points, Rect, inch

WIDTH, HEIGHT = 960.0, 540.0
MOST_ROWS = 6
STEPS = 5
PAIRS = 4
ROWS_TOP, ROWS_BOTTOM = 130.0, 500.0
MOST_PITCH = 88.0
PAIRS_TOP, PAIR_HEIGHT, PAIR_PITCH = 152.0, 76.0, 85.0
MYTH_WIDTH = 330.0
TITLE_IDX, FOOTER_IDX, NUMBER_IDX, PICTURE_IDX, CHART_IDX = 0, 11, 12, 13, 14
TEXT_IDX, SECOND_IDX = 20, 40
FOOT_Y, FOOT_H = 508.0, 20.0


def slide_layouts(sizes: DeckSizes) -> tuple[SlideLayout, ...]:
    """Return all layouts of the master."""
    rows = tuple(_rows(sizes, count) for count in range(1, MOST_ROWS + 1))
    return (
        _title(sizes), *rows, _text(sizes), _chart(sizes), _number(sizes), _steps(sizes),
        _pairs(sizes), _closing(sizes),
    )  # fmt: skip


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
    """Return the rectangles of tile and text of each row."""
    left = margin(sizes)
    pitch = min((ROWS_BOTTOM - ROWS_TOP) / count, MOST_PITCH)
    side = min(inch(sizes.tile_in), pitch * 0.86)
    text_x = left + side + 18
    right = side_panel(sizes).x - 22
    found: list[tuple[Rect, Rect]] = []
    for number in range(count):
        top = ROWS_TOP + number * pitch
        tile = Rect(left, top + (pitch - side) / 2, side, side)
        found.append((tile, Rect(text_x, top + 2, right - text_x, pitch - 4)))
    return tuple(found)


def step_rects(sizes: DeckSizes) -> tuple[tuple[Rect, Rect, Rect], ...]:
    """Return the rectangles of picture, badge and text of each step."""
    left = margin(sizes)
    gap = 16.0
    width = (WIDTH - 2 * left - (STEPS - 1) * gap) / STEPS
    found: list[tuple[Rect, Rect, Rect]] = []
    for number in range(STEPS):
        x = left + number * (width + gap)
        picture = Rect(x, 138, width, width)
        badge = Rect(x - 4, 134, 34, 44)
        text = Rect(x, 138 + width + 4, width, ROWS_BOTTOM - 142 - width)
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


CHART_NOTE = Rect(690, 306, 222, 172)
CLOSING_QR = Rect(540, 372, 118, 118)


def _title_box(sizes: DeckSizes, rect: Rect, **look: str) -> Placeholder:
    return Placeholder(
        "title", "title", TITLE_IDX, rect, sizes.heading_pt, "headline",
        look.get("colour", "red"), look.get("anchor", "ctr"),
    )  # fmt: skip


def _foot(sizes: DeckSizes, right: Points, colour: str = "ink") -> tuple[Placeholder, ...]:
    left = margin(sizes)
    number_width = 60.0
    return (
        Placeholder(
            "footer", "ftr", FOOTER_IDX, Rect(left, FOOT_Y, right - left - number_width, FOOT_H),
            sizes.source_pt, colour=colour, anchor="ctr",
        ),
        Placeholder(
            "number", "sldNum", NUMBER_IDX, Rect(right - number_width, FOOT_Y, number_width, FOOT_H),
            sizes.source_pt, colour=colour, anchor="ctr", align="end",
        ),
    )  # fmt: skip


def _title(sizes: DeckSizes) -> SlideLayout:
    headline = Placeholder(
        "title", "title", TITLE_IDX, Rect(54, 20, 462, 372), sizes.headline_pt, "headline", "paper", "b"
    )
    service = Placeholder("service", "body", TEXT_IDX, Rect(54, 408, 462, 70), 22, "bold", "paper")
    picture = Placeholder("picture", "pic", PICTURE_IDX, Rect(518, 12, 401, 516))
    return SlideLayout("title", "red", (headline, service, picture))


def _rows(sizes: DeckSizes, count: int) -> SlideLayout:
    left, panel = margin(sizes), side_panel(sizes)
    right = panel.x - 22
    texts = tuple(
        Placeholder(f"row{number}", "body", TEXT_IDX + number, rect, sizes.body_pt, anchor="ctr")
        for number, (_, rect) in enumerate(row_rects(sizes, count))
    )
    picture = Placeholder("picture", "pic", PICTURE_IDX, Rect(panel.x, HEIGHT - panel.w, panel.w, panel.w))
    return SlideLayout(
        f"rows-{count}",
        "paper",
        (_title_box(sizes, Rect(left, 34, right - left, 88)), *texts, picture, *_foot(sizes, right)),
    )


def _text(sizes: DeckSizes) -> SlideLayout:
    left, panel = margin(sizes), side_panel(sizes)
    right = panel.x - 22
    body = Placeholder(
        "body", "body", TEXT_IDX, Rect(left, ROWS_TOP, right - left, ROWS_BOTTOM - ROWS_TOP), sizes.body_pt
    )
    picture = Placeholder("picture", "pic", PICTURE_IDX, Rect(panel.x, HEIGHT - panel.w, panel.w, panel.w))
    return SlideLayout(
        "text",
        "paper",
        (_title_box(sizes, Rect(left, 34, right - left, 88)), body, picture, *_foot(sizes, right)),
    )


def _chart(sizes: DeckSizes) -> SlideLayout:
    left = margin(sizes)
    return SlideLayout(
        "chart",
        "paper",
        (
            _title_box(sizes, Rect(left, 34, 800, 108)),
            Placeholder("unit", "body", TEXT_IDX, Rect(left, 150, 800, 26), 18, "bold", anchor="ctr"),
            Placeholder("chart", "chart", CHART_IDX, Rect(left, 184, 620, 292), sizes.label_pt),
            Placeholder("note", "body", SECOND_IDX, _note_text(), 17, "bold"),
            Placeholder("source", "body", SECOND_IDX + 1, Rect(left, 484, 620, 20), sizes.source_pt),
            *_foot(sizes, WIDTH - left),
        ),
        (Decoration(Shape(leaf(CHART_NOTE, 33)), "amber"),),
    )


def _note_text() -> Rect:
    return Rect(CHART_NOTE.x + 18, CHART_NOTE.y + 62, CHART_NOTE.w - 36, CHART_NOTE.h - 74)


def number_panel(sizes: DeckSizes) -> Rect:
    """Return the panel beside a big number."""
    return Rect(WIDTH - 390, 0, 390, HEIGHT)


def _number(sizes: DeckSizes) -> SlideLayout:
    panel = number_panel(sizes)
    width = panel.x - 54 - 24
    return SlideLayout(
        "number",
        "red",
        (
            Placeholder("title", "title", TITLE_IDX, Rect(54, 34, width, 44), 30, "headline", "paper", "ctr"),
            Placeholder("figure", "body", TEXT_IDX, Rect(54, 66, width, 268), sizes.number_pt, "headline", "amber", "ctr"),
            Placeholder("lead", "body", TEXT_IDX + 1, Rect(54, 332, width, 104), 28, "bold", "paper"),
            Placeholder("body", "body", TEXT_IDX + 2, Rect(54, 442, width, 60), sizes.body_pt, "regular", "paper"),
            Placeholder("picture", "pic", PICTURE_IDX, Rect(panel.x, HEIGHT - panel.w, panel.w, panel.w)),
            *_foot(sizes, panel.x - 24, "paper"),
        ),
    )  # fmt: skip


def _steps(sizes: DeckSizes) -> SlideLayout:
    left = margin(sizes)
    texts: list[Placeholder] = []
    for number, (_, badge, text) in enumerate(step_rects(sizes)):
        figure = Rect(badge.x, badge.y + 14, badge.w, badge.h - 16)
        texts.append(
            Placeholder(f"badge{number}", "body", SECOND_IDX + number, figure, 18, "headline", "white", "ctr", "centre")
        )
        texts.append(Placeholder(f"step{number}", "body", TEXT_IDX + number, text, 18))
    return SlideLayout(
        "steps",
        "paper",
        (_title_box(sizes, Rect(left, 34, WIDTH - 2 * left, 88)), *texts, *_foot(sizes, WIDTH - left)),
    )  # fmt: skip


def _pairs(sizes: DeckSizes) -> SlideLayout:
    left = margin(sizes)
    rects = pair_rects(sizes)
    labels = [
        Placeholder(key, "body", SECOND_IDX + 10 + number, Rect(rect.x, 122, rect.w, 24), 17, "bold", anchor="ctr")
        for number, (key, rect) in enumerate(zip(("myth", "fact"), rects[0], strict=True))
    ]
    texts: list[Placeholder] = []
    for number, (myth, fact) in enumerate(rects):
        texts.append(Placeholder(f"myth{number}", "body", TEXT_IDX + number, inside_leaf(myth), 18, anchor="ctr"))
        texts.append(Placeholder(f"fact{number}", "body", SECOND_IDX + number, inside_leaf(fact), 18, "bold", anchor="ctr"))
    return SlideLayout(
        "pairs",
        "paper",
        (_title_box(sizes, Rect(left, 34, WIDTH - 2 * left, 84)), *labels, *texts, *_foot(sizes, WIDTH - left)),
    )  # fmt: skip


def inside_leaf(rect: Rect) -> Rect:
    """Return the room for text in a leaf that begins with a pictogram."""
    return Rect(rect.x + 70, rect.y + 4, rect.w - 88, rect.h - 8)


def _closing(sizes: DeckSizes) -> SlideLayout:
    width = WIDTH - 540 - 42
    contact = Rect(CLOSING_QR.right + 18, CLOSING_QR.y, WIDTH - 42 - CLOSING_QR.right - 18, CLOSING_QR.h)
    return SlideLayout(
        "closing",
        "coral",
        (
            Placeholder("title", "title", TITLE_IDX, Rect(540, 36, width, 240), sizes.headline_pt, "headline", "ink", "b"),
            Placeholder("lead", "body", TEXT_IDX, Rect(540, 288, width, 70), sizes.body_pt, "bold"),
            Placeholder("contact", "body", TEXT_IDX + 1, contact, 19, anchor="ctr"),
            Placeholder("picture", "pic", PICTURE_IDX, Rect(0, HEIGHT - 520, 520, 520)),
        ),
    )  # fmt: skip
