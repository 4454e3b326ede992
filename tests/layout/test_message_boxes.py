"""Boxes of messages: round the ink of their own words and of no others, in every direction."""

from collections.abc import Iterator
from dataclasses import replace

import layout_samples as samples
import pytest
from layout_samples import Shop, Shops, text_of

from kit.document.model import Chart
from kit.document.runs import MessageUse, Run, Text
from kit.document.unprinted import ALT, NAMES, NOTES, UNKNOWN, StatedUse, stated_uses
from kit.export.pdf import lines as pdf_lines
from kit.layout.compositor import Type, spans_of
from kit.layout.message_boxes import MessageBox, boxes_of, union, words_of
from kit.layout.page import Leaf, PlacedColumn, PlacedLine, leaves
from kit.layout.slide_lines import text_of as text_of_spans
from kit.layout.slide_page import slide_marks
from kit.sources.catalogue import State
from kit.typeset.glyphs import GlyphRun, Weight
from kit.units import Rect

KIND = Type(20.0, 1.4, Weight.REGULAR, "#000000")
SCRIPTS = pytest.mark.parametrize(
    ("partner", "language"),
    [("mongolia", "mn"), ("korea", "ko"), ("cambodia", "km"), ("mongolia", "ar")],
)
PRODUCTS = pytest.mark.parametrize(
    "product", ["brochure/partner", "poster/five-steps", "deck/visitor-policy"]
)


def message_of(run: GlyphRun) -> MessageUse | None:
    return run.span.origin.message if isinstance(run.span.origin, Run) else None


def sheets(shop: Shop, product: str) -> list[tuple[Leaf, ...]]:
    """The marks of every page or slide of a product."""
    document = shop.document(product)
    if document.kind != "deck":
        return [page.marks for page in shop.pages(document)[0]]
    deck, _ = shop.deck(document)
    compositor = shop.bench.compositor
    slides = enumerate(deck.slides, 1)
    return [tuple(leaves(slide_marks(deck, slide, compositor, n))) for n, slide in slides]


def ink(marks: tuple[Leaf, ...]) -> Iterator[tuple[MessageUse | None, Rect, float]]:
    """The message, the ink and the type size of every glyph that stands on a line."""
    for mark in marks:
        if isinstance(mark, PlacedLine):
            for run in mark.line.runs:
                alone = replace(mark, line=replace(mark.line, runs=(run,)))
                for box in samples.ink_boxes(alone):
                    yield message_of(run), box, mark.size


def outside(inner: Rect, outer: Rect) -> float:
    """How far one rectangle reaches over another."""
    return max(
        outer.x - inner.x,
        outer.y - inner.y,
        inner.right - outer.right,
        inner.bottom - outer.bottom,
    )


@SCRIPTS
@PRODUCTS
def test_the_ink_of_every_word_stands_in_a_box_of_its_message(
    shop: Shops, partner: str, language: str, product: str
) -> None:
    opened = shop(partner, language)
    for marks in sheets(opened, product):
        boxes = boxes_of(marks, opened.document(product).messages)
        seen = 0
        for message, box, size in ink(marks):
            if message:
                rects = [r for each in boxes if each.message == message for r in each.rects]
                assert min(outside(box, rect) for rect in rects) < 0.01 * size
                seen += 1
        assert seen or not boxes


@SCRIPTS
@PRODUCTS
def test_no_ink_of_other_words_stands_in_a_box(
    shop: Shops, partner: str, language: str, product: str
) -> None:
    opened = shop(partner, language)
    for marks in sheets(opened, product):
        glyphs = list(ink(marks))
        for box in boxes_of(marks, opened.document(product).messages):
            for message, room, _ in glyphs:
                is_own = message == box.message
                assert is_own or not any(samples.overlap(room, rect) for rect in box.rects)


@SCRIPTS
def test_boxes_are_numbered_from_one_on_each_page(shop: Shops, partner: str, language: str) -> None:
    opened = shop(partner, language)
    for marks in sheets(opened, "brochure/donor"):
        boxes = boxes_of(marks, opened.document("brochure/donor").messages)
        assert [box.number for box in boxes] == list(range(1, len(boxes) + 1))
        assert len(boxes) > 20


