"""A date, a locale and a calendar -> the date in words, with the calendar's own year and months.

ICU has a second door here because Babel knows the Gregorian calendar only.
"""

import datetime
from typing import Literal

import icu

from kit.sources.locales import Locale, format_long_date, in_digits

Calendar = Literal["gregorian", "buddhist", "ethiopic"]
# ICU's long form of an Ethiopic date ends in an era that nobody writes.
_ETHIOPIC = "d MMMM y"


def format_date_in(calendar: Calendar, date: datetime.date, locale: Locale) -> str:
    """Return a date such as "1 May 2027" in a calendar, in the locale's order, words and digits."""
    if calendar == "gregorian":
        return format_long_date(date, locale)
    place = icu.Locale(f"{locale.cldr}@calendar={calendar};numbers=latn")
    if calendar == "ethiopic":
        form = icu.SimpleDateFormat(_ETHIOPIC, place)
    else:
        form = icu.DateFormat.createDateInstance(icu.DateFormat.LONG, place)
    form.setTimeZone(icu.TimeZone.createTimeZone("UTC"))
    noon = datetime.datetime(date.year, date.month, date.day, 12, tzinfo=datetime.UTC)
    return in_digits(str(form.format(noon.timestamp())), locale)
