"""A document and its pages -> the publication that is written: what a program shows of it."""

import datetime

from kit.document.model import Document
from kit.layout.page import Page, Publication


def publication_of(
    document: Document, pages: tuple[Page, ...], day: datetime.date | None = None
) -> Publication:
    """Return the pages with the document's title, language and service, and a day of their own."""
    return Publication(
        title=str(document.title),
        language=document.locale.tag,
        is_rtl=document.locale.is_rtl,
        author=document.service,
        subject=document.product,
        pages=pages,
        day=day,
    )
