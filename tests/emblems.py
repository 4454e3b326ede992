"""A picture or a laid-out page in -> the marks in it that look like a protected emblem.

Looked for: a cross of equal arms (red, or of any colour on red), turned by any angle; a crescent;
the frame of the red crystal. Each part of a picture that has one colour is filled, scaled to one
area and laid over templates; how well the two cover each other is the score.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from colorsys import rgb_to_hsv
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from itertools import pairwise
from math import cos, radians, sin, sqrt
from pathlib import Path
from typing import NamedTuple, TypeAlias

import pypdfium2
from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter, ImageOps
from pypdfium2.raw import FPDF_PAGEOBJ_TEXT

from kit.export.slides.pictures import png, svg
from kit.layout.page import Page, PlacedArt, PlacedColumn, PlacedLine, Shape
from kit.sources.art import read_art
from kit.sources.outline import Outline, Point
from kit.typeset.glyphs import GlyphRun
from kit.units import MM_PER_INCH, POINTS_PER_INCH

# The red family: red, wine and coral; the reddest skin of the art has hue 19, ink value 0.16.
HUE_FROM, HUE_TO = 330, 15  # degrees, over 360
LEAST_SATURATION, LEAST_VALUE = 0.45, 0.3

# An upright cross is seen from 12 pixels on (3 of the 96 units of a pictogram, 2.4 mm of a page),
# one turned by any angle from 20 (5 units, 4 mm).
ART_SIDE = 400  # pixels
PIXELS_PER_MM = 5
LEAST_SIDE = 12  # pixels
MOST_COLOURS, LEAST_PIXELS = 128, 16

LEAST_SCORE = 0.85
LEAST_LEAD = 0.03  # over a disc or a square: a cross with the widest arms leads by 0.08
# Of the pixels beside a mark on red; hair on red is hollow too, but what it surrounds is a face.
LEAST_RED_BESIDE, LEAST_RED_BESIDE_HOLLOW = 0.6, 0.85
# Of all templates, with room to spare: the box's shorter side to its longer, ink to box.
LEAST_ASPECT, FILL = 0.42, (0.12, 0.85)

REACH = 8  # pixels: what is at most twice as wide is narrow
LEAST_SHRUNK = 24  # pixels

# Templates are squares of bits, the ink in them as large as a square of UNIT.
SIDE, UNIT = 80, 25
FITTED = SIDE - 4
ALL = (1 << SIDE * SIDE) - 1
CANVAS = 256  # pixels a template is drawn in

CROSS, CRESCENT, CRYSTAL, DECOY = "cross", "crescent", "crystal", "disc or square"
HOLLOW = (CRESCENT, CRYSTAL)
"""What is told by what is cut out of it."""

Box: TypeAlias = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Emblem:
    """A mark that looks like an emblem; `box` is left, top, right, bottom in pixels."""

    kind: str
    score: float
    box: Box

    def __str__(self) -> str:
        left, top, right, bottom = self.box
        return f"{self.kind} {self.score:.2f} at ({left}, {top}) to ({right}, {bottom})"

    def scaled(self, factor: float) -> "Emblem":
        """Return the same mark in other units."""
        left, top, right, bottom = (round(length * factor) for length in self.box)
        return replace(self, box=(left, top, right, bottom))


def is_red(rgb: Sequence[int]) -> bool:
    """Say whether a colour belongs to the red family."""
    hue, saturation, value = rgb_to_hsv(*(part / 255 for part in rgb))
    is_reddish = not HUE_TO < hue * 360 < HUE_FROM
    return is_reddish and saturation >= LEAST_SATURATION and value >= LEAST_VALUE


def emblems(picture: Image.Image) -> list[Emblem]:
    """Return the marks of a picture that are too much like an emblem, each once."""
    found: list[Emblem] = []
    for mark in sorted(likenesses(picture), key=lambda mark: -mark.score):
        if mark.score >= LEAST_SCORE and not any(_is_same(mark, other) for other in found):
            found.append(mark)
    return found


def likenesses(picture: Image.Image) -> Iterator[Emblem]:
    """Yield every part of a picture that is red or on red, with the emblem nearest to it."""
    colours, reds = _flat(picture)
    red = colours.point([255 * is_red for is_red in reds], "L")
    # One by one for a mark within a mark, all together for one of two shades.
    yield from _marks(colours, dict(enumerate(reds)), red)
    yield from _marks(red, {0: False, 255: True}, red)
    yield from _joined(red)


def _is_same(mark: Emblem, other: Emblem) -> bool:
    x, y = ((mark.box[i] + mark.box[i + 2]) / 2 for i in (0, 1))
    left, top, right, bottom = other.box
    return left <= x < right and top <= y < bottom


def _flat(picture: Image.Image) -> tuple[Image.Image, list[bool]]:
    """Return a picture of numbers of colours, softened edges taken to the nearest flat colour."""
    rgb = picture.convert("RGB")
    counted = sorted(rgb.getcolors(rgb.width * rgb.height) or [], reverse=True)
    colours = [colour for count, colour in counted[:MOST_COLOURS] if count >= LEAST_PIXELS]
    colours += [counted[0][1]] * (256 - len(colours))
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in colours for part in colour])
    flat = rgb.quantize(palette=palette, dither=Image.Dither.NONE)
    return flat, [is_red(colour) for colour in colours]


# Parts of a picture: neighbouring pixels of one number.

_RUN, _WHITE_RUN = re.compile(rb"(.)\1*", re.DOTALL), re.compile(rb"\xff+")


class _Run(NamedTuple):
    """Pixels of one number side by side."""

    number: int
    y: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Part:
    """Runs that touch, from the top down."""

    runs: list[_Run]

    @property
    def number(self) -> int:
        return self.runs[0].number

    @property
    def box(self) -> Box:
        left = min(run.start for run in self.runs)
        right = max(run.end for run in self.runs)
        return left, self.runs[0].y, right, self.runs[-1].y + 1

    def mask(self, box: Box) -> Image.Image:
        """Return the part in white on black; the box has room for it."""
        left, top, right, bottom = box
        width, height = right - left, bottom - top
        pixels = bytearray(width * height)
        for run in self.runs:
            at = (run.y - top) * width - left
            pixels[at + run.start : at + run.end] = b"\xff" * (run.end - run.start)
        return Image.frombytes("L", (width, height), bytes(pixels))


def _parts(picture: Image.Image, pattern: re.Pattern[bytes]) -> list[_Part]:
    runs, rows = _runs(picture, pattern)
    parents = list(range(len(runs)))
    for above, here in pairwise(rows):
        _join(runs, above, here, parents)
    parts: dict[int, list[_Run]] = {}
    for i, run in enumerate(runs):
        parts.setdefault(_root(parents, i), []).append(run)
    return [_Part(part) for part in parts.values()]


def _runs(picture: Image.Image, pattern: re.Pattern[bytes]) -> tuple[list[_Run], list[range]]:
    """Return the runs of a picture, and which of them each row holds."""
    pixels, width = picture.tobytes(), picture.width
    runs: list[_Run] = []
    rows: list[range] = []
    for y in range(picture.height):
        first, left = len(runs), y * width
        for match in pattern.finditer(pixels, left, left + width):
            start, end = match.span()
            runs.append(_Run(pixels[start], y, start - left, end - left))
        rows.append(range(first, len(runs)))
    return runs, rows


def _join(runs: list[_Run], above: range, here: range, parents: list[int]) -> None:
    """Make one of the runs of two rows that touch and have one number."""
    i = above.start
    for j in here:
        run = runs[j]
        while i < above.stop and runs[i].end <= run.start:
            i += 1
        k = i
        while k < above.stop and runs[k].start < run.end:
            if runs[k].number == run.number:
                parents[_root(parents, j)] = _root(parents, k)
            k += 1


def _root(parents: list[int], i: int) -> int:
    while parents[i] != i:
        parents[i] = i = parents[parents[i]]
    return i


# A cross that touches other things of its colour, or runs from edge to edge of the red.


def _joined(red: Image.Image) -> Iterator[Emblem]:
    """Yield the crosses nearest to the narrow and to the broad parts of things, at all scales."""
    for shrink, reach in _scales(min(red.size)):
        small = red.reduce(shrink).point(_HALF)
        other = ImageChops.invert(small)
        for looked_at, is_looked_at_red in ((small, True), (other, False)):
            broad = _broad(looked_at, reach)
            narrow = ImageChops.subtract(looked_at, broad)
            for picture in (broad, narrow):
                # Not crescents: the corners that a ring loses look like them.
                for mark in _marks(picture, {255: is_looked_at_red}, small, ()):
                    yield mark.scaled(shrink)


def _scales(side: int) -> Iterator[tuple[int, int]]:
    """Yield by how much to shrink a picture, and half the width of what then counts as narrow."""
    yield 1, REACH // 2
    shrink = 1
    while side >= shrink * LEAST_SHRUNK:
        yield shrink, REACH
        shrink *= 2


def _broad(mask: Image.Image, reach: int) -> Image.Image:
    """Return what is left of a mask when it draws back by `reach` and spreads again."""
    # Beyond the sides it goes on, so that it does not draw back from them.
    room = ImageOps.expand(ImageChops.invert(mask), 2 * reach)
    broad = _spread(ImageChops.invert(_spread(room, reach)), reach)
    return broad.crop((2 * reach, 2 * reach, 2 * reach + mask.width, 2 * reach + mask.height))


def _spread(mask: Image.Image, reach: int) -> Image.Image:
    """Return a mask grown to all sides."""
    stride = -(-mask.width // 8) * 8  # rows are packed into whole bytes
    bits = _bits(mask)
    for step in range(reach):
        along = bits | bits << 1 | bits >> 1
        # By a square and by its diagonals in turn: an octagon, which keeps a ring whole.
        across = along if step % 2 else bits
        bits = along | across << stride | across >> stride
    bits &= (1 << stride * mask.height) - 1
    return _picture(bits, mask.size)


# Parts of a sensible shape, laid over the templates.


def _marks(
    picture: Image.Image,
    numbers: Mapping[int, bool],
    red: Image.Image,
    hollow: tuple[str, ...] = HOLLOW,
) -> Iterator[Emblem]:
    """Yield the emblems nearest to parts of these numbers, each said to be red or not."""
    for part in _parts(picture, _RUN if 0 in numbers else _WHITE_RUN):
        box = part.box
        if not _is_sensible(part, box):
            continue
        around = (box[0] - 1, box[1] - 1, box[2] + 1, box[3] + 1)
        mask = part.mask(around)
        beside = 1.0 if numbers[part.number] else _red_beside(mask, red.crop(around))
        if beside >= LEAST_RED_BESIDE:
            kinds = hollow if beside >= LEAST_RED_BESIDE_HOLLOW else ()
            yield from _nearest(mask, box, kinds)


def _is_sensible(part: _Part, box: Box) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    if min(width, height) < LEAST_ASPECT * max(width, height) or max(width, height) < LEAST_SIDE:
        return False
    ink = sum(run.end - run.start for run in part.runs) / (width * height)
    return FILL[0] <= ink <= FILL[1]


def _red_beside(mask: Image.Image, red: Image.Image) -> float:
    """Return how much of the pixels beside a part is red."""
    beside = ImageChops.subtract(mask.filter(ImageFilter.MaxFilter(3)), mask)
    return _ink(ImageChops.darker(beside, red)) / _ink(beside)


def _ink(mask: Image.Image) -> int:
    return mask.histogram()[255]


def _nearest(mask: Image.Image, box: Box, hollow: tuple[str, ...]) -> Iterator[Emblem]:
    """Yield the emblem that a part is most like, unless it is as much like a disc or a square."""
    bits = _bits(_fitted(mask))
    if not bits:
        return
    # A cross with a heart cut out of it is a cross.
    solid = _normal(_picture(_filled(bits)))
    # Its arms are alike, so a quarter turn changes nothing.
    turned = _bits(_picture(solid).transpose(Image.Transpose.ROTATE_90))
    alike = _overlap(solid, turned)
    found = [(min(score, alike), kind) for score, kind in _likeness(solid, (CROSS,))]
    if hollow:
        found += _likeness(_normal(_picture(bits)), hollow)
    yield from (Emblem(kind, score, box) for score, kind in sorted(found)[-1:])


def _likeness(shape: int, kinds: tuple[str, ...]) -> list[tuple[float, str]]:
    """Return the score of each kind that leads over a disc and a square."""
    best = dict.fromkeys((*kinds, DECOY), 0.0)
    for kind in best:
        best[kind] = max(_overlap(shape, template) for template in _templates()[kind])
    decoy = best.pop(DECOY)
    return [(score, kind) for kind, score in best.items() if score >= decoy + LEAST_LEAD]


def _overlap(one: int, other: int) -> float:
    """Return intersection over union."""
    return (one & other).bit_count() / (one | other).bit_count()


def _fitted(mask: Image.Image) -> Image.Image:
    """Return a mask as large as a template holds, in the middle."""
    scale = FITTED / max(mask.size)
    width, height = (max(1, round(side * scale)) for side in mask.size)
    fitted = Image.new("L", (SIDE, SIDE))
    small = mask.resize((width, height), Image.Resampling.BILINEAR)
    fitted.paste(small, ((SIDE - width) // 2, (SIDE - height) // 2))
    return fitted


def _normal(picture: Image.Image) -> int:
    """Return a shape with its weight in the middle and the area that all templates have."""
    scale = sqrt(_bits(picture).bit_count()) / UNIT
    x, y = (_middle(picture.resize(size, Image.Resampling.BOX)) for size in ((SIDE, 1), (1, SIDE)))
    placing = (scale, 0, x - scale * SIDE / 2, 0, scale, y - scale * SIDE / 2)
    size, how = (SIDE, SIDE), Image.Transform.AFFINE
    return _bits(picture.transform(size, how, placing, Image.Resampling.BILINEAR))


def _middle(strip: Image.Image) -> float:
    weights = strip.tobytes()
    return sum((at + 0.5) * weight for at, weight in enumerate(weights)) / sum(weights)


_HALF = [255 * (level > 127) for level in range(256)]
_FRAME = sum(1 << y * SIDE + x for y in range(SIDE) for x in range(SIDE) if {x, y} & {0, SIDE - 1})


def _bits(picture: Image.Image) -> int:
    return int.from_bytes(picture.point(_HALF, "1").tobytes())


def _picture(bits: int, size: tuple[int, int] = (SIDE, SIDE)) -> Image.Image:
    length = -(-size[0] // 8) * size[1]
    return Image.frombytes("1", size, bits.to_bytes(length)).convert("L")


def _filled(bits: int) -> int:
    """Return a shape without holes: what cannot be reached from the frame."""
    outside, reached = 0, _FRAME
    while outside != reached:
        outside = reached
        spread = outside << 1 | outside >> 1 | outside << SIDE | outside >> SIDE
        reached |= spread & ALL & ~bits
    return ALL & ~outside


# Templates.


@cache
def _templates() -> dict[str, list[int]]:
    drawn = {CROSS: _crosses(), CRESCENT: _crescents(), CRYSTAL: _crystals(), DECOY: _decoys()}
    return {
        kind: [_normal(_fitted(picture)) for picture in pictures]
        for kind, pictures in drawn.items()
    }


def _crosses() -> Iterator[Image.Image]:
    for width in (0.18, 0.22, 0.26, 0.3, 0.34, 0.38, 0.42, 0.46):
        corners = [(1, width), (width, width), (width, 1)]
        for angle in range(0, 90, 3):
            yield _polygon(corners, angle)


def _crystals() -> Iterator[Image.Image]:
    """Yield squares on their edge with a square hole."""
    for step in range(16):
        hole = 0.425 + step / 40
        for angle in (40, 45, 50):
            outer, inner = _polygon([(1, 1)], angle), _polygon([(hole, hole)], angle)
            yield ImageChops.subtract(outer, inner)


def _decoys() -> Iterator[Image.Image]:
    yield _crescent(0, 0, 0)
    for angle in range(0, 90, 10):
        yield _polygon([(1, 1)], angle)


def _polygon(corners: list[tuple[float, float]], angle: float) -> Image.Image:
    """Return a figure that is the same after each quarter turn, from the corners of a quarter."""
    points = []
    for turn in range(4):
        c, s = cos(radians(angle + 90 * turn)), sin(radians(angle + 90 * turn))
        points += [_on_canvas(c * x - s * y, s * x + c * y) for x, y in corners]
    picture = Image.new("L", (CANVAS, CANVAS))
    ImageDraw.Draw(picture).polygon(points, fill=255)
    return picture


def _on_canvas(x: float, y: float) -> Point:
    return CANVAS / 2 + x * CANVAS / 3, CANVAS / 2 + y * CANVAS / 3


def _crescents() -> Iterator[Image.Image]:
    """Yield discs of which a disc of `hole` radii leaves `waist` radii at the thickest."""
    for hole in (0.7, 0.8, 0.9, 1.0):
        for waist in (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7):
            if 2 * hole + waist > 2:
                for angle in range(0, 360, 5):
                    yield _crescent(hole, hole + waist - 1, radians(angle))


def _crescent(hole: float, shift: float, angle: float) -> Image.Image:
    picture = Image.new("L", (CANVAS, CANVAS))
    pen = ImageDraw.Draw(picture)
    for x, y, radius, fill in (
        (0.0, 0.0, 1.0, 255),
        (shift * cos(angle), shift * sin(angle), hole, 0),
    ):
        corners = _on_canvas(x - radius, y - radius), _on_canvas(x + radius, y + radius)
        pen.ellipse(corners, fill=fill)
    return picture


# Pictures of what the kit ships.


def art_emblems(path: Path, ground: str, side: int = ART_SIDE) -> list[Emblem]:
    """Return the emblems in a drawing of the kit on a ground, in the units of its view box."""
    drawing = read_art(path.read_bytes(), str(path))
    units = max(drawing.width, drawing.height) / side
    picture = svg_picture(svg(drawing), round(drawing.width / units), ground)
    return [mark.scaled(units) for mark in emblems(picture)]


def svg_picture(vector: str, width: int, ground: str) -> Image.Image:
    """Return an SVG on a ground, its edges not softened."""
    crisp = vector.replace("<svg ", '<svg shape-rendering="crispEdges" ', 1)
    drawn = Image.open(BytesIO(png(crisp, width))).convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", drawn.size, ground), drawn).convert("RGB")


def page_emblems(path: Path, pixels_per_mm: float = PIXELS_PER_MM) -> list[str]:
    """Return what to say of the emblems on the pages of a PDF, in millimetres."""
    return [
        f"page {number}: {mark.scaled(1 / pixels_per_mm)}"
        for number, picture in enumerate(page_pictures(path, pixels_per_mm), 1)
        for mark in emblems(picture)
    ]


def page_pictures(path: Path, pixels_per_mm: float = PIXELS_PER_MM) -> Iterator[Image.Image]:
    """Yield the pages of a PDF without their text: a plus in a telephone number is no emblem."""
    with pypdfium2.PdfDocument(path) as pdf:
        for page in pdf:
            for letters in list(page.get_objects((FPDF_PAGEOBJ_TEXT,), max_depth=1)):
                page.remove_obj(letters)
            scale = pixels_per_mm * MM_PER_INCH / POINTS_PER_INCH
            yield page.render(scale=scale, no_smoothpath=True, no_smoothimage=True).to_pil()


# Signs in text.

SIGNS = frozenset("+×†‡＋➕✕✖﹢⁺₊" + "".join(map(chr, range(0x2719, 0x2721))))
"""Plus and multiplication signs, daggers, the crosses of Unicode's dingbats."""

