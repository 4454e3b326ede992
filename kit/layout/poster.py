"""A poster's document and a paper -> one page, laid out by the plan that its template names."""

from kit.document.model import Document
from kit.findings import Finding
from kit.layout.box import mirrored
from kit.layout.compositor import Compositor
from kit.layout.page import Mark, Page
from kit.layout.parts import draft_label
from kit.layout.poster_drop import drop_poster
from kit.layout.poster_rows import rows_poster
from kit.layout.poster_scene import scene_poster
from kit.layout.poster_sheet import Companion, Placed, PosterSheet, foot, is_vertical, page_ground
from kit.layout.poster_steps import steps_poster
from kit.layout.scaling import scaled_page
from kit.layout.vertical_poster import vertical_draft

DRAFT_PT = 14.0


def lay_out_poster(
    document: Document,
    compositor: Compositor,
    *,
    size: str,
    is_draft: bool,
    companion: Companion = None,
) -> tuple[tuple[Page, ...], tuple[Finding, ...]]:
    """Return the page and what does not fit on it.

    Args:
        document: The poster's words.
        compositor: Sets them.
        size: A paper of the theme.
        is_draft: Whether the page is marked.
        companion: The same poster in the language's other script, for the headline.
    """
    sheet = PosterSheet.of(compositor, size)
    planned, findings = _planned(document, sheet, companion)
    foot_marks, foot_findings = foot(document.parts[0], sheet)
    marks: list[Mark] = [page_ground(sheet), *planned, *foot_marks]
    if is_draft:
        marks += _draft(document, compositor)
    if compositor.locale.is_rtl:
        marks = [mirrored(mark, sheet.width) for mark in marks]
    page = Page(sheet.width, sheet.height, tuple(marks))
    return (scaled_page(page, sheet.scale),), (*findings, *foot_findings)


def _planned(document: Document, sheet: PosterSheet, companion: Companion) -> Placed:
    """Return what a plan makes of the document."""
    part = document.parts[0]
    match document.plan:
        case "rows":
            return rows_poster(part, sheet)
        case "steps":
            return steps_poster(part, sheet)
        case "scene":
            return scene_poster(part, sheet)
        case _:
            return drop_poster(document, sheet, companion)


def _draft(document: Document, compositor: Compositor) -> tuple[Mark, ...]:
    if is_vertical(compositor):
        return vertical_draft(document, compositor)
    return draft_label(compositor, document, DRAFT_PT, is_read=True)
