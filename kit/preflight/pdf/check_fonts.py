"""A finished PDF -> whether its fonts are carried along, with widths and with their text."""

from collections.abc import Iterator

from kit.preflight.pdf.painted import Font
from kit.preflight.pdf.view import Fault, Page, PdfFile

NO_TEXT = frozenset("\0\ufeff\ufffe")


def _used(file: PdfFile) -> Iterator[tuple[Page, Font, frozenset[int]]]:
    """Yield each font with the page on which it is met first, and all codes used of it."""
    first: dict[int, tuple[Page, Font]] = {}
    codes: dict[int, set[int]] = {}
    for page, item in file.painted():
        if item.font is not None:
            first.setdefault(id(item.font), (page, item.font))
            codes.setdefault(id(item.font), set()).update(item.codes)
    for number, (page, font) in first.items():
        yield page, font, frozenset(codes[number])


def embedded(file: PdfFile) -> Iterator[Fault]:
    """Yield fonts that the file does not carry, or only damaged."""
    for page, font, _ in _used(file):
        if not font.is_embedded:
            yield Fault(f"page {page.number}", f"the font {font.name or '?'} is not in the file")
        elif not font.is_sound:
            yield Fault(f"page {page.number}", f"the font {font.name or '?'} cannot be read")


def widths(file: PdfFile) -> Iterator[Fault]:
    """Yield fonts without the widths of their letters, or with others than in the font file."""
    for page, font, codes in _used(file):
        if not font.has_widths:
            yield Fault(f"page {page.number}", f"the font {font.name} has no widths")
        wrong = [code for code in codes if font.widths and font.widths.is_wrong(code)]
        if wrong:
            yield Fault(
                f"page {page.number}",
                f"letters of the font {font.name} with wrong widths: {len(wrong)} of {len(codes)}",
            )


def unicode_texts(file: PdfFile) -> Iterator[Fault]:
    """Yield fonts of which some letters cannot be copied, searched or read aloud."""
    for page, font, codes in _used(file):
        lost = [code for code in codes if _is_lost(font.unicode.get(code, ""))]
        if lost:
            yield Fault(
                f"page {page.number}",
                f"letters of the font {font.name} without text: {len(lost)} of {len(codes)}",
            )


def _is_lost(text: str) -> bool:
    return not text or not NO_TEXT.isdisjoint(text)