_SIGN_MIDDLE_EM = 0.35  # over the baseline
_STEPS = 8  # of a curve
LEAST_OPACITY = 0.5  # of what gives a ground its colour


def signs_on_red(page: Page) -> list[str]:
    """Return what to say of each sign like a cross that a page sets in red or on red."""
    found: list[str] = []
    for i, mark in enumerate(page.marks):
        if isinstance(mark, PlacedLine | PlacedColumn):
            for sign, colour, point in _signs(mark):
                ground = _ground(page.marks[:i], point)
                if any(is_red(ImageColor.getrgb(look)) for look in (colour, ground) if look):
                    x, y = point
                    where = f"({x:.0f}, {y:.0f}) in {mark.line.text!r}"
                    found.append(f"{sign!r} in {colour} on {ground or 'no ground'} at {where}")
    return found


def _signs(mark: PlacedLine | PlacedColumn) -> Iterator[tuple[str, str, Point]]:
    """Yield the signs of a line, each with its colour and its middle."""
    for run in mark.line.runs:
        for text, along in _clusters(run):
            for sign in SIGNS.intersection(text):
                yield sign, run.span.colour, _place(mark, along * mark.size)


def _clusters(run: GlyphRun) -> Iterator[tuple[str, float]]:
    """Yield texts drawn together, and how far along the line in em their middle is."""
    x = run.x
    for cluster in run.clusters:
        width = sum(glyph.advance for glyph in cluster.glyphs) / run.face.units_per_em
        yield cluster.text, x + width / 2
        x += width


