"""Context for translators: pictures with numbered boxes, and an index that needs no network."""

import datetime
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree, html
from PIL import Image, ImageChops, ImageStat

from kit.context import (
    ContextReport,
    ContextRequest,
    comment_of,
    places,
    write_context,
)
from kit.errors import UsageError
from kit.export.context_crop import AROUND, LEAST, MOST, crop
from kit.export.context_index import (
    ContextIndex,
    IndexedMessage,
    Picture,
    Place,
    anchor_of,
    context_index,
)
from kit.export.context_pictures import (
    DPI,
    LONGEST_PX,
    RIM_PX,
    MarkedPage,
    context_pictures,
)
from kit.export.context_tags import Side, place_tags
from kit.export.pdf.writer import write_pdf
from kit.layout.message_boxes import MessageBox, boxes_of, words_of
from kit.layout.publication import publication_of
from kit.orders import Order
from kit.sources.catalogue import State
from kit.sources.locales import locale_of
from kit.sources.partner import partner_slugs
from kit.sources.workspace import open_workspace
from kit.stages import Job, bench_of, compose, pages_of
from tests.workspace_samples import make_workspace

FONT = Path(__file__).parents[2] / "assets/fonts/NotoSans/NotoSans-Bold.ttf"
DAY = datetime.date(2027, 5, 1)
POSTER, DECK = "poster/only-people", "deck/public"
BLUE = (0x0B, 0x57, 0xD0)
HOSTILE = "\"'><script>alert(1)</script><!-- &amp; ]]> \x01 \u202e{x}"


@dataclass(frozen=True)
class Made:
    folder: Path
    report: ContextReport

    @property
    def index(self) -> bytes:
        return (self.folder / "index.html").read_bytes()

    @property
    def tree(self) -> etree._Element:
        return etree.fromstring(self.index)


def request(out: Path, language: str = "mn", **other: object) -> ContextRequest:
    values = {"products": (POSTER, DECK), "day": DAY} | other
    return replace(ContextRequest(None, out, language), **values)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    out = tmp_path_factory.mktemp("context")
    return Made(out / "context/mn", write_context(request(out)))


def elements(tree: etree._Element, name: str) -> list[etree._Element]:
    return list(tree.iter(name))


# What is written


def test_each_page_and_slide_has_a_picture_and_all_have_one_index(made: Made) -> None:
    names = sorted(path.name for path in made.folder.iterdir())
    slides = [name for name in names if name.startswith("deck-public-")]
    assert len(slides) > 10
    assert names == [*slides, "index.html", "poster-only-people-01.png"]
    assert sorted(map(Path, (*made.report.pictures, made.report.index))) == [
        made.folder / name for name in names
    ]
    assert made.report.partner == "mongolia"


def test_pictures_are_small_and_have_a_palette(made: Made) -> None:
    for path in made.folder.glob("*.png"):
        assert path.stat().st_size < 120_000
        with Image.open(path) as image:
            assert image.mode == "P"
            assert 700 < image.width <= LONGEST_PX + 2 * RIM_PX


def test_the_same_request_gives_the_same_bytes(made: Made, tmp_path: Path) -> None:
    write_context(request(tmp_path))
    again = tmp_path / "context/mn"
    for path in made.folder.iterdir():
        assert path.read_bytes() == (again / path.name).read_bytes(), path.name


def test_without_a_partner_one_is_taken_that_speaks_the_language(tmp_path: Path) -> None:
    for language, partner in (
        ("ko", "korea"),
        ("sw", "tanzania"),
        ("fr", partner_slugs(open_workspace(None))[0]),
    ):
        report = write_context(request(tmp_path, language, products=(POSTER,)))
        assert report.partner == partner
    named = write_context(request(tmp_path, "en", products=(POSTER,), partner="nepal"))
    assert named.partner == "nepal"


