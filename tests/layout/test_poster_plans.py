"""The plans of a poster: where things stand, in which order they are read, what does not fit."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from layout_samples import (
    EVERY,
    Shop,
    art_points,
    bounds,
    clearance,
    ink_box,
    is_within,
    line_roles,
    lines_in,
    lines_of,
    open_shop,
    overlap,
    samples,
    squeezed,
    swapped,
    text_of,
    union,
    with_parts,
    with_roles,
)

from kit.document.model import (
    Band,
    BigNumber,
    Block,
    Callout,
    Chart,
    Contact,
    Document,
    Fill,
    Heading,
    Headline,
    Item,
    ItemList,
    Lead,
    LogoSlot,
    Pairs,
    Paragraph,
    Picture,
    Service,
    Smallprint,
    Step,
    Steps,
)
from kit.document.runs import Text
from kit.document.texts import texts_of
from kit.errors import TemplateError
from kit.findings import Finding
from kit.layout.copyfit import messages_of
from kit.layout.page import Page, PlacedArt, PlacedLine, Shape
from kit.orders import Order
from kit.stages import drawn
from kit.units import Rect, mm

PLANS = {
    "drop": ("poster/only-people",),
    "rows": ("poster/can-i-give", "poster/after-you-give"),
    "steps": ("poster/five-steps",),
    "scene": ("poster/a-gift", "poster/our-day"),
}
POSTERS = tuple(product for products in PLANS.values() for product in products)
PARTNERS = {"en": "korea", "ar": "mongolia", "km": "cambodia"}
FOOT_MM = 17

each_poster = pytest.mark.parametrize("product", POSTERS)
each_language = pytest.mark.parametrize("language", PARTNERS)


@cache
def opened(language: str, partner: str = "") -> Shop:
    return open_shop(partner or PARTNERS[language], language)


@cache
def laid(product: str, language: str = "en", size: str = "a3", partner: str = "") -> Page:
    shop = opened(language, partner)
    (page,), findings = shop.pages(shop.document(product), size=size, is_draft=False)
    assert findings == ()
    return page


def scale_of(page: Page) -> float:
    """Return the scale of a page against A3."""
    return min(page.width / mm(297), page.height / mm(420))


def foot_of(page: Page) -> float:
    return page.height - mm(FOOT_MM) * scale_of(page)


def across(page: Page) -> list[tuple[str, Rect]]:
    """Return colour and room of the fields that reach over both sides of a page."""
    rooms = [
        (mark.fill, bounds(list(samples(mark.outline, 4))))
        for mark in page.marks
        if isinstance(mark, Shape) and mark.fill
    ]
    return [(fill, box) for fill, box in rooms if box.w > page.width]


def bands(page: Page) -> list[Rect]:
    """Return the bands of a page from the top."""
    return sorted((box for _, box in across(page) if box.y > 0), key=lambda box: box.y)


def pictures(document: Document) -> list[Picture]:
    blocks = document.parts[0].blocks
    steps = [step for block in blocks if isinstance(block, Steps) for step in block.steps]
    return [
        *(block for block in blocks if isinstance(block, Picture)),
        *(step.picture for step in steps),
    ]


def printed(document: Document) -> list[Text]:
    """Return the texts that stand on the page, in their order."""
    hidden = [picture.alt for picture in pictures(document)]
    return [text for text in texts_of(document.parts[0]) if text not in hidden]


def msgids(text: Text) -> set[str]:
    return {use.msgid for use in messages_of(text)}


def lines_with(page: Page, texts: Sequence[Text]) -> list[PlacedLine]:
    """Return the lines that are of one of the texts."""
    wanted = {msgid for text in texts for msgid in msgids(text)}
    return [
        mark
        for mark in lines_of(page)
        if any(
            run.span.origin and run.span.origin.message and run.span.origin.message.msgid in wanted
            for run in mark.line.runs
        )
    ]


def room_of(page: Page, *texts: Text) -> Rect | None:
    """Return the room that the ink of texts takes."""
    boxes = [box for mark in lines_with(page, texts) if (box := ink_box(mark))]
    return union(boxes) if boxes else None


def bands_in(document: Document) -> list[Band]:
    return [block for block in document.parts[0].blocks if isinstance(block, Band)]


def texts_in(document: Document, *kinds: type[Block]) -> list[Text]:
    """Return the texts of the blocks of some kinds, on the face itself."""
    blocks = tuple(block for block in document.parts[0].blocks if isinstance(block, kinds))
    return printed(with_parts(document, replace(document.parts[0], blocks=blocks)))


# The order of reading


@each_language
@each_poster
def test_words_are_drawn_in_the_order_in_which_they_are_read(product: str, language: str) -> None:
    """A reader's program reads a page aloud, and copies it, in this order."""
    document = opened(language).document(product)
    page = laid(product, language)
    words = [mark for role, mark in with_roles(page.content) if role != "Lbl"]
    found = squeezed("".join(mark.line.text for mark in lines_in(words)))
    expected = squeezed("".join(map(str, printed(document))))
    assert found.replace("\u00ad", "") == expected.replace("\u00ad", "")


