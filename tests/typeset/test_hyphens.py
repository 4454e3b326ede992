"""Hyphens: where words may take them, when lines do, and what is drawn and read."""

import shutil
import subprocess
from collections import Counter
from contextlib import suppress
from itertools import pairwise

import pypdfium2
import pytest
import uharfbuzz as hb
from hypothesis import given
from hypothesis import strategies as st
from typeset_samples import ASSETS, FAMILIES, make_fonts, sample, span

from kit.export.pdf.writer import write_pdf
from kit.layout.page import Element, Page, PlacedLine, Publication, Tagged
from kit.typeset.breaks import HANGING, line_breaks
from kit.typeset.fonts import MissingGlyphs
from kit.typeset.glyphs import SOFT_HYPHEN, Line, Span
from kit.typeset.hyphens import dictionary, hyphenations
from kit.typeset.itemise import Setting
from kit.typeset.lines import break_lines, fill_lines, widest_segment
from kit.typeset.shaping import Paragraph, typeset

FONTS = make_fonts()
RUNNING = Setting("en", "Latn", is_rtl=False, hyphens=True)
PLAIN = Setting("en", "Latn", is_rtl=False)
TEXT = (
    "The haemoglobin concentration determines whether transfusion recipients improve "
    "considerably afterwards, and whether they need more than one donation."
)
MONGOLIAN = "Хандивлагчдын эрүүл мэндийн байдлыг мэргэжилтнүүд шалгадаг бөгөөд зөвшөөрөгдсөн."
WORDS = (
    *("a", "of", "blood", "the", "donor", "haemoglobin", "concentration", "transfusion"),
    *("considerably", "and", "questionnaire", "recipients", "is", "responsibility"),
)


def set_text(text: str, setting: Setting = RUNNING) -> Paragraph:
    return typeset([span(text, setting.language)], setting, FONTS)


def texts(lines: tuple[Line, ...] | None) -> list[str]:
    return [line.text for line in lines or ()]


def width(text: str, setting: Setting = PLAIN) -> float:
    (line,) = break_lines(set_text(text, setting), 1e6)
    return line.width


def hyphenated(line: Line) -> bool:
    """Return whether a hyphen is drawn at the line's end."""
    last = [run.clusters[0 if run.is_rtl else -1] for run in line.runs]
    return any(
        cluster.text == SOFT_HYPHEN and sum(glyph.advance for glyph in cluster.glyphs) > 0
        for cluster in last
    )


def cut(word: str, language: str) -> list[str]:
    places = hyphenations(word, 0, len(word), language)
    return [word[a:b] for a, b in pairwise((0, *places, len(word)))]


def breaks_of(spans: list[Span], setting: Setting = RUNNING) -> list[int]:
    return [place.offset for place in line_breaks(spans, setting) if place.is_hyphen]


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        *(("en", "en_GB"), ("en-US", "en_US"), ("fr", "fr"), ("mn", "mn"), ("ru", "ru")),
        *(("de", "de_DE"), ("es", "es"), ("pt", "pt_PT"), ("pt-BR", "pt_BR"), ("id", "id")),
        *(("uk", "uk"), ("mn-Cyrl-MN", "mn"), ("sr-Latn-RS", "sr_Latn"), ("EN-gb", "en_GB")),
        *(("de-1996", "de_DE"), ("en-x-private", "en_GB")),
    ],
)
def test_a_tag_finds_the_dictionary_of_its_language_and_script(tag: str, name: str) -> None:
    assert dictionary(tag) == name


@pytest.mark.parametrize("tag", ["vi", "sw", "tr", "mn-Mong", "ko", "zh-Hant", "ur", "und", ""])
def test_a_language_without_a_dictionary_has_no_hyphens(tag: str) -> None:
    assert dictionary(tag) is None
    assert list(hyphenations(TEXT + MONGOLIAN, 0, 300, tag)) == []


