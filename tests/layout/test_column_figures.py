"""Lines to write on, bar charts and the marked map: how many, how long, where, in which digits."""

import io
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import pairwise
from math import hypot
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from layout_samples import (
    Shop,
    bounds,
    ink_box,
    is_within,
    lines_in,
    lines_of,
    open_shop,
    overlap,
    samples,
    text_of,
)
from PIL import Image

from kit.document.model import Bar, Chart, Fill, Picture
from kit.errors import TemplateError
from kit.export.pdf.writer import write_pdf
from kit.layout.box import Box
from kit.layout.column import Column
from kit.layout.column_figures import chart, fill_lines
from kit.layout.page import Page, PlacedArt, PlacedLine, Publication, Shape, leaves
from kit.layout.scene import scene
from kit.sources.locales import format_number, locale_of
from kit.sources.outline import Point
from kit.units import Rect, mm

PARTNERS = {"en": "korea", "ar": "mongolia", "km": "cambodia", "ne": "nepal", "mn": "mongolia"}
MEASURE = mm(84)
PARTNER_BROCHURE = "brochure/partner"
KOREA, PARTNER_PLACES = (127.0, 37.6), ((106.9, 47.9), (39.3, -6.8), (102.6, 18.0))

each_language = pytest.mark.parametrize("language", PARTNERS)


@cache
def shop(language: str) -> Shop:
    return open_shop(PARTNERS[language], language)


def column(language: str = "en", *, ease: float = 0.5, measure: float = MEASURE) -> Column:
    compositor = shop(language).bench.compositor
    locale = locale_of(language, native_digits=language in ("ar", "km", "ne"))
    sizes = compositor.theme.brochure
    return Column(compositor.speaking(locale), sizes, sizes.heading_pt, 1.0, ease, measure)


def rooms(box: Box) -> list[Rect]:
    """Return the rooms of the shapes of a box."""
    return [bounds(list(samples(m.outline))) for m in leaves(box.marks) if isinstance(m, Shape)]


def words(box: Box) -> list[PlacedLine]:
    return lines_in(box.marks)


# Lines to write on


@given(count=st.integers(1, 12), ease=st.floats(0, 1), is_numbered=st.booleans())
def test_there_are_as_many_lines_as_asked_for_at_one_pitch(
    count: int, ease: float, is_numbered: bool
) -> None:
    own = column(ease=ease)
    box = fill_lines(Fill(count, is_numbered), own)
    rules = rooms(box)
    assert len(rules) == count
    pitch = box.height / count
    assert [rule.y for rule in rules] == pytest.approx([pitch * n for n in range(1, count + 1)])
    # A hand needs 6 mm, and more than 11 mm would be a waste.
    assert mm(6) < pitch < mm(11)
    assert all(rule.right == pytest.approx(MEASURE) for rule in rules)
    assert len(words(box)) == (count if is_numbered else 0)
    assert is_numbered or all(rule.x == 0 for rule in rules)


@pytest.mark.parametrize(
    ("language", "digits"),
    [("en", "0123456789"), ("ar", "٠١٢٣٤٥٦٧٨٩"), ("km", "០១២៣៤៥៦៧៨៩"), ("ne", "०१२३४५६७८९")],
)
def test_lines_are_numbered_in_the_digits_of_the_language(language: str, digits: str) -> None:
    box = fill_lines(Fill(12, is_numbered=True), column(language))
    expected = ["".join(digits[int(digit)] for digit in str(n)) for n in range(1, 13)]
    assert [mark.line.text for mark in words(box)] == expected


@each_language
def test_a_number_stands_before_its_line_and_on_it(language: str) -> None:
    box = fill_lines(Fill(12, is_numbered=True), column(language))
    for mark, rule, above in zip(words(box), rooms(box), [None, *rooms(box)], strict=False):
        ink = ink_box(mark)
        assert ink
        assert ink.right + mm(1) < rule.x < mm(10)
        assert ink.bottom <= rule.y
        assert rule.y - ink.bottom < mm(3)
        assert above is None or ink.y > above.bottom


@given(ease=st.tuples(st.floats(0, 1), st.floats(0, 1)).map(sorted))
def test_more_room_makes_wider_pitches(ease: list[float]) -> None:
    tight, wide = (fill_lines(Fill(3), column(ease=each)).height for each in ease)
    assert tight <= wide


