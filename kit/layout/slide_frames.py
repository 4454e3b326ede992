"""What slide layouts share: placeholder numbers, the title, the footer with the slide number."""

from kit.layout.deck import Placeholder
from kit.layout.slide_geometry import (
    FOOT_H,
    FOOT_Y,
    margin,
)  # fmt: skip
from kit.sources.theme_tables import DeckSizes
from kit.units import Points, Rect

TITLE_IDX, DATE_IDX, FOOTER_IDX, NUMBER_IDX, PICTURE_IDX, CHART_IDX, TABLE_IDX = (
    0, 10, 11, 12, 13, 14, 15,
)  # fmt: skip
TEXT_IDX, SECOND_IDX = 20, 40
DATE_WIDTH = 200.0


def title_box(sizes: DeckSizes, rect: Rect) -> Placeholder:
    """Return the title's placeholder."""
    return Placeholder(
        "title",
        "title",
        TITLE_IDX,
        rect,
        sizes.heading_pt,
        "headline",
        "red",
        "ctr",
    )


def footers(sizes: DeckSizes, right: Points, colour: str = "ink") -> tuple[Placeholder, ...]:
    """Return the footer, the date and the slide number, in a colour of the palette."""
    left = margin(sizes)
    number_width = 40.0
    date_x = right - number_width - DATE_WIDTH
    return (
        Placeholder(
            "footer",
            "ftr",
            FOOTER_IDX,
            Rect(left, FOOT_Y, date_x - left, FOOT_H),
            sizes.source_pt,
            colour=colour,
            anchor="ctr",
        ),
        Placeholder(
            "date",
            "dt",
            DATE_IDX,
            Rect(date_x, FOOT_Y, DATE_WIDTH, FOOT_H),
            sizes.source_pt,
            colour=colour,
            anchor="ctr",
            align="end",
        ),
        Placeholder(
            "number",
            "sldNum",
            NUMBER_IDX,
            Rect(right - number_width, FOOT_Y, number_width, FOOT_H),
            sizes.source_pt,
            colour=colour,
            anchor="ctr",
            align="end",
        ),
    )
