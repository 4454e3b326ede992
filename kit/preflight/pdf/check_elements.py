"""A finished PDF -> whether the tags themselves are sound: types, nesting, headings, tables."""

import re
from collections.abc import Iterator

from kit.preflight.pdf.view import ContentRef, Element, Fault, PdfFile

# ISO 32000-1, 14.8.4, and what ISO 32000-2 adds.
TYPES_1 = frozenset((
    "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index",
    "NonStruct", "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl",
    "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note",
    "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT", "RP", "Warichu", "WT",
    "WP", "Figure", "Formula", "Form",
))  # fmt: skip
TYPES_2 = frozenset(("DocumentFragment", "Aside", "Title", "FENote", "Sub", "Em", "Strong"))
MAY_HOLD = {
    "L": ("LI", "Caption"),
    "LI": ("Lbl", "LBody"),
    "Table": ("TR", "THead", "TBody", "TFoot", "Caption"),
    "THead": ("TR",),
    "TBody": ("TR",),
    "TFoot": ("TR",),
    "TR": ("TH", "TD"),
}
MUST_STAND_IN = {
    "LI": ("L",),
    "LBody": ("LI",),
    "TR": ("Table", "THead", "TBody", "TFoot"),
    "TH": ("TR",),
    "TD": ("TR",),
    "THead": ("Table",),
    "TBody": ("Table",),
    "TFoot": ("Table",),
}
MAY_BE_EMPTY = ("TD", "TH", "LBody", "Private")
SCOPES = ("Row", "Column", "Both")
FILE_NAME = re.compile(r"(?i)^\S+\.(png|jpe?g|svg|gif|tiff?|pdf|webp|bmp|eps)$|^(img|dsc)_?\d+$")
HEADING = re.compile(r"H([1-6])")


def structure_types(file: PdfFile) -> Iterator[Fault]:
    """Yield tags of a type that no program knows."""
    known = TYPES_1 | TYPES_2 if file.metadata.version >= "2.0" else TYPES_1
    for element in file.elements():
        if element.role not in known:
            yield Fault(file.place(element), f"no program knows tags of the type {element.kind}")


def empty_elements(file: PdfFile) -> Iterator[Fault]:
    """Yield tags that hold nothing; cells of tables may be empty."""
    for element in file.elements():
        if not element.kids and element.role not in MAY_BE_EMPTY:
            yield Fault(file.place(element), "the tag holds nothing")


def nesting(file: PdfFile) -> Iterator[Fault]:
    """Yield parts of lists and tables that stand in a wrong place."""
    for parent, element in _pairs(file):
        role, holder = element.role, parent.role if parent else "nothing"
        fitting = MAY_HOLD.get(holder)
        if (fitting and role not in fitting) or holder not in MUST_STAND_IN.get(role, (holder,)):
            yield Fault(file.place(element), f"{role} stands in {holder}")
        if role in MAY_HOLD and any(isinstance(kid, ContentRef) for kid in element.kids):
            yield Fault(file.place(element), f"{role} holds text outside its parts")


def _pairs(file: PdfFile) -> Iterator[tuple[Element | None, Element]]:
    yield from ((None, root) for root in (file.tree.roots if file.tree else ()))
    for element in file.elements():
        yield from ((element, kid) for kid in element.elements)


def _headings(file: PdfFile) -> Iterator[tuple[int, Element]]:
    for element in file.elements():
        if found := HEADING.fullmatch(element.role):
            yield int(found[1]), element


def heading_levels(file: PdfFile) -> Iterator[Fault]:
    """Yield headings that do not begin with H1, or skip a level."""
    before = 0
    for level, element in _headings(file):
        if level > before + 1:
            first = f"H{before} comes before it" if before else "it is the first heading"
            yield Fault(file.place(element), f"the heading is H{level}, but {first}")
        before = level


def main_headings(file: PdfFile) -> Iterator[Fault]:
    """Yield a document with several main headings."""
    main = [element for level, element in _headings(file) if level == 1]
    if len(main) > 1:
        yield Fault(file.place(main[1]), f"the document has {len(main)} main headings (H1)")


def table_heads(file: PdfFile) -> Iterator[Fault]:
    """Yield cells at the head of rows or columns that do not say of which."""
    for element in file.elements():
        is_said = element.attributes.get("Scope") in SCOPES or element.attributes.get("Headers")
        if element.role == "TH" and not is_said:
            yield Fault(file.place(element), "the head cell does not say what it heads (Scope)")


def table_cells(file: PdfFile) -> Iterator[Fault]:
    """Yield tables whose rows have different numbers of cells, spans counted."""
    for table in file.elements():
        if table.role == "Table":
            widths = list(_widths(list(_rows(table))))
            if len(set(widths)) > 1:
                found = ", ".join(map(str, widths[:6]))
                yield Fault(file.place(table), f"the rows of the table have {found} cells")


def _rows(table: Element) -> Iterator[Element]:
    for kid in table.elements:
        if kid.role == "TR":
            yield kid
        elif kid.role in ("THead", "TBody", "TFoot"):
            yield from _rows(kid)


def _widths(rows: list[Element]) -> Iterator[int]:
    """Yield how many columns each row fills, those from rows above it too."""
    hanging: list[tuple[int, int]] = []  # rows still to fill, columns
    for row in rows:
        cells = [(_span(cell, "RowSpan"), _span(cell, "ColSpan")) for cell in row.elements]
        yield sum(columns for _, columns in (*cells, *hanging))
        hanging = [(left - 1, columns) for left, columns in (*cells, *hanging) if left > 1]


def _span(cell: Element, name: str) -> int:
    value = cell.attributes.get(name)
    return value if isinstance(value, int) else 1


def alternative_texts(file: PdfFile) -> Iterator[Fault]:
    """Yield pictures and formulas that are not described."""
    for element in file.elements():
        if element.role in ("Figure", "Formula"):
            words = element.texts.get("Alt", "") or element.texts.get("ActualText", "")
            if not words.strip():
                yield Fault(file.place(element), "the picture is not described (Alt)")
            elif FILE_NAME.match(words.strip()):
                yield Fault(file.place(element), f"{words!r} is the name of a file, no description")


def figure_boxes(file: PdfFile) -> Iterator[Fault]:
    """Yield pictures that do not say how much of the page they take (14.8.5.4.3)."""
    for element in file.elements():
        box = element.attributes.get("BBox")
        if element.role == "Figure" and not (isinstance(box, tuple) and len(box) == 4):  # noqa: PLR2004
            yield Fault(file.place(element), "the picture does not say where it stands (BBox)")
