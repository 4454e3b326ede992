from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sources_samples import BUILTIN, write

from kit.errors import EXIT_FINDINGS, EXIT_USAGE, SourceError, UsageError
from kit.sources.bibliography import read_bibliography
from kit.sources.locales import locale_of
from kit.sources.partner import (
    Duration,
    Facts,
    Opening,
    PartnerProfile,
    Range,
    partner_slugs,
    read_partner,
)
from kit.sources.workspace import open_workspace

BIBLIOGRAPHY = read_bibliography(BUILTIN)
FILE = "assets/partners/small/partner.toml"
HEAD = 'schema = 1\ncountry = "TL"\nlanguages = ["tet"]\n'
SERVICE = '[service]\nvalue = { en = "Blood Centre" }\nsources = ["who-gsr-2021"]\n'
CITED = 'sources = ["who-gsr-2021"]\n'


def read(root: Path, text: str) -> PartnerProfile:
    write(root, FILE, text)
    return read_partner(open_workspace(root), "small", BIBLIOGRAPHY)


def fact(key: str, value: str, more: str = CITED) -> str:
    return f"{HEAD}{SERVICE}[fact.{key}]\nvalue = {value}\n{more}"


def facts(root: Path, key: str, value: str, more: str = CITED) -> Facts:
    return read(root, fact(key, value, more)).profile.fact


@pytest.mark.parametrize("slug", partner_slugs(BUILTIN))
def test_every_built_in_partner_is_whole(slug: str) -> None:
    partner = read_partner(BUILTIN, slug, BIBLIOGRAPHY)
    assert partner.slug == slug
    assert partner.path.endswith(f"assets/partners/{slug}/partner.toml")
    for tag in partner.profile.languages:
        assert locale_of(tag).tag == tag
        assert {tag, "en"} & partner.profile.service.value.keys()


def test_no_built_in_fact_is_confirmed_before_a_service_has_said_so() -> None:
    for slug in partner_slugs(BUILTIN):
        profile = read_partner(BUILTIN, slug, BIBLIOGRAPHY).profile
        given = [getattr(profile.fact, key) for key in Facts.model_fields]
        assert not profile.approved
        assert not [known for known in given if known and known.confirmed]


def test_the_days_of_korea_and_mongolia_are_the_13th_and_the_3rd() -> None:
    days = [
        read_partner(BUILTIN, slug, BIBLIOGRAPHY).profile.fact.donation_day
        for slug in ("korea", "mongolia", "tanzania")
    ]
    assert [day and day.value for day in days] == [13, 3, None]


def test_a_workspace_adds_a_partner_and_may_replace_one(root: Path) -> None:
    assert read(root, HEAD + SERVICE).profile.country == "TL"
    write(root, "assets/partners/korea/partner.toml", HEAD + SERVICE)
    found = open_workspace(root)
    assert partner_slugs(found) == tuple(sorted((*partner_slugs(BUILTIN), "small")))
    assert read_partner(found, "korea", BIBLIOGRAPHY).profile.country == "TL"


def test_an_absent_fact_is_unknown(root: Path) -> None:
    known = read(root, HEAD + SERVICE).profile.fact
    assert all(getattr(known, key) is None for key in Facts.model_fields)


def test_facts_keep_their_values_sources_and_confirmation(root: Path) -> None:
    sign = CITED + 'confirmed = { by = "Ana", on = 2027-05-01 }\nlanguages = ["en"]\nnote = "x"\n'
    age = facts(root, "age_min", "17", sign).age_min
    assert age is not None
    assert age.confirmed is not None
    assert (age.value, age.sources, age.languages) == (17, ("who-gsr-2021",), ("en",))
    assert (age.confirmed.by, age.confirmed.on) == ("Ana", date(2027, 5, 1))


@pytest.mark.parametrize(
    ("key", "written", "value"),
    [
        ("wait_tattoo", '{ value = 6, unit = "month" }', Duration(value=6, unit="month")),
        ("donation_minutes", "20", 20),
        ("donation_minutes", "{ min = 10, max = 15 }", Range(min=10, max=15)),
        ("donation_volume", "450", 450),
        ("donation_volume", "[320, 400]", (320, 400)),
        ("donation_volume", "{ min = 350, max = 450 }", Range(min=350, max=450)),
        ("haemoglobin_min", "12.5", Decimal("12.5")),
        (
            "hours",
            '{ days = ["mon", "tue"], opens = "08:30", closes = "13:00" }',
            Opening(days=("mon", "tue"), opens="08:30", closes="13:00"),
        ),
        ("phone", '"143"', "143"),
        ("phone", '"+255 739 613 000"', "+255 739 613 000"),
        ("place", '{ en = "Dili" }', {"en": "Dili"}),
        ("malaria", "true", True),
    ],
)
def test_a_value_may_be_of_each_of_its_kinds(
    root: Path, key: str, written: str, value: object
) -> None:
    assert getattr(facts(root, key, written), key).value == value


