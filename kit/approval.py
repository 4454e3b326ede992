"""A language and a person's name -> the sign-off of its messages, written beside the catalogue."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kit.document.uses import Uses
from kit.errors import UsageError
from kit.export.files import publish
from kit.findings import Severity
from kit.preflight.messages import check_messages
from kit.sources.catalogue import Message, State
from kit.sources.library import (
    asked_locale,
    catalogue_path,
    read_catalogues,
    require_catalogue,
    reviewed_path,
    template_keys,
)
from kit.sources.locales import Locale
from kit.sources.po import read_po
from kit.sources.products import product_names
from kit.sources.signoff import (
    MAX_NAME_LENGTH,
    Key,
    Review,
    digest,
    message_key,
    read_reviewed,
    write_reviewed,
)
from kit.sources.workspace import Workspace, read_bytes, shown


@dataclass(frozen=True, slots=True)
class Approval:
    """What was signed off: how many messages newly and before, and what could not be.

    Those are `open` that are missing, fuzzy, wrong by `kit check`, or not in the own catalogue.
    """

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
    _check_name(by)
    locale = asked_locale(tag)
    require_catalogue(workspace, locale)
    known = product_names(workspace)
    if product and product not in known:
        raise UsageError(f"unknown product {product!r}", hint="one of: " + ", ".join(known))
    target = _own_catalogue(workspace, catalogue_path(locale), reviewed_path(locale))
    catalogue = read_catalogues(workspace, locale)[0]
    wanted = Uses(workspace).of(product) if product else _every(workspace, target)
    messages = [catalogue.find(key[1], key[0]) for key in wanted]
    wrong = _wrong(target, locale)
    drafts = [each for each in messages if each.state is State.DRAFT]
    ready = [each for each in drafts if each.path == shown(target) and each.line not in wrong]
    signed = target.parent.parent / Path(reviewed_path(locale)).name
    if ready:
        publish(signed, _signed(signed, ready, Review(by.strip(), on)))
    return Approval(
        str(signed),
        len(ready),
        sum(each.state is State.REVIEWED for each in messages),
        tuple(each for each in messages if each not in ready and each.state is not State.REVIEWED),
    )


def _every(workspace: Workspace, path: Path) -> tuple[Key, ...]:
    """Return the messages of a catalogue and of the templates, translated or not."""
    entries = (entry for entry in read_po(read_bytes(path), shown(path)).entries)
    own = [message_key(each.context, each.msgid) for each in entries if not each.is_obsolete]
    return tuple(dict.fromkeys((*own, *template_keys(workspace))))


def _check_name(by: str) -> None:
    name = by.strip()
    if not name or len(name) > MAX_NAME_LENGTH or not name.isprintable():
        raise UsageError(
            "that is not a name",
            hint=f"--by takes the person who read them, in {MAX_NAME_LENGTH} characters at most",
        )


def _wrong(path: Path, locale: Locale) -> frozenset[int]:
    """Return the lines of texts with an error: nobody can have found them right."""
    file = read_po(read_bytes(path), shown(path))
    findings = check_messages(file, locale.tag, is_own=True)
    errors = (each for each in findings if each.severity is Severity.ERROR)
    return frozenset(int(each.where.rpartition(":")[2]) for each in errors)


def _signed(path: Path, messages: Sequence[Message], review: Review) -> bytes:
    """Return the sign-off with some messages more; those of other days stay as they are."""
    reviews = dict(read_reviewed(read_bytes(path), shown(path)) if path.is_file() else {})
    for message in messages:
        reviews[digest(message.context, message.msgid, message.strings)] = review
    content = write_reviewed(reviews)
    # A name that the file could not be read with must not be written.
    read_reviewed(content, shown(path))
    return content


def _own_catalogue(workspace: Workspace, relative: str, reviewed: str) -> Path:
    """Return the catalogue of the top layer, a copy of the built-in one where it has none.

    A sign-off stands for the texts of its own layer: what was approved stays as it is when the
    built-in texts change. What was signed off below is copied with them.
    """
    path = workspace.layers[-1] / relative
    if path not in workspace.layers_of(relative):
        for name in (relative, reviewed):
            if workspace.has(name):
                publish(workspace.layers[-1] / name, workspace.read(name))
    return path
