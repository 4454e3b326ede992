"""A picture and a rectangle -> the drawing in it: scenes stand on its floor, a map is marked."""

from collections.abc import Iterator
from dataclasses import replace

from kit.document.model import Picture
from kit.layout.compositor import Compositor
from kit.layout.page import Mark, PlacedArt
from kit.layout.shapes import drop
from kit.sources.art import Drawing, Figure
from kit.units import Rect, mm

# A scene is a little higher than its field; its drop is cut off at the top.
OVERSIZE = 1.07
SIDE_MM = 4.0
# world-dots: x = ((longitude + 30) mod 360) * 10/3, y = (84 - latitude) * 10/3, 480 high.
MAP_EAST, MAP_NORTH, MAP_SCALE = 30.0, 84.0, 10 / 3
MARK_RADIUS = 24.0
MARK_TIP = 1.9


def scene(compositor: Compositor, picture: Picture, room: Rect) -> tuple[Mark, ...]:
    """Return the picture as large as it holds, in the middle, and on the floor if it stands."""
    drawing = marked(compositor, picture)
    if drawing.stands:
        height = min(room.h * OVERSIZE, (room.w - 2 * mm(SIDE_MM)) * drawing.height / drawing.width)
        y = room.bottom - height * drawing.ground / drawing.height
    else:
        height = min(room.h - 2 * mm(SIDE_MM), room.w * drawing.height / drawing.width)
        y = room.y + (room.h - height) / 2
    width = height * drawing.width / drawing.height
    rect = Rect(room.x + (room.w - width) / 2, y, width, height)
    return (PlacedArt(drawing, rect, alt=str(picture.alt), language=picture.alt.language),)


def marked(compositor: Compositor, picture: Picture) -> Drawing:
    """Return the drawing of a picture with its places marked."""
    drawing = compositor.gallery.illustration(picture.art)
    if not picture.places:
        return drawing
    return replace(drawing, figures=(*drawing.figures, *_places(compositor, picture)))


def _places(compositor: Compositor, picture: Picture) -> Iterator[Figure]:
    """Yield a small drop, tip down, on each place of a map; they go where the map goes."""
    theme = compositor.theme
    outline = drop((0.0, 0.0), MARK_RADIUS, MARK_TIP, theme.shape.drop_shoulder)
    for longitude, latitude in picture.places:
        x = (longitude + MAP_EAST) % 360 * MAP_SCALE
        y = (MAP_NORTH - latitude) * MAP_SCALE - MARK_TIP * MARK_RADIUS
        yield Figure(outline.mapped(1.0, -1.0, x, y), fill=theme.colour_of("headline"))
