"""Colours of a screen -> inks of a press, by the profiles of both.

Neutral colours are printed with black alone, so that no grey takes a hue when the plates are not
quite in register or an ink runs heavy. Other colours take black only in place of the grey that
cyan, magenta and yellow would make together; light tints take none, for dots of black are grainy.
"""

from bisect import bisect_left
from collections.abc import Sequence
from io import BytesIO
from math import hypot
from typing import TypeAlias

from PIL import Image, ImageCms

from kit.errors import OutputError
from kit.export.pdf.ink_search import FULL, Found, Lab, Search, Steps

Rgb: TypeAlias = tuple[int, int, int]
"""Red, green and blue of sRGB, each from 0 to 255."""

NEUTRAL_CHROMA = 2.3
"""A colour of no more CIELAB chroma is neutral.

2.3 is the difference that observers just notice (Mahy, Van Eycken and Oosterlinck, "Evaluation of
uniform color spaces developed after the adoption of CIELAB and CIELUV", 1994).
"""
# Grey made of cyan, magenta and yellow: up to the first no black, from the second on as much black
# as the profile gives, between them a share.
_LEAST_GREY, _FULL_GREY = 0.15 * FULL, 0.35 * FULL
# A colour that the press misses by less is in reach; by more, the profile's own way of bringing a
# colour into reach is followed, since the nearest colour in numbers may have another hue.
_IN_REACH, _OUT_OF_REACH = 4.0, 10.0
_LIGHT, _COARSE, _FINE = (32, 16), (16, 8), (8, 4, 2, 1)

_INTENT = ImageCms.Intent.RELATIVE_COLORIMETRIC
_BLACK_POINT = ImageCms.Flags.BLACKPOINTCOMPENSATION


