"""Text of the PDF as other programs read it: the same words, and every font embedded."""

import re
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont
from pdf_samples import (
    ASSETS,
    RIGHT_TO_LEFT,
    SENTENCES,
    lines_of,
    page_of,
    pdfium_text,
    poppler_text,
    publication_of,
    sentence_marks,
    span,
    two_pages,
)

from kit.errors import OutputError
from kit.export.pdf.writer import write_pdf
from kit.layout.page import PlacedLine
from kit.typeset.glyphs import Cluster, Face, Glyph, GlyphRun, Line

LEFT_TO_RIGHT = sorted(SENTENCES.keys() - RIGHT_TO_LEFT)
READERS = {"pdfium": pdfium_text, "poppler": poppler_text}
URDU = (
    "خون دینے سے پہلے پانی پیئیں",
    "ہر شخص جو صحت مند ہے خون دے سکتا ہے",
    "عطیہ دینے کے بعد آرام کریں",
)
# What readers add round text from right to left, and what stands for a glyph without text.
MARKS_OF_DIRECTION = dict.fromkeys(map(ord, "\u200b\u202a\u202b\u202c\u200e\u200f"))


def written(text: str, language: str, script: str) -> bytes:
    (line,) = lines_of(span(text, language), script=script)
    return write_pdf(publication_of(page_of(PlacedLine(line, 40.0, 90.0, 18.0))))


def words(text: str) -> list[str]:
    plain = text.translate(MARKS_OF_DIRECTION).replace("،", " ")
    return plain.split()


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@pytest.mark.parametrize("language", LEFT_TO_RIGHT)
def test_a_sentence_reads_back_as_it_was_written(language, reader) -> None:
    script, text = SENTENCES[language]
    assert reader(written(text, language, script)).strip("\n\f") == text


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@pytest.mark.parametrize("language", sorted(RIGHT_TO_LEFT))
def test_words_from_right_to_left_read_back_whole_and_in_order(language, reader) -> None:
    script, text = SENTENCES[language]
    assert words(reader(written(text, language, script))) == words(text)


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@pytest.mark.parametrize("text", URDU)
def test_stepped_nastaliq_reads_as_one_line(text, reader) -> None:
    read = reader(written(text, "ur", "Arab")).strip()
    assert words(read) == words(text)
    assert "\n" not in read


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_look_alikes_read_back_as_themselves(reader) -> None:
    text = "献血 가\u301c나\uff5e다 \u2027가\u30fb나"
    assert reader(written(text, "ko", "Kore")).strip("\n\f") == text


def test_the_look_alikes_share_a_glyph() -> None:
    """Or the test above would prove nothing."""
    letters = TTFont(ASSETS / "fonts/NotoSansKR/NotoSansKR-Regular.ttf").getBestCmap()
    assert letters[0x301C] == letters[0xFF5E]
    assert letters[0x2027] == letters[0x30FB]


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_spaces_survive_between_runs_of_other_colours_and_fonts(reader) -> None:
    spans = (
        span("Give "),
        span("blood", colour="#C4122F"),
        span(" 헌혈 ", "ko"),
        span("today", link="https://example.org/"),
        span(" and again."),
    )
    (line,) = lines_of(*spans)
    content = write_pdf(publication_of(page_of(PlacedLine(line, 40.0, 90.0, 12.0))))
    assert reader(content).strip("\n\f") == "Give blood 헌혈 today and again."


def test_lines_below_each_other_read_in_order() -> None:
    text = "People give blood so that others can live, in every country of the world."
    lines = lines_of(span(text), measure=12.0)
    marks = [PlacedLine(line, 40.0, 90.0 + 15 * row, 12.0) for row, line in enumerate(lines)]
    assert len(lines) > 2
    assert pdfium_text(write_pdf(publication_of(page_of(*marks)))).split() == text.split()


def test_a_letter_drawn_as_skeleton_and_dots_reads_as_itself() -> None:
    text = "ثبت بيت تين"
    assert words(pdfium_text(written(text, "ar", "Arab"))) == text.split()


@contextmanager
def fonts_of(content: bytes) -> Iterator[dict[str, pikepdf.Object]]:
    with pikepdf.open(BytesIO(content)) as pdf:
        yield {
            str(font.BaseFont): font for page in pdf.pages for font in page.Resources.Font.values()
        }


def test_every_font_is_embedded_and_cut_down() -> None:
    with fonts_of(write_pdf(two_pages())) as fonts:
        names = sorted(name[8:] for name in fonts)
        assert names == [
            "NotoSans-Regular",
            "NotoSansArabic-Regular",
            "NotoSansDevanagari-Regular",
            "NotoSansJP-Regular",
            "NotoSansKR-Regular",
            "NotoSansKhmer-Regular",
        ]
        for name, font in fonts.items():
            assert re.fullmatch(r"/[A-Z]{6}\+[A-Za-z-]+", name)
            whole = next((ASSETS / "fonts").rglob(f"{name[8:]}.ttf"))
            inside = font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()
            assert len(inside) < whole.stat().st_size / 5


