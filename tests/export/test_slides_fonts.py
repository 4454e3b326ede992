"""Fonts inside a deck: whole for a script, shaped as before, told when they are left out."""

import io
import os
import struct
import subprocess
import sys
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace

import icu
import pytest
import uharfbuzz as hb
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables.ttProgram import Program
from openxml_audit import validate_pptx
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from script_samples import FONT_FOLDER, SAMPLES
from slide_samples import deck_bytes, sample_deck

from kit.errors import OutputError
from kit.export.slides.embedding import MOST_BYTES, embed_fonts
from kit.export.slides.package import normalised
from kit.findings import Severity
from kit.layout import presentation as slides
from kit.layout.deck import DeckFont
from kit.sources.theme import read_theme
from kit.sources.workspace import open_workspace

ROOT = Path(__file__).parents[2]
THEME = read_theme(open_workspace(None))
LARGE = ("NotoSansJP", "NotoSansKR", "NotoSansSC", "NotoSansTC")
CARRIED = {key: family for key, (family, _) in THEME.font.items() if family not in LARGE}
LANGUAGES = {
    "Arab": ("ar", "fa", "ps"), "Armn": ("hy",), "Beng": ("bn",), "Cyrl": ("mn", "ru", "kk", "uk"),
    "Deva": ("ne", "hi"), "Ethi": ("am", "ti"), "Geor": ("ka",), "Grek": ("el",), "Hebr": ("he",),
    "Khmr": ("km",), "Laoo": ("lo",), "Latn": ("en", "fr", "sw", "vi", "tr", "pl"),
    "Mymr": ("my",), "Sinh": ("si",), "Taml": ("ta",), "Thai": ("th",), "Tibt": ("bo", "dz"),
    "ur": ("ur",),
}  # fmt: skip


@dataclass(frozen=True)
class Eot:
    """What stands in an EOT file, read after the W3C submission."""

    header: tuple[int, ...]
    panose: bytes
    style: tuple[int, ...]
    coverage: tuple[int, ...]
    checksum: int
    reserved: bytes
    names: tuple[str, ...]
    root: bytes
    font: bytes


def read_eot(content: bytes) -> Eot:
    stream = io.BytesIO(content)

    def take(layout: str) -> tuple:
        return struct.unpack(f"<{layout}", stream.read(struct.calcsize(f"<{layout}")))

    def string() -> bytes:
        padding, size = take("HH")
        assert padding == 0
        return stream.read(size)

    header = take("4I")
    assert header[0] == len(content)
    panose, style = stream.read(10), take("BBIHH")
    coverage, (checksum,), reserved = take("6I"), take("I"), stream.read(16)
    names = tuple(string().decode("utf-16-le") for _ in range(4))
    root = string()
    assert stream.tell() == len(content) - header[1]
    return Eot(header, panose, style, coverage, checksum, reserved, names, root, stream.read())


def file_of(family: str, style: str = "Regular") -> Path:
    return FONT_FOLDER / family / f"{family}-{style}.ttf"


def family_name(path: Path) -> str:
    return hb.Face(hb.Blob.from_file_path(str(path))).get_name(1)


def deck_font(path: Path, *scripts: str, is_bold: bool = False) -> DeckFont:
    return DeckFont(family_name(path), is_bold, path, scripts)


@pytest.fixture(scope="module")
def plain() -> bytes:
    return deck_bytes(sample_deck("en"))


def embedded(plain: bytes, *fonts: DeckFont):
    """Return the deck with fonts, and the notes."""
    presentation = Presentation(io.BytesIO(plain))
    found = embed_fonts(presentation, fonts)
    out = io.BytesIO()
    presentation.save(out)
    return normalised(out.getvalue()), found


def parts_of(content: bytes) -> dict[tuple[str, str], bytes]:
    """Return the EOT files of a deck by family and slot, through list and relations."""
    return listed(Presentation(io.BytesIO(content)))


def listed(presentation) -> dict[tuple[str, str], bytes]:
    part = presentation.part
    found = {}
    for entry in part._element.iter(qn("p:embeddedFont")):
        family = entry.find(qn("p:font")).get("typeface")
        for slot in entry[1:]:
            relation = part.rels[slot.get(qn("r:id"))]
            assert relation.reltype == RELATIONSHIP_TYPE.FONT
            found[family, slot.tag.rpartition("}")[2]] = relation.target_part.blob
    return found


def cut(plain: bytes, path: Path, *scripts: str) -> bytes:
    """Return the font that a deck carries for this one."""
    presentation = Presentation(io.BytesIO(plain))
    assert embed_fonts(presentation, [deck_font(path, *scripts)]) == ()
    return read_eot(listed(presentation)[family_name(path), "regular"]).font


def script_of(key: str) -> str:
    """Return the script of a key of the theme's fonts, which may be a language."""
    return {"ur": "Aran"}.get(key, key)


