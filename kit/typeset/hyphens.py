"""A text and its language in; the places where its words may be hyphenated out (Pyphen)."""

import re
import unicodedata
from collections.abc import Iterator

import pyphen

# The least letters of a word, and those before and after the hyphen.
LEAST_LETTERS = 7
LEAST_BEFORE = LEAST_AFTER = 3

# Languages whose dictionary is for Cyrillic letters; Serbian has one for each script.
CYRILLIC = frozenset(("be", "bg", "mn", "ru", "sr", "uk"))

# The dictionary of a language without a region, where Pyphen has several.
MAIN = {"de": "de_DE", "en": "en_GB", "pt": "pt_PT"}

# The beginning of the Unicode names of a script's letters.
SCRIPTS = {"Cyrl": "CYRILLIC", "Latn": "LATIN"}

# What stands between spaces, apostrophes and dashes, and the one word in it. Letters with marks
# of their own, tags, and compounds with hyphens or soft hyphens are none.
_PIECE = re.compile(r"[^\s'’ʼ–—]+")
_SCRIPT_TAG = re.compile(r"[A-Za-z]{4}")
_WORD = re.compile(rf"[^\w#@]*([^\W\d_]{{{LEAST_LETTERS},}})[^\w@]*")


def hyphenations(text: str, start: int, end: int, language: str) -> Iterator[int]:
    """Yield the offsets in a range of a text where a word may go on after a hyphen, in order.

    A language without a dictionary has none, and neither has a word in another script or with
    capitals after its first letter, which is a name or an abbreviation.

    Args:
        text: The whole text.
        start: Where the range begins; a word that reaches out of it has no hyphens.
        end: Where the range ends.
        language: BCP 47 tag of the range.
    """
    name = dictionary(language)
    if name is None:
        return
    hyphenator = pyphen.Pyphen(lang=name, left=LEAST_BEFORE, right=LEAST_AFTER)
    script = _script(name)
    for first, word in _words(text):
        if start <= first and first + len(word) <= end and _is_plain(word, script):
            for place in hyphenator.positions(word):
                # Some hyphens change the letters beside them (Hungarian "asz-szony").
                if place.data is None:
                    yield first + place


def _words(text: str) -> Iterator[tuple[int, str]]:
    for piece in _PIECE.finditer(text):
        if found := _WORD.fullmatch(piece.group()):
            yield piece.start() + found.start(1), found.group(1)


def dictionary(language: str) -> str | None:
    """Return Pyphen's name of a language's dictionary, such as "pt_BR", or None."""
    found: str | None = pyphen.language_fallback(language)
    if found is None:
        return None
    name = MAIN.get(found, found)
    scripts = [tag.title() for tag in language.split("-")[1:] if _SCRIPT_TAG.fullmatch(tag)]
    # Mongolian in its own script, "mn-Mong", falls back to the dictionary for Cyrillic.
    is_for_script = all(SCRIPTS.get(tag) == _script(name) for tag in scripts[:1])
    return name if is_for_script else None


def _script(name: str) -> str:
    is_cyrillic = name.partition("_")[0] in CYRILLIC and not name.endswith("Latn")
    return SCRIPTS["Cyrl" if is_cyrillic else "Latn"]


def _is_plain(word: str, script: str) -> bool:
    lower = word.lower()
    return (
        word[1:] == lower[1:]
        and len(lower) == len(word)
        and all(unicodedata.name(letter, "").startswith(script) for letter in word)
    )
