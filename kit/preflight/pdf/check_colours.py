"""A finished PDF -> whether its colours are those of its use: inks on paper, light on a screen."""

from collections.abc import Iterator

from kit.preflight.pdf.check_press import area, meets
from kit.preflight.pdf.painted import Colour, Painted, Quad, Space
from kit.preflight.pdf.spaces import CMYK
from kit.preflight.pdf.view import Fault, Page, PdfFile, pieces

ROUNDING = 0.005  # of inks that are written with a few digits
BLACK = 0.85  # black ink from which a text counts as black
FOUR_INK_BLACK = 2.0  # sum of inks from which a text in all four looks black
MOST_TINT = 0.4  # by how much cyan, magenta and yellow may differ in what looks black
SMALL_TEXT = 24.0  # points
INKS = 4
NEEDED = {"DeviceRGB": 3, "DeviceCMYK": 4}


def _colours(item: Painted) -> Iterator[Colour]:
    yield from (colour for colour in (item.fill, item.stroke) if colour is not None)
    if item.picture is not None and not item.picture.is_mask:
        yield Colour(item.picture.space)


def rgb(file: PdfFile) -> Iterator[Fault]:
    """Yield colours of a screen in a file for print."""
    for page in file.pages if file.is_print else ():
        found = [item for item in page.painted if any(c.space.is_rgb for c in _colours(item))]
        if found:
            yield pieces(page, found, "in red, green and blue (RGB)")


def groups(file: PdfFile) -> Iterator[Fault]:
    """Yield transparency in a file for print that is not mixed in the inks of the press."""
    for page in file.pages if file.is_print else ():
        wrong = {space for space in page.groups if space is not None and not _is_ink(space)}
        for space in sorted(wrong, key=lambda space: space.kind):
            yield Fault(f"page {page.number}", f"transparency is mixed in {space.kind}")


def _is_ink(space: Space) -> bool:
    return space.kind in ("DeviceCMYK", "DeviceGray") or space.parts == INKS


def device_colours(file: PdfFile) -> Iterator[Fault]:
    """Yield colours of a device that the output intent does not speak of."""
    known = {intent.parts for intent in file.intents}
    for page in file.pages if known else ():  # without any, another check tells it
        kinds = {colour.space.kind for item in page.painted for colour in _colours(item)}
        for kind in sorted(kinds & set(NEEDED)):
            if NEEDED[kind] not in known and not (file.is_print and kind == "DeviceRGB"):
                yield Fault(f"page {page.number}", f"no output intent says what {kind} looks like")


def ink(file: PdfFile) -> Iterator[Fault]:
    """Yield the heaviest place of each page on which there is more ink than paper takes."""
    for page in file.pages if file.is_print else ():
        heavy = [each for item in page.painted for each in _inks(item, page)]
        most = max(heavy, default=(0.0, 0.0, 0.0))
        if most[0] > file.ink_limit + ROUNDING:
            yield Fault(
                page.place(most[1], most[2]),
                f"{most[0]:.0%} ink; more than {file.ink_limit:.0%} smears and does not dry",
            )


def _inks(item: Painted, page: Page) -> Iterator[tuple[float, float, float]]:
    """Yield sums of inks with their places, within what is printed."""
    here: Quad = area(page)
    spots = item.boxes or (item.box,)
    inside = next((box for box in spots if _is_in(box, here)), None)
    if inside is None or item.is_mask:
        return
    for colour in (item.fill, item.stroke):
        if colour is not None and colour.space == CMYK:
            sums = [sum(parts) for parts in (colour.parts, *colour.ends)]
            yield max(sums), inside[0], inside[3]
    if item.picture is not None:
        left, bottom, right, top = item.box
        across, down = item.picture.ink_at
        yield item.picture.ink, left + across * (right - left), top - down * (top - bottom)


def _is_in(box: Quad, here: Quad) -> bool:
    left, bottom, right, top = box
    wide = (left, bottom, max(right, left + 0.1), max(top, bottom + 0.1))
    return meets(wide, here)


def _black_texts(page: Page) -> Iterator[Painted]:
    for item in page.painted:
        is_seen = item.kind == "text" and item.fill is not None and item.text.strip()
        if is_seen and _is_in(item.box, area(page)):
            yield item


def overprint(file: PdfFile) -> Iterator[Fault]:
    """Yield pages with black text that leaves white gaps when the inks shift on the press."""
    for page in file.pages if file.is_print else ():
        found = [
            item
            for item in _black_texts(page)
            if item.fill and _is_black(item.fill) and not item.is_overprinting
        ]
        if found:
            yield pieces(
                page, found, "black without overprint, so that the colour under it is left out"
            )


def _is_black(colour: Colour) -> bool:
    if colour.space.kind == "DeviceGray":
        return bool(colour.parts) and 1 - colour.parts[0] >= BLACK
    return colour.space == CMYK and not any(colour.parts[:3]) and sum(colour.parts) >= BLACK


def four_ink_texts(file: PdfFile) -> Iterator[Fault]:
    """Yield pages with small text in four inks, whose edges blur when the inks shift."""
    for page in file.pages if file.is_print else ():
        found = [
            item
            for item in _black_texts(page)
            if item.size <= SMALL_TEXT and item.fill and _looks_black(item.fill)
        ]
        if found:
            yield pieces(page, found, "in a black of four inks")


def _looks_black(colour: Colour) -> bool:
    """Whether a colour is a black or grey of four inks, and not a dark red or brown."""
    if colour.space != CMYK or len(colour.parts) != INKS or not all(colour.parts):
        return False
    tints = colour.parts[:3]
    return sum(colour.parts) > FOUR_INK_BLACK and max(tints) - min(tints) <= MOST_TINT
