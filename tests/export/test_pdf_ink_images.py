import zlib
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pdf_samples import page_of, publication_of
from pikepdf import Name
from PIL import Image, ImageChops

from kit.errors import OutputError
from kit.export.pdf.ink_images import separate_images
from kit.export.pdf.inks import Inks
from kit.export.pdf.writer import write_pdf
from kit.layout.page import PlacedImage
from kit.sources.raster import Raster
from kit.units import Rect

ROOT = Path(__file__).parents[2]
SCREEN = (ROOT / "assets/icc/sRGB.icc").read_bytes()
INKS = Inks(SCREEN, (ROOT / "assets/icc/FOGRA39L.icc").read_bytes(), 300)
SIZE = (24, 16)


def colourful() -> Image.Image:
    picture = Image.new("RGB", SIZE, "#C4122F")
    picture.paste("#FFF5E9", (0, 0, 12, 8))
    picture.paste("#808080", (12, 8, 24, 16))
    return picture


def picture_of(pdf: pikepdf.Pdf, content: bytes, space: object, **keys: object) -> pikepdf.Stream:
    """A picture of 8 bits a channel in a PDF, on a page that shows it."""
    stream = pikepdf.Stream(pdf, content)
    entries = {"BitsPerComponent": 8, "ColorSpace": space} | keys
    stream.Type, stream.Subtype = Name.XObject, Name.Image
    stream.Width, stream.Height = SIZE
    for key, value in entries.items():
        stream[f"/{key}"] = value
    page = pdf.add_blank_page(page_size=(100, 100))
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=pdf.make_indirect(stream)))
    page.Contents = pikepdf.Stream(pdf, b"q 100 0 0 100 0 0 cm /Im0 Do Q")
    return page.Resources.XObject.Im0


def profiled(pdf: pikepdf.Pdf, profile: bytes, channels: int) -> pikepdf.Array:
    return pikepdf.Array([Name.ICCBased, pikepdf.Stream(pdf, profile, N=channels)])


def inks_of(picture: pikepdf.Stream) -> bytes:
    """The amounts of ink in a separated picture, after a look at what says how they are kept."""
    assert picture.ColorSpace == Name.DeviceCMYK
    assert picture.Filter == Name.FlateDecode
    assert picture.BitsPerComponent == 8
    assert {"/Decode", "/DecodeParms", "/Interpolate", "/Intent"} & set(picture.keys()) == set()
    assert zlib.decompress(picture.read_raw_bytes()) == picture.read_bytes()
    return picture.read_bytes()


def expected(picture: Image.Image) -> bytes:
    return INKS.image(picture).tobytes()


def separated(picture: pikepdf.Stream, pdf: pikepdf.Pdf) -> bytes:
    separate_images(pdf, INKS)
    return inks_of(picture)


def test_rgb_becomes_the_inks_of_each_colour() -> None:
    pdf = pikepdf.new()
    picture = picture_of(
        pdf, colourful().tobytes(), Name.DeviceRGB, Interpolate=True, Intent=Name.Perceptual
    )
    assert separated(picture, pdf) == expected(colourful())


def test_greys_become_black_alone() -> None:
    grey = Image.linear_gradient("L").resize(SIZE)
    pdf = pikepdf.new()
    inks = separated(picture_of(pdf, grey.tobytes(), Name.DeviceGray), pdf)
    assert inks == expected(grey)
    assert not any(inks[0::4] + inks[1::4] + inks[2::4])
    assert any(inks[3::4])


def test_one_bit_a_pixel_becomes_paper_and_black() -> None:
    pdf = pikepdf.new()
    content = bytes([0b11110000, 0, 0b11111111]) * 16
    picture = picture_of(pdf, content, Name.DeviceGray, BitsPerComponent=1)
    assert separated(picture, pdf)[: 4 * 24 : 4 * 4] == bytes(6)
    assert picture.read_bytes()[3 : 4 * 24 : 4 * 4] == bytes([0, 255, 255, 255, 0, 0])


def test_a_jpeg_is_separated_as_it_looks() -> None:
    for mode, space in (("RGB", Name.DeviceRGB), ("L", Name.DeviceGray)):
        file = BytesIO()
        colourful().convert(mode).save(file, "JPEG", quality=90)
        pdf = pikepdf.new()
        picture = picture_of(pdf, file.getvalue(), space, Filter=Name.DCTDecode)
        assert separated(picture, pdf) == expected(Image.open(file))


def test_a_palette_is_looked_up() -> None:
    pdf = pikepdf.new()
    palette = bytes.fromhex("C4122F FFF5E9 808080")
    space = pikepdf.Array([Name.Indexed, Name.DeviceRGB, 2, pikepdf.String(palette)])
    content = bytes(index % 3 for index in range(24 * 16))
    picture = picture_of(pdf, content, space, Decode=pikepdf.Array([0, 255]))
    pixels = b"".join(palette[3 * index : 3 * index + 3] for index in content)
    assert separated(picture, pdf) == expected(Image.frombytes("RGB", SIZE, pixels))


