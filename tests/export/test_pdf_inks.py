import tomllib
from functools import cache
from io import BytesIO
from itertools import product
from math import hypot
from pathlib import Path
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from kit.errors import OutputError
from kit.export.pdf.ink_search import Lab, Search, Steps
from kit.export.pdf.inks import BLACK, HEADROOM, MOST_COLOURS, Ink, Inks
from kit.export.pdf.separation import NEUTRAL_CHROMA, Separation

ROOT = Path(__file__).parents[2]
SCREEN = (ROOT / "assets/icc/sRGB.icc").read_bytes()
PRESS = (ROOT / "assets/icc/FOGRA39L.icc").read_bytes()
THEME = tomllib.loads((ROOT / "templates/theme.toml").read_text(encoding="utf-8"))["colour"]
LIMIT = 300
INKS, AGAIN = Inks(SCREEN, PRESS, LIMIT), Inks(SCREEN, PRESS, LIMIT)
THRIFTY = {limit: Inks(SCREEN, PRESS, limit) for limit in (200, 240, 400)}
SEPARATION = Separation(SCREEN, PRESS, 714)

TO_SCREEN = ImageCms.buildTransform(
    ImageCms.ImageCmsProfile(BytesIO(PRESS)),
    ImageCms.ImageCmsProfile(BytesIO(SCREEN)),
    "CMYK",
    "RGB",
    ImageCms.Intent.RELATIVE_COLORIMETRIC,
)

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06X}".format)
GREYS = st.integers(0, 255).map(lambda value: f"#{value:02X}{value:02X}{value:02X}")


