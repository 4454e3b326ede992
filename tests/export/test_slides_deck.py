import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from openxml_audit import validate_pptx
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn
from slide_samples import COLOURS, LAYOUTS, WORDS, deck_bytes, sample_deck, span

from kit.errors import TemplateError
from kit.export.slides.deck import write_deck
from kit.export.slides.pictures import Rasteriser
from kit.layout.deck import SlidePicture, SlideText
from kit.units import Rect, emu

CODES = ("en", "ar", "ko")
WIDTH = emu(960)
WORDS_OF = {words["tag"]: words for words in WORDS.values()}
EMBEDDING = str.maketrans("\u00a0", " ", "\u202a\u202b\u202c")


@pytest.fixture(scope="module", params=CODES)
def made(request):
    deck = sample_deck(request.param)
    return deck, deck_bytes(deck)


def opened(content):
    return Presentation(io.BytesIO(content))


def placeholder(slide, idx):
    return next(shape for shape in slide.placeholders if shape.placeholder_format.idx == idx)


def index_of(deck, slide, key):
    layout = next(layout for layout in deck.layouts if layout.key == slide.layout)
    return next(item.idx for item in layout.placeholders if item.key == key)


def test_the_texts_stand_in_the_placeholders_of_the_layouts(made):
    deck, content = made
    for slide, found in zip(deck.slides, opened(content).slides, strict=True):
        for text in slide.texts:
            wanted = ["".join(span.text for span in spans) for spans in text.paragraphs]
            frame = placeholder(found, index_of(deck, slide, text.key)).text_frame
            assert [p.text.translate(EMBEDDING) for p in frame.paragraphs] == wanted


def test_no_text_stands_outside_a_placeholder_but_the_draft_mark(made):
    deck, content = made
    for slide in opened(content).slides:
        loose = [
            shape
            for shape in slide.shapes
            if shape.has_text_frame and not shape.is_placeholder and shape.text_frame.text
        ]
        assert [(shape.name, shape.text_frame.text) for shape in loose] == [("Draft", deck.draft)]


def test_a_checked_deck_has_no_draft_mark():
    slides = opened(deck_bytes(sample_deck(draft=False))).slides
    assert "Draft" not in [shape.name for slide in slides for shape in slide.shapes]


def test_the_audit_of_the_package_finds_no_error(made, tmp_path):
    _, content = made
    path = tmp_path / "deck.pptx"
    path.write_bytes(content)
    result = validate_pptx(str(path))
    assert result.is_valid, [str(error) for error in result.errors]


def parts_with_words(presentation):
    for slide in presentation.slides:
        yield slide.element
        if slide.has_notes_slide:
            yield slide.notes_slide.element
        yield from (shape.chart._chartSpace for shape in slide.shapes if shape.has_chart)
    yield presentation.slide_master.element
    yield presentation.notes_master.element
    yield from (layout.element for layout in presentation.slide_layouts)


def test_every_run_says_its_language(made):
    deck, content = made
    wanted = {"lang": deck.language}
    if deck.language != "en-GB":
        wanted["altLang"] = "en-GB"
    for element in parts_with_words(opened(content)):
        for run in element.iter(qn("a:r"), qn("a:fld")):
            assert wanted.items() <= dict(run.find(qn("a:rPr")).attrib).items()
        ends = list(element.iter(qn("a:endParaRPr")))
        assert all(wanted.items() <= dict(end.attrib).items() for end in ends)


def test_every_paragraph_says_its_direction(made):
    deck, content = made
    for element in parts_with_words(opened(content)):
        for paragraph in element.iter(qn("a:p")):
            properties = paragraph.find(qn("a:pPr"))
            said = "0" if properties is None else properties.get("rtl", "0")
            assert said == ("1" if deck.is_rtl else "0")


def test_an_untranslated_message_keeps_its_own_language():
    deck = sample_deck("ar")
    slide = deck.slides[1]
    english = replace(slide.texts[0].paragraphs[0][0], text="not translated", language="en")
    text = SlideText("row0", ((english,),), 22.0, 110)
    deck = replace(deck, slides=(replace(slide, texts=(text,)),))
    frame = placeholder(opened(deck_bytes(deck)).slides[0], 1).text_frame
    assert frame.paragraphs[0].runs[0]._r.rPr.get("lang") == "en-GB"


