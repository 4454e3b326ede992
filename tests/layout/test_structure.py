"""Structure: lists and tables gathered, and what every product is to a person who hears it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, pairwise, product

import pytest
import test_sheet as sheets
from hypothesis import given
from hypothesis import strategies as st
from layout_samples import (
    DATED,
    HOLDS_NO_WORDS,
    Shop,
    headings_in,
    in_reading_order,
    lines_in,
    open_shop,
    outline_of,
    squeezed,
)

from kit.document.model import Document
from kit.document.texts import texts_of
from kit.export.pdf.writer import write_pdf
from kit.layout.handout import lay_out_handout
from kit.layout.page import (
    Element,
    Leaf,
    Mark,
    Page,
    PlacedArt,
    PlacedImage,
    PlacedLine,
    Publication,
    Shape,
    Tagged,
    leaves,
)
from kit.layout.presentation import lay_out_deck
from kit.layout.structure import as_one, gathered
from kit.sources.outline import Outline
from kit.sources.products import product_names
from kit.sources.workspace import open_workspace
from kit.typeset.glyphs import Line

RULE = Shape(Outline(()), fill="#C4122F")
HOLDERS = {"LI": ("L",), "TR": ("Table",), "Lbl": ("LI",), "LBody": ("LI",), "Caption": ("Table",)}
HOLDERS |= dict.fromkeys(("TH", "TD"), ("TR",))


def line(words: str) -> PlacedLine:
    return PlacedLine(Line(words, (), 1.0, 0.7, 0.2, True), 0.0, 0.0, 10.0)


def element(tag: str, *marks: Mark) -> Tagged:
    return Tagged(Element(tag), marks)


ENTRY, OTHER = element("LI", line("Water")), element("LI", line("Rest"))
ROW, PARAGRAPH = element("TR", element("TD", line("09:00"))), element("P", line("Give blood."))


# Lists and tables


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ((), ()),
        ((RULE, PARAGRAPH), (RULE, PARAGRAPH)),
        ((ENTRY, OTHER), (element("L", ENTRY, OTHER),)),
        ((PARAGRAPH, ROW, PARAGRAPH), (PARAGRAPH, element("Table", ROW), PARAGRAPH)),
        ((ENTRY, RULE, OTHER), (element("L", ENTRY, RULE, OTHER),)),
        ((ENTRY, ROW), (element("L", ENTRY), element("Table", ROW))),
        (
            (ENTRY, PARAGRAPH, OTHER),
            (element("L", ENTRY), PARAGRAPH, element("L", OTHER)),
        ),
    ],
    ids=["none", "neither", "list", "table", "decoration", "both", "parted"],
)  # fmt: skip
def test_entries_are_gathered_in_lists_and_rows_in_tables(
    marks: tuple[Mark, ...], expected: tuple[Mark, ...]
) -> None:
    assert gathered(marks) == expected


MARKS = st.lists(
    st.sampled_from((RULE, ENTRY, OTHER, ROW, PARAGRAPH, element("H2", line("After")))), max_size=12
)


@given(MARKS)
def test_all_that_is_gathered_is_drawn_as_before(marks: list[Mark]) -> None:
    assert list(leaves(gathered(marks))) == list(leaves(marks))


@given(MARKS)
def test_what_is_gathered_stands_in_what_may_hold_it(marks: list[Mark]) -> None:
    found = gathered(marks)
    assert_is_well_nested(found)
    assert gathered(found) == found
    # No list follows another, or it would be one.
    tags = [mark.element.tag for mark in found if isinstance(mark, Tagged)]
    assert not any(one == other and one in ("L", "Table") for one, other in pairwise(tags))


def assert_is_well_nested(marks: Iterable[Mark]) -> None:
    for path, mark in in_reading_order(marks):
        if isinstance(mark, Tagged):
            tag, outer = mark.element.tag, path[-1].tag if path else ""
            assert outer in HOLDERS.get(tag, (outer,)), (tag, outer)
            if outer in ("L", "TR", "LI", "Table"):
                assert outer in HOLDERS.get(tag, ()), (tag, outer)


# One element, and the innermost


def test_a_heading_of_two_texts_is_one_element() -> None:
    marks = (element("P", line("Give.")), RULE, element("P", element("Lbl", line("1"))))
    assert as_one(marks, "H1") == (element("H1", line("Give."), RULE, line("1")),)
    assert as_one((), "H1") == ()


# Every product


PARTNERS = {"en": "korea", "ar": "mongolia", "km": "cambodia", "mn": "mongolia", "ko": "korea"}
# The template of a deck has no slides.
NAMES = tuple(
    name
    for name in product_names(open_workspace(None))
    if not name.startswith("sheet/") and name != "deck/template"
)
each_product = pytest.mark.parametrize(
    ("name", "language"), list(product((*NAMES, *sheets.PAPERS), PARTNERS))
)


@cache
def opened(language: str) -> Shop:
    return open_shop(PARTNERS[language], language)


@cache
def publications(name: str, language: str) -> tuple[tuple[Document, tuple[Page, ...]], ...]:
    """Return the pages of a product: a deck has hand-outs of one slide and of three on a page."""
    shop = opened(language)
    if name in sheets.PAPERS:
        sheet = sheets.document(shop, name)
        return ((sheet, sheets.laid(shop, sheet)[0]),)
    document = shop.document(name)
    if document.kind != "deck":
        return ((document, shop.pages(document)[0]),)
    compositor, sources = shop.bench.compositor, shop.bench.material.bibliography
    deck, _ = lay_out_deck(document, compositor, sources, DATED, is_draft=True)
    return tuple(
        (
            document,
            lay_out_handout(
                document, deck, compositor, sources, size="a4", per_page=count, is_draft=True
            )[0],
        )
        for count in (1, 3)
    )


def contents(name: str, language: str) -> Iterator[tuple[Mark, ...]]:
    for _, pages in publications(name, language):
        yield tuple(chain.from_iterable(page.content for page in pages))


@each_product
def test_each_heading_is_read_once_below_one_title(name: str, language: str) -> None:
    for document, pages in publications(name, language):
        headings = headings_in(pages)
        levels = [int(tag[1]) for tag, _ in headings]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        assert all(words for _, words in headings)
        assert [words for words, count in Counter(headings).items() if count > 1] == []
        locale = document.locale
        content = write_pdf(Publication("Blood", locale.tag, locale.is_rtl, "", "", pages))
        assert [words for words, _ in outline_of(content)] == [words for _, words in headings]


@each_product
def test_elements_stand_in_what_may_hold_them(name: str, language: str) -> None:
    for marks in contents(name, language):
        assert_is_well_nested(marks)


@each_product
def test_every_row_of_a_table_has_as_many_cells(name: str, language: str) -> None:
    for marks in contents(name, language):
        for _, mark in in_reading_order(marks):
            if isinstance(mark, Tagged) and mark.element.tag == "Table":
                rows = [row for row in elements(mark.marks) if row.element.tag == "TR"]
                assert len({len(elements(row.marks)) for row in rows}) == 1


def elements(marks: Sequence[Mark]) -> list[Tagged]:
    return [mark for mark in marks if isinstance(mark, Tagged)]


@each_product
def test_pictures_that_say_something_stand_in_no_paragraph_and_no_heading(
    name: str, language: str
) -> None:
    said = 0
    for marks in contents(name, language):
        for path, mark in in_reading_order(marks):
            if isinstance(mark, PlacedArt | PlacedImage) and mark.alt:
                assert not {element.tag for element in path} & {"P", "H1", "H2", "H3", "H4"}
                assert path == () or path[-1].tag in ("Sect", "LBody", "Div"), path
                said += 1
    assert said or name in sheets.PAPERS


@pytest.mark.parametrize("language", PARTNERS)
@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith("deck/")])
def test_every_text_is_read_or_describes_a_picture(name: str, language: str) -> None:
    for (document, _), marks in zip(
        publications(name, language), contents(name, language), strict=True
    ):
        read = squeezed("".join(mark.line.text for mark in words_in(marks)))
        alts = {mark.alt for mark in leaves(marks) if isinstance(mark, PlacedArt)}
        for part in document.parts:
            for text in texts_of(part):
                assert squeezed(str(text)) in read or str(text) in alts


def words_in(marks: Iterable[Mark]) -> Iterator[PlacedLine]:
    """Yield the lines that are read out, in their order."""
    for path, mark in in_reading_order(marks):
        if isinstance(mark, PlacedLine) and path and path[-1].tag not in HOLDS_NO_WORDS:
            yield mark


@each_product
def test_no_paragraph_stands_in_another(name: str, language: str) -> None:
    words = {"P", "H1", "H2", "H3", "H4", "H5", "H6"}
    for marks in contents(name, language):
        for path, mark in in_reading_order(marks):
            if isinstance(mark, Tagged) and mark.element.tag in words:
                assert not words & {element.tag for element in path}


@each_product
def test_only_what_has_words_or_cells_is_an_element(name: str, language: str) -> None:
    for marks in contents(name, language):
        for _, mark in in_reading_order(marks):
            if isinstance(mark, Tagged) and mark.element.tag not in ("TD", "TH"):
                drawn: list[Leaf] = list(leaves([mark]))
                assert lines_in([mark]) or any(not isinstance(leaf, Shape) for leaf in drawn)
