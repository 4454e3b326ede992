"""A publication -> the bytes of its PDF, the same bytes for the same publication."""

import os
from datetime import UTC, datetime
from io import BytesIO
from types import SimpleNamespace

import pikepdf
from pikepdf import Name
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from kit.errors import OutputError
from kit.export.pdf.bookmarks import add_outline
from kit.export.pdf.colours import Colours, ScreenColours
from kit.export.pdf.forms import add_form
from kit.export.pdf.lines import TextLook
from kit.export.pdf.metadata import Metadata
from kit.export.pdf.pages import Artist
from kit.export.pdf.standards import UA1, Intent, Standard, screen_intent
from kit.export.pdf.structure import add_structure
from kit.export.pdf.tags import MarkedContent
from kit.layout.page import Publication

_FIRST_DAY = 946_684_800  # 1 January 2000, for builds that are given no date
_NO_FONT = "no font"


def write_pdf(publication: Publication, standard: Standard = UA1) -> bytes:
    """Return the publication as a PDF file for screens.

    The dates in it come from the environment variable SOURCE_DATE_EPOCH, in seconds since 1970,
    or are a constant.

    Args:
        publication: The pages.
        standard: What the file shall meet.

    Raises:
        OutputError: When there are no pages, a font file cannot be used, the fields of a form
            are not in order or SOURCE_DATE_EPOCH is not a time.
    """
    metadata = metadata_of(publication, standard)
    raw, marked = drawn(publication, ScreenColours(), is_tagged=standard.is_tagged)
    with pikepdf.open(raw) as pdf:
        fields = add_form(pdf, publication)
        structure = add_structure(pdf, marked, fields, is_pdf_2=standard.is_pdf_2)
        add_outline(pdf, structure, is_pdf_2=standard.is_pdf_2)
        add_intent(pdf, screen_intent(), "GTS_PDFA1")
        return finished(pdf, metadata)


def drawn(
    publication: Publication, colours: Colours, *, is_tagged: bool
) -> tuple[BytesIO, MarkedContent]:
    """Return the pages as ReportLab writes them, and what their content is.

    Raises:
        OutputError: When there are no pages, or a font file cannot be used.
    """
    if not publication.pages:
        raise OutputError("the publication has no pages")
    raw = BytesIO()
    canvas = _new_canvas(raw, publication)
    look = TextLook(colours, publication.language, publication.is_rtl)
    artist = Artist(canvas, look, is_tagged=is_tagged)
    for page in publication.pages:
        artist.draw(page)
    canvas.save()
    return raw, artist.marked


def metadata_of(publication: Publication, standard: Standard) -> Metadata:
    """Return what a file says of itself.

    Raises:
        OutputError: When SOURCE_DATE_EPOCH is not a time.
    """
    day = publication.day
    date = datetime(day.year, day.month, day.day, 12, tzinfo=UTC) if day else _build_date()
    return Metadata(publication, date, standard)


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


def finished(pdf: pikepdf.Pdf, metadata: Metadata) -> bytes:
    """Return a PDF with its metadata, packed, the same bytes for the same content."""
    # ReportLab's identifier knows the title only, and the save would keep its first half.
    del pdf.trailer.ID
    _add_metadata(pdf, metadata)
    finished = BytesIO()
    pdf.save(
        finished,
        force_version=metadata.standard.version,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    return finished.getvalue()


def _add_metadata(pdf: pikepdf.Pdf, metadata: Metadata) -> None:
    packet = metadata.packet()
    pdf.Root.Metadata = pdf.make_stream(packet, Type=Name.Metadata, Subtype=Name.XML)
    if metadata.standard.is_pdf_2:
        del pdf.trailer.Info  # PDF/A-4 has none (ISO 19005-4, 6.1.3)
    else:
        pdf.trailer.Info = pdf.make_indirect(metadata.information())


def add_intent(pdf: pikepdf.Pdf, intent: Intent, kind: str) -> None:
    """Say what the colours of a PDF mean; `kind` is "GTS_PDFA1" or "GTS_PDFX"."""
    profile = pdf.make_stream(intent.profile, N=intent.components)
    pdf.Root.OutputIntents = pikepdf.Array(
        [
            pikepdf.Dictionary(
                Type=Name.OutputIntent,
                S=Name(f"/{kind}"),
                OutputConditionIdentifier=intent.condition,
                Info=intent.condition,
                RegistryName="http://www.color.org",
                DestOutputProfile=profile,
            )
        ]
    )
