"""A text -> the values of the numbers in it, in the digits and numerals of any script.

A value is a string of ASCII digits, with a full stop before decimal places: "1250", "12.5".
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_GROUPS = frozenset(" \u00a0\u2009\u202f'\u2019.,\u066c\u060c")
_DECIMALS = frozenset(".,\u066b\u00b7\u060c/")  # Persian writes ۲/۵ for 2.5
_PART = re.compile(r"[0-9]+")
_SEPARATORS = "".join(sorted(_GROUPS | _DECIMALS))
_RUN = re.compile(rf"[0-9]+(?:[{_SEPARATORS}][0-9]+)*")
# In I18n digits are no number; %23 is a sign of a web address.
_INSIDE_WORD = re.compile(r"(?<=[A-Za-z])[0-9]+(?=[A-Za-z])")
_CLOCK = re.compile(r"(?<![0-9:])[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9:])")
_ENGLISH = re.compile(
    r"(?<![0-9.,%])[0-9]{1,3}(?P<sign>[,\u00a0\u202f ])[0-9]{3}(?:(?P=sign)[0-9]{3})*(?![0-9])"
    rf"(?:\.[0-9]+)?|(?<![0-9%])[0-9]+(?:[{''.join(sorted(_DECIMALS - {'/'}))}][0-9]+)*"
)
_MOST_PARTS = 6
"""1,234,567,890,123.45 has six."""
_GROUP_SIZE = 3
_NUMERALS = re.compile("[〇零一二两兩三四五六七八九十百千万萬億亿]{1,20}|[\u1369-\u137c]{1,20}")
_ALSO_TWO = "两兩"
_TEN, _HUNDRED, _MYRIAD = 10, 100, 10_000
_MULTIPLIER = "十"
_LAST_ETHIOPIC = "\u137c"
# Words for great numbers: "118.5 million" is 1억 1,850만 in Korean, 11 करोड 85 लाख in Nepali.
_SCALES = {
    "thousand": 10**3, "million": 10**6, "billion": 10**9,
    "만": 10**4, "万": 10**4, "萬": 10**4, "억": 10**8, "億": 10**8, "亿": 10**8,
    "천": 10**3, "천만": 10**7, "백만": 10**6, "百万": 10**6, "千万": 10**7,
    "लाख": 10**5, "करोड": 10**7, "লাখ": 10**5, "লক্ষ": 10**5, "কোটি": 10**7,
    "لاکھ": 10**5, "کروڑ": 10**7, "သိန်း": 10**5, "သန်း": 10**6, "ကုဋေ": 10**7,
    "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9,
    "แสน": 10**5, "ล้าน": 10**6, "ແສນ": 10**5, "ລ້ານ": 10**6, "សែន": 10**5, "លាន": 10**6,
}  # fmt: skip
_SCALE_WORDS = "|".join(sorted(_SCALES, key=len, reverse=True))
# Short parts, few of them: each is tried anew where no word for a great number follows.
_SHORT_RUN = f"(?<![0-9])[0-9]{{1,12}}(?:[{_SEPARATORS}][0-9]{{1,12}}){{,6}}"
_SCALED = re.compile(rf"({_SHORT_RUN})[ \u00a0]?({_SCALE_WORDS})", re.IGNORECASE)
_MOST_SUMS = 32


def western(text: str) -> str:
    """Return a text with the decimal digits of all scripts as those of ASCII."""
    if text.isascii():
        return text
    return _OTHER_DIGIT.sub(lambda match: str(unicodedata.decimal(match[0])), text)


def english_numbers(text: str) -> tuple[str, ...]:
    """Return the values in an English text, in order, each once; times such as 8:30 left out."""
    found = _ENGLISH.finditer(_INSIDE_WORD.sub(" ", _CLOCK.sub(" ", western(text))))
    values = (_english_value(match).partition(".") for match in found)
    return tuple(dict.fromkeys(_plain(whole) + dot + rest for whole, dot, rest in values))


def _english_value(number: re.Match[str]) -> str:
    if number["sign"]:
        return re.sub(r"[^0-9.]", "", number[0])
    return re.sub(r"[^0-9]", ".", number[0])


def written_numbers(text: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield each number in digits, with every value that it can have in any language.

    A separator joins groups only before three digits, or in the Indian way: 1.250 is 1250 or
    1.25, but 12.5 is never 125.
    """
    for match in _RUN.finditer(western(text)):
        yield match[0], frozenset(_run_values(match[0]))


