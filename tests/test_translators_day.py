"""A translator's day, from the outside: only commands are typed and only files are edited."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import Run
from tests.workspace_samples import HEADER, make_workspace, write

POSTER = """
{% import "content/foot.xml" as foot %}
<poster plan="drop">
  <title><text sources="-">{{ _("Give today") }}</text></title>
  <draft>{{ foot.draft() }}</draft>
  <headline><text sources="-">{{ _("Give today") }}</text></headline>
  <band tone="amber">
    <lead><text sources="-">{{ _("Call us: {phone}", phone=local.phone) }}</text></lead>
    <paragraph><text sources="-">PARAGRAPHS</text></paragraph>
  </band>
</poster>
"""
MORNING = (
    "Please wait 56 days before you give again.",
    "Giving blood is <b>safe</b> for you.",
    "Our door is green.",
    "Bring a friend.",
)
NOON = (
    "Please wait 84 days before you give again.",
    "Giving blood is <b>safe</b> for you.",
    "Nobody may ever be paid!",
)
TEXTS = {
    "Give today": "Fó ohin",
    "Call us: {phone}": "Telefone mai ami: {phone}",
    "DRAFT - not checked by the blood service - do not print": "RASKUÑU - seidauk haree",
    "Please wait 56 days before you give again.": "Favór hein loron 56 molok fó fali.",
    "Giving blood is <b>safe</b> for you.": "Fó raan <b>seguru</b> ba ita.",
    "Our door is green.": "Ami-nia odamatan matak.",
    "Bring a friend.": "Lori belun ida.",
}
ROOT = Path(__file__).parent.parent
PO = Path("kit/locales/tet/LC_MESSAGES/kit.po")
SIGN_OFF = Path("kit/locales/tet/reviewed.json")
OWN = ("--workspace", "kit")
MINE = (*OWN, "--product", "poster/today")


def poster(texts: tuple[str, ...]) -> str:
    return POSTER.replace("PARAGRAPHS", " ".join(f'{{{{ _("{text}") }}}}' for text in texts))


def entry(msgid: str) -> str:
    """The entry of a message as it stands in the file."""
    blocks = PO.read_text(encoding="utf-8").split("\n\n")
    return next(block for block in blocks if f'\nmsgid "{msgid}"\n' in f"\n{block}")


def edit(msgid: str, old: str, new: str) -> None:
    """What a person does in a text editor."""
    text, before = PO.read_text(encoding="utf-8"), entry(msgid)
    assert old in before
    PO.write_text(text.replace(before, before.replace(old, new)), encoding="utf-8")


def line_of(msgid: str) -> int:
    lines = PO.read_text(encoding="utf-8").splitlines()
    return next(n for n, line in enumerate(lines, 1) if line.startswith(f'msgid "{msgid}'))


def progress(run: Run) -> dict[str, object]:
    code, out, _ = run("status", "tet", *MINE, "--json")
    (row,) = json.loads(out)
    assert code == 0
    assert row["language"] == "tet"
    return {name: row[name] for name in ("missing", "fuzzy", "draft", "reviewed")}


def states(**wanted: int) -> dict[str, int]:
    return {"missing": 0, "fuzzy": 0, "draft": 0, "reviewed": 0} | wanted


def kit(folder: Path, *arguments: str) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "kit", *arguments, *OWN]
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two workspaces: a complete one, and the same after three English texts changed.

    One changed slightly and one wholly; one is gone.
    """
    folder = tmp_path_factory.mktemp("days")
    root = make_workspace(folder / "morning/kit", is_checked=True)
    write(root / "templates/poster/today.xml", poster(MORNING))
    texts = "\n".join(f'msgid "{k}"\nmsgstr "{v}"\n' for k, v in TEXTS.items())
    write(folder / "morning" / PO, HEADER + texts)
    kit(folder / "morning", "extract")
    kit(folder / "morning", "update", "--quick")
    shutil.copytree(folder / "morning", folder / "noon")
    write(folder / "noon/kit/templates/poster/today.xml", poster(NOON))
    kit(folder / "noon", "update", "tet", "--quick")
    return folder