@each_language
@each_poster
def test_a_headline_is_read_first_and_the_small_print_last(product: str, language: str) -> None:
    document, page = opened(language).document(product), laid(product, language)
    roles = line_roles(page.content)
    assert roles[0] == "H1"
    assert "H1" not in roles[roles.index("H1") + roles.count("H1") :]
    last = lines_of(page)[-1]
    assert last in lines_with(page, texts_in(document, Smallprint))


@each_language
@each_poster
def test_grounds_are_drawn_under_what_stands_on_them(product: str, language: str) -> None:
    page = laid(product, language)
    for number, mark in enumerate(page.marks):
        if isinstance(mark, Shape) and mark.fill:
            room = bounds(list(samples(mark.outline, 4)))
            for before in page.marks[:number]:
                if isinstance(before, PlacedLine) and (box := ink_box(before)):
                    assert not overlap(box, room, 1.0), before.line.text


# Bands and the foot


@each_language
@each_poster
@pytest.mark.parametrize("size", ["a4", "tabloid", "letter", "a1"])
def test_bands_stand_on_the_foot_and_on_each_other(product: str, language: str, size: str) -> None:
    page = laid(product, language, size)
    count = len(bands_in(opened(language).document(product)))
    found = bands(page)
    assert len(found) == (0 if product in PLANS["steps"] else count)
    for above, below in pairwise(found):
        assert above.bottom == pytest.approx(below.y, abs=0.01)
    if found:
        assert found[-1].bottom == pytest.approx(foot_of(page), abs=0.01)


@each_language
@each_poster
@pytest.mark.parametrize("size", ["a4", "tabloid", "letter", "a1"])
def test_words_of_a_band_stand_in_it_and_the_small_print_under_it(
    product: str, language: str, size: str
) -> None:
    document, page = opened(language).document(product), laid(product, language, size)
    for band, room in zip(bands_in(document), bands(page), strict=False):
        part = replace(document.parts[0], blocks=band.blocks)
        for text in printed(with_parts(document, part)):
            box = room_of(page, text)
            assert box
            assert is_within(box, room, 0.5), str(text)
    small = room_of(page, *texts_in(document, Smallprint))
    assert small
    assert small.y > foot_of(page)


# Rows


@each_language
@pytest.mark.parametrize("product", PLANS["rows"])
@pytest.mark.parametrize("size", ["a3", "letter", "tabloid"])
def test_rows_are_spread_evenly_between_the_head_and_the_bands(
    product: str, language: str, size: str
) -> None:
    page = laid(product, language, size)
    top = max(box.bottom for _, box in across(page)[1:] if box.y < 0)
    foot = bands(page)[0].y
    tiles = sorted(
        (
            mark.rect
            for mark in page.marks
            if isinstance(mark, PlacedArt)
            and mark.drawing.name.startswith("pictograms/")
            and mark.rect.bottom < foot
        ),
        key=lambda rect: rect.y,
    )
    document = opened(language).document(product)
    texts = texts_in(document, ItemList, Callout)
    boxes = [box for text in texts if (box := room_of(page, text))]
    rows = [union([tile, box]) for tile, box in zip(tiles, boxes, strict=True)]
    for row in rows:
        assert top < row.y
        assert row.bottom < foot
    for before, after in pairwise(rows):
        assert after.y > before.bottom
    gaps = [after.y - before.bottom for before, after in pairwise(rows)]
    # Ink, by which they are measured here, is a little less high than the boxes of rows.
    assert max(gaps, default=0) - min(gaps, default=0) < mm(9) * scale_of(page)
    # As much is left over the rows as under them.
    if rows:
        over, under = rows[0].y - top, foot - rows[-1].bottom
        assert over == pytest.approx(under, abs=mm(12) * scale_of(page))


