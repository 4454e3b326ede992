"""Columns: blocks with their gaps, rows beside their tiles, texts inside their fields."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from layout_samples import (
    BROCHURE,
    bounds,
    ink_box,
    is_within,
    lines_in,
    open_shop,
    samples,
    signs_of,
    text_of,
)

from kit.document.model import (
    Block,
    Callout,
    Contact,
    Heading,
    Item,
    ItemList,
    Lead,
    Paragraph,
    Picture,
    Smallprint,
    Step,
    Steps,
)
from kit.document.runs import Text
from kit.layout.box import Box
from kit.layout.column import Column
from kit.layout.columns import set_column
from kit.layout.compositor import Type, part_of, sentences
from kit.layout.page import PlacedArt, PlacedLine, Shape, leaves
from kit.typeset.glyphs import Weight
from kit.units import Rect, mm

MEASURE = mm(84)
WORDS = "Staff will check your health each time, on the day you give."
SHOP = open_shop("korea", "en")
BLOCKS: dict[str, Block] = {
    "heading": Heading(text_of("Can I give blood?"), 2),
    "subheading": Heading(text_of("Who needs blood?"), 3),
    "lead": Lead(text_of("Most healthy adults can.")),
    "paragraph": Paragraph(text_of(WORDS)),
    "list": ItemList((Item(text_of(WORDS), "can-age"), Item(text_of("I feel well today.")))),
    "statements": ItemList((Item(text_of(WORDS), "can-check"),), look="statement"),
    "strong": ItemList((Item(text_of(WORDS), "can-check"),), look="strong"),
    "steps": Steps((Step(Picture("step-3-give", text_of("An arm")), text_of("Give. " + WORDS)),)),
    "callout": Callout(text_of(WORDS)),
    "contact": Contact((text_of("Where: Seoul"),), text_of("Call 1234"), "https://example.org"),
    "smallprint": Smallprint(text_of(WORDS)),
}  # fmt: skip
EACH = st.lists(st.sampled_from(list(BLOCKS.values())), min_size=1, max_size=5)


def column(ease: float = 1.0, scale: float = 1.0, measure: float = MEASURE) -> Column:
    compositor = SHOP.bench.compositor
    return Column(compositor, compositor.theme.brochure, 27.0, scale, ease, measure)


def lines(box: Box, *roles: str) -> list[PlacedLine]:
    return lines_in(box.marks, *roles)


@pytest.mark.parametrize("name", BLOCKS)
def test_the_ink_of_every_block_lies_inside_its_box(name: str) -> None:
    box = set_column([BLOCKS[name]], column())
    room = Rect(0.0, 0.0, box.width, box.height)
    assert box.width == pytest.approx(MEASURE)
    assert lines(box)
    for mark in lines(box):
        ink = ink_box(mark)
        assert ink
        assert is_within(ink, room, tolerance=0.08 * mark.size), mark.line.text


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_prints_its_words(name: str) -> None:
    box = set_column([BLOCKS[name]], column())
    found = "".join("".join(mark.line.text.split()) for mark in lines(box))
    words = {"contact": "Where:Seoul", "heading": "Can", "subheading": "Who", "lead": "Most"}
    assert words.get(name, "eachtime,onthedayyougive.") in found


@given(EACH, st.floats(0, 1), st.floats(0, 1), st.floats(0.9, 1))
@settings(max_examples=30, deadline=None)
def test_every_column_grows_with_its_ease(
    blocks: list[Block], one: float, other: float, scale: float
) -> None:
    low, high = sorted((one, other))
    tight, loose = (set_column(blocks, column(ease, scale)) for ease in (low, high))
    assert tight.height <= loose.height + 0.01


@given(EACH)
@settings(max_examples=15, deadline=None)
def test_every_column_takes_the_room_of_its_blocks_at_least(blocks: list[Block]) -> None:
    alone = [set_column([block], column()).height for block in blocks]
    assert set_column(blocks, column()).height >= sum(alone) - 0.01


def test_a_row_has_its_text_beside_its_tile_with_the_middles_on_one_height() -> None:
    box = set_column([BLOCKS["statements"]], column())
    (tile,) = signs_of(box.marks)
    inks = [ink_box(mark) for mark in lines(box)]
    top, bottom = min(ink.y for ink in inks if ink), max(ink.bottom for ink in inks if ink)
    assert (top + bottom) / 2 == pytest.approx(tile.y + tile.h / 2, abs=2.0)
    assert all(ink.x > tile.right for ink in inks if ink)


def test_the_words_of_a_callout_stand_inside_its_field() -> None:
    box = set_column([BLOCKS["callout"]], column())
    (ground,) = [mark for mark in leaves(box.marks) if isinstance(mark, Shape)]
    field = bounds(list(samples(ground.outline)))
    assert next(leaves(box.marks)) == ground
    for mark in lines(box):
        ink = ink_box(mark)
        assert ink
        assert is_within(ink, field.inset(mm(3), mm(3), mm(3)))


def test_a_step_has_a_bold_lead_in_and_its_number_in_a_drop() -> None:
    box = set_column([BLOCKS["steps"]], column())
    number = lines(box, "Lbl")[0]
    assert number.line.text == "1"
    weights = {
        mark.line.text: {run.span.weight for run in mark.line.runs} for mark in lines(box, "LI")
    }
    assert weights.pop("Give.") == {Weight.BOLD}
    assert set().union(*weights.values()) == {Weight.REGULAR}


def test_a_list_without_pictograms_has_drops_on_its_first_lines() -> None:
    items = tuple(Item(text_of(WORDS * 2)) for _ in range(3))
    box = set_column([ItemList(items)], column())
    drops = [bounds(list(samples(m.outline))) for m in leaves(box.marks) if isinstance(m, Shape)]
    assert len(drops) == 3
    firsts = [mark for mark in lines(box) if mark.line.text.startswith("Staff")]
    for drop, line in zip(drops, firsts, strict=True):
        ink = ink_box(line)
        assert ink
        assert ink.y < drop.y + drop.h / 2 < ink.bottom
        assert drop.right < ink.x


def test_a_contact_without_an_address_has_no_code() -> None:
    block = Contact((text_of("Where: Seoul"),), text_of("Call 1234"))
    box = set_column([block], column())
    assert not any(isinstance(mark, PlacedArt) for mark in leaves(box.marks))
    assert min(mark.x for mark in lines(box)) == 0.0


def test_a_long_heading_is_set_smaller_until_its_longest_word_holds() -> None:
    word = "Blutspendeberechtigung"
    normal = set_column([Heading(text_of("Blood"), 2)], column(measure=mm(50)))
    box = set_column([Heading(text_of(word), 2)], column(measure=mm(50)))
    (mark,) = lines(box)
    assert mark.size < lines(normal)[0].size
    assert mark.line.width * mark.size <= mm(50) + 0.01
    assert box.overset == ()


@pytest.mark.parametrize("kind", [Paragraph, Lead, Callout])
def test_a_word_wider_than_its_column_is_overset(kind: Callable[..., Block]) -> None:
    (run,) = text_of("1588-0800-1588-0800-1588-0800-1588").runs
    text = Text((replace(run, is_whole=True),))
    assert set_column([kind(text)], column(measure=mm(30))).overset == (text,)


def test_texts_are_set_in_the_sizes_of_the_theme() -> None:
    sizes = SHOP.bench.compositor.theme.brochure
    (mark,) = lines(set_column([Paragraph(text_of("Give."))], column()))
    assert mark.size == sizes.body_pt
    (small,) = lines(set_column([Paragraph(text_of("Give."))], column(scale=0.95)))
    assert small.size == pytest.approx(sizes.body_pt * 0.95)


# Texts cut in sentences and at characters


@pytest.mark.parametrize(
    ("words", "first", "rest"),
    [
        ("Give. Then give again.", "Give.", "Then give again."),
        ("Only people", "Only people", ""),
        ("Really?! Yes.", "Really?!", "Yes."),
        ("피는 생명입니다. 나눕시다.", "피는 생명입니다.", "나눕시다."),
        ("रक्तदान जीवन हो। दिनुहोस्।", "रक्तदान जीवन हो।", "दिनुहोस्।"),
        ("At 8.30 a clock. Come.", "At 8.30 a clock.", "Come."),
        ("", "", ""),
    ],
)
def test_the_first_sentence_ends_at_the_full_stop_of_its_script(
    words: str, first: str, rest: str
) -> None:
    found = sentences(text_of(words))
    assert tuple(map(str, found)) == (first, rest)


@given(st.integers(0, 60), st.integers(0, 60))
def test_every_part_of_a_text_is_its_slice_and_keeps_its_message(start: int, end: int) -> None:
    runs = (*text_of("Ask ").runs, *text_of("the service").runs, *text_of(" today.").runs)
    text = replace(text_of(""), runs=runs, sources=("who-2018",))
    part = part_of(text, start, end)
    assert str(part) == "Ask the service today."[start:end]
    assert {run.message for run in part.runs} <= {run.message for run in runs}
    assert part.sources == text.sources


def test_one_line_size_fills_the_measure() -> None:
    compositor = SHOP.bench.compositor
    kind = Type(10.0, 1.3, Weight.REGULAR, "#000000")
    size = compositor.one_line_size(text_of(WORDS), kind, 300.0)
    (line,) = compositor.lines(text_of(WORDS), replace(kind, size=size), 300.001)
    assert line.width * size == pytest.approx(300.0)


def test_no_pictogram_of_the_built_in_brochure_is_unknown() -> None:
    assert SHOP.pages(SHOP.document(BROCHURE))[0]
