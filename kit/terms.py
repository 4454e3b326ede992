"""A tag and a workspace -> the glossary as a table, as JSON or TBX: the command `kit glossary`."""

import json
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kit.errors import UsageError
from kit.export.tbx import write_tbx
from kit.sources.glossary import DRAFT, Equivalent, Glossary, Term, read_glossary
from kit.sources.locales import locale_of
from kit.sources.workspace import open_workspace

SEEN = "seen"
_GAP = "  "


def glossary_text(tag: str | None, workspace: Path | None, *, as_json: bool = False) -> str:
    """Return the terms of a language, or without a tag how far each language is.

    Raises:
        UsageError: The glossary does not have the language.
        SourceError: The tag or the glossary is wrong.
    """
    glossary = read_glossary(open_workspace(workspace))
    if tag is None:
        return _as_json(_counts(glossary)) if as_json else _table(_count_rows(glossary))
    known = glossary.known(_known_tag(tag, glossary))
    if as_json:
        return _as_json([_entry(term, equivalent) for term, equivalent in known])
    rows = [
        (term.name, _state(equivalent), _plain(equivalent), _seen_at(equivalent))
        for term, equivalent in known
    ]
    return _table([("term", "state", locale_of(tag).tag, "seen at"), *rows])


def glossary_tbx(tag: str | None, workspace: Path | None) -> bytes:
    """Return the glossary as TBX, in English and one language, or in all; errors as above."""
    glossary = read_glossary(open_workspace(workspace))
    tags = glossary.tags if tag is None else (_known_tag(tag, glossary),)
    return write_tbx(glossary, tags)


def _known_tag(tag: str, glossary: Glossary) -> str:
    found = locale_of(tag).tag
    if found not in glossary.tags:
        hint = "known languages: " + ", ".join(glossary.tags)
        raise UsageError(f"the glossary has no words in {tag!r}", hint=hint)
    return found


def _state(equivalent: Equivalent) -> str:
    return DRAFT if equivalent.is_draft else SEEN


def _plain(equivalent: Equivalent) -> str:
    """Return the words as in the file; what may be left out is not marked."""
    return equivalent.text.replace("[", "").replace("]", "")


def _seen_at(equivalent: Equivalent) -> str:
    return "" if equivalent.is_draft else equivalent.source


def _counts(glossary: Glossary) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for tag in glossary.tags:
        states = [_state(equivalent) for _, equivalent in glossary.known(tag)]
        counts = {SEEN: states.count(SEEN), DRAFT: states.count(DRAFT)}
        found.append({"language": tag, "name": locale_of(tag).name, "terms": len(states), **counts})
    return found


def _count_rows(glossary: Glossary) -> list[tuple[str, ...]]:
    head = ("language", "terms", SEEN, DRAFT, "name")
    return [head, *(tuple(str(count[key]) for key in head) for count in _counts(glossary))]


def _entry(term: Term, equivalent: Equivalent) -> dict[str, Any]:
    return {
        "term": term.name,
        "english": term.variants,
        "part_of_speech": term.part_of_speech,
        "definition": term.definition,
        "note": term.note,
        "words": equivalent.variants,
        "state": _state(equivalent),
        "seen_at": _seen_at(equivalent),
        "where": equivalent.where,
    }


def _as_json(value: list[dict[str, Any]]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _table(rows: Sequence[tuple[str, ...]]) -> str:
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    lines = (
        _GAP.join(
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        )
        for row in rows
    )
    return "\n".join(line.rstrip() for line in lines)


def _width(text: str) -> int:
    """Return the columns that a terminal gives a text: marks none, East Asian letters two."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
