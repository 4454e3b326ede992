"""An archive of the kit, or the folder it was unpacked to -> what differs from its manifest.

The comparison itself is in `kit/preflight/archive_manifest.py`. Who changes files and manifest
alike is not found out: for that the digest of the whole archive must be known from elsewhere.
"""

import stat
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from functools import partial
from os import walk
from pathlib import Path
from typing import IO

from kit.errors import SourceError
from kit.export.archive import MANIFEST, Member
from kit.export.file_names import clash_key, unsafe
from kit.findings import Finding, Severity
from kit.preflight.archive_manifest import DAMAGE, Fault, Held, compared

MOST_SHOWN = 300  # characters of a name or a message
ENCRYPTED = 0x1  # APPNOTE 4.4.4, general purpose bit 0
PACKING = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# Desktops put them into folders that a person opens.
OF_DESKTOPS = frozenset((".DS_Store", "Thumbs.db", "desktop.ini"))
AGAIN = "get the archive again from where it came"
HINTS = {
    "archive.zip": AGAIN,
    "archive.no-manifest": f"verify the archive or the folder in which {MANIFEST} lies",
    "archive.manifest": AGAIN,
    "archive.changed": f"{AGAIN}, or pack it anew if the change is meant",
    "archive.missing": f"{AGAIN}, or pack it anew without the file",
    "archive.added": "take the file out, or pack the archive anew with it",
    "archive.renamed": "give the file its listed name back",
    "archive.unsafe-name": "do not unpack it: the file could land elsewhere or replace another",
    "archive.duplicate": "do not unpack it: programs differ in which of the two they take",
    "archive.damaged": AGAIN,
    "archive.bomb": "do not unpack it: it would fill the disk",
    "archive.encrypted": "pack it anew without a password",
    "archive.link": "do not unpack it: a link can lead out of the folder",
}


def verify_archive(path: Path) -> tuple[Finding, ...]:
    """Return an error for each difference between an archive and its manifest.

    Anything is taken: one that is no zip file is one finding.

    Raises:
        SourceError: There is no such file, or it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return _findings(_of_file(file), path)
    except OSError as error:
        raise _unreadable(path, error) from error


def verify_folder(path: Path) -> tuple[Finding, ...]:
    """Return an error for each difference between an unpacked archive and its manifest.

    Args:
        path: The folder in which the manifest lies. Its own name does not matter.

    Raises:
        SourceError: There is no such folder, or it cannot be read.
    """
    try:
        return _findings(_of_folder(path), path)
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> SourceError:
    return SourceError(
        (error.strerror or "cannot be read").lower(),
        where=str(path),
        hint="name an archive that was made by the kit, or the folder it was unpacked to",
    )


def _findings(faults: Iterable[Fault], path: Path) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            Severity.ERROR,
            code,
            _shown(message),
            f"{path}, {_shown(place)}" if place else str(path),
            HINTS[code],
        )
        for code, place, message in dict.fromkeys(faults)
    )


def _shown(text: str) -> str:
    """Return a text in which nothing can steer a terminal."""
    return "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode()
        for sign in text[:MOST_SHOWN]
    )


def _of_file(file: IO[bytes]) -> Iterator[Fault]:
    try:
        archive = zipfile.ZipFile(file)
    except DAMAGE as error:
        yield Fault("archive.zip", "", f"this is no zip file, or it is damaged: {error}")
        return
    with archive:
        # Not ZipInfo.is_dir: until Python 3.12 it fails for a name without characters.
        infos = [info for info in archive.infolist() if not info.filename.endswith("/")]
        for info in archive.infolist():
            yield from _entry_faults(info)
        yield from _twice([info.filename for info in infos])
        yield from _of_entries(archive, infos)


def _entry_faults(info: zipfile.ZipInfo) -> Iterator[Fault]:
    name = info.orig_filename  # as it stands in the file, before zipfile mends it
    yield from _name_faults(name.removesuffix("/"))
    if info.flag_bits & ENCRYPTED:
        yield Fault("archive.encrypted", name, "the file is encrypted")
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        yield Fault("archive.link", name, "this is a link or a device, no file")


def _name_faults(name: str) -> Iterator[Fault]:
    reason = next(filter(None, map(unsafe, name.split("/"))), "")
    if reason:
        yield Fault("archive.unsafe-name", name, f"the name is not safe: {reason}")


def _twice(names: Iterable[str]) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for name in names:
        other = seen.setdefault(clash_key(name), name)
        if other is not name:
            message = f"another file has this name, or nearly: {_shown(other)!r}"
            yield Fault("archive.duplicate", name, message)


def _of_entries(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> Iterator[Fault]:
    root = next((info.filename[: -len(MANIFEST)] for info in infos if _is_manifest(info)), None)
    if root is None:
        yield Fault("archive.no-manifest", "", f"no folder in it holds {MANIFEST}")
        return
    held = (_packed(archive, info, root) for info in infos)
    yield from compared({file.name: file for file in held})


def _packed(archive: zipfile.ZipFile, info: zipfile.ZipInfo, root: str) -> Held:
    path = info.filename
    return Held(
        path.removeprefix(root) if path.startswith(root) else f"../{path}",
        info.file_size,
        info.compress_size,
        partial(_opened, archive, info),
        bool(info.flag_bits & ENCRYPTED),
    )


def _is_manifest(info: zipfile.ZipInfo) -> bool:
    folder, _, name = info.filename.partition("/")
    return bool(folder) and name == MANIFEST


def _opened(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> IO[bytes]:
    if info.compress_type not in PACKING:
        raise ValueError("it is packed in a way that not every program reads")
    return archive.open(info)


def _of_folder(root: Path) -> Iterator[Fault]:
    held: dict[str, Held] = {}
    for path in sorted(_walked(root)):
        # macOS gives names in decomposed letters on some disks.
        name = unicodedata.normalize("NFC", path.relative_to(root).as_posix())
        yield from _name_faults(name)
        status = path.lstat()
        if stat.S_ISREG(status.st_mode):
            held[name] = Held(name, status.st_size, status.st_size, Member(name, path).open)
        else:
            yield Fault("archive.link", name, "this is a link or a device, no file")
    if MANIFEST in held:
        yield from compared(held)
    else:
        yield Fault("archive.no-manifest", "", f"the folder does not hold {MANIFEST}")


def _walked(root: Path) -> Iterator[Path]:
    """Yield everything below a folder but real folders and what desktops leave there."""
    for folder, folders, files in walk(root, onerror=_raise):
        paths = [Path(folder, name) for name in files if name not in OF_DESKTOPS]
        yield from (
            *paths,
            *(path for name in folders if (path := Path(folder, name)).is_symlink()),
        )


def _raise(error: OSError) -> None:
    raise error
