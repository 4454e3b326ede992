"""A sheet's document -> its pages: letter, programme, certificate or form of a study visit."""

from kit.document.model import Document
from kit.findings import Finding
from kit.layout.compositor import Compositor
from kit.layout.page import Page
from kit.layout.sheet_certificate import certificate_page
from kit.layout.sheet_flow import flowing_pages
from kit.layout.sheet_form import form_page
from kit.layout.sheet_paper import SheetPaper
from kit.layout.sheet_rooms import sheet_blocks
from kit.units import mm

CERTIFICATE, FORM = "certificate", "form"


def lay_out_sheet(
    document: Document, compositor: Compositor, *, size: str, is_draft: bool
) -> tuple[tuple[Page, ...], tuple[Finding, ...]]:
    """Return the pages of a sheet and what does not fit on them.

    Args:
        document: Its words.
        compositor: Sets the words in the sheet's language; its logo is that of the sender.
        size: A paper of the theme's brochures; a certificate lies on it, the others stand.
        is_draft: Whether each page says so.

    Raises:
        TemplateError: The sheet has a block that its plan does not show.
    """
    width, height = map(mm, compositor.theme.brochure_size[size].page_mm)
    if document.plan != CERTIFICATE:
        width, height = height, width
    paper = SheetPaper(document, compositor, sheet_blocks(document), width, height, is_draft)
    if document.plan == CERTIFICATE:
        return certificate_page(paper)
    return form_page(paper) if document.plan == FORM else flowing_pages(paper)
