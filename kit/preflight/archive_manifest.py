"""The files that are there, and a manifest -> what differs between them.

Files are streamed. What the manifest does not list is read only where its size is that of a listed
file which is not there.
"""

import contextlib
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any, NamedTuple

from kit.export.archive import MANIFEST, SCHEMA, ArchivedFile, measure
from kit.export.file_names import clash_key, unsafe

MOST_MANIFEST = 16 << 20  # bytes: some 100,000 files
# A file may grow when it is made anew, and text packs well; what is far above both would fill a
# disk: more than so many times what is listed or packed, and so many bytes.
FAR_TIMES = 10
FAR_BYTES = 16 << 20
SHA256 = re.compile("[0-9a-f]{64}")
# What reading can raise; RuntimeError also stands for other ways of packing, and for JSON that is
# too deep.
DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError
)  # fmt: skip


class Fault(NamedTuple):
    """A kind of fault, the file in the archive, and what is wrong with it."""

    code: str
    place: str
    message: str


@dataclass(frozen=True, slots=True)
class Held:
    """A file that is there, in an archive or a folder.

    Args:
        name: Its path below the folder of the manifest; "../" and the path for one outside.
        size: In bytes, as the archive or the disk says.
        packed: The bytes that it takes there.
        open: Gives it to read, or raises one of `DAMAGE`.
        is_encrypted: Then it is not read.
    """

    name: str
    size: int
    packed: int
    open: Callable[[], IO[bytes]]
    is_encrypted: bool = False


def compared(held: Mapping[str, Held]) -> Iterator[Fault]:
    """Yield what differs between the files that are there and what the manifest lists."""
    try:
        listed = _listed(_whole(held[MANIFEST]))
    except DAMAGE as error:
        yield Fault("archive.manifest", MANIFEST, f"the manifest cannot be used: {error}")
        return
    for name in sorted(listed.keys() & held.keys()):
        yield from _content_faults(listed[name], held[name])
    missing = [file for name, file in listed.items() if name not in held]
    added = [file for name, file in held.items() if name not in listed and name != MANIFEST]
    renamed = _renamed(missing, added)
    for new, old in renamed.items():
        yield Fault("archive.renamed", new, f"the manifest calls this file {old!r}")
    for gone in missing:
        if gone.name not in renamed.values():
            yield Fault("archive.missing", gone.name, "the file is not there")
    for extra in added:
        if extra.name not in renamed:
            yield Fault("archive.added", extra.name, "the manifest does not list the file")
        yield from _bombs(extra, 0)


def _whole(manifest: Held) -> bytes:
    if manifest.size > MOST_MANIFEST:
        raise ValueError(f"it has {manifest.size} bytes, at most {MOST_MANIFEST} are read")
    with manifest.open() as file:
        return file.read(MOST_MANIFEST)


def _listed(content: bytes) -> dict[str, ArchivedFile]:
    """Return the files of a manifest by name, or raise ValueError."""
    told = json.loads(content)
    if not isinstance(told, dict) or told.get("schema") != SCHEMA:
        raise ValueError(f"it is not of schema {SCHEMA}, which this version of the kit reads")
    rows = told.get("files")
    if not isinstance(rows, list):
        raise ValueError("it has no list of files")
    files = [_row(row) for row in rows]
    if len({clash_key(name) for name in (MANIFEST, *(file.name for file in files))}) <= len(files):
        raise ValueError("it lists a file twice, or itself")
    return {file.name: file for file in files}


def _row(row: Any) -> ArchivedFile:
    match row:
        case {"name": str(name), "size": int(size), "sha256": str(digest)} if (
            SHA256.fullmatch(digest) and size >= 0 and not any(map(unsafe, name.split("/")))
        ):
            return ArchivedFile(name, size, digest)
    raise ValueError(f"a file needs a safe name, a size and a SHA-256: {row!r}")


def _content_faults(listed: ArchivedFile, held: Held) -> Iterator[Fault]:
    if held.is_encrypted:
        return
    if held.size != listed.size:
        message = f"the file has {held.size} bytes, listed are {listed.size}"
        yield Fault("archive.changed", held.name, message)
        yield from _bombs(held, listed.size)
        return
    try:
        digest = _digest(held)
    except DAMAGE as error:
        yield Fault("archive.damaged", held.name, f"the file cannot be read: {error}")
        return
    if digest != listed.sha256:
        yield Fault("archive.changed", held.name, "the content is not what was packed")


def _bombs(held: Held, listed_size: int) -> Iterator[Fault]:
    if held.size > FAR_TIMES * max(listed_size, held.packed) + FAR_BYTES:
        message = f"unpacked the file has {held.size} bytes, packed {held.packed}"
        yield Fault("archive.bomb", held.name, message)


def _digest(held: Held) -> str:
    with held.open() as file:
        return measure(file)[1]


def _renamed(missing: list[ArchivedFile], added: list[Held]) -> dict[str, str]:
    """Return the listed names of files that are there under another name, by that name."""
    wanted: dict[tuple[int, str], list[str]] = {}
    for file in missing:
        wanted.setdefault((file.size, file.sha256), []).append(file.name)
    sizes = {file.size for file in missing}
    renamed: dict[str, str] = {}
    for held in added:
        if held.size in sizes and not held.is_encrypted:
            with contextlib.suppress(*DAMAGE):
                names = wanted.get((held.size, _digest(held)), [])
                renamed |= {held.name: names.pop(0)} if names else {}
    return renamed
