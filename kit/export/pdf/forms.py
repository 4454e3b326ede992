"""The fields of pages -> a form (AcroForm) in a finished PDF, with a font to type in.

Written with pikepdf: ReportLab's fields know only the fonts that every reader has, which hold no
Khmer, Burmese or Arabic.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pikepdf

from kit.errors import OutputError
from kit.export.pdf.form_font import embed_whole_font
from kit.export.pdf.sheet import Sheet
from kit.export.pdf.syntax import PRINTED, number
from kit.layout.page import FormField, Page, PlacedLine, Publication
from kit.typeset.glyphs import Face, Weight
from kit.units import Points, Rect

FONT = "Wingdings"
"""The resource name of the font to type in, which is not that of Microsoft's signs.

PDFium, and so Chrome, draws letters of most scripts in a font of the computer, or not at all where
it has none; only a font of this name is asked for every character (cpdf_bafontmap.cpp).
"""

LEAST_SIZE: Points = 6.0
"""No smaller type is asked for, however low a field is."""

MULTILINE = 1 << 12
"""Bit 13 of the flags of a text field (ISO 32000-1, table 228)."""

_START, _END = 0, 2  # justification (ISO 32000-1, table 222): left, right


@dataclass(frozen=True, slots=True)
class _Hand:
    """The face and the size that people write in, and whether their text runs from the right."""

    face: Face
    size: Points
    is_rtl: bool

    def size_in(self, field: FormField) -> Points:
        """Return the size for a field, 0 where a program shall find one at which all text fits.

        In a single line that would be as high as the field, and each field would have its own.
        """
        if field.is_multiline:
            return 0
        highest = field.rect.h / (self.face.ascent + self.face.descent)
        return max(min(self.size, highest), LEAST_SIZE)


def add_form(pdf: pikepdf.Pdf, publication: Publication) -> dict[str, pikepdf.Object]:
    """Write the fields of all pages into a PDF of those pages; without fields, change nothing.

    Returns:
        The widgets of the fields, by the names of the fields.

    Raises:
        OutputError: When two fields have one name, a name is not allowed, or no line of text
            stands on the pages with fields: what is typed looks like their running text.
    """
    pages = [page for page in publication.pages if page.fields]
    if not pages:
        return {}
    _check_names([field.name for page in pages for field in page.fields])
    hand = _hand(pages, is_rtl=publication.is_rtl)
    fields = pikepdf.Array()
    for page, target in zip(publication.pages, pdf.pages, strict=True):
        if page.fields:
            fields.extend(_add_widgets(pdf, page, target, hand))
    pdf.Root.AcroForm = pdf.make_indirect(
        pikepdf.Dictionary(
            Fields=fields,
            DA=_appearance_of(hand.size),
            DR=pikepdf.Dictionary(
                Font=pikepdf.Dictionary({f"/{FONT}": embed_whole_font(pdf, hand.face)})
            ),
            Q=_END if hand.is_rtl else _START,
        )
    )
    return {str(widget.T): widget for widget in fields}


def _box(page: Page, rect: Rect) -> tuple[Points, Points, Points, Points]:
    """Return the left, lower, right and upper edge of a rectangle of a page in its PDF."""
    sheet = Sheet(page)
    edges = (sheet.x(rect.x), sheet.y(rect.bottom), sheet.x(rect.right), sheet.y(rect.y))
    left, lower, right, upper = (round(edge, 3) for edge in edges)
    return left, lower, right, upper


def _check_names(names: list[str]) -> None:
    doubled = sorted(name for name, times in Counter(names).items() if times > 1)
    if doubled:
        raise OutputError(
            f"several fields of the form have the name {doubled[0]!r}",
            hint="give each field a name of its own",
        )
    # A full stop parts the names of a field and of the group it is in.
    wrong = next((name for name in names if not name or "." in name), None)
    if wrong is not None:
        raise OutputError(
            f"{wrong!r} is no name of a field", hint="use at least one character, and no full stop"
        )


def _hand(pages: Iterable[Page], *, is_rtl: bool) -> _Hand:
    """Return the face and the size that most of the running text on the pages has."""
    looks: Counter[tuple[bool, Face, Points]] = Counter()
    for is_regular, face, size, length in _words(pages):
        looks[is_regular, face, size] += length
    if not looks:
        raise OutputError("a page with fields has no text", hint="give each field a label")
    # Any regular type goes before the boldest crowd; equal crowds stand in the order of the page.
    _, face, size = max(looks, key=lambda look: (look[0], looks[look]))
    return _Hand(face, size, is_rtl)


def _words(pages: Iterable[Page]) -> Iterator[tuple[bool, Face, Points, int]]:
    for page in pages:
        for mark in page.marks:
            if isinstance(mark, PlacedLine):
                for run in mark.line.runs:
                    is_regular = run.span.weight is Weight.REGULAR
                    yield is_regular, run.face, mark.size, len(run.text)


def _add_widgets(
    pdf: pikepdf.Pdf, page: Page, target: pikepdf.Page, hand: _Hand
) -> Sequence[pikepdf.Object]:
    """Put the fields of a page on it, to be walked through in their order."""
    widgets = [pdf.make_indirect(_widget(pdf, page, field, hand)) for field in page.fields]
    for widget in widgets:
        widget.P = target.obj
    if "/Annots" not in target.obj:
        target.obj.Annots = pikepdf.Array()
    target.obj.Annots.extend(widgets)
    return widgets


def _widget(pdf: pikepdf.Pdf, page: Page, field: FormField, hand: _Hand) -> pikepdf.Dictionary:
    left, lower, right, upper = _box(page, field.rect)
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Widget,
        FT=pikepdf.Name.Tx,
        T=field.name,
        TU=field.label,
        Contents=field.label,  # as PDF/UA-2 (8.10.2.3) wants where no label is tagged
        Rect=[left, lower, right, upper],
        F=PRINTED,
        Ff=MULTILINE if field.is_multiline else 0,
        DA=_appearance_of(hand.size_in(field)),
        Q=_END if hand.is_rtl else _START,
        BS=pikepdf.Dictionary(W=0),
        MK=pikepdf.Dictionary(),
        AP=pikepdf.Dictionary(N=nothing(pdf, right - left, upper - lower)),
    )


def _appearance_of(size: Points) -> str:
    return f"/{FONT} {number(size)} Tf 0 g"


def nothing(pdf: pikepdf.Pdf, width: Points, height: Points) -> pikepdf.Stream:
    """Return the appearance of an empty field: PDF/A wants one of every field."""
    return pdf.make_stream(
        b"/Tx BMC EMC",
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=[0, 0, round(width, 3), round(height, 3)],
    )
