"""Justified lines: what is stretched, how far, and what stays as it was."""

import unicodedata

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageOps
from typeset_samples import SAMPLES, Sample, make_fonts, sample, span

from kit.export.pdf.writer import write_pdf
from kit.layout.page import Element, Page, PlacedLine, Publication, Tagged
from kit.typeset.glyphs import Line, Span, Weight
from kit.typeset.itemise import Setting
from kit.typeset.justify import MOST_GAP, MOST_SPACE, justify
from kit.typeset.lines import break_lines
from kit.typeset.shaping import Paragraph, typeset

FONTS = make_fonts()
LTR = Setting("en", "Latn", is_rtl=False)
TEXT = (
    "Giving blood takes ten minutes of your day and saves up to three lives, so come along today."
)
# Scripts whose letters join, or hang together between marks of their own.
JOINED = ("ar", "ur", "mn-Mong", "bo", "ne", "bn", "dv")
OPEN = ("zh-Hans", "zh-Hant", "ja", "th")

PARAGRAPHS = {
    each.language: typeset(
        [span(f"{each.text} {each.text} {each.text}", each.language)], each.setting, FONTS
    )
    for each in SAMPLES
}


def set_text(*spans: Span, setting: Setting = LTR) -> Paragraph:
    return typeset(spans, setting, FONTS)


def first_line(text: str, measure: float, each: Sample | None = None) -> Line:
    """Return the first of several lines."""
    setting = each.setting if each else LTR
    return break_lines(set_text(span(text, setting.language), setting=setting), measure)[0]


def growths(before: Line, after: Line) -> list[tuple[str, float, float]]:
    """Return each cluster that grew: its text, its width in em and by how much it grew."""
    found = []
    for one, other in zip(before.runs, after.runs, strict=True):
        for old, new in zip(one.clusters, other.clusters, strict=True):
            assert old.text == new.text
            assert [(g.id, g.dx, g.dy) for g in old.glyphs] == [
                (g.id, g.dx, g.dy) for g in new.glyphs
            ]
            widths = [sum(g.advance for g in c.glyphs) / one.face.units_per_em for c in (old, new)]
            if widths[0] != widths[1]:
                found.append((old.text, widths[0], widths[1] - widths[0]))
    return found


def check_places(line: Line) -> None:
    """Compare what a line says of its runs with the advances of their glyphs."""
    x = 0.0
    for run in line.runs:
        assert run.x == pytest.approx(x)
        advances = sum(glyph.advance for cluster in run.clusters for glyph in cluster.glyphs)
        assert run.advance == pytest.approx(advances / run.face.units_per_em)
        x += run.advance
    assert line.width == pytest.approx(x)


@given(st.sampled_from(sorted(PARAGRAPHS)), st.floats(1, 40))
def test_a_line_is_as_wide_as_its_measure_or_as_it_was(language: str, measure: float) -> None:
    paragraph = PARAGRAPHS[language]
    ragged = break_lines(paragraph, measure)
    for before, after in zip(ragged, break_lines(paragraph, measure, justified=True), strict=True):
        assert after == before or measure - 0.0011 <= after.width <= measure + 1e-6
        grown = growths(before, after)
        assert sum(by for *_, by in grown) == pytest.approx(after.width - before.width, abs=1e-6)
        for text, was, by in grown:
            most = (MOST_SPACE - 1) * was if text.isspace() else MOST_GAP
            assert 0 < by <= most + 0.0011
        check_places(after)
        assert (after.text, after.ascent, after.descent) == (
            before.text,
            before.ascent,
            before.descent,
        )


def test_the_spaces_of_a_line_grow_alike() -> None:
    line = first_line(TEXT, 14)
    grown = growths(line, justify(line, line.width + 0.5))
    assert [text for text, *_ in grown] == [" "] * line.text.count(" ")
    assert {round(by, 2) for *_, by in grown} == {round(0.5 / len(grown), 2)}


def test_a_space_grows_to_at_most_two_point_two_times_its_width() -> None:
    line = first_line("Give blood " + TEXT, 5.3)
    assert line.text == "Give blood"
    font = FONTS.font(line.runs[0].face)
    space = font.get_glyph_h_advance(font.get_nominal_glyph(ord(" "))) / 1000
    assert justify(line, line.width + 1.19 * space).width > line.width
    assert justify(line, line.width + 1.21 * space) == line


def test_a_no_break_space_grows_but_a_thin_one_does_not() -> None:
    line = first_line("a\u00a0b\u202fc\u2009d e " + TEXT, 5)
    assert [text for text, *_ in growths(line, justify(line, line.width + 0.1))] == ["\u00a0", " "]


