"""The file of a partner's logo, SVG, PNG or JPEG -> a drawing or a raster picture, checked."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePath

from kit.errors import SourceError
from kit.sources.art import Drawing, read_art
from kit.sources.pixels import is_hued, read_jpeg, read_png
from kit.sources.raster import Picture, Raster
from kit.sources.svg_plain import plain_svg

MOST_BYTES = 5_000_000
# In the widest slot, 48 mm, a longer logo would be a stripe below 2.4 mm, which nobody can read.
MOST_STRETCHED = 20
# An outline this many times the drawing's size away is a slip, and may break the numbers of a PDF.
FARTHEST = 1000

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def read_logo(content: bytes, path: str) -> Picture:
    """Return the logo of an SVG, PNG or JPEG file; it is never flipped.

    Args:
        content: The file.
        path: Its name, for errors; the ending must agree with the content, the stem names the logo.

    Raises:
        SourceError: When the file is not what its ending says, is damaged, too large or too small,
            or holds what the kit cannot show or will not carry, such as scripts and animation.
    """
    if not content:
        raise SourceError("the file is empty", hint="copy the logo once more", where=path)
    if len(content) > MOST_BYTES:
        raise SourceError(
            f"the file has {len(content)} bytes, at most {MOST_BYTES} are read",
            hint="save it smaller; 1200 pixels on the longer side are plenty",
            where=path,
        )
    kind = _kind(content)
    _refuse_ending(kind, path)
    picture = _READ[kind](content, path)
    _refuse_stripe(picture, path)
    return picture


def is_coloured(picture: Picture) -> bool:
    """Say whether a logo has anything but black, white and greys."""
    if isinstance(picture, Raster):
        return picture.is_coloured
    return any(is_hued(tuple(bytes.fromhex(colour[1:]))) for colour in picture.colours)


# By the first bytes in lower case, the longer before the shorter.
_KINDS: Mapping[bytes, str] = {
    b"\x89png\r\n\x1a\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"<!doctype html": "a web page",
    b"<html": "a web page",
    b"<": "SVG",
    b"gif8": "GIF",
    b"riff": "WebP",
    b"%pdf": "PDF",
    b"%!ps": "EPS",
    b"\x1f\x8b": "compressed (.svgz)",
}
_ENDINGS: Mapping[str, tuple[str, ...]] = {
    "SVG": (".svg",),
    "PNG": (".png",),
    "JPEG": (".jpg", ".jpeg"),
}


def _kind(content: bytes) -> str:
    start = content.removeprefix(_BYTE_ORDER_MARK).lstrip()[:16].lower()
    return next((kind for mark, kind in _KINDS.items() if start.startswith(mark)), "unknown")


def _refuse_ending(kind: str, path: str) -> None:
    ending = PurePath(path).suffix
    if kind not in _ENDINGS:
        raise SourceError(
            f'the name ends in "{ending}", but the content is {kind}, not SVG, PNG or JPEG',
            hint="save the logo as SVG, PNG or JPEG",
            where=path,
        )
    if ending.lower() not in _ENDINGS[kind]:
        raise SourceError(
            f'the name ends in "{ending}", but the content is {kind}',
            hint=f"rename it to {PurePath(path).stem}{_ENDINGS[kind][0]}",
            where=path,
        )


def _refuse_stripe(picture: Picture, path: str) -> None:
    shorter, longer = sorted((picture.width, picture.height))
    if longer > MOST_STRETCHED * shorter:
        raise SourceError(
            f"the logo is more than {MOST_STRETCHED} times as long as it is high or wide",
            hint="cut off the empty room around it, or use a more compact form of the logo",
            where=path,
        )


def _read_svg(content: bytes, path: str) -> Drawing:
    drawing = read_art(plain_svg(content, path), path)
    if not drawing.figures:
        raise SourceError("the drawing shows nothing", hint="save it with its shapes", where=path)
    farthest = FARTHEST * max(drawing.width, drawing.height)
    # Asked so that "not a number" fails as well.
    if not all(abs(length) <= farthest for length in _lengths(drawing)):
        raise SourceError(
            "the drawing has outlines far outside its viewBox",
            hint="delete them, or fit the page to the drawing",
            where=path,
        )
    return replace(drawing, may_mirror=False)


def _lengths(drawing: Drawing) -> Iterator[float]:
    for figure in drawing.figures:
        if figure.stroke:
            yield figure.stroke.width
        for segment in figure.outline.segments:
            for point in segment.points:
                yield from point


_READ: Mapping[str, Callable[[bytes, str], Picture]] = {
    "SVG": _read_svg,
    "PNG": read_png,
    "JPEG": read_jpeg,
}
