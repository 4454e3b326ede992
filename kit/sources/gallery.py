"""Names of art -> drawings: the illustrations and pictograms of a workspace."""

from dataclasses import replace
from typing import Any

from kit.errors import SourceError
from kit.sources.art import Drawing, read_art
from kit.sources.workspace import Workspace, read_bytes, read_toml, shown

FOLDER = "assets/art"
INDEX = f"{FOLDER}/index.toml"


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
        return self._drawing(f"pictograms/{name}")

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
        entry: Any = self._index
        for key in name.split("/"):
            entry = entry.get(key, {})
        return replace(
            drawing,
            name=name,
            may_mirror=bool(entry.get("mirror", True)),
            stands=bool(entry.get("stands", True)),
        )


def _index(workspace: Workspace) -> dict[str, Any]:
    tables: dict[str, Any] = {}
    for path in workspace.layers_of(INDEX):
        tables |= read_toml(read_bytes(path), shown(path))
    return tables
