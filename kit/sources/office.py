"""A locale -> what Office programs call its language, and how their charts write its numbers."""

from decimal import Decimal
from locale import windows_locale

from kit.sources.locales import Locale, format_number, office_tag

# Languages whose number Python's list lacks; [MS-LCID] 2.2.
OTHERS = {"km-KH": 0x0453, "my-MM": 0x0455}
SAMPLE, PLAIN_SAMPLE = Decimal("1000.5"), "1,000.5"
# The shape of digits is the highest byte of a number format's locale; ECMA-376 part 1, 18.8.31.
DIGIT_SHAPES = {
    "\u0660": 0x02,  # Arabic-Indic
    "\u06f0": 0x03,  # extended Arabic-Indic
    "\u0966": 0x04,  # Devanagari
    "\u09e6": 0x05,  # Bengali
    "\u0e50": 0x0D,  # Thai
    "\u0ed0": 0x0E,  # Lao
    "\u0f20": 0x0F,  # Tibetan
    "\u1040": 0x10,  # Myanmar
    "\u17e0": 0x12,  # Khmer
    "\u1810": 0x13,  # Mongolian
}


def number_format(places: int, locale: Locale) -> str:
    """Return the number format of a chart's figures, in the locale's digits where it has its own.

    Args:
        places: How many decimal places are shown.
        locale: The deck's locale.
    """
    pattern = "#,##0" + ("." + "0" * places if places else "")
    shape = DIGIT_SHAPES.get(locale.digits[0], 0)
    # A language named without need makes LibreOffice take the separators of its own digits.
    if not shape and format_number(SAMPLE, locale) == PLAIN_SAMPLE:
        return pattern
    known = {name.replace("_", "-"): number for number, name in windows_locale.items()} | OTHERS
    language = known.get(office_tag(locale), 0)
    code = shape << 24 | language
    return f"[$-{code:X}]{pattern}" if code else pattern
