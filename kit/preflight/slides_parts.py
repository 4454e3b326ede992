"""An opened deck -> faults of its package: content types, links, ids, properties, fonts."""

from collections.abc import Iterable, Iterator

from kit.preflight.slides_package import ROOT, Fault, Part
from kit.preflight.slides_view import MAIN, TREES, OpenedDeck, P, R, whole
from kit.sources.xmltree import Element

DC = "{http://purl.org/dc/elements/1.1/}"
OFFICE_LINKS = {"r": R[1:-1]}
PRESENTATION_TYPE = "application/vnd.openxmlformats-officedocument.presentationml"
MAIN_TYPES = tuple(f"{PRESENTATION_TYPE}.{kind}.main+xml" for kind in ("presentation", "template"))
# Links whose kind is also the last word of the content type. The ending .xml has a type of its
# own, so that a part left out of the list would pass for plain XML.
TYPED = (*TREES, "chart", "theme", "tableStyles", "presProps", "viewProps")
NEEDED = {
    "slide": "slideLayout",
    "slideLayout": "slideMaster",
    "slideMaster": "theme",
    "notesSlide": "notesMaster",
    "notesMaster": "theme",
}
FONT_TYPE = "application/x-fontdata"
FACES = ("regular", "bold", "italic", "boldItalic")
# ECMA-376 19.7.13 and 19.7.3: the numbers from which masters and layouts, and slides, are counted.
LEAST_LAYOUT_ID, LEAST_SLIDE_ID = 2147483648, 256


def content_types(deck: OpenedDeck) -> Iterator[Fault]:
    """Return parts without a type, types without a part, and a main part of another kind."""
    package = deck.package
    if package.overrides is None:
        return
    for name in package.overrides:
        if name not in package.parts:
            yield Fault(name, "the content types list a part that is not there")
    for part in package.parts.values():
        if part.name and not part.content_type:
            yield Fault(deck.place(part), f"the part {part.name} has no content type")
    yield from _wrong_types(deck)


def _wrong_types(deck: OpenedDeck) -> Iterator[Fault]:
    for name, kind in _expected(deck).items():
        part = deck.package.parts[name]
        if part.content_type and not part.content_type.endswith(f".{kind}+xml"):
            yield Fault(deck.place(part), f"{name} is a {kind}, but its type {part.content_type}")
    main = deck.presentation
    if main and main.content_type and main.content_type not in MAIN_TYPES:
        yield Fault(main.name, f"{main.content_type!r} is no presentation and no template of one")


def _expected(deck: OpenedDeck) -> dict[str, str]:
    """Return the kind of each part that links show to be of a kind, by its name."""
    return {
        link.target: link.kind
        for part in deck.package.parts.values()
        for link in part.links or ()
        if link.kind in TYPED and not link.is_external and link.target in deck.package.parts
    }


def relationships(deck: OpenedDeck) -> Iterator[Fault]:
    """Return links that lead nowhere, ids without a link, and links that a part must have."""
    yield from _lacking_links(deck)
    for part in deck.package.parts.values():
        yield from _broken_links(part, deck)
        if part.tree is not None and part.links is not None:
            yield from _unknown_ids(part, part.tree, deck)


def _lacking_links(deck: OpenedDeck) -> Iterator[Fault]:
    for kind, needed in NEEDED.items():
        for part, _ in deck.of(kind):
            if part.links is not None and not any(part.linked(needed)):
                yield Fault(deck.place(part), f"the part has no link to a {needed}")
    root = deck.package.parts.get(ROOT)
    if root and root.links is not None and not any(root.linked("officeDocument")):
        yield Fault("_rels/.rels", "no link leads to a presentation")


def _broken_links(part: Part, deck: OpenedDeck) -> Iterator[Fault]:
    for link in part.links or ():
        if not link.is_external and link.target not in deck.package.parts:
            message = f"{link.id} ({link.kind}) leads to {link.target}, which is not there"
            yield Fault(deck.place(part), message)


