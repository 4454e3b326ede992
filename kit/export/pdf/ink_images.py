"""A PDF with pictures in the colours of a screen -> the same with the inks of a press.

Pictures in greys get four inks too, with all of it on the black plate: DeviceGray would mean the
same, but some programs that make plates take it for a grey of the screen and mix it anew.
"""

import zlib
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Name
from pikepdf.models.image import InvalidPdfImageError, UnsupportedImageTypeError
from PIL import Image, ImageCms, ImageMath

from kit.errors import OutputError
from kit.export.pdf.inks import Inks

_OF_SCREEN = (Name.DeviceRGB, Name.DeviceGray, Name.CalRGB, Name.CalGray)
_CHANNELS_OF_INK = 4
_CHANNELS = {"L": 1, "RGB": 3}
_HINT = "save the logo anew as PNG, in RGB and 8 bits a channel"
_MASKS = (Name.SMask, Name.Mask)
_UNREADABLE = (
    pikepdf.PdfError, InvalidPdfImageError, UnsupportedImageTypeError, NotImplementedError,
    ValueError, OSError,
)  # fmt: skip


def separate_images(pdf: pikepdf.Pdf, inks: Inks) -> None:
    """Give every picture of a PDF the inks of a press, in 8 bits an ink.

    Soft masks stay as they are; a picture blended with a matte colour is freed of it first.
    Stencils, and pictures that have inks already, keep their pixels. None keeps /Interpolate.

    Raises:
        OutputError: A picture is of a kind that cannot be separated.
    """
    pictures = list(_pictures(pdf))
    masks = {picture[Name.SMask].objgen for picture in pictures if Name.SMask in picture}
    for picture in pictures:
        if Name.Interpolate in picture:
            del picture[Name.Interpolate]
        if picture.objgen not in masks and _is_of_screen(picture.get(Name.ColorSpace)):
            _separate(picture, inks)


def _pictures(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Stream]:
    for each in pdf.objects:
        if isinstance(each, pikepdf.Stream) and each.get(Name.Subtype) == Name.Image:
            yield each


def _is_of_screen(space: pikepdf.Object | None) -> bool:
    """Say whether a colour space is one of greys or of red, green and blue."""
    if not isinstance(space, pikepdf.Array):
        return space in _OF_SCREEN
    if space[0] == Name.Indexed:
        return _is_of_screen(space[1])
    if space[0] == Name.ICCBased:
        return int(space[1].N) != _CHANNELS_OF_INK
    return space[0] in _OF_SCREEN


def _separate(picture: pikepdf.Stream, inks: Inks) -> None:
    if isinstance(picture.get(Name.Mask), pikepdf.Array):
        raise OutputError("a picture has a colour that stands for transparent", hint=_HINT)
    seen = _on_screen(_unblended(picture), picture[Name.ColorSpace], inks.screen)
    content = zlib.compress(inks.image(seen).tobytes(), 9)
    for key in (Name.Decode, Name.DecodeParms, Name.Intent):
        if key in picture:
            del picture[key]
    picture.write(content, filter=Name.FlateDecode)
    picture[Name.ColorSpace] = Name.DeviceCMYK
    picture[Name.BitsPerComponent] = 8


def _pixels(picture: pikepdf.Stream) -> Image.Image:
    """Return the pixels of a picture, in greys or RGB, without its masks."""
    # Taken out while it is read: versions of pikepdf differ in what they do with them.
    apart = {key: picture[key] for key in (*_MASKS, Name.Decode) if key in picture}
    for key in apart:
        del picture[key]
    try:
        pixels = pikepdf.PdfImage(picture).as_pil_image()
        pixels.load()
    except _UNREADABLE as error:
        raise OutputError(
            f"a picture cannot be separated into inks: {error}", hint=_HINT
        ) from error
    finally:
        for key, entry in apart.items():
            picture[key] = entry
    if pixels.mode not in ("1", "L", "P", "RGB"):
        raise OutputError(f"a picture in {pixels.mode} cannot be separated into inks", hint=_HINT)
    plain = pixels.convert("L" if pixels.mode in ("1", "L") else "RGB")
    return _decoded(plain, picture) if Name.Decode in apart else plain


def _decoded(pixels: Image.Image, picture: pikepdf.Stream) -> Image.Image:
    """Map the amounts of each channel to the range that /Decode gives it."""
    ends = [float(end) for end in picture[Name.Decode]]
    space = picture[Name.ColorSpace]
    if isinstance(space, pikepdf.Array) and space[0] == Name.Indexed:
        if ends != [0, 2 ** int(picture[Name.BitsPerComponent]) - 1]:
            raise OutputError("a picture with a palette is decoded in another way", hint=_HINT)
        return pixels
    table = [
        round(min(255.0, max(0.0, 255 * least + (most - least) * value)))
        for least, most in zip(ends[::2], ends[1::2], strict=True)
        for value in range(256)
    ]
    return pixels.point(table)


def _unblended(picture: pikepdf.Stream) -> Image.Image:
    """Return the pixels of a picture, freed of the matte colour they were blended with."""
    pixels = _pixels(picture)
    mask = picture.get(Name.SMask)
    if not isinstance(mask, pikepdf.Stream) or Name.Matte not in mask:
        return pixels
    matte, opacity = [255 * float(part) for part in mask[Name.Matte]], _pixels(mask)
    if opacity.size != pixels.size or len(matte) != _CHANNELS[pixels.mode]:
        raise OutputError("a picture and its mask with a matte colour do not fit", hint=_HINT)
    del mask[Name.Matte]
    return _without_matte(pixels, opacity, matte)


def _without_matte(
    pixels: Image.Image, opacity: Image.Image, matte: Sequence[float]
) -> Image.Image:
    """Undo the blend with a matte colour, c' = m + a (c - m) (ISO 32000-1, 11.6.5.3)."""
    bands = [
        ImageMath.lambda_eval(_freed_of(ground), blended=band, opacity=opacity)
        for band, ground in zip(pixels.split(), matte, strict=True)
    ]
    return Image.merge(pixels.mode, bands)


def _freed_of(ground: float) -> Callable[[dict[str, Any]], Any]:
    def freed(of: dict[str, Any]) -> Any:
        excess = of["float"](of["blended"]) - ground
        colour = ground + 255 * excess / of["max"](of["opacity"], 1)
        return of["convert"](of["min"](of["max"](colour + 0.5, 0), 255), "L")

    return freed


def _on_screen(pixels: Image.Image, space: pikepdf.Object, screen: bytes) -> Image.Image:
    """Return pixels in the colours of the screen, from those of a profile of their own."""
    is_profiled = isinstance(space, pikepdf.Array) and space[0] == Name.ICCBased
    own = space[1].read_bytes() if is_profiled else screen
    if own == screen:
        return pixels
    try:
        converted = ImageCms.profileToProfile(
            pixels,
            ImageCms.ImageCmsProfile(BytesIO(own)),
            ImageCms.ImageCmsProfile(BytesIO(screen)),
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            "RGB",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError) as error:
        raise OutputError(
            f"a picture's colour profile cannot be used: {error}", hint=_HINT
        ) from error
    return converted or pixels
