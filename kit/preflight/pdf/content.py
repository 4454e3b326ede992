"""The content stream of a page -> everything that it paints, with colours and tags.

Follows forms, patterns and soft masks. A form within itself is left out and told.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import pikepdf

from kit.preflight.pdf.objects import (
    entry,
    is_mapping,
    is_stream,
    items,
    key_of,
    name,
    numbers,
    whole,
    word,
)  # fmt: skip
from kit.preflight.pdf.painted import Colour, Painted, Picture, Space
from kit.preflight.pdf.pixels import picture_of
from kit.preflight.pdf.spaces import CMYK, GRAY, RGB, shading_of, space_of
from kit.preflight.pdf.state import (
    State,
    around_all,
    box_of,
    lengths,
    matrix_of,
    moved,
    times,
)  # fmt: skip
from kit.preflight.pdf.stream import Around, Gathered, Operands, StreamState, numbers_of

MOST_DRAWN = 10_000  # forms in a file, so that a few within each other take no hour
UNIT = [0.0, 0.0, 1.0, 0.0, 0.0, 1.0, 1.0, 1.0]
STROKED = (1, 2, 5, 6)  # ways to show text, with Tr
FILLED = (0, 2, 4, 6)


def read_content(stream: pikepdf.Object, around: Around, state: State, found: Gathered) -> None:
    """Add what a page, form or pattern paints to what was found."""
    try:
        instructions = pikepdf.parse_content_stream(stream)
    except (pikepdf.PdfError, TypeError) as error:  # TypeError: an object of the wrong kind
        found.faults.append(f"the content cannot be read: {error}")
        return
    _StreamReader(around, state, found).read(instructions)


class _StreamReader(StreamState):
    """Reads one stream and adds what it paints to what was found."""

    def read(self, instructions: object) -> None:
        """Carry out all operators in turn; unknown ones do nothing and are told."""
        for instruction in items_of(instructions):
            operator = word(instruction.operator)
            if operator in POINTS:
                self._add_points(operator, list(instruction.operands))
            elif action := ACTIONS.get(operator):
                action(self, list(instruction.operands))
            elif operator in PAINTS:
                self._paint_path(operator)
            elif operator == "INLINE IMAGE":
                self._paint_image(instruction.iimage.obj)  # type: ignore[attr-defined] # not in the stubs
            elif operator not in OTHERS:
                self._found.unknown.append(operator)
        if len(self._marks) != len(self._around.marks):
            self._found.faults.append("a marked content (BDC) is never closed (EMC)")

    # State

    def parameters(self, operands: Operands) -> None:
        """Take over an ExtGState, and read the soft mask in it."""
        found = self.resource("ExtGState", operands)
        self._state = self._state.with_parameters(found)
        group = entry(entry(found, "SMask"), "G")
        if isinstance(group, pikepdf.Object) and is_stream(group):
            self._draw(group, replace(self._around, is_mask=True))

    # Text

    def show_on_new_line(self, operands: Operands) -> None:
        """Show text on the next line."""
        self.new_line([])
        self.show(operands[-1:])

    def show(self, operands: Operands) -> None:
        """Show text."""
        font = self._state.font
        codes = tuple(_codes(operands, font.code_bytes if font else 1))
        if not codes:
            return
        state, matrix = self._state, times(self._line, self._state.matrix)
        x, y = moved(matrix, 0, 0)
        self._add(
            "text",
            box=(x, y, x, y),
            fill=state.fill if state.rendering in FILLED else None,
            stroke=state.stroke if state.rendering in STROKED else None,
            font=font,
            codes=codes,
            size=state.font_size * lengths(matrix)[1],
        )

    # Paths and pictures

    def _add_points(self, operator: str, operands: Operands) -> None:
        values = list(numbers_of(operands))
        if operator == "re" and len(values) == 4:  # noqa: PLR2004 - x, y, width, height
            x, y, w, h = values
            values = [x, y, x + w, y, x, y + h, x + w, y + h]
        if operator in ("m", "re") or not self._points:
            self._points.append([])
        self._points[-1] += values

    def _paint_path(self, operator: str) -> None:
        points, self._points = self._points, []
        fills, strokes = PAINTS[operator]
        if (fills or strokes) and points:
            boxes = tuple(box_of(self._state.matrix, each) for each in points)
            self._add(
                "path",
                box=around_all(boxes),
                boxes=boxes,
                fill=self._state.fill if fills else None,
                stroke=self._state.stroke if strokes else None,
            )
            if fills:
                self._draw_pattern()

    def shade(self, operands: Operands) -> None:
        """Paint a shading."""
        colour = shading_of(self.resource("Shading", operands), self.named_spaces())
        x, y = moved(self._state.matrix, 0, 0)
        self._add("shading", box=(x, y, x, y), fill=colour)

    def paint_object(self, operands: Operands) -> None:
        """Paint an image or a form."""
        found = self.resource("XObject", operands)
        if name(entry(found, "Subtype")) == "Form" and isinstance(found, pikepdf.Object):
            self._draw(found, replace(self._around, marks=tuple(self._marks)))
        elif is_stream(found):
            self._paint_image(found)

    def _paint_image(self, image: object) -> None:
        matrix = self._state.matrix
        picture = self._picture(image)
        fill = self._state.fill if picture.is_mask else None
        box = box_of(matrix, UNIT)
        self._add("image", box=box, fill=fill, picture=picture, lengths=lengths(matrix))
        mask = entry(image, "SMask")
        if is_stream(mask):
            self._add(
                "image",
                box=box,
                picture=replace(self._picture(mask), is_mask=True),
                is_mask=True,
            )

    def _picture(self, image: object) -> Picture:
        key = key_of(image)
        if key not in self._found.pictures or key == (0, 0):
            self._found.pictures[key] = picture_of(image, self.named_spaces())
        return self._found.pictures[key]

    def _draw_pattern(self) -> None:
        if isinstance(self._state.pattern, pikepdf.Object):
            self._draw(self._state.pattern, replace(self._around, is_mask=True))

    def _draw(self, form: pikepdf.Object, around: Around) -> None:
        """Read a form, pattern or mask with the state that holds here."""
        key = key_of(form)
        self._found.drawn += 1
        if key in around.open_forms or self._found.drawn > MOST_DRAWN:
            self._found.faults.append("a form is drawn within itself, or too many are drawn")
            return
        group = entry(form, "Group")
        if is_mapping(group):
            self._found.groups.append(_group_space(group, self.named_spaces()))
        inner = replace(
            around,
            scope=key,
            resources=entry(form, "Resources") or around.resources,
            open_forms=around.open_forms | {key},
        )
        matrix = times(matrix_of(numbers(entry(form, "Matrix"))), self._state.matrix)
        before = len(self._found.used)
        read_content(form, inner, replace(self._state, matrix=matrix, pattern=None), self._found)
        if key in self._found.rows:  # drawn once more: the same ids, not new ones
            del self._found.used[before:]
        self._found.rows[key] = whole(entry(form, "StructParents"))

    # Shared

    def _add(self, kind: str, **values: object) -> None:
        given = {
            "marks": tuple(self._marks),
            "is_overprinting": self._state.keeps_other_inks,
            "is_mask": self._around.is_mask,
        }
        self._found.painted.append(Painted(kind, **(given | values)))  # type: ignore[arg-type]


def items_of(instructions: object) -> Iterator[pikepdf.ContentStreamInstruction]:
    """Return the instructions of a stream."""
    return iter(instructions)  # type: ignore[call-overload, no-any-return]


def _group_space(group: object, named: object) -> Space | None:
    space = entry(group, "CS")
    return None if space is None else space_of(space, named)


def _codes(operands: Operands, size: int) -> Iterator[int]:
    for operand in operands:
        for part in items(operand):
            if isinstance(part, pikepdf.String):
                raw = bytes(part)
                for start in range(0, len(raw), size):
                    yield int.from_bytes(raw[start : start + size])


def _filled(space: Space) -> Callable[[_StreamReader, Operands], None]:
    return lambda reader, operands: reader.fill(Colour(space, numbers_of(operands)))


def _stroked(space: Space) -> Callable[[_StreamReader, Operands], None]:
    return lambda reader, operands: reader.stroke(Colour(space, numbers_of(operands)))


POINTS = frozenset(("m", "l", "c", "v", "y", "re"))
# Which operators fill and which draw the outline (ISO 32000-1, table 60).
PAINTS: Mapping[str, tuple[bool, bool]] = {
    "f": (True, False), "F": (True, False), "f*": (True, False),
    "B": (True, True), "B*": (True, True), "b": (True, True), "b*": (True, True),
    "S": (False, True), "s": (False, True), "n": (False, False),
}  # fmt: skip
# What changes nothing that a check looks at (ISO 32000-1, annex A).
OTHERS = frozenset((
    "w", "J", "j", "M", "d", "ri", "i", "h", "W", "W*", "ET", "Tc", "Tw", "Tz", "Ts",
    "d0", "d1", "MP", "DP", "BX", "EX",
))  # fmt: skip
ACTIONS: Mapping[str, Callable[[_StreamReader, Operands], None]] = {
    "q": _StreamReader.save, "Q": _StreamReader.restore,
    "cm": _StreamReader.transform, "gs": _StreamReader.parameters,
    "g": _filled(GRAY), "rg": _filled(RGB), "k": _filled(CMYK),
    "G": _stroked(GRAY), "RG": _stroked(RGB), "K": _stroked(CMYK),
    "cs": _StreamReader.fill_space, "CS": _StreamReader.stroke_space,
    "sc": _StreamReader.fill_parts, "scn": _StreamReader.fill_parts,
    "SC": _StreamReader.stroke_parts, "SCN": _StreamReader.stroke_parts,
    "BDC": _StreamReader.open_mark, "BMC": _StreamReader.open_mark,
    "EMC": _StreamReader.close_mark,
    "BT": _StreamReader.begin_text, "Tf": _StreamReader.font, "Tr": _StreamReader.rendering,
    "Tm": _StreamReader.set_line, "Td": _StreamReader.next_line,
    "TD": _StreamReader.next_line_led, "T*": _StreamReader.new_line, "TL": _StreamReader.leading,
    "Tj": _StreamReader.show, "TJ": _StreamReader.show,
    "'": _StreamReader.show_on_new_line, '"': _StreamReader.show_on_new_line,
    "sh": _StreamReader.shade, "Do": _StreamReader.paint_object,
}  # fmt: skip
