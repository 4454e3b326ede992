"""What extract, update and new-language do to files: each language's own, and no other byte."""

import datetime
from pathlib import Path

import pytest

from kit.errors import KitError, SourceError, UsageError
from kit.sources.po import read_po
from kit.sources.workspace import open_workspace
from kit.translate import Update, extracted, new_language, require_fresh, update
from tests.commands import Run
from tests.workspace_samples import HEADER, TEXTS, catalogue, make_workspace, write

DAY = datetime.date(2027, 5, 1)
PO = "locales/tet/LC_MESSAGES/kit.po"
POT = "locales/kit.pot"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return make_workspace(tmp_path / "kit")


def quick(root: Path, *tags: str) -> list[Update]:
    return list(update(root, tags, is_quick=True))


def files(root: Path) -> dict[str, bytes]:
    found = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


# extract


def test_extract_writes_the_template_of_the_workspace_only_when_it_changes(root: Path) -> None:
    opened = open_workspace(root)
    first = extracted(opened)
    assert (first.path, first.is_new) == (POT, True)
    content = (root / POT).read_bytes()
    assert first.messages == len(read_po(content, POT).entries)
    second = extracted(opened)
    assert (second.is_new, second.messages) == (False, first.messages)
    assert (root / POT).read_bytes() == content
    require_fresh(second)


def test_a_check_writes_nothing(root: Path) -> None:
    before = files(root)
    found = extracted(open_workspace(root), writes=False)
    assert found.is_new
    assert files(root) == before
    with pytest.raises(KitError, match="out of date") as caught:
        require_fresh(found)
    assert caught.value.hint == "run kit extract"


# update


def test_update_adds_what_is_new_and_keeps_every_text(root: Path) -> None:
    (told,) = quick(root)
    assert (told.language, told.kept, told.fuzzy, told.revived, told.obsolete) == (
        "tet", 3, 0, 0, 0
    )  # fmt: skip
    total = extracted(open_workspace(root)).messages
    assert told.new == total - 3
    assert (told.is_changed, told.limited, told.over) == (True, 0, 0)
    entries = read_po((root / PO).read_bytes(), PO).entries
    assert len(entries) == total
    texts = {entry.msgid: entry.strings[0] for entry in entries if any(entry.strings)}
    assert texts == TEXTS


def test_an_up_to_date_catalogue_stays_byte_for_byte(root: Path) -> None:
    quick(root)
    before = files(root)
    (told,) = quick(root, "tet")
    assert not told.is_changed
    assert (told.new, told.fuzzy, told.revived, told.obsolete) == (0, 0, 0, 0)
    assert files(root) == before


@pytest.mark.parametrize("form", ["\r\n", "\n"])
def test_oddly_written_entries_keep_their_bytes(root: Path, form: str) -> None:
    quick(root)
    text = (root / PO).read_text(encoding="utf-8")
    odd = text.replace('msgstr "Fó ohin"', 'msgstr   ""\n"Fó "\n"ohin"').replace("\n", form)
    (root / PO).write_bytes(odd.encode())
    (told,) = quick(root)
    assert not told.is_changed
    assert (root / PO).read_bytes() == odd.encode()


def test_only_the_languages_of_the_top_layer_are_updated(root: Path) -> None:
    new_language(root, "pt-BR", DAY)
    new_language(root, "mn", DAY)
    assert [told.language for told in quick(root)] == ["mn", "pt-BR", "tet"]
    assert [told.language for told in quick(root, "tet", "mn")] == ["tet", "mn"]
    assert {name.split("/")[1] for name in files(root / "locales") if "/" in name} == {
        "LC_MESSAGES"
    }


def test_each_step_is_told(root: Path) -> None:
    steps: list[str] = []
    list(update(root, ("tet",), is_quick=True, on_step=steps.append))
    assert steps == ["tet"]


@pytest.mark.parametrize("tag", ["mn", "eo", "mn-Mong"])
def test_a_language_without_an_own_catalogue_ends_with_2_and_what_makes_it(
    run: Run, root: Path, tag: str
) -> None:
    before = (root / PO).read_bytes()
    code, out, error = run("update", tag, "--workspace", "kit", "--quick")
    assert (code, out) == (2, "")
    assert f"no catalogue for '{tag}'" in error
    assert f"hint: kit new-language {tag} makes it" in error
    assert (root / PO).read_bytes() == before


def test_a_misspelt_language_stops_before_anything_is_written(root: Path) -> None:
    before = files(root)
    with pytest.raises(UsageError):
        quick(root, "tet", "eo")
    assert files(root) == before


