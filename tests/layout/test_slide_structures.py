"""Slides that order a talk: parts, quotes, columns, tables, contacts and the footers of all."""

import datetime
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from layout_samples import (
    DECK,
    EVERY,
    Shop,
    Shops,
    each_language,
    each_shop,
    is_within,
    room_in,
    text_of,
    with_parts,
)
from slide_places import PICTURE, TITLE, WORDS, height_of, places_of, slide_of

from kit.document.model import (
    Bar,
    Chart,
    Column,
    Columns,
    Contact,
    Heading,
    Headline,
    Lead,
    Pair,
    Pairs,
    Part,
    Service,
    Smallprint,
    Table,
)
from kit.document.runs import Run, Text
from kit.errors import TemplateError
from kit.findings import Finding
from kit.layout.compositor import Sign
from kit.layout.deck import Dated, Deck, Slide, SlideChart, SlideTable, SlideText
from kit.layout.presentation import lay_out_deck
from kit.layout.slide_fit import PITCH_EM
from kit.layout.slide_geometry import column_leaves
from kit.sources.art import Drawing
from kit.sources.calendars import format_date_in
from kit.typeset.glyphs import Line, Span, Weight
from kit.typeset.itemise import Setting
from kit.typeset.lines import break_lines
from kit.typeset.shaping import typeset

LEAST, LEAST_FOOT = 14.0, 9.0
# The least height of a row, and the height that a row to write in is given at most.
LEAST_ROW, WRITTEN_ROW = 40.0, 84.0
# Margins of a cell: at both sides together, above and below together.
SIDES, ENDS = 18.0, 12.0
GAP = 11.0
# Down to this size no line of a contact is broken; lines fill so much of their room at most.
WHOLE, LEAST_CONTACT, ROOM = 14.5, 13.0, 0.985
LEAST_PAIR = 13.0
EMPTY = Text(())
FOOTERS = ("ftr", "dt")
VOCABULARY = WORDS.replace(",", "").rstrip(".").split()


