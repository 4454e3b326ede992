"""Number formats of charts: the shape of digits and the language that Office programs expect."""

import re
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sources_samples import BUILTIN

from kit.sources.library import language_tags
from kit.sources.locales import Locale, decimal_symbol, format_number, locale_of, office_tag
from kit.sources.office import number_format

LANGUAGES = language_tags(BUILTIN)
# The shape of digits by the highest byte of a number format's locale, and the name in Unicode of
# the figure nought in that shape: ECMA-376 part 1, 18.8.31.
SHAPES = {
    0x02: "ARABIC-INDIC",
    0x03: "EXTENDED ARABIC-INDIC",
    0x04: "DEVANAGARI",
    0x05: "BENGALI",
    0x0D: "THAI",
    0x0E: "LAO",
    0x0F: "TIBETAN",
    0x10: "MYANMAR",
    0x12: "KHMER",
    0x13: "MONGOLIAN",
}
# A language for each shape that writes its own digits.
WRITERS = {
    0x02: "ar",
    0x03: "fa",
    0x04: "ne",
    0x05: "bn",
    0x0D: "th",
    0x0E: "lo",
    0x0F: "bo",
    0x10: "my",
    0x12: "km",
    0x13: "mn-Mong",
}
# [MS-LCID] 2.2: languages of the kit with a number of their own that a format may name.
NUMBERS = {
    "ar-EG": 0x0C01,
    "fr-FR": 0x040C,
    "km-KH": 0x0453,
    "lo-LA": 0x0454,
    "my-MM": 0x0455,
    "ne-NP": 0x0461,
    "vi-VN": 0x042A,
}
NO_NUMBER = ("mn-Mong",)
FORMAT = re.compile(r"(?:\[\$-([0-9A-F]{3,8})\])?(#,##0(?:\.0+)?)")
SAMPLE = Decimal("1234.5")


def read(pattern: str) -> tuple[int, int, str]:
    """Shape, language and the rest of a number format."""
    found = FORMAT.fullmatch(pattern)
    assert found, pattern
    code = int(found[1] or "0", 16)
    return code >> 24, code & 0xFFFFFF, found[2]


def zero_of(shape: int) -> str:
    return unicodedata.lookup(f"{SHAPES[shape]} DIGIT ZERO")


def as_office_writes(locale: Locale, pattern: str) -> str:
    """A figure in the format's digits; separators are those of the locale that it names."""
    shape, language, _ = read(pattern)
    zero = ord(zero_of(shape)) if shape else ord("0")
    is_own = shape or language
    group, point = (group_of(locale), decimal_symbol(locale)) if is_own else (",", ".")
    digits = {ord("0") + number: chr(zero + number) for number in range(10)}
    return f"1{group}234{point}5".translate(digits)


def group_of(locale: Locale) -> str:
    """The separator of thousands: what stands between the figures of a thousand."""
    return format_number(Decimal("1000"), locale)[1:-3]


@pytest.mark.parametrize("shape", SHAPES, ids=SHAPES.get)
def test_digits_of_a_script_have_the_shape_of_the_standard(shape: int) -> None:
    locale = locale_of(WRITERS[shape], native_digits=True)
    assert locale.digits[0] == zero_of(shape)
    assert read(number_format(1, locale))[0] == shape


@pytest.mark.parametrize("is_native", [False, True], ids=["latin", "native"])
@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_chart_writes_figures_as_the_slide_around_it(tag: str, is_native: bool) -> None:
    locale = locale_of(tag, native_digits=is_native)
    shape, language, rest = read(number_format(1, locale))
    assert rest == "#,##0.0"
    assert bool(shape) == (locale.digits != "0123456789")
    assert as_office_writes(locale, number_format(1, locale)) == format_number(SAMPLE, locale)
    if shape or language:
        assert language == NUMBERS.get(office_tag(locale), 0)
        assert language or office_tag(locale) in NO_NUMBER


@pytest.mark.parametrize("tag", LANGUAGES)
def test_latin_digits_name_a_language_only_where_its_separators_differ(tag: str) -> None:
    locale = locale_of(tag)
    is_plain = format_number(SAMPLE, locale) == "1,234.5"
    assert ("[" not in number_format(0, locale)) == is_plain


def test_the_kit_has_languages_of_both_kinds() -> None:
    formats = {tag: number_format(1, locale_of(tag)) for tag in LANGUAGES}
    assert formats["en"] == formats["ko"] == formats["mn"] == formats["sw"] == "#,##0.0"
    assert formats["vi"] == "[$-42A]#,##0.0"
    assert formats["lo"] == "[$-454]#,##0.0"
    assert formats["fr"] == "[$-40C]#,##0.0"
    assert number_format(0, locale_of("ne", native_digits=True)) == "[$-4000461]#,##0"
    assert number_format(2, locale_of("my", native_digits=True)) == "[$-10000455]#,##0.00"


@given(st.integers(0, 12), st.sampled_from(LANGUAGES), st.booleans())
def test_a_format_has_as_many_places_as_it_is_asked_for(
    places: int, tag: str, is_native: bool
) -> None:
    locale = locale_of(tag, native_digits=is_native)
    _, _, rest = read(number_format(places, locale))
    assert rest.partition(".")[2] == "0" * places
    assert read(number_format(places, locale))[:2] == read(number_format(0, locale))[:2]


@pytest.mark.parametrize("tag", ["tet", "qaa"])
def test_a_language_without_a_number_and_of_plain_separators_has_a_plain_format(tag: str) -> None:
    assert number_format(1, locale_of(tag)) == "#,##0.0"
