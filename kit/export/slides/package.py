"""Parts, or a presentation just saved -> the bytes of a .pptx, the same for the same input."""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment a zip file can name
COMPRESSED = (".png", ".xlsx")
STAMP = b"1980-01-01T00:00:00Z"
TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
FIRST = ("[Content_Types].xml", "_rels/.rels")

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFFICE_TYPE = "application/vnd.openxmlformats-officedocument."
PACKAGE_TYPE = "application/vnd.openxmlformats-package."
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True, slots=True)
class Relation:
    """A link of a part; `kind` is the last step of the type's address, `target` absolute."""

    kind: str
    target: str
    base: str = RELATIONS


@dataclass(frozen=True, slots=True)
class PackagePart:
    """A part of a package; its relations get the ids rId1, rId2 and so on."""

    path: str
    content: bytes
    content_type: str
    relations: tuple[Relation, ...] = ()


def packed(parts: tuple[PackagePart, ...], roots: tuple[Relation, ...]) -> bytes:
    """Return the package of these parts; `roots` are the links of the package itself."""
    files = {part.path: part.content for part in parts}
    files["[Content_Types].xml"] = _content_types(parts)
    files["_rels/.rels"] = _relations(roots)
    for part in parts:
        if part.relations:
            folder, _, name = part.path.rpartition("/")
            files[f"{folder}/_rels/{name}.rels"] = _relations(part.relations)
    return zipped(files)


def _content_types(parts: tuple[PackagePart, ...]) -> bytes:
    overrides = "".join(
        f'<Override PartName="/{part.path}" ContentType="{part.content_type}"/>' for part in parts
    )
    defaults = (
        f'<Default Extension="rels" ContentType="{PACKAGE_TYPE}relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    types = f'<Types xmlns="{PACKAGE}/content-types">{defaults}{overrides}</Types>'
    return (DECLARATION + types).encode()


def _relations(relations: tuple[Relation, ...]) -> bytes:
    entries = "".join(
        f'<Relationship Id="rId{number}" Type="{link.base}/{link.kind}"'
        f" Target={quoteattr(link.target)}/>"
        for number, link in enumerate(relations, 1)
    )
    xml = f'<Relationships xmlns="{PACKAGE}/relationships">{entries}</Relationships>'
    return (DECLARATION + xml).encode()


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return a zip file with fixed dates and order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(files, key=lambda name: (name not in FIRST, name)):
            info = zipfile.ZipInfo(name, EARLIEST)
            # 0 is MS-DOS: the system that packs must not show in the bytes.
            info.create_system = 0
            is_stored = name.endswith(COMPRESSED)
            info.compress_type = zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, files[name])
    return out.getvalue()


def as_template(package: bytes) -> bytes:
    """Return a presentation as a template, from which programs make new presentations."""
    files = _unzipped(package)
    types = files[FIRST[0]].replace(b"presentation.main+xml", b"template.main+xml")
    return zipped(files | {FIRST[0]: types})


def normalised(package: bytes) -> bytes:
    """Return an Office file whose bytes do not tell when and where it was packed."""
    return zipped(
        {
            name: _undated(content) if name.endswith(".xlsx") else content
            for name, content in _unzipped(package).items()
        }
    )


def _undated(workbook: bytes) -> bytes:
    """Return a workbook without the hour of its making."""
    files = _unzipped(workbook)
    core = "docProps/core.xml"
    return zipped(files | {core: TIMES.sub(rb"\g<1>" + STAMP, files[core])})


def _unzipped(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
