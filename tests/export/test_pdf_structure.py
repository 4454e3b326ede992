"""The structure tree of a finished PDF: what is read, in which order, in which language."""

from io import BytesIO

import page as validator
import pikepdf
import pytest
from pdf_samples import A4, heading, lines_of, page_of, publication_of, span, two_pages
from pikepdf import Name

from kit.export.pdf.standards import UA1, UA2, Standard
from kit.export.pdf.writer import write_pdf
from kit.layout.page import (
    Element,
    FormField,
    Mark,
    Page,
    PlacedArt,
    PlacedColumn,
    PlacedLine,
    Publication,
    Shape,
    Tagged,
)
from kit.layout.shapes import field
from kit.sources.art import Drawing, Figure
from kit.units import Rect
from tests.pdf_reading import Read, artefact_text, read_structure

NARROW = 70.0
SQUARE = Drawing("square", 10.0, 10.0, (Figure(field(Rect(0, 0, 10, 10), 0), "#C4122F"),))


def words(text: str, y: float = 60.0, language: str = "en", script: str = "Latn") -> PlacedLine:
    (line,) = lines_of(span(text, language), script=script)
    return PlacedLine(line, 40.0, y, 12.0)


def broken(text: str, language: str = "en", script: str = "Latn") -> tuple[PlacedLine, ...]:
    lines = lines_of(span(text, language), script=script, measure=NARROW / 12.0)
    assert len(lines) > 1
    return tuple(PlacedLine(line, 40.0, 60.0 + 15 * row, 12.0) for row, line in enumerate(lines))


def element(tag: str, *marks: Mark, order: int = 0, scope: str = "") -> Tagged:
    return Tagged(Element(tag, order, scope), marks)


def read(*pages: Page, language: str = "en", is_rtl: bool = False) -> Read:
    return read_structure(write_pdf(publication_of(*pages, language=language, is_rtl=is_rtl)))


def test_a_document_holds_its_elements_as_they_are_nested() -> None:
    cells = element("TR", element("TH", element("P", words("Time")), scope="Row"), element("TD"))
    root = read(page_of(element("Sect", heading("Why?", "H1", 20), element("Table", cells))))
    assert [each.tag for each in root.all()] == [
        "Document", "Sect", "H1", "Table", "TR", "TH", "P", "TD",
    ]  # fmt: skip
    assert [each.text for each in root.all() if each.text] == ["Why?", "Time"]
    assert [each.scope for each in root.all() if each.scope] == ["Row"]


def test_siblings_are_read_by_their_order_over_all_pages() -> None:
    first = page_of(element("Sect", element("P", words("last")), order=3))
    second = page_of(
        element("Sect", element("P", words("second")), order=2),
        element("Sect", element("P", words("first")), order=1),
    )
    root = read(first, second)
    assert [each.text for each in root.all() if each.text] == ["first", "second", "last"]


def test_an_element_with_nothing_in_it_is_left_out_but_for_a_cell() -> None:
    root = read(page_of(element("P"), element("L", element("LI")), element("TR", element("TD"))))
    assert [each.tag for each in root.all()] == ["Document", "TR", "TD"]


def test_decoration_is_no_part_of_the_text() -> None:
    drop = Shape(field(Rect(0, 0, 20, 20), 0), fill="#C4122F")
    art = PlacedArt(SQUARE, Rect(10, 10, 20, 20))
    page = Page(*A4, (drop, art, words("Page 1"), element("P", words("Blood", 90.0))))
    content = write_pdf(publication_of(page))
    assert [each.text for each in read_structure(content).all() if each.text] == ["Blood"]
    assert artefact_text(content) == "Page 1"


def test_a_picture_has_its_alternative_text_and_the_room_it_takes() -> None:
    art = PlacedArt(SQUARE, Rect(10, 20, 30, 40), alt="A red square", clip=Rect(0, 0, 25, 100))
    content = write_pdf(publication_of(page_of(art)))
    (figure,) = read_structure(content).kids
    assert (figure.tag, figure.alt) == ("Figure", "A red square")
    with pikepdf.open(BytesIO(content)) as pdf:
        box = [float(edge) for edge in pdf.Root.StructTreeRoot.K.K.A.BBox]
    assert box == pytest.approx([10, A4[1] - 60, 25, A4[1] - 20], abs=0.01)


