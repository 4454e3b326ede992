"""What each place of a brochure or poster can show -> a refusal of blocks that would be lost.

Words of a health text never vanish without a word.
"""

from collections.abc import Sequence

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
    if is_poster:
        room, band_room = POSTER, POSTER_BAND
    else:
        room, band_room = (FRONT, FRONT_BAND) if part.place == "front" else (PANEL, RUNNING)
    where = f"{document.product}, {part.place}"
    _refuse(part.blocks, room, where)
    bands = [block for block in part.blocks if isinstance(block, Band)]
    for band in bands:
        _refuse(band.blocks, band_room, f"{where}, band")
    is_last = not bands or isinstance(part.blocks[-1], Band)
    if len(bands) > 1 or not (is_last or is_poster or part.place == "front"):
        raise TemplateError(
            "a band is not the last block", where=where, hint="one band, after everything else"
        )


def _refuse(blocks: Sequence[Block], room: tuple[type[Block], ...], where: str) -> None:
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
