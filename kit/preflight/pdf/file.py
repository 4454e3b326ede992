"""The bytes of a PDF -> the file as values, or an error that says why it cannot be looked at."""

import io
from collections.abc import Iterator

import pikepdf

from kit.errors import KitError
from kit.preflight.pdf.content import read_content
from kit.preflight.pdf.metadata import read_metadata
from kit.preflight.pdf.objects import (
    content_of,
    entries,
    entry,
    is_mapping,
    is_stream,
    items,
    key_of,
    name,
    quad,
    text,
    whole,
)  # fmt: skip
from kit.preflight.pdf.painted import Quad, Space
from kit.preflight.pdf.spaces import space_of
from kit.preflight.pdf.state import State
from kit.preflight.pdf.stream import Around, Gathered
from kit.preflight.pdf.texts import texts_of
from kit.preflight.pdf.tree import read_tree
from kit.preflight.pdf.view import Annotation, Intent, Page, PdfFile, Viewing

OWN_BOXES = ("CropBox", "BleedBox", "TrimBox", "ArtBox")
GENERAL = "file is damaged"  # qpdf says so before it says what is
MOST_PARENTS = 20  # of a field in a form


class UnreadableError(KitError):
    """Raised when a file is no PDF, is damaged beyond reading, is locked or has no pages."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message, hint=hint)
        self.code = code


def read_pdf(content: bytes) -> PdfFile:
    """Return the file as values.

    Raises:
        UnreadableError: It cannot be opened, needs a password, or has no pages.
    """
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return _read(pdf)
    except pikepdf.PasswordError as error:
        raise UnreadableError(
            "pdf-encrypted", "the file is locked with a password", "save it without a password"
        ) from error
    except (pikepdf.PdfError, RuntimeError) as error:  # qpdf's own errors and deep nesting
        raise UnreadableError(
            "pdf-unreadable",
            f"this is no PDF, or it is damaged: {_reason(error)}",
            "make or fetch the file again; it may have been cut off on its way",
        ) from error


def _reason(error: Exception) -> str:
    return str(error).rpartition(": ")[2] or type(error).__name__


def _read(pdf: pikepdf.Pdf) -> PdfFile:
    if not len(pdf.pages):
        raise UnreadableError("pdf-no-pages", "the file has no pages", "make the file again")
    root, gathered = pdf.Root, Gathered()
    pages = tuple(_pages(pdf, gathered))
    damage = dict.fromkeys(_reason(Exception(told)) for told in pdf.get_warnings())
    return PdfFile(
        read_metadata(pdf),
        _viewing(root),
        tuple(_intent(each) for each in items(entry(root, "OutputIntents"))),
        pages,
        read_tree(entry(root, "StructTreeRoot"), {page.key: page.number for page in pages}),
        gathered.rows | {key_of(page.obj): _row(page.obj) for page in pdf.pages},
        tuple(told for told in damage if told != GENERAL) or tuple(damage),
        texts_of(pages),
    )


def _row(holder: object) -> int | None:
    return whole(entry(holder, "StructParents"))


def _viewing(root: object) -> Viewing:
    marking = entry(root, "MarkInfo")
    return Viewing(
        text(entry(root, "Lang")),
        entry(entry(root, "ViewerPreferences"), "DisplayDocTitle") is True,
        entry(marking, "Marked") is True,
        entry(marking, "Suspects") is True,
        tuple(_actions(root)),
    )


def _actions(root: object) -> Iterator[str]:
    """Yield what in the catalogue makes a program do something by itself."""
    if name(entry(entry(root, "OpenAction"), "S")):
        yield "an action when it is opened (OpenAction)"
    if entry(root, "AA") is not None:
        yield "actions of its own (AA)"
    if entry(entry(root, "Names"), "JavaScript") is not None:
        yield "JavaScript"
    if entry(entry(root, "AcroForm"), "XFA") is not None:
        yield "an XFA form"


def _intent(intent: object) -> Intent:
    stream = entry(intent, "DestOutputProfile")
    profile = content_of(stream)
    # ICC.1, header: class of the device in the bytes 12 to 15, colour space in 16 to 19.
    words = [profile[start : start + 4].decode("latin-1").strip() for start in (12, 16)]
    return Intent(name(entry(intent, "S")), words[0], words[1], whole(entry(stream, "N")))


def _pages(pdf: pikepdf.Pdf, gathered: Gathered) -> Iterator[Page]:
    for number, page in enumerate(pdf.pages, 1):
        gathered.begin_page()
        key = key_of(page.obj)
        read_content(page.obj, Around(key, page.resources), State(), gathered)
        for note in items(entry(page.obj, "Annots")):
            _read_looks(note, gathered)
        group = entry(page.obj, "Group")
        own: list[Space | None] = [_space(group)] if is_mapping(group) else []
        yield Page(
            number,
            key,
            dict(_boxes(page)),
            name(entry(page.obj, "Tabs")),
            tuple(own + gathered.groups),
            tuple(_annotation(each) for each in items(entry(page.obj, "Annots"))),
            tuple(gathered.painted),
            tuple(gathered.used),
            tuple(gathered.mixed),
            tuple(dict.fromkeys(gathered.unknown)),
            tuple(dict.fromkeys(gathered.faults)),
        )


def _read_looks(annotation: object, gathered: Gathered) -> None:
    """Add what an annotation looks like: its fonts and colours are those of the file too."""
    normal = entry(entry(annotation, "AP"), "N")
    looks = [normal] if is_stream(normal) else entries(normal).values()
    for look in looks:
        if isinstance(look, pikepdf.Stream):
            key = key_of(look)
            around = Around(
                key, entry(look, "Resources"), is_mask=True, open_forms=frozenset((key,))
            )
            before = len(gathered.used)
            read_content(look, around, State(), gathered)
            del gathered.used[before:]


def _space(group: object) -> Space | None:
    space = entry(group, "CS")
    return None if space is None else space_of(space)


def _boxes(page: pikepdf.Page) -> Iterator[tuple[str, Quad]]:
    found = {box: entry(page.obj, box) for box in OWN_BOXES} | {"MediaBox": page.mediabox}
    for box, value in found.items():
        corners = quad(value)
        if corners:
            yield box, corners


def _annotation(annotation: object) -> Annotation:
    return Annotation(
        key_of(annotation),
        name(entry(annotation, "Subtype")),
        quad(entry(annotation, "Rect")) or (0, 0, 0, 0),
        whole(entry(annotation, "StructParent")),
        text(entry(annotation, "Contents")),
        _label(annotation),
        whole(entry(annotation, "F")) or 0,
    )


def _label(field: object) -> str:
    """Return the name of a field that is read aloud: its own or that of a field above it."""
    for _ in range(MOST_PARENTS):
        if found := text(entry(field, "TU")):
            return found
        field = entry(field, "Parent")
    return ""
