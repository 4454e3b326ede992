"""Frames that are built at any fit -> the loosest fit at which all hold, or what is overset."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor

from kit.document.runs import MessageUse, Text
from kit.findings import Finding, Severity
from kit.layout.box import Box
from kit.layout.compositor import part_of
from kit.layout.page import PlacedLine, leaves
from kit.units import Points, in_mm

# Halvings: sizes to a six-hundredth, gaps to a sixtieth, which nobody sees.
SCALE_STEPS = 6
EASE_STEPS = 6
SAFE = 0.9


@dataclass(frozen=True, slots=True)
class Fit:
    """How tight a frame is set.

    Args:
        scale: Size of running text, 1 for the theme's own; one for a whole product.
        ease: 0 for the tightest gaps and smallest pictures, 1 for the most generous.
    """

    scale: float
    ease: float


@dataclass(frozen=True, slots=True)
class Frame:
    """A panel, or another room for text, of a fixed height.

    Args:
        name: For the reader of a report.
        height: In points.
        build: The frame's content at a fit; its box may be higher than the frame.
        texts: What stands in it, for the report.
    """

    name: str
    height: Points
    build: Callable[[Fit], Box]
    texts: tuple[Text, ...]


def common_scale(frames: Sequence[Frame], least: float) -> float:
    """Return the largest scale in [least, 1] at which every frame fits when set tight."""
    if _fits_all(frames, 1.0):
        return 1.0
    low, high = least, 1.0
    if not _fits_all(frames, low):
        return least
    for _ in range(SCALE_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if _fits_all(frames, middle) else (low, middle)
    return low


def _fits_all(frames: Sequence[Frame], scale: float) -> bool:
    return all(fits(frame, frame.build(Fit(scale, 0.0))) for frame in frames)


def fits(frame: Frame, box: Box) -> bool:
    """Say whether a box holds in its frame."""
    return box.height <= frame.height and not box.overset


def eased(frame: Frame, scale: float) -> Box:
    """Return the frame's content set as generously as it holds, tight where it does not."""
    low, high = 0.0, 1.0
    best = frame.build(Fit(scale, 0.0))
    if not fits(frame, best):
        return best
    widest = frame.build(Fit(scale, 1.0))
    if fits(frame, widest):
        return widest
    for _ in range(EASE_STEPS):
        middle = (low + high) / 2
        box = frame.build(Fit(scale, middle))
        if fits(frame, box):
            low, best = middle, box
        else:
            high = middle
    return best


def loosest(frame: Frame, scale: float) -> Fit:
    """Return the fit with the most generous gaps at which a frame holds, else the tightest."""
    if fits(frame, frame.build(Fit(scale, 1.0))):
        return Fit(scale, 1.0)
    low, high = 0.0, 1.0
    for _ in range(EASE_STEPS):
        middle = (low + high) / 2
        holds = fits(frame, frame.build(Fit(scale, middle)))
        low, high = (middle, high) if holds else (low, middle)
    return Fit(scale, low)


def overset(frame: Frame, box: Box) -> tuple[Finding, ...]:
    """Return an error for each text that is too wide, or for the text that grew most."""
    wide = tuple(_too_wide(frame.name, text) for text in box.overset)
    over = box.height - frame.height
    if over <= 0:
        return wide
    text = worst_of(frame.texts)
    found = _too_long(frame.name, text, over, _room(text, frame, box))
    return (*wide, replace(found, related=_beside(text, frame.texts)))


def _beside(text: Text, texts: Sequence[Text]) -> tuple[str, ...]:
    """Return where the other texts stand that share a text's room."""
    return tuple(where_of(other) for other in texts if other is not text)


def worst_of(texts: Sequence[Text]) -> Text:
    """Return the text that is longest against its source: the one to shorten."""
    return max(texts, key=_growth)


def _room(text: Text, frame: Frame, box: Box) -> int:
    """Return how many characters hold when whole lines of one text go, to make up the overrun.

    Where its lines are not enough, all texts of the frame give up the same share.
    """
    over = box.height - frame.height
    uses = messages_of(text)
    lines = [
        mark for mark in leaves(box.marks) if isinstance(mark, PlacedLine) and _is_of(mark, uses)
    ]
    surplus = _lines_in(over, lines)
    if surplus >= len(lines):
        return max(floor(len(str(text)) * (1 - over / box.height)), 1)
    return max(sum(len(mark.line.text) for mark in lines[:-surplus]), 1)


