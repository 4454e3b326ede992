"""A sign-off file goes in; who approved which messages, by digest, comes out; and back."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import NoReturn, TypeAlias

from kit.errors import SourceError
from kit.sources.po_lines import printable

Key: TypeAlias = tuple[str | None, str]
"""Context and msgid of a message, in NFC."""

SIGN_OFF_SCHEMA = 1
MAX_SIGN_OFF_BYTES = 5_000_000
MAX_NAME_LENGTH = 200
MAX_MARKS = 30
"""In a row, as in the Stream-Safe Text Format (UAX #15, section 13); no language needs ten."""

_DIGEST = re.compile(r"[0-9a-f]{64}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MAY_BE_MARKS = re.compile(rf"[^\w\s\x00-\x7f]{{{MAX_MARKS + 1},}}")
_HINT = "docs/architecture.md, States, shows what it holds"


@dataclass(frozen=True, slots=True)
class Review:
    """Who approved a message, and when."""

    by: str
    on: date


def digest(context: str | None, msgid: str, strings: tuple[str, ...]) -> str:
    """Return the SHA-256, in hexadecimal, of a message in NFC: what a sign-off stands for."""
    context, msgid = message_key(context, msgid)
    text = json.dumps([context, msgid, [nfc(string) for string in strings]])
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def message_key(context: str | None, msgid: str) -> Key:
    """Return what names a message within its language."""
    return None if context is None else nfc(context), nfc(msgid)


def nfc(text: str) -> str:
    """Return the text in Unicode's composed form; see `has_many_marks` for texts of others."""
    return unicodedata.normalize("NFC", text)


def has_many_marks(text: str) -> bool:
    """Tell whether more than `MAX_MARKS` combining marks stand in a row.

    To compose such a text takes the square of their number, as they are brought in an order.
    """
    if text.isascii():
        return False
    return any(_is_long_run(match[0]) for match in _MAY_BE_MARKS.finditer(text))


def _is_long_run(signs: str) -> bool:
    length = 0
    for sign in signs:
        # A few vowel signs of Tibetan are no marks, but stand for two.
        first = unicodedata.normalize("NFD", sign)[0]
        length = length + 1 if unicodedata.combining(first) else 0
        if length > MAX_MARKS:
            return True
    return False


def read_reviewed(content: bytes, path: str) -> Mapping[str, Review]:
    """Read a sign-off: {"schema": 1, "approved": {digest: {"by": name, "on": "YYYY-MM-DD"}}}.

    Raises:
        SourceError: The file is anything else.
    """
    document = _json(content, path)
    if not isinstance(document, dict) or document.keys() != {"schema", "approved"}:
        _refuse('it needs "schema" and "approved", and nothing else', path)
    schema, approved = document["schema"], document["approved"]
    if type(schema) is not int or schema != SIGN_OFF_SCHEMA:
        _refuse(f"its schema is not {SIGN_OFF_SCHEMA}", f"{path}, schema")
    if not isinstance(approved, dict):
        _refuse("it is not an object", f"{path}, approved")
    return MappingProxyType(
        {
            key: _review(key, value, f"{path}, {printable(key[:64])}")
            for key, value in approved.items()
        }
    )


def write_reviewed(reviews: Mapping[str, Review]) -> bytes:
    """Return the sign-off file of these reviews, by digest; one a line, so that merges are easy."""
    approved = {
        key: {"by": review.by, "on": review.on.isoformat()}
        for key, review in sorted(reviews.items())
    }
    document = {"schema": SIGN_OFF_SCHEMA, "approved": approved}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _json(content: bytes, path: str) -> object:
    if len(content) > MAX_SIGN_OFF_BYTES:
        _refuse(f"it has more than {MAX_SIGN_OFF_BYTES:,} bytes", path)
    try:
        document: object = json.loads(
            content.decode("utf-8"), object_pairs_hook=_unique, parse_constant=_no_constant
        )
    except json.JSONDecodeError as error:
        _refuse(f"it is not JSON: {error.msg[:1].lower()}{error.msg[1:]}", f"{path}:{error.lineno}")
    except (ValueError, RecursionError):
        _refuse("it is not UTF-8, or not plain JSON with every key once", path)
    return document


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise ValueError("a key stands twice")
    return result


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _review(key: str, value: object, where: str) -> Review:
    if not _DIGEST.fullmatch(key):
        _refuse("the key is no digest (64 hexadecimal digits)", where)
    if not isinstance(value, dict) or value.keys() != {"by", "on"}:
        _refuse('a sign-off needs "by" and "on", and nothing else', where)
    return Review(_name(value["by"], where), _day(value["on"], where))


def _name(value: object, where: str) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > MAX_NAME_LENGTH:
        _refuse(f'"by" is not a name of 1 to {MAX_NAME_LENGTH} characters', where)
    if not value.isprintable():
        _refuse('"by" holds characters that do not print', where)
    return value


def _day(value: object, where: str) -> date:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        _refuse('"on" is not a day written YYYY-MM-DD', where)
    try:
        return date.fromisoformat(value)
    except ValueError:
        _refuse(f'"on" is not a day of the calendar: {value}', where)


def _refuse(message: str, where: str) -> NoReturn:
    raise SourceError(f"the sign-off cannot be read: {message}", hint=_HINT, where=where)
