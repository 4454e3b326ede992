"""The structure tree of a PDF -> elements with what they own, and the rows that lead back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kit.preflight.pdf.objects import (
    entries,
    entry,
    is_array,
    is_mapping,
    items,
    key_of,
    name,
    number_tree,
    numbers,
    text,
    whole,
)  # fmt: skip
from kit.preflight.pdf.painted import Key
from kit.preflight.pdf.view import ContentRef, Element, ObjectRef, Tree

DEEPEST = 100
TEXTS = ("Alt", "ActualText", "Lang", "T", "E")
ATTRIBUTES = ("Scope", "ColSpan", "RowSpan", "BBox", "Headers", "ListNumbering")
Kid = Element | ContentRef | ObjectRef


@dataclass(slots=True)
class _Walk:
    """What a walk through the tree has met."""

    roles: Mapping[str, str]
    pages: Mapping[Key, int]
    seen: set[Key] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)


def read_tree(root: object, pages: Mapping[Key, int]) -> Tree | None:
    """Return the structure tree, None where there is none.

    Args:
        root: The StructTreeRoot.
        pages: The number of each page by its key.
    """
    if not is_mapping(root):
        return None
    roles = {kind: name(role) for kind, role in entries(entry(root, "RoleMap")).items()}
    walk = _Walk(roles, pages)
    roots = tuple(_elements(entry(root, "K"), (0, 0), walk))
    rows, next_row = _rows(entry(root, "ParentTree")), whole(entry(root, "ParentTreeNextKey"))
    return Tree(roots, rows, next_row, tuple(walk.faults))


def _elements(kids: object, page: Key, walk: _Walk) -> Iterator[Element]:
    for kid in items(kids):
        found = _kid(kid, page, walk, 0)
        if isinstance(found, Element):
            yield found


def _kid(kid: object, page: Key, walk: _Walk, depth: int) -> Kid | None:
    if isinstance(kid, int):
        return ContentRef(page, kid)
    own_page = key_of(entry(kid, "Pg")) if entry(kid, "Pg") is not None else page
    kind = name(entry(kid, "Type"))
    if kind == "MCR":
        stream = entry(kid, "Stm")
        mcid = whole(entry(kid, "MCID"))
        scope = own_page if stream is None else key_of(stream)
        return ContentRef(scope, -1 if mcid is None else mcid)
    if kind == "OBJR":
        return ObjectRef(key_of(entry(kid, "Obj")))
    return _element(kid, own_page, walk, depth + 1) if is_mapping(kid) else None


def _element(node: object, page: Key, walk: _Walk, depth: int) -> Element | None:
    key = key_of(node)
    key = key if key != (0, 0) else (-len(walk.seen) - 1, 0)
    if key in walk.seen or depth > DEEPEST:
        walk.faults.append("an element stands in the structure tree twice, or within itself")
        return None
    walk.seen.add(key)
    found = (_kid(kid, page, walk, depth) for kid in items(entry(node, "K")))
    kids = tuple(kid for kid in found if kid is not None)
    kind = name(entry(node, "S"))
    return Element(
        key,
        kind,
        _role(kind, walk.roles),
        _page(page, kids, walk.pages),
        {label: text(entry(node, label)) for label in TEXTS if entry(node, label) is not None},
        dict(_attributes(entry(node, "A"))),
        kids,
    )


def _page(own: Key, kids: tuple[Kid, ...], pages: Mapping[Key, int]) -> int:
    """Return the number of the page where an element begins, 0 for none."""
    for kid in kids:
        if isinstance(kid, ContentRef) and kid.scope in pages:
            return pages[kid.scope]
        if isinstance(kid, Element) and kid.page:
            return kid.page
    return pages.get(own, 0)


def _role(kind: str, roles: Mapping[str, str]) -> str:
    for _ in roles:
        if kind not in roles:
            break
        kind = roles[kind]
    return kind


def _attributes(value: object) -> Iterator[tuple[str, object]]:
    for owner in items(value):
        for label in ATTRIBUTES:
            found = entry(owner, label)
            if found is not None:
                yield label, numbers(found) if is_array(found) else name(found) or whole(found)


def _rows(root: object) -> dict[int, Key | tuple[Key, ...]]:
    return {
        row: tuple(key_of(owner) for owner in items(value)) if is_array(value) else key_of(value)
        for row, value in number_tree(root).items()
    }
