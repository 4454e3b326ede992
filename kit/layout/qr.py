"""An address -> a QR code as a drawing of squares, with its quiet zone."""

import segno

from kit.sources.art import Drawing, Figure
from kit.sources.outline import Outline, Segment

# ISO/IEC 18004: four light modules on each side.
QUIET = 4


def qr_alt(address: str) -> str:
    """Return the alternative text of a code: what it is, in any language, and where it leads."""
    return f"QR: {address}"


def qr_drawing(address: str, colour: str) -> Drawing:
    """Return the code at error correction M; one unit is one module. It is never mirrored.

    Letters beyond ASCII are UTF-8, which readers expect whatever the standard says.
    """
    code = segno.make(address, error="m", micro=False, boost_error=True, encoding="utf-8")
    rows = code.matrix
    segments: list[Segment] = []
    for y, row in enumerate(rows):
        for x, length in _dark_runs(row):
            segments += _rectangle(x + QUIET, y + QUIET, length)
    side = len(rows) + 2 * QUIET
    figure = Figure(Outline(tuple(segments)), fill=colour)
    return Drawing("qr", side, side, (figure,), may_mirror=False)


def _dark_runs(row: bytes | bytearray) -> list[tuple[int, int]]:
    """Return (start, length) of each run of dark modules."""
    found: list[tuple[int, int]] = []
    for x, module in enumerate(row):
        if not module:
            continue
        if found and sum(found[-1]) == x:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((x, 1))
    return found


def _rectangle(x: int, y: int, width: int) -> list[Segment]:
    return [
        Segment("move", ((x, y),)),
        Segment("line", ((x + width, y),)),
        Segment("line", ((x + width, y + 1),)),
        Segment("line", ((x, y + 1),)),
        Segment("close"),
    ]
