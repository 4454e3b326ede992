"""Single faults, each put into a good PDF on purpose, with the code that must find it.

`mutants` gives them as files, so that other validators can be held against the same faults.
"""

import io
import re
import zlib
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.preflight.pdf_check_samples import WEB_CLAIM, codes, press_pdf, web_pdf, xmp

Edit = Callable[[Pdf], None]
WEB_STANDARDS, PRINT_STANDARDS = ("PDF/UA-1", "PDF/A-2a"), ("PDF/X-4",)


class Mutant(NamedTuple):
    """A fault: its name, the edit that makes it, the code that finds it, and who else does."""

    name: str
    edit: Edit
    code: str
    page_validation: bool = False


def mutated(content: bytes, edit: Edit, version: str = "") -> bytes:
    """A file after an edit; nothing else changes."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        edit(pdf)
        pdf.save(out, force_version=version or pdf.pdf_version, deterministic_id=True)
    return out.getvalue()


def elements(pdf: Pdf, kind: str) -> list[pikepdf.Object]:
    """All elements of a type, in reading order."""
    found: list[pikepdf.Object] = []
    waiting = [pdf.Root.StructTreeRoot]
    while waiting:
        node = waiting.pop(0)
        kids = [kid for kid in node.get("/K", []) if isinstance(kid, Dictionary) and "/S" in kid]
        found += [kid for kid in kids if Name(f"/{kind}") == kid.S]
        waiting = [*kids, *waiting]
    return found


def replaced(old: bytes, new: bytes, page: int = 0) -> Edit:
    """The edit that changes the content of a page once."""

    def edit(pdf: Pdf) -> None:
        stream = pdf.pages[page].Contents
        content = stream.read_bytes()
        assert old in content, content
        stream.write(content.replace(old, new, 1))

    return edit


def set_to(path: str, value: object) -> Edit:
    """The edit that gives a key of the catalogue, or one deeper, a value; None deletes it."""

    def edit(pdf: Pdf) -> None:
        *steps, last = path.split("/")
        holder = pdf.Root
        for step in steps:
            holder = holder[int(step)] if step.isdigit() else holder[f"/{step}"]
        put(holder, last, value)

    return edit


def on(kind: str, key: str, value: object, number: int = 0) -> Edit:
    """The edit that gives a key of an element a value; None deletes it."""
    return lambda pdf: put(elements(pdf, kind)[number], key, value)


def on_page(key: str, value: object, number: int = 0) -> Edit:
    """The edit that gives a key of a page a value; None deletes it."""
    return lambda pdf: put(pdf.pages[number].obj, key, value)


def on_note(key: str, value: object, number: int = 0) -> Edit:
    """The edit that gives a key of an annotation a value; None deletes it."""
    return lambda pdf: put(pdf.pages[0].Annots[number], key, value)


def put(holder: pikepdf.Object, key: str, value: object) -> None:
    """Set a key, or delete it for None; of an array, set a place."""
    if key.isdigit():
        holder[int(key)] = value
    elif value is None:
        del holder[f"/{key}"]
    else:
        holder[f"/{key}"] = value


def _font(pdf: Pdf) -> pikepdf.Object:
    return pdf.pages[0].Resources.Font.F


def no_text_for(text: bytes) -> Edit:
    """The edit that changes the row of a letter in ToUnicode."""

    def edit(pdf: Pdf) -> None:
        table = _font(pdf).ToUnicode
        row = re.compile(rb"(<[0-9A-F]{4}>) <0065>\n")
        assert row.search(table.read_bytes())
        table.write(row.sub(text, table.read_bytes()))

    return edit


def swap_owners(pdf: Pdf) -> None:
    """Two rows of the parent tree change places."""
    row = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    row[0], row[1] = row[1], row[0]


def without_objr(pdf: Pdf) -> None:
    """A link in no tag; its words stay tagged."""
    link = elements(pdf, "Link")[0]
    link.K = Array([kid for kid in link.K if not isinstance(kid, Dictionary)])


def lone_objr(pdf: Pdf) -> None:
    """A link that is tagged, but no longer on the page."""
    del pdf.pages[0].Annots[0]


def item_outside(pdf: Pdf) -> None:
    """An item that stands in the section, outside its list."""
    item, section = elements(pdf, "LI")[0], elements(pdf, "Sect")[0]
    del elements(pdf, "L")[0].K[0]
    section.K.append(item)
    item.P = section


def with_empty_element(pdf: Pdf) -> None:
    """A paragraph without content."""
    section = elements(pdf, "Sect")[0]
    section.K.append(
        pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, P=section, K=Array()))
    )


def cell_less(pdf: Pdf) -> None:
    """A row with one cell, whose words move into the first."""
    first, second = elements(pdf, "TD")[0], elements(pdf, "TH")[2]
    row = elements(pdf, "TR")[1]
    del row.K[1]
    second.K.append(first.K[0])
    owners = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    owners[int(first.K[0])] = second


def disowned(pdf: Pdf) -> None:
    """A paragraph that keeps its link, but not its words."""
    del elements(pdf, "P")[1].K[0]


def decorated(pdf: Pdf) -> None:
    """A tagged text within decoration."""
    replaced(b"/MCID 1>> BDC", b"/MCID 1>> BDC /Artifact BMC")(pdf)
    content = pdf.pages[0].Contents.read_bytes()
    before, after = content.split(b"/Artifact BMC", 1)
    pdf.pages[0].Contents.write(before + b"/Artifact BMC" + after.replace(b"EMC", b"EMC EMC", 1))


def decorated_emptily(pdf: Pdf) -> None:
    """Decoration that shows nothing, within a tagged text."""
    replaced(b"/MCID 1>> BDC", b"/MCID 1>> BDC /Artifact BMC EMC")(pdf)


def tagged_emptily(pdf: Pdf) -> None:
    """A tagged content that shows nothing, within decoration."""
    replaced(b"BDC\n0.7", b"BDC /P <</MCID 1>> BDC EMC 0.7")(pdf)
    replaced(b"/P <</MCID 1>> BDC\n", b"/Artifact BMC ")(pdf)


def by_another_program(pdf: Pdf) -> None:
    """A file that names another producer."""
    pdf.docinfo["/Producer"] = String("Other Office 9")
    packet = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(packet.replace(b"vnrbd-kit", b"Other Office 9"))


def twice_owned(pdf: Pdf) -> None:
    """A content that two tags hold."""
    elements(pdf, "P")[0].K.append(elements(pdf, "H1")[0].K[0])


def kind(old: str, new: str, number: int = 0) -> Edit:
    """The edit that makes an element another type."""
    return lambda pdf: put(elements(pdf, old)[number], "S", Name(f"/{new}"))


def metadata(content: bytes) -> Edit:
    """The edit that changes XMP."""
    return lambda pdf: pdf.Root.Metadata.write(content)


def pixels(size: int, pixel: bytes, space: pikepdf.Object) -> Edit:
    """The edit that changes the picture."""

    def edit(pdf: Pdf) -> None:
        image = pdf.pages[0].Resources.XObject.I
        image.write(zlib.compress(pixel * size * size), filter=Name.FlateDecode)
        image.Width = image.Height = size
        image.ColorSpace = space

    return edit


def with_note(pdf: Pdf) -> None:
    """A link on a page for print."""
    pdf.pages[0].Annots = Array(
        [Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([100, 100, 150, 120]))]
    )


def without_font(pdf: Pdf) -> None:
    """A font that is named, but not in the file."""
    del _font(pdf).DescendantFonts[0].FontDescriptor["/FontFile2"]


def without_widths(pdf: Pdf) -> None:
    """A font without widths."""
    del _font(pdf).DescendantFonts[0]["/W"]


def with_font_file(change: Callable[[bytes], bytes]) -> Edit:
    """The edit that changes the file of the font."""

    def edit(pdf: Pdf) -> None:
        file = _font(pdf).DescendantFonts[0].FontDescriptor.FontFile2
        file.write(change(file.read_bytes()))

    return edit


def wider(by: float) -> Edit:
    """The edit that makes one letter, e, wider in the dictionary of the font."""

    def edit(pdf: Pdf) -> None:
        widths, letter = _font(pdf).DescendantFonts[0].W[1], codes()["e"]
        widths[letter] = widths[letter] + by

    return edit


def other_glyphs(pdf: Pdf) -> None:
    """All codes lead to the glyph 3, whatever their widths."""
    _font(pdf).DescendantFonts[0].CIDToGIDMap = pdf.make_stream(b"\0\3" * 200)


WEB = (
    Mutant("number of a content twice", replaced(b"/MCID 2>>", b"/MCID 1>>"), "pdf-marked-content"),
    Mutant("content that no tag holds", disowned, "pdf-marked-content"),
    Mutant("content that two tags hold", twice_owned, "pdf-marked-content"),
    Mutant("rows of the parent tree swapped", swap_owners, "pdf-parent-tree"),
    Mutant(
        "row of the parent tree emptied",
        set_to("StructTreeRoot/ParentTree/Nums/1", Array()),
        "pdf-parent-tree",
    ),
    Mutant("no StructParents", on_page("StructParents", None), "pdf-parent-tree"),
    Mutant("two pages with one StructParents", on_page("StructParents", 0, 1), "pdf-parent-tree"),
    Mutant("next row too small", set_to("StructTreeRoot/ParentTreeNextKey", 1), "pdf-parent-tree"),
    Mutant("wrong StructParent of a link", on_note("StructParent", 50), "pdf-parent-tree", True),
    Mutant("link in no tag", without_objr, "pdf-link-tag"),
    Mutant("tag of a link that is not there", lone_objr, "pdf-link-tag"),
    Mutant("field in a tag of another type", kind("Form", "Div"), "pdf-link-tag", True),
    Mutant("link without description", on_note("Contents", None), "pdf-link-text", True),
    Mutant("field without name", on_note("TU", None, 1), "pdf-field-name", True),
    Mutant("no Tabs", on_page("Tabs", None), "pdf-tab-order", True),
    Mutant("level of headings skipped", kind("H2", "H3"), "pdf-heading", True),
    Mutant("first heading H2", kind("H1", "H2"), "pdf-heading", True),
    Mutant("two main headings", kind("H2", "H1"), "pdf-main-heading"),
    Mutant("picture without description", on("Figure", "Alt", None), "pdf-alt-text", True),
    Mutant("picture described as nothing", on("Figure", "Alt", String(" ")), "pdf-alt-text"),
    Mutant("file name as description", on("Figure", "Alt", String("drop-2.png")), "pdf-alt-text"),
    Mutant("picture without BBox", on("Figure", "A", None), "pdf-figure-box"),
    Mutant(
        "text in no tag",
        replaced(b"/P <</MCID 1>> BDC", b"/P BMC"),
        "pdf-untagged",
        True,
    ),
    Mutant(
        "area in no tag", replaced(b"/Artifact <</Type /Layout>>", b"/X <<>>"), "pdf-untagged", True
    ),
    Mutant("content both tagged and decoration", decorated, "pdf-twice-tagged", True),
    Mutant("empty decoration in a tag", decorated_emptily, "pdf-twice-tagged", True),
    Mutant("empty tag in decoration", tagged_emptily, "pdf-twice-tagged", True),
    Mutant("title and file of another program", by_another_program, "pdf-foreign"),
    Mutant("no language", set_to("Lang", None), "pdf-language", True),
    Mutant("language that is none", set_to("Lang", String("english")), "pdf-language"),
    Mutant("wrong language of a text", on("P", "Lang", String("km"), 0), "pdf-script"),
    Mutant(
        "title not shown",
        set_to("ViewerPreferences/DisplayDocTitle", False),
        "pdf-title-shown",
        True,
    ),
    Mutant("no title", metadata(xmp(WEB_CLAIM, "")), "pdf-title"),
    Mutant("another title in XMP", metadata(xmp(WEB_CLAIM, "Take")), "pdf-metadata"),
    Mutant("letter without text", no_text_for(b""), "pdf-font-text", True),
    Mutant("letter with empty text", no_text_for(rb"\1 <>\n"), "pdf-font-text", True),
    Mutant("letter with zero as text", no_text_for(rb"\1 <0000>\n"), "pdf-font-text", True),
    Mutant("no ToUnicode", lambda pdf: put(_font(pdf), "ToUnicode", None), "pdf-font-text", True),
    Mutant("font not in the file", without_font, "pdf-font-embedded", True),
    Mutant("font without widths", without_widths, "pdf-font-width", True),
    Mutant("letter wider by 2", wider(2), "pdf-font-width", True),
    Mutant("glyphs of other widths", other_glyphs, "pdf-font-width", True),
    Mutant("font cut off", with_font_file(lambda file: file[:600]), "pdf-font-embedded"),
    Mutant("font that is none", with_font_file(lambda _: b"%!PS"), "pdf-font-embedded", True),
    Mutant("link that does not print", on_note("F", 0), "pdf-annotation-flags"),
    Mutant("link without flags", on_note("F", None), "pdf-annotation-flags"),
    Mutant("field that is not seen", on_note("F", 4 + 32, 1), "pdf-annotation-flags"),
    Mutant("unknown operator", replaced(b"0 g ", b"0 g glow "), "pdf-operator"),
    Mutant("unknown operator in brackets", replaced(b"0 g ", b"0 g BX glow EX "), "pdf-operator"),
    Mutant("head cell without Scope", on("TH", "A", None), "pdf-table-head"),
    Mutant("rows with different cells", cell_less, "pdf-table-cells", True),
    Mutant("item outside a list", item_outside, "pdf-nesting", True),
    Mutant("unknown type of tag", kind("Sect", "Panel"), "pdf-structure-type", True),
    Mutant("empty tag", with_empty_element, "pdf-empty-tag"),
    Mutant("no MarkInfo", set_to("MarkInfo", None), "pdf-no-tags", True),
    Mutant("suspect tags", set_to("MarkInfo/Suspects", True), "pdf-no-tags", True),
    Mutant("no structure tree", set_to("StructTreeRoot", None), "pdf-no-tags", True),
    Mutant("no claim", metadata(xmp("")), "pdf-claim", True),
    Mutant("no metadata", set_to("Metadata", None), "pdf-claim", True),
    Mutant(
        "PDF/UA-2 without its year",
        metadata(xmp(WEB_CLAIM.replace("part>1<", "part>2<"))),
        "pdf-claim",
        True,
    ),
    Mutant(
        "no extension schema",
        metadata(xmp(WEB_CLAIM.partition("<pdfaExtension")[0])),
        "pdf-extension-schema",
    ),
    Mutant("no output intent", set_to("OutputIntents", None), "pdf-output-intent"),
    Mutant("inks on a web page", replaced(b"0 g ", b"0 0 0 1 k "), "pdf-colour-intent"),
    Mutant(
        "script when opened",
        set_to("OpenAction", Dictionary(S=Name.JavaScript, JS=String("app.beep()"))),
        "pdf-action",
    ),
    Mutant(
        "picture too coarse", pixels(100, b"\xb0\x10\x30", Name.DeviceRGB), "pdf-web-resolution"
    ),
)
PRINT = (
    Mutant("colour of a screen", replaced(b"0 0 0 0 k", b"1 1 1 rg"), "pdf-print-rgb"),
    Mutant("picture of a screen", pixels(250, b"\xb0\x10\x30", Name.DeviceRGB), "pdf-print-rgb"),
    Mutant("flat colour of 320 %", replaced(b"0 1 0.8 0.1 k", b"0.9 0.9 0.9 0.5 k"), "pdf-ink"),
    Mutant(
        "picture of 320 %",
        pixels(250, bytes([230, 230, 230, 126]), Name.DeviceCMYK),
        "pdf-ink",
    ),
    Mutant("no TrimBox", on_page("TrimBox", None), "pdf-box"),
    Mutant("no BleedBox", on_page("BleedBox", None), "pdf-box"),
    Mutant("ArtBox beside the TrimBox", on_page("ArtBox", Array([30, 30, 300, 400])), "pdf-box"),
    Mutant("TrimBox over the bleed", on_page("TrimBox", Array([1, 30, 300, 400])), "pdf-box"),
    Mutant("bleed of 2 mm", on_page("TrimBox", Array([25.5, 28, 312, 448])), "pdf-bleed"),
    Mutant("link on the page", with_note, "pdf-print-annotation"),
    Mutant("black in four inks", replaced(b"0 0 0 1 k", b".7 .6 .6 .9 k"), "pdf-four-ink-black"),
    Mutant("overprint off", replaced(b"/O gs", b""), "pdf-overprint"),
    Mutant("grey black", replaced(b"0 0 0 1 k", b"0 g"), "pdf-overprint"),
    Mutant(
        "picture of 100 dpi",
        pixels(100, bytes([20, 230, 200, 30]), Name.DeviceCMYK),
        "pdf-print-resolution",
    ),
    Mutant("font not in the file", without_font, "pdf-font-embedded"),
    Mutant("no claim", metadata(xmp("")), "pdf-claim"),
    Mutant("no output intent", set_to("OutputIntents", None), "pdf-output-intent"),
    Mutant(
        "profile that does not fit",
        set_to("OutputIntents/0/DestOutputProfile/N", 3),
        "pdf-output-intent",
    ),
    Mutant(
        "transparency in RGB",
        set_to("Pages/Kids/0/Group/CS", Name.DeviceRGB),
        "pdf-transparency",
    ),
)


def keep(_pdf: Pdf) -> None:
    """Change nothing."""


def cut_off(content: bytes) -> bytes:
    """The file without its end, as after a broken download."""
    return content[: content.rindex(b"xref")]


def without_id(content: bytes) -> bytes:
    """The file without ID."""
    return content.replace(b"/ID [", b"/XX [")


def restricted(content: bytes) -> bytes:
    """The file that anybody may read, but not change."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="secret", user=""))
    return out.getvalue()


