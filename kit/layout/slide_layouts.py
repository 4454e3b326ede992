"""The geometry of the slide master: every layout once, for left to right, in points.

Written after the theme's 16:9 plan; the export mirrors it for right to left.
"""

from dataclasses import replace

from kit.layout.deck import Placeholder, SlideLayout
from kit.layout.slide_figures import chart_layout, number_layout, pairs_layout, steps_layout
from kit.layout.slide_frames import (
    DATE_IDX,
    PICTURE_IDX,
    TEXT_IDX,
    TITLE_IDX,
    footers,
    title_box,
)
from kit.layout.slide_geometry import (
    CLOSING_QR,
    FEW_ROWS,
    FEWEST_STEPS,
    FOOT_H,
    FOOT_Y,
    HEIGHT,
    MOST_ROWS,
    ROWS_BOTTOM,
    ROWS_TOP,
    STEPS,
    WIDTH,
    margin,
    row_rects,
    side_panel,
)  # fmt: skip
from kit.layout.slide_structures import (
    columns_layout,
    quote_layout,
    section_layout,
    table_layout,
)
from kit.sources.theme_tables import DeckSizes
from kit.units import Rect


def slide_layouts(sizes: DeckSizes) -> tuple[SlideLayout, ...]:
    """Return all layouts of the master."""
    rows = tuple(_rows(sizes, count) for count in range(1, MOST_ROWS + 1))
    return (
        _title(sizes),
        _title_with_lead(sizes),
        section_layout(sizes),
        *rows,
        _text(sizes),
        columns_layout(sizes),
        chart_layout(sizes),
        table_layout(sizes),
        number_layout(sizes),
        quote_layout(sizes),
        *(steps_layout(sizes, count) for count in range(FEWEST_STEPS, STEPS + 1)),
        pairs_layout(sizes),
        _closing(sizes, has_code=False),
        _closing(sizes, has_code=True),
    )


def _title(sizes: DeckSizes) -> SlideLayout:
    headline = Placeholder(
        "title",
        "title",
        TITLE_IDX,
        Rect(54, 20, 462, 372),
        sizes.headline_pt,
        "headline",
        "paper",
        "b",
    )
    service = Placeholder("service", "body", TEXT_IDX, Rect(54, 408, 462, 70), 22, "bold", "paper")
    picture = Placeholder("picture", "pic", PICTURE_IDX, Rect(518, 12, 401, 516))
    return SlideLayout("title", "red", (headline, service, picture, _cover_date(sizes)))


def _title_with_lead(sizes: DeckSizes) -> SlideLayout:
    """Return the title slide with a line between the headline and the service."""
    headline, service, *others = _title(sizes).placeholders
    headline = replace(headline, rect=Rect(54, 20, 462, 336))
    lead = replace(service, key="lead", idx=TEXT_IDX + 1, rect=Rect(54, 368, 462, 66))
    lead = replace(lead, colour="amber")
    service = replace(service, rect=Rect(54, 446, 462, 44), size=18)
    return SlideLayout("title-lead", "red", (headline, lead, service, *others))


def _cover_date(sizes: DeckSizes) -> Placeholder:
    rect = Rect(54, FOOT_Y - 6, 300, FOOT_H)
    return Placeholder("date", "dt", DATE_IDX, rect, sizes.source_pt + 2, "regular", "paper", "ctr")


def _rows(sizes: DeckSizes, count: int) -> SlideLayout:
    left, panel = margin(sizes), side_panel(sizes)
    right = panel.x - 22
    # Few rows leave room for larger words.
    size = sizes.body_pt + (3 if count <= FEW_ROWS else 0)
    texts = tuple(
        Placeholder(f"row{number}", "body", TEXT_IDX + number, rect, size, anchor="ctr")
        for number, (_, rect) in enumerate(row_rects(sizes, count))
    )
    picture = Placeholder(
        "picture", "pic", PICTURE_IDX, Rect(panel.x, HEIGHT - panel.w, panel.w, panel.w)
    )
    return SlideLayout(
        f"rows-{count}",
        "paper",
        (
            title_box(sizes, Rect(left, 34, right - left, 88)),
            *texts,
            picture,
            *footers(sizes, right),
        ),
    )


def _text(sizes: DeckSizes) -> SlideLayout:
    left, panel = margin(sizes), side_panel(sizes)
    right = panel.x - 22
    body = Placeholder(
        "body",
        "body",
        TEXT_IDX,
        Rect(left, ROWS_TOP, right - left, ROWS_BOTTOM - ROWS_TOP),
        sizes.body_pt,
    )
    picture = Placeholder(
        "picture", "pic", PICTURE_IDX, Rect(panel.x, HEIGHT - panel.w, panel.w, panel.w)
    )
    return SlideLayout(
        "text",
        "paper",
        (title_box(sizes, Rect(left, 34, right - left, 88)), body, picture, *footers(sizes, right)),
    )


def _closing(sizes: DeckSizes, *, has_code: bool) -> SlideLayout:
    """Return the last slide: with room for a QR code beside the contact, or without."""
    start, end = CLOSING_QR.x, WIDTH - 42
    contact_x = CLOSING_QR.right + 18 if has_code else start
    contact = Rect(contact_x, CLOSING_QR.y, end - contact_x, CLOSING_QR.h)
    return SlideLayout(
        "closing-qr" if has_code else "closing",
        "coral",
        (
            Placeholder(
                "title",
                "title",
                TITLE_IDX,
                Rect(start, 36, end - start, 240),
                sizes.headline_pt,
                "headline",
                "ink",
                "b",
            ),
            Placeholder(
                "lead", "body", TEXT_IDX, Rect(start, 288, end - start, 70), sizes.body_pt, "bold"
            ),
            Placeholder(
                "contact", "body", TEXT_IDX + 1, contact, 19, anchor="ctr" if has_code else "t"
            ),
            Placeholder("picture", "pic", PICTURE_IDX, Rect(0, HEIGHT - 520, 520, 520)),
        ),
    )
