"""assets/sources.toml -> the sources of facts, by id."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from kit.errors import SourceError
from kit.sources.workspace import Workspace, read_bytes, read_toml, shown

PATH = "assets/sources.toml"


class Source(BaseModel):
    """Where a fact was read; `trust` is primary, secondary or weak."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    title: str
    publisher: str
    year: int | str
    address: str
    trust: str


def read_bibliography(workspace: Workspace) -> dict[str, Source]:
    """Return the sources of all layers by id; a workspace adds its own.

    Raises:
        SourceError: A table lacks a field, or an id stands twice in one file.
    """
    found: dict[str, Source] = {}
    for path in workspace.layers_of(PATH):
        found |= _read(read_toml(read_bytes(path), shown(path)), shown(path))
    return found


def _read(tables: dict[str, Any], path: str) -> dict[str, Source]:
    found: dict[str, Source] = {}
    for table in tables.get("source", []):
        name = table.get("id", "?")
        try:
            source = Source.model_validate(table)
        except ValueError as error:
            raise SourceError(
                "a source lacks a field", where=f"{path}, {name}", hint=str(error).splitlines()[1]
            ) from error
        if source.id in found:
            raise SourceError("the id stands twice", where=f"{path}, {name}")
        found[source.id] = source
    return found