@pytest.mark.parametrize(("partner", "language"), [("ethiopia", "en"), ("ethiopia", "am")])
@pytest.mark.parametrize("size", ["a3", "a4", "tabloid"])
def test_where_no_rule_is_known_a_callout_asks_the_service(
    partner: str, language: str, size: str
) -> None:
    document = opened(language, partner).document("poster/can-i-give")
    page = laid("poster/can-i-give", language, size, partner)
    (callout,) = [block for block in document.parts[0].blocks if isinstance(block, Callout)]
    assert not any(isinstance(block, ItemList) for block in document.parts[0].blocks)
    assert document.service in str(callout.text)
    words = room_of(page, callout.text)
    assert words
    theme = opened(language, partner).bench.compositor.theme
    leaves = [
        room
        for mark in page.marks
        if isinstance(mark, Shape) and mark.fill == theme.colour_of("callout")
        for room in [bounds(list(samples(mark.outline)))]
        if room.w > page.width / 2
    ]
    assert any(is_within(words, leaf) for leaf in leaves)
    assert words.bottom < bands(page)[0].y
    # It stands for all rows, so it is at least as large as they are.
    (row,) = {round(mark.size, 2) for mark in lines_with(page, [callout.text])}
    assert row >= theme.poster.row_pt * 0.6 * scale_of(page)


# Steps

STEPS = """
{{% import "content/act.xml" as act %}}{{% import "content/art.xml" as art %}}
{{% import "content/foot.xml" as foot %}}{{% import "content/steps.xml" as steps %}}
<poster plan="steps">
  <title>{{{{ steps.head() }}}}</title>
  <draft>{{{{ foot.draft() }}}}</draft>
  <headline>{{{{ steps.head() }}}}</headline>
  <lead>{{{{ steps.time() }}}}</lead>
  <steps>{steps}</steps>
  {band}
  <logo/>
  <smallprint>{{{{ foot.sources() }}}}</smallprint>
</poster>
"""
STEP = (
    ("sign_in", "one"),
    ("check", "two"),
    ("give", "three"),
    ("rest", "four"),
    ("help", "five"),
    ("chair", "body"),
)
BAND = '<band tone="amber"><heading level="2">{{ act.give() }}</heading>{{ act.contact() }}</band>'


def walk(root: Path, count: int, *, has_band: bool) -> Shop:
    """Return a shop whose poster "walk" has so many steps."""
    steps = "".join(
        f"<step>{{{{ art.{art}() }}}}{{{{ steps.{text}() }}}}</step>" for art, text in STEP[:count]
    )
    path = root / "templates/poster/walk.xml"
    path.parent.mkdir(parents=True)
    (root / "kit.toml").write_text("schema = 1\n", encoding="utf-8")
    path.write_text(STEPS.format(steps=steps, band=BAND if has_band else ""), encoding="utf-8")
    return open_shop("korea", "en", root)


def cells(page: Page, document: Document) -> list[Rect]:
    """Return the room of each step: its picture, its number and its words."""
    steps = [step for b in document.parts[0].blocks if isinstance(b, Steps) for step in b.steps]
    arts = [m for m in page.marks if isinstance(m, PlacedArt) and m.alt != "" and m.rect.w > mm(20)]
    badges = [box for mark in lines_of(page, "Lbl") if (box := ink_box(mark))]
    words = [box for step in steps if (box := room_of(page, step.text))]
    return [
        union([bounds(list(art_points(art))), badge, box])
        for art, badge, box in zip(arts, badges, words, strict=True)
    ]