def _lines_in(height: Points, lines: Sequence[PlacedLine]) -> int:
    """Return how many lines take up a height, at the mean pitch of some lines."""
    drop = lines[-1].y - lines[0].y if lines else 0.0
    return ceil(height * (len(lines) - 1) / drop) if drop > 0 else len(lines)


def _is_of(mark: PlacedLine, uses: tuple[MessageUse, ...]) -> bool:
    return any(run.span.origin and run.span.origin.message in uses for run in mark.line.runs)


def longest(text: Text, holds: Callable[[Text], bool]) -> int:
    """Return how many characters of a text hold, by halving.

    A shorter text may need another division and hold less well; the answer is one under which
    a text of nine tenths holds too.
    """
    low, high = 0, len(str(text))
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if holds(part_of(text, 0, middle)) else (low, middle)
    while low > 1 and not holds(part_of(text, 0, round(low * SAFE))):
        low = round(low * SAFE)
    return low


def longest_of(texts: Sequence[Text], text: Text, holds: Callable[[Sequence[Text]], bool]) -> int:
    """Return how many characters of a text hold beside others.

    Where cutting this one is not enough, all give up the same share.
    """
    alone = longest(text, lambda cut: holds([cut if each is text else each for each in texts]))
    if alone > 0:
        return alone
    low, high = 0.0, 1.0
    for _ in range(SCALE_STEPS):
        middle = (low + high) / 2
        cut = [part_of(each, 0, round(len(str(each)) * middle)) for each in texts]
        low, high = (middle, high) if holds(cut) else (low, middle)
    return max(floor(len(str(text)) * low), 1)


def _growth(text: Text) -> int:
    """Return by how many characters a text is longer than its source."""
    return len(str(text)) - sum(len(use.msgid) for use in messages_of(text))


def messages_of(text: Text) -> tuple[MessageUse, ...]:
    """Return the messages of a text, in order."""
    return tuple(dict.fromkeys(run.message for run in text.runs if run.message))


def _too_long(name: str, text: Text, over: Points, room: int) -> Finding:
    return Finding(
        Severity.ERROR,
        "layout.overset",
        f"{name}: the text is {in_mm(over):.1f} mm too high;"
        f" longest against its source: {str(text)[:60]!r}",
        where_of(text),
        _would_fit(room, text),
    )


def _too_wide(name: str, text: Text) -> Finding:
    longest = max(str(text).split(), key=len, default="")
    is_fact = any(run.fact and longest in run.text for run in text.runs)
    return Finding(
        Severity.ERROR,
        "layout.overset",
        f"{name}: a word is wider than its place at the smallest size: {longest[:40]!r}",
        where_of(text),
        "it comes from the profile: write it shorter there" if is_fact else "use a shorter word",
    )


def headline_overset(name: str, text: Text, room: int) -> Finding:
    """Return the error of a headline that leaves its place; `room` characters would fit."""
    return Finding(
        Severity.ERROR,
        "layout.overset",
        f"{name}: the headline does not fit its place at the smallest size: {str(text)[:60]!r}",
        where_of(text),
        _would_fit(room, text),
    )


def slide_overset(number: int, text: Text, room: int, beside: Sequence[Text] = ()) -> Finding:
    """Return the error of a text that does not hold on a slide; `room` characters would fit.

    `beside` are the texts that share its room.
    """
    return Finding(
        Severity.ERROR,
        "layout.overset",
        f"slide {number}: the text does not hold at the smallest size: {str(text)[:60]!r}",
        where_of(text),
        _would_fit(room, text),
        _beside(text, beside),
    )


def _would_fit(room: int, text: Text) -> str:
    return f"about {room} characters would fit instead of {len(str(text))}"


def where_of(text: Text) -> str:
    """Return catalogue and line of a text's first message."""
    return next((use.where for use in messages_of(text)), "")