def test_a_language_in_columns_comes_in_its_one_poster(tmp_path: Path) -> None:
    report = write_context(request(tmp_path, "mn-Mong", products=()))
    assert [Path(path).name for path in report.pictures] == ["poster-only-people-01.png"]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"partner": "atlantis"}, "atlantis"),
        ({"products": ("poster/none",)}, "unknown product 'poster/none'"),
        ({"language": "tlh"}, "no catalogue for 'tlh'"),
        ({"language": "mn-Mong"}, "mn-Mong comes in poster/only-people only"),
    ],
)
def test_a_name_that_does_not_exist_is_refused_and_nothing_written(
    tmp_path: Path, wrong: dict[str, object], says: str
) -> None:
    with pytest.raises(UsageError, match=says):
        write_context(request(tmp_path, **wrong))
    assert list(tmp_path.iterdir()) == []


# The index


def test_the_index_is_well_formed_and_needs_no_network(made: Made) -> None:
    text = made.index.decode()
    assert etree.fromstring(made.index).tag == "html"
    assert not re.findall(r"https?:", text)
    tree = made.tree
    assert {name for name in ("link", "iframe", "object", "base") if elements(tree, name)} == set()
    assert len(elements(tree, "script")) == 1
    assert elements(tree, "script")[0].get("src") is None
    assert "@import" not in text
    assert "url(" not in text


