"""Native tables and the number formats of native charts, read back from the file."""

import io
import zipfile
from dataclasses import replace

import pytest
from lxml import etree
from openxml_audit import validate_pptx
from pptx import Presentation
from pptx.oxml.ns import qn
from slide_samples import COLOURS, LAYOUTS, WORDS, deck_bytes, sample_deck, span

from kit.errors import TemplateError
from kit.layout.deck import Placeholder, Slide, SlideLayout, SlideTable
from kit.layout.slide_width import text_width
from kit.preflight.slides import lint_deck
from kit.typeset.glyphs import Span, Weight
from kit.units import Rect, emu

CODES = ("en", "ar", "ko")
ROOM = Rect(48, 132, 864, 346)
LAYOUT = SlideLayout(
    "table",
    "paper",
    (
        Placeholder("title", "title", 0, Rect(48, 36, 864, 84), 50.0, "headline", "red", "ctr"),
        Placeholder("table", "tbl", 15, ROOM, 20.0),
    ),
)
WIDTHS, HEIGHTS = (0.15, 0.35, 0.5), (40.0, 62.5, 84.0)
SIZE, SPACING = 17.3, 110
HEADS = {
    "en": ("Step", "Who helps", "When"),
    "ar": ("الخطوة", "من يساعد", "متى"),
    "ko": ("단계", "누가 돕나요", "언제"),
}
ENGLISH = "not translated"
ALT = "Step; Who helps; When"
NUMBER_FORMAT = "[$-2000C01]#,##0.0"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def table(code):
    """A head, a row with words in English, and a row to write in."""
    heads = tuple((span(words, code, Weight.BOLD),) for words in HEADS[code])
    english = Span(ENGLISH, Weight.REGULAR, COLOURS["ink"], "en")
    red = span("2", code, Weight.REGULAR, "red")
    rows = (heads, ((span("1", code),), (english,), (red,)), ((span("3", code),), (), ()))
    return SlideTable("table", rows, WIDTHS, HEIGHTS, SIZE, SPACING, ALT)


def table_deck(code, made=None):
    deck = sample_deck(code)
    title = HEADS[code][0]
    slides = (*deck.slides, Slide("table", title, (), table=made or table(code)))
    told = tuple(replace(slide, notes=WORDS[code]["notes"]) for slide in slides)
    return replace(deck, layouts=(*LAYOUTS, LAYOUT), slides=told)


@pytest.fixture(scope="module", params=CODES)
def made(request):
    deck = table_deck(request.param)
    content = deck_bytes(deck)
    shapes = Presentation(io.BytesIO(content)).slides[3].shapes
    (frame,) = [shape for shape in shapes if shape.has_table]
    return deck, content, frame


def parts_of(content):
    return zipfile.ZipFile(io.BytesIO(content))


def cells_of(frame):
    return [cell for row in frame.table.rows for cell in row.cells]


def test_the_table_is_native_and_stays_in_its_placeholder(made):
    frame = made[2]
    assert frame.placeholder_format.idx == 15
    assert (frame.left, frame.top) == (emu(ROOM.x), emu(ROOM.y))
    assert next(frame._element.iter(qn("p:cNvPr"))).get("descr") == ALT


def test_the_cells_hold_the_words_row_by_row(made):
    deck, _, frame = made
    wanted = [
        ["".join(each.text for each in cell) for cell in row] for row in deck.slides[3].table.rows
    ]
    assert [[cell.text for cell in row.cells] for row in frame.table.rows] == wanted
    assert wanted[2][1:] == ["", ""]


def test_the_first_row_is_the_head_and_nothing_else_is_styled(made):
    deck, _, frame = made
    (properties,) = frame._element.iter(qn("a:tblPr"))
    wanted = {"firstRow": "1"} | ({"rtl": "1"} if deck.is_rtl else {})
    assert dict(properties.attrib) == wanted
    assert frame.table.first_row
    assert not frame.table.horz_banding


