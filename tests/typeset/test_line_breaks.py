from itertools import pairwise

import icu
import pytest
from typeset_samples import sample, span

from kit.typeset.breaks import line_breaks
from kit.typeset.itemise import Setting

LTR = Setting("en", "Latn", is_rtl=False)


def segments(text, setting=LTR, **rest):
    spans = [span(text, setting.language, **rest)]
    starts = [0, *(place.offset for place in line_breaks(spans, setting))]
    return [text[a:b].rstrip() for a, b in pairwise(starts)]


@pytest.mark.parametrize("language", ["th", "lo", "km", "my"])
def test_text_without_spaces_breaks_at_the_dictionarys_words(language):
    text = sample(language).text
    iterator = icu.BreakIterator.createLineInstance(icu.Locale("en"))
    iterator.setText(text)
    offsets = [place.offset for place in line_breaks([span(text)], sample(language).setting)]
    assert offsets == list(iterator)
    assert len(offsets) >= 5


def test_korean_breaks_at_spaces_only():
    text = sample("ko").text
    assert segments(text, sample("ko").setting) == text.split()


def test_japanese_headlines_break_between_phrases():
    text = "一回の献血で三人の命を救うことができます。"
    body = Setting("ja", "Jpan", is_rtl=False)
    headline = Setting("ja", "Jpan", is_rtl=False, phrases=True)
    assert segments(text, headline)[:4] == ["一回の", "献血で", "三人の", "命を"]
    assert segments(text, body)[:4] == ["一", "回", "の", "献"]


def test_no_chinese_line_begins_with_a_full_stop_or_ends_with_a_bracket():
    parts = segments("献血。（一次）很好", sample("zh-Hans").setting)
    assert parts == ["献", "血。", "（一", "次）", "很", "好"]


@pytest.mark.parametrize(
    "kept",
    [
        "+00 (0)00 000-00-00",
        "(02) 1234 5678",
        "042-99231234",
        "०१-४२२५३४४-५५",
        "info@blood-bank.example.org",
        "https://example.org/give-blood?lang=en",
        "www.example.org/give-blood",
        "example.org/give-blood/now",
        "10–15",
        "1 500–2 000",
        "14/6/2026",
        "50 kg",
        "10–15 mL",
        "12.5 g/dL",
        "1 500 mL",
        "18,5\u202f%",
        "37.5 °C",
        "50 кг",
        "50 кг.",
        "450 мл",
        "٥٠ كجم",
        "५० किग्रा",
        "50 กก.",
        "៥០ គីឡូក្រាម",
        '50 ק"ג',
        "WHO-ийн",
        "75%-иас",
        "2015-р",
        "Mon–Wed",
        "Да–Ба",
    ],
)
def test_phone_numbers_addresses_and_measures_stay_whole(kept):
    assert kept in segments(f"aa {kept} bb")


@pytest.mark.parametrize("text", ["50 girls", "7 litres", "20 hours", "5 мест", "50 minutes or"])
def test_a_word_that_begins_like_a_unit_may_go_to_the_next_line(text):
    assert segments(text) == text.split()


def test_a_chinese_text_breaks_right_after_an_address():
    assert segments("请看www.example.org页", sample("zh-Hans").setting)[-2:] == [
        "www.example.org",
        "页",
    ]


def test_a_whole_span_is_not_broken_but_may_be_broken_before_and_after():
    spans = [span("a b "), span("c d e", whole=True), span(" f")]
    assert [place.offset for place in line_breaks(spans, LTR)] == [2, 4, 10, 11]


def test_line_feeds_force_breaks_and_make_no_empty_last_line():
    places = line_breaks([span("a b\n\nc\n")], LTR)
    assert [(place.offset, place.is_forced) for place in places] == [
        (2, False),
        (4, True),
        (5, True),
        (7, True),
    ]


def test_spaces_alone_make_no_line():
    assert segments(" a \u2003b  ") == [" a", "b"]


def test_breaks_after_characters_outside_the_bmp_are_counted_in_characters():
    assert segments("\U0001e7e0\U0001e7e0 b") == ["\U0001e7e0\U0001e7e0", "b"]
