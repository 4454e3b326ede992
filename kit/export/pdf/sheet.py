"""A page -> the sheet of a PDF that holds it: boxes, and places with y upwards."""

from dataclasses import dataclass
from typing import TypeAlias

from kit.layout.page import Page
from kit.units import Points

Edges: TypeAlias = tuple[Points, Points, Points, Points]
"""The left, lower, right and upper edge of a box."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper of a page: its trimmed size with the bleed and the slug round it."""

    page: Page

    @property
    def rim(self) -> Points:
        """The width of bleed and slug on one side."""
        return self.page.bleed + self.page.slug

    @property
    def width(self) -> Points:
        """The width with both rims."""
        return self.page.width + 2 * self.rim

    @property
    def height(self) -> Points:
        """The height with both rims."""
        return self.page.height + 2 * self.rim

    @property
    def trim(self) -> Edges:
        """The edges of the trimmed page."""
        return (self.rim, self.rim, self.rim + self.page.width, self.rim + self.page.height)

    @property
    def bleed(self) -> Edges:
        """The edges at which colour is cut off."""
        slug = self.page.slug
        return (slug, slug, self.width - slug, self.height - slug)

    def x(self, x: Points) -> Points:
        """Return an x of the page on the sheet."""
        return self.rim + x

    def y(self, y: Points) -> Points:
        """Return a y of the page, downwards, as a y of the sheet, upwards."""
        return self.rim + self.page.height - y
