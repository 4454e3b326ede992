"""XMP and the Info dictionary of a PDF -> what they say, and which standards they claim."""

import pikepdf
from pikepdf.models.metadata import decode_pdf_date

from kit.errors import SourceError
from kit.preflight.pdf.objects import content_of, entries, entry, is_mapping, name, text
from kit.preflight.pdf.view import Claims, Metadata
from kit.sources.xmltree import Element, parse_xml

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"
PDF = "{http://ns.adobe.com/pdf/1.3/}"
XMP = "{http://ns.adobe.com/xap/1.0/}"
UA = "{http://www.aiim.org/pdfua/ns/id/}"
ARCHIVE = "{http://www.aiim.org/pdfa/ns/id/}"
EXCHANGE = "{http://www.npes.org/pdfx/ns/id/}"
DECLARED = "{http://pdfa.org/declarations/}conformsTo"
SCHEMA = "{http://www.aiim.org/pdfa/ns/schema#}namespaceURI"
DATES = ("CreationDate", "ModDate")


def read_metadata(pdf: pikepdf.Pdf) -> Metadata:
    """Return what the file says of the document; XMP that cannot be read counts as none."""
    packet = _packet(content_of(entry(pdf.Root, "Metadata")))
    properties = _properties(packet) if packet is not None else {}
    declared = () if packet is None else tuple(each.text or "" for each in packet.iter(DECLARED))
    schemas = [] if packet is None else [each.text or "" for each in packet.iter(SCHEMA)]
    info = entry(pdf.trailer, "Info")
    return Metadata(
        max(pdf.pdf_version, name(entry(pdf.Root, "Version"))),
        entry(pdf.trailer, "ID") is not None,
        pdf.is_encrypted,
        _info(info) if is_mapping(info) else None,
        properties if packet is not None else None,
        frozenset(schemas),
        Claims(
            properties.get(f"{UA}part", ""),
            properties.get(f"{UA}rev", ""),
            properties.get(f"{ARCHIVE}part", ""),
            properties.get(f"{ARCHIVE}conformance", ""),
            properties.get(f"{ARCHIVE}rev", ""),
            properties.get(f"{EXCHANGE}GTS_PDFXVersion", ""),
            declared,
        ),
    )


def _packet(content: bytes) -> Element | None:
    try:
        return parse_xml(content.strip(), "XMP") if content else None
    except SourceError:
        return None


def _properties(packet: Element) -> dict[str, str]:
    """Return the first value of each property, written as an element or as an attribute."""
    found: dict[str, str] = {}
    for description in packet.iter(f"{RDF}Description"):
        for key, value in description.attrib.items():
            found.setdefault(str(key), str(value))
        for child in description:
            if isinstance(child.tag, str):
                first = next(child.iter(f"{RDF}li"), child)
                found.setdefault(child.tag, (first.text or "").strip())
    return found


def _info(info: object) -> dict[str, str]:
    return {
        key: _date(text(value)) if key in DATES else text(value)
        for key, value in entries(info).items()
    }


def _date(written: str) -> str:
    try:
        return decode_pdf_date(written).isoformat()
    except ValueError:
        return written
