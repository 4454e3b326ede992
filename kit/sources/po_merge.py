"""A catalogue and a changed template go in; the catalogue brought up to date comes out, counted.

Every text of the catalogue is kept: as it is, as a fuzzy guess for a message that is new and alike,
or as an obsolete entry. What nothing has changed is written back byte for byte.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import pairwise

from kit.errors import SourceError
from kit.findings import Severity
from kit.sources.plurals import parse_plural_forms
from kit.sources.po import PoEntry, PoFile, write_po
from kit.sources.po_entry import FUZZY
from kit.sources.po_match import Match, entry_key, matches
from kit.sources.po_notes import is_own_note
from kit.sources.signoff import nfc

_CREATION = "POT-Creation-Date"
# What may stand in the raw text of a header as it is.
_DATE = re.compile(r"[\w :+.-]+", re.ASCII)
_PREFIX = re.compile(r"(?:im)?possible-|no-")


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged catalogue, and what became of its messages.

    Attributes:
        file: The catalogue; its findings and line numbers are those of the old file.
        kept: Messages of the template whose entry stood in the catalogue.
        revived: Those whose text was obsolete and is in use again.
        fuzzy: Those that have got the text of another source, for a person to look at.
        new: Those without a text.
        obsolete: Entries with a text that have left the template.
    """

    file: PoFile
    kept: int
    revived: int
    fuzzy: int
    new: int
    obsolete: int


class _Outcome(Enum):
    KEPT = auto()
    REVIVED = auto()
    FUZZY = auto()
    NEW = auto()


def merged(file: PoFile, template: PoFile) -> Merge:
    """Bring a catalogue up to date.

    Order, extracted comments, references and formats come from the template; texts, translators'
    comments and other flags from the catalogue, and so do the notes of `kit.sources.po_notes`. A
    message is found again by context and msgid, among live entries first, then obsolete ones; else
    by likeness within its context.

    Args:
        file: The catalogue of a language, as `read_po` gives it.
        template: As `read_po` gives it.

    Raises:
        SourceError: An entry of the catalogue could not be read: its text would seem to be lost.
    """
    _require_whole(file)
    wanted = tuple(entry for entry in template.entries if not entry.is_obsolete)
    found = matches(file.entries, wanted)
    results = [_result(match, file) for match in found]
    live = tuple(entry for entry, _ in results)
    used = {match.index for match in found}
    vanished = [
        entry
        for index, entry in enumerate(file.entries)
        if index not in used and not entry.is_obsolete
    ]
    counts = Counter(outcome for _, outcome in results)
    if live != tuple(entry for entry in file.entries if not entry.is_obsolete):
        entries = (*live, *_obsolete(file.entries, live, used))
        is_other = bool(vanished) or counts[_Outcome.KEPT] < len(live)
        file = _dated(file, template) if is_other else file
        file = file.with_entries(_spaced(entries, file))
    return Merge(
        file,
        counts[_Outcome.KEPT],
        counts[_Outcome.REVIVED],
        counts[_Outcome.FUZZY],
        counts[_Outcome.NEW],
        sum(any(entry.strings) for entry in vanished),
    )


def _require_whole(file: PoFile) -> None:
    for finding in file.findings:
        is_left_out = finding.code == "po-entry" and finding.severity is Severity.ERROR
        if is_left_out or finding.code == "po-duplicate":
            raise SourceError(
                f"cannot be merged: {finding.message}", hint=finding.hint, where=finding.where
            )


# What becomes of a message.


def _result(match: Match, file: PoFile) -> tuple[PoEntry, _Outcome]:
    wanted = match.wanted
    forms = _form_count(wanted, file)
    if match.index is None:
        return replace(wanted, strings=forms * ("",), line=0, source="", before=""), _Outcome.NEW
    old = file.entries[match.index]
    if not match.is_same:
        flags = (FUZZY,) if old.is_fuzzy else ()
        stranger = replace(old, flags=flags, extracted_comments=(), line=0, before="")
        return _guessed(stranger, wanted, forms), _Outcome.FUZZY
    if not any(old.strings):
        strings = old.strings if _has_same_plural(old, wanted) else forms * ("",)
        entry = _updated(old, wanted, strings)
        return entry, _Outcome.NEW if old.is_obsolete else _Outcome.KEPT
    if not _has_same_plural(old, wanted):
        return _guessed(old, wanted, forms), _Outcome.FUZZY
    entry = _updated(old, wanted, old.strings)
    if not old.is_obsolete:
        return entry, _Outcome.KEPT
    return (entry if old.is_translated else _marked(entry)), _Outcome.REVIVED


def _form_count(wanted: PoEntry, file: PoFile) -> int:
    if wanted.msgid_plural is None:
        return 1
    try:
        return parse_plural_forms(file.header("Plural-Forms")).count
    except SourceError:
        return len(wanted.strings)  # The reader has made a finding of it.


def _has_same_plural(old: PoEntry, wanted: PoEntry) -> bool:
    first, second = old.msgid_plural, wanted.msgid_plural
    if first is None or second is None:
        return first is second
    return nfc(first) == nfc(second)


