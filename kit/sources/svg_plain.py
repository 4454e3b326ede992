"""SVG as drawing programs save it -> the same picture in the SVG of read_art, line for line."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from xml.sax.saxutils import quoteattr

from kit.errors import SourceError
from kit.sources.svg_shapes import GEOMETRY
from kit.sources.xmltree import Element, parse_xml

_NAMESPACE = "http://www.w3.org/2000/svg"
_SVG = f"{{{_NAMESPACE}}}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
# Drawing programs keep notes of their own under these; no viewer shows them.
_NOTES = (
    "{http://www.inkscape.org/",
    "{http://sodipodi.sourceforge.net/",
    "{http://ns.adobe.com/",
    "{http://www.bohemiancoding.com/",
    "{http://www.serif.com/",
    "{http://www.corel.com/",
    "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}",
    "{http://creativecommons.org/ns#}",
    "{http://web.resource.org/cc/}",
    "{http://purl.org/dc/elements/1.1/}",
)
_SILENT = frozenset({"title", "desc", "metadata"})
_READ = frozenset({"svg", "g", "defs", *GEOMETRY})
_HINTS = {
    "text": "turn text into paths",
    "style": 'save it with "presentation attributes" (Illustrator) or as plain SVG (Inkscape)',
    "use": "unlink clones and symbols, so that each shape stands for itself",
    "a": "remove the link",
    "defs": "fill with flat colours; delete unused definitions (Inkscape: File, Clean Up Document)",
}
_HINT = "draw with outlines and flat colours, or save the logo as PNG"
# lxml finds the value of each by a search, so that 90,000 would take half a minute.
_MOST_ATTRIBUTES = 200


def plain_svg(content: bytes, path: str) -> bytes:
    """Return an SVG file without what shows nothing, its styles as attributes that read_art knows.

    Left out are titles, metadata, the notes of drawing programs, empty definitions and values that
    change nothing. Each element stays on its line, so that later errors name the line of the file.

    Args:
        content: The file; one that is not SVG comes back as it is.
        path: Its name, for errors.

    Raises:
        SourceError: When it is not safe XML, or holds a program, a style sheet or anything else
            that would be missed if it were left out.
    """
    root = parse_xml(content, path)
    if root.tag != f"{_SVG}svg":
        return content
    _refuse_programs(root, path)
    return "".join(_written(root, path)).encode()


def _refuse_programs(root: Element, path: str) -> None:
    """Refuse instructions around the drawing, and programs even where they would be left out."""
    for neighbour in (*root.itersiblings(preceding=True), *root.itersiblings()):
        with _within(neighbour, path):
            _tag(neighbour)
    for element in root.iter("*"):
        with _within(element, path):
            if _local(_tag(element)).lower() == "script":
                raise SourceError("<script> is not allowed", hint="save it as plain SVG")
            if len(element.attrib) > _MOST_ATTRIBUTES:
                raise SourceError(f"an element has more than {_MOST_ATTRIBUTES} attributes")
            for name in element.attrib:
                if _local(name).lower().startswith("on"):
                    raise SourceError(
                        f'the attribute "{_local(name)}" is not allowed',
                        hint="save it as plain SVG",
                    )


def _written(root: Element, path: str) -> Iterator[str]:
    line = 1
    # A stack instead of recursion, as in read_art; a text on it closes an element.
    waiting: list[Element | str] = [root]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            yield item
            continue
        with _within(item, path):
            name = _name(item)
            attributes = _attributes(item, name) if name else {}
        children = [*reversed(item)] if name else []
        if name in ("", "defs"):
            waiting += children
            continue
        yield "\n" * (_line(item) - line)
        line = max(line, _line(item))
        yield f"<{name}" + "".join(f" {key}={quoteattr(attributes[key])}" for key in attributes)
        yield ">" if children else "/>"
        waiting += [f"</{name}>", *children] if children else []


@contextmanager
def _within(element: Element, path: str) -> Iterator[None]:
    try:
        yield
    except SourceError as error:
        raise error.within(f"{path}:{_line(element)}") from error


def _line(element: Element) -> int:
    return element.sourceline or 1


def _tag(element: Element) -> str:
    if isinstance(element.tag, str):
        return element.tag
    raise SourceError("a processing instruction (<? ... ?>) is not supported", hint="delete it")


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _name(element: Element) -> str:
    """Return the name of an element, "" for those without a look."""
    tag = _tag(element)
    name = _local(tag)
    if tag.startswith(_NOTES):
        return ""
    if not tag.startswith(_SVG):
        raise SourceError(f"<{name}> is not of SVG", hint="save it as plain SVG")
    if name in _SILENT:
        return ""
    parent = element.getparent()
    if parent is not None and parent.tag == f"{_SVG}defs":
        raise SourceError(
            f"<{name}> in <defs> is not supported", hint=_HINTS.get(name, _HINTS["defs"])
        )
    if name not in _READ or (name == "svg" and parent is not None):
        raise SourceError(f"<{name}> is not supported", hint=_HINTS.get(name, _HINT))
    return name


# Attributes

_LOOKS = frozenset({"fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "opacity"})
_LOOKS |= {"stroke-linecap", "stroke-linejoin"}
# On the root these change nothing: the drawing fills its place.
_IDLE_ON_ROOT = frozenset({"x", "y", "baseProfile", "zoomAndPan"})
_IDLE_ON_ROOT |= {"contentScriptType", "contentStyleType"}
# Fonts, as text is refused; hints to renderers; the miter limit, as the kit draws with its own.
_IDLE = re.compile(
    r"font(-.*)?|text-.*|line-height|letter-spacing|word-spacing|white-space|direction"
    r"|writing-mode|block-progression|(dominant|alignment)-baseline|baseline-shift"
    r"|inline-size|shape-(padding|margin|inside|subtract)"
    r"|(shape|image|color)-rendering|color-interpolation(-filters)?|solid-(color|opacity)"
    r"|clip-rule|enable-background|stroke-miterlimit|-inkscape-.*"
)
# Values that say what holds anyway.
_IDLE_VALUES = {
    "clip-path": ("none",),
    "color": ("#000", "#000000", "black"),
    "display": ("inline", "block"),
    "filter": ("none",),
    "isolation": ("auto", "isolate"),
    "marker": ("none",),
    "marker-end": ("none",),
    "marker-mid": ("none",),
    "marker-start": ("none",),
    "mask": ("none",),
    "mix-blend-mode": ("normal",),
    "opacity": ("1", "1.0"),
    "overflow": ("visible", "hidden"),
    "paint-order": ("normal",),
    "preserveAspectRatio": ("xMidYMid", "xMidYMid meet"),
    "stroke-dasharray": ("none",),
    "stroke-dashoffset": ("0",),
    "stroke-opacity": ("1",),
    "vector-effect": ("none",),
    "visibility": ("visible",),
}


def _attributes(element: Element, name: str) -> dict[str, str]:
    """Return the attributes that decide the look; a style wins over an attribute."""
    own = _own(element)
    style = _declarations(own.pop("style", ""))
    stated = own | style
    idle = _IDLE_ON_ROOT if name == "svg" else frozenset()
    is_bare = name in GEOMETRY and stated.get("stroke") == "none"
    found = {"xmlns": _NAMESPACE} if name == "svg" else {}
    for key, value in stated.items():
        if key in idle or _is_idle(key, value) or (is_bare and key.startswith("stroke-")):
            continue
        if key in style and key not in _LOOKS:
            raise SourceError(f'the style "{key}:{value[:60]}" is not supported', hint=_HINT)
        found[key] = _colour(value) if key in ("fill", "stroke") else value
    return found


def _own(element: Element) -> dict[str, str]:
    """Return the attributes without the notes of drawing programs."""
    found: dict[str, str] = {}
    for key, value in element.attrib.items():
        if key.startswith((*_NOTES, f"{_XML}space", f"{_XML}lang")):
            continue
        if key.startswith("{"):
            raise SourceError(
                f'the attribute "{_local(key)}" of another kind of XML is not supported',
                hint="save it as plain SVG",
            )
        found[key] = value
    return found


def _declarations(style: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for declaration in filter(None, map(str.strip, style.split(";"))):
        key, colon, value = map(str.strip, declaration.partition(":"))
        if not colon:
            raise SourceError(f'the style "{declaration[:60]}" has no value')
        found[key] = value
    return found


def _is_idle(key: str, value: str) -> bool:
    return bool(_IDLE.fullmatch(key)) or value.strip() in _IDLE_VALUES.get(key, ())


# Colours

_RGB = re.compile(r"rgb\(\s*([\d.]+%?)[\s,]+([\d.]+%?)[\s,]+([\d.]+%?)\s*\)", re.IGNORECASE)


def _colour(text: str) -> str:
    """Return a colour as #RRGGBB if it can be written so; else as it is, for read_art to refuse."""
    text = text.strip()
    if numbers := _RGB.fullmatch(text):
        return "#" + "".join(map(_level, numbers.groups()))
    return _NAMED.get(text.lower(), text)


