"""Font files -> fonts inside a presentation, and a note on those that it cannot carry.

A font is cut to whole scripts, never to the characters used: whoever edits the deck can type.
"""

import struct
from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import uharfbuzz as hb
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.presentation import Presentation

from kit.errors import OutputError
from kit.export.slides.eot import eot
from kit.export.slides.oxml import node, qualified
from kit.export.slides.package import RELATIONS
from kit.findings import Finding, Severity
from kit.layout.deck import DeckFont

CONTENT_TYPE = "application/x-fontdata"
MOST_BYTES = 1_500_000
"""The largest font to carry, after cutting: a deck is sent by e-mail, and has three of them."""

# What HarfBuzz calls the letters of a writing system that has several scripts, and scripts that
# borrow letters of another (ScriptExtensions.txt of the Unicode Character Database).
SCRIPTS = {
    "Aran": ("Arab",),
    "Beng": ("Beng", "Deva"),
    "Geor": ("Geor", "Armn"),
    "Hans": ("Hani", "Bopo"),
    "Hant": ("Hani", "Bopo"),
    "Jpan": ("Hani", "Hira", "Kana"),
    "Kore": ("Hang", "Hani"),
    "Taml": ("Taml", "Deva", "Gran"),
    "Thaa": ("Thaa", "Arab"),
}
LATIN = "Latn"
# Latin up to Extended-B, and Extended Additional, which Vietnamese needs.
EVERYDAY_LATIN = frozenset((*range(0x0250), *range(0x1E00, 0x1F00)))

# Copyright, names, version, PostScript name; licence and its address; typographic names.
NAME_IDS = (*range(7), 13, 14, 16, 17)

# Bits of OS/2 fsType (OpenType 1.9.1, OS/2). Bits 0 to 3 say what a document may do with the
# font; where an old font sets several, the least restrictive counts.
USAGE = 0x000F
EDITABLE = 0x0008
NO_SUBSETTING = 0x0100
BITMAPS_ONLY = 0x0200

NO_OUTLINES = "no TrueType outlines"
NO_RIGHT = "the licence bits, OS/2 fsType, do not allow it to be cut, embedded and edited with"
TOO_LARGE = f"larger than {MOST_BYTES / 1e6} MB"


def embed_fonts(presentation: Presentation, fonts: Sequence[DeckFont]) -> tuple[Finding, ...]:
    """Put fonts into a presentation; return a note for those left out.

    Left out are fonts without TrueType outlines, because Office embeds no other; those whose
    fsType does not allow embedding in a document that is edited, cutting or outlines; and those
    larger than `MOST_BYTES` after cutting.

    Args:
        presentation: One without embedded fonts.
        fonts: In the order of the theme; of two with the same family and weight the first counts.

    Raises:
        OutputError: When a font file cannot be opened.
    """
    carried: dict[str, dict[str, bytes]] = {}
    left_out: dict[str, list[str]] = {}
    for font in fonts:
        slot = "bold" if font.is_bold else "regular"
        if slot in carried.get(font.family, {}):
            continue
        content, reason = _cut(font)
        if reason:
            left_out.setdefault(reason, []).append(font.family)
        else:
            carried.setdefault(font.family, {})[slot] = content
    if carried:
        _list(presentation, carried)
    return tuple(_note(families, reason) for reason, families in left_out.items())


def _cut(font: DeckFont) -> tuple[bytes, str]:
    """Return the cut font and "", or nothing and why it may not be embedded."""
    face = _open(font.path)
    if "glyf" not in face.table_tags:
        return b"", NO_OUTLINES
    if not _may_be_embedded(face):
        return b"", NO_RIGHT
    content = _subset(face, font.scripts)
    return (b"", TOO_LARGE) if len(content) > MOST_BYTES else (content, "")


def _open(path: Path) -> Any:
    try:
        return hb.Face(hb.Blob.from_file_path(str(path)))
    except (OSError, hb.HarfBuzzError) as error:
        raise OutputError("the font file cannot be opened", where=str(path)) from error


def _may_be_embedded(face: Any) -> bool:
    """Return whether the font's maker allows what is done here: cut, embed, edit."""
    table = face.reference_table("OS/2").data
    if not table:
        return False
    (rights,) = struct.unpack_from(">8xH", table)
    if rights & (NO_SUBSETTING | BITMAPS_ONLY):
        return False
    return not rights & USAGE or bool(rights & EDITABLE)


def _subset(face: Any, scripts: Sequence[str]) -> bytes:
    """Return the font with the characters of some scripts, all its layout, and no hints."""
    wanted = hb.SubsetInput()
    wanted.unicode_set.update(_kept(face.unicodes, scripts))
    # An empty set turned inside out: by default some features would be dropped.
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.invert()
    wanted.name_id_set.update(NAME_IDS)
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    return bytes(hb.SubsetPlan(face, wanted).execute().blob.data)


def _kept(characters: Collection[int], scripts: Sequence[str]) -> Iterator[int]:
    """Yield the characters of the scripts, of everyday Latin, and of no script of their own."""
    # HarfBuzz has no script for Common, Inherited and private use.
    kept = {None, *chain.from_iterable(SCRIPTS.get(script, (script,)) for script in scripts)}
    buffer = hb.Buffer()
    for character in characters:
        buffer.clear_contents()
        buffer.add_codepoints([character])
        buffer.guess_segment_properties()
        script = buffer.script
        if script in kept or (script == LATIN and character in EVERYDAY_LATIN):
            yield character


def _list(presentation: Presentation, carried: dict[str, dict[str, bytes]]) -> None:
    """Store the fonts and name them in the presentation's part, where its schema has them."""
    root = presentation.element
    entries = node("p:embeddedFontLst", {})
    number = 0
    for family, contents in carried.items():
        entry = node("p:embeddedFont", {}, node("p:font", {"typeface": family}))
        # The schema has the regular before the bold.
        for slot in sorted(contents, reverse=True):
            number += 1
            relation = _stored(presentation, number, eot(contents[slot]))
            entry.append(node(f"p:{slot}", {"r:id": relation}))
        entries.append(entry)
    root.set("embedTrueTypeFonts", "1")
    root.find(qualified("p:notesSz")).addnext(entries)


def _stored(presentation: Presentation, number: int, content: bytes) -> str:
    """Return the id of the presentation's relation to a new part."""
    name = PackURI(f"/ppt/fonts/font{number}.fntdata")
    part = Part(name, CONTENT_TYPE, presentation.part.package, content)
    return presentation.part.relate_to(part, f"{RELATIONS}/font")


def _note(families: Sequence[str], reason: str) -> Finding:
    named = ", ".join(dict.fromkeys(families))
    return Finding(
        Severity.NOTE,
        "slides.font-left-out",
        f"fonts left out of the deck: {named} ({reason})",
        hint="install them on every computer that shows or edits the deck",
    )
