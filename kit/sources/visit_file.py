"""visit.toml -> a study visit: who comes when, for which themes, in which languages, to whom."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kit.sources.bibliography import Source
from kit.sources.library import language_tags
from kit.sources.partner import partner_slugs, read_partner
from kit.sources.presets import read_presets
from kit.sources.toml_keys import Keys, read_keys
from kit.sources.visit import HostContact, ProgrammeItem, Visit, Visitor
from kit.sources.workspace import Workspace, read_bytes, shown

FILE = "visit.toml"
SCHEMA = 1
HINT = "docs/visits.md lists every key and what it takes"
MOST_DAYS = 60
MOST_VISITORS = 200
MOST_ITEMS = 1000
MOST_IN_A_LINE = 200
MOST_IN_NOTES = 2000

TOP = (
    "schema", "partners", "first", "last", "themes", "languages", "host", "visitor", "programme",
    "notes",
)  # fmt: skip
HOST = ("name", "email", "phone")
VISITOR = ("name", "role")
ITEM = ("day", "at", "what")

_EMAIL = r"[^\s@]+@[^\s@]+\.[^\s@]+"
_PHONE = r"\+?[0-9][0-9 ()/.-]{1,24}"
_CLOCK = r"([01]\d|2[0-3]):[0-5]\d"


@dataclass(frozen=True, slots=True)
class _Known:
    """Names that a visit may use, in the order in which hints list them."""

    partners: tuple[str, ...]
    themes: tuple[str, ...]
    languages: tuple[str, ...]


def read_visit(path: Path, workspace: Workspace, sources: dict[str, Source]) -> Visit:
    """Return a study visit; without `languages` in those of its partners' profiles.

    Args:
        path: The file, in any folder.
        workspace: It knows the partners, the themes and the languages.
        sources: The bibliography, which profiles are checked against.

    Raises:
        SourceError: The file is wrong; names file and key.
    """
    top = read_keys(read_bytes(path), shown(path), HINT)
    known = _Known(
        partner_slugs(workspace),
        tuple(read_presets(workspace, sources)),
        language_tags(workspace),
    )
    top.allow(TOP)
    top.schema(SCHEMA)
    partners = top.names("partners", known.partners, "partner")
    first, last = _days(top)
    return Visit(
        path=top.path,
        partners=partners,
        first=first,
        last=last,
        themes=top.names("themes", known.themes, "theme"),
        languages=_languages(top, _spoken(workspace, partners, sources)),
        visitors=_visitors(top),
        host=_host(top),
        programme=_programme(top, (first, last), known.languages),
        notes=top.texts("notes", known.languages, MOST_IN_NOTES, has_lines=True) or None,
    )


def _days(top: Keys) -> tuple[datetime.date, datetime.date]:
    first, last = top.day("first"), top.day("last")
    if last < first:
        top.refuse("last", f"{last} is before the first day, {first}", "put the later day in last")
    days = (last - first).days + 1
    if days > MOST_DAYS:
        top.refuse(
            "last", f"{days} days, at most {MOST_DAYS} are allowed", "check the year of both days"
        )
    return first, last


def _spoken(
    workspace: Workspace, partners: Sequence[str], sources: dict[str, Source]
) -> tuple[str, ...]:
    """Return the languages of the partners' profiles, each once: a kit can be built in these."""
    profiles = (read_partner(workspace, slug, sources).profile for slug in partners)
    return tuple(dict.fromkeys(tag for profile in profiles for tag in profile.languages))


def _languages(top: Keys, spoken: Sequence[str]) -> tuple[str, ...]:
    if "languages" not in top.values:
        return tuple(spoken)
    return top.names("languages", spoken, "language of these partners")


def _visitors(top: Keys) -> tuple[Visitor, ...]:
    found: list[Visitor] = []
    seen: set[tuple[str, ...]] = set()
    for table in top.tables("visitor", MOST_VISITORS):
        table.allow(VISITOR)
        table.require("name")
        visitor = Visitor(table.text("name", MOST_IN_A_LINE), table.text("role", MOST_IN_A_LINE))
        same = tuple(" ".join(part.split()).casefold() for part in (visitor.name, visitor.role))
        if same in seen:
            table.refuse(
                "name",
                f"{visitor.name!r} stands twice",
                "name each person once; two people of one name differ by their role",
            )
        seen.add(same)
        found.append(visitor)
    return tuple(found)


def _host(top: Keys) -> HostContact:
    table = top.table("host")
    table.allow(HOST)
    return HostContact(
        table.text("name", MOST_IN_A_LINE),
        table.matching("email", _EMAIL, "visits@example.org"),
        table.matching("phone", _PHONE, "+82 33 811 0000"),
    )


def _programme(
    top: Keys, span: tuple[datetime.date, datetime.date], tags: Sequence[str]
) -> tuple[ProgrammeItem, ...]:
    """Return what happens, day by day; within a day in the order of the file."""
    items = _items(top, span, tags)
    return tuple(sorted(items, key=lambda item: item.day))


def _items(
    top: Keys, span: tuple[datetime.date, datetime.date], tags: Sequence[str]
) -> Iterator[ProgrammeItem]:
    first, last = span
    for table in top.tables("programme", MOST_ITEMS):
        table.allow(ITEM)
        table.require("day", "what")
        day = table.day("day")
        if not first <= day <= last:
            table.refuse(
                "day",
                f"{day} is no day of the visit",
                f"the visit is from {first} to {last}",
            )
        at = table.matching("at", _CLOCK, "09:30")
        yield ProgrammeItem(day, at, table.texts("what", tags, MOST_IN_A_LINE))
