"""A slide of a deck -> a small picture of it in a thin frame, for a page of a hand-out."""

from kit.layout.box import Box, mirrored
from kit.layout.handout_sheet import RULE_PT, HandoutSheet
from kit.layout.page import Shape
from kit.layout.scaling import scaled
from kit.layout.shapes import field
from kit.layout.slide_geometry import HEIGHT, WIDTH
from kit.layout.slide_page import slide_marks
from kit.units import Points, Rect


def slide_box(sheet: HandoutSheet, index: int, width: Points) -> Box:
    """Return the picture of a slide of this width in a frame."""
    deck, compositor = sheet.deck, sheet.compositor
    marks = slide_marks(deck, deck.slides[index], compositor, index + 1)
    if compositor.locale.is_rtl:
        # A slide is in its direction already, and the page is turned when all is on it.
        marks = tuple(mirrored(mark, WIDTH) for mark in marks)
    factor = width / WIDTH
    height = HEIGHT * factor
    frame = Shape(
        field(Rect(0, 0, width, height), 0), stroke=deck.colours["stone"], stroke_width=RULE_PT
    )
    return Box(width, height, (*(scaled(mark, factor) for mark in marks), frame))
