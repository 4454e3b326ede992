"""Colours of a theme -> a refusal of pairs that a person cannot tell apart well enough to read.

Contrast as in WCAG 2.2, 1.4.3 and 1.4.11: 4.5 for running text, 3 for large type and signs.
"""

from collections.abc import Callable
from typing import NamedTuple

from kit.errors import SourceError

TEXT, LARGE = 4.5, 3.0
HINT = "choose a darker or lighter colour; WCAG 2.2 sets the limit"
HINTS = {
    "headline_second": 'choose another colour, or set headline_second = "paper" under [brand]'
    " in partner.toml: the second sentence of a headline then has the colour of the first"
}
# Below this sRGB is a straight line.
DARKEST = 0.04045


class Pair(NamedTuple):
    """A role on what it stands on, a role or a colour, and the least contrast.

    In an edition that outlines its fields, what stands on a field stands on the page.
    """

    ink: str
    ground: str
    least: float
    on_field: bool = False


PAIRS = (
    Pair("text", "page", TEXT),
    Pair("text", "callout", TEXT),
    Pair("text", "amber", TEXT),
    Pair("headline", "page", LARGE),
    Pair("headline_on_field", "field", LARGE, on_field=True),
    Pair("headline_second", "field", LARGE, on_field=True),
    Pair("text_on_dark", "field", TEXT, on_field=True),
    Pair("text_on_dark", "wine", TEXT, on_field=True),
    Pair("headline_on_band", "amber", LARGE, on_field=True),
    Pair("badge_text", "badge", LARGE),
    Pair("draft_text", "draft", TEXT),
    Pair("qr", "qr_ground", TEXT),
)


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours "#RRGGBB", from 1 to 21."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance of sRGB as WCAG defines it."""
    linear = [_linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _linear(part: float) -> float:
    if part <= DARKEST:
        return part / 12.92
    return float(((part + 0.055) / 1.055) ** 2.4)


def check_contrast(colour_of: Callable[[str], str], *, is_outlined: bool, where: str) -> None:
    """Refuse colours of which a pair is too close.

    Raises:
        SourceError: Names both roles, their colours, the contrast and the least that is allowed.
    """
    for pair in PAIRS:
        ground = "page" if is_outlined and pair.on_field else pair.ground
        ink, paper = colour_of(pair.ink), colour_of(ground)
        found = contrast(ink, paper)
        if found < pair.least:
            raise SourceError(
                f"{pair.ink} {ink} on {ground} {paper} has a contrast of {found:.1f}:1,"
                f" at least {pair.least:g}:1 is needed",
                where=where,
                hint=HINTS.get(pair.ink, HINT),
            )