def page_of(language: str, number: int) -> Page:
    opened = shop(language)
    pages, findings = opened.pages(opened.document(PARTNER_BROCHURE), is_draft=False)
    assert findings == ()
    return pages[number]


def panel(page: Page, place: int, language: str) -> Rect:
    """Return a panel of a page by its number from the start."""
    edges = [0.0, *page.folds, page.width]
    left, right = list(pairwise(edges))[2 - place if language == "ar" else place]
    return Rect(left, 0, right - left, page.height)


@pytest.mark.parametrize("language", ["en", "ar", "ne"])
def test_the_plan_of_a_brochure_has_its_lines_within_the_margins_of_its_panel(
    language: str,
) -> None:
    page = page_of(language, 0)
    room = panel(page, 0, language)
    rules = [
        box
        for mark in page.marks
        if isinstance(mark, Shape)
        for box in [bounds(list(samples(mark.outline)))]
        if box.h == pytest.approx(0.6) and is_within(box, room)
    ]
    fills = [
        block
        for part in shop(language).document(PARTNER_BROCHURE).parts
        for block in part.blocks
        if isinstance(block, Fill)
    ]
    assert len(rules) == sum(block.lines for block in fills) == 8
    edges = [rule.right if language != "ar" else rule.x for rule in rules]
    end = room.right - mm(8) if language != "ar" else room.x + mm(8)
    assert edges == pytest.approx([end] * 8, abs=0.01)
    # Nothing is printed where a hand is to write.
    for rule in rules:
        over = Rect(rule.x, rule.y - mm(5), rule.w, mm(5))
        assert not any(overlap(over, box) for m in lines_of(page) if (box := ink_box(m)))


# Charts

SAMPLE = Chart(
    text_of("Blood donations a year for every 1000 people"),
    (
        Bar(text_of("High income"), 31.5, is_marked=True),
        Bar(text_of("Upper middle income"), 16.4, is_marked=False),
        Bar(text_of("Low income"), 5.0, is_marked=True),
    ),
)
FIGURES = {"en": "31.5", "ar": "٣١٫٥", "km": "៣១,៥", "ne": "३१.५", "mn": "31.5"}


def bars(box: Box) -> list[Rect]:
    return rooms(box)


def of_values(values: list[float], labels: list[str] | None = None, language: str = "en") -> Chart:
    names = labels or ["High income"] * len(values)
    return Chart(
        text_of("A year", language),
        tuple(
            Bar(text_of(name, language), value, is_marked=not number)
            for number, (name, value) in enumerate(zip(names, values, strict=True))
        ),
    )


# Bars shorter than their round corners have a test of their own below.
positive = st.decimals(min_value=50, max_value=999, places=1).map(float)


@given(values=st.lists(positive, min_size=1, max_size=6), ease=st.floats(0, 1))
def test_bars_are_as_long_as_their_values_say(values: list[float], ease: float) -> None:
    found = bars(chart(of_values(values), column(ease=ease)))
    assert len(found) == len(values)
    longest = max(box.w for box in found)
    assert MEASURE * 0.78 < longest < MEASURE
    for box, value in zip(found, values, strict=True):
        assert box.w / longest == pytest.approx(value / max(values), rel=1e-6)
        assert (box.x, box.h) == (0, pytest.approx(found[0].h))


@given(values=st.lists(positive, min_size=2, max_size=6))
def test_bars_labels_and_figures_keep_apart_and_within_the_measure(values: list[float]) -> None:
    box = chart(of_values(values), column())
    unit, *marks = words(box)
    labels, figures = marks[0::2], marks[1::2]
    before = ink_box(unit)
    for label, figure, bar in zip(labels, figures, bars(box), strict=True):
        over, beside = ink_box(label), ink_box(figure)
        assert before
        assert over
        assert beside
        assert before.bottom < over.y
        assert over.bottom < bar.y + 0.5
        assert mm(1) < beside.x - bar.right < mm(3)
        assert beside.y + beside.h / 2 == pytest.approx(bar.y + bar.h / 2, abs=mm(1))
        assert beside.right <= MEASURE + 0.5
        before = beside if beside.bottom > bar.bottom else bar
    assert box.height >= before.bottom if before else False


