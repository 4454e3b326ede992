"""The values of a paragraph's pieces between break opportunities; lengths in em."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from kit.typeset.glyphs import Line
from kit.typeset.strips import Strip


@dataclass(frozen=True, slots=True)
class Reshaped:
    """A range of the text shaped again, because a line begins or ends inside a shape."""

    start: int
    end: int
    strip: Strip


@dataclass(frozen=True, slots=True)
class Segment:
    """Text between two break opportunities; it stands on one line.

    Args:
        start: Where it begins in the text.
        end: Where its visible text ends.
        stop: Where the next one begins; what lies between hangs.
        is_forced: Whether the line must end after it.
        is_hyphen: Whether a line that ends with it ends in a hyphen; the tail has it.
        width: How wide it is alone on a line, in em.
        left: The paragraph's coordinate of a line that begins with it.
        right: The paragraph's coordinate of a line that ends with it.
        head: Its beginning as a line begins with it, where that changes shapes.
        tail: Its end as a line ends with it, where that changes shapes.
    """

    start: int
    end: int
    stop: int
    is_forced: bool
    is_hyphen: bool
    width: float
    left: float
    right: float
    head: Reshaped | None = None
    tail: Reshaped | None = None

    @property
    def until(self) -> int:
        """The first offset after what a line that begins with it shapes for itself."""
        return self.head.end if self.head else self.start

    @property
    def since(self) -> int:
        """The first offset of what a line that ends with it shapes for itself."""
        return self.tail.start if self.tail else self.end

    def overlaps(self, last: "Segment") -> bool:
        """Return whether one shape reaches from the start of a line to its end in `last`."""
        return last.since < self.until


@dataclass(frozen=True, slots=True)
class Kept:
    """Lines that were set of a paragraph: it is broken at many measures, often alike.

    Args:
        lines: By the first segment and the one after the last.
        broken: All lines, by measure, and whether balanced and justified.
    """

    lines: dict[tuple[int, int], Line] = field(default_factory=dict)
    broken: dict[tuple[float, bool, bool], tuple[Line, ...]] = field(default_factory=dict)


def may_overlap(segments: Iterable[Segment]) -> bool:
    """Return whether any segment overlaps one on its line, which may be itself."""
    reached = 0
    for segment in segments:
        reached = max(reached, segment.until)
        if segment.since < reached:
            return True
    return False
