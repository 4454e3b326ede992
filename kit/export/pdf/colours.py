"""A colour "#RRGGBB" -> the operators that choose it for areas, strokes and writing on a screen."""

from typing import Protocol

from kit.export.pdf.syntax import rgb


class Colours(Protocol):
    """How colours are written in a content stream."""

    def fill(self, colour: str) -> str:
        """Return the operators that choose a colour to fill with."""
        ...

    def stroke(self, colour: str) -> str:
        """Return the operators that choose a colour to stroke with."""
        ...

    def writing(self, colour: str, operators: str) -> str:
        """Return operators that draw text, or a rule of it, with those that choose its colour."""
        ...

    def for_marks(self) -> "Colours":
        """Return how the colours of a printer's marks are written."""
        ...


class ScreenColours:
    """Colours as red, green and blue, which the output intent of the file explains."""

    def fill(self, colour: str) -> str:
        """Return the operator `rg` with the parts of a colour."""
        return f"{rgb(colour)} rg"

    def stroke(self, colour: str) -> str:
        """Return the operator `RG` with the parts of a colour."""
        return f"{rgb(colour)} RG"

    def writing(self, colour: str, operators: str) -> str:
        """Return the operators after `rg`: letters are filled."""
        return f"{self.fill(colour)} {operators}"

    def for_marks(self) -> "ScreenColours":
        """Return the same: on a screen marks are as black as anything."""
        return self