@cache
def to_lab(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform:
    intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
    source = ImageCms.ImageCmsProfile(BytesIO(profile))
    return ImageCms.buildTransform(source, ImageCms.createProfile("LAB"), mode, "LAB", intent)


def lab(picture: Image.Image, profile: bytes) -> list[tuple[float, float, float]]:
    """The colours of a picture, by its profile: apart from how the kit looks them up."""
    transform = to_lab(profile, picture.mode)
    lightness, a, b = (band.tobytes() for band in transform.apply(picture).split())
    return [
        (one / 2.55, two - 128, three - 128)
        for one, two, three in zip(lightness, a, b, strict=True)
    ]


def seen(colour: str) -> tuple[float, float, float]:
    return lab(Image.new("RGB", (1, 1), colour), SCREEN)[0]


def printed(ink: Ink) -> tuple[float, float, float]:
    steps = bytes(round(255 * part) for part in (ink.c, ink.m, ink.y, ink.k))
    return lab(Image.frombytes("CMYK", (1, 1), steps), PRESS)[0]


def difference(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """Delta E*ab (CIE 1976)."""
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5


def missed(colour: str, inks: Inks = INKS) -> float:
    return difference(seen(colour), printed(inks.of(colour)))


# Colours


def test_the_paper_takes_no_ink_and_black_takes_black_alone() -> None:
    assert INKS.of("#FFFFFF") == Ink(0, 0, 0, 0)
    assert INKS.of("#000000") == BLACK
    assert BLACK.total == 100


@pytest.mark.parametrize("name", sorted(set(THEME) - {"ink", "red", "wine"}))
def test_a_colour_of_the_theme_looks_the_same_in_print(name: str) -> None:
    assert missed(THEME[name]) < 2.3


def test_the_reds_of_the_theme_come_as_near_as_the_press_can() -> None:
    assert missed(THEME["red"]) < 3.5
    assert missed(THEME["wine"]) < 6.5
    assert median(map(missed, THEME.values())) < 0.5


@pytest.mark.parametrize("name", ["paper", "blush", "coral", "amber", "aqua"])
def test_light_tints_have_no_grain_of_black(name: str) -> None:
    assert INKS.of(THEME[name]).k == 0


def test_warm_paper_is_a_light_tint_of_magenta_and_yellow() -> None:
    paper = INKS.of("#FFF5E9")
    assert paper.c == paper.k == 0
    assert 0 < paper.m < 0.1
    assert paper.m < paper.y < 0.2


def test_a_dark_red_has_black_in_place_of_cyan() -> None:
    wine = INKS.of("#7A0C22")
    assert wine.k > 0.4
    assert wine.c < 0.05


def test_a_blue_out_of_reach_keeps_its_hue_and_is_not_purple() -> None:
    blue = INKS.of("#0000FF")
    assert blue.c > blue.m + 0.1


@given(COLOURS)
@settings(deadline=None, max_examples=300)
def test_every_ink_is_from_none_to_full_and_the_total_holds(colour: str) -> None:
    ink = INKS.of(colour)
    assert all(0 <= part <= 1 for part in (ink.c, ink.m, ink.y, ink.k))
    assert ink.total <= LIMIT - HEADROOM
    assert ink == AGAIN.of(colour)


@given(COLOURS, st.sampled_from(sorted(THRIFTY)))
@settings(deadline=None, max_examples=100)
def test_another_limit_holds_too(colour: str, limit: int) -> None:
    assert THRIFTY[limit].of(colour).total <= limit - HEADROOM


def test_less_ink_makes_wine_by_more_black_and_stays_near() -> None:
    thrifty = THRIFTY[240]
    assert thrifty.of("#52301F").total <= 220 < INKS.of("#52301F").total
    assert thrifty.of("#52301F").k >= INKS.of("#52301F").k
    assert missed("#52301F", thrifty) < missed("#52301F") + 3


def test_what_the_press_can_show_it_shows() -> None:
    """Inks -> what they look like -> inks: both look the same."""
    levels = (0, 64, 128, 191, 255)
    missing = []
    for steps in product(levels, levels, levels, (0, 64, 128)):
        wanted, colour = SEPARATION.shown([steps])[0], "#" + seen_of(steps).hex().upper()
        is_on_screen = difference(seen(colour), wanted) < 2
        # Dark and neutral colours have rules of their own.
        is_hued = hypot(wanted.a, wanted.b) > NEUTRAL_CHROMA
        if is_on_screen and is_hued and wanted.lightness >= 2 * SEPARATION.black:
            missing.append(missed(colour))
    assert len(missing) > 200
    assert median(missing) < 0.5
    assert sorted(missing)[int(0.9 * len(missing))] < 1.6
    assert max(missing) < 4


def seen_of(steps: Steps) -> bytes:
    """The colour of the screen that looks like inks."""
    return TO_SCREEN.apply(Image.frombytes("CMYK", (1, 1), bytes(steps))).tobytes()


def test_no_colour_of_the_screen_takes_more_than_the_total() -> None:
    levels = (0, 8, 16, 24, 40, 64, 96, 144, 200, 255)
    every = SEPARATION.separate(list(product(levels, levels, levels)))
    assert max(map(sum, every)) <= SEPARATION.most == 255 * (LIMIT - HEADROOM) // 100


@pytest.mark.parametrize(
    "profile",
    [
        PRESS[:128] + bytes(len(PRESS) - 128),
        PRESS[:3000] + bytes(len(PRESS) - 3000),
        PRESS.replace(b"B2A", b"X2X"),
        PRESS.replace(b"A2B", b"X2X"),
    ],
)
def test_a_damaged_profile_is_refused_with_a_hint(profile: bytes) -> None:
    with pytest.raises(OutputError, match="the colour profile of the press cannot be used") as bad:
        Inks(SCREEN, profile, LIMIT)
    assert "print shop" in bad.value.hint


# Neutral colours


@given(GREYS)
@settings(deadline=None)
def test_a_grey_is_black_alone_and_as_light_as_on_the_screen(grey: str) -> None:
    ink = INKS.of(grey)
    assert ink.c == ink.m == ink.y == 0
    lightness = seen(grey)[0]
    if lightness >= 2 * SEPARATION.black:
        assert abs(printed(ink)[0] - lightness) < 0.6


def test_a_darker_grey_takes_no_less_black() -> None:
    blacks = [INKS.of(f"#{value:02X}{value:02X}{value:02X}").k for value in range(256)]
    assert blacks == sorted(blacks, reverse=True)
    assert len(set(blacks)) > 150


@given(COLOURS)
@settings(deadline=None, max_examples=200)
def test_black_alone_is_for_neutral_colours_and_they_take_no_other(colour: str) -> None:
    ink = INKS.of(colour)
    if hypot(*seen(colour)[1:]) <= NEUTRAL_CHROMA:
        assert ink.c == ink.m == ink.y == 0
        assert abs(printed(ink)[0] - SEPARATION.wanted(Lab(*seen(colour))).lightness) < 0.6
    else:
        assert ink.total > 0


def test_dark_tones_come_closer_together_but_stay_apart() -> None:
    lightness = [SEPARATION.wanted(Lab(value, 0, 0)).lightness for value in range(101)]
    assert lightness == sorted(lightness)
    assert lightness[0] == SEPARATION.black
    assert lightness[36:] == list(range(36, 101))


# Text


@pytest.mark.parametrize("colour", ["#000000", "#2A1A1E", "#231F20", "#141414", "#2B2B2B"])
def test_text_that_is_nearly_black_takes_one_plate(colour: str) -> None:
    assert INKS.flat(colour) == BLACK


@pytest.mark.parametrize("colour", ["#C4122F", "#7A0C22", "#FFF5E9", "#00004B", "#808080"])
def test_other_text_is_printed_as_what_has_its_colour(colour: str) -> None:
    assert INKS.flat(colour) == INKS.of(colour) != BLACK


# Pictures


def drawing() -> Image.Image:
    picture = Image.new("RGB", (60, 40), "#C4122F")
    for index, colour in enumerate(["#FFFFFF", "#0B5C6B", "#808080", "#FFF5E9", "#000000"]):
        picture.paste(colour, (10 * index, 0, 10 * index + 10, 40 - 5 * index))
    return picture


def photograph() -> Image.Image:
    """More colours than a logo has, with a strip of greys."""
    ramp = Image.linear_gradient("L")
    picture = Image.merge("RGB", (ramp, ramp.rotate(90), Image.radial_gradient("L")))
    picture.paste(Image.merge("RGB", (ramp,) * 3).crop((0, 0, 20, 256)), (0, 0))
    return picture


def totals(picture: Image.Image) -> list[int]:
    return [sum(pixel) for pixel in zip(*(b.tobytes() for b in picture.split()), strict=True)]


def test_each_colour_of_a_drawing_has_the_inks_of_that_colour() -> None:
    picture = drawing()
    inks = INKS.image(picture)
    assert (inks.mode, inks.size) == ("CMYK", picture.size)
    for x, y in ((5, 5), (15, 5), (25, 5), (35, 5), (45, 5), (55, 5), (45, 39)):
        red, green, blue = picture.getpixel((x, y))
        ink = INKS.of(f"#{red:02X}{green:02X}{blue:02X}")
        assert inks.getpixel((x, y)) == tuple(
            round(255 * part) for part in (ink.c, ink.m, ink.y, ink.k)
        )


@pytest.mark.parametrize("mode", ["L", "P", "1", "RGBA"])
def test_a_picture_in_another_mode_is_printed_as_in_rgb(mode: str) -> None:
    picture = drawing().convert(mode)
    assert INKS.image(picture).tobytes() == INKS.image(picture.convert("RGB")).tobytes()


def test_a_picture_of_greys_is_on_the_black_plate_alone() -> None:
    inks = INKS.image(Image.linear_gradient("L"))
    assert [band.getextrema() for band in inks.split()] == [(0, 0), (0, 0), (0, 0), (0, 255)]


def test_a_photograph_comes_near_the_inks_of_each_colour() -> None:
    picture = photograph()
    assert picture.getcolors(MOST_COLOURS) is None
    inks = INKS.image(picture)
    assert max(totals(inks)) <= 255 * (LIMIT - HEADROOM) / 100
    places = [(x, y) for x in range(24, 256, 16) for y in range(8, 256, 16)]
    pixels = [picture.getpixel(place) for place in places]
    shown = SEPARATION.shown([inks.getpixel(place) for place in places])
    exact = SEPARATION.shown(SEPARATION.separate(pixels))
    apart = sorted(difference(one, two) for one, two in zip(shown, exact, strict=True))
    assert median(apart) < 2
    assert apart[-1] < 12


def test_the_greys_in_a_photograph_are_on_the_black_plate_alone() -> None:
    inks = INKS.image(photograph()).crop((0, 0, 20, 256))
    assert [band.getextrema() for band in inks.split()] == [(0, 0), (0, 0), (0, 0), (0, 255)]
    for y in range(256):
        black = INKS.of(f"#{y:02X}{y:02X}{y:02X}").k
        assert inks.getpixel((5, y)) == (0, 0, 0, round(255 * black))


def test_a_picture_has_the_same_inks_every_time() -> None:
    assert INKS.image(photograph()).tobytes() == AGAIN.image(photograph()).tobytes()


# The search, on a press that is simple enough to be worked out


def simple(inks: list[Steps]) -> list[Lab]:
    """A press whose black darkens and whose magenta, less cyan, is the hue."""
    return [Lab(100 - k / 2.55, (m - c) / 2, -y / 2) for c, m, y, k in inks]


def test_the_search_finds_the_only_inks_there_are() -> None:
    found = Search(simple, 1020, (32, 16, 8, 4, 2, 1)).nearest([Lab(60, 40, -30)], [(0, 0, 0, 102)])
    assert found[0].inks == (0, 80, 60, 102)
    assert found[0].difference == 0


def test_the_search_starts_within_the_total_and_stays_there() -> None:
    found = Search(simple, 150, (8, 4, 2, 1)).nearest([Lab(60, 60, -60)], [(0, 200, 200, 102)])
    assert sum(found[0].inks) <= 150