# Words as dictionaries print them, without hyphens nearer than three letters to an end.
@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("en", "trans-fu-sion"),
        ("en-US", "con-cen-tra-tion"),
        ("fr", "hémo-glo-bine"),
        ("fr", "trans-fu-sion"),
        ("de", "Blut-spen-de-dienst"),
        ("de", "Sil-ben-tren-nung"),
        ("es", "trans-fu-sión"),
        ("pt", "trans-fu-são"),
        ("ru", "пере-ли-ва-ние"),
        ("mn", "хан-див-лаг-чийн"),
    ],
)
def test_words_are_cut_as_the_language_cuts_them(language: str, word: str) -> None:
    assert cut(word.replace("-", ""), language) == word.split("-")


@pytest.mark.parametrize(
    "text",
    [
        *("donors", "TRANSFUSION", "McTransfusion", "transFusion", "blood-transfusion"),
        *("transfusion2", "trans\u00adfusion", "transfu\u0301sion", "#transfusion", "@transfusion"),
        *("www.transfusion.org", "transfusion@example.org", "transfusion/concentration"),
        *("переливание", "1234567890", "献血transfusion"),
    ],
)
def test_names_addresses_numbers_and_compounds_have_no_hyphens(text: str) -> None:
    assert list(hyphenations(text, 0, len(text), "en")) == []


@pytest.mark.parametrize(
    "text", ["“transfusion”,", "(transfusion)", "transfusion…", "¡Transfusion!"]
)
def test_punctuation_around_a_word_does_not_keep_it_whole(text: str) -> None:
    assert "trans" in cut(text, "en")[0].lower()
    assert len(cut(text, "en")) == 3


def test_after_an_elision_a_word_is_cut_by_itself() -> None:
    assert cut("l’hémoglobine", "fr") == ["l’hémo", "glo", "bine"]


def test_a_word_in_two_spans_has_no_hyphens() -> None:
    assert breaks_of([span("transfusion")]) == [5, 7]
    assert breaks_of([span("trans"), span("fusions")]) == []
    assert breaks_of([span("a "), span("transfusion"), span(".")]) == [7, 9]


def test_whole_and_isolated_spans_have_no_hyphens() -> None:
    assert breaks_of([span("transfusion", whole=True)]) == []
    assert breaks_of([span("transfusion", isolated=True)]) == []


def test_an_address_that_looks_like_a_word_has_no_hyphens() -> None:
    assert breaks_of([span("see www.transfusion.org/concentration or transfusion")]) == [46, 48]


def test_each_span_is_hyphenated_in_its_own_language() -> None:
    text = "переливание"
    assert breaks_of([span(text, "ru")]) == [4, 6, 8]
    assert breaks_of([span(text, "en")]) == []


def test_only_a_setting_that_asks_for_hyphens_gets_them() -> None:
    assert not any(map(hyphenated, break_lines(set_text(TEXT, PLAIN), 9)))
    assert any(map(hyphenated, break_lines(set_text(TEXT), 9)))


def test_a_line_is_hyphenated_only_where_words_would_leave_it_too_empty() -> None:
    text = "recipients often considerably recover after more than one of them"
    tight = width("recipients often") / 0.72
    emptier, fuller = (break_lines(set_text(text), tight * by) for by in (1.02, 0.98))
    assert texts(emptier)[:2] == ["recipients often con", "siderably recover"]
    assert texts(fuller)[0] == "recipients often"


@given(st.lists(st.sampled_from(WORDS), min_size=2, max_size=30), st.floats(8, 25))
def test_hyphens_stand_only_where_the_rules_of_the_house_allow(
    words: list[str], measure: float
) -> None:
    paragraph = set_text(" ".join(words))
    lines = break_lines(paragraph, measure)
    marks = [hyphenated(line) for line in lines]
    assert not any(one and other for one, other in pairwise(marks))
    assert not any(marks[-2:])
    for line, is_hyphenated in zip(lines, marks, strict=True):
        assert line.width <= measure + 1e-6
        if is_hyphenated:
            part = line.text.split()[-1]
            assert len(part) >= 3
            assert part not in words
            assert width(line.text.removesuffix(part).rstrip()) < 0.72 * measure
    plain = set_text(" ".join(words), PLAIN)
    assert len(lines) <= len(break_lines(plain, measure))


