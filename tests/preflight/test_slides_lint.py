import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.findings import Finding, Severity
from kit.preflight.slides import CHECKS, READING, lint_deck
from tests.export.slide_samples import WORDS, deck_bytes, sample_deck

CODES = ("en", "ar", "ko")
TYPES = "[Content_Types].xml"
MAIN, MASTER = "ppt/presentation.xml", "ppt/slideMasters/slideMaster1.xml"
LAYOUT, CHART = "ppt/slideLayouts/slideLayout2.xml", "ppt/charts/chart1.xml"
WORKBOOK = "ppt/embeddings/Microsoft_Excel_Sheet1.xlsx"
CORE = "docProps/core.xml"
IN_CHART = f"slide 3, {CHART}"
TEXT_TYPE = "presentationml.presentation.main"


def slide(number: int) -> str:
    return f"ppt/slides/slide{number}.xml"


def links(number: int) -> str:
    return f"ppt/slides/_rels/slide{number}.xml.rels"


@cache
def sample(code: str) -> bytes:
    """A deck of three slides, each with notes."""
    deck = sample_deck(code)
    said = WORDS[code]["notes"]
    return deck_bytes(replace(deck, slides=tuple(replace(s, notes=said) for s in deck.slides)))


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def files_of(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def edited(package: bytes, part: str, pattern: str, new: str) -> bytes:
    """The package with one place of a part changed; `new` may name a group."""
    files = files_of(package)
    text, count = re.subn(pattern, new, files[part].decode(), count=1, flags=re.DOTALL)
    assert count == 1, f"{pattern} is not in {part}"
    assert text.encode() != files[part], f"{pattern} changes nothing in {part}"
    return zipped({**files, part: text.encode()})


def without(package: bytes, part: str) -> bytes:
    files = files_of(package)
    del files[part]
    return zipped(files)


def found(package: bytes) -> list[tuple[str, str]]:
    return [(finding.code, finding.where) for finding in lint_deck(package)]


@pytest.fixture(params=CODES)
def deck(request: pytest.FixtureRequest) -> bytes:
    return sample(request.param)


def test_a_deck_of_the_kit_has_no_fault(deck: bytes) -> None:
    assert lint_deck(deck, "deck.pptx") == ()


# Each row: the code, where it must be told, the part that is changed, what is sought, what is put
# there. One fault gives one finding.
RUN = r'<a:rPr lang="[^"]*"'
FAULTS = {
    "a type without a part": (
        "slides.content-type", "ppt/phantom.xml", TYPES,
        r"</Types>", r'<Override PartName="/ppt/phantom.xml" ContentType="a/b"/></Types>',
    ),
    "a slide that passes for plain XML": (
        "slides.content-type", "slide 2", TYPES,
        r'<Override PartName="/ppt/slides/slide2.xml"[^>]*>', "",
    ),
    "a part without a type": (
        "slides.content-type", WORKBOOK, TYPES, r'<Default Extension="xlsx"[^>]*>', "",
    ),
    "a main part that is a slide show": (
        "slides.content-type", MAIN, TYPES, TEXT_TYPE, "presentationml.slideshow.main",
    ),
    "a link that leads nowhere": (
        "slides.relationship", "slide 1", links(1), r"media/image1\.png", "media/image99.png",
    ),
    "an id without a link": (
        "slides.relationship", "slide 1", slide(1), r'blip r:embed="rId2"', 'blip r:embed="x"',
    ),
    "a layout with the master's id": (
        "slides.layout-id", "ppt/slideMasters/slideMaster1.xml", MASTER,
        r'sldLayoutId id="2147483649"', 'sldLayoutId id="2147483648"',
    ),
    "a layout id that is too small": (
        "slides.layout-id", MASTER, MASTER, r'sldLayoutId id="2147483650"', 'sldLayoutId id="300"',
    ),
    "a slide id that is too small": (
        "slides.slide-id", "slide 1", MAIN, r'sldId id="256"', 'sldId id="255"',
    ),
    "two slides with one id": (
        "slides.slide-id", "slide 2", MAIN, r'sldId id="257"', 'sldId id="256"',
    ),
    "two shapes with one id": (
        "slides.shape-id", "slide 2", slide(2), r'cNvPr id="3"', 'cNvPr id="2"',
    ),
    "no document title": ("slides.document-title", "", CORE, r"<dc:title>.*</dc:title>", ""),
    "no document language": (
        "slides.document-language", "", CORE, r"<dc:language>[^<]*", "<dc:language>",
    ),
    "another document language": (
        "slides.document-language", "", CORE, r"<dc:language>[^<]*", "<dc:language>de-DE",
    ),
    "an embedded font without a face": (
        "slides.embedded-font", MAIN, MAIN, r"(<p:notesSz[^>]*>)",
        r'\1<p:embeddedFontLst><p:embeddedFont><p:font typeface="N"/></p:embeddedFont>'
        "</p:embeddedFontLst>",
    ),
    "an embedded font that is a theme": (
        "slides.embedded-font", MAIN, MAIN, r"(<p:notesSz[^>]*>)",
        r'\1<p:embeddedFontLst><p:embeddedFont><p:font typeface="N"/><p:regular r:id="rId5"/>'
        "</p:embeddedFont></p:embeddedFontLst>",
    ),
    "a slide without a title": (
        "slides.title", "slide 2", slide(2), r'<p:ph type="title"/>', "",
    ),
    "an empty title": (
        "slides.empty-placeholder", "slide 2", slide(2),
        r'(<p:ph type="title"/>.*?)<a:r>.*?</a:r>', r"\1",
    ),
    "an empty text": (
        "slides.empty-placeholder", "slide 2", slide(2),
        r'(<p:ph type="body" idx="1"/>.*?)<a:r>.*?</a:r>', r"\1",
    ),
    "an empty line of sources": (
        "slides.empty-placeholder", "slide 3", slide(3),
        r'(<p:ph type="body" idx="2"/>.*?)<a:r>.*?</a:r>', r"\1",
    ),
    "notes that are another slide's": (
        "slides.notes", "slide 2", "ppt/notesSlides/_rels/notesSlide2.xml.rels",
        r"slides/slide2\.xml", "slides/slide1.xml",
    ),
    "a slide without notes": (
        "slides.notes", "slide 2", links(2), r'<Relationship [^>]*/notesSlide"[^>]*>', "",
    ),
    "empty notes": (
        "slides.notes", "slide 2", "ppt/notesSlides/notesSlide2.xml",
        r'(<p:ph type="body".*?)<a:r>.*</a:r>(.*slidenum)', r"\1\2",
    ),
    "a language that is no tag": (
        "slides.language", "slide 2", slide(2), RUN, '<a:rPr lang="english language"',
    ),
    "a language with an underscore": (
        "slides.language", "slide 2", slide(2), RUN, '<a:rPr lang="en_GB"',
    ),
    "a language that is not the deck's": (
        "slides.language", "slide 2", slide(2), RUN, '<a:rPr lang="de-DE"',
    ),
    "a run without a language": ("slides.language", "slide 2", slide(2), RUN, "<a:rPr"),
    "a run without properties": (
        "slides.language", "slide 2", slide(2), r"<a:r><a:rPr [^>]*/>", "<a:r>",
    ),
    "a line break without a language": (
        "slides.language", "slide 2", slide(2), r"</a:r>", "</a:r><a:br/>",
    ),
    "a slide number without a language": (
        "slides.language", "slide 2", slide(2), r'(<a:fld [^>]*>)<a:rPr lang="[^"]*"', r"\1<a:rPr",
    ),
    "a paragraph end without a language": (
        "slides.language", "slide 2", slide(2), r'<a:endParaRPr lang="[^"]*"', "<a:endParaRPr",
    ),
    "notes in a language that is not the deck's": (
        "slides.language", "notes of slide 1", "ppt/notesSlides/notesSlide1.xml",
        RUN, '<a:rPr lang="de-DE"',
    ),
    "a prompt in a language that is not the deck's": (
        "slides.language", MASTER, MASTER, RUN, '<a:rPr lang="de-DE"',
    ),
    "figures without a language": (
        "slides.language", IN_CHART, CHART, r'(<a:defRPr[^>]*) lang="[^"]*"', r"\1",
    ),
    "a second language that is no tag": (
        "slides.language", "slide 2", slide(2), r'(<a:rPr lang="[^"]*")[^>/]*', r'\1 altLang="?"',
    ),
    "a chart of another language": (
        "slides.chart-language", IN_CHART, CHART, r'<c:lang val="[^"]*"', '<c:lang val="de-DE"',
    ),
    "a chart without a language": (
        "slides.chart-language", IN_CHART, CHART, r"<c:lang [^>]*>", "",
    ),
    "a font in a run": (
        "slides.font", "slide 2", slide(2),
        r"(<a:r><a:rPr [^>]*)/>", r'\1><a:latin typeface="Arial"/></a:rPr>',
    ),
    "a font in a chart": ("slides.font", IN_CHART, CHART, r'"\+mn-cs"', '"Noto Sans"'),
    "a font of a bullet": ("slides.font", MASTER, MASTER, r'buFont typeface="[^"]*"',
                           'buFont typeface="Arial"'),
    "a text that is too small": ("slides.text-size", "slide 2", slide(2), 'sz="900"', 'sz="899"'),
    "a text of a layout that is too small": (
        "slides.text-size", LAYOUT, LAYOUT, 'sz="1200"', 'sz="600"',
    ),
    "a placeholder that the layout does not have": (
        "slides.placeholder", "slide 2", slide(2), r'type="body" idx="1"', 'type="body" idx="77"',
    ),
    "a placeholder of another kind": (
        "slides.placeholder", "slide 1", slide(1), r'type="body" idx="1"', 'type="tbl" idx="1"',
    ),
    "two placeholders that are one": (
        "slides.placeholder", "slide 2", slide(2), r'type="body" idx="2"', 'type="body" idx="1"',
    ),
    "a placeholder that the master does not have": (
        "slides.placeholder", "ppt/slideLayouts/slideLayout3.xml",
        "ppt/slideLayouts/slideLayout3.xml", r"(</p:spTree>)",
        '<p:sp><p:nvSpPr><p:cNvPr id="90" name="h"/><p:cNvSpPr/><p:nvPr><p:ph type="hdr" idx="9"/>'
        r"</p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/></p:txBody></p:sp>\1",
    ),
    "a slide without a layout": (
        "slides.relationship", "slide 2", links(2), r'<Relationship [^>]*/slideLayout"[^>]*>', "",
    ),
    "a shape without a text body": (
        "slides.text-body", "slide 2", slide(2), r"<p:txBody>.*?</p:txBody>", "",
    ),
    "a background without effects": (
        "slides.background", LAYOUT, LAYOUT, r"<a:effectLst/>", "",
    ),
    "a shape of negative width": (
        "slides.extent", "slide 2", slide(2), r'ext cx="812800"', 'ext cx="-812800"',
    ),
    "a shape without height": (
        "slides.extent", "slide 2", slide(2), r'cy="812800"', 'cy="0"',
    ),
    "a text over the edge": (
        "slides.outside", "slide 3", slide(3), r'(<p:ph type="title"/>.*?)<p:spPr/>',
        r'\1<p:spPr><a:xfrm><a:off x="-13000" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm>'
        "</p:spPr>",
    ),
    "a placeholder of a layout over the edge": (
        "slides.outside", LAYOUT, LAYOUT, r'(<p:ph type="title".*?<a:off x="\d+" y=)"\d+"',
        r'\1"6000000"',
    ),
    "a chart over the edge": (
        "slides.outside", "slide 3", slide(3), r'(<p:xfrm><a:off x=")\d+', r"\g<1>9999999",
    ),
    "a picture that is half outside": (
        "slides.outside", "slide 1", slide(1), r'(<p:pic>.*?<a:off x="\d+" y=)"\d+"',
        r'\1"4500000"',
    ),
    "a picture without a text": ("slides.alt-text", "slide 1", slide(1), r'descr="[^"]+"',
                                 'descr=""'),
    "a picture with a blank text": ("slides.alt-text", "slide 1", slide(1), r'descr="[^"]+"',
                                    'descr="  "'),
    "a chart without a text": ("slides.alt-text", "slide 3", slide(3), r'descr="[^"]+"', ""),
    "a plain shape without the flag": (
        "slides.alt-text", "slide 2", slide(2), r"<a:extLst>.*?</a:extLst>", "",
    ),
    "a decoration with a text": (
        "slides.alt-text", "slide 2", slide(2), r'descr=""', 'descr="a box"',
    ),
    "an SVG picture without a raster picture": (
        "slides.fallback", "slide 1", slide(1), r'blip r:embed="rId2"', 'blip r:embed="rId3"',
    ),
    "an axis id below nought": (
        "slides.axis-id", IN_CHART, CHART, r'<c:axId val="1"', '<c:axId val="-2068027336"',
    ),
    "an axis id that is no number": (
        "slides.axis-id", IN_CHART, CHART, r'<c:crossAx val="2"', '<c:crossAx val="two"',
    ),
    "an axis that crosses no other": (
        "slides.axis-id", IN_CHART, CHART, r'<c:crossAx val="2"', '<c:crossAx val="7"',
    ),
    "a chart without a workbook": (
        "slides.workbook", IN_CHART, CHART, r"<c:externalData.*</c:externalData>",
        '<c:userShapes r:id="rId1"/>',
    ),
    "a value that the workbook does not have": (
        "slides.workbook", IN_CHART, CHART, r"<c:v>16\.4</c:v>", "<c:v>16.5</c:v>",
    ),
    "a label that the workbook does not have": (
        "slides.workbook", IN_CHART, CHART, r'(<c:cat>.*?<c:pt idx="1"><c:v>)', r"\1x",
    ),
    "a value too many": (
        "slides.workbook", IN_CHART, CHART, r"(</c:numCache>)",
        r'<c:pt idx="4"><c:v>1</c:v></c:pt>\1',
    ),
    "cells that the workbook does not have": (
        "slides.workbook", IN_CHART, CHART, r"Sheet1!\$B\$2:", "Sheet9!$B$2:",
    ),
    "no section for the last slide": (
        "slides.section", "slide 3", MAIN, r"(</p:presentation>)", "{sections:256 257}",
    ),
    "a slide in two sections": (
        "slides.section", "slide 1", MAIN, r"(</p:presentation>)", "{sections:256 257 258 256}",
    ),
    "a section with a slide that is not there": (
        "slides.section", MAIN, MAIN, r"(</p:presentation>)", "{sections:256 257 258 300}",
    ),
}  # fmt: skip


def section_list(ids: str, name: str = "Why") -> str:
    listed = "".join(f'<p14:sldId id="{id_}"/>' for id_ in ids.split())
    return (
        '<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst '
        'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"><p14:section '
        f'name="{name}" id="{{00000000-0000-0000-0000-000000000001}}"><p14:sldIdLst>{listed}'
        "</p14:sldIdLst></p14:section></p14:sectionLst></p:ext></p:extLst></p:presentation>"
    )


@pytest.mark.parametrize("fault", FAULTS)
def test_one_fault_is_one_finding_at_its_place(fault: str, deck: bytes) -> None:
    code, where, part, pattern, new = FAULTS[fault]
    if new.startswith("{sections:"):
        new = section_list(new.removeprefix("{sections:").removesuffix("}"))
    assert found(edited(deck, part, pattern, new)) == [(code, where)]


def test_every_check_is_tried_here() -> None:
    tried = {code for code, *_ in FAULTS.values()}
    apart = {"slides.direction", "slides.table"}
    assert {check.code for check in CHECKS} == tried | apart


def test_a_finding_names_the_file_the_fault_and_what_to_do() -> None:
    spoilt = edited(sample("ko"), slide(2), RUN, '<a:rPr lang="english language"')
    (finding,) = lint_deck(spoilt, "out/korea/ko/deck.pptx")
    assert finding == Finding(
        Severity.ERROR,
        "slides.language",
        f"'english language' is no language tag: {WORDS['ko']['rows']!r}",
        "out/korea/ko/deck.pptx, slide 2",
        finding.hint,
    )
    assert "lang" in finding.hint
    assert all(check.hint and check.faults.__doc__ for check in CHECKS)


def test_the_same_slip_on_many_runs_is_one_finding() -> None:
    files = files_of(sample("ko"))
    files[slide(2)] = files[slide(2)].replace(b'<a:rPr lang="ko-KR"', b'<a:rPr lang="ja-JP"')
    (finding,) = lint_deck(zipped(files))
    count = files[slide(2)].count(b'<a:rPr lang="ja-JP"')
    assert finding.message.endswith(f"{WORDS['ko']['rows']!r}, and {count - 1} more")


@pytest.mark.parametrize("code", ["ar", "ko"])
def test_a_text_that_is_not_translated_yet_says_that_it_is_english(code: str) -> None:
    english = edited(sample(code), slide(2), r"<a:rPr lang=[^>]*/>", '<a:rPr lang="en-GB"/>')
    assert found(english) == []


def test_two_slides_with_one_title_are_told_on_the_second() -> None:
    ours, theirs = WORDS["en"]["rows"], WORDS["en"]["chart"]
    spoilt = edited(sample("en"), slide(3), re.escape(theirs), ours)
    assert found(spoilt) == [("slides.title", "slide 3")]


def test_a_placeholder_of_a_picture_that_nothing_fills_is_told() -> None:
    files = files_of(sample("en"))
    pattern, ph = r"<p:pic>.*?</p:pic>", '<p:ph type="pic" idx="2"/>'
    shape = (
        f'<p:sp><p:nvSpPr><p:cNvPr id="4" name="hero"/><p:cNvSpPr/><p:nvPr>{ph}</p:nvPr>'
        "</p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/></p:txBody></p:sp>"
    )
    assert found(edited(zipped(files), slide(1), pattern, shape)) == [
        ("slides.empty-placeholder", "slide 1")
    ]


@pytest.mark.parametrize(
    ("part", "where"),
    [
        (slide(2), "slide 2"),
        ("ppt/notesSlides/notesSlide3.xml", "notes of slide 3"),
        (CHART, IN_CHART),
        (LAYOUT, LAYOUT),
        (MASTER, MASTER),
    ],
)
def test_each_paragraph_of_a_right_to_left_deck_says_so(part: str, where: str) -> None:
    spoilt = edited(sample("ar"), part, r'<a:pPr([^>]*) rtl="1"', r"<a:pPr\1")
    assert found(spoilt) == [("slides.direction", where)]


def test_a_deck_of_arabic_that_runs_from_left_to_right_is_told() -> None:
    assert found(edited(sample("ar"), MAIN, r' rtl="1"', "")) == [("slides.direction", MAIN)]


def test_a_line_needs_only_a_length() -> None:
    rule = edited(sample("en"), slide(3), r'cy="1905000"', 'cy="0"')
    assert found(rule) == []
    assert found(edited(rule, slide(3), r'cx="1905000"', 'cx="0"')) == [
        ("slides.extent", "slide 3")
    ]


def test_a_picture_may_bleed_a_little() -> None:
    pattern, new = r'(<p:pic>.*?<a:off x="\d+" y=)"\d+"', r'\1"1500000"'
    assert found(edited(sample("en"), slide(1), pattern, new)) == []


def test_sections_that_list_each_slide_once_are_fine() -> None:
    package = sample("en")
    end = r"</p:presentation>"
    assert found(edited(package, MAIN, end, section_list("256 257 258"))) == []
    assert found(edited(package, MAIN, end, section_list("256 257 258", ""))) == [
        ("slides.section", MAIN)
    ]


def table(is_rtl: bool) -> str:
    """Two rows of two cells."""
    tag = "ar-SA" if is_rtl else "en-GB"
    rtl = ' rtl="1"' if is_rtl else ""
    cell = (
        f'<a:tc><a:txBody><a:bodyPr/><a:p><a:pPr{rtl}/><a:r><a:rPr lang="{tag}"'
        f' altLang="en-GB"/><a:t>7</a:t></a:r></a:p></a:txBody><a:tcPr/></a:tc>'
    )
    row = f'<a:tr h="400000">{cell}{cell}</a:tr>'
    return (
        '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="90" name="table" descr="Two numbers"/>'
        "<p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>"
        '<p:xfrm><a:off x="100000" y="100000"/><a:ext cx="2000000" cy="800000"/></p:xfrm>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table">'
        f'<a:tbl><a:tblPr firstRow="1" bandRow="1"{rtl}/><a:tblGrid><a:gridCol w="1500000"/>'
        f'<a:gridCol w="500000"/></a:tblGrid>{row}{row}</a:tbl></a:graphicData></a:graphic>'
        "</p:graphicFrame></p:spTree>"
    )


@pytest.mark.parametrize("code", ["en", "ar"])
@pytest.mark.parametrize(
    ("pattern", "new", "says"),
    [
        (r"<a:tc>.*?</a:tc>", "", "1 cells in row 1"),
        (r'<a:gridCol w="500000"/>', '<a:gridCol w="450000"/>', "1950000 EMU in a frame of 2000"),
        (r' firstRow="1"', "", "firstRow"),
        (r'(<a:tblPr [^>]*) rtl="1"', r"\1", "right to left"),
    ],
)
def test_a_table_fits_its_grid_and_has_head_and_direction(
    code: str, pattern: str, new: str, says: str
) -> None:
    whole = edited(sample(code), slide(2), r"</p:spTree>", table(code == "ar"))
    assert found(whole) == []
    if code == "ar" or "right" not in says:
        (finding,) = lint_deck(edited(whole, slide(2), pattern, new))
        assert (finding.code, finding.where) == ("slides.table", "slide 2")
        assert says in finding.message


def test_a_table_is_described_too() -> None:
    whole = edited(sample("en"), slide(2), r"</p:spTree>", table(is_rtl=False))
    assert found(edited(whole, slide(2), ' descr="Two numbers"', "")) == [
        ("slides.alt-text", "slide 2")
    ]


def test_a_template_may_have_no_slides_but_a_presentation_may_not() -> None:
    files = files_of(sample("ko"))
    kept = {
        name: content
        for name, content in files.items()
        if not re.search(r"/(slides|notesSlides|charts|embeddings|media)/", name)
    }
    kept[MAIN] = re.sub(rb"<p:sldIdLst>.*</p:sldIdLst>", b"", kept[MAIN])
    rels = "ppt/_rels/presentation.xml.rels"
    kept[rels] = re.sub(rb'<Relationship [^>]*/slide"[^>]*>', b"", kept[rels])
    gone = rb'<Override PartName="/ppt/(slides|notesSlides|charts|media)/[^>]*>'
    kept[TYPES] = re.sub(gone, b"", kept[TYPES])
    assert found(zipped(kept)) == [("slides.slide-id", MAIN)]
    template = TEXT_TYPE.replace("presentation.main", "template.main")
    kept[TYPES] = kept[TYPES].replace(TEXT_TYPE.encode(), template.encode())
    assert found(zipped(kept)) == []


def with_sheet(package: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    files = files_of(package)
    book = files_of(files[WORKBOOK])
    change(book)
    return zipped({**files, WORKBOOK: zipped(book)})


def test_a_workbook_may_hold_its_words_in_its_cells() -> None:
    def inline(book: dict[str, bytes]) -> None:
        strings = re.findall(rb"<si><t[^>]*>(.*?)</t></si>", book.pop("xl/sharedStrings.xml"))
        name = "xl/worksheets/sheet1.xml"

        def cell(match: re.Match[bytes]) -> bytes:
            return b't="inlineStr"><is><t>' + strings[int(match[1])] + b"</t></is></c>"

        book[name] = re.sub(rb't="s"><v>(\d+)</v></c>', cell, book[name])

    assert found(with_sheet(sample("ko"), inline)) == []


def test_a_cell_that_was_changed_is_told_with_both_values() -> None:
    def change(book: dict[str, bytes]) -> None:
        name = "xl/worksheets/sheet1.xml"
        book[name] = book[name].replace(b"<v>31.5</v>", b"<v>3.15</v>")

    (finding,) = lint_deck(with_sheet(sample("en"), change))
    assert (finding.code, finding.where) == ("slides.workbook", IN_CHART)
    assert "'31.5'" in finding.message
    assert "'3.15'" in finding.message


def test_a_workbook_that_cannot_be_read_is_told() -> None:
    files = files_of(sample("en"))
    spoilt = zipped({**files, WORKBOOK: files[WORKBOOK][:-40]})
    assert found(spoilt) == [("slides.workbook", IN_CHART)]


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04", b"<p:sld/>"])
def test_a_file_that_is_no_zip_is_one_finding(content: bytes) -> None:
    (finding,) = lint_deck(content, "deck.pptx")
    assert (finding.severity, finding.code) == (Severity.ERROR, "slides.zip")
    assert finding.where == "deck.pptx"
    assert finding.hint == READING["slides.zip"]


def test_a_zip_file_that_is_no_presentation_is_told() -> None:
    assert ("slides.content-type", TYPES) in found(zipped({"a.txt": b"a"}))


PARTS = sorted(files_of(sample("ar")))
XML_PARTS = [name for name in PARTS if name.endswith((".xml", ".rels"))]


@pytest.mark.parametrize("name", PARTS)
def test_a_part_that_is_gone_is_told(name: str) -> None:
    assert lint_deck(without(sample("ar"), name))


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(XML_PARTS), st.floats(0, 1, exclude_max=True))
def test_xml_that_is_cut_off_is_told_once(name: str, share: float) -> None:
    files = files_of(sample("ar"))
    cut = files[name][: int((len(files[name]) - 2) * share)]
    findings = lint_deck(zipped({**files, name: cut}))
    assert [f.where.rpartition(":")[0] for f in findings if f.code == "slides.xml"] == [name]


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_no_damage_makes_it_raise(data: st.DataObject) -> None:
    content = bytearray(sample("ko"))
    spots = st.tuples(st.integers(0, len(content) - 1), st.integers(0, 255))
    for spot, value in data.draw(st.lists(spots, min_size=1, max_size=8)):
        content[spot] = value
    assert isinstance(lint_deck(bytes(content)), tuple)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(XML_PARTS), st.data())
def test_no_change_of_xml_makes_it_raise(name: str, data: st.DataObject) -> None:
    files = files_of(sample("ar"))
    marks = list(re.finditer(rb'"[^"<>]*"|<[\w:]+', files[name]))
    mark = data.draw(st.sampled_from(marks))
    new = data.draw(st.sampled_from([b'""', b'"-1"', b'"x"', b'"1e9"', b"<a:p", b"<p:sp"]))
    content = files[name][: mark.start()] + new + files[name][mark.end() :]
    assert isinstance(lint_deck(zipped({**files, name: content})), tuple)
