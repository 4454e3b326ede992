"""A catalogue -> what is wrong in its translations, each finding at the line of its entry.

Each check is a short function over one entry and stands in one table with its code, its severity
and its hint. A check reads and never repairs. Obsolete entries and those without a text are not
looked at, nor are fuzzy ones: their text is not used, and it nearly always has a fault.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from kit.errors import SourceError
from kit.findings import Finding, Severity
from kit.preflight import (
    message_addresses,
    message_characters,
    message_markup,
    message_numbers,
    message_placeholders,
    message_scripts,
    message_wording,
)
from kit.preflight.message_view import Context, few_forms
from kit.sources.plurals import PluralRule, parse_plural_forms
from kit.sources.po_entry import PoEntry, PoFile

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
_SHOWN = 60
_TOLD_BY_READER = "po-plural"


class Check(NamedTuple):
    """One rule for translations.

    Attributes:
        code: What it is called, for good.
        faults: Finds its faults in one entry, in plain words for the translator.
        hint: How to mend them.
        own: How bad it is in a catalogue of the kit; None: not looked for.
        other: The same for any other catalogue.
    """

    code: str
    faults: Callable[[PoEntry, Context], Iterable[str]]
    hint: str
    own: Severity | None = ERROR
    other: Severity | None = ERROR


CHECKS = (
    Check(
        "message.placeholder",
        message_placeholders.placeholders,
        "copy the placeholders from the source text, letter by letter; their order is free",
    ),
    Check(
        "message.number",
        message_numbers.lost_numbers,
        "write the number with the value of the source, in the digits of your language",
        other=WARNING,
    ),
    Check(
        "message.small-number",
        message_numbers.lost_small_numbers,
        "fine where the number is written as a word",
        own=WARNING,
        other=None,
    ),
    Check(
        "message.added-number",
        message_numbers.added_numbers,
        "take it out: figures of a country belong in the partner's profile",
        own=WARNING,
        other=None,
    ),
    Check(
        "message.tag",
        message_markup.tags,
        "copy the tags from the source text, each with its closing one",
    ),
    Check("message.script", message_markup.harmful_markup, "take it out"),
    Check("message.template", message_markup.template_code, "take it out", own=None),
    Check("message.entity", message_markup.entities, "write the character itself", other=None),
    Check(
        "message.address",
        message_addresses.own_addresses,
        "take it out: addresses and phone numbers belong in the partner's profile",
        other=None,
    ),
    Check(
        "message.address",
        message_addresses.foreign_addresses,
        "use the address of the source text, or make sure that this one is right",
        own=None,
        other=WARNING,
    ),
    Check(
        "message.plural",
        message_wording.plural_forms,
        "write a text for each form that Plural-Forms of the header names",
        own=WARNING,
        other=WARNING,
    ),
    Check(
        "message.bidi",
        message_characters.direction_controls,
        "delete the sign; your editor may have put it there",
    ),
    Check(
        "message.zero-width",
        message_characters.invisible_characters,
        "write the word anew; the sign often comes with copied text",
    ),
    Check(
        "message.control",
        message_characters.control_characters,
        "write the word anew; the sign often comes with copied text",
    ),
    Check(
        "message.mixed-script",
        message_scripts.mixed_words,
        "write the word anew with one keyboard layout",
    ),
    Check(
        "message.nfc",
        message_characters.decomposed,
        "nothing to do: it is composed when it is read",
        own=NOTE,
        other=NOTE,
    ),
    Check("message.empty", message_wording.empty_texts, "translate it, or leave it quite empty"),
    Check(
        "message.unchanged",
        message_wording.unchanged,
        "translate it, or leave it empty",
        own=WARNING,
        other=WARNING,
    ),
    Check(
        "message.space",
        message_wording.lost_spaces,
        "begin and end with a space where the source text does",
        own=WARNING,
        other=NOTE,
    ),
)


def check_messages(file: PoFile, tag: str, *, is_own: bool = False) -> tuple[Finding, ...]:
    """Return the findings of a catalogue, in the order of its entries.

    They come on top of `file.findings`; what the reader has told of an entry's plural forms is
    not told again.

    Args:
        file: The catalogue.
        tag: Language of its translations; "" for an unknown one.
        is_own: Whether it is one of the kit's.
    """
    rule = _rule(file)
    context = Context(tag, is_own, rule, few_forms(rule))
    told = {finding.where for finding in file.findings if finding.code == _TOLD_BY_READER}
    findings = (
        finding for entry in file.entries for finding in check_entry(entry, context, file.path)
    )
    return tuple(
        finding
        for finding in findings
        if finding.code != "message.plural" or finding.where not in told
    )


def check_entry(entry: PoEntry, context: Context, path: str) -> Iterator[Finding]:
    """Return the findings of one entry; `path` is the name of its catalogue."""
    if entry.is_obsolete or entry.is_fuzzy or entry.is_header or not any(entry.strings):
        return
    for check in CHECKS:
        severity = check.own if context.is_own else check.other
        if severity is None:
            continue
        for fault in dict.fromkeys(check.faults(entry, context)):
            message = f"{fault}: {entry.msgid[:_SHOWN]!r}"
            yield Finding(severity, check.code, message, f"{path}:{entry.line}", check.hint)


def _rule(file: PoFile) -> PluralRule | None:
    try:
        return parse_plural_forms(file.header("Plural-Forms"))
    except SourceError:
        return None  # The reader has made a finding of it if any message needs it.
