"""An opened deck -> faults of its shapes: placeholders, places, alternative texts, pictures."""

from collections.abc import Iterator

from kit.preflight.slides_package import Fault, Part
from kit.preflight.slides_view import (
    MAIN,
    TITLES,
    TREES,
    A,
    Box,
    Identity,
    OpenedDeck,
    P,
    R,
    Shape,
    whole,
)
from kit.sources.xmltree import Element

DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
SVG_TYPE = "image/svg+xml"
ABOVE = {"slide": "slideLayout", "slideLayout": "slideMaster", "notesSlide": "notesMaster"}
# What a layout may have that a master never has: it looks like the master's body.
BODIES = ("body", "obj", "subTitle", "pic", "chart", "tbl", "dgm", "media", "clipArt")
# A viewer hides a slide's footers while they are empty; any other placeholder shows its prompt.
QUIET = ("ftr", "sldNum", "dt", "hdr")
TOLERANCE = 12700  # EMU, one point
LEAST_INSIDE = 0.75  # of a picture; the kit's art stands on its floor and bleeds at most 8 per cent


def placeholders(deck: OpenedDeck) -> Iterator[Fault]:
    """Return placeholders that their layout, or a layout's that its master, does not have."""
    for kind, above in ABOVE.items():
        for part, _ in deck.of(kind):
            own = _identities(part, deck)
            for identity in dict.fromkeys(own):
                if own.count(identity) > 1:
                    yield Fault(deck.place(part), f"two placeholders are {_named(identity)}")
            parent = deck.parent(part, above)
            if parent is not None and parent.name in deck.shapes:
                yield from _orphans(part, own, parent, deck)


def _orphans(part: Part, own: list[Identity], parent: Part, deck: OpenedDeck) -> Iterator[Fault]:
    known = _identities(parent, deck)
    kinds = {identity.kind for identity in known}
    is_layout = part.content_type.endswith(".slideLayout+xml")
    for identity in dict.fromkeys(own):
        is_there = _role(identity.kind) in kinds if is_layout else identity in known
        if not is_there:
            yield Fault(deck.place(part), f"{parent.name} has no placeholder {_named(identity)}")


def _identities(part: Part, deck: OpenedDeck) -> list[Identity]:
    return [shape.placeholder for shape in deck.shapes[part.name] if shape.placeholder]


def _role(kind: str) -> str:
    """Return what a placeholder of a layout is called on the master."""
    if kind in TITLES:
        return "title"
    return "body" if kind in BODIES else kind


def _named(identity: Identity) -> str:
    return f"{identity.kind!r} with the index {identity.idx}"


def text_bodies(deck: OpenedDeck) -> Iterator[Fault]:
    """Return shapes without a text body: PowerPoint offers to repair the file (PptxGenJS 1441)."""
    for part, _ in deck.of(*TREES):
        for shape in deck.shapes[part.name]:
            is_image = shape.placeholder is not None and shape.placeholder.kind == "sldImg"
            if shape.kind == "sp" and not is_image and shape.element.find(f"{P}txBody") is None:
                yield Fault(deck.place(part), f"the shape {shape.name!r} has no text body")


def backgrounds(deck: OpenedDeck) -> Iterator[Fault]:
    """Return grounds without a list of effects: PowerPoint repairs them too (PptxGenJS 1442)."""
    for part, tree in deck.of(*TREES):
        for ground in tree.iter(f"{P}bgPr"):
            if ground.find(f"{A}effectLst") is None and ground.find(f"{A}effectDag") is None:
                yield Fault(deck.place(part), "the background has no list of effects")


def extents(deck: OpenedDeck) -> Iterator[Fault]:
    """Return shapes that have no size; a line that is drawn needs only one of the two."""
    for part, _ in deck.of(*TREES):
        for shape in deck.shapes[part.name]:
            if shape.box and min(shape.box.width, shape.box.height) <= 0 and not _is_rule(shape):
                size = f"{shape.box.width} x {shape.box.height} EMU"
                yield Fault(deck.place(part), f"the shape {shape.name!r} measures {size}")


