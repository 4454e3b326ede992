"""No protected emblem, nor a mark like one, in the art or on a page; and the detector is real."""

import shutil
import subprocess
from functools import cache
from math import cos, radians, sin
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from kit.build import Request, build
from kit.document.compose import compose
from kit.export.pdf.writer import write_pdf
from kit.export.slides.pictures import svg
from kit.layout.page import Mark, Page, PlacedArt, PlacedColumn, PlacedLine, Publication, Shape
from kit.layout.shapes import drop, ellipse, field, leaf
from kit.orders import Order, Wish
from kit.sources.art import Drawing, Figure
from kit.sources.outline import Outline, Segment
from kit.sources.products import product_names
from kit.sources.theme import COLOUR
from kit.sources.workspace import open_workspace
from kit.stages import Job, bench_of, pages_of
from kit.typeset.glyphs import Cluster, Face, Glyph, GlyphRun, Line, Span, Weight
from kit.units import Rect, mm
from tests.emblems import (
    CRESCENT,
    CROSS,
    CRYSTAL,
    PIXELS_PER_MM,
    SIGNS,
    art_emblems,
    emblems,
    is_red,
    page_emblems,
    page_pictures,
    signs_on_red,
    svg_picture,
)

ROOT = Path(__file__).parent.parent
ART = ROOT / "assets/art"
DRAWINGS = sorted(path.relative_to(ART).with_suffix("").as_posix() for path in ART.rglob("*.svg"))
PRODUCTS = product_names(open_workspace(None))
PARTNER, LANGUAGE = "korea", "en"
RED, WINE, CORAL, AMBER = "#C4122F", "#7A0C22", "#EE7863", "#F6AE2D"
PAPER, INK, TEAL, SKIN = "#FFF5E9", "#2A1A1E", "#0B5C6B", "#DFA06E"

# What an edition adds to a request.
EDITIONS = (COLOUR, "low-ink", "black")
each_size = pytest.mark.parametrize("size", [60, 150, 500])


def polygon(points: list[tuple[float, float]], fill: str) -> str:
    return f'<polygon points="{" ".join(f"{x:.3f},{y:.3f}" for x, y in points)}" fill="{fill}"/>'


def disc(x: float, y: float, radius: float, fill: str) -> str:
    return f'<circle cx="{x:.3f}" cy="{y:.3f}" r="{radius}" fill="{fill}"/>'


def rect(place: tuple[float, float, float, float], fill: str, radius: float = 0) -> str:
    x, y, w, h = place
    return f'<rect x="{x}" y="{y}" width="{w}" height="{h}" rx="{radius}" fill="{fill}"/>'


def arms(width: float, angle: float = 0, fill: str = RED, span: float = 50, x: float = 50) -> str:
    """A cross of equal arms with its middle at (x, 50); `width` of the arms is part of `span`."""
    points = []
    for turn in range(4):
        c, s = cos(radians(angle + 90 * turn)), sin(radians(angle + 90 * turn))
        for u, v in ((1, width), (width, width), (width, 1)):
            points.append((x + (c * u - s * v) * span / 2, 50 + (s * u + c * v) * span / 2))
    return polygon(points, fill)


def moon(hole: float, shift: float, angle: float) -> str:
    """A red disc of which a smaller one is cut away towards an angle."""
    x, y = (50 + 30 * shift * turn(radians(angle)) for turn in (cos, sin))
    return disc(50, 50, 30, RED) + disc(x, y, 30 * hole, PAPER)


def ring(colour: str, ground: str) -> str:
    return disc(50, 50, 40, colour) + disc(50, 50, 33, ground)