@pytest.mark.parametrize("measure", [3, 4, 5, 6])
def test_a_word_wider_than_the_measure_is_hyphenated_wherever_it_must(measure: float) -> None:
    paragraph = set_text("Transfusionsmedizinische", Setting("de", "Latn", False, hyphens=True))
    lines = break_lines(paragraph, measure)
    assert "".join(texts(lines)) == "Transfusionsmedizinische"
    assert [hyphenated(line) for line in lines] == [True] * (len(lines) - 1) + [False]
    assert all(line.width <= max(measure, widest_segment(paragraph)) + 1e-6 for line in lines)


@pytest.mark.parametrize("text", [TEXT, MONGOLIAN])
@pytest.mark.parametrize("measure", [6, 8, 9, 12])
def test_the_hyphen_is_the_faces_own_and_counts_in_the_width(text: str, measure: float) -> None:
    language = "en" if text is TEXT else "mn"
    setting = Setting(language, "Latn" if text is TEXT else "Cyrl", False, hyphens=True)
    lines = break_lines(set_text(text, setting), measure)
    marked = [line for line in lines if hyphenated(line)]
    assert marked or measure == 12
    for line in marked:
        face = FONTS.font(line.runs[-1].face)
        glyph = face.get_nominal_glyph(0x2010)
        (drawn,) = line.runs[-1].clusters[-1].glyphs
        assert (drawn.id, drawn.advance) == (glyph, face.get_glyph_h_advance(glyph))
        assert len(line.runs) == 1
        assert line.runs[0].text == line.text + SOFT_HYPHEN
        alone = width(line.text, Setting(language, setting.script, is_rtl=False))
        assert line.width == pytest.approx(alone + drawn.advance / 1000)


def test_letters_before_and_after_a_hyphen_are_those_of_harfbuzz() -> None:
    lines = break_lines(set_text("Effizienz Verstoffwechselung", RUNNING), 3.2)
    assert len(lines) > 3
    for line in lines:
        face = line.runs[0].face
        buffer = hb.Buffer()
        buffer.add_str(line.text + "\u2010" * hyphenated(line))
        buffer.guess_segment_properties()
        # The hyphen stands apart: it is not kerned.
        hb.shape(hb.Font(hb.Face(hb.Blob.from_file_path(str(face.path)))), buffer, {"kern": False})
        found = [glyph.id for run in line.runs for c in run.clusters for glyph in c.glyphs]
        assert found == [info.codepoint for info in buffer.glyph_infos]


# Soft hyphens that a translator typed.


def test_a_typed_soft_hyphen_draws_nothing_where_the_line_goes_on() -> None:
    soft, hard = (
        break_lines(set_text(text, PLAIN), 99)[0] for text in ("haemo\u00adglobin", "haemoglobin")
    )
    assert soft.width == hard.width
    assert soft.text == "haemo\u00adglobin"
    assert not hyphenated(soft)
    assert (soft.ascent, soft.descent) == (hard.ascent, hard.descent)


@pytest.mark.parametrize("language", ["sw", "vi", "ko", "en"])
def test_a_typed_soft_hyphen_is_a_break_in_every_language(language: str) -> None:
    setting = Setting(language, "Latn", is_rtl=False)
    lines = break_lines(set_text("Ki\u00adko\u00adngoro\u00adngoro cha", setting), 5)
    assert "".join(texts(lines)).replace(" ", "") == "Ki\u00adko\u00adngoro\u00adngorocha"
    assert [hyphenated(line) for line in lines] == [True, True, False]
    assert all(line.width <= 5 for line in lines)


