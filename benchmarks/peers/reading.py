"""The words of words.py and a PDF of them -> how many come back in order from a reader."""

import re
import subprocess
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import icu
import pypdfium2

# Where a line ends may be a hyphen that is no part of the word; what is not seen does not count.
LEFT_OUT = re.compile(r"[\s\u00ad\u200b-\u200f\u2010\u202a-\u202e\u2060-\u2069\ufffe\ufeff-]+")
LEAST = 2  # letters of a word: shorter ones are found anywhere
# Of a headline and a step the whole text counts, not its parts too; what is not printed does not.
SKIPPED = ("alt", "first", "rest", "address", "title")


def texts_of(value: Any) -> Iterator[str]:
    """Yield the printed texts of a document's words."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in SKIPPED:
                yield from texts_of(inner)
    elif isinstance(value, list):
        if value and isinstance(value[0], dict) and "whole" in value[0]:
            yield "".join(run["text"] for run in value)
        else:
            for inner in value:
                yield from texts_of(inner)


def squeezed(text: str) -> str:
    """Return a text without spaces, hyphens and signs that are not seen; ligatures are letters."""
    return LEFT_OUT.sub("", unicodedata.normalize("NFKC", text))


def words_in(text: str, language: str) -> Iterator[str]:
    """Yield the words of a text, found by ICU, squeezed."""
    breaks = icu.BreakIterator.createWordInstance(icu.Locale(language))
    breaks.setText(text)
    utf16 = text.encode("utf-16-le")
    start = 0
    for end in breaks:
        word = squeezed(utf16[2 * start : 2 * end].decode("utf-16-le"))
        if len(word) >= LEAST and any(sign.isalnum() for sign in word):
            yield word
        start = end


def in_order(text: str, language: str, found: str) -> tuple[int, int]:
    """Return how many words of a text stand whole and in their order in what was read, of all."""
    wanted = squeezed(text)
    matcher = SequenceMatcher(None, wanted, found, autojunk=False)
    blocks = [(block.a, block.a + block.size) for block in matcher.get_matching_blocks()]
    count = kept = at = 0
    for word in words_in(text, language):
        at = wanted.index(word, at)
        count += 1
        kept += any(start <= at and at + len(word) <= end for start, end in blocks)
        at += len(word)
    return kept, count


def share(words: dict[str, Any], found: str) -> float:
    """Return which share of a document's words came back, 0 to 1."""
    read = squeezed(found)
    pairs = [in_order(text, words["language"], read) for text in texts_of(words["parts"])]
    return sum(kept for kept, _ in pairs) / sum(count for _, count in pairs)


def by_pdfium(path: Path) -> str:
    """Return the text of a file as PDFium reads it."""
    pdf = pypdfium2.PdfDocument(path)
    text = "".join(page.get_textpage().get_text_range() for page in pdf)
    pdf.close()
    return text


def by_poppler(path: Path) -> str:
    """Return the text of a file as poppler reads it."""
    command = ["pdftotext", str(path), "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()