def test_the_table_has_the_style_that_the_file_brings(made):
    _, content, frame = made
    (own,) = frame._element.iter(qn("a:tableStyleId"))
    styles = etree.fromstring(parts_of(content).read("ppt/tableStyles.xml"))
    (style,) = styles.iter(qn("a:tblStyle"))
    assert own.text == style.get("styleId") == styles.get("def")
    head = style.find(qn("a:firstRow"))
    fill = head.find(f"{qn('a:tcStyle')}/{qn('a:fill')}//{qn('a:schemeClr')}")
    assert fill.get("val") == "accent1"
    words = head.find(qn("a:tcTxStyle"))
    assert (words.get("b"), words.find(qn("a:schemeClr")).get("val")) == ("on", "bg1")
    upright = style.find(f".//{qn('a:insideV')}")
    assert upright.find(f".//{qn('a:noFill')}") is not None
    assert style.find(f".//{qn('a:insideH')}//{qn('a:schemeClr')}").get("val") == "accent6"


def test_columns_and_rows_have_their_sizes_and_the_frame_holds_them(made):
    frame = made[2]
    widths = [column.width for column in frame.table.columns]
    assert widths == [pytest.approx(emu(ROOM.w * share), abs=1) for share in WIDTHS]
    assert [row.height for row in frame.table.rows] == [emu(height) for height in HEIGHTS]
    assert frame.width == emu(ROOM.w) == pytest.approx(sum(widths), abs=len(widths))
    assert frame.height == sum(row.height for row in frame.table.rows)


def test_every_cell_has_the_margins_it_was_measured_with(made):
    for cell in cells_of(made[2]):
        assert (cell.margin_left.pt, cell.margin_right.pt) == (9.0, 9.0)
        assert (cell.margin_top.pt, cell.margin_bottom.pt) == (6.0, 6.0)
        assert cell._tc.find(qn("a:tcPr")).get("anchor") == "ctr"


def test_every_cell_has_its_size_and_spacing_even_a_blank_one(made):
    for cell in cells_of(made[2]):
        (paragraph,) = cell._tc.iter(qn("a:p"))
        looks = [*paragraph.iter(qn("a:rPr")), *paragraph.iter(qn("a:endParaRPr"))]
        assert [look.get("sz") for look in looks] == ["1730"] * len(looks)
        assert len(looks) == 1 + bool(cell.text)
        (spacing,) = paragraph.iter(qn("a:spcPct"))
        assert spacing.get("val") == "110000"


def test_every_run_and_blank_cell_says_its_language(made):
    deck, _, frame = made
    for cell in cells_of(frame):
        (paragraph,) = cell._tc.iter(qn("a:p"))
        (end,) = paragraph.iter(qn("a:endParaRPr"))
        assert end.get("lang") == deck.language
        for run in paragraph.iter(qn("a:r")):
            is_english = cell.text == ENGLISH
            assert run.find(qn("a:rPr")).get("lang") == ("en-GB" if is_english else deck.language)


def test_cells_run_and_stand_in_the_direction_of_the_deck(made):
    deck, _, frame = made
    for cell in cells_of(frame):
        (look,) = cell._tc.iter(qn("a:pPr"))
        wanted = ("1", "r") if deck.is_rtl else ("0", "l")
        assert (look.get("rtl"), look.get("algn")) == wanted


def test_only_what_differs_from_the_style_is_said_of_a_run(made):
    head, row, _ = made[2].table.rows
    for cell in head.cells:
        (look,) = cell._tc.iter(qn("a:rPr"))
        # The colour of the head is that of the table's style, not of the text.
        assert look.get("b") == "1"
        assert look.find(qn("a:solidFill")) is None
    plain, _, red = (next(cell._tc.iter(qn("a:rPr"))) for cell in row.cells)
    assert plain.get("b") is None
    assert plain.find(qn("a:solidFill")) is None
    assert red.find(f"{qn('a:solidFill')}/{qn('a:schemeClr')}").get("val") == "accent1"


def test_a_deck_with_a_table_has_no_fault(made, tmp_path):
    content = made[1]
    path = tmp_path / "table.pptx"
    path.write_bytes(content)
    result = validate_pptx(str(path))
    assert result.is_valid, [str(error) for error in result.errors]
    assert lint_deck(content) == ()