@each_language
def test_figures_are_written_as_the_language_writes_them(language: str) -> None:
    own = column(language)
    _, *marks = words(chart(SAMPLE, own))
    figures = [mark.line.text for mark in marks[1::2]]
    locale = own.compositor.locale
    assert figures == [format_number(Decimal(str(bar.value)), locale) for bar in SAMPLE.bars]
    assert figures[0] == FIGURES[language]


@each_language
def test_the_marked_bars_have_the_colour_of_marked_ones(language: str) -> None:
    own = column(language)
    theme = own.compositor.theme
    fills = [mark.fill for mark in leaves(chart(SAMPLE, own).marks) if isinstance(mark, Shape)]
    expected = ["bar_marked" if bar.is_marked else "bar" for bar in SAMPLE.bars]
    assert fills == [theme.colour_of(role) for role in expected]


VOCABULARY = {
    "en": ["income", "upper", "middle", "countries", "of", "a", "low"],
    "ar": ["الدخل", "المرتفع", "البلدان", "من", "المتوسط"],
    "km": ["ប្រាក់ចំណូល", "ខ្ពស់", "មធ្យម", "ប្រទេស"],
}


@given(data=st.data(), language=st.sampled_from(sorted(VOCABULARY)))
def test_labels_of_any_length_are_broken_within_the_measure(
    data: st.DataObject, language: str
) -> None:
    phrase = st.lists(st.sampled_from(VOCABULARY[language]), min_size=1, max_size=14)
    labels = data.draw(st.lists(phrase.map(" ".join), min_size=2, max_size=4))
    own = column(language, measure=mm(data.draw(st.integers(50, 90))))
    values = [float(10 * n + 5) for n in range(len(labels))]
    box = chart(of_values(values, labels, language), own)
    assert box.overset == ()
    for mark in words(box):
        assert mark.line.width * mark.size <= own.measure + 0.01
        # Shaped: every letter has a glyph of its script.
        assert all(glyph.id for run in mark.line.runs for c in run.clusters for glyph in c.glyphs)
    found = "".join(mark.line.text for mark in words(box))
    for label in labels:
        assert "".join(label.split()) in "".join(found.split()).replace("\u00ad", "")


def test_a_long_figure_stays_within_the_measure_or_is_told() -> None:
    box = chart(of_values([307835.0, 196735.0]), column())
    ends = [ink.right for mark in words(box) if (ink := ink_box(mark))]
    assert box.overset or max(ends) <= MEASURE + 0.5


@pytest.mark.parametrize("value", [0.0, 0.1, 0.5])
def test_a_short_bar_begins_where_the_others_begin(value: float) -> None:
    long, short = bars(chart(of_values([31.5, value]), column()))
    assert short.x == pytest.approx(long.x, abs=0.01)
    assert short.w == pytest.approx(long.w * value / 31.5, abs=0.01)


def test_a_chart_of_zeros_has_bars_without_length() -> None:
    assert [bar.w for bar in bars(chart(of_values([0.0, 0.0]), column()))] == [0, 0]


BROCHURE = """
<brochure>
  <title><text sources="-">{{{{ _("Give") }}}}</text></title>
  <draft><text sources="-">{{{{ _("Draft") }}}}</text></draft>
  <panel place="first">
    <chart>
      <unit><text sources="-">{{{{ _("A year") }}}}</text></unit>
      <bar value="{value}"><text sources="-">{{{{ _("Low income") }}}}</text></bar>
    </chart>
  </panel>
</brochure>
"""


@pytest.mark.parametrize("value", ["-3", "-0.5", "many", ""])
def test_a_value_that_is_no_length_is_refused(tmp_path: Path, value: str) -> None:
    own = workspace(tmp_path, value)
    with pytest.raises(TemplateError, match="mine"):
        own.document("brochure/mine")


@pytest.mark.parametrize(
    ("value", "figure"),
    [
        ("0.25", "0.25"),
        ("5.0", "5.0"),
        ("31.5", "31.5"),
        ("0", "0"),
        ("3", "3"),
        ("196735", "196,735"),
    ],
)
def test_a_figure_is_printed_with_the_decimal_places_that_it_was_written_with(
    tmp_path: Path, value: str, figure: str
) -> None:
    own = workspace(tmp_path, value)
    pages, findings = own.pages(own.document("brochure/mine"))
    assert findings == ()
    assert figure in {mark.line.text for page in pages for mark in lines_of(page)}


