import io

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image
from pptx import Presentation
from pptx.oxml.ns import qn
from slide_samples import COLOURS, block, deck_bytes, drop, sample_deck

from kit.export.slides.oxml import bounds, custom_geometry, node, qualified, root
from kit.export.slides.pictures import LONGEST_SIDE, fitted, pixel_width, png, svg
from kit.export.slides.style import DeckStyle
from kit.export.slides.theme import SCRIPTS, theme
from kit.sources.art import Drawing, Figure
from kit.units import EMU_PER_POINT, Rect, emu

LENGTHS = st.floats(1.0, 2000.0)


def pixels(content):
    return Image.open(io.BytesIO(content)).convert("RGBA")


def red(image, x, y):
    return image.getpixel((x, y))[:3] == (0xC4, 0x12, 0x2F)


def test_a_drawing_becomes_an_svg_of_its_size_and_colours():
    tree = etree.fromstring(svg(drop()))
    body, shine = tree
    assert (tree.get("width"), tree.get("viewBox")) == ("120", "0 0 120 160")
    assert (body.get("fill"), body.get("stroke")) == (COLOURS["red"], None)
    assert (shine.get("fill"), shine.get("stroke-width")) == ("none", "8")


def test_a_mirrored_drawing_is_the_picture_flipped():
    plain, flipped = (pixels(png(svg(drop(), is_mirrored), 240)) for is_mirrored in (False, True))
    turned = plain.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    pairs = zip(turned.get_flattened_data(), flipped.get_flattened_data(), strict=True)
    far = sum(max(abs(a - b) for a, b in zip(one, other, strict=True)) > 48 for one, other in pairs)
    assert far <= 20
    assert plain.tobytes() != flipped.tobytes()


def test_holes_and_opacity_are_kept():
    outer, inner = block(0, 0, 10, 10), block(3, 3, 4, 4)
    both = type(outer)(outer.segments + inner.segments)
    drawing = Drawing("ring", 10, 10, (Figure(both, COLOURS["red"], is_evenodd=True, opacity=0.5),))
    image = pixels(png(svg(drawing), 100))
    assert image.getpixel((50, 50))[3] == 0
    assert image.getpixel((10, 10))[3] in (127, 128)


@given(width=LENGTHS, height=LENGTHS)
def test_no_picture_is_stored_with_more_pixels_than_allowed(width, height):
    across = pixel_width(Rect(0, 0, width, height))
    assert 1 <= across <= max(1, round(width * 96 / 72 * 2))
    assert across * max(1.0, height / width) <= LONGEST_SIDE + height / width


@given(width=LENGTHS, height=LENGTHS)
def test_a_drawing_is_fitted_whole_into_its_rectangle(width, height):
    place = fitted(drop(), Rect(5.0, 7.0, width, height))
    assert place.w / place.h == pytest.approx(120 / 160)
    assert place.x >= 5.0 - 1e-6
    assert place.right <= 5.0 + width + 1e-6
    assert place.bottom <= 7.0 + height + 1e-6


def test_a_picture_has_its_drawing_and_a_raster_and_each_is_stored_once():
    presentation = Presentation(io.BytesIO(deck_bytes(sample_deck())))
    names = [str(part.partname) for part in presentation.part.package.iter_parts()]
    assert len([name for name in names if name.endswith(".svg")]) == 1
    assert len([name for name in names if name.endswith(".png")]) == 2
    slide = presentation.slides[1]
    vectors = [item.get(qn("r:embed")) for item in slide.element.iter(qualified("asvg:svgBlip"))]
    assert len(vectors) == 4
    assert slide.part.related_part(vectors[0]).blob == svg(drop()).encode()
    raster = next(slide.element.iter(qn("a:blip"))).get(qn("r:embed"))
    assert red(pixels(slide.part.related_part(raster).blob), 48, 40)


def test_free_geometry_has_the_points_of_the_outline():
    outline = block(100, 50, 30, 20)
    geometry = custom_geometry(outline)
    path = geometry.find(".//" + qn("a:path"))
    steps = [etree.QName(step).localname for step in path]
    assert steps == ["moveTo", "lnTo", "lnTo", "lnTo", "close"]
    assert (path.get("w"), path.get("h")) == (str(emu(30)), str(emu(20)))
    points = [(int(p.get("x")), int(p.get("y"))) for p in path.iter(qn("a:pt"))]
    assert points[2] == (30 * EMU_PER_POINT, 20 * EMU_PER_POINT)
    assert bounds(outline) == Rect(100, 50, 30, 20)


def test_a_flat_outline_has_a_path_of_one_unit():
    path = custom_geometry(block(10, 10, 40, 0)).find(".//" + qn("a:path"))
    assert path.get("h") == "1"


def test_words_in_elements_are_escaped():
    assert b"<a:t>a &lt; b &amp; c</a:t>" in root("p:sld", {}, node("a:t", {}, "a < b & c"))


@pytest.mark.parametrize("code", ["en", "ar", "ko"])
def test_the_theme_names_the_families_in_every_slot(code):
    deck = sample_deck(code)
    fonts = etree.fromstring(theme(DeckStyle.of(deck))).find(".//" + qn("a:fontScheme"))
    for tag, face in (("a:majorFont", "headline"), ("a:minorFont", "regular")):
        slots = fonts.find(qn(tag))[:3]
        assert {slot.get("typeface") for slot in slots} == {deck.faces[face]}


def family_of(file):
    with TTFont(file, lazy=True) as font:
        return str(font["name"].getName(1, 3, 1, 0x409))


def test_the_families_of_the_theme_are_the_names_inside_the_font_files(pytestconfig):
    files = sorted((pytestconfig.rootpath / "assets/fonts").glob("*/*.ttf"))
    first = {family_of(file) for file in files}
    named = {name for family, ending in SCRIPTS.values() for name in (family, family + ending)}
    assert named <= first


def test_a_family_without_bold_is_never_set_bold():
    style = DeckStyle.of(sample_deck())
    faces = ("headline", "bold", "regular")
    assert [style.boldness(face) for face in faces] == ["0", "1", "0"]
    nastaliq = {"headline": "Noto Nastaliq Urdu", "bold": "Noto Nastaliq Urdu", "regular": ""}
    mongolian = {"headline": "Noto Sans Mongolian", "bold": "", "regular": "Noto Sans Mongolian"}
    for own, wanted in ((nastaliq, ["1", "1", "0"]), (mongolian, ["0", "0", "0"])):
        other = DeckStyle(style.palette, own, "ur", "Aran", True, 175)
        assert [other.boldness(face) for face in faces] == wanted