def test_a_link_in_a_table_is_refused():
    linked = replace(span("0800", "en"), link="tel:0800")
    made = replace(table("en"), rows=(*table("en").rows[:2], ((linked,), (), ())))
    with pytest.raises(TemplateError, match="a table cannot hold a link to tel:0800"):
        deck_bytes(table_deck("en", made))


def test_the_samples_have_a_table_in_every_language():
    assert set(CODES) == set(HEADS) == set(WORDS)


# Charts


def chart_deck(code, **changes):
    deck = sample_deck(code)
    *others, slide = deck.slides
    changed = replace(slide, chart=replace(slide.chart, **changes))
    return replace(deck, slides=(*others, changed))


def chart_of(content):
    shapes = Presentation(io.BytesIO(content)).slides[2].shapes
    (frame,) = [shape for shape in shapes if shape.has_chart]
    return frame


def formats_of_workbook(chart):
    """The number format of every cell with a figure, by the cell's name."""
    workbook = zipfile.ZipFile(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    styles = etree.fromstring(workbook.read("xl/styles.xml"))
    codes = {each.get("numFmtId"): each.get("formatCode") for each in styles.iter(f"{SHEET}numFmt")}
    looks = [codes.get(each.get("numFmtId")) for each in styles.find(f"{SHEET}cellXfs")]
    sheet = etree.fromstring(workbook.read("xl/worksheets/sheet1.xml"))
    return {
        cell.get("r"): looks[int(cell.get("s", "0"))]
        for cell in sheet.iter(f"{SHEET}c")
        if cell.get("t", "n") == "n"
    }


@pytest.mark.parametrize("code", CODES)
def test_a_number_format_is_that_of_the_figures_their_labels_and_the_workbook(code):
    chart = chart_of(deck_bytes(chart_deck(code, number_format=NUMBER_FORMAT))).chart
    space = chart._chartSpace
    (cache,) = space.iter(qn("c:numCache"))
    assert cache.find(qn("c:formatCode")).text == NUMBER_FORMAT
    label = space.find(f".//{qn('c:dLbls')}/{qn('c:numFmt')}")
    assert (label.get("formatCode"), label.get("sourceLinked")) == (NUMBER_FORMAT, "0")
    assert formats_of_workbook(chart) == dict.fromkeys(("B2", "B3", "B4", "B5"), NUMBER_FORMAT)


def test_the_cached_figures_are_plain_numbers_whatever_the_digits():
    changes = {"number_format": NUMBER_FORMAT, "figures": ("٣١٫٥", "١٦٫٤", "٦٫٦", "٥")}
    chart = chart_of(deck_bytes(chart_deck("ar", **changes))).chart
    (cache,) = chart._chartSpace.iter(qn("c:numCache"))
    values = [point.find(qn("c:v")).text for point in cache.iter(qn("c:pt"))]
    assert [float(value) for value in values] == [31.5, 16.4, 6.6, 5.0]


def test_years_of_a_chart_are_words_not_figures():
    labels = ("2016", "2017", "2018", "2019")
    chart = chart_of(deck_bytes(chart_deck("en", labels=labels))).chart
    assert tuple(chart.plots[0].categories) == labels
    assert chart._chartSpace.find(f".//{qn('c:cat')}/{qn('c:strRef')}") is not None
    assert set(formats_of_workbook(chart)) == {"B2", "B3", "B4", "B5"}


@pytest.mark.parametrize("code", CODES)
def test_figures_have_room_after_their_bars(code):
    rooms = []
    for figures in (("5", "6", "7", "8"), ("307,835", "6", "7", "8")):
        frame = chart_of(deck_bytes(chart_deck(code, figures=figures)))
        place = frame.chart._chartSpace.find(f".//{qn('c:manualLayout')}")
        x, width = (float(place.find(qn(f"c:{edge}")).get("val")) for edge in "xw")
        # Figures stand after the bars, which is the left in a deck from right to left.
        room = x if code == "ar" else 1 - x - width
        longest = max(text_width(figure) for figure in figures)
        assert room * frame.width.pt >= longest * 19.0 * 2 - 0.1
        rooms.append(room)
    assert rooms[0] < rooms[1]
