"""The text of a PO file goes in; its lines, grouped into the blocks of one entry each, come out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple

WHITESPACE = " \t\r\n\v\f"
"""What separates; a no-break space does not, it belongs to the text."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr)(?![A-Za-z0-9_])")
_STRING = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)"[ \t\v\f]*')
_ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]+|[0-7]{1,3}|.)")
_LAST_ASCII = 0x7F
_ESCAPES = {
    "n": "\n",
    "t": "\t",
    "r": "\r",
    '"': '"',
    "\\": "\\",
    "a": "\a",
    "b": "\b",
    "f": "\f",
    "v": "\v",
}


class EntryError(Exception):
    """Raised when one entry cannot be trusted; the reader makes a finding of it."""

    def __init__(self, line: int, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.line = line
        self.message = message
        self.hint = hint


class Kind(Enum):
    """What a line is, by its first characters."""

    BLANK = auto()
    COMMENT = auto()
    KEYWORD = auto()
    STRING = auto()
    STRAY = auto()


class Line(NamedTuple):
    """One line; a named tuple, as there are hundreds of thousands of them.

    `text` is without surrounding white space and without the "#~" of an obsolete entry.
    """

    number: int
    kind: Kind
    text: str
    keyword: str
    is_obsolete: bool


_BLANK = (Kind.BLANK, "", "")


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one entry, whole or broken, without empty lines; offsets are characters.

    Attributes:
        first_part: The first line that is no comment, or None.
        is_apart: An empty line or the start of the file stands before.
        follows_stray: A line that belongs to no entry stands right before.
    """

    lines: tuple[Line, ...]
    first_part: Line | None
    start: int
    end: int
    is_apart: bool
    follows_stray: bool

    @property
    def is_obsolete(self) -> bool:
        """Tell whether the entry is kept for the record only."""
        return self.first_part is not None and self.first_part.is_obsolete


@dataclass(slots=True)
class _Group:
    """A block that grows."""

    start: int = 0
    end: int = 0
    is_apart: bool = True
    follows_stray: bool = False
    lines: list[Line] = field(default_factory=list)
    keywords: set[str] = field(default_factory=set)
    first_part: Line | None = None

    def add(self, line: Line, end: int) -> None:
        self.lines.append(line)
        self.end = end
        if not self.first_part and line.kind is not Kind.COMMENT:
            self.first_part = line
        if line.keyword:
            self.keywords.add(line.keyword)

    def ends_before(self, line: Line, *, is_apart: bool) -> bool:
        if not self.lines:
            return False
        has_part = self.first_part is not None
        if line.kind is Kind.COMMENT:
            return has_part
        if line.keyword == "msgid":
            starts = not self.keywords <= {"msgctxt"}
        else:
            starts = line.keyword == "msgctxt" and bool(self.keywords)
        # What follows an empty line is no part of a block of stray lines only.
        has_only_stray = has_part and not self.keywords
        return starts or (is_apart and (has_only_stray or (line.kind is Kind.STRAY and has_part)))

    def block(self) -> Block:
        return Block(
            tuple(self.lines),
            self.first_part,
            self.start,
            self.end,
            self.is_apart,
            self.follows_stray,
        )


def split_blocks(text: str) -> Iterator[Block]:
    """Group the lines of a file.

    A comment after a text, or a msgctxt or msgid after a msgid, starts a new block; an empty line
    does not (as in GNU gettext), so a block can go on after it.
    """
    group = _Group()
    is_apart = True
    for number, match in enumerate(_LINE.finditer(text), 1):
        line = _classified(match[0], number)
        if line.kind is Kind.BLANK:
            is_apart = True
            continue
        if not group.lines or group.ends_before(line, is_apart=is_apart):
            last = group.lines[-1].kind if group.lines else None
            if last:
                yield group.block()
            follows_stray = last is Kind.STRAY and not is_apart
            group = _Group(match.start(), match.end(), is_apart, follows_stray)
        group.add(line, match.end())
        is_apart = False
    if group.lines:
        yield group.block()


def _classified(raw: str, number: int) -> Line:
    text = raw.strip(WHITESPACE)
    if text.startswith("#~"):
        return _obsolete(text, number)
    return Line(number, *_kind(text), False)


def _kind(text: str) -> tuple[Kind, str, str]:
    """Return the kind of a line, its text, and its keyword or ""."""
    if not text:
        return _BLANK
    if text[0] == '"':
        return Kind.STRING, text, ""
    if text[0] == "#":
        return Kind.COMMENT, text, ""
    match = _KEYWORD.match(text)
    return (Kind.KEYWORD, text, match[1]) if match else (Kind.STRAY, text, "")


def _obsolete(text: str, number: int) -> Line:
    if text.startswith("#~|"):
        return Line(number, Kind.COMMENT, "#" + text[2:], "", True)
    return Line(number, *_kind(text[2:].strip(WHITESPACE)), True)


def unquoted(text: str, number: int) -> str:
    """Return the text of one or more quoted strings on line `number`.

    Raises:
        EntryError: A quote is missing, something follows it, or an escape is unknown.
    """
    match = _STRING.fullmatch(text)
    if match and "\\" not in text:
        return match[1]
    position = 0
    parts: list[str] = []
    while position < len(text):
        match = _STRING.match(text, position)
        if not match:
            raise _quote_fault(text[position:], number)
        parts.append(_unescaped(match[1], number) if "\\" in match[1] else match[1])
        position = match.end()
    return "".join(parts)


def _quote_fault(rest: str, number: int) -> EntryError:
    if rest[0] == '"':
        message = "the closing quote is missing"
        hint = 'end the line with "'
    else:
        message = f"text outside the quotes: {rest[:30]}"
        hint = 'write a quote inside a text as \\"'
    return EntryError(number, message, hint)


def _unescaped(text: str, number: int) -> str:
    def character(match: re.Match[str]) -> str:
        code = match[1]
        if code in _ESCAPES:
            return _ESCAPES[code]
        value = _code(code)
        # A code beyond ASCII is a byte of some charset, so what it means is not known.
        if not value or value > _LAST_ASCII:
            raise EntryError(number, f"unknown escape {match[0]}", "write a backslash as \\\\")
        return chr(value)

    return _ESCAPE.sub(character, text)


def _code(code: str) -> int:
    if re.fullmatch("x[0-9A-Fa-f]{2}", code):
        return int(code[1:], 16)
    return int(code, 8) if code[0] in "01234567" else 0
