"""Font faces and the glyphs drawn from them -> subset Type0 fonts in a ReportLab document.

A character identifier (CID) stands for a pair of glyph and text, not for a glyph alone: many fonts
draw one shape for several letters, and only so does every use of it read back as its own letter.
"""

import hashlib
import struct
from collections.abc import Iterable
from typing import Any, NamedTuple

import uharfbuzz as hb
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString
from reportlab.pdfgen.canvas import Canvas

from kit.errors import OutputError
from kit.export.pdf.cmap import to_unicode
from kit.typeset.glyphs import Face

NO_TEXT = "\u200b"
"""What a glyph without text of its own reads as: PDF/UA-1 (7.21.7) wants text for every glyph."""

# A reader draws by glyph number: it needs no tables for layout, names or characters.
_DROPPED_TABLES = [
    "BASE",
    "DSIG",
    "GDEF",
    "GPOS",
    "GSUB",
    "OS/2",
    "STAT",
    "VORG",
    "cmap",
    "gasp",
    "kern",
    "meta",
    "name",
    "post",
    "vhea",
    "vmtx",
]

# In a font to type in the character map, the names and OS/2 stay: it stands alone.
_LAYOUT_TABLES = ["BASE", "DSIG", "GDEF", "GPOS", "GSUB", "STAT", "VORG", "kern", "meta"]

_PLAIN = hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE

# Bits of the font descriptor's flags (ISO 32000-1, table 123).
_SYMBOLIC = 1 << 2
_ITALIC = 1 << 6


class DocumentFonts:
    """The fonts of one document, each made when its face is first used."""

    def __init__(self, canvas: Canvas) -> None:
        # ReportLab calls addObjects of every delayed font when the document is saved.
        self._delayed: list[Any] = canvas._doc.delayedFonts
        self._fonts: dict[Face, GlyphFont] = {}

    def font_of(self, face: Face) -> "GlyphFont":
        """Return the font of a face.

        Raises:
            OutputError: When the font file cannot be opened or has no TrueType outlines.
        """
        if face not in self._fonts:
            font = GlyphFont(f"K{len(self._fonts) + 1}", face)
            self._delayed.append(font)
            self._fonts[face] = font
        return self._fonts[face]


class GlyphFont:
    """One face in one document; `name` is its resource name there."""

    def __init__(self, name: str, face: Face) -> None:
        self.name = name
        self.units_per_em = face.units_per_em
        self._key = face.key
        self._face = _open(face)
        self._font = hb.Font(self._face)
        self._cids: dict[tuple[int, str], int] = {(0, NO_TEXT): 0}
        self._widths: dict[int, int] = {}

    def cid(self, glyph: int, text: str) -> int:
        """Return the code of a glyph where it stands for this text ("" for none)."""
        return self._cids.setdefault((glyph, text or NO_TEXT), len(self._cids))

    def width(self, glyph: int) -> int:
        """Return the width as the PDF states it, in whole thousandths of an em."""
        if glyph not in self._widths:
            self._widths[glyph] = self._per_mille(self._font.get_glyph_h_advance(glyph))
        return self._widths[glyph]

    @property
    def space(self) -> int:
        """The glyph of a space, or that of a missing character where the face has none."""
        return self._font.get_nominal_glyph(ord(" ")) or 0

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - ReportLab's name
        """Write the font into the document; called by ReportLab when it is saved."""
        glyphs = [glyph for glyph, _ in self._cids]
        subset, new_ids = _subset(self._face, glyphs)
        base = f"{subset_tag(subset)}+{self._postscript_name()}"
        font = _dictionary(
            Type=PDFName("Font"),
            Subtype=PDFName("Type0"),
            BaseFont=PDFName(base),
            Encoding=PDFName("Identity-H"),
            DescendantFonts=PDFArray([doc.Reference(self._descendant(doc, base, subset, new_ids))]),
            ToUnicode=doc.Reference(_stream(to_unicode(self._cids).encode("ascii"))),
        )
        doc.idToObject["BasicFonts"].dict[self.name] = doc.Reference(font)

    def _descendant(self, doc: Any, base: str, subset: bytes, new_ids: dict[int, int]) -> Any:
        glyphs = [glyph for glyph, _ in self._cids]
        glyph_of_cid = b"".join(new_ids[glyph].to_bytes(2, "big") for glyph in glyphs)
        return _dictionary(
            Type=PDFName("Font"),
            Subtype=PDFName("CIDFontType2"),
            BaseFont=PDFName(base),
            CIDSystemInfo=_dictionary(
                Registry=PDFString("Adobe"), Ordering=PDFString("Identity"), Supplement=0
            ),
            DW=0,
            W=PDFArray([0, PDFArray([self.width(glyph) for glyph in glyphs])]),
            CIDToGIDMap=doc.Reference(_stream(glyph_of_cid)),
            FontDescriptor=doc.Reference(self._descriptor(doc, base, subset)),
        )

    def _descriptor(self, doc: Any, base: str, subset: bytes) -> Any:
        metrics = _metrics(self._face)
        return _dictionary(
            Type=PDFName("FontDescriptor"),
            FontName=PDFName(base),
            Flags=metrics.flags,
            FontBBox=PDFArray(list(metrics.box)),
            ItalicAngle=metrics.slant,
            Ascent=metrics.ascent,
            Descent=metrics.descent,
            CapHeight=metrics.cap_height,
            StemV=metrics.stem,
            FontFile2=doc.Reference(_stream(subset, Length1=len(subset))),
        )

    def _postscript_name(self) -> str:
        return self._face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or self._key

    def _per_mille(self, length: float) -> int:
        return round(length * 1000 / self.units_per_em)


