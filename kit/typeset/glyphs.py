"""The values of typesetting: spans of styled text in, lines of placed glyph runs out.

Lengths are in em (1.0 = the type size), because unhinted outlines scale: a text is shaped
once and set at any size.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

SOFT_HYPHEN = "\u00ad"
"""A place for a hyphen (UAX #14); also the text of a hyphen drawn where a line ends."""


class Weight(StrEnum):
    """The three faces of a family."""

    REGULAR = "regular"
    BOLD = "bold"
    HEADLINE = "headline"


@dataclass(frozen=True, slots=True)
class Span:
    """Text of one look, from one place.

    Args:
        text: The characters, in logical order.
        weight: The face.
        colour: "#RRGGBB".
        language: BCP 47 tag, for shaping.
        whole: Never broken over lines (a phone number, an address).
        isolated: Set apart for bidi, as if in FSI and PDI (an inserted value).
        link: Target of a link, or "".
        underlined: With a rule beside the letters, which whoever draws the line adds.
        origin: Whatever the caller wants back with the glyphs; here a document run.
    """

    text: str
    weight: Weight
    colour: str
    language: str
    whole: bool = False
    isolated: bool = False
    link: str = ""
    underlined: bool = False
    origin: Any = None


@dataclass(frozen=True, slots=True)
class Face:
    """One font file: `key` is its file stem, such as "NotoSansKhmer-Bold"; lengths in em."""

    key: str
    path: Path
    units_per_em: int
    ascent: float
    descent: float


class Glyph(NamedTuple):
    """One glyph; lengths in font units of its face. A named tuple, as there are thousands."""

    id: int
    advance: int
    dx: int
    dy: int


class Cluster(NamedTuple):
    """Characters that are drawn together, and their glyphs in visual order."""

    text: str
    glyphs: tuple[Glyph, ...]


class Measured(NamedTuple):
    """A cluster with its lengths in em: how far it goes, its ink above and below the baseline."""

    cluster: Cluster
    advance: float
    ascent: float
    descent: float


@dataclass(frozen=True, slots=True)
class GlyphRun:
    """Glyphs of one face, span and direction; clusters in visual order, left to right.

    `x` is the distance from the start of the line's left edge, `advance` the width; in em.
    `text` is that of the run in logical order.
    """

    face: Face
    span: Span
    is_rtl: bool
    clusters: tuple[Cluster, ...]
    x: float
    advance: float
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line: runs in visual order, width without trailing spaces; lengths in em.

    `ascent` and `descent` are the ink above and below the baseline, both positive. `goes_on` says
    that words go on in the next line after white space, which stands in neither.
    """

    text: str
    runs: tuple[GlyphRun, ...]
    width: float
    ascent: float
    descent: float
    ends_paragraph: bool
    goes_on: bool = False
