from pathlib import Path

import pytest
from sources_samples import BUILTIN, write

from kit.errors import SourceError
from kit.sources.locales import locale_of
from kit.sources.theme import Theme, read_theme
from kit.sources.workspace import open_workspace

ORIGINAL = read_theme(BUILTIN)


def changed(root: Path, tables: str) -> Theme:
    write(root, "kit.toml", f"schema = 1\n{tables}")
    return read_theme(open_workspace(root))


def test_a_workspace_changes_one_colour_and_the_rest_stays(root: Path) -> None:
    theme = changed(root, '[theme.colour]\nred = "#ab0102"')
    assert theme.named("red") == "#AB0102"
    assert theme.model_dump(exclude={"colour": {"red"}}) == ORIGINAL.model_dump(
        exclude={"colour": {"red"}}
    )


def test_a_role_follows_its_colour(root: Path) -> None:
    role, colour = next(iter(ORIGINAL.role.items()))
    assert ORIGINAL.colour_of(role) == ORIGINAL.named(colour)
    theme = changed(root, f'[theme.role]\n{role} = "aqua"')
    assert theme.colour_of(role) == ORIGINAL.named("aqua")


def test_a_whole_theme_file_of_the_workspace_wins(root: Path) -> None:
    text = BUILTIN.read("templates/theme.toml").decode()
    write(root, "templates/theme.toml", text.replace(ORIGINAL.named("red"), "#123456"))
    assert read_theme(open_workspace(root)).named("red") == "#123456"


@pytest.mark.parametrize(
    ("tables", "key", "message"),
    [
        ('[theme.colour]\nred = "red"', "colour.red", "string should match pattern"),
        ('[theme.colour]\nmauve = "#AA00AA"', "colour.mauve", "unknown key"),
        ("[theme.poster]\nqr_mm = -1", "poster.qr_mm", "input should be greater than 0"),
        ("[theme.poster_size.a4]\npage_mm = [1]", "poster_size.a4.page_mm.1", "field required"),
        ("[theme]\ncolour = 3", "colour", "input should be a valid dictionary"),
        ('[theme.role]\nx = "mauve"', "role.x", "unknown colour 'mauve'"),
    ],
)
def test_a_wrong_value_is_refused_by_its_key_with_a_hint(
    root: Path, tables: str, key: str, message: str
) -> None:
    with pytest.raises(SourceError) as caught:
        changed(root, tables)
    assert f"theme.toml, {key}: {message}" in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize("tag", ["mn", "ko", "ar", "km", "my", "zh-Hans", "tet", "si"])
def test_every_script_has_sizes_those_of_latin_if_none_of_its_own(tag: str) -> None:
    locale = locale_of(tag)
    sizes = ORIGINAL.sizes_for(locale)
    is_listed = {locale.language, locale.script} & set(sizes.scripts)
    assert is_listed or sizes is ORIGINAL.script["latin"]


def test_a_language_goes_before_its_script(root: Path) -> None:
    lines = "\n".join(
        f"{key} = {value}"
        for key, value in ORIGINAL.script["latin"].model_dump().items()
        if key != "scripts"
    )
    theme = changed(root, f'[theme.script.mine]\nscripts = ["mn"]\n{lines}')
    assert theme.sizes_for(locale_of("mn")) == theme.script["mine"]
    assert theme.sizes_for(locale_of("ky")) == ORIGINAL.sizes_for(locale_of("ky"))
