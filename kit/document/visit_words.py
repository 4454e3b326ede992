"""A study visit, a locale and a partner -> its facts in words: `visit` and `visitor` in templates.

What people wrote in a visit's file comes as values: escaped, and set apart for bidi.
"""

import datetime
import re
import unicodedata
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from kit.document.inline import Value
from kit.sources.calendars import format_date_in
from kit.sources.locales import SOURCE_LANGUAGE, Locale, in_digits, locale_of
from kit.sources.partner import PartnerProfile
from kit.sources.visit import HostContact, ProgrammeItem, Texts, Visit, Visitor

VISIT = "visit"
VISITOR = "visitor"
"""The key of a visitor's name, by which a certificate finds it."""
UNKNOWN = "und"
"""The tag of words whose language nobody knows (BCP 47)."""
# Characters that turn the words round them, and those that XML cannot hold.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_UNPRINTABLE = re.compile("[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]+")


@dataclass(frozen=True, slots=True)
class VisitorWords:
    """A visitor: the name, and the role where it is known."""

    name: Value
    role: Value | None


@dataclass(frozen=True, slots=True)
class ItemWords:
    """What happens, and when, where a time is given."""

    at: Value | None
    what: Value


@dataclass(frozen=True, slots=True)
class DayWords:
    """A day of the programme; `number` counts from the first day of the visit."""

    number: int
    date: Value
    items: tuple[ItemWords, ...]


@dataclass(frozen=True, slots=True)
class HostContactWords:
    """Whom visitors write to; what is unknown is None."""

    name: Value | None
    email: Value | None
    phone: Value | None


class VisitWords:
    """The facts of a visit as templates ask for them.

    Args:
        visit: The visit.
        locale: The document's locale.
        partner: Whose calendar the dates are written in.

    Attributes:
        first: The first day in words.
        last: The last day in words.
        is_one_day: Whether they are the same.
        themes: The keys of its themes; a template has the words.
        visitors: Who comes.
        host: Whom they write to.
        days: The programme by days, in their order; the items of a day keep theirs.
        notes: The paragraphs of the note for the letter.
    """

    def __init__(self, visit: Visit, locale: Locale, partner: PartnerProfile) -> None:
        self._locale = locale
        self._calendar = partner.profile.calendar
        self.first = self._date(visit.first)
        self.last = self._date(visit.last)
        self.is_one_day = visit.first == visit.last
        self.themes = visit.themes
        self.visitors = tuple(visitor_words(visitor, locale, partner) for visitor in visit.visitors)
        self.host = _host(visit.host, locale, partner)
        self.days = self._days(visit)
        self.notes = self._paragraphs(visit.notes or {})

    def _date(self, day: datetime.date) -> Value:
        return Value(VISIT, format_date_in(self._calendar, day, self._locale))

    def _days(self, visit: Visit) -> tuple[DayWords, ...]:
        items = sorted(visit.programme, key=attrgetter("day"))
        return tuple(
            DayWords(
                (day - visit.first).days + 1, self._date(day), tuple(map(self._item, of_the_day))
            )
            for day, of_the_day in groupby(items, key=attrgetter("day"))
        )

    def _item(self, item: ProgrammeItem) -> ItemWords:
        at = in_digits(_clean(item.at), self._locale)
        text, language = _in_language(item.what, self._locale)
        what = Value(VISIT, _clean(text), language=language)
        return ItemWords(Value(VISIT, at, is_whole=True) if at else None, what)

    def _paragraphs(self, texts: Texts) -> tuple[Value, ...]:
        text, language = _in_language(texts, self._locale)
        lines = (_clean(line) for line in text.splitlines())
        return tuple(Value(VISIT, line, language=language) for line in lines if line)


def visitor_words(visitor: Visitor, locale: Locale, partner: PartnerProfile) -> VisitorWords:
    """Return a visitor's name and role as values: `visitor` in a certificate's template."""
    name, role = _clean(visitor.name), _clean(visitor.role)
    return VisitorWords(
        Value(VISITOR, name, language=_language_of(name, locale, partner)),
        Value(VISIT, role, language=_language_of(role, locale, partner)) if role else None,
    )


def _host(host: HostContact, locale: Locale, partner: PartnerProfile) -> HostContactWords:
    name, email, phone = (_clean(text) for text in (host.name, host.email, host.phone))
    dialled = "".join(sign for sign in phone if sign in "+0123456789")
    return HostContactWords(
        Value(VISIT, name, language=_language_of(name, locale, partner)) if name else None,
        Value(VISIT, email, is_whole=True, address=f"mailto:{email}") if email else None,
        Value(VISIT, phone, is_whole=True, address=f"tel:{dialled}") if phone else None,
    )


def _in_language(texts: Texts, locale: Locale) -> tuple[str, str]:
    """Return a text and its language: the locale's, else English, else any; "" for none."""
    for language in (locale.tag, locale.language, SOURCE_LANGUAGE, *texts):
        if texts.get(language):
            return texts[language], language
    return "", locale.tag


def _language_of(text: str, locale: Locale, partner: PartnerProfile) -> str:
    """Return the partner's language in whose letters a text is, "" for the document's, else "und".

    Nobody says in which language a name is; a voice for other letters cannot say it at all.
    """
    letters = _letters(text)
    if letters in ("", _letters(locale.name)):
        return ""
    names = {tag: locale_of(tag).name for tag in (*partner.profile.languages, SOURCE_LANGUAGE)}
    return next((tag for tag, name in names.items() if _letters(name) == letters), UNKNOWN)


def _letters(text: str) -> str:
    """Return the script of the first letter of a text, as Unicode names it, "" without one."""
    first = next((sign for sign in text if sign.isalpha()), "")
    return unicodedata.name(first, "").partition(" ")[0] if first else ""


def _clean(text: str) -> str:
    """Return a text on one line, without what would turn or break the words round it."""
    return " ".join(_UNPRINTABLE.sub(" ", _TURNING.sub("", text)).split())
