"""SVG of the kit's own kind (paths and circles, flat colours) -> a drawing of outlines."""

from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import PurePath

from kit.errors import SourceError
from kit.sources.affine import Matrix
from kit.sources.outline import Outline
from kit.sources.svg_look import Look, parse_opacity
from kit.sources.svg_numbers import parse_number, parse_numbers
from kit.sources.svg_shapes import GEOMETRY, outline_of
from kit.sources.xmltree import Element, parse_xml

_SVG = "{http://www.w3.org/2000/svg}"
_SILENT = frozenset({"title", "desc"})
# The elements that hold others, with their own attributes.
_GROUPS: Mapping[str, frozenset[str]] = {
    "svg": frozenset({"viewBox", "width", "height"}),
    "g": frozenset(),
}
# Attributes without any look of their own.
_IDLE = frozenset({"id", "class", "role", "version", "{http://www.w3.org/XML/1998/namespace}space"})


@dataclass(frozen=True, slots=True)
class Stroke:
    """A stroke in drawing units."""

    colour: str
    width: float
    cap: str = "round"
    join: str = "round"


@dataclass(frozen=True, slots=True)
class Figure:
    """One path of a drawing; `fill` is "#RRGGBB" or ""."""

    outline: Outline
    fill: str = ""
    stroke: Stroke | None = None
    is_evenodd: bool = False
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of outlines; origin at the top left, y downwards.

    `may_mirror` says whether it may be flipped on a right-to-left page, `stands` whether it has a
    ground line to stand on; its lower edge lies at `ground` from the top.
    """

    name: str
    width: float
    height: float
    figures: tuple[Figure, ...]
    may_mirror: bool = True
    stands: bool = True
    ground: float = 0.0

    @property
    def colours(self) -> frozenset[str]:
        """The colours of fills and strokes."""
        fills = {figure.fill for figure in self.figures if figure.fill}
        return frozenset(fills | {f.stroke.colour for f in self.figures if f.stroke})

    def recoloured(self, table: Mapping[str, str]) -> "Drawing":
        """Return the drawing with colours replaced; keys and values "#RRGGBB", upper case."""
        return replace(self, figures=tuple(_recolour(figure, table) for figure in self.figures))


def _recolour(figure: Figure, table: Mapping[str, str]) -> Figure:
    stroke = figure.stroke
    if stroke:
        stroke = replace(stroke, colour=table.get(stroke.colour, stroke.colour))
    return replace(figure, fill=table.get(figure.fill, figure.fill), stroke=stroke)


def read_art(content: bytes, path: str) -> Drawing:
    """Return the drawing of an SVG file.

    Read are svg, title, desc, g, path, circle, ellipse, rect, line, polyline and polygon with flat
    colours; transforms are worked into the outlines. Without a view box, width and height give
    the size.

    Args:
        content: The file.
        path: Its name, for errors; its stem names the drawing.

    Raises:
        SourceError: When the file is not safe XML, or holds anything that would be missed if it
            were left out: text, gradients, styles, images, references ...
    """
    root = parse_xml(content, path)
    if root.tag != _SVG + "svg":
        raise SourceError("this is not an SVG drawing", where=path)
    if root.getprevious() is not None:
        raise SourceError("a processing instruction before <svg> is not supported", where=path)
    with _within(root, path):
        left, top, width, height = _view_box(dict(root.attrib))
    look = Look(matrix=Matrix(e=-left, f=-top))
    return Drawing(PurePath(path).stem, width, height, tuple(_figures(root, look, path)))


def _figures(root: Element, look: Look, path: str) -> Iterator[Figure]:
    # A stack instead of recursion: no depth of groups can overrun the interpreter.
    waiting = [(root, look)]
    while waiting:
        element, look = waiting.pop()
        with _within(element, path):
            name = _name(element)
            if name in GEOMETRY:
                yield from _painted(element, name, look)
            elif name in _GROUPS:
                inner = look.styled(_attributes(element, _GROUPS[name]))
                waiting += [(child, inner) for child in reversed(element)]


@contextmanager
def _within(element: Element, path: str) -> Iterator[None]:
    try:
        yield
    except SourceError as error:
        raise error.within(f"{path}:{element.sourceline or 1}") from error


def _name(element: Element) -> str:
    """Return the name of an element, "" for those without a look."""
    tag = element.tag if isinstance(element.tag, str) else "processing instruction"
    name = tag.removeprefix(_SVG)
    if name in _SILENT:
        return ""
    if name not in GEOMETRY and name not in _GROUPS:
        raise SourceError(
            f"<{tag.rpartition('}')[2]}> is not supported",
            hint="draw with outlines and flat colours; turn text into paths",
        )
    return name


def _attributes(element: Element, read: Set[str]) -> dict[str, str]:
    """Return the attributes that decide the look, but for those read elsewhere."""
    return {
        name.rpartition("}")[2]: value
        for name, value in element.attrib.items()
        if name not in read and name not in _IDLE and not name.startswith(("aria-", "data-"))
    }


def _view_box(attributes: Mapping[str, str]) -> tuple[float, float, float, float]:
    if "viewBox" in attributes:
        numbers = parse_numbers(attributes["viewBox"])
    else:
        size = (parse_number(attributes.get(name, "0")) for name in ("width", "height"))
        numbers = (0.0, 0.0, *size)
    match numbers:
        case (left, top, width, height) if width > 0 and height > 0:
            return (left, top, width, height)
    raise SourceError("the drawing has no size", hint='give <svg> a viewBox="0 0 width height"')


def _painted(element: Element, name: str, look: Look) -> Iterator[Figure]:
    for child in element:
        if _name(child):
            raise SourceError(f"<{_name(child)}> inside <{name}> is not supported")
    look = look.styled(_attributes(element, GEOMETRY[name] | {"opacity"}))
    opacity = parse_opacity(element.get("opacity", "1"))
    outline = outline_of(name, dict(element.attrib), look.matrix)
    if not outline.segments:
        return
    fill = "" if name == "line" else look.fill
    stroke = _stroke(look)
    if fill and stroke and look.fill_opacity < 1:
        yield Figure(outline, fill, None, look.is_evenodd, opacity * look.fill_opacity)
        yield Figure(outline, "", stroke, look.is_evenodd, opacity)
    elif fill or stroke:
        faded = opacity * look.fill_opacity if fill else opacity
        yield Figure(outline, fill, stroke, look.is_evenodd, faded)


def _stroke(look: Look) -> Stroke | None:
    if not look.stroke or not look.stroke_width:
        return None
    if not look.matrix.keeps_circles:
        raise SourceError(
            "a stroke that is stretched or skewed by a transform is not supported",
            hint="turn the stroke into an outline",
        )
    return Stroke(look.stroke, look.stroke_width * look.matrix.scale, look.cap, look.join)
