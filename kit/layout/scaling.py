"""A page laid out on a larger or smaller sheet -> the same page on its own paper."""

from dataclasses import replace

from kit.layout.page import (
    FormField,
    Mark,
    Page,
    PlacedArt,
    PlacedColumn,
    PlacedImage,
    PlacedLine,
    Shape,
    Tagged,
)
from kit.units import Rect


def scaled_page(page: Page, factor: float) -> Page:
    """Return a page with all its lengths multiplied."""
    return replace(
        page,
        width=page.width * factor,
        height=page.height * factor,
        content=tuple(scaled(mark, factor) for mark in page.content),
        folds=tuple(x * factor for x in page.folds),
        bleed=page.bleed * factor,
    )


def scaled(mark: Mark, factor: float) -> Mark:
    """Return a mark with all its lengths multiplied."""
    match mark:
        case Shape():
            outline = mark.outline.mapped(factor, factor, 0, 0)
            return replace(mark, outline=outline, stroke_width=mark.stroke_width * factor)
        case PlacedLine() | PlacedColumn():
            return replace(mark, x=mark.x * factor, y=mark.y * factor, size=mark.size * factor)
        case PlacedArt():
            clip = mark.clip and _rect(mark.clip, factor)
            return replace(mark, rect=_rect(mark.rect, factor), clip=clip)
        case PlacedImage() | FormField():
            return replace(mark, rect=_rect(mark.rect, factor))
        case Tagged():
            return Tagged(mark.element, tuple(scaled(each, factor) for each in mark.marks))


def _rect(rect: Rect, factor: float) -> Rect:
    return Rect(rect.x * factor, rect.y * factor, rect.w * factor, rect.h * factor)