class FontMetrics(NamedTuple):
    """What a font descriptor states (ISO 32000-1, table 122), lengths in thousandths of an em."""

    flags: int
    box: tuple[int, ...]
    slant: int
    ascent: int
    descent: int
    cap_height: int
    stem: int


def _metrics(face: hb.Face) -> FontMetrics:
    """Return the metrics of an open face."""
    font = hb.Font(face)
    slant = font.get_style_value(hb.StyleTag.SLANT_ANGLE)
    weight = font.get_style_value(hb.StyleTag.WEIGHT)
    extents = font.get_font_extents("ltr")
    em: int = face.upem

    def per_mille(length: float) -> int:
        return round(length * 1000 / em)

    return FontMetrics(
        flags=_SYMBOLIC | (_ITALIC if slant else 0),
        box=tuple(map(per_mille, _box(face))),
        slant=round(slant),
        ascent=per_mille(extents.ascender),
        descent=per_mille(extents.descender),
        cap_height=per_mille(font.get_metric_position_with_fallback(hb.OTMetricsTag.CAP_HEIGHT)),
        # The format wants a stem width, TrueType has none: the usual estimate by weight.
        stem=round(50 + (weight / 65) ** 2),
    )


class CharacterFont(NamedTuple):
    """A font file with one glyph a character: the text and the width (per mille) of each glyph."""

    content: bytes
    texts: dict[int, str]
    widths: tuple[int, ...]
    metrics: FontMetrics


def characters_only(face: Face) -> CharacterFont:
    """Return the font of a face with all its characters, and no ligatures or other forms.

    A glyph of several characters stands for the first in Unicode: a letter of Arabic, not its
    presentation form; a space, not one that does not break.

    Raises:
        OutputError: When the font file cannot be opened or has no TrueType outlines.
    """
    whole = _open(face)
    wanted = hb.SubsetInput()
    wanted.unicode_set.update(whole.unicodes)
    wanted.drop_table_tag_set.update(map(_number, _LAYOUT_TABLES))
    wanted.flags = _PLAIN | hb.SubsetFlags.NO_HINTING
    content = bytes(hb.SubsetPlan(whole, wanted).execute().blob.data)
    cut = hb.Face(content)
    font = hb.Font(cut)
    texts: dict[int, str] = {}
    for character in sorted(cut.unicodes):
        texts.setdefault(font.get_nominal_glyph(character) or 0, chr(character))
    texts.pop(0, None)
    advances = map(font.get_glyph_h_advance, range(cut.glyph_count))
    widths = tuple(round(advance * 1000 / cut.upem) for advance in advances)
    return CharacterFont(content, texts, widths, _metrics(cut))


def _open(face: Face) -> hb.Face:
    try:
        opened = hb.Face(hb.Blob.from_file_path(str(face.path)))
    except (OSError, hb.HarfBuzzError) as error:
        raise OutputError("the font file cannot be opened", where=str(face.path)) from error
    if "glyf" not in opened.table_tags:
        raise OutputError(
            "the font has no TrueType outlines",
            hint="use the .ttf file of the family",
            where=str(face.path),
        )
    return opened


def _box(face: hb.Face) -> tuple[int, int, int, int]:
    # xMin, yMin, xMax and yMax stand at byte 36 of the head table.
    box: tuple[int, int, int, int] = struct.unpack_from(
        ">4h", face.reference_table("head").data, 36
    )
    return box


def _subset(face: hb.Face, glyphs: Iterable[int]) -> tuple[bytes, dict[int, int]]:
    """Return the font cut down to these glyphs, and their new numbers by the old."""
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(glyphs)
    wanted.drop_table_tag_set.update(map(_number, _DROPPED_TABLES))
    wanted.flags = _PLAIN
    plan = hb.SubsetPlan(face, wanted)
    return bytes(plan.execute().blob.data), dict(plan.old_to_new_glyph_mapping)


def _number(tag: str) -> int:
    return int.from_bytes(tag.encode(), "big")


def subset_tag(subset: bytes) -> str:
    """Return six capitals from the content: the same subset has the same name in every build."""
    code = int.from_bytes(hashlib.sha256(subset).digest()[:8], "big")
    return "".join(chr(ord("A") + code // 26**place % 26) for place in range(6))


def _dictionary(**entries: Any) -> PDFDictionary:
    return PDFDictionary(entries)


def _stream(content: bytes, **entries: Any) -> PDFStream:
    # Without a filter: the stream is packed when the finished file is saved.
    return PDFStream(PDFDictionary(entries), content, filters=[])
