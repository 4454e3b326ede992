"""The kit's pictures: each is described, in every language, and stands where the index says."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kit.sources.art import Drawing
from kit.sources.contrast import contrast
from kit.sources.gallery import Gallery
from kit.sources.po import read_po
from kit.sources.workspace import open_workspace
from tests.layout.layout_samples import bounds, samples

ROOT = Path(__file__).parent.parent
ART = ROOT / "assets/art"
TEMPLATES = ROOT / "templates"
NAMES = tuple(
    sorted(path.relative_to(ART).with_suffix("").as_posix() for path in ART.rglob("*.svg"))
)
PICTURES = tuple(name for name in NAMES if not name.startswith("pictograms/"))
# Traditional Mongolian is for one poster, whose catalogue has that poster's texts only.
LANGUAGES = tuple(sorted(path.parts[-3] for path in ROOT.glob("locales/*/LC_MESSAGES/kit.po")))
FULL = tuple(language for language in LANGUAGES if language != "mn_Mong")
KEYS = {"alt", "size", "mirror", "use", "stands", "ground", "solid", "decorative"}
PICTURE = re.compile(r'<picture art="([^"]+)".*?_\("([^"]+)"\)')

each_picture = pytest.mark.parametrize("name", PICTURES)
each_drawing = pytest.mark.parametrize("name", NAMES)


@cache
def index() -> dict[str, dict[str, Any]]:
    """Return what the index says of each drawing, pictograms with their folder."""
    tables = tomllib.loads((ART / "index.toml").read_text(encoding="utf-8"))
    pictograms = tables.pop("pictograms")
    return tables | {f"pictograms/{name}": entry for name, entry in pictograms.items()}


@cache
def drawing(name: str) -> Drawing:
    gallery = Gallery(open_workspace(None))
    if name.startswith("pictograms/"):
        return gallery.pictogram(name.removeprefix("pictograms/"))
    return gallery.illustration(name)


@cache
def alternatives() -> dict[str, str]:
    """Return the English alternative text of each picture, from the templates' macros."""
    return dict(PICTURE.findall((TEMPLATES / "content/art.xml").read_text(encoding="utf-8")))


@cache
def messages(language: str) -> dict[str, str]:
    """Return the texts of a catalogue, those that are fuzzy or obsolete left out."""
    path = ROOT / "locales" / language / "LC_MESSAGES/kit.po"
    return {
        entry.msgid: entry.strings[0]
        for entry in read_po(path.read_bytes(), str(path)).entries
        if entry.strings and not entry.is_fuzzy and not entry.is_obsolete
    }


# The index


def test_the_index_names_every_drawing_and_nothing_else() -> None:
    assert set(index()) == set(NAMES)


@each_drawing
def test_an_entry_has_an_alternative_text_and_known_keys(name: str) -> None:
    entry = index()[name]
    assert set(entry) <= KEYS
    assert len(entry["alt"].strip()) >= 3
    assert isinstance(entry["mirror"], bool)


@each_picture
def test_an_entry_gives_the_size_of_its_drawing(name: str) -> None:
    assert index()[name]["size"] == [drawing(name).width, drawing(name).height]


@each_drawing
def test_the_index_is_heeded_when_a_drawing_is_read(name: str) -> None:
    entry = index()[name]
    assert drawing(name).may_mirror == entry["mirror"]
    assert drawing(name).stands == entry.get("stands", True)
    assert drawing(name).ground == entry.get("ground", 552)


# Alternative texts


@each_drawing
def test_a_drawing_is_described_or_the_text_beside_it_says_the_same(name: str) -> None:
    is_decorative = index()[name].get("decorative", False)
    assert is_decorative or name in alternatives()
    assert is_decorative == name.startswith("pictograms/")


@each_picture
def test_the_index_and_the_templates_describe_a_picture_alike(name: str) -> None:
    assert alternatives()[name] == index()[name]["alt"]


def test_no_template_describes_a_picture_that_is_not_there() -> None:
    assert set(alternatives()) == set(PICTURES)


@pytest.mark.parametrize("language", FULL)
def test_every_alternative_text_is_translated(language: str) -> None:
    known = messages(language)
    assert [text for text in alternatives().values() if not known.get(text, "").strip()] == []


@pytest.mark.parametrize("language", [each for each in FULL if each != "en"])
def test_alternative_texts_are_in_the_language_and_one_for_each_picture(language: str) -> None:
    found = {text: messages(language)[text] for text in alternatives().values()}
    assert [text for text, own in found.items() if own == text] == []
    assert len(set(found.values())) == len(found)


def test_there_are_the_languages_that_this_test_is_about() -> None:
    assert {"en", "ko", "km", "mn", "sw"} < set(FULL)


# What templates ask for


def test_every_picture_and_pictogram_that_a_template_shows_is_there() -> None:
    asked: set[str] = set()
    for path in TEMPLATES.rglob("*.xml"):
        text = path.read_text(encoding="utf-8")
        asked |= set(re.findall(r'<picture art="([^"{]+)"', text))
        asked |= {f"pictograms/{icon}" for icon in re.findall(r'icon="([^"{]+)"', text)}
    assert len(asked) > 40
    assert sorted(asked - set(NAMES)) == []


# Ground lines


def lowest_dark_stroke(found: Drawing) -> float:
    """Return the lower edge of the lowest stroke of a dark colour."""
    edges = [
        bounds(list(samples(figure.outline, 8))).bottom + figure.stroke.width / 2
        for figure in found.figures
        if figure.stroke and contrast(figure.stroke.colour, "#FFFFFF") > 7
    ]
    return max(edges, default=0.0)


@pytest.mark.parametrize("name", [name for name in PICTURES if drawing(name).stands])
def test_a_picture_that_stands_has_its_ground_line_where_the_index_says(name: str) -> None:
    found = drawing(name)
    assert abs(lowest_dark_stroke(found) - found.ground) <= 6
    assert found.ground < found.height


@pytest.mark.parametrize("name", [name for name in PICTURES if drawing(name).stands])
def test_a_ground_line_is_flat_and_wide(name: str) -> None:
    found = drawing(name)
    lines = [
        room
        for figure in found.figures
        if figure.stroke
        for room in [bounds(list(samples(figure.outline, 8)))]
        if abs(room.bottom + figure.stroke.width / 2 - found.ground) <= 6
    ]
    assert any(room.h < 1 and room.w > found.width * 0.8 for room in lines)


@pytest.mark.parametrize("name", [name for name in PICTURES if not drawing(name).stands])
def test_a_picture_without_a_floor_has_no_ground_line(name: str) -> None:
    found = drawing(name)
    flat = [
        room
        for figure in found.figures
        if figure.stroke
        for room in [bounds(list(samples(figure.outline, 8)))]
        if room.h < 1 and room.w > found.width * 0.8
    ]
    assert flat == []
