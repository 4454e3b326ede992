"""Forms: fields that other programs read and fill in, and that the kit fills in itself."""

import ctypes
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from pdf_samples import (
    FONTS,
    RIGHT_TO_LEFT,
    SENTENCES,
    page_of,
    publication_of,
    sentence_marks,
    two_pages,
)
from PIL import Image, ImageChops, ImageStat
from script_samples import SAMPLES

from kit.errors import OutputError
from kit.export.pdf import writer
from kit.export.pdf.form_filling import fill_form
from kit.export.pdf.writer import write_pdf
from kit.layout.page import FormField, Page, PlacedLine, Publication
from kit.typeset.fonts import MissingGlyphs
from kit.units import Rect

pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")

PAGE = (320.0, 240.0)
PLACE = FormField(Rect(40, 100, 240, 20), "place", "Where? ក", is_multiline=False)
PLAN = FormField(Rect(40, 140, 240, 80), "plan", "What will you do?", is_multiline=True)

# The names of towns, with no character that fonts of Latin have: PDFium would show those anyway.
TOWNS = {
    "en": "Nairobi",
    "km": "ភ្នំពេញ",
    "my": "ရန်ကုန်မြို့ကြီး",
    "ar": "القاهرة",
    "mn": "Улаанбаатар",
    "ko": "서울",
}
LANGUAGES = tuple(TOWNS)
RESHAPED = ("km", "my", "ar")
SENTENCE_OF = {sample.language: sample.text for sample in SAMPLES}
SCALE = 4.0
NEAR_WHITE = 200


def form(language: str, *fields: FormField) -> Publication:
    page = page_of(*sentence_marks([language], 12.0), *(fields or (PLACE, PLAN)), size=PAGE)
    return publication_of(page, language=language, is_rtl=language in RIGHT_TO_LEFT)


def without_fields(publication: Publication) -> Publication:
    def bare(page: Page) -> Page:
        return replace(page, content=tuple(m for m in page.content if m not in page.fields))

    return replace(publication, pages=tuple(map(bare, publication.pages)))


def filled_by_pypdf(content: bytes, values: Mapping[str, str], *, anew: bool = True) -> bytes:
    """Fill a form in; `anew` asks readers to draw the values themselves."""
    out = pypdf.PdfWriter(clone_from=BytesIO(content))
    out.update_page_form_field_values(None, dict(values), auto_regenerate=anew)
    saved = BytesIO()
    out.write(saved)
    return saved.getvalue()


def values_in(content: bytes) -> dict[str, str]:
    return pypdf.PdfReader(BytesIO(content)).get_form_text_fields()


def picture(content: bytes) -> Image.Image:
    """Return the first page as a viewer with forms shows it."""
    document = pypdfium2.PdfDocument(content)
    document.init_forms()
    return document[0].render(scale=SCALE).to_pil().convert("L")


def picture_after_typing(content: bytes, text: str, field: FormField) -> Image.Image:
    """Type into a field as in Chrome, whose viewer PDFium is."""
    document = pypdfium2.PdfDocument(content)
    document.init_forms()
    view, page = document.formenv, document[0]
    x, y = field.rect.x + 20, PAGE[1] - field.rect.y - 10
    pdfium.FORM_OnLButtonDown(view, page, 0, x, y)
    pdfium.FORM_OnLButtonUp(view, page, 0, x, y)
    letters = ctypes.create_string_buffer(text.encode("utf-16-le") + b"\0\0")
    pdfium.FORM_ReplaceSelection(view, page, ctypes.cast(letters, pdfium.FPDF_WIDESTRING))
    pdfium.FORM_ForceToKillFocus(view)
    return page.render(scale=SCALE).to_pil().convert("L")


def ink(shown: Image.Image, field: FormField) -> Image.Image:
    """Return what is drawn in a field, cut off closely; without any, a picture of no size."""
    rect = field.rect
    box = (rect.x * SCALE, rect.y * SCALE, rect.right * SCALE, rect.bottom * SCALE)
    inside = shown.crop(tuple(map(round, box)))
    return inside.crop(inside.point(lambda grey: 255 * (grey < NEAR_WHITE)).getbbox() or (0,) * 4)


