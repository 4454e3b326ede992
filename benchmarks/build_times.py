"""Times `kit build` as a whole process: wall seconds and peak memory, cold, several runs.

Run: python benchmarks/build_times.py [RUNS]
"""

import resource
import statistics
import subprocess
import sys
import tempfile
import time

CASES = (
    ("mongolia, all languages", ["mongolia"]),
    ("mongolia, one language", ["mongolia", "--language", "mn"]),
    ("one poster", ["mongolia", "--language", "mn", "--product", "poster/only-people"]),
    ("all partners", []),
)


def run_once(arguments: list[str]) -> float:
    """Return the wall seconds of one build into a fresh folder."""
    with tempfile.TemporaryDirectory() as out:
        begin = time.perf_counter()
        command = [sys.executable, "-m", "kit", "build", *arguments, "--out", out]
        subprocess.run(command, check=True, capture_output=True)
        return time.perf_counter() - begin


def main() -> None:
    """Print a line for each case: minimum, median and maximum of the runs."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    for name, arguments in CASES:
        seconds = [run_once(arguments) for _ in range(runs)]
        middle = statistics.median(seconds)
        print(f"{name:28} {min(seconds):6.2f} {middle:6.2f} {max(seconds):6.2f} s")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"peak memory of the largest process: {peak} MB")


if __name__ == "__main__":
    main()
