"""A page -> the sheet of a PDF that holds it: boxes, and places with y upwards."""

from dataclasses import dataclass

from kit.layout.page import Page
from kit.units import Points


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper of a page: its trimmed size with the bleed round it."""

    page: Page

    @property
    def width(self) -> Points:
        """The width with both bleeds."""
        return self.page.width + 2 * self.page.bleed

    @property
    def height(self) -> Points:
        """The height with both bleeds."""
        return self.page.height + 2 * self.page.bleed

    @property
    def trim(self) -> tuple[Points, Points, Points, Points]:
        """The left, lower, right and upper edge of the trimmed page."""
        bleed = self.page.bleed
        return (bleed, bleed, bleed + self.page.width, bleed + self.page.height)

    def x(self, x: Points) -> Points:
        """Return an x of the page on the sheet."""
        return self.page.bleed + x

    def y(self, y: Points) -> Points:
        """Return a y of the page, downwards, as a y of the sheet, upwards."""
        return self.page.bleed + self.page.height - y