def unlikeness(one: Image.Image, other: Image.Image) -> float:
    """Return the mean difference of two pictures, brought to one size, from 0 to 255."""
    return ImageStat.Stat(ImageChops.difference(one, other.resize(one.size))).mean[0]


@contextmanager
def widgets(content: bytes) -> Iterator[list[pikepdf.Object]]:
    with pikepdf.open(BytesIO(content)) as pdf:
        yield [each for page in pdf.pages for each in page.obj.get("/Annots", [])]


def test_a_file_without_fields_is_what_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    content = write_pdf(two_pages())
    monkeypatch.setattr(writer, "add_form", lambda *_: {})
    assert write_pdf(two_pages()) == content
    with pikepdf.open(BytesIO(content)) as pdf:
        assert "/AcroForm" not in pdf.Root
        annotations = [each for page in pdf.pages for each in page.obj.get("/Annots", [])]
        assert [str(each.Subtype) for each in annotations] == ["/Link"]


def test_fields_have_their_names_labels_places_and_kinds() -> None:
    content = write_pdf(form("km"))
    fields = pypdf.PdfReader(BytesIO(content)).get_fields()
    assert {name: field["/TU"] for name, field in fields.items()} == {
        "place": "Where? ក",
        "plan": "What will you do?",
    }
    with widgets(content) as (place, plan):
        assert [float(edge) for edge in place.Rect] == [40, 120, 280, 140]
        assert [float(edge) for edge in plan.Rect] == [40, 20, 280, 100]
        assert (int(place.Ff), int(plan.Ff)) == (0, 1 << 12)
        assert int(place.BS.W) == 0
        assert "/MaxLen" not in place


def test_fields_stand_on_the_sheet_with_the_bleed() -> None:
    publication = form("en")
    bleeding = replace(publication, pages=(replace(publication.pages[0], bleed=9.0),))
    with widgets(write_pdf(bleeding)) as (place, _):
        assert [float(edge) for edge in place.Rect] == [49, 129, 289, 149]


def test_fields_of_several_pages_are_one_form_in_reading_order() -> None:
    first = form("en", PLACE).pages[0]
    last = form("en", PLAN).pages[0]
    (between,) = without_fields(form("en")).pages
    content = write_pdf(publication_of(first, between, last))
    with pikepdf.open(BytesIO(content)) as pdf:
        assert [str(field.T) for field in pdf.Root.AcroForm.Fields] == ["place", "plan"]
        assert [str(page.obj.get("/Tabs")) for page in pdf.pages] == ["/S"] * 3
    with widgets(content) as found:
        assert len(found) == 2


def test_links_stay_where_there_are_fields() -> None:
    publication = two_pages()
    first, *others = publication.pages
    pages = (replace(first, content=(*first.content, PLACE)), *others)
    with widgets(write_pdf(replace(publication, pages=pages))) as found:
        assert [str(each.Subtype) for each in found] == ["/Link", "/Widget"]


@pytest.mark.parametrize(("language", "side"), [("en", 0), ("my", 0), ("ar", 2)])
def test_text_begins_on_the_side_of_the_language(language: str, side: int) -> None:
    with widgets(write_pdf(form(language))) as found:
        assert [int(each.Q) for each in found] == [side, side]


def test_a_single_line_is_no_larger_than_its_field_and_many_lines_find_their_size() -> None:
    low = replace(PLACE, rect=replace(PLACE.rect, h=12.0))
    with widgets(write_pdf(form("en", low, PLAN))) as found:
        sizes = [str(each.DA).split()[1] for each in found]
    assert 6 < float(sizes[0]) < 10
    assert sizes[1] == "0"


