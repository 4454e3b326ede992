"""A TOML table goes in; its values by key come out, and a wrong one is refused by file and key."""

import datetime
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn

from kit.errors import SourceError
from kit.sources.locales import SOURCE_LANGUAGE
from kit.sources.workspace import read_toml

MOST_BYTES = 1_000_000
MOST_SHOWN = 60
_CONTROL = ("Cc", "Cs", "Zl", "Zp")
# They turn the order of what stands beside them, out of sight of the person who edits the file.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True)
class Keys:
    """A table of a file, read key by key.

    Args:
        values: What the table holds.
        path: The file, as people know it.
        hint: Where the keys are explained.
        place: The keys that lead to the table, such as "visitor.2"; "" at the top.
    """

    values: Mapping[str, object]
    path: str
    hint: str
    place: str = ""

    def refuse(self, key: str, message: str, hint: str = "") -> NoReturn:
        """Refuse the value of a key; an empty key means the table itself.

        Raises:
            SourceError: Always.
        """
        keys = ".".join(part for part in (self.place, key) if part)
        where = f"{self.path}, {keys}" if keys else self.path
        raise SourceError(message, where=where, hint=hint or self.hint)

    def allow(self, known: Sequence[str]) -> None:
        """Refuse every key that is not known."""
        for key in self.values:
            if key not in known:
                self.refuse(_printable(key), "unknown key", "known keys: " + ", ".join(known))

    def require(self, *keys: str) -> None:
        """Refuse the table when a key is missing."""
        for key in keys:
            if key not in self.values:
                self.refuse(key, "the key is missing")

    def schema(self, number: int) -> None:
        """Refuse a file that is not written in this version of its form."""
        if self.values.get("schema") is True or self.values.get("schema") != number:
            self.refuse("schema", f"schema is not {number}", f"write schema = {number} at the top")

    def text(self, key: str, most: int) -> str:
        """Return one line of text, "" where the key is missing; an empty text is refused."""
        return self._line(key, self.values[key], most) if key in self.values else ""

    def matching(self, key: str, pattern: str, example: str) -> str:
        """Return a text of a form, "" where the key is missing."""
        text = self.text(key, most=200)
        if text and not re.fullmatch(pattern, text):
            self.refuse(key, f"{text[:MOST_SHOWN]!r} has another form", f'write it as "{example}"')
        return text

    def texts(
        self, key: str, tags: Sequence[str], most: int, *, has_lines: bool = False
    ) -> dict[str, str]:
        """Return a text by language; one without a language is English, a missing key gives none.

        A text that `has_lines` may hold line breaks.
        """
        value = self.values.get(key, {})
        line = self._lines if has_lines else self._line
        if not isinstance(value, dict):
            return {SOURCE_LANGUAGE: line(key, value, most)}
        if key in self.values and not value:
            self.refuse(key, "no text in it", 'write { en = "..." }, or leave the key out')
        for tag in value:
            if tag not in tags:
                self.refuse(
                    f"{key}.{_printable(tag)}",
                    f"unknown language {tag[:MOST_SHOWN]!r}",
                    "one of: " + ", ".join(tags),
                )
        return {tag: line(f"{key}.{tag}", text, most) for tag, text in value.items()}

    def names(self, key: str, known: Sequence[str], what: str) -> tuple[str, ...]:
        """Return a list of names, each of them known and none of them twice."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not value:
            self.refuse(key, f"no list of one {what} or more", f'write {key} = ["NAME"]')
        for number, name in enumerate(value, start=1):
            if not isinstance(name, str) or name not in known:
                said = (
                    f"unknown {what} {name[:MOST_SHOWN]!r}" if isinstance(name, str) else "no text"
                )
                self.refuse(f"{key}.{number}", said, "one of: " + ", ".join(known))
            if name in value[: number - 1]:
                self.refuse(f"{key}.{number}", f"{name!r} stands twice", "name it once")
        return tuple(value)

    def day(self, key: str) -> datetime.date:
        """Return a day."""
        value = self.values.get(key)
        # A time of a day is a date to Python too.
        if type(value) is not datetime.date:
            self.refuse(key, "no day", f"write {key} = 2027-05-10, without quotes and time")
        return value

    def table(self, key: str) -> "Keys":
        """Return a table in this one; a missing key gives an empty table."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            self.refuse(key, "no table", f"write [{key}], then one key a line")
        return self._inner(key, value)

    def tables(self, key: str, most: int) -> tuple["Keys", ...]:
        """Return a list of tables, numbered from 1; a missing key gives none."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            self.refuse(key, "no list of tables", f"begin each with [[{key}]]")
        if len(value) > most:
            self.refuse(key, f"{len(value)} of them, at most {most} are allowed")
        return tuple(self._inner(f"{key}.{number}", each) for number, each in enumerate(value, 1))

    def _inner(self, key: str, values: Mapping[str, object]) -> "Keys":
        place = f"{self.place}.{key}" if self.place else key
        return Keys(values, self.path, self.hint, place)

    def _line(self, key: str, value: object, most: int) -> str:
        text = self._lines(key, value, most)
        if "\n" in text:
            self.refuse(key, "a line break", "write the text on one line")
        return text

    def _lines(self, key: str, value: object, most: int) -> str:
        if not isinstance(value, str):
            self.refuse(key, "no text", "put it in quotes")
        text = unicodedata.normalize("NFC", value.strip())
        if not text:
            self.refuse(key, "the text is empty", "leave the key out, or fill it in")
        if len(text) > most:
            self.refuse(key, f"{len(text)} characters, at most {most} are allowed", "shorten it")
        for sign in text.replace("\n", ""):
            if not _is_plain(sign):
                self.refuse(
                    key, f"a character that does not print (U+{ord(sign):04X})", "take it out"
                )
        return text


def read_keys(content: bytes, path: str, hint: str) -> Keys:
    """Return the table at the top of a TOML file.

    Raises:
        SourceError: The file is too large, or no TOML.
    """
    if len(content) > MOST_BYTES:
        raise SourceError(f"more than {MOST_BYTES:,} bytes", where=path, hint=hint)
    try:
        return Keys(read_toml(content, path), path, hint)
    except (ValueError, RecursionError) as error:
        # Python refuses numbers of thousands of digits and lists that stand in thousands of lists.
        raise SourceError("broken TOML: out of all measure", where=path, hint=hint) from error


def _is_plain(sign: str) -> bool:
    """Say whether a sign may stand in a text: XML and fonts have no room for the others."""
    is_nothing = ord(sign) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(sign) <= 0xFDEF  # noqa: PLR2004
    return unicodedata.category(sign) not in _CONTROL and sign not in _TURNING and not is_nothing


def _printable(key: str) -> str:
    short = key[:MOST_SHOWN]
    return short if short.isprintable() else ascii(short)
