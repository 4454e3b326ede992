"""Templates and catalogues -> catalogues brought up to date, with lengths and places: the commands.

The corridor's branch for translators: what `kit extract`, `kit update` and `kit new-language` do.
"""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kit.budgets import budgets
from kit.context import ContextRequest, comment_of, places
from kit.document.extract import extract
from kit.document.pot import pot
from kit.errors import KitError, UsageError
from kit.export.files import publish
from kit.marked_pages import bench_for
from kit.sources.library import TEMPLATE, asked_locale, catalogue_path, language_tags
from kit.sources.locales import Locale, english_name, locale_of
from kit.sources.po import PoFile, read_po, write_po
from kit.sources.po_merge import Merge, merged
from kit.sources.po_notes import with_notes
from kit.sources.po_start import started
from kit.sources.signoff import Key
from kit.sources.workspace import Workspace, open_workspace, read_bytes, shown


@dataclass(frozen=True, slots=True)
class Extraction:
    """The template catalogue: how many messages it has, and whether the file was out of date."""

    path: str
    messages: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class Update:
    """What became of one language's catalogue; `limited` messages have a length that is measured.

    `over` are those that do not hold as they are.
    """

    language: str
    path: str
    is_changed: bool
    kept: int
    revived: int
    fuzzy: int
    new: int
    obsolete: int
    limited: int = 0
    over: int = 0


def extracted(workspace: Workspace, *, writes: bool = True) -> Extraction:
    """Write the messages of the templates to the top layer's template catalogue.

    Raises:
        TemplateError: A template is broken, or has words outside messages.
    """
    target = workspace.layers[-1] / TEMPLATE
    before = read_bytes(target) if target.is_file() else b""
    old = read_po(before, TEMPLATE) if before else None
    messages = extract(workspace)
    content = write_po(pot(messages, old, TEMPLATE))
    if writes and content != before:
        publish(target, content)
    return Extraction(TEMPLATE, len(messages), content != before)


def update(
    folder: Path | None,
    tags: Sequence[str] = (),
    *,
    is_quick: bool = False,
    on_step: Callable[[str], None] = lambda _: None,
) -> Iterator[Update]:
    """Bring catalogues up to date with the templates, one language after the other.

    Args:
        folder: The workspace, or None.
        tags: The languages; none means all that the top layer has a catalogue of.
        is_quick: Whether to leave lengths and places as they are: measuring takes seconds.
        on_step: Called with what is done next.

    Raises:
        UsageError: A language has no catalogue in the top layer.
        SourceError: A catalogue cannot be read whole; nothing of it was changed.
    """
    workspace = open_workspace(folder)
    locales = [asked_locale(tag) for tag in tags or _own_tags(workspace)]
    paths = [_own_path(workspace, locale) for locale in locales]
    extracted(workspace)
    template = read_po(workspace.read(TEMPLATE), TEMPLATE)
    for locale, path in zip(locales, paths, strict=True):
        on_step(locale.tag)
        before = read_bytes(path)
        merge = merged(read_po(before, shown(path)), template)
        content = write_po(merge.file)
        if content != before:
            publish(path, content)
        limited = {} if is_quick else _measured(folder, path, locale, on_step)
        yield _told(locale, path, merge, before, limited)


def _told(
    locale: Locale, path: Path, merge: Merge, before: bytes, limited: Mapping[Key, bool]
) -> Update:
    return Update(
        locale.tag,
        shown(path),
        read_bytes(path) != before,
        merge.kept,
        merge.revived,
        merge.fuzzy,
        merge.new,
        merge.obsolete,
        len(limited),
        sum(limited.values()),
    )


def _measured(
    folder: Path | None, path: Path, locale: Locale, on_step: Callable[[str], None]
) -> Mapping[Key, bool]:
    """Write lengths and places into a catalogue; return whether each limited message is over."""
    request = ContextRequest(folder, Path(), locale.tag)
    bench, products = bench_for(request)

    def step(product: str) -> None:
        on_step(f"{locale.tag} {product}")

    found = budgets(bench, products, step)
    seen = {key: _see(key, locale, names) for key, names in places(request).items()}
    limits = {key: budget.characters for key, budget in found.items()}
    file: PoFile = read_po(read_bytes(path), shown(path))
    content = write_po(with_notes(file, limits, seen))
    if content != read_bytes(path):
        publish(path, content)
    return {key: budget.is_over for key, budget in found.items()}


def _see(key: Key, locale: Locale, names: Sequence[str]) -> tuple[str, ...]:
    return (comment_of(key, locale.tag, names),) if names else ()


def _own_tags(workspace: Workspace) -> tuple[str, ...]:
    tags = (
        tag
        for tag in language_tags(workspace)
        if _is_own(workspace, catalogue_path(locale_of(tag)))
    )
    return tuple(tags)


def _own_path(workspace: Workspace, locale: Locale) -> Path:
    path = workspace.layers[-1] / catalogue_path(locale)
    if _is_own(workspace, catalogue_path(locale)):
        return path
    raise UsageError(
        f"no catalogue for {locale.tag!r}",
        where=shown(path),
        hint=f"kit new-language {locale.tag} makes it",
    )


def _is_own(workspace: Workspace, relative: str) -> bool:
    """Say whether the top layer has a file; a link that leads out of it is none."""
    return workspace.layers[-1] / relative in workspace.layers_of(relative)


def new_language(folder: Path | None, tag: str, day: datetime.date) -> Path:
    """Write the catalogue of a new language and return its path.

    In a workspace, a built-in catalogue of the language is copied, texts and all.

    Raises:
        UsageError: The tag is none, or the catalogue is there already.
    """
    workspace = open_workspace(folder)
    locale = asked_locale(tag)
    relative = catalogue_path(locale)
    target = workspace.layers[-1] / relative
    if target.exists() or target.is_symlink():
        raise UsageError(
            f"there is a catalogue for {locale.tag!r} already",
            where=shown(target),
            hint=f"kit update {locale.tag} brings it up to date",
        )
    if workspace.has(relative):
        content = workspace.read(relative)
    else:
        template = read_po(workspace.read(TEMPLATE), TEMPLATE)
        content = write_po(started(template, locale, english_name(locale), day))
    publish(target, content)
    return target


def require_fresh(extraction: Extraction) -> None:
    """Refuse a template catalogue that is out of date.

    Raises:
        KitError: It is.
    """
    if extraction.is_new:
        raise KitError(f"{extraction.path} is out of date", hint="run kit extract")
