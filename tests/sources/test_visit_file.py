import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sources_samples import BUILTIN, write

from kit.errors import EXIT_FINDINGS, SourceError
from kit.sources.bibliography import read_bibliography
from kit.sources.library import language_tags
from kit.sources.partner import partner_slugs
from kit.sources.visit import HostContact, ProgrammeItem, Visit, Visitor
from kit.sources.visit_file import HOST, ITEM, TOP, VISITOR, read_visit

BIBLIOGRAPHY = read_bibliography(BUILTIN)
MANUAL = (Path(__file__).parents[2] / "docs/visits.md").read_text(encoding="utf-8")
CODE = re.compile(r"`([^`]+)`")
SCHEMA = "schema = 1\n"
WHO = 'partners = ["tanzania"]\n'
WHEN = "first = 2027-05-10\nlast = 2027-05-14\n"
THEMES = 'themes = ["general"]\n'
LANGUAGES = 'languages = ["sw", "en"]\n'
HEAD = SCHEMA + WHO + WHEN + THEMES + LANGUAGES
ASHA = '[[visitor]]\nname = "Asha Mushi"\n'
ITEM_HEAD = "[[programme]]\nday = 2027-05-11\n"
LISTED = ", ".join(partner_slugs(BUILTIN))
TAGS = ", ".join(language_tags(BUILTIN))


def read(folder: Path, text: str) -> Visit:
    return read_visit(write(folder, "visit.toml", text), BUILTIN, BIBLIOGRAPHY)


def test_a_visit_keeps_all_that_was_written(tmp_path: Path) -> None:
    visit = read(
        tmp_path,
        SCHEMA
        + 'partners = ["tanzania", "mongolia"]\n'
        + WHEN
        + 'themes = ["safety", "general"]\nlanguages = ["mn", "sw"]\n'
        + 'notes = { en = "Bring figures.", mn = "Тоо баримт авчирна уу." }\n'
        + '[host]\nname = "Kim Min-ji"\nemail = "visits@example.org"\nphone = "+82 33 811 0000"\n'
        + '[[visitor]]\nname = "Asha Mushi"\nrole = "Nurse"\n[[visitor]]\nname = "B. Bat"\n'
        + '[[programme]]\nday = 2027-05-12\nwhat = "Laboratory"\n'
        + '[[programme]]\nday = 2027-05-10\nat = "14:00"\nwhat = { sw = "Karibu", en = "Hello" }\n'
        + '[[programme]]\nday = 2027-05-10\nat = "09:30"\nwhat = "Walk"\n',
    )
    assert visit == Visit(
        path=str(tmp_path / "visit.toml"),
        partners=("tanzania", "mongolia"),
        first=date(2027, 5, 10),
        last=date(2027, 5, 14),
        themes=("safety", "general"),
        languages=("mn", "sw"),
        visitors=(Visitor("Asha Mushi", "Nurse"), Visitor("B. Bat")),
        host=HostContact("Kim Min-ji", "visits@example.org", "+82 33 811 0000"),
        programme=(
            ProgrammeItem(date(2027, 5, 10), "14:00", {"sw": "Karibu", "en": "Hello"}),
            ProgrammeItem(date(2027, 5, 10), "09:30", {"en": "Walk"}),
            ProgrammeItem(date(2027, 5, 12), "", {"en": "Laboratory"}),
        ),
        notes={"en": "Bring figures.", "mn": "Тоо баримт авчирна уу."},
    )


def test_without_languages_a_visit_is_in_all_those_of_its_partners(tmp_path: Path) -> None:
    two = WHO.replace('"]', '", "mongolia"]')
    visit = read(tmp_path, SCHEMA + two + WHEN + THEMES)
    assert visit.languages == ("sw", "en", "mn")
    assert (visit.visitors, visit.programme, visit.notes) == ((), (), None)
    assert visit.host == HostContact()


def test_a_workspace_adds_partners_and_languages_to_a_visit(tmp_path: Path) -> None:
    text = SCHEMA + 'partners = ["timor"]\n' + WHEN + THEMES
    with pytest.raises(SourceError, match="unknown partner 'timor'"):
        read(tmp_path, text)
    write(
        tmp_path,
        "assets/partners/timor/partner.toml",
        'schema = 1\ncountry = "TL"\nlanguages = ["tet"]\n'
        '[service]\nvalue = { en = "Blood Bank" }\nsources = ["own-service"]\n',
    )
    workspace = type(BUILTIN)((*BUILTIN.layers, tmp_path))
    path = tmp_path / "visit.toml"
    assert read_visit(path, workspace, BIBLIOGRAPHY).languages == ("tet",)


