"""An entry of a catalogue -> numbers that its translation lost, changed or added."""

import re
from collections.abc import Collection, Iterator

from kit.preflight.message_numerals import (
    english_numbers,
    great_values,
    readings,
    without_great_values,
    written_numbers,
)
from kit.preflight.message_view import Context, Pair, compared, words_only
from kit.sources.po_entry import PoEntry

_DIGIT = re.compile(r"\d")
_AFTERNOON = re.compile(r"\b(1?[0-9])(?:[:.][0-9]{2})? ?p\.?m\b", re.IGNORECASE)
# English words that other languages write in digits: "2019년 12월", "at 12".
_WORDS = {
    "october": "10", "november": "11", "december": "12", "noon": "12", "dozen": "12",
    "ten": "10", "eleven": "11", "twelve": "12", "fifteen": "15", "twenty": "20", "thirty": "30",
    "forty": "40", "fifty": "50", "sixty": "60", "half": "50", "hundred": "100",
    "thousand": "1000",
}  # fmt: skip
# Symbols of units in Latin, and in Cyrillic as Latin; other scripts mostly spell units out.
_UNITS = {"мл": "ml", "л": "l", "кг": "kg", "г": "g", "мг": "mg", "г/л": "g/l", "г/дл": "g/dl"}
_MEASURE = re.compile(
    r"(?<![\w.,٫])(\d+(?:[.,٫]\d+)?)[^\S\n]?"
    r"(g/d?[lL]|г/д?л|m[lL]|[lL]|kg|mg|g|мл|л|кг|мг|г|%)(?![\w/])"
)


def lost_numbers(entry: PoEntry, context: Context) -> Iterator[str]:
    """Return numbers of two and more digits whose value is not in the translation.

    A wrong age, year or share is the worst fault of a health text, and nobody sees it who does
    not read both languages. One digit is often a word ("two years"). A plural form for few
    counts may say its number in words. Measured: 1 in 153,798 reviewed messages, and it was
    wrong; 16 in 259,137 others, of which three were right ("1 year" for 12 months).

    A number that stayed may have another symbol of a unit: "500 l" for "500 ml".
    """
    for pair in _with_numbers(entry):
        if not pair.is_few(context):
            lost = (number for number in _lost(pair) if not _is_small(number))
            yield from (pair.told(f"the number {number} is missing") for number in lost)
        yield from _changed_units(pair)


def _changed_units(pair: Pair) -> Iterator[str]:
    """Return measures whose number stayed but whose symbol of a unit became another."""
    given = _measures(words_only(pair.text))
    if not given:
        return
    wanted = _measures(" \n".join(map(words_only, pair.sources)))
    for number in sorted(wanted.keys() & given.keys()):
        if not wanted[number] & given[number]:
            now, before = (", ".join(sorted(units[number])) for units in (given, wanted))
            yield pair.told(f"the unit of {number} is {now}, not {before}")


def _measures(text: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for number, unit in _MEASURE.findall(text):
        digits = "".join(str(int(sign)) if sign.isdecimal() else "." for sign in number)
        found.setdefault(digits, set()).add(_UNITS.get(unit, unit.lower()))
    return found


def lost_small_numbers(entry: PoEntry, _context: Context) -> Iterator[str]:
    """Return numbers of one digit that are not in the translation as a digit or numeral.

    Only for the kit's own texts: "5 minutes" matters there as much as "15 minutes".
    """
    for pair in _with_numbers(entry):
        lost = (number for number in _lost(pair) if _is_small(number))
        yield from (pair.told(f"the number {number} is missing") for number in lost)


def added_numbers(entry: PoEntry, _context: Context) -> Iterator[str]:
    """Return numbers of two and more digits that only the translation has.

    Only for the kit's own texts: local figures belong in the partner profile. Elsewhere 15 % of
    messages with numbers have one more, in month names ("12月") and times ("6 a.m.", "18 Uhr").
    """
    for pair in compared(entry):
        if not _DIGIT.search(pair.text):
            continue
        text = words_only(pair.text)
        known = frozenset[str]().union(*map(_said, pair.sources))
        if great_values(text) & _great(pair.sources):
            text = without_great_values(text)
        for written, values in written_numbers(text):
            if not (known & values or all(map(_is_small, values))):
                yield pair.told(f"the number {written} does not stand in the source text")


def _with_numbers(entry: PoEntry) -> Iterator[Pair]:
    if _DIGIT.search(entry.msgid):
        yield from compared(entry)


def _is_small(number: str) -> bool:
    return len(number) == 1


def _lost(pair: Pair) -> Iterator[str]:
    wanted = english_numbers(words_only(pair.sources[0]))
    if len(pair.sources) > 1:
        both = english_numbers(words_only(pair.sources[1]))
        wanted = tuple(number for number in wanted if number in both)
    if not wanted:
        return
    text = words_only(pair.text)
    given = readings(text)
    missing = [number for number in wanted if number not in given]
    if missing:
        written = {value for value in _great(pair.sources) if str(value) in given}
        great = _great(pair.sources) & great_values(text) | written
        yield from (number for number in missing if not _is_part_of(great, number))


def _great(sources: tuple[str, ...]) -> frozenset[int]:
    return frozenset[int]().union(*map(great_values, sources))


def _is_part_of(great: Collection[int], number: str) -> bool:
    digits = number.replace(".", "")
    return any(str(value).rstrip("0") == digits.rstrip("0") for value in great)


def _said(source: str) -> frozenset[str]:
    """Return the numbers of an English text, those in words, months and times among them."""
    words = words_only(source)
    found = {_WORDS[word] for word in re.findall("[a-z]+", words.lower()) if word in _WORDS}
    hours = {str(int(hour) + 12) for hour in _AFTERNOON.findall(words)}
    return readings(words) | found | hours