def sentence(count: int) -> str:
    """So many words, then a full stop."""
    repeated = VOCABULARY * (count // len(VOCABULARY) + 1)
    return " ".join(repeated[:count]).capitalize() + "."


def column(*words: str, heading: str = "") -> Column:
    return Column(text_of(heading) if heading else None, tuple(text_of(each) for each in words))


def texts_of(slide: Slide) -> dict[str, SlideText]:
    return {text.key: text for text in slide.texts}


def words_in(paragraph: Sequence[Span]) -> str:
    return "".join(span.text for span in paragraph)


def lines_of(spans: tuple[Span, ...], measure: float, shop: Shop) -> tuple[Line, ...]:
    """Lines within a measure in em."""
    compositor = shop.bench.compositor
    locale = compositor.locale
    setting = Setting(locale.tag, locale.script, locale.is_rtl)
    return break_lines(typeset(spans, setting, compositor._fonts), measure)


def width_of(spans: tuple[Span, ...], size: float, shop: Shop) -> float:
    """How wide spans are on one line."""
    return sum(line.width for line in lines_of(spans, 1e6, shop)) * size


def fits_by_length(found: Callable[[int], tuple[Finding, ...]], length: int) -> None:
    """The first finding names a length that really fits, and one that is not far from the most."""
    (finding,) = found(length)
    room = room_in(finding)
    assert 0 < room < length
    assert found(round(room * 0.75)) == ()
    assert found(min(round(room * 1.5), length)) != ()


# Columns


def test_both_columns_are_set_at_one_size_and_each_holds_in_its_leaf(shop: Shops) -> None:
    short, long = column("Yes.", heading="Before"), column(*[WORDS] * 4, heading="After")
    deck, slide, findings = slide_of(shop, "columns", Columns((short, long)))
    assert findings == ()
    texts, places = texts_of(slide), places_of(deck, slide)
    assert texts["column0"].size == texts["column1"].size
    for number, leaf in enumerate(column_leaves(shop("korea", "en").bench.compositor.theme.deck)):
        for key in (f"head{number}", f"column{number}"):
            assert is_within(places[key].rect, leaf)
        assert places[f"head{number}"].rect.bottom <= places[f"column{number}"].rect.y


def test_a_column_without_a_heading_begins_where_its_heading_would(shop: Shops) -> None:
    both = Columns((column(WORDS, heading="Before"), column(WORDS)))
    deck, slide, _ = slide_of(shop, "columns", both)
    places = places_of(deck, slide)
    assert [text.key for text in slide.texts] == ["title", "head0", "column0", "column1"]
    assert places["column1"].rect.y == places["head0"].rect.y
    assert places["column1"].rect.bottom == places["column0"].rect.bottom
    assert texts_of(slide)["column0"].rect is None
    assert texts_of(slide)["column0"].size == 25.0


def test_a_moved_column_stands_on_its_own_side_from_right_to_left(shop: Shops) -> None:
    opened = shop("mongolia", "ar")
    part = Part("columns", (TITLE, Columns((column(WORDS), column(WORDS, heading="After")))))
    deck, _ = opened.deck(with_parts(opened.document(DECK), part))
    places = places_of(deck, deck.slides[0])
    assert places["column0"].rect.x > places["column1"].rect.right


@pytest.mark.parametrize(("look", "is_bold"), [("named", True), ("plain", False)])
def test_only_the_first_sentence_of_a_named_column_is_bold(
    shop: Shops, look: str, is_bold: bool
) -> None:
    one = column("Mongolia. Staff came twice.", "Korea. Staff went home.")
    _, slide, _ = slide_of(shop, "columns", Columns((one, one), look))
    for key in ("column0", "column1"):
        first, second = texts_of(slide)[key].paragraphs
        bold = "".join(span.text for span in first if span.weight is Weight.BOLD)
        assert bold.strip() == ("Mongolia." if is_bold else "")
        assert words_in(first) == "Mongolia. Staff came twice."
        assert all(span.weight is Weight.REGULAR for span in second)


def test_a_column_too_long_is_reported_with_the_length_that_fits(shop: Shops) -> None:
    words = " ".join([WORDS] * 20)

    def found(length: int) -> tuple[Finding, ...]:
        both = Columns((column("Yes."), column(words[:length], heading="After")))
        return slide_of(shop, "columns", both)[2]

    (finding,) = found(len(words))
    assert (finding.code, finding.where) == ("layout.overset", "locales/en/kit.po:17")
    assert finding.message.startswith("slide 1: ")
    assert repr(words[:60]) in finding.message
    fits_by_length(found, len(words))


def test_columns_too_long_are_at_the_least_size_and_both_reported(shop: Shops) -> None:
    words = " ".join([WORDS] * 20)
    _, slide, findings = slide_of(shop, "columns", Columns((column(words), column(words))))
    assert len(findings) == 2
    assert {texts_of(slide)[key].size for key in ("column0", "column1")} == {LEAST}


def test_a_word_wider_than_its_column_is_reported(shop: Shops) -> None:
    wide = column("Haemoglobin" * 6)
    _, _, findings = slide_of(shop, "columns", Columns((wide, column("Yes."))))
    assert [finding.code for finding in findings] == ["layout.overset"]


# Words that one step of the sizes holds at, but not that step rounded to a tenth of a point.
ROUNDED = ("maeaeeaoeonnnelnoolaoilillenonlnllnle", "mminnolnilnoaamnononeaemaoeime")


@pytest.mark.parametrize("word", ROUNDED)
def test_a_word_that_holds_is_not_reported(shop: Shops, word: str) -> None:
    _, slide, findings = slide_of(shop, "columns", Columns((column(word), column("Yes."))))
    assert texts_of(slide)["column0"].size > LEAST
    assert findings == ()


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    counts=st.lists(st.lists(st.integers(1, 60), min_size=1, max_size=4), min_size=2, max_size=2)
)
def test_columns_hold_or_are_reported_at_the_least_size(
    shop: Shops, counts: list[list[int]]
) -> None:
    both = Columns(tuple(column(*map(sentence, each), heading="Head") for each in counts))
    deck, slide, findings = slide_of(shop, "columns", both)
    texts, places = texts_of(slide), places_of(deck, slide)
    assert texts["column0"].size == texts["column1"].size >= LEAST
    if findings:
        assert texts["column0"].size == LEAST
        return
    for key in ("column0", "column1"):
        gaps = (len(texts[key].paragraphs) - 1) * GAP
        room = places[key].rect
        # Sizes are rounded to a tenth of a point.
        slack = room.h * 0.05 / texts[key].size
        assert height_of(texts[key], room.w, shop("korea", "en")) + gaps <= room.h + slack


