"""A picture of pixels as a value, and what a logo may be."""

from dataclasses import dataclass
from typing import TypeAlias

from kit.sources.art import Drawing


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture of pixels: the bytes of a PNG or JPEG file, its size in pixels.

    `content` holds no metadata. `is_coloured` says whether it has anything but greys. Like every
    logo it is never flipped.
    """

    name: str
    content: bytes
    width: int
    height: int
    is_coloured: bool
    may_mirror: bool = False


Picture: TypeAlias = Drawing | Raster
