"""`kit read FILE.pdf`: what a screen reader tells of finished files, from either side."""

import json
from pathlib import Path

import pytest

from kit.report import Report
from tests.commands import Run
from tests.preflight.pdf_check_samples import press_pdf, web_pdf

ARABIC = "خدمة الدم"


def lines(out: str) -> list[str]:
    return [line.strip() for line in out.splitlines()]


def test_a_brochure_is_told_from_the_front_to_the_back(
    built: tuple[Path, Report], run: Run
) -> None:
    code, out, _ = run("read", built[0] / "mongolia/en/brochure-donor.pdf")
    told = lines(out)
    assert code == 0
    assert told[:2] == ["Document", "P  DRAFT - not checked by the blood service - do not print"]
    headings = [line for line in told if line.startswith(("H1", "H2"))]
    assert headings[0] == "H1  Blood saves lives. Only people can give it."
    assert headings[1:3] == ["H2  Before you give", "H2  After you give"]
    assert headings[-1] == "H2  Is it safe?"
    assert "Figure  A mother with her child" in told
    assert "Link  donor.mohs.mn [https://donor.mohs.mn]" in told


def test_khmer_is_told_in_the_order_of_its_letters(built: tuple[Path, Report], run: Run) -> None:
    _, out, _ = run("read", built[0] / "cambodia/km/poster-can-i-give.pdf")
    assert "H1  តើខ្ញុំអាចបរិច្ចាគឈាមបានទេ?" in lines(out)


def test_words_from_the_right_and_numbers_among_them_are_told_as_they_are_read(
    tmp_path: Path, run: Run
) -> None:
    workspace = tmp_path / "own"
    folder = workspace / "assets/partners/model"
    folder.mkdir(parents=True)
    (workspace / "kit.toml").write_text("schema = 1\n", encoding="utf-8")
    (folder / "partner.toml").write_text(PROFILE, encoding="utf-8")
    out = tmp_path / "made"
    arguments = ("model", "--product", "brochure/donor", "--workspace", workspace, "--out", out)
    assert run("build", *arguments)[0] == 0
    told = lines(run("read", out / "model/ar/brochure-donor.pdf")[1])
    assert "H1  الدم ينقذ الأرواح. ولا يهبه إلا الإنسان." in told
    assert f"P  {ARABIC}" in told
    assert "Link  +20 2 1234 5678 [tel:+20212345678]" in told


PROFILE = f"""
schema = 1
country = "EG"
languages = ["ar"]
digits = "native"

[service]
value = {{ ar = "{ARABIC}", en = "Blood service" }}
sources = ["who-fs-blood"]

[fact.phone]
value = "+20 2 1234 5678"
sources = ["who-fs-blood"]
"""


def test_json_has_each_element(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "sample.pdf"
    path.write_bytes(web_pdf())
    code, out, _ = run("read", path, "--json")
    told = json.loads(out)
    assert code == 0
    assert told[0] | {"page": 0} == {
        "depth": 0, "kind": "Document", "page": 0, "words": "", "language": "",
    }  # fmt: skip
    assert {each["kind"] for each in told} >= {"H1", "P", "Figure", "Link", "Table", "TH", "TD"}


@pytest.mark.parametrize(
    ("content", "message"),
    [(None, "no such file"), (b"%PDF-1.7 cut", "no PDF"), (press_pdf(), "has no tags")],
    ids=["missing", "broken", "untagged"],
)
def test_what_cannot_be_read_is_told_with_a_hint(
    tmp_path: Path, run: Run, content: bytes | None, message: str
) -> None:
    path = tmp_path / "poster.pdf"
    if content is not None:
        path.write_bytes(content)
    code, _, error = run("read", path)
    assert code == (2 if content is None else 1)
    assert message in error
    assert "poster.pdf" in error
    assert "hint: " in error
