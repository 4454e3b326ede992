"""One block of lines goes in; the entry it holds comes out, or an `EntryError`.

The grammar is GNU gettext's (manual, "The Format of PO Files").
"""

import re

from kit.sources.po_entry import PoEntry, split_flags, split_references
from kit.sources.po_lines import WHITESPACE, Block, EntryError, Kind, Line, unquoted

MAX_ENTRY_CHARACTERS = 20_000
MAX_ENTRY_LINES = 1_000

_INDEX = re.compile(r"\[\s*([0-9]{1,3})\s*\]")
_HINT_PARTS = "an entry is msgctxt (if any), msgid, and msgstr or msgid_plural and msgstr[0], ..."


def parsed_entry(block: Block, text: str, before: str) -> PoEntry:
    """Read the entry of a block of `text`; `before` is what stands before it.

    Raises:
        EntryError: The entry is broken or too large.
    """
    _require_size(block)
    fields = _fields(block)
    comments = _comments(block)
    return PoEntry(
        msgid=fields["msgid"],
        strings=tuple(value for name, value in fields.items() if name.startswith("msgstr")),
        line=next(line.number for line in block.lines if line.keyword),
        context=fields.get("msgctxt"),
        msgid_plural=fields.get("msgid_plural"),
        flags=tuple(flag for text in comments[","] for flag in split_flags(text[2:])),
        translator_comments=tuple(text[1:].removeprefix(" ") for text in comments[""]),
        extracted_comments=tuple(text[2:].removeprefix(" ") for text in comments["."]),
        references=tuple(place for text in comments[":"] for place in split_references(text[2:])),
        previous=tuple(comments["|"]),
        is_obsolete=block.is_obsolete,
        source=text[block.start : block.end],
        before=before,
    )


def _comments(block: Block) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {mark: [] for mark in ("", ".", ":", ",", "|")}
    for line in block.lines:
        if line.kind is Kind.COMMENT:
            found.get(_mark(line), found[""]).append(line.text)
    return found


def _mark(line: Line) -> str:
    # GNU gettext reads "#=" as "#," until 2027 (manual, "Evolution of the PO file format").
    mark = line.text[1:2]
    return "," if mark == "=" else mark


def unknown_comments(block: Block) -> tuple[Line, ...]:
    """Return the comment lines that begin otherwise than in GNU gettext; "##" is decoration."""
    comments = (line for line in block.lines if line.kind is Kind.COMMENT)
    return tuple(line for line in comments if line.text[1:2].strip(" \t.:,=|#"))


def _require_size(block: Block) -> None:
    first = block.lines[0].number
    if block.end - block.start > MAX_ENTRY_CHARACTERS:
        raise EntryError(first, f"it has more than {MAX_ENTRY_CHARACTERS:,} characters")
    if block.lines[-1].number - first >= MAX_ENTRY_LINES:
        raise EntryError(first, f"it has more than {MAX_ENTRY_LINES:,} lines")
    if block.follows_stray:
        raise EntryError(first, "the line before belongs to no entry", "mend or delete that line")


def _fields(block: Block) -> dict[str, str]:
    pieces: dict[str, list[str]] = {}
    name = ""
    for line in block.lines:
        if line.kind is Kind.COMMENT:
            continue
        _require_part(line, block)
        rest = line.text
        if line.keyword:
            name, rest = _named(line)
            if name in pieces:
                raise EntryError(line.number, f"a second {name}", _HINT_PARTS)
            pieces[name] = []
        elif not name:
            raise EntryError(line.number, "a text without msgid or msgstr before it", _HINT_PARTS)
        if rest:
            pieces[name].append(unquoted(rest, line.number))
    _require_grammar(pieces, block)
    return {name: "".join(texts) for name, texts in pieces.items()}


def _require_part(line: Line, block: Block) -> None:
    if line.kind is Kind.STRAY:
        message = f"this is neither a text nor a comment: {line.text[:30]}"
        raise EntryError(line.number, message, _HINT_PARTS)
    if line.is_obsolete is not block.is_obsolete:
        raise EntryError(line.number, "only a part of the entry is marked with #~")


def _named(line: Line) -> tuple[str, str]:
    rest = line.text[len(line.keyword) :].lstrip(WHITESPACE)
    if line.keyword != "msgstr":
        return line.keyword, rest
    match = _INDEX.match(rest)
    if not match:
        return line.keyword, rest
    return f"msgstr[{int(match[1])}]", rest[match.end() :].lstrip(WHITESPACE)


def _require_grammar(pieces: dict[str, list[str]], block: Block) -> None:
    names = list(pieces)
    first = block.first_part or block.lines[0]
    expected = ["msgctxt"] if "msgctxt" in pieces else []
    if "msgid_plural" in pieces:
        forms = sum(name.startswith("msgstr") for name in names)
        expected += ["msgid", "msgid_plural", *(f"msgstr[{i}]" for i in range(max(forms, 1)))]
    else:
        expected += ["msgid", "msgstr"]
    if names != expected:
        raise EntryError(
            first.number, f"it has {', '.join(names)}, not {', '.join(expected)}", _HINT_PARTS
        )
    if empty := next((name for name, texts in pieces.items() if not texts), ""):
        raise EntryError(first.number, f"{empty} has no text", f'write {empty} ""')
