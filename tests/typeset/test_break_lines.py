from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typeset_samples import SAMPLES, make_fonts, sample, span

from kit.typeset.even import Filling
from kit.typeset.itemise import Setting
from kit.typeset.lines import break_lines, fill_lines, widest_segment
from kit.typeset.shaping import typeset

FONTS = make_fonts()
LTR = Setting("en", "Latn", is_rtl=False)
TEXT = (
    "Giving blood takes 10–15 minutes of your day and saves up to three lives, call +00 000 0000."
)

PARAGRAPHS = {
    each.language: typeset([span(each.text * 3, each.language)], each.setting, FONTS)
    for each in SAMPLES
}
MEASURES = st.floats(0.5, 60)
LANGUAGES = st.sampled_from(sorted(PARAGRAPHS))


def texts(lines):
    return [line.text for line in lines or ()]


def set_text(text):
    return typeset([span(text)], LTR, FONTS)


@given(LANGUAGES, MEASURES, st.booleans())
def test_no_line_is_wider_than_its_measure_unless_nothing_can_be_cut(language, measure, balanced):
    paragraph = PARAGRAPHS[language]
    visible = {paragraph.text[each.start : each.end] for each in paragraph.segments}
    for line in break_lines(paragraph, measure, balanced=balanced):
        assert line.width <= measure + 1e-6 or line.text in visible


@given(LANGUAGES, MEASURES, MEASURES)
def test_a_wider_measure_never_needs_more_lines(language, one, other):
    paragraph = PARAGRAPHS[language]
    narrow, wide = (len(break_lines(paragraph, each)) for each in sorted((one, other)))
    assert wide <= narrow


@given(LANGUAGES, MEASURES)
def test_balanced_lines_are_as_many_and_no_less_even(language, measure):
    paragraph = PARAGRAPHS[language]
    greedy = [line.width for line in break_lines(paragraph, measure)]
    balanced = [line.width for line in break_lines(paragraph, measure, balanced=True)]
    assert len(greedy) == len(balanced)
    mean = sum(greedy) / len(greedy)
    unevenness = [sum((each - mean) ** 2 for each in widths) for widths in (greedy, balanced)]
    # The spaces that hang at line ends are not the same, and so neither is the mean.
    assert unevenness[1] <= unevenness[0] + 0.3 * len(greedy) + 0.05 * mean * len(greedy)


@given(LANGUAGES, st.lists(st.floats(2, 30), min_size=1, max_size=6))
def test_filled_lines_obey_each_measure(language, measures):
    paragraph = PARAGRAPHS[language]
    lines = fill_lines(paragraph, measures)
    if lines is None:
        # Greedy lines of the widest measure: fewer are impossible.
        least = len(break_lines(paragraph, max(measures)))
        roomy = all(measure >= widest_segment(paragraph) for measure in measures)
        assert least > len(measures) or not roomy or len(set(measures)) > 1
        return
    assert len(lines) == len(measures)
    for line, measure in zip(lines, measures, strict=True):
        assert line.width <= measure + 1e-6
    assert "".join(texts(lines)).split() == "".join(texts(lines)).split()


@pytest.mark.parametrize("measures", [(9, 14, 20), (12, 12, 12), (4, 18, 25), (22, 11, 6)])
def test_filled_lines_are_the_most_even_of_all_ways(measures):
    paragraph = set_text("Give blood and save three lives in ten short minutes")
    words = paragraph.text.split()
    share = paragraph.rights[-1] / sum(measures)

    def cost(stops):
        total = 0.0
        bounds = (0, *stops, len(words))
        for first, stop, measure in zip(bounds, bounds[1:], measures, strict=False):
            width = paragraph.width(first, stop - 1)
            if width > measure:
                return None
            total += (width / measure - share) ** 2
        return total

    ways = {stops: cost(stops) for stops in combinations(range(1, len(words)), len(measures) - 1)}
    possible = {stops: value for stops, value in ways.items() if value is not None}
    lines = fill_lines(paragraph, measures)
    if not possible:
        assert lines is None
        return
    best = min(possible, key=possible.__getitem__)
    bounds = (0, *best, len(words))
    expected = [" ".join(words[a:b]) for a, b in pairwise(bounds)]
    assert texts(lines) == expected


