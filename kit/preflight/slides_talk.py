"""An opened deck -> faults of its order as a talk: titles, sections and speaker's notes."""

from collections.abc import Iterator

from kit.preflight.slides_package import Fault, Part
from kit.preflight.slides_view import MAIN, TITLES, OpenedDeck, P

P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"


def titles(deck: OpenedDeck) -> Iterator[Fault]:
    """Return slides without a title, and titles that two slides share.

    People who use a screen reader choose a slide by its title (WCAG 2.2, 2.4.2 and 2.4.6).
    """
    seen: dict[str, str] = {}
    for slide, _ in deck.of("slide"):
        place = deck.place(slide)
        title = _title(slide, deck)
        if title is None:
            yield Fault(place, "the slide has no title")
        elif title and title in seen:
            yield Fault(place, f"the title is the same as on {seen[title]}: {title[:60]!r}")
        elif title:
            seen[title] = place


def _title(slide: Part, deck: OpenedDeck) -> str | None:
    """Return the words of a title: "" for a placeholder left empty, None without a placeholder."""
    for shape in deck.shapes[slide.name]:
        if shape.placeholder and shape.placeholder.kind in TITLES:
            return " ".join(shape.text.split())
    return None


def sections(deck: OpenedDeck) -> Iterator[Fault]:
    """Return slides that stand in no section or in several, and sections without a name."""
    for part, tree in deck.of(MAIN):
        lists = list(tree.iter(f"{P14}sectionLst"))
        if not lists:
            continue
        slides = [item.get("id") for item in tree.iter(f"{P}sldId")]
        listed = [item.get("id") for item in lists[0].iter(f"{P14}sldId")]
        for number, id_ in enumerate(slides, 1):
            if listed.count(id_) != 1:
                message = f"the slide stands in {listed.count(id_)} sections, not in one"
                yield Fault(f"slide {number}", message)
        for id_ in dict.fromkeys(listed):
            if id_ not in slides:
                yield Fault(part.name, f"a section lists the slide {id_}, which is not there")
        if not all(item.get("name") for item in lists[0].iter(f"{P14}section")):
            yield Fault(part.name, "a section has no name")


def notes(deck: OpenedDeck) -> Iterator[Fault]:
    """Return slides without words for the speaker, and notes that belong to another slide."""
    for slide, _ in deck.of("slide"):
        if slide.links is None:
            continue
        targets = [link.target for link in slide.linked("notesSlide")]
        if not targets:
            yield Fault(deck.place(slide), "the slide has no notes")
        for page in (deck.package.parts.get(target) for target in targets):
            if page is not None and page.tree is not None:
                yield from _page(page, slide, deck)


def _page(page: Part, slide: Part, deck: OpenedDeck) -> Iterator[Fault]:
    place = deck.place(slide)
    if page.links is not None and slide.name not in [link.target for link in page.linked("slide")]:
        yield Fault(place, "its notes do not point back to it")
    spoken = [
        shape.text
        for shape in deck.shapes.get(page.name, ())
        if shape.placeholder and shape.placeholder.kind == "body"
    ]
    if page.name in deck.shapes and not any(spoken):
        yield Fault(place, "its notes are empty")