def test_no_text_names_a_font_or_a_colour_of_the_theme_by_value(made):
    _, content = made
    values = {value[1:] for name, value in COLOURS.items() if name != "white"}
    for element in parts_with_words(opened(content)):
        for tag in ("a:latin", "a:ea", "a:cs"):
            assert all(font.get("typeface")[0] == "+" for font in element.iter(qn(tag)))
        assert not values & {colour.get("val") for colour in element.iter(qn("a:srgbClr"))}


def test_layouts_are_mirrored_for_right_to_left():
    ltr, rtl = (opened(deck_bytes(sample_deck(code))).slide_layouts for code in ("en", "ar"))
    for left, right in zip(ltr, rtl, strict=True):
        for shape, twin in zip(left.shapes, right.shapes, strict=True):
            assert abs(twin.left + twin.width - (WIDTH - shape.left)) <= 1
            assert (twin.top, twin.height) == (shape.top, shape.height)


def test_pictures_and_shapes_stand_where_the_deck_has_put_them(made):
    deck, content = made
    slide = opened(content).slides[1]
    pictures = [shape for shape in slide.shapes if shape.element.tag == qn("p:pic")]
    tile = Rect(48, 130, 64, 64)
    tile = tile.mirrored(960) if deck.is_rtl else tile
    assert slide.shapes[0].left == emu(tile.x)
    assert (slide.shapes[0].width, slide.shapes[0].height) == (emu(64), emu(64))
    # 36 x 48 points are the tile less its inset, and the drawing is as wide as 3 to 4.
    first = pictures[0]
    assert first.left == emu(tile.x + 14)
    assert (first.top, first.width, first.height) == (emu(138), emu(36), emu(48))


def test_alignment_is_physical(made):
    deck, content = made
    layout = opened(content).slide_layouts[1]
    aligned = {
        shape.placeholder_format.idx: shape.element.find(".//" + qn("a:lvl1pPr")).get("algn")
        for shape in layout.placeholders
    }
    start, end = ("r", "l") if deck.is_rtl else ("l", "r")
    assert aligned[1] == start
    assert aligned[11] == end


def test_sizes_and_spacing_stand_in_the_list_style_where_they_differ():
    slide = opened(deck_bytes(sample_deck())).slides[1]
    styles = [placeholder(slide, idx).element.find(".//" + qn("a:lstStyle")) for idx in (1, 2, 0)]
    assert len(styles[0]) == 0
    assert styles[1].find(".//" + qn("a:defRPr")).get("sz") == "2000"
    assert styles[1].find(".//" + qn("a:spcPct")) is None
    assert styles[2].find(".//" + qn("a:spcPct")).get("val") == "100000"
    assert not [
        run for run in slide.element.iter(qn("a:rPr")) if run.get("sz") not in (None, "900")
    ]


def test_a_run_says_only_what_differs_from_its_layout():
    deck = sample_deck()
    title = placeholder(opened(deck_bytes(deck)).slides[0], 0).text_frame
    first, second = (paragraph.runs[0]._r.rPr for paragraph in title.paragraphs)
    assert len(first) == 0
    assert second.find(".//" + qn("a:schemeClr")).get("val") == "accent2"
    sub = placeholder(opened(deck_bytes(deck)).slides[0], 1).text_frame
    bold, regular = (paragraph.runs[0]._r.rPr.get("b") for paragraph in sub.paragraphs)
    assert (bold, regular) == (None, "0")


def test_an_underlined_run_is_underlined_by_the_program():
    deck = sample_deck()
    slide = deck.slides[1]
    kept = [text for text in slide.texts if text.key != "row0"]
    words = ((span("Not ", "en"), replace(span("today", "en"), underlined=True)),)
    slide = replace(slide, texts=(*kept, SlideText("row0", words, 22.0, 110)))
    deck = replace(deck, slides=(deck.slides[0], slide, *deck.slides[2:]))
    row = placeholder(opened(deck_bytes(deck)).slides[1], index_of(deck, slide, "row0"))
    runs = row.text_frame.paragraphs[0].runs
    assert [(run.text, run.font.underline) for run in runs] == [("Not ", None), ("today", True)]