DROP = f'<path d="M50 4C58 28 84 46 84 66A34 32 0 0 1 16 66C16 46 42 28 50 4Z" fill="{RED}"/>'
VAN = (
    rect((4, 30, 70, 45), AMBER, 6) + rect((74, 45, 22, 30), AMBER) + rect((78, 49, 12, 10), TEAL)
    + disc(22, 76, 9, INK) + disc(78, 76, 9, INK) + rect((0, 85, 100, 3), WINE)
)  # fmt: skip
KIT_BOX = (
    rect((35, 10, 30, 15), INK, 6) + rect((40, 15, 20, 10), PAPER) + rect((10, 20, 80, 60), RED, 9)
)
SQUARES = "".join(
    rect((40 + x, 40 + y, 20, 20), RED) for x, y in ((0, 0), (20, 0), (-20, 0), (0, 20), (0, -20))
)
TILES = "".join(rect((x, y, 30, 30), RED) for x in (10, 60) for y in (10, 60))

# What must be found, with its middle at (50, 50).
EMBLEMS = {
    "red cross": (CROSS, SQUARES),
    "Swiss arms": (CROSS, rect((2, 2, 96, 96), RED) + arms(0.3, fill=PAPER, span=60)),
    "thin plus": (CROSS, arms(0.2)),
    "broad plus": (CROSS, arms(0.45)),
    "cross turned by 20": (CROSS, arms(1 / 3, 20)),
    "cross turned by 45": (CROSS, arms(1 / 3, 45)),
    "thin cross turned by 71": (CROSS, arms(0.2, 71, span=60)),
    "two strokes": (
        CROSS,
        f'<path d="M30 30 70 70M30 70 70 30" stroke="{RED}" stroke-width="14"/>',
    ),
    "round ends": (
        CROSS,
        f'<path d="M30 50H70M50 30V70" stroke="{RED}" stroke-width="16" stroke-linecap="round"/>',
    ),
    "cross on a van": (CROSS, VAN + rect((31, 31, 38, 38), PAPER) + arms(1 / 3, span=34)),
    "medical kit": (CROSS, KIT_BOX + arms(1 / 3, fill=PAPER, span=40)),
    "white cross on a drop": (CROSS, DROP + arms(0.3, fill=PAPER, span=40)),
    "amber cross on wine": (CROSS, disc(50, 50, 40, WINE) + arms(0.35, 10, AMBER)),
    "wine cross": (CROSS, arms(0.3, fill=WINE)),
    "coral cross on red": (CROSS, disc(50, 50, 45, RED) + arms(0.35, fill=CORAL)),
    "red cross on ink": (CROSS, rect((0, 0, 100, 100), INK) + arms(0.3)),
    "heart cut out": (CROSS, arms(0.4, span=60) + disc(50, 50, 8, PAPER)),
    "two shades": (CROSS, arms(1 / 3) + rect((50, 25, 25 / 3, 50), WINE)),
    "outline of a cross": (
        CROSS,
        arms(0.35, fill=f'none" stroke="{RED}" stroke-width="4', span=60),
    ),
    "cross from edge to edge": (
        CROSS,
        disc(50, 50, 40, RED) + rect((42, 5, 16, 90), PAPER) + rect((5, 42, 90, 16), PAPER),
    ),
    "gap of four tiles": (CROSS, TILES),
    "cross in a ring": (CROSS, ring(RED, PAPER) + arms(0.25, span=72)),
    "red crescent": (CRESCENT, moon(0.8, 0.3, 180)),
    "thin crescent": (CRESCENT, moon(0.9, 0.35, 0)),
    "fat crescent": (CRESCENT, moon(0.75, 0.4, 35)),
    "waxing moon": (CRESCENT, moon(0.85, 0.45, 270)),
    "red crystal": (
        CRYSTAL,
        polygon([(50, 5), (95, 50), (50, 95), (5, 50)], RED)
        + polygon([(50, 21), (79, 50), (50, 79), (21, 50)], PAPER),
    ),
}

SPIRAL = (f"H{95 - i}V{95 - i}H{5 + i}V{9 + i}" for i in range(0, 44, 4))

