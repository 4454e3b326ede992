"""templates/theme.toml, with a workspace's and a partner's changes -> the typed theme."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

from pydantic import ValidationError

from kit.errors import SourceError
from kit.sources.contrast import check_contrast
from kit.sources.locales import Locale
from kit.sources.theme_tables import (
    BrochureSize,
    BrochureSizes,
    Colours,
    DeckSizes,
    Edition,
    Hex,
    LogoPlace,
    PosterSize,
    PosterSizes,
    ScriptSizes,
    ShapeSizes,
    SheetSizes,
    Table,
)  # fmt: skip
from kit.sources.workspace import SETTINGS, Workspace, read_bytes, read_toml, shown

PATH = "templates/theme.toml"
COLOUR = "colour"
"""The edition that changes nothing."""
Faces: TypeAlias = Mapping[str, str]
WHITE = 255
NO_FACES: Faces = MappingProxyType({})


class ThemeFile(Table):
    """What templates/theme.toml holds: colours, faces and sizes of every product."""

    colour: Colours
    role: dict[str, str]
    art: dict[str, Hex]
    edition: dict[str, Edition]
    logo: LogoPlace
    shape: ShapeSizes
    font: dict[str, tuple[str, str]]
    script: dict[str, ScriptSizes]
    poster: PosterSizes
    poster_size: dict[str, PosterSize]
    brochure: BrochureSizes
    brochure_size: dict[str, BrochureSize]
    sheet: SheetSizes
    deck: DeckSizes


class Theme(ThemeFile):
    """A theme in an edition; `look` is what the edition changes."""

    look: Edition = Edition()

    def named(self, colour: str) -> str:
        """Return the hex value of a colour of the palette."""
        value: str = getattr(self.colour, colour)
        return value

    def colour_of(self, role: str) -> str:
        """Return the hex value of a role, or of a colour of the palette."""
        return self.named(self.role.get(role, role))

    def in_edition(self, name: str) -> "Theme":
        """Return the theme with the colours and roles of an edition; COLOUR changes nothing."""
        if name == COLOUR:
            return self
        look = self.edition[name]
        return self.model_copy(
            update={
                "look": look,
                "colour": self.colour.model_copy(update=look.colour),
                "role": self.role | look.role,
            }
        )

    @property
    def art_colours(self) -> dict[str, str]:
        """The colours of pictures by the colours that they are drawn in."""
        return self._drawn(self.look.tint) | self.look.art

    @property
    def solid_colours(self) -> dict[str, str]:
        """The same for pictures with a large field of red."""
        return self._drawn(self.look.tint | self.look.solid) | self.look.art

    def _drawn(self, tints: Mapping[str, float]) -> dict[str, str]:
        """Return the theme's colours by what pictures are drawn in, some of them as tints."""
        return {
            drawn: tint(self.named(name), tints.get(name, 1.0)) for name, drawn in self.art.items()
        }

    def sizes_for(self, locale: Locale) -> ScriptSizes:
        """Return the leading and scale of a locale's script; of Latin for a script not listed."""
        for key in (locale.language, locale.script):
            for sizes in self.script.values():
                if key in sizes.scripts:
                    return sizes
        return self.script["latin"]


def read_theme(
    workspace: Workspace, brand: Mapping[str, Any] = MappingProxyType({}), faces: Faces = NO_FACES
) -> Theme:
    """Return the theme.

    Args:
        workspace: Its kit.toml changes single keys.
        brand: What a partner changes, as tables of the theme.
        faces: Headline faces of a partner by script, such as {"Latn": "Bold"}.

    Raises:
        SourceError: Names the key that is wrong, or the colours that do not stand apart.
    """
    path = workspace.find(PATH)
    tables = _merged(read_toml(read_bytes(path), shown(path)), workspace.theme)
    try:
        file = ThemeFile.model_validate(_merged(tables, dict(brand)))
    except ValidationError as error:
        raise _error(error, workspace) from error
    theme = _with_faces(Theme.model_construct(**dict(file)), faces, workspace)
    _check_names(theme, shown(path))
    for name in (COLOUR, *theme.edition):
        look = theme.in_edition(name)
        check_contrast(look.colour_of, is_outlined=look.look.is_outlined, where=f"edition {name}")
    return theme


def _with_faces(theme: Theme, faces: Faces, workspace: Workspace) -> Theme:
    """Return the theme with other headline faces; SourceError for a face that is not there."""
    fonts = dict(theme.font)
    for script, face in faces.items():
        if script not in fonts:
            raise SourceError(
                f"no font for {script!r}", where="headline", hint="one of: " + ", ".join(fonts)
            )
        family = fonts[script][0]
        file = f"assets/fonts/{family}/{family}-{face}.ttf"
        if not workspace.has(file):
            there = workspace.names(f"assets/fonts/{family}/{family}-*.ttf")
            known = (name.rpartition("-")[2].removesuffix(".ttf") for name in there)
            raise SourceError(
                f"no face {face!r} of {family}", where=file, hint="one of: " + ", ".join(known)
            )
        fonts[script] = (family, face)
    return theme.model_copy(update={"font": fonts})


def tint(colour: str, share: float) -> str:
    """Return a share of a colour on white."""
    parts = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return "#" + "".join(f"{round(WHITE - share * (WHITE - part)):02X}" for part in parts)


def _check_names(theme: Theme, path: str) -> None:
    """Refuse roles and editions that name no colour of the palette."""
    named = {f"role.{role}": colour for role, colour in theme.role.items()}
    named |= {f"art.{name}": name for name in theme.art}
    for edition, look in theme.edition.items():
        named |= {f"edition.{edition}.role.{role}": colour for role, colour in look.role.items()}
        for table in ("colour", "tint", "solid"):
            named |= {f"edition.{edition}.{table}.{name}": name for name in getattr(look, table)}
    for key, colour in named.items():
        if colour not in Colours.model_fields:
            raise SourceError(
                f"unknown colour {colour!r}",
                where=f"{path}, {key}",
                hint="one of: " + ", ".join(Colours.model_fields),
            )


def _merged(tables: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    both = {key: tables[key] for key in tables.keys() & changes.keys()}
    deeper = {
        key: _merged(value, changes[key])
        for key, value in both.items()
        if isinstance(value, dict) and isinstance(changes[key], dict)
    }
    return tables | changes | deeper


def _error(error: ValidationError, workspace: Workspace) -> SourceError:
    fault = error.errors()[0]
    key = ".".join(map(str, fault["loc"]))
    file = f"{SETTINGS} or {PATH}" if workspace.theme else PATH
    message = fault["msg"][:1].lower() + fault["msg"][1:]
    if fault["type"] == "extra_forbidden":
        message = "unknown key"
    return SourceError(message, where=f"{file}, {key}", hint="docs/templates.md lists the keys")
