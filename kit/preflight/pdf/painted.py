"""What a page of a PDF shows, as values: colours, fonts, pictures, and all that is painted."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

# Numbers and Latin words, which run from left to right among Arabic and Hebrew ones.
FORWARD = re.compile(r"[\dA-Za-z][\dA-Za-z.,:@/+ -]*[\dA-Za-z]")

Key: TypeAlias = tuple[int, int]
"""Number and generation of an object; objects that have none get negative numbers."""

Quad: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right, top in points of the page, y upwards."""


@dataclass(frozen=True, slots=True)
class Space:
    """A colour space; `base` is what Indexed, Separation and DeviceN are mapped to."""

    kind: str
    parts: int
    base: "Space | None" = None

    @property
    def is_rgb(self) -> bool:
        """Whether the colours are red, green and blue in the end."""
        own = self.kind in ("DeviceRGB", "CalRGB") or (self.kind == "ICCBased" and self.parts == 3)  # noqa: PLR2004
        return own or (self.base is not None and self.base.is_rgb)


@dataclass(frozen=True, slots=True)
class Colour:
    """A flat colour; `ends` are the colours between which a shading runs."""

    space: Space
    parts: tuple[float, ...] = ()
    ends: tuple[tuple[float, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Widths:
    """The widths of a font in thousandths of an em, as the PDF and as its font file say.

    Args:
        stated: What the PDF says of each code.
        default: What it says of all other codes.
        glyphs: What the font file says of each glyph; the last holds for all after it.
        places: The glyph of each code, two bytes each; None where a code is its glyph.
    """

    stated: Mapping[int, float]
    default: float
    glyphs: tuple[float, ...]
    places: bytes | None

    def is_wrong(self, code: int) -> bool:
        """Whether the two differ by more than rounding, 1 (ISO 19005-2, 6.2.11.5)."""
        glyph = code
        if self.places is not None:
            glyph = int.from_bytes(self.places[2 * code : 2 * code + 2])
        own = self.glyphs[min(glyph, len(self.glyphs) - 1)]
        return abs(self.stated.get(code, self.default) - own) > 1


@dataclass(frozen=True, slots=True)
class Font:
    """A font as the file carries it; `unicode` gives the text of each code.

    Args:
        is_sound: Whether its font file can be read, or is of a kind that is not looked into.
        widths: None where they cannot be compared.
    """

    name: str
    is_embedded: bool
    is_sound: bool
    has_widths: bool
    code_bytes: int
    unicode: Mapping[int, str] = field(repr=False)
    widths: Widths | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Picture:
    """An image; `ink` is the largest sum of inks (1 = 100 %) with its place, as parts of 1."""

    width: int
    height: int
    space: Space
    is_mask: bool
    ink: float = 0.0
    ink_at: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Marked:
    """An open marked-content sequence; `scope` is the page or form whose ids it counts with.

    `replaced` is what is read in place of its letters, None where those are read.
    """

    tag: str
    scope: Key
    mcid: int | None = None
    language: str = ""
    replaced: str | None = None

    @property
    def is_artifact(self) -> bool:
        """Whether the content is decoration."""
        return self.tag == "Artifact"


@dataclass(frozen=True, slots=True)
class Painted:
    """What one operator puts on the page.

    Args:
        kind: "text", "path", "image" or "shading".
        box: Where it stands; of text only where it begins.
        marks: The marked content that it stands in, outermost first.
        fill: Its colour, or None where nothing is filled.
        stroke: The colour of its outline, or None.
        is_overprinting: Whether a fill of black ink leaves the other inks under it.
        is_mask: Whether it is part of a soft mask, a pattern or the look of a link or field, which
            need no tags and whose place is not known.
        size: Of text in points, as it stands on the page.
        lengths: Of an image in points: its lower edge and its left edge.
        boxes: Of a path: the box of each of its parts.
    """

    kind: str
    box: Quad
    marks: tuple[Marked, ...]
    fill: Colour | None = None
    stroke: Colour | None = None
    is_overprinting: bool = False
    is_mask: bool = False
    font: Font | None = None
    codes: tuple[int, ...] = ()
    size: float = 0.0
    picture: Picture | None = None
    lengths: tuple[float, float] = (0.0, 0.0)
    boxes: tuple[Quad, ...] = ()

    @property
    def text(self) -> str:
        """The words that a program reads from it."""
        return "".join(self.font.unicode.get(code, "") for code in self.codes) if self.font else ""


def runs_from_right(text: str) -> bool:
    """Say whether a text has letters of a script that runs from the right."""
    return any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in text)


def as_read(text: str) -> str:
    """Return what is drawn in one go in the order of reading: letters stand as they are drawn."""
    if not runs_from_right(text):
        return text
    return FORWARD.sub(lambda run: run[0][::-1], text[::-1])
