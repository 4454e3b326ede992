"""A catalogue that was read goes in; findings about its header, plural forms and ends come out."""

import re
import unicodedata
from collections.abc import Iterator

from kit.errors import SourceError
from kit.findings import Finding, Severity
from kit.sources.plurals import PluralRule, parse_plural_forms
from kit.sources.po_entry import PoEntry, PoFile
from kit.sources.po_lines import WHITESPACE, printable

_CHARSET = re.compile(r"""charset\s*=\s*["']?([^\s;"']*)""", re.IGNORECASE)
_UTF8_NAMES = {"utf-8", "utf8"}
# US-ASCII is a part of UTF-8; CHARSET stands in templates that xgettext made.
_ALSO_UTF8 = {"us-ascii", "ascii", "charset", ""}
_DATE = re.compile(r"(\d{4}-\d{2}-\d{2} \d{2}:\d{2}[+-]\d{4}|YEAR-MO-DA HO:MI\+ZONE)?")
_DATE_HEADERS = ("POT-Creation-Date", "PO-Revision-Date")
_PLURAL_TEMPLATE = "nplurals=INTEGER"
_SENTENCE = (".", "!", "?")
_COMMAS = ",،、，"
# These end sentences with a space, if with anything.
_WITHOUT_STOPS = re.compile("[\u0e00-\u0eff]")


def require_utf8_header(file: PoFile) -> None:
    """Refuse a file whose header names another charset.

    Raises:
        SourceError: It does; the bytes may then mean other letters.
    """
    charset = _charset(file)
    if charset not in _UTF8_NAMES | _ALSO_UTF8:
        raise SourceError(
            f"the header says charset={printable(charset[:20])}",
            hint="save the file as UTF-8, as in msgconv --to-code=UTF-8",
            where=f"{file.path}:{file.head.line if file.head else 1}",
        )


def _charset(file: PoFile) -> str:
    match = _CHARSET.search(file.header("Content-Type"))
    return match[1].lower() if match else ""


def file_findings(file: PoFile, text: str) -> tuple[Finding, ...]:
    """Return what is unusual about the file; `text` is its whole text."""
    return (
        *_head_findings(file, text),
        *_plural_findings(file),
        *_line_end_findings(file),
        *_cut_findings(file, text),
    )


def _warning(code: str, message: str, where: str, hint: str) -> Finding:
    return Finding(Severity.WARNING, code, message, where, hint)


def _head_findings(file: PoFile, text: str) -> Iterator[Finding]:
    path = file.path
    if file.has_bom:
        hint = "save it as UTF-8 without a byte order mark"
        yield _warning("po-bom", "the file begins with a byte order mark", f"{path}:1", hint)
    if not file.head:
        hint = 'begin the file with msgid "" and its headers; msginit writes them'
        yield _warning("po-header", "the file has no header", f"{path}:1", hint)
        return
    where = f"{path}:{file.head.line}"
    if _charset(file) in _ALSO_UTF8 and not text.isascii():
        hint = 'write "Content-Type: text/plain; charset=UTF-8\\n"'
        yield _warning("po-header", "the header does not say UTF-8, read as UTF-8", where, hint)
    if any(line.strip() and ":" not in line for line in file.head.strings[0].split("\n")):
        yield _warning("po-header", "a header line has no colon", where, 'write "Name: value\\n"')
    if sum(name.casefold() == "content-type" for name, _ in file.headers) > 1:
        hint = "keep the one that is right"
        yield _warning("po-header", "Content-Type stands twice; the first is read", where, hint)
    for name in _DATE_HEADERS:
        if not _DATE.fullmatch(file.header(name)):
            message = f"{name} is not a date as gettext writes it; it is kept as it is"
            yield Finding(Severity.NOTE, "po-date", message, where, "2026-01-31 12:00+0000")


