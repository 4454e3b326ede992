"""Reading SVG drawings: every picture of the kit, every form, and everything refused."""

import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.errors import SourceError
from kit.sources.affine import Matrix, parse_transform
from kit.sources.art import Drawing, Figure, Stroke, read_art
from kit.sources.outline import Point, Segment

ART = Path(__file__).parents[2] / "assets" / "art"
FILES = sorted(ART.rglob("*.svg"))


def svg(inside: str, attributes: str = 'viewBox="0 0 100 50"') -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>'.encode()


def read(inside: str, attributes: str = 'viewBox="0 0 100 50"') -> Drawing:
    return read_art(svg(inside, attributes), "art/test.svg")


def only(inside: str) -> Figure:
    (figure,) = read(inside).figures
    return figure


def points(figure: Figure) -> list[Point]:
    return [point for segment in figure.outline.segments for point in segment.points]


def operators(figure: Figure) -> str:
    letters = {"move": "m", "line": "l", "curve": "c", "close": "z"}
    return "".join(letters[segment.operator] for segment in figure.outline.segments)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_picture_of_the_kit_reads_with_all_its_elements(file: Path) -> None:
    content = file.read_bytes()
    drawing = read_art(content, str(file))
    assert drawing.name == file.stem
    unseen = content.count(b'fill="none"/>')
    assert len(drawing.figures) + unseen == content.count(b"<path") + content.count(b"<circle")
    colours = {figure.fill for figure in drawing.figures}
    assert all(colour == "" or colour == colour.upper() for colour in colours)


def test_the_kit_has_pictures_to_read() -> None:
    assert len(FILES) > 50


def test_a_path_becomes_segments_and_a_quadratic_curve_a_cubic_one() -> None:
    figure = only('<path d="m1 2h3v4l-1-1q3 0 3 3z"/>')
    assert figure.fill == "#000000"
    assert figure.stroke is None
    assert figure.outline.segments == (
        Segment("move", ((1, 2),)),
        Segment("line", ((4, 2),)),
        Segment("line", ((4, 6),)),
        Segment("line", ((3, 5),)),
        Segment("curve", ((5, 5), (6, 6), (6, 8))),
        Segment("close"),
    )


def test_a_half_turn_of_arc_ends_where_it_says_and_keeps_its_radius() -> None:
    figure = only('<path d="M10 20A10 10 0 0 1 30 20"/>')
    ends = [segment.points[-1] for segment in figure.outline.segments]
    assert ends[-1] == pytest.approx((30, 20))
    assert all(math.dist(end, (20, 20)) == pytest.approx(10) for end in ends)
    assert min(y for _, y in ends) == pytest.approx(10)


def test_an_arc_over_several_lines_reads_like_one_with_commas() -> None:
    assert only('<path d="M1 2A3\n3 0\n0\t1\n7 2"/>') == only('<path d="M1,2A3,3,0,0,1,7,2"/>')


def test_an_arc_without_a_radius_is_a_line() -> None:
    assert operators(only('<path d="M1 2A0 5 0 0 1 30 20"/>')) == "ml"


@given(
    x=st.floats(-50, 50),
    y=st.floats(-50, 50),
    r=st.floats(0.1, 50),
    share=st.floats(0, 1),
)
@settings(max_examples=50)
def test_every_point_of_a_circle_is_a_radius_from_its_middle(
    x: float, y: float, r: float, share: float
) -> None:
    current: Point = (0.0, 0.0)
    for segment in only(f'<circle cx="{x:.6f}" cy="{y:.6f}" r="{r:.6f}"/>').outline.segments:
        if segment.operator == "curve":
            p = (current, *segment.points)
            u = 1 - share
            weights = (u**3, 3 * u * u * share, 3 * u * share * share, share**3)
            at = tuple(sum(w * q[i] for w, q in zip(weights, p, strict=True)) for i in (0, 1))
            assert math.dist(at, (x, y)) == pytest.approx(r, rel=4e-4, abs=1e-4)
        if segment.points:
            current = segment.points[-1]


