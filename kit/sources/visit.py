"""A study visit as a value: who comes when, for which themes, in which languages, and to whom."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

Texts = Mapping[str, str]
"""A text in several languages, by tag; one of them is enough."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """A person of the delegation; `role` in one language, as the person gave it, or ""."""

    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class ProgrammeItem:
    """What happens at a time of a day; `at` is "HH:MM" or ""."""

    day: datetime.date
    at: str
    what: Texts


@dataclass(frozen=True, slots=True)
class HostContact:
    """Whom visitors write to; what is unknown is ""."""

    name: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """A study visit.

    Attributes:
        path: The file it was read from, as people know it.
        partners: Slugs of the visitors' partners, at least one.
        first: The first day.
        last: The last day.
        themes: Keys of study-tour themes: "general", "safety", "policy".
        languages: Tags of the visitors' languages, at least one.
        visitors: Who comes; may be empty.
        host: Whom they write to.
        programme: What happens when; may be empty.
        notes: For the cover letter; may be empty.
    """

    path: str
    partners: tuple[str, ...]
    first: datetime.date
    last: datetime.date
    themes: tuple[str, ...]
    languages: tuple[str, ...]
    visitors: tuple[Visitor, ...] = ()
    host: HostContact = HostContact()
    programme: tuple[ProgrammeItem, ...] = ()
    notes: Texts | None = None
