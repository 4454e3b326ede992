"""Dates in the calendars a partner may ask for, held against arithmetic of our own."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.sources.calendars import format_date_in
from kit.sources.locales import locale_of

DATES = st.dates(datetime.date(1990, 1, 1), datetime.date(2060, 1, 1))
JUNE_14 = datetime.date(2026, 6, 14)


def ethiopic(date: datetime.date) -> tuple[int, int]:
    """Year and day of an Ethiopic date, from the day count alone."""
    days = date.toordinal() - 2431
    rest = days % 1461
    in_year = rest % 365 + 365 * (rest // 1460)
    return 4 * (days // 1461) + rest // 365 - rest // 1460, in_year % 30 + 1


@given(DATES)
def test_an_ethiopic_date_has_the_year_and_day_of_the_day_count(date: datetime.date) -> None:
    words = format_date_in("ethiopic", date, locale_of("am")).split()
    assert (int(words[-1]), int(words[0])) == ethiopic(date)


@given(DATES)
def test_a_buddhist_year_is_543_years_ahead(date: datetime.date) -> None:
    assert str(date.year + 543) in format_date_in("buddhist", date, locale_of("th"))


@pytest.mark.parametrize(
    ("calendar", "tag", "words"),
    [
        ("gregorian", "en", "14 June 2026"),
        ("ethiopic", "am", "7 ሰኔ 2018"),
        ("buddhist", "th", "14 มิถุนายน 2569"),
        ("gregorian", "mn", "2026\u202fоны зургаадугаар сарын 14"),
    ],
)
def test_a_date_is_in_the_words_of_its_language(calendar: str, tag: str, words: str) -> None:
    assert format_date_in(calendar, JUNE_14, locale_of(tag)) == words  # type: ignore[arg-type]


def test_native_digits_are_used_where_the_partner_asks_for_them() -> None:
    locale = locale_of("ne", native_digits=True)
    assert format_date_in("gregorian", JUNE_14, locale) == "२०२६ जुन १४"