def test_texts_are_trimmed_and_composed(tmp_path: Path) -> None:
    visit = read(tmp_path, HEAD + '[[visitor]]\nname = "  Zoe\u0301 Nguye\u0302\u0303n "\n')
    assert visit.visitors == (Visitor("Zo\u00e9 Nguy\u1ec5n"),)


def test_notes_may_have_several_lines(tmp_path: Path) -> None:
    visit = read(tmp_path, HEAD + 'notes = """\r\nBring figures.\r\n\r\nBring shoes.\r\n"""\n')
    assert visit.notes == {"en": "Bring figures.\n\nBring shoes."}


def test_two_people_of_one_name_differ_by_their_role(tmp_path: Path) -> None:
    visit = read(tmp_path, HEAD + ASHA + ASHA + 'role = "Nurse"\n')
    assert visit.visitors == (Visitor("Asha Mushi"), Visitor("Asha Mushi", "Nurse"))


def test_sixty_days_and_two_hundred_people_are_not_too_many(tmp_path: Path) -> None:
    people = "".join(ASHA.replace("Asha", f"Asha {number}") for number in range(200))
    visit = read(tmp_path, HEAD.replace("2027-05-14", "2027-07-08") + people)
    assert (visit.last - visit.first).days + 1 == 60
    assert len(visit.visitors) == 200


def item(more: str, day: str = "2027-05-11") -> str:
    return f"{HEAD}[[programme]]\nday = {day}\n{more}\n"


WRONG = [
    # keys and the version
    ("", "schema", "schema is not 1"),
    (HEAD.replace("= 1", "= 2"), "schema", "schema is not 1"),
    (HEAD.replace("= 1", "= true"), "schema", "schema is not 1"),
    (HEAD + 'colour = "red"\n', "colour", "unknown key"),
    (HEAD + '"\\u0007" = 1\n', "'\\x07'", "unknown key"),
    (HEAD + '[host]\nfax = "1"\n', "host.fax", "unknown key"),
    (HEAD + ASHA + "age = 3\n", "visitor.1.age", "unknown key"),
    (item('what = "Walk"\nwhere = "x"'), "programme.1.where", "unknown key"),
    # partners, themes, languages
    (SCHEMA + WHEN + THEMES, "partners", "no list of one partner or more"),
    (HEAD.replace('["tanzania"]', "[]"), "partners", "no list of one partner or more"),
    (HEAD.replace('["tanzania"]', '"tanzania"'), "partners", "no list of one partner or more"),
    (HEAD.replace('["tanzania"]', "[3]"), "partners.1", "no text"),
    (HEAD.replace("tanzania", "atlantis"), "partners.1", "unknown partner 'atlantis'"),
    (HEAD.replace('"tanzania"', '"korea", "korea"'), "partners.2", "'korea' stands twice"),
    (SCHEMA + WHO + WHEN, "themes", "no list of one theme or more"),
    (HEAD.replace("general", "cooking"), "themes.1", "unknown theme 'cooking'"),
    (HEAD.replace('"general"', '"policy", "policy"'), "themes.2", "'policy' stands twice"),
    (HEAD.replace('"sw"', '"xx"'), "languages.1", "unknown language of these partners 'xx'"),
    (HEAD.replace('"sw"', '"ko"'), "languages.1", "unknown language of these partners 'ko'"),
    (HEAD.replace('"sw", "en"', ""), "languages", "no list of one language"),
    (HEAD.replace('"sw"', '"en"'), "languages.2", "'en' stands twice"),
    # days
    (SCHEMA + WHO + THEMES, "first", "no day"),
    (HEAD.replace("2027-05-10", '"2027-05-10"'), "first", "no day"),
    (HEAD.replace("2027-05-10", "2027-05-10T09:00:00"), "first", "no day"),
    (HEAD.replace("2027-05-14", "true"), "last", "no day"),
    (HEAD.replace("2027-05-14", "2027-05-09"), "last", "2027-05-09 is before the first day"),
    (HEAD.replace("2027-05-14", "2027-07-09"), "last", "61 days, at most 60"),
    (HEAD.replace("2027-05-14", "9999-12-31"), "last", "2911949 days, at most 60"),
    # people
    (HEAD + "visitor = 3\n", "visitor", "no list of tables"),
    (HEAD + 'visitor = ["Asha"]\n', "visitor", "no list of tables"),
    (HEAD + '[visitor]\nname = "Asha"\n', "visitor", "no list of tables"),
    (HEAD + 201 * ASHA, "visitor", "201 of them, at most 200"),
    (HEAD + "[[visitor]]\n", "visitor.1.name", "the key is missing"),
    (HEAD + ASHA + "[[visitor]]\nname = 3\n", "visitor.2.name", "no text"),
    (HEAD + ASHA.replace("Asha Mushi", " "), "visitor.1.name", "the text is empty"),
    (HEAD + ASHA.replace("Asha", 200 * "a"), "visitor.1.name", "206 characters, at most 200"),
    (HEAD + ASHA.replace("Asha", "\\u0007"), "visitor.1.name", "a character that does not print"),
    (HEAD + ASHA.replace("Asha", "A\\nB"), "visitor.1.name", "a line break"),
    (HEAD + ASHA.replace("Asha", "\\u202E"), "visitor.1.name", "a character that does not print"),
    (HEAD + ASHA.replace("Asha", "\\uFFFF"), "visitor.1.name", "a character that does not print"),
    (HEAD + ASHA + "role = []\n", "visitor.1.role", "no text"),
    (HEAD + ASHA + ASHA.replace("A", " a"), "visitor.2.name", "'asha Mushi' stands twice"),
    (HEAD + "host = 3\n", "host", "no table"),
    (HEAD + '[host]\nname = ""\n', "host.name", "the text is empty"),
    (HEAD + '[host]\nemail = "write to us"\n', "host.email", "'write to us' has another form"),
    (HEAD + '[host]\nphone = "call us"\n', "host.phone", "'call us' has another form"),
    # the programme
    (item('what = "Walk"', "2027-05-09"), "programme.1.day", "2027-05-09 is no day of the visit"),
    (item('what = "Walk"', "2027-05-15"), "programme.1.day", "2027-05-15 is no day of the visit"),
    (item('what = "Walk"', '"Monday"'), "programme.1.day", "no day"),
    (HEAD + '[[programme]]\nwhat = "Walk"\n', "programme.1.day", "the key is missing"),
    (item(""), "programme.1.what", "the key is missing"),
    (item("what = 3"), "programme.1.what", "no text"),
    (item("what = {}"), "programme.1.what", "no text in it"),
    (item('what = { xx = "Walk" }'), "programme.1.what.xx", "unknown language 'xx'"),
    (item("what = { en = 3 }"), "programme.1.what.en", "no text"),
    (item('what = { en = "a\\u0000b" }'), "programme.1.what.en", "a character that does not"),
    (item('what = "Walk"\nat = "9:30"'), "programme.1.at", "'9:30' has another form"),
    (item('what = "Walk"\nat = "24:00"'), "programme.1.at", "'24:00' has another form"),
    (item('what = "Walk"\nat = 09:30:00'), "programme.1.at", "no text"),
    (HEAD + 1001 * (ITEM_HEAD + 'what = "x"\n'), "programme", "1001 of them, at most 1000"),
    # notes
    (HEAD + f'notes = "{2001 * "a"}"\n', "notes", "2001 characters, at most 2000"),
    (HEAD + 'notes = { fr = "Oui", xx = "No" }\n', "notes.xx", "unknown language 'xx'"),
    (HEAD + 'notes = "one\\ttwo"\n', "notes", "a character that does not print (U+0009)"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "key", "message"), WRONG)
