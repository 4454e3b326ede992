"""Parts of a PDF as values: text of fonts, inks of pixels, what a content stream paints."""

import io
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image

from kit.preflight.pdf.file import read_pdf
from kit.preflight.pdf.fonts import font_of
from kit.preflight.pdf.painted import Widths, as_read
from kit.preflight.pdf.pixels import heaviest, picture_of
from kit.preflight.pdf.view import Page, shown
from kit.preflight.pdf.widths import advances
from tests.preflight.pdf_check_samples import font_file, press_pdf, web_pdf

PIXELS = st.lists(st.tuples(*[st.integers(0, 255)] * 4), min_size=1, max_size=24)


@given(PIXELS)
def test_the_heaviest_pixel_is_found_to_the_last_step(pixels: list[tuple[int, ...]]) -> None:
    image = Image.frombytes("CMYK", (len(pixels), 1), bytes(sum(pixels, ())))
    ink, (x, y) = heaviest(image)
    most = max(map(sum, pixels))
    assert ink == most / 255
    # Halving in eight bits cannot tell pixels that differ by a few steps in all.
    assert y == 0
    assert sum(pixels[x]) >= most - 11


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (b"2 beginbfchar <01> <0041> <02> <00660069> endbfchar", {1: "A", 2: "fi"}),
        (b"1 beginbfrange <01> <03> <0061> endbfrange", {1: "a", 2: "b", 3: "c"}),
        (b"1 beginbfrange <01> <02> [<0061> <1780>] endbfrange", {1: "a", 2: "ក"}),
        (b"1 beginbfrange <01> <02> [<0061>] endbfrange", {1: "a", 2: ""}),
        (b"1 beginbfchar <01> <D83DDE00> endbfchar", {1: "😀"}),
        (b"1 beginbfchar <01> endbfchar", {}),
    ],
    ids=["letters", "range", "list", "short list", "beyond the first plane", "broken"],
)
def test_the_text_of_a_font_is_read(rows: bytes, text: dict[int, str]) -> None:
    with Pdf.new() as pdf:
        table = pdf.make_stream(rows)
        font = Dictionary(Type=Name.Font, Subtype=Name.TrueType, ToUnicode=table)
        assert font_of(font).unicode == text


def test_a_simple_font_tells_its_text_by_its_encoding() -> None:
    font = font_of(Dictionary(Subtype=Name.TrueType, Encoding=Name.WinAnsiEncoding))
    assert (font.unicode[0x80], font.is_embedded, font.has_widths) == ("€", False, False)
    assert font_of(Dictionary(Subtype=Name.Type1)).unicode == {}
    assert font_of(Name.Broken).unicode == {}


def test_the_widths_of_a_font_file_are_those_that_a_font_library_reads() -> None:
    face = TTFont(io.BytesIO(font_file()))
    scale = 1000 / face["head"].unitsPerEm
    metrics = [face["hmtx"][glyph][0] * scale for glyph in face.getGlyphOrder()]
    found = advances(font_file())
    assert found
    padded = [found[min(glyph, len(found) - 1)] for glyph in range(len(metrics))]
    assert padded == pytest.approx(metrics)


@given(st.integers(0, 3000), st.binary(max_size=40))
def test_a_damaged_font_file_is_told_or_read_but_stops_nothing(start: int, junk: bytes) -> None:
    file = font_file()
    assert advances(file[:start]) is None
    found = advances(file[:start] + junk + file[start + len(junk) :])
    assert found is None or found


def _composite(pdf: Pdf, widths: object, **keys: object) -> pikepdf.Object:
    inner = Dictionary(
        FontDescriptor=Dictionary(FontFile2=pdf.make_stream(font_file())), W=widths, **keys
    )
    return Dictionary(
        Subtype=Name.Type0, Encoding=Name("/Identity-H"), DescendantFonts=Array([inner])
    )


