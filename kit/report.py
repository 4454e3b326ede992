"""What a build made, what is wrong in it and what failed, as values that pass between processes."""

from dataclasses import dataclass

from kit.errors import EXIT_FINDINGS
from kit.findings import Finding, Severity


@dataclass(frozen=True, slots=True)
class Artefact:
    """A file that was written; `reasons` say why it is a draft, empty for a final one.

    `per_page` are the slides on a page of a deck's hand-out, 0 for all other files.
    """

    path: str
    partner: str
    language: str
    product: str
    size: int
    paper: str
    edition: str
    is_print: bool
    per_page: int
    reasons: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def state(self) -> str:
        """Return "draft" or "final"."""
        return "draft" if self.reasons else "final"


@dataclass(frozen=True, slots=True)
class Failure:
    """An error of a job, as a value that passes between processes."""

    partner: str
    language: str
    message: str
    hint: str
    exit_code: int


@dataclass(frozen=True, slots=True)
class Report:
    """What a build made and what went wrong."""

    artefacts: tuple[Artefact, ...] = ()
    findings: tuple[Finding, ...] = ()
    failures: tuple[Failure, ...] = ()
    sheets: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """Return 0, 1 for findings that are errors, or the code of a failure."""
        every = (*self.findings, *(f for artefact in self.artefacts for f in artefact.findings))
        has_errors = any(finding.severity is Severity.ERROR for finding in every)
        codes = [failure.exit_code for failure in self.failures]
        return max([EXIT_FINDINGS * has_errors, *codes])

    def plus(self, other: "Report") -> "Report":
        """Return both reports as one."""
        return Report(
            self.artefacts + other.artefacts,
            self.findings + other.findings,
            tuple(dict.fromkeys(self.failures + other.failures)),
            self.sheets + other.sheets,
        )
