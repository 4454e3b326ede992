"""What holds while a content stream is read: state, colours, open tags, and where text stands."""

from dataclasses import dataclass, field, replace

from kit.preflight.pdf.fonts import font_of
from kit.preflight.pdf.objects import entry, is_stream, key_of, name, number, text, whole
from kit.preflight.pdf.painted import Colour, Font, Key, Marked, Painted, Picture, Space
from kit.preflight.pdf.spaces import PATTERN, shading_of, space_of
from kit.preflight.pdf.state import IDENTITY, Matrix, State, matrix_of, times

Operands = list[object]


@dataclass(slots=True)
class Gathered:
    """What the streams of a file gave so far; fonts and images are read once."""

    painted: list[Painted] = field(default_factory=list)
    used: list[Marked] = field(default_factory=list)
    mixed: list[Marked] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    groups: list[Space | None] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    fonts: dict[Key, Font] = field(default_factory=dict)
    pictures: dict[Key, Picture] = field(default_factory=dict)
    drawn: int = 0
    rows: dict[Key, int | None] = field(default_factory=dict)

    def begin_page(self) -> None:
        """Forget what belongs to the page before."""
        for part in (self.painted, self.used, self.mixed, self.unknown, self.groups, self.faults):
            part.clear()


@dataclass(frozen=True, slots=True)
class Around:
    """What a stream is drawn in: its ids count with `scope`, `open_forms` may not be met again."""

    scope: Key
    resources: object
    marks: tuple[Marked, ...] = ()
    is_mask: bool = False
    open_forms: frozenset[Key] = frozenset()


class StreamState:
    """One stream as it is read; operators that paint nothing are its methods."""

    def __init__(self, around: Around, state: State, found: Gathered) -> None:
        self._around, self._state, self._found = around, state, found
        self._saved: list[State] = []
        self._marks = list(around.marks)
        self._points: list[list[float]] = []
        self._line: Matrix = IDENTITY
        self._leading = 0.0

    # State

    def save(self, _operands: Operands) -> None:
        """Keep the state for `Q`."""
        self._saved.append(self._state)

    def restore(self, _operands: Operands) -> None:
        """Go back to the state of `q`."""
        if self._saved:
            self._state = self._saved.pop()

    def transform(self, operands: Operands) -> None:
        """Put a matrix before the one that holds."""
        matrix = matrix_of(numbers_of(operands))
        self._state = replace(self._state, matrix=times(matrix, self._state.matrix))

    def fill(self, colour: Colour, pattern: object = None) -> None:
        """Set the colour of fills."""
        self._state = replace(self._state, fill=colour, pattern=pattern)

    def stroke(self, colour: Colour) -> None:
        """Set the colour of outlines."""
        self._state = replace(self._state, stroke=colour)

    def fill_space(self, operands: Operands) -> None:
        """Set the colour space of fills."""
        self.fill(Colour(self._space(operands)))

    def stroke_space(self, operands: Operands) -> None:
        """Set the colour space of outlines."""
        self.stroke(Colour(self._space(operands)))

    def fill_parts(self, operands: Operands) -> None:
        """Set the colour of fills within its space."""
        colour, pattern = self._coloured(self._state.fill.space, operands)
        self.fill(colour, pattern)

    def stroke_parts(self, operands: Operands) -> None:
        """Set the colour of outlines within its space."""
        self.stroke(self._coloured(self._state.stroke.space, operands)[0])

    def _space(self, operands: Operands) -> Space:
        return space_of(operands[0] if operands else None, self.named_spaces())

    def _coloured(self, space: Space, operands: Operands) -> tuple[Colour, object]:
        if space != PATTERN or not operands or not name(operands[-1]):
            return Colour(space, numbers_of(operands)), None
        pattern = self.resource("Pattern", operands[-1:])
        if is_stream(pattern):
            return Colour(PATTERN), pattern
        return shading_of(entry(pattern, "Shading"), self.named_spaces()), None

    # Tags

    def open_mark(self, operands: Operands) -> None:
        """Open a marked content."""
        properties = operands[1] if len(operands) > 1 else None
        if name(properties):
            properties = self.resource("Properties", operands[1:])
        replaced = entry(properties, "ActualText")
        mark = Marked(
            name(operands[0]) if operands else "",
            self._around.scope,
            whole(entry(properties, "MCID")),
            text(entry(properties, "Lang")),
            None if replaced is None else text(replaced),
        )
        was_mixed = is_mixed(self._marks)
        self._marks.append(mark)
        if is_mixed(self._marks) and not was_mixed:
            self._found.mixed.append(mark)
        if mark.mcid is not None:
            self._found.used.append(mark)

    def close_mark(self, _operands: Operands) -> None:
        """Close the innermost marked content."""
        if len(self._marks) > len(self._around.marks):
            self._marks.pop()
        else:
            self._found.faults.append("a marked content is closed (EMC) that was not open")

    # Text

    def begin_text(self, _operands: Operands) -> None:
        """Start at the corner of the page."""
        self._line = IDENTITY

    def font(self, operands: Operands) -> None:
        """Choose font and size."""
        found = self.resource("Font", operands)
        size = number(operands[1]) if len(operands) > 1 else None
        self._state = replace(self._state, font=self._font(found), font_size=size or 0.0)

    def rendering(self, operands: Operands) -> None:
        """Choose whether letters are filled, drawn as outlines or not seen."""
        mode = whole(operands[0]) if operands else None
        self._state = replace(self._state, rendering=mode or 0)

    def set_line(self, operands: Operands) -> None:
        """Put the line of text somewhere."""
        self._line = matrix_of(numbers_of(operands))

    def leading(self, operands: Operands) -> None:
        """Set the distance of lines."""
        self._leading = next(iter(numbers_of(operands)), 0.0)

    def next_line(self, operands: Operands) -> None:
        """Move from the start of the line."""
        x, y = (*numbers_of(operands), 0.0, 0.0)[:2]
        self._line = times((1.0, 0.0, 0.0, 1.0, x, y), self._line)

    def next_line_led(self, operands: Operands) -> None:
        """Move from the start of the line, and take the step as distance of lines."""
        self._leading = -(*numbers_of(operands), 0.0, 0.0)[1]
        self.next_line(operands)

    def new_line(self, _operands: Operands) -> None:
        """Move down by the distance of lines."""
        self.next_line([0, -self._leading])

    def _font(self, found: object) -> Font:
        key = key_of(found)
        if key == (0, 0):
            return font_of(found)
        return self._found.fonts.get(key) or self._found.fonts.setdefault(key, font_of(found))

    # Resources

    def resource(self, kind: str, operands: Operands) -> object:
        """Return a resource of a kind by its name."""
        return entry(entry(self._around.resources, kind), name(operands[0]) if operands else "")

    def named_spaces(self) -> object:
        """Return the colour spaces that have names here."""
        return entry(self._around.resources, "ColorSpace")


def is_mixed(marks: list[Marked]) -> bool:
    """Whether what stands in these marked contents is tagged and decoration at once."""
    is_tagged = any(mark.mcid is not None for mark in marks)
    return is_tagged and any(mark.is_artifact for mark in marks)


def numbers_of(operands: Operands) -> tuple[float, ...]:
    """Return the operands that are numbers."""
    return tuple(value for value in map(number, operands) if value is not None)
