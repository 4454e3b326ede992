"""Files that begin a visit or a partner: they are read, and overwrite nothing."""

import re
import tomllib
from pathlib import Path

import pytest

from kit.document.compose import compose
from kit.document.local import LocalFacts
from kit.errors import SourceError, UsageError
from kit.newcomers import (
    DONOR_BROCHURE,
    PARTNER,
    PLACEHOLDER,
    NewPartner,
    new_partner,
    new_visit,
)
from kit.sources.bibliography import read_bibliography
from kit.sources.partner import Facts, PartnerProfile, Profile, partner_slugs, read_partner
from kit.sources.visit import HostContact
from kit.sources.visit_file import read_visit
from kit.sources.workspace import Workspace, open_workspace
from kit.stages import Job, bench_of

BUILTIN = open_workspace(None)
BIBLIOGRAPHY = read_bibliography(BUILTIN)
START = BUILTIN.read(PARTNER).decode()
# Each fact of the file: its name, and the example in the remark above it.
EXAMPLES = {
    key: example for example, key in re.findall(r"such as (.+)\n# \[fact\.(\w+)\]\n", START)
}
ONE_FOR_ALL = {"weight_min", "interval_whole_blood"}
BY_SEX = {"weight_min_female", "weight_min_male", "interval_female", "interval_male"}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "kit.toml").write_text("schema = 1\n")
    return open_workspace(tmp_path)


def profile_of(workspace: Workspace, slug: str) -> PartnerProfile:
    return read_partner(workspace, slug, read_bibliography(workspace))


# A visit


def filled(path: Path) -> Path:
    """Write the values that a person fills in."""
    text = path.read_text(encoding="utf-8")
    text = text.replace("partners = []", 'partners = ["mongolia"]')
    text = text.replace('first = ""', "first = 2027-05-10").replace(
        'last = ""', "last = 2027-05-14"
    )
    path.write_text(text, encoding="utf-8")
    return path


def test_a_new_visit_is_read_when_three_values_are_filled_in(tmp_path: Path) -> None:
    path = filled(new_visit(tmp_path / "mongolia-2027", BUILTIN))
    assert path == tmp_path / "mongolia-2027/visit.toml"
    visit = read_visit(path, BUILTIN, BIBLIOGRAPHY)
    assert (visit.partners, visit.themes) == (("mongolia",), ("general",))
    assert visit.languages == ("mn", "en")
    assert (visit.visitors, visit.programme, visit.host) == ((), (), HostContact())


def test_a_new_visit_as_it_stands_says_what_to_fill_in(tmp_path: Path) -> None:
    path = new_visit(tmp_path, BUILTIN)
    with pytest.raises(SourceError, match=r"visit\.toml, partners: no list of one partner"):
        read_visit(path, BUILTIN, BIBLIOGRAPHY)
    new_visit(tmp_path / "b.toml", BUILTIN, ["uganda", "nepal"])
    with pytest.raises(SourceError, match=r"b\.toml, first: no day"):
        read_visit(tmp_path / "b.toml", BUILTIN, BIBLIOGRAPHY)


def test_every_key_in_the_remarks_of_a_new_visit_is_one_that_is_read(tmp_path: Path) -> None:
    path = filled(new_visit(tmp_path, BUILTIN))
    text = re.sub(r"^# (?=\[\[|\w+ = )", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    # Empty values of the host are for people to fill in.
    path.write_text(re.sub(r'^(name|email|phone) = ""\n', "", text, flags=re.MULTILINE))
    visit = read_visit(path, BUILTIN, BIBLIOGRAPHY)
    assert visit.languages == ("en",)
    assert len(visit.visitors) == len(visit.programme) == 1
    assert visit.notes


def test_a_new_visit_names_the_partners_and_themes_there_are(tmp_path: Path) -> None:
    text = new_visit(tmp_path, BUILTIN).read_text(encoding="utf-8")
    words = set(re.findall(r"[\w-]+", text))
    assert {*partner_slugs(BUILTIN), "general", "safety", "policy"} <= words
    assert max(map(len, text.splitlines())) <= 100


def test_a_visit_of_an_unknown_partner_is_not_begun(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="unknown partner 'atlantis'"):
        new_visit(tmp_path, BUILTIN, ["atlantis"])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["visit.toml", "link.toml"])
