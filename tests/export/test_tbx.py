import io

from lxml import etree

from kit.export.tbx import write_tbx
from kit.sources.glossary import Glossary, parse_glossary, read_glossary
from kit.sources.workspace import Workspace, builtin

GLOSSARY = read_glossary(Workspace((builtin(),)))
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# The core structure of TBX 2 (ISO 30042:2008), as far as the kit writes it: an entry has notes,
# then languages; a language has notes, then terms; a term has its word, then notes on it.
CORE = """
<!ELEMENT martif (martifHeader, text)>
<!ATTLIST martif type CDATA #REQUIRED xml:lang CDATA #REQUIRED>
<!ELEMENT martifHeader (fileDesc, encodingDesc?)>
<!ELEMENT fileDesc (titleStmt?, sourceDesc+)>
<!ELEMENT titleStmt (title)>
<!ELEMENT title (#PCDATA)>
<!ELEMENT sourceDesc (p+)>
<!ELEMENT encodingDesc (p+)>
<!ELEMENT p (#PCDATA)>
<!ATTLIST p type (XCSURI | XCSContent | DCSName) #IMPLIED>
<!ELEMENT text (body)>
<!ELEMENT body (termEntry+)>
<!ELEMENT termEntry ((descrip | note)*, langSet+)>
<!ATTLIST termEntry id ID #IMPLIED>
<!ELEMENT langSet ((descrip | note)*, tig+)>
<!ATTLIST langSet xml:lang CDATA #REQUIRED>
<!ELEMENT tig (term, termNote*)>
<!ELEMENT term (#PCDATA)>
<!ELEMENT termNote (#PCDATA)>
<!ATTLIST termNote type CDATA #REQUIRED>
<!ELEMENT descrip (#PCDATA)>
<!ATTLIST descrip type CDATA #REQUIRED>
<!ELEMENT note (#PCDATA)>
<!-- An addition of Weblate and the Translate Toolkit. -->
<!ATTLIST note from CDATA #IMPLIED>
"""


def parse(text: str) -> Glossary:
    return Glossary(parse_glossary(text.encode(), "g.csv"))


def read_back(content: bytes) -> list[dict[str, list[str]]]:
    """The words of every entry by language."""
    root = etree.fromstring(content)
    return [
        {str(language.get(LANG)): words(language) for language in entry.iter("langSet")}
        for entry in root.iter("termEntry")
    ]


def words(element: etree._Element) -> list[str]:
    return [str(term.text) for term in element.iter("term")]


def test_every_term_and_variant_comes_back() -> None:
    expected = [
        {
            "en": list(term.variants),
            **{tag: list(word.variants) for tag, word in term.equivalents.items()},
        }
        for term in GLOSSARY.terms
    ]
    assert read_back(write_tbx(GLOSSARY, GLOSSARY.tags)) == expected


def test_one_language_stands_beside_english_alone() -> None:
    entries = read_back(write_tbx(GLOSSARY, ("sw",)))
    assert {tuple(entry) for entry in entries} == {("en", "sw")}


def test_the_file_has_the_core_structure_of_tbx() -> None:
    dtd = etree.DTD(io.StringIO(CORE))
    root = etree.fromstring(write_tbx(GLOSSARY, GLOSSARY.tags))
    assert dtd.validate(root), dtd.error_log.filter_from_errors()


def test_the_same_glossary_gives_the_same_bytes() -> None:
    again = read_glossary(Workspace((builtin(),)))
    assert write_tbx(again, again.tags) == write_tbx(GLOSSARY, GLOSSARY.tags)


def test_definition_note_and_source_stand_where_translation_tools_look_for_them() -> None:
    glossary = parse(
        "term,part_of_speech,definition,note,mn,mn_source,sw,sw_source\n"
        "plasma,proper noun,Liquid.,Not serum.,сийвэн,law.mn,plazma,draft\n"
    )
    (entry,) = etree.fromstring(write_tbx(glossary, glossary.tags)).iter("termEntry")
    assert entry.findtext("descrip[@type='definition']") == "Liquid."
    assert entry.findtext("descrip[@type='Usage note']") == "Not serum."
    notes = [str(note.text) for note in entry.iterfind("langSet/note[@from='translator']")]
    assert notes[0] == "mn: seen at law.mn"
    assert notes[1].startswith("sw: draft")
    assert {part.text for part in entry.iter("termNote")} == {"properNoun"}


def test_signs_of_xml_are_kept_as_text() -> None:
    (entry,) = read_back(write_tbx(parse('term,mn,mn_source\na & <b>,"""в"" & <г>",x\n'), ("mn",)))
    assert entry == {"en": ["a & <b>"], "mn": ['"в" & <г>']}


def test_a_term_without_words_in_a_language_has_no_place_for_it() -> None:
    glossary = parse("term,mn,mn_source\nplasma,,\n")
    assert read_back(write_tbx(glossary, ("mn",))) == [{"en": ["plasma"]}]


def test_ids_come_from_the_names_and_are_each_used_once() -> None:
    glossary = parse("term\nRed cells\nred-cells\n血\n血液\n")
    root = etree.fromstring(write_tbx(glossary, ()))
    ids = [entry.get("id") for entry in root.iter("termEntry")]
    assert ids == ["term-red-cells", "term-red-cells.2", "term-", "term-.2"]


def test_parts_of_speech_have_the_names_of_tbx_basic() -> None:
    root = etree.fromstring(write_tbx(GLOSSARY, ()))
    assert {part.text for part in root.iter("termNote")} == {"noun", "properNoun", "verb"}