def _place(mark: PlacedLine | PlacedColumn, along: float) -> Point:
    if isinstance(mark, PlacedColumn):
        return mark.x, mark.y + along
    return mark.x + along, mark.y - _SIGN_MIDDLE_EM * mark.size


def _ground(marks: Sequence[object], point: Point) -> str:
    """Return the colour that was painted last at a point, or ""."""
    for mark in reversed(marks):
        if isinstance(mark, Shape) and mark.fill and _holds(mark.outline, point):
            return mark.fill
        if isinstance(mark, PlacedArt) and (colour := _painted(mark, point)):
            return colour
    return ""


def _painted(art: PlacedArt, point: Point) -> str:
    """Return the colour of a placed drawing at a point, or ""."""
    x, y = point
    for place in (art.rect, art.clip):
        if place and not (place.x <= x <= place.right and place.y <= y <= place.bottom):
            return ""
    x = (art.rect.right - x if art.is_mirrored else x - art.rect.x) / art.rect.w
    inside = (x * art.drawing.width, (y - art.rect.y) / art.rect.h * art.drawing.height)
    for figure in reversed(art.drawing.figures):
        is_solid = figure.fill and figure.opacity >= LEAST_OPACITY
        if is_solid and _holds(figure.outline, inside, is_evenodd=figure.is_evenodd):
            return figure.fill
    return ""


