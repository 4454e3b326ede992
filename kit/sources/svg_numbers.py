"""Numbers of SVG attributes: text -> floats."""

import re

from kit.errors import SourceError

LARGEST = 1e6
"""A coordinate beyond this is a slip, and would not fit the number format of a PDF."""

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")


def parse_number(text: str) -> float:
    """Return one number; the unit "px" may follow.

    Raises:
        SourceError: On anything else, such as a percentage.
    """
    numbers = parse_numbers(text.strip().removesuffix("px"))
    if len(numbers) != 1:
        raise SourceError(f'"{text}" is not a number')
    return numbers[0]


def parse_numbers(text: str, between: str = "") -> tuple[float, ...]:
    """Return the numbers of a list parted by spaces, commas or nothing.

    Args:
        text: The list.
        between: Letters that may stand between the numbers.

    Raises:
        SourceError: On anything else between the numbers, and on numbers that are too large.
    """
    if strange := _NUMBER.sub("", text).strip(" ,\t\r\n").translate(_without(between)):
        raise SourceError(f'"{strange[0]}" in "{text[:40]}" is not a part of a number')
    numbers = tuple(float(number) for number in _NUMBER.findall(text))
    if any(abs(number) > LARGEST for number in numbers):
        raise SourceError(f'"{text[:40]}" holds a number larger than {LARGEST:,.0f}')
    return numbers


def _without(letters: str) -> dict[int, None]:
    return dict.fromkeys(map(ord, letters + " ,\t\r\n"))
