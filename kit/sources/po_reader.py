"""The bytes of a PO file go in; a catalogue comes out, with findings for what was left out.

Four outcomes: the file is refused (SourceError), an entry is refused (left out, an error), a
warning, or accepted. What is only unusual is accepted; no text is ever altered or cut in silence.
"""

import re
import unicodedata
from dataclasses import replace
from typing import NamedTuple

from kit.errors import SourceError
from kit.findings import Finding, Severity
from kit.sources.po_block import parsed_entry, unknown_comments
from kit.sources.po_checks import file_findings, require_utf8_header
from kit.sources.po_entry import PoEntry, PoFile
from kit.sources.po_lines import Block, EntryError, Kind, Line, printable, split_blocks

MAX_BYTES = 5_000_000
MAX_ENTRIES = 20_000

_BOM = b"\xef\xbb\xbf"
_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_AS_UTF8 = "save the file as UTF-8, as in msgconv --to-code=UTF-8"
_CONFLICT = re.compile(r"(?:^|[\r\n])(<{7}|={7}|>{7}|\|{7})(?=[ \t\r\n]|$)")
# A plain search for seven of these is quick, and nearly always enough.
_CONFLICT_SIGNS = "<=>|"
_LINE_END = re.compile("\r\n|\n|\r")


class _Reading(NamedTuple):
    """What became of a block, and where it was; its lines are not kept."""

    start: int
    end: int
    is_obsolete: bool
    entry: PoEntry | None = None
    findings: tuple[Finding, ...] = ()

    def refused(self, finding: Finding) -> "_Reading":
        return self._replace(entry=None, findings=(finding,))


def read_po(content: bytes, path: str) -> PoFile:
    """Read a catalogue.

    Args:
        content: The bytes of the file, at most `MAX_BYTES`.
        path: Its name, for messages.

    Raises:
        SourceError: The file as a whole cannot be trusted.
    """
    text = _decoded(content, path)
    readings = _readings(text, path)
    _require_sound_start(readings)
    _require_one_header(readings, path)
    readings = _without_duplicates(readings, path)
    file = replace(_assembled(text, readings, path), has_bom=content.startswith(_BOM))
    require_utf8_header(file)
    findings = tuple(finding for reading in readings for finding in reading.findings)
    return replace(file, findings=file_findings(file, text) + findings)


def _decoded(content: bytes, path: str) -> str:
    if len(content) > MAX_BYTES:
        raise SourceError(
            f"the file has more than {MAX_BYTES:,} bytes",
            hint="is it a catalogue? Split it if so",
            where=path,
        )
    if content.startswith(_WIDE_BOMS):
        raise SourceError("the file is UTF-16 or UTF-32", hint=_AS_UTF8, where=f"{path}:1")
    _require_no(b"\0", content, "a NUL byte", path)
    try:
        text = content.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        line = _line_at(content.removeprefix(_BOM)[: error.start].decode("utf-8"))
        raise SourceError("the file is not UTF-8", hint=_AS_UTF8, where=f"{path}:{line}") from error
    is_suspect = any(7 * sign in text for sign in _CONFLICT_SIGNS)
    if is_suspect and (match := _CONFLICT.search(text)):
        raise SourceError(
            f"a merge conflict is not resolved: {match[1]}",
            hint="choose one side and delete the marker lines",
            where=f"{path}:{_line_at(text[: match.start(1)])}",
        )
    return text


def _require_no(needle: bytes, content: bytes, name: str, path: str) -> None:
    position = content.find(needle)
    if position >= 0:
        line = _line_at(content[:position].decode("latin-1"))
        raise SourceError(f"the file holds {name}", hint=_AS_UTF8, where=f"{path}:{line}")


def _line_at(text_before: str) -> int:
    return len(_LINE_END.findall(text_before)) + 1


def _readings(text: str, path: str) -> list[_Reading]:
    readings: list[_Reading] = []
    end = 0
    context: int | None = None
    for block in split_blocks(text):
        first = block.first.number
        if len(readings) >= MAX_ENTRIES:
            raise SourceError(
                f"the file has more than {MAX_ENTRIES:,} entries",
                hint="split the catalogue",
                where=f"{path}:{first}",
            )
        if readings and _may_hold_text_of_previous(block):
            readings[-1] = _refused(readings[-1], first, path)
        reading = _reading(block, text, text[end : block.start], path)
        if context and "msgid" in block.keywords and "msgctxt" not in block.keywords:
            reading = _without_context(reading, context, path)
        context = _open_context(block, context)
        readings.append(reading)
        end = block.end
    return readings


def _open_context(block: Block, context: int | None) -> int | None:
    """Return the line of a msgctxt whose msgid is still to come; a comment cuts them apart."""
    if block.keywords == {"msgctxt"}:
        return next(line.number for line in block.parts if line.keyword)
    return None if block.keywords else context


def _without_context(reading: _Reading, context: int, path: str) -> _Reading:
    if not reading.entry:
        return reading
    message = f"the msgctxt at line {context} may belong to it"
    fault = EntryError(reading.entry.line, message, "comments stand before the msgctxt")
    return reading.refused(_finding(fault, path, is_obsolete=reading.is_obsolete))


