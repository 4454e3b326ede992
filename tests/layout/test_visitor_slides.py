"""The decks for study visitors in every language: the promises that the public deck keeps."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations

import pytest
from layout_samples import (
    EVERY,
    Shop,
    Shops,
    art_points,
    bounds,
    is_within,
    open_shop,
    overlap,
    samples,
)
from slide_places import FIGURE, SLIDE, height_of, places_of

from kit.findings import Finding
from kit.layout.deck import Deck, Placeholder, Slide, SlideText
from kit.layout.page import PlacedArt
from kit.sources.locales import decimal_symbol
from kit.units import Rect

VISITS = ("deck/visitor-general", "deck/visitor-policy", "deck/visitor-safety")
# A partner of languages that no built-in partner speaks, in their own digits.
FARAWAY = "faraway"
PROFILE = """schema = 1
country = "EG"
languages = ["ar", "my", "fr"]
digits = "native"

[service]
value = { en = "Faraway Blood Service" }
sources = ["who-gsr-2021"]
"""
TALKS = [
    (partner, language, product)
    for partner, language in (*EVERY, (FARAWAY, "ar"), (FARAWAY, "my"), (FARAWAY, "fr"))
    for product in VISITS
]
each_talk = pytest.mark.parametrize(("partner", "language", "product"), TALKS)
# Margins of a cell: at both sides together, above and below together.
SIDES, ENDS = 18.0, 12.0
# The least size of a text of a place, in points, before the scale of a script.
LEAST = {
    "column": 14.0,
    "contact": 13.0,
    "head": 14.0,
    "step": 12.0,
    "myth": 13.0,
    "fact": 13.0,
    "note": 13.0,
    "unit": 13.0,
    "source": 12.0,
    "badge": 11.0,
    FIGURE: 60.0,
}
RUNNING, LEAST_CELL, LEAST_FOOT = 16.0, 14.0, 9.0
# The least size of a title by its layout; of the others it is that of a heading.
LEAST_TITLE = {"title-lead": 42.0, "closing": 42.0, "quote": 31.2, "number": 21.0}
LEAST_HEADING = 32.0


@dataclass(frozen=True)
class Talk:
    """A laid-out deck, what is wrong in it, and the shop that made it."""

    shop: Shop
    deck: Deck
    findings: tuple[Finding, ...]

    def slides(self) -> Iterator[tuple[Slide, dict[str, Placeholder]]]:
        """The slides, each with its placeholders where they stand on it."""
        for slide in self.deck.slides:
            yield slide, places_of(self.deck, slide)


Talks = Callable[[str, str, str], Talk]


@pytest.fixture(scope="session")
def talk(shop: Shops, tmp_path_factory: pytest.TempPathFactory) -> Talks:
    """Decks by partner, language and product, each laid out once."""
    folder = tmp_path_factory.mktemp("faraway")
    (folder / "kit.toml").write_text("schema = 1\n", encoding="utf-8")
    profile = folder / f"assets/partners/{FARAWAY}/partner.toml"
    profile.parent.mkdir(parents=True)
    profile.write_text(PROFILE, encoding="utf-8")

    @cache
    def opened(partner: str, language: str) -> Shop:
        is_ours = partner == FARAWAY
        return open_shop(partner, language, folder) if is_ours else shop(partner, language)

    @cache
    def laid(partner: str, language: str, product: str) -> Talk:
        own = opened(partner, language)
        return Talk(own, *own.deck(own.document(product)))

    return laid


def standing(slide: Slide, places: dict[str, Placeholder]) -> dict[str, Rect]:
    """What stands on a slide, by the key of its place: texts, chart, table, picture."""
    filled = [*slide.texts, slide.chart, slide.table, *slide.pictures]
    return {thing.key: places[thing.key].rect for thing in filled if thing and thing.key}


@each_talk
def test_no_visitor_deck_has_a_text_too_long(
    talk: Talks, partner: str, language: str, product: str
) -> None:
    assert talk(partner, language, product).findings == ()


@each_talk
def test_every_text_of_a_visit_holds_in_its_placeholder(
    talk: Talks, partner: str, language: str, product: str
) -> None:
    made = talk(partner, language, product)
    for slide, places in made.slides():
        for text in slide.texts:
            place = places[text.key]
            gaps = (len(text.paragraphs) - 1) * place.gap
            height = height_of(text, place.rect.w, made.shop) + gaps
            assert height <= place.rect.h + 0.01, (slide.title, text.key)


@each_talk
def test_every_cell_of_a_visit_holds_in_its_row(
    talk: Talks, partner: str, language: str, product: str
) -> None:
    made = talk(partner, language, product)
    (pair,) = [pair for pair in made.slides() if pair[0].table]
    table, places = pair[0].table, pair[1]
    assert table is not None
    room = places[table.key].rect
    assert sum(table.heights) <= room.h + 0.01
    assert table.size >= LEAST_CELL * made.shop.bench.compositor.script.scale
    for row, height in zip(table.rows, table.heights, strict=True):
        for cell, share in zip(row, table.widths, strict=True):
            if cell:
                text = SlideText("cell", (cell,), table.size, table.spacing)
                assert height_of(text, share * room.w - SIDES, made.shop) + ENDS <= height + 0.01


@each_talk
def test_nothing_of_a_visit_stands_over_anything_else(
    talk: Talks, partner: str, language: str, product: str
) -> None:
    for slide, places in talk(partner, language, product).slides():
        rooms = standing(slide, places)
        for one, other in combinations(rooms, 2):
            is_free = FIGURE in (one, other) or not overlap(rooms[one], rooms[other])
            assert is_free, (slide.title, one, other)
        tiles = [each.rect for each in slide.pictures if not each.key and each.rect.w < 150]
        for key, room in rooms.items():
            if not key.startswith("badge"):
                assert not any(overlap(room, tile) for tile in tiles), (slide.title, key)


@each_talk
def test_everything_of_a_visit_stands_on_the_slide(
    talk: Talks, partner: str, language: str, product: str
) -> None:
    for slide, places in talk(partner, language, product).slides():
        for place in places.values():
            assert is_within(place.rect, SLIDE), (slide.title, place.key)
        for picture in slide.pictures:
            ink = bounds(list(art_points(PlacedArt(picture.drawing, picture.rect))))
            assert picture.rect.x >= SLIDE.x - 0.01
            assert picture.rect.right <= SLIDE.right + 0.01
            # A scene stands on the foot of the slide; its empty margin hangs below.
            assert ink.bottom <= SLIDE.bottom + 0.01, slide.title
        for shape in slide.shapes:
            assert is_within(bounds(list(samples(shape.outline))), SLIDE), slide.title


@each_talk
def test_no_text_of_a_visit_is_too_small(
    talk: Talks, partner: str, language: str, product: str
) -> None:
    made = talk(partner, language, product)
    script = made.shop.bench.compositor.script
    for slide, places in made.slides():
        for text in slide.texts:
            place = places[text.key]
            # Leads, services and rows are running text, and have the theme's least size.
            least = LEAST.get(text.key.rstrip("0123456789"), RUNNING * script.scale)
            least = min(least, place.size * script.scale)
            if place.kind == "title":
                least = LEAST_TITLE.get(slide.layout, LEAST_HEADING) * script.headline_scale
            # Sizes are rounded to a tenth of a point.
            assert text.size >= least - 0.05, (slide.title, text.key)


@each_talk
def test_the_footers_of_a_visit_are_not_too_small(
    talk: Talks, partner: str, language: str, product: str
) -> None:
    feet = [
        place
        for layout in talk(partner, language, product).deck.layouts
        for place in layout.placeholders
        if place.kind in ("ftr", "dt", "sldNum")
    ]
    assert min(place.size for place in feet) >= LEAST_FOOT


@each_talk
def test_figures_of_a_visit_have_the_places_of_their_number_format(
    talk: Talks, partner: str, language: str, product: str
) -> None:
    made = talk(partner, language, product)
    point = decimal_symbol(made.shop.bench.compositor.locale)
    charts = [slide.chart for slide in made.deck.slides if slide.chart]
    for chart in charts:
        places = len(chart.number_format.partition(".")[2])
        for figure, value in zip(chart.figures, chart.values, strict=True):
            assert len(figure.partition(point)[2]) == places
            digits = f"{value:.{places}f}".replace(".", "")
            assert sum(sign.isdigit() for sign in figure) == len(digits)


@each_talk
def test_a_visit_is_told_in_parts_that_begin_with_the_first_slide(
    talk: Talks, partner: str, language: str, product: str
) -> None:
    slides = talk(partner, language, product).deck.slides
    names = [slide.section for slide in slides if slide.section]
    assert slides[0].section
    assert len(names) == len(set(names)) > 2
    for slide in slides:
        if slide.layout == "section":
            assert slide.section == slide.title
    assert all(slide.notes for slide in slides)


def test_the_visits_show_every_kind_of_slide_that_the_master_has_for_a_talk(talk: Talks) -> None:
    shown = {
        slide.layout for product in VISITS for slide in talk("korea", "en", product).deck.slides
    }
    assert {
        "title-lead", "section", "columns", "chart", "table", "number", "quote", "steps",
        "pairs", "closing",
    } <= shown  # fmt: skip


def test_faraway_figures_are_in_their_own_digits(talk: Talks) -> None:
    for language, digits in (("ar", "١٢٣"), ("my", "၁၂၃"), ("fr", "123")):
        slides = talk(FARAWAY, language, VISITS[0]).deck.slides
        (table,) = [slide.table for slide in slides if slide.table]
        numbers = "".join(span.text for row in table.rows[1:] for span in row[0])
        assert numbers == digits
