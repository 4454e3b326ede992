"""Counts the lines of slides: the kit's own measure beside LibreOffice, paragraph by paragraph.

A deck is laid out, written and made a PDF by LibreOffice. The letters inside the box of each
placeholder are sorted into lines by their baselines, the lines are given to the paragraphs by
their characters, and the counts are compared. The kit's measure is taken twice: at the full width
of the box, as a program breaks the slide, and at ROOM of it, the reserve with which sizes are
chosen. "More" are the paragraphs for which LibreOffice needs more lines than the kit has reckoned
with at ROOM: those may spill. "Resized" are those that LibreOffice shows at another size, because
it thinks that they do not fit. Charts, tables and footers are not counted.

Run: python benchmarks/slide_lines.py [LANGUAGE ...] [--workspace FOLDER] [--partner NAME]
     [--product NAME] [--work FOLDER] [--json] [--verbose]

Without languages, those of most different scripts: built-in partners, and a made-up one for what
none of them speaks. Needs `soffice`.
"""

import argparse
import json
import shutil
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations, pairwise
from pathlib import Path

from peers.office import Letter, pages_of, to_pdf
from peers.talks import (
    MADE_UP,
    PRODUCT,
    bench_for,
    deck_of,
    document_of,
    make_workspace,
    speakers,
)

from kit.document.runs import Text
from kit.export.slides.deck import write_deck
from kit.export.slides.pictures import Rasteriser
from kit.layout.compositor import Compositor, Type
from kit.layout.deck import Deck, Placeholder, SlideText
from kit.layout.slide_fit import ROOM, WEIGHTS, room_of
from kit.layout.slide_geometry import WIDTH
from kit.typeset.glyphs import Span
from kit.units import Rect

LANGUAGES = ("en", "ar", "km", "ko", "mn", "sw", "lo", "am", "ne", "vi", "my", "fr")
AIM = 95.0
# Baselines of lines are further apart than this share of the size; letters of one line are not.
BETWEEN = 0.45
# A paragraph is resized if its letters differ by more than this many points from its size.
RESIZED = 0.1
AROUND = 4.0  # points by which letters may stand outside their box