@pytest.mark.parametrize("has_band", [True, False])
@pytest.mark.parametrize("count", [3, 4, 5, 6])
def test_steps_stand_in_a_grid_of_two_with_the_contact_in_the_last_cell(
    tmp_path: Path, count: int, has_band: bool
) -> None:
    shop = walk(tmp_path, count, has_band=has_band)
    document = shop.document("poster/walk")
    (page,), findings = shop.pages(document, is_draft=False)
    assert findings == ()
    found = cells(page, document)
    assert len(found) == count
    foot, middle = foot_of(page), page.width / 2
    for number, cell in enumerate(found):
        assert (cell.x + cell.w / 2 < middle) == (number % 2 == 0)
        assert cell.bottom < foot
    assert not any(overlap(one, other) for one, other in combinations(found, 2))
    # Cells of one row begin at one height, and rows are all of one height.
    tops = [cell.y for cell in found]
    assert tops[0::2] == sorted(tops[0::2])
    pitches = [after - before for before, after in pairwise(tops[0::2])]
    assert max(pitches, default=0) == pytest.approx(min(pitches, default=0), abs=mm(3))
    (size,) = {round(mark.size, 3) for mark in lines_of(page, "LI")}
    assert size >= shop.bench.compositor.theme.poster_size["a3"].body_min_pt
    if has_band:
        (leaf,) = [
            bounds(list(samples(mark.outline)))
            for mark in page.marks
            if isinstance(mark, Shape) and mark.fill == shop.bench.compositor.theme.named("amber")
        ][-1:]
        assert (leaf.x + leaf.w / 2 < middle) == (count % 2 == 0)
        assert leaf.bottom < foot
        assert not any(overlap(leaf, cell) for cell in found)
        # It takes the cell after the last step: beside it, or under it.
        assert leaf.y > found[-1].y - mm(5) if count % 2 else leaf.y > found[-1].bottom


@each_language
def test_steps_are_numbered_in_order_in_one_size(language: str) -> None:
    page = laid("poster/five-steps", language)
    numbers = [mark.line.text for mark in lines_of(page, "Lbl")]
    assert numbers == list("12345")
    assert len({round(mark.size, 3) for mark in lines_of(page, "LI")}) == 1
    columns = [mark.x < page.width / 2 for mark in lines_of(page, "Lbl")]
    assert columns == [(number % 2 == 0) != (language == "ar") for number in range(5)]


# Scenes


@each_language
@pytest.mark.parametrize("size", ["a3", "a4", "tabloid", "letter"])
def test_a_scene_stands_on_its_band_under_the_headline(language: str, size: str) -> None:
    page = laid("poster/our-day", language, size)
    (band,) = bands(page)
    (art,) = [m for m in page.marks if isinstance(m, PlacedArt) and m.rect.w > page.width / 3]
    assert art.drawing.stands
    floor = art.rect.y + art.drawing.ground / art.drawing.height * art.rect.h
    assert 0 < band.y - floor < mm(10) * scale_of(page)
    heads = [box for mark in lines_of(page, "H1") if (box := ink_box(mark))]
    assert max(box.bottom for box in heads) < art.rect.y + 0.1 * art.rect.h
    assert art.rect.x >= mm(10) * scale_of(page)
    assert art.rect.x + art.rect.w / 2 == pytest.approx(page.width / 2, abs=0.01)


@each_language
def test_a_picture_without_a_floor_hangs_between_headline_and_band(language: str) -> None:
    page = laid("poster/a-gift", language)
    (band,) = bands(page)
    (art,) = [m for m in page.marks if isinstance(m, PlacedArt) and not m.drawing.stands]
    heads = [box for mark in lines_of(page, "H1") if (box := ink_box(mark))]
    assert max(box.bottom for box in heads) < art.rect.y
    assert art.rect.bottom < band.y


# Headlines

WORDS = [
    "Give",
    "blood",
    "today",
    "and",
    "help",
    "people",
    "near",
    "you",
    "who",
    "wait",
    "for",
    "it",
    "in",
    "every",
    "hospital",
]


def head(product: str, words: str, size: str = "a3") -> tuple[list[PlacedLine], list[Finding]]:
    """Return the lines of a poster with another headline, and what does not fit."""
    shop = opened("en")
    document = shop.document(product)
    (old,) = texts_in(document, Headline)
    (page,), findings = shop.pages(swapped(document, str(old), text_of(words)), size=size)
    return lines_of(page, "H1"), list(findings)


