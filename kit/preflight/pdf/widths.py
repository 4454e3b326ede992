"""A composite TrueType font -> the widths of its letters, as the PDF and as the font file say."""

import struct
from collections.abc import Iterator, Mapping

from kit.preflight.pdf.objects import content_of, entry, is_array, is_stream, items, name, number
from kit.preflight.pdf.painted import Widths

# The tables that a TrueType file in a PDF must have (ISO 32000-1, 9.9).
NEEDED = (b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp")
LAST_CODE = 0xFFFF
DEFAULT_WIDTH = 1000.0  # of DW (ISO 32000-1, table 117)
IDENTITY = ("Identity-H", "Identity-V")  # encodings by which a code is a CID


def advances(content: bytes) -> tuple[float, ...] | None:
    """Return the widths of the glyphs of a TrueType file in thousandths of an em.

    The last one holds for all glyphs after it, as in the table hmtx (ISO 14496-22).

    Returns:
        None where the file is damaged, or lacks a table that it must have.
    """
    try:
        found = dict(_tables(content))
        tables = {tag: found[tag] for tag in NEEDED}
        (units,) = struct.unpack_from(">H", tables[b"head"], 18)
        (count,) = struct.unpack_from(">H", tables[b"hhea"], 34)
        pairs = struct.unpack_from(f">{count * 'Hh'}", tables[b"hmtx"])
        return tuple(1000 * advance / units for advance in pairs[::2]) or None
    except (struct.error, KeyError, ZeroDivisionError):
        return None


def _tables(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the tables that are there to their last byte."""
    (count,) = struct.unpack_from(">H", content, 4)
    for row in range(count):
        tag, _, start, length = struct.unpack_from(">4sLLL", content, 12 + 16 * row)
        if start + length <= len(content):
            yield tag, content[start : start + length]


def widths_of(font: object, inner: object, glyphs: tuple[float, ...]) -> Widths | None:
    """Return what the PDF and the font file say, None where they cannot be told apart by code.

    Args:
        font: The composite font.
        inner: Its descendant.
        glyphs: What `advances` gives for its file.
    """
    if name(entry(font, "Encoding")) not in IDENTITY or not is_array(entry(inner, "W")):
        return None
    default = number(entry(inner, "DW"))
    places = entry(inner, "CIDToGIDMap")
    return Widths(
        _stated(entry(inner, "W")),
        DEFAULT_WIDTH if default is None else default,
        glyphs,
        content_of(places) if is_stream(places) else None,
    )


def _stated(array: object) -> Mapping[int, float]:
    """Return the widths by CID (ISO 32000-1, 9.7.4.3): `c [w w w]` and `first last w`."""
    found: dict[int, float] = {}
    parts = items(array)
    for first, second in zip(parts, parts, strict=False):
        if is_array(second):
            each = (number(width) for width in items(second))
            row = enumerate(each, first) if isinstance(first, int) else ()
            found |= {code: width for code, width in row if width is not None}
            continue
        width = number(next(parts, None))
        if isinstance(first, int) and isinstance(second, int) and width is not None:
            found |= dict.fromkeys(range(max(first, 0), min(second, LAST_CODE) + 1), width)
    return found