def _level(text: str) -> str:
    try:
        level = float(text[:-1]) * 255 / 100 if text.endswith("%") else float(text)
    except ValueError as error:
        raise SourceError(f'"{text[:40]}" in a colour is not a number') from error
    return f"{min(round(level), 255):02X}"


# The names of CSS.
_NAMES = """
aliceblue=f0f8ff antiquewhite=faebd7 aqua=00ffff aquamarine=7fffd4 azure=f0ffff beige=f5f5dc
bisque=ffe4c4 black=000000 blanchedalmond=ffebcd blue=0000ff blueviolet=8a2be2 brown=a52a2a
burlywood=deb887 cadetblue=5f9ea0 chartreuse=7fff00 chocolate=d2691e coral=ff7f50
cornflowerblue=6495ed cornsilk=fff8dc crimson=dc143c cyan=00ffff darkblue=00008b darkcyan=008b8b
darkgoldenrod=b8860b darkgray=a9a9a9 darkgreen=006400 darkgrey=a9a9a9 darkkhaki=bdb76b
darkmagenta=8b008b darkolivegreen=556b2f darkorange=ff8c00 darkorchid=9932cc darkred=8b0000
darksalmon=e9967a darkseagreen=8fbc8f darkslateblue=483d8b darkslategray=2f4f4f
darkslategrey=2f4f4f darkturquoise=00ced1 darkviolet=9400d3 deeppink=ff1493 deepskyblue=00bfff
dimgray=696969 dimgrey=696969 dodgerblue=1e90ff firebrick=b22222 floralwhite=fffaf0
forestgreen=228b22 fuchsia=ff00ff gainsboro=dcdcdc ghostwhite=f8f8ff gold=ffd700
goldenrod=daa520 gray=808080 green=008000 greenyellow=adff2f grey=808080 honeydew=f0fff0
hotpink=ff69b4 indianred=cd5c5c indigo=4b0082 ivory=fffff0 khaki=f0e68c lavender=e6e6fa
lavenderblush=fff0f5 lawngreen=7cfc00 lemonchiffon=fffacd lightblue=add8e6 lightcoral=f08080
lightcyan=e0ffff lightgoldenrodyellow=fafad2 lightgray=d3d3d3 lightgreen=90ee90 lightgrey=d3d3d3
lightpink=ffb6c1 lightsalmon=ffa07a lightseagreen=20b2aa lightskyblue=87cefa
lightslategray=778899 lightslategrey=778899 lightsteelblue=b0c4de lightyellow=ffffe0 lime=00ff00
limegreen=32cd32 linen=faf0e6 magenta=ff00ff maroon=800000 mediumaquamarine=66cdaa
mediumblue=0000cd mediumorchid=ba55d3 mediumpurple=9370db mediumseagreen=3cb371
mediumslateblue=7b68ee mediumspringgreen=00fa9a mediumturquoise=48d1cc mediumvioletred=c71585
midnightblue=191970 mintcream=f5fffa mistyrose=ffe4e1 moccasin=ffe4b5 navajowhite=ffdead
navy=000080 oldlace=fdf5e6 olive=808000 olivedrab=6b8e23 orange=ffa500 orangered=ff4500
orchid=da70d6 palegoldenrod=eee8aa palegreen=98fb98 paleturquoise=afeeee palevioletred=db7093
papayawhip=ffefd5 peachpuff=ffdab9 peru=cd853f pink=ffc0cb plum=dda0dd powderblue=b0e0e6
purple=800080 rebeccapurple=663399 red=ff0000 rosybrown=bc8f8f royalblue=4169e1
saddlebrown=8b4513 salmon=fa8072 sandybrown=f4a460 seagreen=2e8b57 seashell=fff5ee sienna=a0522d
silver=c0c0c0 skyblue=87ceeb slateblue=6a5acd slategray=708090 slategrey=708090 snow=fffafa
springgreen=00ff7f steelblue=4682b4 tan=d2b48c teal=008080 thistle=d8bfd8 tomato=ff6347
turquoise=40e0d0 violet=ee82ee wheat=f5deb3 white=ffffff whitesmoke=f5f5f5 yellow=ffff00
yellowgreen=9acd32
"""
_NAMED = {"transparent": "none"} | {
    name: f"#{digits.upper()}" for name, digits in (each.split("=") for each in _NAMES.split())
}
