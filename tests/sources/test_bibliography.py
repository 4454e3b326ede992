from pathlib import Path

import pytest
from sources_samples import BUILTIN, write

from kit.errors import SourceError
from kit.sources.bibliography import Source, read_bibliography
from kit.sources.workspace import open_workspace

FILE = "assets/sources.toml"


def source(name: str, title: str = "Notes") -> str:
    return (
        f'[[source]]\nid = "{name}"\ntitle = "{title}"\npublisher = "Centre"\nyear = 2026\n'
        'address = "letter"\ntrust = "primary"\nquote = "as seen"\n'
    )


def read(root: Path) -> dict[str, Source]:
    return read_bibliography(open_workspace(root))


def test_a_workspace_adds_sources_and_may_correct_one(root: Path) -> None:
    write(root, FILE, source("mine") + source("who-gsr-2021", "Corrected"))
    before, after = read_bibliography(BUILTIN), read(root)
    assert after.keys() - before.keys() == {"mine"}
    assert after["who-gsr-2021"].title == "Corrected"
    assert {key for key in before if before[key] != after[key]} == {"who-gsr-2021"}


def test_every_built_in_source_says_how_far_it_is_trusted() -> None:
    found = read_bibliography(BUILTIN)
    assert {entry.trust for entry in found.values()} <= {"primary", "secondary", "weak"}
    assert all(entry.title and entry.publisher and entry.address for entry in found.values())


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ('[[source]]\nid = "mine"', "mine: a source lacks a field", "title"),
        (source("mine").replace('id = "mine"', ""), "a source lacks a field", "id"),
        (source("mine") * 2, "mine: the id stands twice", ""),
        ("source = 3", "source is no list of tables", "[[source]]"),
        ('source = ["mine"]', "source is no list of tables", "[[source]]"),
        ('[source]\nid = "mine"', "source is no list of tables", "[[source]]"),
    ],
)
def test_a_wrong_source_is_refused_by_file_and_id(
    root: Path, text: str, message: str, hint: str
) -> None:
    path = write(root, FILE, text)
    with pytest.raises(SourceError) as caught:
        read(root)
    assert str(caught.value).startswith(str(path))
    assert message in str(caught.value)
    assert hint in caught.value.hint
