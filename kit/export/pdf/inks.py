"""Colours and pictures of a screen -> what a press prints of them, in cyan, magenta, yellow, black.

What is printed is looked up in the profile of the press, so it looks as on the screen wherever the
press can show it. The search for the inks is in `separation`.
"""

import sys
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from PIL import Image, ImageChops, ImageFilter

from kit.export.pdf.ink_search import FULL, Lab, Steps
from kit.export.pdf.separation import NEUTRAL_CHROMA, Rgb, Separation

HEADROOM = 20
"""Per cent by which total ink stays below the limit of the press.

Whoever asks for 280 % on paper that dries slowly can then print a file made for 300 %.
"""
DARK_LIGHTNESS, DARK_CHROMA = 20.0, 12.0
"""A flat colour as dark as this and of no more CIELAB chroma is printed in black alone."""
# Pictures of no more colours get the inks of each colour; others those of a lattice of colours,
# with what lies between worked out. This many a side miss the inks of each colour by 1.3 delta
# E*ab (median) and take less than a second.
MOST_COLOURS, _LATTICE = 2000, 13


@dataclass(frozen=True, slots=True)
class Ink:
    """How much of each ink a colour takes, from 0 to 1."""

    c: float
    m: float
    y: float
    k: float

    @property
    def total(self) -> float:
        """All ink together, in per cent of one full ink, to a tenth."""
        return round(100 * (self.c + self.m + self.y + self.k), 1)


BLACK = Ink(0.0, 0.0, 0.0, 1.0)
"""Black alone."""


class Inks:
    """What one press prints of the colours of a screen; the same inks for the same colour.

    Args:
        screen: The ICC profile in which colours are written: sRGB.
        press: The ICC profile of the press, class output, CMYK.
        limit: Per cent of ink that the press takes at most; every total stays `HEADROOM` below it.
    """

    def __init__(self, screen: bytes, press: bytes, limit: int) -> None:
        most = (limit - HEADROOM) * FULL // 100
        self.screen = screen
        self._separation = Separation(screen, press, most)
        self._known: dict[str, Ink] = {}
        self._known_flat: dict[str, Ink] = {}

    def of(self, colour: str) -> Ink:
        """Return the inks of a colour, "#RRGGBB"."""
        if colour not in self._known:
            steps = self._separation.separate([_rgb(colour)])[0]
            self._known[colour] = Ink(*(round(step / FULL, 4) for step in steps))
        return self._known[colour]

    def flat(self, colour: str) -> Ink:
        """Return the inks of a flat colour, "#RRGGBB": of letters, rules, codes and drawings.

        What is nearly black becomes black alone: several plates are never quite in register, and
        small type would have coloured edges.
        """
        if colour not in self._known_flat:
            seen = self._separation.seen([_rgb(colour)])[0]
            is_dark = seen.lightness <= max(DARK_LIGHTNESS, self._separation.black)
            is_black = is_dark and hypot(seen.a, seen.b) <= DARK_CHROMA
            self._known_flat[colour] = BLACK if is_black else self.of(colour)
        return self._known_flat[colour]

    def image(self, picture: Image.Image) -> Image.Image:
        """Return a picture in CMYK, in the size it has; transparency is left out.

        Each colour of a logo gets the inks that `of` gives; a photograph's come near them, its
        neutral colours are printed in black alone too.
        """
        rgb = picture.convert("RGB")
        counts = rgb.getcolors(MOST_COLOURS)
        if counts is None:
            return self._photograph(rgb)
        return self._drawing(rgb, [_triple(colour) for _, colour in counts])

    def _drawing(self, picture: Image.Image, colours: Sequence[Rgb]) -> Image.Image:
        # Four bytes a pixel before and after, so that a pixel is one number.
        inks = {
            int.from_bytes(bytes((*colour, FULL)), sys.byteorder): int.from_bytes(
                bytes(steps), sys.byteorder
            )
            for colour, steps in zip(colours, self._separation.separate(colours), strict=True)
        }
        pixels = memoryview(picture.convert("RGBA").tobytes()).cast("I")
        content = array("I", map(inks.__getitem__, pixels)).tobytes()
        return Image.frombytes("CMYK", picture.size, content)

    def _photograph(self, picture: Image.Image) -> Image.Image:
        table = [step / FULL for steps in self._lattice() for step in steps]
        lut = ImageFilter.Color3DLUT(_LATTICE, table, channels=4, target_mode="CMYK")
        hued = picture.filter(lut)
        lightness, a, b = self._separation.lab_image(picture).split()
        black = lightness.point([self._separation.black_of(Lab(v / 2.55, 0, 0)) for v in _BYTE])
        none = Image.new("L", picture.size)
        neutral = Image.merge("CMYK", (none, none, none, black))
        return Image.composite(neutral, hued, _neutral_places(a, b))

    def _lattice(self) -> list[Steps]:
        marks = [index * FULL // (_LATTICE - 1) for index in range(_LATTICE)]
        return self._separation.separate([(r, g, b) for b in marks for g in marks for r in marks])


def _rgb(colour: str) -> Rgb:
    red, green, blue = bytes.fromhex(colour[1:])
    return red, green, blue


def _triple(pixel: float | tuple[int, ...]) -> Rgb:
    assert isinstance(pixel, tuple)
    red, green, blue = pixel
    return red, green, blue


_BYTE = range(256)
# The a* and b* of CIELAB are kept in a byte, with 128 for none.
_SQUARES = [min(FULL, (value - 128) ** 2) for value in _BYTE]
_IS_NEUTRAL = [FULL if value <= NEUTRAL_CHROMA**2 else 0 for value in _BYTE]


def _neutral_places(a: Image.Image, b: Image.Image) -> Image.Image:
    """Return a mask of the pixels in which nobody sees a hue."""
    return ImageChops.add(a.point(_SQUARES), b.point(_SQUARES)).point(_IS_NEUTRAL)