@pytest.fixture
def morning(run: Run, days: Path, tmp_path: Path) -> Run:
    """In the complete workspace."""
    shutil.copytree(days / "morning/kit", tmp_path / "kit")
    return run


@pytest.fixture
def noon(run: Run, days: Path, tmp_path: Path) -> Run:
    """In the workspace whose English has changed and whose catalogue was updated."""
    shutil.copytree(days / "noon/kit", tmp_path / "kit")
    return run


def mend(run: Run) -> None:
    edit(NOON[0], "#, fuzzy\n", "")
    edit(NOON[0], f'#| msgid "{MORNING[0]}"\n', "")
    edit(NOON[0], "loron 56", "loron 84")
    edit(NOON[2], 'msgstr ""', 'msgstr "Ema ida labele simu osan!"')
    assert run("check", "tet", *OWN)[0] == 0


def test_extract_and_update_count_what_they_found(morning: Run) -> None:
    code, out, _ = morning("extract", *OWN, "--check")
    assert (code, "up to date" in out) == (0, True)
    before = PO.read_bytes()
    code, out, _ = morning("update", "tet", *OWN, "--quick")
    assert code == 0
    assert out.startswith(f"{PO} (unchanged): ")
    assert PO.read_bytes() == before


def test_a_changed_template_is_told_by_extract_check_which_writes_nothing(
    morning: Run, tmp_path: Path
) -> None:
    write(tmp_path / "kit/templates/poster/today.xml", poster(NOON))
    before = Path("kit/locales/kit.pot").read_bytes()
    code, _, error = morning("extract", *OWN, "--check")
    assert code == 1
    assert "locales/kit.pot is out of date" in error
    assert "hint: run kit extract" in error
    assert Path("kit/locales/kit.pot").read_bytes() == before


def test_update_keeps_every_text_as_it_is_as_a_guess_or_as_obsolete(
    morning: Run, tmp_path: Path
) -> None:
    write(tmp_path / "kit/templates/poster/today.xml", poster(NOON))
    code, out, _ = morning("update", "tet", *OWN, "--quick", "--json")
    (told,) = json.loads(out)
    assert code == 0
    assert {name: told[name] for name in ("fuzzy", "new", "obsolete", "revived")} == {
        "fuzzy": 1, "new": 1, "obsolete": 2, "revived": 0
    }  # fmt: skip
    assert told["is_changed"] is True
    guess = entry(NOON[0])
    assert "#, fuzzy\n" in guess
    assert f'#| msgid "{MORNING[0]}"\n' in guess
    assert "Favór hein loron 56 molok fó fali." in guess
    assert entry(NOON[2]).endswith('msgstr ""')
    assert 'msgstr "Fó raan <b>seguru</b> ba ita."' in entry(NOON[1])
    for gone in MORNING[2:]:
        obsolete = f'#~ msgid "{gone}"\n#~ msgstr "{TEXTS[gone]}"'
        assert obsolete in PO.read_text(encoding="utf-8")


def test_status_counts_what_is_to_be_done_in_english_words(noon: Run) -> None:
    code, out, _ = noon("status", "tet", *MINE, "--json")
    (row,) = json.loads(out)
    assert code == 0
    assert (row["messages"], row["fuzzy"], row["missing"]) == (6, 1, 1)
    assert row["words"] == len(NOON[0].split()) + len(NOON[2].split())


def test_a_text_that_comes_back_gets_its_translation_back(noon: Run, tmp_path: Path) -> None:
    write(tmp_path / "kit/templates/poster/today.xml", poster((*NOON, MORNING[3])))
    _, out, _ = noon("update", *OWN, "--quick")
    assert "1 revived" in out
    assert f'msgstr "{TEXTS[MORNING[3]]}"' in entry(MORNING[3])


FAULTS = [
    ("Call us: {phone}", "{phone}", "", "message.placeholder"),
    ("Call us: {phone}", "{phone}", "{fone}", "message.placeholder"),
    (MORNING[0], "loron 56", "loron 65", "message.number"),
    (MORNING[1], "</b>", "", "message.tag"),
]