@pytest.mark.parametrize(
    ("text", "key", "message"),
    [
        ("", "schema", "field required"),
        (HEAD, "service", "field required"),
        (HEAD + "colour = 3\n" + SERVICE, "colour", "unknown key"),
        (HEAD + SERVICE + "colour = 3", "service.colour", "unknown key"),
        (fact("shoe_size", "42"), "fact.shoe_size", "unknown key"),
        (fact("age_min", "17", CITED + "colour = 3"), "fact.age_min.colour", "unknown key"),
        (fact("age_min", '"17"'), "fact.age_min.value", "input should be a valid integer"),
        (fact("age_min", "170"), "fact.age_min.value", "input should be less than or equal"),
        (fact("age_min", "17", ""), "fact.age_min.sources", "field required"),
        (fact("age_min", "17", "sources = []"), "fact.age_min.sources", "tuple should have"),
        (fact("age_min", "17", 'sources = ["x"]'), "fact.age_min.sources", "unknown source 'x'"),
        (HEAD + SERVICE.replace("who-gsr-2021", "x"), "service.sources", "unknown source 'x'"),
        (HEAD + SERVICE.replace("en =", "'e n' ="), "service.value.e n", "string should"),
        (HEAD + SERVICE.replace("Blood", "Blo\\u0007od"), "service.value.en", "string should"),
        (HEAD.replace("TL", "Timor") + SERVICE, "country", "string should match"),
        (HEAD.replace('["tet"]', "[]") + SERVICE, "languages", "tuple should have"),
        (HEAD.replace("1", "2") + SERVICE, "schema", "input should be 1"),
        (fact("donation_minutes", "{ min = 15, max = 10 }"), "fact.donation_minutes.value",
         "min must be less than max"),
        (fact("donation_volume", "{ min = 400, max = 400 }"), "fact.donation_volume.value",
         "min must be less than max"),
        (fact("donation_volume", "{ min = 400 }"), "fact.donation_volume.value.max",
         "field required"),
        (fact("donation_volume", "[320, 4000]"), "fact.donation_volume.value.1",
         "input should be less"),
        (fact("donation_volume", "[]"), "fact.donation_volume.value", "tuple should have"),
        (fact("wait_tattoo", '{ value = 2, unit = "moon" }'), "fact.wait_tattoo.value.unit",
         "input should be 'day', 'week', 'month' or 'year'"),
        (fact("hours", '{ days = ["mon"], opens = "8:30", closes = "13:00" }'),
         "fact.hours.value.opens", "string should match"),
        (fact("hours", '{ days = ["mon"], opens = "13:00", closes = "08:30" }'),
         "fact.hours.value", "opens must be before closes"),
        (fact("hours", '{ days = ["moon"], opens = "08:30", closes = "13:00" }'),
         "fact.hours.value.days.0", "input should be 'mon'"),
        (fact("phone", '"call us"'), "fact.phone.value", "string should match"),
        (fact("web", '"javascript:alert(1)"'), "fact.web.value", "string should match"),
        (fact("email", '"write to us"'), "fact.email.value", "string should match"),
        (fact("haemoglobin_min", "nan"), "fact.haemoglobin_min.value", "input should be a finite"),
        (fact("donation_day", "32"), "fact.donation_day.value", "input should be less"),
        (fact("all_tested", "1"), "fact.all_tested.value", "input should be a valid boolean"),
        (fact("age_min", "17", CITED + 'confirmed = { by = "", on = 2027-05-01 }'),
         "fact.age_min.confirmed.by", "string should have"),
        (fact("age_min", "17", CITED + 'confirmed = { by = "Ana", on = "May" }'),
         "fact.age_min.confirmed.on", "input should be a valid date"),
        (fact("age_min", "60") + "[fact.age_max]\nvalue = 60\n" + CITED, "fact",
         "age_min must be less than age_max"),
    ],
)  # fmt: skip
def test_a_wrong_profile_is_refused_by_file_and_key_with_a_hint(
    root: Path, text: str, key: str, message: str
) -> None:
    with pytest.raises(SourceError) as caught:
        read(root, text)
    assert str(caught.value).startswith(f"{root / FILE}, {key}: {message}")
    assert caught.value.exit_code == EXIT_FINDINGS
    assert caught.value.hint


@pytest.mark.parametrize(
    ("text", "known"),
    [
        (HEAD + "colour = 3\n" + SERVICE, "approved,"),
        (HEAD + SERVICE + "colour = 3", "confirmed, languages, note, sources, value"),
        (fact("shoe_size", "42"), "age_max, age_min, all_tested"),
        (fact("age_min", "17", "colour = 3"), "confirmed, languages, note, sources, value"),
    ],
)
def test_the_hint_for_an_unknown_key_lists_the_keys_of_its_table(
    root: Path, text: str, known: str
) -> None:
    with pytest.raises(SourceError) as caught:
        read(root, text.replace("colour = 3", CITED + "colour = 3") if "[fact" in text else text)
    assert caught.value.hint.startswith(f"known keys: {known}")
    assert ("country" in caught.value.hint) is known.startswith("approved")


def test_broken_toml_is_refused_by_its_line(root: Path) -> None:
    with pytest.raises(SourceError, match=r"partner\.toml: broken TOML: .*line 2"):
        read(root, "schema = 1\ncountry = \n")


@pytest.mark.parametrize("slug", ["atlantis", "../partners/korea", "", "*"])
def test_an_unknown_partner_is_a_wrong_name_with_the_known_ones(slug: str) -> None:
    with pytest.raises(UsageError, match="unknown partner") as caught:
        read_partner(BUILTIN, slug, BIBLIOGRAPHY)
    assert caught.value.exit_code == EXIT_USAGE
    assert caught.value.hint == "one of: " + ", ".join(partner_slugs(BUILTIN))
