"""Hand-outs: every slide as the presentation shows it, all words beside it, nothing cut."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise

import pypdfium2
import pytest
from layout_samples import (
    DECK,
    Shop,
    Shops,
    bounds,
    each_language,
    is_within,
    line_roles,
    lines_in,
    lines_of,
    outline_of,
    samples,
    squeezed,
    text_of,
)

from kit.document.model import Document
from kit.document.runs import Text
from kit.document.texts import sources_of
from kit.export.pdf.writer import write_pdf
from kit.findings import Finding
from kit.layout.deck import Deck, Placeholder, Slide, SlideChart, SlideTable
from kit.layout.handout import lay_out_handout
from kit.layout.page import Mark, Page, PlacedArt, PlacedLine, Publication, Shape, leaves
from kit.layout.parts import digits
from kit.layout.slide_chart import plot_shares, scale_end
from kit.layout.slide_geometry import HEIGHT, WIDTH
from kit.layout.slide_lines import Frame, placed_lines, viewer_lines
from kit.layout.slide_page import slide_marks
from kit.typeset.glyphs import Span, Weight
from kit.units import Rect, mm

MONGOLIA = ("mongolia", "mn")
ARABIC = ("mongolia", "ar")
PAPERS = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
LONG = "Ask people to say in their own words what they heard, and wait for the answer. " * 6
LEAST_PT = 8.0


def handout(
    shop: Shop, document: Document | None = None, *, size: str = "a4", per_page: int = 3
) -> tuple[tuple[Page, ...], tuple[Finding, ...]]:
    compositor, sources = shop.bench.compositor, shop.bench.material.bibliography
    document = document or shop.document(DECK)
    return lay_out_handout(
        document, shop.slides, compositor, sources, size=size, per_page=per_page, is_draft=True
    )


def with_notes(document: Document, index: int, *notes: Text) -> Document:
    parts = list(document.parts)
    parts[index] = replace(parts[index], notes=notes)
    return replace(document, parts=tuple(parts))


def read(pages: Sequence[Page]) -> list[str]:
    """The text of each page as another program reads it, without spaces and hyphens of lines."""
    content = written(pages)
    with pypdfium2.PdfDocument(content) as pdf:
        texts = [page.get_textpage().get_text_bounded() for page in pdf]
    return [squeezed(re.sub("[\u00ad\ufffe\u0002]", "", text)) for text in texts]


def written(pages: Sequence[Page]) -> bytes:
    return write_pdf(Publication("Hand-out", "en", False, "", "", tuple(pages)))


def pictures(page: Page) -> list[Rect]:
    """The slides of a page: what has their shape and is filled."""
    shapes = [mark for mark in page.marks if isinstance(mark, Shape) and mark.fill]
    rects = [bounds(list(samples(shape.outline))) for shape in shapes]
    return [
        rect
        for rect in rects
        if rect.w > mm(80) and rect.h == pytest.approx(rect.w * HEIGHT / WIDTH)
    ]


def rules(page: Page, deck: Deck) -> list[Rect]:
    """The thin lines of a page, the one under the head left out."""
    stone = deck.colours["stone"]
    shapes = [mark for mark in page.marks if isinstance(mark, Shape) and mark.fill == stone]
    rects = [bounds(list(samples(shape.outline))) for shape in shapes]
    return [rect for rect in rects if rect.h < 1 and rect.w > mm(60) and rect.y > mm(25)]


# Pages


@pytest.mark.parametrize("size", PAPERS)
@pytest.mark.parametrize("per_page", [1, 3])
def test_pages_stand_upright_on_their_paper(shop: Shops, size: str, per_page: int) -> None:
    pages, found = handout(shop(*MONGOLIA), size=size, per_page=per_page)
    width, height = map(mm, PAPERS[size])
    assert not found
    assert all((page.width, page.height) == pytest.approx((width, height)) for page in pages)
    assert sum(len(pictures(page)) for page in pages) == 17


def test_seventeen_slides_make_seventeen_pages_or_six_and_the_sources(shop: Shops) -> None:
    one, _ = handout(shop(*MONGOLIA), per_page=1)
    three, _ = handout(shop(*MONGOLIA))
    assert len(one) == 17
    assert [len(pictures(page)) for page in three[:6]] == [3, 3, 3, 3, 3, 2]
    assert len(three) > 6
    assert not any(pictures(page) for page in three[6:])


@each_language
@pytest.mark.parametrize("per_page", [1, 3])
def test_nothing_is_overset_and_all_words_stand_on_the_page(
    shop: Shops, partner: str, language: str, per_page: int
) -> None:
    pages, found = handout(shop(partner, language), per_page=per_page)
    assert not found
    for page in pages:
        sheet = Rect(mm(14.5), 0.0, page.width - 2 * mm(14.5), page.height - mm(8))
        for mark in lines_of(page, "H1", "H2", "P", "LI"):
            assert is_within(room_of(mark), sheet), mark.line.text


def room_of(mark: PlacedLine) -> Rect:
    above, below = mark.line.ascent * mark.size, mark.line.descent * mark.size
    return Rect(mark.x, mark.y - above, mark.line.width * mark.size, above + below)


def test_every_page_has_title_service_date_number_and_says_draft(shop: Shops) -> None:
    opened = shop(*MONGOLIA)
    document = opened.document(DECK)
    pages, _ = handout(opened)
    for number, text in enumerate(read(pages), 1):
        for words in (document.title, document.service, opened.slides.date, "DRAFT"):
            assert squeezed(str(words)) in text
        assert str(number) in text


@each_language
def test_slides_are_found_by_their_titles(shop: Shops, partner: str, language: str) -> None:
    opened = shop(partner, language)
    pages, _ = handout(opened)
    titles = [title for title, _ in outline_of(written(pages))]
    assert titles[0] == str(opened.document(DECK).title)
    assert titles[1:18] == [slide.title for slide in opened.slides.slides]


@pytest.mark.parametrize(("per_page", "count"), [(1, 18), (3, 19)])
def test_the_outline_has_the_title_each_slide_and_the_sources_once(
    shop: Shops, per_page: int, count: int
) -> None:
    pages, _ = handout(shop(*MONGOLIA), per_page=per_page)
    assert len(outline_of(written(pages))) == count


def test_running_text_never_gets_smaller_than_eight_points(shop: Shops) -> None:
    opened = shop(*MONGOLIA)
    scale = opened.bench.compositor.script.scale
    for per_page in (1, 3):
        for page in handout(opened, per_page=per_page)[0]:
            inside = pictures(page)
            for mark in lines_of(page, "P", "LI"):
                if not any(rect.x <= mark.x and mark.y <= rect.bottom for rect in inside):
                    assert mark.size >= LEAST_PT * scale - 0.01


def test_the_same_deck_makes_the_same_bytes(shop: Shops) -> None:
    opened = shop(*MONGOLIA)
    assert written(handout(opened)[0]) == written(handout(opened)[0])


# Words


@pytest.mark.parametrize("per_page", [1, 3])
@pytest.mark.parametrize(("partner", "language"), [MONGOLIA, ("korea", "ko")])
def test_every_talking_point_and_source_reads_back(
    shop: Shops, partner: str, language: str, per_page: int
) -> None:
    opened = shop(partner, language)
    document, bibliography = opened.document(DECK), opened.bench.material.bibliography
    text = without_hyphens("".join(read(handout(opened, per_page=per_page)[0])))
    cited = {name for part in document.parts for name in sources_of(part)}
    assert len(cited) > 10
    for name in cited:
        source = bibliography[name]
        assert without_hyphens(source.title) in text
        assert without_hyphens(source.address) in text
    notes = [note for part in document.parts for note in part.notes]
    assert notes
    assert all(without_hyphens(str(note)) in text for note in notes)


def without_hyphens(text: str) -> str:
    """The text without spaces and hyphens: readers leave a hyphen at the end of a line out."""
    return squeezed(text).replace("-", "")


def test_words_stand_on_the_page_of_their_slide_in_order(shop: Shops) -> None:
    opened = shop("korea", "ko")
    document = opened.document(DECK)
    for index in (0, 4, 8):
        document = with_notes(document, index, text_of(f"Point of slide {index + 1}."))
    pages, _ = handout(opened, document)
    first, second, third = read(pages)[:3]
    titles = [squeezed(slide.title) for slide in opened.slides.slides]
    for page, text, index in ((0, first, 0), (1, second, 4), (2, third, 8)):
        point = f"Pointofslide{index + 1}."
        after = [title for title in titles[index + 1 : page * 3 + 3] if title in text]
        assert text.index(titles[index]) < text.index(point)
        assert all(text.index(point) < text.index(title) for title in after)


def test_a_source_names_the_slides_that_cite_it(shop: Shops) -> None:
    opened = shop(*MONGOLIA)
    document, bibliography = opened.document(DECK), opened.bench.material.bibliography
    citing: dict[str, list[str]] = {}
    for number, part in enumerate(document.parts, 1):
        for name in sources_of(part):
            citing.setdefault(name, []).append(str(number))
    text = "".join(read(handout(opened)[0][6:]))
    assert max(map(len, citing.values())) > 2
    for name, numbers in citing.items():
        assert "·".join(numbers) + squeezed(bibliography[name].publisher) in text


def test_minutes_are_said_at_each_slide_and_for_the_whole_talk(shop: Shops) -> None:
    opened = shop("korea", "ko")
    document = opened.document(DECK)
    parts = tuple(replace(part, minutes=2) for part in document.parts)
    names = (("notes.time", "Slide {time}"), ("notes.total", "Talk {time}"))
    timed = replace(document, parts=parts, names=(*document.names, *names))
    texts = read(handout(opened, timed)[0])
    assert texts[0].count("Slide2분") == 3
    assert "Talk34분" in texts[0]
    assert not any("Talk" in text for text in texts[1:6])


# Long words


def test_long_notes_make_all_words_smaller_before_a_page_loses_a_slide(shop: Shops) -> None:
    opened = shop(*MONGOLIA)
    document = opened.document(DECK)
    size = body_size(handout(opened, document)[0])
    longer = [with_notes(document, 1, *[text_of(LONG)] * count) for count in range(1, 9)]
    shown = [(body_size(pages), len(pictures(pages[0]))) for pages, _ in (
        handout(opened, each) for each in longer
    )]  # fmt: skip
    scale = opened.bench.compositor.script.scale
    assert size == pytest.approx(10 * scale)
    assert any(LEAST_PT * scale <= points < size for points, count in shown if count == 3)
    assert shown[-1][1] < 3
    assert [count for _, count in shown] == sorted((count for _, count in shown), reverse=True)


def body_size(pages: Sequence[Page]) -> float:
    inside = pictures(pages[0])
    return max(
        mark.size
        for mark in lines_of(pages[0], "LI")
        if not any(rect.x <= mark.x <= rect.right and mark.y <= rect.bottom for rect in inside)
    )


@pytest.mark.parametrize("per_page", [1, 3])
def test_long_notes_are_never_cut(shop: Shops, per_page: int) -> None:
    opened = shop(*MONGOLIA)
    notes = [text_of(f"Note {number}. {LONG}End {number}.") for number in range(1, 9)]
    document = with_notes(opened.document(DECK), 1, *notes)
    pages, found = handout(opened, document, per_page=per_page)
    text = without_hyphens("".join(read(pages)))
    assert not found
    assert all(without_hyphens(str(note)) in text for note in notes)
    for page in pages:
        assert all(mark.y < page.height - mm(8) for mark in lines_of(page))


def test_words_of_one_slide_flow_to_a_page_that_names_it_again(shop: Shops) -> None:
    opened = shop(*MONGOLIA)
    document = with_notes(opened.document(DECK), 1, *[text_of(LONG)] * 12)
    pages, found = handout(opened, document, per_page=1)
    assert not found
    assert [len(pictures(page)) for page in pages[:4]] == [1, 1, 0, 1]
    assert squeezed(f"2 · {opened.slides.slides[1].title}") in read(pages)[2]
    assert len(pages) == 18


def test_what_a_page_cannot_hold_is_reported(shop: Shops) -> None:
    opened = shop(*MONGOLIA)
    document = with_notes(opened.document(DECK), 1, *[text_of(LONG)] * 40)
    _, found = handout(opened, document)
    assert [finding.code for finding in found] == ["layout.overset"]
    endless = with_notes(opened.document(DECK), 1, text_of("w" * 200))
    for per_page in (1, 3):
        _, found = handout(opened, endless, per_page=per_page)
        assert "wider than its place" in found[0].message


def test_free_room_has_lines_to_write_on_that_no_word_touches(shop: Shops) -> None:
    opened = shop(*MONGOLIA)
    for per_page in (1, 3):
        for page in handout(opened, per_page=per_page)[0]:
            drawn = rules(page, opened.slides)
            assert len(drawn) > 3 or not pictures(page)
            boxes = [room_of(mark) for mark in lines_of(page)]
            for rule in drawn:
                assert not any(
                    box.y - 1 < rule.y < box.bottom + 1
                    and box.x < rule.right
                    and rule.x < box.right
                    for box in boxes
                )


# Right to left


def test_pages_from_right_to_left_are_mirrored_and_their_slides_are_not(shop: Shops) -> None:
    opened = shop(*ARABIC)
    pages, _ = handout(opened)
    rows = pictures(pages[0])
    assert all(rect.right == pytest.approx(pages[0].width - mm(15)) for rect in rows)
    assert all(rule.x == pytest.approx(mm(15)) for rule in rules(pages[0], opened.slides))
    left = pictures(handout(shop(*MONGOLIA))[0][0])
    assert all(rect.x == pytest.approx(mm(15)) for rect in left)
    page = slide_marks(opened.slides, opened.slides.slides[1], opened.bench.compositor, 2)
    small = arts(pages[0].marks)[len(arts(first_slide(opened))) :]
    factor = rows[0].w / WIDTH
    for one, other in zip(arts(page), small, strict=False):
        assert other.rect.x == pytest.approx(rows[1].x + one.rect.x * factor)
        assert other.is_mirrored == one.is_mirrored


def first_slide(shop: Shop) -> tuple[Mark, ...]:
    return slide_marks(shop.slides, shop.slides.slides[0], shop.bench.compositor, 1)


def arts(marks: Sequence[Mark]) -> list[PlacedArt]:
    return [mark for mark in leaves(marks) if isinstance(mark, PlacedArt)]


# Slides


def places_of(deck: Deck, slide: Slide) -> Iterator[tuple[Placeholder, Rect]]:
    layout = next(layout for layout in deck.layouts if layout.key == slide.layout)
    moved = {text.key: text.rect for text in slide.texts if text.rect}
    for place in layout.placeholders:
        yield place, moved.get(place.key) or turned(place.rect, deck)


def turned(rect: Rect, deck: Deck) -> Rect:
    return rect.mirrored(WIDTH) if deck.is_rtl else rect


@each_language
def test_the_lines_of_a_slide_stand_in_its_placeholders(
    shop: Shops, partner: str, language: str
) -> None:
    opened = shop(partner, language)
    deck = opened.slides
    for slide in deck.slides:
        places = {place.key: (place, rect) for place, rect in places_of(deck, slide)}
        for text in slide.texts:
            place, rect = places[text.key]
            frame = Frame(rect, text.size, text.spacing, place.anchor, place.align)
            broken = [
                viewer_lines(opened.bench.compositor, spans, frame) for spans in text.paragraphs
            ]
            height = len(list(chain(*broken))) * frame.pitch + (len(broken) - 1) * place.gap
            # A figure in large type has no descenders and needs less room than its line.
            assert height <= rect.h + 0.01 or text.key == "figure"
            assert all(line.width * text.size <= rect.w + 0.01 for line in chain(*broken))
            said = "".join(span.text for spans in text.paragraphs for span in spans)
            assert squeezed("".join(line.text for line in chain(*broken))) == squeezed(said)


@pytest.mark.parametrize(("partner", "language"), [MONGOLIA, ARABIC])
def test_lines_stand_where_their_placeholder_aligns_them(
    shop: Shops, partner: str, language: str
) -> None:
    opened = shop(partner, language)
    deck = opened.slides
    for number, slide in enumerate(deck.slides, 1):
        marks = slide_marks(deck, slide, opened.bench.compositor, number)
        titles = lines_in(marks, "H2")
        rect = next(rect for place, rect in places_of(deck, slide) if place.kind == "title")
        assert titles
        for mark in titles:
            end = mark.x + mark.line.width * mark.size
            assert (end if deck.is_rtl else mark.x) == pytest.approx(
                rect.right if deck.is_rtl else rect.x
            )
        assert all(one.y < other.y for one, other in pairwise(titles))


@pytest.mark.parametrize("anchor", ["t", "ctr", "b"])
@pytest.mark.parametrize("spacing", [80, 100, 128])
def test_lines_stand_at_the_pitch_of_a_viewers_program(
    shop: Shops, anchor: str, spacing: int
) -> None:
    compositor = shop(*MONGOLIA).bench.compositor
    spans = (Span("one two three four five six", Weight.REGULAR, "#000000", "en"),)
    frame = Frame(Rect(10.0, 20.0, 120.0, 300.0), 20.0, spacing, anchor, gap=7.0)
    marks = lines_in(placed_lines(compositor, (spans, spans), frame))
    pitch = 24.0 * spacing / 100
    count = len(marks) // 2
    height = len(marks) * pitch + 7.0
    head = {"t": 20.0, "ctr": 170.0 - height / 2, "b": 320.0 - height}[anchor]
    assert count > 1
    expected = [
        head + (number + 1) * pitch - 4.0 + (7.0 if number >= count else 0.0)
        for number in range(len(marks))
    ]
    assert [mark.y for mark in marks] == pytest.approx(expected)


def test_the_title_of_a_slide_is_read_first(shop: Shops) -> None:
    opened = shop(*MONGOLIA)
    slide = opened.slides.slides[1]
    turned_round = replace(slide, texts=slide.texts[::-1])
    marks = slide_marks(opened.slides, turned_round, opened.bench.compositor, 2)
    roles = line_roles(marks)
    assert roles[0] == "H2"
    assert roles[1:].count("H2") == 0


def test_a_slide_has_service_date_number_and_draft_label(shop: Shops) -> None:
    opened = shop(*ARABIC)
    deck = opened.slides
    locale = opened.bench.compositor.locale
    words = texts_of(slide_marks(deck, deck.slides[3], opened.bench.compositor, 14))
    assert {deck.author, deck.date, digits(14, locale), deck.draft} <= words
    final = replace(deck, draft="")
    assert deck.draft not in texts_of(
        slide_marks(final, deck.slides[3], opened.bench.compositor, 14)
    )


def texts_of(marks: Sequence[Mark]) -> set[str]:
    return {mark.line.text for mark in lines_in(marks)}


def charted(deck: Deck) -> tuple[Slide, SlideChart]:
    return next((slide, slide.chart) for slide in deck.slides if slide.chart)


def bars_of(deck: Deck, shop: Shop) -> list[tuple[Rect, str]]:
    """Bars and their colours, from the highest."""
    slide, chart = charted(deck)
    rect = next(rect for place, rect in places_of(deck, slide) if place.key == chart.key)
    marks = slide_marks(deck, slide, shop.bench.compositor, 5)
    shapes = [mark for mark in leaves(marks) if isinstance(mark, Shape)]
    found = [(bounds(list(samples(shape.outline))), shape.fill) for shape in shapes]
    return sorted(
        ((box, fill) for box, fill in found if is_within(box, rect)), key=lambda bar: bar[0].y
    )


@pytest.mark.parametrize(("partner", "language"), [MONGOLIA, ARABIC])
def test_bars_are_as_long_as_their_values_and_the_marked_are_red(
    shop: Shops, partner: str, language: str
) -> None:
    opened = shop(partner, language)
    deck = opened.slides
    _, chart = charted(deck)
    bars = bars_of(deck, opened)
    assert len(bars) == len(chart.values)
    unit = bars[0][0].w / chart.values[0]
    nought = {round(box.right if deck.is_rtl else box.x, 3) for box, _ in bars}
    assert len(nought) == 1
    for number, ((box, fill), value) in enumerate(zip(bars, chart.values, strict=True)):
        assert box.w == pytest.approx(value * unit)
        assert fill == deck.colours["red" if number in chart.marked else "stone"]


@each_language
def test_labels_and_figures_of_a_chart_stand_clear_of_its_bars(
    shop: Shops, partner: str, language: str
) -> None:
    opened = shop(partner, language)
    deck = opened.slides
    slide, chart = charted(deck)
    rect = next(rect for place, rect in places_of(deck, slide) if place.key == chart.key)
    bars = [box for box, _ in bars_of(deck, opened)]
    marks = slide_marks(deck, slide, opened.bench.compositor, 5)
    words = lines_in(marks)
    figures = [mark for mark in words if mark.line.text in chart.figures]
    assert len(figures) == len(chart.figures)
    assert all(mark.size == pytest.approx(2 * chart.size) for mark in figures)
    for mark in words:
        box = room_of(mark)
        if rect.y <= mark.y <= rect.bottom and is_within(box, rect, 4.0):
            assert not any(
                box.x < bar.right
                and bar.x < box.right
                and box.y < bar.bottom
                and bar.y < box.bottom
                for bar in bars
            )


@pytest.mark.parametrize(
    ("values", "end"),
    [
        ((31.5, 5.0), 35.0),
        ((196735.0, 307835.0), 350000.0),
        ((0.8,), 0.9),
        ((100.0,), 120.0),
        ((), 1.0),
        ((0.0,), 1.0),
    ],
)
def test_a_scale_ends_at_a_round_step_over_the_longest_bar(
    values: tuple[float, ...], end: float
) -> None:
    assert scale_end(values) == pytest.approx(end)


def test_long_labels_and_figures_leave_bars_room(shop: Shops) -> None:
    _, chart = charted(shop(*MONGOLIA).slides)
    long = replace(chart, labels=("label " * 20,) * 4, figures=("1" * 40,) * 4)
    assert plot_shares(long, 620.0) == pytest.approx((0.35, 0.35))


@pytest.mark.parametrize(("partner", "language"), [MONGOLIA, ARABIC])
def test_a_table_has_a_red_head_and_its_cells_in_their_columns(
    shop: Shops, partner: str, language: str
) -> None:
    opened = shop(partner, language)
    deck = opened.slides
    layout = next(layout for layout in deck.layouts if layout.key == "table")
    key = next(place.key for place in layout.placeholders if place.kind == "tbl")
    rect = turned(next(place.rect for place in layout.placeholders if place.key == key), deck)
    ink = deck.colours["ink"]
    rows = tuple(
        tuple((Span(words, Weight.REGULAR, ink, language),) if words else () for words in row)
        for row in (("1", "22", "333"), ("4", "", "666"))
    )
    table = SlideTable(key, rows, (0.2, 0.3, 0.5), (40.0, 84.0), 18.0, 100, "")
    marks = slide_marks(deck, Slide("table", "", (), table=table), opened.bench.compositor, 7)
    head = next(m for m in leaves(marks) if isinstance(m, Shape) and m.fill == deck.colours["red"])
    box = bounds(list(samples(head.outline)))
    assert (box.y, box.w, box.h) == pytest.approx((rect.y, rect.w, 40.0))
    lines = {m.line.text: m for m in lines_in(marks)}
    assert lines["22"].line.runs[0].span.colour == deck.colours["paper"]
    assert lines["666"].line.runs[0].span.colour == ink
    order = sorted(("1", "22", "333"), key=lambda words: lines[words].x)
    assert order == (["333", "22", "1"] if deck.is_rtl else ["1", "22", "333"])
    assert rect.y < lines["1"].y < rect.y + 40 < lines["4"].y < rect.y + 124


def test_pictures_of_slides_keep_the_language_of_their_alternative_texts(shop: Shops) -> None:
    opened = shop(*MONGOLIA)
    deck = opened.slides
    slide = next(each for each in deck.slides if any(p.alt for p in each.pictures))
    told = [picture for picture in slide.pictures if picture.key == "picture"]
    assert {picture.language for picture in told} == {"mn"}
    foreign = replace(slide, pictures=tuple(replace(p, language="en") for p in slide.pictures))
    marks = leaves(slide_marks(deck, foreign, opened.bench.compositor, 1))
    art = [mark for mark in marks if isinstance(mark, PlacedArt) and mark.alt]
    assert art
    assert {mark.language for mark in art} == {"en"}