@pytest.mark.parametrize(
    ("element", "steps"),
    [
        ('<rect x="1" y="2" width="10" height="5"/>', "mlllz"),
        ('<rect x="1" y="2" width="10" height="6" rx="1"/>', "mlclclclcz"),
        ('<rect x="1" y="2" width="10" height="6" rx="9"/>', "mccccz"),
        ('<ellipse cx="5" cy="5" rx="3" ry="2"/>', "mccccz"),
        ('<circle cx="5" cy="5" r="3"/>', "mccccz"),
        ('<polygon points="0,0 10 0-5 5"/>', "mllz"),
        ('<polyline points="0,0 10,0 5,5"/>', "mll"),
        ('<line x1="1" y1="2" x2="3" y2="4" stroke="#123"/>', "ml"),
    ],
)
def test_each_form_becomes_an_outline(element: str, steps: str) -> None:
    assert operators(only(element)) == steps


def test_a_rounded_corner_stays_inside_its_rectangle() -> None:
    corners = points(only('<rect x="1" y="2" width="10" height="6" rx="2" ry="3"/>'))
    assert (min(x for x, _ in corners), max(x for x, _ in corners)) == (1, 11)
    assert (min(y for _, y in corners), max(y for _, y in corners)) == (2, 8)


@pytest.mark.parametrize(
    "element",
    [
        '<circle cx="5" cy="5" r="0"/>',
        '<rect width="0" height="5"/>',
        '<polygon points=""/>',
        '<path d=""/>',
        '<path d="M0 0H9" fill="none"/>',
        '<line x1="1" y1="2" x2="3" y2="4"/>',
        "<title>name</title><desc>more</desc><!-- a comment -->",
    ],
)
def test_what_shows_nothing_makes_no_figure(element: str) -> None:
    assert read(element).figures == ()


def test_looks_pass_from_group_to_child_and_the_nearest_wins() -> None:
    figures = read(
        '<g fill="#c4122f" stroke="#abc" stroke-width="2" stroke-linecap="square">'
        '<path d="M0 0H9"/><g stroke="none"><path fill="currentColor" d="M0 0H9V9"/></g></g>'
    ).figures
    assert [figure.fill for figure in figures] == ["#C4122F", "#000000"]
    assert figures[0].stroke == Stroke("#AABBCC", 2.0, "square", "miter")
    assert figures[1].stroke is None


def test_the_order_of_elements_is_kept() -> None:
    figures = read(
        '<g><path fill="#100" d="M0 0H9V9"/><path fill="#200" d="M0 0H9V9"/></g>'
        '<path fill="#300" d="M0 0H9V9"/>'
    ).figures
    assert [figure.fill for figure in figures] == ["#110000", "#220000", "#330000"]


def test_transforms_are_worked_into_outline_and_stroke() -> None:
    figure = only(
        '<g transform="translate(10,5)"><path transform="rotate(90) scale(2)" d="M3 0H4"'
        ' fill="none" stroke="#000" stroke-width="1.5"/></g>'
    )
    assert points(figure) == [pytest.approx((10, 11)), pytest.approx((10, 13))]
    assert figure.stroke
    assert figure.stroke.width == pytest.approx(3)


def test_a_view_box_that_begins_elsewhere_is_moved_to_the_origin() -> None:
    drawing = read('<path d="M-5 3H9V9"/>', 'viewBox="-5 -7 20 30"')
    assert (drawing.width, drawing.height) == (20, 30)
    assert points(drawing.figures[0])[0] == (0, 10)


def test_width_and_height_stand_in_for_a_view_box() -> None:
    drawing = read("", 'width="20px" height="30"')
    assert (drawing.width, drawing.height) == (20, 30)


def test_opacity_and_fill_rule_reach_the_figure() -> None:
    figure = only('<path d="M0 0H9V9" opacity=".5" fill-opacity="0.5" fill-rule="evenodd"/>')
    assert figure.opacity == 0.25
    assert figure.is_evenodd


