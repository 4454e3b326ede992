"""The entries of a catalogue and the messages of a template go in; which goes with which comes out.

A message is found again by context and msgid; else by likeness, within its context.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kit.sources.po_entry import PoEntry
from kit.sources.po_similar import older_texts
from kit.sources.signoff import Key, message_key


@dataclass(frozen=True, slots=True)
class Match:
    """A message of a template and where its text is.

    Attributes:
        index: Of the entry in the catalogue, or None.
        is_same: The entry has this context and msgid; else it is only alike.
    """

    wanted: PoEntry
    index: int | None
    is_same: bool


def matches(entries: Sequence[PoEntry], wanted: Sequence[PoEntry]) -> tuple[Match, ...]:
    """Find the entry for each message, live ones before obsolete ones.

    Several messages may take the text of one entry that is only alike; none takes the text of an
    entry that has its own message still.
    """
    index_of = _index_of(entries)
    same = [index_of.get(entry_key(entry)) for entry in wanted]
    taken = set(same)
    free = [i for i, entry in enumerate(entries) if i not in taken and any(entry.strings)]
    open_messages = [entry for entry, index in zip(wanted, same, strict=True) if index is None]
    alike = _alike(entries, free, open_messages)
    return tuple(
        Match(entry, alike.get(entry_key(entry)) if index is None else index, index is not None)
        for entry, index in zip(wanted, same, strict=True)
    )


def entry_key(entry: PoEntry) -> Key:
    """Return what names the message of an entry."""
    return message_key(entry.context, entry.msgid)


def _index_of(entries: Sequence[PoEntry]) -> dict[Key, int]:
    ranked = sorted(range(len(entries)), key=lambda index: _rank(entries[index]))
    chosen: dict[Key, int] = {}
    for index in ranked:
        chosen.setdefault(entry_key(entries[index]), index)
    return chosen


def _rank(entry: PoEntry) -> tuple[bool, bool, bool]:
    """Sort live texts before obsolete ones, and these before entries without a text."""
    return not any(entry.strings), entry.is_obsolete, not entry.is_translated


def _alike(
    entries: Sequence[PoEntry], free: Iterable[int], wanted: Iterable[PoEntry]
) -> dict[Key, int]:
    """Return the index of the entry most like each message, where one is alike enough."""
    free_of: dict[str | None, list[int]] = {}
    for index in free:
        free_of.setdefault(entry_key(entries[index])[0], []).append(index)
    older = {
        context: older_texts([entries[index].msgid for index in indices])
        for context, indices in free_of.items()
    }
    found: dict[Key, int] = {}
    for entry in wanted:
        context, msgid = entry_key(entry)
        nearest = older[context].nearest(msgid) if context in older else None
        if nearest is not None:
            found[context, msgid] = free_of[context][nearest]
    return found
