"""templates/theme.toml, with a workspace's changes -> the typed theme."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from kit.errors import SourceError
from kit.sources.locales import Locale
from kit.sources.workspace import SETTINGS, Workspace, read_bytes, read_toml, shown

PATH = "templates/theme.toml"
Hex = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$", to_upper=True)]
Positive = Annotated[float, Field(gt=0)]
Three = tuple[Positive, Positive, Positive]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Colours(_Table):
    """The palette, sRGB "#RRGGBB"."""

    red: Hex
    wine: Hex
    ink: Hex
    paper: Hex
    white: Hex
    blush: Hex
    coral: Hex
    amber: Hex
    teal: Hex
    aqua: Hex
    stone: Hex


class ShapeSizes(_Table):
    """Proportions of drops, tiles and fields."""

    drop_tip: Positive
    drop_shoulder: Positive
    poster_drop_tip: Positive
    poster_drop_shoulder: Positive
    cover_drop_tip: Positive
    cover_drop_shoulder: Positive
    tile_space: Positive
    leaf_radius: Positive
    panel_radius_mm: Positive
    callout_radius_mm: Positive


class ScriptSizes(_Table):
    """Leading in em and scale of the scripts of one class; `scripts` may name languages."""

    scripts: tuple[str, ...]
    headline_leading: Positive
    body_leading: Positive
    scale: Positive
    headline_scale: Positive
    slide_spacing: Annotated[int, Field(ge=80, le=250)]


class PosterSizes(_Table):
    """Sizes on an A3 poster."""

    page_mm: tuple[Positive, Positive]
    margin_mm: Positive
    bleed_mm: Positive
    foot_mm: Positive
    band_mm: Positive
    headline_pt: Positive
    headline_min_pt: Positive
    lead_pt: Positive
    body_pt: Positive
    body_min_pt: Positive
    contact_pt: Positive
    phone_pt: Positive
    source_pt: Positive
    source_min_pt: Positive
    qr_mm: Positive


class BrochureSizes(_Table):
    """Sizes on an A4 tri-fold brochure."""

    page_mm: tuple[Positive, Positive]
    inside_mm: Three
    outside_mm: Three
    bleed_mm: Positive
    margin_mm: Three
    headline_pt: Positive
    headline_min_pt: Positive
    heading_pt: Positive
    heading_min_pt: Positive
    subheading_pt: Positive
    subheading_min_pt: Positive
    lead_pt: Positive
    body_pt: Positive
    body_min_pt: Positive
    statement_pt: Positive
    step_pt: Positive
    callout_pt: Positive
    cover_callout_pt: Positive
    contact_pt: Positive
    phone_pt: Positive
    service_pt: Positive
    foot_pt: Positive
    tile_mm: Positive
    tile_statement_mm: Positive
    step_art_mm: Positive
    badge_mm: Positive
    qr_mm: Positive
    qr_min_mm: Positive
    picture_mm: Positive


class DeckSizes(_Table):
    """Sizes on a 16:9 slide."""

    margin_in: Positive
    headline_pt: Positive
    headline_min_pt: Positive
    heading_pt: Positive
    heading_min_pt: Positive
    body_pt: Positive
    body_min_pt: Positive
    number_pt: Positive
    label_pt: Positive
    source_pt: Positive
    side_panel_in: Positive
    side_radius_in: Positive
    tile_in: Positive


class Theme(_Table):
    """Colours, faces and sizes of every product."""

    colour: Colours
    role: dict[str, str]
    shape: ShapeSizes
    font: dict[str, tuple[str, str]]
    script: dict[str, ScriptSizes]
    poster: PosterSizes
    brochure: BrochureSizes
    deck: DeckSizes

    def named(self, colour: str) -> str:
        """Return the hex value of a colour of the palette."""
        value: str = getattr(self.colour, colour)
        return value

    def colour_of(self, role: str) -> str:
        """Return the hex value of a role."""
        return self.named(self.role[role])

    def sizes_for(self, locale: Locale) -> ScriptSizes:
        """Return the leading and scale of a locale's script; of Latin for a script not listed."""
        for key in (locale.language, locale.script):
            for sizes in self.script.values():
                if key in sizes.scripts:
                    return sizes
        return self.script["latin"]


def read_theme(workspace: Workspace) -> Theme:
    """Return the theme; SourceError names the key that is wrong."""
    path = workspace.find(PATH)
    tables = _merged(read_toml(read_bytes(path), shown(path)), workspace.theme)
    try:
        theme = Theme.model_validate(tables)
    except ValidationError as error:
        raise _error(error, workspace) from error
    for role, colour in theme.role.items():
        if colour not in Colours.model_fields:
            raise SourceError(
                f"unknown colour {colour!r}",
                where=f"{shown(path)}, role.{role}",
                hint="one of: " + ", ".join(Colours.model_fields),
            )
    return theme


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
