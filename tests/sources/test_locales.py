import datetime
from decimal import Decimal

import icu
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.errors import SourceError
from kit.sources.locales import (
    Locale,
    country_name,
    decimal_symbol,
    format_choice,
    format_day_of_month,
    format_duration,
    format_long_date,
    format_number,
    format_opening,
    locale_of,
    office_tag,
)

LANGUAGES = ("ko", "mn", "sw", "en", "ar")
NATIVE = {
    "ar": "arab", "bn": "beng", "dz": "tibt", "fa": "arabext", "km": "khmr", "lo": "laoo",
    "my": "mymr", "ne": "deva", "ps": "arabext", "th": "thai", "ur": "arabext",
}  # fmt: skip
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
MAY_DAY = datetime.date(2027, 5, 1)


@pytest.mark.parametrize(
    ("tag", "script", "direction"),
    [
        ("am", "Ethi", "ltr"), ("ar", "Arab", "rtl"), ("bn", "Beng", "ltr"),
        ("dz", "Tibt", "ltr"), ("en", "Latn", "ltr"), ("fa", "Arab", "rtl"),
        ("he", "Hebr", "rtl"), ("hi", "Deva", "ltr"), ("ja", "Jpan", "ltr"),
        ("km", "Khmr", "ltr"), ("ko", "Hang", "ltr"), ("ky", "Cyrl", "ltr"),
        ("lo", "Laoo", "ltr"), ("mn", "Cyrl", "ltr"), ("mn-Mong", "Mong", "ltr"),
        ("my", "Mymr", "ltr"), ("ne", "Deva", "ltr"), ("pt-BR", "Latn", "ltr"),
        ("si", "Sinh", "ltr"), ("sw", "Latn", "ltr"), ("ta", "Taml", "ltr"),
        ("tet", "Latn", "ltr"), ("th", "Thai", "ltr"), ("ur", "Arab", "rtl"),
        ("uz-Cyrl", "Cyrl", "ltr"), ("uz", "Latn", "ltr"), ("vi", "Latn", "ltr"),
        ("zh-Hans", "Hans", "ltr"), ("zh-Hant", "Hant", "ltr"), ("zh-TW", "Hant", "ltr"),
        ("ks-Deva", "Deva", "ltr"), ("dv", "Thaa", "rtl"),
    ],
)  # fmt: skip
def test_a_tag_gives_its_script_and_direction(tag: str, script: str, direction: str) -> None:
    locale = locale_of(tag)
    assert (locale.script, locale.direction, locale.is_rtl) == (
        script,
        direction,
        direction == "rtl",
    )


@pytest.mark.parametrize(
    ("tag", "name"),
    [("ko", "한국어"), ("mn", "монгол"), ("sw", "Kiswahili"), ("ar", "العربية"), ("tet", "tet")],
)
def test_a_language_bears_its_own_name(tag: str, name: str) -> None:
    assert locale_of(tag).name == name


def test_a_tag_is_taken_in_both_forms() -> None:
    assert locale_of("zh_Hans") == locale_of("zh-Hans")
    assert (locale_of("zh_Hans").tag, locale_of("zh-Hans").folder) == ("zh-Hans", "zh_Hans")


@pytest.mark.parametrize("tag", ["", "e", "EN", "english", "en-gb", "../en", "en\n", "mn_Cyrl_x"])
def test_what_is_no_tag_is_refused_with_a_hint(tag: str) -> None:
    with pytest.raises(SourceError, match="is no language tag") as caught:
        locale_of(tag)
    assert "zh-Hans" in caught.value.hint


@pytest.mark.parametrize(
    ("tag", "fallbacks"),
    [
        ("en", ()),
        ("en-GB", ("en",)),
        ("mn", ("en",)),
        ("pt-BR", ("pt", "en")),
        ("zh-Hans-SG", ("zh-Hans", "zh", "en")),
        ("zh-Hans", ("zh", "en")),
        ("zh-Hant-HK", ("zh-Hant", "en")),
        ("zh-Hant", ("en",)),
        ("uz-Cyrl", ("en",)),
    ],
)
def test_a_text_is_looked_up_in_nearer_languages_of_the_same_script(
    tag: str, fallbacks: tuple[str, ...]
) -> None:
    assert locale_of(tag).fallbacks == fallbacks