def test_a_wrong_visit_is_refused_by_file_and_key_with_a_hint(
    tmp_path: Path, text: str, key: str, message: str
) -> None:
    with pytest.raises(SourceError) as caught:
        read(tmp_path, text)
    assert str(caught.value).startswith(f"{tmp_path / 'visit.toml'}, {key}: {message}")
    assert caught.value.exit_code == EXIT_FINDINGS
    assert caught.value.hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (HEAD.replace("tanzania", "atlantis"), f"one of: {LISTED}"),
        (HEAD.replace("general", "cooking"), "one of: general, safety, policy"),
        (HEAD.replace('"sw"', '"ko"'), "one of: sw, en"),
        (HEAD + 'notes = { xx = "No" }\n', f"one of: {TAGS}"),
        (HEAD + "colour = 3\n", "known keys: " + ", ".join(TOP)),
        (HEAD + "[host]\nfax = 3\n", "known keys: " + ", ".join(HOST)),
        (HEAD.replace("2027-05-10", '""'), "write first = 2027-05-10, without quotes and time"),
        (item('what = "x"', "2027-06-11"), "the visit is from 2027-05-10 to 2027-05-14"),
        (HEAD + '[host]\nemail = "x"\n', 'write it as "visits@example.org"'),
        ("", "write schema = 1 at the top"),
    ],
)
def test_the_hint_says_how_to_mend_it(tmp_path: Path, text: str, hint: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(tmp_path, text)
    assert caught.value.hint == hint


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"schema = 1\nfirst = \n", "broken TOML: .*line 2"),
        (b"\xff\xfe", "not UTF-8 text"),
        (b"a = " + 5000 * b"1", "broken TOML: out of all measure"),
        (b"a = " + 50_000 * b"[", "broken TOML: out of all measure"),
        (b"#" * 1_000_001, "more than 1,000,000 bytes"),
    ],
)
def test_what_is_no_toml_is_refused_by_its_file(
    tmp_path: Path, content: bytes, message: str
) -> None:
    path = tmp_path / "visit.toml"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=message) as caught:
        read_visit(path, BUILTIN, BIBLIOGRAPHY)
    assert str(caught.value).startswith(str(path))


