"""Counts what the checks of translations find in catalogues that people have reviewed.

Nearly every finding in such a catalogue should be a fault that the reviewers missed. The bar is
less than one false alarm in 1,000 messages, errors and warnings together; which are false, a
person must say.

Run: python benchmarks/check_noise.py [--samples N] [--code CODE] [--own] FOLDER...

FOLDER holds .po files at any depth, as of `pip install --no-deps -t FOLDER Django wagtail Sphinx`.
The language is the folder above LC_MESSAGES, or the name of the file. `--own` checks them as the
kit's own catalogues.
"""

import argparse
import time
from collections import Counter, defaultdict
from pathlib import Path

from kit.errors import SourceError
from kit.findings import Finding, Severity
from kit.preflight.messages import CHECKS, check_messages
from kit.sources.po import PoFile, read_po


def tag_of(path: Path) -> str:
    """Return the language of a catalogue by its place."""
    parts = path.parts
    return parts[parts.index("LC_MESSAGES") - 1] if "LC_MESSAGES" in parts else path.stem


def read(paths: list[Path]) -> list[tuple[str, PoFile]]:
    """Read all catalogues but those that are refused as a whole."""
    files = []
    for path in paths:
        try:
            files.append((tag_of(path), read_po(path.read_bytes(), str(path))))
        except SourceError as error:
            print(f"left out: {error}")
    return files


def translated_count(files: list[tuple[str, PoFile]]) -> int:
    """Count the messages that are looked at."""
    return sum(
        any(entry.strings) and not (entry.is_fuzzy or entry.is_obsolete)
        for _, file in files
        for entry in file.entries
    )


def report(found: dict[str, list[tuple[Finding, str]]], total: int, samples: int) -> None:
    """Print a line for each code, then samples, evenly spread."""
    print(f"\n{'code':24} {'severity':8} {'flagged':>8} {'per 1,000':>9}")
    for code in dict.fromkeys(check.code for check in CHECKS):
        flags = found.get(code, [])
        severity = flags[0][0].severity if flags else "-"
        print(f"{code:24} {severity:8} {len(flags):8} {1000 * len(flags) / total:9.3f}")
    for code, flags in found.items():
        print(f"\n{code}")
        for finding, text in flags[:: max(1, len(flags) // samples)][:samples] if samples else ():
            print(f"  {finding.message}\n    -> {text[:160]!r}\n    {finding.where}")


def main() -> None:
    """Check all catalogues of some folders and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--samples", type=int, default=5)
    parser.add_argument("--code", default="")
    parser.add_argument("--own", action="store_true")
    wish = parser.parse_args()
    files = read(sorted(path for folder in wish.folders for path in folder.rglob("*.po")))
    total = translated_count(files)
    begin = time.perf_counter()
    found: dict[str, list[tuple[Finding, str]]] = defaultdict(list)
    worst: Counter[Severity] = Counter()
    for tag, file in files:
        texts = {f"{file.path}:{entry.line}": " | ".join(entry.strings) for entry in file.entries}
        for finding in check_messages(file, tag, is_own=wish.own):
            worst[finding.severity] += 1
            if wish.code in ("", finding.code):
                found[finding.code].append((finding, texts[finding.where]))
    seconds = time.perf_counter() - begin
    print(f"{len(files)} files, {total:,} translated messages, checked in {seconds:.1f} s")
    print(", ".join(f"{count} {severity}s" for severity, count in worst.items()))
    report(found, total, wish.samples)


if __name__ == "__main__":
    main()
