"""A folder of a partner over the built-in files -> one set of files by relative path."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from kit.errors import SourceError, UsageError

SETTINGS = "kit.toml"
ROOMS = ("assets", "locales", "templates")
SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Workspace:
    """Layers of files: the built-in ones, and over them a workspace, if there is one.

    `theme` holds what the workspace's kit.toml changes of templates/theme.toml.
    """

    layers: tuple[Path, ...]
    theme: dict[str, Any] = field(default_factory=dict)

    def find(self, relative: str) -> Path:
        """Return the file that wins for a relative path.

        Raises:
            SourceError: It is in no layer, or the path leads out of the workspace.
        """
        if found := self.layers_of(relative):
            return found[-1]
        raise SourceError(
            "no such file", where=relative, hint="look in " + " and ".join(map(str, self.layers))
        )

    def layers_of(self, relative: str) -> tuple[Path, ...]:
        """Return every layer's file of this relative path, the built-in one first."""
        path = PurePosixPath(relative)
        if path.is_absolute() or ".." in path.parts:
            raise SourceError("the path leads out of the workspace", where=relative)
        return tuple(file for layer in self.layers if _is_inside(file := layer / path, layer))

    def has(self, relative: str) -> bool:
        """Say whether any layer holds the file."""
        return bool(self.layers_of(relative))

    def read(self, relative: str) -> bytes:
        """Return the content of the file that wins; SourceError when it cannot be read."""
        return read_bytes(self.find(relative))

    def names(self, pattern: str) -> tuple[str, ...]:
        """Return the relative paths of all layers that match a glob pattern, sorted."""
        return tuple(
            sorted(
                {
                    file.relative_to(layer).as_posix()
                    for layer in self.layers
                    for file in layer.glob(pattern)
                    if _is_inside(file, layer)
                }
            )
        )


def _is_inside(file: Path, layer: Path) -> bool:
    """Follow links, so that a link in a workspace cannot fetch a file from outside."""
    return file.is_file() and file.resolve().is_relative_to(layer.resolve())


def shown(path: Path) -> str:
    """Return a path as a person types it: relative where it lies in the current folder."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def read_bytes(path: Path) -> bytes:
    """Return a file's content; SourceError when the system refuses."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceError(error.strerror or "cannot be read", where=shown(path)) from error


def read_toml(content: bytes, path: str) -> dict[str, Any]:
    """Return the tables of a TOML file; SourceError with the parser's line when broken."""
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SourceError("not UTF-8 text", where=path, hint="save the file as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise SourceError(f"broken TOML: {error}", where=path) from error


def builtin() -> Path:
    """Return the folder of the built-in files: in the wheel, or at the top of a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "builtin"
    return inside if inside.is_dir() else package.parent


def open_workspace(folder: Path | None) -> Workspace:
    """Return the built-in files, with a workspace over them.

    Args:
        folder: The workspace; None takes the current folder when it holds a kit.toml.

    Raises:
        UsageError: The folder is no workspace.
        SourceError: Its kit.toml is broken.
    """
    base = builtin()
    if folder is None and not Path(SETTINGS).is_file():
        return Workspace((base,))
    root = folder or Path()
    if not (root / SETTINGS).is_file():
        raise UsageError(
            "no workspace here", where=str(root), hint=f"a workspace holds a file {SETTINGS}"
        )
    return Workspace((base, root), _settings(root / SETTINGS))


def _settings(path: Path) -> dict[str, Any]:
    tables = read_toml(read_bytes(path), str(path))
    if tables.get("schema") != SCHEMA:
        raise SourceError(
            f"schema is not {SCHEMA}", where=str(path), hint=f"write schema = {SCHEMA}"
        )
    for key in tables:
        if key not in ("schema", "theme"):
            raise SourceError(
                f"unknown key {key!r}", where=str(path), hint="kit.toml takes schema and [theme]"
            )
    theme = tables.get("theme", {})
    if not isinstance(theme, dict):
        raise SourceError(
            "theme is not a table",
            where=str(path),
            hint="write [theme.colour], then one key a line",
        )
    return theme
