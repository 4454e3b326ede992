"""A slide's part of a document -> what a hand-out says about it: time, talking points, sources."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kit.document.model import Document
from kit.document.runs import Run, Text
from kit.document.texts import sources_of
from kit.layout.box import Box, stack, tagged
from kit.layout.compositor import Type
from kit.layout.handout_sheet import LEAST, HandoutSheet
from kit.layout.parts import digits, plain
from kit.layout.slide_notes import SOURCES, citation, times
from kit.layout.structure import as_one, gathered
from kit.sources.bibliography import Source
from kit.typeset.glyphs import Weight
from kit.units import Points, mm

GAP_MM = 1.4
DOT = " · "
WEB = re.compile(r"https?://")
# Where an address may go on in the next line: after a sign, or anywhere in a long word.
PIECE = re.compile(r".{0,23}[/?&=_-]+|.{1,24}")


@dataclass(frozen=True, slots=True)
class HandoutWords:
    """Sets what stands beside or under the slides; `bibliography` has the sources by id."""

    sheet: HandoutSheet
    bibliography: dict[str, Source]

    @property
    def document(self) -> Document:
        """The deck's document."""
        return self.sheet.document

    def name(self, key: str, fallback: str) -> str:
        """Return a word of the template, such as "Sources"."""
        return dict(self.document.names).get(key, fallback)

    def points(self, index: int, measure: Points, scale: float) -> tuple[Box, ...]:
        """Return a slide's number and time and its talking points, each a paragraph."""
        head = self.sheet.type(scale, Weight.BOLD)
        kind = self.sheet.type(scale, role="LBody")
        return (
            self._set(self._head(index), head, measure),
            *(
                tagged(self._set(text, kind, measure), "LI")
                for text in self.document.parts[index].notes
            ),
        )

    def sources(self, index: int, measure: Points) -> tuple[Box, ...]:
        """Return the sources of a slide, each a paragraph in the least size."""
        cited = sources_of(self.document.parts[index])
        return tuple(self._citation(name, "", measure) for name in cited)

    def all_sources(self, measure: Points) -> tuple[Box, ...]:
        """Return each source once, after the numbers of the slides that cite it."""
        citing: dict[str, list[str]] = {}
        for number, part in enumerate(self.document.parts, 1):
            for name in sources_of(part):
                citing.setdefault(name, []).append(digits(number, self.document.locale))
        return tuple(
            self._citation(name, f"{DOT.join(numbers)} ", measure)
            for name, numbers in citing.items()
        )

    def label(self, text: str, measure: Points, role: str = "P") -> Box:
        """Return a word over what follows, in bold."""
        kind = self.sheet.type(LEAST if role == "P" else 1.0, Weight.BOLD, role)
        return self._set(plain(text, self.document.locale), kind, measure)

    def _set(self, text: Text, kind: Type, measure: Points) -> Box:
        return self.sheet.compositor.text(text, kind, measure)

    def _head(self, index: int) -> Text:
        """Return the number of a slide and how long it takes; on the first, the whole talk too."""
        document = self.document
        figure = digits(index + 1, document.locale)
        spoken = times(document.parts, index, dict(document.names), document.locale)
        return plain(DOT.join((figure, *spoken)), document.locale)

    def _citation(self, name: str, before: str, measure: Points) -> Box:
        """Return a source, its address on lines of its own, because few addresses fit one."""
        source, tag = self.bibliography[name], self.document.locale.tag
        kind = replace(self.sheet.type(LEAST), may_hyphenate=False)
        # Set apart, as a value is, because most sources run from left to right in any language.
        words = Run(citation(source), source.language, fact=SOURCES)
        address = Run("", source.language, is_whole=True, fact=SOURCES, link=_link(source))
        lines = [
            self._set(Text((replace(address, text=line),)), kind, measure)
            for line in self._cut(source.address, kind, measure)
        ]
        text = Text((Run(before, tag, is_bold=True), words))
        both = stack([self._set(text, kind, measure), *lines], 0.0)
        return tagged(replace(both, marks=as_one(both.marks, "LBody")), "LI")

    def _cut(self, address: str, kind: Type, measure: Points) -> list[str]:
        """Return the lines of an address, which has no hyphens and no spaces to break it at."""
        lines = [""]
        for piece in PIECE.findall(address):
            longer = plain(lines[-1] + piece, self.document.locale)
            if lines[-1] and self.sheet.compositor.one_line_size(longer, kind, measure) < kind.size:
                lines.append("")
            lines[-1] += piece
        return lines


def _link(source: Source) -> str:
    return source.address if WEB.match(source.address) else ""


def paragraphs(boxes: Sequence[Box]) -> Box:
    """Return paragraphs under each other."""
    box = stack(boxes, mm(GAP_MM))
    return replace(box, marks=gathered(box.marks))


def flowed(boxes: Sequence[Box], rooms: Iterable[Points], gap: Points) -> list[list[Box]]:
    """Return the boxes that stand under each other in each of some rooms, given their heights.

    A box stays whole; one that is higher than its room stands alone there.
    """
    heights = iter(rooms)
    columns: list[list[Box]] = [[]]
    free = next(heights)
    for box in boxes:
        if box.height > free and (columns[-1] or len(columns) == 1):
            columns.append([])
            free = next(heights)
        columns[-1].append(box)
        free -= box.height + gap
    return columns
