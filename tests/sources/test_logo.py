"""Reading a partner's logo: what partners really have is read, what is hostile is refused."""

import io
import tracemalloc
import warnings
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageColor, ImageDraw

from kit.errors import SourceError
from kit.sources.art import Drawing, Stroke
from kit.sources.logo import MOST_BYTES, Raster, is_coloured, read_logo
from kit.sources.svg_plain import plain_svg

PNG_MARK = b"\x89PNG\r\n\x1a\n"
SVG_MARK = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">'
PATH = '<path d="M0 0H9V9"/>'
RED, BLUE, GREY = (200, 16, 46), (0, 60, 160), (90, 90, 90)


def svg(inside: str, attributes: str = "") -> bytes:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50" {attributes}>'
    return f"{head}\n{inside}\n</svg>".encode()


def drawn(inside: str, attributes: str = "") -> Drawing:
    logo = read_logo(svg(inside, attributes), "logo.svg")
    assert isinstance(logo, Drawing)
    return logo


def raster(content: bytes, path: str) -> Raster:
    logo = read_logo(content, path)
    assert isinstance(logo, Raster)
    return logo


def picture(colour: tuple[int, ...] = RED, size: tuple[int, int] = (240, 80)) -> Image.Image:
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).ellipse((10, 5, 70, 65), fill=colour)
    return image


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def chunk(kind: bytes, inside: bytes) -> bytes:
    return len(inside).to_bytes(4) + kind + inside + zlib.crc32(kind + inside).to_bytes(4)


def header(width: int, height: int) -> bytes:
    return chunk(b"IHDR", width.to_bytes(4) + height.to_bytes(4) + bytes((8, 2, 0, 0, 0)))


PNG = saved(picture(), "PNG")
JPEG = saved(picture(), "JPEG")


def refused(content: bytes, path: str) -> SourceError:
    with pytest.raises(SourceError) as caught:
        read_logo(content, path)
    assert caught.value.trail[0].startswith(path)
    return caught.value


# What partners have


INKSCAPE = b"""<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with Inkscape (http://www.inkscape.org/) -->
<svg
   width="60mm"
   height="30mm"
   viewBox="0 0 60 30"
   version="1.1"
   id="svg5"
   inkscape:version="1.2 (dc2aedaf03, 2022-05-15)"
   sodipodi:docname="logo.svg"
   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
   xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
   xmlns="http://www.w3.org/2000/svg"
   xmlns:svg="http://www.w3.org/2000/svg"
   xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
   xmlns:cc="http://creativecommons.org/ns#"
   xmlns:dc="http://purl.org/dc/elements/1.1/">
  <sodipodi:namedview id="base" pagecolor="#ffffff" inkscape:zoom="1.4">
    <inkscape:grid type="xygrid"/>
  </sodipodi:namedview>
  <defs
     id="defs2"><inkscape:path-effect effect="spiro"/></defs>
  <metadata id="metadata7">
    <rdf:RDF><cc:Work rdf:about=""><dc:format>image/svg+xml</dc:format></cc:Work></rdf:RDF>
  </metadata>
  <g
     inkscape:label="Layer 1"
     inkscape:groupmode="layer"
     id="layer1"
     style="display:inline">
    <path
       style="color:#000000;fill:#ff0000;fill-opacity:1;stroke:none;stroke-width:0.264583px;
              stroke-dasharray:1, 2;stroke-miterlimit:4;-inkscape-stroke:none"
       d="M 0,0 H 9 V 9 Z"
       id="path1"
       inkscape:connector-curvature="0"
       sodipodi:nodetypes="cccc" />
    <circle style="fill:none;stroke:navy;stroke-width:2px;stroke-opacity:1" cx="20" cy="10" r="5" />
  </g>
</svg>
"""

