"""A text and its setting in; the places where a line may or must end out (UAX #14)."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import icu

from kit.typeset.glyphs import Span
from kit.typeset.itemise import LINE_ENDS, Setting
from kit.typeset.unbreakable import unbreakable_ranges
from kit.typeset.utf16 import str_offsets

# White space that hangs at the end of a line (UAX #14: BK, CR, LF, NL, SP, ZW, and BA spaces).
HANGING = (
    " \t\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u200b\u205f\u3000"
    + "".join(LINE_ENDS)
)

SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class Break:
    """A place between two lines: `offset` is where the next one begins."""

    offset: int
    is_forced: bool


def line_breaks(spans: Sequence[Span], setting: Setting) -> tuple[Break, ...]:
    """Return the places where a line of the spans' text may end, the end of the text last."""
    text = "".join(span.text for span in spans)
    iterator = icu.BreakIterator.createLineInstance(_locale(setting))
    iterator.setText(text)
    inside = _unbreakable(spans, text)
    breaks: list[Break] = []
    for offset in str_offsets(text, iterator):
        is_forced = text[offset - 1] in LINE_ENDS
        if is_forced or (offset not in inside and not _splits_letter(text, offset)):
            _append(breaks, Break(offset, is_forced), text)
    return tuple(breaks)


def _append(breaks: list[Break], found: Break, text: str) -> None:
    """Add a break, so that spaces on their own hang from the text before or lead the next."""
    last = breaks[-1] if breaks else Break(0, is_forced=True)
    if text[last.offset : found.offset].strip(HANGING):
        breaks.append(found)
    elif not last.is_forced:
        breaks[-1] = found
    elif found.is_forced or found.offset == len(text):
        breaks.append(found)


def _locale(setting: Setting) -> icu.Locale:
    """Return the locale whose rules and dictionaries apply.

    Korean between phrases is its usual keep-all; Japanese phrases come from ICU's model.
    """
    language = setting.language.split("-")[0].lower()
    if language == "ko" or (setting.phrases and language == "ja"):
        return icu.Locale.forLanguageTag(f"{language}-u-lw-phrase")
    return icu.Locale.forLanguageTag(setting.language)


def _unbreakable(spans: Sequence[Span], text: str) -> frozenset[int]:
    """Return the offsets inside whole spans, numbers with units, and addresses."""
    ranges = list(unbreakable_ranges(text))
    start = 0
    for span in spans:
        end = start + len(span.text)
        if span.whole:
            ranges.append((start, end))
        start = end
    return frozenset(offset for start, end in ranges for offset in range(start + 1, end))


def _splits_letter(text: str, offset: int) -> bool:
    """Return whether a break would part a mark from its base, or leave a hyphen undrawn."""
    if offset == len(text):
        return False
    return text[offset - 1] == SOFT_HYPHEN or unicodedata.category(text[offset])[0] == "M"