@each_poster
def test_a_short_headline_is_larger_and_a_long_one_smaller_down_to_a_least_size(
    product: str,
) -> None:
    sizes = opened("en").bench.compositor.theme.poster
    usual = sizes.scene_headline_pt if product in PLANS["scene"] else sizes.headline_pt
    grown = []
    # Beside the picture of a check list there is less room.
    for count in (1, 2, 4, 8) if product in PLANS["rows"] else (1, 2, 4, 8, 15):
        lines, findings = head(product, " ".join(WORDS[:count]) + ".")
        assert findings == [], count
        (size,) = {round(line.size, 2) for line in lines}
        grown.append(size)
    assert grown == sorted(grown, reverse=True)
    if product not in PLANS["rows"]:
        assert grown[0] > usual
    assert grown[0] <= usual * 1.3
    assert grown[-1] < grown[0]
    assert grown[-1] >= sizes.headline_min_pt * 0.6 - 0.01


@each_poster
@pytest.mark.parametrize(("partner", "language"), [*EVERY, ("mongolia", "ar")])
def test_the_lines_of_a_headline_do_not_touch(product: str, partner: str, language: str) -> None:
    lines = lines_of(laid(product, language, partner=partner), "H1")
    for one, other in combinations(lines, 2):
        assert clearance(one, other) > 0


@each_poster
@pytest.mark.parametrize("size", ["a3", "a4", "letter"])
def test_a_headline_far_too_long_is_told_with_the_length_that_fits(product: str, size: str) -> None:
    words = " ".join(WORDS * 8)
    _, findings = head(product, words, size)
    (finding,) = findings
    assert finding.code == "layout.overset"
    assert "the headline does not fit its place at the smallest size" in finding.message
    assert finding.hint.startswith("about ")
    assert f"instead of {len(words)}" in finding.hint


# What does not fit

LONG = " ".join(["One donation can help save up to three lives of people near you."] * 30)
PANELS = [
    ("poster/only-people", Lead, "band"),
    ("poster/can-i-give", ItemList, "rows"),
    ("poster/after-you-give", Lead, "rows"),
    ("poster/five-steps", Steps, "cell"),
    ("poster/five-steps", Heading, "contact"),
    ("poster/a-gift", Smallprint, "foot"),
]


@pytest.mark.parametrize(("product", "kind", "panel"), PANELS)
@pytest.mark.parametrize("size", ["a3", "a4", "tabloid"])
def test_what_does_not_fit_is_told_with_its_paper_and_its_panel(
    product: str, kind: type[Block], panel: str, size: str
) -> None:
    shop = opened("en")
    document = shop.document(product)
    in_bands = [
        text
        for band in bands_in(document)
        for block in band.blocks
        if isinstance(block, kind)
        for text in [getattr(block, "text", None)]
        if isinstance(text, Text)
    ]
    old = (texts_in(document, kind) or in_bands)[0]
    order = Order(product, size, is_usual=size == "a3")
    _, findings = drawn(
        swapped(document, str(old), text_of(LONG)), order, shop.bench, None, is_draft=True
    )
    found = [finding for finding in findings if "instead of" in finding.hint]
    assert found
    paper = "" if size == "a3" else f"-{size}"
    for finding in found:
        assert finding.message.startswith(f"{product.replace('/', '-')}{paper}, {panel}: ")
        assert finding.where == "locales/en/kit.po:17"


@pytest.mark.parametrize("product", PLANS["scene"])
def test_only_the_text_that_is_too_long_is_blamed(product: str) -> None:
    shop = opened("en")
    document = shop.document(product)
    (band,) = bands_in(document)
    (old,) = [block.text for block in band.blocks if isinstance(block, Paragraph)]
    _, findings = shop.pages(swapped(document, str(old), text_of(LONG)))
    assert [finding.message.partition(":")[0] for finding in findings] == ["band"]


# What a plan takes

