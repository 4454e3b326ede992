from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sources_samples import BUILTIN, write

from kit.errors import SourceError
from kit.sources.bibliography import read_bibliography
from kit.sources.partner import USUAL_INK_LIMIT, read_partner
from kit.sources.press import CONDITION, MOST_BYTES, Press, fault_of, read_press
from kit.sources.workspace import open_workspace

BIBLIOGRAPHY = read_bibliography(BUILTIN)
FOLDER = "assets/partners/small"
HEAD = (
    'schema = 1\ncountry = "TL"\nlanguages = ["en"]\n'
    '[service]\nvalue = { en = "Blood Centre" }\nsources = ["who-gsr-2021"]\n'
)
FOGRA39 = BUILTIN.read("assets/icc/FOGRA39L.icc")
NAMED = '[print]\ncondition = "PSO_Coated_v3"\n'


def read(root: Path, text: str = "", profile: bytes | None = None) -> Press:
    write(root, f"{FOLDER}/partner.toml", HEAD + text)
    if profile is not None:
        (root / FOLDER / "press.icc").write_bytes(profile)
    workspace = open_workspace(root)
    return read_press(workspace, read_partner(workspace, "small", BIBLIOGRAPHY))


def changed(place: int, value: bytes) -> bytes:
    """The profile of FOGRA39 with other bytes at a place."""
    return FOGRA39[:place] + value + FOGRA39[place + len(value) :]


def test_without_a_word_the_press_is_that_of_the_kit(root: Path) -> None:
    press = read(root)
    assert (press.condition, press.ink_limit) == (CONDITION, USUAL_INK_LIMIT) == ("FOGRA39", 300)
    assert press.profile == FOGRA39
    assert press.path.endswith("assets/icc/FOGRA39L.icc")


def test_the_press_of_every_built_in_partner_can_be_read() -> None:
    partner = read_partner(BUILTIN, "korea", BIBLIOGRAPHY)
    assert read_press(BUILTIN, partner).condition == CONDITION


@pytest.mark.parametrize("version", [b"\x02", b"\x04"])
@pytest.mark.parametrize("space", [b"Lab ", b"XYZ "])
def test_a_partner_brings_its_own_press(root: Path, version: bytes, space: bytes) -> None:
    profile = changed(8, version)
    profile = profile[:20] + space + profile[24:]
    press = read(root, NAMED + "ink_limit = 280\n", profile)
    own = str(root / FOLDER / "press.icc")
    assert press == Press("PSO_Coated_v3", profile, own, 280)


def test_a_partner_may_have_another_limit_on_the_press_of_the_kit(root: Path) -> None:
    press = read(root, "[print]\nink_limit = 240\n")
    assert (press.condition, press.ink_limit) == (CONDITION, 240)


@pytest.mark.parametrize(
    ("profile", "message"),
    [
        (BUILTIN.read("assets/icc/sRGB.icc"), "of the class 'mntr', not of an output device"),
        (changed(16, b"RGB "), "the profile is for 'RGB', not for CMYK"),
        (changed(16, b"GRAY"), "the profile is for 'GRAY', not for CMYK"),
        (changed(12, b"link"), "of the class 'link'"),
        (changed(20, b"Luv "), "leads to 'Luv', not to Lab or XYZ"),
        (changed(36, b"APPL"), "the file is no ICC profile"),
        (changed(8, b"\x05"), "the profile is of version 5, not 2 or 4"),
        (FOGRA39[:-1], "it is cut short or damaged"),
        (FOGRA39 + b"\0", "it is cut short or damaged"),
        (FOGRA39[:127], "the file is too short for an ICC profile"),
        (b"", "the file is too short"),
        (FOGRA39 + bytes(MOST_BYTES), f"at most {MOST_BYTES} are read"),
    ],
)
def test_what_is_no_profile_of_a_press_is_refused_with_its_file(
    root: Path, profile: bytes, message: str
) -> None:
    with pytest.raises(SourceError, match=message) as caught:
        read(root, NAMED, profile)
    assert str(caught.value).startswith(str(root / FOLDER / "press.icc"))
    assert "ask the print shop" in caught.value.hint


@given(st.binary(min_size=0, max_size=300) | st.binary(max_size=4).map(lambda b: changed(36, b)))
def test_no_file_is_read_that_is_no_profile(content: bytes) -> None:
    assert bool(fault_of(content)) == (content != FOGRA39)


def test_a_condition_without_a_profile_names_key_and_file(root: Path) -> None:
    with pytest.raises(SourceError, match=r"no press\.icc of .*'PSO_Coated_v3'") as caught:
        read(root, NAMED)
    assert "partner.toml, print.condition" in str(caught.value)
    assert "save it as press.icc" in caught.value.hint


def test_a_profile_without_a_condition_says_what_to_write(root: Path) -> None:
    with pytest.raises(SourceError, match="nothing says which printing condition") as caught:
        read(root, "", FOGRA39)
    assert "press.icc" in str(caught.value)
    assert "[print]" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "key", "message"),
    [
        ("ink_limit = 199", "print.ink_limit", "greater than or equal to 200"),
        ("ink_limit = 401", "print.ink_limit", "less than or equal to 400"),
        ("ink_limit = 300.5", "print.ink_limit", "valid integer"),
        ('condition = "X"', "print.condition", "match pattern"),
        ('condition = "Säurefrei"', "print.condition", "match pattern"),
        ('condition = "a\\nb"', "print.condition", "match pattern"),
        (f'condition = "{"x" * 101}"', "print.condition", "match pattern"),
        ("condition = 39", "print.condition", "valid string"),
        ("limit = 300", "print.limit", "unknown key"),
    ],
)
def test_a_wrong_key_of_print_is_refused(root: Path, text: str, key: str, message: str) -> None:
    with pytest.raises(SourceError, match=message) as caught:
        read(root, f"[print]\n{text}\n")
    assert f"partner.toml, {key}" in str(caught.value)
    if message == "unknown key":
        assert caught.value.hint == "known keys: condition, ink_limit"