def _plural_findings(file: PoFile) -> Iterator[Finding]:
    plurals = [entry for entry in file.entries if entry.msgid_plural and not entry.is_obsolete]
    header = file.header("Plural-Forms")
    is_needed = any(any(entry.strings) for entry in plurals)
    if not is_needed and (not header or header.startswith(_PLURAL_TEMPLATE)):
        return
    where = f"{file.path}:{file.head.line if file.head else 1}"
    try:
        rule = parse_plural_forms(header)
    except SourceError as error:
        severity = Severity.ERROR if is_needed else Severity.WARNING
        yield Finding(severity, "po-plural", printable(error.message), where, error.hint)
        return
    for entry in plurals:
        yield from _form_findings(entry, rule, file.path)


def _form_findings(entry: PoEntry, rule: PluralRule, path: str) -> Iterator[Finding]:
    where = f"{path}:{entry.line}"
    if not any(entry.strings):
        return
    if len(entry.strings) > rule.count:
        message = f"{len(entry.strings)} plural forms where the header says {rule.count}"
        hint = "the forms beyond are not used; is Plural-Forms right?"
        yield _warning("po-plural", message, where, hint)
    if len(entry.strings) < rule.count or not entry.is_translated:
        message = "not every plural form is translated, so none is used"
        yield _warning("po-plural", message, where, f"the language has {rule.count} forms")


def _line_end_findings(file: PoFile) -> Iterator[Finding]:
    for entry in file.entries:
        source = entry.msgid
        for text in entry.strings:
            begins_alike = (source[:1] == "\n") is (text[:1] == "\n")
            ends_alike = (source[-1:] == "\n") is (text[-1:] == "\n")
            if (begins_alike and ends_alike) or not text or entry.is_obsolete or entry.is_fuzzy:
                continue
            if not begins_alike:
                yield _line_end_finding("begins", entry, file.path)
            if not ends_alike:
                yield _line_end_finding("ends", entry, file.path)


def _line_end_finding(verb: str, entry: PoEntry, path: str) -> Finding:
    message = f"only one of msgid and msgstr {verb} with \\n"
    return _warning("po-line-end", message, f"{path}:{entry.line}", "was a line lost?")


def _cut_findings(file: PoFile, text: str) -> Iterator[Finding]:
    """Look for signs that the end of the file was lost: it may be between two lines of a text."""
    hint = "compare with an older copy"
    line = file.entries[-1].line if file.entries else 1
    where = f"{file.path}:{line}"
    if text and not text.endswith(("\n", "\r")):
        yield _warning("po-cut", "the last line has no line end: is the file whole?", where, hint)
    last = re.split(r"[\r\n]", file.trailing.strip())[-1].strip()
    if last.startswith("#") and not last.startswith("#~"):
        message = "the file ends in comments that belong to no entry: is it whole?"
        yield _warning("po-cut", message, where, hint)
    if file.entries and _may_be_cut(file.entries[-1]):
        yield _warning("po-cut", "the last text may have lost its end", where, hint)


def _may_be_cut(entry: PoEntry) -> bool:
    if entry.is_obsolete or not entry.strings[-1]:
        return False
    source, text = entry.msgid_plural or entry.msgid, entry.strings[-1]
    has_fewer_lines = text.count("\n") < source.count("\n")
    has_open_end = text[-1].isspace() and not source[-1:].isspace()
    return has_fewer_lines or has_open_end or _lacks_stop(source, entry)


def _lacks_stop(source: str, entry: PoEntry) -> bool:
    """Tell whether a text of several lines ends within a sentence, but its source does not."""
    text = entry.strings[-1].rstrip()
    is_on_lines = re.split(r"[\r\n]", entry.source.rstrip(WHITESPACE))[-1].lstrip().startswith('"')
    if not is_on_lines or not source.rstrip().endswith(_SENTENCE) or _WITHOUT_STOPS.search(text):
        return False
    kind = unicodedata.category(text[-1:] or ".")
    return kind[0] in "LMN" or kind == "Pd" or text[-1] in _COMMAS
