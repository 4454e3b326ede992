"""Slides: texts hold in their placeholders, everything stands on the slide, drafts say so."""

from collections.abc import Iterator
from copy import copy
from itertools import combinations

import pytest
from layout_samples import (
    DATED,
    DECK,
    Shops,
    art_points,
    bounds,
    each_language,
    each_shop,
    is_within,
    overlap,
    room_in,
    samples,
    text_of,
    with_parts,
)
from slide_places import (
    FIGURE,
    PICTURE,
    SLIDE,
    TITLE,
    WORDS,
    height_of,
    places_of,
    slide_of,
)

from kit.document.model import (
    Band,
    Block,
    Contact,
    Headline,
    Item,
    ItemList,
    Lead,
    Pair,
    Pairs,
    Part,
    Step,
    Steps,
)
from kit.document.runs import Text
from kit.errors import TemplateError
from kit.findings import Finding
from kit.layout.page import PlacedArt
from kit.layout.presentation import lay_out_deck
from kit.layout.slide_geometry import HEIGHT, MOST_ROWS, PAIRS, STEPS, WIDTH
from kit.layout.slide_layouts import slide_layouts
from kit.sources.locales import format_duration, locale_of


@each_language
def test_every_text_holds_in_its_placeholder(shop: Shops, partner: str, language: str) -> None:
    opened = shop(partner, language)
    for slide in opened.slides.slides:
        places = places_of(opened.slides, slide)
        for text in slide.texts:
            room = places[text.key].rect
            assert height_of(text, room.w, opened) <= room.h + 0.01, (slide.title, text.key)


@each_shop
def test_no_built_in_deck_has_a_text_too_long(shop: Shops, partner: str, language: str) -> None:
    assert shop(partner, language).laid_deck[1] == ()


@each_language
def test_texts_pictures_and_charts_have_a_place_in_their_layout(
    shop: Shops, partner: str, language: str
) -> None:
    deck = shop(partner, language).slides
    for slide in deck.slides:
        places = places_of(deck, slide)
        keys = [text.key for text in slide.texts]
        assert set(keys) <= set(places)
        assert len(keys) == len(set(keys))
        assert {picture.key for picture in slide.pictures} <= {*places, ""}
        assert slide.chart is None or places[slide.chart.key].kind == "chart"


@each_language
def test_every_slide_has_a_title_and_its_placeholder_holds_it(
    shop: Shops, partner: str, language: str
) -> None:
    for slide in shop(partner, language).slides.slides:
        (title,) = [text for text in slide.texts if text.key == "title"]
        words = " ".join("".join(span.text for span in row) for row in title.paragraphs)
        assert words == slide.title != ""


@each_language
def test_everything_stands_on_the_slide(shop: Shops, partner: str, language: str) -> None:
    deck = shop(partner, language).slides
    for slide in deck.slides:
        for place in places_of(deck, slide).values():
            assert is_within(place.rect, SLIDE)
        for picture in slide.pictures:
            rect = picture.rect
            assert rect.x >= -0.01
            assert rect.right <= WIDTH + 0.01
            # A scene stands on the foot of the slide; its empty margin hangs below.
            lowest = max(y for _, y in art_points(PlacedArt(picture.drawing, rect)))
            assert lowest <= HEIGHT + 0.01, slide.title
        for shape in slide.shapes:
            assert is_within(bounds(list(samples(shape.outline))), SLIDE)


@each_language
def test_no_text_stands_over_another_or_over_a_tile(
    shop: Shops, partner: str, language: str
) -> None:
    deck = shop(partner, language).slides
    for slide in deck.slides:
        places = places_of(deck, slide)
        used = [text.key for text in slide.texts]
        for one, other in combinations(used, 2):
            assert FIGURE in (one, other) or not overlap(places[one].rect, places[other].rect), (
                slide.title,
                one,
                other,
            )
        tiles = [picture.rect for picture in slide.pictures if picture.rect.w < 150]
        for key in used:
            if not key.startswith("badge"):
                assert not any(overlap(places[key].rect, tile) for tile in tiles), slide.title


@pytest.mark.parametrize("language", ["en", "ko", "he"])
def test_a_draft_deck_says_so_and_a_checked_one_does_not(shop: Shops, language: str) -> None:
    opened = shop("korea", language)
    document = opened.document(DECK)
    assert "DRAFT" in opened.deck(document, is_draft=True)[0].draft
    assert opened.deck(document, is_draft=False)[0].draft == ""


