"""The parts of a presentation -> its slides, layouts and shapes, as the checks look at them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kit.preflight.slides_package import ROOT, Package, Part
from kit.sources.xmltree import Element

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TITLES = ("title", "ctrTitle")
# Kinds of parts, as their content types name them.
TREES = ("slide", "slideLayout", "slideMaster", "notesSlide", "notesMaster")
MAIN = "main"
SHAPES = (f"{P}sp", f"{P}pic", f"{P}graphicFrame", f"{P}cxnSp")


class Box(NamedTuple):
    """Where a shape stands, in EMU."""

    x: int
    y: int
    width: int
    height: int


class Identity(NamedTuple):
    """By what a placeholder finds its place on the layout."""

    kind: str
    idx: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape; `box` is None where it follows its layout, `is_loose` when it is in no group."""

    element: Element
    kind: str
    name: str
    placeholder: Identity | None
    text: str
    box: Box | None
    is_loose: bool


@dataclass(frozen=True, slots=True)
class OpenedDeck:
    """A presentation or a template of one.

    Args:
        package: The whole file.
        presentation: The part that names slides and masters, or None when it cannot be read.
        kinds: The readable parts of each kind, slides in their order.
        places: How a finding names a part: "slide 3", "notes of slide 3", or its path.
        shapes: The shapes of each part that has some.
        language: The tag that most of the master's text carries.
        second_languages: The other tags that presentation or masters declare (altLang).
        is_rtl: Whether the presentation runs from right to left.
    """

    package: Package
    presentation: Part | None
    kinds: Mapping[str, tuple[Part, ...]]
    places: Mapping[str, str]
    shapes: Mapping[str, tuple[Shape, ...]]
    language: str
    second_languages: frozenset[str]
    is_rtl: bool

    def of(self, *kinds: str) -> Iterator[tuple[Part, Element]]:
        """Return the readable parts of these kinds with their trees."""
        for kind in kinds:
            for part in self.kinds.get(kind, ()):
                if part.tree is not None:
                    yield part, part.tree

    def place(self, part: Part) -> str:
        """Return the name of a part for a finding."""
        return self.places.get(part.name, part.name)

    def parent(self, part: Part, kind: str) -> Part | None:
        """Return the readable part that a part is linked to by this kind."""
        found = (self.package.parts.get(link.target) for link in part.linked(kind))
        return next((parent for parent in found if parent and parent.tree is not None), None)

    @property
    def is_template(self) -> bool:
        """Whether the file is a template, which needs no slides."""
        return self.presentation is not None and ".template." in self.presentation.content_type


def opened(package: Package) -> OpenedDeck:
    """Return the deck of a package; what is missing is left out."""
    root = package.parts.get(ROOT)
    targets = [link.target for link in root.linked("officeDocument")] if root else []
    presentation = next((package.parts[name] for name in targets if name in package.parts), None)
    main = presentation.tree if presentation else None
    slides = tuple(_slides(package, presentation, main))
    kinds = _kinds(package, slides)
    masters = [part.tree for part in kinds.get("slideMaster", ()) if part.tree is not None]
    return OpenedDeck(
        package,
        presentation,
        kinds,
        _places(slides),
        {
            part.name: tuple(_shapes(part.tree))
            for kind in TREES
            for part in kinds.get(kind, ())
            if part.tree is not None
        },
        _language(masters),
        frozenset(_seconds([*masters, *([] if main is None else [main])])),
        main is not None and main.get("rtl") in ("1", "true"),
    )


def whole(text: str | None) -> int | None:
    """Return a whole number, or None for anything else."""
    try:
        return int(text or "")
    except ValueError:
        return None


def text_of(element: Element) -> str:
    """Return the words of a shape or paragraph, without space round them."""
    return "".join(run.text or "" for run in element.iter(f"{A}t")).strip()


def _slides(package: Package, presentation: Part | None, main: Element | None) -> Iterator[Part]:
    """Return the slides in the order in which they are shown."""
    if presentation is None or main is None:
        return
    for item in main.iter(f"{P}sldId"):
        link = presentation.link(item.get(f"{R}id"))
        if link and link.target in package.parts:
            yield package.parts[link.target]


def _kinds(package: Package, slides: tuple[Part, ...]) -> dict[str, tuple[Part, ...]]:
    kinds: dict[str, tuple[Part, ...]] = {}
    order = {part.name: number for number, part in enumerate(slides)}
    for part in sorted(package.parts.values(), key=lambda part: order.get(part.name, len(order))):
        if part.tree is not None and part.content_type.endswith("+xml"):
            kind = part.content_type.removesuffix("+xml").rpartition(".")[2]
            kinds[kind] = (*kinds.get(kind, ()), part)
    return kinds


def _places(slides: tuple[Part, ...]) -> dict[str, str]:
    places: dict[str, str] = {}
    for number, part in enumerate(slides, 1):
        places[part.name] = f"slide {number}"
        for link in part.linked("notesSlide"):
            places.setdefault(link.target, f"notes of slide {number}")
        for link in part.linked("chart"):
            places.setdefault(link.target, f"slide {number}, {link.target}")
    return places


def _language(masters: list[Element]) -> str:
    """Return the most frequent language of the masters' text, so that one slip is a slip."""
    tags = [
        properties.get("lang", "")
        for master in masters
        for run in master.iter(f"{A}r", f"{A}fld")
        for properties in run.iter(f"{A}rPr")
    ]
    return max(tags, key=tags.count, default="")


def _seconds(trees: list[Element]) -> Iterator[str]:
    tags = (f"{A}rPr", f"{A}defRPr", f"{A}endParaRPr")
    for tree in trees:
        for properties in tree.iter(*tags):
            if "altLang" in properties.attrib:
                yield properties.get("altLang", "")


def _shapes(tree: Element) -> Iterator[Shape]:
    for element in tree.iter(*SHAPES):
        properties = element.find(f"*/{P}cNvPr")
        parent = element.getparent()
        yield Shape(
            element,
            str(element.tag).rpartition("}")[2],
            "" if properties is None else properties.get("name", ""),
            _identity(element.find(f"*/{P}nvPr/{P}ph")),
            text_of(element),
            _box(element),
            parent is not None and parent.tag == f"{P}spTree",
        )


def _identity(placeholder: Element | None) -> Identity | None:
    """Return type and index; ECMA-376 19.3.1.36 has "obj" and 0 where they are not said."""
    if placeholder is None:
        return None
    return Identity(placeholder.get("type", "obj"), placeholder.get("idx", "0"))


def _box(element: Element) -> Box | None:
    place = element.find(f"{P}spPr/{A}xfrm")
    if place is None:
        place = element.find(f"{P}xfrm")
    if place is None:
        return None
    corner, size = place.find(f"{A}off"), place.find(f"{A}ext")
    if corner is None or size is None:
        return None
    numbers = [whole(corner.get(key)) for key in "xy"] + [whole(size.get(k)) for k in ("cx", "cy")]
    known = [number for number in numbers if number is not None]
    return Box(*known) if len(known) == len(numbers) else None
