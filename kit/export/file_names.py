"""Words of any language -> names of files that every system, mail program and shell can take.

The rules of Windows are the strictest: "Naming Files, Paths, and Namespaces" (Microsoft Learn).
macOS compares names without regard to case and to composed letters, so two that differ in nothing
else would be one file.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from itertools import count
from types import MappingProxyType

from kit.typeset.itemise import grapheme_ends

MOST_CHARACTERS = 80
MOST_BYTES = 119  # of UTF-8; half of what a file system takes, so that programs can add to it
LEAST_ROOM = 8  # for the words before an ending: any device name and "_" fit
FALLBACK = "file"

FORBIDDEN = frozenset('<>:"|?*\\/')
# As devices Windows also reads the digits ¹ ² ³.
DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in "123456789¹²³"))
)
# They show how letters join in Persian, Sinhala, Bengali and Mongolian, and nothing else.
JOINERS = frozenset("\u200c\u200d\u180e")
UNSEEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
# Letters and marks that nothing is drawn for: fillers of Hangul, and choices between glyphs.
CHOICES = (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
BLANK = frozenset(map(chr, (0x034F, 0x115F, 0x1160, 0x3164, 0xFFA0, *CHOICES)))
KEPT = frozenset("-._+")
WITHIN_WORDS = frozenset("'\u2018\u2019\u00b7\u05f3\u05f4")  # left out, and the word goes on
ENDING = re.compile(r"(?:\.[A-Za-z0-9]{1,10})*")
NAMED = re.compile(r"(?P<stem>.+?)(?P<ending>(?:\.tar)?\.[A-Za-z][A-Za-z0-9]{0,9})?", re.DOTALL)


def safe_name(words: str, ending: str = "", most: int = MOST_CHARACTERS) -> str:
    """Return a name for a file, with the letters and digits of the words as they are.

    Spaces and other signs become hyphens, apostrophes go. What is safe stays as it is.

    Args:
        words: Anything; without a letter or digit the name is "file".
        ending: Such as ".pdf"; added unless the words end so.
        most: Characters, the ending among them. UTF-8 stays under 120 bytes in any case, and no
            letter is parted from its marks.

    Raises:
        ValueError: The ending is not of dots, ASCII letters and digits, or leaves no room.
    """
    room = min(most, MOST_BYTES) - len(ending)
    if not ENDING.fullmatch(ending) or room < LEAST_ROOM:
        raise ValueError(f"no ending for a name of {most} characters: {ending!r}")
    stem = _no_device(_kept(words).removesuffix(ending))
    # What is left of a cut may be a device again.
    return (_no_device(_cut(stem, room, MOST_BYTES - len(ending))) or FALLBACK) + ending


def unique_names(names: Iterable[str]) -> tuple[str, ...]:
    """Return safe names, so that no two clash: the second of a name gets -2, the third -3.

    A number stands before the ending and is one that no other name has.
    """
    given = tuple(names)
    taken = {clash_key(name) for name in given}
    seen: set[str] = set()
    unique: list[str] = []
    for name in given:
        own = name if clash_key(name) not in seen else _numbered(name, taken)
        seen.add(clash_key(own))
        taken.add(clash_key(own))
        unique.append(own)
    return tuple(unique)


def clash_key(name: str) -> str:
    """Return the same for all names that are one file on some system.

    Unicode, D145 (canonical caseless matching); joiners, which HFS+ does not see, do not count.
    """
    folded = unicodedata.normalize("NFD", unicodedata.normalize("NFD", name).casefold())
    return "".join(character for character in folded if character not in JOINERS)


def unsafe(name: str) -> str:
    """Return why a name of one file or folder, without its path, is not safe, or ""."""
    return next((reason for reason, is_so in UNSAFE.items() if is_so(name)), "")


def _is_unseen(name: str) -> bool:
    return any(
        unicodedata.category(character) in UNSEEN and character not in JOINERS for character in name
    )


def _is_device(name: str) -> bool:
    return name.partition(".")[0].rstrip(" ").casefold() in DEVICES


UNSAFE: MappingProxyType[str, Callable[[str], bool]] = MappingProxyType(
    {
        "it is empty": lambda name: not name,
        "it holds a control character or one that nobody sees": _is_unseen,
        'it holds one of < > : " | ? * \\ /': lambda name: not FORBIDDEN.isdisjoint(name),
        "it begins with a dot, a hyphen or a space": lambda name: name.startswith((".", "-", " ")),
        "it ends in a dot or a space": lambda name: name.endswith((".", " ")),
        "Windows keeps this name for a device": _is_device,
        "its letters are not composed (Unicode NFC)": lambda name: (
            not unicodedata.is_normalized("NFC", name)
        ),
        f"it has more than {MOST_BYTES} bytes": lambda name: len(name.encode()) > MOST_BYTES,
    }
)


def _kept(words: str) -> str:
    """Return the words with nothing but letters, digits and the signs of `KEPT`."""
    signs = map(_sign, unicodedata.normalize("NFC", words))
    based = _without_strays("".join(signs))
    single = re.sub(r"[-.]*-[-.]*", "-", re.sub(r"\.{2,}", ".", based))
    return unicodedata.normalize("NFC", single).strip("-.")


def _sign(character: str) -> str:
    kind = unicodedata.category(character)
    if character in KEPT or character in JOINERS:
        return character
    if character in BLANK or character in WITHIN_WORDS:
        return ""
    if _is_of_word(character):
        return character
    return "" if kind[0] == "C" and not character.isspace() else "-"


def _is_of_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN"


def _without_strays(text: str) -> str:
    """Return a text without marks and joiners that follow no letter, or join it to nothing."""
    kept: list[str] = []
    for character in text:
        is_joiner = character in JOINERS
        last = kept[-1] if kept else "-"
        if not is_joiner and not _is_of_word(character) and last in JOINERS:
            kept.pop()
        follows = _is_of_word(last) or (last in JOINERS and not is_joiner)
        if follows or not (is_joiner or unicodedata.category(character)[0] == "M"):
            kept.append(character)
    return "".join(kept).rstrip("".join(JOINERS))


def _no_device(stem: str) -> str:
    device, dot, rest = stem.partition(".")
    return f"{device}_{dot}{rest}" if _is_device(stem) else stem


def _cut(stem: str, most_characters: int, most_bytes: int) -> str:
    """Return as many whole graphemes of the stem as there is room for."""
    fits = (
        end
        for end in reversed([0, *grapheme_ends(stem)])
        if end <= most_characters and len(stem[:end].encode()) <= most_bytes
    )
    return stem[: next(fits)].rstrip("-." + "".join(JOINERS))


def _numbered(name: str, taken: set[str]) -> str:
    match = NAMED.fullmatch(name)
    stem, ending = (match["stem"], match["ending"] or "") if match else (name, "")
    tails = (f"-{number}{ending}" for number in count(2))
    numbered = (_cut(stem, len(stem), MOST_BYTES - len(tail)) + tail for tail in tails)
    return next(name for name in numbered if clash_key(name) not in taken)
