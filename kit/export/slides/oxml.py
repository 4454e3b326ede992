"""Tag names, attributes and children -> elements of Office Open XML that python-pptx can keep.

What python-pptx has no words for is written here: fills, free geometry, the decorative flag,
SVG pictures, languages and directions, and the ids of chart axes.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias
from uuid import NAMESPACE_URL, uuid5

from lxml import etree
from pptx.oxml import oxml_parser

from kit.sources.outline import Outline, Point, Segment
from kit.units import Points, Rect, emu

NAMESPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "ahyp": "http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
}
# Extensions of Microsoft's [MS-ODRAWXML]; the ids are fixed there.
DECORATIVE = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
SVG_PICTURE = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
LINK_COLOUR = "{A12FA001-AC4F-418D-AE19-62706E023703}"

Element: TypeAlias = etree._Element
Attributes: TypeAlias = Mapping[str, str | int]


def qualified(name: str) -> str:
    """Return "a:off" as "{namespace}off"; a name without a prefix stays."""
    prefix, colon, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if colon else name


def node(tag: str, attributes: Attributes, *children: "Element | str | None") -> Element:
    """Return an element; a child None is left out, a string becomes the text."""
    element: Element = oxml_parser.makeelement(
        qualified(tag),
        {qualified(key): str(value) for key, value in attributes.items()},
        nsmap={prefix: NAMESPACES[prefix] for prefix in {tag.partition(":")[0]}},
    )
    for child in children:
        if isinstance(child, str):
            element.text = child
        elif child is not None:
            element.append(child)
    return element


def root(tag: str, attributes: Attributes, *children: "Element | str | None") -> bytes:
    """Return a whole XML part; its first element names the three usual namespaces."""
    empty = etree.Element(
        qualified(tag),
        {qualified(key): str(value) for key, value in attributes.items()},
        nsmap={prefix: NAMESPACES[prefix] for prefix in "arp"},
    )
    empty.extend([child for child in children if isinstance(child, etree._Element)])
    return etree.tostring(empty, xml_declaration=True, encoding="UTF-8", standalone=True)


def transform(rect: Rect, tag: str = "a:xfrm") -> Element:
    """Return the place of a shape."""
    return node(
        tag,
        {},
        node("a:off", {"x": emu(rect.x), "y": emu(rect.y)}),
        node("a:ext", {"cx": emu(rect.w), "cy": emu(rect.h)}),
    )


def rectangle() -> Element:
    """Return the geometry of a plain rectangle."""
    return node("a:prstGeom", {"prst": "rect"}, node("a:avLst", {}))


def bounds(outline: Outline) -> Rect:
    """Return the rectangle round all points of an outline, control points included."""
    points = [point for segment in outline.segments for point in segment.points] or [(0.0, 0.0)]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def custom_geometry(outline: Outline) -> Element:
    """Return the outline as free geometry, measured from the corner of its bounds."""
    box = bounds(outline)
    # A path without size would be scaled by a division by zero.
    size = {"w": max(emu(box.w), 1), "h": max(emu(box.h), 1)}
    steps = [_step(segment, box) for segment in outline.segments]
    return node(
        "a:custGeom",
        {},
        *(node(f"a:{name}", {}) for name in ("avLst", "gdLst", "ahLst", "cxnLst")),
        node("a:rect", {"l": "0", "t": "0", "r": "r", "b": "b"}),
        node("a:pathLst", {}, node("a:path", size, *steps)),
    )


def _step(segment: Segment, box: Rect) -> Element:
    tag = {"move": "moveTo", "line": "lnTo", "curve": "cubicBezTo", "close": "close"}
    return node(f"a:{tag[segment.operator]}", {}, *(_point(p, box) for p in segment.points))


def _point(point: Point, box: Rect) -> Element:
    return node("a:pt", {"x": emu(point[0] - box.x), "y": emu(point[1] - box.y)})


def stroke(fill: Element | None, width: Points = 0.0) -> Element:
    """Return a line of this fill, or no line."""
    if fill is None:
        return node("a:ln", {}, node("a:noFill", {}))
    return node("a:ln", {"w": emu(width)}, fill)


def empty_tree(shapes: Iterable[Element]) -> Element:
    """Return a shape tree with these shapes."""
    corners = (node(f"a:{name}", {"x": 0, "y": 0}) for name in ("off", "chOff"))
    sizes = (node(f"a:{name}", {"cx": 0, "cy": 0}) for name in ("ext", "chExt"))
    offset, child_offset = corners
    extent, child_extent = sizes
    place = node("a:xfrm", {}, offset, extent, child_offset, child_extent)
    return node(
        "p:spTree",
        {},
        node(
            "p:nvGrpSpPr",
            {},
            node("p:cNvPr", {"id": 1, "name": ""}),
            node("p:cNvGrpSpPr", {}),
            node("p:nvPr", {}),
        ),
        node("p:grpSpPr", {}, place),
        *shapes,
    )


def describe(element: Element, alt: str) -> None:
    """Set the alternative text of a shape, or mark it as decoration when there is none."""
    properties = next(element.iter(qualified("p:cNvPr")))
    properties.set("descr", alt)
    if not alt:
        flag = node("adec:decorative", {"val": 1})
        properties.append(node("a:extLst", {}, node("a:ext", {"uri": DECORATIVE}, flag)))


def link_svg(picture: Element, relation: str) -> None:
    """Give a picture its SVG; the raster it has stays for programs without SVG."""
    vector = node("asvg:svgBlip", {"r:embed": relation})
    blip = next(picture.iter(qualified("a:blip")))
    blip.append(node("a:extLst", {}, node("a:ext", {"uri": SVG_PICTURE}, vector)))


def mark_language(tree: Element, language: dict[str, str], is_rtl: bool) -> None:
    """Set language and direction on every paragraph that does not say its own.

    Args:
        tree: A slide, a notes page or a chart.
        language: The attributes "lang" and "altLang".
        is_rtl: Whether paragraphs run from right to left.
    """
    for paragraph in tree.iter(qualified("a:p")):
        if is_rtl:
            _first(paragraph, "a:pPr").set("rtl", "1")
        for run in paragraph.iter(*(qualified(f"a:{tag}") for tag in ("r", "fld", "br"))):
            _say(_first(run, "a:rPr"), language)
        for tag in ("a:endParaRPr", "a:defRPr"):
            for properties in paragraph.iter(qualified(tag)):
                properties.attrib.update(language)


def _say(properties: Element, language: dict[str, str]) -> None:
    if "lang" not in properties.attrib:
        properties.attrib.update(language)


def _first(parent: Element, tag: str) -> Element:
    found = parent.find(qualified(tag))
    if found is None:
        found = node(tag, {})
        parent.insert(0, found)
    return found


def section_list(title: str, parts: Iterable[tuple[str, Sequence[int]]]) -> Element:
    """Return the extension of a presentation that names the parts of a talk.

    Args:
        title: The talk's title, from which each part gets an id that is the same every time.
        parts: The name of each part and the ids of its slides.
    """
    sections = [
        node(
            "p14:section",
            {"name": name, "id": f"{{{uuid5(NAMESPACE_URL, f'{title} {number}')}}}".upper()},
            node("p14:sldIdLst", {}, *(node("p14:sldId", {"id": slide}) for slide in slides)),
        )
        for number, (name, slides) in enumerate(parts, 1)
    ]
    listed = node("p14:sectionLst", {}, *sections)
    return node("p:extLst", {}, node("p:ext", {"uri": SECTIONS}, listed))


def mend_chart(chart_space: Element, language: str) -> None:
    """Give a chart its language and axis ids that the schema allows.

    python-pptx writes negative ids; ECMA-376 has xsd:unsignedInt.
    """
    axes = list(chart_space.iter(qualified("c:axId"), qualified("c:crossAx")))
    old = sorted({axis.get("val", "") for axis in axes})
    for axis in axes:
        axis.set("val", str(old.index(axis.get("val", "")) + 1))
    date = chart_space.find(qualified("c:date1904"))
    if date is not None:
        date.addnext(node("c:lang", {"val": language}))
