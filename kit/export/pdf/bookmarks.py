"""The headings of a structure tree -> the outline of its PDF, in reading order.

Written with pikepdf: ReportLab miscounts nested entries and refuses a level that is left out.
"""

import pikepdf
from pikepdf import Array, Dictionary, Name

from kit.export.pdf.structure import Structure, headings
from kit.export.pdf.tags import HEADINGS, Content, Node

TITLE, PART = HEADINGS[:2]


def add_outline(pdf: pikepdf.Pdf, structure: Structure, *, is_pdf_2: bool) -> None:
    """Write an entry for each heading; it goes under the last one of a lower level.

    The title of the document stands beside its parts. In PDF 2.0 an entry leads to its element
    (PDF/UA-2, 8.8), else to its place on the page.
    """
    found = list(headings(structure))
    is_titled = [node.element.tag for node, _ in found].count(TITLE) == 1
    with pdf.open_outline() as outline:
        open_entries: list[tuple[str, pikepdf.OutlineItem]] = []
        for node, target in found:
            level = TITLE if is_titled and node.element.tag == PART else node.element.tag
            entry = _to_element(node, target) if is_pdf_2 else _to_place(node)
            open_entries = [pair for pair in open_entries if pair[0] < level]
            siblings = open_entries[-1][1].children if open_entries else outline.root
            siblings.append(entry)
            open_entries.append((level, entry))


def _to_place(node: Node) -> pikepdf.OutlineItem:
    page = next(kid.page for kid in node.kids if isinstance(kid, Content))
    return pikepdf.OutlineItem(node.title, page, "XYZ", left=0, top=round(node.top, 3))


def _to_element(node: Node, target: pikepdf.Object) -> pikepdf.OutlineItem:
    place = Array([target, Name.XYZ, 0, round(node.top, 3), 0])
    return pikepdf.OutlineItem(node.title, action=Dictionary(S=Name.GoTo, D=place, SD=place))