# Tables


def table(*rows: Sequence[str]) -> Table:
    return Table(tuple(tuple(text_of(cell) if cell else EMPTY for cell in row) for row in rows))


def table_of(shops: Shops, *rows: Sequence[str]) -> tuple[Deck, SlideTable, tuple[Finding, ...]]:
    deck, slide, findings = slide_of(shops, "table", table(*rows))
    assert slide.table is not None
    return deck, slide.table, findings


def room_for(deck: Deck) -> tuple[float, float]:
    """Width and height of the place of a table."""
    (layout,) = [layout for layout in deck.layouts if layout.key == "table"]
    (place,) = [place for place in layout.placeholders if place.kind == "tbl"]
    return place.rect.w, place.rect.h


FORM = (
    ("Step", "How I will know", "Who helps", "When"),
    ("1", "", "", ""),
    ("2", "", "", ""),
    ("3", "", "", ""),
)


def test_a_table_has_the_words_of_its_cells_its_head_in_bold(shop: Shops) -> None:
    _, made, findings = table_of(shop, ("Year", "Units"), ("2016", "196,735"), ("2018", ""))
    assert findings == ()
    shown = [[words_in(cell) for cell in row] for row in made.rows]
    assert shown == [["Year", "Units"], ["2016", "196,735"], ["2018", ""]]
    weights = [{span.weight for cell in row for span in cell} for row in made.rows]
    assert weights == [{Weight.BOLD}, {Weight.REGULAR}, {Weight.REGULAR}]
    assert made.rows[2][1] == ()
    assert made.alt == "Year; Units"
    assert made.size == 20.0
    assert made.key == "table"


def test_rows_to_write_in_share_the_room_that_is_left(shop: Shops) -> None:
    deck, made, _ = table_of(shop, *FORM)
    head, *rows = made.heights
    assert head == LEAST_ROW
    assert rows == [WRITTEN_ROW] * 3
    _, made, _ = table_of(shop, *FORM, ("4", "", "", ""), ("5", "", "", ""))
    head, *rows = made.heights
    assert len(set(rows)) == 1
    assert LEAST_ROW < rows[0] < WRITTEN_ROW
    assert sum(made.heights) == pytest.approx(room_for(deck)[1])


def test_rows_of_words_get_no_more_than_they_need(shop: Shops) -> None:
    _, made, _ = table_of(shop, ("Year", "Units"), ("2016", "196,735"), ("2018", ""))
    assert made.heights[:2] == (LEAST_ROW, LEAST_ROW)
    assert made.heights[2] == WRITTEN_ROW


def test_a_column_to_write_in_is_wider_than_one_of_figures(shop: Shops) -> None:
    _, made, _ = table_of(shop, *FORM)
    number, *written = made.widths
    assert len(set(written)) == 1
    assert number < written[0] / 2