ILLUSTRATOR = b"""<?xml version="1.0" encoding="utf-8"?>
<!-- Generator: Adobe Illustrator 27.0.0, SVG Export Plug-In -->
<svg version="1.1" id="Layer_1" xmlns="http://www.w3.org/2000/svg" x="0px" y="0px"
  xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:i="http://ns.adobe.com/AdobeIllustrator/10.0/"
  viewBox="0 0 60 30" style="enable-background:new 0 0 60 30;" xml:space="preserve">
<metadata><?xpacket begin=""?></metadata>
<g i:extraneous="self"><title>Blood Service</title>
  <path style="fill-rule:evenodd;clip-rule:evenodd;fill:#ED1C24;" d="M0,0H9V9z"/>
  <path fill="rgb(0%,0%,50%)" stroke="Black" stroke-miterlimit="10" d="M9,9H19V19z"/>
</g></svg>
"""


def test_a_file_of_inkscape_is_read_like_a_plain_one() -> None:
    logo = read_logo(INKSCAPE, "assets/partners/here/logo.svg")
    assert isinstance(logo, Drawing)
    assert (logo.name, logo.width, logo.height, logo.may_mirror) == ("logo", 60, 30, False)
    path, circle = logo.figures
    assert (path.fill, path.stroke) == ("#FF0000", None)
    assert (circle.fill, circle.stroke) == ("", Stroke("#000080", 2.0, "butt", "miter"))


def test_a_file_of_illustrator_is_read_like_a_plain_one() -> None:
    logo = read_logo(b"\xef\xbb\xbf" + ILLUSTRATOR, "logo.SVG")
    assert isinstance(logo, Drawing)
    first, second = logo.figures
    assert (first.fill, first.is_evenodd) == ("#ED1C24", True)
    assert (second.fill, second.stroke and second.stroke.colour) == ("#000080", "#000000")


def test_a_style_wins_over_an_attribute_and_the_last_declaration_over_the_first() -> None:
    (figure,) = drawn(
        '<path fill="#111111" style="fill:#222222; fill:#333333" d="M0 0H9V9"/>'
    ).figures
    assert figure.fill == "#333333"


@pytest.mark.parametrize("name", ImageColor.colormap)
def test_every_colour_name_of_css_is_known(name: str) -> None:
    red, green, blue, *_ = ImageColor.getrgb(name)
    (figure,) = drawn(f'<path fill="{name}" d="M0 0H9V9"/>').figures
    assert figure.fill == f"#{red:02X}{green:02X}{blue:02X}"


@pytest.mark.parametrize(
    ("colour", "read"),
    [
        ("rgb(255, 0, 16)", "#FF0010"),
        ("rgb(100%,0%,50%)", "#FF0080"),
        ("RGB(1 2 300)", "#0102FF"),
        ("Red", "#FF0000"),
    ],
)
def test_colours_of_css_become_hexadecimal(colour: str, read: str) -> None:
    assert drawn(f'<path style="fill:{colour}" d="M0 0H9V9"/>').figures[0].fill == read


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_png_of_every_kind_is_read_and_its_bytes_are_kept(mode: str) -> None:
    image = picture().convert("L").convert(mode) if mode == "I;16" else picture().convert(mode)
    content = saved(image, "PNG")
    logo = raster(content, "x/service.png")
    assert (logo.name, logo.content, logo.width, logo.height) == ("service", content, 240, 80)
    assert is_coloured(logo) is (mode in ("P", "RGB", "RGBA"))


@pytest.mark.parametrize("mode", ["L", "RGB"])
@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"restart_marker_blocks": 3}])
@pytest.mark.parametrize("ending", ["jpg", "jpeg", "JPG"])
def test_jpeg_of_every_kind_is_read_and_its_bytes_are_kept(
    mode: str, options: dict[str, object], ending: str
) -> None:
    content = saved(picture().convert(mode), "JPEG", **options)
    logo = raster(content, f"logo.{ending}")
    assert (logo.content, logo.width, logo.height) == (content, 240, 80)
    assert is_coloured(logo) is (mode == "RGB")


