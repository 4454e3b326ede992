"""What each plan of a sheet shows -> a refusal of blocks that would be lost, and the blocks sorted.

Words never vanish without a word.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kit.document.model import (
    Band,
    Block,
    Callout,
    Contact,
    Document,
    Fill,
    Heading,
    Headline,
    ItemList,
    Lead,
    LogoSlot,
    Paragraph,
    Picture,
    Service,
    Smallprint,
    Table,
)  # fmt: skip
from kit.errors import TemplateError
from kit.layout.admission import Kinds, refuse_strangers, refuse_twice

FRAME: Kinds = (LogoSlot, Service, Picture, Headline, Smallprint)
RUNNING: Kinds = (Heading, Lead, Paragraph, ItemList, Callout, Service)
PLANS: dict[str, Kinds] = {
    "letter": (*FRAME, *RUNNING, Table, Band),
    "programme": (*FRAME, *RUNNING, Table, Band),
    "certificate": (*FRAME, Paragraph, Lead, ItemList, Fill),
    "form": (*FRAME, Heading, Callout, Lead, Fill),
}
BAND: Kinds = (Heading, Lead, Paragraph, Contact)
ONCE: Kinds = (Headline, Picture, LogoSlot, Smallprint, Band)


@dataclass(frozen=True, slots=True)
class SheetBlocks:
    """The blocks of a sheet by where they stand.

    Attributes:
        service: The sender, over the head: the name of a service before the headline.
        picture: The picture in the head.
        headline: The words in the head.
        lead: A sentence right after the headline, which stands in the head too.
        body: What runs down the sheet.
        band: The field of colour on the foot of the last page.
        smallprint: What the foot of each page says.
        has_logo: Whether there is a place for the logo.
    """

    service: Service | None
    picture: Picture | None
    headline: Headline | None
    lead: Lead | None
    body: tuple[Block, ...]
    band: Band | None
    smallprint: Smallprint | None
    has_logo: bool


def sheet_blocks(document: Document) -> SheetBlocks:
    """Return the blocks of a sheet sorted.

    Raises:
        TemplateError: Names the sheet and the block that it does not show.
    """
    blocks = document.parts[0].blocks
    _check(blocks, document)
    headline = next((at for at, block in enumerate(blocks) if isinstance(block, Headline)), -1)
    service = [block for block in blocks[: max(headline, 0)] if isinstance(block, Service)][:1]
    lead = _lead(blocks, headline) if document.plan in ("letter", "programme") else None
    apart = (*service, *((lead,) if lead else ()))
    kinds = (LogoSlot, Picture, Headline, Smallprint, Band)
    return SheetBlocks(
        service[0] if service else None,
        next((block for block in blocks if isinstance(block, Picture)), None),
        next((block for block in blocks if isinstance(block, Headline)), None),
        lead,
        tuple(b for b in blocks if not isinstance(b, kinds) and not any(b is a for a in apart)),
        next((block for block in blocks if isinstance(block, Band)), None),
        next((block for block in blocks if isinstance(block, Smallprint)), None),
        any(isinstance(block, LogoSlot) for block in blocks),
    )


def _lead(blocks: Sequence[Block], headline: int) -> Lead | None:
    """Return the lead that follows the headline."""
    after = blocks[headline + 1 : headline + 2] if headline >= 0 else ()
    return next((block for block in after if isinstance(block, Lead)), None)


def _check(blocks: Sequence[Block], document: Document) -> None:
    where = f"{document.product}, {document.plan}"
    refuse_strangers(blocks, PLANS[document.plan], where)
    for block in blocks:
        if isinstance(block, Band):
            refuse_strangers(block.blocks, BAND, f"{where}, band")
        if isinstance(block, Table) and len({len(row) for row in block.rows}) > 1:
            raise TemplateError(
                "the rows of a table do not fit together",
                where=where,
                hint="give each row the same number of cells",
            )
    refuse_twice(blocks, ONCE, where)