@pytest.mark.parametrize(
    ("widths", "stated"),
    [
        (Array([3, Array([10, 20.5])]), {3: 10, 4: 20.5}),
        (Array([3, 5, 10, 9, Array([7])]), {3: 10, 4: 10, 5: 10, 9: 7}),
        (Array([5, 3, 10]), {}),
        (Array([3, 4]), {}),
        (Array([3]), {}),
        (Array([Name.A, Array([1]), 3, Array([Name.B, 2])]), {4: 2}),
        (Array([0, 10**9, Name.A, -5, 1, 2]), {0: 2, 1: 2}),
    ],
)
def test_the_widths_that_a_pdf_states_are_read(
    widths: pikepdf.Array, stated: dict[int, float]
) -> None:
    with Pdf.new() as pdf:
        found = font_of(_composite(pdf, widths, DW=300)).widths
        assert found
        assert (found.stated, found.default) == (stated, 300)


@pytest.mark.parametrize(
    "keys",
    [{"CIDToGIDMap": 3}, {"CIDToGIDMap": Name.Identity, "DW": Name.A}, {}],
)
def test_a_broken_map_or_default_counts_as_none(keys: dict[str, object]) -> None:
    with Pdf.new() as pdf:
        found = font_of(_composite(pdf, Array([]), **keys)).widths
        assert found
        assert (found.places, found.default) == (None, 1000)


def test_a_code_beyond_the_map_of_glyphs_is_the_glyph_that_stands_for_none() -> None:
    with Pdf.new() as pdf:
        places = pdf.make_stream(b"\0\3\0")
        widths = font_of(_composite(pdf, Array([]), CIDToGIDMap=places)).widths
        missing = (advances(font_file()) or ())[0]
        assert widths
        assert replace(widths, default=missing).is_wrong(0)
        assert not replace(widths, default=missing).is_wrong(9)


def test_widths_may_differ_by_rounding() -> None:
    widths = Widths({1: 501.0, 2: 501.1, 3: 499.0}, 0.0, (500.0,), None)
    assert [widths.is_wrong(code) for code in (1, 2, 3, 4)] == [False, True, False, True]


def test_operators_that_pdf_does_not_know_are_gathered_once() -> None:
    known = b"BX EX 1 w 0 J 0 j 1 M [] 0 d /Perceptual ri 1 i 0 0 m h W n /A MP /A <<>> DP"
    assert _page(known + b" BT 0 Tc 0 Tw 100 Tz 0 Ts ET").unknown == ()
    assert _page(b"glow BX glow shine EX").unknown == ("glow", "shine")


@pytest.mark.parametrize(
    ("content", "mixed"),
    [
        (b"/P <</MCID 0>> BDC /Artifact BMC EMC EMC", ["Artifact"]),
        (b"/Artifact BMC /P <</MCID 0>> BDC EMC EMC", ["P"]),
        (b"/P <</MCID 0>> BDC /Span BMC EMC EMC /Artifact BMC EMC", []),
        (b"/Artifact BMC /Span <</ActualText ()>> BDC EMC EMC", []),
    ],
    ids=["decoration in a tag", "tag in decoration", "side by side", "no number"],
)
def test_tags_within_decoration_are_seen_where_nothing_is_painted(
    content: bytes, mixed: list[str]
) -> None:
    assert [mark.tag for mark in _page(content).mixed] == mixed


def _page(content: bytes, **resources: pikepdf.Object) -> Page:
    """A page with this content."""
    out = io.BytesIO()
    with Pdf.new() as pdf:
        made = pdf.add_blank_page(page_size=(200, 100))
        made.obj.Resources = Dictionary(**resources)
        made.obj.Contents = pdf.make_stream(content)
        pdf.save(out)
    return read_pdf(out.getvalue()).pages[0]


def test_the_state_is_kept_and_restored() -> None:
    content = b"q 2 0 0 2 10 20 cm 1 0 0 rg 0 0 5 5 re f Q 0 0 5 5 re f 0 0 m 9 9 l S 1 1 1 1 re n"
    scaled, plain, line = _page(content).painted
    assert (scaled.box, plain.box, line.box) == ((10, 20, 20, 30), (0, 0, 5, 5), (0, 0, 9, 9))
    assert scaled.fill
    assert (scaled.fill.space.kind, scaled.fill.parts) == ("DeviceRGB", (1.0, 0.0, 0.0))
    assert plain.fill
    assert plain.fill.space.kind == "DeviceGray"
    assert (line.fill, line.stroke is not None) == (None, True)


