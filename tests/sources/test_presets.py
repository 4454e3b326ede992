import re
from pathlib import Path

import pytest
from sources_samples import BUILTIN, write

from kit.errors import SourceError
from kit.sources.bibliography import read_bibliography
from kit.sources.presets import PATH, Preset, read_presets
from kit.sources.workspace import open_workspace

BIBLIOGRAPHY = read_bibliography(BUILTIN)
PRESETS = read_presets(BUILTIN, BIBLIOGRAPHY)
MANUAL = (Path(__file__).parents[2] / "docs/visits.md").read_text(encoding="utf-8")
GOOD = (
    'schema = 1\n[theme.youth]\ntitle = "how.youth"\ndeck = "deck/public"\n'
    'brochures = ["brochure/donor"]\nposters = ["poster/a-gift"]\nsources = ["krc-hanoi-2017"]\n'
)


def read(root: Path, text: str) -> dict[str, Preset]:
    write(root, PATH, text)
    return dict(read_presets(open_workspace(root), BIBLIOGRAPHY))


def test_the_themes_are_those_of_the_study_tour_each_with_its_deck() -> None:
    assert {key: (preset.title, preset.deck) for key, preset in PRESETS.items()} == {
        "general": ("tour.services", "deck/visitor-general"),
        "safety": ("tour.safety", "deck/visitor-safety"),
        "policy": ("tour.policy", "deck/visitor-policy"),
    }
    assert {preset.sources for preset in PRESETS.values()} == {("krc-whocc-2019",)}


@pytest.mark.parametrize("key", PRESETS)
def test_a_theme_has_the_name_that_its_deck_has(key: str) -> None:
    preset = PRESETS[key]
    module, _, macro = preset.title.partition(".")
    messages = BUILTIN.read(f"templates/content/{module}.xml").decode()
    assert re.search(rf"macro {macro}\(\)", messages)
    deck = BUILTIN.read(f"templates/{preset.deck}.xml").decode()
    assert f"<title>{{{{ {preset.title}() }}}}</title>" in deck


@pytest.mark.parametrize("key", PRESETS)
def test_every_product_of_a_theme_exists(key: str) -> None:
    preset = PRESETS[key]
    assert len(preset.products) == len(set(preset.products))
    assert all(BUILTIN.has(f"templates/{name}.xml") for name in preset.products)
    assert {"brochure/partner", "brochure/donor"} <= set(preset.brochures)


def test_the_manual_names_the_products_of_every_theme() -> None:
    found = {
        row.split("|")[1].strip(" `"): set(re.findall(r"`([\w/-]+)`", row.split("|", 2)[2]))
        for row in MANUAL.splitlines()
        if re.match(r"\| `(general|safety|policy)`", row)
    }
    assert found == {key: {preset.deck, *preset.posters} for key, preset in PRESETS.items()}


def test_a_workspace_has_themes_of_its_own(root: Path) -> None:
    assert read(root, GOOD) == {
        "youth": Preset(
            "youth",
            "how.youth",
            "deck/public",
            ("brochure/donor",),
            ("poster/a-gift",),
            ("krc-hanoi-2017",),
        )
    }


@pytest.mark.parametrize(
    ("text", "key", "message"),
    [
        ("", "schema", "schema is not 1"),
        ("schema = 1\n", "theme", "no themes"),
        ("schema = 1\ntheme = 3\n", "theme", "no table"),
        ("schema = 1\n[theme]\nyouth = 3\n", "theme.youth", "no table"),
        (GOOD.replace("[theme", "[themes"), "themes", "unknown key"),
        (GOOD + "colour = 3\n", "theme.youth.colour", "unknown key"),
        (GOOD.replace("title", "#"), "theme.youth.title", "the key is missing"),
        (GOOD.replace('"how.youth"', '"Youth first"'), "theme.youth.title", "'Youth first' has"),
        (GOOD.replace("/public", "/none"), "theme.youth.deck", "unknown deck 'deck/none'"),
        (GOOD.replace('"deck/public"', "3"), "theme.youth.deck", "no text"),
        (GOOD.replace("/donor", "/none"), "theme.youth.brochures.1", "unknown brochure"),
        (GOOD.replace("/a-gift", "/none"), "theme.youth.posters.1", "unknown poster"),
        (GOOD.replace('["poster/a-gift"]', "[]"), "theme.youth.posters", "no list of one poster"),
        (GOOD.replace("krc-hanoi", "x"), "theme.youth.sources.1", "unknown source 'x-2017'"),
    ],
)
def test_wrong_themes_are_refused_by_file_and_key_with_a_hint(
    root: Path, text: str, key: str, message: str
) -> None:
    with pytest.raises(SourceError) as caught:
        read(root, text)
    assert str(caught.value).startswith(f"{root / PATH}, {key}: {message}")
    assert caught.value.hint
