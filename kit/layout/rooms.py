"""What each place of a brochure or poster can show -> a refusal of blocks that would be lost.

Words of a health text never vanish without a word.
"""

from collections.abc import Sequence

from kit.document.model import (
    Band,
    Block,
    Callout,
    Chart,
    Contact,
    Document,
    Fill,
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
from kit.layout.admission import Kinds, element_name, refuse_strangers, refuse_twice

RUNNING: Kinds = (
    Heading,
    Lead,
    Paragraph,
    Smallprint,
    Callout,
    ItemList,
    Steps,
    Contact,
    Service,
    Chart,
    Fill,
)
FRONT = (Headline, Picture, Band)
FRONT_BAND = RUNNING
PANEL = (*RUNNING, Picture, LogoSlot, Band)
POSTER_FOOT = (Smallprint, LogoSlot)
POSTER_BAND = (Heading, ItemList, Lead, Paragraph, Contact, Callout)
# What each plan of a poster shows, and its band.
PLANS: dict[str, tuple[Kinds, Kinds]] = {
    "drop": ((Headline, Picture, Band, *POSTER_FOOT), POSTER_BAND),
    "rows": ((Headline, Picture, ItemList, Callout, Band, *POSTER_FOOT), POSTER_BAND),
    "steps": ((Headline, Lead, Steps, Band, *POSTER_FOOT), (Heading, Contact)),
    "scene": ((Headline, Picture, Band, *POSTER_FOOT), POSTER_BAND),
}
MOST_BANDS = {"rows": 2}
# Of these a place shows one; a panel two pictures, at its head and its foot.
ONCE = (Headline, Picture)
ONCE_ON_POSTER = (*ONCE, Smallprint, Lead, Steps)
# Blocks that stand on the foot of a panel, as a band does.
FOOT = (Contact, LogoSlot, Smallprint)


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
    room, band_room = _rooms(document, part)
    where = f"{document.product}, {part.place}"
    refuse_strangers(part.blocks, room, where)
    bands = [block for block in part.blocks if isinstance(block, Band)]
    for band in bands:
        refuse_strangers(band.blocks, band_room, f"{where}, band")
    refuse_twice(_between_pictures(part, document), ONCE_ON_POSTER if is_poster else ONCE, where)
    if is_poster:
        for band in bands:
            _refuse_two_ends(band, f"{where}, band")
    most = MOST_BANDS.get(document.plan, 1)
    if len(bands) > most:
        raise TemplateError(f"{len(bands)} bands", where=where, hint=f"at most {most} here")
    if document.plan == "steps" and not any(isinstance(block, Steps) for block in part.blocks):
        raise TemplateError("a poster of steps has none", where=where, hint="add <steps>")
    is_last = not bands or isinstance(part.blocks[-1], Band)
    if not (is_last or is_poster or part.place == "front"):
        raise TemplateError(
            "a band is not the last block", where=where, hint="one band, after everything else"
        )
    if bands and not is_poster and _is_on_foot(part.blocks[:-1]):
        raise TemplateError(
            "a band stands alone at the foot of its panel",
            where=where,
            hint="put what stands on the foot before the band into the band",
        )


def _between_pictures(part: Part, document: Document) -> Sequence[Block]:
    """Return a panel's blocks without a picture at its foot, which it may have too.

    Raises:
        TemplateError: A picture stands in the middle of a panel.
    """
    if document.kind != "brochure" or part.place == "front":
        return part.blocks
    if any(isinstance(block, Picture) for block in part.blocks[1:-1]):
        raise TemplateError(
            "a picture stands in the middle of a panel",
            where=f"{document.product}, {part.place}",
            hint="make it the first or the last block",
        )
    has_scene = len(part.blocks) > 1 and isinstance(part.blocks[-1], Picture)
    return part.blocks[:-1] if has_scene else part.blocks


def _rooms(document: Document, part: Part) -> tuple[Kinds, Kinds]:
    """Return what a place shows, and what its band does."""
    if document.kind == "poster":
        return PLANS[document.plan]
    return (FRONT, FRONT_BAND) if part.place == "front" else (PANEL, RUNNING)


def _is_on_foot(blocks: Sequence[Block]) -> bool:
    """Say whether the last block stands on the foot of its panel."""
    is_closing = [type(block) for block in blocks[-2:]] == [Steps, ItemList]
    return is_closing or (bool(blocks) and isinstance(blocks[-1], FOOT))


def _refuse_two_ends(band: Band, where: str) -> None:
    """Refuse a band with two blocks for the one place at its end."""
    ends = [
        element_name(type(block)) for block in band.blocks if isinstance(block, Contact | Callout)
    ]
    if len(ends) > 1:
        raise TemplateError(
            f"a {ends[0]} and a {ends[1]} in one band", where=where, hint="keep one of them"
        )
