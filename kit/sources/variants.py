"""A cell of the glossary -> the variants of a term: `;`, `(...)` and `[...]` written out."""

import re

MOST_BRACKETS = 8
"""In a cell; each pair can double the number of variants."""
_SENSES = re.compile("[;；]")
# The innermost pair, in Latin or full-width brackets.
_VARIANT = re.compile(r"[(（]([^()（）]*)[)）]")
_OPTIONAL = re.compile(r"\[([^()（）\[\]]*)\]")
_PLAIN_VARIANT = re.compile(r"[(（][^()（）\[\]]*[)）]")
_BRACKET = re.compile(r"[()（）\[\]]")
# "(BR)" or "(PT, África)" says where a word is used; it is no word for the term.
_COUNTRY = re.compile(r"[A-Z]{2}(?:,.*)?")


def bracket_fault(text: str) -> str:
    """Return what is wrong with the brackets of a cell, or ""."""
    if len(_BRACKET.findall(text)) > 2 * MOST_BRACKETS:
        return f"more than {MOST_BRACKETS} pairs of brackets"
    for word in _SENSES.split(text):
        if _BRACKET.search(_PLAIN_VARIANT.sub("", _OPTIONAL.sub("", word))):
            return "a bracket has no partner, or stands in a wrong one"
    return ""


def variants_of(text: str) -> tuple[str, ...]:
    """Return the variants that a cell stands for, the preferred one first, each once.

    `;` parts words for two senses. `(...)` at the end is another word for the same, within a
    word it takes the place of what stands before it; a country in it is left out. What stands in
    `[...]` may be left out. The brackets must have no fault.
    """
    found = (
        " ".join(variant.split())
        for word in _SENSES.split(text)
        for alternative in _alternatives(word)
        for variant in _with_and_without(alternative)
    )
    return tuple(dict.fromkeys(filter(None, found)))


def _alternatives(word: str) -> tuple[str, ...]:
    match = _VARIANT.search(word)
    if not match:
        return (word,)
    before, inside, after = word[: match.start()], match[1], word[match.end() :]
    first = _alternatives(f"{before} {after}")
    if _COUNTRY.fullmatch(inside.strip()):
        return first
    return (*first, *_alternatives(f"{inside} {after}"))


def _with_and_without(word: str) -> tuple[str, ...]:
    match = _OPTIONAL.search(word)
    if not match:
        return (word,)
    before, inside, after = word[: match.start()], match[1], word[match.end() :]
    return (*_with_and_without(before + inside + after), *_with_and_without(before + after))
