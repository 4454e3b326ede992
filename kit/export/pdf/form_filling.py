"""A form of the kit and what to write into its fields -> the same form, filled in.

Programs that fill in forms set one glyph a character: Arabic stays unjoined, Khmer and Burmese
vowels stand behind their consonants. Here a value is set like any text of the kit, shaped and with
its lines broken by the rules of its language, and stays a value that can be read and changed.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

import pikepdf

from kit.errors import OutputError
from kit.export.pdf.forms import LEAST_SIZE, MULTILINE, nothing
from kit.export.pdf.writer import write_pdf
from kit.layout.page import Page, PlacedLine, Publication
from kit.sources.locales import locale_of
from kit.typeset.fonts import Fonts
from kit.typeset.glyphs import Line, Span, Weight
from kit.typeset.itemise import Setting
from kit.typeset.lines import break_lines
from kit.typeset.shaping import Paragraph, typeset
from kit.units import Points

PADDING: Points = 2.0
"""Between the edge of a field and its text, as in PDFium and Acrobat."""

HINT = "name the action-plan.pdf of a visitor kit"
_INK = "#000000"
_SIZE = re.compile(r"([\d.]+)\s+Tf")
_STEP: Points = 0.5
# Baselines of a field with many lines; where the ink of a script is higher, so is the pitch.
_PITCH_EM, _CLEAR_EM = 1.25, 0.1
# Half the cap height of Noto Sans: a line stands in the middle of its field by its capitals.
_CAP_MIDDLE_EM = 0.357


@dataclass(frozen=True, slots=True)
class _Slot:
    """The room of one field and the size to begin with."""

    name: str
    width: Points
    height: Points
    size: Points
    is_multiline: bool


@dataclass(frozen=True, slots=True)
class _Setter:
    """Sets values in the language of a form."""

    fonts: Fonts
    setting: Setting

    def page(self, slot: _Slot, value: str) -> Page:
        """Return a page of the size of a field with its value, as large as fits.

        Raises:
            OutputError: When it does not fit in the least size.
            MissingGlyphs: When no font has a character of it.
        """
        if "\n" in value and not slot.is_multiline:
            raise OutputError(
                f"the field {slot.name!r} has one line, the text several",
                hint="write the text without line breaks",
            )
        span = Span(value, Weight.REGULAR, _INK, self.setting.language)
        paragraph = typeset((span,), self.setting, self.fonts)
        size = slot.size
        while size >= LEAST_SIZE:
            marks = self._marks(slot, paragraph, size)
            if marks:
                return Page(slot.width, slot.height, marks)
            size -= _STEP
        raise OutputError(
            f"the text of the field {slot.name!r} does not fit",
            hint=f"shorten it: at {LEAST_SIZE:g} points it is still too long",
        )

    def _marks(
        self, slot: _Slot, paragraph: Paragraph, size: Points
    ) -> tuple[PlacedLine, ...] | None:
        """Return the lines of a value in their places; None when they do not fit."""
        measure = (slot.width - 2 * PADDING) / size
        lines = break_lines(paragraph, measure)
        places = _places(slot, lines, size)
        if places is None or max(line.width for line in lines) > measure:
            return None
        return tuple(
            PlacedLine(line, self._left(slot, line, size), y, size)
            for line, y in zip(lines, places, strict=True)
        )

    def _left(self, slot: _Slot, line: Line, size: Points) -> Points:
        return slot.width - PADDING - line.width * size if self.setting.is_rtl else PADDING


def fill_form(content: bytes, values: Mapping[str, str], fonts: Fonts) -> bytes:
    r"""Return a form that `write_pdf` made with values in its fields.

    A field that is given no value keeps its own, and all are drawn anew: without values, a form
    that another program filled in is set as the kit sets text. The same form and values give the
    same bytes.

    Args:
        content: The PDF file.
        values: Texts by the names of fields; "\n" begins a new line.
        fonts: Of the kit, for any script.

    Raises:
        OutputError: When there is no such field, or a text does not fit in its field.
        MissingGlyphs: When no font has a character of a text.
    """
    with _opened(content) as pdf:
        fields = _fields(pdf)
        if not fields:
            raise OutputError("this is no form of the kit", hint=HINT)
        unknown = sorted(set(values) - set(fields))
        if unknown:
            raise OutputError(
                f"the form has no field {unknown[0]!r}",
                hint=f"its fields: {', '.join(fields) or 'none'}",
            )
        for name, value in values.items():
            fields[name].V = value
        _draw_values(pdf, fields, fonts)
        finished = BytesIO()
        pdf.save(
            finished,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return finished.getvalue()


def _opened(content: bytes) -> pikepdf.Pdf:
    try:
        return pikepdf.open(BytesIO(content))
    except pikepdf.PdfError as error:
        raise OutputError("this is no PDF", hint=HINT) from error


def _fields(pdf: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    form = pdf.Root.get("/AcroForm")
    return {} if form is None else {str(field.T): field for field in form.Fields}


def _draw_values(pdf: pikepdf.Pdf, fields: Mapping[str, pikepdf.Object], fonts: Fonts) -> None:
    locale = locale_of(str(pdf.Root.Lang))
    setter = _Setter(fonts, Setting(locale.tag, locale.script, locale.is_rtl))
    usual = _size_of(pdf.Root.AcroForm)
    drawn: list[tuple[pikepdf.Object, Page]] = []
    for name, field in fields.items():
        slot, value = _slot(name, field, usual), _value(field)
        if value:
            drawn.append((field, setter.page(slot, value)))
        else:
            field.AP = pikepdf.Dictionary(N=nothing(pdf, slot.width, slot.height))
    if drawn:
        _draw(pdf, drawn)
    # A reader that is told to draw all values anew would draw them unshaped.
    if "/NeedAppearances" in pdf.Root.AcroForm:
        del pdf.Root.AcroForm.NeedAppearances


def _value(field: pikepdf.Object) -> str:
    """Return the text in a field; programs end its lines in all three ways."""
    return "\n".join(str(field.get("/V", "")).strip().splitlines())


def _slot(name: str, field: pikepdf.Object, usual: Points) -> _Slot:
    left, lower, right, upper = (float(edge) for edge in field.Rect)
    is_multiline = bool(int(field.get("/Ff", 0)) & MULTILINE)
    return _Slot(name, right - left, upper - lower, _size_of(field) or usual, is_multiline)


def _size_of(field: pikepdf.Object) -> Points:
    """Return the size in a default appearance, "/Name 12 Tf 0 g"; 0 means as large as fits."""
    size = _SIZE.search(str(field.get("/DA", "")))
    return float(size[1]) if size else 0.0


def _places(slot: _Slot, lines: Sequence[Line], size: Points) -> list[Points] | None:
    """Return the baselines of lines from the head of a field; None when they do not fit."""
    ascent = max(line.ascent for line in lines) * size
    descent = max(line.descent for line in lines) * size
    if not slot.is_multiline:
        middle = slot.height / 2 + _CAP_MIDDLE_EM * size
        y = min(max(middle, ascent), slot.height - descent)
        return [y] if len(lines) == 1 and y >= ascent else None
    pitch = max(_PITCH_EM * size, ascent + descent + _CLEAR_EM * size)
    first = PADDING + max(ascent, size)
    last = first + (len(lines) - 1) * pitch
    if last + descent > slot.height:
        return None
    return [first + row * pitch for row in range(len(lines))]


def _draw(pdf: pikepdf.Pdf, texts: Sequence[tuple[pikepdf.Object, Page]]) -> None:
    """Draw each page as the appearance of its field."""
    pages = tuple(page for _, page in texts)
    drawn = write_pdf(Publication("", "", False, "", "", pages))
    with pikepdf.open(BytesIO(drawn)) as source:
        for (field, _), page in zip(texts, source.pages, strict=True):
            appearance = pdf.copy_foreign(page.as_form_xobject())
            # A program that changes the value replaces what stands between these two.
            appearance.write(b"/Tx BMC\n" + appearance.read_bytes() + b"\nEMC")
            field.AP = pikepdf.Dictionary(N=appearance)