def headline_of(key: str) -> Path:
    return file_of(*THEME.font[key])


def characters(font: bytes) -> set[int]:
    return set(hb.Face(font).unicodes)


def opened(font: bytes):
    return hb.Font(hb.Face(font))


def drawn(font, sample) -> list:
    """Return the clusters, positions and outlines of a text."""
    buffer = hb.Buffer()
    buffer.add_str(sample.text)
    buffer.guess_segment_properties()
    buffer.language = sample.language
    hb.shape(font, buffer)
    rows = []
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        pen = RecordingPen()
        font.draw_glyph_with_pen(info.codepoint, pen)
        position = (place.x_advance, place.y_advance, place.x_offset, place.y_offset)
        rows.append((info.cluster, position, pen.value))
    return rows


@pytest.mark.parametrize(
    ("sample", "is_headline"),
    [
        (sample, is_headline)
        for sample in SAMPLES
        if sample.family not in LARGE
        for is_headline in (False, True)
    ],
    ids=lambda value: getattr(value, "language", ("regular", "headline")[value is True]),
)
def test_a_text_is_shaped_as_with_the_whole_font(plain, sample, is_headline):
    style = dict(THEME.font.values())[sample.family]
    path = file_of(sample.family, style if is_headline else "Regular")
    whole = drawn(opened(path.read_bytes()), sample)
    assert drawn(opened(cut(plain, path, sample.system)), sample) == whole
    assert sum(len(outline) > 1 for _, _, outline in whole) > 10


@pytest.mark.parametrize(
    ("key", "language"), [(key, tag) for key, tags in LANGUAGES.items() for tag in tags]
)
def test_every_letter_of_a_language_can_be_typed(plain, key, language):
    path = headline_of(key)
    letters = icu.LocaleData(language).getExemplarSet()
    wanted = {ord(letter) for cluster in letters for letter in cluster}
    assert len(wanted) > 20
    assert wanted <= characters(cut(plain, path, script_of(key)))


@pytest.mark.parametrize("key", CARRIED)
def test_only_rare_latin_and_letters_of_other_scripts_are_cut(plain, key):
    path = file_of(CARRIED[key])
    whole, kept = characters(path.read_bytes()), characters(cut(plain, path, script_of(key)))
    others = {"Latn", "Cyrl", "Grek", "Bopo"} if CARRIED[key] == "NotoSans" else {"Latn"}
    for letter in whole - kept:
        script = icu.Script.getScript(letter).getShortName()
        assert script in others - {key}
        assert script != "Latn" or (letter > 0x24F and not 0x1E00 <= letter <= 0x1EFF)
    assert {ord(letter) for letter in "aZ09ßşặ .,:;!?()“”‘’–—…%+€$£¥"} & whole <= kept


def test_two_scripts_of_one_font_can_be_kept(plain):
    path = file_of("NotoSans")
    one, two = (characters(cut(plain, path, *scripts)) for scripts in (["Latn"], ["Latn", "Cyrl"]))
    assert ord("ү") in two - one
    assert one < two


@pytest.mark.parametrize("key", ["Arab", "Khmr", "Mymr", "ur", "Mong", "Latn"])
def test_layout_names_and_licence_are_kept(plain, key):
    path = headline_of(key)
    before, after = TTFont(path), TTFont(io.BytesIO(cut(plain, path, script_of(key))))
    for tag in ("GSUB", "GPOS"):
        if tag in before and key != "Latn":
            features = [
                {record.FeatureTag for record in font[tag].table.FeatureList.FeatureRecord}
                for font in (before, after)
            ]
            assert features[0] == features[1]
    for number in (0, 1, 2, 4, 5, 6, 13, 14, 16, 17):
        assert after["name"].getDebugName(number) == before["name"].getDebugName(number)
    assert "Open Font License" in after["name"].getDebugName(13)


@pytest.mark.parametrize("key", THEME.font)
def test_the_families_of_the_theme_are_those_in_the_files(key):
    # PowerPoint finds an embedded font by its family, and its bold by style.
    locale = SimpleNamespace(language=key, script=key)
    faces = slides._faces(THEME, SimpleNamespace(locale=locale))
    family, style = THEME.font[key]
    named = {}
    for path in (FONT_FOLDER / family).glob("*.ttf"):
        face = hb.Face(hb.Blob.from_file_path(str(path)))
        named[path.stem.rpartition("-")[2]] = (face.get_name(1), face.get_name(2))
    assert named["Regular"] == (faces["regular"], "Regular")
    assert named[style] == (faces["headline"], "Bold" if style == "Bold" else "Regular")
    if "Bold" in named:
        assert named["Bold"] == (faces["bold"], "Bold")
    else:
        assert faces["bold"] == ""