def _may_hold_text_of_previous(block: Block) -> bool:
    first = block.parts[0] if block.parts else None
    if first and (first.kind is Kind.STRING or first.keyword in {"msgstr", "msgid_plural"}):
        return True
    # A first quote that became a "#" turns a line of text into a comment.
    return not block.is_apart and _has_odd_quotes(block.first)


def _has_odd_quotes(line: Line) -> bool:
    if not line.text.endswith('"'):
        return False
    bare = line.text.replace("\\\\", "").replace('\\"', "")
    return bare.endswith('"') and bare.count('"') % 2 == 1


def _refused(reading: _Reading, line: int, path: str) -> _Reading:
    if not reading.entry:
        return reading
    fault = EntryError(
        reading.entry.line,
        f"the text may go on at line {line}",
        "begin and end every line of text with a quote; comments stand before the entry",
    )
    return reading.refused(_finding(fault, path, is_obsolete=reading.is_obsolete))


def _reading(block: Block, text: str, before: str, path: str) -> _Reading:
    entry: PoEntry | None = None
    findings: tuple[Finding, ...] = ()
    if block.parts:
        try:
            entry = parsed_entry(block, text, before)
            findings = _comment_findings(block, path)
        except EntryError as fault:
            findings = (_finding(fault, path, is_obsolete=block.is_obsolete),)
    return _Reading(block.start, block.end, block.is_obsolete, entry, findings)


def _finding(fault: EntryError, path: str, *, is_obsolete: bool) -> Finding:
    severity = Severity.WARNING if is_obsolete else Severity.ERROR
    message = f"entry left out: {fault.message}"
    return Finding(severity, "po-entry", message, f"{path}:{fault.line}", fault.hint)


def _comment_findings(block: Block, path: str) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            Severity.WARNING,
            "po-comment",
            f"unknown kind of comment, taken as a translator's: {printable(line.text[:20])}",
            f"{path}:{line.number}",
            'begin a comment with "# "',
        )
        for line in unknown_comments(block)
    )


def _require_sound_start(readings: list[_Reading]) -> None:
    # The first entry is the header: without it, charset and plural rule are unknown.
    first = readings[0] if readings else None
    if first and not first.entry and first.findings and not first.is_obsolete:
        finding = first.findings[0]
        raise SourceError(
            f"the header cannot be read: {finding.message}", hint=finding.hint, where=finding.where
        )


def _without_duplicates(readings: list[_Reading], path: str) -> list[_Reading]:
    """Leave out the second of two equal entries, and both of two that differ."""
    first_of: dict[tuple[str | None, str], PoEntry] = {}
    index_of: dict[tuple[str | None, str], int] = {}
    result = list(readings)
    for index, reading in enumerate(readings):
        entry = reading.entry
        if not entry or entry.is_obsolete:
            continue
        key = _key(entry)
        first = first_of.setdefault(key, entry)
        if first is entry:
            index_of[key] = index
            continue
        result[index] = _left_out(reading, entry, first, path)
        place = index_of[key]
        if _value(first) != _value(entry) and result[place].entry:
            result[place] = _left_out(readings[place], first, entry, path)
    return result


def _key(entry: PoEntry) -> tuple[str | None, str]:
    context = entry.context
    return (
        None if context is None else unicodedata.normalize("NFC", context),
        unicodedata.normalize("NFC", entry.msgid),
    )


def _value(entry: PoEntry) -> tuple[object, ...]:
    return entry.strings, entry.msgid_plural, entry.is_fuzzy


def _left_out(reading: _Reading, entry: PoEntry, other: PoEntry, path: str) -> _Reading:
    is_same = _value(entry) == _value(other)
    finding = Finding(
        Severity.WARNING if is_same else Severity.ERROR,
        "po-duplicate",
        f"the same msgid stands at line {other.line}"
        + ("" if is_same else " with another text; both are left out"),
        f"{path}:{entry.line}",
        "delete one, or tell them apart by msgctxt",
    )
    return reading.refused(finding)


def _require_one_header(readings: list[_Reading], path: str) -> None:
    for reading in readings[1:]:
        if reading.entry and reading.entry.is_header:
            raise SourceError(
                "a header (an empty msgid) that is not the first entry",
                hint="were two catalogues joined? Use msgcat; or move the header to the top",
                where=f"{path}:{reading.entry.line}",
            )


def _assembled(text: str, readings: list[_Reading], path: str) -> PoFile:
    entries: list[PoEntry] = []
    end = 0
    for reading in readings:
        if not reading.entry:
            continue
        before = text[end : reading.start]
        is_same = before == reading.entry.before
        entries.append(reading.entry if is_same else replace(reading.entry, before=before))
        end = reading.end
    head = entries.pop(0) if entries and entries[0].is_header else None
    newline = _LINE_END.search(text)
    return PoFile(
        path,
        tuple(entries),
        head,
        newline=newline[0] if newline else "\n",
        trailing=text[end:],
    )
