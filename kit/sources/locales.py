"""A BCP 47 tag -> a locale: script, direction, digits, fallbacks, and the formats of CLDR."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from babel import Locale as CldrLocale
from babel import UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date, format_skeleton, get_day_names
from babel.languages import get_official_languages
from babel.lists import format_list
from babel.numbers import format_decimal, get_decimal_symbol
from babel.plural import to_gettext
from babel.units import format_unit

from kit.errors import SourceError

Direction = Literal["ltr", "rtl"]
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SOURCE_LANGUAGE = "en"
# The kit's English is British: "1 May 2027".
SOURCE_FORMATS = "en_GB"
# CLDR speaks of Kore, Jpan, Hans and Hant for writing that mixes scripts; HarfBuzz and the
# fonts of the kit go by the script that only this language has.
_MAIN_SCRIPT = {"Kore": "Hang"}
_ASCII_DIGITS = "0123456789"
_NATIVE_DIGITS = {
    "arab": "٠١٢٣٤٥٦٧٨٩",
    "arabext": "۰۱۲۳۴۵۶۷۸۹",
    "beng": "০১২৩৪৫৬৭৮৯",
    "deva": "०१२३४५६७८९",
    "khmr": "០១២៣៤៥៦៧៨៩",
    "laoo": "໐໑໒໓໔໕໖໗໘໙",
    "mong": "᠐᠑᠒᠓᠔᠕᠖᠗᠘᠙",
    "mymr": "၀၁၂၃၄၅၆၇၈၉",
    "thai": "๐๑๒๓๔๕๖๗๘๙",
    "tibt": "༠༡༢༣༤༥༦༧༨༩",
}
# The digits that go with a script, where CLDR's default for a language is Latin.
_SCRIPT_DIGITS = {
    "Arab": "arab", "Beng": "beng", "Deva": "deva", "Khmr": "khmr", "Laoo": "laoo",
    "Mong": "mong", "Mymr": "mymr", "Thai": "thai", "Tibt": "tibt",
}  # fmt: skip
# Readers of the one read the other, and CLDR has no words for months and days in the first.
_OWN_FALLBACKS = {"mn_Mong": ("mn", "en")}
# CLDR gives these a third form for whole millions, which gettext catalogues do not have.
_TWO_FORMS = {"ca": "n != 1", "es": "n != 1", "fr": "n > 1", "it": "n != 1", "pt": "n != 1"}
# Babel leaves the long form out where CLDR says it is the short one.
_LENGTHS: tuple[Literal["long", "short", "narrow"], ...] = ("long", "short", "narrow")
_EXTENDED_ARABIC = ("fa", "ps", "ur")
_RTL_SCRIPTS = ("Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa")
_TAG = re.compile(r"[a-z]{2,3}(_[A-Z][a-z]{3})?(_([A-Z]{2}|[0-9]{3}))?")


@dataclass(frozen=True, slots=True)
class Locale:
    """A language as the kit writes it.

    Args:
        tag: BCP 47, such as "mn" or "zh-Hans".
        folder: The gettext form, the catalogue's folder: "mn", "zh_Hans".
        script: ISO 15924, such as "Cyrl".
        direction: "ltr" or "rtl".
        name: The language's name for itself.
        digits: The ten digits in use.
        fallbacks: Tags to ask for a message next, nearest first; never the tag itself.
        cldr: The identifier of the CLDR data that formats come from.
        plural_forms: The header of a gettext catalogue: how many forms, and which for n.
    """

    tag: str
    folder: str
    script: str
    direction: Direction
    name: str
    digits: str
    fallbacks: tuple[str, ...]
    cldr: str
    plural_forms: str

    @property
    def is_rtl(self) -> bool:
        """Whether text runs from right to left."""
        return self.direction == "rtl"

    @property
    def language(self) -> str:
        """The language subtag."""
        return self.tag.partition("-")[0]

    @property
    def words_of_formats(self) -> str:
        """The language that names of days and units come in, "" where it is the locale's own."""
        language = self.cldr.partition("_")[0]
        is_own = language == self.language and self.folder not in _OWN_FALLBACKS
        return "" if is_own else language


