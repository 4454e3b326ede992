"""Layouts of slides that order a talk: a new part, a sentence alone, two columns, a table."""

from kit.layout.deck import Decoration, Placeholder, SlideLayout
from kit.layout.page import Shape
from kit.layout.shapes import leaf
from kit.layout.slide_frames import (
    PICTURE_IDX,
    SECOND_IDX,
    TABLE_IDX,
    TEXT_IDX,
    TITLE_IDX,
    footers,
    title_box,
)
from kit.layout.slide_geometry import (
    HEIGHT,
    NUMBER_PANEL,
    TABLE_HEIGHT,
    TABLE_TOP,
    WIDTH,
    column_leaves,
    column_rects,
    margin,
)  # fmt: skip
from kit.sources.theme_tables import DeckSizes
from kit.units import Rect

SECTION_PT, QUOTE_PT = 76.0, 52.0
LEAF_RADIUS = 40.0


def section_layout(sizes: DeckSizes) -> SlideLayout:
    """Return the layout that opens a part of a talk."""
    picture = Rect(520, 60, 412, HEIGHT - 60)
    width = picture.x - 54 - 20
    title = Placeholder(
        "title", "title", TITLE_IDX, Rect(54, 60, width, 420), SECTION_PT, "headline", "wine", "ctr"
    )
    return SlideLayout(
        "section",
        "amber",
        (
            title,
            Placeholder("picture", "pic", PICTURE_IDX, picture),
            *footers(sizes, picture.x - 20),
        ),
    )


def quote_layout(sizes: DeckSizes) -> SlideLayout:
    """Return the layout of one sentence in large letters."""
    panel = NUMBER_PANEL
    width = panel.x - 54 - 30
    title = Placeholder(
        "title", "title", TITLE_IDX, Rect(54, 48, width, 376), QUOTE_PT, "headline", "paper", "ctr"
    )
    source = Placeholder(
        "source", "body", TEXT_IDX, Rect(54, 440, width, 44), 16, "bold", "amber", "ctr"
    )
    picture = Placeholder(
        "picture", "pic", PICTURE_IDX, Rect(panel.x, HEIGHT - panel.w, panel.w, panel.w)
    )
    return SlideLayout(
        "quote", "wine", (title, source, picture, *footers(sizes, panel.x - 24, "paper"))
    )


def columns_layout(sizes: DeckSizes) -> SlideLayout:
    """Return the layout of two columns on leaves."""
    left = margin(sizes)
    leaves = column_leaves(sizes)
    places: list[Placeholder] = []
    for number, ground in enumerate(leaves):
        heading, text = column_rects(ground, has_heading=True)
        places.append(
            Placeholder(
                f"head{number}", "body", TEXT_IDX + number, heading, 24, "bold", "wine", "ctr"
            )
        )
        places.append(
            Placeholder(f"column{number}", "body", SECOND_IDX + number, text, 25, gap=11.0)
        )
    return SlideLayout(
        "columns",
        "paper",
        (
            title_box(sizes, Rect(left, 34, WIDTH - 2 * left, 84)),
            *places,
            *footers(sizes, WIDTH - left),
        ),
        tuple(
            Decoration(Shape(leaf(ground, LEAF_RADIUS)), colour)
            for ground, colour in zip(leaves, ("blush", "aqua"), strict=True)
        ),
    )


def table_layout(sizes: DeckSizes) -> SlideLayout:
    """Return the layout of a table over the whole width."""
    left = margin(sizes)
    width = WIDTH - 2 * left
    return SlideLayout(
        "table",
        "paper",
        (
            title_box(sizes, Rect(left, 34, width, 88)),
            Placeholder("table", "tbl", TABLE_IDX, Rect(left, TABLE_TOP, width, TABLE_HEIGHT), 20),
            Placeholder("source", "body", TEXT_IDX, Rect(left, 484, width, 20), sizes.source_pt),
            *footers(sizes, WIDTH - left),
        ),
    )