@settings(max_examples=60, deadline=None)
@given(
    cells=st.integers(1, 6).flatmap(
        lambda count: st.lists(
            st.lists(st.integers(0, 12), min_size=count, max_size=count), min_size=2, max_size=6
        )
    )
)
def test_a_table_holds_in_its_place_or_is_reported_at_the_least_size(
    shop: Shops, cells: list[list[int]]
) -> None:
    rows = [[sentence(count) if count else "" for count in row] for row in cells]
    opened = shop("korea", "en")
    deck, made, findings = table_of(shop, *rows)
    width, height = room_for(deck)
    assert sum(made.widths) == pytest.approx(1.0)
    assert min(made.widths) > 0.03
    assert len(made.heights) == len(made.rows) == len(rows)
    assert all(len(row) == len(made.widths) for row in made.rows)
    assert made.size >= LEAST
    if findings:
        assert made.size == LEAST
        return
    assert sum(made.heights) <= height + 0.01
    pitch = made.size * PITCH_EM * made.spacing / 100
    for row, needed in zip(made.rows, made.heights, strict=True):
        assert needed >= LEAST_ROW
        for cell, share in zip(row, made.widths, strict=True):
            if cell:
                lines = lines_of(cell, (share * width - SIDES) / made.size, opened)
                # Sizes are rounded to a tenth of a point.
                assert len(lines) * pitch + ENDS <= needed + len(lines) * 0.1


def test_a_cell_too_long_is_reported_with_the_length_that_fits(shop: Shops) -> None:
    words = " ".join([WORDS] * 30)

    def found(length: int) -> tuple[Finding, ...]:
        return table_of(shop, ("Step", "Why"), ("1", words[:length]), ("2", ""))[2]

    (finding,) = found(len(words))
    assert (finding.code, finding.where) == ("layout.overset", "locales/en/kit.po:17")
    assert repr(words[:60]) in finding.message
    fits_by_length(found, len(words))


def test_a_table_too_long_falls_to_the_least_size(shop: Shops) -> None:
    _, made, findings = table_of(shop, ("Step", "Why"), ("1", " ".join([WORDS] * 30)))
    assert made.size == LEAST
    assert len(findings) == 1


@pytest.mark.parametrize(
    "rows",
    [
        (("Year", "Units"), ("2016",)),
        (("Year",), ("2016", "196,735")),
        (("A", "B", "C"), ("1", "2", "3"), ("1", "2", "3", "4")),
        (("A",) * 7, ("",) * 7),
    ],
    ids=["a cell is missing", "a cell too many", "a long last row", "seven columns"],
)
def test_rows_that_do_not_fit_together_are_refused_with_a_hint(
    shop: Shops, rows: tuple[tuple[str, ...], ...]
) -> None:
    with pytest.raises(TemplateError, match="the rows of a table do not fit together") as error:
        table_of(shop, *rows)
    assert "the same number of cells, 6 at most" in error.value.hint
    assert "slide layout table" in error.value.trail


def test_six_columns_are_taken(shop: Shops) -> None:
    assert table_of(shop, tuple("ABCDEF"), ("",) * 6)[2] == ()


def test_a_word_wider_than_its_cell_is_set_smaller_or_reported(shop: Shops) -> None:
    heads = ("Responsibilities", *["A long question to answer here"] * 5)
    deck, made, findings = table_of(shop, heads, ("",) * 6)
    width = room_for(deck)[0] * made.widths[0] - SIDES
    wide = width_of(made.rows[0][0], made.size, shop("korea", "en"))
    assert findings or wide <= width


def test_a_finding_of_a_table_names_a_text_that_someone_can_shorten(shop: Shops) -> None:
    opened = shop("korea", "en")
    words = " ".join([WORDS] * 30)
    figure = Text((Run("1", "en"),))
    rows = (
        (text_of("Step", msgid="Step"), text_of("Why", msgid="Why")),
        (figure, text_of(words, msgid=words)),
    )
    part = Part("table", (TITLE, Table(rows)))
    (finding,) = opened.deck(with_parts(opened.document(DECK), part))[1]
    assert finding.where
    assert room_in(finding) > 0


# Myths and facts


def pairs_of(shops: Shops, *facts: str) -> tuple[Deck, Slide, tuple[Finding, ...]]:
    pairs = tuple(Pair(text_of("It hurts a lot."), text_of(fact)) for fact in facts)
    return slide_of(shops, "pairs", Pairs(text_of("Myth"), text_of("Fact"), pairs))


