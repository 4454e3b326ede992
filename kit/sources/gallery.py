"""Names of art -> drawings: the illustrations and pictograms of a workspace."""

from dataclasses import replace
from typing import Any

from kit.errors import SourceError
from kit.sources.art import Drawing, read_art
from kit.sources.workspace import Workspace, read_bytes, read_toml, shown

FOLDER = "assets/art"
LOGO = "assets/partners/{}/logo.svg"
INDEX = f"{FOLDER}/index.toml"
PICTOGRAMS = "pictograms"


class Gallery:
    """Owns the drawings of one process: each file is read once."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._index = _index(workspace)
        self._drawings: dict[str, Drawing] = {}

    def illustration(self, name: str) -> Drawing:
        """Return an illustration; SourceError when there is none of this name."""
        return self._drawing(name)

    def pictogram(self, name: str) -> Drawing:
        """Return a pictogram; SourceError when there is none of this name."""
        return self._drawing(f"{PICTOGRAMS}/{name}")

    def logo(self, partner: str) -> Drawing | None:
        """Return the partner's own logo, or None: the slot is empty by default.

        It is never mirrored and never recoloured.
        """
        relative = LOGO.format(partner)
        if not self._workspace.has(relative):
            return None
        path = self._workspace.find(relative)
        return replace(read_art(read_bytes(path), shown(path)), may_mirror=False)

    def _drawing(self, name: str) -> Drawing:
        if name not in self._drawings:
            self._drawings[name] = self._read(name)
        return self._drawings[name]

    def _read(self, name: str) -> Drawing:
        relative = f"{FOLDER}/{name}.svg"
        if not self._workspace.has(relative):
            raise SourceError(
                f"no art called {name!r}", where=relative, hint=f"{INDEX} lists what there is"
            )
        path = self._workspace.find(relative)
        drawing = read_art(read_bytes(path), shown(path))
        entry = self._index.get(name, {})
        return replace(
            drawing,
            name=name,
            may_mirror=bool(entry.get("mirror", True)),
            stands=bool(entry.get("stands", True)),
        )


def _index(workspace: Workspace) -> dict[str, dict[str, Any]]:
    """Return what is said of each drawing by its name, the workspace's over the built-in."""
    found: dict[str, dict[str, Any]] = {}
    for path in workspace.layers_of(INDEX):
        tables = read_toml(read_bytes(path), shown(path))
        pictograms = tables.pop(PICTOGRAMS, {})
        if not isinstance(pictograms, dict):
            pictograms = {"": pictograms}
        named = {f"{PICTOGRAMS}/{name}": entry for name, entry in pictograms.items()}
        for name, entry in (tables | named).items():
            if not isinstance(entry, dict):
                raise SourceError("not a table", where=f"{shown(path)}, {name}")
            found[name] = entry
    return found
