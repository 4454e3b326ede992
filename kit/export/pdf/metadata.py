"""A publication, its date and its standards -> the metadata of its PDF: an XMP packet, and Info.

Both say the same (ISO 19005-2, 6.6.3). What a standard of 2011 does not know is declared in an
extension schema (6.6.2.3.3).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape

import pikepdf

from kit.export.pdf.standards import Standard
from kit.layout.page import Publication

PRODUCER = "vnrbd-kit"
NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "pdfd": "http://pdfa.org/declarations/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_PACKET = "W5M0MpCehiHzreSzNTczkc9d"  # the same in every packet (XMP, part 1)
_RESOURCE = 'rdf:parseType="Resource"'


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is said about a file: what it is, when it was made and what it meets."""

    publication: Publication
    date: datetime
    standard: Standard

    def information(self) -> pikepdf.Dictionary:
        """Return the Info dictionary."""
        publication, stamp = self.publication, f"D:{self.date:%Y%m%d%H%M%S}Z"
        entries = {
            "/Title": publication.title,
            "/Author": publication.author,
            "/Subject": publication.subject,
            "/Producer": PRODUCER,
            "/CreationDate": stamp,
            "/ModDate": stamp,
        }
        return pikepdf.Dictionary({key: text for key, text in entries.items() if text})

    def packet(self) -> bytes:
        """Return the XMP packet."""
        body = "".join((*self._described(), *self._claimed()))
        used = {prefix: uri for prefix, uri in NAMESPACES.items() if f"<{prefix}:" in body}
        names = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in used.items())
        return (
            f'<?xpacket begin="\ufeff" id="{_PACKET}"?>\n'
            f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{_RDF}">'
            f'<rdf:Description rdf:about=""{names}>{body}</rdf:Description>'
            '</rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>'
        ).encode()

    def _described(self) -> Iterator[str]:
        publication = self.publication
        yield _element("dc:title", _alternative(publication.title))
        if publication.author:
            author = _element("rdf:li", escape(publication.author))
            yield _element("dc:creator", _element("rdf:Seq", author))
        if publication.subject:
            yield _element("dc:description", _alternative(publication.subject))
        language = _element("rdf:li", escape(publication.language))
        yield _element("dc:language", _element("rdf:Bag", language))
        yield _element("pdf:Producer", PRODUCER)
        for kind in ("Create", "Modify", "Metadata"):
            yield _element(f"xmp:{kind}Date", f"{self.date:%Y-%m-%dT%H:%M:%SZ}")

    def _claimed(self) -> Iterator[str]:
        standard = self.standard
        if standard.ua:
            yield _element("pdfuaid:part", str(standard.ua))
        if standard.ua and standard.is_pdf_2:
            yield _element("pdfuaid:rev", "2024")
        if standard.archive:
            yield from self._archived()
        if standard.exchange:
            yield from self._exchanged()
        if standard.declarations:
            bag = "".join(map(_declaration, standard.declarations))
            yield _element("pdfd:declarations", _element("rdf:Bag", bag))

    def _archived(self) -> Iterator[str]:
        part, level = self.standard.archive[:1], self.standard.archive[1:]
        yield _element("pdfaid:part", part)
        if level:
            yield _element("pdfaid:conformance", level)
        else:
            yield _element("pdfaid:rev", "2020")
        if self.standard.ua and not self.standard.is_pdf_2:
            yield _element("pdfaExtension:schemas", _element("rdf:Bag", _SCHEMA))

    def _exchanged(self) -> Iterator[str]:
        """Yield what PDF/X wants; the identifier comes from the content, so that it stays."""
        said = (self.publication.title, self.publication.language, self.publication.subject)
        name = uuid5(NAMESPACE_URL, "\n".join((*said, self.date.isoformat())))
        yield _element("pdfxid:GTS_PDFXVersion", self.standard.exchange)
        yield _element("pdf:Trapped", "False")
        yield _element("xmpMM:DocumentID", f"uuid:{name}")
        yield _element("xmpMM:VersionID", "1")
        yield _element("xmpMM:RenditionClass", "default")


def _element(name: str, content: str, attributes: str = "") -> str:
    space = f" {attributes}" if attributes else ""
    return f"<{name}{space}>{content}</{name}>"


def _alternative(text: str) -> str:
    default = _element("rdf:li", escape(text), 'xml:lang="x-default"')
    return _element("rdf:Alt", default)


def _declaration(address: str) -> str:
    return _element("rdf:li", _element("pdfd:conformsTo", address), _RESOURCE)


def _schema() -> str:
    """Return the declaration of the one property that PDF/A-2 does not know: the part of PDF/UA."""
    part = "".join(
        (
            _element("pdfaProperty:name", "part"),
            _element("pdfaProperty:valueType", "Integer"),
            _element("pdfaProperty:category", "internal"),
            _element("pdfaProperty:description", "part of ISO 14289"),
        )
    )
    properties = _element("rdf:Seq", _element("rdf:li", part, _RESOURCE))
    schema = "".join(
        (
            _element("pdfaSchema:schema", "PDF/UA identification"),
            _element("pdfaSchema:namespaceURI", NAMESPACES["pdfuaid"]),
            _element("pdfaSchema:prefix", "pdfuaid"),
            _element("pdfaSchema:property", properties),
        )
    )
    return _element("rdf:li", schema, _RESOURCE)


_SCHEMA = _schema()