def test_metadata_is_left_out_and_the_pixels_stay() -> None:
    exif = Image.Exif()
    exif[0x010E] = "taken by somebody"
    noted = saved(picture(), "JPEG", exif=exif, comment=b"a secret", icc_profile=b"profile")
    logo = raster(noted + b"more after the end", "logo.jpg")
    assert b"somebody" not in logo.content
    assert b"secret" not in logo.content
    assert b"ICC_PROFILE\0" in logo.content
    assert logo.content.endswith(b"\xff\xd9")
    with Image.open(io.BytesIO(logo.content)) as kept, Image.open(io.BytesIO(noted)) as before:
        assert kept.tobytes() == before.tobytes()


def test_notes_of_a_png_are_left_out() -> None:
    noted = PNG[:33] + chunk(b"tEXt", b"Author\0somebody") + PNG[33:] + b"more after the end"
    assert raster(noted, "logo.png").content == PNG


# Colours


@pytest.mark.parametrize(
    ("colour", "coloured"),
    [
        (RED, True),
        (BLUE, True),
        (GREY, False),
        ((35, 31, 32), False),
        ((255, 140, 0), True),
        ((255, 255, 255), False),
    ],
)
def test_colour_is_found_alike_in_every_kind(colour: tuple[int, ...], coloured: bool) -> None:
    digits = bytes(colour).hex()
    for logo in (
        raster(saved(picture(colour), "PNG"), "logo.png"),
        raster(saved(picture(colour), "JPEG", quality=90), "logo.jpg"),
        drawn(f'<path fill="#{digits}" d="M0 0H9V9"/>'),
        drawn(f'<path fill="none" stroke="#{digits}" d="M0 0H9V9"/>'),
    ):
        assert is_coloured(logo) is coloured


def test_a_colour_nobody_sees_is_no_colour() -> None:
    clear = Image.new("RGBA", (240, 80), (255, 0, 0, 0))
    assert not is_coloured(raster(saved(clear, "PNG"), "logo.png"))
    speck = picture(GREY)
    speck.putpixel((100, 40), RED)
    assert not is_coloured(raster(saved(speck, "PNG"), "logo.png"))


# Files that are not what they say


@pytest.mark.parametrize("path", ["logo.svg", "logo.png", "logo.jpg"])
def test_an_empty_file_is_refused(path: str) -> None:
    assert "empty" in refused(b"", path).message


@pytest.mark.parametrize(
    ("content", "path", "named"),
    [
        (PNG, "logo.jpg", ('".jpg"', "PNG")),
        (JPEG, "logo.png", ('".png"', "JPEG")),
        (PNG, "logo.svg", ('".svg"', "PNG")),
        (svg(PATH), "logo.png", ('".png"', "SVG")),
        (PNG, "logo", ('""', "PNG")),
        (b"GIF89a", "logo.png", ('".png"', "GIF")),
        (b"%PDF-1.7", "logo.svg", ('".svg"', "PDF")),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "logo.jpg", ('".jpg"', "WebP")),
        (b"<!DOCTYPE html><title>404</title>", "logo.svg", ('".svg"', "web page")),
        (b"plain words", "logo.jpg", ('".jpg"', "unknown")),
        (b"\0" * 100, "logo.png", ('".png"', "unknown")),
    ],
)
def test_a_wrong_ending_is_refused_with_both_kinds(
    content: bytes, path: str, named: tuple[str, ...]
) -> None:
    error = refused(content, path)
    assert all(word in error.message for word in named)
    assert error.hint


def test_a_file_of_more_than_five_megabytes_is_refused() -> None:
    assert "bytes" in refused(PNG + b"\0" * MOST_BYTES, "logo.png").message
    assert "bytes" in refused(svg(PATH + " " * 1_000_000), "logo.svg").message


# Hostile and broken pictures


BOMB = PNG_MARK + header(50_000, 50_000)
WHOLE_BOMB = BOMB + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
SECOND = PNG_MARK + header(300, 300) + WHOLE_BOMB[len(PNG_MARK) :]
JPEG_BOMB = JPEG.replace(b"\x00\x50\x00\xf0", b"\xc3\x50\xc3\x50")


