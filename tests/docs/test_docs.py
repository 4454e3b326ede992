"""The manual says what the code does: names, options and examples are held against it."""

import json
import re
import shlex
import tomllib
from dataclasses import dataclass
from pathlib import Path

import click
import pypdfium2
import pytest
from lxml import etree

from kit.build import Request, build
from kit.cli import build_command, cli
from kit.document.compose import compose
from kit.preflight import message_glossary, message_length, messages
from kit.preflight.message_view import Context
from kit.preflight.pdf import checks as pdf_checks
from kit.preflight.slides import CHECKS, READING
from kit.report import Report
from kit.sources.catalogue import State
from kit.sources.partner import Fact, Facts, Profile
from kit.sources.po import PoEntry
from kit.sources.theme import ThemeFile
from kit.stages import Job, bench_of

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.glob("*.md")))
TEMPLATES = (DOCS / "templates.md").read_text(encoding="utf-8")
PARTNERS = (DOCS / "partners.md").read_text(encoding="utf-8")
DECKS = (DOCS / "decks.md").read_text(encoding="utf-8")
PDF = (DOCS / "pdf.md").read_text(encoding="utf-8")
TRANSLATORS = (DOCS / "translators.md").read_text(encoding="utf-8")
WEBLATE = (DOCS / "weblate.md").read_text(encoding="utf-8")
ARCHITECTURE = (DOCS / "architecture.md").read_text(encoding="utf-8")
MANUAL = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)

CODE = re.compile(r"`([^`]+)`")
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"^File `([^`]+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^```sh\nkit build (.*?)\n```$", re.MULTILINE)
RESULT = re.compile(r"^Result: (`.+`)$", re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)")
PICTURE = re.compile(r"!\[([^]]*)\]\(([^)\s]+)\)")
SIGN = re.compile(r"\[U\+([0-9A-F]{4})\]")
MOST_PICTURE_BYTES = 100_000
RNG = "{http://relaxng.org/ns/structure/1.0}"


def section(text: str, heading: str) -> str:
    """A section of a page, with the smaller sections in it."""
    level = heading.partition(" ")[0]
    begin = text.index(f"\n{heading}\n") + 1
    end = re.compile(rf"^#{{1,{len(level)}}} ", re.MULTILINE).search(text, begin + len(heading))
    return text[begin : end.start() if end else None]


def rows(text: str) -> list[list[str]]:
    """The rows of all tables, without their heads."""
    found: list[list[str]] = []
    before = ""
    for line in text.splitlines():
        if line.startswith("|") and before.startswith("|") and not line.startswith("|--"):
            found.append([cell.strip() for cell in line.strip("|").split(" |")])
        before = line
    return found


# The vocabulary


def vocabulary() -> dict[str, set[str]]:
    """Every element of the vocabulary, with its attributes."""
    root = etree.fromstring((ROOT / "templates/vocabulary.rng").read_bytes())
    defined = {name.get("name"): name for name in root.iter(f"{RNG}define")}
    found: dict[str, set[str]] = {}
    for element in root.iter(f"{RNG}element"):
        attributes = found.setdefault(str(element.get("name")), set())
        attributes |= {str(each.get("name")) for each in own(element, defined)}
    return found


def own(element: etree._Element, defined: dict[str | None, etree._Element]) -> list[etree._Element]:
    """The attributes of an element, not those of elements in it."""
    found: list[etree._Element] = []
    for child in element:
        if child.tag == f"{RNG}attribute":
            found.append(child)
        elif child.tag == f"{RNG}ref":
            target = defined[child.get("name")]
            # A reference to a lone attribute; other references lead to elements.
            found += [each for each in target if each.tag == f"{RNG}attribute"]
        elif child.tag == f"{RNG}optional":
            found += own(child, defined)
    return found


def described() -> dict[str, str]:
    """The elements of the tables in "The vocabulary", with the text of their attributes."""
    found: dict[str, str] = {}
    for row in rows(section(TEMPLATES, "## The vocabulary")):
        found |= dict.fromkeys(CODE.findall(row[0]), row[1])
    return found