def test_placeholders_of_one_layout_do_not_overlap_and_have_names_and_numbers_of_their_own(
    shop: Shops,
) -> None:
    for layout in slide_layouts(shop("korea", "en").bench.compositor.theme.deck):
        assert len({place.idx for place in layout.placeholders}) == len(layout.placeholders)
        assert len({place.key for place in layout.placeholders}) == len(layout.placeholders)
        words = [place for place in layout.placeholders if place.kind != "pic"]
        for one, other in combinations(words, 2):
            is_free = FIGURE in (one.key, other.key) or not overlap(one.rect, other.rect)
            assert is_free, (layout.key, one.key, other.key)


# Slides made by hand


def rows(count: int, words: str = WORDS) -> ItemList:
    return ItemList(tuple(Item(text_of(words), "can-age") for _ in range(count)))


@pytest.mark.parametrize("count", range(1, MOST_ROWS + 1))
def test_a_list_of_up_to_six_rows_has_a_layout_of_its_own(shop: Shops, count: int) -> None:
    deck, slide, findings = slide_of(shop, "rows", rows(count))
    assert findings == ()
    assert slide.layout == f"rows-{count}"
    assert [text.key for text in slide.texts] == ["title", *(f"row{n}" for n in range(count))]
    assert f"layout.rows-{count}" in deck.names
    places = places_of(deck, slide)
    tops = [places[f"row{number}"].rect for number in range(count)]
    for tile, room in zip(slide.pictures, tops, strict=True):
        middle = tile.rect.y + tile.rect.h / 2
        assert middle == pytest.approx(room.y + room.h / 2)
        assert tile.rect.right < room.x


@pytest.mark.parametrize("count", [0, 7, 12])
def test_other_numbers_of_rows_are_refused_with_a_hint(shop: Shops, count: int) -> None:
    with pytest.raises(TemplateError, match=f"a slide of rows has {count} items") as error:
        slide_of(shop, "rows", rows(count))
    assert "1 to 6 items" in error.value.hint


def test_rows_share_one_size(shop: Shops) -> None:
    items = (Item(text_of("I feel well today.")), Item(text_of(WORDS * 2)), Item(text_of("Yes.")))
    _, slide, _ = slide_of(shop, "rows", ItemList(items))
    assert len({text.size for text in slide.texts if text.key != "title"}) == 1


def test_a_row_too_long_is_reported_with_the_length_that_fits(shop: Shops) -> None:
    words = " ".join([WORDS] * 12)

    def found(length: int) -> tuple[Finding, ...]:
        items = (*rows(4).items, Item(text_of(words[:length])))
        return slide_of(shop, "rows", ItemList(items))[2]

    finding = found(len(words))[-1]
    assert finding.code == "layout.overset"
    assert finding.message.startswith("slide 1: ")
    assert finding.where == "locales/en/kit.po:17"
    room = room_in(finding)
    assert found(round(room * 0.75)) == ()
    assert found(round(room * 1.5)) != ()


def test_a_headline_too_long_for_a_slide_is_reported_with_the_length_that_fits(
    shop: Shops,
) -> None:
    opened = shop("korea", "en")
    document = opened.document(DECK)
    words = " ".join([WORDS] * 8)

    def found(length: int) -> tuple[Finding, ...]:
        part = Part("title", (Headline(text_of(words[:length])),))
        return opened.deck(with_parts(document, part))[1]

    (finding,) = found(len(words))
    assert found(round(room_in(finding) * 0.75)) == ()
    assert found(round(room_in(finding) * 1.5)) != ()


def test_more_steps_than_there_is_room_for_are_refused(shop: Shops) -> None:
    step = Step(PICTURE, text_of("Sign in. We ask your name."))
    assert slide_of(shop, "steps", Steps((step,) * STEPS))[2] == ()
    with pytest.raises(TemplateError) as error:
        slide_of(shop, "steps", Steps((step,) * (STEPS + 1)))
    assert error.value.hint


def test_more_pairs_than_there_is_room_for_are_refused(shop: Shops) -> None:
    pair = Pair(text_of("It hurts a lot."), text_of("It is a quick pinch."))
    labels = (text_of("Myth"), text_of("Fact"))
    assert slide_of(shop, "pairs", Pairs(*labels, (pair,) * PAIRS))[2] == ()
    with pytest.raises(TemplateError) as error:
        slide_of(shop, "pairs", Pairs(*labels, (pair,) * (PAIRS + 1)))
    assert error.value.hint


@pytest.mark.parametrize(
    ("place", "block"),
    [
        ("rows", Band("amber", (Lead(text_of("Give.")),))),
        ("rows", Lead(text_of("Give."))),
        ("title", Contact((text_of("Where"),))),
        ("chart", PICTURE),
    ],
)
def test_a_block_that_a_layout_cannot_hold_is_refused_with_a_hint(
    shop: Shops, place: str, block: Block
) -> None:
    items = (rows(2),) if place == "rows" else ()
    with pytest.raises(TemplateError) as error:
        slide_of(shop, place, *items, block)
    assert error.value.hint