TEXT = text_of("Give.")
ART = Picture("family", TEXT)
BLOCKS: dict[str, Block] = {
    "headline": Headline(TEXT),
    "heading": Heading(TEXT, 2),
    "lead": Lead(TEXT),
    "paragraph": Paragraph(TEXT),
    "smallprint": Smallprint(TEXT),
    "callout": Callout(TEXT),
    "list": ItemList((Item(TEXT),)),
    "picture": ART,
    "steps": Steps((Step(ART, TEXT),)),
    "contact": Contact((TEXT,)),
    "service": Service(TEXT),
    "logo": LogoSlot(),
    "fill": Fill(2),
    "chart": Chart(TEXT, ()),
    "number": BigNumber("3"),
    "pairs": Pairs(TEXT, TEXT, ()),
    "band": Band("amber", (Lead(TEXT),)),
}
FACE = {
    "drop": {"headline", "picture", "band", "smallprint", "logo"},
    "rows": {"headline", "picture", "list", "callout", "band", "smallprint", "logo"},
    "steps": {"headline", "lead", "steps", "band", "smallprint", "logo"},
    "scene": {"headline", "picture", "band", "smallprint", "logo"},
}
BAND_TAKES = {
    plan: {"heading", "contact"}
    if plan == "steps"
    else {"heading", "list", "lead", "paragraph", "contact", "callout"}
    for plan in FACE
}


STEPS_ONCE: tuple[Block, ...] = (BLOCKS["steps"],)


def of_one_block(plan: str, block: Block) -> Document:
    """Return a poster of one block; the plan of steps has steps too."""
    document = opened("en").document(PLANS[plan][0])
    always = STEPS_ONCE if plan == "steps" and not isinstance(block, Steps) else ()
    return with_parts(document, replace(document.parts[0], blocks=(*always, block)))


@pytest.mark.parametrize("plan", FACE)
@pytest.mark.parametrize("name", BLOCKS)
def test_a_plan_takes_its_blocks_and_refuses_all_others_by_name(plan: str, name: str) -> None:
    band: Block = Heading(TEXT, 2) if plan == "steps" else Lead(TEXT)
    block = Band("amber", (band,)) if name == "band" else BLOCKS[name]
    if name in FACE[plan]:
        opened("en").pages(of_one_block(plan, block))
        return
    with pytest.raises(TemplateError) as caught:
        opened("en").pages(of_one_block(plan, block))
    assert f"a {name} has no place here" in str(caught.value)
    assert PLANS[plan][0] in str(caught.value)
    takes = caught.value.hint.removeprefix("this place takes: ").split(", ")
    assert set(takes) == FACE[plan]


@pytest.mark.parametrize("plan", FACE)
@pytest.mark.parametrize("name", BLOCKS)
def test_the_band_of_a_plan_takes_its_blocks_and_refuses_all_others(plan: str, name: str) -> None:
    document = of_one_block(plan, Band("amber", (BLOCKS[name],)))
    if name in BAND_TAKES[plan]:
        opened("en").pages(document)
        return
    with pytest.raises(TemplateError) as caught:
        opened("en").pages(document)
    assert f"a {name} has no place here" in str(caught.value)
    assert "band" in str(caught.value)
    takes = caught.value.hint.removeprefix("this place takes: ").split(", ")
    assert set(takes) == BAND_TAKES[plan]


@pytest.mark.parametrize(("plan", "most"), [("drop", 1), ("rows", 2), ("steps", 1), ("scene", 1)])
def test_a_plan_has_a_number_of_bands(plan: str, most: int) -> None:
    document = opened("en").document(PLANS[plan][0])
    band = Band("amber", (Heading(TEXT, 2),))

    def of(count: int) -> Document:
        always = STEPS_ONCE if plan == "steps" else ()
        return with_parts(document, replace(document.parts[0], blocks=(*always, *[band] * count)))

    opened("en").pages(of(most))
    with pytest.raises(TemplateError, match="band"):
        opened("en").pages(of(most + 1))


def test_a_plan_of_steps_without_steps_is_refused() -> None:
    document = opened("en").document("poster/five-steps")
    part = replace(document.parts[0], blocks=(BLOCKS["headline"],))
    with pytest.raises(TemplateError):
        opened("en").pages(with_parts(document, part))


