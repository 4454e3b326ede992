"""The brochure: panels of three widths, nothing over a margin, a fold or another line."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from layout_samples import (
    BROCHURE,
    DRAFT_LABEL,
    Shop,
    Shops,
    bounds,
    each_language,
    each_shop,
    ink_box,
    is_within,
    lines_in,
    lines_of,
    outline_of,
    overlap,
    samples,
    signs_of,
    squeezed,
    text_of,
    touching,
    with_parts,
)

from kit.document.model import (
    Band,
    BigNumber,
    Block,
    Contact,
    Document,
    Heading,
    Headline,
    Item,
    ItemList,
    LogoSlot,
    Paragraph,
    Part,
    Picture,
    Smallprint,
    Step,
    Steps,
)
from kit.document.texts import texts_of
from kit.errors import TemplateError
from kit.export.pdf.writer import write_pdf
from kit.layout.page import Page, PlacedLine, Publication, Shape, Tagged
from kit.units import Rect, mm

OUTSIDE = {"flap": (0, 97), "back": (97, 197), "front": (197, 297)}
INSIDE = {"first": (0, 100), "second": (100, 200), "third": (200, 297)}
READING = ("front", "flap", "first", "second", "third", "back")
TOP, SIDE, BOTTOM = 9, 8, 8


def panels(edges: dict[str, tuple[int, int]], *, is_rtl: bool) -> dict[str, Rect]:
    """The panels of a page in points; from right to left they stand the other way round."""
    found = {
        name: Rect(mm(left), 0.0, mm(right - left), mm(210))
        for name, (left, right) in edges.items()
    }
    return {name: rect.mirrored(mm(297)) if is_rtl else rect for name, rect in found.items()}


def sides(shop: Shop) -> list[tuple[Page, dict[str, Rect]]]:
    is_rtl = shop.bench.compositor.locale.is_rtl
    rooms = [panels(edges, is_rtl=is_rtl) for edges in (OUTSIDE, INSIDE)]
    return list(zip(shop.brochure, rooms, strict=True))


def written(shop: Shop) -> bytes:
    locale, title = shop.bench.compositor.locale, str(shop.document(BROCHURE).title)
    return write_pdf(Publication(title, locale.tag, locale.is_rtl, "", "", shop.brochure))


def panel_of(mark: PlacedLine, rooms: dict[str, Rect]) -> str:
    """The panel over which the middle of a line stands."""
    middle = mark.x + mark.line.width * mark.size / 2
    return next(name for name, room in rooms.items() if room.x <= middle < room.right)


@each_shop
def test_no_built_in_brochure_has_a_text_too_long(shop: Shops, partner: str, language: str) -> None:
    assert shop(partner, language).laid_brochure[1] == ()


@each_language
def test_no_line_crosses_the_margins_of_its_panel(shop: Shops, partner: str, language: str) -> None:
    for page, rooms in sides(shop(partner, language)):
        for mark in lines_of(page, "P", "LI", "Lbl", "H2", "H3"):
            room = rooms[panel_of(mark, rooms)].inset(mm(TOP), mm(SIDE), mm(BOTTOM))
            ink = ink_box(mark)
            assert ink
            # A round letter or a comma hangs out a little, as it does on any page.
            assert is_within(ink, room, tolerance=0.07 * mark.size), mark.line.text


@each_language
def test_no_line_crosses_a_fold_or_the_edge_of_the_page(
    shop: Shops, partner: str, language: str
) -> None:
    for page, rooms in sides(shop(partner, language)):
        for mark in lines_of(page):
            room = rooms[panel_of(mark, rooms)].inset(0.0, mm(2), mm(3))
            assert is_within(ink_box(mark) or room, room), mark.line.text


@each_language
def test_no_line_touches_another(shop: Shops, partner: str, language: str) -> None:
    for page in shop(partner, language).brochure:
        assert touching(page) == []


@each_language
def test_no_line_stands_over_a_tile_a_picture_or_a_code(
    shop: Shops, partner: str, language: str
) -> None:
    for page in shop(partner, language).brochure:
        signs = signs_of(page.marks)
        assert signs
        for mark in lines_of(page, "P", "LI", "H2", "H3"):
            ink = ink_box(mark)
            assert ink
            assert not any(overlap(ink, sign) for sign in signs), mark.line.text


@each_language
def test_every_text_of_the_document_stands_in_its_own_panel(
    shop: Shops, partner: str, language: str
) -> None:
    opened = shop(partner, language)
    found: dict[str, str] = {}
    for page, rooms in sides(opened):
        for mark in lines_of(page):
            name = panel_of(mark, rooms)
            found[name] = found.get(name, "") + mark.line.text
    for part in opened.document(BROCHURE).parts:
        hidden = [block.alt for block in part.blocks if isinstance(block, Picture)]
        for text in (text for text in texts_of(part) if text not in hidden):
            assert squeezed(str(text)) in squeezed(found[part.place])


@pytest.mark.parametrize("language", ["en", "he"])
def test_the_sheet_is_folded_at_97_and_197_outside_and_at_100_and_200_inside(
    shop: Shops, language: str
) -> None:
    opened = shop("korea", language)
    amber = opened.bench.compositor.theme.named("amber")
    edges = [
        sorted(
            (round(room.x * 25.4 / 72), round(room.right * 25.4 / 72))
            for mark in page.marks
            if isinstance(mark, Shape) and mark.fill == amber
            for room in [bounds(list(samples(mark.outline)))]
            if room.w > mm(60)
        )
        for page in opened.brochure
    ]
    if language == "he":
        assert edges == [[(-3, 100), (200, 300)], [(97, 197)]]
    else:
        assert edges == [[(-3, 97), (197, 300)], [(100, 200)]]


def test_a_page_is_a4_across_with_two_sides(shop: Shops) -> None:
    for page in shop("korea", "ko").brochure:
        assert (page.width, page.height) == pytest.approx((mm(297), mm(210)))
    assert len(shop("korea", "ko").brochure) == 2


def order(shop: Shop) -> list[list[str]]:
    """The panels of both pages in the order in which the eye meets them from the left."""
    return [sorted(rooms, key=lambda name: rooms[name].x) for _, rooms in sides(shop)]


def test_a_page_from_right_to_left_has_its_panels_the_other_way_round(shop: Shops) -> None:
    opened = shop("korea", "he")
    parts = {part.place: part for part in opened.document(BROCHURE).parts}
    assert order(opened) == [["front", "back", "flap"], ["third", "second", "first"]]
    for page, rooms in sides(opened):
        for place, room in rooms.items():
            first = next(
                (block for block in parts[place].blocks if isinstance(block, Heading)), None
            )
            if first:
                words = str(first.text)
                (mark,) = [mark for mark in lines_of(page, "H2") if mark.line.text == words]
                assert mark.x + mark.line.width * mark.size == pytest.approx(room.right - mm(SIDE))


def test_the_outline_follows_the_panels_in_reading_order(shop: Shops) -> None:
    for partner, language in (("korea", "en"), ("korea", "he"), ("cambodia", "km")):
        opened = shop(partner, language)
        document = opened.document(BROCHURE)
        parts = sorted(document.parts, key=lambda part: READING.index(part.place))
        titles = [title for title, _ in outline_of(written(opened))]
        second = [
            str(block.text)
            for part in parts
            for outer in part.blocks
            for block in (outer.blocks if isinstance(outer, Band) else (outer,))
            if isinstance(block, Heading)
        ]
        assert titles == [str(document.title), *second]


@each_language
def test_panels_are_read_as_the_sheet_is_unfolded(shop: Shops, partner: str, language: str) -> None:
    opened = shop(partner, language)
    rooms = [rooms for _, rooms in sides(opened)]
    found: list[str] = []
    for page, places in zip(opened.brochure, rooms, strict=True):
        for mark in page.content:
            if isinstance(mark, Tagged) and mark.element.tag == "Sect":
                (place,) = {panel_of(line, places) for line in lines_in([mark])}
                assert mark.element.order == READING.index(place)
                found.append(place)
    assert sorted(found) == sorted(READING)


@pytest.mark.parametrize("language", ["en", "ko", "he"])
def test_the_first_that_is_read_of_a_draft_is_that_it_is_one(shop: Shops, language: str) -> None:
    pages = shop("korea", language).brochure
    content = [mark for page in pages for mark in page.content if isinstance(mark, Tagged)]
    first, second, *_ = sorted(content, key=lambda mark: mark.element.order)
    (label,) = lines_in([first])
    assert "DRAFT" in label.line.text
    assert lines_in([second], "H1")
    labels = [mark for mark in content if mark.element == DRAFT_LABEL]
    assert labels == [first]


def test_a_text_without_a_translation_is_flagged_with_its_language(shop: Shops) -> None:
    opened = shop("korea", "he")
    found = "".join(mark.line.text for page in opened.brochure for mark in lines_of(page, "LI"))
    assert "אני מרגיש טוב היום." in found
    assert "[en] " in found
    assert "[he]" not in found


# Drafts


@pytest.mark.parametrize("language", ["en", "ko", "he"])
def test_a_draft_says_so_at_the_top_start_corner_of_every_page(shop: Shops, language: str) -> None:
    opened = shop("korea", language)
    black = opened.bench.compositor.theme.colour_of("draft")
    for page in opened.brochure:
        (label,) = lines_of(page, "Artifact")
        assert "DRAFT" in label.line.text
        ink, ground = ink_box(label), page.marks[page.marks.index(label) - 1]
        assert ink
        assert isinstance(ground, Shape)
        assert ground.fill == black
        field = bounds(list(samples(ground.outline)))
        assert is_within(ink, field)
        assert field.y < 0 < field.bottom < mm(TOP)
        assert field.right > page.width if language == "he" else field.x < 0


@pytest.mark.parametrize("language", ["en", "he"])
def test_a_checked_brochure_has_no_draft_label(shop: Shops, language: str) -> None:
    opened = shop("korea", language)
    pages, _ = opened.pages(opened.document(BROCHURE), is_draft=False)
    black = opened.bench.compositor.theme.colour_of("draft")
    for page in pages:
        assert lines_of(page, "Artifact") == []
        assert not any(isinstance(mark, Shape) and mark.fill == black for mark in page.marks)
        assert "DRAFT" not in "".join(mark.line.text for mark in lines_of(page))


# What a template asks for that a panel cannot hold


def with_blocks(document: Document, place: str, blocks: Sequence[Block]) -> Document:
    parts = (
        replace(part, blocks=tuple(blocks)) if part.place == place else part
        for part in document.parts
    )
    return with_parts(document, *parts)


HEAD = Heading(text_of("Is it safe?"), 2)
WORDS = Paragraph(text_of("Yes, for most people."))
NUMBER = BigNumber("79")
BAND = Band("amber", (WORDS,))
LIST = ItemList((Item(text_of("I feel well today.")),))
STEPS = Steps((Step(Picture("shelf", text_of("A shelf")), text_of("Sign in. We ask.")),))
PICTURE = Picture("shelf", text_of("A shelf of blood bags"), "amber")


@pytest.mark.parametrize(
    ("place", "blocks"),
    [
        ("back", (HEAD, NUMBER)),
        ("back", (HEAD, BAND, WORDS)),
        ("back", (HEAD, BAND, BAND)),
        ("back", (HEAD, BAND, Smallprint(text_of("Not a WHO publication.")))),
        ("back", (PICTURE, HEAD, PICTURE, WORDS)),
        ("back", (HEAD, Band("amber", (NUMBER,)))),
        ("back", (HEAD, Smallprint(text_of("Not a WHO publication.")), BAND)),
        ("back", (STEPS, LIST, BAND)),
        ("back", (HEAD, LogoSlot(), BAND)),
        ("front", (HEAD,)),
        ("front", (Headline(text_of("Give.")), Headline(text_of("Give again.")))),
        ("front", (NUMBER,)),
    ],
)
def test_a_block_that_a_panel_cannot_hold_is_refused_not_dropped(
    shop: Shops, place: str, blocks: tuple[Block, ...]
) -> None:
    opened = shop("korea", "en")
    document = with_blocks(opened.document(BROCHURE), place, blocks)
    with pytest.raises(TemplateError) as error:
        opened.pages(document)
    assert error.value.hint
    assert place in str(error.value)


def test_two_panels_for_one_place_are_refused(shop: Shops) -> None:
    opened = shop("korea", "en")
    document = opened.document(BROCHURE)
    with pytest.raises(TemplateError, match="back") as error:
        opened.pages(with_parts(document, *document.parts, Part("back", (HEAD,))))
    assert error.value.hint


def test_a_brochure_may_leave_panels_empty(shop: Shops) -> None:
    opened = shop("korea", "en")
    document = with_parts(opened.document(BROCHURE), Part("second", (HEAD, WORDS)))
    pages, findings = opened.pages(document, is_draft=False)
    assert findings == ()
    assert [len(lines_of(page)) for page in pages] == [0, 2]


def test_a_panel_may_hold_nothing_but_its_foot(shop: Shops) -> None:
    opened = shop("korea", "en")
    contact = Contact((text_of("Where: Seoul"),))
    pages, findings = opened.pages(
        with_parts(opened.document(BROCHURE), Part("back", (contact,))), is_draft=False
    )
    assert findings == ()
    (mark,) = lines_of(pages[0])
    assert mark.y == pytest.approx(mm(210 - BOTTOM), abs=mark.size)
