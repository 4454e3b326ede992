"""Findings: faults in texts, facts and layouts, collected as values and shown together.

They stand beside `errors` because composing, layout and preflight all make them.
"""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad a finding is; an error makes the build end with exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One fault, for the person who can mend it; `related` are places that it concerns too."""

    severity: Severity
    code: str
    message: str
    where: str = ""
    hint: str = ""
    related: tuple[str, ...] = ()


def worst(findings: tuple[Finding, ...]) -> Severity | None:
    """Return the worst severity, or None for no findings."""
    found = {finding.severity for finding in findings}
    return next((severity for severity in Severity if severity in found), None)
