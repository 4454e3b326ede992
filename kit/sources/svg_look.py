"""The presentation attributes of SVG (fill, stroke, transform ...) -> the look they give."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kit.errors import SourceError
from kit.sources.affine import IDENTITY, Matrix, parse_transform
from kit.sources.svg_numbers import parse_number

BLACK = "#000000"


@dataclass(frozen=True, slots=True)
class Look:
    """What an element hands on to its children, with the first values of SVG 1.1.

    Colours are "#RRGGBB" or ""; `matrix` leads from the element to the drawing.
    """

    fill: str = BLACK
    fill_opacity: float = 1.0
    is_evenodd: bool = False
    stroke: str = ""
    stroke_width: float = 1.0
    cap: str = "butt"
    join: str = "miter"
    matrix: Matrix = IDENTITY

    def styled(self, attributes: Mapping[str, str]) -> "Look":
        """Return the look with the attributes of one element applied.

        Raises:
            SourceError: When an attribute is not known, or its value cannot be read.
        """
        look = self
        for name, value in attributes.items():
            look = look._with(name, value)
        return look

    def _with(self, name: str, value: str) -> "Look":
        if name == "transform":
            return replace(self, matrix=self.matrix @ parse_transform(value))
        if name not in _FIELDS:
            raise SourceError(
                f'the attribute "{name}" is not supported',
                hint="draw with outlines, flat colours and plain strokes; save as plain SVG",
            )
        field, parse = _FIELDS[name]
        changes: dict[str, Any] = {field: _parsed(name, value.strip(), parse)}
        return replace(self, **changes)


def parse_opacity(text: str) -> float:
    """Return an opacity from 0 to 1.

    Raises:
        SourceError: When it is not a number from 0 to 1.
    """
    opacity = parse_number(text)
    if not 0 <= opacity <= 1:
        raise SourceError(f'the opacity "{text}" is not between 0 and 1')
    return opacity


def _parsed(name: str, value: str, parse: Callable[[str], Any]) -> Any:
    try:
        return parse(value)
    except KeyError as error:
        raise SourceError(f'{name}="{value}" is not supported') from error


def _colour(text: str) -> str:
    named = {"none": "", "currentColor": BLACK}
    if text in named:
        return named[text]
    if re.fullmatch(r"#[0-9A-Fa-f]{6}", text):
        return text.upper()
    if re.fullmatch(r"#[0-9A-Fa-f]{3}", text):
        return "#" + "".join(2 * digit for digit in text[1:].upper())
    raise SourceError(f'the colour "{text}" is not supported', hint="write it as #RRGGBB")


def _width(text: str) -> float:
    width = parse_number(text)
    if width < 0:
        raise SourceError(f'the stroke-width "{text}" is negative')
    return width


def _one_of(*values: str) -> Callable[[str], str]:
    return dict(zip(values, values, strict=True)).__getitem__


_FIELDS: Mapping[str, tuple[str, Callable[[str], Any]]] = {
    "fill": ("fill", _colour),
    "fill-opacity": ("fill_opacity", parse_opacity),
    "fill-rule": ("is_evenodd", {"evenodd": True, "nonzero": False}.__getitem__),
    "stroke": ("stroke", _colour),
    "stroke-width": ("stroke_width", _width),
    "stroke-linecap": ("cap", _one_of("butt", "round", "square")),
    "stroke-linejoin": ("join", _one_of("miter", "round", "bevel")),
}
