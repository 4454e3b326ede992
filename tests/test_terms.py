"""`kit glossary` without its command line: a tag in, a table, JSON or TBX out."""

import json
from pathlib import Path

import pytest
from lxml import etree

from kit.errors import SourceError, UsageError
from kit.terms import glossary_tbx, glossary_text

LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace that has a word of its own in a language that nobody else has."""
    (tmp_path / "kit.toml").write_text("schema = 1\n", encoding="utf-8")
    (tmp_path / "locales").mkdir()
    text = "term,ja,ja_source\nblood donor,[血の]供血者（献血者）,red.jp\nflask,魔法びん,draft\n"
    (tmp_path / "locales/glossary.csv").write_text(text, encoding="utf-8")
    return tmp_path


def test_the_terms_of_a_language_come_as_a_table_with_state_and_source(folder: Path) -> None:
    assert glossary_text("ja", folder).splitlines() == [
        "term         state  ja                    seen at",
        "blood donor  seen   血の供血者（献血者）  red.jp",
        "flask        draft  魔法びん",
    ]


def test_marks_take_no_room_in_a_table(folder: Path) -> None:
    text = "term,my,my_source\nplasma,\u1000\u102d\u102f,a.mm\nblood bag,\u1000,a.mm\n"
    (folder / "locales/glossary.csv").write_text(text, encoding="utf-8")
    rows = {line.split()[0]: line for line in glossary_text("my", folder).splitlines()}
    # Two marks more in the text, the same column on a terminal.
    assert rows["plasma"].index("a.mm") == rows["blood"].index("a.mm") + 2


def test_without_a_language_every_language_is_counted(folder: Path) -> None:
    lines = glossary_text(None, folder).splitlines()
    assert lines[0].split() == ["language", "terms", "seen", "draft", "name"]
    assert [line.split()[:4] for line in lines if line.startswith("ja")] == [["ja", "2", "1", "1"]]
    assert len(lines) == 1 + 23 + 1


def test_programs_get_everything_as_json(folder: Path) -> None:
    donor, flask = json.loads(glossary_text("ja", folder, as_json=True))
    assert (donor["term"], donor["english"]) == ("blood donor", ["blood donor"])
    assert donor["words"] == ["血の供血者", "供血者", "献血者"]
    assert (donor["state"], donor["seen_at"]) == ("seen", "red.jp")
    assert donor["definition"]
    assert donor["where"].endswith("glossary.csv:2")
    assert (flask["state"], flask["seen_at"]) == ("draft", "")
    counts = {
        entry["language"]: entry for entry in json.loads(glossary_text(None, folder, as_json=True))
    }
    assert counts["ja"] == {"language": "ja", "name": "日本語", "terms": 2, "seen": 1, "draft": 1}


def test_tbx_has_one_language_or_all(folder: Path) -> None:
    for tag, count in (("ja", 2), ("zh_Hans", 2), (None, 25)):
        root = etree.fromstring(glossary_tbx(tag, folder))
        assert len({entry.get(LANG) for entry in root.iter("langSet")}) == count


def test_an_unknown_language_is_refused_with_those_that_are_known() -> None:
    for make in (glossary_text, glossary_tbx):
        with pytest.raises(UsageError, match="no words in 'de'") as caught:
            make("de", None)
        assert "mn, my, ne" in caught.value.hint
        with pytest.raises(SourceError, match="no language tag"):
            make("Swahili!", None)
