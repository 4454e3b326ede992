"""A partner profile and a locale -> the facts in words: `local` and `partner` in templates."""

import string
from dataclasses import replace
from decimal import Decimal
from typing import Any

from kit.document.inline import Value
from kit.document.runs import FactUse
from kit.errors import TemplateError
from kit.sources import locales
from kit.sources.bibliography import Source
from kit.sources.calendars import format_date_in
from kit.sources.locales import SOURCE_LANGUAGE, Locale
from kit.sources.partner import (
    HOST,
    Duration,
    Fact,
    Facts,
    Opening,
    PartnerProfile,
    Range,
    read_partner,
)  # fmt: skip
from kit.sources.workspace import Workspace

# Lines to write on, in no-break spaces of about a quarter em: 12 mm and 23 mm in running text.
SHORT_BLANK, LONG_BLANK = 13, 25
BLANK = "blank"
RULE = "rule"
LATER = "later"
NUMBER = "number"
# Facts whose wording changes the meaning of a safety promise: sourced is not enough.
CONFIRMED_ONLY = ("all_tested", "wait_dentist", "wait_travel")
WHOLE = ("phone", "web", "email")


class LocalFacts:
    """The facts of one partner in one locale; an unknown fact is None, a misspelt one an error.

    Yes-or-no facts that were asked for are kept in `asked`, since they print no value.
    """

    def __init__(self, partner: PartnerProfile, locale: Locale) -> None:
        self._partner = partner
        self._locale = locale
        self.asked: set[str] = set()

    def __getattr__(self, key: str) -> Value | None:
        if key not in Facts.model_fields:
            raise TemplateError(
                f"unknown local fact {key!r}", hint="docs/partners.md lists every fact"
            )
        fact: Fact[Any] | None = getattr(self._partner.profile.fact, key)
        if fact is None or not _speaks(fact, self._locale):
            return None
        if isinstance(fact.value, bool):
            return self._yes_or_no(key, fact)
        text = _in_words(key, fact.value, self._locale)
        is_worded = isinstance(fact.value, Duration | Opening)
        language = self._locale.words_of_formats if is_worded else ""
        address = _address(key, fact.value)
        return (text and Value(key, text, key in WHOLE, address, language)) or None

    def _yes_or_no(self, key: str, fact: Fact[bool]) -> Value | None:
        if key in CONFIRMED_ONLY and not fact.confirmed:
            return None
        self.asked.add(key)
        return Value(key, "yes") if fact.value else None


class Blanks:
    """Lines to write on inside a sentence: `blank.short` and `blank.long` in templates."""

    short = Value(BLANK, "\N{NO-BREAK SPACE}" * SHORT_BLANK, is_whole=True)
    long = Value(BLANK, "\N{NO-BREAK SPACE}" * LONG_BLANK, is_whole=True)


class Rules:
    """Lines to write on as a slide has them: every program keeps underscores together."""

    short = Value(RULE, "_" * 8, is_whole=True)
    long = Value(RULE, "_" * 15, is_whole=True)


def later(name: str) -> Value:
    """Return a placeholder that the layout fills in: `later` in templates."""
    return Value(LATER, f"{{{name}}}")


def email(address: str) -> Value:
    """Return an e-mail address that is no local fact: `email` in templates."""
    return Value("address", address, is_whole=True, address=f"mailto:{address}")


class Numbers:
    """Numbers in the locale's format: `number(196735)` in templates.

    In Latin digits: the text they stand in says whether it takes the locale's own.
    """

    def __init__(self, locale: Locale) -> None:
        self._locale = replace(locale, digits=string.digits)

    def __call__(self, value: int) -> Value:
        """Return the number as a value; it is set apart for bidi and never broken."""
        return Value(NUMBER, _number(value, self._locale), is_whole=True)


class PartnerWords:
    """The partner's own words for templates: service, country, code, translator, approved_on."""

    def __init__(self, partner: PartnerProfile, locale: Locale) -> None:
        profile = partner.profile
        country = _by_language(profile.country_name, locale)
        approved = profile.approved
        self.code = profile.country
        name, language = service_name(partner, locale)
        self.service = Value("service", name, language=language)
        self.country = Value("country", country or locales.country_name(profile.country, locale))
        translator = _by_language(profile.translator, locale)
        self.translator = Value("translator", translator) if translator else None
        self.approved_on = approved and Value(
            "approved", format_date_in(profile.calendar, approved.on, locale)
        )


class HostWords:
    """The words of the service that makes the kit, read when a template asks for them."""

    def __init__(
        self, workspace: Workspace, bibliography: dict[str, Source], locale: Locale
    ) -> None:
        self._workspace = workspace
        self._bibliography = bibliography
        self._locale = locale

    @property
    def service(self) -> Value:
        """The name of its blood service."""
        host = read_partner(self._workspace, HOST, self._bibliography)
        name, language = service_name(host, self._locale)
        return Value("host", name, language=language)


def service_name(partner: PartnerProfile, locale: Locale) -> tuple[str, str]:
    """Return the service's name and its language: the locale's, else English, else any."""
    names = partner.profile.service.value
    for language in (locale.tag, locale.language, SOURCE_LANGUAGE, next(iter(names))):
        if language in names:
            return names[language], language
    raise AssertionError("the profile has a name")


def fact_use(partner: PartnerProfile, key: str) -> FactUse | None:
    """Return how a fact stands; None for a key that is no fact (the country's name)."""
    profile = partner.profile
    fact = profile.service if key == "service" else getattr(profile.fact, key, None)
    if fact is None:
        return None
    return FactUse(key, partner.path, fact.confirmed is not None, fact.sources)


def _speaks(fact: Fact[Any], locale: Locale) -> bool:
    return not fact.languages or locale.tag in fact.languages or locale.language in fact.languages


def _by_language(names: dict[str, str], locale: Locale) -> str:
    return names.get(locale.tag) or names.get(locale.language) or ""


def _in_words(key: str, value: Any, locale: Locale) -> str:  # noqa: PLR0911 - a table of kinds
    match value:
        case Duration():
            return locales.format_duration(value.value, value.unit, locale)
        case Range():
            return locales.format_range(_number(value.min, locale), _number(value.max, locale))
        case Opening():
            return locales.format_opening(value.days, value.opens, value.closes, locale)
        case tuple():
            return locales.format_choice([_number(part, locale) for part in value], locale)
        case dict():
            return _by_language(value, locale)
        case int() if key == "donation_day":
            return locales.format_day_of_month(value, locale)
        case int() | Decimal():
            return _number(value, locale)
        case _:
            return str(value).removeprefix("https://").removeprefix("http://").removesuffix("/")


def _number(value: int | Decimal, locale: Locale) -> str:
    return locales.format_number(Decimal(value), locale)


def _address(key: str, value: Any) -> str:
    if key == "web":
        return str(value)
    if key == "email":
        return f"mailto:{value}"
    if key == "phone":
        return "tel:" + "".join(sign for sign in value if sign in "+0123456789")
    return ""