def test_a_new_visit_overwrites_nothing(tmp_path: Path, name: str) -> None:
    path = tmp_path / "visit.toml"
    path.write_text("mine")
    (tmp_path / "link.toml").symlink_to(tmp_path / "nowhere")
    with pytest.raises(UsageError, match="the file is there already") as caught:
        new_visit(tmp_path / name, BUILTIN)
    assert caught.value.hint
    assert path.read_text() == "mine"
    assert not (tmp_path / "nowhere").exists()


# A partner


@pytest.mark.parametrize(
    ("country", "languages", "others"),
    [
        ("TL", ("en",), ("tet", "pt")),
        ("KE", ("sw", "en"), ()),
        ("SN", ("fr", "en"), ("wo",)),
        ("BD", ("en",), ("bn",)),
        ("EG", ("ar", "en"), ()),
        ("uz", ("en",), ("uz", "uz-Cyrl")),
    ],
)
def test_a_new_partner_is_read_as_it_stands(
    workspace: Workspace, country: str, languages: tuple[str, ...], others: tuple[str, ...]
) -> None:
    begun = new_partner("new-one", country, workspace)
    path = workspace.layers[-1] / "assets/partners/new-one/partner.toml"
    assert begun == NewPartner(str(path), languages, others, DONOR_BROCHURE)
    profile = profile_of(workspace, "new-one").profile
    assert (profile.country, profile.languages) == (country.upper(), languages)
    assert profile.service.value == {"en": PLACEHOLDER}
    assert profile.fact == Facts()
    assert (profile.approved, profile.service.confirmed) == (None, None)


def test_a_new_partner_names_its_country_and_the_languages_that_lack_a_catalogue(
    workspace: Workspace,
) -> None:
    new_partner("timor", "TL", workspace)
    text = workspace.read("assets/partners/timor/partner.toml").decode()
    assert text.startswith("# The profile of the blood service of Timor-Leste.")
    assert '# [country_name]\n# en = "Timor-Leste"\n' in text
    assert "Tetum. kit new-language tet begins it." in text
    assert "$" not in text
    assert max(map(len, text.splitlines())) <= 100


def test_a_new_partner_has_a_remark_on_every_key_and_every_fact() -> None:
    assert set(EXAMPLES) == set(Facts.model_fields)
    keys = set(re.findall(r"^(?:# )?\[?(\w+)(?:\]$| = )", START, re.MULTILINE))
    assert {name.rstrip("_") for name in Profile.model_fields} - {"fact"} <= keys


@pytest.mark.parametrize("key", EXAMPLES)
def test_a_fact_is_read_when_its_remark_is_made_a_value(workspace: Workspace, key: str) -> None:
    path = Path(new_partner("timor", "TL", workspace).path)
    table = f'# [fact.{key}]\n# value =\n# sources = ["own-service"]\n'
    written = f'[fact.{key}]\nvalue = {EXAMPLES[key]}\nsources = ["own-service"]\n'
    text = path.read_text(encoding="utf-8")
    assert table in text
    path.write_text(text.replace(table, written), encoding="utf-8")
    fact = getattr(profile_of(workspace, "timor").profile.fact, key)
    assert fact.sources == ("own-service",)


def test_a_fact_without_its_value_stops_at_its_line(workspace: Workspace) -> None:
    path = Path(new_partner("timor", "TL", workspace).path)
    text = path.read_text(encoding="utf-8").replace("# [fact.phone]\n# ", "[fact.phone]\n")
    path.write_text(text, encoding="utf-8")
    line = text[: text.index("[fact.phone]")].count("\n") + 2
    with pytest.raises(SourceError, match=f"broken TOML: .*line {line}"):
        profile_of(workspace, "timor")


