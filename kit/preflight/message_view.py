"""One entry of a catalogue and what its checks may know -> the pairs of source and translation."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kit.sources.plurals import SAMPLES, PluralRule
from kit.sources.po_entry import PoEntry

_KEY = re.compile(r"[A-Za-z0-9]+(?:[_.-][A-Za-z0-9]+)+")
FEW = 2
"""A plural form for this many counts may say them in words: "one unit", "no unit or one"."""

PRINTF = re.compile(
    r"%(?:\((?P<name>[^()]*)\))?(?:(?P<place>[0-9]{1,3})\$)?(?P<flags>[-+ #0]{0,5})"
    r"(?P<width>\*|[0-9]{1,10})?(?:\.(?P<precision>\*|[0-9]{1,10}))?(?:hh|ll|[hlLzjtq])?"
    r"(?P<kind>[diouxXeEfFgGcrsap@%])",
    re.ASCII,
)
BRACES = re.compile(r"\{[^{}]*\}")
MARKUP = re.compile(r"</?[A-Za-z][^<>]*>")
# What follows is ASCII only, since scripts without spaces go on right after an address.
ADDRESS = re.compile(
    r"(?:(?:https?|ftp)://|\bwww\.)[!#-&*-;=?-Z_a-z~]+|(?<![\w.%+-])[\w.%+-]+@[\w-]+(?:\.[\w-]+)+",
    re.ASCII,
)
ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")


@dataclass(frozen=True, slots=True)
class Context:
    """What a check may know beside the entry.

    Args:
        tag: Language of the translations, in BCP 47 or gettext form.
        is_own: Whether this is a catalogue of the kit: `{name}` placeholders, five inline tags.
        rule: Which plural form is for which count, or None when the header does not tell.
        few: The plural forms that are for `FEW` counts at most.
    """

    tag: str
    is_own: bool = False
    rule: PluralRule | None = None
    few: frozenset[int] = frozenset()

    @property
    def language(self) -> str:
        """The language subtag, in lower case."""
        return re.split(r"[-_@.]", self.tag, maxsplit=1)[0].lower()


class Pair(NamedTuple):
    """A translation beside its source.

    Attributes:
        sources: The msgid; for a plural entry also its msgid_plural.
        text: One msgstr, never empty.
        form: Its plural form, from 0; None for an entry without plural.
    """

    sources: tuple[str, ...]
    text: str
    form: int | None = None

    def told(self, fault: str) -> str:
        """Return a fault with the plural form that it is in."""
        return fault if self.form is None else f"msgstr[{self.form}]: {fault}"

    def is_few(self, context: Context) -> bool:
        """Tell whether the text is for so few counts that it may say them in words."""
        return self.form is not None and (context.rule is None or self.form in context.few)


def pairs(entry: PoEntry) -> Sequence[Pair]:
    """Return each text of an entry with its sources; forms without text are left out."""
    if entry.msgid_plural is None:
        text = entry.strings[0] if entry.strings else ""
        return (Pair((entry.msgid,), text),) if text else ()
    sources = (entry.msgid, entry.msgid_plural)
    return [Pair(sources, text, form) for form, text in enumerate(entry.strings) if text]


def compared(entry: PoEntry) -> Sequence[Pair]:
    """Return the pairs whose source is a text: none where the msgid is a key (help_locked)."""
    return () if _KEY.fullmatch(entry.msgid) else pairs(entry)


def few_forms(rule: PluralRule | None) -> frozenset[int]:
    """Return the plural forms that are for `FEW` counts at most; the rule is without fault."""
    if rule is None:
        return frozenset()
    forms = [rule.form(n) for n in SAMPLES]
    return frozenset(form for form in range(rule.count) if forms.count(form) <= FEW)


def words_only(text: str) -> str:
    """Return a text with a space for each placeholder, tag, address and entity in it."""
    for pattern in (ADDRESS, MARKUP, PRINTF, BRACES, ENTITY):
        text = pattern.sub(" ", text)
    return text
