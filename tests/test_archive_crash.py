"""A process that writes archives is killed at any moment; what it leaves is whole."""

import random
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

from kit.export.archive import PARTIAL, Member, write_archive
from kit.preflight.archive import verify_archive

ROOT = Path(__file__).parent.parent
KILLS = 20
LONGEST = 0.12  # seconds: an archive takes about half as long to write

# Writes one archive after the other, by turns with the one content and the other.
WRITER = """
import itertools, random, sys
from pathlib import Path
from kit.export.archive import Member, write_archive
noise = random.Random(0).randbytes(400_000)
print("ready", flush=True)
for turn in itertools.count(1):
    content = str(turn % 2).encode() + noise
    members = [Member(f"{number}.txt", content=content) for number in range(4)]
    write_archive(Path(sys.argv[1]), "r", members, {"kit": "k", "state": "s"})
"""


def both(folder: Path) -> list[bytes]:
    """The two archives that the writer makes."""
    noise = random.Random(0).randbytes(400_000)
    facts = {"kit": "k", "state": "s"}
    whole = []
    for turn in (b"0", b"1"):
        members = [Member(f"{number}.txt", content=turn + noise) for number in range(4)]
        whole.append(write_archive(folder / "whole.zip", "r", members, facts).path.read_bytes())
    return whole


def killed(target: Path, after: float) -> None:
    command = [sys.executable, "-c", WRITER, target]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"ready\n"
        time.sleep(after)
        writer.kill()
    assert writer.returncode == -signal.SIGKILL


def test_a_killed_writer_leaves_a_whole_archive_and_nothing_that_looks_like_one(
    tmp_path: Path,
) -> None:
    whole = both(tmp_path)
    folder = tmp_path / "out"
    folder.mkdir()
    target = folder / "kit.zip"
    target.write_bytes(whole[0])
    moments = random.Random(7)
    for _ in range(KILLS):
        killed(target, moments.uniform(0, LONGEST))
        assert target.read_bytes() in whole
        assert verify_archive(target) == ()
    begin, end = PARTIAL
    left = [path for path in folder.iterdir() if path != target]
    # Some kills came in the middle of an archive, or this test would show nothing.
    assert left
    assert all(path.name.startswith(begin) and path.name.endswith(end) for path in left)
    assert begin.startswith(".")
    assert not end.endswith("zip")
    assert any(not zipfile.is_zipfile(path) for path in left)


def test_the_first_archive_is_there_whole_or_not_at_all_and_the_next_run_is_fine(
    tmp_path: Path,
) -> None:
    whole = both(tmp_path)
    folder = tmp_path / "out"
    killed(folder / "kit.zip", 0.02)
    found = [path.read_bytes() for path in folder.glob("*.zip")]
    assert all(content in whole for content in found)
    path = write_archive(
        folder / "kit.zip", "r", [Member("a", content=b"a")], {"kit": "", "state": ""}
    ).path
    assert verify_archive(path) == ()
