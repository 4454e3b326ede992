"""The text of a PO file goes in; its lines, grouped into the blocks of one entry each, come out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple

WHITESPACE = " \t\r\n\v\f"
"""What separates; a no-break space does not, it belongs to the text."""
MOST_LINES = 20_000
"""Comments of a block, and other lines of it, that are kept; a larger block is no entry."""

_KEYWORD = r"(msgctxt|msgid_plural|msgid|msgstr)(?![A-Za-z0-9_])"
_CONTENT = re.compile(rf"((?:{_KEYWORD})?[^\r\n]*)")
_LINE = re.compile(rf"[ \t\v\f]*{_CONTENT.pattern}(?:\r\n|\n|\r|\Z)")
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

    COMMENT = auto()
    KEYWORD = auto()
    STRING = auto()
    STRAY = auto()


_KINDS = {'"': Kind.STRING, "#": Kind.COMMENT}


class Line(NamedTuple):
    """One line; a named tuple, as there are hundreds of thousands of them.

    `text` is without surrounding white space and without the "#~" of an obsolete entry.
    """

    number: int
    kind: Kind
    text: str
    keyword: str
    is_obsolete: bool


class Block(NamedTuple):
    """The lines of one entry, whole or broken, without empty lines; offsets are characters.

    A named tuple, as it is made twice as fast as a dataclass.

    Attributes:
        comments: Its comments; all of them stand before its parts.
        parts: The other lines.
        last: The number of its last line.
        is_whole: Every line is kept; of a block with more than `MOST_LINES` the rest is not.
        keywords: All that begin a line, of lines that are not kept too.
        is_apart: An empty line or the start of the file stands before.
        follows_stray: A line that belongs to no entry stands right before.
    """

    comments: tuple[Line, ...]
    parts: tuple[Line, ...]
    last: int
    is_whole: bool
    keywords: frozenset[str]
    start: int
    end: int
    is_apart: bool
    follows_stray: bool

    @property
    def first(self) -> Line:
        """The first line."""
        return self.comments[0] if self.comments else self.parts[0]

    @property
    def is_obsolete(self) -> bool:
        """Tell whether the entry is kept for the record only."""
        return bool(self.parts) and self.parts[0].is_obsolete


@dataclass(slots=True)
class _Group:
    """A block that grows."""

    start: int
    is_apart: bool
    follows_stray: bool
    end: int = 0
    last: int = 0
    last_kind: Kind = Kind.COMMENT
    comments: list[Line] = field(default_factory=list)
    parts: list[Line] = field(default_factory=list)
    keywords: set[str] = field(default_factory=set)
    is_whole: bool = True

    def add(self, line: Line, end: int) -> None:
        number, kind, _, keyword, _ = line
        kept = self.comments if kind is Kind.COMMENT else self.parts
        if len(kept) < MOST_LINES:
            kept.append(line)
        else:
            self.is_whole = False
        self.end = end
        self.last = number
        self.last_kind = kind
        if keyword:
            self.keywords.add(keyword)

    def ends_before(self, line: Line, *, is_apart: bool) -> bool:
        if line.kind is Kind.COMMENT:
            return bool(self.parts)
        if line.keyword == "msgid":
            starts = not self.keywords <= {"msgctxt"}
        else:
            starts = line.keyword == "msgctxt" and bool(self.keywords)
        if starts or not is_apart or not self.parts:
            return starts
        # What follows an empty line is no part of a block of stray lines only.
        return not self.keywords or line.kind is Kind.STRAY

    def block(self) -> Block:
        return Block(
            tuple(self.comments),
            tuple(self.parts),
            self.last,
            self.is_whole,
            frozenset(self.keywords),
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
    group: _Group | None = None
    is_apart = True
    end = 0
    for number, match in enumerate(_LINE.finditer(text), 1):
        start, end = end, match.end()
        content, keyword = match.groups()
        line = _classified(number, content, keyword)
        if line is None:
            is_apart = True
            continue
        if group is None or group.ends_before(line, is_apart=is_apart):
            is_after_stray = False
            if group:
                yield group.block()
                is_after_stray = group.last_kind is Kind.STRAY and not is_apart
            group = _Group(start, is_apart, is_after_stray)
        group.add(line, end)
        is_apart = False
    if group:
        yield group.block()


def _classified(number: int, text: str, keyword: str | None) -> Line | None:
    """Return a line, or None for an empty one; white space may follow the text."""
    text = text.rstrip(WHITESPACE)
    if not text:
        return None
    is_obsolete = text.startswith("#~")
    if is_obsolete and text[2:3] == "|":
        text = "#" + text[2:]
    elif is_obsolete:
        match = _CONTENT.match(text[2:].lstrip(WHITESPACE))
        text, keyword = match.groups() if match else ("", None)
        if not text:
            return None
    kind = Kind.KEYWORD if keyword else _KINDS.get(text[0], Kind.STRAY)
    # The constructor of a named tuple takes twice as long.
    return tuple.__new__(Line, (number, kind, text, keyword or "", is_obsolete))


def printable(text: str) -> str:
    """Return a quotation from a file for a message; what does not print becomes an escape."""
    if text.isprintable():
        return text
    return "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text
    )


def unquoted(text: str, number: int) -> str:
    """Return the text of one or more quoted strings on line `number`.

    Raises:
        EntryError: A quote is missing, something follows it, or an escape is unknown.
    """
    if text[0] == '"' and "\\" not in text and text.find('"', 1) == len(text) - 1 > 0:
        return text[1:-1]
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
        message = f"text outside the quotes: {printable(rest[:30])}"
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
            message = f"unknown escape {printable(match[0])}"
            raise EntryError(number, message, "write a backslash as \\\\")
        return chr(value)

    return _ESCAPE.sub(character, text)


def _code(code: str) -> int:
    if re.fullmatch("x[0-9A-Fa-f]{2}", code):
        return int(code[1:], 16)
    return int(code, 8) if code[0] in "01234567" else 0