def test_the_header_repeats_the_tables_of_the_font(plain):
    path = file_of("NotoSansKhmer", "Bold")
    content, _ = embedded(plain, deck_font(path, "Khmr", is_bold=True))
    found = read_eot(parts_of(content)["Noto Sans Khmer", "bold"])
    font = TTFont(io.BytesIO(found.font))
    os2 = font["OS/2"]
    assert found.header[1:] == (len(found.font), 0x00020001, 0)
    assert found.panose == bytes(vars(os2.panose).values())
    assert found.style == (1, 0, 700, 0, 0x504C)
    ranges = (getattr(os2, f"ulUnicodeRange{number}") for number in range(1, 5))
    pages = (getattr(os2, f"ulCodePageRange{number}") for number in range(1, 3))
    assert found.coverage == (*ranges, *pages)
    assert os2.ulUnicodeRange3 & 1 << 16  # bit 80 is Khmer
    assert found.reserved == bytes(16)
    assert found.root == b""
    version = font["name"].getDebugName(5)
    assert found.names == ("Noto Sans Khmer", "Bold", version, "Noto Sans Khmer Bold")


def test_the_checksum_in_the_header_is_that_of_the_font(plain):
    content, _ = embedded(plain, deck_font(file_of("NotoSansLao"), "Laoo"))
    found = read_eot(parts_of(content)["Noto Sans Lao", "regular"])
    assert found.checksum == TTFont(io.BytesIO(found.font))["head"].checkSumAdjustment
    # OpenType, head: with this field the whole file sums up to 0xB1B0AFBA.
    padded = found.font + bytes(-len(found.font) % 4)
    total = sum(struct.unpack(f">{len(padded) // 4}I", padded))
    assert total & 0xFFFFFFFF == 0xB1B0AFBA


@pytest.mark.parametrize("code", ["en", "ar"])
def test_a_deck_with_fonts_passes_the_audit_and_can_be_edited(code, tmp_path):
    deck = sample_deck(code)
    family = {"en": "NotoSans", "ar": "NotoSansArabic"}[code]
    fonts = (
        DeckFont(deck.faces["regular"], False, file_of(family), (deck.script,)),
        DeckFont(deck.faces["bold"], True, file_of(family, "Bold"), (deck.script,)),
        DeckFont(deck.faces["headline"], False, headline_of(deck.script), (deck.script,)),
    )
    content, found = embedded(deck_bytes(deck), *fonts)
    assert found == ()
    slots = [(deck.faces["regular"], slot) for slot in ("regular", "bold")]
    assert list(parts_of(content)) == [*slots, (deck.faces["headline"], "regular")]
    path = tmp_path / "deck.pptx"
    path.write_bytes(content)
    result = validate_pptx(str(path))
    assert result.is_valid, [str(error) for error in result.errors]
    presentation = Presentation(path)
    presentation.slides[0].shapes.title.text_frame.text = "edited"
    presentation.save(path)
    assert parts_of(path.read_bytes()) == parts_of(content)
    assert validate_pptx(str(path)).is_valid


def test_the_list_stands_where_the_schema_wants_it_and_the_program_keeps_the_fonts(plain):
    content, _ = embedded(plain, deck_font(file_of("NotoSans"), "Latn"))
    root = Presentation(io.BytesIO(content)).part._element
    tags = [child.tag for child in root]
    assert tags.index(qn("p:embeddedFontLst")) == tags.index(qn("p:notesSz")) + 1
    assert (root.get("embedTrueTypeFonts"), root.get("saveSubsetFonts")) == ("1", None)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        types = archive.read("[Content_Types].xml").decode()
    assert types.count("fntdata") == 1
    assert '<Default Extension="fntdata" ContentType="application/x-fontdata"/>' in types


def test_of_two_fonts_of_one_family_and_weight_the_first_is_carried(plain):
    first = deck_font(file_of("NotoSansLao"), "Laoo")
    second = replace(first, path=file_of("NotoSansThai"), scripts=("Thai",))
    content, _ = embedded(plain, first, second)
    assert content == embedded(plain, first)[0]
    assert len(parts_of(content)) == 1


def test_the_bold_stands_after_the_regular_in_any_order_of_fonts(plain):
    bold = deck_font(file_of("NotoSansLao", "Bold"), "Laoo", is_bold=True)
    content, _ = embedded(plain, bold, deck_font(file_of("NotoSansLao"), "Laoo"))
    assert [slot for _, slot in parts_of(content)] == ["regular", "bold"]
    styles = [read_eot(part).names[1] for part in parts_of(content).values()]
    assert styles == ["Regular", "Bold"]


def test_the_same_fonts_give_the_same_bytes_under_any_hash_seed():
    code = (
        "import hashlib; from test_slides_fonts import *;"
        "font = deck_font(file_of('NotoSansMyanmar'), 'Mymr');"
        "content, _ = embedded(deck_bytes(sample_deck('en')), font);"
        "print(hashlib.sha256(content).hexdigest())"
    )
    paths = os.pathsep.join((str(Path(__file__).parent), str(ROOT)))
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


