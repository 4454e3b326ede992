"""What each place of a brochure or poster can show -> a refusal of blocks that would be lost.

Words of a health text never vanish without a word.
"""

from collections.abc import Sequence
from typing import TypeAlias

from kit.document.model import (
    Band,
    Block,
    Callout,
    Contact,
    Document,
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

RUNNING = (Heading, Lead, Paragraph, Smallprint, Callout, ItemList, Steps, Contact, Service)
FRONT = (Headline, Picture, Band)
FRONT_BAND = RUNNING
PANEL = (*RUNNING, Picture, LogoSlot, Band)
POSTER = (Headline, Picture, Band, Smallprint, LogoSlot)
POSTER_BAND = (Lead, Paragraph, Contact)
# Of these a place shows one.
ONCE = (Headline, Picture)
ONCE_ON_POSTER = (*ONCE, Smallprint)
# Blocks that stand on the foot of a panel, as a band does.
FOOT = (Contact, LogoSlot, Smallprint)
Kinds: TypeAlias = tuple[type[Block], ...]
ROOMS: dict[str, tuple[Kinds, Kinds]] = {
    "poster": (POSTER, POSTER_BAND),
    "front": (FRONT, FRONT_BAND),
}


def check_rooms(document: Document) -> None:
    """Refuse a document with a block that its place does not show.

    Raises:
        TemplateError: Names the product, the place and the block, and what the place takes.
    """
    places = [part.place for part in document.parts]
    for place in places:
        if places.count(place) > 1:
            raise TemplateError(
                f"two panels have the place {place!r}", where=document.product, hint="one each"
            )
    for part in document.parts:
        _check_part(part, document)


def _check_part(part: Part, document: Document) -> None:
    is_poster = document.kind == "poster"
    room, band_room = ROOMS.get("poster" if is_poster else part.place, (PANEL, RUNNING))
    where = f"{document.product}, {part.place}"
    _refuse(part.blocks, room, where)
    bands = [block for block in part.blocks if isinstance(block, Band)]
    for band in bands:
        _refuse(band.blocks, band_room, f"{where}, band")
    _refuse_twice(part.blocks, ONCE_ON_POSTER if is_poster else ONCE, where)
    if is_poster:
        for band in bands:
            _refuse_twice(band.blocks, (Contact,), f"{where}, band")
    is_last = not bands or isinstance(part.blocks[-1], Band)
    if len(bands) > 1 or not (is_last or is_poster or part.place == "front"):
        raise TemplateError(
            "a band is not the last block", where=where, hint="one band, after everything else"
        )
    if bands and not is_poster and _is_on_foot(part.blocks[:-1]):
        raise TemplateError(
            "a band stands alone at the foot of its panel",
            where=where,
            hint="put what stands on the foot before the band into the band",
        )


def _is_on_foot(blocks: Sequence[Block]) -> bool:
    """Say whether the last block stands on the foot of its panel."""
    is_closing = [type(block) for block in blocks[-2:]] == [Steps, ItemList]
    return is_closing or (bool(blocks) and isinstance(blocks[-1], FOOT))


def _refuse_twice(blocks: Sequence[Block], kinds: Kinds, where: str) -> None:
    for kind in kinds:
        if sum(isinstance(block, kind) for block in blocks) > 1:
            raise TemplateError(f"two {_name(kind)}s", where=where, hint="keep one of them")


def _refuse(blocks: Sequence[Block], room: Kinds, where: str) -> None:
    for block in blocks:
        if not isinstance(block, room):
            raise TemplateError(
                f"a {_name(type(block))} has no place here",
                where=where,
                hint="this place takes: " + ", ".join(_name(kind) for kind in room),
            )


def _name(kind: type[Block]) -> str:
    """Return the element that a block is written as."""
    names = {"ItemList": "list", "LogoSlot": "logo", "BigNumber": "number"}
    return names.get(kind.__name__, kind.__name__.lower())