@pytest.mark.parametrize(
    ("content", "path"),
    [(BOMB, "logo.png"), (WHOLE_BOMB, "logo.png"), (SECOND, "logo.png"), (JPEG_BOMB, "logo.jpg")],
    ids=["header", "whole", "second header", "jpeg"],
)
def test_a_giant_picture_is_refused_before_any_room_is_taken(content: bytes, path: str) -> None:
    tracemalloc.start()
    error = refused(content, path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "50000 x 50000" in error.message
    assert peak < 1_000_000


@pytest.mark.parametrize(
    ("size", "named"),
    [
        ((6001, 100), "at most 6000"),
        ((5000, 4900), "24,000,000"),
        ((199, 100), "blurred"),
        ((400, 31), "blurred"),
        ((2100, 100), "20 times"),
        ((100, 2100), "20 times"),
    ],
)
def test_pictures_of_no_good_size_are_refused(size: tuple[int, int], named: str) -> None:
    error = refused(saved(Image.new("1", size), "PNG"), "logo.png")
    assert named in error.message
    assert error.hint


@pytest.mark.parametrize("size", [(200, 32), (6000, 4000)])
def test_pictures_at_the_limits_are_read(size: tuple[int, int]) -> None:
    assert raster(saved(Image.new("1", size), "PNG"), "logo.png").width == size[0]


@pytest.mark.parametrize(("content", "path"), [(PNG, "logo.png"), (JPEG, "logo.jpg")])
def test_a_picture_cut_short_anywhere_is_refused(content: bytes, path: str) -> None:
    for end in range(1, len(content)):
        refused(content[:end], path)


def test_a_picture_with_a_wrong_checksum_is_refused() -> None:
    middle = PNG.index(b"IDAT") + 20
    broken = PNG[:middle] + bytes((PNG[middle] ^ 1,)) + PNG[middle + 1 :]
    assert "damaged" in refused(broken, "logo.png").message


def test_cmyk_is_refused_with_the_way_out() -> None:
    error = refused(saved(picture().convert("CMYK"), "JPEG"), "logo.jpg")
    assert "CMYK" in error.message
    assert "save it as RGB" in error.hint


def test_an_animated_png_is_refused() -> None:
    content = saved(picture(), "PNG", save_all=True, append_images=[picture(BLUE)])
    assert "animated" in refused(content, "logo.png").message


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_that_is_to_be_turned_is_refused(kind: str) -> None:
    path = f"logo.{kind.lower()}"
    exif = Image.Exif()
    exif[0x0112] = 6
    assert "EXIF" in refused(saved(picture(), kind, exif=exif), path).message
    exif[0x0112] = 1
    assert raster(saved(picture(), kind, exif=exif), path).width == 240


def test_a_jpeg_of_a_thousand_scans_is_refused() -> None:
    whole = saved(picture(), "JPEG", progressive=True)
    scan = whole[whole.rindex(b"\xff\xda") : -2]
    assert "damaged" in refused(whole[:-2] + scan * 1000 + b"\xff\xd9", "logo.jpg").message


def test_no_warning_of_pillow_shows() -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        refused(WHOLE_BOMB, "logo.png")
        refused(saved(picture(), "JPEG", exif=b"Exif\0\0MM\0*\0\0\0\x08\0\x09"), "logo.jpg")
    assert caught == []


# Hostile SVG: every line is the second of its file


@pytest.mark.parametrize(
    ("inside", "named"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ("<defs><script/></defs>", "<script>"),
        ("<metadata><script/></metadata>", "<script>"),
        ('<html:script xmlns:html="http://www.w3.org/1999/xhtml"/>', "<script>"),
        ('<path d="M0 0H9V9" onload="alert(1)"/>', '"onload"'),
        ('<title onclick="alert(1)"/>', '"onclick"'),
        ('<image href="https://example.org/a.png"/>', "<image>"),
        ('<use href="#a"/>', "<use>"),
        ('<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="a.svg#b"/>', "<use>"),
        ('<a href="javascript:alert(1)"><path d="M0 0H9"/></a>', "<a>"),
        ('<g xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="x"/>', '"href"'),
        ("<foreignObject><p/></foreignObject>", "<foreignObject>"),
        ("<style>@import url(https://example.org/a.css);</style>", "<style>"),
        ("<defs><style>.a{fill:red}</style></defs>", "<style>"),
        ("<?xml-stylesheet href='a.css'?>", "processing instruction"),
        ("<text>word</text>", "<text>"),
        ("<svg/>", "<svg>"),
        ("<animate/>", "<animate>"),
        ('<defs><linearGradient id="a"/></defs>', "<linearGradient>"),
        ('<other xmlns="http://example.org/else"/>', "<other>"),
        ('<path xmlns="" d="M0 0H9"/>', "<path>"),
        ('<path xmlns:x="http://example.org/else" x:fill="#F00" d="M0 0H9"/>', '"fill"'),
        ('<path style="fill:url(#a)" d="M0 0H9"/>', '"url(#a)"'),
        ('<path style="background:url(javascript:x)" d="M0 0H9"/>', '"background:'),
        ('<path style="fill" d="M0 0H9"/>', '"fill"'),
        ('<path style="transform:rotate(9deg)" d="M0 0H9"/>', '"transform:'),
        ('<path style="display:none" d="M0 0H9"/>', '"display:none"'),
        ('<path style="fill:re\\64" d="M0 0H9"/>', '"re\\64"'),
        ('<path fill="rgb(1..2,3,4)" d="M0 0H9"/>', '"1..2"'),
        ('<path fill="rgba(1,2,3,.5)" d="M0 0H9"/>', '"rgba(1,2,3,.5)"'),
        ('<path stroke="red" stroke-dasharray="1 2" d="M0 0H9"/>', '"stroke-dasharray"'),
        ('<g stroke="none" stroke-dasharray="1 2"/>', '"stroke-dasharray"'),
        ("<g " + " ".join(f'a{n}=""' for n in range(201)) + "/>", "200 attributes"),
    ],
)
def test_hostile_or_unknown_parts_are_refused_with_file_and_line(inside: str, named: str) -> None:
    error = refused(svg(inside), "logo.svg")
    assert named in error.message
    assert error.trail == ("logo.svg:2",)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    ("head", "named"),
    [
        (f'<!DOCTYPE svg [<!ENTITY l0 "ha">{LAUGHS}]>', "DOCTYPE"),
        ('<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "DOCTYPE"),
        ('<!DOCTYPE svg SYSTEM "http://example.org/svg.dtd">', "DOCTYPE"),
        ("<?xml-stylesheet href='a.css'?>", "processing instruction"),
    ],
    ids=["billion laughs", "external entity", "external subset", "style sheet"],
)
def test_what_stands_before_the_drawing_is_refused_with_its_line(head: str, named: str) -> None:
    content = b'<?xml version="1.0"?>\n' + head.encode() + svg("<title>&l9;&x;</title>")
    if "stylesheet" in head:
        content = b'<?xml version="1.0"?>\n' + head.encode() + svg(PATH)
    error = refused(content, "logo.svg")
    assert named in error.message
    assert error.trail == ("logo.svg:2",)


def test_an_instruction_after_the_drawing_is_refused() -> None:
    assert refused(svg(PATH) + b"\n<?later?>", "logo.svg").trail == ("logo.svg:4",)


def test_errors_of_the_drawing_name_the_line_of_the_file() -> None:
    content = INKSCAPE.replace(b"stroke:navy", b"stroke:url(#a)")
    line = content[: content.index(b"<circle")].count(b"\n") + 1
    assert refused(content, "logo.svg").trail == (f"logo.svg:{line}",)


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (svg(""), "nothing"),
        (svg('<path fill="none" d="M0 0H9V9"/>'), "nothing"),
        (svg('<path d="M0 0H999999V9"/>'), "outside"),
        (svg('<g transform="scale(1e6)">' * 99 + PATH + "</g>" * 99), "outside"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 10">', "well-formed"),
        (svg(PATH).replace(b"100 50", b"2100 50"), "20 times"),
        (b"<other/>", "not an SVG"),
        (svg(PATH).decode().encode("utf-16"), "unknown"),
    ],
)
def test_drawings_that_cannot_be_a_logo_are_refused(content: bytes, named: str) -> None:
    assert named in refused(content, "logo.svg").message