def _is_rule(shape: Shape) -> bool:
    """Return whether a shape is a level or an upright line that can be seen."""
    line = shape.element.find(f"{P}spPr/{A}ln")
    is_drawn = shape.kind == "cxnSp" or (line is not None and line.find(f"{A}noFill") is None)
    box = shape.box
    return is_drawn and box is not None and sorted(box[2:])[0] == 0 < sorted(box[2:])[1]


def outside(deck: OpenedDeck) -> Iterator[Fault]:
    """Return words that reach over the edge of a slide, and pictures that mostly do.

    Where a placeholder follows its layout, the layout is told.
    """
    slide = _slide_box(deck)
    if slide is None:
        return
    for part, _ in deck.of("slide", "slideLayout", "slideMaster"):
        for shape in deck.shapes[part.name]:
            if shape.box and shape.is_loose and not _fits(shape, shape.box, slide):
                yield Fault(deck.place(part), f"{shape.name!r} reaches over the edge of the slide")


def _slide_box(deck: OpenedDeck) -> Box | None:
    for _, tree in deck.of(MAIN):
        for size in tree.iter(f"{P}sldSz"):
            width, height = whole(size.get("cx")), whole(size.get("cy"))
            if width and height:
                return Box(0, 0, width, height)
    return None


def _fits(shape: Shape, box: Box, slide: Box) -> bool:
    if shape.kind == "graphicFrame" or (shape.kind == "sp" and shape.text):
        return (
            min(box.x, box.y) >= -TOLERANCE
            and box.x + box.width <= slide.width + TOLERANCE
            and box.y + box.height <= slide.height + TOLERANCE
        )
    if shape.kind != "pic":
        return True  # a field or a rule may begin and end outside
    width = min(box.x + box.width, slide.width) - max(box.x, 0)
    height = min(box.y + box.height, slide.height) - max(box.y, 0)
    return max(width, 0) * max(height, 0) >= LEAST_INSIDE * box.width * box.height


def alternative_texts(deck: OpenedDeck) -> Iterator[Fault]:
    """Return pictures, charts, tables and plain shapes with neither a text nor the flag, or both.

    WCAG 2.2, 1.1.1: what is no decoration has a text alternative.
    """
    for part, _ in deck.of("slide"):
        for shape in deck.shapes[part.name]:
            if shape.kind == "sp" and (shape.text or shape.placeholder):
                continue
            has_text, is_decorative = _told(shape.element)
            if has_text == is_decorative:
                has = "both an alternative text and" if has_text else "no alternative text and not"
                yield Fault(deck.place(part), f"{shape.name!r} has {has} the decorative flag")


def _told(element: Element) -> tuple[bool, bool]:
    properties = element.find(f"*/{P}cNvPr")
    if properties is None:
        return False, False
    flags = [flag for flag in properties.iter(DECORATIVE) if flag.get("val") in ("1", "true")]
    return bool(properties.get("descr", "").strip()), bool(flags)


def empty_placeholders(deck: OpenedDeck) -> Iterator[Fault]:
    """Return placeholders that nothing fills: other programs print their prompts."""
    for part, _ in deck.of("slide"):
        for shape in deck.shapes[part.name]:
            place = shape.placeholder
            if shape.kind == "sp" and place and place.kind not in QUIET and not shape.text:
                yield Fault(deck.place(part), f"the placeholder {_named(place)} is empty")


def fallbacks(deck: OpenedDeck) -> Iterator[Fault]:
    """Return SVG pictures without a raster picture for programs that cannot draw SVG."""
    for part, tree in deck.of(*TREES):
        for blip in tree.iter(f"{A}blip"):
            if next(blip.iter(SVG), None) is None:
                continue
            link = part.link(blip.get(f"{R}embed"))
            picture = deck.package.parts.get(link.target) if link else None
            is_vector = picture is not None and picture.content_type == SVG_TYPE
            if is_vector or blip.get(f"{R}embed") is None:
                yield Fault(deck.place(part), "an SVG picture has no raster picture beside it")
