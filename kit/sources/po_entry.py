"""Gettext catalogues as values: entries, and a file that can be written back byte for byte."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kit.findings import Finding

FUZZY = "fuzzy"

# A quoted part may hold commas: Weblate's regex:"a,b".
_FLAG = re.compile(r'(?:[^,"]|"[^"]*"|")+')
# GNU gettext puts file names with spaces between U+2068 and U+2069.
_REFERENCE = re.compile("(?:\u2068[^\u2068\u2069]*\u2069|\\S)+")


@dataclass(frozen=True, slots=True)
class PoEntry:
    """One entry of a catalogue; texts are unescaped.

    Attributes:
        line: Line of the first keyword (msgctxt or msgid), from 1; 0 for a new entry.
        flags: Of the "#," and "#=" lines, in order, "fuzzy" among them.
        translator_comments: One per line, without "# ".
        extracted_comments: One per line, without "#. ".
        references: One per place.
        previous: The lines of an earlier source text, each with its "#|".
        source: The raw text of the entry with its line ends; "" once anything was changed.
        before: The raw text between the entry before and this one: empty lines and what was
            refused.
    """

    msgid: str
    strings: tuple[str, ...]
    line: int = 0
    context: str | None = None
    msgid_plural: str | None = None
    flags: tuple[str, ...] = ()
    translator_comments: tuple[str, ...] = ()
    extracted_comments: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    previous: tuple[str, ...] = ()
    is_obsolete: bool = False
    source: str = ""
    before: str = ""

    @property
    def is_fuzzy(self) -> bool:
        """Tell whether a person has still to look at the text."""
        return FUZZY in self.flags

    @property
    def is_header(self) -> bool:
        """Tell whether this entry describes the file."""
        return not self.msgid and self.context is None and not self.is_obsolete

    @property
    def is_translated(self) -> bool:
        """Tell whether every form has a text."""
        return all(self.strings)


@dataclass(frozen=True, slots=True)
class PoFile:
    """A catalogue as it stands in its file.

    Attributes:
        entries: All entries but the header, live and obsolete, in order.
        head: The entry with the headers, or None.
        newline: The line end of new lines.
        trailing: The raw text after the last entry.
    """

    path: str
    entries: tuple[PoEntry, ...]
    head: PoEntry | None = None
    findings: tuple[Finding, ...] = ()
    has_bom: bool = False
    newline: str = "\n"
    trailing: str = ""

    @property
    def headers(self) -> tuple[tuple[str, str], ...]:
        """The headers as (name, value), in order."""
        lines = self.head.strings[0].split("\n") if self.head else ()
        pairs = (line.partition(":") for line in lines)
        return tuple((name.strip(), value.strip()) for name, colon, value in pairs if colon)

    def header(self, name: str) -> str:
        """Return the value of the first header of that name in any case; "" when absent."""
        name = name.casefold()
        return next((value for key, value in self.headers if key.casefold() == name), "")

    def with_entries(self, entries: Iterable[PoEntry]) -> "PoFile":
        """Return the file with other entries; text that was refused is kept."""
        chosen = tuple(entries)
        kept = {entry.before for entry in chosen}
        lost = (entry.before for entry in self.entries if entry.before not in kept)
        refused = "".join(text for text in lost if text.strip())
        return replace(self, entries=chosen, trailing=refused + self.trailing)

    def with_headers(self, headers: Iterable[tuple[str, str]]) -> "PoFile":
        """Return the file with other headers."""
        text = "".join(f"{name}: {value}\n" for name, value in headers)
        head = self.head or PoEntry("", ("",))
        return replace(self, head=replace(head, strings=(text,), source=""))


def translated(entry: PoEntry, strings: tuple[str, ...]) -> PoEntry:
    """Return the entry with a new translation, no longer fuzzy."""
    flags = tuple(flag for flag in entry.flags if flag != FUZZY)
    return replace(entry, strings=strings, flags=flags, previous=(), source="")


def split_flags(text: str) -> tuple[str, ...]:
    """Split the text of a "#," line."""
    flags = (flag.strip() for flag in _FLAG.findall(text))
    return tuple(flag for flag in flags if flag)


def split_references(text: str) -> tuple[str, ...]:
    """Split the text of a "#:" line."""
    return tuple(_REFERENCE.findall(text))
