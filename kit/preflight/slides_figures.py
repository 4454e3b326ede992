"""An opened deck -> faults of its tables and charts, and of the workbooks behind the charts."""

import re
from collections.abc import Iterator, Mapping
from itertools import zip_longest

from kit.preflight.slides_package import Fault, Package, Part, read_package
from kit.preflight.slides_view import A, C, OpenedDeck, R, whole
from kit.sources.xmltree import Element

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
C15 = "{http://schemas.microsoft.com/office/drawing/2012/chart}"
MOST_ID = 2**32 - 1  # ECMA-376 21.2.2.9: xsd:unsignedInt
# A formula's element beside the values that the chart keeps of it.
CACHED = {
    f"{C}strRef": (f"{C}f", f"{C}strCache"),
    f"{C}numRef": (f"{C}f", f"{C}numCache"),
    f"{C15}datalabelsRange": (f"{C15}f", f"{C15}dlblRangeCache"),
}
# Sheet1!$A$2:$A$5, with the most letters and digits that a cell's name has.
CELL = r"\$?([A-Z]{1,3})\$?(\d{1,7})"
RANGE = re.compile(rf"(?:'((?:[^']|'')+)'|([^'!]+))!{CELL}(?::{CELL})?")
MOST_CELLS = 10_000
WIDTH_TOLERANCE = 0.01

Cells = Mapping[tuple[str, int], str]


def axis_ids(deck: OpenedDeck) -> Iterator[Fault]:
    """Return axis ids that are no positive numbers, and axes that are not in the chart."""
    for part, tree in deck.of("chart"):
        axes = {
            item.get("val")
            for area in tree.iter(f"{C}plotArea")
            for axis in area
            if axis.find(f"{C}crossAx") is not None
            for item in axis.findall(f"{C}axId")
        }
        for item in tree.iter(f"{C}axId", f"{C}crossAx"):
            id_, name = item.get("val"), str(item.tag).rpartition("}")[2]
            number = whole(id_)
            if number is None or not 0 < number <= MOST_ID:
                yield Fault(deck.place(part), f"{name} {id_} is no positive number")
            elif id_ not in axes:
                yield Fault(deck.place(part), f"{name} {id_} is no axis of the chart")


def workbooks(deck: OpenedDeck) -> Iterator[Fault]:
    """Return charts without a workbook, and values that its cells do not have.

    "Edit data" puts the workbook's cells into the chart, so a difference would change the slide.
    """
    for part, tree in deck.of("chart"):
        outer = tree.find(f"{C}externalData")
        if outer is None:
            yield Fault(deck.place(part), "the chart has no workbook")
            continue
        link = part.link(outer.get(f"{R}id"))
        content = deck.package.workbooks.get(link.target) if link else None
        if content is not None:
            yield from _differences(deck.place(part), tree, read_package(content))


def _differences(place: str, tree: Element, workbook: Package) -> Iterator[Fault]:
    if workbook.faults:
        yield Fault(place, f"the workbook cannot be read: {workbook.faults[0][1].message}")
        return
    sheets = _sheets(workbook)
    for reference in tree.iter(*CACHED):
        formula_tag, cache_tag = CACHED[str(reference.tag)]
        formula, cache = reference.findtext(formula_tag) or "", reference.find(cache_tag)
        cells = _cells(formula, sheets)
        if cells is None or cache is None:
            yield Fault(place, f"the workbook has no cells {formula!r}, or the chart no values")
            continue
        pairs = zip_longest(cells, _kept(cache), fillvalue="")
        for number, (cell, kept) in enumerate(pairs, 1):
            if not _same(cell, kept):
                message = f"value {number} of {formula} is {kept!r}, in the workbook {cell!r}"
                yield Fault(place, message)


def _kept(cache: Element) -> list[str]:
    """Return the values that the chart keeps, "" where it keeps none."""
    points = {whole(item.get("idx")): item.findtext(f"{C}v") or "" for item in cache.iter(f"{C}pt")}
    last = max((number for number in points if number is not None), default=-1)
    return [points.get(number, "") for number in range(min(last + 1, MOST_CELLS))]


def _same(cell: str, kept: str) -> bool:
    if cell == kept:
        return True
    try:
        return float(cell) == float(kept)
    except ValueError:
        return False


