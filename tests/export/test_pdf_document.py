"""The PDF as a document: its title, outline, links and language, and the same bytes every time."""

import hashlib
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pdf_samples import (
    A4,
    heading,
    lines_of,
    page_of,
    pdfium_text,
    publication_of,
    sentence_marks,
    span,
    two_pages,
)

from kit.errors import OutputError
from kit.export.pdf.writer import write_pdf
from kit.layout.page import Element, PlacedLine, Tagged

PRINT_DIGEST = """
import hashlib
from pdf_samples import two_pages
from kit.export.pdf.writer import write_pdf
print(hashlib.sha256(write_pdf(two_pages())).hexdigest())
"""


@pytest.fixture(scope="module")
def pdf():
    with pikepdf.open(BytesIO(write_pdf(two_pages()))) as opened:
        yield opened


def test_the_file_is_pdf_17_with_object_streams() -> None:
    content = write_pdf(two_pages())
    assert content.startswith(b"%PDF-1.7\n")
    assert b"/ObjStm" in content


def test_the_file_is_sound(pdf) -> None:
    assert pdf.check_pdf_syntax() == []


def test_title_author_and_language_are_shown(pdf) -> None:
    assert pdf.Root.Lang == "en"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
    assert "/Direction" not in pdf.Root.ViewerPreferences
    assert {key: str(text) for key, text in pdf.docinfo.items()} == {
        "/Title": "Give blood 헌혈",
        "/Author": "A blood service",
        "/Subject": "Donation",
        "/Producer": "vnrbd-kit",
        "/CreationDate": "D:20000101000000Z",
        "/ModDate": "D:20000101000000Z",
    }


def test_pages_from_right_to_left_say_so() -> None:
    content = write_pdf(publication_of(page_of(), language="ar", is_rtl=True))
    with pikepdf.open(BytesIO(content)) as pdf:
        assert pdf.Root.Lang == "ar"
        assert pdf.Root.ViewerPreferences.Direction == "/R2L"


def test_no_font_is_named_that_is_not_embedded(pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
            assert "/FontFile2" in item
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font":
            assert item.Subtype in ("/Type0", "/CIDFontType2")


def test_the_outline_nests_and_leads_to_the_places(pdf) -> None:
    with pdf.open_outline() as outline:
        first, second = outline.root
        assert [first.title, second.title] == ["Why give?", "After"]
        assert [child.title for child in first.children] == ["헌혈"]
        assert second.destination[0] == pdf.pages[1].obj
        assert float(first.destination[3]) == pytest.approx(A4[1] - 40)


def test_a_level_that_is_left_out_still_finds_a_parent() -> None:
    tags = ("H3", "H2", "H3", "H1", "H4")
    page = page_of(*(heading(tag, tag, 20.0 * row) for row, tag in enumerate(tags)))
    content = write_pdf(publication_of(page))
    found = [(item.level, item.get_title()) for item in pypdfium2.PdfDocument(content).get_toc()]
    assert found == [(0, "H3"), (0, "H2"), (1, "H3"), (0, "H1"), (1, "H4")]


def test_the_outline_is_in_reading_order_over_all_pages() -> None:
    def panel(order: int, words: str) -> Tagged:
        return Tagged(Element("Sect", order), (heading(words, "H2", 40.0),))

    first = page_of(panel(1, "Second"), panel(0, "First"), panel(3, "Fourth"))
    second = page_of(panel(2, "Third"))
    content = write_pdf(publication_of(first, second))
    toc = list(pypdfium2.PdfDocument(content).get_toc())
    assert [item.get_title() for item in toc] == ["First", "Second", "Third", "Fourth"]
    assert [item.get_dest().get_index() for item in toc] == [0, 0, 1, 0]


def test_a_link_lies_over_its_words_only(pdf) -> None:
    (link,) = pdf.pages[0].Annots
    assert link.Subtype == "/Link"
    assert link.A.URI == "tel:+97671234567"
    assert link.Contents == "tel:+97671234567"
    assert link.F == 4
    left, foot, right, head = map(float, link.Rect)
    page = pypdfium2.PdfDocument(write_pdf(two_pages()))[0]
    text = page.get_textpage()
    assert text.get_text_bounded(left, foot, right, head).strip() == "the office"


def test_a_link_over_several_fonts_is_one_link() -> None:
    address = "https://example.org/헌혈?a=1&b=2#top"
    (line,) = lines_of(span("give 헌혈 now", link=address), span(" later"))
    assert len(line.runs) > 2
    content = write_pdf(publication_of(page_of(PlacedLine(line, 40, 90, 12))))
    with pikepdf.open(BytesIO(content)) as pdf:
        (link,) = pdf.pages[0].Annots
        assert link.A.URI == "https://example.org/%ED%97%8C%ED%98%88?a=1&b=2#top"
        assert link.Contents == address


def test_a_page_without_links_has_no_annotations(pdf) -> None:
    assert "/Annots" not in pdf.pages[1]


def test_two_writes_give_the_same_bytes_whatever_came_between() -> None:
    first = write_pdf(two_pages())
    write_pdf(publication_of(page_of(*sentence_marks(["my", "th"]))))
    assert write_pdf(two_pages()) == first


@pytest.mark.parametrize("seed", ["0", "12345"])
def test_another_process_with_other_hashes_gives_the_same_bytes(seed: str) -> None:
    here = Path(__file__).parent
    paths = os.pathsep.join((str(here), str(here.parents[1])))
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths, "TZ": "Asia/Seoul"}
    ran = subprocess.run(
        [sys.executable, "-c", PRINT_DIGEST],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == hashlib.sha256(write_pdf(two_pages())).hexdigest()


def test_other_pages_have_another_identifier() -> None:
    identifiers = set()
    for language in ("en", "sw"):
        content = write_pdf(publication_of(page_of(*sentence_marks([language]))))
        with pikepdf.open(BytesIO(content)) as pdf:
            identifiers.add(bytes(pdf.trailer.ID[0]))
    assert len(identifiers) == 2


def test_the_date_of_the_build_is_the_date_in_the_file(monkeypatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    with pikepdf.open(BytesIO(write_pdf(two_pages()))) as pdf:
        assert pdf.docinfo["/CreationDate"] == "D:20231114221320Z"


@pytest.mark.parametrize("seconds", ["yesterday", "1.5", "9" * 30])
def test_a_date_that_is_none_is_refused(monkeypatch, seconds: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
    with pytest.raises(OutputError, match="SOURCE_DATE_EPOCH"):
        write_pdf(two_pages())


def test_a_publication_without_pages_is_refused() -> None:
    with pytest.raises(OutputError, match="no pages"):
        write_pdf(publication_of())


def test_a_page_without_marks_is_an_empty_page() -> None:
    content = write_pdf(publication_of(page_of()))
    assert len(pypdfium2.PdfDocument(content)) == 1
    assert pdfium_text(content) == ""