def test_a_numbered_list_says_so() -> None:
    entry = element("LI", element("Lbl", words("1")), element("LBody", words("Sign in.", 60)))
    plain = element("LI", element("LBody", words("Rest.")))
    content = write_pdf(publication_of(page_of(element("L", entry), element("L", plain))))
    with pikepdf.open(BytesIO(content)) as pdf:
        first, second = pdf.Root.StructTreeRoot.K.K
        assert first.A.ListNumbering == Name.Decimal
        assert "/A" not in second


def test_lines_that_end_between_words_are_read_with_a_space() -> None:
    root = read(page_of(element("P", *broken("Give blood and save lives"))))
    assert root.kids[0].text == "Give blood and save lives"


def test_lines_that_end_within_a_sentence_without_spaces_are_read_without() -> None:
    text = "បរិច្ចាគឈាមជួយសង្គ្រោះជីវិតនៅកម្ពុជា"
    root = read(page_of(element("P", *broken(text, "km", "Khmr"))), language="km")
    assert root.kids[0].text == text


def test_two_sentences_of_a_heading_are_read_apart() -> None:
    root = read(page_of(element("H1", words("Blood saves lives."), words("Give it.", 90.0))))
    assert root.kids[0].text == "Blood saves lives. Give it."


def test_a_block_in_another_language_says_so_and_so_do_foreign_words() -> None:
    (mixed,) = lines_of(span("Ask for "), span("헌혈", "ko"), span(" today"))
    block = element("P", words("헌혈", language="ko", script="Kore"))
    content = write_pdf(publication_of(page_of(block, element("P", PlacedLine(mixed, 40, 90, 12)))))
    foreign, own = read_structure(content).kids
    assert (foreign.language, own.language) == ("ko", "")
    with pikepdf.open(BytesIO(content)) as pdf:
        spans = [
            str(instruction.operands[1]["/Lang"])
            for instruction in pikepdf.parse_content_stream(pdf.pages[0])
            if str(instruction.operator) == "BDC" and "/Lang" in instruction.operands[1]
        ]
    assert spans == ["ko"]


def test_a_link_is_an_element_of_its_paragraph_with_its_annotation() -> None:
    root = read_structure(write_pdf(two_pages()))
    (paragraph,) = [each for each in root.all() if any(kid.tag == "Link" for kid in each.kids)]
    (link,) = paragraph.kids
    assert link.text == "the office"
    assert link.objects == ["tel:+97671234567"]
    assert paragraph.text == "Call  today."


def test_a_link_over_two_lines_is_one_element_with_two_annotations() -> None:
    lines = lines_of(
        span("the office of the blood service", link="https://example.org"), measure=NARROW / 12
    )
    placed = [PlacedLine(line, 40, 60 + 15 * row, 12) for row, line in enumerate(lines)]
    root = read(page_of(element("P", *placed)))
    (link,) = [each for each in root.all() if each.tag == "Link"]
    assert len(link.objects) == len(lines) > 1
    assert link.text == "the office of the blood service"


def test_a_place_to_type_in_stands_where_it_is_asked_for() -> None:
    def typed(name: str, y: float) -> FormField:
        return FormField(Rect(40, y, 100, 12), name, f"Your {name}", is_multiline=False)

    first = element("P", words("I am"), typed("name", 70))
    root = read(page_of(first, element("P", words("from", 100.0)), typed("town", 110)))
    assert [(each.text, each.objects) for each in root.all() if each.text or each.objects] == [
        ("I am", []), ("", ["Your name"]), ("from", []), ("", ["Your town"]),
    ]  # fmt: skip


def test_from_right_to_left_words_before_a_link_are_read_before_it() -> None:
    linked = span("بنا", "ar", link="tel:+20")
    (line,) = lines_of(span("اتصلوا ", "ar"), linked, span(" اليوم", "ar"), script="Arab")
    page = page_of(element("P", PlacedLine(line, 40, 60, 12)))
    content = write_pdf(publication_of(page, language="ar", is_rtl=True))
    with pikepdf.open(BytesIO(content)) as pdf:
        before, link, after = pdf.Root.StructTreeRoot.K.K.K
    assert Name.Link == link.S
    assert int(before) < int(link.K[0]) < int(after)
    paragraph = read_structure(content).kids[0]
    assert paragraph.text.startswith(("اتصلوا "[::-1].lstrip(), " اولصتا"))