def test_the_manual_describes_every_element_and_no_other() -> None:
    assert set(described()) == set(vocabulary())


def test_the_manual_names_every_attribute_at_its_element() -> None:
    said = {name: set(CODE.findall(cell)) for name, cell in described().items()}
    missing = {
        name: attributes - said[name]
        for name, attributes in vocabulary().items()
        if attributes - said[name]
    }
    assert missing == {}


def test_the_manual_names_every_value_that_an_attribute_may_have() -> None:
    root = etree.fromstring((ROOT / "templates/vocabulary.rng").read_bytes())
    values = {str(value.text) for value in root.iter(f"{RNG}value")}
    assert values - set(CODE.findall(FENCE.sub("", TEMPLATES))) == set()


def test_every_slide_layout_panel_place_and_poster_plan_has_a_row() -> None:
    root = etree.fromstring((ROOT / "templates/vocabulary.rng").read_bytes())
    tables = {
        "layout": "## Deck: slide layouts",
        "place": "## Brochure: panel places",
        "plan": "## Poster: plans",
    }
    for attribute, heading in tables.items():
        known = {
            str(value.text)
            for found in root.iter(f"{RNG}attribute")
            if found.get("name") == attribute
            for value in found.iter(f"{RNG}value")
        }
        said = {name for row in rows(section(TEMPLATES, heading)) for name in CODE.findall(row[0])}
        assert said == known, heading


def test_the_manual_names_every_key_of_the_slide_master() -> None:
    master = (ROOT / "templates/content/master.xml").read_text(encoding="utf-8")
    keys = set(re.findall(r'key="([^"]+)"', master))
    said = {
        name
        for row in rows(section(TEMPLATES, "## Names of the slide master"))
        for name in CODE.findall(row[0])
    }
    assert said == keys


# The theme, the profile, the commands


def test_the_manual_names_every_key_of_the_theme() -> None:
    theme = section(TEMPLATES, "## The theme")
    tables = tomllib.loads((ROOT / "templates/theme.toml").read_text(encoding="utf-8"))
    assert set(tables) == set(ThemeFile.model_fields)
    keys = {key for name in set(tables) - {"script"} for key in tables[name]}
    keys |= set(tables["script"])
    keys |= {key for sizes in tables["script"].values() for key in sizes}
    keys |= {f"[{name}]" for name in set(tables) - {"script"}} | {"[script.NAME]"}
    said = set(CODE.findall(FENCE.sub("", theme))) | set(re.findall(r"\[[\w.]+\]", theme))
    assert keys - said == set()


def test_the_manual_names_no_theme_size_that_does_not_exist() -> None:
    tables = tomllib.loads((ROOT / "templates/theme.toml").read_text(encoding="utf-8"))
    for row in rows(section(TEMPLATES, "### [poster], [brochure], [deck]: sizes")):
        products = ["poster", "brochure", "deck"] if row[1] == "all" else row[1].split(", ")
        for key in CODE.findall(row[0]):
            holders = [name for name in ("poster", "brochure", "deck") if key in tables[name]]
            assert sorted(products) == sorted(holders), key


def test_the_manual_has_a_row_for_every_fact_and_no_other() -> None:
    said = {CODE.findall(row[0])[0] for row in rows(section(PARTNERS, "## Facts"))}
    assert said == set(Facts.model_fields)


def test_the_manual_has_a_row_for_every_key_of_a_profile_and_of_a_fact() -> None:
    top = {CODE.findall(row[0])[0] for row in rows(section(PARTNERS, "## Keys at the top"))}
    assert top == {name.rstrip("_") for name in Profile.model_fields}
    fact = {CODE.findall(row[0])[0] for row in rows(section(PARTNERS, "## A fact"))}
    assert fact == set(Fact.model_fields)


def test_the_manual_has_a_row_for_every_code_of_the_check_of_decks_and_no_other() -> None:
    table = rows(section(DECKS, "## What the check says"))
    said = [name for row in table for name in CODE.findall(row[0])]
    assert len(said) == len(set(said))
    assert set(said) == {check.code for check in CHECKS} | set(READING) | {"slides.font-left-out"}


