"""The geometry of one SVG element (path, circle, rect ...) -> an outline of lines and curves."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from fontTools.svgLib.path.arc import EllipticalArc
from fontTools.svgLib.path.parser import parse_path

from kit.errors import SourceError
from kit.sources.affine import Matrix
from kit.sources.outline import Operator, Outline, Point, Segment
from kit.sources.svg_numbers import parse_number, parse_numbers

Attributes = Mapping[str, str]

# A quarter of a circle as one cubic curve: 4/3 (sqrt 2 - 1), off by 0.03 % of the radius.
KAPPA = 0.5522847498307936

# fontTools states no types for these two.
_ARC: Any = EllipticalArc
_PARSE_PATH: Any = parse_path

_NO_LENGTH = 1e-9
_COMMANDS = "MmZzLlHhVvCcSsQqTtAa"

GEOMETRY: Mapping[str, frozenset[str]] = {
    "path": frozenset({"d"}),
    "circle": frozenset({"cx", "cy", "r"}),
    "ellipse": frozenset({"cx", "cy", "rx", "ry"}),
    "rect": frozenset({"x", "y", "width", "height", "rx", "ry"}),
    "line": frozenset({"x1", "y1", "x2", "y2"}),
    "polyline": frozenset({"points"}),
    "polygon": frozenset({"points"}),
}
"""The elements that are drawn, and the attributes that say their form."""


def outline_of(name: str, attributes: Attributes, matrix: Matrix) -> Outline:
    """Return the outline of a drawn element (a key of GEOMETRY), moved by the matrix.

    Raises:
        SourceError: When a number or the path data cannot be read.
    """
    pen = _Pen(matrix)
    _DRAW[name](pen, attributes)
    return Outline(tuple(pen.segments))


class _Pen:
    """Takes the strokes of a fontTools pen and keeps them as segments."""

    def __init__(self, matrix: Matrix) -> None:
        self.segments: list[Segment] = []
        self._matrix = matrix
        self._start: Point = (0.0, 0.0)
        self.current: Point = (0.0, 0.0)

    def moveTo(self, point: Point) -> None:  # noqa: N802 - fontTools names these methods
        self._start = point
        self._add("move", point)

    def lineTo(self, point: Point) -> None:  # noqa: N802
        self._add("line", point)

    def curveTo(self, first: Point, second: Point, end: Point) -> None:  # noqa: N802
        self._add("curve", first, second, end)

    def qCurveTo(self, control: Point, end: Point) -> None:  # noqa: N802
        # The cubic curve with the same run has its control points two thirds of the way.
        self.curveTo(_towards(self.current, control, 2 / 3), _towards(end, control, 2 / 3), end)

    def arcTo(self, rx: float, ry: float, *rest: Any) -> None:  # noqa: N802
        rotation, large, sweep, end = rest
        if not rx or not ry:
            self.lineTo(end)
            return
        start = complex(*self.current)
        arc = _ARC(start, rx, ry, rotation, large, sweep, complex(*end))
        arc.draw(self)

    def closePath(self) -> None:  # noqa: N802
        # fontTools draws back to the start before it closes, which closing does by itself.
        if self.segments[-1] == Segment("line", (self._matrix.apply(self._start),)):
            self.segments.pop()
        self.segments.append(Segment("close"))
        self.current = self._start

    def endPath(self) -> None:  # noqa: N802
        pass

    def _add(self, operator: Operator, *points: Point) -> None:
        self.current = points[-1]
        moved = tuple(self._matrix.apply(point) for point in points)
        self.segments.append(Segment(operator, moved))


def _towards(start: Point, end: Point, share: float) -> Point:
    return (start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1]))


def _draw_path(pen: _Pen, attributes: Attributes) -> None:
    # fontTools passes over what it does not know, and wants spaces between the parts of an arc.
    text = " ".join(attributes.get("d", "").split())
    parse_numbers(text, between=_COMMANDS)
    try:
        _PARSE_PATH(text, pen)
    except (ValueError, IndexError) as error:
        raise SourceError("the path data cannot be read", hint=str(error)) from error


def _draw_circle(pen: _Pen, attributes: Attributes) -> None:
    radius = _length(attributes, "r")
    _draw_oval(pen, _point(attributes, "cx", "cy"), (radius, radius))


def _draw_ellipse(pen: _Pen, attributes: Attributes) -> None:
    radii = (_length(attributes, "rx"), _length(attributes, "ry"))
    _draw_oval(pen, _point(attributes, "cx", "cy"), radii)


def _draw_oval(pen: _Pen, centre: Point, radii: Point) -> None:
    (x, y), (rx, ry) = centre, radii
    if not rx or not ry:
        return
    _draw_rounded(pen, (x - rx, y - ry, x + rx, y + ry), radii)


def _draw_rect(pen: _Pen, attributes: Attributes) -> None:
    left, top = _point(attributes, "x", "y")
    width, height = _length(attributes, "width"), _length(attributes, "height")
    if not width or not height:
        return
    # One radius alone stands for both, and none passes the middle of its side (SVG 1.1, 9.2).
    rx = _length(attributes, "rx" if "rx" in attributes else "ry")
    ry = _length(attributes, "ry" if "ry" in attributes else "rx")
    radii = (min(rx, width / 2), min(ry, height / 2))
    _draw_rounded(pen, (left, top, left + width, top + height), radii)


def _draw_rounded(pen: _Pen, box: tuple[float, float, float, float], radii: Point) -> None:
    left, top, right, bottom = box
    rx, ry = radii
    if not rx or not ry:
        _draw_corners(pen, [(left, top), (right, top), (right, bottom), (left, bottom)])
        pen.closePath()
        return
    pen.moveTo((left + rx, top))
    # Clockwise: each side, then the corner it runs into.
    for start, corner, end in (
        ((right - rx, top), (right, top), (right, top + ry)),
        ((right, bottom - ry), (right, bottom), (right - rx, bottom)),
        ((left + rx, bottom), (left, bottom), (left, bottom - ry)),
        ((left, top + ry), (left, top), (left + rx, top)),
    ):
        if math.dist(pen.current, start) > _NO_LENGTH:
            pen.lineTo(start)
        pen.curveTo(_towards(start, corner, KAPPA), _towards(end, corner, KAPPA), end)
    pen.closePath()


def _draw_line(pen: _Pen, attributes: Attributes) -> None:
    _draw_corners(pen, [_point(attributes, "x1", "y1"), _point(attributes, "x2", "y2")])


def _draw_polyline(pen: _Pen, attributes: Attributes) -> None:
    numbers = parse_numbers(attributes.get("points", ""))
    if len(numbers) % 2:
        raise SourceError("points must be pairs of numbers")
    _draw_corners(pen, list(zip(numbers[::2], numbers[1::2], strict=True)))


def _draw_polygon(pen: _Pen, attributes: Attributes) -> None:
    _draw_polyline(pen, attributes)
    if pen.segments:
        pen.closePath()


def _draw_corners(pen: _Pen, corners: Sequence[Point]) -> None:
    for corner in corners[:1]:
        pen.moveTo(corner)
    for corner in corners[1:]:
        pen.lineTo(corner)


def _point(attributes: Attributes, x: str, y: str) -> Point:
    return (_number(attributes, x), _number(attributes, y))


def _number(attributes: Attributes, name: str) -> float:
    return parse_number(attributes.get(name, "0"))


def _length(attributes: Attributes, name: str) -> float:
    length = _number(attributes, name)
    if length < 0:
        raise SourceError(f'{name}="{attributes[name]}" is negative')
    return length


_DRAW: Mapping[str, Callable[[_Pen, Attributes], None]] = {
    "path": _draw_path,
    "circle": _draw_circle,
    "ellipse": _draw_ellipse,
    "rect": _draw_rect,
    "line": _draw_line,
    "polyline": _draw_polyline,
    "polygon": _draw_polygon,
}
