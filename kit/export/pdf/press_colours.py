"""A colour "#RRGGBB" -> the operators that choose the inks of a press for it."""

from kit.export.pdf.colours import Colours
from kit.export.pdf.inks import BLACK, Ink, Inks
from kit.export.pdf.syntax import numbers

OVERPRINT = "/Overprint"
"""The graphics state in which black is printed over what is under it."""
REGISTRATION = "/Registration"
"""The colour space of all plates."""


class PressColours:
    """Colours as cyan, magenta, yellow and black."""

    def __init__(self, inks: Inks) -> None:
        self._inks = inks

    def fill(self, colour: str) -> str:
        """Return the operator `k` with the inks of a colour."""
        return f"{_parts(self._inks.flat(colour))} k"

    def stroke(self, colour: str) -> str:
        """Return the operator `K` with the inks of a colour."""
        return f"{_parts(self._inks.flat(colour))} K"

    def writing(self, colour: str, operators: str) -> str:
        """Return the operators after `k`; black overprints.

        A plate that is a little off then shows no white edge round black letters.
        """
        chosen = f"{self.fill(colour)} {operators}"
        if self._inks.flat(colour) != BLACK:
            return chosen
        return f"q {OVERPRINT} gs {chosen}\nQ"

    def for_marks(self) -> Colours:
        """Return marks in the colour of all plates: a press is set up by them."""
        return _MarkColours(self._inks)


class _MarkColours(PressColours):
    def stroke(self, colour: str) -> str:  # noqa: ARG002 - every mark is on every plate
        """Return the operators that stroke on all plates."""
        return f"{REGISTRATION} CS 1 SCN"


def _parts(ink: Ink) -> str:
    return numbers(ink.c, ink.m, ink.y, ink.k)