def test_a_number_stays_whole_and_keeps_its_direction_in_a_right_to_left_line():
    frame = placeholder(opened(deck_bytes(sample_deck("ar"))).slides[1], 4).text_frame
    assert frame.paragraphs[0].runs[1].text == "\u202a+00\u00a0000\u00a00000\u202c"
    frame = placeholder(opened(deck_bytes(sample_deck("en"))).slides[1], 4).text_frame
    assert frame.paragraphs[0].runs[1].text == "+00\u00a0000\u00a00000"
    assert frame.paragraphs[0].runs[1].hyperlink.address == "tel:+000000000"


def test_shapes_are_read_as_ground_title_texts_pictures_footers(made):
    _, content = made
    names = [shape.name for shape in opened(content).slides[1].shapes]
    rows = ["row0", "row1", "row2", "row3"]
    assert names[:4] == [f"Shape {number}" for number in range(1, 5)]
    assert names[4:9] == ["title", *rows]
    assert names[9:13] == [f"drop {number}" for number in range(10, 14)]
    assert names[13:] == ["footer", "number", "Draft"]


def test_ids_and_names_are_unique_on_every_slide_and_layout(made):
    _, content = made
    presentation = opened(content)
    for owner in (*presentation.slides, *presentation.slide_layouts, presentation.slide_master):
        properties = list(owner.element.iter(qn("p:cNvPr")))
        for key in ("id", "name"):
            values = [item.get(key) for item in properties]
            assert len(values) == len(set(values))


def test_unfilled_placeholders_are_gone_and_footers_are_there(made):
    deck, _ = made
    short = replace(deck, slides=(replace(deck.slides[1], texts=deck.slides[1].texts[:1]),))
    found = {s.placeholder_format.idx: s for s in opened(deck_bytes(short)).slides[0].placeholders}
    assert sorted(found) == [0, 1, 10, 11]
    assert found[0].text_frame.text == deck.slides[1].title
    assert found[10].text_frame.text == WORDS_OF[deck.language]["author"]
    assert found[11].element.find(".//" + qn("a:fld")).get("type") == "slidenum"


def test_the_notes_are_the_notes(made):
    deck, content = made
    presentation = opened(content)
    notes = presentation.slides[0].notes_slide
    assert [p.text for p in notes.notes_text_frame.paragraphs] == list(deck.slides[0].notes)
    assert not presentation.slides[1].has_notes_slide


def test_layouts_speak_the_language_of_the_people_who_edit(made):
    deck, content = made
    layout = opened(content).slide_layouts[0]
    assert layout.name == deck.names["layout.title"]
    assert layout.placeholders[0].text_frame.text == deck.names["prompt.title"]
    assert opened(content).slide_layouts[1].name == "rows"


def test_the_background_of_a_layout_is_a_colour_of_the_theme():
    layouts = opened(deck_bytes(sample_deck())).slide_layouts
    values = [
        layout.element.find(".//" + qn("p:bg")).find(".//" + qn("a:schemeClr"))
        for layout in layouts
    ]
    assert [value.get("val") for value in values] == ["accent1", "bg1", "bg1"]


def test_the_properties_name_title_author_language_and_day(made):
    deck, content = made
    properties = opened(content).core_properties
    assert (properties.title, properties.author) == (deck.title, deck.author)
    assert properties.language == deck.language
    assert properties.created == properties.modified
    assert properties.created.date() == deck.day


def test_an_edited_deck_can_be_saved_and_opened_again(made, tmp_path):
    _, content = made
    presentation = opened(content)
    presentation.slides[0].shapes.title.text_frame.text = "edited"
    added = presentation.slides.add_slide(presentation.slide_layouts[1])
    added.shapes.title.text_frame.text = "new"
    path = tmp_path / "edited.pptx"
    presentation.save(path)
    again = Presentation(path)
    assert again.slides[0].shapes.title.text_frame.text == "edited"
    assert again.slides[3].shapes.title.text_frame.text == "new"
    assert validate_pptx(str(path)).is_valid


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"layout": "nowhere"}, 'there is no slide layout "nowhere"'),
        ({"texts": (SlideText("tail", (((),),), 20.0, 100),)}, 'there is no placeholder "tail"'),
    ],
)
def test_an_unknown_name_is_told_with_the_known_ones(change, message):
    deck = sample_deck()
    slides = (replace(deck.slides[1], **change),)
    with pytest.raises(TemplateError) as caught:
        deck_bytes(replace(deck, slides=slides))
    assert message in caught.value.message
    assert "rows" in caught.value.hint or "row0" in caught.value.hint


