"""The graphics state of a content stream, as values: each operator gives a new one."""

from dataclasses import dataclass, replace
from typing import TypeAlias

from kit.preflight.pdf.objects import entry, number
from kit.preflight.pdf.painted import Colour, Font, Quad
from kit.preflight.pdf.spaces import CMYK, GRAY

Matrix: TypeAlias = tuple[float, float, float, float, float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
BLACK = Colour(GRAY, (0.0,))


@dataclass(frozen=True, slots=True)
class State:
    """What holds until it is changed (ISO 32000-1, 8.4); `pattern` is what a fill is made of."""

    matrix: Matrix = IDENTITY
    fill: Colour = BLACK
    stroke: Colour = BLACK
    pattern: object = None
    font: Font | None = None
    font_size: float = 1.0
    rendering: int = 0
    overprints: bool = False
    overprint_mode: int = 0

    @property
    def keeps_other_inks(self) -> bool:
        """Whether a fill in black ink leaves the inks under it: op, OPM 1 and four inks (8.6.7)."""
        return self.overprints and self.overprint_mode == 1 and self.fill.space == CMYK

    def with_parameters(self, parameters: object) -> "State":
        """Return the state after `gs` with this ExtGState."""
        fill = entry(parameters, "op")
        if fill is None:  # OP alone sets both
            fill = entry(parameters, "OP")
        mode = number(entry(parameters, "OPM"))
        return replace(
            self,
            overprints=self.overprints if fill is None else fill is True,
            overprint_mode=self.overprint_mode if mode is None else int(mode),
        )


def times(first: Matrix, second: Matrix) -> Matrix:
    """Return the matrix that does the first, then the second."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return (
        a * p + b * r, a * q + b * s,
        c * p + d * r, c * q + d * s,
        e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


def matrix_of(values: tuple[float, ...]) -> Matrix:
    """Return six numbers as a matrix; anything else changes nothing."""
    if len(values) != 6:  # noqa: PLR2004
        return IDENTITY
    a, b, c, d, e, f = values
    return (a, b, c, d, e, f)


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return a point as the matrix puts it on the page."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def box_of(matrix: Matrix, points: list[float]) -> Quad:
    """Return the box round points, given as x, y, x, y, as it stands on the page."""
    placed = [moved(matrix, x, y) for x, y in zip(points[::2], points[1::2], strict=False)]
    xs, ys = [x for x, _ in placed] or [0.0], [y for _, y in placed] or [0.0]
    return min(xs), min(ys), max(xs), max(ys)


def around_all(boxes: tuple[Quad, ...]) -> Quad:
    """Return the box round boxes, of which there is at least one."""
    left, bottom, right, top = zip(*boxes, strict=True)
    return min(left), min(bottom), max(right), max(top)


def lengths(matrix: Matrix) -> tuple[float, float]:
    """Return how long the lower and the left edge of a unit square are on the page."""
    a, b, c, d, *_ = matrix
    return float((a * a + b * b) ** 0.5), float((c * c + d * d) ** 0.5)
