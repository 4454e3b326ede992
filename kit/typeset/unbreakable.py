"""Plain text in; the ranges that no line break may cut out."""

import re
from collections.abc import Iterator

# Units as partner texts write them after a number; a letter after them makes another word.
SPACED_UNITS = (
    *("kg", "g", "mg", "µg", "μg", "mL", "ml", "dL", "dl", "cL", "cl", "L", "l"),
    *("g/dL", "g/dl", "g/L", "g/l", "g/100 mL", "mg/dL", "mg/L", "mmol/L", "mmHg", "mm Hg"),
    *("km", "m", "cm", "mm", "h", "min", "%", "‰", "°C", "°F", "°", "٪"),
    *("кг", "г", "мг", "мл", "дл", "л", "г/л", "г/дл", "км", "м", "см", "мм", "ч", "мин"),
    *("կգ", "գ", "մլ", "լ", "սմ", "კგ", "გ", "მლ", "ლ", "სმ"),
    *("كجم", "كغم", "كغ", "كلغ", "غ", "مل", "مم", "سم", "غ/دل", "ק״ג", 'ק"ג', "מ״ל", 'מ"ל', "ס״מ"),
    *("किग्रा", "कि.ग्रा", "केजी", "ग्राम", "मिली", "मि.ली", "एमएल", "लिटर", "সেমি"),
    *("কেজি", "কিলোগ্রাম", "গ্রাম", "মিলি", "মি.লি", "লিটার"),
    *("கிலோ", "கி.கி", "கி", "மி.லி", "மிலி", "කි.ග්‍රෑ", "කිග්‍රෑ", "මි.ලී", "මිලි"),
    *("ኪ.ግ", "ኪግ", "ግራም", "ሚ.ሊ", "ሚሊ", "کلوگرام", "گرام", "ملی لیٹر", "킬로그램", "밀리리터"),
)

# Units of writing without spaces: whatever follows them.
CLOSE_UNITS = (
    *("公斤", "千克", "克", "毫克", "毫升", "升", "厘米", "公分", "キログラム", "グラム"),
    *("ミリリットル", "リットル", "センチ", "กก.", "กก", "กิโลกรัม", "มล.", "มล", "มิลลิลิตร"),
    *("ซม.", "ซม", "เซนติเมตร", "ກກ", "ກິໂລກຣາມ", "ກິໂລ", "ມລ", "ມິນລີລິດ", "គ.ក្រ", "គីឡូក្រាម"),
    *("មល", "ម.ល", "មីលីលីត្រ", "ကီလိုဂရမ်", "ကီလို", "ဂရမ်", "မီလီလီတာ"),
)


def _any(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


# Digits in groups, and ranges and dates of them: 1 500, 12.5, 10–15, 14/6/2026.
_DIGITS = r"(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+)"
_NUMBER = rf"{_DIGITS}(?:[.,٫٬'’/\u2010-\u2015~～−-]{_DIGITS})*"
_UNIT = rf"(?:(?:{_any(SPACED_UNITS)})(?!\w)|{_any(CLOSE_UNITS)})\.?"

PATTERNS = (
    re.compile(rf"{_NUMBER}(?:[ \u00a0\u2009\u202f]?{_UNIT})?"),
    # Seven digits and more in any script, as people group them: +00 (0)00 000-0000.
    re.compile(r"\+?\(?\d(?:[ \u00a0\u202f().\-/\u2010-\u2015]{0,2}\d){6,18}"),
    re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"),
    re.compile(
        r"(?:https?://|www\.)[A-Za-z0-9._~:/?#@!$&'*+,;=%-]*[A-Za-z0-9/]"
        r"|[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}(?:/[A-Za-z0-9._~:/?#@!$&'*+,;=%-]*)?"
    ),
    # Endings that languages of other scripts put on Latin names and numbers: WHO-ийн, 75%-иас.
    re.compile(r"(?:[A-Z]{2,}|\d%?)-[^\W\d_A-Za-z]+"),
    # From one day to another, shortened: Mon–Wed.
    re.compile(r"(?<![\w\u2013])[^\W\d_]{1,4}\u2013[^\W\d_]{1,4}(?![\w\u2013])"),
)


_UNIT_AFTER = re.compile(rf"[ \u00a0\u2009\u202f]?{_UNIT}")


def unit_at_start(text: str) -> str:
    """Return the unit that a text after a number begins with, and the space before it, or ""."""
    match = _UNIT_AFTER.match(text)
    return match.group() if match else ""


def unbreakable_ranges(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of numbers with units, phone numbers, addresses and names with endings."""
    for pattern in PATTERNS:
        for match in pattern.finditer(text):
            yield match.span()
