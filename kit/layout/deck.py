"""The values of a laid-out deck: slides whose placeholders have their words and sizes.

A slide differs from a page: the viewer's program breaks the lines itself, so a slide carries
paragraphs and the size at which the kit's own measure found them to fit.
"""

import datetime
from dataclasses import dataclass
from pathlib import Path

from kit.layout.page import Shape
from kit.sources.art import Drawing
from kit.sources.raster import Picture
from kit.typeset.glyphs import Span
from kit.units import Points, Rect


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A placeholder of a slide layout, written for left to right; lengths in points.

    Args:
        key: Name inside the layout, for the kit's own use.
        kind: "title", "body", "pic", "chart", "tbl", "dt", "ftr" or "sldNum".
        idx: The placeholder index of Office Open XML, unique in its layout.
        rect: Where it stands.
        size: Type size in points, for Latin.
        face: "headline", "bold" or "regular".
        colour: A role of the theme's colours: "paper", "ink", "red" and so on.
        anchor: "t", "ctr" or "b".
        align: "start", "centre" or "end".
        gap: Space between paragraphs.
    """

    key: str
    kind: str
    idx: int
    rect: Rect
    size: Points = 0.0
    face: str = "regular"
    colour: str = "ink"
    anchor: str = "t"
    align: str = "start"
    gap: Points = 0.0


@dataclass(frozen=True, slots=True)
class Decoration:
    """A shape that stands on a layout under its placeholders; `fill` is a colour name."""

    shape: Shape
    colour: str


@dataclass(frozen=True, slots=True)
class SlideLayout:
    """A layout of the master, written for left to right; `background` is a colour name."""

    key: str
    background: str
    placeholders: tuple[Placeholder, ...]
    decorations: tuple[Decoration, ...] = ()


@dataclass(frozen=True, slots=True)
class SlideText:
    """Paragraphs for one placeholder, at one size and line spacing (per cent of 1.2 em).

    `rect` is where the placeholder stands on this slide, for the deck's direction, or None for
    its place on the layout.
    """

    key: str
    paragraphs: tuple[tuple[Span, ...], ...]
    size: Points
    spacing: int
    rect: Rect | None = None


@dataclass(frozen=True, slots=True)
class SlidePicture:
    """A drawing on a slide; `key` names the picture placeholder it fills, or "".

    `language` is that of `alt`, "" for the deck's.
    """

    drawing: Drawing
    rect: Rect
    alt: str = ""
    is_mirrored: bool = False
    key: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class SlideChart:
    """A bar chart for the chart placeholder `key`; the bars named in `marked` stand out.

    `figures` are the values as the locale writes them, `number_format` is Excel's for them.
    """

    key: str
    name: str
    labels: tuple[str, ...]
    values: tuple[float, ...]
    marked: tuple[int, ...]
    figures: tuple[str, ...]
    number_format: str
    alt: str
    size: Points


@dataclass(frozen=True, slots=True)
class SlideTable:
    """A table for the table placeholder `key`; the first row is its head.

    `widths` are shares of the placeholder's width, `heights` those of the rows in points;
    `spacing` is the line spacing in per cent of 1.2 em.
    """

    key: str
    rows: tuple[tuple[tuple[Span, ...], ...], ...]
    widths: tuple[float, ...]
    heights: tuple[Points, ...]
    size: Points
    spacing: int
    alt: str


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: layout key, texts, pictures, shapes under them, notes as paragraphs.

    `section` names the part of the talk that begins with this slide, or is "".
    """

    layout: str
    title: str
    texts: tuple[SlideText, ...]
    shapes: tuple[Shape, ...] = ()
    pictures: tuple[SlidePicture, ...] = ()
    chart: SlideChart | None = None
    table: SlideTable | None = None
    notes: tuple[str, ...] = ()
    section: str = ""


@dataclass(frozen=True, slots=True)
class DeckFont:
    """A font of a deck.

    Args:
        family: The name in the deck's theme, which is name ID 1 of the file.
        is_bold: Whether it is the bold of its family.
        path: The font file.
        scripts: What to keep of it beside everyday Latin and what all scripts share: ISO 15924
            codes, also of writing systems, such as "Jpan".
    """

    family: str
    is_bold: bool
    path: Path
    scripts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeckLogo:
    """The partner's logo, on every layout on paper; `rect` is for left to right."""

    picture: Picture
    alt: str
    rect: Rect


@dataclass(frozen=True, slots=True)
class Dated:
    """The day that a deck bears, for programs, and as its language and country write it."""

    day: datetime.date
    words: str


@dataclass(frozen=True, slots=True)
class Deck:
    """A laid-out deck: everything that goes into one presentation file.

    `names` translates layout keys and prompts ("layout.title", "prompt.title") for the
    person who edits; `colours` maps colour names to "#RRGGBB"; `faces` maps "headline",
    "bold" and "regular" to font family names. `date` stands in the
    footer, `day` is the same for programs.
    """

    title: str
    language: str
    is_rtl: bool
    author: str
    date: str
    day: datetime.date
    draft: str
    colours: dict[str, str]
    faces: dict[str, str]
    script: str
    spacing: int
    layouts: tuple[SlideLayout, ...]
    slides: tuple[Slide, ...]
    names: dict[str, str]
    fonts: tuple[DeckFont, ...] = ()
    logo: DeckLogo | None = None
