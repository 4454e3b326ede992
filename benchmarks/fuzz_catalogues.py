"""Gives made-up and damaged catalogues to the PO reader and counts what it should never do.

Five kinds of files, in turn: entries of real catalogues with a few bytes or lines damaged; a real
catalogue cut off or with one byte changed; lines of the grammar at random; one piece repeated
thousands of times; such texts in twenty entries. The rules:

- "crash": reading, writing or checking raises anything but a SourceError.
- "slow": reading takes more than 0.25 s and 2 ms a KB of processor time, or 20 s on the clock.
- "bytes": what was read is not written back byte for byte.
- "place": an error or finding has no file and line, or a line that is not in the file.
- "hint": a file is refused without a hint.
- "text": a text differs from the one that msgfmt reads, wherever msgfmt takes the file.
- "silence": msgfmt has a text that the kit lacks, and the kit tells nothing.
- "anew": an entry written anew is not read as it was, though it is within the caps.
- "cut": one byte or the end is lost, a text with it in part, and the kit tells nothing.

Every file that breaks a rule is kept in FOLDER, with the rule in its name. Without GNU gettext
"text" and "silence" are not looked at, and the report says so.

Run: python benchmarks/fuzz_catalogues.py [SECONDS] [--seed N] [--keep FOLDER] [CATALOGUES...]

CATALOGUES are folders with real .po files; without them, those in locales/ are used. The same seed
gives the same files in the same order.
"""

import argparse
import random
import re
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic, process_time
from types import FrameType

from kit.errors import SourceError
from kit.findings import Severity
from kit.preflight.messages import check_messages
from kit.sources.po import PoFile, read_po, write_po

ROOT = Path(__file__).parent.parent
NAME = "x.po"
MOST_SECONDS = 20
LEAST_BOUND, BOUND_PER_KB = 0.25, 0.002
PARAGRAPHS, LONGEST_PARAGRAPH = 40, 3_000
KEPT_OF_EACH = 20

HEAD = (
    'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
)
CROWDED_SIZE = 19_900
SIZES = (300, 3_000, 19_000, 30_000, 300_000)
SWOLLEN_BODIES = (
    "{}",
    'msgid "a"\nmsgstr "{}"\n',
    'msgid "{}"\nmsgstr "a"\n',
    '#, {}\nmsgid "a"\nmsgstr "b"\n',
    '#: {}\nmsgid "a"\nmsgstr "b"\n',
)
SNIPPETS = (
    '"', '""', "\\", '\\"', "\\n", "\n", "\r", "\r\n", "\n\n", "\t", " ", "#", "# ", "#, fuzzy\n",
    "#= fuzzy\n", "#~ ", "#~", "#| ", "#~| ", '#| msgid "x"\n', "#: a.py:1\n", "#. note\n", "#!",
    "msgid ", "msgstr ", "msgctxt ", "msgid_plural ", "msgstr[0] ", "msgstr[1] ", "msgstr[999] ",
    'msgid ""\n', 'msgstr ""\n', '"x"\n', "<<<<<<< a\n", "=======\n", ">>>>>>> b\n", "\x00",
    "\ufeff", "\u2028", "\x85", "\x0b", "\x0c", "\x1b[31m", "\u202e", "\u2067", "\u200b", "\xa0",
    "\U000e0041", "e\u0301", "\u0301\u0316", "\\x41", "\\x4142", "\\101", "\\351", "\\8", "\\q",
    "nplurals=9; ", "charset=UTF-7", "{{", "{%", "<b>", "</b>", "<script>", "%(n)999999999s",
    "%s", "{0.__class__}", "&nbsp;", "0800 123", "\U0001f600", "א", "数",
)  # fmt: skip
WORDS = ("a", "b", "c d", "é", "\\n", '\\"', "\\\\", "1", "", "%d", "<b>x</b>", "\\t", "数", "#")


@dataclass(frozen=True, slots=True)
class Sample:
    """A file to read; `before` holds the texts of the file that lost one byte or its end."""

    kind: str
    content: bytes
    before: dict[tuple[str | None, str], tuple[str, ...]] | None = None


@dataclass(slots=True)
class Tally:
    """What came of all files so far."""

    files: int = 0
    size: int = 0
    entries: int = 0
    compared: int = 0
    texts: int = 0
    slowest: float = 0.0
    outcomes: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)


class HangError(BaseException):
    """Raised by the clock; no reader catches it."""


# Files


def paragraphs(folders: Sequence[Path], chance: random.Random) -> list[str]:
    """Return raw entries of real catalogues."""
    paths = sorted(path for folder in folders for path in folder.rglob("*.po"))
    found: list[str] = []
    for path in chance.sample(paths, min(len(paths), 150)):
        parts = path.read_bytes().decode("utf-8", "replace").split("\n\n")[1:]
        found += chance.sample(parts, min(len(parts), PARAGRAPHS))
    return [part for part in found if len(part) < LONGEST_PARAGRAPH]