def _unknown_ids(part: Part, tree: Element, deck: OpenedDeck) -> Iterator[Fault]:
    used = tree.xpath("//@r:*", namespaces=OFFICE_LINKS, smart_strings=False)
    ids = used if isinstance(used, list) else []
    for id_ in dict.fromkeys(str(id_) for id_ in ids if id_):
        if part.link(id_) is None:
            yield Fault(deck.place(part), f"{id_} is used, but the part has no such link")


def layout_ids(deck: OpenedDeck) -> Iterator[Fault]:
    """Return ids that masters and layouts share, or that are too small."""
    tags = (f"{P}sldMasterId", f"{P}sldLayoutId")
    found = (
        (part.name, item)
        for part, tree in deck.of(MAIN, "slideMaster")
        for item in tree.iter(*tags)
    )
    return _ids(found, LEAST_LAYOUT_ID, "a master or a layout")


def slide_ids(deck: OpenedDeck) -> Iterator[Fault]:
    """Return ids that two slides share or that are too small, and a presentation without slides.

    A template may have no slides.
    """
    main = deck.presentation
    if main is None or main.tree is None:
        return
    slides = list(main.tree.iter(f"{P}sldId"))
    if not slides and not deck.is_template:
        yield Fault(main.name, "the presentation has no slides")
    found = ((_place(main, item, deck), item) for item in slides)
    yield from _ids(found, LEAST_SLIDE_ID, "the slide")


def _place(main: Part, item: Element, deck: OpenedDeck) -> str:
    link = main.link(item.get(f"{R}id"))
    return deck.places.get(link.target, link.target) if link else main.name


def shape_ids(deck: OpenedDeck) -> Iterator[Fault]:
    """Return ids that two shapes of a part share."""
    for part, tree in deck.of(*TREES):
        found = ((deck.place(part), item) for item in tree.iter(f"{P}cNvPr"))
        yield from _ids(found, 1, "a shape")


def _ids(found: Iterable[tuple[str, Element]], least: int, owner: str) -> Iterator[Fault]:
    seen: set[int] = set()
    for place, item in found:
        id_ = whole(item.get("id"))
        if id_ is None or id_ < least:
            yield Fault(place, f"{owner} has the id {item.get('id')}, the least is {least}")
            continue
        if id_ in seen:
            yield Fault(place, f"{owner} has the id {id_}, which another one has")
        seen.add(id_)


def document_title(deck: OpenedDeck) -> Iterator[Fault]:
    """Return a file without a title: screen readers and lists of files say it."""
    if _property(deck, "title") == "":
        yield Fault("", "the file has no title")


def document_language(deck: OpenedDeck) -> Iterator[Fault]:
    """Return a file whose language is not said, or is not that of the master's text."""
    language = _property(deck, "language")
    if language == "":
        yield Fault("", "the file does not say its language")
    elif language and deck.language and language != deck.language:
        message = f"the file says its language is {language}, the master's text is {deck.language}"
        yield Fault("", message)


def _property(deck: OpenedDeck, key: str) -> str | None:
    """Return a property, "" where it is not said, or None where the part is damaged or lost."""
    root = deck.package.parts.get(ROOT)
    if root is None or root.links is None:
        return None
    targets = [link.target for link in root.linked("core-properties")]
    if not targets:
        return ""
    part = deck.package.parts.get(targets[0])
    if part is None or part.tree is None:
        return None
    return (part.tree.findtext(f"{DC}{key}") or "").strip()


def embedded_fonts(deck: OpenedDeck) -> Iterator[Fault]:
    """Return embedded fonts without a face, and faces whose part is no font."""
    main = deck.presentation
    if main is None or main.tree is None or main.links is None:
        return
    for font in main.tree.iter(f"{P}embeddedFont"):
        name = font.find(f"{P}font")
        family = "" if name is None else name.get("typeface", "")
        faces = [item for face in FACES for item in font.findall(f"{P}{face}")]
        if not family or not faces:
            yield Fault(main.name, f"the embedded font {family!r} has no name or no face")
        for face in faces:
            link = main.link(face.get(f"{R}id"))
            part = deck.package.parts.get(link.target) if link else None
            if part and part.content_type and part.content_type != FONT_TYPE:
                yield Fault(main.name, f"the part of the font {family!r} is no font: {part.name}")
