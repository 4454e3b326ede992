"""An entry of a catalogue -> characters that nobody sees, and that no font has."""

import re
import unicodedata
from collections.abc import Iterator

from kit.preflight.message_view import Context, Pair, pairs
from kit.sources.po_entry import PoEntry

UNPRINTABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MAY_BE_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufff0-\uffff\ud800-\uf8ff\U000e0fff-\U0010ffff]"
)
_NOT_TEXT = {
    "Cc": "a control character",
    "Cs": "half a character",
    "Co": "a private character, which only one font knows",
    "Cn": "a character that does not exist",
}
_REPLACEMENT = "\ufffd"
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_PDF, _PDI = "\u202c", "\u2069"
_CLOSING = dict.fromkeys("\u202a\u202b", _PDF) | dict.fromkeys("\u2066\u2067\u2068", _PDI)
_INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u180e\u200b-\u200d\u2061-\u2064\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff9-\ufffb\U000e0000-\U000e007f\U000e0100-\U000e01ef]"
)
# Scripts that need a joiner or its opposite to spell: Arabic and its relatives, India's and those
# that came of them, Mongolian; see Unicode, chapter 23.2.
_JOINERS = "\u200c\u200d"
_JOINING = re.compile(
    "[\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\u1a20-\u1aaf\ua840-\uabff"
    "\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00010a00-\U00011fff\U0001e900-\U0001e95f]"
)
# Scripts without spaces, where it says that a line may end here.
_ZERO_WIDTH_SPACE = "\u200b"
_SPACELESS = re.compile(
    "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\ua9e0-\uaa7f]"
)
_MONGOLIAN_SEPARATOR = "\u180e"
_MONGOLIAN = re.compile("[\u1800-\u18af]")
_EMOJI = re.compile("[\u2000-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff\u00a9\u00ae0-9#*]")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_VARIATIONS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_TAGS = re.compile("[\U000e0020-\U000e007f]")
_FLAG = "\U0001f3f4"


def control_characters(entry: PoEntry, _context: Context) -> Iterator[str]:
    """Return control, private and unassigned characters; 1 in 153,798 reviewed messages."""
    for pair in pairs(entry):
        if not _MAY_BE_CONTROL.search(pair.text):
            continue
        for sign in _new_signs(pair, _MAY_BE_CONTROL):
            kind = _NOT_TEXT.get(unicodedata.category(sign), "")
            if sign == _REPLACEMENT:
                kind = "a sign that a letter was lost"
            if kind:
                yield pair.told(f"U+{ord(sign):04X} is {kind}")


def direction_controls(entry: PoEntry, context: Context) -> Iterator[str]:
    """Return signs that turn the direction of text: embeddings, overrides, isolates.

    Nobody sees them, and one that is not closed turns what follows: a phone number reads
    backwards. The kit isolates what it inserts itself, so its own texts have none. Elsewhere
    closed pairs are fine, but for overrides. Marks (U+200E, U+200F, U+061C) turn nothing and are
    left alone. Measured: 76 in 153,798 reviewed messages, nearly all of them embeddings that
    nothing closes.
    """
    for pair in pairs(entry):
        if pair.text.isascii() or not _DIRECTIONS.search(pair.text):
            continue
        if not context.is_own and _is_balanced(pair.text):
            continue
        signs = _new_signs(pair, _DIRECTIONS)
        yield from (pair.told(f"{_named(sign)} turns the direction of text") for sign in signs)


def invisible_characters(entry: PoEntry, _context: Context) -> Iterator[str]:
    """Return characters without width where the script needs none.

    Search does not find a word that has one inside, and tag characters can hide whole texts.
    Joiners are fine beside letters that join or stack, U+200B in texts of
    scripts without spaces, variation selectors after what they vary, U+2060 and U+00AD everywhere.
    Measured: 23 in 153,798 reviewed messages, nearly all left by machine translation.
    """
    for pair in pairs(entry):
        if pair.text.isascii() or not _INVISIBLE.search(pair.text):
            continue
        known = "".join(pair.sources)
        found = [
            match[0]
            for match in _INVISIBLE.finditer(pair.text)
            if match[0] not in known and not _is_needed(pair.text, match.start())
        ]
        for sign in dict.fromkeys(found):
            yield pair.told(f"{_named(sign)} cannot be seen")


def decomposed(entry: PoEntry, _context: Context) -> Iterator[str]:
    """Return texts that are not in the composed form of Unicode (NFC).

    They look the same; the kit composes them when it reads them. 0.14 % of messages.
    """
    for pair in pairs(entry):
        if not (pair.text.isascii() or unicodedata.is_normalized("NFC", pair.text)):
            yield pair.told("letters and their marks are not in the composed form (NFC)")


def _named(sign: str) -> str:
    return f"U+{ord(sign):04X} {unicodedata.name(sign, '').lower()}".strip()


def _new_signs(pair: Pair, pattern: re.Pattern[str]) -> list[str]:
    known = "".join(pair.sources)
    return [sign for sign in dict.fromkeys(pattern.findall(pair.text)) if sign not in known]


def _is_balanced(text: str) -> bool:
    expected: list[str] = []
    for sign in _DIRECTIONS.findall(text):
        if sign in _CLOSING:
            expected.append(_CLOSING[sign])
        elif expected[-1:] == [sign]:
            expected.pop()
        else:
            return False
    return not expected


def _is_needed(text: str, index: int) -> bool:
    sign, before, after = text[index], text[:index][-1:], text[index + 1 : index + 2]
    if sign in _JOINERS:
        is_emoji = sign == "\u200d" and bool(_EMOJI.match(after))
        return is_emoji or bool(_JOINING.match(before) or _JOINING.match(after))
    if sign == _ZERO_WIDTH_SPACE:
        return bool(_SPACELESS.search(text))
    if sign == _MONGOLIAN_SEPARATOR:
        return bool(_MONGOLIAN.match(before))
    if _VARIATIONS.match(sign):
        return bool(_EMOJI.match(before) or _HAN.match(before))
    return bool(_TAGS.match(sign)) and _FLAG in text[:index]