def test_a_file_that_is_not_there_or_a_folder_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.toml"):
        with pytest.raises(SourceError, match=re.escape(str(path))):
            read_visit(path, BUILTIN, BIBLIOGRAPHY)


# Whatever is in the file, it is read or refused.

NAMES = st.sampled_from([*TOP, *HOST, *VISITOR, *ITEM, "en", "sw", "x", '"\\u0000"', '""'])
LEAVES = st.one_of(
    st.sampled_from([
        "1", "true", "-0.5", "nan", '""', '"en"', '"general"', '"tanzania"', '"09:30"', '" "',
        "2027-05-10", "2027-05-14", "09:30:00", "2027-05-10T09:30:00Z", "[]", "{}", '"\\u202e"',
    ]),
    st.text(st.characters(blacklist_characters='"\\', blacklist_categories=["Cs", "Cc"])).map(
        lambda text: f'"{text}"'
    ),
)  # fmt: skip
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: f"[{', '.join(parts)}]"),
        st.dictionaries(NAMES, inner, max_size=3).map(
            lambda pairs: "{" + ", ".join(f"{k} = {v}" for k, v in pairs.items()) + "}"
        ),
    ),
    max_leaves=6,
)
LINES = st.one_of(
    st.tuples(NAMES, VALUES).map(lambda pair: f"{pair[0]} = {pair[1]}"),
    NAMES.map(lambda name: f"[{name}]"),
    NAMES.map(lambda name: f"[[{name}]]"),
)
STARTS = st.sampled_from(["", SCHEMA, SCHEMA + WHO, SCHEMA + WHO + WHEN, HEAD, HEAD + ASHA])
EASY = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def read_or_refused(folder: Path, content: bytes) -> tuple[Visit | None, str]:
    """The visit, or why it is refused; anything else stops the test."""
    path = folder / "visit.toml"
    path.write_bytes(content)
    try:
        return read_visit(path, BUILTIN, BIBLIOGRAPHY), ""
    except SourceError as error:
        return None, str(error)


@EASY
@given(STARTS, st.lists(LINES, max_size=8))
def test_any_toml_is_read_or_refused_with_its_file(
    tmp_path: Path, start: str, lines: list[str]
) -> None:
    visit, error = read_or_refused(tmp_path, (start + "\n".join(lines)).encode())
    if visit is None:
        assert error.startswith(str(tmp_path / "visit.toml"))
        assert error.isprintable()
    else:
        assert visit.partners
        assert visit.languages
        assert all(visit.first <= each.day <= visit.last for each in visit.programme)


@EASY
@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused_with_their_file(tmp_path: Path, content: bytes) -> None:
    visit, error = read_or_refused(tmp_path, HEAD.encode() + content)
    assert visit or error.startswith(str(tmp_path / "visit.toml"))


# The manual


def rows(heading: str) -> set[str]:
    """The keys of the first column of the table in a section."""
    section = MANUAL.partition(f"\n{heading}\n")[2].partition("\n## ")[0].partition("\n### ")[0]
    return {
        CODE.findall(line.split("|")[1])[0]
        for line in section.splitlines()
        if line.startswith("| `")
    }


@pytest.mark.parametrize(
    ("heading", "keys"),
    [
        ("### Keys at the top", TOP),
        ("### The host", HOST),
        ("### A visitor", VISITOR),
        ("### An item of the programme", ITEM),
    ],
)
def test_the_manual_has_a_row_for_every_key_of_a_visit_and_no_other(
    heading: str, keys: tuple[str, ...]
) -> None:
    assert rows(heading) == set(keys)


def test_the_visit_in_the_manual_is_read(tmp_path: Path) -> None:
    shown = re.findall(r"^```toml\n(schema = 1\n.*?)^```$", MANUAL, re.MULTILINE | re.DOTALL)
    assert len(shown) == 1
    visit = read(tmp_path, shown[0])
    assert set(tomllib.loads(shown[0])) == set(TOP)
    assert visit.programme
    assert visit.visitors
