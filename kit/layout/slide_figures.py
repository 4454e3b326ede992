"""Layouts of slides that show something: chart, big number, steps, myths and facts."""

from kit.layout.deck import Decoration, Placeholder, SlideLayout
from kit.layout.page import Shape
from kit.layout.shapes import drop
from kit.layout.slide_frames import (
    CHART_IDX,
    PICTURE_IDX,
    SECOND_IDX,
    TEXT_IDX,
    TITLE_IDX,
    footers,
    title_box,
)
from kit.layout.slide_geometry import (
    HEIGHT,
    NUMBER_PANEL,
    STEPS,
    WIDTH,
    inside_leaf,
    margin,
    note_text,
    pair_rects,
    step_rects,
)  # fmt: skip
from kit.sources.outline import Outline
from kit.sources.theme_tables import DeckSizes
from kit.units import Rect

# The tip of a badge, in radii over its middle, and how steep its sides are.
BADGE_TIP, BADGE_SHOULDER = 1.6, 0.2


def chart_layout(sizes: DeckSizes) -> SlideLayout:
    """Return the layout."""
    left = margin(sizes)
    return SlideLayout(
        "chart",
        "paper",
        (
            title_box(sizes, Rect(left, 34, 800, 108)),
            Placeholder(
                "unit", "body", TEXT_IDX, Rect(left, 150, 800, 26), 18, "bold", anchor="ctr"
            ),
            Placeholder("chart", "chart", CHART_IDX, Rect(left, 184, 620, 292), sizes.label_pt),
            Placeholder("note", "body", SECOND_IDX, note_text(), 17, "bold", anchor="ctr"),
            Placeholder(
                "source", "body", SECOND_IDX + 1, Rect(left, 484, 620, 20), sizes.source_pt
            ),
            *footers(sizes, WIDTH - left),
        ),
    )


def number_layout(sizes: DeckSizes) -> SlideLayout:
    """Return the layout."""
    panel = NUMBER_PANEL
    width = panel.x - 54 - 24
    return SlideLayout(
        "number",
        "red",
        (
            Placeholder(
                "title", "title", TITLE_IDX, Rect(54, 34, width, 44), 30, "headline", "paper", "ctr"
            ),
            Placeholder(
                "figure",
                "body",
                TEXT_IDX,
                Rect(54, 66, width, 268),
                sizes.number_pt,
                "headline",
                "amber",
                "ctr",
            ),
            Placeholder(
                "lead", "body", TEXT_IDX + 1, Rect(54, 332, width, 104), 28, "bold", "paper"
            ),
            Placeholder(
                "body",
                "body",
                TEXT_IDX + 2,
                Rect(54, 442, width, 60),
                sizes.body_pt,
                "regular",
                "paper",
            ),
            Placeholder(
                "picture", "pic", PICTURE_IDX, Rect(panel.x, HEIGHT - panel.w, panel.w, panel.w)
            ),
            *footers(sizes, panel.x - 24, "paper"),
        ),
    )


def steps_layout(sizes: DeckSizes, count: int) -> SlideLayout:
    """Return the layout of some steps side by side."""
    left = margin(sizes)
    texts: list[Placeholder] = []
    rects = step_rects(sizes, count)
    for number, (_, badge, text) in enumerate(rects):
        figure = Rect(badge.x, badge.y + 14, badge.w, badge.h - 16)
        texts.append(
            Placeholder(
                f"badge{number}",
                "body",
                SECOND_IDX + number,
                figure,
                18,
                "headline",
                "white",
                "ctr",
                "centre",
            )
        )
        texts.append(Placeholder(f"step{number}", "body", TEXT_IDX + number, text, 18))
    return SlideLayout(
        steps_key(count),
        "paper",
        (
            title_box(sizes, Rect(left, 34, WIDTH - 2 * left, 88)),
            *texts,
            *footers(sizes, WIDTH - left),
        ),
        tuple(Decoration(Shape(badge_outline(badge)), "red") for _, badge, _ in rects),
    )


def steps_key(count: int) -> str:
    """Return the key of the layout of some steps."""
    return "steps" if count == STEPS else f"steps-{count}"


def badge_outline(rect: Rect) -> Outline:
    """Return the drop under the number of a step."""
    radius = min(rect.w / 2, rect.h / (1 + BADGE_TIP))
    return drop((rect.x + rect.w / 2, rect.bottom - radius), radius, BADGE_TIP, BADGE_SHOULDER)


def pairs_layout(sizes: DeckSizes) -> SlideLayout:
    """Return the layout."""
    left = margin(sizes)
    rects = pair_rects(sizes)
    labels = [
        Placeholder(
            key,
            "body",
            SECOND_IDX + 10 + number,
            Rect(rect.x, 118, rect.w, 30),
            17,
            "bold",
            anchor="ctr",
        )
        for number, (key, rect) in enumerate(zip(("myth", "fact"), rects[0], strict=True))
    ]
    texts: list[Placeholder] = []
    for number, (myth, fact) in enumerate(rects):
        texts.append(
            Placeholder(
                f"myth{number}", "body", TEXT_IDX + number, inside_leaf(myth), 18, anchor="ctr"
            )
        )
        texts.append(
            Placeholder(
                f"fact{number}",
                "body",
                SECOND_IDX + number,
                inside_leaf(fact),
                18,
                "bold",
                anchor="ctr",
            )
        )
    return SlideLayout(
        "pairs",
        "paper",
        (
            title_box(sizes, Rect(left, 34, WIDTH - 2 * left, 84)),
            *labels,
            *texts,
            *footers(sizes, WIDTH - left),
        ),
    )