@SCRIPTS
@PRODUCTS
def test_each_message_of_a_document_has_a_box_or_a_stated_use(
    shop: Shops, partner: str, language: str, product: str
) -> None:
    opened = shop(partner, language)
    document = opened.document(product)
    charts = [b for part in document.parts for b in part.blocks if isinstance(b, Chart)]
    labels = [bar.label for chart in charts for bar in chart.bars]
    found = {
        box.message
        for marks in sheets(opened, product)
        for box in boxes_of(marks, document.messages, labels)
    }
    uses = stated_uses(document, lambda use: wording(opened, use), tuple(found))
    assert set(document.messages) == found | {use.message for use in uses}
    assert UNKNOWN not in {use.purpose for use in uses}
    # What is stated is not stated of everything: most words of a page have a box and no more.
    assert len(found - {use.message for use in uses}) > 5


def wording(shop: Shop, use: MessageUse) -> str:
    found = shop.bench.material.catalogues[0].find(use.msgid, use.context)
    return found.string or f"[en] {use.msgid}"


def test_uses_that_are_on_no_page_are_told_apart(shop: Shops) -> None:
    opened = shop("mongolia", "mn")
    document = opened.document("deck/visitor-policy")
    uses = stated_uses(document, lambda use: wording(opened, use), document.messages)
    notes = {use.where for use in uses if use.purpose == NOTES}
    assert notes <= {f"slide {n}" for n in range(1, len(document.parts) + 1)}
    assert len(notes) > 10
    assert any(use.purpose == ALT and use.where == "slide 1" for use in uses)
    # Of names only the words are known.
    named = stated_uses(document, lambda use: wording(opened, use))
    assert {use.purpose for use in named} >= set(NAMES.values())
    blind = stated_uses(document, lambda _: "?")
    assert not {use.purpose for use in blind} & set(NAMES.values())
    assert UNKNOWN in {use.purpose for use in blind}


def test_a_use_says_what_and_where() -> None:
    use = text_of("x").runs[0].message
    assert use
    assert str(StatedUse(use, "speaker notes", "slide 3")) == "speaker notes, slide 3"
    assert str(StatedUse(use, "title of the file")) == "title of the file"


def test_labels_of_a_chart_are_found_by_their_words(shop: Shops) -> None:
    opened = shop("cambodia", "km")
    document = opened.document("deck/public")
    deck, _ = opened.deck(document)
    number = next(n for n, slide in enumerate(deck.slides) if slide.chart)
    chart = next(b for b in document.parts[number].blocks if isinstance(b, Chart))
    marks = slide_marks(deck, deck.slides[number], opened.bench.compositor, number + 1)
    labels = tuple(bar.label for bar in chart.bars)
    without, with_labels = (
        {box.message for box in boxes_of(marks, document.messages, known)} for known in ((), labels)
    )
    wanted = {run.message for label in labels for run in label.runs}
    assert with_labels - without == wanted
    assert len(wanted) == 4


def test_a_text_of_several_lines_is_one_box_and_two_places_of_a_message_are_two(
    shop: Shops,
) -> None:
    compositor = shop("mongolia", "en").bench.compositor
    text = text_of("Give blood, and give it again as soon as you may.")
    box = compositor.text(text, KIND, 150.0)
    marks = (*box.at(0, 0), *box.at(0, 400), *box.at(300, 0))
    (message,) = {run.message for run in text.runs if run.message}
    boxes = boxes_of(marks, (message,))
    lines = samples.lines_in(box.marks)
    assert len(lines) > 2
    assert [len(each.rects) for each in boxes] == [len(lines)] * 3
    assert [(each.bounds.x < 250, each.bounds.y < 350) for each in boxes] == [
        (True, True), (True, False), (False, True),
    ]  # fmt: skip