def test_myths_and_facts_share_one_size_and_hold_in_their_leaves(shop: Shops) -> None:
    deck, slide, findings = pairs_of(shop, "It does not.", sentence(36), sentence(5))
    assert findings == ()
    texts, places = texts_of(slide), places_of(deck, slide)
    assert len(texts) == 9
    sizes = {text.size for key, text in texts.items() if key[-1].isdigit()}
    assert len(sizes) == 1
    assert LEAST_PAIR < min(sizes) < 18.0
    for key, text in texts.items():
        room = places[key].rect
        assert height_of(text, room.w, shop("korea", "en")) <= room.h
    assert len(slide.shapes) == len(slide.pictures) == 6


def test_a_fact_too_long_is_at_the_least_size_and_reported(shop: Shops) -> None:
    words = " ".join([WORDS] * 8)
    _, slide, findings = pairs_of(shop, "Yes.", words)
    assert len(findings) == 1
    assert texts_of(slide)["fact1"].size == LEAST_PAIR
    fits_by_length(lambda length: pairs_of(shop, "Yes.", words[:length])[2], len(words))


# Charts


def chart_of(shops: Shops, *figures: str) -> SlideChart:
    """A chart of these figures, each with a year."""
    bars = tuple(
        Bar(text_of(str(year)), float(figure), False, figure)
        for year, figure in enumerate(figures, 2016)
    )
    places = max(len(figure.partition(".")[2]) for figure in figures)
    _, slide, _ = slide_of(shops, "chart", Chart(text_of("Donations"), bars, places))
    assert slide.chart is not None
    return slide.chart


@pytest.mark.parametrize(
    ("figures", "pattern"), [(("5", "12"), "#,##0"), (("31.50", "16.40"), "#,##0.00")]
)
def test_a_chart_has_the_figures_of_its_bars_and_their_number_format(
    shop: Shops, figures: tuple[str, ...], pattern: str
) -> None:
    chart = chart_of(shop, *figures)
    assert (chart.figures, chart.number_format) == (figures, pattern)
    assert chart.values == tuple(map(float, figures))
    assert chart.labels == ("2016", "2017")
    assert chart.alt == f"Donations: 2016 {figures[0]}; 2017 {figures[1]}"


# Parts of a talk, quotes, titles


@pytest.mark.parametrize(
    "words", ["Tests", "Blood safety, quality and testing", sentence(14)], ids=len
)
def test_the_name_of_a_part_holds_in_large_letters(shop: Shops, words: str) -> None:
    opened = shop("korea", "en")
    part = Part("section", (Heading(text_of(words), 2), PICTURE), section=words)
    deck, findings = opened.deck(with_parts(opened.document(DECK), part))
    assert findings == ()
    (slide,) = deck.slides
    (title,) = slide.texts
    room = places_of(deck, slide)["title"].rect
    assert height_of(title, room.w, opened) <= room.h
    assert title.size > opened.bench.compositor.theme.deck.heading_pt * 0.9
    assert (slide.section, slide.title) == (words, words)


def test_a_name_of_a_part_too_long_is_reported_with_the_length_that_fits(shop: Shops) -> None:
    opened = shop("korea", "en")
    words = " ".join([WORDS] * 8)

    def found(length: int) -> tuple[Finding, ...]:
        part = Part("section", (Heading(text_of(words[:length]), 2), PICTURE))
        return opened.deck(with_parts(opened.document(DECK), part))[1]

    fits_by_length(found, len(words))


def quote_of(shops: Shops, words: str, *sources: str) -> tuple[Deck, Slide, tuple[Finding, ...]]:
    opened = shops("korea", "en")
    blocks = (Headline(text_of(words)), *(Smallprint(text_of(each)) for each in sources), PICTURE)
    deck, findings = opened.deck(with_parts(opened.document(DECK), Part("quote", blocks)))
    return deck, deck.slides[0], findings


