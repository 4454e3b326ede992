"""SARIF 2.1.0 logs: the members that the standard requires, levels, rules and places."""

import json
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from kit.export.sarif import sarif
from kit.findings import Finding, Severity

HOSTILE = 'a "quoted" <b>\u202e\x01\\ \U0001f480 ខ្មែរ'


def log(*findings: Finding) -> dict[str, Any]:
    content = sarif(findings, "0.1.0")
    assert content.endswith(b"}\n")
    made: dict[str, Any] = json.loads(content)
    return made


def finding(where: str = "a.po:3", code: str = "message.tag", **other: Any) -> Finding:
    return Finding(other.pop("severity", Severity.ERROR), code, "lost tag", where, **other)


def place(found: Finding) -> dict[str, Any]:
    (result,) = log(found)["runs"][0]["results"]
    (location,) = result["locations"]
    physical: dict[str, Any] = location["physicalLocation"]
    return physical


def test_a_log_has_every_member_that_the_standard_requires() -> None:
    made = log(finding(), finding("b.po", "po-entry", hint="mend it"))
    assert made["version"] == "2.1.0"
    assert made["$schema"].endswith("sarif-2.1.0.json")
    (run,) = made["runs"]
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("kit", "0.1.0")
    assert all(rule["id"] for rule in driver["rules"])
    for result in run["results"]:
        assert result["message"]["text"]
        assert result["level"] in ("none", "note", "warning", "error")
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_no_findings_are_a_run_with_an_empty_list_of_results() -> None:
    assert log()["runs"][0]["results"] == []
    assert log()["runs"][0]["tool"]["driver"]["rules"] == []


def test_results_keep_the_order_of_findings_and_each_code_is_one_rule() -> None:
    codes = ("z.last", "a.first", "z.last", "m.mid")
    (run,) = log(*(finding(code=code) for code in codes))["runs"]
    assert tuple(result["ruleId"] for result in run["results"]) == codes
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert sorted(rules) == ["a.first", "m.mid", "z.last"]


@pytest.mark.parametrize("severity", list(Severity))
def test_levels_are_those_of_findings(severity: Severity) -> None:
    (result,) = log(finding(severity=severity))["runs"][0]["results"]
    assert result["level"] == severity.value


@pytest.mark.parametrize(
    ("where", "path", "line"),
    [
        ("locales/mn/LC_MESSAGES/kit.po:12", "locales/mn/LC_MESSAGES/kit.po", 12),
        ("kit.po", "kit.po", None),
        ("kit.po:0", "kit.po:0", None),
        ("my kit/a#b?c%d.po:3", "my kit/a#b?c%d.po", 3),
        ("хавтас/ខ្មែរ.po:1", "хавтас/ខ្មែរ.po", 1),
        ("/a/b.po:7", "/a/b.po", 7),
        ("a:b.po:7", "a:b.po", 7),
        (f"{HOSTILE}:2", HOSTILE, 2),
    ],
)
def test_a_place_is_a_uri_reference_and_a_line_from_one(
    where: str, path: str, line: int | None
) -> None:
    found = place(finding(where))
    uri = found["artifactLocation"]["uri"]
    assert uri.isascii()
    parts = urlsplit(uri)
    assert (parts.scheme, parts.query, parts.fragment) == ("", "", "")
    assert unquote(parts.path) == path
    assert found.get("region", {}).get("startLine") == line


def test_a_finding_without_a_place_has_no_location_at_all() -> None:
    (result,) = log(finding(where=""))["runs"][0]["results"]
    assert "locations" not in result
    assert "relatedLocations" not in result


def test_related_places_are_told_too() -> None:
    (result,) = log(finding(related=("b.po:4", "", "c.po")))["runs"][0]["results"]
    places = [each["physicalLocation"] for each in result["relatedLocations"]]
    uris = [each["artifactLocation"]["uri"] for each in places]
    assert uris == ["b.po", "c.po"]


def test_the_message_ends_with_its_hint_and_holds_any_character() -> None:
    found = Finding(Severity.NOTE, "x", HOSTILE, "a.po:1", "write it anew")
    (result,) = log(found)["runs"][0]["results"]
    assert result["message"]["text"] == f"{HOSTILE}. Hint: write it anew."


@pytest.mark.parametrize(
    ("where", "uri", "part"),
    [
        ("a.pdf, page 2, H3 “Before”", "a.pdf", "page 2, H3 “Before”"),
        ("OUT/A.PDF, page 1: x", "OUT/A.PDF", "page 1: x"),
        ("a.pdf", "a.pdf", ""),
        ("a, b.po", "a%2C%20b.po", ""),
    ],
)
def test_a_place_in_a_pdf_stands_beside_its_file(where: str, uri: str, part: str) -> None:
    (result,) = log(finding(where))["runs"][0]["results"]
    (location,) = result["locations"]
    assert location["physicalLocation"] == {"artifactLocation": {"uri": uri}}
    names = [each["fullyQualifiedName"] for each in location.get("logicalLocations", [])]
    assert names == [part] * bool(part)
