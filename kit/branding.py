"""A partner's profile -> the theme and the logo that its material is made with."""

from collections.abc import Mapping
from typing import Any

from kit.document.local import service_name
from kit.errors import KitError
from kit.findings import Finding, Severity
from kit.layout.compositor import Sign
from kit.sources.gallery import Gallery
from kit.sources.locales import Locale
from kit.sources.partner import Brand, PartnerProfile
from kit.sources.raster import Picture
from kit.sources.theme import Theme, read_theme
from kit.sources.workspace import Workspace

BLACK = "black"
BLACK_LOGO = "logo-black"
# The dark of a brand colour, where the partner names none.
DARKER = 0.62


def branded_theme(workspace: Workspace, partner: PartnerProfile) -> Theme:
    """Return the theme with a partner's colour, headline faces and logo place.

    Raises:
        SourceError: A colour or face cannot be used; names the profile.
    """
    brand = partner.profile.brand
    try:
        return read_theme(workspace, _tables(brand), brand.headline)
    except KitError as error:
        raise error.within(f"{partner.path}, brand") if brand != Brand() else error from error


def _tables(brand: Brand) -> Mapping[str, Any]:
    colours: dict[str, str] = {}
    if brand.colour:
        colours = {"red": brand.colour, "wine": brand.dark or _darker(brand.colour)}
    elif brand.dark:
        colours = {"wine": brand.dark}
    logo = {"place": brand.logo_place} if brand.logo_place else {}
    role = {"headline_second": brand.headline_second} if brand.headline_second else {}
    return {"colour": colours, "logo": logo, "role": role}


def _darker(colour: str) -> str:
    parts = (round(int(colour[start : start + 2], 16) * DARKER) for start in (1, 3, 5))
    return "#" + "".join(f"{part:02X}" for part in parts)


def sign_of(gallery: Gallery, partner: PartnerProfile, locale: Locale, edition: str) -> Sign | None:
    """Return the partner's logo with its alternative text, or None.

    A logo is never recoloured: in the black edition one with colour is left out, for a grey emblem
    is not allowed, unless the partner has one made for it.
    """
    picture = gallery.logo(partner.slug)
    if edition == BLACK:
        own = gallery.logo(partner.slug, BLACK_LOGO)
        picture = own or (None if picture and _is_coloured(picture) else picture)
    if picture is None:
        return None
    alts = partner.profile.brand.logo_alt
    name = service_name(partner, locale)[0]
    return Sign(picture, alts.get(locale.tag) or alts.get(locale.language) or name)


def _is_coloured(picture: Picture) -> bool:
    # Only with a logo: the module brings a library for pictures with it.
    from kit.sources.logo import is_coloured  # noqa: PLC0415

    return is_coloured(picture)


def left_out(gallery: Gallery, partner: PartnerProfile, edition: str) -> tuple[Finding, ...]:
    """Return a note when an edition leaves the logo out."""
    picture = gallery.logo(partner.slug)
    if edition != BLACK or picture is None or not _is_coloured(picture):
        return ()
    if gallery.logo(partner.slug, BLACK_LOGO):
        return ()
    return (
        Finding(
            Severity.NOTE,
            "logo.left-out",
            "the black edition leaves the coloured logo out",
            partner.path,
            f"put a logo in black beside it as {BLACK_LOGO}.svg or .png, if it may be printed so",
        ),
    )