def test_a_quote_holds_with_its_source_and_its_picture_on_a_panel(shop: Shops) -> None:
    deck, slide, findings = quote_of(shop, f"{sentence(6)} {sentence(9)}", "Korean Red Cross")
    assert findings == ()
    texts, places = texts_of(slide), places_of(deck, slide)
    assert list(texts) == ["title", "source"]
    for key, text in texts.items():
        assert height_of(text, places[key].rect.w, shop("korea", "en")) <= places[key].rect.h
    assert places["title"].rect.bottom <= places["source"].rect.y
    first, second = texts["title"].paragraphs
    assert first[0].colour != second[0].colour
    (panel,) = slide.shapes
    assert panel.fill != ""
    assert len(slide.pictures) == 1


def test_a_quote_too_long_is_reported_with_the_length_that_fits(shop: Shops) -> None:
    words = " ".join([WORDS] * 10)
    fits_by_length(lambda length: quote_of(shop, words[:length])[2], len(words))


@pytest.mark.parametrize(("has_lead", "layout"), [(True, "title-lead"), (False, "title")])
def test_a_title_with_a_lead_has_a_layout_of_its_own(
    shop: Shops, has_lead: bool, layout: str
) -> None:
    opened = shop("korea", "en")
    lead = (Lead(text_of("Theme 1: how blood services work")),) if has_lead else ()
    blocks = (Headline(text_of("Your study visit")), *lead, Service(text_of("Korean Red Cross")))
    deck, findings = opened.deck(with_parts(opened.document(DECK), Part("title", blocks)))
    assert findings == ()
    (slide,) = deck.slides
    assert slide.layout == layout
    places = places_of(deck, slide)
    tops = [places[text.key].rect.y for text in slide.texts]
    assert tops == sorted(tops)
    assert f"layout.{layout}" in deck.names


# Contacts


def contact_of(shops: Shops, *lines: str, address: str = "") -> tuple[SlideText, float]:
    """The text of a contact and the width of its place."""
    block = Contact(tuple(text_of(line) for line in lines), text_of("0800 1"), address)
    deck, slide, findings = slide_of(shops, "closing", block)
    assert findings == ()
    return texts_of(slide)["contact"], places_of(deck, slide)["contact"].rect.w


@pytest.mark.parametrize("address", ["", "https://example.org"])
@pytest.mark.parametrize("more", range(0, 13, 2))
def test_the_lines_of_a_contact_are_whole_down_to_a_size_that_can_be_read(
    shop: Shops, more: int, address: str
) -> None:
    opened = shop("korea", "en")
    line = "Write to whocc@example.org" + "n" * more
    text, width = contact_of(shop, line, "Monday to Friday", address=address)
    is_whole = width_of(text.paragraphs[0], WHOLE, opened) <= width * ROOM
    measure = width / text.size
    counts = [len(lines_of(spans, measure, opened)) for spans in text.paragraphs]
    assert text.size >= LEAST_CONTACT
    assert counts == [1 if is_whole else 2, 1, 1]


def test_a_contact_too_long_is_reported_with_the_length_that_fits(shop: Shops) -> None:
    words = " ".join([WORDS] * 12)

    def found(length: int) -> tuple[Finding, ...]:
        return slide_of(shop, "closing", Contact((text_of(words[:length]),)))[2]

    fits_by_length(found, len(words))


def test_the_telephone_number_of_a_contact_is_bold(shop: Shops) -> None:
    block = Contact((text_of("Where"),), text_of("0800 1"))
    _, slide, _ = slide_of(shop, "closing", block)
    first, phone = texts_of(slide)["contact"].paragraphs
    assert first[0].weight is Weight.REGULAR
    assert phone[0].weight is Weight.BOLD


LONG = " ".join([WORDS] * 20)


