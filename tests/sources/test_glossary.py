from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sources_samples import BUILTIN, write

from kit.errors import SourceError
from kit.sources.glossary import (
    DRAFT,
    LONGEST_CELL,
    MAX_BYTES,
    PATH,
    Glossary,
    parse_glossary,
    read_glossary,
)
from kit.sources.library import language_tags
from kit.sources.variants import MOST_BRACKETS, bracket_fault, variants_of
from kit.sources.workspace import open_workspace

HEAD = "term,part_of_speech,definition,note,mn,mn_source,zh_Hans,zh_Hans_source\n"
DONOR = "[blood] donor,noun,Gives blood.,Unpaid.,[цусны] донор,clinic.mn,献血者,draft\n"
PLASMA = "plasma,,,,,,血浆,clinic.cn\n"
BUILT_IN = read_glossary(BUILTIN)


def parse(text: str) -> Glossary:
    return Glossary(parse_glossary(text.encode(), "g.csv"))


# What is read


def test_a_term_has_its_variants_and_says_where_each_word_was_seen() -> None:
    donor, plasma = parse(HEAD + DONOR + PLASMA).terms
    assert (donor.name, donor.variants) == ("blood donor", ("blood donor", "donor"))
    assert (donor.part_of_speech, donor.definition, donor.note) == (
        "noun",
        "Gives blood.",
        "Unpaid.",
    )
    mongolian, chinese = donor.equivalents["mn"], donor.equivalents["zh-Hans"]
    assert mongolian.text == "[цусны] донор"
    assert mongolian.variants == ("цусны донор", "донор")
    assert (mongolian.source, mongolian.is_draft, mongolian.where) == (
        "clinic.mn",
        False,
        "g.csv:2",
    )
    assert (chinese.source, chinese.is_draft) == (DRAFT, True)
    assert set(plasma.equivalents) == {"zh-Hans"}


def test_a_glossary_knows_its_languages_and_the_terms_of_each() -> None:
    glossary = parse(HEAD + DONOR + PLASMA)
    assert glossary.tags == ("mn", "zh-Hans")
    assert [term.name for term, _ in glossary.known("mn")] == ["blood donor"]
    assert [word.text for _, word in glossary.known("zh-Hans")] == ["献血者", "血浆"]
    assert glossary.known("sw") == ()


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + HEAD + DONOR,
        (HEAD + DONOR).replace("\n", "\r\n"),
        HEAD + "\n,,,,,,,\n" + DONOR + "\n",
        (HEAD + DONOR).removesuffix("\n"),
        (HEAD + DONOR).replace("clinic.mn", '" clinic.mn "'),
        (HEAD + DONOR).replace("zh_Hans", "zh-Hans"),
    ],
)
def test_spreadsheet_programs_may_write_the_file_in_their_way(text: str) -> None:
    (term,) = parse(text).terms
    assert term.equivalents["mn"].source == "clinic.mn"
    assert term.equivalents["zh-Hans"].text == "献血者"


def test_a_comma_and_a_quote_may_stand_between_quotes() -> None:
    (term,) = parse('term,note\n"ready, ""steady""","say ""wait"", please"\n').terms
    assert (term.name, term.note) == ('ready, "steady"', 'say "wait", please')


def test_letters_come_in_composed_form() -> None:
    (term,) = parse("term,fr,fr_source\ndonor,donneur re\u0301gulier,ministe\u0300re\n").terms
    assert term.equivalents["fr"].text == "donneur régulier"