@pytest.mark.parametrize(("msgid", "old", "new", "code"), FAULTS)
def test_check_names_file_line_fault_and_hint_of_a_broken_translation(
    morning: Run, msgid: str, old: str, new: str, code: str
) -> None:
    text = PO.read_text(encoding="utf-8")
    translation = TEXTS[msgid]
    PO.write_text(text.replace(translation, translation.replace(old, new)), encoding="utf-8")
    exit_code, out, _ = morning("check", "tet", *OWN)
    assert exit_code == 1
    (line,) = [line for line in out.splitlines() if line.startswith("error: ")][:1]
    assert line.startswith(f"error: {PO}:{line_of(msgid)}: ")
    assert line.endswith(f"[{code}]")
    assert "  hint: " in out
    assert re.search(r"^[1-9]\d* errors?, \d+ warnings?, \d+ notes?$", out, re.M)


def test_check_gives_scripts_json_and_code_hosts_sarif(morning: Run, tmp_path: Path) -> None:
    edit("Call us: {phone}", " mai ami: {phone}", "")
    code, out, _ = morning("check", "tet", *OWN, "--json", "--sarif", "logs/check.sarif")
    found = json.loads(out)
    assert code == 1
    error = next(each for each in found if each["severity"] == "error")
    assert error["where"] == f"{PO}:{line_of('Call us')}"
    assert error["hint"]
    log = json.loads((tmp_path / "logs/check.sarif").read_bytes())
    assert log["version"] == "2.1.0"
    (lap,) = log["runs"]
    assert lap["tool"]["driver"]["name"] == "kit"
    assert len(lap["results"]) == len(found)
    first = next(result for result in lap["results"] if result["level"] == "error")
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == PO.as_posix()
    assert place["region"]["startLine"] == line_of("Call us")
    assert lap["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == first["ruleId"]


def test_a_fuzzy_guess_is_no_error_but_is_never_approved_or_printed_as_final(noon: Run) -> None:
    assert noon("check", "tet", *OWN)[0] == 0
    code, out, _ = noon("approve", "tet", "--by", "M. Soares", *MINE)
    assert code == 0
    assert "2 not approved: missing, fuzzy or wrong" in out
    assert f"fuzzy: {NOON[0]!r}" in out
    assert f"missing: {NOON[2]!r}" in out
    code, out, _ = noon("build", "timor", *MINE, "--final")
    assert code == 1
    assert f"marked fuzzy: {NOON[0]!r}" in out
    assert f"not translated: {NOON[2]!r}" in out


def test_a_mended_catalogue_is_approved_and_goes_to_print(noon: Run) -> None:
    mend(noon)
    assert progress(noon) == states(draft=3, reviewed=3)
    code, out, _ = noon("build", "timor", *MINE, "--final")
    assert code == 1
    for lacking in NOON:
        assert f"{PO}:{line_of(lacking)}: not reviewed: {lacking!r}" in out
    assert "not reviewed: 'Give today'" not in out
    assert not Path("out").exists()
    arguments = ("approve", "tet", "--by", "M. Soares", "--date", "2027-06-01", *MINE)
    code, out, _ = noon(*arguments)
    assert (code, out) == (0, f"{SIGN_OFF}: 3 approved, 3 before\n")
    assert progress(noon) == states(reviewed=6)
    code, out, _ = noon("build", "timor", *MINE, "--final")
    assert (code, "poster-today.pdf\tfinal" in out) == (0, True)


def test_one_changed_letter_makes_a_text_a_draft_again_and_undoing_it_does_not(noon: Run) -> None:
    mend(noon)
    noon("approve", "tet", "--by", "M. Soares", *MINE)
    edit("Give today", "Fó ohin", "Fo ohin")
    assert progress(noon) == states(draft=1, reviewed=5)
    code, out, _ = noon("build", "timor", *MINE, "--final")
    assert code == 1
    assert f"{PO}:{line_of('Give today')}: not reviewed: 'Give today'" in out
    edit("Give today", "Fo ohin", "Fó ohin")
    assert progress(noon) == states(reviewed=6)


def test_a_changed_english_text_makes_its_translation_a_draft_again(
    noon: Run, tmp_path: Path
) -> None:
    mend(noon)
    noon("approve", "tet", "--by", "M. Soares", *MINE)
    write(
        tmp_path / "kit/templates/poster/today.xml",
        poster((NOON[0].replace("before", "until"), *NOON[1:])),
    )
    noon("update", *OWN, "--quick")
    assert progress(noon) == states(fuzzy=1, reviewed=5)


@pytest.fixture
def small(morning: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The complete workspace with two products, so that measuring is quick."""
    products = ("poster/today", "brochure/donor")
    monkeypatch.setattr("kit.marked_pages.product_names", lambda _: products)
    return morning


def test_update_tells_how_long_a_text_may_be_and_the_place_it_names_is_on_a_picture(
    small: Run,
) -> None:
    code, out, _ = small("update", "tet", *OWN)
    assert code == 0
    assert re.search(r"[1-9]\d* with a max-length, 0 too long", out)
    blocks = PO.read_text(encoding="utf-8").split("\n\n")
    limited = [block for block in blocks if "#. max-length: " in block]
    assert limited
    for block in limited:
        (comment,) = re.findall(r"#\. max-length: (\d+)\n", block)
        (flag,) = re.findall(r"^#, .*max-length:(\d+)", block, re.M)
        assert comment == flag
    (link,) = re.findall(r"#\. See: (\S+)#(\S+) \((.+)\)\n", entry("Call us: {phone}"))
    code, out, _ = small("context", "tet", *MINE, "--date", "2027-05-01")
    assert (code, "1 pictures, of timor" in out) == (0, True)
    index = Path(link[0])
    assert index.is_file()
    assert f'id="{link[1]}"' in index.read_text(encoding="utf-8")
    assert re.fullmatch(r"poster-today, page 1, box \d+", link[2])
    pictures = list(index.parent.glob("*.png"))
    assert [path.name for path in pictures] == ["poster-today-01.png"]
    assert pictures[0].read_bytes().startswith(b"\x89PNG")


def test_updating_twice_writes_the_same_bytes_and_tells_so(small: Run) -> None:
    small("update", "tet", *OWN)
    before = hashlib.sha256(PO.read_bytes()).hexdigest()
    code, out, _ = small("update", "tet", *OWN)
    assert (code, f"{PO} (unchanged): " in out) == (0, True)
    assert hashlib.sha256(PO.read_bytes()).hexdigest() == before


def test_a_quick_update_keeps_the_notes_that_were_measured(small: Run) -> None:
    small("update", "tet", *OWN)
    before = PO.read_bytes()
    assert b"#. max-length: " in before
    code, out, _ = small("update", "tet", *OWN, "--quick")
    assert (code, "(unchanged)" in out, "max-length" in out) == (0, True, False)
    assert PO.read_bytes() == before


def test_a_text_that_is_too_long_is_told_by_update_status_and_check(small: Run) -> None:
    edit("Give today", "Fó ohin", "Fó raan ohin ho laran tomak " * 20)
    _, out, _ = small("update", "tet", *OWN)
    assert re.search(r"with a max-length, [1-9]\d* too long", out)
    _, out, _ = small("status", "tet", *MINE, "--json")
    assert json.loads(out)[0]["too_long"] >= 1
    code, out, _ = small("check", "tet", *OWN)
    assert code == 0
    assert re.search(rf"warning: {PO}:{line_of('Give today')}: \d+ characters where \d+ hold", out)


@pytest.mark.parametrize("command", ["update", "new-language", "status", "check", "approve"])
def test_help_of_translators_has_examples(run: Run, command: str) -> None:
    code, out, _ = run(command, "--help")
    assert (code, f"kit {command}" in out, "Examples:" in out) == (0, True, True)
