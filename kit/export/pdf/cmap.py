"""The codes of glyphs and the text of each -> the CMap by which a reader finds the text."""

from collections.abc import Mapping, Sequence

from kit.export.pdf.syntax import utf16_hex

_CMAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_CMAP_TAIL = """endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
_CMAP_BLOCK = 100  # entries in a block, at most (Adobe technical note 5014)


def to_unicode(cids: Mapping[tuple[int, str], int]) -> str:
    """Return the CMap by which the codes of glyphs read as text."""
    rows = [f"<{cid:04X}> <{utf16_hex(text)}>" for (_, text), cid in cids.items()]
    starts = range(0, len(rows), _CMAP_BLOCK)
    return _CMAP_HEAD + "".join(_block(rows[i : i + _CMAP_BLOCK]) for i in starts) + _CMAP_TAIL


def _block(rows: Sequence[str]) -> str:
    return "\n".join((f"{len(rows)} beginbfchar", *rows, "endbfchar\n"))
