"""Files and facts about them -> one zip archive with a manifest, whole or not at all.

The manifest stands first and names every file with its size and SHA-256 (FIPS 180-4). The same
files and facts give the same bytes. Format: PKWARE APPNOTE 6.3.10, with Zip64 where it is needed.
"""

import contextlib
import hashlib
import io
import json
import os
import stat
import tempfile
import time
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from kit.errors import OutputError
from kit.export.file_names import clash_key, unsafe
from kit.export.slides.package import EARLIEST

SCHEMA = 1
MANIFEST = "MANIFEST.json"
REQUIRED = frozenset(("kit", "state"))  # what a caller says in the manifest
LONGEST_PATH = 180  # characters: Windows takes 259, with the folder in which people unpack
CHUNK = 1 << 20  # bytes read at a time, so that memory does not grow with a file
PLAIN_FILE = stat.S_IFREG | 0o644
UNIX = 3  # a zip of this system carries permissions
# Their content is packed already, so packing it again takes time and saves nothing.
STORED = (
    ".pdf", ".png", ".jpg", ".jpeg", ".pptx", ".potx", ".docx", ".xlsx", ".zip", ".woff", ".woff2"
)  # fmt: skip
# Neither begins nor ends as an archive does: nobody takes what a crash left for a kit.
PARTIAL = (".kit-archive-", ".part")
LEFT_AFTER = 24 * 3600  # seconds without a write: the process that wrote it has died


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive: `name` is its path there, with "/"; it has a path or a content."""

    name: str
    path: Path | None = None
    content: bytes | None = None

    def __post_init__(self) -> None:
        if (self.path is None) == (self.content is None):
            raise ValueError(f"{self.name!r} needs either a path or a content")

    def open(self) -> IO[bytes]:
        """Return the content to read from.

        Raises:
            OSError: The file cannot be read.
        """
        return self.path.open("rb") if self.path else io.BytesIO(self.content or b"")


@dataclass(frozen=True, slots=True)
class ArchivedFile:
    """A file as the manifest names it: path without the archive's folder, bytes, hexadecimal."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ArchiveInfo:
    """An archive that was written: its own size and digest, and its files, sorted by name."""

    path: Path
    size: int
    sha256: str
    files: tuple[ArchivedFile, ...]


def write_archive(
    target: Path, root: str, members: Iterable[Member], manifest: Mapping[str, Any]
) -> ArchiveInfo:
    """Write an archive; an earlier one stays whole until this one is complete.

    Args:
        target: The file to write.
        root: The one folder in which everything lies.
        members: In any order. Files are read twice and streamed.
        manifest: What the manifest says before it lists the files: "kit" (version), "state" and
            whatever else JSON can hold.

    Raises:
        OutputError: A name is unsafe or there twice; a file cannot be read, or changed meanwhile;
            the folder cannot be written, or the disk is full.
        ValueError: The manifest lacks a key, or has one that the archive sets itself.
    """
    chosen = tuple(sorted(members, key=lambda member: member.name))
    _check_names(root, [member.name for member in chosen])
    files = tuple(_measured(member) for member in chosen)
    listing = Member(MANIFEST, content=_manifest(manifest, files))
    entries = [(listing, _measured(listing)), *zip(chosen, files, strict=True)]
    with _whole(target) as file:
        _pack(file, root, entries)
        file.seek(0)
        size, digest = measure(file)
    return ArchiveInfo(target, size, digest, files)


def measure(file: IO[bytes]) -> tuple[int, str]:
    """Return how many bytes a file still gives, and their SHA-256 in hexadecimal digits."""
    digest = hashlib.sha256()
    size = 0
    while chunk := file.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
    return size, digest.hexdigest()


def _check_names(root: str, names: list[str]) -> None:
    reason = unsafe(root)
    if reason:
        raise _refused(root, reason)
    for name in names:
        reason = next(filter(None, map(unsafe, name.split("/"))), "")
        if not reason and len(f"{root}/{name}") > LONGEST_PATH:
            reason = f"its path has more than {LONGEST_PATH} characters"
        if reason:
            raise _refused(name, reason)
    for name in _clashing(names):
        raise _refused(name, "another file or folder has this name, or nearly")


