"""The blocks of a place and what it takes -> a refusal of those that would not be shown."""

from collections.abc import Sequence
from typing import TypeAlias

from kit.document.model import Block
from kit.errors import TemplateError

Kinds: TypeAlias = tuple[type[Block], ...]


def refuse_strangers(blocks: Sequence[Block], room: Kinds, where: str) -> None:
    """Raise a TemplateError for a block of another kind than those that a place shows."""
    for block in blocks:
        if not isinstance(block, room):
            raise TemplateError(
                f"a {element_name(type(block))} has no place here",
                where=where,
                hint="this place takes: " + ", ".join(element_name(kind) for kind in room),
            )


def refuse_twice(blocks: Sequence[Block], kinds: Kinds, where: str) -> None:
    """Raise a TemplateError for a second block of a kind that a place shows once."""
    for kind in kinds:
        if sum(isinstance(block, kind) for block in blocks) > 1:
            raise TemplateError(f"two {element_name(kind)}s", where=where, hint="keep one of them")


def element_name(kind: type[Block]) -> str:
    """Return the element that a block is written as."""
    names = {"ItemList": "list", "LogoSlot": "logo", "BigNumber": "number"}
    return names.get(kind.__name__, kind.__name__.lower())