def test_a_faded_fill_under_a_full_stroke_becomes_two_figures() -> None:
    fill, stroke = read('<path d="M0 0H9V9" fill-opacity=".5" stroke="#00F"/>').figures
    assert (fill.fill, fill.stroke, fill.opacity) == ("#000000", None, 0.5)
    assert (stroke.fill, stroke.stroke and stroke.stroke.colour, stroke.opacity) == (
        "",
        "#0000FF",
        1.0,
    )


def test_a_drawing_takes_other_colours() -> None:
    drawing = read('<path d="M0 0H9" fill="#abc" stroke="#def"/>')
    (figure,) = drawing.recoloured({"#AABBCC": "#111111", "#DDEEFF": "#222222"}).figures
    assert (figure.fill, figure.stroke and figure.stroke.colour) == ("#111111", "#222222")


@pytest.mark.parametrize(
    ("inside", "named"),
    [
        ("<text>word</text>", "<text>"),
        ('<image href="https://example.org/a.png"/>', "<image>"),
        ('<use href="#a"/>', "<use>"),
        ("<style>path{fill:red}</style>", "<style>"),
        ("<script>alert(1)</script>", "<script>"),
        ("<linearGradient/>", "<linearGradient>"),
        ("<clipPath/>", "<clipPath>"),
        ("<filter/>", "<filter>"),
        ("<defs/>", "<defs>"),
        ('<a xmlns="http://example.org/else"/>', "<a>"),
        ("<?xml-stylesheet href='a.css'?>", "processing instruction"),
        ('<path d="M0 0H1"><animate/></path>', "<animate>"),
        ('<path d="M0 0H1"><path d="M0 0H1"/></path>', "<path> inside <path>"),
        ('<path d="M0 0H1" style="fill:red"/>', '"style"'),
        ('<path d="M0 0H1" clip-path="url(#a)"/>', '"clip-path"'),
        ('<path d="M0 0H1" onclick="x()"/>', '"onclick"'),
        ('<path d="M0 0H1" stroke-dasharray="1 2"/>', '"stroke-dasharray"'),
        ('<g opacity=".5"/>', '"opacity"'),
        ('<path d="M0 0H1" fill="red"/>', '"red"'),
        ('<path d="M0 0H1" fill="url(#a)"/>', '"url(#a)"'),
        ('<path d="M0 0H1" fill="#ABCD"/>', '"#ABCD"'),
        ('<path d="M0 0H1" opacity="2"/>', '"2"'),
        ('<path d="M0 0H1" fill-rule="odd"/>', '"odd"'),
        ('<path d="M0 0H1" stroke-width="-1"/>', '"-1"'),
        ('<path d="M0 0H1" stroke-linejoin="arcs"/>', '"arcs"'),
        ('<path d="M0 0 X 5"/>', '"X"'),
        ('<path d="M0 0 L 5"/>', "path data"),
        ('<path d="L 5 5"/>', "path data"),
        ('<path d="M0 0A5 5 0 0 1 9"/>', "path data"),
        ('<path d="M0 0H1e7"/>', "larger"),
        ('<circle r="5%"/>', '"%"'),
        ('<circle r="-5"/>', 'r="-5"'),
        ('<circle r="5 5"/>', '"5 5"'),
        ('<polygon points="1 2 3"/>', "pairs"),
        ('<g transform="skewX(9)"/>', "skewX"),
        ('<g transform="scale(1 2 3)"/>', "scale with 3 numbers"),
        ('<g transform="scale(2"/>', 'transform="scale(2"'),
        ('<path transform="scale(1 2)" d="M0 0H1" stroke="#000"/>', "stretched"),
    ],
)
def test_what_would_look_different_is_refused_by_name(inside: str, named: str) -> None:
    with pytest.raises(SourceError) as caught:
        read("\n" + inside)
    assert named in caught.value.message
    assert caught.value.trail == ("art/test.svg:2",)


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"", "well-formed"),
        (b"<svg", "well-formed"),
        (b"<html/>", "not an SVG"),
        (svg("", ""), "no size"),
        (svg("", 'viewBox="0 0 0 9"'), "no size"),
        (svg("", 'viewBox="0 0 9"'), "no size"),
        (b"<?xml-stylesheet href='a'?>" + svg(""), "processing instruction"),
        (svg("<title>&name;</title>"), "well-formed"),
        (svg("").decode().encode("utf-16"), "well-formed"),
        (svg(" " * 1_000_000), "bytes"),
        (svg("<g>" * 300 + "</g>" * 300), "well-formed"),
    ],
)
def test_files_that_are_not_drawings_are_refused(content: bytes, named: str) -> None:
    with pytest.raises(SourceError, match=named) as caught:
        read_art(content, "test.svg")
    assert caught.value.trail[0].startswith("test.svg")


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMBS = {
    "billion laughs": f'<!DOCTYPE svg [<!ENTITY l0 "ha">{LAUGHS}]><svg>&l9;</svg>',
    "in an attribute": f'<!DOCTYPE svg [<!ENTITY l0 "ha">{LAUGHS}]><svg id="&l9;"/>',
    "external entity": '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>',
    "external subset": '<!DOCTYPE svg SYSTEM "http://example.org/svg.dtd"><svg/>',
    "parameter entity": '<!DOCTYPE svg [<!ENTITY % p SYSTEM "file:///etc/passwd">%p;]><svg/>',
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_a_document_type_is_refused_before_anything_is_expanded(bomb: str) -> None:
    with pytest.raises(SourceError, match="DOCTYPE") as caught:
        read_art(b'<?xml version="1.0"?>\n' + bomb.encode(), "test.svg")
    assert caught.value.trail == ("test.svg:2",)


def test_another_encoding_cannot_hide_a_document_type() -> None:
    bomb = '<?xml version="1.0" encoding="UTF-16"?>' + BOMBS["billion laughs"]
    with pytest.raises(SourceError):
        read_art(bomb.encode("utf-16-be"), "test.svg")


@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("translate"), st.lists(st.integers(-9, 9), min_size=2, max_size=2)),
            st.tuples(st.just("rotate"), st.lists(st.integers(-180, 180), min_size=1, max_size=1)),
            st.tuples(st.just("scale"), st.lists(st.integers(1, 3), min_size=2, max_size=2)),
        ),
        max_size=4,
    ),
    st.tuples(st.integers(-9, 9), st.integers(-9, 9)),
)
@settings(max_examples=50)
def test_every_list_of_transforms_works_from_the_last_to_the_first(
    steps: list[tuple[str, list[int]]], point: Point
) -> None:
    text = " ".join(f"{name}({','.join(map(str, numbers))})" for name, numbers in steps)
    expected = complex(*point)
    for name, numbers in reversed(steps):
        match name:
            case "translate":
                expected += complex(*numbers)
            case "rotate":
                angle = math.radians(numbers[0])
                expected *= complex(math.cos(angle), math.sin(angle))
            case "scale":
                expected = complex(expected.real * numbers[0], expected.imag * numbers[1])
    assert complex(*parse_transform(text).apply(point)) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("transform", "keeps"),
    [
        ("rotate(33) scale(2)", True),
        ("scale(-1,1) rotate(20)", True),
        ("scale(2,1)", False),
        ("matrix(1 0 .5 1 0 0)", False),
        ("scale(2,1) rotate(45)", False),
    ],
)
def test_a_matrix_knows_whether_circles_stay_round(transform: str, keeps: bool) -> None:
    assert parse_transform(transform).keeps_circles is keeps


def test_a_turn_about_a_point_leaves_the_point() -> None:
    assert parse_transform("rotate(70 3 4)").apply((3, 4)) == pytest.approx((3, 4))
    assert parse_transform("") == Matrix()
