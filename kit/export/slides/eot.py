"""A TrueType font -> an Embedded OpenType file (EOT), the form in which a presentation carries it.

The header is that of the W3C submission "Embedded OpenType (EOT) File Format" of 5 March 2008,
section 4, version 0x00020001, with the font as it is: not compressed, not encrypted.
"""

import struct

VERSION = 0x00020001
MAGIC = 0x504C
NO_FLAGS = 0
DEFAULT_CHARSET = 1
ITALIC = 1  # of OS/2 fsSelection

# Name ids of the font, in the order in which the header wants the names.
FAMILY, STYLE, VERSION_NAME, FULL_NAME = 1, 2, 5, 4
NAMES = (FAMILY, STYLE, VERSION_NAME, FULL_NAME)
WINDOWS, AMERICAN = 3, 0x0409

# Weight class, fsType, PANOSE, four Unicode ranges, fsSelection, two code page ranges.
OS2 = struct.Struct(">4xH2xH22x10s4I4xH14x2I")
CHECKSUM_ADJUSTMENT = struct.Struct(">8xI")  # of the head table


def eot(font: bytes) -> bytes:
    """Return the EOT file of a font.

    Args:
        font: A TrueType file with the tables OS/2, head and name.
    """
    tables = _tables(font)
    names = _names(tables["name"])
    head = struct.pack("<3I", len(font), VERSION, NO_FLAGS) + _look(tables)
    strings = b"".join(_sized(names.get(number, b"")) for number in NAMES)
    # The root string, which would bind the font to an address, comes last and is empty.
    header = head + strings + _sized(b"")
    size = struct.calcsize("<I") + len(header) + len(font)
    return struct.pack("<I", size) + header + font


def _look(tables: dict[str, bytes]) -> bytes:
    """Return the part of the header that repeats tables of the font."""
    # Version 0 of OS/2 ends before the code page ranges.
    os2 = tables["OS/2"].ljust(OS2.size, b"\0")
    weight, rights, panose, *ranges, selection, page1, page2 = OS2.unpack_from(os2)
    (adjustment,) = CHECKSUM_ADJUSTMENT.unpack_from(tables["head"])
    style = struct.pack("<BBIHH", DEFAULT_CHARSET, selection & ITALIC, weight, rights, MAGIC)
    coverage = struct.pack("<7I", *ranges, page1, page2, adjustment)
    reserved = bytes(16)
    return b"".join((panose, style, coverage, reserved))


def _sized(string: bytes) -> bytes:
    """Return a string with its length before it, and before that two bytes of padding."""
    return struct.pack("<HH", 0, len(string)) + string


def _tables(font: bytes) -> dict[str, bytes]:
    (count,) = struct.unpack_from(">H", font, 4)
    records = (struct.unpack_from(">4s4xII", font, 12 + 16 * index) for index in range(count))
    return {tag.decode("latin-1"): font[start : start + size] for tag, start, size in records}


def _names(table: bytes) -> dict[int, bytes]:
    """Return the American English names for Windows by id, in UTF-16 as EOT has it."""
    count, strings = struct.unpack_from(">HH", table, 2)
    records = (struct.unpack_from(">6H", table, 6 + 12 * index) for index in range(count))
    return {
        number: _turned(table[strings + start : strings + start + size])
        for platform, _, language, number, size, start in records
        if (platform, language) == (WINDOWS, AMERICAN)
    }


def _turned(string: bytes) -> bytes:
    return string.decode("utf-16-be").encode("utf-16-le")
