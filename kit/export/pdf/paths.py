"""Outlines, shapes and figures -> PDF path operators."""

from kit.export.pdf.colours import Colours
from kit.export.pdf.syntax import number, thousandths
from kit.layout.page import Shape
from kit.sources.art import Figure, Stroke
from kit.sources.outline import Outline

_POINT = "%.3f %.3f "
_STEPS = {"move": _POINT + "m", "line": _POINT + "l", "curve": 3 * _POINT + "c", "close": "h"}
_CAPS = {"butt": 0, "round": 1, "square": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}
# SVG cuts sharp corners at 4 times the width, a PDF without this at 10 times.
_MITER_LIMIT = "4 M"


def path_operators(outline: Outline) -> str:
    """Return the operators that build the path."""
    template = "\n".join([_STEPS[segment.operator] for segment in outline.segments])
    lengths = [length for step in outline.segments for point in step.points for length in point]
    return thousandths(template, lengths)


def shape_operators(shape: Shape, outline: Outline, colours: Colours) -> str:
    """Return the operators that draw a shape along its outline turned over, y upwards."""
    has_stroke = shape.stroke and shape.stroke_width
    stroke = Stroke(shape.stroke, shape.stroke_width, "butt", "miter") if has_stroke else None
    return figure_operators(Figure(outline, shape.fill, stroke), colours)


def figure_operators(figure: Figure, colours: Colours) -> str:
    """Return the operators that draw one path of a drawing, but for its opacity."""
    state = [colours.fill(figure.fill)] if figure.fill else []
    if figure.stroke:
        state.append(_stroke_state(figure.stroke, colours))
    return "\n".join((*state, path_operators(figure.outline), _paint(figure)))


def _stroke_state(stroke: Stroke, colours: Colours) -> str:
    return (
        f"{colours.stroke(stroke.colour)} {number(stroke.width)} w "
        f"{_CAPS[stroke.cap]} J {_JOINS[stroke.join]} j {_MITER_LIMIT}"
    )


def _paint(figure: Figure) -> str:
    """Return the painting operator; B fills and strokes as one, also when it is faded."""
    if not figure.fill:
        return "S" if figure.stroke else "n"
    return ("B" if figure.stroke else "f") + ("*" if figure.is_evenodd else "")
