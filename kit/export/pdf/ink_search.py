"""Colours that a press should show, with inks to start from -> the inks that come nearest.

The tables of a profile that lead from colours to inks are coarse; those that lead from inks to
colours are exact. So the inks are tried on the exact ones, in ever smaller steps.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple, TypeAlias

Steps: TypeAlias = tuple[int, int, int, int]
"""Cyan, magenta, yellow and black in 255ths of full ink."""
FULL = 255


class Lab(NamedTuple):
    """A colour in CIELAB, paper white being 100, 0, 0."""

    lightness: float
    a: float
    b: float

    def squared_difference(self, other: "Lab") -> float:
        """Return the square of the difference delta E*ab (CIE 1976)."""
        lightness, a, b = self
        other_lightness, other_a, other_b = other
        down, across, along = lightness - other_lightness, a - other_a, b - other_b
        return down * down + across * across + along * along

    def towards(self, other: "Lab", share: float) -> "Lab":
        """Return the colour on the way to another; 0 is this one, 1 the other."""
        return Lab(*(one + (two - one) * share for one, two in zip(self, other, strict=True)))


Proof: TypeAlias = Callable[[Sequence[Steps]], list[Lab]]
"""What a press shows of inks."""

# Tried in this order: one ink more or less, or one more for another less.
_MOVES: tuple[Steps, ...] = (
    (1, 0, 0, 0), (-1, 0, 0, 0), (0, 1, 0, 0), (0, -1, 0, 0), (0, 0, 1, 0), (0, 0, -1, 0),
    (1, -1, 0, 0), (-1, 1, 0, 0), (1, 0, -1, 0), (-1, 0, 1, 0), (0, 1, -1, 0), (0, -1, 1, 0),
)  # fmt: skip
# Only where total ink holds a colour back: black then takes the place of the other three.
_MOVES_OF_BLACK: tuple[Steps, ...] = (
    (0, 0, 0, 1), (0, 0, 0, -1), (-1, 0, 0, 1), (1, 0, 0, -1), (0, -1, 0, 1), (0, 1, 0, -1),
    (0, 0, -1, 1), (0, 0, 1, -1), (-1, -1, -1, 1),
)  # fmt: skip
# An ink by its amount: full above full, none below none, which counts from the end.
_CLIPPED = (*range(FULL + 1), *(FULL,) * FULL, *(0,) * FULL)
_MOST_ROUNDS = 3


class Found(NamedTuple):
    """Inks, and the square of the difference between a colour and what the press shows of them."""

    inks: Steps
    squared: float

    @property
    def difference(self) -> float:
        """The difference delta E*ab."""
        return sqrt(self.squared)


@dataclass(frozen=True, slots=True)
class Search:
    """How inks are looked for.

    Attributes:
        proof: What the press shows of inks.
        most: Total ink that no answer exceeds, in 255ths.
        strides: Steps to try, from large to small.
    """

    proof: Proof
    most: int
    strides: tuple[int, ...]

    def nearest(self, colours: Sequence[Lab], starts: Sequence[Steps]) -> list[Found]:
        """Return the nearest inks that were found for each colour, from its own start on.

        Black stays as it is but where the total holds a colour back.
        """
        inks = [_within(start, self.most) for start in starts]
        found = [
            Found(each, colour.squared_difference(shown))
            for each, colour, shown in zip(inks, colours, self.proof(inks), strict=True)
        ]
        for stride in self.strides:
            moving: Iterable[int] = range(len(found))
            for _ in range(_MOST_ROUNDS):
                moving = self._improve(found, colours, moving, stride)
        return found

    def _improve(
        self, found: list[Found], colours: Sequence[Lab], moving: Iterable[int], stride: int
    ) -> list[int]:
        """Take the best step of each that moves; return those that took one."""
        trials = [(index, inks) for index in moving for inks in self._around(found[index], stride)]
        if not trials:
            return []
        moved: set[int] = set()
        shown = self.proof([inks for _, inks in trials])
        for (index, inks), seen in zip(trials, shown, strict=True):
            squared = colours[index].squared_difference(seen)
            if squared < found[index].squared:
                found[index] = Found(inks, squared)
                moved.add(index)
        return sorted(moved)

    def _around(self, found: Found, stride: int) -> Iterator[Steps]:
        c, m, y, k = found.inks
        is_held_back = c + m + y + k + stride > self.most
        for more_c, more_m, more_y, more_k in _MOVES + _MOVES_OF_BLACK * is_held_back:
            inks = (
                _CLIPPED[c + stride * more_c],
                _CLIPPED[m + stride * more_m],
                _CLIPPED[y + stride * more_y],
                _CLIPPED[k + stride * more_k],
            )
            if inks != found.inks and sum(inks) <= self.most:
                yield inks


def _within(inks: Steps, most: int) -> Steps:
    """Take so much of the colours off that the total holds; black stays."""
    *colours, black = inks
    if sum(inks) <= most:
        return inks
    share = max(0, most - black) / sum(colours)
    c, m, y = (int(ink * share) for ink in colours)
    return c, m, y, black
