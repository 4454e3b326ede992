"""A document -> what its messages are for that stand on no page, such as alternative texts."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kit.document.model import Band, Block, Document, Part, Picture, Steps
from kit.document.runs import MessageUse, Text

TITLE = "title of the file"
DRAFT = "label of a draft"
ALT = "alternative text of a picture"
NOTES = "speaker notes"
SECTION = "name of a part of the talk"
# What the names of a deck are for, by the beginning of their key.
NAMES = {
    "layout": "name of a slide layout in the slide master",
    "prompt": "prompt in an empty place of a slide",
    "place": "name of a place in the slide master",
    "notes": "words in the speaker notes",
}
UNKNOWN = "words of the file that stand on no page"


@dataclass(frozen=True, slots=True)
class StatedUse:
    """A message and what it is for; `where` is a slide or a panel, or "" for the whole file."""

    message: MessageUse
    purpose: str
    where: str = ""

    def __str__(self) -> str:
        return f"{self.purpose}, {self.where}" if self.where else self.purpose


def stated_uses(
    document: Document, wording: Callable[[MessageUse], str], boxed: Sequence[MessageUse] = ()
) -> tuple[StatedUse, ...]:
    """Return what messages are for beside the words on pages; each message of a document has one.

    Args:
        document: The words of a product.
        wording: The text of a message as it was used: names are told by their words.
        boxed: The messages that have a place on a page, which need none here.
    """
    found = dict.fromkeys(_known(document))
    left = set(document.messages) - {use.message for use in found} - set(boxed)
    named = {value: key for key, value in reversed(document.names)}
    sections = {part.section for part in document.parts if part.section}
    for message in document.messages:
        if message not in left:
            continue
        words = wording(message)
        purpose = NAMES.get(named.get(words, "").partition(".")[0], UNKNOWN)
        found[StatedUse(message, SECTION if words in sections else purpose)] = None
    known = set(document.messages)
    return tuple(use for use in found if use.message in known)


def _known(document: Document) -> Iterator[StatedUse]:
    yield from _of(document.title, TITLE)
    yield from _of(document.draft, DRAFT)
    for number, part in enumerate(document.parts, 1):
        where = _place(document, part, number)
        for block in part.blocks:
            for picture in _pictures(block):
                yield from _of(picture.alt, ALT, where)
        for text in part.notes:
            yield from _of(text, NOTES, where)


def _place(document: Document, part: Part, number: int) -> str:
    return {"deck": f"slide {number}", "brochure": f"panel {part.place}"}.get(document.kind, "")


def _pictures(block: Block) -> Iterator[Picture]:
    match block:
        case Picture():
            yield block
        case Steps(steps=steps):
            yield from (step.picture for step in steps)
        case Band(blocks=blocks):
            for inner in blocks:
                yield from _pictures(inner)
        case _:
            return


def _of(text: Text, purpose: str, where: str = "") -> Iterator[StatedUse]:
    for run in text.runs:
        if run.message:
            yield StatedUse(run.message, purpose, where)