def test_a_text_cannot_fill_a_picture_placeholder():
    deck = sample_deck()
    text = replace(deck.slides[0].texts[0], key="hero")
    with pytest.raises(TemplateError):
        deck_bytes(replace(deck, slides=(replace(deck.slides[0], texts=(text,)),)))


def test_an_unknown_colour_is_told():
    layout = replace(LAYOUTS[0], background="plum")
    with pytest.raises(TemplateError, match="plum"):
        deck_bytes(replace(sample_deck(), layouts=(layout,), slides=()))


def test_the_same_deck_gives_the_same_bytes_under_any_hash_seed():
    code = (
        "import hashlib; from slide_samples import deck_bytes, sample_deck;"
        "print(hashlib.sha256(deck_bytes(sample_deck('ar'))).hexdigest())"
    )
    folder = Path(__file__).parent
    paths = os.pathsep.join((str(folder), str(folder.parents[1])))
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_a_picture_in_a_placeholder_is_whole_and_in_its_place(made):
    deck, content = made
    pictures = [s for s in opened(content).slides[0].placeholders if s.element.tag == qn("p:pic")]
    (found,) = pictures
    crops = (found.crop_left, found.crop_right, found.crop_top, found.crop_bottom)
    assert crops == (0, 0, 0, 0)
    placed: SlidePicture = deck.slides[0].pictures[0]
    assert (found.left, found.width) == (emu(placed.rect.x), emu(placed.rect.w))
    assert found.element.nvPicPr.cNvPr.get("descr") == placed.alt


def test_decoration_is_marked_and_pictures_are_described(made):
    _, content = made
    for slide in opened(content).slides:
        for shape in slide.shapes:
            properties = next(shape.element.iter(qn("p:cNvPr")))
            flags = [item for item in properties.iter() if item.tag.endswith("}decorative")]
            is_plain_shape = shape.name.startswith("Shape ")
            if shape.element.tag == qn("p:pic") or is_plain_shape or shape.has_chart:
                assert bool(flags) != bool(properties.get("descr"))


def test_pictures_rendered_for_another_deck_change_nothing():
    rasteriser = Rasteriser({})
    write_deck(sample_deck("ar"), rasteriser)
    content, _ = write_deck(sample_deck("en"), rasteriser)
    assert content == deck_bytes(sample_deck("en"))


def test_a_line_break_in_a_text_stays_a_line_break():
    deck = sample_deck()
    span = replace(deck.slides[1].texts[0].paragraphs[0][0], text="one\ntwo")
    text = SlideText("row0", ((span,),), 22.0, 110)
    slides = (replace(deck.slides[1], texts=(text,)),)
    frame = placeholder(opened(deck_bytes(replace(deck, slides=slides))).slides[0], 1).text_frame
    assert frame.text == "one\vtwo"
    assert len(frame.paragraphs) == 1


def test_korean_lines_break_between_words_only():
    found = {}
    for code in CODES:
        master = opened(deck_bytes(sample_deck(code))).slide_master
        levels = master.element.find(qn("p:txStyles")).iter(qn("a:lvl1pPr"))
        found[code] = {level.get("eaLnBrk") for level in levels}
    assert found == {"en": {"1"}, "ar": {"1"}, "ko": {"0"}}


def test_text_boxes_have_no_insets_and_shrink_when_edited(made):
    _, content = made
    presentation = opened(content)
    for layout in presentation.slide_layouts:
        for shape in layout.placeholders:
            box = shape.element.find(".//" + qn("a:bodyPr"))
            assert {box.get(f"{side}Ins") for side in "ltrb"} == {"0"}
            is_words = shape.placeholder_format.type in (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.BODY)
            assert (box.find(qn("a:normAutofit")) is not None) == is_words
    row = placeholder(presentation.slides[1], 1).element.find(".//" + qn("a:bodyPr"))
    assert row.find(qn("a:normAutofit")) is not None


def test_the_draft_mark_stands_at_the_top_start_edge(made):
    deck, content = made
    for slide in opened(content).slides:
        mark = slide.shapes[-1]
        assert mark.name == "Draft"
        assert mark.top == 0
        assert (mark.left + mark.width == WIDTH) if deck.is_rtl else (mark.left == 0)
        run = mark.text_frame.paragraphs[0].runs[0]
        assert (run.font.size.pt, run.font.bold) == (9.0, True)
        assert mark.element.find(".//" + qn("a:srgbClr")).get("val") == "FFFFFF"
