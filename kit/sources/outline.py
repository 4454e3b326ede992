"""Outlines: closed or open paths of lines and cubic curves, as values."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Point: TypeAlias = tuple[float, float]
Operator: TypeAlias = Literal["move", "line", "curve", "close"]


@dataclass(frozen=True, slots=True)
class Segment:
    """One step of an outline: move and line have one point, curve three, close none."""

    operator: Operator
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """Segments in any length unit, y downwards."""

    segments: tuple[Segment, ...]

    def moved(self, dx: float, dy: float) -> "Outline":
        """Return the outline shifted."""
        return Outline(
            tuple(
                Segment(step.operator, tuple([(x + dx, y + dy) for x, y in step.points]))
                for step in self.segments
            )
        )

    def mapped(self, sx: float, sy: float, dx: float, dy: float) -> "Outline":
        """Return the outline with x' = x sx + dx and y' = y sy + dy."""
        return Outline(
            tuple(
                Segment(
                    segment.operator,
                    tuple((x * sx + dx, y * sy + dy) for x, y in segment.points),
                )
                for segment in self.segments
            )
        )