@dataclass(frozen=True, slots=True)
class Talk:
    """One deck to measure: its language and who gives it."""

    language: str
    partner: str
    workspace: Path | None
    product: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A paragraph: lines in LibreOffice, in the kit at full width and with its reserve."""

    slide: int
    key: str
    text: str
    office: int
    full: int
    reserve: int
    size: float
    shown: float
    lines: tuple[str, ...]

    @property
    def is_resized(self) -> bool:
        """Whether LibreOffice shows it at another size than was written."""
        return abs(self.size - self.shown) > RESIZED


@dataclass(frozen=True, slots=True)
class Result:
    """All paragraphs of a deck."""

    talk: Talk
    paragraphs: tuple[Counted, ...]

    def row(self) -> tuple[str, ...]:
        """Return the row of the table."""
        found = self.paragraphs
        total = len(found)
        full = sum(each.office == each.full for each in found)
        reserve = sum(each.office == each.reserve for each in found)
        more = sum(each.office > each.reserve for each in found)
        resized = sum(each.is_resized for each in found)
        shares = [f"{100 * part / max(total, 1):.1f}" for part in (full, reserve)]
        counts = (str(full), shares[0], str(reserve), shares[1], str(more), str(resized))
        return (self.talk.language, self.talk.partner, str(total), *counts)


def box_of(text: SlideText, place: Placeholder, deck: Deck) -> Rect:
    """Return where a placeholder stands on the slide."""
    return text.rect or (place.rect.mirrored(WIDTH) if deck.is_rtl else place.rect)


def inside(letters: Sequence[Letter], box: Rect, size: float) -> list[Letter]:
    """Return the letters of a placeholder: in its box, and of about its size."""
    return [
        letter
        for letter in letters
        if box.x - AROUND <= letter.x <= box.x + box.w + AROUND
        and box.y - AROUND <= letter.y <= box.y + box.h + AROUND
        and size * 0.6 <= letter.size <= size * 1.05
    ]


def office_lines(letters: Sequence[Letter]) -> tuple[float, list[str]]:
    """Return the size that is shown, and the letters of each line.

    Some letters are raised or lowered, so a line is a bunch of heights close together.
    """
    if not letters:
        return 0.0, []
    size = Counter(round(letter.size, 2) for letter in letters).most_common(1)[0][0]
    heights = sorted({letter.y for letter in letters if letter.is_base})
    bunches = [[heights[0]]]
    for height in heights[1:]:
        if height - bunches[-1][-1] > BETWEEN * size:
            bunches.append([])
        bunches[-1].append(height)
    lines: list[list[Letter]] = [[] for _ in bunches]
    for letter in letters:
        distances = [min(abs(letter.y - height) for height in bunch) for bunch in bunches]
        lines[distances.index(min(distances))].append(letter)
    ordered = (sorted(line, key=lambda letter: letter.x) for line in lines)
    return size, ["".join(letter.text for letter in line) for line in ordered]


def bag(text: str) -> Counter[str]:
    """Return the letters of a text without their order, which a PDF of many scripts has lost."""
    return Counter(
        character
        for character in unicodedata.normalize("NFKC", text)
        if character.isalnum() or unicodedata.category(character) == "Po"
    )


def shared_out(lines: Sequence[str], texts: Sequence[str]) -> list[Sequence[str]]:
    """Give lines to paragraphs, in order, so that the characters agree best."""
    wanted = [bag(text) for text in texts]
    bags = [bag(line) for line in lines]

    def distance(cuts: tuple[int, ...]) -> int:
        total = 0
        for (start, stop), want in zip(pairwise((0, *cuts, len(lines))), wanted, strict=True):
            have: Counter[str] = sum(bags[start:stop], Counter())
            total += ((want - have) + (have - want)).total()
        return total

    if len(lines) < len(texts):
        return [lines[number : number + 1] for number in range(len(texts))]
    cuts = min(combinations(range(1, len(lines)), len(texts) - 1), key=distance)
    return [lines[start:stop] for start, stop in pairwise((0, *cuts, len(lines)))]


@dataclass(frozen=True, slots=True)
class Meter:
    """Compares the texts of one deck; `letters` are those of each page."""

    deck: Deck
    compositor: Compositor
    letters: Sequence[Sequence[Letter]]

    def paragraphs(self) -> Iterator[Counted]:
        """Yield all paragraphs of the deck."""
        places = {
            (layout.key, place.key): place
            for layout in self.deck.layouts
            for place in layout.placeholders
        }
        for number, slide in enumerate(self.deck.slides, 1):
            for text in slide.texts:
                yield from self._counted(number, text, places[slide.layout, text.key])

    def _counted(self, number: int, text: SlideText, place: Placeholder) -> Iterator[Counted]:
        box = box_of(text, place, self.deck)
        shown, lines = office_lines(inside(self.letters[number - 1], box, text.size))
        words = ["".join(span.text for span in spans) for spans in text.paragraphs]
        colour = self.compositor.theme.named(place.colour)
        kind = Type(text.size, 1.0, WEIGHTS[place.face], colour)
        parts = shared_out(lines, words)
        for spans, said, part in zip(text.paragraphs, words, parts, strict=True):
            yield Counted(
                slide=number,
                key=text.key,
                text=said,
                office=len(part),
                full=self._kit(spans, kind, box.w),
                reserve=self._kit(spans, kind, box.w * room_of(self.compositor)),
                size=text.size,
                shown=shown,
                lines=tuple(part),
            )

    def _kit(self, spans: Sequence[Span], kind: Type, width: float) -> int:
        """Return into how many lines the kit's measure of slides breaks a paragraph."""
        text = Text(tuple(span.origin for span in spans))
        return len(self.compositor.lines(text, kind, width))


