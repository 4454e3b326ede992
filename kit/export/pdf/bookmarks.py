"""The bookmarks of pages -> the outline of a finished PDF.

Written with pikepdf: ReportLab miscounts nested entries and refuses a level that is left out.
"""

from collections.abc import Iterable

import pikepdf

from kit.export.pdf.sheet import Sheet
from kit.layout.page import Bookmark, Page


def add_bookmarks(pdf: pikepdf.Pdf, pages: Iterable[Page]) -> None:
    """Write the bookmarks of all pages as one tree.

    An entry goes under the last one of a lower level.
    """
    with pdf.open_outline() as outline:
        open_entries: list[tuple[int, pikepdf.OutlineItem]] = []
        for page_number, page in enumerate(pages):
            for bookmark in page.bookmarks:
                entry = _entry(bookmark, page_number, Sheet(page))
                open_entries = [pair for pair in open_entries if pair[0] < bookmark.level]
                siblings = open_entries[-1][1].children if open_entries else outline.root
                siblings.append(entry)
                open_entries.append((bookmark.level, entry))


def _entry(bookmark: Bookmark, page_number: int, sheet: Sheet) -> pikepdf.OutlineItem:
    return pikepdf.OutlineItem(
        bookmark.title, page_number, "XYZ", left=0, top=round(sheet.y(bookmark.y), 3)
    )
