from pathlib import Path

import pytest
from sources_samples import BUILTIN, write

from kit.errors import EXIT_FINDINGS, EXIT_USAGE, SourceError, UsageError
from kit.sources.workspace import open_workspace, read_toml, shown

THEME = "templates/theme.toml"


def test_a_file_of_the_workspace_wins_over_the_built_in_one(root: Path) -> None:
    mine = write(root, THEME, "mine")
    found = open_workspace(root)
    assert found.find(THEME) == mine
    assert found.read(THEME) == b"mine"
    assert found.layers_of(THEME) == (BUILTIN.find(THEME), mine)
    assert found.read("assets/sources.toml") == BUILTIN.read("assets/sources.toml")


def test_a_new_file_of_the_workspace_is_added_to_the_built_in_ones(root: Path) -> None:
    write(root, "templates/poster/mine.xml", "<poster/>")
    write(root, "templates/poster/only-people.xml", "<poster/>")
    names = open_workspace(root).names("templates/poster/*.xml")
    assert names == tuple(
        sorted({*BUILTIN.names("templates/poster/*.xml"), "templates/poster/mine.xml"})
    )


@pytest.mark.parametrize("path", ["/etc/passwd", "../secret.txt", "templates/../../secret.txt"])
def test_a_path_that_leads_out_is_refused(root: Path, path: str) -> None:
    write(root.parent, "secret.txt", "secret")
    found = open_workspace(root)
    for ask in (found.find, found.has, found.read, found.layers_of):
        with pytest.raises(SourceError, match="leads out of the workspace"):
            ask(path)


def test_a_link_that_leads_out_is_not_followed(root: Path) -> None:
    outside = write(root.parent, f"{root.name}-outside/logo.svg", "<svg/>")
    write(root, "assets/inside.svg", "<svg/>")
    (root / "assets/link.svg").symlink_to(outside)
    (root / "assets/folder").symlink_to(outside.parent)
    (root / "assets/near.svg").symlink_to(root / "assets/inside.svg")
    found = open_workspace(root)
    assert not found.has("assets/link.svg")
    assert not found.has("assets/folder/logo.svg")
    assert found.has("assets/near.svg")
    names = found.names("assets/*.svg") + found.names("assets/*/logo.svg")
    assert set(names) - set(BUILTIN.names("assets/**/*")) == {
        "assets/inside.svg",
        "assets/near.svg",
    }


def test_a_missing_file_is_named_with_the_folders_that_were_searched(root: Path) -> None:
    with pytest.raises(SourceError) as caught:
        open_workspace(root).find("templates/no.xml")
    assert str(caught.value) == "templates/no.xml: no such file"
    assert str(root) in caught.value.hint


def test_a_folder_without_a_kit_toml_is_no_workspace(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        open_workspace(tmp_path)
    assert caught.value.exit_code == EXIT_USAGE
    assert "kit.toml" in caught.value.hint


def test_the_current_folder_is_the_workspace_when_it_holds_a_kit_toml(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(root, THEME, "mine")
    monkeypatch.chdir(root)
    assert open_workspace(None).read(THEME) == b"mine"
    monkeypatch.chdir(root / "templates")
    assert open_workspace(None).read(THEME) == BUILTIN.read(THEME)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "schema is not 1"),
        ("schema = 2", "schema is not 1"),
        ("schema = 1\ncolour = 3", "unknown key 'colour'"),
        ("schema = 1\ntheme = 3", "theme is not a table"),
        ("schema = 1\n[[theme]]", "theme is not a table"),
        ("schema\n= 1", "broken TOML: .*line 1"),
    ],
)
def test_a_wrong_kit_toml_is_refused_by_name(tmp_path: Path, text: str, message: str) -> None:
    path = write(tmp_path, "kit.toml", text)
    with pytest.raises(SourceError, match=message) as caught:
        open_workspace(tmp_path)
    assert caught.value.exit_code == EXIT_FINDINGS
    assert str(caught.value).startswith(f"{path}: ")


def test_toml_may_begin_with_a_byte_order_mark_but_must_be_utf8() -> None:
    assert read_toml("\ufeffa = 'é'".encode(), "x.toml") == {"a": "é"}
    with pytest.raises(SourceError, match=r"x\.toml: not UTF-8 text"):
        read_toml("a = 'é'".encode("latin-1"), "x.toml")


def test_a_file_that_cannot_be_read_is_an_error_of_its_name(root: Path) -> None:
    found = open_workspace(root)
    path = write(root, "assets/new.toml", "")
    assert found.find("assets/new.toml") == path
    path.unlink()
    with pytest.raises(SourceError, match=r"assets/new\.toml"):
        found.read("assets/new.toml")


def test_a_path_is_shown_as_a_person_types_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    assert shown(root / "kit.toml") == "kit.toml"
    assert shown(root.parent / "kit.toml") == str(root.parent / "kit.toml")
