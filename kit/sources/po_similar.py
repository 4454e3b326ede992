"""A new msgid and older ones go in; the older one most like it comes out, or none.

Two texts are as alike as the longest row of characters that both hold in the same order is long
against both: the measure and the least value are those of GNU gettext's msgmerge. Only words are
compared, so a change of case, white space or punctuation is none.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kit.sources.signoff import nfc

LEAST = 0.6
"""How alike two texts must be, from 0 to 1; unrelated English paragraphs reach 0.58."""
FITTING = 0.05
"""What the same placeholders count for."""
SHORTLIST = 5
"""How many texts, those with the most three-letter parts in common, are compared in full."""

_WORD = re.compile(r"\w+")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class _Text:
    """A text as it is compared; the bits of `mask` say which of the known parts it has."""

    words: str
    placeholders: frozenset[str]
    mask: int
    count: int


@dataclass(frozen=True, slots=True)
class OlderTexts:
    """Older msgids, made ready to be compared with many new ones."""

    texts: tuple[_Text, ...]
    numbers: Mapping[str, int]

    def nearest(self, msgid: str) -> int | None:
        """Return the index of the msgid most like this one, or None.

        Of equals it is that with the most three-letter parts in common, then the first.
        """
        words = _words(msgid)
        parts = _parts(words)
        new = _Text(words, _placeholders(msgid), _mask(parts, self.numbers), len(parts))
        best, best_likeness = None, 0.0
        for index in self._shortlist(new):
            older = self.texts[index]
            likeness = _likeness(new.words, older.words)
            if likeness < LEAST:
                continue
            likeness += FITTING * (new.placeholders == older.placeholders)
            if likeness > best_likeness:
                best, best_likeness = index, likeness
        return best

    def _shortlist(self, new: _Text) -> list[int]:
        common = [
            2 * (new.mask & older.mask).bit_count() / (new.count + older.count)
            for older in self.texts
        ]
        ranked = sorted(range(len(common)), key=lambda index: -common[index])
        return ranked[:SHORTLIST]


def older_texts(msgids: Sequence[str]) -> OlderTexts:
    """Make msgids ready for `OlderTexts.nearest`."""
    numbers: dict[str, int] = {}
    texts: list[_Text] = []
    for msgid in msgids:
        words = _words(msgid)
        parts = _parts(words)
        for part in parts:
            numbers.setdefault(part, len(numbers))
        texts.append(_Text(words, _placeholders(msgid), _mask(parts, numbers), len(parts)))
    return OlderTexts(tuple(texts), numbers)


def _mask(parts: set[str], numbers: Mapping[str, int]) -> int:
    mask = bytearray(len(numbers) // 8 + 1)
    for part in parts:
        if part in numbers:
            mask[numbers[part] >> 3] |= 1 << (numbers[part] & 7)
    return int.from_bytes(mask, "little")


def _placeholders(msgid: str) -> frozenset[str]:
    return frozenset(_PLACEHOLDER.findall(msgid))


def _words(msgid: str) -> str:
    text = nfc(msgid).casefold()
    return " ".join(_WORD.findall(text)) or text


def _parts(words: str) -> set[str]:
    padded = f" {words} "
    return {padded[start : start + 3] for start in range(len(padded) - 2)}


def _likeness(first: str, second: str) -> float:
    """Return twice the length of the longest common subsequence against both lengths."""
    if first == second:
        return 1.0
    longest = min(len(first), len(second)) / (len(first) + len(second)) * 2
    if longest < LEAST:
        return longest
    return 2 * _common_length(first, second) / (len(first) + len(second))


def _common_length(first: str, second: str) -> int:
    """Return the length of the longest common subsequence.

    A whole row of the table is one integer, a bit for each character of `first` (Hyyrö 2004,
    "Bit-parallel LCS-length computation revisited").
    """
    places: dict[str, int] = {}
    for index, character in enumerate(first):
        places[character] = places.get(character, 0) | 1 << index
    every = (1 << len(first)) - 1
    row = every
    for character in second:
        matches = row & places.get(character, 0)
        row = ((row + matches) | (row - matches)) & every
    return len(first) - row.bit_count()