@pytest.mark.parametrize(
    ("place", "block"),
    [
        ("columns", Columns((column(LONG, LONG), column("Yes.")))),
        ("table", table(("Step", "Why"), (LONG * 2, LONG * 2))),
        ("closing", Contact((text_of(LONG), text_of(LONG)))),
    ],
    ids=["columns", "table", "closing"],
)
def test_where_several_texts_are_too_long_a_length_is_named_for_each(
    shop: Shops, place: str, block: Columns | Table | Contact
) -> None:
    _, _, findings = slide_of(shop, place, block)
    assert findings
    assert all(room_in(finding) > 0 for finding in findings)


# Footers


def dates_of(shop: Shop) -> list[Dated]:
    """A long day of every month as the partner's calendar writes it."""
    locale = shop.bench.compositor.locale
    calendar = shop.bench.material.partner.profile.calendar
    days = [datetime.date(2027, month, 28) for month in range(1, 13)]
    return [Dated(day, format_date_in(calendar, day, locale)) for day in days]


def with_footers(shop: Shop, service: str, dated: Dated, logo: Sign | None = None) -> Deck:
    """A deck without slides, whose layouts have the footers."""
    compositor = copy(shop.bench.compositor)
    compositor.logo = logo
    document = replace(with_parts(shop.document(DECK)), service=service)
    return lay_out_deck(document, compositor, {}, dated, is_draft=False)[0]


def check_footers(deck: Deck, shop: Shop) -> None:
    language = shop.bench.compositor.locale.tag
    for layout in deck.layouts:
        feet = [place for place in layout.placeholders if place.kind in (*FOOTERS, "sldNum")]
        # The cover has a larger place for the date and no other foot.
        assert len({place.size for place in feet}) <= 1
        for place in feet:
            assert place.size >= LEAST_FOOT
            words = {"ftr": deck.author, "dt": deck.date}.get(place.kind, "88")
            span = Span(words, Weight.REGULAR, "#000000", language)
            assert width_of((span,), place.size, shop) <= place.rect.w, (layout.key, words)


@each_shop
def test_footers_hold_the_service_and_every_date_on_one_line(
    shop: Shops, partner: str, language: str
) -> None:
    opened = shop(partner, language)
    service = opened.document(DECK).service
    for dated in dates_of(opened):
        deck = with_footers(opened, service, dated)
        assert (deck.author, deck.date) == (service, dated.words)
        check_footers(deck, opened)


@each_language
def test_footers_hold_every_date_in_every_language(
    shop: Shops, partner: str, language: str
) -> None:
    opened = shop(partner, language)
    for dated in dates_of(opened):
        check_footers(with_footers(opened, "Blood Service", dated), opened)


# A logo as wide as its place, which leaves the least room for a name.
WIDE_LOGO = Sign(Drawing("logo", 440.0, 112.0, ()), "Logo")


@pytest.mark.parametrize(("partner", "language"), EVERY)
def test_footers_beside_a_wide_logo_hold_the_service_and_the_longest_date(
    shop: Shops, partner: str, language: str
) -> None:
    opened = shop(partner, language)
    dated = max(dates_of(opened), key=lambda each: len(each.words))
    service = opened.document(DECK).service
    deck = with_footers(opened, service, dated, WIDE_LOGO)
    assert deck.logo is not None
    for layout in deck.layouts:
        starts = [place.rect.x for place in layout.placeholders if place.kind == "ftr"]
        assert layout.background != "paper" or min(starts) > deck.logo.rect.right
    check_footers(deck, opened)


def test_a_long_name_makes_all_footers_smaller_and_a_short_one_none(shop: Shops) -> None:
    opened = shop("korea", "en")
    dated = dates_of(opened)[0]
    sizes = opened.bench.compositor.theme.deck
    short, long = (with_footers(opened, name, dated) for name in ("Blood", "Blood Service " * 6))
    feet = [
        {
            place.size
            for layout in deck.layouts
            if layout.key not in ("title", "title-lead")
            for place in layout.placeholders
            if place.kind in (*FOOTERS, "sldNum")
        }
        for deck in (short, long)
    ]
    assert feet[0] == {sizes.source_pt}
    (size,) = feet[1]
    assert LEAST_FOOT <= size < sizes.source_pt
