import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.preflight.message_numerals import english_numbers, great_values, readings
from tests.preflight.message_samples import RUSSIAN, codes, plural_codes

DIGITS = ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "၀၁၂၃၄၅၆၇၈၉", "០១២៣៤៥៦៧៨៩", "໐໑໒໓໔໕໖໗໘໙")


@given(st.integers(0, 10**9), st.sampled_from(DIGITS))
def test_digits_of_all_scripts_have_the_same_value(number: int, digits: str) -> None:
    written = str(number).translate(str.maketrans("0123456789", digits))
    assert str(number) in readings(written)


@given(st.integers(1000, 10**9), st.sampled_from([",", ".", " ", "\u00a0", "\u202f", "٬", "’"]))
def test_groups_of_three_are_one_number(number: int, separator: str) -> None:
    assert str(number) in readings(f"{number:,}".replace(",", separator))


@pytest.mark.parametrize("text", ["12.5", "12,5", "١٢٫٥", "၁၂.၅", "۱۲/۵"])
def test_decimal_places_are_kept(text: str) -> None:
    assert "12.5" in readings(text)
    assert "125" not in readings(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [("፲፪", "12"), ("፳፭", "25"), ("፳፻፲፰", "2018"), ("十五", "15"), ("二十", "20"),
     ("二〇一六", "2016"), ("一百二十三", "123"), ("12,34,567", "1234567")],
)  # fmt: skip
def test_numerals_and_indian_groups_have_their_value(text: str, value: str) -> None:
    assert value in readings(text)


@pytest.mark.parametrize(
    "text",
    ["118.5 million", "1억 1,850만 건", "११ करोड ८५ लाख", "118,5 triệu", "၁၁၈.၅ သန်း", "11850万"],
)
def test_words_for_great_numbers_have_their_value(text: str) -> None:
    assert 118_500_000 in great_values(text)


def test_the_numbers_of_an_english_text_leave_out_times_of_day_and_names() -> None:
    assert english_numbers("1,250 at 8:30, 12.5 or 2,016 in I18n, 007") == (
        "1250", "12.5", "2016", "7",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("msgid", "text"),
    [
        ("They keep for 42 days.", "Сүүлийн 24 хоног."),
        ("They keep for 42 days.", "Einige Wochen."),
        ("12.5 g", "125 g"),
        ("1,250 donors", "1.25 Spender und 12500"),
        ("In 2018, 40% gave.", "في عام ٢٠١٩ تبرع ٤٠٪"),
        ("118.5 million, 40%", "1억 1,850만, 30%"),
    ],
)
def test_a_number_with_another_value_is_told(msgid: str, text: str) -> None:
    assert "message.number" in codes(msgid, text, own=True)


@pytest.mark.parametrize(
    ("msgid", "text"),
    [
        ("In 2018, 40% gave.", "في عام ٢٠١٨ تبرع ٤٠٪"),
        ("In 2018, 40% gave.", "၂၀၁၈ ခုနှစ်တွင် ၄၀%"),
        ("1,250 donors", "1.250 Spender"),
        ("1,250 donors", "1\u202f250 donneurs"),
        ("12.5 g", "12,5 g"),
        ("118.5 million donations, 40%", "1억 1,850만 건, 40%"),
        ("By December 2019", "2019년 12월까지"),
        ("Open until 6 p.m.", "Bis 18 Uhr offen, 6 Tage"),
        ("Wait twelve weeks", "12 Wochen warten"),
        ("At 8:30", "Um halb neun"),
        ("15 minutes", "十五分钟"),
        ("15 minutes", "፲፭ ደቂቃ"),
    ],
)
def test_the_same_value_written_otherwise_is_fine(msgid: str, text: str) -> None:
    assert codes(msgid, text, own=True) == []


def test_one_digit_is_asked_for_in_the_texts_of_the_kit_only() -> None:
    assert codes("Rest 5 minutes.", "Ein paar Minuten.", own=True) == ["message.small-number"]
    assert codes("Rest 5 minutes.", "Ein paar Minuten.") == []


def test_a_number_that_only_the_translation_has_is_told_in_the_texts_of_the_kit_only() -> None:
    assert codes("You are old enough.", "Ab 18 Jahren.", own=True) == ["message.added-number"]
    assert codes("You are old enough.", "Ab 18 Jahren.") == []


def test_placeholders_tags_and_addresses_hold_no_numbers() -> None:
    assert codes("%(a12)s <b>x</b> https://a.org/2018/", "%(a12)s <b>y</b> https://a.org/") == []


def test_a_plural_form_for_one_count_may_say_its_number_in_words() -> None:
    forms = ("Ein Tag von zwölf", "%d von 12 Tagen")
    assert plural_codes(("%d day of 12", "%d days of 12"), forms) == []
    assert plural_codes(("%d day of 12", "%d days of 12"), forms[::-1]) == ["message.number"]
    russian = ("%d из дней", "%d из 12 дней", "%d из 12 дней")
    assert plural_codes(("%d of 12", "%d of 12"), russian, rule=RUSSIAN) == ["message.number"]
