"""A workspace and a tag -> a language's catalogue, a workspace's texts over the built-in ones."""

from kit.errors import SourceError, UsageError
from kit.sources.catalogue import Catalogue, Layer, read_catalogue
from kit.sources.locales import SOURCE_LANGUAGE, Locale, locale_of
from kit.sources.po import read_po
from kit.sources.pseudo import PSEUDO, pseudo_catalogue
from kit.sources.signoff import Key, message_key
from kit.sources.workspace import Workspace, read_bytes, shown

DOMAIN = "kit"
TEMPLATE = f"locales/{DOMAIN}.pot"


def catalogue_path(locale: Locale) -> str:
    """Return the relative path of a language's catalogue."""
    return f"locales/{locale.folder}/LC_MESSAGES/{DOMAIN}.po"


def reviewed_path(locale: Locale) -> str:
    """Return the relative path of the sign-offs of a language."""
    return f"locales/{locale.folder}/reviewed.json"


def language_tags(workspace: Workspace) -> tuple[str, ...]:
    """Return the tags of all languages that have a catalogue, sorted."""
    names = workspace.names(f"locales/*/LC_MESSAGES/{DOMAIN}.po")
    return tuple(name.split("/")[1].replace("_", "-") for name in names)


def asked_locale(tag: str) -> Locale:
    """Return the locale of a tag that somebody typed.

    Raises:
        UsageError: It is no language tag.
    """
    try:
        return locale_of(tag)
    except SourceError as error:
        raise UsageError(error.message, hint=error.hint) from error


def require_catalogue(workspace: Workspace, locale: Locale) -> None:
    """Refuse a language without a catalogue.

    Raises:
        UsageError: Names the known ones.
    """
    if not workspace.has(catalogue_path(locale)):
        raise UsageError(
            f"no catalogue for {locale.tag!r}",
            where=catalogue_path(locale),
            hint="known languages: " + ", ".join(language_tags(workspace)),
        )


def template_keys(workspace: Workspace) -> tuple[Key, ...]:
    """Return all messages of the templates, as the template catalogue has them."""
    entries = (
        entry
        for path in workspace.layers_of(TEMPLATE)
        for entry in read_po(read_bytes(path), shown(path)).entries
    )
    return tuple(dict.fromkeys(message_key(entry.context, entry.msgid) for entry in entries))


class Library:
    """The catalogues of a workspace: each is read once, for all languages that fall back to it."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._read: dict[str, Catalogue] = {}

    def catalogues(self, locale: Locale) -> tuple[Catalogue, ...]:
        """Return the catalogues a text is looked up in, nearest first.

        Raises:
            UsageError: The language has no catalogue.
            SourceError: A catalogue cannot be trusted.
        """
        if locale.tag in PSEUDO:
            english = self._catalogue(SOURCE_LANGUAGE)
            return (pseudo_catalogue(locale.tag, english), english)
        require_catalogue(self._workspace, locale)
        return tuple(self._catalogue(tag) for tag in (locale.tag, *locale.fallbacks))

    def _catalogue(self, tag: str) -> Catalogue:
        if tag not in self._read:
            self._read[tag] = _read(self._workspace, locale_of(tag))
        return self._read[tag]


def read_catalogues(workspace: Workspace, locale: Locale) -> tuple[Catalogue, ...]:
    """Return the catalogues of one language, nearest first, as from a `Library`."""
    return Library(workspace).catalogues(locale)


def _read(workspace: Workspace, locale: Locale) -> Catalogue:
    layers: list[Layer] = []
    relative = catalogue_path(locale)
    for path in workspace.layers_of(relative):
        # A sign-off counts for the catalogue of its own layer only.
        beside = path.parent.parent / "reviewed.json"
        is_signed = beside in workspace.layers_of(reviewed_path(locale))
        reviewed = read_bytes(beside) if is_signed else None
        layers.append(Layer(shown(path), read_bytes(path), reviewed))
    return read_catalogue(locale.tag, layers)