def test_messages_that_are_not_asked_for_have_no_box(shop: Shops) -> None:
    compositor = shop("mongolia", "en").bench.compositor
    marks = compositor.text(text_of("Give blood."), KIND, 300.0).at(0, 0)
    assert boxes_of(marks, ()) == ()
    assert len(words_of(marks)) == 1


@pytest.mark.parametrize(("language", "is_rtl"), [("mn", False), ("ar", True)])
def test_two_messages_of_one_line_stand_side_by_side_in_their_direction(
    shop: Shops, language: str, is_rtl: bool
) -> None:
    compositor = shop("mongolia", language).bench.compositor
    words = ("الدم ينقذ", "الأرواح") if is_rtl else ("Цус амь", "аварна")
    uses = [MessageUse(f"text {n}", None, State.DRAFT, language, "kit.po", n) for n in range(2)]
    runs = [Run(word, language, use) for word, use in zip(words, uses, strict=True)]
    text = Text((runs[0], Run(" ", language), runs[1]))
    marks = compositor.text(text, KIND, 400.0).at(0, 0)
    first, second = (box.bounds for box in boxes_of(marks, uses, is_rtl=is_rtl))
    assert second.right < first.x if is_rtl else first.right < second.x
    assert (first.y, first.h) == (second.y, second.h)


def test_an_underlined_blank_is_boxed_with_its_rule(shop: Shops) -> None:
    compositor = shop("mongolia", "en").bench.compositor
    plain = text_of("\u00a0\u00a0\u00a0")
    ruled = replace(plain, runs=(replace(plain.runs[0], is_underlined=True),))
    lines = {
        name: PlacedLine(compositor.lines(text, KIND, 400.0)[0], 0, 0, 20.0)
        for name, text in (
            ("plain", text_of("Give")),
            ("ruled", Text((*text_of("Give").runs, *ruled.runs))),
        )
    }
    (use,) = {run.message for run in plain.runs if run.message}
    heights = {name: boxes_of((line,), (use,))[0].bounds.h for name, line in lines.items()}
    # The rule ends 0.095 em under the lowest ink: kit/export/pdf/lines.py.
    lowest = pdf_lines.RULE_GAP_EM + pdf_lines.RULE_EM
    assert heights["ruled"] - heights["plain"] >= lowest * 20.0


def test_the_boxes_of_columns_stand_upright_round_their_ink(shop: Shops) -> None:
    opened = shop("mongolia", "mn-Mong")
    document = opened.document("poster/only-people")
    (page,) = opened.pages(document)[0]
    columns = [mark for mark in page.marks if isinstance(mark, PlacedColumn)]
    assert len(columns) > 5
    boxes = boxes_of(page.marks, document.messages)
    for mark in columns:
        flat = PlacedLine(mark.line, 0.0, 0.0, mark.size)
        rooms = [rect for box in boxes for rect in box.rects if is_at(box, mark)]
        for box in samples.ink_boxes(flat):
            # A line is turned a quarter clockwise: what was over its baseline is on the right.
            left = mark.x - pdf_lines.SPINE_EM * mark.size
            turned = Rect(left - box.bottom, mark.y + box.x, box.h, box.w)
            assert min(outside(turned, rect) for rect in rooms) < 0.01 * mark.size


def is_at(box: MessageBox, mark: PlacedColumn) -> bool:
    return box.message in {message_of(run) for run in mark.line.runs}


def test_a_union_is_the_least_rectangle_round_all() -> None:
    assert union([Rect(1, 2, 3, 4), Rect(0, 5, 2, 9)]) == Rect(0, 2, 4, 12)
    assert union([Rect(1, 2, 3, 4)]) == Rect(1, 2, 3, 4)


def test_spans_of_a_slide_remember_their_message() -> None:
    text = text_of("Give blood.")
    spans = spans_of(text, Weight.REGULAR, "#000000")
    assert [run.message for run in text_of_spans(spans).runs] == [text.runs[0].message]
    bare = [replace(span, origin=None) for span in spans]
    assert [run.message for run in text_of_spans(bare).runs] == [None]
