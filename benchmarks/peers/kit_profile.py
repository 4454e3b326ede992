"""Where the time of one `kit build` goes: imports by package, then the rest by room of the kit.

Run: python kit_profile.py ARGUMENTS OF KIT...

Imports are timed by Python itself (-X importtime) in a process of its own. Then the same build
runs under cProfile, with `kit.cli` imported before. What a room asks of a library counts for the
room; a profiler slows Python down, so the shares tell more than the seconds.
"""

import cProfile
import pstats
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping
from contextlib import redirect_stdout, suppress
from io import StringIO
from pathlib import Path
from typing import Any, TypeAlias

Function: TypeAlias = tuple[str, int, str]
"""File, line and name, as cProfile has it."""

ROWS = 14
# Each round hands the time of library functions one call further up.
ROUNDS = 30
IMPORTING = "imports on the way"
OTHER = "outside kit/"


def import_seconds(arguments: list[str]) -> Counter[str]:
    """Return the seconds that each top-level package takes to import, its own modules only."""
    command = [sys.executable, "-X", "importtime", "-m", "kit", *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: Counter[str] = Counter()
    for line in done.stderr.splitlines():
        own, _, name = line.removeprefix("import time:").replace("|", " ").strip().rpartition(" ")
        if line.startswith("import time:") and own.split()[0].isdigit():
            package = name.partition(".")[0]
            is_standard = package in sys.stdlib_module_names
            found["standard library" if is_standard else package] += int(own.split()[0])
    return Counter({name: microseconds / 1e6 for name, microseconds in found.items()})


def profiled(arguments: list[str]) -> dict[Function, Any]:
    """Return what cProfile saw of a build, the imports of `kit.cli` left out."""
    from kit.cli import cli  # noqa: PLC0415 - what comes before is not profiled

    profile = cProfile.Profile()
    with redirect_stdout(StringIO()), suppress(SystemExit):
        profile.runcall(cli, arguments)
    stats: dict[Function, Any] = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    return stats


def room_of(function: Function) -> str:
    """Return the room that a function of the kit is in; "" for a function of a library."""
    import kit  # noqa: PLC0415

    file, _, name = function
    if "importlib._bootstrap" in file:
        return IMPORTING
    folder = Path(kit.__file__).parent
    if name == "<module>" or not Path(file).is_relative_to(folder):
        return ""
    return "kit/" + Path(file).relative_to(folder).parts[0]


def room_seconds(stats: Mapping[Function, Any]) -> Counter[str]:
    """Return the seconds of each room, with the library functions that it called."""
    shares = shares_of(stats)
    found: Counter[str] = Counter()
    for function, (_, _, own, _, _) in stats.items():
        for room, share in shares[function].items():
            found[room] += own * share
    return found


def shares_of(stats: Mapping[Function, Any]) -> dict[Function, dict[str, float]]:
    """Return for each function how much of its time counts for which room.

    A library function's time is shared out among its callers by the time it took for each.
    """
    rooms = {function: room_of(function) for function in stats}
    shares = {function: {room: 1.0} if room else {} for function, room in rooms.items()}
    for _ in range(ROUNDS):
        for function, (_, _, _, _, callers) in stats.items():
            if not rooms[function]:
                others = {caller: edge for caller, edge in callers.items() if caller != function}
                shares[function] = _shared(others, shares) if others else {OTHER: 1.0}
    return shares


def _shared(
    callers: Mapping[Function, tuple[int, int, float, float]],
    shares: Mapping[Function, dict[str, float]],
) -> dict[str, float]:
    # A caller for which it took no time that the clock could see counts a little all the same.
    weights = {caller: edge[2] + 1e-9 for caller, edge in callers.items() if shares[caller]}
    found: defaultdict[str, float] = defaultdict(float)
    for caller, weight in weights.items():
        for room, share in shares[caller].items():
            found[room] += share * weight / sum(weights.values())
    return dict(found)


def print_table(title: str, seconds: Counter[str]) -> None:
    """Print the largest shares, largest first."""
    whole = sum(seconds.values())
    print(f"{title}: {whole:.3f} s")
    for name, part in seconds.most_common(ROWS):
        print(f"  {name:24} {part:7.3f} s  {part / whole:4.0%}")


def main() -> None:
    """Print both tables."""
    print_table("imports", import_seconds(sys.argv[1:]))
    print_table("the rest, under cProfile", room_seconds(profiled(sys.argv[1:])))


if __name__ == "__main__":
    main()
