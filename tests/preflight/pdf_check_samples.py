"""Small finished PDFs for the tests of checks: one for the web, one for a print shop.

Both are made with pikepdf alone, so that a fault of the kit's own writer is no fault here.
"""

import functools
import io
import struct
import zlib
from pathlib import Path

import pikepdf
from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import ImageCms

FONT = Path(__file__).parents[2] / "assets/fonts/NotoSans/NotoSans-Regular.ttf"
LETTERS = "".join(map(chr, range(32, 127))) + "•"
DAY, DAY_XMP = "D:20270501080000+09'00'", "2027-05-01T08:00:00+09:00"
TITLE = "Give blood"
NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
EXTENSION = (
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType='Resource'>"
    "<pdfaSchema:schema>PDF/UA</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
    "<rdf:li rdf:parseType='Resource'><pdfaProperty:name>part</pdfaProperty:name>"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>part</pdfaProperty:description></rdf:li></rdf:Seq>"
    "</pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"
)
WEB_CLAIM = (
    "<pdfuaid:part>1</pdfuaid:part><pdfaid:part>2</pdfaid:part>"
    "<pdfaid:conformance>A</pdfaid:conformance>" + EXTENSION
)
PRINT_CLAIM = "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>"


def xmp(claim: str, title: str = TITLE) -> bytes:
    """A metadata packet."""
    names = " ".join(f"xmlns:{prefix}='{uri}'" for prefix, uri in NAMESPACES.items())
    dates = "".join(
        f"<xmp:{kind}Date>{DAY_XMP}</xmp:{kind}Date>" for kind in ("Create", "Modify", "Metadata")
    )
    return (
        "<?xpacket begin='\ufeff' id='W5M0MpCehiHzreSzNTczkc9d'?>"
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'>"
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
        f"<rdf:Description rdf:about='' {names}><dc:title><rdf:Alt>"
        f"<rdf:li xml:lang='x-default'>{title}</rdf:li></rdf:Alt></dc:title>"
        f"<pdf:Producer>vnrbd-kit</pdf:Producer>{dates}{claim}"
        "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>"
    ).encode()


@functools.cache
def font_file() -> bytes:
    """The letters of these samples as a font."""
    face = TTFont(FONT)
    options = subset.Options(layout_features=[], name_IDs=[], notdef_outline=True, hinting=False)
    cut = subset.Subsetter(options)
    cut.populate(text=LETTERS)
    cut.subset(face)
    out = io.BytesIO()
    face.save(out)
    return out.getvalue()


def font(pdf: Pdf) -> pikepdf.Object:
    """An embedded font whose codes are glyph numbers."""
    face = TTFont(io.BytesIO(font_file()))
    scale = 1000 / face["head"].unitsPerEm
    glyphs = {face.getGlyphID(name): code for code, name in face.getBestCmap().items()}
    widths = [round(face["hmtx"][name][0] * scale) for name in face.getGlyphOrder()]
    rows = "".join(f"<{glyph:04X}> <{code:04X}>\n" for glyph, code in sorted(glyphs.items()))
    table = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(glyphs)} beginbfchar\n{rows}endbfchar\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    )
    stream = pdf.make_stream(font_file(), Length1=len(font_file()))
    descriptor = pdf.make_indirect(
        Dictionary(
            Type=Name.FontDescriptor, FontName=Name("/ABCDEF+NotoSans"), Flags=4,
            FontBBox=Array([-1000, -500, 3000, 1500]), ItalicAngle=0, Ascent=1069, Descent=-293,
            CapHeight=714, StemV=80, FontFile2=stream,
        )
    )  # fmt: skip
    inner = pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/ABCDEF+NotoSans"),
            CIDSystemInfo=Dictionary(
                Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
            ),
            FontDescriptor=descriptor, CIDToGIDMap=Name.Identity, DW=1000,
            W=Array([0, Array(widths)]),
        )
    )  # fmt: skip
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/ABCDEF+NotoSans"),
            Encoding=Name("/Identity-H"), DescendantFonts=Array([inner]),
            ToUnicode=pdf.make_stream(table.encode()),
        )
    )  # fmt: skip


@functools.cache
def codes() -> dict[str, int]:
    """The glyph number of each letter."""
    face = TTFont(io.BytesIO(font_file()))
    return {chr(code): face.getGlyphID(name) for code, name in face.getBestCmap().items()}


def shown(text: str, x: int, y: int, size: int = 12) -> str:
    """The operators that show a text."""
    digits = "".join(f"{codes()[letter]:04X}" for letter in text)
    return f"BT /F {size} Tf 1 0 0 1 {x} {y} Tm <{digits}> Tj ET"