class WholeMutant(NamedTuple):
    """A fault of the file as a whole."""

    name: str
    file: Callable[[], bytes]
    code: str
    standards: tuple[str, ...]
    page_validation: bool = False


WHOLE = (
    WholeMutant(
        "print: PDF 1.7", lambda: mutated(press_pdf(), keep, "1.7"), "pdf-version", PRINT_STANDARDS
    ),
    WholeMutant(
        "web: PDF 2.0", lambda: mutated(web_pdf(), keep, "2.0"), "pdf-version", WEB_STANDARDS, True
    ),
    WholeMutant("web: end cut off", lambda: cut_off(web_pdf()), "pdf-damaged", WEB_STANDARDS, True),
    WholeMutant("web: no ID", lambda: without_id(web_pdf()), "pdf-file-id", WEB_STANDARDS),
    WholeMutant("web: encrypted", lambda: restricted(web_pdf()), "pdf-encrypted", WEB_STANDARDS),
)


def mutants() -> Iterator[tuple[str, bytes, tuple[str, ...]]]:
    """Every mutant: its name, the file, and the standards that it claims."""
    for mutant in WEB:
        yield f"web: {mutant.name}", mutated(web_pdf(), mutant.edit), WEB_STANDARDS
    for mutant in PRINT:
        yield f"print: {mutant.name}", mutated(press_pdf(), mutant.edit), PRINT_STANDARDS
    yield from ((mutant.name, mutant.file(), mutant.standards) for mutant in WHOLE)
