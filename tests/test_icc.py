"""The colour profiles that the kit carries are the files that their page describes."""

import hashlib
import re
import tomllib
from pathlib import Path

import pytest

from kit.home import licence_members
from kit.sources.workspace import Workspace, builtin

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "assets/icc"
PAGE = (FOLDER / "README.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `([\w.]+)` \|.*\| ([\d,]+) \| `([0-9a-f]{64})` \|$", re.MULTILINE)
DESCRIBED = {name: (int(size.replace(",", "")), digest) for name, size, digest in ROW.findall(PAGE)}
# Of the colour tables as colprof makes them from the measurements, whatever its other options.
TABLES = {
    b"A2B0": "82cc09dcd90f236e", b"A2B1": "82cc09dcd90f236e", b"A2B2": "82cc09dcd90f236e",
    b"B2A0": "bdaf168d2d6dd644", b"B2A1": "c079aa8c289445a7", b"B2A2": "3cf23a257c85c66f",
}  # fmt: skip


def tags(profile: bytes) -> dict[bytes, bytes]:
    """The tags of an ICC profile (ICC.1:2022, 7.3)."""
    found = {}
    for entry in range(132, 132 + 12 * int.from_bytes(profile[128:132]), 12):
        name, place, size = (profile[entry + step : entry + step + 4] for step in (0, 4, 8))
        start = int.from_bytes(place)
        found[name] = profile[start : start + int.from_bytes(size)]
    return found


def test_the_page_describes_every_profile_and_no_other() -> None:
    assert set(DESCRIBED) == {path.name for path in FOLDER.glob("*.icc")}


@pytest.mark.parametrize("name", DESCRIBED)
def test_a_profile_is_the_file_that_the_page_describes(name: str) -> None:
    content = (FOLDER / name).read_bytes()
    assert (len(content), hashlib.sha256(content).hexdigest()) == DESCRIBED[name]


def test_the_colour_tables_of_the_press_are_those_of_the_measurements() -> None:
    found = tags((FOLDER / "FOGRA39L.icc").read_bytes())
    assert {name: hashlib.sha256(found[name]).hexdigest()[:16] for name in TABLES} == TABLES
    assert {b"targ", b"DevD", b"CIED"} & set(found) == set()


def test_the_press_says_a_fixed_day_and_what_it_was_altered_from() -> None:
    content = (FOLDER / "FOGRA39L.icc").read_bytes()
    assert content[24:36] == bytes.fromhex("07ea00010001000000000000")
    assert b"Altered from FOGRA39L.ti3" in tags(content)[b"cprt"]


def test_the_licence_of_the_profiles_travels_with_them() -> None:
    members = {member.name for member in licence_members(Workspace((builtin(),)), [])}
    assert "licences/icc-LICENSE.txt" in members
    licence = (FOLDER / "LICENSE.txt").read_text(encoding="utf-8")
    assert "The zlib/libpng License" in licence
    assert "Kai-Uwe Behrmann" in licence
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert settings["project"]["license"].endswith("AND Zlib")
