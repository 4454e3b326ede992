"""Sizes in -> the outlines of the theme: drop, leaf, panel field. All with y downwards."""

from math import sqrt
from typing import Literal

from kit.sources.outline import Outline, Point, Segment
from kit.units import Points, Rect

# Control point distance for a quarter circle by one cubic curve (Riskus, 2006).
KAPPA = 0.5522847498
Corner = Literal["top-start", "top-end", "bottom-start", "bottom-end"]
CORNERS: tuple[Corner, ...] = ("top-start", "top-end", "bottom-end", "bottom-start")
# The heights of the two control points of a shoulder, as shares of the tip's.
UPPER, LOWER = 0.75, 0.41
# A height of a shoulder is looked up on its curve in as many equal steps.
STEPS = 1 << 16


def drop(centre: Point, radius: Points, tip: float, shoulder: float) -> Outline:
    """Return a drop: the belly is a circle, its tip `tip` radii above the centre."""
    cx, cy = centre
    r = radius
    side = r * KAPPA
    right = _shoulder(radius, tip, shoulder)
    left = tuple((-x, y) for x, y in reversed(right[:-1]))
    segments = (
        Segment("move", ((0.0, -tip * r),)),
        Segment("curve", right),
        Segment("curve", ((r, side), (side, r), (0.0, r))),
        Segment("curve", ((-side, r), (-r, side), (-r, 0.0))),
        Segment("curve", (*left, (0.0, -tip * r))),
        Segment("close"),
    )
    return Outline(segments).moved(cx, cy)


def _shoulder(r: float, tip: float, shoulder: float) -> tuple[Point, Point, Point]:
    """Return the curve from the tip to the widest point on the right."""
    return ((shoulder * r, -UPPER * tip * r), (r, -LOWER * tip * r), (r, 0.0))


def half_width(y: float, tip: float, shoulder: float) -> float:
    """Return half the width of a drop of radius 1 at height y; 0 outside it."""
    if not -tip < y < 1:
        return 0.0
    if y >= 0:
        return sqrt(1 - y * y)
    first, second, end = _shoulder(1.0, tip, shoulder)

    def is_above(step: int) -> bool:
        return _cubic(step / STEPS, -tip, first[1], second[1], end[1]) < y

    # The shoulder falls all the way, by far more in a step than a rounding error: so the last
    # step above the height is one or two from the guess.
    step = int(_guess(y / tip) * STEPS)
    while step > 0 and not is_above(step):
        step -= 1
    while step < STEPS - 1 and is_above(step + 1):
        step += 1
    return _cubic(step / STEPS, 0.0, first[0], second[0], end[0])


def _guess(height: float) -> float:
    """Return about where on a shoulder a height is, in tips; the widest point is at 0."""
    # The height is at³ + bt² + ct - 1, and a is small.
    a = 1 - 3 * UPPER + 3 * LOWER
    b, c = 6 * UPPER - 3 - 3 * LOWER, 3 - 3 * UPPER
    t = (sqrt(c * c + 4 * b * (1 + height)) - c) / (2 * b)
    for _ in range(2):
        t -= (((a * t + b) * t + c) * t - 1 - height) / ((3 * a * t + 2 * b) * t + c)
    return min(max(t, 0.0), 1.0)


def _cubic(t: float, start: float, first: float, second: float, end: float) -> float:
    """Return one coordinate of a cubic Bezier curve at t."""
    s = 1 - t
    return s * s * (s * start + 3 * t * first) + t * t * (3 * s * second + t * end)


def field(rect: Rect, radius: Points, rounded: tuple[Corner, ...] = ()) -> Outline:
    """Return a rectangle of which the named corners are round."""
    radii = {corner: radius if corner in rounded else 0.0 for corner in CORNERS}
    segments = [Segment("move", ((rect.x + radii["top-start"], rect.y),))]
    for corner, start, middle, end in _corners(rect, radii):
        segments.append(Segment("line", (start,)))
        if radii[corner]:
            segments.append(Segment("curve", (_towards(start, middle), _towards(end, middle), end)))
    return Outline((*segments, Segment("close")))


def leaf(rect: Rect, radius: Points) -> Outline:
    """Return the theme's leaf: round but for the corner at the bottom start."""
    return field(rect, radius, ("top-start", "top-end", "bottom-end"))


def ellipse(rect: Rect) -> Outline:
    """Return the ellipse that fills a rectangle."""
    return field(rect, rect.w / 2, CORNERS)


def _towards(point: Point, corner: Point) -> Point:
    return (
        point[0] + (corner[0] - point[0]) * KAPPA,
        point[1] + (corner[1] - point[1]) * KAPPA,
    )


def _corners(rect: Rect, radii: dict[Corner, Points]) -> list[tuple[Corner, Point, Point, Point]]:
    """Return each corner clockwise from the top end: where its curve begins, it, where it ends."""
    r, b = rect.right, rect.bottom
    te, be, bs, ts = (
        radii[corner] for corner in ("top-end", "bottom-end", "bottom-start", "top-start")
    )
    return [
        ("top-end", (r - te, rect.y), (r, rect.y), (r, rect.y + te)),
        ("bottom-end", (r, b - be), (r, b), (r - be, b)),
        ("bottom-start", (rect.x + bs, b), (rect.x, b), (rect.x, b - bs)),
        ("top-start", (rect.x, rect.y + ts), (rect.x, rect.y), (rect.x + ts, rect.y)),
    ]
