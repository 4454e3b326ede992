"""An object of a PDF -> a plain value, whatever the file holds in its place."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

import pikepdf

from kit.preflight.pdf.painted import Key, Quad

MOST_LEVELS = 4  # of colour spaces and functions within each other, so that a circle ends


def entry(holder: object, key: str) -> object | None:
    """Return the value of a key, or None where there is none or nothing to hold it."""
    if isinstance(holder, pikepdf.Object) and is_mapping(holder):
        value: object = holder.get(f"/{key}")
        return value
    return None


def entries(holder: object) -> Mapping[str, object]:
    """Return keys without their slash, with values."""
    if isinstance(holder, pikepdf.Object) and is_mapping(holder):
        return {key[1:]: holder[key] for key in holder.keys()}  # noqa: SIM118 - no iterator
    return {}


def is_mapping(value: object) -> bool:
    """Whether it is a dictionary or the dictionary of a stream."""
    return isinstance(value, pikepdf.Dictionary | pikepdf.Stream)


def is_array(value: object) -> bool:
    """Whether it is an array."""
    return isinstance(value, pikepdf.Array)


def is_stream(value: object) -> bool:
    """Whether it is a stream."""
    return isinstance(value, pikepdf.Stream)


def items(value: object) -> Iterator[object]:
    """Return the items of an array, a single value as one, and nothing for None."""
    if isinstance(value, pikepdf.Array):
        yield from value
    elif value is not None:
        yield value


def name(value: object) -> str:
    """Return a name without its slash, "" for anything else."""
    return word(value)[1:] if isinstance(value, pikepdf.Name) else ""


def word(value: pikepdf.Object) -> str:
    """Return a name or an operator as it is written; one that is not UTF-8 keeps its escapes."""
    try:
        return str(value)
    except UnicodeDecodeError:
        return value.unparse().decode("latin-1")


def text(value: object) -> str:
    """Return a string as text, "" for anything else."""
    return str(value).replace("\0", "") if isinstance(value, pikepdf.String) else ""


def number(value: object) -> float | None:
    """Return a number, None for anything else."""
    is_number = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
    return float(value) if is_number else None  # type: ignore[arg-type]


def whole(value: object) -> int | None:
    """Return a whole number, None for anything else."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def numbers(value: object) -> tuple[float, ...]:
    """Return the numbers of an array; other items are left out."""
    found = (number(item) for item in items(value))
    return tuple(each for each in found if each is not None)


def quad(value: object) -> Quad | None:
    """Return a rectangle with its corners in order, None for anything else."""
    found = numbers(value)
    if len(found) != 4:  # noqa: PLR2004 - two corners
        return None
    left, bottom, right, top = found
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def key_of(value: object) -> Key:
    """Return the number of an object; one without number has (0, 0)."""
    return value.objgen if isinstance(value, pikepdf.Object) else (0, 0)


def content_of(value: object) -> bytes:
    """Return the decoded bytes of a stream, b"" when it is none or cannot be decoded."""
    if not isinstance(value, pikepdf.Stream):
        return b""
    try:
        return value.read_bytes()
    except pikepdf.PdfError:
        return b""


def number_tree(root: object) -> dict[int, object]:
    """Return a number tree as a mapping; a node that comes again is passed over."""
    found: dict[int, object] = {}
    open_nodes, seen = [root], {key_of(root)}
    while open_nodes:
        node = open_nodes.pop()
        leaves = list(items(entry(node, "Nums")))
        pairs = zip(leaves[::2], leaves[1::2], strict=False)
        found |= {key: value for key, value in pairs if isinstance(key, int)}
        kids = [kid for kid in items(entry(node, "Kids")) if key_of(kid) not in seen]
        seen |= {key_of(kid) for kid in kids}
        open_nodes += kids
    return found