def likely(share: float, chance: random.Random) -> bool:
    return chance.random() < share


def real(seeds: Sequence[str], chance: random.Random, most: int = 8) -> str:
    chosen = chance.choices(seeds, k=chance.randint(1, most))
    return HEAD + "".join(part.strip("\n") + "\n\n" for part in dict.fromkeys(chosen))[:-1]


def damaged(seeds: Sequence[str], chance: random.Random) -> Sample:
    content = real(seeds, chance).encode()
    for _ in range(chance.randint(1, 4)):
        content = chance.choice(DAMAGES)(content, chance)
    return Sample("damaged", content)


def byte_changed(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content) or 1)
    byte = (
        chance.choice(b'"#\n\r\\ ~n[]|\x00\x80\xff')
        if likely(0.7, chance)
        else chance.randrange(256)
    )
    return content[:place] + bytes((byte,)) + content[place + 1 :]


def piece_added(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content) + 1)
    return content[:place] + chance.choice(SNIPPETS).encode() + content[place:]


def piece_lost(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content) + 1)
    return content[:place] + content[place + chance.randint(1, 30) :]


def lines_changed(content: bytes, chance: random.Random) -> bytes:
    lines = content.splitlines(keepends=True) or [b""]
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    if likely(0.3, chance):
        lines[one], lines[other] = lines[other], lines[one]
    elif likely(0.5, chance):
        del lines[one]
    else:
        lines.insert(other, lines[one])
    return b"".join(lines)


def line_ends_changed(content: bytes, chance: random.Random) -> bytes:
    return content.replace(b"\n", chance.choice((b"\r\n", b"\r", b"\n\n")))


DAMAGES = (byte_changed, piece_added, piece_added, piece_lost, lines_changed, line_ends_changed)


def cut(seeds: Sequence[str], chance: random.Random) -> Sample:
    whole = real(seeds, chance, 3).encode()
    try:
        file = read_po(whole, NAME)
    except SourceError:
        return Sample("cut", whole)
    before = {(entry.context, entry.msgid): entry.strings for entry in file.entries}
    is_end = likely(0.5, chance)
    content = whole[: chance.randrange(len(whole))] if is_end else byte_changed(whole, chance)
    return Sample("cut", content, None if file.findings else before)


def grown(_: Sequence[str], chance: random.Random) -> Sample:
    head = chance.choice((HEAD, HEAD, HEAD, "", HEAD.replace("UTF-8", "CHARSET")))
    body = "".join(grown_entry(chance) for _ in range(chance.randint(1, 6)))
    newline = chance.choice(("\n", "\n", "\n", "\r\n", "\r"))
    bom = "\ufeff" if likely(0.05, chance) else ""
    return Sample("grown", (bom + head + body).replace("\n", newline).encode())


def grown_entry(chance: random.Random) -> str:
    mark = "#~ " if likely(0.15, chance) else ""
    lines = [chance.choice(("# c", "#. n", "#: f:1", "#, fuzzy", '#| msgid "o"', "#= no-wrap", "#"))
             for _ in range(chance.randint(0, 2))]  # fmt: skip
    lines += [mark + line for line in grown_parts(chance) for line in line.split("\n")]
    if likely(0.15, chance):
        lines.insert(chance.randint(0, len(lines)), chance.choice(SNIPPETS))
    return "\n".join(lines) + chance.choice(("\n", "\n\n", "\n\n", "\n \n"))


def grown_parts(chance: random.Random) -> list[str]:
    parts = ["msgctxt " + grown_text(chance)] if likely(0.2, chance) else []
    parts.append("msgid " + grown_text(chance))
    if likely(0.7, chance):
        return [*parts, "msgstr " + grown_text(chance)]
    parts.append("msgid_plural " + grown_text(chance))
    return parts + [f"msgstr[{i}] {grown_text(chance)}" for i in range(chance.randint(0, 3))]


def grown_text(chance: random.Random) -> str:
    pieces = ("".join(chance.choices(WORDS, k=chance.randint(0, 4))) for _ in range(3))
    chosen = list(pieces)[: chance.choice((1, 1, 1, 2, 3))]
    return chance.choice((" ", "\n", "")).join(f'"{piece}"' for piece in chosen)