def test_the_last_line_and_one_before_a_line_feed_stay_as_they_are() -> None:
    words = "Give blood and save the lives of three"
    whole, cut = set_text(span(f"{words}\n{words}")), set_text(span(f"{words} {words} {words}"))
    measure = break_lines(whole, 99)[0].width + 0.1
    assert break_lines(whole, measure, justified=True) == break_lines(whole, measure)
    justified = break_lines(cut, measure, justified=True)
    assert [line.text for line in justified] == [words] * 3
    assert [round(measure - line.width, 2) for line in justified] == [0, 0, 0.1]
    last = justified[-1]
    assert justify(last, measure) == last


def test_a_line_wider_than_its_measure_or_without_spaces_stays_as_it_is() -> None:
    line = first_line("Transfusion of blood", 5)
    assert line.text == "Transfusion"
    assert justify(line, line.width + 0.1) == line
    spaced = first_line(TEXT, 14)
    assert justify(spaced, spaced.width - 1) == spaced
    assert justify(spaced, spaced.width) == spaced


@pytest.mark.parametrize("language", OPEN)
def test_letters_of_open_scripts_move_apart_a_little(language: str) -> None:
    each = sample(language)
    text = "".join(each.text.split()) * 3
    line = first_line(text, 10, each)
    grown = growths(line, justify(line, line.width + 0.2))
    assert len(grown) >= 5
    assert all(0 < by <= MOST_GAP for *_, by in grown)
    # Nothing is added at the end of the line.
    assert justify(line, line.width + 0.2).runs[-1].clusters[-1] == line.runs[-1].clusters[-1]
    assert justify(line, line.width + MOST_GAP * (len(line.text) + 1)) == line


@pytest.mark.parametrize("language", JOINED)
def test_joined_scripts_stretch_at_spaces_only(language: str) -> None:
    each = sample(language)
    line = first_line(f"{each.text} {each.text} {each.text}", 14, each)
    by = 0.1 if " " in line.text else 0.01
    grown = growths(line, justify(line, line.width + by))
    assert [text for text, *_ in grown] == [" "] * line.text.count(" ")


@pytest.mark.parametrize("language", JOINED)
def test_joined_scripts_without_spaces_stay_as_they_are(language: str) -> None:
    each = sample(language)
    text = "".join(each.text.split())
    spans = [span(text, language), span(" " + each.text, language)]
    line = break_lines(set_text(*spans, setting=each.setting), 0.1)[0]
    assert justify(line, line.width + 0.02) == line


def test_spaces_and_letters_of_several_faces_and_directions_share_what_is_missing() -> None:
    spans = [
        span("Give "),
        span("blood ", weight=Weight.BOLD),
        span("献血献血", "ja"),
        span(" تبرع بالدم ", "ar"),
        span(TEXT),
    ]
    line = break_lines(set_text(*spans), 20)[0]
    after = justify(line, line.width + 1)
    grown = growths(line, after)
    assert {text for text, *_ in grown} == {" ", "献", "血"}
    assert after.width == pytest.approx(line.width + 1, abs=0.0011)
    check_places(after)


@pytest.mark.parametrize(
    ("language", "measure"),
    [("en", 11), ("mn", 9), ("km", 11), ("zh-Hans", 11), ("ja", 11.5), ("th", 11), ("am", 9)],
)
def test_a_justified_line_ends_at_the_measure_in_the_file_and_reads_the_same(
    language: str, measure: float
) -> None:
    size = 20.0
    pairs = zip(
        break_lines(PARAGRAPHS[language], measure),
        break_lines(PARAGRAPHS[language], measure, justified=True),
        strict=True,
    )
    lines = [after for before, after in pairs if after != before]
    assert lines
    marks = tuple(PlacedLine(line, 40.0, 80.0 + 40 * row, size) for row, line in enumerate(lines))
    page = Page(595.0, 842.0, (Tagged(Element("P"), marks),))
    content = write_pdf(Publication("Blood", language, False, "A", "B", (page,)))
    opened = pypdfium2.PdfDocument(content)[0]
    read = opened.get_textpage().get_text_bounded()
    assert read.split("\r\n") == [line.text for line in lines]
    image = ImageOps.invert(opened.render(scale=2).to_pil().convert("L"))
    for row, line in enumerate(lines):
        baseline = 80.0 + 40 * row
        box = (0, round(2 * (baseline - size)), image.width, round(2 * (baseline + size / 2)))
        _, _, right, _ = image.crop(box).getbbox() or (0, 0, 0, 0)
        last = line.runs[-1].clusters[-1]
        # The ink of the last glyph stands a little before the end of its advance.
        bearing = 0.75 if unicodedata.category(last.text[-1])[0] == "P" else 0.12
        assert 40 + (measure - bearing) * size <= right / 2 <= 40 + measure * size + 1
