"""Colour spaces and shadings of a PDF -> what they are mapped to in the end."""

from collections.abc import Iterator

from kit.preflight.pdf.objects import (
    MOST_LEVELS,
    entry,
    is_array,
    items,
    name,
    numbers,
    whole,
)  # fmt: skip
from kit.preflight.pdf.painted import Colour, Space

GRAY, RGB, CMYK = Space("DeviceGray", 1), Space("DeviceRGB", 3), Space("DeviceCMYK", 4)
PATTERN = Space("Pattern", 0)
_DEVICE = {
    "DeviceGray": GRAY, "G": GRAY, "CalGray": GRAY,
    "DeviceRGB": RGB, "RGB": RGB,
    "DeviceCMYK": CMYK, "CMYK": CMYK,
    "Pattern": PATTERN,
}  # fmt: skip


def space_of(value: object, named: object = None, level: int = 0) -> Space:
    """Return a colour space.

    Args:
        value: A name or an array.
        named: The ColorSpace dictionary of the resources, for names that are not of a device.
        level: How deep it stands in another colour space.
    """
    if level > MOST_LEVELS:
        return Space("unknown", 0)
    if not is_array(value):
        found = _DEVICE.get(name(value))
        own = None if found else entry(named, name(value)) if name(value) else None
        return found or (space_of(own, None, level + 1) if own else Space("unknown", 0))
    return _made(list(items(value)), named, level + 1)


def _made(parts: list[object], named: object, level: int) -> Space:
    kind, rest = name(parts[0]) if parts else "", parts[1:]
    if kind == "ICCBased" and rest:
        return Space(kind, whole(entry(rest[0], "N")) or 0)
    if kind in ("Indexed", "I") and rest:
        return Space("Indexed", 1, space_of(rest[0], named, level))
    if kind in ("Separation", "DeviceN") and len(rest) > 1:
        count = len(list(items(rest[0])))
        return Space(kind, count, space_of(rest[1], named, level))
    if kind in ("CalRGB", "Lab"):
        return Space(kind, 3)
    return _DEVICE.get(kind, Space("unknown", 0))


def shading_of(shading: object, named: object) -> Colour:
    """Return the colour space of a shading and, where its function tells, the colours at its ends.

    Functions of the types 2 and 3 run straight from colour to colour, so no ink on the way is more
    than at an end (ISO 32000-1, 7.10).
    """
    space = space_of(entry(shading, "ColorSpace"), named)
    return Colour(space, (), tuple(_ends(entry(shading, "Function"), 0)))


def _ends(function: object, level: int) -> Iterator[tuple[float, ...]]:
    if whole(entry(function, "FunctionType")) == 2:  # noqa: PLR2004 - exponential
        yield numbers(entry(function, "C0")) or (0.0,)
        yield numbers(entry(function, "C1")) or (1.0,)
    elif level < MOST_LEVELS:
        for part in items(entry(function, "Functions")):
            yield from _ends(part, level + 1)
