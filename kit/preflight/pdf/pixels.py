"""An image of a PDF -> its colour space, its size and the heaviest ink in it.

Whole pictures are added up in Pillow, which takes some ten milliseconds for a million pixels.
"""

import io

import pikepdf
from PIL import Image, ImageChops

from kit.preflight.pdf.objects import (
    content_of,
    entry,
    is_array,
    is_stream,
    items,
    name,
    numbers,
    whole,
)  # fmt: skip
from kit.preflight.pdf.painted import Picture, Space
from kit.preflight.pdf.spaces import GRAY, space_of

INKS = 4
FULL = 255
MOST_PIXELS = 100_000_000
DAMAGE = (OSError, ValueError, pikepdf.PdfError, Image.DecompressionBombError)


def picture_of(image: object, named: object) -> Picture:
    """Return an image XObject; pixels that cannot be decoded count as no ink."""
    width, height = (whole(entry(image, key)) or 0 for key in ("Width", "Height"))
    if entry(image, "ImageMask") is True:
        return Picture(width, height, GRAY, is_mask=True)
    space = space_of(entry(image, "ColorSpace"), named)
    if 0 < width * height <= MOST_PIXELS:
        try:
            pixels = _pixels(image, space, (width, height))
        except DAMAGE:
            pixels = None
        if pixels is not None:
            ink, (x, y) = heaviest(_seen(pixels, entry(image, "SMask")))
            return Picture(width, height, space, False, ink, (x / width, y / height))
    return Picture(width, height, space, is_mask=False)


def heaviest(pixels: Image.Image) -> tuple[float, tuple[int, int]]:
    """Return the largest sum of four inks (1 = 100 %) and where the first such pixel is."""
    cyan, magenta, yellow, black = pixels.split()
    first = ImageChops.add(cyan, magenta, scale=2)
    mean = ImageChops.add(first, ImageChops.add(yellow, black, scale=2), scale=2)
    most = int(mean.getextrema()[1])  # type: ignore[arg-type] # one channel: two numbers
    # Halving loses up to one step twice, so pixels a step below may be the heaviest.
    near = mean.point([FULL * (value >= most - 1) for value in range(FULL + 1)])
    few = Image.composite(pixels, Image.new("CMYK", pixels.size), near)
    colours: list[tuple[int, tuple[int, ...]]] = few.getcolors(pixels.width * pixels.height) or []  # type: ignore[assignment]
    ink = max((sum(colour) for _, colour in colours), default=0)
    box = near.getbbox() or (0, 0, 0, 0)
    row = near.crop((box[0], box[1], box[2], box[1] + 1)).getbbox() or (0, 0, 0, 0)
    return ink / FULL, (box[0] + row[0], box[1])


def _pixels(image: object, space: Space, size: tuple[int, int]) -> Image.Image | None:
    """Return the image in four inks, None where it has no four."""
    if space.kind == "Indexed" and space.base and _is_cmyk(space.base):
        return _indexed(image, size)
    if not _is_cmyk(space):
        return None
    if name(next(items(entry(image, "Filter")), None)) == "DCTDecode":
        return _turned(_jpeg(image), image)
    raw = content_of(image)
    bits = whole(entry(image, "BitsPerComponent"))
    if bits == 16:  # noqa: PLR2004 - the high bytes say enough
        raw = raw[::2]
    return _turned(Image.frombytes("CMYK", size, raw), image) if bits in (8, 16) else None


def _is_cmyk(space: Space) -> bool:
    return space.kind in ("DeviceCMYK", "ICCBased") and space.parts == INKS


def _jpeg(image: object) -> Image.Image | None:
    raw = image.read_raw_bytes() if isinstance(image, pikepdf.Stream) else b""
    with Image.open(io.BytesIO(raw)) as picture:
        if picture.mode != "CMYK":
            return None
        # Pillow turns the inks of files with an Adobe marker; a PDF says so by Decode alone.
        return ImageChops.invert(picture) if "adobe" in picture.info else picture.copy()


def _turned(pixels: Image.Image | None, image: object) -> Image.Image | None:
    is_turned = numbers(entry(image, "Decode"))[:2] == (1, 0)
    return ImageChops.invert(pixels) if is_turned and pixels else pixels


def _indexed(image: object, size: tuple[int, int]) -> Image.Image | None:
    parts = list(items(entry(image, "ColorSpace")))
    bits = whole(entry(image, "BitsPerComponent"))
    if bits != 8 or not is_array(entry(image, "ColorSpace")) or len(parts) < INKS:  # noqa: PLR2004
        return None
    table = content_of(parts[3]) if is_stream(parts[3]) else _raw(parts[3])
    numbers_ = Image.frombytes("L", size, content_of(image))
    inks = [[*table[ink::INKS], *[0] * 256][:256] for ink in range(INKS)]
    return Image.merge("CMYK", [numbers_.point(each) for each in inks])


def _raw(value: object) -> bytes:
    return bytes(value) if isinstance(value, pikepdf.String) else b""


def _seen(pixels: Image.Image, mask: object) -> Image.Image:
    """Return the pixels as a soft mask lets them through."""
    size = tuple(whole(entry(mask, key)) or 0 for key in ("Width", "Height"))
    raw = content_of(mask)
    if whole(entry(mask, "BitsPerComponent")) != 8 or len(raw) != size[0] * size[1]:  # noqa: PLR2004
        return pixels
    alpha = Image.frombytes("L", (size[0], size[1]), raw).resize(pixels.size)
    return Image.composite(pixels, Image.new("CMYK", pixels.size), alpha)