def test_the_manual_has_a_row_for_every_code_of_the_check_of_pdfs_and_no_other() -> None:
    said = {code_of(row[0]): row[1] for row in rows(section(PDF, "## What the check says"))}
    known = {check.code: str(check.severity) for check in pdf_checks.CHECKS}
    known |= dict.fromkeys((*pdf_checks.READING, pdf_checks.BROKEN), "error")
    assert said == known


def test_the_manual_names_every_built_in_deck() -> None:
    table = rows(section(DECKS, "## Which decks there are"))
    said = {CODE.findall(row[0])[0] for row in table}
    assert said == {f"deck/{path.stem}" for path in (ROOT / "templates/deck").glob("*.xml")}


def test_the_manual_says_how_long_each_deck_is() -> None:
    job = Job(None, Path("out"), "korea", "en", (), is_final=False)
    material = bench_of(job).material
    for name, _, slides, minutes in rows(section(DECKS, "## Which decks there are")):
        document, _ = compose(material, name.strip("`"))
        length = sum(part.minutes for part in document.parts)
        assert (slides, minutes) == (str(len(document.parts)), str(length)), name


# Translations


def message_codes() -> list[list[str]]:
    """The rows of the table of codes: code, how bad, English, translation, what to do."""
    return rows(section(TRANSLATORS, "### Codes of texts"))


def code_of(cell: str) -> str:
    """The code of a cell, with the signs that it names by number; "" for a cell without one."""
    found = CODE.search(cell)
    return SIGN.sub(lambda sign: chr(int(sign[1], 16)), found[1]) if found else ""


def test_the_manual_has_a_row_for_every_code_of_the_check_of_texts_and_no_other() -> None:
    said = [code_of(row[0]) for row in message_codes()]
    others = {message_length.CODE, message_glossary.CODE}
    assert len(said) == len(set(said))
    assert set(said) == {check.code for check in messages.CHECKS} | others


def test_only_codes_that_need_more_than_two_texts_have_no_example() -> None:
    without = {code_of(row[0]) for row in message_codes() if not code_of(row[3])}
    assert without == {"message.plural", message_length.CODE, message_glossary.CODE}


@pytest.mark.parametrize(
    "row", [row for row in message_codes() if code_of(row[3])], ids=lambda row: row[0]
)
def test_an_example_of_a_code_is_found_by_its_check(row: list[str]) -> None:
    code, severity, msgid, text = code_of(row[0]), row[1], code_of(row[2]), code_of(row[3])
    is_own = "other projects' files only" not in severity
    entry = PoEntry(msgid, (text,), line=1)
    found = messages.check_entry(entry, Context("mn", is_own), "kit.po")
    assert severity.partition(",")[0] in {each.severity for each in found if each.code == code}


def test_the_manual_has_a_row_for_every_code_of_catalogue_files_and_no_other() -> None:
    table = rows(section(TRANSLATORS, "### Codes of the file"))
    files = (ROOT / "kit/checking.py", *(ROOT / "kit/sources").glob("*.py"))
    code = "\n".join(path.read_text(encoding="utf-8") for path in files)
    assert {code_of(row[0]) for row in table} == set(re.findall(r'"(po-[a-z-]+)"', code))


def test_the_manual_explains_every_state_of_a_text() -> None:
    table = rows(section(TRANSLATORS, "## States of a text"))
    assert [code_of(row[0]) for row in table] == [state.value for state in State]


def test_the_settings_for_weblate_find_every_catalogue() -> None:
    body = re.search(r"^```json\n(.*?)^```$", WEBLATE, re.MULTILINE | re.DOTALL)
    assert body
    settings = json.loads(body[1])
    catalogues = sorted((ROOT / "locales").glob("**/*.po"))
    assert sorted(ROOT.glob(settings["filemask"])) == catalogues
    assert (ROOT / settings["new_base"]).is_file()
    tags = {path.parents[1].name for path in catalogues}
    language = re.compile(settings["language_regex"])
    assert {tag for tag in tags if not language.search(tag)} == {settings["source_language"]}