def test_too_many_bands_are_told_with_the_number_that_is_taken() -> None:
    document = opened("en").document("poster/can-i-give")
    band = Band("amber", (Lead(TEXT),))
    with pytest.raises(TemplateError, match="3 bands") as caught:
        opened("en").pages(with_parts(document, replace(document.parts[0], blocks=(band,) * 3)))
    assert "at most 2" in caught.value.hint


# Any words

VOCABULARY = {
    "en": (
        " ",
        [
            "blood",
            "give",
            "a",
            "people",
            "donation",
            "transfusion",
            "haemoglobin",
            "today",
            "unpaid",
            "in",
        ],
    ),
    "ar": (" ", ["الدم", "تبرع", "حياة", "ينقذ", "الناس", "للمرضى", "اليوم", "والمستشفيات", "في"]),
    "km": ("", ["ឈាម", "បរិច្ចាគ", "ជីវិត", "សង្គ្រោះ", "មនុស្ស", "ថ្ងៃនេះ", "សុខភាព", "គ្រប់"]),
}
STOPS = {"en": ".", "ar": ".", "km": "។"}


@st.composite
def speeches(draw: st.DrawFn) -> tuple[str, dict[int, str]]:
    """A language, and other words for some of a poster's texts, by their number."""
    language = draw(st.sampled_from(sorted(VOCABULARY)))
    space, words = VOCABULARY[language]
    texts: dict[int, str] = {}
    for number in draw(st.sets(st.integers(0, 9), min_size=1, max_size=4)):
        length = draw(st.one_of(st.integers(1, 60), st.integers(1, 300)))
        start = draw(st.integers(0, len(words) - 1))
        spoken = space.join((words[start:] + words) * 40)[:length].strip() + STOPS[language]
        texts[number] = spoken
    return language, texts


def retold(document: Document, texts: dict[int, str]) -> Document:
    """Return a document with other words, but for its contact."""
    contacts = {
        str(text)
        for band in bands_in(document)
        for block in band.blocks
        if isinstance(block, Contact)
        for text in (*block.lines, *((block.phone,) if block.phone else ()))
    }
    old = [text for text in printed(document) if str(text) not in contacts]
    for number, words in texts.items():
        if number < len(old):
            new = text_of(words, document.locale.tag, f"text {number}")
            document = swapped(document, str(old[number]), new)
    return document


def meetings(page: Page, document: Document) -> list[str]:
    """Return what stands on something else, or outside its place."""
    found: list[str] = []
    boxes = [(str(text)[:30], box) for text in printed(document) if (box := room_of(page, text))]
    for (one, box), (other, second) in combinations(boxes, 2):
        if overlap(box, second, 1.0):
            found.append(f"{one!r} meets {other!r}")
    sheet = Rect(0, 0, page.width, page.height).inset(0, mm(5) * scale_of(page), 0)
    found += [f"{text!r} leaves the page" for text, box in boxes if not is_within(box, sheet)]
    foot = foot_of(page)
    small = {str(text)[:30] for text in texts_in(document, Smallprint)}
    found += [
        f"{text!r} meets the foot"
        for text, box in boxes
        if box.bottom > foot + 0.5 and text not in small
    ]
    rooms = bands(page)
    own: set[str] = set()
    for band, room in zip(bands_in(document), rooms, strict=False):
        part = replace(document.parts[0], blocks=band.blocks)
        for text in printed(with_parts(document, part)):
            own.add(str(text)[:30])
            box = room_of(page, text)
            if box and not is_within(box, room, 0.5):
                found.append(f"{str(text)[:30]!r} leaves its band")
    found += [
        f"{text!r} meets a band"
        for text, box in boxes
        if text not in own | small and any(overlap(box, room, 0.5) for room in rooms)
    ]
    return found


@each_poster
@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(speech=speeches(), size=st.sampled_from(["a3", "a4", "letter", "tabloid"]))
def test_words_of_any_length_keep_apart_or_are_told(
    product: str, speech: tuple[str, dict[int, str]], size: str
) -> None:
    language, texts = speech
    shop = opened(language)
    document = retold(shop.document(product), texts)
    (page,), findings = shop.pages(document, size=size, is_draft=False)
    event("told" if findings else "holds")
    if not findings:
        assert meetings(page, document) == []
