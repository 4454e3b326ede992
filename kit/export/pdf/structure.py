"""The tree of a document's text -> the structure tree of its finished PDF (ISO 32000-1, 14.7)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pikepdf
from pikepdf import Array, Dictionary, Name

from kit.export.pdf.tags import (
    HEADINGS,
    Content,
    FieldPlace,
    Kid,
    LinkPlace,
    MarkedContent,
    Node,
)

EMPTY_CELLS = ("TD", "TH")
PDF_2 = "http://iso.org/pdf2/ssn"
"""The namespace of the structure types of PDF 2.0 (ISO 32000-2, 14.8.6)."""


@dataclass(frozen=True, slots=True)
class Structure:
    """A structure tree in its file; `objects` are its elements, `root` the document's."""

    root: Node
    objects: dict[Node, pikepdf.Object]


def add_structure(
    pdf: pikepdf.Pdf, marked: MarkedContent, fields: dict[str, pikepdf.Object], *, is_pdf_2: bool
) -> Structure:
    """Write the tree into a finished PDF of the pages that were marked.

    Args:
        pdf: The file; its pages have the links that were counted, in their order.
        marked: The tree and what each piece of content belongs to.
        fields: The widgets of a form, by the names of their fields.
        is_pdf_2: Whether the structure types are those of PDF 2.0.
    """
    builder = _Builder(pdf, fields, _namespace(pdf) if is_pdf_2 else None)
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    root = _pruned(marked.root)
    _close_gaps(root)
    tree.K = builder.element(root, tree)
    if builder.namespace is not None:
        tree.Namespaces = Array([builder.namespace])
    _add_parents(pdf, tree, marked, builder)
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    return Structure(root, builder.made)


def _namespace(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.make_indirect(Dictionary(Type=Name.Namespace, NS=PDF_2))


def _pruned(node: Node) -> Node:
    """Return the tree in reading order, without elements that hold nothing."""
    kids = [_pruned(kid) if isinstance(kid, Node) else kid for kid in node.kids]
    node.kids = sorted((kid for kid in kids if not _is_empty(kid)), key=_order)
    return node


def _close_gaps(root: Node) -> None:
    """Raise headings that skip a level, as PDF/UA-1 (7.4.2) wants whatever a template does."""
    above: list[str] = []
    for node in _walked(root):
        if node.element.tag in HEADINGS:
            above = [tag for tag in above if tag < node.element.tag]
            tag = HEADINGS[len(above)]
            above.append(node.element.tag)
            node.element = replace(node.element, tag=tag)


def _is_empty(kid: Kid) -> bool:
    return isinstance(kid, Node) and not kid.kids and kid.element.tag not in EMPTY_CELLS


def _order(kid: Kid) -> int:
    return kid.element.order if isinstance(kid, Node) else 0


class _Builder:
    """Makes the objects of elements; `made` has them by their nodes, `parts` those of a form."""

    def __init__(
        self,
        pdf: pikepdf.Pdf,
        fields: dict[str, pikepdf.Object],
        namespace: pikepdf.Object | None,
    ) -> None:
        self._pdf = pdf
        self._fields = fields
        self.namespace = namespace
        self.made: dict[Node, pikepdf.Object] = {}
        self.widgets: list[tuple[pikepdf.Object, pikepdf.Object]] = []
        self.links: list[tuple[pikepdf.Object, pikepdf.Object]] = []

    def element(self, node: Node, parent: pikepdf.Object) -> pikepdf.Object:
        """Return the object of an element with all that it holds."""
        target = self._pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name(f"/{node.element.tag}"), P=parent)
        )
        self.made[node] = target
        page = next((kid.page for kid in node.kids if isinstance(kid, Content)), None)
        if page is not None:
            target.Pg = self._pdf.pages[page].obj
        if self.namespace is not None:
            target.NS = self.namespace
        for key, value in (("/Alt", node.alt), ("/Lang", node.language)):
            if value:
                target[key] = pikepdf.String(value)
        if attributes := _attributes(node):
            target.A = attributes
        kids = [self._kid(kid, target, page) for kid in node.kids]
        if kids:
            target.K = kids[0] if len(kids) == 1 else Array(kids)
        return target

    def _kid(self, kid: Kid, parent: pikepdf.Object, page: int | None) -> pikepdf.Object | int:
        match kid:
            case Node():
                return self.element(kid, parent)
            case Content():
                if kid.page == page:
                    return kid.number
                return Dictionary(Type=Name.MCR, Pg=self._pdf.pages[kid.page].obj, MCID=kid.number)
            case LinkPlace():
                target = self._pdf.pages[kid.page]
                link = _links_of(target)[kid.number]
                self.links.append((link, parent))
                return _reference(link, target)
            case FieldPlace():
                widget = self._fields[kid.name]
                self.widgets.append((widget, parent))
                return Dictionary(Type=Name.OBJR, Pg=widget.P, Obj=widget)


def _reference(annotation: pikepdf.Object, page: pikepdf.Page) -> pikepdf.Object:
    return Dictionary(Type=Name.OBJR, Pg=page.obj, Obj=annotation)


def _links_of(page: pikepdf.Page) -> list[pikepdf.Object]:
    return [each for each in page.obj.get("/Annots", []) if each.Subtype == Name.Link]


def _attributes(node: Node) -> pikepdf.Object | None:
    """Return what a reader's program is told of a figure, a head of a table or a list."""
    if node.box:
        box = [round(edge, 3) for edge in node.box]
        return Dictionary(O=Name.Layout, BBox=box)
    if node.element.scope:
        return Dictionary(O=Name.Table, Scope=Name(f"/{node.element.scope}"))
    if node.element.tag == "L" and any(_is_numbered(kid) for kid in node.kids):
        return Dictionary(O=Name.List, ListNumbering=Name.Decimal)
    return None


def _is_numbered(entry: Kid) -> bool:
    kids = entry.kids if isinstance(entry, Node) else ()
    return any(isinstance(kid, Node) and kid.element.tag == "Lbl" for kid in kids)


def _add_parents(
    pdf: pikepdf.Pdf, tree: pikepdf.Object, marked: MarkedContent, builder: _Builder
) -> None:
    """Write which element each piece of content, each link and each field belongs to."""
    rows: list[pikepdf.Object | int] = []
    for key, (page, owners) in enumerate(zip(pdf.pages, marked.owners, strict=True)):
        page.obj.StructParents = key
        page.obj.Tabs = Name.S
        rows += [key, pdf.make_indirect(Array([builder.made[owner] for owner in owners]))]
    annotations = [*builder.links, *builder.widgets]
    for key, (annotation, element) in enumerate(annotations, len(marked.owners)):
        annotation.StructParent = key
        rows += [key, element]
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(rows)))
    tree.ParentTreeNextKey = len(marked.owners) + len(annotations)


def headings(structure: Structure) -> Iterator[tuple[Node, pikepdf.Object]]:
    """Yield the headings of a document in reading order, with their objects."""
    for node in _walked(structure.root):
        if node.title and node.element.tag.startswith("H"):
            yield node, structure.objects[node]


def _walked(node: Node) -> Iterator[Node]:
    yield node
    for kid in node.kids:
        if isinstance(kid, Node):
            yield from _walked(kid)
