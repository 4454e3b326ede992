"""Numbers, colours and texts -> their spelling in a PDF content stream."""


def number(value: float, decimals: int = 3) -> str:
    """Return a number, by default to a thousandth of a point, which is 0.35 micrometres."""
    text = f"{value:.{decimals}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def numbers(*values: float) -> str:
    """Return numbers parted by spaces."""
    return " ".join(map(number, values))


def matrix(*values: float) -> str:
    """Return the six numbers of a matrix, fine enough for a drawing a thousand units wide."""
    return " ".join(number(value, 6) for value in values)


def rgb(colour: str) -> str:
    """Return the three parts of "#RRGGBB", each from 0 to 1."""
    return numbers(*(int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)))


def utf16_hex(text: str) -> str:
    """Return a text in UTF-16, big endian, as the digits of a hexadecimal string."""
    return text.encode("utf-16-be").hex().upper()


def actual_text(text: str) -> str:
    """Return the operator that begins a span read as this text, whatever is drawn in it."""
    return f"/Span <</ActualText <FEFF{utf16_hex(text)}>>> BDC"
