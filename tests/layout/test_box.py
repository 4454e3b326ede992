"""Boxes: put under, beside and over each other, and turned for right-to-left pages."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from layout_samples import text_of

from kit.layout.box import Box, beside, mirrored, moved, over, padded, stack, tagged
from kit.layout.page import (
    Element,
    FormField,
    Leaf,
    Mark,
    Page,
    PlacedArt,
    PlacedLine,
    Shape,
    Tagged,
    leaves,
)
from kit.layout.scaling import scaled, scaled_page
from kit.layout.shapes import leaf
from kit.sources.art import Drawing
from kit.sources.outline import Outline
from kit.typeset.glyphs import Line
from kit.units import Rect

LENGTHS = st.floats(-500, 500)
SIZES = st.floats(0.5, 300)
RECTS = st.builds(Rect, LENGTHS, LENGTHS, SIZES, SIZES)
SHAPES = st.builds(Shape, st.builds(leaf, RECTS, st.floats(0.1, 20)), st.just("#C4122F"))
WORDS = st.builds(lambda width: Line("Blood", (), width, 0.7, 0.2, True), st.floats(0, 40))
LINES = st.builds(PlacedLine, WORDS, LENGTHS, LENGTHS, SIZES)
ART = st.builds(
    PlacedArt,
    st.builds(Drawing, st.just("mother"), SIZES, SIZES, st.just(()), st.booleans()),
    RECTS,
    st.just(False),
    st.just("A mother"),
    st.none() | RECTS,
)

FIELDS = st.builds(FormField, RECTS, st.just("place"), st.just("Where?"), st.just(False))
ELEMENTS = st.builds(
    Element, st.sampled_from(("P", "L", "LI", "TH")), st.integers(-1, 3), st.just("")
)
LEAVES = SHAPES | LINES | ART | FIELDS
MARKS = LEAVES | st.recursive(
    LEAVES, lambda marks: st.builds(Tagged, ELEMENTS, st.lists(marks, max_size=3).map(tuple))
)


def numbers(mark: Mark) -> list[float]:
    """All coordinates of a mark."""
    if isinstance(mark, Shape):
        return flat(mark.outline)
    if isinstance(mark, Tagged):
        return [length for each in mark.marks for length in numbers(each)]
    if isinstance(mark, FormField):
        return [mark.rect.x, mark.rect.y, mark.rect.w, mark.rect.h]
    if isinstance(mark, PlacedArt):
        rects = [mark.rect] + ([mark.clip] if mark.clip else [])
        return [length for rect in rects for length in (rect.x, rect.y, rect.w, rect.h)]
    return [mark.x, mark.y]


def flat(outline: Outline) -> list[float]:
    return [length for segment in outline.segments for point in segment.points for length in point]


@given(MARKS, st.floats(100, 900))
def test_mirroring_every_mark_twice_changes_nothing(mark: Mark, width: float) -> None:
    again = mirrored(mirrored(mark, width), width)
    assert numbers(again) == pytest.approx(numbers(mark), abs=1e-6)
    if isinstance(mark, PlacedArt) and isinstance(again, PlacedArt):
        assert again.is_mirrored == mark.is_mirrored


@given(LINES, st.floats(100, 900))
def test_a_mirrored_line_keeps_its_distance_from_the_other_edge(
    mark: PlacedLine, width: float
) -> None:
    turned = mirrored(mark, width)
    assert isinstance(turned, PlacedLine)
    assert turned.x + mark.line.width * mark.size == pytest.approx(width - mark.x)
    assert (turned.y, turned.line) == (mark.y, mark.line)


@given(ART, st.floats(100, 900))
def test_only_art_that_may_be_mirrored_is_flipped(mark: PlacedArt, width: float) -> None:
    turned = mirrored(mark, width)
    assert isinstance(turned, PlacedArt)
    assert turned.is_mirrored is mark.drawing.may_mirror
    assert turned.rect.right == pytest.approx(width - mark.rect.x)


@given(LEAVES, LENGTHS, LENGTHS)
def test_every_mark_moves_as_far_as_it_is_told(mark: Mark, dx: float, dy: float) -> None:
    back = moved(moved(mark, dx, dy), -dx, -dy)
    assert numbers(back) == pytest.approx(numbers(mark), abs=1e-6)
    assert numbers(moved(mark, dx, dy))[0] == pytest.approx(numbers(mark)[0] + dx)


def structure(mark: Mark) -> object:
    """The elements of a mark, nested as it is, with the kinds of what they hold."""
    if isinstance(mark, Tagged):
        return mark.element, [structure(each) for each in mark.marks]
    return type(mark)


@given(MARKS, LENGTHS, LENGTHS, st.floats(100, 900), st.floats(0.1, 4))
def test_marks_that_are_moved_turned_or_scaled_stay_what_they_are(
    mark: Mark, dx: float, dy: float, width: float, factor: float
) -> None:
    for changed in (moved(mark, dx, dy), mirrored(mark, width), scaled(mark, factor)):
        assert structure(changed) == structure(mark)


@given(MARKS, LENGTHS, LENGTHS, st.floats(100, 900), st.floats(0.1, 4))
def test_what_is_in_an_element_moves_turns_and_grows_as_it_does_alone(
    mark: Mark, dx: float, dy: float, width: float, factor: float
) -> None:
    def alone(change: Callable[[Mark], Mark]) -> list[Leaf]:
        return list(leaves(change(each) for each in leaves([mark])))

    for change in (
        lambda each: moved(each, dx, dy),
        lambda each: mirrored(each, width),
        lambda each: scaled(each, factor),
    ):
        assert list(leaves([change(mark)])) == alone(change)


@given(st.lists(MARKS, max_size=3), st.floats(0.1, 4))
def test_a_scaled_page_has_the_structure_it_had(marks: list[Mark], factor: float) -> None:
    page = Page(100.0, 200.0, tuple(marks), (30.0,), 9.0)
    other = scaled_page(page, factor)
    assert list(map(structure, other.content)) == list(map(structure, page.content))
    (fold,) = other.folds
    assert (other.width, other.height, fold, other.bleed) == pytest.approx(
        (100 * factor, 200 * factor, 30 * factor, 9 * factor)
    )


def test_a_box_becomes_the_content_of_an_element_and_an_empty_one_of_none() -> None:
    box = marked(30, 10, "High")
    (mark,) = tagged(box, "TH", 2, "Row").marks
    assert mark == Tagged(Element("TH", 2, "Row"), box.marks)
    assert tagged(box, "P").overset == box.overset
    assert tagged(Box(30.0, 10.0), "P") == Box(30.0, 10.0)


BOXES = st.lists(st.builds(Box, SIZES, SIZES), min_size=1, max_size=6)


def marked(width: float, height: float, overset: str = "") -> Box:
    """A box whose one mark fills it."""
    shape = Shape(leaf(Rect(0.0, 0.0, width, height), 0.0))
    return Box(width, height, (shape,), (text_of(overset),) if overset else ())


def tops(box: Box) -> list[float]:
    return [mark.outline.segments[0].points[0][1] for mark in box.marks if isinstance(mark, Shape)]


def test_stacked_boxes_stand_under_each_other_with_the_gap_between() -> None:
    box = stack([marked(30, 10), marked(50, 20), marked(20, 5)], 4)
    assert (box.width, box.height) == (50, 43)
    assert tops(box) == [0, 14, 38]


@given(BOXES, st.floats(0, 50))
def test_every_stack_is_as_high_as_its_boxes_and_gaps(boxes: list[Box], gap: float) -> None:
    box = stack(boxes, gap)
    assert box.height == pytest.approx(sum(b.height for b in boxes) + gap * (len(boxes) - 1))


def test_an_empty_stack_takes_no_room() -> None:
    assert stack([], 12.0) == Box(0.0, 0.0)


def test_boxes_beside_each_other_have_their_middles_on_one_height() -> None:
    box = beside(marked(10, 10), marked(30, 50), 5)
    assert (box.width, box.height) == (45, 50)
    assert tops(box) == [20, 0]
    lefts = [m.outline.segments[0].points[0][0] for m in box.marks if isinstance(m, Shape)]
    assert lefts == [0, 15]


def test_what_does_not_fit_is_told_by_the_box_around_it() -> None:
    wide = marked(10, 10, "Wide")
    high = marked(10, 10, "High")
    for box in (stack([wide, high], 1), beside(wide, high, 1)):
        assert [str(text) for text in box.overset] == ["Wide", "High"]
    assert padded(wide, 2, 3, 4).overset == wide.overset
    assert over((), wide).overset == wide.overset


def test_padding_moves_the_marks_and_makes_room() -> None:
    box = padded(marked(10, 20), top=2, bottom=3, start=4)
    assert (box.width, box.height, tops(box)) == (14, 25, [2])


def test_a_mark_put_under_a_box_is_drawn_first() -> None:
    ground = Shape(leaf(Rect(0, 0, 99, 99), 0), fill="#C4122F")
    assert over((ground,), marked(10, 20)).marks[0] == ground