def test_the_discovery_for_weblate_finds_every_catalogue() -> None:
    table = {code_of(row[0]): row[1] for row in rows(section(WEBLATE, "## Component discovery"))}
    found = [
        re.fullmatch(code_of(table["match"]), path.relative_to(ROOT).as_posix())
        for path in (ROOT / "locales").glob("**/*.po")
    ]
    assert {match and match["component"] for match in found} == {"kit"}
    base = code_of(table["new_base_template"]).replace("{{ component }}", "kit")
    assert (ROOT / base).is_file()


def commands() -> dict[str, click.Command]:
    """The commands by what a person types; "kit" holds the options of the program itself."""
    return {"kit": cli} | {f"kit {name}": command for name, command in cli.commands.items()}


@pytest.mark.parametrize("typed", commands())
def test_the_manual_names_every_command_and_option(typed: str) -> None:
    context = click.Context(cli, help_option_names=["-h", "--help"])
    options = {name for option in commands()[typed].get_params(context) for name in option.opts}
    words = set(re.findall(r"(?<![\w-])--?[a-z][\w-]*", MANUAL))
    assert re.search(rf"\b{typed}\b", MANUAL)
    assert {name for name in options if name.startswith("-")} - words == set()


def test_the_manual_shows_no_command_that_does_not_exist() -> None:
    shown = set(re.findall(r"^    kit ([a-z-]+)", MANUAL, re.MULTILINE))
    shown |= set(re.findall(r"`kit ([a-z][a-z-]*)[^`]*`", FENCE.sub("", MANUAL)))
    for block in FENCE.findall(MANUAL):
        shown |= set(re.findall(r"^kit ([a-z-]+)", block, re.MULTILINE))
    assert shown
    assert shown <= set(cli.commands)


# The examples


@dataclass(frozen=True)
class Example:
    """A complete example: its files, its command and the files it makes, PDF last."""

    name: str
    files: tuple[tuple[str, str], ...]
    command: str
    results: tuple[str, ...]


def examples() -> list[Example]:
    """Every example of the manual."""
    found: list[Example] = []
    for heading in re.findall(r"^### Example: .*$", TEMPLATES, re.MULTILINE):
        text = section(TEMPLATES, heading)
        command, result = COMMAND.search(text), RESULT.search(text)
        assert command, heading
        assert result, heading
        name = heading.removeprefix("### Example: ")
        files = tuple(FILE.findall(text))
        found.append(Example(name, files, command.group(1), tuple(CODE.findall(result.group(1)))))
    return found


EXAMPLES = {example.name: example for example in examples()}
# What each example is about, as it stands on the page.
SHOWN = {
    "change a text": "Yours can too.",
    "change a colour": "Damu",
    "add a partner": "18 to 65 years",
    "add a language": "Solo le persone",
    "add a poster of your own": "Bring a friend.",
    "add a deck of your own": "Write the names in together.",
    "your colour, your logo, US Letter": "10–15",
}


def made(example: Example, folder: Path) -> tuple[list[Path], Report]:
    """An example's files and report: its files written, its command run in this process."""
    for name, content in example.files:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    chosen = build_command.make_context("build", shlex.split(example.command)).params
    request = Request(
        workspace=folder / chosen["workspace"],
        out=folder / chosen["out"],
        partners=chosen["partners"],
        languages=chosen["languages"],
        products=chosen["products"],
    )
    return [folder / result for result in example.results], build(request)


def words_of(path: Path) -> str:
    """The text of a PDF, its lines joined."""
    with pypdfium2.PdfDocument(path) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    return " ".join(" ".join(texts).split())


def test_each_example_has_a_word_to_look_for() -> None:
    assert set(SHOWN) == set(EXAMPLES)


