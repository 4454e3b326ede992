"""A finished PDF -> whether tags and painted content belong to each other, piece by piece."""

from collections import Counter
from collections.abc import Iterator, Mapping

from kit.preflight.pdf.painted import Key, Painted
from kit.preflight.pdf.view import (
    ContentRef,
    Element,
    Fault,
    ObjectRef,
    Page,
    PdfFile,
    Tree,
    pieces,
)

Owners = Mapping[ContentRef | ObjectRef, tuple[Element, ...]]


def owners(file: PdfFile) -> Owners:
    """Return the elements that claim each marked content and each annotation."""
    found: dict[ContentRef | ObjectRef, tuple[Element, ...]] = {}
    for element in file.elements():
        for kid in element.kids:
            if not isinstance(kid, Element):
                found[kid] = (*found.get(kid, ()), element)
    return found


def untagged(file: PdfFile) -> Iterator[Fault]:
    """Yield pages on which something is neither tagged nor marked as decoration."""
    for page in file.pages if file.tree else ():  # without tags, another check tells it
        lost = [item for item in page.painted if not item.is_mask and not _ids(item)]
        lost = [item for item in lost if not any(mark.is_artifact for mark in item.marks)]
        if lost:
            yield pieces(page, lost, "neither tagged nor marked as decoration")


def twice_tagged(file: PdfFile) -> Iterator[Fault]:
    """Yield pages on which something is tagged and decoration, or tagged twice."""
    for page in file.pages:
        both = [
            item
            for item in page.painted
            if len(_ids(item)) + any(mark.is_artifact for mark in item.marks) > 1
        ]
        if both:
            yield pieces(page, both, "tagged twice, or tagged and marked as decoration")
        elif page.mixed:
            words = "decoration stands in a tag, or a tag in decoration; nothing is shown there"
            yield Fault(f"page {page.number}", words)


def _ids(item: Painted) -> list[ContentRef]:
    return [ContentRef(mark.scope, mark.mcid) for mark in item.marks if mark.mcid is not None]


def _used(page: Page) -> Iterator[ContentRef]:
    return (ContentRef(mark.scope, mark.mcid or 0) for mark in page.used)


def marked_content(file: PdfFile) -> Iterator[Fault]:
    """Yield ids of marked content that stand twice, or that not exactly one element claims."""
    if file.tree is None:
        return  # told by another check
    owned = owners(file)
    yield from _wrong_contents(file, owned)
    yield from _wrong_claims(file, owned)


def _wrong_contents(file: PdfFile, owned: Owners) -> Iterator[Fault]:
    for page in file.pages:
        counts = Counter(_used(page))
        for ref, count in counts.items():
            if count > 1:
                yield Fault(f"page {page.number}", f"{count} contents have the number {ref.mcid}")
            if not owned.get(ref):
                yield Fault(f"page {page.number}", f"no tag holds the content {ref.mcid}")


def _wrong_claims(file: PdfFile, owned: Owners) -> Iterator[Fault]:
    used = {ref for page in file.pages for ref in _used(page)}
    for claim, elements in owned.items():
        if isinstance(claim, ContentRef) and claim not in used:
            yield Fault(file.place(elements[0]), "the tag points to content that is not there")
        if isinstance(claim, ContentRef) and len(elements) > 1:
            yield Fault(file.place(elements[1]), f"{len(elements)} tags hold the same content")


def parent_tree(file: PdfFile) -> Iterator[Fault]:
    """Yield content and annotations from which the way back to their tag is wrong."""
    if file.tree is None:
        return
    owned = owners(file)
    yield from _wrong_rows(file, file.tree, owned)
    yield from _wrong_ways_of_annotations(file, file.tree, owned)
    yield from _wrong_numbers(file, file.tree)


def _wrong_rows(file: PdfFile, tree: Tree, owned: Owners) -> Iterator[Fault]:
    for page in file.pages:
        for scope in dict.fromkeys(mark.scope for mark in page.used):
            row = file.row_of.get(scope)
            if row is None:
                yield Fault(f"page {page.number}", "the way from content to tags is missing")
                continue
            refs = {ref for ref in owned if isinstance(ref, ContentRef) and ref.scope == scope}
            found = tree.rows.get(row)
            wrong = [ref for ref in refs if not _leads(found, ref.mcid, owned[ref])]
            if wrong:
                yield Fault(
                    f"page {page.number}",
                    f"the way back to the tag is wrong for {len(wrong)} of {len(refs)} contents",
                )


def _leads(row: Key | tuple[Key, ...] | None, mcid: int, elements: tuple[Element, ...]) -> bool:
    if row is None or isinstance(row[0] if row else 0, int):
        return False
    return 0 <= mcid < len(row) and row[mcid] in [element.key for element in elements]


def _wrong_ways_of_annotations(file: PdfFile, tree: Tree, owned: Owners) -> Iterator[Fault]:
    for page in file.pages:
        for annotation in page.annotations:
            elements = owned.get(ObjectRef(annotation.key), ())
            row = None if annotation.parent_row is None else tree.rows.get(annotation.parent_row)
            if elements and row not in [element.key for element in elements]:
                place = page.place(annotation.rect[0], annotation.rect[3])
                yield Fault(place, "the way from a link or field back to its tag is wrong")


def _wrong_numbers(file: PdfFile, tree: Tree) -> Iterator[Fault]:
    rows = [row for row in file.row_of.values() if row is not None]
    notes = [note.parent_row for page in file.pages for note in page.annotations]
    rows += [row for row in notes if row is not None]
    for row, count in Counter(rows).items():
        if count > 1:
            yield Fault("structure tree", f"{count} pages or links share the row {row}")
    if rows and (tree.next_row is None or tree.next_row <= max(rows)):
        yield Fault("structure tree", "ParentTreeNextKey is missing or too small")
