"""The blocks of a brochure or poster -> TemplateError for any that would not be printed.

No text is ever left out without a word.
"""

from collections.abc import Sequence

from kit.document.model import (
    Band,
    Block,
    Callout,
    Contact,
    Heading,
    Headline,
    ItemList,
    Lead,
    LogoSlot,
    Paragraph,
    Part,
    Picture,
    Service,
    Smallprint,
    Steps,
)  # fmt: skip
from kit.errors import TemplateError

Kinds = tuple[type[Block], ...]
NAMES: dict[type, str] = {ItemList: "list", LogoSlot: "logo"}
ONCE: Kinds = (Picture, Headline, Band)
RUNNING: Kinds = (
    Heading, Lead, Paragraph, ItemList, Steps, Callout, Contact, Service, Smallprint,
)  # fmt: skip
PANEL: Kinds = (*RUNNING, Picture, Band, LogoSlot)
FRONT: Kinds = (Picture, Headline, Band)
POSTER: Kinds = (Picture, Headline, Band, Smallprint, LogoSlot)
POSTER_BAND: Kinds = (Lead, Paragraph, Contact)
# Blocks that stand on the foot of a panel, where a band stands alone.
FOOT: Kinds = (Contact, LogoSlot, Smallprint)


def check_panels(parts: Sequence[Part]) -> None:
    """Refuse two panels for one place, and blocks that a panel cannot hold."""
    places = [part.place for part in parts]
    for part in parts:
        where = f"panel {part.place}"
        if places.count(part.place) > 1:
            raise TemplateError("two panels for one place", where=where, hint="put them into one")
        _check(part.blocks, FRONT if part.place == "front" else PANEL, ONCE, where)
        _check_bands(part.blocks, RUNNING, (), where)
        _check_foot(part.blocks, where)


def check_poster(part: Part) -> None:
    """Refuse blocks that the poster's plan cannot hold."""
    _check(part.blocks, POSTER, (*ONCE, Smallprint), "poster")
    _check_bands(part.blocks, POSTER_BAND, (Contact,), "poster")


def _check_bands(blocks: Sequence[Block], kinds: Kinds, once: Kinds, where: str) -> None:
    for block in blocks:
        if isinstance(block, Band):
            _check(block.blocks, kinds, once, f"{where}, band")


def _check(blocks: Sequence[Block], kinds: Kinds, once: Kinds, where: str) -> None:
    held = ", ".join(map(_name, kinds))
    for block in blocks:
        if not isinstance(block, kinds):
            raise TemplateError(
                f"no room for a {_name(type(block))} here", where=where, hint=f"it holds: {held}"
            )
    for kind in once:
        if sum(isinstance(block, kind) for block in blocks) > 1:
            raise TemplateError(
                f"more than one {_name(kind)}", where=where, hint="keep one of them"
            )


def _check_foot(blocks: Sequence[Block], where: str) -> None:
    """Refuse a band that is not alone at the foot of its panel."""
    at = next((n for n, block in enumerate(blocks) if isinstance(block, Band)), None)
    if at is None or where == "panel front":
        return
    before = blocks[max(at - 2, 0) : at]
    is_on_foot = any(isinstance(block, FOOT) for block in before[-1:])
    is_closing = [type(block) for block in before] == [Steps, ItemList]
    if at < len(blocks) - 1 or is_on_foot or is_closing:
        raise TemplateError(
            "a band stands alone at the foot of its panel",
            where=where,
            hint="make it the last block, after a heading, text or list",
        )


def _name(kind: type) -> str:
    """Return the element of the vocabulary for a kind of block."""
    return NAMES.get(kind, kind.__name__.lower())