def _holds(outline: Outline, point: Point, *, is_evenodd: bool = False) -> bool:
    """Say whether a point is inside an outline, by how often the outline winds around it."""
    px, py = point
    crossed = [
        1 if y0 < y1 else -1
        for (x0, y0), (x1, y1) in _sides(outline)
        if (y0 <= py) != (y1 <= py) and px < x0 + (py - y0) / (y1 - y0) * (x1 - x0)
    ]
    return bool(len(crossed) % 2 if is_evenodd else sum(crossed))


def _sides(outline: Outline) -> Iterator[tuple[Point, Point]]:
    """Yield the straight sides of an outline, every path closed as filling does."""
    path: list[Point] = []
    for segment in outline.segments:
        if segment.operator in {"move", "close"} and path:
            yield path[-1], path[0]
        if segment.operator == "move":
            path = [segment.points[0]]
        elif segment.operator == "close":
            path = path[:1]
        else:
            added = _flattened((path[-1], *segment.points))
            yield from pairwise((path[-1], *added))
            path += added
    if path:
        yield path[-1], path[0]


def _flattened(points: tuple[Point, ...]) -> list[Point]:
    """Return the points of a line, or of a cubic curve in steps, without the first."""
    if len(points) == 2:
        return [points[1]]
    shares = [step / _STEPS for step in range(1, _STEPS + 1)]
    return [(_cubic(t, [x for x, _ in points]), _cubic(t, [y for _, y in points])) for t in shares]


def _cubic(t: float, p: list[float]) -> float:
    s = 1 - t
    return s * s * (s * p[0] + 3 * t * p[1]) + t * t * (3 * s * p[2] + t * p[3])
