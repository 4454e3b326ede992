"""English messages -> pseudo-locales made on the fly, to try a layout without translations.

`en-XA` is accented and as long as the longest of the world's languages are, `ar-XB` runs from
right to left, `my-XC` is tall. Placeholders, tags and figures stay as they are.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from kit.sources.catalogue import Catalogue, Message, State

PLAIN = re.compile(r"(\{[^{}]*\}|</?[a-z]+ ?/?>)")
SENTENCE_END = re.compile(r"([.?!]?)$")
ACCENTED = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "ÅƁÇĐÉƑĜĤÎĴĶĻṀÑÖÞQŔŠŢÛṼŴẌÝŽåƀçđéƒĝĥîĵķļṁñöþqŕšţûṽŵẍýž",
)
FILLER = ("öñé", "ţŵö", "ţĥŕéé", "ƒöûŕ", "ƒîṽé", "šîẍ", "šéṽéñ", "éîĝĥţ", "ñîñé", "ţéñ")
# Longest source of a class in characters -> how much wider its 95th language is (327,184 pairs
# of 111 languages, measured by advance width).
ENVELOPE = ((10, 2.7), (20, 2.2), (30, 1.9), (50, 1.9), (70, 1.8), (120, 1.7), (10**9, 1.6))
ARABIC = str.maketrans(
    {
        **dict(zip("abcdefghijklmnopqrstuvwxyz", "ابكديفجهيجكلمنوبقرستوفوخيز", strict=True)),
        "?": "؟", ",": "،", ";": "؛",
    }
)  # fmt: skip
BURMESE_CONSONANTS = dict(zip("bcdfghjklmnpqrstvwxyz", "ဘစဒဖဂဟဇကလမနပဃရသတဗဝခယဈ", strict=True))
BURMESE_VOWELS = {"a": "ာ", "e": "ေ", "i": "ို", "o": "ော", "u": "ူ"}
# Letters that English writes and Burmese would not: the text is then as wide as real Burmese.
SPOKEN = re.compile(r"([aeiou])[aeiou]+|([bcdfghjklmnpqrstvwxyz])\2+|e\b")
# Every sixth part ends in a cluster with marks over and under it: as tall as Burmese gets.
TALL = "ကြို့"


def accented(text: str) -> str:
    """Return a text with accents, expanded by the envelope of its length."""
    length = len(PLAIN.sub("", text))
    factor = next(factor for longest, factor in ENVELOPE if length <= longest)
    missing = round(length * (factor - 1))
    return _padded(_outside(text, lambda part: part.translate(ACCENTED)), missing)


def _padded(text: str, missing: int) -> str:
    """Return a text with filler words before its last full stop."""
    words: list[str] = []
    while sum(len(word) + 1 for word in words) < missing:
        words.append(FILLER[len(words) % len(FILLER)])
    end = SENTENCE_END.search(text)
    at = end.start() if end else len(text)
    return " ".join([text[:at], *words]) + text[at:]


def right_to_left(text: str) -> str:
    """Return a text in Arabic letters, sound for sound."""
    return _outside(text, lambda part: part.lower().translate(ARABIC))


def tall(text: str) -> str:
    """Return a text in Burmese letters with marks over and under the line."""
    return _outside(text, _burmese)


def _burmese(text: str) -> str:
    words = re.split(r"(\W+)", text.lower())
    found = [_syllables(word) for word in words]
    marked = (
        word + TALL * (number % 6 == 0 and word[:1].isalpha()) for number, word in enumerate(found)
    )
    return "".join(marked).replace(".", "။").replace(",", "၊")


def _syllables(word: str) -> str:
    parts: list[str] = []
    for sign in SPOKEN.sub(r"\1\2", word):
        if sign in BURMESE_CONSONANTS:
            parts.append(BURMESE_CONSONANTS[sign])
        elif sign in BURMESE_VOWELS:
            is_bare = bool(parts) and parts[-1] in BURMESE_CONSONANTS.values()
            parts.append(BURMESE_VOWELS[sign] if is_bare else "အ" + BURMESE_VOWELS[sign])
        else:
            parts.append(sign)
    return "".join(parts)


def _outside(text: str, change: Callable[[str], str]) -> str:
    """Return a text changed everywhere but in its placeholders and tags."""
    parts = PLAIN.split(text)
    return "".join(part if index % 2 else change(part) for index, part in enumerate(parts))


PSEUDO: dict[str, Callable[[str], str]] = {
    "en-XA": accented,
    "ar-XB": right_to_left,
    "my-XC": tall,
}


def pseudo_catalogue(tag: str, english: Catalogue) -> Catalogue:
    """Return the pseudo-translation of a catalogue; its messages stay drafts for ever."""
    messages = dict(_messages(PSEUDO[tag], english))
    return replace(english, tag=tag, messages=messages, findings=(), path=tag)


def _messages(
    change: Callable[[str], str], english: Catalogue
) -> Iterator[tuple[tuple[str | None, str], Message]]:
    for key, message in english.messages.items():
        texts = tuple(change(text) for text in message.strings or (message.msgid,))
        yield key, replace(message, strings=texts, state=State.DRAFT)
