"""Times whole products, the kit beside Typst and WeasyPrint, in one run on one machine.

All three make the same brochure (A4, folded in three) and the same poster (A3) of the kit's own
texts, fonts and drawings; `peers/` holds the templates. Cold is a whole process for one file. Warm
is one process that makes a file over and over, each time of words it has not met, with fonts,
templates and drawings read before. Ten files are brochure and poster in five languages, a whole
process. Before the runs that count there is one that does not, so that the disk is warm.

Run: python benchmarks/products.py [RUNS] [--peers PYTHON] [--work FOLDER] [--profile]

PYTHON is that of an environment with `pip install typst weasyprint`; WeasyPrint needs Pango too.
Without it only the kit's figures are printed. FOLDER keeps the files to look at. `--profile`
prints where the time of one cold brochure of the kit goes. Needs Linux or macOS.
"""

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PEERS = ROOT / "benchmarks/peers"
FAMILIES = ("NotoSans", "NotoSansKR", "NotoSansKhmer", "NotoSansArabic")
LANGUAGES = ("en", "sw", "ko", "km", "ar")
PRODUCTS = ("brochure/donor", "poster/only-people")
SIDES = {"Typst": "typst_side.py", "WeasyPrint": "weasyprint_side.py"}
COLD = ["build", "korea", "--language", "en", "--product", PRODUCTS[0], "--jobs", "1"]
KILOBYTES = 1024 if sys.platform == "darwin" else 1  # in what the system counts memory

PARTNER = """
schema = 1
country = "TL"
languages = ["en", "sw", "ko", "km", "ar"]

[service]
value = { en = "National Blood Service" }
sources = ["letter"]

[fact.phone]
value = "+670 123 4567"
sources = ["letter"]

[fact.web]
value = "https://blood.example.org"
sources = ["letter"]
"""
SOURCES = """
[[source]]
id = "letter"
title = "A letter"
publisher = "National Blood Service"
year = 2026
address = "letter"
trust = "primary"
"""

NOTES = """
cpu: processor seconds of all threads, Typst has several. MB: the largest process at its largest.
Equal: words, fonts, drawings, outlines and bands, hyphens, links, bookmarks, structure tags.
Not equal:
- The kit looks for the sizes of type at which everything holds and sets headlines along the edge
  of the drop; the peers get sizes that hold, for lines in a block.
- The kit reads catalogues, profile and template, checks them and reports the states of texts and
  facts; the peers get the chosen words as JSON, tiles in their colours, the QR code as SVG.
- The kit finds the family of each character; the peers are given the language's own and Noto Sans.
- Khmer words: the kit and Typst know where they end, WeasyPrint breaks at spaces. The kit keeps
  Korean words whole, and mirrors the drawings for Arabic; the peers do neither.
- Warm, Typst keeps fonts, templates and drawings, WeasyPrint fonts, style sheets and drawings;
  peers/kit_side.py says what the kit keeps.
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """What one run took: seconds on the clock and of the processor, and megabytes at most."""

    seconds: float
    processor: float
    memory: float


@dataclass(frozen=True, slots=True)
class Row:
    """The runs of one tool in one case."""

    case: str
    tool: str
    figures: tuple[Figure, ...]

    @property
    def median(self) -> float:
        """Return the seconds in the middle."""
        return statistics.median(figure.seconds for figure in self.figures)

    @property
    def processor(self) -> float:
        """Return the processor's seconds in the middle."""
        return statistics.median(figure.processor for figure in self.figures)

    def cells(self, base: "Row | None") -> tuple[str, ...]:
        """Return the row of the table; `base` is Typst's row."""
        seconds = [figure.seconds for figure in self.figures]
        memory = max(figure.memory for figure in self.figures)
        times = (self.median, min(seconds), max(seconds), self.processor)
        ratios = (self.median / base.median, self.processor / base.processor) if base else ()
        return (
            self.case,
            self.tool,
            *(f"{part:.3f}" for part in times),
            f"{memory:.0f}",
            *([f"{ratio:.1f}" for ratio in ratios] or ["-", "-"]),
        )


@dataclass(frozen=True, slots=True)
class Bench:
    """The folder that everybody works in, and the peers' Python or None."""

    work: Path
    peers: Path | None

    @property
    def workspace(self) -> Path:
        """Return the workspace of the partner with five languages."""
        return self.work / "workspace"

    def side(self, tool: str, *arguments: str) -> list[str]:
        """Return the command of a peer."""
        return [str(self.peers), str(PEERS / SIDES[tool]), str(self.work), *arguments]

    def kit(self, *arguments: str) -> list[str]:
        """Return a command of the kit that writes into the folder."""
        return [sys.executable, "-m", "kit", *arguments, "--out", str(self.work / "kit")]


def run(command: Sequence[str]) -> tuple[Figure, str]:
    """Run a command; return what it took and what it printed.

    The memory of a child counts from that of its parent, so this script imports nothing large.
    """
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        begin = time.perf_counter()
        child = subprocess.Popen(command, stdout=out, stderr=err)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - begin
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        if child.returncode:
            raise SystemExit(f"{' '.join(command)}\n{out.read()}{err.read()}")
        memory = usage.ru_maxrss / KILOBYTES / 1024
        return Figure(seconds, usage.ru_utime + usage.ru_stime, memory), out.read()


def whole(case: str, commands: dict[str, list[str]], runs: int) -> list[Row]:
    """Time whole processes; the tools take turns, so that a busy minute is shared by all."""
    rounds = [
        {tool: run(command)[0] for tool, command in commands.items()} for _ in range(runs + 1)
    ]
    return [Row(case, tool, tuple(figures[tool] for figures in rounds[1:])) for tool in commands]