def test_plain_svg_stays_as_it_is_but_for_what_shows_nothing() -> None:
    plain = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 2"><g><path d="M0"/></g></svg>'
    assert plain_svg(plain.encode(), "logo.svg") == plain.encode()


# Whatever comes


def only_source_errors(content: bytes, path: str) -> None:
    try:
        read_logo(content, path)
    except SourceError as caught:
        error = caught
    else:
        return
    assert error.trail[0].startswith(path)
    assert not error.message[0].isupper()


def changed(content: bytes) -> st.SearchStrategy[bytes]:
    """The content with some bytes overwritten."""
    changes = st.lists(st.tuples(st.integers(0, len(content) - 1), st.integers(0, 255)), max_size=4)

    def apply(places: list[tuple[int, int]]) -> bytes:
        new = bytearray(content)
        for place, value in places:
            new[place] = value
        return bytes(new)

    return changes.map(apply)


@pytest.mark.parametrize(
    ("mark", "path"),
    [
        (PNG_MARK, "logo.png"),
        (PNG_MARK + header(300, 300), "logo.png"),
        (b"\xff\xd8\xff", "logo.jpg"),
        (JPEG[: JPEG.index(b"\xff\xda")], "logo.jpg"),
        (b"<", "logo.svg"),
        (SVG_MARK, "logo.svg"),
    ],
)
@given(rest=st.binary(max_size=200))
@settings(deadline=None)
def test_any_bytes_after_a_signature_are_read_or_refused(
    mark: bytes, path: str, rest: bytes
) -> None:
    only_source_errors(mark + rest, path)