def test_a_headline_is_cut_at_a_soft_hyphen_only_where_the_word_is_too_wide() -> None:
    setting = Setting("de", "Latn", is_rtl=False, phrases=True)
    paragraph = set_text("Blut\u00adspende\u00addienste retten Leben", setting)
    word = width("Blutspendedienste")
    roomy = break_lines(paragraph, word + 0.1, balanced=True)
    tight = break_lines(paragraph, word - 0.1, balanced=True)
    assert not any(map(hyphenated, roomy))
    assert sum(map(hyphenated, tight)) == 1
    assert all(line.width <= word for line in tight)
    assert texts(fill_lines(paragraph, (word, word)))[0] == "Blut\u00adspende\u00addienste"
    filled = fill_lines(paragraph, (word - 0.1,) * 3)
    assert filled is not None
    assert sum(map(hyphenated, filled)) == 1


def test_a_headline_takes_no_more_hyphens_for_evenness() -> None:
    setting = Setting("de", "Latn", is_rtl=False, phrases=True)
    text = "Trans\u00adfusions\u00admedizinische Blut\u00adspende rettet Leben"
    lines = break_lines(set_text(text, setting), 11.5, balanced=True)
    assert [line.text.replace("\u00ad", "") for line in lines] == [
        *("Transfusions", "medizinische", "Blutspende rettet Leben"),
    ]


@pytest.mark.parametrize(
    "text", ["\u00adab", "ab\u00ad", "a \u00adb", "a\u00ad b", "\u00ad", "a\u00ad.", "(\u00adb"]
)
def test_a_soft_hyphen_that_is_not_inside_a_word_is_no_break(text: str) -> None:
    assert breaks_of([span(text)], PLAIN) == []
    lines = break_lines(set_text(text, PLAIN), 0.1)
    assert not any(map(hyphenated, lines))


def test_several_soft_hyphens_in_a_row_are_one() -> None:
    lines = break_lines(set_text("blood\u00ad\u00addonors", PLAIN), 4)
    assert texts(lines) == ["blood\u00ad\u00ad", "donors"]
    assert lines[0].runs[0].text == "blood\u00ad"


def test_a_soft_hyphen_in_a_phone_number_or_a_whole_span_is_no_break() -> None:
    assert breaks_of([span("blood\u00addonor", whole=True)], PLAIN) == []


def test_in_arabic_letters_the_hyphen_stands_at_the_left_and_the_letters_stay_joined() -> None:
    text = "كلها\u00adمتبر\u00adعات"
    setting = Setting("ug", "Arab", is_rtl=True)
    first, *_ = break_lines(typeset([span(text, "ug")], setting, FONTS), 3.5)
    assert hyphenated(first)
    (run,) = first.runs
    assert run.is_rtl
    assert run.clusters[0].text == SOFT_HYPHEN
    (whole,) = break_lines(typeset([span(text, "ug")], setting, FONTS), 99)
    drawn, joined = (
        [glyph.id for c in each.clusters[::-1] if c.text != SOFT_HYPHEN for glyph in c.glyphs]
        for each in (run, whole.runs[0])
    )
    assert drawn == joined[: len(drawn)]


@pytest.mark.parametrize("each", ["th", "bo", "mn-Mong", "he", "ja"])
def test_a_hyphen_is_found_in_another_face_where_the_scripts_own_has_none(each: str) -> None:
    letters = [c for c in sample(each).text if c.isalpha()][:2]
    lines = break_lines(
        typeset([span(SOFT_HYPHEN.join(letters), each)], sample(each).setting, FONTS), 0.1
    )
    assert [hyphenated(line) for line in lines] == [True, False]


# What other programs read in the finished file.


def pdf_of(lines: tuple[Line, ...], language: str) -> bytes:
    marks = tuple(PlacedLine(line, 40.0, 80.0 + 20.0 * row, 14.0) for row, line in enumerate(lines))
    page = Page(595.0, 842.0, (Tagged(Element("P"), marks),))
    return write_pdf(Publication("Blood", language, False, "A", "B", (page,)))


