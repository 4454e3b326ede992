"""Times merging a changed template into a catalogue: the kit, msgmerge, Babel, polib.

300 messages of 35 to 80 words, made of the sentences of locales/kit.pot in a fixed shuffle; every
tenth has a few words changed. Each tool is given the same bytes and gives bytes back; the best of
the rounds counts (Babel runs once, as it takes seconds). msgmerge is a program of its own, so its
start is counted too. "Found" is how many of the changed messages got their old text as a guess;
polib looks for equal texts only. Tools that are not installed are left out: msgmerge is in GNU
gettext, polib on PyPI. With OBSOLETE, the catalogue also holds that many old texts.

Run: python benchmarks/merge.py [ROUNDS] [OBSOLETE]
"""

import importlib.util
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from time import perf_counter

from babel.messages.pofile import read_po as babel_read
from babel.messages.pofile import write_po as babel_write

from kit.sources.po import PoEntry, new_po, read_po, write_po
from kit.sources.po_merge import merged

MESSAGES, CHANGED_EVERY = 300, 10
LEAST_WORDS, MOST_WORDS = 35, 80
ROOT = Path(__file__).parent.parent
HEADERS = (
    ("Project-Id-Version", "kit 1"),
    ("POT-Creation-Date", "2026-01-01 00:00+0000"),
    ("PO-Revision-Date", "2026-01-01 00:00+0000"),
    ("Last-Translator", "nobody"),
    ("Language-Team", "German"),
    ("Language", "de"),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=UTF-8"),
    ("Content-Transfer-Encoding", "8bit"),
    ("Plural-Forms", "nplurals=2; plural=(n != 1);"),
)

Tool = Callable[[bytes, bytes], bytes]


def paragraphs(count: int, chance: random.Random) -> list[str]:
    path = ROOT / "locales" / "kit.pot"
    sentences = [entry.msgid for entry in read_po(path.read_bytes(), str(path)).entries]
    made: list[str] = []
    while len(made) < count:
        length = chance.randint(LEAST_WORDS, MOST_WORDS)
        words: list[str] = []
        while len(words) < length:
            words += chance.choice(sentences).replace("{", "").replace("}", "").split()
        made.append(" ".join(words[:length]))
    return list(dict.fromkeys(made))


def edited(text: str, chance: random.Random) -> str:
    words = text.split()
    for place in chance.sample(range(len(words)), len(words) // 8):
        words[place] = chance.choice(("donor", "safely", "hospital", "every", "without"))
    return " ".join(words)


def inputs(obsolete: int) -> tuple[bytes, bytes, set[str]]:
    """Return a catalogue, a template, and the msgids that were changed."""
    chance = random.Random(1)
    texts = paragraphs(MESSAGES + obsolete, chance)
    live, old = texts[:MESSAGES], texts[MESSAGES:]
    entries = [PoEntry(text, (text.swapcase(),)) for text in live]
    entries += [PoEntry(text, (text.swapcase(),), is_obsolete=True) for text in old]
    new = [
        edited(text, chance) if number % CHANGED_EVERY == 0 else text
        for number, text in enumerate(live)
    ]
    template = tuple(PoEntry(text, ("",)) for text in new)
    po = write_po(new_po("de.po", HEADERS, tuple(entries)))
    return po, write_po(new_po("kit.pot", HEADERS, template)), set(new) - set(live)


def by_kit(po: bytes, pot: bytes) -> bytes:
    return write_po(merged(read_po(po, "de.po"), read_po(pot, "kit.pot")).file)


def by_msgmerge(po: bytes, pot: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name in ("de.po", "kit.pot")]
        for path, content in zip(paths, (po, pot), strict=True):
            path.write_bytes(content)
        command = ["msgmerge", "--quiet", "--previous", "--no-wrap", *map(str, paths)]
        return subprocess.run(command, check=True, capture_output=True).stdout


def by_babel(po: bytes, pot: bytes) -> bytes:
    catalogue = babel_read(BytesIO(po), locale="de")
    catalogue.update(babel_read(BytesIO(pot)))
    written = BytesIO()
    babel_write(written, catalogue, width=0, include_previous=True)
    return written.getvalue()


def by_polib(po: bytes, pot: bytes) -> bytes:
    import polib  # noqa: PLC0415 - it may not be installed

    catalogue = polib.pofile(po.decode())
    catalogue.merge(polib.pofile(pot.decode()))
    return str(catalogue).encode()


def tools() -> dict[str, Tool]:
    found: dict[str, Tool] = {"kit": by_kit}
    if shutil.which("msgmerge"):
        found["msgmerge"] = by_msgmerge
    if importlib.util.find_spec("polib"):
        found["polib"] = by_polib
    return found | {"Babel": by_babel}


def timed(tool: Tool, po: bytes, pot: bytes, rounds: int) -> tuple[float, bytes]:
    times: list[float] = []
    content = b""
    for _ in range(rounds):
        start = perf_counter()
        content = tool(po, pot)
        times.append(perf_counter() - start)
    return min(times), content


def found_of(content: bytes, changed: set[str]) -> int:
    entries = read_po(content, "merged.po").entries
    return sum(e.is_fuzzy and any(e.strings) and e.msgid in changed for e in entries)


def main(rounds: int, obsolete: int) -> None:
    po, pot, changed = inputs(obsolete)
    print(f"{MESSAGES} messages, {len(changed)} changed, {obsolete} obsolete texts")
    print(f"{'tool':10} {'seconds':>8} {'found':>6}")
    for name, tool in tools().items():
        time, content = timed(tool, po, pot, 1 if name == "Babel" else rounds)
        print(f"{name:10} {time:8.3f} {found_of(content, changed):>6}", flush=True)
    merge_only(po, pot, rounds)


def merge_only(po: bytes, pot: bytes, rounds: int) -> None:
    file, template = read_po(po, "de.po"), read_po(pot, "kit.pot")
    times: list[float] = []
    for _ in range(rounds):
        start = perf_counter()
        merged(file, template)
        times.append(perf_counter() - start)
    print(f"kit, without reading and writing: {min(times):.3f} s")


if __name__ == "__main__":
    arguments = [int(argument) for argument in sys.argv[1:]]
    main(*arguments, *(5, 0)[len(arguments) :])