@pytest.mark.parametrize("name", SHOWN)
def test_an_example_makes_its_file_without_errors(name: str, tmp_path: Path) -> None:
    paths, report = made(EXAMPLES[name], tmp_path)
    assert [failure.message for failure in report.failures] == []
    assert report.exit_code == 0
    assert [artefact.path for artefact in report.artefacts] == [str(path) for path in paths]
    assert SHOWN[name] in words_of(paths[-1])


def test_the_example_of_a_language_needs_no_english(tmp_path: Path) -> None:
    (path,), _ = made(EXAMPLES["add a language"], tmp_path)
    assert "[en]" not in words_of(path)


def test_the_example_of_a_colour_paints_the_drop(tmp_path: Path) -> None:
    (path,), _ = made(EXAMPLES["change a colour"], tmp_path)
    with pypdfium2.PdfDocument(path) as document:
        picture = document[0].render(scale=0.25).to_pil().convert("RGB")
    in_the_drop = picture.getpixel((picture.width // 2, picture.height // 10))
    assert in_the_drop == (0x1B, 0x4F, 0x9C)


# The pages


def slug(heading: str) -> str:
    """The anchor of a heading, as code hosts make it."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def anchors(page: Path) -> set[str]:
    """The anchors of a page."""
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    return {slug(heading) for heading in re.findall(r"^#+ (.*)$", text, re.MULTILINE)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for link in LINK.findall(FENCE.sub("", page.read_text(encoding="utf-8"))):
        if link.startswith("https://"):
            continue
        file, _, anchor = link.partition("#")
        target = page.parent / file if file else page
        assert target.is_file(), link
        assert not anchor or anchor in anchors(target), link


def test_pictures_are_small_described_and_shown() -> None:
    shown: dict[Path, str] = {}
    for page in PAGES:
        for words, link in PICTURE.findall(page.read_text(encoding="utf-8")):
            shown[(page.parent / link).resolve()] = words
    files = {path.resolve() for path in (DOCS / "pictures").iterdir()}
    assert set(shown) == files
    assert [path.name for path in files if path.stat().st_size > MOST_PICTURE_BYTES] == []
    assert [path.name for path, words in shown.items() if not words] == []


def test_files_that_the_architecture_names_exist() -> None:
    named = re.findall(r"`((?:kit|templates|tests)/[\w./]*)`", ARCHITECTURE)
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_architecture_names_every_room_and_every_library_with_a_door() -> None:
    rooms = {f"kit/{path.parent.name}/" for path in (ROOT / "kit").glob("*/__init__.py")}
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = [each["name"] for each in settings["tool"]["importlinter"]["contracts"]]
    guarded = {name.removeprefix("The door of ") for name in contracts if "door" in name}
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "kit").rglob("*.py"))
    used = {name for name in guarded if re.search(rf"^(import|from) {name}\b", code, re.MULTILINE)}
    assert used
    assert (rooms | used) - set(CODE.findall(ARCHITECTURE)) == set()


def test_the_architecture_names_every_door_of_a_library() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    doors: dict[str, set[str]] = {}
    for contract in settings["tool"]["importlinter"]["contracts"]:
        for module, library in (each.split(" -> ") for each in contract.get("ignore_imports", ())):
            path = module.replace(".", "/")
            name = path.removesuffix("*") if path.endswith("*") else f"{path}.py"
            doors.setdefault(library, set()).add(name)
    table = rows(section(ARCHITECTURE, "## Libraries and their doors"))
    said = {library: set(CODE.findall(row[2])) for row in table for library in CODE.findall(row[0])}
    assert doors
    assert [name for name, modules in doors.items() if modules - said[name]] == []


def test_the_architecture_names_every_module_beside_the_rooms() -> None:
    modules = {f"kit/{path.name}" for path in (ROOT / "kit").glob("[a-z]*.py")}
    assert modules - set(CODE.findall(ARCHITECTURE)) == set()


def test_the_glossary_explains_each_word_once() -> None:
    words = [row[0] for row in rows((DOCS / "glossary.md").read_text(encoding="utf-8"))]
    assert len(words) > 40
    assert [word for word in words if words.count(word) > 1] == []
