from dataclasses import replace

import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from typeset_samples import SAMPLES, glyphs, make_fonts, sample, span

from kit.typeset.breaks import HANGING
from kit.typeset.glyphs import Weight
from kit.typeset.itemise import Setting
from kit.typeset.lines import break_lines
from kit.typeset.shaping import typeset

FONTS = make_fonts()
LTR = Setting("en", "Latn", is_rtl=False)

WORDS = (
    *("Blood", "fi", "Äͤẹ̈", "12/6", "50 %", "(", ")", "«", "»", ".", ",", "–", "\n", "  ", "A-V"),
    *("헌혈", "献血で", "،", "تبرع", "بال", "אבג", "(ב)", "រក្សា", "ឈាម", "กำลัง", "ເລືອດ", "သွေး"),
    *("क्ति", "রক্ত", "ලේ", "இரத்", "ደም", "სისხლი", "արյուն", "ލޭ", "ཁྲག", "\u200d", "x\u0301", " ́"),
    *("\U0001e7e0", "+00 000-000", "\u2066", "\u2069", "\u200b", "-To"),
)


def direct(text, path, script, language, is_rtl):
    """Return the glyphs of HarfBuzz itself."""
    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(path))))
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.script, buffer.language = script, language
    buffer.direction = "rtl" if is_rtl else "ltr"
    hb.shape(font, buffer, {})
    positions = [position.position for position in buffer.glyph_positions]
    return [
        (info.codepoint, advance, dx, dy)
        for info, (dx, dy, advance, _) in zip(buffer.glyph_infos, positions, strict=True)
    ]


@pytest.mark.parametrize("weight", [Weight.REGULAR, Weight.HEADLINE])
@pytest.mark.parametrize("each", SAMPLES, ids=lambda each: each.language)
def test_glyphs_and_advances_are_harfbuzzs_own(fonts, each, weight):
    (line,) = break_lines(
        typeset([span(each.text, each.language, weight)], each.setting, fonts), 1e6
    )
    (face,) = {run.face for run in line.runs}
    own = direct(each.text, face.path, each.shaped_as, each.language, each.is_rtl)
    assert glyphs(line) == own
    assert line.width == pytest.approx(sum(advance for _, advance, _, _ in own) / 1000)


def test_the_samples_are_of_twenty_scripts_and_more():
    assert len({each.shaped_as for each in SAMPLES}) >= 20


# Text, language, script, direction and weight, in the order of reading: bold, fallback and bidi.
MIXED = (
    ("Giving ", "en", "Latn", False, Weight.REGULAR),
    ("AVATAR fi ", "en", "Latn", False, Weight.BOLD),
    ("кровь ", "en", "Cyrl", False, Weight.REGULAR),
    ("រក្សា ", "km", "Khmr", False, Weight.REGULAR),
    ("क्ति ", "ne", "Deva", False, Weight.BOLD),
    ("تبرع بالدم ", "ar", "Arab", True, Weight.REGULAR),
    ("بالدم ", "ar", "Arab", True, Weight.BOLD),
    ("שלושה", "he", "Hebr", True, Weight.REGULAR),
    (" ", "en", "Latn", False, Weight.REGULAR),
    ("献血", "ja", "Hani", False, Weight.REGULAR),
    ("헌혈", "ko", "Hang", False, Weight.BOLD),
)


def test_a_line_of_bold_fallback_and_bidi_has_the_glyphs_of_harfbuzz_run_by_run(fonts):
    spans = [span(text, language, weight) for text, language, _, _, weight in MIXED]
    (line,) = break_lines(typeset(spans, LTR, fonts), 1e6)
    drawn = {id(run.span): run for run in line.runs}
    assert len(line.runs) == len(MIXED)
    x = 0.0
    # The three runs from right to left stand in reverse, their spaces with them.
    order = [0, 1, 2, 3, 4, 7, 6, 5, 8, 9, 10]
    assert [run.span.text for run in line.runs] == [MIXED[index][0] for index in order]
    for own, (text, language, script, is_rtl, weight) in zip(spans, MIXED, strict=True):
        run = drawn[id(own)]
        assert (run.text, run.is_rtl) == (text, is_rtl)
        assert run.face.key.endswith("Bold") == (weight is Weight.BOLD)
        expected = direct(text, run.face.path, script, language, is_rtl)
        assert glyphs(replace(line, runs=(run,))) == expected
    for run in line.runs:
        assert run.x == pytest.approx(x)
        x += run.advance
    assert line.width == pytest.approx(x)
    assert len({run.face.key for run in line.runs}) >= 9


