"""A partner profile and a locale -> the facts in words: `local` and `partner` in templates."""

from decimal import Decimal
from typing import Any

from kit.document.inline import Value
from kit.document.model import FactUse
from kit.errors import TemplateError
from kit.sources import locales
from kit.sources.calendars import format_date_in
from kit.sources.locales import SOURCE_LANGUAGE, Locale
from kit.sources.partner import Duration, Fact, Facts, Opening, PartnerProfile, Range

# Facts whose wording changes the meaning of a safety promise: sourced is not enough.
CONFIRMED_ONLY = ("all_tested",)
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
        return (text and Value(key, text, key in WHOLE, _address(key, fact.value))) or None

    def _yes_or_no(self, key: str, fact: Fact[bool]) -> Value | None:
        if key in CONFIRMED_ONLY and not fact.confirmed:
            return None
        self.asked.add(key)
        return Value(key, "yes") if fact.value else None


class PartnerWords:
    """The partner's own words for templates: service, country, code, approved_on."""

    def __init__(self, partner: PartnerProfile, locale: Locale) -> None:
        profile = partner.profile
        country = _by_language(profile.country_name, locale)
        approved = profile.approved
        self.code = profile.country
        name, language = service_name(partner, locale)
        self.service = Value("service", name, language=language)
        self.country = Value("country", country or locales.country_name(profile.country, locale))
        self.approved_on = approved and Value(
            "approved", format_date_in(profile.calendar, approved.on, locale)
        )


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
