import io
import zipfile

import pytest
from lxml import etree
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml.ns import qn
from slide_samples import WORDS, deck_bytes, sample_deck

from kit.export.slides.package import normalised, zipped
from kit.layout.slide_width import text_width

CODES = ("en", "ar", "ko")


@pytest.fixture(scope="module", params=CODES)
def made(request):
    deck = sample_deck(request.param)
    presentation = Presentation(io.BytesIO(deck_bytes(deck)))
    frame = next(shape for shape in presentation.slides[2].shapes if shape.has_chart)
    return deck, frame


def test_the_chart_is_a_native_bar_chart_in_its_placeholder(made):
    deck, frame = made
    chart = frame.chart
    assert frame.placeholder_format.idx == 1
    assert chart.chart_type == XL_CHART_TYPE.BAR_CLUSTERED
    assert tuple(chart.plots[0].categories) == deck.slides[2].chart.labels
    assert tuple(chart.plots[0].series[0].values) == deck.slides[2].chart.values
    assert chart.plots[0].series[0].name == deck.slides[2].chart.name


def test_the_axis_ids_are_positive_and_the_axes_find_each_other(made):
    chart = made[1].chart
    space = chart._chartSpace
    ids = [int(axis.get("val")) for axis in space.iter(qn("c:axId"))]
    crossed = [int(axis.get("val")) for axis in space.iter(qn("c:crossAx"))]
    assert min(ids) > 0
    assert sorted(ids) == sorted([*crossed, *crossed])


def test_the_first_label_stands_on_top_and_bars_start_at_nought(made):
    chart = made[1].chart
    assert chart.category_axis.reverse_order
    assert chart.value_axis.minimum_scale == 0
    assert chart.value_axis.maximum_scale is None
    assert not chart.value_axis.visible
    assert not chart.value_axis.has_major_gridlines


def test_bars_grow_to_the_left_in_a_right_to_left_deck(made):
    deck, frame = made
    assert frame.chart.value_axis.reverse_order == deck.is_rtl
    place = frame.chart._chartSpace.find(".//" + qn("c:manualLayout"))
    x, width = (float(place.find(qn(f"c:{edge}")).get("val")) for edge in "xw")
    longest = max(text_width(label) for label in deck.slides[2].chart.labels)
    room = 1 - x - width if deck.is_rtl else x
    assert room * frame.width.pt >= longest * 19.0


def test_only_the_marked_bars_stand_out(made):
    chart = made[1].chart
    points = chart._chartSpace.iter(qn("c:dPt"))
    marked = {int(point.find(qn("c:idx")).get("val")): point for point in points}
    assert sorted(marked) == [0, 3]
    fills = {point.find(".//" + qn("a:schemeClr")).get("val") for point in marked.values()}
    assert fills == {"accent1"}
    series = chart.plots[0].series[0]._element.find(qn("c:spPr"))
    assert series.find(".//" + qn("a:schemeClr")).get("val") == "accent6"


def test_the_figures_are_in_the_headline_face_and_larger_than_the_labels(made):
    chart = made[1].chart
    labels = chart._chartSpace.find(".//" + qn("c:dLbls"))
    figures = labels.find(".//" + qn("a:defRPr"))
    assert figures.find(qn("a:latin")).get("typeface") == "+mj-lt"
    assert int(figures.get("sz")) == 3800
    assert chart.font.size.pt == 19.0
    assert labels.find(qn("c:dLblPos")).get("val") == "outEnd"


def test_the_chart_says_its_language_and_what_it_shows(made):
    deck, frame = made
    assert frame.chart._chartSpace.find(qn("c:lang")).get("val") == deck.language
    assert next(frame.element.iter(qn("p:cNvPr"))).get("descr") == deck.slides[2].chart.alt


def test_the_workbook_holds_the_same_labels_and_no_hour(made):
    deck, frame = made
    workbook = zipfile.ZipFile(io.BytesIO(frame.chart.part.chart_workbook.xlsx_part.blob))
    strings = etree.fromstring(workbook.read("xl/sharedStrings.xml"))
    texts = set(strings.itertext())
    chart = deck.slides[2].chart
    assert {*chart.labels, chart.name} <= texts
    assert b">1980-01-01T00:00:00Z<" in workbook.read("docProps/core.xml")
    assert {item.date_time for item in workbook.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_order_of_files_in_a_package_is_fixed():
    files = {"b.xml": b"2", "a.xml": b"1", "_rels/.rels": b"3", "[Content_Types].xml": b"4"}
    turned = dict(reversed(files.items()))
    assert zipped(files) == zipped(turned) == normalised(zipped(turned))
    names = zipfile.ZipFile(io.BytesIO(zipped(files))).namelist()
    assert names == ["[Content_Types].xml", "_rels/.rels", "a.xml", "b.xml"]


@pytest.mark.parametrize(
    ("text", "width"), [("", 0.0), ("ab", 1.2), ("고소득", 3.0), ("e\u0301", 0.6)]
)
def test_the_width_of_a_text_is_guessed_from_its_characters(text, width):
    assert text_width(text) == pytest.approx(width)


def test_the_samples_have_a_chart_in_every_language():
    assert set(CODES) == set(WORDS)