def locale_of(tag: str, *, native_digits: bool = False) -> Locale:
    """Return the locale of a tag in BCP 47 or gettext form.

    A language that CLDR does not know takes its formats from English.

    Raises:
        SourceError: The tag is not of the form of BCP 47.
    """
    folder = tag.replace("-", "_")
    if not _TAG.fullmatch(folder):
        raise SourceError(
            f"{tag!r} is no language tag", hint="use a BCP 47 tag such as mn, sw or zh-Hans"
        )
    cldr = _cldr(folder)
    script = _script(folder)
    is_rtl = script in _RTL_SCRIPTS
    return Locale(
        tag=folder.replace("_", "-"),
        folder=folder,
        script=script,
        direction="rtl" if is_rtl else "ltr",
        name=(cldr and cldr.get_display_name()) or tag,
        digits=_digits(folder.partition("_")[0], script) if native_digits else _ASCII_DIGITS,
        fallbacks=_fallbacks(folder),
        cldr=_formats(folder, cldr),
        plural_forms=_plural_forms(folder.partition("_")[0], cldr),
    )


def _formats(folder: str, cldr: CldrLocale | None) -> str:
    """Return the CLDR locale of formats: British for English, the readable one for mn-Mong."""
    if folder in _OWN_FALLBACKS:
        return _OWN_FALLBACKS[folder][0]
    return SOURCE_FORMATS if cldr is None or folder == SOURCE_LANGUAGE else str(cldr)


def _cldr(folder: str) -> CldrLocale | None:
    """Return CLDR's locale, of the language alone where the whole tag is unknown."""
    for identifier in (folder, folder.partition("_")[0]):
        try:
            return CldrLocale.parse(identifier)
        except (UnknownLocaleError, ValueError):
            continue
    return None


def _script(folder: str) -> str:
    language, *subtags = folder.split("_")
    written = next((subtag for subtag in subtags if len(subtag) == len("Latn")), "")
    likely = get_global("likely_subtags")
    whole: str = likely.get(folder) or likely.get(language) or "und_Latn_ZZ"
    script = written or whole.split("_")[1]
    return _MAIN_SCRIPT.get(script, script)


def _plural_forms(language: str, cldr: CldrLocale | None) -> str:
    if language in _TWO_FORMS:
        return f"nplurals=2; plural=({_TWO_FORMS[language]});"
    rule = cldr.plural_form if cldr else CldrLocale(SOURCE_LANGUAGE).plural_form
    return to_gettext(rule)


def _digits(language: str, script: str) -> str:
    system = "arabext" if language in _EXTENDED_ARABIC else _SCRIPT_DIGITS.get(script, "")
    return _NATIVE_DIGITS.get(system, _ASCII_DIGITS)


def _fallbacks(folder: str) -> tuple[str, ...]:
    """Drop subtags from the end, but never fall back to another script: zh-Hant is not zh."""
    if folder in _OWN_FALLBACKS:
        return _OWN_FALLBACKS[folder]
    parts = folder.split("_")
    starts = [parts[:count] for count in range(len(parts) - 1, 0, -1)]
    shorter = ["-".join(start) for start in starts if _script("_".join(start)) == _script(folder)]
    if SOURCE_LANGUAGE not in (parts[0], *shorter):
        shorter.append(SOURCE_LANGUAGE)
    return tuple(shorter)


# Formats. Every function returns text in the locale's digits.


def format_number(value: Decimal, locale: Locale) -> str:
    """Return a number with the locale's separators, all its decimal places kept."""
    places = max(0, -int(value.as_tuple().exponent))
    pattern = "#,##0" + ("." + "0" * places if places else "")
    text = format_decimal(value, pattern, locale=locale.cldr, numbering_system=_system(locale))
    return in_digits(text, locale)


def format_duration(value: int, unit: str, locale: Locale) -> str:
    """Return a length of time in words, such as "3 months"; `unit` is day, week, month, year."""
    for length in _LENGTHS:
        text = format_unit(value, f"duration-{unit}", length, locale=locale.cldr)
        # Where a language has no words CLDR's root says "3 m", which nobody would understand.
        if "duration-" not in text and not text.endswith(f" {unit[0]}"):
            return in_digits(text, locale)
    raise SourceError(
        f"CLDR has no words for a {unit} in {locale.tag}", hint="leave the fact out of the profile"
    )