@pytest.mark.parametrize(
    ("tag", "texts"),
    [
        ("ko", ("3개월", "320 또는 400", "2027년 5월 1일", "월–금 08:30–13:00")),
        # CLDR writes a narrow space that does not break after the year.
        ("mn", ("3 сар", "320 эсвэл 400", "2027\u202fоны тавдугаар сарын 1", "Да–Ба 08:30–13:00")),
        ("sw", ("miezi 3", "320 au 400", "1 Mei 2027", "Jumatatu–Ijumaa 08:30–13:00")),
        ("en", ("3 months", "320 or 400", "1 May 2027", "Mon–Fri 08:30–13:00")),
        ("ar", ("3 أشهر", "320 أو 400", "1 مايو 2027", "الاثنين–الجمعة 08:30–13:00")),
        ("id", ("3 bulan", "320 atau 400", "1 Mei 2027", "Sen–Jum 08.30–13.00")),
    ],
)
def test_formats_are_those_of_the_language(tag: str, texts: tuple[str, ...]) -> None:
    locale = locale_of(tag)
    assert texts == (
        format_duration(3, "month", locale),
        format_choice(["320", "400"], locale),
        format_long_date(MAY_DAY, locale),
        format_opening(WEEKDAYS, "08:30", "13:00", locale),
    )


@pytest.mark.parametrize(
    ("tag", "text"),
    [("ko", "1,234.50"), ("mn", "1,234.50"), ("id", "1.234,50"), ("en", "1,234.50")],
)
def test_a_number_keeps_its_decimal_places(tag: str, text: str) -> None:
    assert format_number(Decimal("1234.50"), locale_of(tag)) == text
    assert format_number(Decimal(12), locale_of(tag)) == "12"


@pytest.mark.parametrize("tag", [*LANGUAGES, *NATIVE, "tet", "id", "fr"])
@pytest.mark.parametrize("unit", ["day", "week", "month", "year"])
def test_every_length_of_time_has_words(tag: str, unit: str) -> None:
    for count in (1, 2, 3, 11, 56, 120):
        text = format_duration(count, unit, locale_of(tag))
        assert text
        assert "duration" not in text
        assert str(count) in text or tag == "ar"


@pytest.mark.parametrize(
    ("day", "text"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"),
     (21, "21st"), (22, "22nd"), (23, "23rd"), (30, "30th"), (31, "31st")],
)  # fmt: skip
def test_a_day_of_the_month_has_its_ending_in_english_only(day: int, text: str) -> None:
    assert format_day_of_month(day, locale_of("en")) == text
    assert format_day_of_month(day, locale_of("en-KE")) == text
    for tag in ("ko", "mn", "sw", "tet"):
        assert format_day_of_month(day, locale_of(tag)) == str(day)


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (("mon",), "Mon"),
        (("mon", "tue"), "Mon, Tue"),
        (("mon", "tue", "wed"), "Mon–Wed"),
        (("mon", "wed", "fri"), "Mon, Wed, Fri"),
        (("fri", "sat", "sun"), "Fri–Sun"),
        (("wed", "tue", "mon"), "Wed, Tue, Mon"),
    ],
)
def test_three_days_in_a_row_become_a_span(days: tuple[str, ...], text: str) -> None:
    assert format_opening(days, "08:30", "13:00", locale_of("en")) == f"{text} 08:30–13:00"


@pytest.mark.parametrize(("tag", "system"), NATIVE.items())
def test_native_digits_come_with_the_separators_that_icu_writes(tag: str, system: str) -> None:
    locale = locale_of(tag, native_digits=True)
    expected = icu.NumberFormat.createInstance(icu.Locale(f"{tag}@numbers={system}"))
    assert format_number(Decimal("1234.5"), locale) == expected.format(1234.5)
    assert decimal_symbol(locale) in format_number(Decimal("1.5"), locale)


