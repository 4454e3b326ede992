"""A glossary -> TBX-Basic, the XML in which translation tools exchange terms.

The form is that of TBX version 2 (ISO 30042:2008, root element `martif`): Weblate and the
Translate Toolkit read no other. What Weblate shows beside a term stands where it looks for it:
the definition in `descrip`, the note in `descrip type="Usage note"`, and where a word was seen in
`note from="translator"`.
"""

import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from kit.sources.glossary import Equivalent, Glossary, Term
from kit.sources.locales import SOURCE_LANGUAGE

TITLE = "Words of voluntary unpaid blood donation"
DRAFT_NOTE = "draft, seen nowhere and not checked by a native reviewer"
# The names of TBX-Basic for parts of speech; it has none for phrases.
_PARTS = {"noun phrase": "noun", "proper noun": "properNoun"}
_HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<martif type="TBX-Basic" xml:lang="{SOURCE_LANGUAGE}">
 <martifHeader>
  <fileDesc>
   <titleStmt><title>{TITLE}</title></titleStmt>
   <sourceDesc><p>vnrbd-kit, locales/glossary.csv</p></sourceDesc>
  </fileDesc>
  <encodingDesc><p type="XCSURI">TBXBasicXCSV02.xcs</p></encodingDesc>
 </martifHeader>
 <text>
  <body>"""
_FOOT = """  </body>
 </text>
</martif>
"""


def write_tbx(glossary: Glossary, tags: Sequence[str]) -> bytes:
    """Return the file: each term in English and in those of the languages that know it.

    The preferred word of a language comes first. The same glossary gives the same bytes.
    """
    lines = [_HEAD]
    taken: set[str] = set()
    for term in glossary.terms:
        lines += _entry(term, _identifier(term.name, taken), tags)
    return ("\n".join(lines) + "\n" + _FOOT).encode("utf-8")


def _identifier(name: str, taken: set[str]) -> str:
    """Return an id made of the name, so that it stays when other terms come or go."""
    slug = "term-" + re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    unique, count = slug, 1
    while unique in taken:
        count += 1
        unique = f"{slug}.{count}"
    taken.add(unique)
    return unique


def _entry(term: Term, identifier: str, tags: Sequence[str]) -> Iterator[str]:
    yield f"   <termEntry id={quoteattr(identifier)}>"
    if term.definition:
        yield f'    <descrip type="definition">{escape(term.definition)}</descrip>'
    if term.note:
        yield f'    <descrip type="Usage note">{escape(term.note)}</descrip>'
    yield from _words(SOURCE_LANGUAGE, term.variants, term.part_of_speech)
    for tag in tags:
        if equivalent := term.equivalents.get(tag):
            yield from _words(tag, equivalent.variants, term.part_of_speech, _note(tag, equivalent))
    yield "   </termEntry>"


def _note(tag: str, equivalent: Equivalent) -> str:
    """Return where a word was seen, with its tag: tools show the notes of all languages at once."""
    return f"{tag}: {DRAFT_NOTE if equivalent.is_draft else f'seen at {equivalent.source}'}"


def _words(tag: str, variants: Sequence[str], part: str, note: str = "") -> Iterator[str]:
    yield f"    <langSet xml:lang={quoteattr(tag)}>"
    if note:
        yield f'     <note from="translator">{escape(note)}</note>'
    for variant in variants:
        yield f"     <tig><term>{escape(variant)}</term>{_part(part)}</tig>"
    yield "    </langSet>"


def _part(part: str) -> str:
    named = _PARTS.get(part, part)
    return f'<termNote type="partOfSpeech">{escape(named)}</termNote>' if named else ""
