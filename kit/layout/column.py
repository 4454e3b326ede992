"""Where and how tight blocks are set under each other, and the types they are set in."""

from dataclasses import dataclass

from kit.layout.compositor import Compositor, Type
from kit.layout.grounds import colours_on
from kit.sources.theme_tables import BrochureSizes
from kit.typeset.glyphs import Weight
from kit.units import Points, mm


@dataclass(frozen=True, slots=True)
class Column:
    """Where and how tight blocks are set.

    Args:
        compositor: Sets the texts.
        sizes: The theme's sizes of the product.
        heading: Size of headings of level 2, one for a whole product.
        scale: Factor of running text.
        ease: 0 for tight, 1 for generous gaps and pictures.
        measure: Width in points.
        tone: The ground, a colour of the palette.
    """

    compositor: Compositor
    sizes: BrochureSizes
    heading: Points
    scale: float
    ease: float
    measure: Points
    tone: str = "paper"

    def between(self, tight: float, generous: float) -> Points:
        """Return a length in mm between a tight and a generous one."""
        return mm(tight + (generous - tight) * self.ease)

    def body(self, size: float, weight: Weight = Weight.REGULAR, role: str = "P") -> Type:
        """Return a type of running text; `size` in points as in the theme, for Latin."""
        script = self.compositor.script
        colour = colours_on(self.compositor.theme, self.tone).text
        points = size * script.scale * self.scale
        leading = script.body_leading * (0.97 if weight is Weight.BOLD else 1.0)
        return Type(points, leading, weight, colour, role)

    def bold(self, size: float, tight: float | None = None, role: str = "P") -> Type:
        """Return a bold type, of the size `tight` (the body's by default) in a full panel."""
        least = self.sizes.body_pt if tight is None else tight
        return self.body(least + (size - least) * min(1.0, self.ease * 2), Weight.BOLD, role)

    def heading_type(self, level: int) -> Type:
        """Return the type of a heading."""
        script = self.compositor.script
        factor = 1.0 if level == 2 else self.sizes.subheading_pt / self.sizes.heading_pt  # noqa: PLR2004
        colour = colours_on(self.compositor.theme, self.tone).headline
        size = self.heading * factor
        return Type(size, script.headline_leading, Weight.HEADLINE, colour, f"H{level}", True)
