"""What a user does with a deck in a presentation program, scripted; and what LibreOffice keeps."""

import copy
import datetime
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pptx
import pytest
from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.util import Inches

from kit.build import Request, build
from kit.orders import Wish
from kit.preflight.slides import lint_deck
from tests.deck_samples import (
    audited,
    convert,
    frames_of,
    joined,
    make_harbour,
    opened,
    pages_of,
    photo,
    plain,
)

LANGUAGES = ("en", "ar", "km")
BOTH_WAYS = ("en", "ar")
NAME = "deck-visitor-general.pptx"
# What the user types: a title, a point of a list, a cell, each with a number of its own.
TYPED = {
    "en": ("Our visit to Seoul 2031", "Ask for 2032 slides.", "Write to 2033 people"),
    "ar": ("زيارتنا إلى سيول 2031", "اطلبوا 2032 شريحة.", "نكتب إلى 2033 شخصًا"),
    "km": ("ដំណើរទស្សនកិច្ចរបស់យើង 2031", "សូមសុំស្លាយ 2032 សន្លឹក។", "សរសេរទៅ 2033 នាក់"),
}
FIGURES = {"A": 12.5, "B": 31.5, "C": 7.5, "D": 3.5}
PICTURE, CHART, TABLE = PP_PLACEHOLDER.PICTURE, PP_PLACEHOLDER.CHART, PP_PLACEHOLDER.TABLE
RASTERS = (PICTURE, CHART, TABLE)


@dataclass(frozen=True)
class Edit:
    """A deck before and after its user's edit."""

    language: str
    before: Path
    after: Path
    typed: tuple[str, str, str]
    touched: frozenset[int]