def test_the_list_of_what_a_donor_brochure_needs_is_what_it_asks_for(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: set[str] = set()
    look_up = LocalFacts.__getattr__

    def noted(facts: LocalFacts, key: str) -> object:
        asked.add(key)
        return look_up(facts, key)

    monkeypatch.setattr(LocalFacts, "__getattr__", noted)
    # A template asks for a second fact only where it has the first.
    for slug in ("tanzania", "korea", "bhutan"):
        job = Job(None, Path("out"), slug, "en", (), is_final=False)
        compose(bench_of(job).material, "brochure/donor")
    assert asked == set(DONOR_BROCHURE) | BY_SEX
    new_partner("timor", "TL", workspace)
    text = workspace.read("assets/partners/timor/partner.toml").decode()
    needs = text.partition("---- Facts that the donor brochure needs")[2].partition("# ----")[0]
    assert set(re.findall(r"\[fact\.(\w+)\]", needs)) == set(DONOR_BROCHURE) | BY_SEX
    assert ", ".join(DONOR_BROCHURE[:4]) in text
    assert set(DONOR_BROCHURE) >= ONE_FOR_ALL


@pytest.mark.parametrize(
    "slug", ["", "Timor", "timor leste", "../timor", "timor--leste", "-timor", "1st", "a" * 41, "é"]
)
def test_a_name_that_cannot_be_typed_or_leads_away_is_refused(
    workspace: Workspace, slug: str
) -> None:
    with pytest.raises(UsageError, match="is no name for a partner") as caught:
        new_partner(slug, "TL", workspace)
    assert caught.value.hint
    assert not (workspace.layers[-1] / "assets").exists()


@pytest.mark.parametrize("country", ["", "XX", "ZZ", "Timor", "T1", "é!", "EU"])
def test_a_code_of_no_country_is_refused(workspace: Workspace, country: str) -> None:
    with pytest.raises(UsageError, match="no country by the code") as caught:
        new_partner("timor", country, workspace)
    assert "ISO 3166-1" in caught.value.hint
    assert not (workspace.layers[-1] / "assets").exists()


def test_a_new_partner_overwrites_none_of_any_layer(workspace: Workspace) -> None:
    with pytest.raises(UsageError, match="there is a partner 'korea' already") as caught:
        new_partner("korea", "KR", workspace)
    assert "copy its file" in caught.value.hint
    path = Path(new_partner("timor", "TL", workspace).path)
    path.write_text("mine")
    with pytest.raises(UsageError, match="there is a partner 'timor' already") as caught:
        new_partner("timor", "TL", workspace)
    assert caught.value.hint == "change this file"
    assert path.read_text() == "mine"


def test_a_link_where_a_new_profile_would_stand_is_left_alone(workspace: Workspace) -> None:
    folder = workspace.layers[-1] / "assets/partners/timor"
    folder.mkdir(parents=True)
    (folder / "partner.toml").symlink_to(folder / "nowhere")
    with pytest.raises(UsageError, match="the file is there already"):
        new_partner("timor", "TL", workspace)
    assert not (folder / "nowhere").exists()


# Built-in partners


@pytest.mark.parametrize("slug", partner_slugs(BUILTIN))
def test_a_built_in_partner_prints_in_translated_languages_and_says_where_each_fact_is_from(
    slug: str,
) -> None:
    path = BUILTIN.find(f"assets/partners/{slug}/partner.toml")
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    facts = [tables["service"], *tables.get("fact", {}).values()]
    cited = {source for fact in facts for source in fact["sources"]}
    assert cited <= set(BIBLIOGRAPHY) - {"own-service"}
    # One weak source alone is not enough for a printed fact.
    assert {BIBLIOGRAPHY[source].trust for source in cited} <= {"primary", "secondary"}
    assert "en" in tables["languages"]
    assert all(BUILTIN.has(f"locales/{tag}/LC_MESSAGES/kit.po") for tag in tables["languages"])


def test_every_country_of_the_study_visits_has_a_profile() -> None:
    countries = {profile_of(BUILTIN, slug).profile.country for slug in partner_slugs(BUILTIN)}
    assert countries == {
        "BD", "BT", "ET", "ID", "KH", "KR", "LA", "LK", "MM", "MN", "NP", "PH", "TZ", "UG", "UZ",
        "VN",
    }  # fmt: skip