def test_every_picture_and_every_target_of_a_link_exists(made: Made) -> None:
    tree = made.tree
    sources = {str(image.get("src")) for image in elements(tree, "img")}
    assert {path.name for path in made.folder.glob("*.png")} == sources
    ids = [str(each.get("id")) for each in tree.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    targets = {str(link.get("href")) for link in elements(tree, "a")}
    assert targets
    assert targets <= {f"#{name}" for name in ids}


def test_all_messages_of_the_templates_are_listed_in_the_order_of_the_catalogue(
    made: Made,
) -> None:
    articles = elements(made.tree, "article")
    lines = [
        int(found[1])
        for article in articles
        if (found := re.search(r"kit\.po:(\d+)", "".join(article.itertext())))
    ]
    assert len(lines) == len(articles) > 200
    assert lines == sorted(lines)


def test_a_message_shows_texts_state_notes_and_places(made: Made) -> None:
    key = (None, "Blood saves lives. Only people can give it.")
    (article,) = (a for a in elements(made.tree, "article") if a.get("id") == anchor_of(key))
    text = "".join(article.itertext())
    assert "Цус амь аварна." in text
    assert "State: draft, not reviewed" in text
    assert re.search(r"Catalogue: locales/mn/LC_MESSAGES/kit\.po:\d+", text)
    assert "Note: " in text
    assert "poster-only-people, page 1, box 1" in text
    assert "deck-public, slide 1, box 1" in text
    languages = {span.get("lang"): span.get("dir") for span in elements(article, "span")}
    assert languages.items() >= {("en", "ltr"), ("mn", "ltr")}


def test_a_message_on_no_page_says_what_it_is_for(made: Made) -> None:
    text = "".join(made.tree.itertext())
    assert "speaker notes (deck-public, slide 1" in text
    assert "alternative text of a picture (" in text
    assert "name of a slide layout in the slide master (deck-public)" in text
    assert "Not used in these products" in text


def test_headings_nest_and_pictures_have_alternative_texts(made: Made) -> None:
    tree = made.tree
    levels = [int(each.tag[1]) for each in tree.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert all(str(image.get("alt")).strip() for image in elements(tree, "img"))
    assert tree.get("lang") == "en-GB"
    assert elements(tree, "title")[0].text


def test_a_page_lists_its_boxes_by_number(made: Made) -> None:
    (section,) = (s for s in elements(made.tree, "section") if s.get("id") == "deck-public-02")
    values = [item.get("value") for item in elements(section, "li")]
    assert values == [str(n) for n in range(1, len(values) + 1)]
    assert len(values) > 3


def test_a_language_from_right_to_left_says_so(tmp_path: Path) -> None:
    write_context(request(tmp_path, "ar", products=(POSTER,)))
    tree = etree.fromstring((tmp_path / "context/ar/index.html").read_bytes())
    spans = [span for span in elements(tree, "span") if span.get("lang") == "ar"]
    assert spans
    assert {span.get("dir") for span in spans} == {"rtl"}


def test_missing_and_fuzzy_texts_say_which_language_is_shown(tmp_path: Path) -> None:
    root = make_workspace(tmp_path / "kit")
    path = root / "locales/tet/LC_MESSAGES/kit.po"
    text = path.read_text(encoding="utf-8").replace('msgid "Call us', '#, fuzzy\nmsgid "Call us')
    path.write_text(text, encoding="utf-8")
    asked = replace(request(tmp_path / "out", "tet", products=("poster/today",)), workspace=root)
    assert write_context(asked).partner == "timor"
    tree = etree.fromstring((tmp_path / "out/context/tet/index.html").read_bytes())
    (call,) = (
        a for a in elements(tree, "article") if a.get("id") == key_anchor("Call us: {phone}")
    )
    said = "".join(call.itertext())
    assert "State: fuzzy, not used" in said
    assert "Shown instead in: English" in said
    assert "Telefone mai ami" in said
    (give,) = (a for a in elements(tree, "article") if a.get("id") == key_anchor("Give today"))
    assert "Shown instead" not in "".join(give.itertext())
    missing = [a for a in elements(tree, "article") if "State: missing" in "".join(a.itertext())]
    assert len(missing) > 100


def key_anchor(msgid: str) -> str:
    return anchor_of((None, msgid))


def hostile() -> ContextIndex:
    picture = Picture(f"{HOSTILE}.png", HOSTILE, "page 1", 800, 600)
    key = (HOSTILE, HOSTILE)
    place = Place(key, picture, 1, (10, 10, 50, 20))
    message = IndexedMessage(
        key, (HOSTILE,), State.DRAFT, HOSTILE, (HOSTILE,), (place,), (HOSTILE,), (HOSTILE,)
    )
    return ContextIndex(locale_of("mn"), HOSTILE, (message,), (picture,))


def test_hostile_texts_stay_texts() -> None:
    content = context_index(hostile())
    expected = HOSTILE.replace("\x01", "\ufffd")
    for tree in (etree.fromstring(content), html.document_fromstring(content)):
        assert len(elements(tree, "script")) == 1
        assert "alert" not in str(elements(tree, "script")[0].text)
        assert not [n for each in tree.iter() for n in each.attrib if str(n).startswith("on")]
        article = elements(tree, "article")[0]
        assert "".join(article.itertext()).count(expected) >= 6
        assert elements(tree, "img")[0].get("src") == f"{expected}.png"


def test_an_anchor_names_context_and_msgid_and_nothing_else() -> None:
    keys = [(None, "May"), ("month", "May"), (None, "may"), ("", "May")]
    anchors = [anchor_of(key) for key in keys]
    assert len(set(anchors)) == len(keys)
    assert all(re.fullmatch(r"m-[0-9a-f]{10}", anchor) for anchor in anchors)
    assert anchors == [anchor_of(key) for key in keys]


# Places for catalogues


def test_places_are_those_of_the_index(made: Made, tmp_path: Path) -> None:
    found = places(request(tmp_path))
    assert list(tmp_path.iterdir()) == []
    shown = {
        str(a.get("id")): [
            "".join(link.itertext())
            for ul in elements(a, "ul")
            if ul.get("class") == "places"
            for link in elements(ul, "a")
        ]
        for a in elements(made.tree, "article")
    }
    assert {anchor: names for anchor, names in shown.items() if names} == {
        anchor_of(key): list(names) for key, names in found.items()
    }


def test_a_comment_names_three_places_at_most() -> None:
    key = (None, "Give blood.")
    target = f"context/mn/index.html#{anchor_of(key)}"
    assert comment_of(key, "mn", ()) == f"See: {target}"
    assert comment_of(key, "mn", ("a", "b", "c")) == f"See: {target} (a; b; c)"
    assert comment_of(key, "mn", ("a", "b", "c", "d", "e")) == f"See: {target} (a; b; c; 2 more)"


# Pictures


@dataclass(frozen=True)
class Pictured:
    page: Image.Image
    shown: Image.Image
    boxes: tuple[MessageBox, ...]
    sides: dict[int, Side]
    scale: float


@pytest.fixture(scope="module", params=[("mongolia", "mn"), ("mongolia", "ar")])
def brochure(request: pytest.FixtureRequest) -> list[Pictured]:
    """Both pages of a brochure, as they are and as pictures."""
    partner, language = request.param
    bench = bench_of(Job(None, Path(), partner, language, (), is_final=False))
    document, _ = compose(bench.material, "brochure/donor")
    order = Order("brochure/donor", "a4")
    pages, _ = pages_of(document, order, bench, None, is_draft=True)
    is_rtl = document.locale.is_rtl
    boxes = [boxes_of(page.marks, document.messages, is_rtl=is_rtl) for page in pages]
    marked = [
        MarkedPage(found, words_of(page.marks), is_rtl)
        for page, found in zip(pages, boxes, strict=True)
    ]
    file = write_pdf(publication_of(document, pages))
    pictures = list(context_pictures(file, marked, FONT))
    scale = min(DPI / 72, LONGEST_PX / max(pages[0].width, pages[0].height))
    with pypdfium2.PdfDocument(file) as pdf:
        plain = [page.render(scale=scale).to_pil().convert("RGB") for page in pdf]
    shown = [Image.open(io.BytesIO(each.content)).convert("RGB") for each in pictures]
    return [
        Pictured(*four, scale)
        for four in zip(plain, shown, boxes, (each.boxes for each in pictures), strict=True)
    ]


def test_a_picture_is_the_page_with_a_rim(brochure: list[Pictured]) -> None:
    for each in brochure:
        assert each.shown.width == each.page.width + 2 * RIM_PX
        assert each.shown.height == each.page.height + 2 * RIM_PX


def test_nothing_in_a_box_is_covered(brochure: list[Pictured]) -> None:
    for each in brochure:
        for box in each.boxes:
            for rect in box.rects:
                room = tuple(
                    round(value * each.scale) for value in (rect.x, rect.y, rect.right, rect.bottom)
                )
                moved = tuple(value + RIM_PX for value in room)
                before, after = each.page.crop(room), each.shown.crop(moved)
                # The palette changes colours a little; a tag would change many pixels wholly.
                assert sum(ImageStat.Stat(ImageChops.difference(before, after)).mean) / 3 < 6


def test_every_box_is_outlined_in_blue(brochure: list[Pictured]) -> None:
    for each in brochure:
        assert set(each.sides) == {box.number for box in each.boxes}
        for left, top, right, bottom in each.sides.values():
            edges = [
                each.shown.crop((left - 1, top, left, bottom + 1)),
                each.shown.crop((left, bottom + 1, right + 1, bottom + 2)),
            ]
            assert all(is_blue(edge) for edge in edges)


def is_blue(image: Image.Image) -> bool:
    """Whether some pixel is the blue of outlines, or the nearest in the palette."""
    colours = image.getcolors(image.width * image.height)
    return any(
        isinstance(c, tuple) and max(abs(a - b) for a, b in zip(c, BLUE, strict=True)) < 40
        for _, c in colours
    )


def test_there_is_a_tag_for_each_box_outside_all_boxes(brochure: list[Pictured]) -> None:
    for each in brochure:
        blank = each.shown.copy()
        for left, top, right, bottom in each.sides.values():
            blank.paste((255, 255, 255), (left - 1, top - 1, right + 2, bottom + 2))
        red, _, blue = blank.split()
        strong = ImageChops.subtract(blue, red).point(lambda value: 255 if value > 150 else 0)
        # Eleven by fifteen pixels or more of blue for each, less the white of its figures.
        assert strong.histogram()[255] > 70 * len(each.boxes)


# Tags


def white(width: int = 300, height: int = 200) -> Image.Image:
    return Image.new("RGB", (width, height), "#FFFFFF")


def tag(
    sheet: Image.Image,
    shapes: Sequence[Sequence[Side]],
    words: Sequence[Side] = (),
    *,
    is_rtl: bool = False,
) -> list[Side]:
    sizes = [(18, 15)] * len(shapes)
    return [each.side for each in place_tags(sheet, shapes, sizes, words, is_rtl=is_rtl)]


def meets(one: Side, other: Side) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


LINE = (100, 50, 200, 70)


def test_a_tag_stands_before_its_line() -> None:
    ((left, top, right, bottom),) = tag(white(), [[LINE]])
    assert (right - left + 1, bottom - top + 1) == (18, 15)
    assert right == LINE[0] - 2
    assert top - LINE[1] in (2, 3)
    ((left, *_),) = tag(white(), [[LINE]], is_rtl=True)
    assert left == LINE[2] + 2


def test_a_tag_keeps_off_pictures_words_the_edge_and_other_tags() -> None:
    sheet = white()
    sheet.paste((200, 0, 0), (60, 40, 98, 80))
    (side,) = tag(sheet, [[LINE]])
    assert len(sheet.crop((side[0], side[1], side[2] + 1, side[3] + 1)).getcolors()) == 1
    assert side[0] > LINE[2]
    word = (70, 40, 97, 80)
    (side,) = tag(white(), [[LINE]], [word])
    assert not meets(side, word)
    (side,) = tag(white(), [[(3, 50, 200, 70)]])
    assert side[0] >= 0
    shapes = [[LINE], [(100, 76, 200, 96)], [(230, 50, 290, 70)]]
    sides = tag(white(), shapes)
    every = [*sides, *(shape[0] for shape in shapes)]
    assert not [(a, b) for a in sides for b in every if a is not b and meets(a, b)]


def test_a_tag_far_off_has_a_line_to_its_shape() -> None:
    sheet = white()
    for x in range(40, 99, 2):
        sheet.paste((0, 0, 0), (x, 0, x + 1, 200))
    for x in range(202, 298, 2):
        sheet.paste((0, 0, 0), (x, 0, x + 1, 200))
    for y in (*range(0, 48, 2), *range(73, 199, 2)):
        sheet.paste((0, 0, 0), (40, y, 298, y + 1))
    (found,) = place_tags(sheet, [[LINE]], [(18, 15)], (), is_rtl=False)
    assert found.leader
    assert found.leader[2] == LINE[0] - 2
    assert found.side[2] < 40


def test_a_tag_has_a_place_even_where_there_is_none() -> None:
    sheet = white(40, 20)
    (side,) = tag(sheet, [[(0, 0, 39, 19)]])
    assert side[2] - side[0] == 17


# Thumbnails


@pytest.mark.parametrize(
    "side", [(10, 10, 60, 30), (700, 560, 790, 590), (0, 0, 799, 599), (300, 20, 420, 580)]
)
def test_a_thumbnail_shows_the_whole_box_in_its_room(side: Side) -> None:
    part = crop(side, (800, 600))
    scale = part.width / 800
    assert scale <= 1
    assert part.height == round(600 * scale)
    assert part.shown[0] <= MOST[0]
    assert part.shown[1] <= MOST[1]
    assert part.x <= side[0] * scale + 1
    assert part.y <= side[1] * scale + 1
    assert part.x + part.shown[0] >= side[2] * scale - 1
    assert part.y + part.shown[1] >= side[3] * scale - 1
    assert part.x >= 0
    assert part.x + part.shown[0] <= part.width + 1


def test_a_thumbnail_of_a_small_box_shows_what_is_round_it() -> None:
    part = crop((400, 300, 420, 310), (800, 600))
    assert part.shown == LEAST
    assert part.x < 400 - AROUND
