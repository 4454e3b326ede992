"""A drop -> where the picture of raised hands stands, so that they hold it."""

from kit.layout.headline import Drop
from kit.units import Rect

# hero-hands-arc: hands round a circle with this centre and radius, in units of the picture.
CENTRE = (560.0, 60.0)
RADIUS = 480.0


def hands_rect(belly: Drop, width: float, height: float) -> Rect:
    """Return the rectangle of a picture of this size whose circle is the drop's belly."""
    scale = belly.radius / RADIUS
    return Rect(
        belly.centre[0] - CENTRE[0] * scale,
        belly.centre[1] - CENTRE[1] * scale,
        width * scale,
        height * scale,
    )
