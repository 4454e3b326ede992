import pytest

from tests.preflight.message_samples import codes


@pytest.mark.parametrize("sign", ["\x07", "\x7f", "\x9d", "\ue000", "\ufdd0", "\uffff", "\ufffd",
                                  "\U0010fffe", "\U000f0000"])  # fmt: skip
def test_what_is_no_character_is_told(sign: str) -> None:
    assert "message.control" in codes("Give", f"Gi{sign}b")


def test_line_ends_and_tabs_are_no_control_characters() -> None:
    assert codes("a\n\tb", "c\n\td") == []


@pytest.mark.parametrize(
    "text", ["\u202bנתן", "נתן\u202e", "\u2067נתן", "נתן\u2069", "\u202dנתן\u202c", "\u2067א\u202c"]
)
def test_signs_that_turn_the_text_and_are_not_closed_are_told(text: str) -> None:
    assert set(codes("Give", text, tag="he")) == {"message.bidi"}


def test_closed_isolates_are_fine_elsewhere_but_not_in_the_kit() -> None:
    text = "נתן \u2067abc\u2069 \u202bx\u202c \u200f!"
    assert codes("Give", text, tag="he") == []
    assert set(codes("Give", text, tag="he", own=True)) == {"message.bidi"}
    assert codes("Give", "نتن\u200f!", tag="ar", own=True) == []


@pytest.mark.parametrize(
    "text",
    ["Gib \u200b\u200bBlut", "Gib\u200c Blut", "\ufeffGib", "Gi\U000e0041b", "协议\u200c",
     "Gi\u2063b", "Gib\ufe0f", "\u3164"],
)  # fmt: skip
def test_what_nobody_sees_is_told(text: str) -> None:
    assert "message.zero-width" in codes("Give", text)


@pytest.mark.parametrize(
    "text",
    ["می‌خواهم", "क्‍ष", "ශ්‍රී", "ការ\u200bគ្រប់", "ให้\u200bเลือด", "ᠮᠣᠩᠭᠣᠯ\u180eᠠ",
     "❤\ufe0f", "👩\u200d⚕\ufe0f",
     "Donau\u00addampf", "a\u2060b", "葛\U000e0100", "🏴\U000e0067\U000e0062\U000e007f"],
)  # fmt: skip
def test_what_the_script_needs_is_fine(text: str) -> None:
    assert codes("Give", text) == []


@pytest.mark.parametrize("text", ["Cтраницы", "паролi", "Бъдещo", "στo", "аpple", "памылкy"])
def test_a_word_with_a_look_alike_of_another_script_is_told(text: str) -> None:
    assert codes("Pages", f"x {text} y") == ["message.mixed-script"]


@pytest.mark.parametrize(
    "text", ["Страницы", "DNSов", "HTML-код", "5 μm", "PDF файлы", "kөгөө"[1:]]
)
def test_names_with_endings_and_words_of_one_script_are_fine(text: str) -> None:
    assert codes("Pages", text) == []


def test_a_decomposed_text_is_a_note() -> None:
    assert codes("Give", "Spende fu\u0308r") == ["message.nfc"]
    assert codes("Give", "Spende für") == []


def test_white_space_is_no_translation() -> None:
    assert codes("Give", " \u00a0") == ["message.empty"]
    assert codes(" ", " ") == []


def test_a_sentence_left_in_english_is_told() -> None:
    assert codes("Give blood today.", "Give blood today.") == ["message.unchanged"]
    assert codes("Give blood today.", "Give blood today.", tag="en_GB") == []
    assert codes("Korean Red Cross", "Korean Red Cross") == []
    assert codes("%(a)s {b} <b>OK</b>", "%(a)s {b} <b>OK</b>") == []


def test_a_lost_space_at_an_end_is_told_where_words_have_spaces() -> None:
    assert codes("Author: ", "Autor:") == ["message.space"]
    assert codes(" more", "mehr") == ["message.space"]
    assert codes("Author: ", "Autor: ") == []
    assert codes("Author: ", "作者：", tag="zh_Hans") == []
