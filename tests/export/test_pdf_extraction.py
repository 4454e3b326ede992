"""Paragraphs of every script that runs from left to right, as other programs read them back."""

from collections.abc import Callable
from dataclasses import replace
from unicodedata import normalize

import pytest
from pdf_samples import BLACK, lines_of, page_of, pdfium_text, poppler_text, publication_of, span
from script_samples import SAMPLES, Sample, set_lines

from kit.export.pdf.writer import write_pdf
from kit.layout.page import PlacedLine
from kit.typeset.glyphs import Line, Span, Weight

READERS = {"pdfium": pdfium_text, "poppler": poppler_text}
LEFT_TO_RIGHT = [each for each in SAMPLES if not each.is_rtl]
WIDE = (1400.0, 842.0)
WITH_MARKS = {
    "ar": "كُلُّ تَبَرُّعٍ يُنْقِذُ حَيَاةً",
    "he": "תְּרוּמַת דָּם אַחַת מַצִּילָה",
    "dv": "ލޭ ހަދިޔާކުރުން",
}
# What PDFium adds to the ends of lines from right to left, and poppler round them.
MARKS_OF_DIRECTION = dict.fromkeys(map(ord, "\u200b\u202a\u202b\u202c\u200e\u200f"))


def written(lines: tuple[Line, ...]) -> bytes:
    marks = [PlacedLine(line, 40.0, 90.0 + 30 * row, 14.0) for row, line in enumerate(lines)]
    return write_pdf(publication_of(page_of(*marks, size=WIDE)))


def as_read(text: str, reader: Callable[[bytes], str]) -> str:
    """Return the text as a reader has it: poppler writes any space between words as U+0020."""
    return text.replace("\u202f", " ") if reader is poppler_text else text


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@pytest.mark.parametrize("each", LEFT_TO_RIGHT, ids=lambda each: each.language)
def test_every_line_reads_back_as_it_was_written(
    each: Sample, reader: Callable[[bytes], str]
) -> None:
    lines = set_lines(each, 8)
    assert len(lines) > 2
    read = reader(written(lines)).replace("\f", "").splitlines()
    assert [line for line in read if line] == [as_read(line.text, reader) for line in lines]


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@pytest.mark.parametrize("each", LEFT_TO_RIGHT, ids=lambda each: each.language)
def test_a_paragraph_on_one_line_reads_back_as_it_was_written(
    each: Sample, reader: Callable[[bytes], str]
) -> None:
    read = reader(written(set_lines(each, 1e6)))
    assert read.strip("\n\f") == as_read(each.text, reader)


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@pytest.mark.parametrize("language", WITH_MARKS)
def test_marks_from_right_to_left_stay_with_their_letters(
    language: str, reader: Callable[[bytes], str]
) -> None:
    (sample,) = (each for each in SAMPLES if each.language == language)
    lines = set_lines(replace(sample, text=WITH_MARKS[language]), 1e6)
    read = normalize("NFC", reader(written(lines)).translate(MARKS_OF_DIRECTION))
    assert read.split() == normalize("NFC", WITH_MARKS[language]).split()


@pytest.mark.parametrize("number", ["+20 2 1234 5678", "02-312 45 67", "1955"])
@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_a_telephone_number_among_arabic_words_keeps_its_groups_in_order(
    read: Callable[[bytes], str], number: str
) -> None:
    parts = (span("اتصلوا بنا: ", "ar"), Span(number, Weight.REGULAR, BLACK, "ar", isolated=True))
    (line,) = lines_of(*parts, span(" اليوم", "ar"), script="Arab")
    page = page_of(PlacedLine(line, 40.0, 80.0, 14.0))
    content = write_pdf(publication_of(page, language="ar", is_rtl=True))
    assert number in read(content).replace("\N{NO-BREAK SPACE}", " ")
