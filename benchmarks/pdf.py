"""Compares finished PDFs: the kit, Typst and WeasyPrint, of the same brochure, in one run.

The donor brochure (two A4 pages of three panels) of the kit's own texts, fonts and drawings, in
three languages; `peers/` holds the templates. Each tool writes each standard that it offers, with
headings, lists, pictures with alternative texts and a link. veraPDF judges every file, PDFium and
poppler read its words back, and it is made twice to see whether the bytes are the same. Cold is a
whole process, warm one process that makes a file over and over of words that it has not met.

Run: python benchmarks/pdf.py [RUNS] [--peers PYTHON] [--work FOLDER]

PYTHON is that of an environment with `pip install typst weasyprint`; WeasyPrint needs Pango too
(`apt-get install libpango-1.0-0 libpangoft2-1.0-0`). Without it only the kit's figures are
printed. The kit's own environment has its test extra; veraPDF needs Java and JAXB
(`apt-get install openjdk-17-jdk-headless libjaxb-java`), the reading `poppler-utils`. FOLDER
keeps the files to look at. Needs Linux or macOS.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from peers import press_inks
from peers.reading import by_pdfium, by_poppler, share
from products import PEERS, PRODUCTS, ROOT, Bench, prepare, run, versions

from tests.standards.colours import rgb_uses
from tests.standards.separations import Proof, proof
from tests.standards.verapdf import VeraPdf, open_verapdf

LANGUAGES = ("en", "ar", "km")
PRODUCT = PRODUCTS[0]
PARTNER = "fair"
EPOCH = "SOURCE_DATE_EPOCH"
NAMES = {
    "ua1": "UA-1", "2a": "A-2a", "ua2": "UA-2", "wt1a": "WTPDF accessibility",
    "wt1r": "WTPDF reuse", "4": "A-4", "4e": "A-4e",
}  # fmt: skip
HEADS = (
    "language", "tool", "claimed in one file", "passed", "KB", "words, PDFium", "words, poppler",
    "same bytes", "with SOURCE_DATE_EPOCH", "warm ms", "cold s",
)  # fmt: skip
PRINT_HEADS = (
    "tool", "claimed", "RGB operators", "text of black ink alone", "plates that this text changes",
    "most ink",
)  # fmt: skip
PRINT = "x4"
RGB_OPERATORS = (": rg", ": RG")
PROFILE = ROOT / "assets/icc/FOGRA39L.icc"
NO_BOOKMARKS = "h1, h2, h3 { bookmark-level: none }"

NOTES = """
passed: by veraPDF, or the rules that are broken. words: the share of words of two letters and more
that come back whole and in the order of their text, from PDFium and from poppler.
same bytes: of two processes at different times, without and with SOURCE_DATE_EPOCH.
RGB operators: in content streams. Text that overprints changes the black plate and no other.
bytes and ms of the last table: one brochure, laid out before, so that only drawing counts.
Equal: words, fonts, drawings, headings, lists, alternative texts, links, order of reading.
Not equal:
- The kit finds sizes at which everything holds, sets headlines along a drop, reads catalogues,
  profile and template and checks them; the peers get chosen words, tiles and QR code.
- WeasyPrint takes one standard a file; its UA-2 file has no bookmarks, which would break 8.8-1.
- WeasyPrint writes the colours that it is given: for print, style sheets and drawings name inks.
  What still is RGB is the black that each of its drawings begins with. CSS has no overprint.
- Warm, Typst keeps fonts, templates and drawings, WeasyPrint fonts, style sheets and drawings, the
  kit files, templates, drawings and fonts, but no set text.
"""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a tool is asked for: flavours that it claims in one file, and how it is told."""

    tool: str
    name: str
    flavours: tuple[str, ...]
    told: dict[str, Any] = field(default_factory=dict)

    @property
    def shown(self) -> str:
        """The standards as people write them."""
        return ", ".join(NAMES[flavour] for flavour in self.flavours)