def workspace(root: Path, value: str) -> Shop:
    """Return a shop with a brochure of one bar."""
    path = root / "templates/brochure/mine.xml"
    path.parent.mkdir(parents=True)
    (root / "kit.toml").write_text("schema = 1\n", encoding="utf-8")
    path.write_text(BROCHURE.format(value=value), encoding="utf-8")
    return open_shop("korea", "en", root)


def chart_on(page: Page, language: str) -> list[tuple[Rect, PlacedLine, PlacedLine]]:
    """Return bar, label and figure of each bar of the built-in chart."""
    height = mm(shop(language).bench.compositor.theme.brochure.bar_mm)
    found = [
        (number, box)
        for number, mark in enumerate(page.marks)
        if isinstance(mark, Shape)
        for box in [bounds(list(samples(mark.outline)))]
        if box.h == pytest.approx(height, abs=0.01)
    ]
    before = [page.marks[number - 1] for number, _ in found]
    after = [page.marks[number + 1] for number, _ in found]
    lines = [(a, b) for a, b in zip(before, after, strict=True)]
    return [
        (box, label, figure)
        for (_, box), (label, figure) in zip(found, lines, strict=True)
        if isinstance(label, PlacedLine) and isinstance(figure, PlacedLine)
    ]


@pytest.mark.parametrize("language", ["en", "ar", "km", "ne"])
def test_bars_grow_from_the_start_of_the_column(language: str) -> None:
    page = page_of(language, 1)
    room = panel(page, 0, language)
    found = chart_on(page, language)
    assert len(found) == 4
    is_rtl = language == "ar"
    start = room.right - mm(8) if is_rtl else room.x + mm(8)
    for bar, label, figure in found:
        ink, over = ink_box(figure), ink_box(label)
        assert ink
        assert over
        if is_rtl:
            assert bar.right == pytest.approx(start, abs=0.01)
            assert label.x + label.line.width * label.size == pytest.approx(start, abs=0.01)
            assert mm(1) < bar.x - ink.right < mm(3)
        else:
            assert bar.x == pytest.approx(start, abs=0.01)
            assert label.x == pytest.approx(start, abs=0.01)
            assert mm(1) < ink.x - bar.right < mm(3)
        assert is_within(ink, room.inset(0, mm(7.9), 0))
    widths = [bar.w for bar, _, _ in found]
    assert [width / widths[0] for width in widths] == pytest.approx(
        [1, 16.4 / 31.5, 6.6 / 31.5, 5 / 31.5], rel=1e-3
    )


@pytest.mark.parametrize("language", ["en", "ar"])
def test_only_the_ends_of_bars_are_round(language: str) -> None:
    page = page_of(language, 1)
    for bar, _, _ in chart_on(page, language):
        (shape,) = [
            mark
            for mark in page.marks
            if isinstance(mark, Shape) and bounds(list(samples(mark.outline))) == bar
        ]
        points = set(samples(shape.outline))
        start, end = (bar.right, bar.x) if language == "ar" else (bar.x, bar.right)
        corners = {(x, y) for x in (start, end) for y in (bar.y, bar.bottom)}
        sharp = {corner for corner in corners if any(near(corner, point) for point in points)}
        assert {x for x, _ in sharp} == {start}


def near(one: Point, other: Point, distance: float = 0.01) -> bool:
    return hypot(one[0] - other[0], one[1] - other[1]) <= distance


# The map

PLACES = (KOREA, *PARTNER_PLACES)
LAND = {
    "Brazil": (-55, -10),
    "Sahara": (5, 23),
    "Australia": (134, -25),
    "India": (79, 22),
    "Kansas": (-98, 38),
    "Siberia": (100, 62),
    "Congo": (23, -2),
}
SEA = {
    "Pacific": (-140, 0),
    "Atlantic": (-35, 25),
    "Indian Ocean": (80, -25),
    "South Atlantic": (-15, -25),
}


def in_drawing(longitude: float, latitude: float) -> Point:
    """Return a place on the map, which begins at 30 degrees west and 84 degrees north."""
    return (longitude + 30) % 360 * 1200 / 360, (84 - latitude) * 1200 / 360