def _updated(old: PoEntry, wanted: PoEntry, strings: tuple[str, ...]) -> PoEntry:
    """Return the old entry with what comes from the template; itself when that is the same."""
    entry = replace(
        old,
        msgid=wanted.msgid,
        strings=strings,
        context=wanted.context,
        msgid_plural=wanted.msgid_plural,
        flags=_flags(old.flags, wanted.flags),
        extracted_comments=_extracted(old, wanted),
        references=wanted.references,
        is_obsolete=False,
    )
    return old if entry == old else replace(entry, source="")


def _extracted(old: PoEntry, wanted: PoEntry) -> tuple[str, ...]:
    """Return the template's comments, and the language's own notes where it has no such note."""
    own = tuple(comment for comment in old.extracted_comments if is_own_note(comment))
    is_noted = any(is_own_note(comment) for comment in wanted.extracted_comments)
    return wanted.extracted_comments + (() if is_noted else own)


def _flags(old: tuple[str, ...], wanted: tuple[str, ...]) -> tuple[str, ...]:
    theirs = tuple(flag for flag in wanted if flag != FUZZY)
    kinds = {_kind(flag) for flag in theirs}
    own = [
        flag
        for flag in old
        if flag != FUZZY and _kind(flag) not in kinds and not _kind(flag).endswith("-format")
    ]
    flags = (*((FUZZY,) if FUZZY in old else ()), *theirs, *own)
    return old if sorted(flags) == sorted(old) else flags


def _kind(flag: str) -> str:
    """Return what a flag is about: "max-length" of "max-length:40", "c-format" of "no-c-format"."""
    return _PREFIX.sub("", flag.partition(":")[0].strip(), count=1)


def _marked(entry: PoEntry) -> PoEntry:
    flags = tuple(flag for flag in entry.flags if flag != FUZZY)
    return replace(entry, flags=(FUZZY, *flags), source="")


def _guessed(old: PoEntry, wanted: PoEntry, forms: int) -> PoEntry:
    """Return the wanted message with the old text, marked fuzzy, and with the older source."""
    entry = _marked(_updated(old, wanted, _fitted(old, wanted, forms)))
    return replace(
        entry,
        translator_comments=(*old.translator_comments, *_lost_forms(old, wanted)),
        previous=(old.previous if old.is_fuzzy else ()) or _previous(old),
    )


def _fitted(old: PoEntry, wanted: PoEntry, forms: int) -> tuple[str, ...]:
    if wanted.msgid_plural is None:
        return (next(filter(None, old.strings)),)
    return old.strings if old.msgid_plural is not None else old.strings * forms


def _previous(old: PoEntry) -> tuple[str, ...]:
    bare = PoEntry(old.msgid, ("",), context=old.context, msgid_plural=old.msgid_plural)
    return tuple(f"#| {line}" for line in _written(bare) if not line.startswith("msgstr"))


def _lost_forms(old: PoEntry, wanted: PoEntry) -> tuple[str, ...]:
    """Return the plural forms, as comments, of an entry that has no plural any more."""
    if wanted.msgid_plural is not None or old.msgid_plural is None:
        return ()
    return tuple(_written(PoEntry("-", old.strings, msgid_plural="-"))[2:])


def _written(entry: PoEntry) -> list[str]:
    return write_po(PoFile("", (entry,))).decode("utf-8").rstrip("\n").split("\n")


# The file.


def _obsolete(
    entries: Sequence[PoEntry], live: Sequence[PoEntry], used: set[int | None]
) -> Iterator[PoEntry]:
    """Yield what is left over, in its old order; no text twice, none that vanishes without one."""
    seen = {(entry_key(entry), entry.strings) for entry in live}
    for index, entry in enumerate(entries):
        value = (entry_key(entry), entry.strings)
        if index in used or value in seen or not (entry.is_obsolete or any(entry.strings)):
            continue
        seen.add(value)
        kept = replace(entry, is_obsolete=True, extracted_comments=(), references=())
        yield entry if entry.is_obsolete else replace(kept, source="")


def _spaced(entries: Sequence[PoEntry], file: PoFile) -> Iterator[PoEntry]:
    """Put an empty line before an entry that had none and follows another one now."""
    old = ((file.head.line if file.head else 0), *(entry.line for entry in file.entries))
    neighbours = set(pairwise(old))
    previous = file.head
    for entry in entries:
        is_close = previous is not None and bool(entry.source) and not entry.before
        is_moved = previous is None or (previous.line, entry.line) not in neighbours
        yield replace(entry, before=file.newline) if is_close and is_moved else entry
        previous = entry


def _dated(file: PoFile, template: PoFile) -> PoFile:
    """Return the file with the template's date of creation; no other byte of its head changes."""
    before, date = file.header(_CREATION), template.header(_CREATION)
    if not file.head or not before or date == before or not _DATE.fullmatch(date):
        return file
    line = re.compile(rf"({_CREATION}:[ \t]*){re.escape(before)}", re.IGNORECASE)
    strings = (line.sub(rf"\g<1>{date}", file.head.strings[0], count=1),)
    source, count = line.subn(rf"\g<1>{date}", file.head.source)
    head = replace(file.head, strings=strings, source=source if count == 1 else "")
    return replace(file, head=head)
