import icu
import pytest
import uharfbuzz as hb
from typeset_samples import FAMILIES, LATIN, find_asset, make_fonts, sample, span

from kit.errors import KitError, SourceError
from kit.typeset.fonts import DEFAULT_IGNORABLE, Fonts
from kit.typeset.glyphs import Weight
from kit.typeset.itemise import Setting
from kit.typeset.lines import break_lines
from kit.typeset.shaping import typeset

THAI = "fonts/NotoSansThai/NotoSansThai-Regular.ttf"


def test_english_opens_one_file():
    asked = []
    fonts = Fonts(lambda path: asked.append(path) or find_asset(path), FAMILIES, LATIN)
    typeset([span("Give blood.")], sample("en").setting, fonts)
    assert asked == ["fonts/NotoSans/NotoSans-Regular.ttf"]


def test_the_scripts_family_comes_first_then_latin_then_all_others(fonts):
    stack = [face.key for face in fonts.stack("km", "Khmr", Weight.BOLD)]
    assert stack[:2] == ["NotoSansKhmer-Bold", "NotoSans-Bold"]
    assert len(stack) == len(set(stack)) == 22


@pytest.mark.parametrize(
    ("language", "key"),
    [("ur", "NotoNastaliqUrdu-Regular"), ("ur-PK", "NotoNastaliqUrdu-Regular"),
     ("fa", "NotoSansArabic-Regular")],
)  # fmt: skip
def test_a_language_wins_over_its_script(fonts, language, key):
    assert fonts.stack(language, "Arab", Weight.REGULAR)[0].key == key


@pytest.mark.parametrize(
    ("script", "weight", "key"),
    [
        ("Mong", Weight.BOLD, "NotoSansMongolian-Regular"),
        ("Mong", Weight.HEADLINE, "NotoSansMongolian-Regular"),
        ("Mymr", Weight.HEADLINE, "NotoSansMyanmar-ExtraCondensedBlack"),
        ("Latn", Weight.HEADLINE, "NotoSans-BlackExtraCondensed"),
    ],
)
def test_a_missing_weight_falls_back_to_one_the_family_has(fonts, script, weight, key):
    assert next(fonts.faces("xx", script, weight)).key == key


def test_a_family_without_files_is_refused():
    def find(path):
        raise KitError("no such file", where=path)

    with pytest.raises(KitError, match=r"NotoSans-Regular\.ttf: no such file"):
        next(Fonts(find, {}, LATIN).faces("en", "Latn", Weight.BOLD))


def test_a_file_that_is_no_font_is_refused(tmp_path):
    path = tmp_path / "NotoSans-Regular.ttf"
    path.write_text("no font", encoding="utf-8")
    with pytest.raises(SourceError, match="not a font file"):
        next(Fonts(lambda _: path, {}, LATIN).faces("en", "Latn", Weight.REGULAR))


def test_a_face_is_found_by_its_key_in_a_fresh_process():
    face = make_fonts().face("NotoSansKR-Black")
    assert (face.key, face.units_per_em) == ("NotoSansKR-Black", 1000)
    assert face.ascent == pytest.approx(1.16)
    assert face.descent == pytest.approx(0.288)


def test_default_ignorables_are_those_of_unicode_that_harfbuzz_does_not_draw():
    listed = {code for code in range(0x110000) if DEFAULT_IGNORABLE.match(chr(code))}
    ignorable = icu.UProperty.DEFAULT_IGNORABLE_CODE_POINT
    codes = {c for c in range(0x110000) if icu.Char.hasBinaryProperty(c, ignorable)}
    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(find_asset(THAI)))))
    drawn = set()
    for code in codes:
        buffer = hb.Buffer()
        buffer.add_codepoints([code])
        buffer.guess_segment_properties()
        hb.shape(font, buffer, {})
        drawn |= {code} if any(info.codepoint == 0 for info in buffer.glyph_infos) else set()
    assert listed == codes - drawn
    assert len(drawn) == 8


@pytest.mark.parametrize("filler", ["\u3164", "a\u3164"])
def test_a_filler_is_set_in_a_face_that_has_it(fonts, filler):
    (line,) = break_lines(typeset([span(filler)], Setting("en", "Latn", is_rtl=False), fonts), 9)
    assert line.runs[-1].face.key == "NotoSansKR-Regular"


def test_default_ignorables_are_covered_and_other_scripts_are_not(fonts):
    latin = fonts.face("NotoSans-Regular")
    assert fonts.covers(latin, "a\u200d\u2060\ufe0f")
    assert not fonts.covers(latin, "한")


def test_a_missing_character_is_named_with_its_code_point(fonts):
    with pytest.raises(KitError, match=r"U\+13000 EGYPTIAN HIEROGLYPH A001, U\+1F600 GRINNING"):
        typeset([span("Give \U0001f600\U00013000")], Setting("en", "Latn", is_rtl=False), fonts)


@pytest.mark.parametrize("text", ["\u2003", "\u3000", "\u00a0", "\u202f", "\u2011"])
def test_spaces_and_hyphens_that_harfbuzz_stands_in_for_are_drawn(fonts, text):
    paragraph = typeset([span(f"x{text}x")], Setting("en", "Latn", is_rtl=False), fonts)
    assert paragraph.segments[-1].right > 2 * 0.529


def test_decomposed_letters_are_drawn_with_the_composed_glyph(fonts):
    setting = Setting("vi", "Latn", is_rtl=False)
    composed, decomposed = (typeset([span(text, "vi")], setting, fonts) for text in ("ệ", "ệ"))
    assert composed.rights == decomposed.rights