def dots() -> Iterator[Point]:
    """Yield the middles of the dots of the map."""
    for figure in shop("en").bench.compositor.gallery.illustration("world-dots").figures:
        points: list[Point] = []
        for segment in figure.outline.segments:
            points += segment.points
            if segment.operator in ("close", "move"):
                if len(points) > 4:
                    room = bounds(points[:-1] if segment.operator == "move" else points)
                    yield room.x + room.w / 2, room.y + room.h / 2
                points = points[-1:] if segment.operator == "move" else []


def distance_to_land(longitude: float, latitude: float) -> float:
    x, y = in_drawing(longitude, latitude)
    return min(hypot(x - dot[0], y - dot[1]) for dot in dots())


@pytest.mark.parametrize("place", [*LAND, "Korea", "Mongolia", "Tanzania", "Laos"])
def test_the_map_has_land_where_there_is_land(place: str) -> None:
    known = LAND | dict(zip(("Korea", "Mongolia", "Tanzania", "Laos"), PLACES, strict=True))
    assert distance_to_land(*known[place]) < 18


@pytest.mark.parametrize("place", SEA)
def test_the_map_has_no_land_where_there_is_sea(place: str) -> None:
    assert distance_to_land(*SEA[place]) > 30


def markers(art: PlacedArt) -> list[Rect]:
    """Return the rooms of the marks on a map, in its own coordinates: its last figures."""
    return [bounds(list(samples(figure.outline))) for figure in art.drawing.figures[-4:]]


def map_on(page: Page) -> PlacedArt:
    (found,) = [
        m for m in page.marks if isinstance(m, PlacedArt) and m.drawing.name == "world-dots"
    ]
    return found


@pytest.mark.parametrize("language", ["en", "ar"])
def test_markers_point_at_their_places_in_both_directions(language: str) -> None:
    art = map_on(page_of(language, 1))
    assert not art.is_mirrored
    for marker, place in zip(markers(art), PLACES, strict=True):
        x, y = in_drawing(*place)
        assert marker.x + marker.w / 2 == pytest.approx(x, abs=0.1)
        # The tip of the drop, which stands on its head, is at the place.
        assert marker.bottom == pytest.approx(y, abs=0.1)
    korea = markers(art)[0]
    assert korea.x + korea.w / 2 == pytest.approx(523.3, abs=0.1)
    assert all(is_within(marker, Rect(0, 0, 1200, 480)) for marker in markers(art))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_markers_are_drawn_there_in_the_finished_file(language: str) -> None:
    page = page_of(language, 1)
    art = map_on(page)
    content = write_pdf(Publication("Map", "en", language == "ar", "Kit", "Map", (page,)))
    with pypdfium2.PdfDocument(io.BytesIO(content)) as pdf:
        picture = pdf[0].render(scale=4).to_pil().convert("RGB")
    for place in PLACES:
        x, y = in_drawing(*place)
        scale = art.rect.w / art.drawing.width
        # In the belly of the drop, over its tip.
        spot = (art.rect.x + x * scale, art.rect.y + (y - 40) * scale)
        assert is_red(picture, spot)
        assert not is_red(picture, (art.rect.x + (1200 - x) * scale, spot[1]))


def is_red(picture: Image.Image, spot: Point) -> bool:
    found = picture.getpixel((int(spot[0] * 4), int(spot[1] * 4)))
    assert isinstance(found, tuple)
    return bool(found[0] > 150 and found[1] < 60)


@given(
    longitude=st.floats(-180, 180),
    latitude=st.floats(-55, 70),
    width=st.floats(60, 400),
    height=st.floats(40, 200),
)
def test_any_place_is_marked_where_it_lies(
    longitude: float, latitude: float, width: float, height: float
) -> None:
    assume(height > mm(10))
    picture = Picture("world-dots", text_of("Map"), "aqua", ((longitude, latitude),))
    (art,) = scene(shop("en").bench.compositor, picture, Rect(10, 20, width, height))
    assert isinstance(art, PlacedArt)
    assert is_within(art.rect, Rect(10, 20, width, height))
    marker = bounds(list(samples(art.drawing.figures[-1].outline)))
    assert (marker.x + marker.w / 2, marker.bottom) == pytest.approx(
        in_drawing(longitude, latitude), abs=0.2
    )