def test_widths_glyphs_and_texts_cover_every_code() -> None:
    with fonts_of(write_pdf(two_pages())) as fonts:
        for font in fonts.values():
            inner = font.DescendantFonts[0]
            codes = len(inner.W[1])
            program = inner.FontDescriptor.FontFile2.read_bytes()
            face = hb.Face(hb.Blob(program))
            glyphs = struct.unpack(f">{codes}H", inner.CIDToGIDMap.read_bytes())
            advances = [hb.Font(face).get_glyph_h_advance(glyph) for glyph in glyphs]
            assert [round(a * 1000 / face.upem) for a in advances] == list(map(int, inner.W[1]))
            _, table = font.ToUnicode.read_bytes().split(b"endcodespacerange")
            rows = re.findall(rb"<(....)> <([0-9A-F]+)>", table)
            assert [int(code, 16) for code, _ in rows] == list(range(codes))
            assert all(int(text, 16) for _, text in rows)


def test_the_font_descriptor_states_the_measures_of_the_face() -> None:
    with fonts_of(write_pdf(publication_of(page_of(*sentence_marks(["en"]))))) as fonts:
        (font,) = fonts.values()
        descriptor = font.DescendantFonts[0].FontDescriptor
        face = TTFont(ASSETS / "fonts/NotoSans/NotoSans-Regular.ttf")
        head = face["head"]
        assert list(map(int, descriptor.FontBBox)) == [head.xMin, head.yMin, head.xMax, head.yMax]
        assert descriptor.CapHeight == face["OS/2"].sCapHeight
        assert descriptor.Ascent == face["hhea"].ascent
        assert descriptor.Descent == face["hhea"].descent
        assert descriptor.Flags == 4


def test_glyphs_stand_where_the_line_says() -> None:
    """PDFium's places of the letters against the advances of the shaped line."""
    (mark,) = sentence_marks(["en"])
    (run,) = mark.line.runs
    page = pypdfium2.PdfDocument(write_pdf(publication_of(page_of(mark))))[0]
    text = page.get_textpage()
    pen, index = mark.x, 0
    for cluster in run.clusters:
        left, *_ = text.get_charbox(index, loose=True)
        assert left == pytest.approx(pen, abs=0.02)
        pen += sum(glyph.advance for glyph in cluster.glyphs) * mark.size / 1000
        index += len(cluster.text)


def test_a_cluster_without_glyphs_is_read_from_left_to_right() -> None:
    (mark,) = sentence_marks(["sw"])
    (run,) = mark.line.runs
    clusters = (run.clusters[0], Cluster("\u0301", ()), *run.clusters[1:])
    line = replace(mark.line, runs=(replace(run, clusters=clusters),))
    content = write_pdf(publication_of(page_of(replace(mark, line=line))))
    assert pdfium_text(content) == "C\u0301" + SENTENCES["sw"][1][1:]


@pytest.mark.parametrize("language", ["ar", "ur"])
def test_a_cluster_without_glyphs_does_no_harm_from_right_to_left(language) -> None:
    (mark,) = sentence_marks([language])
    (run,) = mark.line.runs
    line = replace(mark.line, runs=(replace(run, clusters=(*run.clusters, Cluster("\u200f", ()))),))
    content = write_pdf(publication_of(page_of(replace(mark, line=line))))
    assert words(pdfium_text(content)) == words(SENTENCES[language][1])


def test_an_independent_validator_finds_no_fault_with_the_fonts(tmp_path) -> None:
    validator = pytest.importorskip("page", reason="page-validation is not installed")
    path = tmp_path / "all.pdf"

    def rules() -> set[str]:
        found = validator.validate_pdf(str(path), profile="ua1").failures
        return {failure.rule_id for failure in found}

    path.write_bytes(write_pdf(publication_of(page_of(*sentence_marks(list(SENTENCES))))))
    assert rules() == set()
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        del pdf.Root.StructTreeRoot, pdf.Root.MarkInfo
        pdf.save(path)
    assert "PDFUA1-TAGGED-DOCUMENT-001" in rules(), "the validator sees what is missing"


def broken_line(face: Face) -> PlacedLine:
    run = GlyphRun(face, span("a"), False, (Cluster("a", (Glyph(1, 500, 0, 0),)),), 0.0, 0.5, "a")
    return PlacedLine(Line("a", (run,), 0.5, 0.8, 0.2, True), 0.0, 10.0, 10.0)


@pytest.mark.parametrize("content", [None, b"", b"no font at all"])
def test_a_file_that_is_no_font_is_refused_with_its_name(content, tmp_path) -> None:
    path = tmp_path / "Broken.ttf"
    if content is not None:
        path.write_bytes(content)
    mark = broken_line(Face("Broken", path, 1000, 0.8, 0.2))
    with pytest.raises(OutputError, match=r"Broken\.ttf"):
        write_pdf(publication_of(page_of(mark)))
