"""Sentences of a language -> one page that shows it in every face and size, for a native reader.

Small strokes under the last paragraph mark every place where a line may break.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kit.document.runs import Text
from kit.layout.box import Box, mirrored, stack
from kit.layout.compositor import Compositor, Type
from kit.layout.page import Mark, Page, PlacedLine, Shape
from kit.layout.parts import plain
from kit.layout.shapes import field
from kit.typeset.glyphs import Weight
from kit.typeset.lines import break_lines
from kit.units import Points, Rect, mm

PAGE_MM = (210.0, 297.0)
MARGIN_MM = 16.0
# (size in points for Latin, weight) of each row, after what the products use.
HEADLINES = (54.0, 30.0, 18.0)
BODIES = (
    (16.0, Weight.BOLD), (14.0, Weight.REGULAR), (11.5, Weight.BOLD), (10.4, Weight.REGULAR),
    (9.5, Weight.REGULAR), (7.0, Weight.REGULAR),
)  # fmt: skip
NARROW_MM = 58.0
ONE_PIECE = 1e-6


@dataclass(frozen=True, slots=True)
class Specimen:
    """What the page shows: a label in Latin, a headline, sentences, a line of digits and signs."""

    label: str
    headline: Text
    sentences: tuple[Text, ...]
    digits: Text


def lay_out_specimen(specimen: Specimen, compositor: Compositor) -> Page:
    """Return the page."""
    width, height = map(mm, PAGE_MM)
    measure = width - 2 * mm(MARGIN_MM)
    rows = [
        *_headlines(specimen, compositor, measure),
        *_bodies(specimen.sentences, compositor, measure),
        _digits(specimen, compositor, measure),
        _columns(specimen.sentences, compositor, measure),
        _pieces(specimen.sentences[-1], compositor, measure),
    ]
    marks = [*stack(rows, mm(4.5)).at(mm(MARGIN_MM), mm(MARGIN_MM) + mm(6))]
    if compositor.locale.is_rtl:
        marks = [mirrored(mark, width) for mark in marks]
    label = compositor.text(plain(specimen.label, compositor.locale), _small(compositor), measure)
    return Page(width, height, (*label.at(mm(MARGIN_MM), mm(9)), *marks))


def _small(compositor: Compositor) -> Type:
    return Type(8.0, 1.3, Weight.BOLD, compositor.theme.colour_of("headline"), "Artifact")


def _headlines(specimen: Specimen, compositor: Compositor, measure: Points) -> list[Box]:
    script, theme = compositor.script, compositor.theme
    found: list[Box] = []
    for size in HEADLINES:
        points = size * script.headline_scale
        colour = theme.colour_of("headline")
        kind = Type(
            points, script.headline_leading, Weight.HEADLINE, colour, "H1", is_balanced=True
        )
        found.append(compositor.text(specimen.headline, kind, measure))
    return found


def _body(compositor: Compositor, size: Points, weight: Weight) -> Type:
    script = compositor.script
    colour = compositor.theme.colour_of("text")
    return Type(size * script.scale, script.body_leading, weight, colour)


def _bodies(texts: Sequence[Text], compositor: Compositor, measure: Points) -> list[Box]:
    """Return a sentence in each size, going round through the sentences."""
    return [
        compositor.text(texts[number % len(texts)], _body(compositor, size, weight), measure)
        for number, (size, weight) in enumerate(BODIES)
    ]


def _digits(specimen: Specimen, compositor: Compositor, measure: Points) -> Box:
    return compositor.text(specimen.digits, _body(compositor, 14.0, Weight.REGULAR), measure)


def _columns(texts: Sequence[Text], compositor: Compositor, measure: Points) -> Box:
    """Return sentences in narrow columns, as in a brochure: where lines really break."""
    column = mm(NARROW_MM)
    kind = _body(compositor, 10.4, Weight.REGULAR)
    boxes = [compositor.text(text, kind, column) for text in texts[:3]]
    gap = (measure - 3 * column) / 2
    marks = [
        mark for number, box in enumerate(boxes) for mark in box.at(number * (column + gap), 0)
    ]
    return Box(measure, max(box.height for box in boxes), tuple(marks))


def _pieces(text: Text, compositor: Compositor, measure: Points) -> Box:
    """Return a text in its unbreakable pieces, a stroke under every place where a line may end."""
    kind = _body(compositor, 14.0, Weight.REGULAR)
    gap, pitch = 0.5 * kind.size, kind.leading * kind.size
    marks: list[Mark] = []
    x, y = 0.0, pitch
    for piece in break_lines(compositor.paragraph(text, kind), ONE_PIECE):
        width = piece.width * kind.size
        if x and x + width > measure:
            x, y = 0.0, y + pitch
        marks.append(PlacedLine(piece, x, y, kind.size))
        x += width + gap
        stroke = Rect(x - gap * 0.6, y - kind.size * 0.1, 1.0, kind.size * 0.45)
        marks.append(Shape(field(stroke, 0), fill=compositor.theme.colour_of("headline")))
    return Box(measure, y + 0.5 * pitch, tuple(marks))
