"""A workspace -> how far each language is, for the whole kit and for each product."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kit.document.uses import Uses
from kit.errors import UsageError
from kit.sources.catalogue import Catalogue, Message, State
from kit.sources.library import (
    Library,
    asked_locale,
    catalogue_path,
    language_tags,
    template_keys,
)  # fmt: skip
from kit.sources.locales import Locale
from kit.sources.po import read_po
from kit.sources.po_notes import budget_of
from kit.sources.products import product_names
from kit.sources.signoff import Key, message_key
from kit.sources.workspace import Workspace, read_bytes, shown


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the messages of a product are in a language; `product` is "" for all of them.

    `words` are the English words that a translator has still to do: of missing and fuzzy texts.
    """

    language: str
    product: str
    messages: int
    missing: int
    fuzzy: int
    draft: int
    reviewed: int
    too_long: int
    words: int


def status(
    workspace: Workspace, tags: Iterable[str], products: Sequence[str]
) -> tuple[Progress, ...]:
    """Return the progress of languages: of everything first, then of each product."""
    uses = Uses(workspace)
    wanted: dict[str, tuple[Key, ...]] = {product: uses.of(product) for product in products}
    whole = template_keys(workspace)
    library = Library(workspace)
    found: list[Progress] = []
    for tag in tags:
        locale = asked_locale(tag)
        catalogue = library.catalogues(locale)[0]
        budgets = _budgets(workspace, locale)
        for product, keys in {"": whole, **wanted}.items():
            found.append(_progress(catalogue, product, keys, budgets))
    return tuple(found)


def _budgets(workspace: Workspace, locale: Locale) -> dict[Key, int]:
    """Return how many characters hold, as the catalogues say; the top layer's word counts."""
    found: dict[Key, int] = {}
    for path in workspace.layers_of(catalogue_path(locale)):
        for entry in read_po(read_bytes(path), shown(path)).entries:
            budget = None if entry.is_obsolete else budget_of(entry)
            if budget is not None:
                found[message_key(entry.context, entry.msgid)] = budget
    return found


def _progress(
    catalogue: Catalogue, product: str, keys: Sequence[Key], budgets: Mapping[Key, int]
) -> Progress:
    messages = [catalogue.messages.get(key) or catalogue.find(key[1], key[0]) for key in keys]
    states = Counter(message.state for message in messages)
    return Progress(
        catalogue.tag,
        product,
        len(messages),
        states[State.MISSING],
        states[State.FUZZY],
        states[State.DRAFT],
        states[State.REVIEWED],
        sum(is_too_long(message, budgets) for message in messages),
        sum(len(m.msgid.split()) for m in messages if m.state in (State.MISSING, State.FUZZY)),
    )


def is_too_long(message: Message, budgets: Mapping[Key, int]) -> bool:
    """Say whether a translation has more characters than hold."""
    budget = budgets.get((message.context, message.msgid))
    if message.state is State.FUZZY:
        return False
    return budget is not None and any(len(text) > budget for text in message.strings)


def asked_status(
    workspace: Workspace, tags: Sequence[str], products: Sequence[str]
) -> tuple[Progress, ...]:
    """Return the progress of what was asked for; nothing asked for means everything.

    Raises:
        UsageError: There is no such language or product.
    """
    known = product_names(workspace)
    for name in products:
        if name not in known:
            raise UsageError(f"unknown product {name!r}", hint="one of: " + ", ".join(known))
    found = status(workspace, tags or language_tags(workspace), products or known)
    return tuple(each for each in found if each.product or not products)
