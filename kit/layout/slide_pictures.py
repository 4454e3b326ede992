"""Pictures of a slide: tiles as one drawing, scenes on their floor, the QR code on its leaf."""

from dataclasses import replace

from kit.document.model import Picture
from kit.layout.compositor import Compositor
from kit.layout.deck import SlidePicture
from kit.layout.qr import qr_alt
from kit.layout.scene import marked
from kit.layout.shapes import drop, leaf
from kit.sources.art import Drawing, Figure
from kit.units import Points, Rect

UNIT = 96.0
BULLET_SHARE = 0.6


def tile_picture(compositor: Compositor, icon: str, rect: Rect, colour: str) -> SlidePicture:
    """Return a pictogram on its leaf as one decorative picture; a drop where there is no icon."""
    theme = compositor.theme
    if not icon:
        return SlidePicture(
            bullet_drawing(compositor),
            _centred(rect, BULLET_SHARE, compositor.theme.shape.drop_tip),
        )
    ground = theme.named(colour)
    art = compositor.gallery.tinted(icon, theme.colour.paper, ground)
    space = theme.shape.tile_space
    inner = tuple(_shrunk(figure, 1 - 2 * space, space * art.width) for figure in art.figures)
    frame = Rect(0, 0, art.width, art.height)
    under = Figure(leaf(frame, theme.shape.leaf_radius * art.width), fill=ground)
    drawing = replace(art, name=f"tile-{icon}-{colour}", figures=(under, *inner))
    return SlidePicture(drawing, rect)


def bullet_drawing(compositor: Compositor) -> Drawing:
    """Return a small drop."""
    shape = compositor.theme.shape
    radius = UNIT / (1 + shape.drop_tip)
    outline = drop((radius, shape.drop_tip * radius), radius, shape.drop_tip, shape.drop_shoulder)
    figure = Figure(outline, fill=compositor.theme.colour_of("headline"))
    return Drawing("drop", 2 * radius, UNIT, (figure,))


def icon_picture(compositor: Compositor, icon: str, rect: Rect, colour: str) -> SlidePicture:
    """Return a pictogram without a tile, on a ground of a colour."""
    theme = compositor.theme
    drawing = compositor.gallery.tinted(icon, theme.colour.paper, theme.named(colour))
    return SlidePicture(replace(drawing, name=f"icon-{icon}-{colour}"), rect)


def qr_picture(compositor: Compositor, address: str, rect: Rect) -> SlidePicture:
    """Return a QR code on its leaf."""
    theme = compositor.theme
    code = compositor.qr(address)
    frame = Rect(0, 0, code.width, code.height)
    ground = Figure(leaf(frame, code.width * 0.12), fill=theme.colour_of("qr_ground"))
    return SlidePicture(replace(code, figures=(ground, *code.figures)), rect, alt=qr_alt(address))


def scene(compositor: Compositor, picture: Picture, panel: Rect) -> SlidePicture:
    """Return an illustration that stands on the floor of a panel, or floats in its middle."""
    drawing = without_ground(
        marked(compositor, picture),
        compositor.theme.named(picture.ground or "paper"),
    )
    rect = on_floor(drawing, panel)
    alt = picture.alt
    return SlidePicture(drawing, rect, str(alt), key="picture", language=alt.language)


def on_floor(drawing: Drawing, panel: Rect) -> Rect:
    """Return the rectangle of a drawing as wide as a panel, its lowest ink on the panel's foot."""
    scale = min(panel.w / drawing.width, panel.h / drawing.height)
    width, height = drawing.width * scale, drawing.height * scale
    x = panel.x + (panel.w - width) / 2
    if not drawing.stands:
        return Rect(x, panel.y + (panel.h - height) / 2, width, height)
    return Rect(x, panel.bottom - _lowest(drawing) * scale, width, height)


def _lowest(drawing: Drawing) -> Points:
    """Return the lowest ink of a drawing, strokes counted, in its own units."""
    return max(
        y + (figure.stroke.width / 2 if figure.stroke else 0)
        for figure in drawing.figures
        for segment in figure.outline.segments
        for _, y in segment.points[-1:]
    )


def without_ground(drawing: Drawing, colour: str) -> Drawing:
    """Return a drawing without its backdrop where that has the colour it would stand on.

    Anti-aliased edges of the same colour otherwise show as a hairline.
    """
    first, *rest = drawing.figures
    if first.fill != colour:
        return drawing
    return replace(drawing, name=f"{drawing.name}-open", figures=tuple(rest))


def _centred(rect: Rect, share: float, tip: float) -> Rect:
    height = rect.h * share
    width = height * 2 / (1 + tip)
    return Rect(rect.x + (rect.w - width) / 2, rect.y + (rect.h - height) / 2, width, height)


def _shrunk(figure: Figure, factor: float, offset: Points) -> Figure:
    stroke = figure.stroke and replace(figure.stroke, width=figure.stroke.width * factor)
    outline = figure.outline.mapped(factor, factor, offset, offset)
    return replace(figure, outline=outline, stroke=stroke)
