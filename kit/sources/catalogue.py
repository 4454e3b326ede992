"""PO files and their sign-offs go in; the messages of one language come out, each with a state."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from kit.errors import SourceError
from kit.findings import Finding, Severity
from kit.sources.plurals import PluralRule, parse_plural_forms
from kit.sources.po import PoEntry, PoFile, read_po
from kit.sources.po_lines import printable
from kit.sources.signoff import Key, Review, digest, message_key, nfc, read_reviewed, write_reviewed

__all__ = [
    "Catalogue",
    "Layer",
    "Message",
    "Review",
    "State",
    "digest",
    "read_catalogue",
    "read_reviewed",
    "write_reviewed",
]


class State(StrEnum):
    """How far a message is."""

    MISSING = "missing"
    FUZZY = "fuzzy"
    DRAFT = "draft"
    REVIEWED = "reviewed"


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a language, in NFC; `line` is 0 when it is missing.

    The text of a fuzzy message must never be used as final.
    """

    msgid: str
    context: str | None
    strings: tuple[str, ...]
    state: State
    path: str
    line: int

    @property
    def string(self) -> str:
        """The first text, or ""."""
        return self.strings[0] if self.strings else ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All messages of a language.

    Attributes:
        messages: Those with a text, fuzzy ones among them.
        path: The file that lies on top; "" for none.
    """

    tag: str
    messages: Mapping[Key, Message]
    plural: PluralRule | None
    findings: tuple[Finding, ...]
    path: str

    def find(self, msgid: str, context: str | None = None) -> Message:
        """Return the message; a missing one when it is absent or not wholly translated."""
        key = message_key(context, msgid)
        message = self.messages.get(key)
        return message or Message(key[1], key[0], (), State.MISSING, self.path, 0)


@dataclass(frozen=True, slots=True)
class Layer:
    """A catalogue file, and the sign-off file beside it or None."""

    path: str
    content: bytes
    reviewed: bytes | None = None


@dataclass(frozen=True, slots=True)
class _Source:
    """A layer that was read."""

    file: PoFile
    rule: PluralRule | None
    reviews: Mapping[str, Review]


def read_catalogue(tag: str, layers: Sequence[Layer]) -> Catalogue:
    """Read a language; a text of a later layer lies over those of earlier ones.

    Raises:
        SourceError: A catalogue or a sign-off cannot be trusted as a whole.
    """
    sources = [_read(layer) for layer in layers]
    rule = next((source.rule for source in reversed(sources) if source.rule), None)
    messages: dict[Key, Message] = {}
    findings: list[Finding] = []
    for source in sources:
        is_usable = source.rule is not None and rule is not None and source.rule.agrees(rule)
        for key, message in _messages(source, with_plurals=is_usable).items():
            if message.state is not State.FUZZY or _is_open(messages.get(key)):
                messages[key] = message
        findings += source.file.findings
        findings += _language_findings(source.file, tag)
        if rule and source.rule and not is_usable:
            findings.append(_rule_finding(source.file))
    path = sources[-1].file.path if sources else ""
    return Catalogue(tag, MappingProxyType(messages), rule, tuple(findings), path)


def _is_open(message: Message | None) -> bool:
    return message is None or message.state is State.FUZZY


def _read(layer: Layer) -> _Source:
    file = read_po(layer.content, layer.path)
    where = f"sign-off of {layer.path}"
    reviews = {} if layer.reviewed is None else read_reviewed(layer.reviewed, where)
    try:
        rule = parse_plural_forms(file.header("Plural-Forms"))
    except SourceError:
        rule = None  # The reader has made a finding of it if any message needs it.
    return _Source(file, rule, reviews)


def _messages(source: _Source, *, with_plurals: bool) -> dict[Key, Message]:
    messages: dict[Key, Message] = {}
    for entry in source.file.entries:
        if entry.is_obsolete or not _is_whole(entry):
            continue
        if entry.msgid_plural is not None and not (with_plurals and _has_forms(entry, source)):
            continue
        message = _message(entry, source)
        messages[message.context, message.msgid] = message
    return messages


def _is_whole(entry: PoEntry) -> bool:
    return all(text.strip() or not entry.msgid.strip() for text in entry.strings) and (
        entry.is_translated
    )


def _has_forms(entry: PoEntry, source: _Source) -> bool:
    return source.rule is not None and len(entry.strings) >= source.rule.count


def _message(entry: PoEntry, source: _Source) -> Message:
    context, msgid = message_key(entry.context, entry.msgid)
    strings = tuple(nfc(text) for text in entry.strings)
    state = State.DRAFT
    if entry.is_fuzzy:
        state = State.FUZZY
    elif digest(context, msgid, strings) in source.reviews:
        state = State.REVIEWED
    return Message(msgid, context, strings, state, source.file.path, entry.line)


def _language_findings(file: PoFile, tag: str) -> tuple[Finding, ...]:
    language = file.header("Language")
    if not language or _base(language) == _base(tag):
        return ()
    said = printable(language[:20])
    message = f"the header says Language: {said}, but this is the catalogue of {tag}"
    hint = "is it in the right folder?"
    return (Finding(Severity.WARNING, "po-language", message, f"{file.path}:1", hint),)


def _base(tag: str) -> str:
    return re.split(r"[-_@.]", tag.strip(), maxsplit=1)[0].lower()


def _rule_finding(file: PoFile) -> Finding:
    return Finding(
        Severity.WARNING,
        "po-plural",
        "its plural rule is not that of the catalogue above it; its plural messages are not used",
        f"{file.path}:1",
        "give both files the same Plural-Forms",
    )