def measure(talks: Sequence[Talk], work: Path) -> list[Result]:
    """Write the decks of all talks, convert them in one go, and compare."""
    made: list[tuple[Talk, Deck, Compositor, Path]] = []
    rasteriser = Rasteriser({})
    for talk in talks:
        bench = bench_for(talk.partner, talk.language, talk.workspace, talk.product)
        deck = deck_of(bench, document_of(bench, talk.product))
        path = work / f"{talk.partner}-{talk.language}.pptx"
        path.write_bytes(write_deck(deck, rasteriser)[0])
        made.append((talk, deck, bench.compositor, path))
    to_pdf([path for *_, path in made], work)
    results: list[Result] = []
    for talk, deck, compositor, path in made:
        meter = Meter(deck, compositor, pages_of(path.with_suffix(".pdf")))
        results.append(Result(talk, tuple(meter.paragraphs())))
    return results


def talks_of(chosen: argparse.Namespace, work: Path) -> list[Talk]:
    """Return what to measure: the named partner's deck, or for each language somebody's."""
    languages = tuple(chosen.languages) or LANGUAGES
    known = speakers(chosen.workspace)
    lacking = [language for language in languages if language not in known]
    made_up = make_workspace(work / "workspace", lacking) if lacking else None
    return [
        Talk(language, chosen.partner or known[language], chosen.workspace, chosen.product)
        if chosen.partner or language in known
        else Talk(language, MADE_UP, made_up, chosen.product)
        for language in languages
    ]


def print_table(results: Sequence[Result]) -> None:
    """Print one row for each deck, and the sum."""
    heads = ("language", "partner", "paragraphs", "equal", "%", "equal at ROOM", "%", "more",
             "resized")  # fmt: skip
    everything = tuple(each for result in results for each in result.paragraphs)
    total = Result(Talk("all", "", None, ""), everything)
    print("| " + " | ".join(heads) + " |\n|" + "---|" * len(heads))
    for result in (*results, total):
        print("| " + " | ".join(result.row()) + " |")
    low = [result.talk.language for result in results if float(result.row()[4]) < AIM]
    print(f"\nROOM is {ROOM}; the aim is {AIM:.0f} % equal;", f"below it: {', '.join(low) or '-'}")


def print_misses(results: Sequence[Result]) -> None:
    """Print each paragraph whose counts differ, with LibreOffice's lines."""
    for result in results:
        for each in result.paragraphs:
            if each.office == each.full == each.reserve and not each.is_resized:
                continue
            counts = f"LibreOffice {each.office}, kit {each.full}, with ROOM {each.reserve}"
            sizes = f"{each.size:.1f} pt, shown {each.shown:.1f}"
            print(f"{result.talk.language} {each.slide} {each.key}: {counts}, {sizes}: {each.text}")
            print("    " + " / ".join(each.lines))


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("languages", nargs="*", help=f"default: {' '.join(LANGUAGES)}")
    parser.add_argument("--workspace", type=Path, help="folder with partners of one's own")
    parser.add_argument("--partner", help="default: the first who speaks each language")
    parser.add_argument("--product", default=PRODUCT)
    parser.add_argument("--work", type=Path, help="folder for the files, kept afterwards")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--verbose", action="store_true", help="list what differs")
    chosen = parser.parse_args()
    if not shutil.which("soffice"):
        raise SystemExit("soffice is missing: install LibreOffice Impress")
    with tempfile.TemporaryDirectory() as folder:
        work = (chosen.work or Path(folder)).resolve()
        work.mkdir(parents=True, exist_ok=True)
        results = measure(talks_of(chosen, work), work)
    if chosen.json:
        print(json.dumps([asdict(result) for result in results], default=str, ensure_ascii=False))
        return
    print_table(results)
    if chosen.verbose:
        print_misses(results)


if __name__ == "__main__":
    main()
