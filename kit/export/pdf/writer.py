"""A publication -> the bytes of a PDF 1.7, the same bytes for the same publication."""

import os
from datetime import UTC, datetime
from io import BytesIO
from types import SimpleNamespace

import pikepdf
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from kit.errors import OutputError
from kit.export.pdf.bookmarks import add_bookmarks
from kit.export.pdf.forms import add_form
from kit.export.pdf.pages import Artist
from kit.layout.page import Publication

PRODUCER = "vnrbd-kit"

_FIRST_DAY = 946_684_800  # 1 January 2000, for builds that are given no date
_NO_FONT = "no font"


def write_pdf(publication: Publication) -> bytes:
    """Return the publication as a PDF file.

    The dates in it come from the environment variable SOURCE_DATE_EPOCH, in seconds since 1970,
    or are a constant.

    Raises:
        OutputError: When there are no pages, a font file cannot be used, the fields of a form
            are not in order or SOURCE_DATE_EPOCH is not a time.
    """
    if not publication.pages:
        raise OutputError("the publication has no pages")
    day = publication.day
    date = datetime(day.year, day.month, day.day, 12, tzinfo=UTC) if day else _build_date()
    raw = BytesIO()
    canvas = _new_canvas(raw, publication)
    artist = Artist(canvas)
    for page in publication.pages:
        artist.draw(page)
    canvas.save()
    return _finish(raw, publication, date)


def _build_date() -> datetime:
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "").strip() or str(_FIRST_DAY)
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise OutputError(
            f'SOURCE_DATE_EPOCH="{seconds}" is not a time',
            hint="give whole seconds since 1970, or unset it",
        ) from error


def _new_canvas(target: BytesIO, publication: Publication) -> Canvas:
    _register_no_font()
    canvas = Canvas(
        target,
        pageCompression=0,  # streams are packed at the end
        invariant=1,
        pdfVersion=(1, 7),
        initialFontName=_NO_FONT,
        lang=publication.language,
    )
    canvas.setViewerPreference("DisplayDocTitle", "true")
    if publication.is_rtl:
        canvas.setViewerPreference("Direction", "R2L")
    return canvas


def _register_no_font() -> None:
    """Give ReportLab a font that writes nothing.

    It names an initial font on every page, by default Helvetica, which is not embedded. A font
    that says it is dynamic is left out until it is used.
    """
    face = SimpleNamespace(name=_NO_FONT)
    pdfmetrics.registerFont(
        SimpleNamespace(fontName=_NO_FONT, face=face, _dynamicFont=True, _multiByte=False)
    )


def _finish(raw: BytesIO, publication: Publication, date: datetime) -> bytes:
    finished = BytesIO()
    with pikepdf.open(raw) as pdf:
        # ReportLab's identifier knows the title only, and the save would keep its first half.
        del pdf.trailer.ID
        add_bookmarks(pdf, publication.pages)
        add_form(pdf, publication)
        pdf.trailer.Info = pdf.make_indirect(_information(publication, date))
        pdf.save(
            finished,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return finished.getvalue()


def _information(publication: Publication, date: datetime) -> pikepdf.Dictionary:
    stamp = f"D:{date:%Y%m%d%H%M%S}Z"
    entries = {
        "/Title": publication.title,
        "/Author": publication.author,
        "/Subject": publication.subject,
        "/Producer": PRODUCER,
        "/CreationDate": stamp,
        "/ModDate": stamp,
    }
    return pikepdf.Dictionary({key: text for key, text in entries.items() if text})