def warm(case: str, commands: dict[str, list[str]]) -> list[Row]:
    """Let each process time its own rounds."""
    rows: list[Row] = []
    for tool, command in commands.items():
        figure, printed = run(command)
        times = json.loads(printed)
        pairs = zip(times["seconds"], times["processor"], strict=True)
        rows.append(Row(case, tool, tuple(Figure(*pair, figure.memory) for pair in pairs)))
    return rows


def cold_case(bench: Bench, runs: int) -> list[Row]:
    """One brochure in English, a whole process."""
    commands = {"kit": bench.kit(*COLD)}
    if bench.peers:
        commands |= {tool: bench.side(tool, "korea-en-brochure") for tool in SIDES}
    return whole("cold, brochure en", commands, runs)


def warm_case(bench: Bench, language: str, runs: int) -> list[Row]:
    """One brochure in one process, always of new words."""
    kit = [sys.executable, str(PEERS / "kit_side.py"), str(bench.workspace), "fair", language]
    kit += [PRODUCTS[0], str(runs)]
    commands = {"kit, files anew": kit, "kit, bench kept": [*kit, "keep"]}
    if bench.peers:
        name = f"fair-{language}-brochure"
        commands |= {tool: bench.side(tool, "--warm", str(runs), name) for tool in SIDES}
    return warm(f"warm, brochure {language}", commands)


def ten_case(bench: Bench, runs: int) -> list[Row]:
    """Brochure and poster in five languages, a whole process."""
    chosen = [part for product in PRODUCTS for part in ("--product", product)]
    build = ["build", "fair", "--workspace", str(bench.workspace), *chosen]
    commands = {f"kit, --jobs {jobs}": bench.kit(*build, "--jobs", jobs) for jobs in ("1", "2")}
    if bench.peers:
        kinds = [product.partition("/")[0] for product in PRODUCTS]
        names = [f"fair-{language}-{kind}" for language in LANGUAGES for kind in kinds]
        commands |= {tool: bench.side(tool, *names) for tool in SIDES}
    return whole("ten files", commands, runs)


def make_workspace(folder: Path) -> None:
    """Write a partner that speaks all five languages; no built-in partner speaks Arabic."""
    files = {
        "kit.toml": "schema = 1\n",
        "assets/sources.toml": SOURCES,
        "assets/partners/fair/partner.toml": PARTNER,
    }
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def prepare(bench: Bench) -> None:
    """Give the peers templates, drawings, fonts and words in one folder."""
    make_workspace(bench.workspace)
    for name in ("words", "kit", "typst", "weasyprint"):
        (bench.work / name).mkdir(parents=True, exist_ok=True)
    if not bench.peers:
        return
    for path in (*PEERS.glob("*.typ"), *PEERS.glob("*.css")):
        shutil.copy(path, bench.work)
    shutil.copytree(ROOT / "assets/art", bench.work / "art", dirs_exist_ok=True)
    for family in FAMILIES:
        target = bench.work / "fonts" / family
        shutil.copytree(ROOT / "assets/fonts" / family, target, dirs_exist_ok=True)
    words = [sys.executable, str(PEERS / "words.py"), str(bench.work), str(bench.workspace)]
    run([*words, "korea", "en"])
    run([*words, "fair", *LANGUAGES])


def versions(peers: Path | None) -> str:
    """Return what is compared, and where."""
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores"
    if not peers:
        return f"{machine}; no Python for the peers was given: the kit's figures only"
    asked = "from importlib.metadata import version as v; print(v('typst'), v('weasyprint'))"
    typst, weasyprint = run([str(peers), "-c", asked])[1].split()
    return f"{machine}, Typst {typst}, WeasyPrint {weasyprint}"


def print_table(rows: Iterable[Row]) -> None:
    """Print the rows in columns, with the ratio to Typst of the same case."""
    found = list(rows)
    bases = {row.case: row for row in found if row.tool == "Typst"}
    heads = ("case", "tool", "median", "min", "max", "cpu", "MB", "x Typst", "cpu x Typst")
    cells = [heads, *(row.cells(bases.get(row.case)) for row in found)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for line in cells:
        start = f"{line[0]:{widths[0]}}  {line[1]:{widths[1]}}"
        rest = (f"{cell:>{width}}" for cell, width in zip(line[2:], widths[2:], strict=True))
        print(start, *rest, sep="  ")


def compare(bench: Bench, runs: int) -> None:
    """Measure all cases and print the table."""
    print(versions(bench.peers))
    prepare(bench)
    rows = cold_case(bench, runs)
    for language in LANGUAGES:
        rows += warm_case(bench, language, runs)
    print_table([*rows, *ten_case(bench, runs)])
    if bench.peers:
        print(NOTES)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("runs", nargs="?", type=int, default=5, help="runs of each case")
    parser.add_argument("--peers", type=Path, help="Python with typst and weasyprint")
    parser.add_argument("--work", type=Path, help="folder for the files, kept afterwards")
    parser.add_argument("--profile", action="store_true", help="profile one cold brochure")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        peers = chosen.peers if chosen.peers and chosen.peers.exists() else None
        bench = Bench((chosen.work or Path(folder)).resolve(), peers)
        if chosen.profile:
            print(run([sys.executable, str(PEERS / "kit_profile.py"), *bench.kit(*COLD)[3:]])[1])
        else:
            compare(bench, chosen.runs)


if __name__ == "__main__":
    main()