def format_range(low: str, high: str) -> str:
    """Return two formatted numbers as a range, with CLDR's usual en dash."""
    return f"{low}–{high}"


def format_choice(parts: Sequence[str], locale: Locale) -> str:
    """Return alternatives: "320 or 400"."""
    return str(format_list(list(parts), style="or", locale=locale.cldr))


def format_day_of_month(day: int, locale: Locale) -> str:
    """Return a day of the month: with its ending in English ("3rd"), plain elsewhere."""
    ending = ""
    if locale.language == SOURCE_LANGUAGE:
        category = CldrLocale(SOURCE_LANGUAGE).ordinal_form(day)
        ending = {"one": "st", "two": "nd", "few": "rd"}.get(category, "th")
    return in_digits(f"{day}{ending}", locale)


def format_long_date(date: datetime.date, locale: Locale) -> str:
    """Return a date such as "1 May 2027" in the locale's own order."""
    return in_digits(format_date(date, "long", locale=locale.cldr), locale)


def format_opening(days: Sequence[str], opens: str, closes: str, locale: Locale) -> str:
    """Return opening hours: days ("mon" to "sun") and 24-hour times, "Mon–Fri 08:30–13:00"."""
    names = get_day_names("abbreviated", "format", locale=locale.cldr)
    written = [names[WEEK.index(day)] for day in days]
    in_a_row = [WEEK.index(day) for day in days]
    if len(days) > 2 and in_a_row == list(range(in_a_row[0], in_a_row[-1] + 1)):  # noqa: PLR2004
        span = format_range(written[0], written[-1])
    else:
        span = ", ".join(written)
    hours = format_range(_clock(opens, locale), _clock(closes, locale))
    return in_digits(f"{span} {hours}", locale)


def _clock(text: str, locale: Locale) -> str:
    time = datetime.time.fromisoformat(text)
    return format_skeleton("Hm", time, locale=locale.cldr)


def country_name(code: str, locale: Locale) -> str:
    """Return CLDR's name of a country (ISO 3166-1 alpha-2), or the code where it has none."""
    cldr = CldrLocale.parse(locale.cldr)
    return str(cldr.territories.get(code, code))


def country_languages(code: str) -> tuple[str, ...]:
    """Return the tags of a country's official languages, as CLDR orders them: by who speaks them.

    An unknown country, or one without an official language, has none.
    """
    found = get_official_languages(code, de_facto=True)
    return tuple(folder.replace("_", "-") for folder in found)


def decimal_symbol(locale: Locale) -> str:
    """Return the decimal separator."""
    return get_decimal_symbol(locale.cldr, numbering_system=_system(locale))


def _system(locale: Locale) -> str:
    """Return the numbering system whose separators go with the digits in use."""
    names = {digits: name for name, digits in _NATIVE_DIGITS.items()}
    name = names.get(locale.digits, "latn")
    # Babel lists every system; one that a language says nothing of is empty there.
    symbols = CldrLocale.parse(locale.cldr).number_symbols.get(name, {})
    return name if "decimal" in symbols else "default"


def in_digits(text: str, locale: Locale) -> str:
    """Return a text with its Western digits in those of the locale."""
    return text.translate(str.maketrans(_ASCII_DIGITS, locale.digits))


def english_name(locale: Locale) -> str:
    """Return CLDR's English name of a language, such as "Serbian (Latin)"; "" where it has none."""
    english = CldrLocale(SOURCE_LANGUAGE)
    language, *subtags = locale.folder.split("_")
    name = english.languages.get(language, "")
    rest = [english.scripts.get(part) or english.territories.get(part, part) for part in subtags]
    return f"{name} ({', '.join(rest)})" if name and rest else name


def office_tag(locale: Locale) -> str:
    """Return language and region as office programs write them, such as "ko-KR".

    English is the kit's own British English.
    """
    if locale.language == SOURCE_LANGUAGE:
        return "en-GB"
    likely = get_global("likely_subtags")
    whole = str(likely.get(locale.folder) or likely.get(locale.language) or "")
    territory = whole.split("_")[2] if whole else ""
    return f"{locale.tag}-{territory}" if territory and len(locale.tag) <= 3 else locale.tag  # noqa: PLR2004
