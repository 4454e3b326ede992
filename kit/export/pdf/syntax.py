"""Numbers, colours and texts -> their spelling in a PDF content stream."""

from collections.abc import Sequence

PRINTED = 4
"""The flag of an annotation that comes on paper too: PDF/A wants it of every one."""


def number(value: float, decimals: int = 3) -> str:
    """Return a number, by default to a thousandth of a point, which is 0.35 micrometres."""
    text = f"{value:.{decimals}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


# The parts of a colour from 0 to 255, written as parts of 1.
_SHARES = tuple(number(value / 255) for value in range(256))


def thousandths(template: str, values: Sequence[float]) -> str:
    """Return a template of "%.3f " with its numbers written as by `number`, all in one go."""
    text = template % tuple(values)
    # Zeros go from the end, a whole number held by a mark meanwhile: "10.000 1.200 " -> "10 1.2 ".
    text = text.replace(".000 ", "\0 ").replace("00 ", " ").replace("0 ", " ")
    return text.replace("-0\0 ", "0 ").replace("\0", "")


def numbers(*values: float) -> str:
    """Return numbers parted by spaces."""
    return " ".join(map(number, values))


def matrix(*values: float) -> str:
    """Return the six numbers of a matrix, fine enough for a drawing a thousand units wide."""
    return " ".join(number(value, 6) for value in values)


def rgb(colour: str) -> str:
    """Return the three parts of "#RRGGBB", each from 0 to 1."""
    red, green, blue = bytes.fromhex(colour[1:])
    return f"{_SHARES[red]} {_SHARES[green]} {_SHARES[blue]}"


def utf16_hex(text: str) -> str:
    """Return a text in UTF-16, big endian, as the digits of a hexadecimal string."""
    return text.encode("utf-16-be").hex().upper()


def actual_text(text: str) -> str:
    """Return the operator that begins a span read as this text, whatever is drawn in it."""
    return f"/Span <</ActualText <FEFF{utf16_hex(text)}>>> BDC"


def text_string(text: str) -> str:
    """Return a short text of ASCII, such as a language tag, as a literal string."""
    return f"({text})"
