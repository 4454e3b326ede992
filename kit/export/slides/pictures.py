"""Drawings -> SVG text and PNG bytes, and pictures on slides that carry both."""

import io

import resvg_py
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.package import Package
from pptx.shapes.picture import Picture
from pptx.shapes.placeholder import PicturePlaceholder
from pptx.slide import Slide as PptxSlide
from pptx.util import Emu

from kit.export.slides.oxml import Element, describe, link_svg
from kit.layout.deck import SlidePicture
from kit.layout.slide_page import fitted
from kit.sources.art import Drawing, Figure
from kit.sources.outline import Outline
from kit.units import POINTS_PER_INCH, Rect, emu

PIXELS_PER_INCH = 150  # a slide is 2000 pixels wide: more than a projector shows
LONGEST_SIDE = 1600  # pixels
LETTERS = {"move": "M", "line": "L", "curve": "C", "close": "Z"}


def svg(drawing: Drawing, is_mirrored: bool = False) -> str:
    """Return a drawing as SVG, flipped over its middle if asked."""
    width, height = _number(drawing.width), _number(drawing.height)
    figures = drawing.figures
    paths = "".join(_path(figure, drawing.width if is_mirrored else None) for figure in figures)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}">{paths}</svg>'
    )


def _path(figure: Figure, mirror: float | None) -> str:
    outline = figure.outline
    if mirror is not None:
        outline = outline.mapped(-1.0, 1.0, mirror, 0.0)
    attributes = {"d": _steps(outline), "fill": figure.fill or "none"}
    if figure.is_evenodd:
        attributes["fill-rule"] = "evenodd"
    if figure.stroke:
        attributes["stroke"] = figure.stroke.colour
        attributes["stroke-width"] = _number(figure.stroke.width)
        attributes["stroke-linecap"] = figure.stroke.cap
        attributes["stroke-linejoin"] = figure.stroke.join
    if figure.opacity != 1.0:
        attributes["opacity"] = _number(figure.opacity)
    return "<path" + "".join(f' {key}="{value}"' for key, value in attributes.items()) + "/>"


def _steps(outline: Outline) -> str:
    return "".join(
        LETTERS[segment.operator]
        + " ".join(_number(length) for point in segment.points for length in point)
        for segment in outline.segments
    )


def _number(value: float) -> str:
    """Return a number with at most three decimals, never "-0"."""
    return f"{round(value, 3) + 0.0:.3f}".rstrip("0").rstrip(".")


def png(vector: str, width: int) -> bytes:
    """Return an SVG as PNG of this width in pixels."""
    return resvg_py.svg_to_bytes(svg_string=vector, width=width, skip_system_fonts=True)


def pixel_width(rect: Rect) -> int:
    """Return how many pixels wide a picture of this size is stored."""
    longest = max(rect.w, rect.h) * PIXELS_PER_INCH / POINTS_PER_INCH
    scale = min(1.0, LONGEST_SIDE / longest) if longest else 1.0
    return max(1, round(rect.w * PIXELS_PER_INCH / POINTS_PER_INCH * scale))


class Rasteriser:
    """Renders drawings, each once for a size.

    Args:
        rendered: What is rendered already, by SVG and width; pass it on to the next deck.
    """

    def __init__(self, rendered: dict[tuple[str, int], bytes]) -> None:
        self._rendered = rendered

    def png(self, vector: str, width: int) -> bytes:
        """Return an SVG as PNG of this width in pixels."""
        key = (vector, width)
        if key not in self._rendered:
            self._rendered[key] = png(vector, width)
        return self._rendered[key]


class Gallery:
    """The pictures of one presentation: each drawing is stored once."""

    def __init__(self, package: Package, rasteriser: Rasteriser) -> None:
        self._package = package
        self._rasteriser = rasteriser
        self._vectors: dict[str, Part] = {}

    def hang(
        self, slide: PptxSlide, picture: SlidePicture, placeholder: PicturePlaceholder | None
    ) -> Element:
        """Put a picture on a slide, whole, into its placeholder if it has one."""
        place = fitted(picture.drawing, picture.rect)
        vector = svg(picture.drawing, picture.is_mirrored)
        raster = io.BytesIO(self._rasteriser.png(vector, pixel_width(place)))
        if placeholder is None:
            shown = slide.shapes.add_picture(raster, Emu(0), Emu(0))
            shown.name = picture.drawing.name
        else:
            shown = placeholder.insert_picture(raster)  # type: ignore[no-untyped-call]
            _uncrop(shown)
        _place(shown, place)
        relation = slide.part.relate_to(self._vector(vector), RELATIONSHIP_TYPE.IMAGE)
        element: Element = shown.element
        link_svg(element, relation)
        describe(element, picture.alt)
        return element

    def _vector(self, vector: str) -> Part:
        if vector not in self._vectors:
            name = PackURI(f"/ppt/media/vector{len(self._vectors) + 1}.svg")
            part = Part(name, "image/svg+xml", self._package, vector.encode())
            self._vectors[vector] = part
        return self._vectors[vector]


def _uncrop(picture: Picture) -> None:
    picture.crop_left = picture.crop_right = picture.crop_top = picture.crop_bottom = 0.0


def _place(picture: Picture, rect: Rect) -> None:
    picture.left, picture.top = Emu(emu(rect.x)), Emu(emu(rect.y))
    picture.width, picture.height = Emu(emu(rect.w)), Emu(emu(rect.h))