# What must not be found, though some of it is red and some stands on red.
HARMLESS = {
    "disc": disc(50, 50, 40, RED),
    "square": rect((15, 15, 70, 70), RED),
    "square on its edge": polygon([(50, 15), (85, 50), (50, 85), (15, 50)], RED),
    "white disc on red": rect((5, 5, 90, 90), RED) + disc(50, 50, 25, PAPER),
    "drop": DROP + f'<path d="M34 76C30 66 36 56 40 50" stroke="{CORAL}" stroke-width="5"/>',
    "ring": ring(RED, PAPER),
    "slashed ring": ring(RED, PAPER) + f'<path d="M24 24 76 76" stroke="{RED}" stroke-width="8"/>',
    "bar": f'<path d="M20 20 80 80" stroke="{RED}" stroke-width="14"/>',
    "bar on red": rect((5, 5, 90, 90), RED)
    + f'<path d="M20 20 80 80" stroke="{PAPER}" stroke-width="14"/>',
    "letter T": rect((20, 20, 60, 18), RED) + rect((41, 20, 18, 60), RED),
    "letter H": rect((20, 20, 18, 60), RED)
    + rect((62, 20, 18, 60), RED)
    + rect((20, 42, 60, 16), RED),
    "heart": f'<path d="M50 85C10 55 10 20 35 20Q50 20 50 38Q50 20 65 20C90 20 90 55 50 85Z"'
    f' fill="{RED}"/>',
    "star": polygon(
        [
            (50 + r * sin(radians(36 * i)), 50 - r * cos(radians(36 * i)))
            for i, r in enumerate((42, 18) * 5)
        ],
        RED,
    ),
    "flower": "".join(
        disc(50 + 22 * cos(radians(a)), 50 + 22 * sin(radians(a)), 17, CORAL)
        for a in range(0, 360, 72)
    ),
    "calendar": rect((10, 10, 80, 20), RED)
    + "".join(disc(20 + 15 * (i % 5), 42 + 15 * (i // 5), 4.5, RED) for i in range(20)),
    "plaster": f'<g transform="rotate(-38 50 50)">{rect((10, 32, 80, 36), SKIN, 18)}</g>'
    + disc(50, 50, 9, RED),
    "black plus": arms(0.3, fill=INK),
    "plus on teal": rect((5, 5, 90, 90), TEAL) + arms(0.3, fill=PAPER),
    "two crossed plasters of skin": arms(0.4, 45, fill=SKIN),
    "grid": "".join(
        rect((6 * i, 0, 1, 100), RED) + rect((0, 6 * i, 100, 1), RED) for i in range(17)
    ),
    "spiral of a thin line": f'<path d="{"M5 5" + "".join(SPIRAL)}" fill="none" stroke="{RED}"/>',
    "smile": f'<path d="M30 50Q50 75 70 50" fill="none" stroke="{RED}" stroke-width="6"/>',
}


def picture_of(body: str, size: int, ground: str = PAPER) -> Any:
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">'
    return svg_picture(f"{head}{body}</svg>", size, ground)


# The detector.


@each_size
@pytest.mark.parametrize("name", EMBLEMS)
def test_an_emblem_is_found_once_and_where_it_is(name: str, size: int) -> None:
    kind, body = EMBLEMS[name]
    (mark,) = emblems(picture_of(body, size))
    assert mark.kind == kind
    left, top, right, bottom = mark.scaled(100 / size).box
    # The weight of a crescent is beside the middle of its disc.
    slack = 20 if kind == CRESCENT else 3
    assert abs(left + right - 100) <= 2 * slack
    assert abs(top + bottom - 100) <= 2 * slack


@pytest.mark.parametrize("angle", range(0, 90, 6))
@pytest.mark.parametrize("width", [0.2, 0.3, 0.45])
def test_a_cross_is_found_at_every_angle_and_width_from_20_pixels_on(
    width: float, angle: int
) -> None:
    for size in (40, 66, 230):
        assert [mark.kind for mark in emblems(picture_of(arms(width, angle), size))] == [CROSS]


def test_small_upright_crosses_and_softened_edges_are_found() -> None:
    assert [mark.kind for mark in emblems(picture_of(arms(1 / 3), 26))] == [CROSS]
    large = picture_of(KIT_BOX + arms(1 / 3, 20, PAPER, span=40), 900)
    assert [mark.kind for mark in emblems(large.resize((131, 131)))] == [CROSS]


def test_each_of_several_emblems_is_found() -> None:
    two = arms(0.3, span=30, x=25) + disc(75, 50, 22, RED) + arms(0.25, 45, PAPER, 30, 75)
    lefts = sorted(mark.box[0] for mark in emblems(picture_of(two, 300)))
    assert lefts == [30, pytest.approx(188, abs=4)]


@each_size
@pytest.mark.parametrize("name", HARMLESS)
def test_a_harmless_mark_is_not_taken_for_an_emblem(name: str, size: int) -> None:
    assert emblems(picture_of(HARMLESS[name], size)) == []


@each_size
@pytest.mark.parametrize("ground", [PAPER, RED, AMBER])
def test_the_drop_and_the_leaf_of_the_theme_are_no_emblems(ground: str, size: int) -> None:
    colour = PAPER if ground == RED else RED
    place = Rect(10, 10, 80, 80)
    for outline in (
        drop((50, 60), 34, 1.6, 0.2), drop((50, 55), 40, 1.22, 0.38),
        leaf(place, 30), field(place, 26, ("top-start",)), ellipse(place),
    ):  # fmt: skip
        vector = svg(Drawing("", 100, 100, (Figure(outline, colour),)))
        assert emblems(svg_picture(vector, size, ground)) == []


def test_the_red_family_is_red_wine_and_coral_but_no_skin() -> None:
    def rgb(colour: str) -> tuple[int, ...]:
        return tuple(bytes.fromhex(colour[1:]))

    skins = ("#DFA06E", "#C58350", "#94583A", "#6B3F2A", "#F5CBA7", "#B8754A", "#52301F", "#774329")
    assert all(is_red(rgb(colour)) for colour in (RED, WINE, CORAL, "#FF0000"))
    assert not any(is_red(rgb(colour)) for colour in (*skins, PAPER, INK, TEAL, AMBER, "#F9CFC0"))


# What the kit ships.


@pytest.mark.parametrize("ground", [PAPER, RED], ids=["paper", "red"])
@pytest.mark.parametrize("name", DRAWINGS)
def test_no_drawing_holds_an_emblem(name: str, ground: str) -> None:
    found = [str(mark) for mark in art_emblems(ART / f"{name}.svg", ground)]
    assert found == [], f"assets/art/{name}.svg, units of its viewBox"


@pytest.mark.parametrize("name", DRAWINGS)
def test_no_drawing_looks_like_an_emblem_when_it_is_small(name: str) -> None:
    assert [str(mark) for mark in art_emblems(ART / f"{name}.svg", PAPER, side=110)] == []


# A deck comes in colour only.
MADE = [
    (product, edition)
    for product in PRODUCTS
    for edition in EDITIONS
    if edition == COLOUR or not product.startswith("deck/")
    if product != "deck/template"
]


@pytest.mark.parametrize(("product", "edition"), MADE)
def test_no_page_of_a_product_holds_an_emblem(product: str, edition: str, tmp_path: Path) -> None:
    wish = Wish(editions=(edition,), handouts=())
    report = build(Request(None, tmp_path, (PARTNER,), (LANGUAGE,), (product,), wish=wish))
    assert report.failures == ()
    (artefact,) = report.artefacts
    path = Path(artefact.path)
    # A slide is looked at from afar.
    pixels = PIXELS_PER_MM if path.suffix == ".pdf" else PIXELS_PER_MM * 0.6
    assert page_emblems(pdf_of(path), pixels) == []


@pytest.mark.parametrize(
    ("product", "edition"), [pair for pair in MADE if not pair[0].startswith("deck/")]
)
def test_no_sign_of_a_text_is_a_light_cross_on_red(product: str, edition: str) -> None:
    """Tanzania's number begins with a plus, the sign that could be taken for one."""
    job = Job(None, Path("out"), "tanzania", "sw", (), is_final=False)
    bench = bench_of(job)
    document, _ = compose(bench.material, product)
    size = "a3" if document.kind == "poster" else "a4"
    order = Order(product, size, edition=edition)
    pages, _ = pages_of(document, order, bench, None, is_draft=True)
    assert [sign for page in pages for sign in signs_on_red(page)] == []


def pdf_of(path: Path) -> Path:
    """The pages of a product; those of slides as LibreOffice draws them."""
    if path.suffix == ".pdf":
        return path
    program = shutil.which("soffice")
    if not program:
        pytest.skip("LibreOffice (soffice) is not installed")
    command = [
        program, f"-env:UserInstallation=file://{path.parent}/profile", "--headless",
        "--convert-to", "pdf", "--outdir", str(path.parent), str(path),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return path.with_suffix(".pdf")


# Pages made by hand.

FONT = ROOT / "assets/fonts/NotoSans/NotoSans-Bold.ttf"


@cache
def font() -> TTFont:
    return TTFont(FONT)


def run_of(text: str, colour: str, x: float) -> GlyphRun:
    """Text set a glyph a character; what the font lacks is drawn as its first glyph."""
    names = [font().getBestCmap().get(ord(sign), ".notdef") for sign in text]
    clusters = tuple(
        Cluster(sign, (Glyph(font().getGlyphID(name), font()["hmtx"][name][0], 0, 0),))
        for sign, name in zip(text, names, strict=True)
    )
    advance = sum(cluster.glyphs[0].advance for cluster in clusters) / 1000
    face = Face(FONT.stem, FONT, 1000, 1.069, 0.293)
    return GlyphRun(face, Span(text, Weight.BOLD, colour, "en"), False, clusters, x, advance, text)


def line_of(*parts: tuple[str, str]) -> Line:
    """A line of texts in their colours."""
    runs: list[GlyphRun] = []
    width = 0.0
    for text, colour in parts:
        runs.append(run_of(text, colour, width))
        width += runs[-1].advance
    return Line("".join(text for text, _ in parts), tuple(runs), width, 0.8, 0.2, True)


def page_of(*marks: Mark) -> Page:
    return Page(mm(100), mm(100), marks)


def block(x: float, y: float, w: float, h: float, colour: str) -> Shape:
    return Shape(field(Rect(x, y, w, h), 0), fill=colour)


def written(page: Page, path: Path) -> Path:
    publication = Publication("Trial", "en", False, "Nobody", "trial", (page,))
    path.write_bytes(write_pdf(publication))
    return path


def test_a_cross_of_three_millimetres_is_found_on_a_page_and_its_text_is_not_looked_at(
    tmp_path: Path,
) -> None:
    plus = PlacedLine(line_of(("+ x +", RED)), mm(10), mm(90), 60)
    text_only = written(page_of(plus), tmp_path / "text.pdf")
    (picture,) = page_pictures(text_only)
    assert len(picture.getcolors()) == 1
    drawn = (block(mm(49), mm(50), mm(3), mm(1), RED), block(mm(50), mm(49), mm(1), mm(3), RED))
    (found,) = page_emblems(written(page_of(plus, *drawn), tmp_path / "cross.pdf"))
    assert found.startswith("page 1: cross")
    assert found.endswith("at (49, 49) to (52, 52)")


def test_a_sign_in_the_red_family_is_reported_with_its_line() -> None:
    line = line_of(("Call ", INK), ("+82 2", CORAL))
    (found,) = signs_on_red(page_of(PlacedLine(line, 10, 50, 20)))
    assert found.startswith(f"'+' in {CORAL} on no ground at (")
    assert found.endswith("in 'Call +82 2'")


@pytest.mark.parametrize("sign", sorted(SIGNS))
def test_every_sign_like_a_cross_is_reported_on_a_red_ground(sign: str) -> None:
    mark = PlacedLine(line_of((f"A {sign}", PAPER)), 10, 50, 20)
    assert len(signs_on_red(page_of(block(0, 0, 200, 200, WINE), mark))) == 1
    assert signs_on_red(page_of(block(0, 0, 200, 200, TEAL), mark)) == []


def test_the_ground_of_a_sign_is_what_was_painted_last_under_it() -> None:
    red, paper = block(0, 0, 90, 90, RED), block(20, 20, 70, 70, PAPER)
    sign = PlacedLine(line_of(("+", INK)), 40, 60, 20)
    assert len(signs_on_red(page_of(red, sign))) == 1
    assert signs_on_red(page_of(red, paper, sign)) == []
    assert len(signs_on_red(page_of(paper, red, sign))) == 1
    assert signs_on_red(page_of(sign, red)) == []
    stroked = Shape(paper.outline, stroke=RED, stroke_width=2)
    assert signs_on_red(page_of(stroked, sign)) == []


def test_a_round_ground_ends_at_its_curve() -> None:
    ground = Shape(drop((50, 60), 30, 1.6, 0.2), fill=RED)
    for x, y, count in ((45, 65, 1), (24, 40, 0), (70, 30, 0), (70, 67, 1)):
        sign = PlacedLine(line_of(("+", INK)), x, y, 16)
        assert len(signs_on_red(page_of(ground, sign))) == count


def triangle(*corners: tuple[float, float]) -> tuple[Segment, ...]:
    first, *others = corners
    lines = (Segment("line", (corner,)) for corner in others)
    return Segment("move", (first,)), *lines, Segment("close")


def test_a_path_is_closed_once_and_one_that_runs_the_other_way_is_a_hole() -> None:
    outer, hole = triangle((0, 0), (0, 90), (90, 90)), triangle((10, 30), (60, 80), (10, 80))
    ground = Shape(Outline((*outer, *hole)), fill=RED)
    for x, y, count in ((2, 20, 1), (80, 90, 1), (12, 65, 0), (50, 40, 0)):
        sign = PlacedLine(line_of(("+", INK)), x, y, 10)
        assert len(signs_on_red(page_of(ground, sign))) == count


def test_the_place_of_a_sign_in_a_line_counts() -> None:
    ground = block(50, 0, 200, 100, RED)
    before = PlacedLine(line_of(("+", INK), (" and far to the right", INK)), 10, 50, 20)
    after = PlacedLine(line_of(("far to the left ", INK), ("×", INK)), 10, 50, 20)
    assert signs_on_red(page_of(ground, before)) == []
    assert len(signs_on_red(page_of(ground, after))) == 1


def test_a_sign_in_a_column_is_looked_for_down_the_page() -> None:
    column = PlacedColumn(line_of(("down here ", INK), ("+", INK)), 20, 10, 20)
    assert len(signs_on_red(page_of(block(0, 60, 40, 140, RED), column))) == 1
    assert signs_on_red(page_of(block(40, 0, 140, 40, RED), column)) == []


def test_a_drawing_is_a_ground_too() -> None:
    left_half = Figure(field(Rect(0, 0, 10, 20), 0), RED)
    hole = Outline(field(Rect(0, 0, 10, 20), 0).segments + field(Rect(1, 1, 8, 18), 0).segments)
    art = Drawing("", 20, 20, (left_half,))
    place = Rect(0, 0, 100, 100)
    sign = PlacedLine(line_of(("+", INK)), 20, 55, 20)
    assert len(signs_on_red(page_of(PlacedArt(art, place), sign))) == 1
    assert signs_on_red(page_of(PlacedArt(art, place, is_mirrored=True), sign)) == []
    clipped = PlacedArt(art, place, clip=Rect(0, 70, 100, 30))
    assert signs_on_red(page_of(clipped, sign)) == []
    framed = Drawing("", 20, 20, (Figure(hole, RED, is_evenodd=True),))
    assert signs_on_red(page_of(PlacedArt(framed, place), sign)) == []


def test_letters_and_signs_on_paper_are_no_matter() -> None:
    plain = PlacedLine(line_of(("x X t 8-9 * ' +82", INK)), 10, 50, 20)
    letters = PlacedLine(line_of(("x X t 8-9 * '", RED)), 10, 80, 20)
    assert signs_on_red(page_of(block(0, 0, 200, 60, AMBER), plain, letters)) == []