@pytest.mark.parametrize(("tag", "zero"), [("ar", "٠"), ("ne", "०"), ("my", "၀"), ("fa", "۰")])
def test_native_digits_stand_in_every_format(tag: str, zero: str) -> None:
    locale = locale_of(tag, native_digits=True)
    digits = {chr(ord(zero) + number) for number in range(10)}
    for text in (
        format_number(Decimal("1234.5"), locale),
        format_duration(56, "day", locale),
        format_day_of_month(13, locale),
        format_long_date(MAY_DAY, locale),
        format_opening(WEEKDAYS, "08:30", "13:00", locale),
    ):
        assert {sign for sign in text if sign.isdigit()} <= digits
        assert any(sign in digits for sign in text)


@pytest.mark.parametrize("tag", [*NATIVE, *LANGUAGES])
def test_latin_digits_are_the_default(tag: str) -> None:
    locale = locale_of(tag)
    for text in (
        format_number(Decimal("1234.5"), locale),
        format_duration(56, "day", locale),
        format_long_date(MAY_DAY, locale),
        format_opening(WEEKDAYS, "08:30", "13:00", locale),
    ):
        assert all(sign in "0123456789" for sign in text if sign.isdigit()), text


@given(
    st.decimals(0, 10**9, places=2, allow_nan=False),
    st.sampled_from([locale_of(tag, native_digits=True) for tag in NATIVE]),
)
def test_no_digit_of_a_number_is_ever_lost(value: Decimal, locale: Locale) -> None:
    text = format_number(value, locale)
    assert "".join(str(locale.digits.index(sign)) for sign in text if sign.isdigit()) == (
        f"{value:.2f}".replace(".", "")
    )


def test_a_language_that_cldr_does_not_know_takes_the_formats_of_english() -> None:
    locale = locale_of("tet")
    assert (locale.tag, locale.fallbacks, locale.digits) == ("tet", ("en",), "0123456789")
    assert format_duration(3, "month", locale) == "3 months"
    assert format_number(Decimal("12.5"), locale) == "12.5"
    assert format_long_date(MAY_DAY, locale) == "1 May 2027"


@pytest.mark.parametrize(
    ("tag", "name"), [("mn", "Монгол"), ("ko", "몽골"), ("sw", "Mongolia"), ("en", "Mongolia")]
)
def test_a_country_has_its_name_in_the_language(tag: str, name: str) -> None:
    assert country_name("MN", locale_of(tag)) == name


def test_a_country_without_a_name_keeps_its_code() -> None:
    assert country_name("QX", locale_of("mn")) == "QX"


@pytest.mark.parametrize(
    ("tag", "office"),
    [("ko", "ko-KR"), ("mn", "mn-MN"), ("sw", "sw-TZ"), ("en", "en-GB"), ("pt-BR", "pt-BR"),
     ("zh-Hans", "zh-Hans"), ("tet", "tet-TL"), ("qaa", "qaa")],
)  # fmt: skip
def test_office_programs_get_language_and_region(tag: str, office: str) -> None:
    assert office_tag(locale_of(tag)) == office


@pytest.mark.parametrize(
    ("tag", "forms"),
    [("ko", "nplurals=1"), ("mn", "nplurals=2"), ("ar", "nplurals=6"), ("fr", "nplurals=2")],
)
def test_a_new_catalogue_gets_the_plural_forms_of_its_language(tag: str, forms: str) -> None:
    assert locale_of(tag).plural_forms.startswith(forms)


@pytest.mark.parametrize(
    ("tag", "language"),
    [("mn", ""), ("en", ""), ("zh-Hans", ""), ("mn-Mong", "mn"), ("tet", "en"), ("ar-XB", "")],
)
def test_names_in_formats_may_be_of_another_language(tag: str, language: str) -> None:
    assert locale_of(tag).words_of_formats == language
