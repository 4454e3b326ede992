"""The dictionary of a font -> whether it is carried along, and which text its codes stand for."""

import re
from collections.abc import Iterator, Mapping

from kit.preflight.pdf.objects import content_of, entry, is_array, is_stream, items, name
from kit.preflight.pdf.painted import Font
from kit.preflight.pdf.widths import advances, widths_of

_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)
_PART = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
# Encodings of simple fonts whose codes are known without ToUnicode.
_ENCODINGS = {"WinAnsiEncoding": "cp1252", "MacRomanEncoding": "mac_roman"}


def font_of(font: object) -> Font:
    """Return the font; what is damaged in it counts as missing."""
    is_composite = name(entry(font, "Subtype")) == "Type0"
    inner = next(items(entry(font, "DescendantFonts")), None) if is_composite else font
    file = entry(entry(inner, "FontDescriptor"), "FontFile2")
    glyphs = advances(content_of(file)) if is_stream(file) else ()
    return Font(
        name(entry(font, "BaseFont")),
        name(entry(font, "Subtype")) == "Type3" or _has_file(inner),
        glyphs is not None,
        _has_widths(inner, is_composite=is_composite),
        2 if is_composite else 1,
        _unicode(font),
        widths_of(font, inner, glyphs) if is_composite and glyphs else None,
    )


def _has_file(font: object) -> bool:
    descriptor = entry(font, "FontDescriptor")
    return any(is_stream(entry(descriptor, key)) for key in ("FontFile", "FontFile2", "FontFile3"))


def _has_widths(font: object, *, is_composite: bool) -> bool:
    return is_array(entry(font, "W" if is_composite else "Widths"))


def _unicode(font: object) -> Mapping[int, str]:
    table = entry(font, "ToUnicode")
    if is_stream(table):
        return dict(_mapped(content_of(table)))
    encoding = _ENCODINGS.get(name(entry(font, "Encoding")), "")
    codes = range(256) if encoding else ()
    return {code: bytes([code]).decode(encoding, "replace") for code in codes}


def _mapped(table: bytes) -> Iterator[tuple[int, str]]:
    """Yield the rows of a ToUnicode CMap (ISO 32000-1, 9.10.3)."""
    for kind, block in _BLOCK.findall(table):
        parts = list(_parts(block))
        if kind == b"bfchar":
            for code, text in zip(parts[::2], parts[1::2], strict=False):
                if isinstance(code, bytes) and isinstance(text, bytes):
                    yield int.from_bytes(code), _text(text)
            continue
        for first, last, text in zip(parts[::3], parts[1::3], parts[2::3], strict=False):
            if isinstance(first, bytes) and isinstance(last, bytes):
                yield from _range(int.from_bytes(first), int.from_bytes(last), text)


def _parts(block: bytes) -> Iterator[bytes | list[bytes]]:
    """Yield the strings of a block, and its arrays of strings."""
    group: list[bytes] | None = None
    for digits, opening, closing in _PART.findall(block):
        if opening:
            group = []
        elif closing:
            yield group or []
            group = None
        elif group is None:
            yield _bytes(digits)
        else:
            group.append(_bytes(digits))


def _bytes(digits: bytes) -> bytes:
    clean = b"".join(digits.split()).decode("ascii")
    return bytes.fromhex(clean + "0" * (len(clean) % 2))


def _range(first: int, last: int, text: bytes | list[bytes]) -> Iterator[tuple[int, str]]:
    for code in range(first, min(last, 0xFFFF) + 1):
        step = code - first
        if isinstance(text, list):
            yield code, _text(text[step]) if step < len(text) else ""
        elif text:
            yield code, _text(text[:-1] + bytes([(text[-1] + step) % 256]))


def _text(units: bytes) -> str:
    return units.decode("utf-16-be", "replace")
