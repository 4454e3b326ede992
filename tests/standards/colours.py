"""A PDF -> every use of an RGB colour in it, and a copy whose black text cannot be seen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Name

RGB_OPERATORS = frozenset(("rg", "RG"))
RGB_SPACES = frozenset((Name.DeviceRGB, Name.CalRGB, Name.Lab))
TEXT_SHOWING = frozenset(("Tj", "TJ", "'", '"'))
UNSEEN, SEEN = 3, 0  # text rendering modes
Operation = tuple[Sequence[Any], str]


def rgb_uses(path: Path) -> list[str]:
    """Return where a file names a colour as RGB: operators, colour spaces, pictures, profiles."""
    with pikepdf.open(path) as pdf:
        found: list[str] = []
        for holder in pdf.objects:
            if isinstance(holder, pikepdf.Object):
                found += [f"{where}: {space}" for where, space in _rgb_spaces(holder, "object")]
        for name, stream in content_streams(pdf):
            found += [
                f"{name}: {operator}"
                for _, operator in operations(stream)
                if operator in RGB_OPERATORS
            ]
        return found


def _rgb_spaces(value: pikepdf.Object, where: str) -> Iterator[tuple[str, str]]:
    """Yield the RGB spaces that are named directly in an object, not in those it refers to."""
    if isinstance(value, pikepdf.Array):
        items = list(value)
        if len(items) == 2 and items[0] == Name.ICCBased and items[1].N == 3:
            yield where, "ICCBased of three components"
        pairs = enumerate(items)
    elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        pairs = value.items()
    else:
        if isinstance(value, Name) and value in RGB_SPACES:
            yield where, str(value)
        return
    for key, inner in pairs:
        if isinstance(inner, pikepdf.Object) and not inner.is_indirect:
            yield from _rgb_spaces(inner, f"{where} {key}")


def content_streams(pdf: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Object]]:
    """Yield all streams of operators: of pages, of forms (appearances too) and of tilings."""
    for number, page in enumerate(pdf.pages, 1):
        page.contents_coalesce()
        yield f"page {number}", page.obj.Contents
    for each in pdf.objects:
        if not isinstance(each, pikepdf.Stream):
            continue
        if each.get("/Subtype") == Name.Form or each.get("/PatternType") == 1:
            yield f"object {each.objgen[0]}", each


def operations(stream: pikepdf.Object) -> list[Operation]:
    """Return the operations of a stream; a picture in it counts as the operator "BI"."""
    return [
        ((), "BI")
        if isinstance(each, pikepdf.ContentStreamInlineImage)
        else (tuple(each.operands), str(each.operator))
        for each in pikepdf.parse_content_stream(stream)
    ]


@dataclass
class Pens:
    """The fill colour as the operators of a stream set it, with what `q` has put away."""

    fill: Operation = ((0,), "g")
    saved: list[Operation] = field(default_factory=list)

    def follow(self, operands: Sequence[Any], operator: str) -> None:
        """Take an operation in."""
        if operator == "q":
            self.saved.append(self.fill)
        elif operator == "Q":
            self.fill = self.saved.pop()
        elif operator in ("g", "k", "rg", "sc", "scn"):
            self.fill = (operands, operator)

    @property
    def is_black_only(self) -> bool:
        """Whether it prints on the black plate and no other."""
        operands, operator = self.fill
        if operator == "g":
            return float(operands[0]) < 1
        if operator == "rg" or len(operands) != 4:
            return False
        *colours, black = map(float, operands)
        return not any(colours) and black > 0


def without_black_text(path: Path, target: Path) -> int:
    """Write a copy in which text of black ink alone is set but not shown; return how many pieces.

    The copy shows what stands under black text, on every plate.
    """
    count = 0
    with pikepdf.open(path) as pdf:
        for _, stream in list(content_streams(pdf)):
            pens, changed = Pens(), []
            for each in pikepdf.parse_content_stream(stream):
                operands, operator = tuple(each.operands), str(each.operator)
                pens.follow(operands, operator)
                is_black = operator in TEXT_SHOWING and pens.is_black_only
                changed += _unseen(each) if is_black else [each]
                count += is_black
            stream.write(pikepdf.unparse_content_stream(changed))
        pdf.save(target)
    return count


def _unseen(shown: Any) -> list[Any]:
    mode = pikepdf.Operator("Tr")
    return [([UNSEEN], mode), (shown.operands, shown.operator), ([SEEN], mode)]