@given(changed(PNG))
@settings(deadline=None)
def test_a_png_with_changed_bytes_is_read_or_refused(content: bytes) -> None:
    only_source_errors(content, "logo.png")


@given(changed(JPEG))
@settings(deadline=None)
def test_a_jpeg_with_changed_bytes_is_read_or_refused(content: bytes) -> None:
    only_source_errors(content, "logo.jpg")


@given(changed(INKSCAPE))
@settings(max_examples=200, deadline=None)
def test_an_svg_with_changed_bytes_is_read_or_refused(content: bytes) -> None:
    only_source_errors(content, "logo.svg")


@given(width=st.integers(0, 2**32 - 1), height=st.integers(0, 2**32 - 1))
def test_a_png_header_of_any_size_is_refused_or_lacks_its_pixels(width: int, height: int) -> None:
    content = PNG_MARK + header(width, height) + chunk(b"IEND", b"")
    refused(content, "logo.png")


VALUES = st.text("0123456789.-+e%, ()#abcdfurlgnone;:", max_size=12)
NAMES = st.sampled_from(["fill", "stroke", "stroke-width", "opacity", "style", "transform", "d"])


def tag(stated: dict[str, str]) -> str:
    return "<path " + " ".join(f'{name}="{value}"' for name, value in stated.items()) + "/>"


@given(st.lists(st.dictionaries(NAMES, VALUES, max_size=4).map(tag), max_size=3).map("".join))
@settings(max_examples=300, deadline=None)
def test_any_values_of_attributes_are_read_or_refused(inside: str) -> None:
    only_source_errors(svg(inside), "logo.svg")


@pytest.mark.parametrize(
    ("content", "path"), [(PNG, "a.png"), (JPEG, "a.jpg"), (INKSCAPE, "a.svg")]
)
def test_reading_twice_gives_the_same(content: bytes, path: str) -> None:
    assert read_logo(content, path) == read_logo(content, path)