@pytest.mark.parametrize("each", SAMPLES, ids=lambda each: each.language)
def test_each_line_has_the_glyphs_of_its_own_text(fonts, each):
    paragraph = typeset([span(each.text, each.language)], each.setting, fonts)
    lines = break_lines(paragraph, 6)
    assert len(lines) > 1
    for line in lines:
        path = line.runs[0].face.path
        own = direct(line.text, path, each.shaped_as, each.language, each.is_rtl)
        assert glyphs(line) == own


@pytest.mark.parametrize("text", ["Vorstands-Treffen", "AV–To–AV–To", "f\u200bi\u200bT\u200bo"])
@pytest.mark.parametrize("measure", [0.5, 1, 4, 5, 6])
def test_a_line_that_cuts_a_kerned_pair_or_a_ligature_is_shaped_again(fonts, text, measure):
    for line in break_lines(typeset([span(text)], LTR, fonts), measure):
        own = direct(line.text, line.runs[0].face.path, "Latn", "en", is_rtl=False)
        assert glyphs(line) == own
        assert line.width == pytest.approx(sum(advance for _, advance, _, _ in own) / 1000)
        assert len(line.runs) == 1


def test_nepali_takes_its_own_forms(fonts):
    setting = sample("ne").setting
    nepali, hindi = (
        break_lines(typeset([span("लक्ष्य झण्डा ५८", tag)], setting, fonts), 99)[0]
        for tag in ("ne", "hi")
    )
    assert glyphs(nepali) != glyphs(hindi)


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.booleans(), st.booleans()), min_size=1),
       st.booleans(), st.sampled_from([0.1, 3, 8, 1e6]))  # fmt: skip
def test_clusters_cover_the_text(pieces, is_rtl, measure):
    spans = [
        span(text, weight=Weight.BOLD if bold else Weight.REGULAR, isolated=isolated)
        for text, bold, isolated in pieces
    ]
    lines = break_lines(typeset(spans, Setting("en", "Latn", is_rtl), FONTS), measure)
    text = "".join(each.text for each in spans)
    at = 0
    for line in lines:
        skipped = text.index(line.text, at)
        assert not text[at:skipped].strip(HANGING)
        at = skipped + len(line.text)
        assert line.text == line.text.rstrip(HANGING)
        assert is_made_of(line.text, [run.text for run in line.runs])
        for run in line.runs:
            logical = run.clusters[::-1] if run.is_rtl else run.clusters
            assert "".join(cluster.text for cluster in logical) == run.text
            assert run.advance == pytest.approx(
                sum(glyph.advance for cluster in run.clusters for glyph in cluster.glyphs)
                / run.face.units_per_em
            )
            assert all(cluster.text and cluster.glyphs for cluster in run.clusters)
        assert line.width == pytest.approx(sum(run.advance for run in line.runs))
        places = [run.x for run in line.runs]
        assert places == sorted(places)
    assert not text[at:].strip(HANGING)


def is_made_of(text, parts):
    """Return whether the parts, in some order, make up the text."""
    if not text:
        return not any(parts)
    return any(
        text.startswith(part) and is_made_of(text[len(part) :], parts[:i] + parts[i + 1 :])
        for i, part in enumerate(parts)
        if part and part not in parts[:i]
    )


def test_ink_is_that_of_the_outlines(fonts):
    (line,) = break_lines(typeset([span("Ågx")], LTR, fonts), 99)
    glyf = TTFont(line.runs[0].face.path)["glyf"]
    assert line.ascent == pytest.approx(glyf["Aring"].yMax / 1000)
    assert line.descent == pytest.approx(-glyf["g"].yMin / 1000)
    stacked = break_lines(typeset([span("A\u0302\u0301\u0304")], LTR, fonts), 99)[0]
    assert stacked.ascent > line.ascent


def test_a_run_ends_where_the_span_changes(fonts):
    first = span("Give ", origin="a")
    second = replace(first, text="blood", colour="#CC0000", link="https://example.org", origin="b")
    (line,) = break_lines(typeset([first, second], LTR, fonts), 99)
    assert [(run.text, run.span.origin) for run in line.runs] == [("Give ", "a"), ("blood", "b")]


def test_the_same_text_gives_the_same_lines_in_another_process_state():
    spans = [span(sample("ur").text, "ur")]
    lines = [
        break_lines(typeset(spans, sample("ur").setting, each), 9) for each in (FONTS, make_fonts())
    ]
    assert lines[0] == lines[1]


def test_an_empty_text_has_no_lines(fonts):
    assert break_lines(typeset([], LTR, fonts), 9) == ()
    assert break_lines(typeset([span("")], LTR, fonts), 9) == ()