class Separation:
    """A screen and a press, as their profiles describe them.

    Args:
        screen: The ICC profile of the screen, RGB.
        press: The ICC profile of the press, CMYK.
        most: Total ink that no colour exceeds, in 255ths of one full ink.

    Attributes:
        most: As given.
        black: The lightness of solid black ink.

    Raises:
        OutputError: A profile is damaged.
    """

    def __init__(self, screen: bytes, press: bytes, most: int) -> None:
        lab = ImageCms.createProfile("LAB")
        try:
            rgb, cmyk = _opened(screen), _opened(press)
            self._seen = ImageCms.buildTransform(rgb, lab, "RGB", "LAB", _INTENT)
            self._shown = ImageCms.buildTransform(cmyk, lab, "CMYK", "LAB", _INTENT)
            self._tables = ImageCms.buildTransform(rgb, cmyk, "RGB", "CMYK", _INTENT, _BLACK_POINT)
            # Some faults show only in use.
            self._tables.apply(Image.new("RGB", (1, 1)))
        except (ImageCms.PyCMSError, OSError) as error:
            raise OutputError(
                f"the colour profile of the press cannot be used: {error}",
                hint="ask the print shop for the file once more",
            ) from error
        self.most = most
        ramp = self.shown([(0, 0, 0, black) for black in range(FULL + 1)])
        # From dark to light, and never back, whatever a profile says of single steps.
        self._ramp = sorted(colour.lightness for colour in ramp)
        self.black = self._ramp[0]

    def shown(self, inks: Sequence[Steps]) -> list[Lab]:
        """Return what the press shows of inks."""
        row = Image.frombytes("CMYK", (len(inks), 1), b"".join(map(bytes, inks)))
        return _labs(self._shown.apply(row))

    def seen(self, colours: Sequence[Rgb]) -> list[Lab]:
        """Return what a screen shows of colours."""
        return _labs(self.lab_image(_row(colours)))

    def lab_image(self, picture: Image.Image) -> Image.Image:
        """Return an RGB picture in CIELAB."""
        return self._seen.apply(picture)

    def wanted(self, seen: Lab) -> Lab:
        """Return the colour that the press should show of one on a screen.

        It has the same lightness down to twice that of solid black. Darker ones, of which the press
        has fewer, are brought closer together without a break, so that the screen's black becomes
        the press's and what is darker stays darker.
        """
        lightness = seen.lightness
        if lightness < 2 * self.black:
            lightness = self.black + lightness**2 / (4 * self.black)
        return seen._replace(lightness=lightness)

    def black_of(self, seen: Lab) -> int:
        """Return the black ink that alone has the lightness wanted of a colour, in 255ths."""
        lightness = self.wanted(seen).lightness
        place = bisect_left(self._ramp, lightness, 1, FULL)
        below, above = self._ramp[place - 1], self._ramp[place]
        nearer = place if above - lightness < lightness - below else place - 1
        return FULL - nearer

    def separate(self, colours: Sequence[Rgb]) -> list[Steps]:
        """Return the inks of each colour."""
        seen = self.seen(colours)
        hued = [index for index, colour in enumerate(seen) if not is_neutral(colour)]
        inks: list[Steps] = [(0, 0, 0, self.black_of(colour)) for colour in seen]
        found = self._mixed([colours[index] for index in hued], [seen[index] for index in hued])
        for index, steps in zip(hued, found, strict=True):
            inks[index] = steps
        return inks

    def _mixed(self, colours: Sequence[Rgb], seen: Sequence[Lab]) -> list[Steps]:
        """Return inks of colours that are not neutral."""
        if not colours:
            return []
        wanted = [self.wanted(colour) for colour in seen]
        given = self._by_tables(colours)
        # Only to find the grey in each colour: not bound by the total.
        light = Search(self.shown, 4 * FULL, _LIGHT).nearest(
            wanted, [_without_black(inks) for inks in given]
        )
        starts = [_with_black(*pair) for pair in zip(light, given, strict=True)]
        near = Search(self.shown, self.most, _COARSE).nearest(wanted, starts)
        aims = [
            colour.towards(shown, _share(found.difference, _IN_REACH, _OUT_OF_REACH))
            for colour, shown, found in zip(wanted, self.shown(given), near, strict=True)
        ]
        fine = Search(self.shown, self.most, _FINE)
        return [found.inks for found in fine.nearest(aims, [each.inks for each in near])]

    def _by_tables(self, colours: Sequence[Rgb]) -> list[Steps]:
        """Return the inks that the profile's own tables give, with black point compensation."""
        content = self._tables.apply(_row(colours)).tobytes()
        return list(zip(*(content[ink::4] for ink in range(4)), strict=True))


def is_neutral(colour: Lab) -> bool:
    """Say whether nobody sees a hue in a colour."""
    return hypot(colour.a, colour.b) <= NEUTRAL_CHROMA


def _opened(profile: bytes) -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(BytesIO(profile))


def _row(colours: Sequence[Rgb]) -> Image.Image:
    return Image.frombytes("RGB", (len(colours), 1), b"".join(map(bytes, colours)))


def _labs(picture: Image.Image) -> list[Lab]:
    content = picture.tobytes()
    signed = memoryview(content).cast("b")
    return [
        Lab(content[place] / 2.55, signed[place + 1], signed[place + 2])
        for place in range(0, len(content), 3)
    ]


def _without_black(inks: Steps) -> Steps:
    """Lay the black of inks on the other three."""
    light = FULL - inks[3]
    c, m, y = (FULL - (FULL - ink) * light // FULL for ink in inks[:3])
    return c, m, y, 0


def _with_black(light: Found, given: Steps) -> Steps:
    """Return inks to start from: black in place of the grey in a mixture without it."""
    share = _share(min(light.inks[:3]), _LEAST_GREY, _FULL_GREY)
    c, m, y = (
        round(without + (with_black - without) * share)
        for without, with_black in zip(light.inks[:3], given[:3], strict=True)
    )
    return c, m, y, round(given[3] * share)


def _share(value: float, least: float, most: float) -> float:
    return min(1.0, max(0.0, (value - least) / (most - least)))