def hinted(folder: Path) -> Path:
    """Return a font with a program for hints, which the fonts of the kit do not have."""
    font = TTFont(file_of("NotoSansLao"))
    font["prep"] = newTable("prep")
    font["prep"].program = Program()
    font["prep"].program.fromBytecode(b"\xb8\x01\xff\x85")
    font.save(folder / "hinted.ttf")
    return folder / "hinted.ttf"


def test_hints_are_not_kept(plain, tmp_path):
    path = hinted(tmp_path)
    assert "prep" in hb.Face(path.read_bytes()).table_tags
    assert "prep" not in hb.Face(cut(plain, path, "Laoo")).table_tags


def allowing(folder: Path, rights: int) -> Path:
    """Return a font whose maker allows this."""
    font = TTFont(file_of("NotoSansLao"))
    font["OS/2"].fsType = rights
    path = folder / f"rights-{rights}.ttf"
    font.save(path)
    return path


@pytest.mark.parametrize(
    ("rights", "is_carried"),
    [
        (0x000, True),  # installable
        (0x002, False),  # restricted
        (0x004, False),  # preview and print: the document may only be opened to read
        (0x008, True),  # editable
        (0x00C, True),  # of several, the least restrictive counts
        (0x100, False),  # installable, not to be cut
        (0x108, False),  # editable, not to be cut
        (0x200, False),  # bitmaps only
    ],
)
def test_the_licence_bits_are_obeyed(plain, tmp_path, rights, is_carried):
    content, found = embedded(plain, deck_font(allowing(tmp_path, rights), "Laoo"))
    assert len(parts_of(content)) == is_carried
    assert [note.code for note in found] == ["slides.font-left-out"] * (not is_carried)
    if is_carried:
        (part,) = parts_of(content).values()
        assert read_eot(part).style[3] == rights
    else:
        assert content == normalised(plain)
        assert "fsType" in found[0].message


def test_a_font_without_truetype_outlines_is_left_out(plain, tmp_path):
    path = tmp_path / "postscript.otf"
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([".notdef", "a"])
    builder.setupCharacterMap({ord("a"): "a"})
    pen = T2CharStringPen(500, None)
    outlines = {name: pen.getCharString() for name in (".notdef", "a")}
    builder.setupCFF("Sample", {}, outlines, {})
    builder.setupHorizontalMetrics({".notdef": (500, 0), "a": (500, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Sample", "styleName": "Regular"})
    builder.setupOS2(fsType=0)
    builder.setupPost()
    builder.save(path)
    content, (note,) = embedded(plain, DeckFont("Sample", False, path, ("Latn",)))
    assert content == normalised(plain)
    assert (note.severity, note.code) == (Severity.NOTE, "slides.font-left-out")
    assert note.message == "fonts left out of the deck: Sample (no TrueType outlines)"
    assert note.hint


@pytest.mark.parametrize(
    ("key", "family"), [(key, name) for key, (name, _) in THEME.font.items() if name in LARGE]
)
def test_large_fonts_are_left_out_with_one_note(plain, key, family):
    regular, bold = file_of(family), file_of(family, "Bold")
    fonts = (
        deck_font(regular, key),
        deck_font(bold, key, is_bold=True),
        deck_font(headline_of(key), key),
    )
    content, (note,) = embedded(plain, *fonts)
    assert content == normalised(plain)
    name = family_name(regular)
    wanted = f"fonts left out of the deck: {name}, {name} Black (larger than 1.5 MB)"
    assert note.message == wanted


def test_what_is_left_out_does_not_keep_others_out(plain):
    fonts = (deck_font(file_of("NotoSansKR"), "Hang"), deck_font(file_of("NotoSans"), "Latn"))
    content, found = embedded(plain, *fonts)
    assert list(parts_of(content)) == [("Noto Sans", "regular")]
    assert len(found) == 1


@pytest.mark.parametrize("key", CARRIED)
def test_the_fonts_of_the_theme_are_carried(plain, key):
    paths = sorted((FONT_FOLDER / CARRIED[key]).glob("*.ttf"))
    fonts = [deck_font(path, script_of(key), is_bold="-Bold" in path.stem) for path in paths]
    content, found = embedded(plain, *fonts)
    assert found == ()
    assert len(parts_of(content)) == len(paths)
    assert all(len(part) < MOST_BYTES for part in parts_of(content).values())


def test_a_missing_font_file_is_told(plain, tmp_path):
    path = tmp_path / "nowhere.ttf"
    with pytest.raises(OutputError) as caught:
        embedded(plain, DeckFont("Nowhere", False, path, ("Latn",)))
    assert str(path) in str(caught.value)
