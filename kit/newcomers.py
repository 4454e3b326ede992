"""A name goes in; the file that begins a study visit or a partner comes out, with remarks."""

import re
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template

from kit.errors import UsageError
from kit.export.files import publish
from kit.sources.bibliography import read_bibliography
from kit.sources.library import language_tags
from kit.sources.locales import (
    SOURCE_LANGUAGE,
    country_languages,
    country_name,
    english_name,
    locale_of,
)
from kit.sources.partner import partner_slugs, profile_path
from kit.sources.presets import read_presets
from kit.sources.visit_file import FILE, MOST_DAYS, MOST_IN_NOTES, MOST_VISITORS
from kit.sources.workspace import Workspace, read_bytes, shown

VISIT = "templates/start/visit.toml"
PARTNER = "templates/start/partner.toml"
PLACEHOLDER = "NAME OF THE BLOOD SERVICE"
"""Stands in a new profile until the name is filled in; nobody can take it for a name."""
DONOR_BROCHURE = (
    "age_min", "age_max", "weight_min", "interval_whole_blood", "donation_minutes", "malaria",
    "all_tested", "phone", "web", "place", "hours",
)  # fmt: skip
"""The facts that the donor brochure prints or chooses its words by."""
LONGEST_SLUG = 40
_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_MEASURE = 100


@dataclass(frozen=True, slots=True)
class NewPartner:
    """A profile that was begun.

    Attributes:
        path: The file, as people know it.
        languages: Those that it prints in.
        others: Official languages of the country that have no catalogue yet.
        needs: Facts that the donor brochure still needs.
    """

    path: str
    languages: tuple[str, ...]
    others: tuple[str, ...]
    needs: tuple[str, ...] = DONOR_BROCHURE


def new_visit(path: Path, workspace: Workspace, partners: Sequence[str] = ()) -> Path:
    """Write the file of a new study visit and return its path.

    Args:
        path: A file that ends in .toml, or a folder that gets a visit.toml.
        workspace: It knows the partners and themes that the remarks name.
        partners: Whose service comes; without them the person fills them in.

    Raises:
        UsageError: The file is there already, or a partner is unknown.
        OutputError: It cannot be written.
    """
    target = path if path.suffix == ".toml" else path / FILE
    _refuse_present(target)
    known = partner_slugs(workspace)
    for slug in partners:
        if slug not in known:
            raise UsageError(f"unknown partner {slug!r}", hint="one of: " + ", ".join(known))
    text = _filled(
        workspace,
        VISIT,
        known_partners=_remark(known),
        known_themes=", ".join(read_presets(workspace, read_bibliography(workspace))),
        partners=_quoted(partners),
        most_days=str(MOST_DAYS),
        most_in_notes=str(MOST_IN_NOTES),
        most_visitors=str(MOST_VISITORS),
    )
    publish(target, text)
    return target


def new_partner(slug: str, country: str, workspace: Workspace) -> NewPartner:
    """Write the profile of a new partner to the top layer, every fact still unknown.

    Args:
        slug: What people type after `kit build`, such as "sri-lanka".
        country: ISO 3166-1 alpha-2, such as "LK".
        workspace: Its catalogues say which of the country's languages can be printed.

    Raises:
        UsageError: The name or the country is none, or there is such a partner already.
        OutputError: The file cannot be written.
    """
    code = country.upper()
    _check_names(slug, country)
    target = workspace.layers[-1] / profile_path(slug)
    _refuse_known(slug, workspace)
    _refuse_present(target)
    official = country_languages(code)
    printed = [tag for tag in official if tag in language_tags(workspace)]
    languages = tuple(dict.fromkeys((*printed, SOURCE_LANGUAGE)))
    others = tuple(tag for tag in official if tag not in languages)
    text = _filled(
        workspace,
        PARTNER,
        slug=slug,
        code=code,
        country=country_name(code, locale_of(SOURCE_LANGUAGE)),
        languages=_quoted(languages),
        needs=_remark(DONOR_BROCHURE),
        without_catalogue=_without_catalogue(others),
        placeholder=PLACEHOLDER,
        country_names=_country_names(code, languages),
    )
    publish(target, text)
    return NewPartner(shown(target), languages, others)


def _check_names(slug: str, country: str) -> None:
    if not _SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG:
        raise UsageError(
            f"{slug!r} is no name for a partner",
            hint=f"small letters a to z, digits and single hyphens, at most {LONGEST_SLUG} signs,"
            " such as sri-lanka",
        )
    if not re.fullmatch(r"[A-Za-z]{2}", country) or not country_languages(country.upper()):
        raise UsageError(
            f"no country by the code {country!r}",
            hint="two letters of ISO 3166-1, such as LK for Sri Lanka",
        )


def _refuse_known(slug: str, workspace: Workspace) -> None:
    """Refuse a partner of any layer: an empty profile over a full one would hide its facts."""
    if not workspace.has(profile_path(slug)):
        return
    found = workspace.find(profile_path(slug))
    is_own = found == workspace.layers[-1] / profile_path(slug)
    copy = "copy its file to the same place in your workspace and change the copy"
    raise UsageError(
        f"there is a partner {slug!r} already",
        where=shown(found),
        hint="change this file" if is_own else copy,
    )


def _refuse_present(path: Path) -> None:
    if path.exists() or path.is_symlink():
        raise UsageError(
            "the file is there already", where=shown(path), hint="name another, or move it away"
        )


def _filled(workspace: Workspace, name: str, **words: str) -> bytes:
    """Return a built-in file with words in the place of $names; no workspace changes it."""
    text = read_bytes(workspace.layers[0] / name).decode("utf-8")
    return Template(text).substitute(words).encode("utf-8")


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _remark(names: Iterable[str]) -> str:
    """Return names as lines of a remark."""
    return textwrap.fill(
        ", ".join(names), _MEASURE, initial_indent="#   ", subsequent_indent="#   ",
        break_on_hyphens=False,
    )  # fmt: skip


def _without_catalogue(tags: Sequence[str]) -> str:
    """Return a remark on languages that are not translated yet, and an empty line after it."""
    lines = [
        f"# Also official, but not translated yet: {_named(tag)}. kit new-language {tag} begins it."
        for tag in tags
    ]
    return "".join(f"{line}\n" for line in lines)


def _named(tag: str) -> str:
    return english_name(locale_of(tag)) or tag


def _country_names(code: str, languages: Sequence[str]) -> str:
    return "\n".join(f'# {tag} = "{country_name(code, locale_of(tag))}"' for tag in languages)
