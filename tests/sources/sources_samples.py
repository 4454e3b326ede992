"""A workspace by hand over the built-in files."""

from pathlib import Path

from kit.sources.workspace import Workspace, builtin

BUILTIN = Workspace((builtin(),))


def write(root: Path, relative: str, text: str) -> Path:
    """Write a file under a folder and return it."""
    path = root / relative
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
