"""Headlines in drops: inside the drop at every height of their ink, and above the hands."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

import pytest
from layout_samples import (
    BROCHURE,
    HANDS,
    POSTER,
    Shops,
    art_points,
    bounds,
    clearance,
    ink_points,
    lines_of,
    room_in,
    samples,
    text_of,
    with_parts,
)

from kit.document.model import Headline, Part, Picture
from kit.findings import Finding
from kit.layout.page import Page, PlacedArt, Shape
from kit.sources.outline import Point

PARTNERS = {
    "en": "korea",
    "ko": "korea",
    "mn": "mongolia",
    "sw": "tanzania",
    "ar": "korea",
    "he": "korea",
}
HEADLINES = {
    "en": (
        "Give.",
        "Blood saves lives. Only people can give it.",
        "Jump quickly, you young people! Joy (and a gift) just by giving.",
        "One donation can help save up to three lives. Give once, then give again.",
    ),
    "ko": (
        "헌혈",
        "혈액은 생명을 살립니다. 사람만이 나눌 수 있습니다.",
        "오늘 헌혈로 이웃의 생명을 지켜 주세요",
        "혈액은 오래 보관할 수 없어 늘 필요합니다. 혈액은 오직 사람에게서만 얻을 수 있습니다.",
    ),
    "mn": (
        "Баярлалаа",
        "Цус амь аварна. Зөвхөн хүн л цус бэлэглэж чадна.",
        "Цусаа бэлэглэж хүний амь насыг авраарай",
        "Нэг удаагийн цусны хандив гурван хүний амийг аврахад тусална. Дахин хандивлаарай.",
    ),
    "sw": (
        "Asante",
        "Damu huokoa maisha. Ni binadamu tu awezaye kuichangia.",
        "Mchango mmoja wa damu huokoa hadi watu watatu",
        "Damu haiwezi kutengenezwa kiwandani. Inatoka kwa watu pekee, changia tena na tena.",
    ),
    "he": ("תודה", "דם מציל חיים. רק אנשים יכולים לתת אותו."),
    "ar": ("شكرا", "الدم ينقذ الأرواح. الناس وحدهم يمنحونه."),
}  # fmt: skip
CASES = [(language, words) for language, row in HEADLINES.items() for words in row]
# In em: less looks like one shape from across a street.
LEAST_CLEARANCE = 0.02
FAR_TOO_LONG = " ".join(["Blood can only come from people who give it of their own free will."] * 4)


@cache
def set_headline(
    shops: Shops, language: str, words: str, product: str
) -> tuple[Page, tuple[Finding, ...]]:
    """Lay out a product of a headline and its hands, nothing else."""
    shop = shops(PARTNERS.get(language, "korea"), language)
    hands = Picture(HANDS, text_of("Hands"), "paper")
    blocks = (hands, Headline(text_of(words, language)))
    part = Part("front" if product == BROCHURE else "face", blocks)
    pages, findings = shop.pages(with_parts(shop.document(product), part), is_draft=False)
    return pages[0], findings


class Edge:
    """The right and the left edge of a drop by height, from its outline."""

    def __init__(self, outline: Sequence[Point]) -> None:
        box = bounds(outline)
        self.middle = box.x + box.w / 2
        right = sorted((y, x) for x, y in outline if x >= self.middle)
        self.heights = [y for y, _ in right]
        self.edges = [x for _, x in right]

    def room(self, y: float) -> float:
        """Half the width at a height; 0 above and below the drop."""
        at = bisect_left(self.heights, y)
        if not 0 < at < len(self.heights):
            return 0.0
        return min(self.edges[at - 1], self.edges[at]) - self.middle


def drop_of(page: Page) -> Edge:
    """The drop is the shape drawn after the ground of the page."""
    shapes = [mark for mark in page.marks if isinstance(mark, Shape)]
    return Edge(list(samples(shapes[1].outline, 300)))


@cache
def fingers_of(shops: Shops, product: str) -> list[Point]:
    """Points along the outlines of the hands, which stand at the same place for every headline."""
    page, _ = set_headline(shops, "en", "Give.", product)
    (hands,) = [mark for mark in page.marks if isinstance(mark, PlacedArt)]
    return list(art_points(hands))


@pytest.mark.parametrize("product", [BROCHURE, POSTER])
@pytest.mark.parametrize(("language", "words"), CASES)
def test_the_ink_of_a_headline_lies_inside_the_drop_and_above_the_hands(
    shop: Shops, language: str, words: str, product: str
) -> None:
    page, findings = set_headline(shop, language, words, product)
    assert findings == ()
    lines = lines_of(page, "H1")
    assert " ".join(line.line.text.strip() for line in lines) == words
    edge = drop_of(page)
    fingers = fingers_of(shop, product)
    for line in lines:
        for x, y in ink_points(line):
            assert abs(x - edge.middle) <= edge.room(y)
        room = bounds(list(ink_points(line))).inset(*[-0.05 * line.size] * 3)
        assert not any(room.x < x < room.right and room.y < y < room.bottom for x, y in fingers)


@pytest.mark.parametrize("product", [BROCHURE, POSTER])
@pytest.mark.parametrize(("language", "words"), CASES)
def test_the_lines_of_a_headline_do_not_touch(
    shop: Shops, language: str, words: str, product: str
) -> None:
    page, _ = set_headline(shop, language, words, product)
    lines = lines_of(page, "H1")
    for number, one in enumerate(lines):
        for other in lines[number + 1 :]:
            assert clearance(one, other) > LEAST_CLEARANCE * one.size


@pytest.mark.parametrize(("language", "words"), CASES)
def test_a_headline_is_centred_and_in_one_size(shop: Shops, language: str, words: str) -> None:
    page, _ = set_headline(shop, language, words, POSTER)
    lines = lines_of(page, "H1")
    assert len({line.size for line in lines}) == 1
    for line in lines:
        middle = line.x + line.line.width * line.size / 2
        assert middle == pytest.approx(page.width / 2)


def test_the_second_sentence_has_its_own_colour(shop: Shops) -> None:
    page, _ = set_headline(shop, "en", "Blood saves lives. Only people can give it.", POSTER)
    colours = [{run.span.colour for run in line.line.runs} for line in lines_of(page, "H1")]
    theme = shop("korea", "en").bench.compositor.theme
    first, second = theme.colour_of("headline_on_field"), theme.colour_of("headline_second")
    assert first != second
    assert colours == sorted(colours, key=lambda found: found == {second})
    assert {first} in colours
    assert {second} in colours


def test_a_short_headline_is_at_least_as_large_as_the_theme_says(shop: Shops) -> None:
    page, _ = set_headline(shop, "en", "Give.", POSTER)
    (line,) = lines_of(page, "H1")
    assert line.size >= shop("korea", "en").bench.compositor.theme.poster.headline_pt


@pytest.mark.parametrize(("product", "panel"), [(BROCHURE, "front"), (POSTER, "poster")])
def test_a_headline_far_too_long_is_reported_with_the_length_that_fits(
    shop: Shops, product: str, panel: str
) -> None:
    _, (finding,) = set_headline(shop, "en", FAR_TOO_LONG, product)
    assert finding.code == "layout.overset"
    assert finding.message.startswith(f"{panel}: ")
    assert FAR_TOO_LONG[:40] in finding.message
    assert finding.where == "locales/en/kit.po:17"
    room = room_in(finding)
    assert f"instead of {len(FAR_TOO_LONG)}" in finding.hint
    assert set_headline(shop, "en", FAR_TOO_LONG[: round(room * 0.9)], product)[1] == ()
    assert set_headline(shop, "en", FAR_TOO_LONG[: round(room * 1.25)], product)[1] != ()


def test_a_word_far_too_wide_is_reported(shop: Shops) -> None:
    word = "Blutspendebeauftragtenversammlung" * 2
    page, (finding,) = set_headline(shop, "en", word, POSTER)
    assert finding.code == "layout.overset"
    assert [line.line.text for line in lines_of(page, "H1")] == [word]
