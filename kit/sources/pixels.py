"""The bytes of a PNG or JPEG file -> a picture of pixels, proved whole and without metadata."""

import io
import re
import warnings
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import TypeAlias

from PIL import ExifTags, Image, ImageOps
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

from kit.errors import SourceError
from kit.sources.raster import Raster

Colour: TypeAlias = tuple[int, ...]
Decoder: TypeAlias = Callable[[io.BytesIO], ImageFile]

# Beyond these a logo is a photograph for a wall; decoded, it takes 100 MB.
LONGEST_SIDE = 6000
MOST_PIXELS = 24_000_000
# The widest slot is 48 mm: 200 pixels print there at 106 dpi, where edges begin to look blurred.
LEAST_LONGER_SIDE = 200
LEAST_SHORTER_SIDE = 32
# A smaller share of colour is noise: JPEG tints grey pixels a little along edges.
VISIBLE_SHARE = 0.001

_SAVE_AGAIN = "open it in a picture program and save it again"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A chunk of a PNG or a segment of a JPEG file; `size` only of one that states it."""

    content: bytes
    size: tuple[int, int] | None = None
    exif: bytes = b""
    is_kept: bool = False


Pieces: TypeAlias = Iterator[_Piece]


def read_png(content: bytes, path: str) -> Raster:
    """Return the picture of a PNG file.

    Args:
        content: The file; it begins like a PNG.
        path: Its name, for errors; its stem names the picture.

    Raises:
        SourceError: When it is damaged, animated, turned by its metadata, too large or too small.
    """
    return _read(content, path, _chunks, PngImageFile)


def read_jpeg(content: bytes, path: str) -> Raster:
    """Return the picture of a JPEG file.

    Args:
        content: The file; it begins like a JPEG.
        path: Its name, for errors; its stem names the picture.

    Raises:
        SourceError: When it is damaged, for print (CMYK), turned by its metadata, too large or too
            small.
    """
    return _read(content, path, _segments, JpegImageFile)


def _read(
    content: bytes,
    path: str,
    split: Callable[[bytes], Pieces],
    decoder: Decoder,
) -> Raster:
    # Warnings are errors here: a picture that a decoder is in doubt about is no logo.
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            kept = b"".join(_checked(split(content)))
            return _decoded(kept, PurePath(path).stem, decoder)
        except SourceError as error:
            raise error.within(path) from error
        except Exception as error:
            # Broken files fail in a decoder in any way: OSError, SyntaxError, struct.error ...
            raise SourceError(
                "the picture is damaged or not complete",
                hint=f"{_SAVE_AGAIN}, or ask for the file once more",
                where=path,
            ) from error


def _checked(pieces: Pieces) -> Iterator[bytes]:
    """Yield what shows; every size that is stated is checked before any pixel is decoded."""
    for piece in pieces:
        if piece.size:
            _refuse_size(*piece.size)
        if piece.exif:
            _refuse_turned(piece.exif)
        if piece.is_kept:
            yield piece.content


def _decoded(content: bytes, name: str, decoder: Decoder) -> Raster:
    # Not Image.open: it would ask every decoder, and raises its own errors about size.
    with decoder(io.BytesIO(content)) as image:
        if image.mode == "CMYK":
            raise SourceError("the picture is in CMYK, the inks of print", hint="save it as RGB")
        image.load()
        counts = _colours(image)
        return Raster(
            name,
            content,
            image.width,
            image.height,
            is_coloured=_share(counts, is_hued) >= VISIBLE_SHARE,
        )


def _refuse_size(width: int, height: int) -> None:
    size = f"the picture has {width} x {height} pixels"
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        raise SourceError(
            f"{size}, at most {LONGEST_SIDE} a side and {MOST_PIXELS:,} in all are read",
            hint="save it smaller; 1200 pixels on the longer side are plenty",
        )
    if max(width, height) < LEAST_LONGER_SIDE or min(width, height) < LEAST_SHORTER_SIDE:
        raise SourceError(
            f"{size} and would print blurred; it needs {LEAST_LONGER_SIDE} on the longer side and"
            f" {LEAST_SHORTER_SIDE} on the shorter",
            hint="ask for the original, best as SVG; enlarging this file does not help",
        )


def _refuse_turned(exif: bytes) -> None:
    # Turning it here would mean to encode it anew, which costs a JPEG some of its quality.
    notes = Image.Exif()
    notes.load(exif)
    if notes.get(ExifTags.Base.Orientation, 1) != 1:
        raise SourceError(
            "the picture is stored lying or mirrored, with a note to turn it (EXIF orientation)",
            hint=f"{_SAVE_AGAIN}, upright",
        )


# PNG

_PNG_BEGIN = 8
# What decides the look. All else is metadata: texts, dates, EXIF, a program's own notes.
_KEPT_CHUNKS = frozenset(
    {b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs", b"IDAT"}
    | {b"IEND"}
)


def _chunks(content: bytes) -> Pieces:
    yield _Piece(content[:_PNG_BEGIN], is_kept=True)
    position, kind = _PNG_BEGIN, b""
    while kind != b"IEND":
        end = position + 12 + int.from_bytes(content[position : position + 4])
        chunk = content[position:end]
        kind, inside = chunk[4:8], chunk[8:-4]
        size = None
        if kind == b"IHDR":
            size = (int.from_bytes(inside[:4]), int.from_bytes(inside[4:8]))
        if len(chunk) != end - position or zlib.crc32(chunk[4:-4]).to_bytes(4) != chunk[-4:]:
            raise ValueError("a chunk is cut short or has a wrong checksum")
        if kind == b"acTL":
            raise SourceError("the picture is animated", hint="save one still picture of it")
        yield _Piece(chunk, size, inside if kind == b"eXIf" else b"", kind in _KEPT_CHUNKS)
        position = end


# JPEG

_APP0, _APP1, _APP2, _APP14, _APP15 = 0xE0, 0xE1, 0xE2, 0xEE, 0xEF
_COMMENT = 0xFE
_SCAN, _END = 0xDA, 0xD9
# The frame headers: all of C0 to CF but the tables of Huffman and arithmetic coding, and C8.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
# The application segments that decide the look: JFIF, the colour profile, Adobe's colour model.
_KEPT_SEGMENTS: Mapping[int, bytes] = {_APP0: b"JFIF\0", _APP2: b"ICC_PROFILE\0", _APP14: b"Adobe"}
_EXIF = b"Exif\0\0"
# In coded pixels FF is followed by 00 or a restart marker; anything else ends them.
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
# A progressive JPEG has about 10. Each is a walk over all pixels, so thousands would take hours.
_MOST_SCANS = 100


def _segments(content: bytes) -> Pieces:
    yield _Piece(content[:2], is_kept=True)
    position, marker, scans = 2, 0, 0
    while marker != _END:
        while content[position : position + 2] == b"\xff\xff":  # bytes to fill up are allowed
            position += 1
        if content[position] != 0xFF:  # noqa: PLR2004 - every marker begins so
            raise ValueError("a segment does not begin where the one before it ends")
        marker = content[position + 1]
        end = _end_of(marker, content, position)
        scans += marker == _SCAN
        if scans > _MOST_SCANS:
            raise ValueError("too many scans")
        yield _piece(marker, content[position:end])
        position = end


def _end_of(marker: int, content: bytes, position: int) -> int:
    if marker == _END:
        return position + 2
    end = position + 2 + int.from_bytes(content[position + 2 : position + 4])
    if marker != _SCAN:
        return end
    after = _AFTER_SCAN.search(content, end)
    if not after:
        raise ValueError("the coded pixels have no end")
    return after.start()


def _piece(marker: int, segment: bytes) -> _Piece:
    inside = segment[4:]
    size = None
    if marker in _FRAMES:
        size = (int.from_bytes(inside[3:5]), int.from_bytes(inside[1:3]))
    exif = inside if marker == _APP1 and inside.startswith(_EXIF) else b""
    if _APP0 <= marker <= _APP15:
        is_kept = marker in _KEPT_SEGMENTS and inside.startswith(_KEPT_SEGMENTS[marker])
    else:
        is_kept = marker != _COMMENT
    return _Piece(segment, size, exif, is_kept)


# Colours


def is_hued(colour: Colour) -> bool:
    """Say whether a colour (red, green, blue from 0 to 255) is more than a tinge of grey."""
    return max(colour) - min(colour) > _TINGE


# The blacks of print programs, such as #231F20, and the noise of JPEG stay below.
_TINGE = 24

_GREY_MODES = frozenset({"1", "L", "LA", "I", "I;16", "I;16B"})


def _colours(image: Image.Image) -> list[tuple[int, Colour]]:
    """Return how many pixels have each colour, on white paper, in steps of 8; none of greys."""
    if image.mode in _GREY_MODES:
        return []
    picture = image.convert("RGBA")
    paper = Image.new("RGBA", picture.size, "white")
    flat = Image.alpha_composite(paper, picture).convert("RGB")
    counts = ImageOps.posterize(flat, 5).getcolors(1 << 15) or []
    return [(count, colour) for count, colour in counts if isinstance(colour, tuple)]


def _share(counts: list[tuple[int, Colour]], belongs: Callable[[Colour], bool]) -> float:
    total = sum(count for count, _ in counts)
    return sum(count for count, colour in counts if belongs(colour)) / (total or 1)