@pytest.mark.parametrize("measures", [(), (3,), (3, 3), (50,) * 9, (0, 50), (-1, 50)])
def test_a_shape_that_the_text_cannot_fill_gives_none(measures):
    assert fill_lines(set_text("Give blood and save lives"), measures) is None


def test_filled_lines_keep_forced_breaks():
    paragraph = set_text("Give\nblood today")
    assert texts(fill_lines(paragraph, (20, 20))) == ["Give", "blood today"]
    assert fill_lines(paragraph, (20,)) is None


def test_lines_break_at_spaces_which_hang():
    lines = break_lines(set_text("Give blood today"), 6.5)
    assert texts(lines) == ["Give blood", "today"]
    assert [line.ends_paragraph for line in lines] == [False, True]
    assert lines[0].width == pytest.approx(set_text("Give blood").rights[-1])


def test_a_line_feed_ends_a_line_and_two_leave_one_empty():
    lines = break_lines(set_text("Give\n\nblood\n"), 99)
    assert texts(lines) == ["Give", "", "blood"]
    assert (lines[1].runs, lines[1].width, lines[1].ascent) == ((), 0, 0)
    assert [line.ends_paragraph for line in lines] == [False, False, True]


def test_a_short_last_word_gets_company_from_the_line_before():
    text = "Every drop that you give will count for us"
    measure = set_text("Every drop that you give will count for").rights[-1] + 0.1
    lines = break_lines(set_text(text), measure)
    assert len(lines) == 2
    assert lines[1].text == "count for us"


def test_a_short_last_word_stays_alone_when_the_line_before_is_one_word():
    assert texts(break_lines(set_text("Transfusionsmedizin a"), 9.5)) == [
        "Transfusionsmedizin",
        "a",
    ]


def test_balanced_headlines_have_even_lines():
    assert texts(break_lines(set_text("One gift of blood, three lives"), 12.5)) != texts(
        break_lines(set_text("One gift of blood, three lives"), 12.5, balanced=True)
    )
    assert texts(break_lines(set_text("One gift of blood, three lives"), 12.5, balanced=True)) == [
        "One gift of",
        "blood, three lives",
    ]


def test_a_segment_wider_than_the_measure_stands_alone():
    paragraph = set_text("Go to www.example.org now")
    lines = break_lines(paragraph, 4)
    assert texts(lines) == ["Go to", "www.example.org", "now"]
    assert lines[1].width == widest_segment(paragraph) > 4


@pytest.mark.parametrize("measure", [2, 5, 8, 11, 14, 17, 20])
def test_a_phone_number_is_never_broken(measure):
    lines = break_lines(set_text(TEXT), measure)
    assert sum("+00 000 0000" in line.text for line in lines) == 1
    assert sum("10–15" in line.text for line in lines) == 1


@given(MEASURES, MEASURES)
def test_breaking_leaves_no_trace_in_the_paragraph(one, other):
    used, fresh = set_text(TEXT), set_text(TEXT)
    break_lines(used, one)
    assert break_lines(used, other) == break_lines(fresh, other)


def test_the_widest_segment_of_korean_is_a_word():
    text = sample("ko").text
    words = [typeset([span(w, "ko")], sample("ko").setting, FONTS).rights[-1] for w in text.split()]
    assert widest_segment(PARAGRAPHS["ko"]) >= max(words)


@given(LANGUAGES, st.lists(st.floats(2, 30), min_size=1, max_size=6))
def test_no_text_is_filled_into_fewer_lines_than_the_fewest(language, measures):
    paragraph = PARAGRAPHS[language]
    if fill_lines(paragraph, measures):
        assert Filling.of(paragraph).fewest(max(measures)) <= len(measures)


@given(LANGUAGES, st.floats(3, 40), st.booleans())
def test_a_text_broken_again_at_a_measure_has_the_same_lines(language, measure, balanced):
    first, again = (break_lines(PARAGRAPHS[language], measure, balanced=balanced) for _ in "12")
    assert first is again
