"""The values of layout: pages with everything placed, ready to draw.

Lengths in points, origin at the top left of the trimmed page, y downwards. Marks are drawn in
their order; what reaches over the trim is cut off at the bleed.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from kit.sources.art import Drawing
from kit.sources.outline import Outline
from kit.sources.raster import Raster
from kit.typeset.glyphs import Line
from kit.units import Points, Rect


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled or stroked outline; colours "#RRGGBB" or ""."""

    outline: Outline
    fill: str = ""
    stroke: str = ""
    stroke_width: Points = 0.0


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of text, the left end of its baseline at (x, y), set in `size`."""

    line: Line
    x: Points
    y: Points
    size: Points


SPINE_EM = 0.404
"""The stem of Mongolian letters stands this far over the baseline (measured in the font)."""


@dataclass(frozen=True, slots=True)
class PlacedColumn:
    """A line turned a quarter clockwise: a column of traditional Mongolian.

    Its spine, the stem that the letters hang on, stands at x; its head is at y.
    """

    line: Line
    x: Points
    y: Points
    size: Points


@dataclass(frozen=True, slots=True)
class PlacedArt:
    """A drawing scaled into a rectangle; `alt` is "" for decoration.

    What reaches over `clip` is not drawn. `language` is that of `alt`, "" for the document's.
    """

    drawing: Drawing
    rect: Rect
    is_mirrored: bool = False
    alt: str = ""
    clip: Rect | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class PlacedImage:
    """A picture of pixels scaled into a rectangle; it is never mirrored."""

    raster: Raster
    rect: Rect
    alt: str


@dataclass(frozen=True, slots=True)
class FormField:
    """A place to type in; other marks draw the line or box round it.

    `name` is that of the field in the file, each once; `label` is what a screen reader says.
    """

    rect: Rect
    name: str
    label: str
    is_multiline: bool


@dataclass(frozen=True, slots=True)
class Element:
    """What some marks are to a person who hears them read out (ISO 32000-1, 14.8.4).

    Attributes:
        tag: A standard structure type: "Sect", "H1", "P", "L", "LI", "Lbl", "LBody", "Table",
            "TR", "TH", "TD", "Caption", "Div".
        order: Elements beside each other are read by this number, then as they are drawn; over
            the outermost elements of all pages, so that a folded brochure reads as it opens.
        scope: Of a TH: "Row" or "Column".
    """

    tag: str
    order: int = 0
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Tagged:
    """Marks that are the content of one structure element, in the order of drawing.

    Lines, columns and shapes outside any are decoration, as pictures without `alt` are.
    """

    element: Element
    marks: "Sequence[Mark]"


Leaf: TypeAlias = Shape | PlacedLine | PlacedColumn | PlacedArt | PlacedImage | FormField
Mark: TypeAlias = Leaf | Tagged


def leaves(marks: Iterable[Mark]) -> Iterator[Leaf]:
    """Yield what is drawn, without the elements it belongs to."""
    for mark in marks:
        if isinstance(mark, Tagged):
            yield from leaves(mark.marks)
        else:
            yield mark


@dataclass(frozen=True, slots=True)
class Page:
    """One page, everything placed; `content` are its marks with the elements they belong to.

    `bleed` and `slug` are the widths of the two rims round the trimmed page; `printers_marks`
    stand in the slug, outside what is cut off at the bleed. `folds` are the x of fold lines.
    """

    width: Points
    height: Points
    content: tuple[Mark, ...]
    folds: tuple[Points, ...] = ()
    bleed: Points = 0.0
    slug: Points = 0.0
    printers_marks: tuple[Mark, ...] = ()

    @property
    def marks(self) -> tuple[Leaf, ...]:
        """What is drawn, in its order."""
        return tuple(leaves(self.content))

    @property
    def fields(self) -> tuple[FormField, ...]:
        """The places to type in, in reading order."""
        return tuple(mark for mark in self.marks if isinstance(mark, FormField))


@dataclass(frozen=True, slots=True)
class Publication:
    """The pages of one product and what a reader's program shows of it.

    `day` is the day that the file bears; None for that of SOURCE_DATE_EPOCH.
    """

    title: str
    language: str
    is_rtl: bool
    author: str
    subject: str
    pages: tuple[Page, ...]
    day: datetime.date | None = None
