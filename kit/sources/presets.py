"""templates/visits.toml -> the themes of study visits: what a kit of each holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from kit.sources.bibliography import Source
from kit.sources.products import KINDS, product_names
from kit.sources.toml_keys import Keys, read_keys
from kit.sources.workspace import Workspace, read_bytes, shown

PATH = "templates/visits.toml"
HINT = "docs/visits.md lists every key and what it takes"
SCHEMA = 1
_KEYS = ("title", "deck", "brochures", "posters", "sources")


@dataclass(frozen=True, slots=True)
class Preset:
    """A theme of study visits.

    Attributes:
        key: Its name in visit.toml, such as "safety".
        title: The macro of its message in templates/content/, such as "tour.safety".
        deck: The product shown to the visitors, such as "deck/visitor-safety".
        brochures: Products to read, such as "brochure/partner".
        posters: Products of the visitors' own country, as a starting point.
        sources: Ids of the sources that name the theme.
    """

    key: str
    title: str
    deck: str
    brochures: tuple[str, ...]
    posters: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def products(self) -> tuple[str, ...]:
        """All products that it names."""
        return (self.deck, *self.brochures, *self.posters)


def read_presets(workspace: Workspace, sources: Mapping[str, Source]) -> Mapping[str, Preset]:
    """Return the themes by key, in the order of the file.

    Args:
        workspace: Its own templates/visits.toml takes the place of the built-in one.
        sources: The bibliography.

    Raises:
        SourceError: The file is wrong, or names a product or source that is not there.
    """
    path = workspace.find(PATH)
    top = read_keys(read_bytes(path), shown(path), HINT)
    top.allow(("schema", "theme"))
    top.schema(SCHEMA)
    themes = top.table("theme")
    if not themes.values:
        top.refuse("theme", "no themes", "begin each with [theme.NAME]")
    products = product_names(workspace)
    known = {
        kind: tuple(name for name in products if name.startswith(f"{kind}/")) for kind in KINDS
    }
    return MappingProxyType(
        {key: _preset(key, themes.table(key), known, tuple(sources)) for key in themes.values}
    )


def _preset(
    key: str, table: Keys, known: Mapping[str, Sequence[str]], sources: Sequence[str]
) -> Preset:
    table.allow(_KEYS)
    table.require(*_KEYS)
    deck = table.text("deck", most=100)
    if deck not in known["deck"]:
        table.refuse("deck", f"unknown deck {deck!r}", "one of: " + ", ".join(known["deck"]))
    return Preset(
        key,
        table.matching("title", r"[a-z]\w*\.[a-z]\w*", "tour.services"),
        deck,
        table.names("brochures", known["brochure"], "brochure"),
        table.names("posters", known["poster"], "poster"),
        table.names("sources", sources, "source"),
    )