@pytest.fixture(scope="session")
def visits(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A talk in three languages, by language."""
    out = tmp_path_factory.mktemp("visits")
    request = Request(
        make_harbour(tmp_path_factory.mktemp("harbour"), LANGUAGES),
        out,
        ("harbour",),
        products=("deck/visitor-general",),
        wish=Wish(handouts=()),
        day=datetime.date(2027, 5, 1),
        jobs=1,
    )
    assert build(request).failures == ()
    return {tag: out / "harbour" / tag / NAME for tag in LANGUAGES}


@pytest.fixture(scope="session", params=LANGUAGES)
def edit(
    request: pytest.FixtureRequest,
    visits: dict[str, Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Edit:
    """A deck whose slides are edited, as PowerPoint does it: what is new takes the old look."""
    return edited(request.param, visits, tmp_path_factory.mktemp("edited"))


def edited(language: str, visits: dict[str, Path], folder: Path) -> Edit:
    title, point, cell = TYPED[language]
    deck = opened(visits[language])
    touched = [1, 3, 4, *(number_of(deck, kind) for kind in (CHART, TABLE))]
    slides = [deck.slides[number] for number in touched]
    retype(slides[0].shapes.title.text_frame.paragraphs[0], title)
    last = texts_of(slides[1])[0].text_frame.paragraphs[-1]
    added = copy.deepcopy(last._p)
    last._p.addnext(added)
    retype(texts_of(slides[1])[0].text_frame.paragraphs[-1], point)
    swap_picture(slides[2])
    values = CategoryChartData()
    values.categories = list(FIGURES)
    values.add_series("Donations", list(FIGURES.values()))
    place_of(slides[3], CHART).chart.replace_data(values)
    retype(place_of(slides[4], TABLE).table.cell(1, 1).text_frame.paragraphs[0], cell)
    path = folder / f"{language}.pptx"
    deck.save(path)
    return Edit(language, visits[language], path, TYPED[language], frozenset(touched))


def number_of(deck: Presentation, kind: PP_PLACEHOLDER) -> int:
    """The first slide that has a placeholder of a kind, counted from 0."""
    return next(number for number, slide in enumerate(deck.slides) if places_of(slide, kind))


def places_of(slide: Slide, *kinds: PP_PLACEHOLDER) -> list[object]:
    return [place for place in slide.placeholders if place.placeholder_format.type in kinds]


def place_of(slide: Slide, kind: PP_PLACEHOLDER) -> object:
    return places_of(slide, kind)[0]


def texts_of(slide: Slide) -> list[object]:
    return places_of(slide, PP_PLACEHOLDER.BODY)


def retype(paragraph: object, words: str) -> None:
    """Type over a paragraph: the words get the look of the first run, or of the paragraph's end."""
    element = paragraph._p
    runs = element.findall(qn("a:r"))
    for child in list(element):
        if child.tag in (qn("a:br"), qn("a:fld")) or child in runs[1:]:
            element.remove(child)
    if not runs:
        run = paragraph.add_run()
        end = element.find(qn("a:endParaRPr"))
        run._r.insert(0, run._r.makeelement(qn("a:rPr"), dict(end.attrib)))
    paragraph.runs[0].text = words


def swap_picture(slide: Slide) -> None:
    """Change a picture: the new one has no drawing behind it."""
    picture = place_of(slide, PICTURE)
    blip = next(picture._element.iter(qn("a:blip")))
    old = blip.get(qn("r:embed"))
    blip.set(qn("r:embed"), slide.part.get_or_add_image_part(photo())[1])
    vectors = [item.get(qn("r:embed")) for item in blip.iter() if item is not blip]
    for extension in list(blip):
        blip.remove(extension)
    for relation in filter(None, (old, *vectors)):
        slide.part.drop_rel(relation)


def codes(path: Path) -> Counter[str]:
    return Counter(finding.code for finding in lint_deck(path.read_bytes()))


def test_an_edited_deck_is_still_valid_and_clean(edit: Edit) -> None:
    assert audited(edit.after) == []
    assert lint_deck(edit.after.read_bytes()) == ()


def test_an_edited_deck_says_what_was_typed(edit: Edit) -> None:
    title, point, cell = edit.typed
    slides = opened(edit.after).slides
    assert slides[1].shapes.title.text_frame.text == title
    paragraphs = texts_of(slides[3])[0].text_frame.paragraphs
    assert paragraphs[-1].text == point
    assert len(paragraphs) == 1 + len(
        texts_of(opened(edit.before).slides[3])[0].text_frame.paragraphs
    )
    image = place_of(slides[4], PICTURE).image
    assert image.blob == photo().getvalue()
    chart = place_of(slides[number_of(opened(edit.after), CHART)], CHART).chart
    assert list(chart.plots[0].categories) == list(FIGURES)
    assert list(chart.plots[0].series[0].values) == list(FIGURES.values())
    table = place_of(slides[number_of(opened(edit.after), TABLE)], TABLE).table
    assert table.cell(1, 1).text_frame.text == cell


def drawn(slide: Slide) -> tuple[bytes, list[bytes]]:
    """What a slide and its notes hold: their XML and the files that they show."""
    parts = [slide.part, slide.notes_slide.part]
    xml = b"".join(etree.tostring(part._element, method="c14n") for part in parts)
    linked = (relation for part in parts for relation in part.rels.values())
    shown = (item.target_part for item in linked if not item.is_external)
    return xml, sorted(part.blob for part in shown if "/media/" in part.partname)


def test_other_slides_stay_as_they_were(edit: Edit) -> None:
    before, after = (opened(path) for path in (edit.before, edit.after))
    assert len(before.slides) == len(after.slides)
    pairs = enumerate(zip(before.slides, after.slides, strict=True))
    # The figures of a chart stand in a part of its own, not on the slide.
    changed = {number for number, (old, new) in pairs if drawn(old) != drawn(new)}
    assert changed == edit.touched - {number_of(before, CHART)}
    for old, new in zip(before.slide_layouts, after.slide_layouts, strict=True):
        assert etree.tostring(old._element) == etree.tostring(new._element)


def test_a_typed_text_keeps_the_look_of_its_place(edit: Edit) -> None:
    for old, new in zip(opened(edit.before).slides, opened(edit.after).slides, strict=True):
        for one, other in zip(old.placeholders, new.placeholders, strict=True):
            assert (one.left, one.top, one.width, one.height) == (
                other.left, other.top, other.width, other.height,
            )  # fmt: skip
    title = opened(edit.after).slides[1].shapes.title
    assert title._element.find(".//" + qn("a:normAutofit")) is not None
    (run,) = title.text_frame.paragraphs[0].runs
    assert run._r.rPr.get("lang").startswith(edit.language)
    assert title.text_frame.paragraphs[0]._p.pPr.get("rtl") == str(int(edit.language == "ar"))


@pytest.fixture(scope="session", params=LANGUAGES)
def grown(
    request: pytest.FixtureRequest,
    visits: dict[str, Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A deck with one more slide of each layout, each place filled by python-pptx."""
    return with_new_slides(request.param, visits, tmp_path_factory.mktemp("grown"))


def with_new_slides(language: str, visits: dict[str, Path], folder: Path) -> Path:
    deck = opened(visits[language])
    for number, layout in enumerate(deck.slide_layouts, 1):
        slide = deck.slides.add_slide(layout)
        for place in slide.placeholders:
            # The number of a step has room for no more than a figure.
            words = "" if place.width < Inches(1) else f"{TYPED[language][0]} "
            fill(place, f"{words}{number}")
    path = folder / f"{language}-grown.pptx"
    deck.save(path)
    return path


def new_slides(path: Path) -> list[Slide]:
    """The slides that were added: one of each layout, at the end."""
    deck = opened(path)
    return list(deck.slides)[-len(deck.slide_layouts) :]


def fill(place: object, words: str) -> None:
    kind = place.placeholder_format.type
    if kind == PICTURE:
        place.insert_picture(photo())
    elif kind == TABLE:
        table = place.insert_table(2, 2).table
        for cell in table.iter_cells():
            cell.text = words
    elif kind == CHART:
        values = CategoryChartData()
        values.categories = list(FIGURES)
        values.add_series("Donations", list(FIGURES.values()))
        mend_axes(place.insert_chart(XL_CHART_TYPE.BAR_CLUSTERED, values).chart._chartSpace)
    else:
        place.text_frame.text = words


def mend_axes(space: etree._Element) -> None:
    """Number the axes as programs do: python-pptx writes negative numbers, which are none."""
    for item in space.iter(qn("c:axId"), qn("c:crossAx")):
        item.set("val", item.get("val").lstrip("-"))


def test_new_slides_of_every_layout_are_valid(grown: Path) -> None:
    assert audited(grown) == []
    new = new_slides(grown)
    names = [layout.name for layout in opened(grown).slide_layouts]
    assert [slide.slide_layout.name for slide in new] == names
    for number, slide in enumerate(new, 1):
        texts = [plain(frame.text) for frame in frames_of(slide) if plain(frame.text)]
        assert texts
        assert all(text.split()[-1] == str(number) for text in texts)


def test_the_lint_tells_what_new_slides_lack_and_no_more(grown: Path) -> None:
    """python-pptx says no language, direction or description, and knows no sections and notes."""
    layouts = opened(grown).slide_layouts
    is_rtl = grown.stem.startswith("ar")
    wanted = {
        "slides.section": len(layouts),
        "slides.notes": len(layouts),
        # For each slide one, and for the chart two: its font, and English of the United States.
        "slides.language": len(layouts) + 2,
        "slides.chart-language": 1,
        "slides.alt-text": 2,  # chart and table
    }
    if is_rtl:
        wanted |= {"slides.direction": len(layouts) + 1, "slides.table": 1}
    assert codes(grown) == wanted
    first = len(opened(grown).slides) - len(layouts) + 1
    for finding in lint_deck(grown.read_bytes()):
        number = re.search(r"slide (\d+)", finding.where)
        assert number is not None
        assert int(number[1]) >= first


def test_places_of_a_new_slide_are_those_of_its_layout(grown: Path) -> None:
    for slide in new_slides(grown):
        laid = {place.placeholder_format.idx: place for place in slide.slide_layout.placeholders}
        for place in slide.placeholders:
            like = laid[place.placeholder_format.idx]
            assert place.placeholder_format.type == like.placeholder_format.type
            # python-pptx gives a table the height of its rows.
            sides = ("left", "top", "width", "height")[: 3 if place.has_table else 4]
            for side in sides:
                assert abs(getattr(place, side) - getattr(like, side)) <= 1, place.name


def shows(page: str, words: str) -> bool:
    """Whether a page has a text: its letters in any order, and its number.

    LibreOffice's PDF gives most letters of Arabic and Khmer back, but not in the order of the text.
    """
    numbers = set(re.findall("[0-9]+", words))
    return letters(words) <= letters(page) and numbers <= set(re.findall("[0-9]+", page))


def letters(text: str) -> Counter[str]:
    """The letters of a text, in the shapes that they have in Unicode texts."""
    flat = unicodedata.normalize("NFKC", plain(text))
    return Counter(letter for letter in flat if unicodedata.category(letter)[0] == "L")


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of LibreOffice's profile, which takes long to make."""
    return tmp_path_factory.mktemp("office")


@pytest.fixture(scope="session")
def printed(
    visits: dict[str, Path], office: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[str]]:
    """The text of each page that LibreOffice prints of decks as built, edited and grown."""
    folder = tmp_path_factory.mktemp("printed")
    decks = named(visits, folder)
    decks += [edited(tag, visits, folder).after for tag in LANGUAGES]
    decks += [with_new_slides(tag, visits, folder) for tag in BOTH_WAYS]
    made = convert(decks, "pdf", folder / "pdf", office)
    return {deck.stem: pages_of(pdf) for deck, pdf in zip(decks, made, strict=True)}


def named(visits: dict[str, Path], folder: Path) -> list[Path]:
    """The decks under names that differ, so that they can be converted in one go."""
    decks = [folder / f"{tag}-built.pptx" for tag in LANGUAGES]
    for tag, deck in zip(LANGUAGES, decks, strict=True):
        deck.write_bytes(visits[tag].read_bytes())
    return decks


@pytest.mark.parametrize("language", LANGUAGES)
def test_libreoffice_shows_an_edited_deck(
    printed: dict[str, list[str]], visits: dict[str, Path], language: str
) -> None:
    before, after = printed[f"{language}-built"], printed[language]
    deck = opened(visits[language])
    assert len(before) == len(after) == len(deck.slides)
    chart, table = (number_of(deck, kind) for kind in (CHART, TABLE))
    places = dict(zip((1, 3, table), TYPED[language], strict=True))
    for number, words in places.items():
        assert shows(after[number], words)
        assert not shows(before[number], words)
    labels = [line.strip() for line in after[chart].splitlines()]
    assert set(FIGURES) <= set(labels)
    if language == "en":
        assert all(words in plain(after[number]) for number, words in places.items())
        others = set(range(len(before))) - {chart, *places}
        assert [number for number in others if before[number] != after[number]] == []


@pytest.mark.parametrize("language", BOTH_WAYS)
def test_libreoffice_shows_new_slides_of_every_layout(
    printed: dict[str, list[str]], visits: dict[str, Path], tmp_path: Path, language: str
) -> None:
    deck = with_new_slides(language, visits, tmp_path)
    pages, slides = printed[deck.stem], new_slides(deck)
    assert len(pages) == len(opened(visits[language]).slides) + len(slides)
    for number, (page, slide) in enumerate(zip(pages[-len(slides) :], slides, strict=True), 1):
        assert shows(page, f"{TYPED[language][0]} {number}"), slide.slide_layout.name
        if language == "en":
            # A big number is so large that a word in its place is broken.
            wanted = sum(frame.text.startswith(TYPED["en"][0]) for frame in frames_of(slide))
            assert joined(page).count(joined(TYPED["en"][0])) == wanted


def paragraphs_of(deck: Presentation) -> Counter[str]:
    """Every paragraph of slides and notes but the slide numbers, which are no texts."""
    return Counter(
        text
        for slide in deck.slides
        for frame in frames_of(slide)
        for paragraph in frame.paragraphs
        if paragraph._p.find(qn("a:fld")) is None and (text := plain(paragraph.text))
    )


def notes_of(deck: Presentation) -> Iterator[list[str]]:
    for slide in deck.slides:
        yield [plain(p.text) for p in slide.notes_slide.notes_text_frame.paragraphs]


def test_libreoffice_keeps_every_text_of_slides_and_notes(
    visits: dict[str, Path], office: Path, tmp_path: Path
) -> None:
    decks = named(visits, tmp_path)
    converted = convert(decks, "pptx", tmp_path / "back", office)
    for deck, back in zip(decks, converted, strict=True):
        old, new = opened(deck), pptx.Presentation(str(back))
        assert paragraphs_of(old) == paragraphs_of(new)
        assert list(notes_of(old)) == list(notes_of(new))
        titles = [plain(slide.shapes.title.text_frame.text) for slide in old.slides]
        assert [plain(slide.shapes.title.text_frame.text) for slide in new.slides] == titles
