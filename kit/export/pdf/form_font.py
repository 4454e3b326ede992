"""A face -> a font in a PDF with every character the face has, so that people can type in it.

Programs that fill in forms look a typed character up and draw its glyph, one by one: the code of
a glyph is its number in the embedded file, which keeps its character map, and each code reads back
as one character. Programs differ in which of the two they look into.
"""

import pikepdf

from kit.export.pdf.cmap import to_unicode
from kit.export.pdf.fonts import CharacterFont, characters_only, subset_tag
from kit.typeset.glyphs import Face


def embed_whole_font(pdf: pikepdf.Pdf, face: Face) -> pikepdf.Object:
    """Write a font with all characters of a face into a PDF and return the reference to it.

    Glyphs that stand for no single character, such as ligatures, are left out: no program that
    fills in forms was found to use them.

    Raises:
        OutputError: When the font file cannot be opened or has no TrueType outlines.
    """
    font = characters_only(face)
    name = pikepdf.Name(f"/{subset_tag(font.content)}+{face.key}")
    cmap = to_unicode({(glyph, text): glyph for glyph, text in sorted(font.texts.items())})
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type0,
            BaseFont=name,
            Encoding=pikepdf.Name("/Identity-H"),
            DescendantFonts=[_descendant(pdf, font, name)],
            ToUnicode=pdf.make_stream(cmap.encode("ascii")),
        )
    )


def _descendant(pdf: pikepdf.Pdf, font: CharacterFont, name: pikepdf.Name) -> pikepdf.Object:
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.CIDFontType2,
            BaseFont=name,
            CIDSystemInfo=pikepdf.Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
            DW=0,
            W=[0, list(font.widths)],
            CIDToGIDMap=pikepdf.Name.Identity,
            FontDescriptor=_descriptor(pdf, font, name),
        )
    )


def _descriptor(pdf: pikepdf.Pdf, font: CharacterFont, name: pikepdf.Name) -> pikepdf.Object:
    metrics = font.metrics
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.FontDescriptor,
            FontName=name,
            Flags=metrics.flags,
            FontBBox=list(metrics.box),
            ItalicAngle=metrics.slant,
            Ascent=metrics.ascent,
            Descent=metrics.descent,
            CapHeight=metrics.cap_height,
            StemV=metrics.stem,
            FontFile2=pdf.make_stream(font.content, Length1=len(font.content)),
        )
    )
