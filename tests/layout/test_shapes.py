"""Drops, leaves and fields: their outlines against their formulas."""

from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st
from layout_samples import bounds, samples

from kit.layout.shapes import CORNERS, Corner, drop, ellipse, field, half_width, leaf
from kit.sources.outline import Outline, Point
from kit.units import Rect

# Tip and shoulder of the theme's drops: symbol, poster, cover, badge.
DROPS = ((1.9, 0.2), (1.22, 0.38), (1.45, 0.3), (1.6, 0.2))
ROOM = Rect(10.0, 20.0, 60.0, 40.0)
CORNER_POINTS: dict[Corner, Point] = {
    "top-start": (10.0, 20.0),
    "top-end": (70.0, 20.0),
    "bottom-end": (70.0, 60.0),
    "bottom-start": (10.0, 60.0),
}


def width_of(outline: Outline, y: float) -> float:
    """Half the width at a height, from the crossings of a fine polygon of the outline."""
    points = list(samples(outline, 400))
    crossings = [
        x0 + (x1 - x0) * (y - y0) / (y1 - y0)
        for (x0, y0), (x1, y1) in zip(points, [*points[1:], points[0]], strict=True)
        if (y0 - y) * (y1 - y) < 0
    ]
    return (max(crossings) - min(crossings)) / 2


@pytest.mark.parametrize(("tip", "shoulder"), DROPS)
def test_half_width_agrees_with_the_outline_that_is_drawn(tip: float, shoulder: float) -> None:
    outline = drop((0.0, 0.0), 1.0, tip, shoulder)
    heights = [-tip + (1 + tip) * (step + 0.5) / 50 for step in range(50)]
    for y in heights:
        assert half_width(y, tip, shoulder) == pytest.approx(width_of(outline, y), abs=0.0012)


@pytest.mark.parametrize(("tip", "shoulder"), DROPS)
def test_a_drop_is_as_large_as_its_radius_and_tip_say(tip: float, shoulder: float) -> None:
    found = bounds(list(samples(drop((50.0, 80.0), 20.0, tip, shoulder), 200)))
    assert (found.x, found.right) == pytest.approx((30.0, 70.0), abs=0.01)
    assert (found.y, found.bottom) == pytest.approx((80.0 - 20 * tip, 100.0), abs=0.01)


def test_the_belly_of_a_drop_is_a_circle() -> None:
    for x, y in samples(drop((0.0, 0.0), 1.0, 1.6, 0.2), 50):
        if y > 0:
            assert hypot(x, y) == pytest.approx(1.0, abs=0.0012)


@pytest.mark.parametrize("y", [-1.7, -1.61, 1.0, 1.3])
def test_outside_a_drop_there_is_no_width(y: float) -> None:
    assert half_width(y, 1.6, 0.2) == 0.0


@given(st.floats(-1.599, 0.999), st.sampled_from(DROPS))
def test_a_drop_is_never_wider_than_its_belly(y: float, shape: tuple[float, float]) -> None:
    assert 0.0 <= half_width(y, *shape) <= 1.0


def is_round(outline: Outline, corner: Corner) -> bool:
    """Whether the outline keeps away from a corner of its room."""
    x, y = CORNER_POINTS[corner]
    return min(hypot(x - a, y - b) for a, b in samples(outline, 60)) > 1.0


def test_a_leaf_is_round_but_for_the_corner_at_the_bottom_start() -> None:
    outline = leaf(ROOM, 12.0)
    found = {corner: is_round(outline, corner) for corner in CORNERS}
    assert found == {
        "top-start": True, "top-end": True, "bottom-end": True, "bottom-start": False,
    }  # fmt: skip
    assert bounds(list(samples(outline))) == ROOM


@given(st.sets(st.sampled_from(CORNERS)))
def test_every_choice_of_corners_of_a_field_is_round_and_no_other(rounded: set[Corner]) -> None:
    outline = field(ROOM, 12.0, tuple(rounded))
    assert {corner for corner in CORNERS if is_round(outline, corner)} == rounded
    assert bounds(list(samples(outline))) == ROOM


def test_a_round_corner_is_a_quarter_of_a_circle() -> None:
    for x, y in samples(field(ROOM, 12.0, ("top-start",)), 40):
        if x < 22 and y < 32:
            assert hypot(x - 22, y - 32) == pytest.approx(12.0, abs=0.01)


def test_an_ellipse_of_a_square_is_a_circle() -> None:
    for x, y in samples(ellipse(Rect(0.0, 0.0, 20.0, 20.0)), 40):
        assert hypot(x - 10, y - 10) == pytest.approx(10.0, abs=0.01)


@given(st.floats(0.2, 3), st.floats(0.05, 1), st.floats(0.0001, 0.9999))
def test_a_half_width_is_that_of_the_last_step_of_the_curve_above(
    tip: float, shoulder: float, share: float
) -> None:
    def at(t: float, *points: float) -> float:
        start, first, second, end = points
        s = 1 - t
        return s * s * (s * start + 3 * t * first) + t * t * (3 * s * second + t * end)

    y = -tip * share
    low, high = 0.0, 1.0
    for _ in range(16):
        middle = (low + high) / 2
        is_above = at(middle, -tip, -0.75 * tip, -0.41 * tip, 0.0) < y
        low, high = (middle, high) if is_above else (low, middle)
    assert half_width(y, tip, shoulder) == at(low, 0.0, shoulder, 1.0, 1.0)
