"""Gettext PO files, read strictly and written without loss: bytes -> `PoFile` -> bytes."""

import re

from kit.errors import SourceError
from kit.sources.po_entry import (
    PoEntry,
    PoFile,
    split_flags,
    split_references,
    translated,
)
from kit.sources.po_lines import printable
from kit.sources.po_reader import read_po

__all__ = ["PoEntry", "PoFile", "new_po", "read_po", "translated", "write_po"]

_BOM = b"\xef\xbb\xbf"
_NAMED = {
    "\\": "\\\\",
    '"': '\\"',
    "\n": "\\n",
    "\t": "\\t",
    "\r": "\\r",
    "\a": "\\a",
    "\b": "\\b",
    "\f": "\\f",
    "\v": "\\v",
}
_ESCAPES = str.maketrans({chr(code): f"\\{code:03o}" for code in (*range(1, 32), 127)} | _NAMED)
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def new_po(
    path: str, headers: tuple[tuple[str, str], ...], entries: tuple[PoEntry, ...] = ()
) -> PoFile:
    """Return a new catalogue; headers are written in the given order."""
    return PoFile(path, entries).with_headers(headers)


def write_po(file: PoFile) -> bytes:
    """Return the bytes of a catalogue.

    Entries with a `source` are written as they were read; others as GNU gettext writes them, with
    strings broken after a line feed only, and comments not at all.

    Raises:
        SourceError: A new entry holds what a PO file cannot, as a NUL or a line break in a comment.
    """
    text = ""
    parts: list[str] = []
    is_new = False
    for entry in (*((file.head,) if file.head else ()), *file.entries):
        written = entry.source or _formatted(entry, file)
        needs_gap = not entry.before and (is_new or not entry.source)
        is_new = not entry.source
        parts.append(_gap(text, entry.before, file.newline, needs_gap=bool(parts) and needs_gap))
        parts.append(written)
        text = written
    parts.append(_gap(text, file.trailing, file.newline, needs_gap=False) if file.trailing else "")
    bom = _BOM if file.has_bom else b""
    try:
        return bom + "".join(parts).encode("utf-8")
    except UnicodeEncodeError as error:
        raise SourceError("a text holds half a surrogate pair", where=file.path) from error


def _gap(previous: str, before: str, newline: str, *, needs_gap: bool) -> str:
    end = newline if previous and not previous.endswith(("\n", "\r")) else ""
    if before.startswith(("\n", "\r")):
        end = ""
    return end + before + (newline if needs_gap else "")


def _formatted(entry: PoEntry, file: PoFile) -> str:
    _require_writable(entry, is_head=entry is file.head, path=file.path)
    mark = "#~ " if entry.is_obsolete else ""
    lines = [*_comment_lines(entry), *(mark + line for line in _text_lines(entry))]
    return "".join(line + file.newline for line in lines)


def _comment_lines(entry: PoEntry) -> list[str]:
    previous = "#~|" if entry.is_obsolete else "#|"
    return [
        *(f"# {text}" if text else "#" for text in entry.translator_comments),
        *(f"#. {text}" if text else "#." for text in entry.extracted_comments),
        *(f"#: {place}" for place in entry.references),
        *((f"#, {', '.join(entry.flags)}",) if entry.flags else ()),
        *(previous + line.removeprefix("#|") for line in entry.previous),
    ]


def _text_lines(entry: PoEntry) -> list[str]:
    lines = [] if entry.context is None else _quoted("msgctxt", entry.context)
    lines += _quoted("msgid", entry.msgid)
    if entry.msgid_plural is None:
        return lines + _quoted("msgstr", entry.strings[0])
    lines += _quoted("msgid_plural", entry.msgid_plural)
    for index, text in enumerate(entry.strings):
        lines += _quoted(f"msgstr[{index}]", text)
    return lines


def _quoted(keyword: str, text: str) -> list[str]:
    lines = [f'"{line.translate(_ESCAPES)}"' for line in _LINE.findall(text)]
    if len(lines) == 1:
        return [f"{keyword} {lines[0]}"]
    return [f'{keyword} ""', *lines]


def _require_writable(entry: PoEntry, *, is_head: bool, path: str) -> None:
    fault = _text_fault(entry) or _comment_fault(entry)
    if entry.is_header and not is_head:
        fault = "an entry with an empty msgid"
    if fault:
        raise SourceError(
            f"cannot be written: {fault}", where=f"{path}, {printable(entry.msgid[:40])}"
        )


def _text_fault(entry: PoEntry) -> str:
    texts = (entry.context or "", entry.msgid, entry.msgid_plural or "", *entry.strings)
    if any("\0" in text for text in texts):
        return "a NUL character"
    if not entry.strings or (len(entry.strings) > 1 and entry.msgid_plural is None):
        return f"{len(entry.strings)} texts for one msgid"
    return ""


def _comment_fault(entry: PoEntry) -> str:
    comments = (*entry.translator_comments, *entry.extracted_comments)
    marks = (*entry.references, *entry.flags, *entry.previous)
    if any(character in text for text in (*comments, *marks) for character in "\r\n\0"):
        return "a line break in a comment"
    if any(split_flags(flag) != (flag,) for flag in entry.flags):
        return "a flag with a comma"
    if any(split_references(place) != (place,) for place in entry.references):
        return "a reference with a space"
    if any(not line.startswith("#|") for line in entry.previous):
        return "a line of the previous text without #|"
    return ""