def swollen(_: Sequence[str], chance: random.Random) -> Sample:
    piece = "".join(chance.choices(SNIPPETS, k=chance.randint(1, 3))).replace("\x00", "") or "x"
    many = piece * (chance.choice(SIZES) // len(piece))
    body = chance.choice(SWOLLEN_BODIES).replace("{}", many)
    return Sample("swollen", (HEAD + body).encode())


def crowded(_: Sequence[str], chance: random.Random) -> Sample:
    """Twenty entries just within the caps."""
    pieces = chance.choices(SNIPPETS, k=chance.choice((1, 1, 2)))
    piece = "".join(pieces).replace("\x00", "") or "x"
    many = piece * (CROWDED_SIZE // len(piece))
    body = "".join(f'msgid "{number}{many}"\nmsgstr "x"\n\n' for number in range(20))
    return Sample("crowded", (HEAD + body).encode())


MAKERS: tuple[Callable[[Sequence[str], random.Random], Sample], ...] = (
    damaged, damaged, damaged, cut, cut, grown, grown, grown,
)  # fmt: skip
SWOLLEN_EVERY, CROWDED_EVERY = 40, 400


def samples(seeds: Sequence[str], chance: random.Random) -> Iterator[Sample]:
    number = 0
    while True:
        number += 1
        if number % CROWDED_EVERY == 0:
            yield crowded(seeds, chance)
        elif number % SWOLLEN_EVERY == 0:
            yield swollen(seeds, chance)
        else:
            yield MAKERS[number % len(MAKERS)](seeds, chance)


# Rules


def rung(_signal: int, _frame: FrameType | None) -> None:
    raise HangError


def tried(sample: Sample, tally: Tally) -> Iterator[str]:
    """Yield the rules that a file breaks, each with what was seen."""
    signal.setitimer(signal.ITIMER_REAL, MOST_SECONDS)
    start = process_time()
    try:
        file: PoFile | SourceError = read_po(sample.content, NAME)
    except SourceError as error:
        file = error
    taken = process_time() - start
    tally.slowest = max(tally.slowest, taken)
    if taken > LEAST_BOUND + BOUND_PER_KB * len(sample.content) / 1024:
        yield f"slow: {taken:.2f} s for {len(sample.content)} bytes"
    if isinstance(file, SourceError):
        tally.outcomes["file refused"] += 1
        yield from place_faults(file.trail[:1], sample.content)
        if not file.hint:
            yield f"hint: none with {file}"
        return
    tally.outcomes[outcome(file)] += 1
    tally.entries += len(file.entries)
    for rule in RULES:
        yield from rule(file, sample, tally)


def outcome(file: PoFile) -> str:
    told = {finding.severity for finding in file.findings}
    if Severity.ERROR in told:
        return "entry refused"
    return "warning" if told else "accepted"


def place_faults(places: Sequence[str], content: bytes) -> Iterator[str]:
    lines = len(re.findall(rb"\r\n|\n|\r", content)) + 1
    for place in places:
        match = re.fullmatch(rf"{re.escape(NAME)}:([0-9]+)", place)
        if not match or not 1 <= int(match[1]) <= lines:
            yield f"place: {place} of {lines} lines"


def finding_faults(file: PoFile, sample: Sample, _tally: Tally) -> Iterator[str]:
    yield from place_faults([finding.where for finding in file.findings], sample.content)


def byte_faults(file: PoFile, sample: Sample, _tally: Tally) -> Iterator[str]:
    if write_po(file) != sample.content:
        yield "bytes: not what was read"


def check_faults(file: PoFile, sample: Sample, _tally: Tally) -> Iterator[str]:
    for is_own in (True, False):
        found = check_messages(file, "de", is_own=is_own)
        yield from place_faults([finding.where for finding in found], sample.content)


def anew_faults(file: PoFile, _sample: Sample, tally: Tally) -> Iterator[str]:
    """Write every entry as GNU gettext does, and read it again."""
    bare = [replace(entry, line=0, source="", before="") for entry in file.entries]
    again = read_po(write_po(replace(file, entries=tuple(bare), trailing="")), NAME)
    if any("it has more than" in finding.message for finding in again.findings):
        tally.outcomes["(beyond a cap once written anew)"] += 1
    elif [replace(entry, line=0, source="", before="") for entry in again.entries] != bare:
        yield "anew: read otherwise"


def cut_faults(file: PoFile, sample: Sample, _tally: Tally) -> Iterator[str]:
    if sample.before is None or any(finding.code != "po-date" for finding in file.findings):
        return
    for entry in file.entries:
        whole = sample.before.get((entry.context, entry.msgid), ())
        for text, given in zip(entry.strings, whole, strict=False):
            lost = given.removeprefix(text) if text and text != given else ""
            if lost and given.startswith(text) and any(map(str.isalnum, lost)):
                yield f"cut: {text[-30:]!r} lost {lost[:30]!r}"


def text_faults(file: PoFile, sample: Sample, tally: Tally) -> Iterator[str]:
    """Compare with the texts that msgfmt puts into its binary file."""
    theirs = compiled(sample.content) if HAS_MSGFMT else None
    if theirs is None:
        return
    ours = {
        key_of(entry.context, entry.msgid): "\0".join(entry.strings).encode()
        for entry in file.entries
        if entry.strings[0] and not entry.is_obsolete
    }
    tally.compared += 1
    tally.texts += len(ours)
    for key, text in ours.items():
        if theirs.get(key) != text:
            yield f"text: {key[:40]!r} is {text[:60]!r}, but {theirs.get(key, b'none')[:60]!r}"
    lacking = theirs.keys() - ours.keys()
    if lacking and not any(finding.code in TELLING for finding in file.findings):
        yield f"silence: {min(lacking)[:40]!r} is not there"


def key_of(context: str | None, msgid: str) -> bytes:
    return (msgid if context is None else f"{context}\4{msgid}").encode()


def compiled(content: bytes) -> dict[bytes, bytes] | None:
    """Return what msgfmt reads, fuzzy texts among it; None where it refuses the file.

    To msgfmt, a carriage return alone does not end a line; to the kit it does, as some old
    catalogues have no other line end. So msgfmt is given line feeds.
    """
    content = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    command = ["msgfmt", "--use-fuzzy", "--no-hash", "--endianness=little", "-o", "-", "-"]
    try:
        done = subprocess.run(command, input=content, capture_output=True, check=False, timeout=60)
    except subprocess.TimeoutExpired:
        return None
    if done.returncode:
        return None
    raw = done.stdout
    # GNU gettext manual, "The Format of GNU MO Files": magic, revision, count, two tables.
    count, ids, texts = struct.unpack_from("<3I", raw, 8) if raw else (0, 0, 0)
    strings = [
        [raw[start : start + length] for length, start in struct.iter_unpack("<2I", table)]
        for table in (raw[ids : ids + 8 * count], raw[texts : texts + 8 * count])
    ]
    found = {msgid.partition(b"\0")[0]: text for msgid, text in zip(*strings, strict=True)}
    found.pop(b"", None)
    return found


HAS_MSGFMT = shutil.which("msgfmt") is not None
TELLING = ("po-entry", "po-duplicate")
RULES = (finding_faults, byte_faults, check_faults, anew_faults, cut_faults, text_faults)


def faults_of(sample: Sample, tally: Tally) -> list[str]:
    found: list[str] = []
    try:
        for fault in tried(sample, tally):
            found.append(fault)  # noqa: PERF402 - what was found before a crash stays
    except HangError:
        found.append(f"slow: stopped after {MOST_SECONDS} s")
    except Exception as error:  # a crash is what is looked for
        found.append(f"crash: {type(error).__name__}: {error}")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return found


# Report


def keep(sample: Sample, faults: Sequence[str], tally: Tally, folder: Path) -> None:
    for fault in faults:
        rule = fault.partition(":")[0]
        tally.faults[rule] += 1
        number = tally.faults[rule]
        if number <= KEPT_OF_EACH:
            path = folder / f"{rule}-{number:02}-{sample.kind}.po"
            path.write_bytes(sample.content)
            print(f"{path}: {fault}", flush=True)


def report(tally: Tally, seconds: float) -> None:
    print(f"{tally.files} files, {tally.size / 1e6:.1f} MB, in {seconds:.0f} s")
    print(f"kinds and outcomes: {dict(sorted(tally.outcomes.items()))}")
    print(f"{tally.entries} entries accepted; the slowest file took {tally.slowest:.3f} s")
    if HAS_MSGFMT:
        print(f"msgfmt took {tally.compared} of the files too, with {tally.texts} texts")
    else:
        print("not compared with msgfmt: no such program")
    print(f"rules broken: {dict(sorted(tally.faults.items())) or 'none'}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("seconds", nargs="?", type=float, default=60.0)
    parser.add_argument("catalogues", nargs="*", type=Path, metavar="CATALOGUES")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    asked = parser.parse_intermixed_args()
    folder = asked.keep or Path(tempfile.mkdtemp(prefix="catalogues-"))
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(asked.seed)
    seeds = paragraphs(asked.catalogues or [ROOT / "locales"], chance)
    signal.signal(signal.SIGALRM, rung)
    tally, start = Tally(), monotonic()
    for sample in samples(seeds, chance):
        if monotonic() - start > asked.seconds:
            break
        tally.files += 1
        tally.size += len(sample.content)
        tally.outcomes[f"({sample.kind})"] += 1
        keep(sample, faults_of(sample, tally), tally, folder)
    report(tally, monotonic() - start)
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main())
