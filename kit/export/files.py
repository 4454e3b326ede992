"""A path and bytes -> a file, whole or not at all."""

import os
import tempfile
from pathlib import Path

from kit.errors import OutputError


def publish(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: an earlier file stays until the new one is complete.

    Raises:
        OutputError: The folder cannot be written or the disk is full.
    """
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise OutputError(
            (error.strerror or "cannot be written").lower(),
            where=str(path),
            hint="free some space, or write to another folder",
        ) from error
