"""A page -> the page for a print shop: bleed, crop and fold marks, and a line that names it.

Marks stand clear of the bleed, so that a cut that is a little off shows none of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kit.document.runs import Run, Text
from kit.layout.compositor import ARTIFACT, UNBROKEN, Compositor, Type
from kit.layout.page import FormField, Mark, Page, PlacedLine, Shape, Tagged
from kit.sources.outline import Outline, Point, Segment
from kit.typeset.glyphs import Weight
from kit.units import Points, mm

SLUG_MM = 8.0
# Crop marks begin where the bleed ends.
MARK_MM = 5.0
HAIRLINE: Points = 0.25
FOLD_DASHES = 3
LABEL_PT, LABEL_X_MM, LABEL_DROP_MM = 6.0, 6.0, 4.0
INK = "#000000"


def for_print(page: Page, compositor: Compositor, name: str, bleed: Points) -> Page:
    """Return a page with bleed, slug and printer's marks.

    Args:
        page: Its colour must reach over the trim as far as the bleed.
        compositor: Sets the name.
        name: Of the file and page, for the print shop; it stands in the lower slug.
        bleed: How far colour is printed over the trim.
    """
    marks = [*_crop_marks(page, bleed), *_fold_marks(page, bleed)]
    marks += _label(page, compositor, name, bleed)
    content = _without_fields(page.content)
    return replace(
        page, content=content, bleed=bleed, slug=mm(SLUG_MM), printers_marks=tuple(marks)
    )


def _without_fields(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Return marks without places to type in: a print file holds no form (ISO 15930-7)."""
    return tuple(
        Tagged(mark.element, _without_fields(mark.marks)) if isinstance(mark, Tagged) else mark
        for mark in marks
        if not isinstance(mark, FormField)
    )


def _label(page: Page, compositor: Compositor, name: str, bleed: Points) -> Iterator[Mark]:
    kind = Type(LABEL_PT, 1.2, Weight.REGULAR, INK, ARTIFACT)
    text = Text((Run(name, "en"),))
    x, y = mm(LABEL_X_MM), page.height + bleed + mm(LABEL_DROP_MM)
    for line in compositor.lines(text, kind, UNBROKEN)[:1]:
        yield PlacedLine(line, x, y, kind.size)


def _crop_marks(page: Page, bleed: Points) -> Iterator[Mark]:
    near, far = bleed, bleed + mm(MARK_MM)
    for x, outward in ((0.0, -1), (page.width, 1)):
        for y in (0.0, page.height):
            yield _stroke((x + outward * near, y), (x + outward * far, y))
    for y, outward in ((0.0, -1), (page.height, 1)):
        for x in (0.0, page.width):
            yield _stroke((x, y + outward * near), (x, y + outward * far))


def _fold_marks(page: Page, bleed: Points) -> Iterator[Mark]:
    """Yield dashed strokes over and under the page: solid ones would be taken for cuts."""
    step = mm(MARK_MM) / (2 * FOLD_DASHES - 1)
    for x in page.folds:
        for edge, outward in ((-bleed, -1), (page.height + bleed, 1)):
            for dash in range(FOLD_DASHES):
                y = edge + outward * 2 * dash * step
                yield _stroke((x, y), (x, y + outward * step))


def _stroke(start: Point, end: Point) -> Shape:
    outline = Outline((Segment("move", (start,)), Segment("line", (end,))))
    return Shape(outline, stroke=INK, stroke_width=HAIRLINE)
