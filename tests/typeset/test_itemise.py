import pytest
from hypothesis import given
from hypothesis import strategies as st
from typeset_samples import glyphs, sample, seen, span

from kit.typeset.glyphs import Span, Weight
from kit.typeset.itemise import Setting, bidi_levels, itemise
from kit.typeset.lines import break_lines, visual_order
from kit.typeset.shaping import typeset

LTR = Setting("en", "Latn", is_rtl=False)
HEBREW = sample("he").setting
ARABIC = sample("ar").setting


def one_line(spans, setting, fonts):
    (line,) = break_lines(typeset(spans, setting, fonts), 1e6)
    return line


def by_face(spans, setting, fonts):
    text = "".join(each.text for each in spans)
    return [
        (text[item.start : item.end], item.face.key.split("-")[0])
        for item in itemise(spans, setting, fonts)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("אבג 123 abc דהו", "והד abc 123 גבא"),
        ("אבג (WHO) 50%.", ".50% )WHO( גבא"),  # the brackets' glyphs are mirrored
        ("תאריך 12/6/2026, אב", "בא ,12/6/2026 ךיראת"),
        ("טלפון 00-000000", "00-000000 ןופלט"),
        ("abc אבג", "גבא abc"),
        ("Blood Bank 7 אב", "בא Blood Bank 7"),
    ],
)
def test_hebrew_with_digits_and_latin_is_ordered_by_uax_9(fonts, text, expected):
    assert seen(one_line([span(text, "he")], HEBREW, fonts)) == expected


def test_arabic_numbers_with_hyphens_run_right_to_left_unless_isolated(fonts):
    before, number = span("رقم ", "ar"), "+00 000-0000"
    plain = one_line([before, span(number, "ar")], ARABIC, fonts)
    assert seen(plain) == "0000-000 00+ مقر"
    isolated = one_line([before, span(number, "ar", isolated=True)], ARABIC, fonts)
    assert seen(isolated) == "+00 000-0000 مقر"


def test_an_isolated_name_does_not_draw_in_the_number_after_it(fonts):
    name, after = "אבג", span(" 34")
    assert seen(one_line([span(name), after], LTR, fonts)) == "34 גבא"
    assert seen(one_line([span(name, isolated=True), after], LTR, fonts)) == "גבא 34"


def test_isolates_leave_no_characters(fonts):
    spans = [span("a "), span("אב\nג", isolated=True), span("\U0001e7e0", "am", isolated=True)]
    lines = break_lines(typeset(spans, LTR, fonts), 99)
    assert [line.text for line in lines] == ["a אב", "ג\U0001e7e0"]
    assert "".join(sorted(seen(lines[1]))) == "ג\U0001e7e0"


def test_characters_outside_the_bmp_keep_the_levels_of_their_neighbours():
    assert list(bidi_levels([span("\U00020b9fא\U00020b9f1")], is_rtl=True)) == [2, 1, 2, 2]
    isolated = [span("\U00020b9f"), span("א\U00020b9f", isolated=True), span("b")]
    assert list(bidi_levels(isolated, is_rtl=False)) == [0, 1, 2, 0]


def test_a_line_that_begins_inside_latin_keeps_its_own_order(fonts):
    paragraph = typeset([span("אבג World Health Organization דהו", "he")], HEBREW, fonts)
    lines = break_lines(paragraph, 6)
    assert [seen(line) for line in lines] == ["World גבא", "Health", "Organization", "והד"]
    assert seen(break_lines(paragraph, 8)[0]) == "World Health גבא"


def test_latin_words_and_digits_use_the_family_of_the_paragraph(fonts):
    assert by_face([span("ឈាម WHO 2026", "km")], sample("km").setting, fonts) == [
        ("ឈាម ", "NotoSansKhmer"),
        ("WHO 2026", "NotoSansKhmer"),
    ]


def test_brackets_and_spaces_stay_with_the_word_they_belong_to(fonts):
    assert by_face([span("Blood (헌혈), yes")], LTR, fonts) == [
        ("Blood ", "NotoSans"),
        ("(", "NotoSansKR"),
        ("헌혈), ", "NotoSansKR"),
        ("yes", "NotoSans"),
    ]


def test_a_word_in_another_language_uses_its_family(fonts):
    urdu = [span("Urdu: "), span("خون", "ur")]
    assert by_face(urdu, LTR, fonts)[-1] == ("خون", "NotoNastaliqUrdu")
    chinese = [span("中文 "), span("中文", "zh-Hant")]
    assert by_face(chinese, LTR, fonts)[-1][1] == "NotoSansTC"


def test_a_mark_is_never_parted_from_its_base(fonts):
    # Noto Sans Khmer has the letter, but not the mark.
    assert by_face([span("កx\u0331ក", "km")], sample("km").setting, fonts) == [
        ("ក", "NotoSansKhmer"),
        ("x\u0331", "NotoSans"),
        ("ក", "NotoSansKhmer"),
    ]


@pytest.mark.parametrize("colour", ["#000000", "#CC0000"])
@pytest.mark.parametrize("language", ["ar", "ur"])
def test_arabic_is_shaped_as_one_over_a_boundary_of_colour(fonts, language, colour):
    setting = sample(language).setting
    whole = one_line([span("بيت", language)], setting, fonts)
    rest = Span("ت", Weight.REGULAR, colour, language)
    parts = one_line([span("بي", language), rest], setting, fonts)
    assert glyphs(parts) == glyphs(whole)
    assert [run.text for run in parts.runs] == ["ت", "بي"]


def test_arabic_joins_over_a_boundary_of_weight(fonts):
    regular = one_line([span("بيت", "ar")], ARABIC, fonts)
    bold = one_line([span("بيت", "ar", Weight.BOLD)], ARABIC, fonts)
    mixed = one_line([span("بي", "ar", Weight.BOLD), span("ت", "ar")], ARABIC, fonts)
    final = regular.runs[0].clusters[0]
    assert mixed.runs[0].clusters == (final,)
    assert mixed.runs[1].clusters == bold.runs[0].clusters[1:]


def test_japanese_scripts_make_one_run(fonts):
    line = one_line([span(sample("ja").text, "ja")], sample("ja").setting, fonts)
    assert len(line.runs) == 1


def reversed_by_definition(levels):
    """Rule L2 word for word."""
    order = list(range(len(levels)))
    odd = [level for level in levels if level % 2]
    if not odd:
        return order
    for level in range(max(levels), min(odd) - 1, -1):
        inside = [levels[index] >= level for index in order]
        rows, at = [], 0
        while at < len(order):
            end = at
            while end < len(order) and inside[end] == inside[at]:
                end += 1
            rows += order[at:end][::-1] if inside[at] else order[at:end]
            at = end
        order = rows
    return order


@given(st.lists(st.integers(0, 5), max_size=12))
def test_the_visual_order_is_that_of_rule_l2(levels):
    assert visual_order(levels) == reversed_by_definition(levels)