@pytest.mark.parametrize(
    "body",
    ['msgid "Give today"\n', 'msgid "a\nmsgstr "b"\n', 'msgid "a"\nmsgstr "b"\n\n' * 2],
    ids=["no text", "open quote", "twice"],
)
def test_a_catalogue_that_cannot_be_read_whole_is_refused_and_stays(root: Path, body: str) -> None:
    write(root / PO, HEADER + body)
    with pytest.raises(SourceError) as caught:
        quick(root)
    assert "kit.po:" in str(caught.value)
    assert (root / PO).read_text(encoding="utf-8") == HEADER + body


def test_a_workspace_without_catalogues_has_nothing_to_update(tmp_path: Path) -> None:
    write(tmp_path / "kit.toml", "schema = 1\n")
    assert quick(tmp_path) == []


# new-language


@pytest.mark.parametrize(
    ("tag", "folder", "name"), [("tet", "tet", "Tetum"), ("pt-BR", "pt_BR", "Portuguese (Brazil)")]
)
def test_a_new_language_has_every_message_and_no_text(
    run: Run, root: Path, tag: str, folder: str, name: str
) -> None:
    (root / PO).unlink()
    run("extract", "--workspace", "kit")
    code, out, _ = run("new-language", tag, "--date", "2027-05-01", "--workspace", "kit")
    path = f"locales/{folder}/LC_MESSAGES/kit.po"
    assert (code, out) == (0, f"kit/{path}\n")
    file = read_po((root / path).read_bytes(), path)
    assert not file.findings
    assert file.header("Language") == folder
    assert file.header("PO-Revision-Date").startswith("2027-05-01")
    assert "nplurals=2;" in file.header("Plural-Forms")
    assert file.head is not None
    assert file.head.translator_comments[0].startswith(name)
    template = read_po((root / POT).read_bytes(), POT)
    assert [entry.msgid for entry in file.entries] == [entry.msgid for entry in template.entries]
    assert not any(any(entry.strings) for entry in file.entries)
    (told,) = quick(root)
    assert not told.is_changed


def test_a_language_of_the_kit_is_copied_texts_and_all(root: Path) -> None:
    path = new_language(root, "mn", DAY)
    built_in = open_workspace(None).layers[0] / "locales/mn/LC_MESSAGES/kit.po"
    assert path == root / "locales/mn/LC_MESSAGES/kit.po"
    assert path.read_bytes() == built_in.read_bytes()


def test_a_language_that_is_there_ends_with_2_and_stays(run: Run, root: Path) -> None:
    before = files(root)
    code, out, error = run("new-language", "tet", "--workspace", "kit")
    assert (code, out) == (2, "")
    assert "there is a catalogue for 'tet' already" in error
    assert "hint: kit update tet brings it up to date" in error
    assert files(root) == before


def test_a_language_that_nobody_knows_ends_with_2_and_makes_nothing(run: Run, root: Path) -> None:
    before = files(root)
    code, _, error = run("new-language", "qqq", "--workspace", "kit")
    assert code == 2
    assert "hint: use a BCP 47 tag" in error
    assert files(root) == before


@pytest.mark.parametrize("tag", ["../x", "mn/../../x", "", "MN", "mn_", "x" * 300, "mn\n"])
def test_what_is_no_tag_makes_no_language(root: Path, tag: str) -> None:
    before = files(root)
    with pytest.raises(KitError) as caught:
        new_language(root, tag, DAY)
    assert caught.value.hint
    assert files(root) == before


@pytest.mark.parametrize("command", ["update", "check", "status", "approve"])
def test_no_command_leaves_the_workspace_by_a_tag(run: Run, root: Path, command: str) -> None:
    extracted(open_workspace(root))
    before = files(root)
    more = {"approve": ("--by", "Maria"), "update": ("--quick",)}.get(command, ())
    code, _, error = run(command, "../tet", *more, "--workspace", "kit")
    assert code in (1, 2)
    assert "hint: use a BCP 47 tag" in error
    assert files(root) == before


def test_texts_of_a_catalogue_are_kept_when_a_template_of_the_kit_is_changed(root: Path) -> None:
    write(root / PO, catalogue(TEXTS | {"Thank you for giving.": "Obrigadu."}))
    quick(root)
    act = (open_workspace(None).layers[0] / "templates/content/act.xml").read_text("utf-8")
    assert "Thank you for giving." in act
    write(
        root / "templates/content/act.xml",
        act.replace("Thank you for giving.", "Thank you for giving today."),
    )
    (told,) = quick(root)
    assert (told.fuzzy, told.new, told.obsolete) == (1, 0, 0)
    text = (root / PO).read_text(encoding="utf-8")
    assert '#| msgid "Thank you for giving."\n' in text
    assert 'msgid "Thank you for giving today."\nmsgstr "Obrigadu."\n' in text