@pytest.mark.parametrize(
    ("cell", "variants"),
    [
        ("donor", ("donor",)),
        ("give blood; donate blood", ("give blood", "donate blood")),
        ("献血； 供血", ("献血", "供血")),
        ("[blood] donor", ("blood donor", "donor")),
        ("don [de sang]", ("don de sang", "don")),
        ("сүүн (сүү)", ("сүүн", "сүү")),
        ("гэр бүлийн (орлуулах) донор", ("гэр бүлийн донор", "орлуулах донор")),
        ("x ([y] z)", ("x", "y z", "z")),
        ("献血（无偿献血）", ("献血", "无偿献血")),
        ("infeção (PT, África); infecção (BR)", ("infeção", "infecção")),
        ("vírus (VIH)", ("vírus", "VIH")),
        ("donor; donor", ("donor",)),
        ("();[]", ()),
    ],
)
def test_the_signs_in_a_term_are_written_out(cell: str, variants: tuple[str, ...]) -> None:
    assert bracket_fault(cell) == ""
    assert variants_of(cell) == variants


@given(st.text("ab ();[]（）", max_size=40))
def test_brackets_are_written_out_without_rest_or_refused(cell: str) -> None:
    if not bracket_fault(cell):
        variants = variants_of(cell)
        assert not set("".join(variants)) & set("()[]（）;")
        assert len(variants) <= (cell.count(";") + 1) * 2**MOST_BRACKETS
        assert all(variant == " ".join(variant.split()) for variant in variants)