def test_two_blocks_for_one_place_of_a_slide_are_refused(shop: Shops) -> None:
    with pytest.raises(TemplateError) as error:
        slide_of(shop, "rows", rows(2), rows(2))
    assert error.value.hint


@pytest.mark.parametrize("has_native", [True, False])
def test_the_numbers_of_steps_are_in_the_digits_of_the_partner(
    shop: Shops, has_native: bool
) -> None:
    bench = shop("nepal", "ne").bench
    compositor = copy(bench.compositor)
    compositor.locale = locale_of("ne", native_digits=has_native)
    document = shop("nepal", "ne").document(DECK)
    sources = bench.material.bibliography
    deck, _ = lay_out_deck(document, compositor, sources, DATED, is_draft=True)
    (steps,) = [slide for slide in deck.slides if slide.layout == "steps"]
    shown = [
        "".join(span.text for span in text.paragraphs[0])
        for text in steps.texts
        if text.key.startswith("badge")
    ]
    assert shown == list("१२३४५" if has_native else "12345")


def test_a_deck_from_right_to_left_has_its_pictures_on_the_other_side(shop: Shops) -> None:
    left, right = shop("korea", "en").slides, shop("korea", "he").slides
    for one, other in zip(left.slides, right.slides, strict=True):
        scenes = [picture for picture in one.pictures if picture.key]
        turned = [picture for picture in other.pictures if picture.key]
        for picture, mirror in zip(scenes, turned, strict=True):
            assert mirror.rect.x == pytest.approx(WIDTH - picture.rect.right)
            assert mirror.is_mirrored == picture.drawing.may_mirror


def test_the_notes_cite_every_source_of_the_facts_on_the_slide(shop: Shops) -> None:
    opened = shop("mongolia", "mn")
    document = opened.document(DECK)
    chart = next(n for n, part in enumerate(document.parts) if part.place == "chart")
    notes = opened.slides.slides[chart].notes
    said = [str(text) for text in document.parts[chart].notes]
    assert list(notes[1 : len(said) + 1]) == said
    assert any("WHO" in note or "World Health" in note for note in notes[len(said) + 2 :])
    assert all("http" in note or "(" in note for note in notes[len(said) + 2 :])


@each_language
def test_the_notes_tell_the_time_of_each_slide_and_of_the_whole_talk(
    shop: Shops, partner: str, language: str
) -> None:
    opened = shop(partner, language)
    parts = opened.document(DECK).parts
    locale = opened.bench.compositor.locale
    slides = opened.slides.slides
    for slide, part in zip(slides, parts, strict=True):
        assert part.minutes
        assert any(format_duration(part.minutes, "minute", locale) in note for note in slide.notes)
    total = format_duration(sum(part.minutes for part in parts), "minute", locale)
    assert total in slides[0].notes[0]
    assert "{" not in "".join(note for slide in slides for note in slide.notes)


# Lead-ins and texts after them that fill the room of a step when measured in the wrong face.
LEAD_INS = (
    ("We meet many new people", "Many new commandments meet people we meet new many"),
    ("Commandments meet many new people and we all", "We meet many new people who come"),
    ("Many mmm new", "People meet many commandments new we mmm people new many people we meet"),
)


def bold_steps() -> Iterator[Text]:
    for first, second in LEAD_INS:
        for cut in range(1, len(second), 5):
            yield text_of(f"{first} {second[:cut].strip()}. {second}.")


def test_bold_lead_ins_and_telephone_numbers_are_measured_in_bold(shop: Shops) -> None:
    opened = shop("korea", "en")
    document = opened.document(DECK)
    steps = list(bold_steps())
    parts = [Part("steps", (TITLE, Steps((Step(PICTURE, text),) * STEPS))) for text in steps] + [
        Part("closing", (TITLE, Contact((text,) * 2, text_of("Call 0800 " + "8" * len(text.runs)))))
        for text in steps
    ]
    deck, findings = opened.deck(with_parts(document, *parts))
    reported = {int(finding.message.split(":")[0].removeprefix("slide ")) for finding in findings}
    assert len(reported) < len(parts) / 2
    for number, slide in enumerate(deck.slides, 1):
        places = places_of(deck, slide)
        for text in slide.texts:
            if number not in reported:
                room = places[text.key].rect
                assert height_of(text, room.w, opened) <= room.h + 0.01
