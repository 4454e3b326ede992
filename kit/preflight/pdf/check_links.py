"""A finished PDF -> whether its links and fields are tagged and say what they are."""

from collections.abc import Iterator

from kit.preflight.pdf.check_content import owners
from kit.preflight.pdf.view import Annotation, Fault, ObjectRef, Page, PdfFile

ROLES = {"Link": "Link", "Widget": "Form"}
WORDS = {"Link": "the link", "Widget": "the field"}
# Flags of an annotation, F (ISO 32000-1, table 165): what prints it, and what hides it.
PRINT = 1 << 2
UNSEEN = {1 << 0: "Invisible", 1 << 1: "Hidden", 1 << 5: "NoView", 1 << 8: "ToggleNoView"}
NOT_READ = ("Popup", "PrinterMark", "TrapNet")


def annotations(file: PdfFile) -> Iterator[tuple[Page, Annotation, str]]:
    """Yield each annotation that people meet, with its page and its place."""
    for page in file.pages:
        for note in page.annotations:
            if not note.is_hidden and note.kind not in NOT_READ:
                yield page, note, page.place(note.rect[0], note.rect[3])


def link_tags(file: PdfFile) -> Iterator[Fault]:
    """Yield links and fields that do not stand in exactly one tag of their kind."""
    if file.tree is None:
        return  # told by another check
    yield from _faults_of_notes(file)
    yield from _faults_of_tags(file)


def _faults_of_notes(file: PdfFile) -> Iterator[Fault]:
    owned = owners(file)
    for _, note, place in annotations(file):
        elements, words = owned.get(ObjectRef(note.key), ()), WORDS.get(note.kind, "the note")
        role = ROLES.get(note.kind, "Annot")
        if not elements:
            yield Fault(place, f"{words} {_quoted(note)}stands in no tag ({role})")
        elif len(elements) > 1:
            yield Fault(place, f"{words} {_quoted(note)}stands in {len(elements)} tags")
        elif elements[0].role != role:
            yield Fault(place, f"{words} {_quoted(note)}stands in a tag {elements[0].kind}")


def _faults_of_tags(file: PdfFile) -> Iterator[Fault]:
    keys = {note.key for page in file.pages for note in page.annotations}
    for element in file.elements():
        objects = [kid for kid in element.kids if isinstance(kid, ObjectRef)]
        if element.role in ROLES.values() and not objects:
            yield Fault(file.place(element), f"the tag {element.kind} leads to no link or field")
        if any(each.key not in keys for each in objects):
            yield Fault(file.place(element), "the tag holds a link or field that is on no page")


def _quoted(note: Annotation) -> str:
    words = note.contents or note.label
    return f"“{words}” " if words else ""


def link_texts(file: PdfFile) -> Iterator[Fault]:
    """Yield links without a description."""
    for _, note, place in annotations(file):
        if note.kind == "Link" and not note.contents.strip():
            yield Fault(place, "the link does not say where it leads (Contents)")


def field_names(file: PdfFile) -> Iterator[Fault]:
    """Yield fields without a name that is read aloud."""
    for _, note, place in annotations(file):
        if note.kind == "Widget" and not note.label.strip():
            yield Fault(place, "the field does not say what to fill in (TU)")


def flags(file: PdfFile) -> Iterator[Fault]:
    """Yield annotations that are not seen or not printed, where PDF/A is claimed.

    ISO 19005-2, 6.3.2: the paper shows what the screen shows.
    """
    for page in file.pages if file.metadata.claims.archive else ():
        for note in page.annotations:
            wrong = [word for flag, word in UNSEEN.items() if note.flags & flag]
            wrong += ["no Print"] * (not note.flags & PRINT)
            if wrong and note.kind != "Popup":
                place = page.place(note.rect[0], note.rect[3])
                words = WORDS.get(note.kind, "the note")
                yield Fault(
                    place,
                    f"{words} {_quoted(note)}is not shown or not printed ({', '.join(wrong)})",
                )


def tab_order(file: PdfFile) -> Iterator[Fault]:
    """Yield pages on which the tab key does not follow the order of the tags."""
    for page in file.pages if file.tree else ():  # without tags, another check tells it
        if page.annotations and page.tabs != "S":
            yield Fault(
                f"page {page.number}", "the tab key does not go through links in reading order"
            )