# What is refused


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("", "g.csv: the file is empty", "first line"),
        (" , \n\n", "g.csv: the file is empty", "first line"),
        ("term,note,note\n", "g.csv:1: the column 'note' stands twice", ""),
        ("term,zh_Hans,zh-Hans,zh_Hans_source\n", "g.csv:1: the column 'zh-Hans' stands", ""),
        ("note\n", "g.csv:1: no column 'term'", "first line"),
        ("term;note\n", "g.csv:1: unknown column 'term;note'", "commas"),
        ("term,Definition\n", "g.csv:1: unknown column 'Definition'", "definition"),
        ("term,\ndonor,\n", "g.csv:1: unknown column ''", "definition"),
        ("term,en,en_source\n", "g.csv:1: unknown column 'en'", "not en"),
        ("term,mn\n", "g.csv:1: no column 'mn_source'", "mn_source"),
        ("term,mn_source\n", "g.csv:1: no column 'mn'", "mn_source"),
        ("term,note\n\ndonor\n", "g.csv:3: 1 cells, but 2 columns", "comma"),
        ("term,note\ndonor,a,b\n", "g.csv:2: 3 cells, but 2 columns", "quotes"),
        ("term,note\n,a\n", "g.csv:2, term: no word", "fill"),
        ("term\n()\n", "g.csv:2, term: no word", "fill"),
        ("term\nstraße\nSTRASSE\n", "g.csv:3: the term 'STRASSE' stands", "g.csv:2"),
        ("term\ndonor\nDonor\n", "g.csv:3: the term 'Donor' stands twice", "g.csv:2"),
        ("term\n[blood] donor\ngiver; donor\n", "g.csv:3: the term 'donor' stands", "g.csv:2"),
        ("term,part_of_speech\ndonor,nuon\n", "g.csv:2: unknown part_of_speech 'nuon'", "noun"),
        ("term,mn,mn_source\ndonor,донор,\n", "g.csv:2, mn_source: no source", "draft"),
        ("term,mn,mn_source\ndonor,,draft\n", "g.csv:2, mn: no word", "fill"),
        ("term,mn,mn_source\ndonor,(донор,x\n", "g.csv:2, mn: a bracket has no", "left out"),
        ("term\na]b[c\n", "g.csv:2, term: a bracket has no partner", "left out"),
        ("term\na [b (c)]\n", "g.csv:2, term: a bracket has no partner", "left out"),
        ("term\n" + "[a] " * 9 + "\n", "g.csv:2, term: more than 8 pairs of brackets", ""),
        ('term,note\ndonor,"a\nb"\n', "g.csv:2: a cell holds a line break", "quote"),
        ('term,note\ndonor,"a\nplasma,b\n', "g.csv:2: broken CSV", "quotes"),
        ('term,note\ndonor,"a" b\n', "g.csv:2: broken CSV", "quotes"),
        ("term\ndo\tnor\n", "g.csv:2: a cell holds the control character U+0009", "type"),
        ("term\ndo\x00nor\n", "g.csv:2: a cell holds the control character U+0000", "type"),
        ("term\n" + "a" * (LONGEST_CELL + 1), "g.csv:2: a cell has 501 characters", "quote"),
    ],
)
def test_a_wrong_file_is_refused_by_file_and_line(text: str, message: str, hint: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse(text)
    assert str(caught.value).startswith(message)
    assert hint in caught.value.hint


def test_a_cell_may_be_long() -> None:
    (term,) = parse("term\n" + "a" * LONGEST_CELL).terms
    assert len(term.name) == LONGEST_CELL


def test_other_encodings_are_refused_by_line() -> None:
    with pytest.raises(SourceError, match=r"^g\.csv:3: not UTF-8 text") as caught:
        parse_glossary("term\nplasma\nsécurité\n".encode("latin-1"), "g.csv")
    assert "UTF-8" in caught.value.hint


def test_a_file_that_is_too_large_is_not_read() -> None:
    content = b"term\n" + b"\n" * (MAX_BYTES - 5)
    assert parse_glossary(content, "g.csv") == ()
    with pytest.raises(SourceError, match="1000001 bytes"):
        parse_glossary(content + b"\n", "g.csv")


@given(
    st.binary(max_size=200)
    | st.text('term,mn_source\n"()[];a\r\ufeff', max_size=80).map(str.encode)
)
@example(b'term\n"')
@example(b"\xef\xbb\xbf")
@example(b"term\r\ra")
def test_any_bytes_are_read_or_refused_with_their_place(content: bytes) -> None:
    try:
        parsed: object = parse_glossary(content, "g.csv")
    except SourceError as error:
        parsed = error
    if isinstance(parsed, SourceError):
        assert str(parsed).startswith("g.csv")
    else:
        assert isinstance(parsed, tuple)
        assert all(term.variants for term in parsed)


# Layers


def test_a_workspace_adds_terms_and_corrects_words_with_the_columns_it_needs(root: Path) -> None:
    write(
        root,
        PATH,
        "term,mn,mn_source\nBlood donor,хандивлагч,clinic.mn\nthermos,халуун сав,draft\n",
    )
    after = read_glossary(open_workspace(root))
    assert [term.name for term in after.terms][-1] == "thermos"
    assert len(after.terms) == len(BUILT_IN.terms) + 1
    before, donor = (
        next(term for term in glossary.terms if term.name.casefold() == "blood donor")
        for glossary in (BUILT_IN, after)
    )
    assert donor.equivalents["mn"].text == "хандивлагч"
    assert donor.equivalents["mn"].where.startswith(str(root))
    assert {**donor.equivalents, "mn": before.equivalents["mn"]} == before.equivalents
    assert (donor.definition, donor.part_of_speech) == (before.definition, before.part_of_speech)


def test_a_workspace_with_a_wrong_file_is_told_its_path(root: Path) -> None:
    path = write(root, PATH, "term,note\ndonor\n")
    with pytest.raises(SourceError) as caught:
        read_glossary(open_workspace(root))
    assert str(caught.value).startswith(f"{path}:2: ")


# The built-in glossary


def test_every_language_of_the_kit_has_its_terms() -> None:
    for tag in {tag.split("-")[0] for tag in language_tags(BUILTIN)} - {"en"}:
        assert len(BUILT_IN.known(tag)) >= 25, tag


def test_every_built_in_term_is_explained_and_has_a_part_of_speech() -> None:
    assert len(BUILT_IN.terms) >= 40
    assert [term.name for term in BUILT_IN.terms if not (term.definition and term.note)] == []
    assert [term.name for term in BUILT_IN.terms if not term.part_of_speech] == []


def test_every_language_has_words_that_were_seen() -> None:
    for tag in BUILT_IN.tags:
        assert any(not word.is_draft for _, word in BUILT_IN.known(tag)), tag
