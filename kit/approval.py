"""A language and a person's name -> the sign-off of its messages, written beside the catalogue."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kit.document.uses import Uses
from kit.errors import UsageError
from kit.export.files import publish
from kit.sources.catalogue import Message, State
from kit.sources.library import catalogue_path, read_catalogues, reviewed_path
from kit.sources.locales import locale_of
from kit.sources.signoff import Review, digest, read_reviewed, write_reviewed
from kit.sources.workspace import Workspace, read_bytes, shown


@dataclass(frozen=True, slots=True)
class Approval:
    """What was signed off: how many messages newly and before, and what could not be."""

    path: str
    approved: int
    before: int
    open: tuple[Message, ...]


def approve(
    workspace: Workspace, tag: str, by: str, on: datetime.date, product: str = ""
) -> Approval:
    """Sign off every translated message of a language, or those that a product prints.

    A digest of context, msgid and translation is recorded for each; whoever changes one of them
    makes the message a draft again. Missing and fuzzy messages are never signed off.

    Args:
        workspace: Its top layer holds the catalogue.
        tag: The language.
        by: Who has read the texts: a person, for the record.
        on: The day.
        product: Such as "poster/only-people"; "" for all messages.

    Raises:
        UsageError: There is no name, or no catalogue of the language.
        SourceError: The catalogue or the sign-off that is there cannot be read.
    """
    if not by.strip():
        raise UsageError("no name", hint="--by takes the name of the person who read the texts")
    locale = locale_of(tag)
    target = _own_catalogue(workspace, catalogue_path(locale))
    catalogue = read_catalogues(workspace, locale)[0]
    wanted = Uses(workspace).of(product) if product else tuple(catalogue.messages)
    messages = [catalogue.find(key[1], key[0]) for key in wanted]
    ready = [each for each in messages if each.state is State.DRAFT and each.path == shown(target)]
    signed = target.parent.parent / Path(reviewed_path(locale)).name
    if ready:
        publish(signed, _signed(signed, ready, Review(by.strip(), on)))
    return Approval(
        str(signed),
        len(ready),
        sum(each.state is State.REVIEWED for each in messages),
        tuple(each for each in messages if each.state in (State.MISSING, State.FUZZY)),
    )


def _signed(path: Path, messages: Sequence[Message], review: Review) -> bytes:
    """Return the sign-off with some messages more; those of other days stay as they are."""
    reviews = dict(read_reviewed(read_bytes(path), shown(path)) if path.is_file() else {})
    for message in messages:
        reviews[digest(message.context, message.msgid, message.strings)] = review
    content = write_reviewed(reviews)
    # A name that the file could not be read with must not be written.
    read_reviewed(content, shown(path))
    return content


def _own_catalogue(workspace: Workspace, relative: str) -> Path:
    """Return the catalogue of the top layer, a copy of the built-in one where it has none.

    A sign-off stands for the texts of its own layer: what was approved stays as it is when the
    built-in texts change.
    """
    path = workspace.layers[-1] / relative
    if not path.is_file():
        publish(path, workspace.read(relative))
    return path