@pytest.mark.parametrize(
    ("operators", "place"),
    [
        (b"5 7 Td (a) Tj", (5, 7)),
        (b"1 0 0 1 5 7 Tm 1 1 Td (a) Tj", (6, 8)),
        (b"10 TL 5 50 Td (a) '", (5, 40)),
        (b"5 50 Td 0 -12 TD T* [(a) 5 (b)] TJ", (5, 26)),
        (b'10 TL 5 50 Td 1 2 (a) "', (5, 40)),
    ],
)
def test_text_stands_where_its_operators_put_it(
    operators: bytes, place: tuple[float, float]
) -> None:
    (text,) = _page(b"BT " + operators + b" ET").painted
    assert text.box[:2] == place


def test_unseen_text_has_no_colour_but_is_content() -> None:
    (text,) = _page(b"BT 3 Tr (a) Tj ET").painted
    assert (text.fill, text.stroke, text.kind) == (None, None, "text")


@pytest.mark.parametrize("content", [b"/P BMC", b"EMC", b"Q Q Q", b"1 0 rg BT Tf Td ET BDC"])
def test_broken_content_is_read_as_far_as_it_goes(content: bytes) -> None:
    page = _page(content)
    assert page.painted == ()
    assert bool(page.faults) == (b"Q" not in content)


def _image(pdf: Pdf, content: bytes, size: tuple[int, int], **keys: object) -> pikepdf.Stream:
    values = {"ColorSpace": Name.DeviceCMYK, "BitsPerComponent": 8} | keys
    return pdf.make_stream(content, Subtype=Name.Image, Width=size[0], Height=size[1], **values)


def _jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("CMYK", (8, 8), (255, 0, 0, 0)).save(out, "JPEG", quality=100)
    return out.getvalue()


IMAGES: dict[str, tuple[Callable[[Pdf], pikepdf.Stream], float]] = {
    "plain": (lambda pdf: _image(pdf, bytes([255, 255, 0, 51]), (1, 1)), 2.2),
    "turned": (
        lambda pdf: _image(pdf, bytes(4), (1, 1), Decode=Array([1, 0, 1, 0, 1, 0, 1, 0])), 4.0
    ),
    "sixteen bits": (
        lambda pdf: _image(pdf, bytes([255, 0] * 4), (1, 1), BitsPerComponent=16), 4.0
    ),
    "indexed": (
        lambda pdf: _image(
            pdf, bytes([0, 1]), (2, 1),
            ColorSpace=Array(
                [Name.Indexed, Name.DeviceCMYK, 1, pikepdf.String(bytes([0] * 4 + [255] * 3 + [0]))]
            ),
        ),
        3.0,
    ),
    "grey": (lambda pdf: _image(pdf, bytes(4), (2, 2), ColorSpace=Name.DeviceGray), 0.0),
    "too short": (lambda pdf: _image(pdf, bytes(4), (9, 9)), 0.0),
    "JPEG": (
        lambda pdf: _image(pdf, _jpeg(), (8, 8), Filter=Name.DCTDecode), 3.0
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", IMAGES)
def test_the_ink_of_an_image_is_added_up(name: str) -> None:
    with Pdf.new() as pdf:
        made, ink = IMAGES[name]
        assert picture_of(made(pdf), None).ink == pytest.approx(ink, abs=0.02)


def test_the_samples_are_read_as_what_they_are() -> None:
    web, press = read_pdf(web_pdf()), read_pdf(press_pdf())
    assert (web.is_print, web.is_tagged, press.is_print, press.is_tagged) == (
        False,
        True,
        True,
        False,
    )
    assert web.metadata.claims.names == ("PDF/UA-1", "PDF/A-2a")
    assert press.metadata.claims.names == ("PDF/X-4",)
    assert [element.kind for element in web.elements()][:4] == ["Document", "Sect", "H1", "P"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a\u200b  b\n", "a b"),
        ("مدلا", "الدم"),
        ("x" * 50, "x" * 40 + "…"),
        ("12:30 م", "م 12:30"),
        ("", ""),
    ],
)
def test_a_text_is_shown_short_and_in_reading_order(text: str, words: str) -> None:
    assert shown(as_read(text)) == words