CLAIMS = (
    Claim("kit", "ua1", ("ua1", "2a")),
    Claim("kit", "ua2", ("ua2", "wt1a", "wt1r", "4")),
    Claim("Typst", "ua1", ("ua1", "2a"), {"standards": ["ua-1", "a-2a"]}),
    Claim("Typst", "a4", ("4",), {"standards": ["a-4"]}),
    Claim("WeasyPrint", "ua1", ("ua1",), {"variant": "pdf/ua-1"}),
    Claim("WeasyPrint", "a2a", ("2a",), {"variant": "pdf/a-2a"}),
    Claim("WeasyPrint", "ua2", ("ua2",), {"variant": "pdf/ua-2", "style": NO_BOOKMARKS}),
    Claim("WeasyPrint", "a4e", ("4e",), {"variant": "pdf/a-4e"}),
)


@dataclass(frozen=True, slots=True)
class Row:
    """What was found of one tool's file in one language, as cells of a table."""

    language: str
    tool: str
    claimed: str
    passed: str
    kilobytes: float
    words: tuple[float, float]
    same: tuple[bool, bool]
    warm: float
    cold: float

    def cells(self) -> tuple[str, ...]:
        """Return the row of the table."""
        pdfium, poppler = self.words
        bare, dated = ("yes" if same else "no" for same in self.same)
        return (
            self.language, self.tool, self.claimed, self.passed, f"{self.kilobytes:.0f}",
            f"{pdfium:.1%}", f"{poppler:.1%}", bare, dated, f"{self.warm * 1000:.0f}",
            f"{self.cold:.2f}",
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Press:
    """How a tool is started for a claim in a language, and where its file comes out."""

    bench: Bench
    claim: Claim
    language: str

    @property
    def words(self) -> dict[str, Any]:
        """The words of the brochure, as products.py hands them to the peers."""
        path = self.bench.work / f"words/{PARTNER}-{self.language}-brochure.json"
        found: dict[str, Any] = json.loads(path.read_text("utf-8"))
        return found

    @property
    def name(self) -> str:
        """The name of a peer's file and of its words."""
        return f"{self.claim.tool}-{self.claim.name}-{self.language}"

    @property
    def file(self) -> Path:
        """The file that comes out."""
        if self.claim.tool == "kit":
            name = "brochure-donor-print.pdf" if self.claim.name == PRINT else "brochure-donor.pdf"
            return self.bench.work / "kit" / self._folder / name
        return self.bench.work / self.claim.tool.lower() / f"{self.name}.pdf"

    @property
    def _folder(self) -> str:
        return f"{self.claim.name}/{PARTNER}/{self.language}"

    def tell(self) -> None:
        """Write the words for a peer, with what it is to claim."""
        told = self.words | self.claim.told
        path = self.bench.work / f"words/{self.name}.json"
        path.write_text(json.dumps(told, ensure_ascii=False), "utf-8")

    def cold(self) -> list[str]:
        """Return the command of a whole process."""
        if self.claim.tool != "kit":
            return self.bench.side(self.claim.tool, self.name)
        command = [sys.executable, "-m", "kit", "build", PARTNER, "--jobs", "1"]
        command += ["--workspace", str(self.bench.workspace), "--language", self.language]
        command += ["--product", PRODUCT]
        command += ["--print"] if self.claim.name == PRINT else ["--pdf", self.claim.name]
        return [*command, "--out", str(self.bench.work / "kit" / self.claim.name)]

    def warm(self, runs: int) -> list[str]:
        """Return the command that times its own rounds."""
        if self.claim.tool != "kit":
            return self.bench.side(self.claim.tool, "--warm", str(runs), self.name)
        side = [sys.executable, str(PEERS / "kit_side.py"), str(self.bench.workspace), PARTNER]
        return [*side, self.language, PRODUCT, str(runs), f"keep-{self.claim.name}"]


def measured(press: Press, verapdf: VeraPdf, runs: int) -> Row:
    """Make the file of a claim, again and again, and look at it."""
    press.tell()
    same = (_is_same(press), _is_same(press, "1790000000"))
    cold = [run(press.cold())[0].seconds for _ in range(runs)]
    warm = json.loads(run(press.warm(runs))[1])["seconds"]
    verdicts = verapdf.validate([press.file], press.claim.flavours)
    broken = [rule for verdict in verdicts for rule in sorted(verdict.broken_rules)]
    return Row(
        press.language,
        press.claim.tool,
        press.claim.shown,
        ", ".join(broken) or "all",
        press.file.stat().st_size / 1024,
        (share(press.words, by_pdfium(press.file)), share(press.words, by_poppler(press.file))),
        same,
        statistics.median(warm),
        statistics.median(cold),
    )


def _is_same(press: Press, epoch: str = "") -> bool:
    """Whether two processes, more than a second apart, write the same bytes."""
    os.environ.pop(EPOCH, None)
    if epoch:
        os.environ[EPOCH] = epoch
    made: list[bytes] = []
    for _ in range(2):
        run(press.cold())
        made.append(press.file.read_bytes())
        time.sleep(1.1)
    os.environ.pop(EPOCH, None)
    return made[0] == made[1]


def compared(bench: Bench, verapdf: VeraPdf, runs: int) -> Iterator[Row]:
    """Yield a row for each claim of each tool in each language."""
    for language in LANGUAGES:
        for claim in CLAIMS:
            if claim.tool == "kit" or bench.peers:
                yield measured(Press(bench, claim, language), verapdf, runs)


@dataclass(frozen=True, slots=True)
class PrintRow:
    """What was found of one tool's file for a print shop; a tool without one has no proof."""

    tool: str
    claimed: str = "nothing of the kind is offered"
    rgb: int = 0
    proof: Proof | None = None

    def cells(self) -> tuple[str, ...]:
        """Return the row of the table."""
        if self.proof is None:
            return (self.tool, self.claimed, "-", "-", "-", "-")
        changed = ", ".join(sorted(self.proof.changed))
        pieces = str(self.proof.pieces)
        return (
            self.tool,
            self.claimed,
            str(self.rgb),
            pieces,
            changed,
            f"{self.proof.most_ink:.0f} %",
        )


def printed(bench: Bench) -> Iterator[PrintRow]:
    """Yield a row for each tool: the brochure in English for a print shop."""
    claim = Claim("kit", PRINT, ())
    press = Press(bench, claim, LANGUAGES[0])
    run(press.cold())
    yield _proved("kit", press.file, bench.work / "proof-kit")
    if not bench.peers:
        return
    yield PrintRow("Typst")
    told = {"variant": "pdf/x-4", "intent": "device-cmyk", "style": press_inks.STYLE}
    press = Press(bench, Claim("WeasyPrint", PRINT, (), told), LANGUAGES[0])
    press.tell()
    folder = press_inks.press_folder(bench.work, bench.work / "press", PROFILE)
    inked = Press(Bench(folder, bench.peers), press.claim, LANGUAGES[0])
    run(inked.cold())
    yield _proved("WeasyPrint", inked.file, bench.work / "proof-weasyprint")


def _proved(tool: str, file: Path, folder: Path) -> PrintRow:
    uses = [use for use in rgb_uses(file) if use.endswith(RGB_OPERATORS)]
    return PrintRow(tool, "X-4", len(uses), proof(file, folder))


def costs(bench: Bench, runs: int) -> Iterator[tuple[str, ...]]:
    """Yield a row for each language and way of drawing: milliseconds and bytes."""
    for language in LANGUAGES:
        command = [sys.executable, str(PEERS / "kit_cost.py"), str(bench.workspace), PARTNER]
        ways = json.loads(run([*command, language, PRODUCT, str(runs)])[1])
        for way, figures in ways.items():
            yield language, way, f"{figures['ms']:.1f}", str(figures["bytes"])


def print_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows as Markdown."""
    print("\n| " + " | ".join(heads) + " |\n|" + "---|" * len(heads))
    for row in rows:
        print("| " + " | ".join(row) + " |")


def compare(bench: Bench, runs: int) -> None:
    """Measure all cases and print the tables."""
    print(versions(bench.peers))
    prepare(bench)
    driver = bench.work / "verapdf"
    driver.mkdir(exist_ok=True)
    rows = compared(bench, open_verapdf(driver), runs)
    print_table(HEADS, (row.cells() for row in rows))
    print_table(PRINT_HEADS, (row.cells() for row in printed(bench)))
    print_table(("language", "way", "ms", "bytes"), costs(bench, 3 * runs))
    print(NOTES)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("runs", nargs="?", type=int, default=5, help="runs of each case")
    parser.add_argument("--peers", type=Path, help="Python with typst and weasyprint")
    parser.add_argument("--work", type=Path, help="folder for the files, kept afterwards")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        peers = chosen.peers if chosen.peers and chosen.peers.exists() else None
        compare(Bench((chosen.work or Path(folder)).resolve(), peers), chosen.runs)


if __name__ == "__main__":
    main()
