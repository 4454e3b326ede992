"""A text -> about how wide it is, without a font, for what a person may edit later."""

import unicodedata

# Mean advances of Noto Sans Bold and Black ExtraCondensed are below these.
NARROW, WIDE = 0.6, 1.0  # em


def text_width(text: str) -> float:
    """Return about how wide a text is, in em, without a font: rather too wide than not."""
    return sum(_width(character) for character in text)


def _width(character: str) -> float:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0.0
    return WIDE if unicodedata.east_asian_width(character) in "WF" else NARROW
