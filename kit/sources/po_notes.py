"""A catalogue's entries and what the kit has measured -> the entries with notes for translators.

Two notes belong to one language and are not in the template: how many characters hold, as a
comment and as the flag that Weblate reads, and where the message is seen on a picture.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kit.sources.po_entry import PoEntry, PoFile
from kit.sources.signoff import Key, message_key

LENGTH = "max-length: "
FLAG = "max-length:"
SEE = "See: "
NUMBER = re.compile(r"max-length: ?([0-9]{1,6})")


def is_own_note(comment: str) -> bool:
    """Say whether an extracted comment is one of the language's own notes."""
    return comment.startswith((FLAG, SEE))


def is_own_flag(flag: str) -> bool:
    """Say whether a flag is one of the language's own."""
    return flag.startswith(FLAG)


def budget_of(entry: PoEntry) -> int | None:
    """Return how many characters of a message hold, or None where nothing says so."""
    for note in (*entry.extracted_comments, *entry.flags):
        if match := NUMBER.fullmatch(note):
            return int(match.group(1))
    return None


def with_notes(
    file: PoFile, budgets: Mapping[Key, int], places: Mapping[Key, Sequence[str]]
) -> PoFile:
    """Return a catalogue with these notes and no others; an entry that has them stays as it is.

    Args:
        file: The catalogue.
        budgets: Characters that hold, by message.
        places: Comments that begin with "See:" and say where a message is seen.
    """
    return file.with_entries(_noted(entry, budgets, places) for entry in file.entries)


def _noted(
    entry: PoEntry, budgets: Mapping[Key, int], places: Mapping[Key, Sequence[str]]
) -> PoEntry:
    if entry.is_obsolete:
        return entry
    key = message_key(entry.context, entry.msgid)
    comments = [note for note in entry.extracted_comments if not is_own_note(note)]
    flags = [flag for flag in entry.flags if not is_own_flag(flag)]
    if key in budgets:
        comments.append(f"{LENGTH}{budgets[key]}")
        flags.append(f"{FLAG}{budgets[key]}")
    comments += places.get(key, ())
    noted = replace(entry, extracted_comments=tuple(comments), flags=tuple(flags))
    return noted if noted == entry else replace(noted, source="")
