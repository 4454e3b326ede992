"""Affine matrices, and the transform attribute of SVG -> one matrix."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kit.errors import SourceError
from kit.sources.outline import Point
from kit.sources.svg_numbers import parse_numbers

_STEP = re.compile(r"\s*([a-zA-Z]+)\s*\(([^()]*)\)\s*,?\s*")
# A rounded turn or scale, such as 0.707107, still counts as one.
_TOLERANCE = 1e-5


@dataclass(frozen=True, slots=True)
class Matrix:
    """x' = a x + c y + e and y' = b x + d y + f, as in SVG."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def __matmul__(self, inner: "Matrix") -> "Matrix":
        """Return the matrix that applies `inner` first and this one after it."""
        e, f = self.apply((inner.e, inner.f))
        return Matrix(
            self.a * inner.a + self.c * inner.b,
            self.b * inner.a + self.d * inner.b,
            self.a * inner.c + self.c * inner.d,
            self.b * inner.c + self.d * inner.d,
            e,
            f,
        )

    def apply(self, point: Point) -> Point:
        """Return the point moved."""
        x, y = point
        return (self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)

    @property
    def scale(self) -> float:
        """By how much lengths grow; of an uneven matrix the geometric mean."""
        return math.sqrt(abs(self.a * self.d - self.b * self.c))

    @property
    def keeps_circles(self) -> bool:
        """Whether a circle stays one, so that a stroke keeps an even width."""
        size = self.scale or 1.0
        turned = math.isclose(self.a, self.d, abs_tol=_TOLERANCE * size) and math.isclose(
            self.b, -self.c, abs_tol=_TOLERANCE * size
        )
        mirrored = math.isclose(self.a, -self.d, abs_tol=_TOLERANCE * size) and math.isclose(
            self.b, self.c, abs_tol=_TOLERANCE * size
        )
        return turned or mirrored


IDENTITY = Matrix()


def parse_transform(text: str) -> Matrix:
    """Return the matrix of a transform attribute: translate, scale, rotate and matrix.

    Raises:
        SourceError: On any other function, a wrong count of numbers or broken syntax.
    """
    matrix, position = IDENTITY, 0
    text = text.strip()
    while position < len(text):
        step = _STEP.match(text, position)
        if not step:
            raise SourceError(f'transform="{text}" cannot be read')
        matrix = matrix @ _step(step[1], parse_numbers(step[2]))
        position = step.end()
    return matrix


def _step(name: str, numbers: tuple[float, ...]) -> Matrix:
    counts, build = _STEPS.get(name, ((), Matrix))
    if len(numbers) not in counts:
        raise SourceError(f"the transform {name} with {len(numbers)} numbers is not supported")
    return build(*numbers)


def _translation(x: float, y: float = 0.0) -> Matrix:
    return Matrix(e=x, f=y)


def _scaling(x: float, y: float | None = None) -> Matrix:
    return Matrix(a=x, d=x if y is None else y)


def _rotation(degrees: float, x: float = 0.0, y: float = 0.0) -> Matrix:
    angle = math.radians(degrees)
    sine, cosine = math.sin(angle), math.cos(angle)
    turn = Matrix(a=cosine, b=sine, c=-sine, d=cosine)
    return _translation(x, y) @ turn @ _translation(-x, -y)


# How many numbers each function takes, and what builds its matrix.
_STEPS: Mapping[str, tuple[tuple[int, ...], Callable[..., Matrix]]] = {
    "translate": ((1, 2), _translation),
    "scale": ((1, 2), _scaling),
    "rotate": ((1, 3), _rotation),
    "matrix": ((6,), Matrix),
}
