"""The bytes of an Office file -> its parts with content types and links, and what is damaged.

Read with zipfile and the kit's XML parser only: python-pptx mends in silence what a check must see.
"""

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kit.errors import SourceError
from kit.sources.xmltree import Element, parse_xml

MOST_BYTES = 30_000_000  # of one part, so that a small file cannot fill the memory
CONTENT_TYPES = "[Content_Types].xml"
ROOT = ""  # the name under which the package's own links stand
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
LINKS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
PACKING = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # what ECMA-376 part 2 allows
DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """What a check found: the slide or the part, and what is wrong there."""

    place: str
    message: str


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship; `kind` is the last step of its type, `target` a part's name or an address."""

    id: str
    kind: str
    target: str
    is_external: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A part; `tree` is None unless it is readable XML, `links` None when their list is damaged."""

    name: str
    content_type: str
    tree: Element | None
    links: tuple[Link, ...] | None

    def linked(self, kind: str) -> Iterator[Link]:
        """Return the internal links of a kind."""
        return (link for link in self.links or () if link.kind == kind and not link.is_external)

    def link(self, id_: str | None) -> Link | None:
        """Return the link of an id."""
        return next((link for link in self.links or () if link.id == id_), None)


@dataclass(frozen=True, slots=True)
class Package:
    """An Office file as it was found.

    Args:
        parts: By name, without the first slash; the package itself is "".
        workbooks: The bytes of embedded workbooks, by name.
        overrides: The names that the content types list one by one, or None without such a list.
        faults: What could not be read, each with its code.
    """

    parts: Mapping[str, Part]
    workbooks: Mapping[str, bytes]
    overrides: tuple[str, ...] | None
    faults: tuple[tuple[str, Fault], ...]


@dataclass(frozen=True, slots=True)
class ContentTypes:
    """The types of a package: of parts by name, and of the others by ending."""

    overrides: Mapping[str, str]
    defaults: Mapping[str, str]

    def of(self, name: str) -> str:
        """Return the type of a part, or "" where none is said."""
        ending = posixpath.splitext(name)[1][1:].lower()
        return self.overrides.get(name) or self.defaults.get(ending, "")


def read_package(content: bytes) -> Package:
    """Return the package; one that is no zip file has no parts and one fault. Never raises."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _opened(archive)
    except DAMAGE as error:
        fault = Fault("", f"this is no zip file, or it is damaged: {error}")
        return Package({}, {}, None, (("slides.zip", fault),))


def _opened(archive: zipfile.ZipFile) -> Package:
    faults: list[tuple[str, Fault]] = []
    files = dict(_files(archive, faults))
    trees = {
        name: _tree(name, content, faults)
        for name, content in files.items()
        if content is not None and name.endswith((".xml", ".rels"))
    }
    types = _types(trees.get(CONTENT_TYPES))
    if CONTENT_TYPES not in files:
        faults.append(("slides.content-type", Fault(CONTENT_TYPES, "this list is not there")))
    names = [name for name in files if not name.endswith("/") and not name.endswith(".rels")]
    parts = {
        name: Part(name, types.of(name), trees.get(name), _links(name, files, trees))
        for name in (ROOT, *names)
        if name != CONTENT_TYPES
    }
    workbooks = {name: content for name, content in files.items() if name.endswith(".xlsx")}
    return Package(
        parts,
        {name: content for name, content in workbooks.items() if content is not None},
        tuple(types.overrides) if trees.get(CONTENT_TYPES) is not None else None,
        tuple(faults),
    )


def _files(
    archive: zipfile.ZipFile, faults: list[tuple[str, Fault]]
) -> Iterator[tuple[str, bytes | None]]:
    """Return each name with its bytes: b"" for what no check reads, None for what is damaged."""
    seen: set[str] = set()
    for info in archive.infolist():
        if info.filename in seen:
            faults.append(("slides.zip", Fault(info.filename, "the file holds this part twice")))
        seen.add(info.filename)
        if not info.filename.endswith((".xml", ".rels", ".xlsx")):
            yield info.filename, b""
            continue
        try:
            yield info.filename, _read(archive, info)
        except DAMAGE as error:
            faults.append(("slides.zip", Fault(info.filename, f"the part is damaged: {error}")))
            yield info.filename, None


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    if info.compress_type not in PACKING:
        raise ValueError("it is packed in a way that Office does not read")
    if info.file_size > MOST_BYTES:
        raise ValueError(f"it has {info.file_size} bytes, at most {MOST_BYTES} are read")
    return archive.read(info)


def _tree(name: str, content: bytes, faults: list[tuple[str, Fault]]) -> Element | None:
    try:
        return parse_xml(content, name)
    except SourceError as error:
        faults.append(("slides.xml", Fault(error.trail[-1], error.message)))
        return None


def _types(tree: Element | None) -> ContentTypes:
    if tree is None:
        return ContentTypes({}, {})
    overrides = ((item.get("PartName", ""), item) for item in tree.iter(f"{TYPES}Override"))
    defaults = ((item.get("Extension", ""), item) for item in tree.iter(f"{TYPES}Default"))
    return ContentTypes(
        {name.lstrip("/"): item.get("ContentType", "") for name, item in overrides},
        {ending.lower(): item.get("ContentType", "") for ending, item in defaults},
    )


def _links(
    name: str, files: Mapping[str, bytes | None], trees: Mapping[str, Element | None]
) -> tuple[Link, ...] | None:
    folder, base = posixpath.split(name)
    path = posixpath.join(folder, "_rels", f"{base}.rels")
    if path not in files:
        return ()
    tree = trees.get(path)
    if tree is None:
        return None
    return tuple(_link(item, folder) for item in tree.iter(f"{LINKS}Relationship"))


def _link(item: Element, folder: str) -> Link:
    target = item.get("Target", "")
    is_external = item.get("TargetMode") == "External"
    if not is_external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Link(item.get("Id", ""), posixpath.basename(item.get("Type", "")), target, is_external)