def _refused(name: str, reason: str) -> OutputError:
    return OutputError(
        f"no name for a file in an archive: {reason}", where=repr(name), hint="give it another name"
    )


def _clashing(names: list[str]) -> Iterator[str]:
    """Return the names that are one with another on some system, as a file or as a folder."""
    spelled = {clash_key(MANIFEST): MANIFEST}
    for name in names:
        steps = name.split("/")
        folders = ["/".join(steps[:depth]) + "/" for depth in range(1, len(steps))]
        known = [spelled.setdefault(clash_key(folder[:-1]), folder) for folder in folders]
        if known != folders or clash_key(name) in spelled:
            yield name
        spelled[clash_key(name)] = name


def _measured(member: Member) -> ArchivedFile:
    with _reading(member) as file:
        return ArchivedFile(member.name, *measure(file))


@contextlib.contextmanager
def _reading(member: Member) -> Iterator[IO[bytes]]:
    # To open a pipe or a device may never end.
    if member.path and member.path.exists() and not member.path.is_file():
        raise _unreadable(member, "is no file")
    try:
        with member.open() as file:
            yield file
    except OSError as error:
        raise _unreadable(member, (error.strerror or "cannot be read").lower()) from error


def _unreadable(member: Member, message: str) -> OutputError:
    return OutputError(message, where=str(member.path), hint="build the products again")


def _unchanged(member: Member, measured: ArchivedFile) -> Iterator[bytes]:
    """Return the chunks of a file, which must be what was measured before."""
    digest = hashlib.sha256()
    size = 0
    with _reading(member) as file:
        while size <= measured.size and (chunk := file.read(CHUNK)):
            digest.update(chunk)
            size += len(chunk)
            yield chunk
    if digest.hexdigest() != measured.sha256:
        raise OutputError(
            "the file changed while it was packed",
            where=str(member.path),
            hint="close the program that writes it, and pack again",
        )


def _manifest(facts: Mapping[str, Any], files: tuple[ArchivedFile, ...]) -> bytes:
    own = {"schema": SCHEMA, "files": [asdict(file) for file in files]}
    wrong = (REQUIRED - facts.keys()) | (own.keys() & facts.keys())
    if wrong:
        raise ValueError(f"keys of the manifest that are lacking or not to be set: {sorted(wrong)}")
    said = json.loads(json.dumps(dict(facts), sort_keys=True, allow_nan=False))
    listing = {"schema": SCHEMA, **said, "files": own["files"]}
    return (json.dumps(listing, ensure_ascii=False, indent=1) + "\n").encode()


def _pack(file: IO[bytes], root: str, entries: list[tuple[Member, ArchivedFile]]) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        for member, measured in entries:
            info = _entry(f"{root}/{member.name}", measured.size)
            with archive.open(info, "w") as out:
                for chunk in _unchanged(member, measured):
                    out.write(chunk)


def _entry(path: str, size: int) -> zipfile.ZipInfo:
    """Return the head of an entry, in which nothing tells when and where it was packed."""
    info = zipfile.ZipInfo(path, EARLIEST)
    info.create_system = UNIX
    info.external_attr = PLAIN_FILE << 16
    is_stored = path.lower().endswith(STORED)
    info.compress_type = zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED
    info.file_size = size  # zipfile looks at it to choose Zip64
    return info


@contextlib.contextmanager
def _whole(target: Path) -> Iterator[IO[bytes]]:
    """Give a file to write beside the target, which takes its place at the end."""
    temporary = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _sweep(target.parent)
        prefix, suffix = PARTIAL
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=prefix, suffix=suffix)
        temporary = Path(name)
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(target)
        _settle(target.parent)
    except OSError as error:
        raise OutputError(
            (error.strerror or "cannot be written").lower(),
            where=str(target),
            hint="free some space, or write to another folder",
        ) from error
    finally:
        if temporary:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    """Delete what processes that were killed left there; a day old, none writes to it."""
    for path in folder.glob("*".join(PARTIAL)):
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > LEFT_AFTER:
                path.unlink()


def _settle(folder: Path) -> None:
    """Have the new name outlast a power cut; Windows opens no folder, and needs no such thing."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
