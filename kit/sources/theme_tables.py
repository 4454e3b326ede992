"""The tables of templates/theme.toml as typed values: colours, proportions, papers and sizes."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Hex = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$", to_upper=True)]
Positive = Annotated[float, Field(gt=0)]
Share = Annotated[float, Field(ge=0, le=1)]
# Widths of panels may be rounded.
PANEL_SLIP_MM = 0.1
Three = tuple[Positive, Positive, Positive]


class Table(BaseModel):
    """A table of the theme: no key may be unknown."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Colours(Table):
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


class ShapeSizes(Table):
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


class ScriptSizes(Table):
    """Leading in em and scale of the scripts of one class; `scripts` may name languages."""

    scripts: tuple[str, ...]
    headline_leading: Positive
    body_leading: Positive
    scale: Positive
    headline_scale: Positive
    slide_spacing: Annotated[int, Field(ge=80, le=250)]


class PosterSizes(Table):
    """Sizes on a poster, as on A3."""

    margin_mm: Positive
    bleed_mm: Positive
    foot_mm: Positive
    band_mm: Positive
    headline_pt: Positive
    headline_min_pt: Positive
    heading_pt: Positive
    heading_min_pt: Positive
    scene_headline_pt: Positive
    lead_pt: Positive
    body_pt: Positive
    row_pt: Positive
    wait_pt: Positive
    step_pt: Positive
    contact_pt: Positive
    phone_pt: Positive
    source_pt: Positive
    tile_mm: Positive
    badge_mm: Positive
    step_art_mm: Positive
    qr_mm: Positive


class PosterSize(Table):
    """A paper of posters; `text` multiplies running text after the page's scale.

    The least sizes are points on the finished paper.
    """

    page_mm: tuple[Positive, Positive]
    text: Positive
    body_min_pt: Positive
    source_min_pt: Positive


class BrochureSize(Table):
    """A paper of brochures, with the widths of its panels."""

    page_mm: tuple[Positive, Positive]
    inside_mm: Three
    outside_mm: Three

    @model_validator(mode="after")
    def _filled(self) -> "BrochureSize":
        for panels in (self.inside_mm, self.outside_mm):
            if abs(sum(panels) - self.page_mm[0]) > PANEL_SLIP_MM:
                raise ValueError(f"the panels are {sum(panels):g} mm wide, the page is not")
        return self


class BrochureSizes(Table):
    """Sizes in a brochure of three panels."""

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
    fill_mm: Positive
    bar_mm: Positive
    qr_mm: Positive
    qr_min_mm: Positive
    picture_mm: Positive


class SheetSizes(Table):
    """Sizes on the papers of a visit: letter, programme, certificate, form."""

    margin_mm: Three
    strip_mm: Positive
    head_mm: Positive
    slim_head_mm: Positive
    foot_mm: Positive
    headline_pt: Positive
    headline_min_pt: Positive
    heading_pt: Positive
    subheading_pt: Positive
    subheading_min_pt: Positive
    name_pt: Positive
    name_min_pt: Positive
    lead_pt: Positive
    body_pt: Positive
    body_min_pt: Positive
    service_pt: Positive
    contact_pt: Positive
    phone_pt: Positive
    foot_pt: Positive
    statement_pt: Positive
    tile_mm: Positive
    tile_statement_mm: Positive
    badge_mm: Positive
    fill_mm: Positive


class DeckSizes(Table):
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


class LogoPlace(Table):
    """Where the partner's logo stands in the foot."""

    place: Literal["start", "end"]


class Edition(Table):
    """What an edition changes.

    `colour` and `role` change those of the theme. In pictures `tint` makes colours of the theme
    paler, by the share that is left of them, `solid` those of a large field, and `art` replaces
    what is drawn in other colours; `is_grey` makes all that is left grey. With `field_line_mm`
    large fields are outlines of that width on A3.
    """

    colour: dict[str, Hex] = {}
    role: dict[str, str] = {}
    tint: dict[str, Share] = {}
    solid: dict[str, Share] = {}
    art: dict[Hex, Hex] = {}
    is_grey: bool = False
    field_line_mm: float = 0.0
    rule_mm: float = 0.0

    @property
    def is_outlined(self) -> bool:
        """Whether large fields are outlines."""
        return self.field_line_mm > 0
