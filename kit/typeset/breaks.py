"""A text and its setting in; the places where a line may or must end out (UAX #14)."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import icu

from kit.typeset.glyphs import SOFT_HYPHEN, Span
from kit.typeset.hyphens import hyphenations
from kit.typeset.itemise import LINE_ENDS, Setting
from kit.typeset.unbreakable import unbreakable_ranges
from kit.typeset.utf16 import str_offsets

# White space that hangs at the end of a line (UAX #14: BK, CR, LF, NL, SP, ZW, and BA spaces).
HANGING = (
    " \t\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u200b\u205f\u3000"
    + "".join(LINE_ENDS)
)

# Letters, marks and digits: a word goes on after a hyphen between two of them.
WORD_CHARACTERS = "LMN"


@dataclass(frozen=True, slots=True)
class Break:
    """A place between two lines: `offset` is where the next one begins.

    At a hyphen, a line that ends there ends in a hyphen which is not in the text.
    """

    offset: int
    is_forced: bool
    is_hyphen: bool = False


def line_breaks(spans: Sequence[Span], setting: Setting) -> tuple[Break, ...]:
    """Return the places where a line of the spans' text may end, the end of the text last."""
    text = "".join(span.text for span in spans)
    iterator = icu.BreakIterator.createLineInstance(_locale(setting))
    iterator.setText(text)
    inside = _unbreakable(spans, text)
    hyphens = frozenset(_hyphens(spans, text, setting)) - inside
    breaks: list[Break] = []
    for offset in sorted(hyphens.union(str_offsets(text, iterator))):
        is_forced = text[offset - 1] in LINE_ENDS
        is_hyphen = offset in hyphens
        is_allowed = offset not in inside and not _splits_letter(text, offset)
        if is_forced or is_hyphen or is_allowed:
            _append(breaks, Break(offset, is_forced, is_hyphen), text)
    return tuple(breaks)


def grapheme_ends(text: str) -> tuple[int, ...]:
    """Return where each grapheme cluster of a text ends (UAX #29)."""
    iterator = icu.BreakIterator.createCharacterInstance(icu.Locale.getRoot())
    iterator.setText(text)
    return tuple(str_offsets(text, iterator))


def _hyphens(spans: Sequence[Span], text: str, setting: Setting) -> Iterator[int]:
    """Yield the offsets after typed soft hyphens, and inside words where the setting asks."""
    for offset in range(2, len(text)):
        if text[offset - 1] == SOFT_HYPHEN and _is_in_word(text, offset):
            yield offset
    if setting.hyphens:
        yield from _hyphenations(spans, text)


def _is_in_word(text: str, offset: int) -> bool:
    before = text[:offset].rstrip(SOFT_HYPHEN)[-1:]
    return all(
        character and unicodedata.category(character)[0] in WORD_CHARACTERS
        for character in (before, text[offset])
    ) and not _is_mark(text[offset])


def _hyphenations(spans: Sequence[Span], text: str) -> Iterator[int]:
    start = 0
    for span in spans:
        end = start + len(span.text)
        if not (span.whole or span.isolated):
            yield from hyphenations(text, start, end, span.language)
        start = end


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
    return text[offset - 1] == SOFT_HYPHEN or _is_mark(text[offset])


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] == "M"
