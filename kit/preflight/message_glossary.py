"""A catalogue and the glossary -> a gentle finding for each term whose word is not in the text.

Languages inflect, so a word is looked for by its stem: enough of its letters in a row. A word of
another root is found out; a wrong ending never is.
"""

import math
import re
from collections.abc import Iterator

from kit.errors import SourceError
from kit.findings import Finding, Severity
from kit.sources.glossary import Equivalent, Glossary, Term
from kit.sources.locales import locale_of
from kit.sources.po_entry import PoEntry, PoFile
from kit.sources.signoff import nfc

CODE = "message.term"
MOST_SHOWN = 60
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_WORD = re.compile(r"[^\s.,:;·/、，。()（）«»\"'’-]+")
# Joiners and spaces of no width, soft hyphens, and Arabic vowel signs and stretching.
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\u0640\u064b-\u0652\u0670]")
# Arabic words of one root differ in their long vowels: فصيلة, فصائل.
_ARABIC = re.compile("[\u0620-\u06ff]")
_ARABIC_VOWELS = re.compile("[اأإآٱوؤيىئءةیے]")
_ARABIC_ARTICLE = re.compile("^(?:[بكو]?ال|لل)(?=..)")
# Ethiopic syllables of one consonant stand in a row of eight: ለገስ, ልገሳ, ለግሱ.
_ETHIOPIC = re.compile("[\u1200-\u1357]")
_ETHIOPIC_ROW = 8
_ETHIOPIC_GENITIVE = re.compile("^የ(?=..)")
_HANGUL = re.compile("[\uac00-\ud7a3]")
# Dictionary endings that no other form of the verb keeps.
_ENDINGS = re.compile("(?:하다|[аоөүэуы]?х)$")
# Scripts that write no spaces between words: Thai, Lao, Burmese, Khmer, Chinese.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u4e00-\u9fff]")
# Up to two letters is "de", "wa", "ya": in Latin letters such words change with the sentence.
_LATIN = re.compile("[a-z\u00df-\u024f]")
# Letters that take no prefix: a stem of two letters begins its word.
_NO_PREFIX = re.compile("[a-z\u00df-\u024f\u0400-\u04ff]")
_SHORT = 2
_WHOLE = 3
"""Words of up to so many letters must stand in full."""
_STEM_SHARE = 0.6
_HANGUL_SHARE = 0.5


def glossary_findings(file: PoFile, tag: str, glossary: Glossary) -> tuple[Finding, ...]:
    """Return a warning for each term that a translation says in other words than the glossary.

    A term counts where the English text has it in whole words, longer terms first. For a word
    that is a draft itself the finding is a note. Obsolete and fuzzy entries are left out.

    Args:
        file: The catalogue.
        tag: Language of its translations; a regional one takes the terms of its language.
        glossary: The terms to look for.
    """
    known = {term.name: equivalent for term, equivalent in glossary.known(_known(tag, glossary))}
    pattern, terms = _pattern(glossary)
    entries = (entry for entry in file.entries if known and _is_used(entry))
    return tuple(
        _finding(entry, file.path, term, known[term.name])
        for entry in entries
        for term in _terms_in(entry.msgid, pattern, terms)
        if term.name in known and not _has_word(entry, known[term.name])
    )


def _known(tag: str, glossary: Glossary) -> str:
    """Return the nearest tag that has terms in the same script, or ""."""
    try:
        locale = locale_of(tag)
    except SourceError:
        return ""
    nearest = (
        near
        for near in (locale.tag, *locale.fallbacks)
        if near in glossary.tags and locale_of(near).script == locale.script
    )
    return next(nearest, "")


def _is_used(entry: PoEntry) -> bool:
    return not (entry.is_obsolete or entry.is_fuzzy or entry.is_header)


def _pattern(glossary: Glossary) -> tuple[re.Pattern[str], dict[str, Term]]:
    """Return what finds the terms in an English text, longest first, and each by its variants."""
    terms = {
        variant.casefold(): term
        for term in reversed(glossary.terms)  # The first of two terms with one word counts.
        for variant in term.variants
    }
    longest_first = sorted(terms, key=lambda variant: (-len(variant), variant))
    words = "|".join(re.escape(variant) for variant in longest_first)
    return re.compile(rf"(?<!\w)({words})s?(?!\w)"), terms


def _terms_in(msgid: str, pattern: re.Pattern[str], terms: dict[str, Term]) -> Iterator[Term]:
    text = " ".join(_PLACEHOLDER.sub("{}", msgid).casefold().split())
    found = (terms[match[1]] for match in pattern.finditer(text))
    return iter({term.name: term for term in found}.values())


def _finding(entry: PoEntry, path: str, term: Term, equivalent: Equivalent) -> Finding:
    words = equivalent.variants[0][:MOST_SHOWN]
    severity, hint = Severity.WARNING, f"seen: {equivalent.source}; if yours is better, change"
    if equivalent.is_draft:
        severity, hint = Severity.NOTE, "that is a draft too; if yours is better, change"
    return Finding(
        severity,
        CODE,
        f"{term.name!r} is {words!r} in the glossary, but not in {entry.msgid[:MOST_SHOWN]!r}",
        f"{path}:{entry.line}",
        f"{hint} {equivalent.where}",
    )


def _has_word(entry: PoEntry, equivalent: Equivalent) -> bool:
    """Say whether every form that is translated has one of the variants."""
    return all(
        any(_stands_in(variant, _folded(text)) for variant in equivalent.variants)
        for text in entry.strings
        if text.strip()
    )


def _folded(text: str) -> str:
    """Return a text without what differs between the forms of a word."""
    text = _UNSEEN.sub("", _PLACEHOLDER.sub(" ", nfc(text)).casefold())
    text = _ARABIC_VOWELS.sub("", " ".join(map(_without_article, text.split())))
    return _ETHIOPIC.sub(_row, text)


def _without_article(word: str) -> str:
    return _ETHIOPIC_GENITIVE.sub("", _ARABIC_ARTICLE.sub("", word))


def _row(syllable: re.Match[str]) -> str:
    code = ord(syllable[0])
    return chr(code - code % _ETHIOPIC_ROW)


def _stands_in(variant: str, text: str) -> bool:
    words = [_ENDINGS.sub("", word) for word in _WORD.findall(_folded(variant))]
    telling = [word for word in words if len(word) > _SHORT or not _LATIN.match(word)]
    return all(_has_stem(word, text) for word in telling or words)


def _has_stem(word: str, text: str) -> bool:
    """Say whether so many letters of a word stand in a row in the text."""
    if _UNSPACED.search(word):
        text = text.replace(" ", "")
    needed = _needed(word)
    if needed <= _SHORT and _NO_PREFIX.match(word):
        return re.search(rf"(?<!\w){re.escape(word[:needed])}", text) is not None
    starts = range(len(word) - needed + 1)
    return any(word[start : start + needed] in text for start in starts)


def _needed(word: str) -> int:
    share, least = (_HANGUL_SHARE, _SHORT) if _HANGUL.match(word) else (_STEM_SHARE, _WHOLE)
    return min(len(word), max(least, math.ceil(share * len(word))))
