"""One block of lines goes in; the entry it holds comes out, or an `EntryError`.

The grammar is GNU gettext's (manual, "The Format of PO Files").
"""

import re
from typing import NamedTuple

from kit.sources.po_entry import PoEntry, split_flags, split_references
from kit.sources.po_lines import WHITESPACE, Block, EntryError, Kind, Line, printable, unquoted
from kit.sources.signoff import MAX_MARKS, has_many_marks

MAX_ENTRY_CHARACTERS = 20_000
"""Without its references: programs write several in a line, or each in a line of its own."""
MAX_ENTRY_LINES = 1_000
"""Without its references."""
MAX_REFERENCES = 10_000

_INDEX = re.compile(r"\[\s*([0-9]{1,3})\s*\]")
_HINT_PARTS = "an entry is msgctxt (if any), msgid, and msgstr or msgid_plural and msgstr[0], ..."
_HINT_SIZE = "is a quote or an msgid missing? A longer text must be cut into several messages"
_REFERENCE = "#:"


def parsed_entry(block: Block, text: str, before: str) -> PoEntry:
    """Read the entry of a block of `text`; `before` is what stands before it.

    Raises:
        EntryError: The entry is broken or too large.
    """
    _require_size(block)
    fields = _fields(block)
    _require_grammar(fields, block)
    texts = {name: "".join(pieces) for name, pieces in fields.items()}
    line = next(part.number for part in block.parts if part.keyword)
    _require_few_marks(texts, line)
    comments = _comments(block)
    return PoEntry(
        msgid=texts.pop("msgid"),
        context=texts.pop("msgctxt", None),
        msgid_plural=texts.pop("msgid_plural", None),
        strings=tuple(texts.values()),
        line=line,
        flags=comments.flags,
        translator_comments=comments.translator,
        extracted_comments=comments.extracted,
        references=comments.references,
        previous=comments.previous,
        is_obsolete=block.is_obsolete,
        source=text[block.start : block.end],
        before=before,
    )


class _Comments(NamedTuple):
    """The comments of an entry, by their kinds."""

    translator: tuple[str, ...] = ()
    extracted: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    previous: tuple[str, ...] = ()


_NO_COMMENTS = _Comments()


def _comments(block: Block) -> _Comments:
    if not block.comments:
        return _NO_COMMENTS
    found: dict[str, list[str]] = {"": [], ".": [], ":": [], ",": [], "|": []}
    for line in block.comments:
        found.get(_mark(line), found[""]).append(line.text)
    return _Comments(
        translator=tuple([text[1:].removeprefix(" ") for text in found[""]]),
        extracted=tuple([text[2:].removeprefix(" ") for text in found["."]]),
        references=_references(found[":"], block),
        flags=tuple([flag for text in found[","] for flag in split_flags(text[2:])]),
        previous=tuple(found["|"]),
    )


def _mark(line: Line) -> str:
    # GNU gettext reads "#=" as "#," until 2027 (manual, "Evolution of the PO file format").
    mark = line.text[1:2]
    return "," if mark == "=" else mark


def _references(lines: list[str], block: Block) -> tuple[str, ...]:
    places = tuple([place for text in lines for place in split_references(text[2:])])
    if len(places) > MAX_REFERENCES:
        message = f"it has more than {MAX_REFERENCES:,} references"
        raise EntryError(block.first.number, message, "leave some out")
    return places


def unknown_comments(block: Block) -> tuple[Line, ...]:
    """Return the comment lines that begin otherwise than in GNU gettext; "##" is decoration."""
    return tuple(line for line in block.comments if line.text[1:2].strip(" \t.:,=|#"))


def _require_size(block: Block) -> None:
    first = block.first.number
    characters, lines = block.end - block.start, block.last - first + 1
    if characters > MAX_ENTRY_CHARACTERS or lines > MAX_ENTRY_LINES:
        places = [line.text for line in block.comments if line.text.startswith(_REFERENCE)]
        characters -= sum(len(place) + 1 for place in places)
        lines -= len(places)
    if characters > MAX_ENTRY_CHARACTERS:
        message = f"it has more than {MAX_ENTRY_CHARACTERS:,} characters"
        raise EntryError(first, message, _HINT_SIZE)
    if lines > MAX_ENTRY_LINES or not block.is_whole:
        raise EntryError(first, f"it has more than {MAX_ENTRY_LINES:,} lines", _HINT_SIZE)
    if block.follows_stray:
        raise EntryError(first, "the line before belongs to no entry", "mend or delete that line")


def _require_few_marks(texts: dict[str, str], line: int) -> None:
    for name, text in texts.items():
        if not text.isascii() and has_many_marks(text):
            message = f"{name} has more than {MAX_MARKS} combining marks in a row"
            raise EntryError(line, message, "delete the marks that no language writes")


def _fields(block: Block) -> dict[str, list[str]]:
    """Return the pieces of each text, by the keyword it stands after, in order."""
    fields: dict[str, list[str]] = {}
    pieces: list[str] | None = None
    is_obsolete = block.is_obsolete
    for line in block.parts:
        if line.kind is Kind.STRAY or line.is_obsolete is not is_obsolete:
            raise _part_fault(line)
        rest = line.text
        if line.keyword:
            name, rest = _named(line)
            if name in fields:
                raise EntryError(line.number, f"a second {name}", _HINT_PARTS)
            pieces = fields[name] = []
        elif pieces is None:
            raise EntryError(line.number, "a text without msgid or msgstr before it", _HINT_PARTS)
        if rest:
            pieces.append(unquoted(rest, line.number))
    return fields


def _part_fault(line: Line) -> EntryError:
    if line.kind is Kind.STRAY:
        message = f"this is neither a text nor a comment: {printable(line.text[:30])}"
        return EntryError(line.number, message, _HINT_PARTS)
    message = "only a part of the entry is marked with #~"
    return EntryError(line.number, message, "mark every line of an old entry with #~, or none")


def _named(line: Line) -> tuple[str, str]:
    rest = line.text[len(line.keyword) :].lstrip(WHITESPACE)
    match = _INDEX.match(rest) if line.keyword == "msgstr" else None
    if not match:
        return line.keyword, rest
    return f"msgstr[{int(match[1])}]", rest[match.end() :].lstrip(WHITESPACE)


def _require_grammar(fields: dict[str, list[str]], block: Block) -> None:
    names = list(fields)
    first = block.parts[0].number
    expected = ["msgctxt"] if "msgctxt" in fields else []
    if "msgid_plural" in fields:
        forms = sum(name.startswith("msgstr") for name in names)
        expected += ["msgid", "msgid_plural", *(f"msgstr[{i}]" for i in range(max(forms, 1)))]
    else:
        expected += ["msgid", "msgstr"]
    if names != expected:
        message = f"it has {', '.join(names)}, not {', '.join(expected)}"
        raise EntryError(first, message, _HINT_PARTS)
    for name, pieces in fields.items():
        if not pieces:
            raise EntryError(first, f"{name} has no text", f'write {name} ""')