@pytest.mark.parametrize(
    ("language", "letters"),
    [
        ("km", (*range(0x1780, 0x17D4), *range(0x17E0, 0x17EA))),
        ("my", range(0x1000, 0x10A0)),
        ("ar", (*range(0x0621, 0x063B), *range(0x0640, 0x0653), *range(0x0660, 0x066A))),
        ("mn", range(0x0410, 0x0450)),
        ("ko", range(0xAC00, 0xD7A4)),
    ],
)
def test_the_font_to_type_in_has_the_whole_script_and_latin(language, letters) -> None:
    with pikepdf.open(BytesIO(write_pdf(form(language)))) as pdf:
        (font,) = pdf.Root.AcroForm.DR.Font.values()
        rows = font.ToUnicode.read_bytes().decode().split()
    readable = {row.strip("<>") for row in rows}
    lacking = [
        f"{each:04X}" for each in (*letters, *range(0x21, 0x7F)) if f"{each:04X}" not in readable
    ]
    assert lacking == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_pypdf_fills_in_is_there_when_opened_again(language: str) -> None:
    values = {"place": TOWNS[language], "plan": f"{SENTENCE_OF[language]}\n{TOWNS[language]}"}
    content = filled_by_pypdf(write_pdf(form(language)), values)
    assert values_in(content) == values


@pytest.mark.parametrize("anew", [True, False], ids=["drawn by PDFium", "drawn by pypdf"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_pypdf_fills_in_is_shown(language: str, anew: bool) -> None:
    blank = write_pdf(form(language))
    assert ink(picture(blank), PLACE).size == (0, 0)
    values = {"place": TOWNS[language], "plan": SENTENCE_OF[language]}
    shown = picture(filled_by_pypdf(blank, values, anew=anew))
    assert ink(shown, PLACE).width > 20 * SCALE
    assert ink(shown, PLAN).width > 100 * SCALE


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_typed_in_chromes_viewer_is_shown(language: str) -> None:
    shown = picture_after_typing(write_pdf(form(language)), TOWNS[language], PLACE)
    assert ink(shown, PLACE).width > 20 * SCALE


def set_by_the_kit(language: str, marks: tuple[PlacedLine, ...]) -> Image.Image:
    """Return the ink of a line of running text, at the size of the field."""
    page = page_of(*marks, size=PAGE)
    return ink(picture(write_pdf(publication_of(page, language=language))), PLACE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_kit_fills_in_as_it_sets_running_text(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    blank = write_pdf(form(language))
    content = fill_form(blank, {"place": TOWNS[language]}, FONTS)
    assert values_in(content) == {"place": TOWNS[language], "plan": None}
    with widgets(content) as (place, _):
        size = float(str(place.DA).split()[1])
    monkeypatch.setitem(SENTENCES, language, (SENTENCES[language][0], TOWNS[language]))
    (line,) = sentence_marks([language], size)
    wanted = set_by_the_kit(language, (replace(line, x=60.0, y=115.0),))
    found = ink(picture(content), PLACE)
    assert abs(found.width - wanted.width) <= 2
    assert abs(found.height - wanted.height) <= 2
    assert unlikeness(wanted, found) < 12
    if language in RESHAPED:
        other = ink(picture(filled_by_pypdf(blank, {"place": TOWNS[language]})), PLACE)
        assert unlikeness(wanted, other) > 40, "glyph by glyph it is not the same text"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_kit_draws_anew_what_another_program_filled_in(language: str) -> None:
    values = {"place": TOWNS[language], "plan": SENTENCE_OF[language]}
    blank = write_pdf(form(language))
    ours = fill_form(blank, values, FONTS)
    mended = fill_form(filled_by_pypdf(blank, values), {}, FONTS)
    assert values_in(mended) == values
    assert picture(mended).tobytes() == picture(ours).tobytes()


def test_a_long_text_takes_several_lines_and_grows_smaller() -> None:
    def lines(text: str) -> tuple[int, float]:
        content = fill_form(write_pdf(form("en")), {"plan": text}, FONTS)
        with widgets(content) as (_, plan):
            rows = plan.AP.N.read_bytes().decode().split("\n")
        shown = [row.split() for row in rows if row.endswith(" Tf")]
        places = {row for row in rows if row.endswith(" Tm")}
        return len({place.split()[5] for place in places}), float(shown[0][-2])

    assert lines("Ask") == (1, 12.0)
    assert lines("Ask\nthem") == (2, 12.0)
    count, size = lines("Ask each of them to bring a friend to the next day. " * 6)
    assert count > 4
    assert 6 <= size < 12


def test_arabic_begins_at_the_right_edge() -> None:
    shown = picture(fill_form(write_pdf(form("ar")), {"place": "بيت"}, FONTS))
    rect = PLACE.rect
    left_half = shown.crop(
        tuple(round(each * SCALE) for each in (rect.x, rect.y, 160, rect.bottom))
    )
    assert left_half.getextrema() == (255, 255)
    assert ink(shown, PLACE).width > 5 * SCALE


def test_an_emptied_field_shows_nothing() -> None:
    content = fill_form(write_pdf(form("km")), {"place": TOWNS["km"]}, FONTS)
    emptied = fill_form(content, {"place": ""}, FONTS)
    assert ink(picture(content), PLACE).width > 0
    assert ink(picture(emptied), PLACE).size == (0, 0)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"plase": "Nairobi"}, "no field 'plase'"),
        ({"place": "Nairobi\nKenya"}, "has one line"),
        ({"place": "Nairobi " * 30}, "does not fit"),
        ({"plan": "Nairobi " * 300}, "does not fit"),
    ],
)
def test_what_cannot_be_filled_in_is_refused(values: dict[str, str], words: str) -> None:
    with pytest.raises(OutputError, match=words) as refused:
        fill_form(write_pdf(form("en")), values, FONTS)
    assert refused.value.hint