def test_each_piece_of_content_is_owned_once() -> None:
    with pikepdf.open(BytesIO(write_pdf(two_pages()))) as pdf:
        rows = pdf.Root.StructTreeRoot.ParentTree.Nums
        keys = [int(key) for key in rows[::2]]
        assert keys == list(range(len(keys)))
        assert pdf.Root.StructTreeRoot.ParentTreeNextKey == len(keys)
        for key, page in enumerate(pdf.pages):
            assert page.obj.StructParents == key
            assert page.obj.Tabs == Name.S
            numbers = [
                int(instruction.operands[1]["/MCID"])
                for instruction in pikepdf.parse_content_stream(page)
                if str(instruction.operator) == "BDC" and "/MCID" in instruction.operands[1]
            ]
            assert numbers == list(range(len(rows[2 * key + 1])))
        (link,) = pdf.pages[0].Annots
        assert Name.Link == rows[2 * int(link.StructParent) + 1].S


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_the_sample_meets_its_standards(profile: str, tmp_path) -> None:
    path = tmp_path / "sample.pdf"
    path.write_bytes(write_pdf(titled()))
    result = validator.validate_pdf(str(path), profile=profile)
    assert [failure.message for failure in result.failures] == []


def titled() -> Publication:
    """A page whose first heading is of the first level."""
    return publication_of(page_of(heading("Give", "H1", 20.0), words("Blood")))


@pytest.mark.parametrize(
    ("standard", "header", "claims"),
    [
        (UA1, b"%PDF-1.7", ("<pdfuaid:part>1<", "<pdfaid:part>2<", "<pdfaid:conformance>A<")),
        (UA2, b"%PDF-2.0", ("<pdfuaid:part>2<", "<pdfuaid:rev>2024<", "<pdfaid:part>4<")),
    ],
)
def test_a_file_says_what_it_meets(
    standard: Standard, header: bytes, claims: tuple[str, ...]
) -> None:
    content = write_pdf(titled(), standard)
    assert content.startswith(header)
    with pikepdf.open(BytesIO(content)) as pdf:
        packet = pdf.Root.Metadata.read_bytes().decode()
        assert all(claim in packet for claim in claims)
        assert "Give blood 헌혈" in packet
        (intent,) = pdf.Root.OutputIntents
        assert intent.S == Name.GTS_PDFA1
        assert intent.DestOutputProfile.read_bytes()[16:20] == b"RGB "


def test_a_file_of_pdf_2_leads_to_elements_and_has_no_information_twice() -> None:
    with pikepdf.open(BytesIO(write_pdf(titled(), UA2))) as pdf:
        assert "/Info" not in pdf.trailer
        tree = pdf.Root.StructTreeRoot
        assert tree.K.NS.NS == "http://iso.org/pdf2/ssn"
        entry = pdf.Root.Outlines.First
        assert entry.A.SD[0].S == Name.H1


def test_a_title_with_signs_of_xml_stays_whole() -> None:
    page = page_of(words("Blood"))
    title = "A < B & “C”"
    content = write_pdf(Publication(title, "en", False, "R&D", "", (page,)))
    with pikepdf.open(BytesIO(content)) as pdf, pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == title
        assert metadata["dc:creator"] == ["R&D"]


@pytest.mark.parametrize(
    ("drawn", "read_as"),
    [
        (("H1", "H3", "H3", "H2"), ["H1", "H2", "H2", "H2"]),
        (("H2", "H4"), ["H1", "H2"]),
        (("H1", "H2", "H3", "H2", "H4"), ["H1", "H2", "H3", "H2", "H3"]),
    ],
)
def test_headings_that_skip_a_level_are_raised(drawn: tuple[str, ...], read_as: list[str]) -> None:
    page = page_of(*(heading(tag, tag, 20.0 + 20 * row) for row, tag in enumerate(drawn)))
    assert [each.tag for each in read(page).kids] == read_as


def test_an_alternative_text_in_another_language_says_so() -> None:
    foreign = PlacedArt(SQUARE, Rect(10, 20, 30, 40), alt="A red square", language="en")
    own = PlacedArt(SQUARE, Rect(10, 80, 30, 40), alt="붉은 사각형", language="ko")
    figures = read(page_of(foreign, own), language="ko").kids
    assert [(each.alt, each.language) for each in figures] == [
        ("A red square", "en"), ("붉은 사각형", ""),
    ]  # fmt: skip


def test_columns_are_read_with_spaces_between_them() -> None:
    lines = lines_of(span("Give blood"), measure=3.0)
    assert len(lines) == 2
    columns = [PlacedColumn(line, 100.0 + 20 * row, 60, 12) for row, line in enumerate(lines)]
    assert read(page_of(element("H1", *columns))).kids[0].text == "Give blood"