def readings(text: str) -> frozenset[str]:
    """Return every value that a number of a text can have, Han and Ethiopic numerals too."""
    found = (value for _, values in written_numbers(text) for value in values)
    return frozenset((*found, *map(str, _numerals(text))))


def great_values(text: str) -> frozenset[int]:
    """Return the values of numbers with a word for a great one after them, and of their sums."""
    values: set[int] = set()
    sums: set[int] = set()
    end = 0
    for match in _SCALED.finditer(western(text)):
        scale = _SCALES[match[2].lower()]
        own = {round(float(number) * scale) for number in _whole(*_split(match[1])) if _is(number)}
        is_sum = match.start() - end <= 1 and len(sums) <= _MOST_SUMS
        sums = {value + before for value in own for before in sums} if is_sum and sums else own
        values |= own | sums
        end = match.end()
    return frozenset(values)


def without_great_values(text: str) -> str:
    """Return a text without the numbers that have a word for a great one after them."""
    return _SCALED.sub(" ", western(text))


def _is(number: str) -> bool:
    return number.count(".") <= 1 and len(number) <= 4 * _GROUP_SIZE


def _plain(digits: str) -> str:
    return digits.lstrip("0") or "0"


def _split(run: str) -> tuple[list[str], list[str]]:
    return _PART.findall(run), [sign for sign in run if not sign.isdecimal()]


def _run_values(run: str) -> Iterator[str]:
    parts, separators = _split(run)
    yield from _whole(parts, separators)
    if not separators or (len(separators) == 1 and separators[0] in _DECIMALS - {"/"}):
        return
    # "2016 500" may be two numbers, and 31.12.2016 is three.
    for start in range(len(parts)):
        for end in range(start + 1, min(len(parts), start + _MOST_PARTS) + 1):
            yield from _whole(parts[start:end], separators[start : end - 1])


def _whole(parts: Sequence[str], separators: Sequence[str]) -> Iterator[str]:
    """Yield what all parts mean as one number, if anything."""
    first = _plain(parts[0])
    if _DECIMALS.issuperset(separators):
        yield ".".join((first, *parts[1:]))
    if _is_grouped(parts, separators):
        yield _plain("".join(parts))
    if separators and separators[-1] in _DECIMALS and _is_grouped(parts[:-1], separators[:-1]):
        yield _plain("".join(parts[:-1])) + "." + parts[-1]


def _is_grouped(parts: Sequence[str], separators: Sequence[str]) -> bool:
    sizes = {len(part) for part in parts[1:-1]}
    return (
        len(separators) > 0
        and len(set(separators)) == 1
        and _GROUPS.issuperset(separators)
        and len(parts[0]) <= _GROUP_SIZE
        and len(parts[-1]) == _GROUP_SIZE
        and sizes in (set(), {_GROUP_SIZE}, {_GROUP_SIZE - 1})
    )


def _numerals(text: str) -> Iterator[int]:
    """Yield the values of Han and Ethiopic numerals."""
    if text.isascii():
        return
    for match in _NUMERALS.finditer(text):
        yield _numeral_value(match[0])


def _numeral_value(numeral: str) -> int:
    values = [2 if sign in _ALSO_TWO else int(unicodedata.numeric(sign)) for sign in numeral]
    if numeral[0] > _LAST_ETHIOPIC and max(values) < _TEN:
        return int("".join(map(str, values)))  # 二〇一六 is written digit by digit.
    total = pending = 0
    for sign, value in zip(numeral, values, strict=True):
        if value >= _MYRIAD:
            total, pending = (total + pending or 1) * value, 0
        elif value >= _HUNDRED or sign == _MULTIPLIER:
            total, pending = total + (pending or 1) * value, 0
        else:
            pending += value
    return total + pending