def test_amounts_that_are_decoded_the_other_way_round_are_turned() -> None:
    pdf = pikepdf.new()
    turned = ImageChops.invert(colourful())
    ends = pikepdf.Array([1, 0] * 3)
    picture = picture_of(pdf, turned.tobytes(), Name.DeviceRGB, Decode=ends)
    assert separated(picture, pdf) == expected(colourful())


def test_a_profile_of_the_screen_changes_nothing_and_another_one_is_followed() -> None:
    pdf = pikepdf.new()
    same = picture_of(pdf, colourful().tobytes(), profiled(pdf, SCREEN, 3))
    grey = Image.linear_gradient("L").resize(SIZE)
    # The grey of a display whose light is in step with its numbers.
    linear = linear_grey()
    other = picture_of(pdf, grey.tobytes(), profiled(pdf, linear, 1))
    separate_images(pdf, INKS)
    assert inks_of(same) == expected(colourful())
    assert inks_of(other) != expected(grey)
    assert sum(inks_of(other)) < sum(expected(grey))


def linear_grey() -> bytes:
    """A profile of one channel with a straight curve (ICC.1:2001-04)."""
    white = b"XYZ \0\0\0\0" + bytes.fromhex("0000F6D6 00010000 0000D32D")
    curve = b"curv\0\0\0\0\0\0\0\0"
    texts = b"text\0\0\0\0none\0\0\0\0"
    parts = ((b"wtpt", white), (b"kTRC", curve), (b"cprt", texts), (b"desc", texts))
    table, body, start = b"", b"", 128 + 4 + 12 * len(parts)
    for name, content in parts:
        table += name + (start + len(body)).to_bytes(4) + len(content).to_bytes(4)
        body += content
    size = start + len(body)
    header = size.to_bytes(4) + b"lcms" + bytes.fromhex("02400000") + b"mntrGRAYXYZ " + bytes(12)
    header += b"acsp" + bytes(28) + bytes.fromhex("0000F6D6 00010000 0000D32D")
    return header.ljust(128, b"\0") + len(parts).to_bytes(4) + table + body


def test_a_soft_mask_stays_byte_for_byte() -> None:
    pdf = pikepdf.new()
    mask = picture_of(
        pdf, Image.linear_gradient("L").resize(SIZE).tobytes(), Name.DeviceGray, Interpolate=True
    )
    before = mask.read_raw_bytes()
    picture = picture_of(pdf, colourful().tobytes(), Name.DeviceRGB, SMask=mask)
    assert separated(picture, pdf) == expected(colourful())
    assert picture.SMask.read_raw_bytes() == before
    assert picture.SMask.ColorSpace == Name.DeviceGray
    assert Name.Interpolate not in picture.SMask


@pytest.mark.parametrize("ground", [(0, 0, 0), (255, 255, 255), (51, 102, 204)])
def test_a_picture_blended_with_a_matte_is_freed_of_it(ground: tuple[int, int, int]) -> None:
    opacity = Image.new("L", SIZE, 255)
    opacity.paste(128, (0, 0, 12, 16))
    blended = Image.composite(colourful(), Image.new("RGB", SIZE, ground), opacity)
    pdf = pikepdf.new()
    matte = pikepdf.Array([part / 255 for part in ground])
    mask = picture_of(pdf, opacity.tobytes(), Name.DeviceGray, Matte=matte)
    picture = picture_of(pdf, blended.tobytes(), Name.DeviceRGB, SMask=mask)
    inks = separated(picture, pdf)
    # Half of the shades are lost in a blend by half.
    assert max(abs(a - b) for a, b in zip(inks, expected(colourful()), strict=True)) <= 16
    assert inks[4 * 20 : 4 * 24] == expected(colourful())[4 * 20 : 4 * 24]
    assert Name.Matte not in picture.SMask


def test_what_a_matte_hides_is_no_fault() -> None:
    pdf = pikepdf.new()
    matte = pikepdf.Array([0, 0, 0])
    mask = picture_of(pdf, bytes(24 * 16), Name.DeviceGray, Matte=matte)
    picture = picture_of(pdf, bytes(3 * 24 * 16), Name.DeviceRGB, SMask=mask)
    assert separated(picture, pdf) == expected(Image.new("RGB", SIZE))


def test_stencils_and_inks_keep_their_pixels() -> None:
    pdf = pikepdf.new()
    cmyk = picture_of(pdf, bytes(range(256)) * 6, Name.DeviceCMYK, Interpolate=True)
    profile = (ROOT / "assets/icc/FOGRA39L.icc").read_bytes()
    own = picture_of(pdf, bytes(range(256)) * 6, profiled(pdf, profile, 4))
    stencil = picture_of(pdf, bytes(3 * 16), Name.DeviceGray, ImageMask=True, BitsPerComponent=1)
    del stencil.ColorSpace
    separate_images(pdf, INKS)
    assert cmyk.read_bytes() == own.read_bytes() == bytes(range(256)) * 6
    assert Name.Interpolate not in cmyk
    assert own.ColorSpace[0] == Name.ICCBased
    assert stencil.read_bytes() == bytes(3 * 16)