def _sheets(workbook: Package) -> dict[str, Cells]:
    """Return the cells of each sheet."""
    book = next((part for name, part in workbook.parts.items() if name == "xl/workbook.xml"), None)
    if book is None or book.tree is None:
        return {}
    strings = _strings(workbook)
    return {
        item.get("name", ""): _values(tree, strings)
        for item in book.tree.iter(f"{S}sheet")
        if (tree := _sheet(item, book, workbook)) is not None
    }


def _sheet(item: Element, book: Part, workbook: Package) -> Element | None:
    link = book.link(item.get(f"{R}id"))
    part = workbook.parts.get(link.target) if link else None
    return part.tree if part else None


def _strings(workbook: Package) -> list[str]:
    part = workbook.parts.get("xl/sharedStrings.xml")
    if part is None or part.tree is None:
        return []
    return [_words(item) for item in part.tree.iter(f"{S}si")]


def _words(item: Element) -> str:
    # Phonetic guides (rPh) stand in a text too, but are not part of it.
    texts = [*item.findall(f"{S}t"), *item.findall(f"{S}r/{S}t")]
    return "".join(text.text or "" for text in texts)


def _values(sheet: Element, strings: list[str]) -> Cells:
    found: dict[tuple[str, int], str] = {}
    for cell in sheet.iter(f"{S}c"):
        place = re.fullmatch(CELL, cell.get("r", ""))
        if place:
            found[place[1], int(place[2])] = _value(cell, strings)
    return found


def _value(cell: Element, strings: list[str]) -> str:
    if cell.get("t") == "inlineStr":
        inline = cell.find(f"{S}is")
        return "" if inline is None else _words(inline)
    value = cell.findtext(f"{S}v") or ""
    if cell.get("t") != "s":
        return value
    number = whole(value)
    return strings[number] if number is not None and 0 <= number < len(strings) else ""


def _cells(formula: str, sheets: Mapping[str, Cells]) -> list[str] | None:
    """Return the values of a formula such as Sheet1!$A$2:$A$5, row by row, or None."""
    found = RANGE.fullmatch(formula)
    if not found:
        return None
    quoted, plain, first, top, last, bottom = found.groups()
    cells = sheets.get(quoted.replace("''", "'") if quoted else plain)
    columns = range(_column(first), _column(last or first) + 1)
    rows = range(int(top), int(bottom or top) + 1)
    if cells is None or len(columns) * len(rows) > MOST_CELLS:
        return None
    by_number = {(_column(name), row): value for (name, row), value in cells.items()}
    return [by_number.get((column, row), "") for row in rows for column in columns]


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def tables(deck: OpenedDeck) -> Iterator[Fault]:
    """Return tables whose rows or widths do not fit their grid, or that lack head or direction.

    A head row is what a screen reader names with each cell (WCAG 2.2, 1.3.1).
    """
    for part, _ in deck.of("slide"):
        for shape in deck.shapes[part.name]:
            for table in shape.element.iter(f"{A}tbl"):
                width = shape.box.width if shape.box else 0
                for message in (*_grid(table, width), *_head(table, deck.is_rtl)):
                    yield Fault(deck.place(part), f"the table {shape.name!r} {message}")


def _grid(table: Element, width: int) -> Iterator[str]:
    columns = [whole(column.get("w")) or 0 for column in table.iterfind(f"{A}tblGrid/{A}gridCol")]
    for number, row in enumerate(table.iterfind(f"{A}tr"), 1):
        count = len(row.findall(f"{A}tc"))
        if count != len(columns):
            yield f"has {count} cells in row {number}, its grid has {len(columns)} columns"
    if abs(sum(columns) - width) > WIDTH_TOLERANCE * width:
        yield f"has columns of {sum(columns)} EMU in a frame of {width} EMU"


def _head(table: Element, is_rtl: bool) -> Iterator[str]:
    properties = table.find(f"{A}tblPr")
    said = {} if properties is None else dict(properties.attrib)
    if said.get("firstRow") not in ("1", "true"):
        yield "does not mark its first row as its head (firstRow)"
    if is_rtl and said.get("rtl") not in ("1", "true"):
        yield "does not run from right to left (rtl)"
