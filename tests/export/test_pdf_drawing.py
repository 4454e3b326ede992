"""Shapes, drawings, boxes and links of the PDF, seen as pictures of letters."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_samples import lines_of, page_of, publication_of, span
from script_samples import SAMPLES, set_lines

from kit.export.pdf.lines import RULE_GAP_EM
from kit.export.pdf.syntax import number, numbers, rgb, thousandths
from kit.export.pdf.writer import write_pdf
from kit.layout.page import Mark, PlacedArt, PlacedColumn, PlacedLine, Shape
from kit.sources.art import Drawing, Figure, Stroke
from kit.sources.outline import Outline, Point, Segment
from kit.units import Rect

RED, GREEN, BLUE = "#FF0000", "#00FF00", "#0000FF"
LETTERS = {
    (255, 255, 255): "_",
    (255, 0, 0): "R",
    (0, 255, 0): "G",
    (0, 0, 255): "B",
    (0, 0, 0): "K",
    (255, 128, 128): "r",
    (255, 127, 127): "r",
}


def picture(*marks: Mark, size: tuple[float, float] = (6, 4), bleed: float = 0.0) -> list[str]:
    """Return the page as rows of letters, a letter a point."""
    page = pypdfium2.PdfDocument(
        write_pdf(publication_of(page_of(*marks, size=size, bleed=bleed)))
    )[0]
    image = page.render(scale=1, no_smoothpath=True, no_smoothtext=True).to_pil().convert("RGB")
    return [
        "".join(LETTERS.get(image.getpixel((x, y)), "?") for x in range(image.width))
        for y in range(image.height)
    ]


def box(left: float, top: float, right: float, bottom: float) -> tuple[Segment, ...]:
    corners: list[Point] = [(left, top), (right, top), (right, bottom), (left, bottom)]
    first, *others = (Segment("line", (corner,)) for corner in corners)
    return (Segment("move", first.points), *others, Segment("close"))


def stroke_of(*points: Point) -> Outline:
    return Outline(
        (Segment("move", points[:1]), *(Segment("line", (point,)) for point in points[1:]))
    )


def drawn(*figures: Figure, size: tuple[float, float] = (6, 4)) -> Drawing:
    return Drawing("sample", *size, figures)


def art(drawing: Drawing, rect: Rect, *, is_mirrored: bool = False) -> PlacedArt:
    return PlacedArt(drawing, rect, is_mirrored)


CORNER = drawn(Figure(Outline(box(0, 0, 2, 1)), RED), Figure(Outline(box(0, 3, 1, 4)), BLUE))


def test_a_shape_stands_where_the_page_says_from_the_top_left() -> None:
    assert picture(Shape(Outline(box(1, 0, 4, 2)), RED)) == [
        "_RRR__",
        "_RRR__",
        "______",
        "______",
    ]


def test_later_marks_lie_over_earlier_ones() -> None:
    marks = (Shape(Outline(box(0, 0, 3, 2)), RED), Shape(Outline(box(2, 1, 5, 3)), GREEN))
    assert picture(*marks) == ["RRR___", "RRGGG_", "__GGG_", "______"]


def test_a_shape_is_stroked_half_inside_and_half_outside() -> None:
    shape = Shape(Outline(box(1, 1, 5, 5)), RED, BLUE, 2.0)
    assert picture(shape, size=(6, 6)) == [
        "BBBBBB",
        "BBBBBB",
        "BBRRBB",
        "BBRRBB",
        "BBBBBB",
        "BBBBBB",
    ]


@pytest.mark.parametrize(
    "shape",
    [
        Shape(Outline(()), RED),
        Shape(Outline(box(0, 0, 6, 4))),
        Shape(Outline(box(0, 0, 6, 4)), "", RED),
    ],
    ids=["no outline", "no paint", "no stroke width"],
)
def test_a_shape_without_paint_leaves_the_page_white(shape: Shape) -> None:
    assert picture(shape) == ["______"] * 4


def test_a_drawing_fills_its_rectangle() -> None:
    assert picture(art(CORNER, Rect(0, 0, 6, 4))) == ["RR____", "______", "______", "B_____"]
    assert picture(art(CORNER, Rect(2, 1, 12, 8)), size=(8, 10)) == [
        "________",
        "__RRRR__",
        "__RRRR__",
        *["________"] * 4,
        "__BB____",
        "__BB____",
        "________",
    ]


def test_a_mirrored_drawing_is_flipped_inside_its_rectangle() -> None:
    assert picture(art(CORNER, Rect(0, 0, 6, 4), is_mirrored=True)) == [
        "____RR",
        "______",
        "______",
        "_____B",
    ]


def test_what_reaches_over_the_view_box_is_not_shown() -> None:
    wide = drawn(Figure(Outline(box(-9, 1, 9, 3)), RED), size=(2, 4))
    assert picture(art(wide, Rect(2, 0, 2, 4))) == ["______", "__RR__", "__RR__", "______"]


@pytest.mark.parametrize(
    ("is_evenodd", "middle"), [(True, "RR__RR"), (False, "RRRRRR")], ids=["evenodd", "nonzero"]
)
def test_the_fill_rule_decides_about_a_hole(is_evenodd: bool, middle: str) -> None:
    figure = Figure(Outline(box(0, 0, 6, 4) + box(2, 1, 4, 3)), RED, is_evenodd=is_evenodd)
    assert picture(art(drawn(figure), Rect(0, 0, 6, 4)))[1] == middle


@pytest.mark.parametrize(
    ("cap", "row"), [("butt", "___BB___"), ("square", "__BBBB__")], ids=["butt", "square"]
)
def test_a_stroke_ends_as_its_cap_says_and_grows_with_the_drawing(cap: str, row: str) -> None:
    line = Figure(stroke_of((1.5, 1), (2.5, 1)), "", Stroke(BLUE, 1.0, cap))
    picture_rows = picture(art(drawn(line, size=(4, 2)), Rect(0, 0, 8, 4)), size=(8, 4))
    assert picture_rows == ["________", row, row, "________"]


@pytest.mark.parametrize(("cap", "code"), [("butt", 0), ("round", 1), ("square", 2)])
@pytest.mark.parametrize(("join", "number_"), [("miter", 0), ("round", 1), ("bevel", 2)])
def test_caps_and_joins_have_their_numbers(cap, code, join, number_) -> None:
    line = Figure(stroke_of((0, 1), (3, 1)), "", Stroke(BLUE, 2.5, cap, join))
    content = write_pdf(publication_of(page_of(art(drawn(line), Rect(0, 0, 6, 4)))))
    with pikepdf.open(BytesIO(content)) as pdf:
        operators = pdf.pages[0].Contents.read_bytes().decode()
    assert f"0 0 1 RG 2.5 w {code} J {number_} j 4 M" in operators


def test_opacity_lets_the_ground_through_and_ends_with_its_figure() -> None:
    figures = (
        Figure(Outline(box(0, 0, 2, 4)), RED, opacity=0.5),
        Figure(Outline(box(3, 0, 5, 4)), RED),
    )
    assert picture(art(drawn(*figures), Rect(0, 0, 6, 4))) == ["rr_RR_"] * 4


def test_text_is_set_in_the_colour_of_its_span() -> None:
    (line,) = lines_of(span("HH", colour=GREEN))
    rows = picture(PlacedLine(line, 0, 30, 40), size=(60, 32))
    seen = {letter for row in rows for letter in row}
    assert seen == {"_", "G"}
    assert set(rows[0]) == {"_"}
    assert "G" in rows[10]
    assert set(rows[31]) == {"_"}


def test_an_underline_runs_below_all_ink_over_words_and_faces() -> None:
    plain, ruled = span("H", colour=GREEN), span("g헌g", colour=GREEN)
    (line,) = lines_of(plain, replace(ruled, underlined=True), plain)
    rows = picture(PlacedLine(line, 0, 40, 40), size=(150, 64))
    top = 40 + round((line.descent + RULE_GAP_EM) * 40)
    first = line.runs[0].advance * 40
    last = line.runs[-1].x * 40
    rule = rows[top].strip("_")
    assert set(rule) == {"G"}
    assert rows[top].index("G") == pytest.approx(first, abs=1)
    assert len(rule) == pytest.approx(last - first, abs=1)
    assert set(rows[top - 1]) == {"_"}
    without = picture(PlacedLine(lines_of(span("g헌g"))[0], 0, 40, 40), size=(150, 64))
    assert set("".join(without[top - 1 :])) == {"_"}


def test_an_underline_stands_on_the_right_of_a_column() -> None:
    (sample,) = (each for each in SAMPLES if each.language == "mn-Mong")
    (line, *_) = set_lines(sample, 2)
    ruled = replace(line.runs[0].span, underlined=True, colour=GREEN)
    line = replace(line, runs=tuple(replace(run, span=ruled) for run in line.runs))
    rows = picture(PlacedColumn(line, 30, 2, 40), size=(80, 100))
    right = [max(row.rfind("G"), 0) for row in rows]
    assert len({edge for edge in right if edge}) == 1
    assert sum(map(bool, right)) == pytest.approx(line.width * 40, abs=1)


def boxes(bleed: float) -> dict[str, list[float]]:
    content = write_pdf(publication_of(page_of(size=(100, 50), bleed=bleed)))
    with pikepdf.open(BytesIO(content)) as pdf:
        page = pdf.pages[0]
        names = ("/MediaBox", "/BleedBox", "/TrimBox")
        return {name: [float(number) for number in page[name]] for name in names}


def test_without_bleed_all_boxes_are_the_page() -> None:
    assert list(boxes(0).values()) == [[0, 0, 100, 50]] * 3


def test_bleed_makes_the_sheet_larger_on_every_side() -> None:
    assert boxes(9) == {
        "/MediaBox": [0, 0, 118, 68],
        "/BleedBox": [0, 0, 118, 68],
        "/TrimBox": [9, 9, 109, 59],
    }


def test_marks_reach_into_the_bleed_and_keep_their_place() -> None:
    marks = (Shape(Outline(box(-5, -5, 9, 9)), RED), Shape(Outline(box(1, 0, 4, 1)), BLUE))
    rows = picture(*marks, bleed=1.0)
    assert rows == ["RRRRRRRR", "RRBBBRRR", *["RRRRRRRR"] * 4]


@given(st.floats(-1e6, 1e6), st.integers(1, 6))
@settings(max_examples=200)
def test_every_number_is_written_without_exponent_and_as_near_as_asked(value, decimals) -> None:
    text = number(value, decimals)
    assert set(text) <= set("-.0123456789")
    assert text not in {"-0", "", "."}
    assert float(text) == pytest.approx(value, abs=0.51 * 10**-decimals)


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_every_colour_comes_back_from_its_three_numbers(parts) -> None:
    text = rgb("#{:02X}{:02X}{:02X}".format(*parts))
    assert tuple(round(float(part) * 255) for part in text.split()) == parts


NUMBERS = st.floats(-2000, 2000) | st.integers(-2000, 2000).map(float) | st.floats(-0.01, 0.01)


@given(st.lists(NUMBERS | st.sampled_from((-0.0, 10.0, -100.5, 0.05)), min_size=1, max_size=8))
def test_numbers_written_in_one_go_are_those_written_one_by_one(values: list[float]) -> None:
    written = thousandths("%.3f " * len(values) + "c", values)
    assert written == f"{numbers(*values)} c"