def test_a_colour_that_stands_for_transparent_is_refused() -> None:
    pdf = pikepdf.new()
    key = pikepdf.Array([0, 10] * 3)
    picture_of(pdf, colourful().tobytes(), Name.DeviceRGB, Mask=key)
    with pytest.raises(OutputError, match="a colour that stands for transparent"):
        separate_images(pdf, INKS)


def test_a_picture_that_cannot_be_read_is_refused() -> None:
    pdf = pikepdf.new()
    picture_of(pdf, b"no jpeg", Name.DeviceRGB, Filter=Name.DCTDecode)
    with pytest.raises(OutputError, match="cannot be separated"):
        separate_images(pdf, INKS)


def test_a_profile_of_other_channels_than_the_picture_is_refused() -> None:
    pdf = pikepdf.new()
    picture_of(pdf, colourful().tobytes(), profiled(pdf, linear_grey(), 3))
    with pytest.raises(OutputError, match="picture") as caught:
        separate_images(pdf, INKS)
    assert caught.value.hint


def test_a_matte_of_another_size_is_refused() -> None:
    pdf = pikepdf.new()
    matte = pikepdf.Array([0, 0, 0])
    mask = picture_of(pdf, bytes(24 * 8), Name.DeviceGray, Matte=matte)
    mask.Height = 8
    picture_of(pdf, colourful().tobytes(), Name.DeviceRGB, SMask=mask)
    with pytest.raises(OutputError, match="matte colour do not fit"):
        separate_images(pdf, INKS)


def test_a_palette_that_is_decoded_in_another_way_is_refused() -> None:
    pdf = pikepdf.new()
    space = pikepdf.Array([Name.Indexed, Name.DeviceRGB, 1, pikepdf.String(bytes(6))])
    picture_of(pdf, bytes(24 * 16), space, Decode=pikepdf.Array([255, 0]))
    with pytest.raises(OutputError, match="palette is decoded in another way"):
        separate_images(pdf, INKS)


def test_a_damaged_profile_of_a_picture_is_refused() -> None:
    pdf = pikepdf.new()
    picture_of(pdf, colourful().tobytes(), profiled(pdf, b"no profile", 3))
    with pytest.raises(OutputError, match="a picture cannot be separated into inks: ICC"):
        separate_images(pdf, INKS)


LOGOS = {
    "RGB": ("PNG", "RGB"),
    "RGBA": ("PNG", "RGBA"),
    "grey": ("PNG", "L"),
    "grey with transparency": ("PNG", "LA"),
    "palette": ("PNG", "P"),
    "JPEG": ("JPEG", "RGB"),
    "grey JPEG": ("JPEG", "L"),
}


@pytest.mark.parametrize("kind", LOGOS)
def test_a_logo_as_the_kit_writes_it_is_separated(kind: str) -> None:
    form, mode = LOGOS[kind]
    file = BytesIO()
    colourful().resize((240, 160), 0).convert(mode).save(file, form)
    raster = Raster("logo", file.getvalue(), 240, 160, is_coloured=True)
    page = page_of(PlacedImage(raster, Rect(10, 10, 120, 80), "A logo"), size=(200, 200))
    pdf = pikepdf.open(BytesIO(write_pdf(publication_of(page))))
    separate_images(pdf, INKS)
    ((_, picture),) = pdf.pages[0].Resources.XObject.items()
    seen = Image.open(file).convert("L" if mode in ("L", "LA") else "RGB")
    assert inks_of(picture) == expected(seen)
    assert (Name.SMask in picture) == (mode in ("RGBA", "LA"))


def test_a_separated_picture_looks_the_same_in_a_viewer() -> None:
    pdf = pikepdf.new()
    picture_of(pdf, colourful().tobytes(), Name.DeviceRGB)
    separate_images(pdf, INKS)
    file = BytesIO()
    pdf.save(file)
    shown = pypdfium2.PdfDocument(file.getvalue())[0].render().to_pil().convert("RGB")
    red, paper, grey = (shown.getpixel(place) for place in ((20, 90), (20, 20), (80, 80)))
    # A viewer without the profile makes other shades, but no other colours.
    assert red[0] > 150
    assert max(red[1:]) < 60
    assert min(paper) > 220
    assert max(grey) - min(grey) < 8


def test_the_same_pictures_become_the_same_file() -> None:
    files = []
    for _ in range(2):
        pdf = pikepdf.new()
        picture_of(pdf, colourful().tobytes(), Name.DeviceRGB)
        separate_images(pdf, INKS)
        file = BytesIO()
        pdf.save(file, deterministic_id=True)
        files.append(file.getvalue())
    assert files[0] == files[1]
    assert b"DeviceRGB" not in files[0]
    again = pikepdf.open(BytesIO(files[0]))
    separate_images(again, INKS)
    assert again.pages[0].Resources.XObject.Im0.read_bytes() == expected(colourful())
