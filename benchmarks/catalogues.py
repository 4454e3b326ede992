"""Reads and writes back every .po file of some folders: the kit, Babel, polib, translate, msgcat.

Nothing is translated in between, so a writer without loss gives the same bytes. Each tool is given
a file's bytes and gives bytes back, with its own settings (Babel also writes the previous source
texts, as it can). A tool refuses a file with the error that it has for broken files; any other
error is a crash. Changed lines are those that only one of the two files has, counted on the longer
side; their order is not compared. Lines of files that a tool refused are not in its share. msgcat
is a program of its own, so its start is in the time of every file. Seconds are of processor time,
so other programs disturb them little. Babel warns on standard output, which is swallowed.

Run: python benchmarks/catalogues.py [--json] FOLDER...

FOLDER holds .po files at any depth, as of `pip install --no-deps -t FOLDER Django wagtail Sphinx`.
Tools that are not installed are left out, with the reason: polib and translate-toolkit are on
PyPI, msgcat is in GNU gettext.
"""

import argparse
import importlib
import io
import json
import resource
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import process_time

from babel.messages.pofile import PoFileError
from babel.messages.pofile import read_po as babel_read
from babel.messages.pofile import write_po as babel_write

from kit.errors import SourceError
from kit.sources.po import read_po, write_po

Tool = Callable[[bytes], bytes]


class RefusedError(Exception):
    """Raised when a tool says that a file is broken, and does not give anything back."""


@dataclass(slots=True)
class Score:
    """What a tool did with all files; `crashed` and `declined` name them, each with its error."""

    tool: str
    files: int = 0
    identical: int = 0
    lines: int = 0
    changed: int = 0
    seconds: float = 0.0
    crashed: dict[str, str] = field(default_factory=dict)
    declined: dict[str, str] = field(default_factory=dict)

    def row(self) -> str:
        share = 100 * self.changed / self.lines if self.lines else 0.0
        return (
            f"{self.tool:10} {self.files:6} {len(self.crashed):8} {len(self.declined):8} "
            f"{self.changed:9} {share:8.3f} % {self.identical:10} {self.seconds:8.2f}"
        )


HEADING = (
    f"{'tool':10} {'files':>6} {'crashes':>8} {'refused':>8} "
    f"{'changed lines, share':>20} {'identical':>10} {'seconds':>8}"
)


def by_kit(content: bytes) -> bytes:
    try:
        return write_po(read_po(content, "x.po"))
    except SourceError as error:
        raise RefusedError(str(error)) from error


def by_babel(content: bytes) -> bytes:
    try:
        catalogue = babel_read(io.BytesIO(content))
    except PoFileError as error:
        raise RefusedError(str(error)) from error
    written = io.BytesIO()
    babel_write(written, catalogue, include_previous=True)
    return written.getvalue()


def by_polib(content: bytes) -> bytes:
    polib = importlib.import_module("polib")
    try:
        return str(polib.pofile(content.decode())).encode()
    except OSError as error:
        raise RefusedError(str(error)) from error


def by_translate(content: bytes) -> bytes:
    storage = importlib.import_module("translate.storage.pypo")
    try:
        return bytes(storage.pofile.parsestring(content))
    except ValueError as error:
        raise RefusedError(str(error)) from error


def by_msgcat(content: bytes) -> bytes:
    done = subprocess.run(["msgcat", "-"], input=content, capture_output=True, check=False)
    if done.returncode > 0:
        raise RefusedError(done.stderr.decode(errors="replace"))
    done.check_returncode()
    return done.stdout


def tools() -> tuple[dict[str, Tool], dict[str, str]]:
    """Return the tools that are there, and for each other one the reason."""
    found: dict[str, Tool] = {"kit": by_kit, "Babel": by_babel}
    lacking: dict[str, str] = {}
    for name, module, tool in (
        ("polib", "polib", by_polib),
        ("translate", "translate.storage.pypo", by_translate),
    ):
        try:
            importlib.import_module(module)
        except ImportError as error:
            lacking[name] = str(error)
        else:
            found[name] = tool
    if shutil.which("msgcat"):
        found["msgcat"] = by_msgcat
    else:
        lacking["msgcat"] = "no such program"
    return found, lacking


def changed_lines(before: bytes, after: bytes) -> int:
    if before == after:
        return 0
    old, new = (Counter(content.splitlines(keepends=True)) for content in (before, after))
    return max((old - new).total(), (new - old).total())


def spent() -> float:
    """Return the processor time of this process and of the programs that it ran."""
    programs = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + programs.ru_utime + programs.ru_stime


def try_file(tool: Tool, score: Score, path: Path, content: bytes) -> None:
    score.files += 1
    start = spent()
    try:
        with redirect_stdout(io.StringIO()):
            written = tool(content)
    except RefusedError as error:
        score.declined[str(path)] = str(error)
    except Exception as error:  # any other error is what is counted
        score.crashed[str(path)] = f"{type(error).__name__}: {error}"
    else:
        score.seconds += spent() - start
        score.lines += len(content.splitlines())
        score.changed += changed_lines(content, written)
        score.identical += content == written
        return
    score.seconds += spent() - start


def measured(paths: Sequence[Path]) -> tuple[list[Score], dict[str, str]]:
    """Return what each tool did; tool by tool, so that none is timed beside another."""
    found, lacking = tools()
    scores: list[Score] = []
    for name, tool in found.items():
        score = Score(name)
        for path in paths:
            try_file(tool, score, path, path.read_bytes())
        scores.append(score)
    return scores, lacking


def left_out(paths: Sequence[Path]) -> Counter[str]:
    """Count what the kit tells of the files, by severity and code; it keeps what it leaves out."""
    told: Counter[str] = Counter()
    for path in paths:
        try:
            findings = read_po(path.read_bytes(), str(path)).findings
        except SourceError:
            continue
        told.update(f"{finding.severity} {finding.code}" for finding in findings)
    return told


def report(scores: Sequence[Score], lacking: dict[str, str], paths: Sequence[Path]) -> None:
    size = sum(path.stat().st_size for path in paths)
    print(f"{len(paths)} files, {size / 1e6:.1f} MB\n{HEADING}")
    for score in scores:
        print(score.row())
    for name, reason in lacking.items():
        print(f"{name:10} left out: {reason}")
    for score in scores:
        for kind, errors in (("crash", score.crashed), ("refused", score.declined)):
            kinds = Counter(" ".join(error.split())[-70:] for error in errors.values())
            for error, count in kinds.most_common(3):
                print(f"{score.tool}: {kind} {count} x {error}")
    told = ", ".join(f"{count} {name}" for name, count in left_out(paths).most_common())
    print(f"the kit tells of: {told or 'nothing'}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--json", action="store_true", help="print all figures as JSON")
    asked = parser.parse_args()
    paths = sorted(path for folder in asked.folders for path in folder.rglob("*.po"))
    scores, lacking = measured(paths)
    if asked.json:
        size = sum(path.stat().st_size for path in paths)
        told = {
            "files": len(paths),
            "bytes": size,
            "tools": [asdict(score) for score in scores],
            "left_out": lacking,
            "kit_findings": left_out(paths),
        }
        print(json.dumps(told, indent=1))
    else:
        report(scores, lacking, paths)


if __name__ == "__main__":
    main()