@pytest.mark.parametrize(("language", "text"), [("en", TEXT), ("mn", MONGOLIAN)])
def test_pdfium_reads_hyphenated_words_whole(language: str, text: str) -> None:
    setting = Setting(language, "Cyrl" if language == "mn" else "Latn", False, hyphens=True)
    lines = break_lines(set_text(text, setting), 8)
    assert any(map(hyphenated, lines))
    read = pypdfium2.PdfDocument(pdf_of(lines, language))[0].get_textpage().get_text_bounded()
    # U+0002 is PDFium's own sign for a hyphen at the end of a line.
    assert read.replace("\x02", "").split() == text.split()
    assert read.count("\x02") == sum(map(hyphenated, lines))


@pytest.mark.parametrize(("language", "text"), [("en", TEXT), ("mn", MONGOLIAN)])
def test_poppler_reads_hyphenated_words_with_a_soft_hyphen_only(language: str, text: str) -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("poppler's pdftotext is not installed")
    setting = Setting(language, "Cyrl" if language == "mn" else "Latn", False, hyphens=True)
    lines = break_lines(set_text(text, setting), 8)
    content = pdf_of(lines, language)
    ran = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    assert ran.stdout.decode().replace("\u00ad\n", "").split() == text.split()


# Every text.


def covered() -> dict[str, tuple[str, ...]]:
    """Return the characters of each family's regular face."""
    found = {}
    for name in ("NotoSans", *(family.name for family in FAMILIES.values())):
        path = ASSETS / "fonts" / name / f"{name}-Regular.ttf"
        face = hb.Face(hb.Blob.from_file_path(str(path)))
        found[name] = tuple(chr(code) for code in face.unicodes if not 0xD800 <= code < 0xE000)
    return found


COVERED = covered()
LANGUAGES = ("en", "fr", "ru", "mn", "ko", "ja", "th", "ar")


@st.composite
def covered_texts(draw: st.DrawFn) -> str:
    """Words whose letters one face has, since a letter and its marks are of one face."""
    words = []
    for _ in range(draw(st.integers(0, 6))):
        letters = st.sampled_from((*COVERED[draw(st.sampled_from(sorted(COVERED)))], SOFT_HYPHEN))
        words.append("".join(draw(st.lists(letters, max_size=12))))
    return draw(st.sampled_from([" ", "\n", ", "])).join(words)


def check_lines(text: str, language: str, measure: float, is_justified: bool) -> None:
    setting = Setting(language, "Latn", is_rtl=language == "ar", hyphens=True)
    paragraph = typeset([span(text, language)], setting, FONTS)
    lines = break_lines(paragraph, measure, justified=is_justified)
    alone = {(each.start, each.stop) for each in paragraph.segments}
    at = 0
    for line in lines:
        start = text.index(line.text, at)
        assert not text[at:start].strip(HANGING)
        at = start + len(line.text)
        stop = at + len(text[at:]) - len(text[at:].lstrip(HANGING))
        is_single = any(start == a and at <= b <= stop for a, b in alone)
        assert line.width <= measure + 1e-6 or is_single
        drawn = "".join(run.text for run in line.runs)
        assert Counter(drawn.replace(SOFT_HYPHEN, "")) == Counter(
            line.text.replace(SOFT_HYPHEN, "")
        )
        assert line.width == pytest.approx(sum(run.advance for run in line.runs), abs=1e-6)
    assert not text[at:].strip(HANGING)


@given(covered_texts(), st.sampled_from(LANGUAGES), st.floats(0.1, 40), st.booleans())
def test_every_text_that_the_fonts_cover_is_set_whole(
    text: str, language: str, measure: float, is_justified: bool
) -> None:
    check_lines(text, language, measure, is_justified)


ANY = st.text(st.characters(exclude_categories=("Cs",)), max_size=3)


@given(
    st.lists(st.sampled_from(WORDS) | ANY, max_size=12),
    st.sampled_from(LANGUAGES),
    st.floats(0.1, 40),
    st.booleans(),
)
def test_every_text_is_set_whole_or_refused_for_want_of_glyphs(
    words: list[str], language: str, measure: float, is_justified: bool
) -> None:
    with suppress(MissingGlyphs):
        check_lines(" ".join(words), language, measure, is_justified)
