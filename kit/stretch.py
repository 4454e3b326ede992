"""A catalogue -> the same messages longer by a factor, each on a line of its own, to try a layout.

A message is stretched with its own words, so that it is as wide as the language writes.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import cycle

from kit.sources.catalogue import Catalogue, Message, State
from kit.sources.signoff import Key
from kit.typeset.breaks import grapheme_ends

MARKS = re.compile(r"(\{[^{}]*\}|</?[a-z]+ ?/?>)")
END = re.compile(r"[\s.!?。！？।။؟۔។፡።…]*$")


# Thai, Lao, Tibetan, Burmese, Khmer, Chinese, Japanese: written without spaces between words.
UNSPACED = re.compile("[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def stretched(text: str, factor: float) -> str:
    """Return a text with its words said again until it is longer by a factor."""
    plain = MARKS.sub("", text)
    missing = round(len(plain) * (factor - 1))
    end = END.search(text)
    at = end.start() if end else len(text)
    # Beside a value a word stands on its own: the line may be broken there.
    space = " " if MARKS.search(text) else ""
    return text[:at] + _more(plain, missing, space) + text[at:]


def _more(plain: str, missing: int, space: str) -> str:
    """Return about so many characters of a text's own words."""
    words = [word for word in END.sub("", plain).split() if any(map(str.isalnum, word))]
    if missing <= 0 or not words:
        return ""
    if len(words) == 1 and (not space or UNSPACED.search(words[0])):
        return space + _repeated(words[0], missing)
    said = ""
    for word in cycle(words):
        if len(said) + len(word) / 2 > missing:
            return said
        said += f" {word}"
    return said


def _repeated(word: str, missing: int) -> str:
    """Return a word again and again, never cut within a grapheme cluster."""
    said = word * (missing // len(word) + 1)
    return said[: next(end for end in grapheme_ends(said) if end >= missing)]


def stretched_catalogue(
    catalogues: Sequence[Catalogue], factor: float, path: str
) -> tuple[Catalogue, Mapping[str, Key]]:
    """Return a catalogue of all messages, longer, and what message each of its places has.

    Args:
        catalogues: Nearest first; a message that one lacks is taken from the next.
        factor: How much longer.
        path: What the places of the messages are called by.
    """
    keys = dict.fromkeys(key for catalogue in catalogues for key in catalogue.messages)
    messages: dict[Key, Message] = {}
    places: dict[str, Key] = {}
    for line, key in enumerate(keys, 1):
        found = (catalogue.messages.get(key) for catalogue in catalogues)
        own = next(message for message in found if message and message.string)
        texts = tuple(stretched(text, factor) for text in own.strings)
        messages[key] = replace(own, strings=texts, state=State.DRAFT, path=path, line=line)
        places[f"{path}:{line}"] = key
    own_catalogue = replace(catalogues[0], messages=messages, findings=(), path=path)
    return own_catalogue, places
