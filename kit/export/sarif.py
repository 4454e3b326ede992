"""Findings -> a SARIF 2.1.0 log, which code hosts show beside lines of catalogues.

OASIS, Static Analysis Results Interchange Format 2.1.0.
"""

import json
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from kit.findings import Finding, Severity

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
# A line of a catalogue, or a place in a finished PDF.
PLACE = re.compile(
    r"(?P<path>.+?)(?::(?P<line>[1-9][0-9]*)|(?i:(?<=\.pdf)), (?P<part>.+))?", re.DOTALL
)


def sarif(findings: Sequence[Finding], version: str) -> bytes:
    """Return the log of a run.

    Args:
        findings: In the order in which they are told.
        version: Of the kit.
    """
    codes = sorted({finding.code for finding in findings})
    driver = {
        "name": "kit",
        "version": version,
        "rules": [{"id": code, "name": code} for code in codes],
    }
    results = [_result(finding, codes.index(finding.code)) for finding in findings]
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }
    return (json.dumps(log, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _result(finding: Finding, rule: int) -> dict[str, Any]:
    hint = f" Hint: {finding.hint}." if finding.hint else ""
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": LEVELS[finding.severity],
        "message": {"text": f"{finding.message}.{hint}"},
    }
    if finding.where:
        result["locations"] = [_location(finding.where)]
    if finding.related:
        result["relatedLocations"] = [_location(where) for where in finding.related if where]
    return result


def _location(where: str) -> dict[str, Any]:
    match = PLACE.fullmatch(where)
    path, line, part = match.group("path", "line", "part") if match else (where, None, None)
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(path)}}
    if line:
        physical["region"] = {"startLine": int(line)}
    location: dict[str, Any] = {"physicalLocation": physical}
    if part:
        location["logicalLocations"] = [{"fullyQualifiedName": part}]
    return location