class Tagged:
    """A structure tree as it is written, with the content of the pages."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self.rows: list[object] = []
        self.owners: list[pikepdf.Object] = []
        self.content: list[str] = []
        self.page: pikepdf.Object

    def element(self, kind: str, parent: pikepdf.Object, **values: object) -> pikepdf.Object:
        """A new element under another."""
        made = self.pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name(f"/{kind}"), P=parent, K=Array(), **values)
        )
        if "/K" not in parent:
            parent.K = Array()
        parent.K.append(made)
        return made

    def text(self, kind: str, parent: pikepdf.Object, operators: str, **values: object) -> None:
        """A new element with content."""
        self.add(self.element(kind, parent, **values), operators)

    def add(self, element: pikepdf.Object, operators: str) -> None:
        """Content of an element."""
        number = len(self.owners)
        self.owners.append(element)
        element.Pg = self.page
        element.K.append(number)
        self.content.append(f"/{str(element.S)[1:]} <</MCID {number}>> BDC\n{operators}\nEMC")

    def artifact(self, operators: str, kind: str = "Layout") -> None:
        """Decoration."""
        self.content.append(f"/Artifact <</Type /{kind}>> BDC\n{operators}\nEMC")

    def note(self, element: pikepdf.Object, **values: object) -> pikepdf.Object:
        """An annotation that an element holds."""
        row = 10 + len(self.rows)
        made = self.pdf.make_indirect(
            Dictionary(Type=Name.Annot, F=4, StructParent=row, P=self.page, **values)
        )
        self.page.Annots = self.page.get("/Annots", Array())
        self.page.Annots.append(made)
        element.K.append(Dictionary(Type=Name.OBJR, Obj=made, Pg=self.page))
        self.rows += [row, element]
        return made

    def close_page(self, row: int) -> None:
        """The content of a page and its row in the parent tree."""
        self.page.Contents = self.pdf.make_stream("\n".join(self.content).encode())
        self.page.StructParents, self.page.Tabs = row, Name.S
        self.rows = [row, self.pdf.make_indirect(Array(self.owners)), *self.rows]
        self.owners, self.content = [], []

    def close(self) -> None:
        """The parent tree, its rows in order."""
        pairs = sorted(zip(self.rows[::2], self.rows[1::2], strict=True), key=lambda pair: pair[0])
        self.root.ParentTree = self.pdf.make_indirect(
            Dictionary(Nums=Array([each for pair in pairs for each in pair]))
        )
        self.root.ParentTreeNextKey = 100
        self.pdf.Root.StructTreeRoot = self.root
        self.pdf.Root.MarkInfo = Dictionary(Marked=True)


def picture(pdf: Pdf, size: int, pixel: bytes, space: pikepdf.Object) -> Stream:
    """A flat picture."""
    return pdf.make_stream(
        zlib.compress(pixel * size * size), Type=Name.XObject, Subtype=Name.Image, Width=size,
        Height=size, BitsPerComponent=8, ColorSpace=space, Filter=Name.FlateDecode,
    )  # fmt: skip


def finished(pdf: Pdf, claim: str, intent: str, profile: tuple[int, bytes], version: str) -> bytes:
    """The file with metadata and output intent."""
    pdf.Root.Metadata = pdf.make_stream(xmp(claim), Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.OutputIntents = Array([
        Dictionary(
            Type=Name.OutputIntent, S=Name(f"/{intent}"), OutputConditionIdentifier=String("X"),
            DestOutputProfile=pdf.make_stream(profile[1], N=profile[0]),
        )
    ])  # fmt: skip
    for key, value in (
        ("Title", TITLE), ("Producer", "vnrbd-kit"), ("CreationDate", DAY), ("ModDate", DAY)
    ):  # fmt: skip
        pdf.docinfo[f"/{key}"] = String(value)
    out = io.BytesIO()
    pdf.save(out, min_version=version, deterministic_id=True)
    return out.getvalue()


@functools.cache
def web_pdf() -> bytes:
    """Two pages, PDF/UA-1 and PDF/A-2a: headings, list, table, picture, link, field."""
    pdf = Pdf.new()
    resources = Dictionary(
        Font=Dictionary(F=font(pdf)),
        XObject=Dictionary(I=picture(pdf, 200, b"\xb0\x10\x30", Name.DeviceRGB)),
    )
    tags = Tagged(pdf)
    document = tags.element("Document", tags.root)
    section = _first_page(tags, document, resources)
    _links(tags, section, resources)
    tags.close_page(0)
    _second_page(tags, document, resources)
    tags.close_page(1)
    tags.close()
    pdf.Root.Lang = String("en")
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return finished(pdf, WEB_CLAIM, "GTS_PDFA1", (3, srgb), "1.7")


def _new_page(tags: Tagged, resources: Dictionary) -> None:
    page = Dictionary(
        Type=Name.Page, MediaBox=Array([0, 0, 595, 842]), Resources=resources,
        Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB),
    )  # fmt: skip
    tags.pdf.pages.append(pikepdf.Page(tags.pdf.make_indirect(page)))
    tags.page = tags.pdf.pages[-1].obj


def _first_page(tags: Tagged, document: pikepdf.Object, resources: Dictionary) -> pikepdf.Object:
    _new_page(tags, resources)
    section = tags.element("Sect", document)
    tags.artifact("0.7 0.1 0.2 rg 0 800 595 42 re f")
    tags.text("H1", section, "0 g " + shown("Give blood, save lives", 40, 760, 24))
    tags.text("P", section, shown("One donation can save three people.", 40, 720))
    items = tags.element("L", section, A=Dictionary(O=Name.List, ListNumbering=Name.Disc))
    for number, words in enumerate(("Bring your card", "Drink some water")):
        item = tags.element("LI", items)
        tags.text("Lbl", item, shown("•", 40, 690 - 20 * number))
        tags.text("LBody", item, shown(words, 60, 690 - 20 * number))
    table = tags.element("Table", section)
    for number, cells in enumerate((("Place", "Day"), ("Hospital", "Friday"))):
        row = tags.element("TR", table)
        for column, words in enumerate(cells):
            scope = Dictionary(O=Name.Table, Scope=Name.Row if number else Name.Column)
            values = {"A": scope} if number * column == 0 else {}
            kind = "TD" if number * column else "TH"
            tags.text(kind, row, shown(words, 40 + 100 * column, 630 - 20 * number), **values)
    box = Dictionary(O=Name.Layout, BBox=Array([400, 600, 500, 700]), Placement=Name.Block)
    picture_operators = "q 100 0 0 100 400 600 cm /I Do Q"
    tags.text("Figure", section, picture_operators, Alt=String("A drop of blood"), A=box)
    return section


def _links(tags: Tagged, section: pikepdf.Object, resources: Dictionary) -> None:
    paragraph = tags.element("P", section)
    tags.add(paragraph, shown("More:", 40, 560))
    link = tags.element("Link", paragraph)
    tags.add(link, shown("www.example.org", 80, 560))
    tags.note(
        link, Subtype=Name.Link, Rect=Array([80, 556, 180, 572]), Border=Array([0, 0, 0]),
        Contents=String("Example website"),
        A=Dictionary(S=Name.URI, URI=String("https://www.example.org")),
    )  # fmt: skip
    field = tags.element("Form", section)
    look = tags.pdf.make_stream(
        b"/Tx BMC EMC", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 200, 20]),
        Resources=Dictionary(),
    )  # fmt: skip
    widget = tags.note(
        field, Subtype=Name.Widget, Rect=Array([40, 520, 240, 540]), FT=Name.Tx, T=String("name"),
        TU=String("Your name"), DA=String("/F 12 Tf 0 g"), AP=Dictionary(N=look),
    )  # fmt: skip
    tags.pdf.Root.AcroForm = Dictionary(
        Fields=Array([widget]), DR=Dictionary(Font=resources.Font), DA=String("/F 12 Tf 0 g")
    )


def _second_page(tags: Tagged, document: pikepdf.Object, resources: Dictionary) -> None:
    _new_page(tags, resources)
    section = tags.element("Sect", document)
    tags.text("H2", section, shown("Before you give", 40, 760, 18))
    tags.text("P", section, shown("Ask your doctor.", 40, 720))
    tags.text("P", section, shown("Le sang sauve des vies.", 40, 700), Lang=String("fr"))


MM = 72 / 25.4
TRIM = (10 * MM, 10 * MM, 110 * MM, 158 * MM)  # of A6, about
BLEED = (7 * MM, 7 * MM, 113 * MM, 161 * MM)


@functools.cache
def press_pdf() -> bytes:
    """One page PDF/X-4 in four inks, with bleed, crop marks, black text and a sharp picture."""
    pdf = Pdf.new()
    page = pdf.make_indirect(
        Dictionary(
            Type=Name.Page, MediaBox=Array([0, 0, 120 * MM, 168 * MM]), TrimBox=Array(TRIM),
            BleedBox=Array(BLEED), Group=Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK),
            Resources=Dictionary(
                Font=Dictionary(F=font(pdf)),
                XObject=Dictionary(
                    I=picture(pdf, 250, bytes([20, 230, 200, 30]), Name.DeviceCMYK)
                ),
                ExtGState=Dictionary(O=Dictionary(OP=True, op=True, OPM=1)),
            ),
        )
    )  # fmt: skip
    left, bottom, right, top = BLEED
    page.Contents = pdf.make_stream(
        "\n".join((
            f"q 0 1 0.8 0.1 k {left} {bottom} {right - left} {top - bottom} re f Q",
            f"q 1 1 1 1 K 0.25 w {TRIM[0]} 0 m {TRIM[0]} {bottom} l"
            f" {TRIM[2]} 0 m {TRIM[2]} {bottom} l S Q",
            "q 72 0 0 72 100 200 cm /I Do Q",
            "q /O gs 0 0 0 1 k " + shown("Only people can give it", 60, 150) + " Q",
            "q 0 0 0 0 k " + shown("Thank you", 60, 120) + " Q",
        )).encode()
    )  # fmt: skip
    pdf.pages.append(pikepdf.Page(page))
    return finished(pdf, PRINT_CLAIM, "GTS_PDFX", (4, press_profile()), "1.6")


def press_profile() -> bytes:
    """The head of a CMYK profile for a press, which is all that the check looks at."""
    head = bytearray(128)
    head[0:4], head[8:12] = struct.pack(">I", 132), b"\x02\x10\x00\x00"
    head[12:16], head[16:20], head[20:24] = b"prtr", b"CMYK", b"Lab "
    head[36:40] = b"acsp"
    return bytes(head) + bytes(4)