def test_a_character_without_a_font_is_refused() -> None:
    with pytest.raises(MissingGlyphs):
        fill_form(write_pdf(form("en")), {"place": "\U00012000"}, FONTS)


def test_a_file_without_a_form_has_no_field_to_fill_in() -> None:
    with pytest.raises(OutputError, match="this is no form of the kit"):
        fill_form(write_pdf(two_pages()), {"place": "Nairobi"}, FONTS)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ((PLACE, PLACE), "several fields"),
        ((replace(PLACE, name="a.b"),), "'a.b' is no name"),
        ((replace(PLACE, name=""),), "'' is no name"),
    ],
)
def test_names_that_a_form_cannot_have_are_refused(
    fields: tuple[FormField, ...], words: str
) -> None:
    with pytest.raises(OutputError, match=words):
        write_pdf(form("en", *fields))


def test_a_form_without_words_is_refused() -> None:
    with pytest.raises(OutputError, match="has no text"):
        write_pdf(publication_of(page_of(PLACE, size=PAGE)))


def test_the_same_form_has_the_same_bytes_blank_and_filled_in() -> None:
    values = {"place": TOWNS["my"], "plan": SENTENCE_OF["my"]}
    blank = write_pdf(form("my"))
    assert write_pdf(form("my")) == blank
    assert fill_form(blank, values, FONTS) == fill_form(blank, values, FONTS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_validator_finds_no_fault_with_a_form(language: str, tmp_path) -> None:
    validator = pytest.importorskip("page", reason="page-validation is not installed")

    def failing(content: bytes, profile: str) -> set[str]:
        path = tmp_path / "form.pdf"
        path.write_bytes(content)
        found = validator.validate_pdf(str(path), profile=profile).failures
        return {each.rule_id for each in found if "STREAM-LENGTH" not in each.rule_id}

    blank = write_pdf(form(language))
    plain = write_pdf(without_fields(form(language)))
    values = {"place": TOWNS[language], "plan": SENTENCE_OF[language]}
    for content in (blank, fill_form(blank, values, FONTS)):
        with pikepdf.open(BytesIO(content)) as pdf:
            assert pdf.check_pdf_syntax() == []
        assert failing(content, "2a") == failing(plain, "2a") == set()
        assert failing(content, "ua1") == failing(plain, "ua1") == set()
