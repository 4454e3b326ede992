"""A part of a document -> its texts and the sources of its facts, in reading order."""

from collections.abc import Iterator

from kit.document.model import (
    Band,
    BigNumber,
    Block,
    Chart,
    Columns,
    Contact,
    Fill,
    ItemList,
    LogoSlot,
    Pairs,
    Part,
    Picture,
    Steps,
    Table,
)  # fmt: skip
from kit.document.runs import Text


def texts_of(part: Part) -> Iterator[Text]:
    """Yield every text of a part in reading order."""
    for block in part.blocks:
        yield from _texts(block)


def sources_of(part: Part) -> tuple[str, ...]:
    """Return the ids of a part's sources in reading order, its notes' last."""
    texts = (*texts_of(part), *part.notes)
    return tuple(dict.fromkeys(source for text in texts for source in text.sources))


def _texts(block: Block) -> Iterator[Text]:  # noqa: C901, PLR0912 - one line a kind of block
    match block:
        case Band(blocks=blocks):
            for inner in blocks:
                yield from _texts(inner)
        case ItemList(items=items):
            yield from (item.text for item in items)
        case Steps(steps=steps):
            yield from (step.text for step in steps)
        case Contact(lines=lines, phone=phone):
            yield from lines
            yield from (phone,) if phone else ()
        case Chart(unit=unit, bars=bars):
            yield unit
            yield from (bar.label for bar in bars)
        case Pairs(myth=myth, fact=fact, pairs=pairs):
            yield from (myth, fact)
            yield from (text for pair in pairs for text in (pair.myth, pair.fact))
        case Columns(columns=columns):
            for column in columns:
                yield from (column.heading,) if column.heading else ()
                yield from column.texts
        case Table(rows=rows):
            yield from (cell for row in rows for cell in row)
        case Picture(alt=alt):
            yield alt
        case LogoSlot() | BigNumber() | Fill():
            return
        case _:
            yield block.text
