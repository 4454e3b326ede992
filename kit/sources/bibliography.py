"""assets/sources.toml -> the sources of facts, by id."""

from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from kit.errors import SourceError
from kit.sources.workspace import Workspace, read_bytes, read_toml, shown

PATH = "assets/sources.toml"


class Source(BaseModel):
    """Where a fact was read.

    `trust` is primary, secondary or weak, `language` the tag of the title.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    title: str
    publisher: str
    year: int | str
    address: str
    trust: str
    language: str = "en"


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
    listed = tables.get("source", [])
    if not isinstance(listed, list) or not all(isinstance(table, dict) for table in listed):
        raise SourceError("source is no list of tables", where=path, hint="begin each [[source]]")
    for table in listed:
        name = table.get("id", "?")
        try:
            source = Source.model_validate(table)
        except ValidationError as error:
            raise SourceError(
                "a source lacks a field", where=f"{path}, {name}", hint=f"give it {_field(error)}"
            ) from error
        if source.id in found:
            raise SourceError("the id stands twice", where=f"{path}, {name}")
        found[source.id] = source
    return found


def _field(error: ValidationError) -> str:
    return ".".join(map(str, error.errors()[0]["loc"]))
