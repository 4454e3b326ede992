import pytest
from document_samples import BUILTIN, PRINTED, Bench, material, message

from kit.document.inline import Value
from kit.document.local import LocalFacts, PartnerWords, fact_use, service_name
from kit.errors import TemplateError
from kit.sources.locales import locale_of
from kit.sources.partner import Facts

CITED = 'sources = ["who-gsr-2021"]\n'
SIGN = '{ by = "Ana", on = 2027-05-01 }'
HOURS = '{ days = ["mon", "tue", "wed"], opens = "08:30", closes = "13:00" }'


def facts(bench: Bench, tables: str, tag: str = "tet", *, is_native: bool = False) -> LocalFacts:
    bench.facts(tables)
    return LocalFacts(bench.material().partner, locale_of(tag, native_digits=is_native))


def fact(key: str, value: str, more: str = "") -> str:
    return f"[fact.{key}]\nvalue = {value}\n{CITED}{more}"


def words(bench: Bench, key: str, value: str, tag: str, *, is_native: bool = False) -> str:
    found = getattr(facts(bench, fact(key, value), tag, is_native=is_native), key)
    assert isinstance(found, Value)
    return found.text


def test_an_absent_fact_is_unknown_and_a_misspelt_one_an_error(bench: Bench) -> None:
    local = facts(bench, "")
    assert all(getattr(local, key) is None for key in Facts.model_fields)
    with pytest.raises(TemplateError, match="unknown local fact 'age'") as caught:
        _ = local.age
    assert caught.value.hint


@pytest.mark.parametrize(
    ("key", "value", "tag", "text"),
    [
        ("wait_tattoo", '{ value = 6, unit = "month" }', "mn", "6 сар"),
        ("wait_tattoo", '{ value = 1, unit = "month" }', "en", "1 month"),
        ("interval_male", '{ value = 3, unit = "month" }', "sw", "miezi 3"),
        ("donation_volume", "450", "en", "450"),
        ("donation_volume", "[320, 400]", "ko", "320 또는 400"),
        ("donation_volume", "{ min = 350, max = 450 }", "en", "350–450"),
        ("donation_minutes", "{ min = 10, max = 15 }", "sw", "10–15"),
        ("haemoglobin_min", "12.5", "id", "12,5"),
        ("donation_day", "3", "en", "3rd"),
        ("donation_day", "3", "mn", "3"),
        ("hours", HOURS, "en", "Mon–Wed 08:30–13:00"),
        ("hours", HOURS, "mn", "Да–Лх 08:30–13:00"),
        ("phone", '"+255 739 613 000"', "en", "+255 739 613 000"),
        ("web", '"https://www.nbts.go.tz/"', "en", "www.nbts.go.tz"),
        ("place", '{ en = "Dili, Rua 1", tet = "Dili" }', "tet", "Dili"),
    ],
)
def test_a_fact_is_written_as_its_language_does(
    bench: Bench, key: str, value: str, tag: str, text: str
) -> None:
    assert words(bench, key, value, tag) == text


@pytest.mark.parametrize(
    ("key", "value", "text"),
    [
        ("age_min", "17", "१७"),
        ("donation_volume", "[320, 400]", "३२० वा ४००"),
        ("donation_volume", "{ min = 350, max = 450 }", "३५०–४५०"),
        ("haemoglobin_min", "12.5", "१२.५"),
        ("donation_day", "13", "१३"),
        ("phone", '"143"', "143"),
    ],
)
def test_native_digits_stand_in_amounts_but_never_in_a_phone_number(
    bench: Bench, key: str, value: str, text: str
) -> None:
    assert words(bench, key, value, "ne", is_native=True) == text


def test_the_partner_chooses_the_digits(bench: Bench) -> None:
    partner = "assets/partners/small/partner.toml"
    text = (bench.root / partner).read_text()
    bench.write(partner, text.replace("\n\n", '\ndigits = "native"\n\n', 1) + fact("age_min", "17"))
    bench.catalogue(tag="ne")
    found = bench.material("ne")
    assert str(LocalFacts(found.partner, found.locale).age_min) == "१७"


def test_addresses_are_links_and_never_broken(bench: Bench) -> None:
    local = facts(
        bench,
        fact("phone", '"670 (12)-34"') + fact("web", '"https://x.tl/a"')
        + fact("email", '"a@x.tl"') + fact("age_min", "17"),
    )  # fmt: skip
    assert [
        (value.address, value.is_whole)
        for value in (local.phone, local.web, local.email, local.age_min)
        if value
    ] == [("tel:6701234", True), ("https://x.tl/a", True), ("mailto:a@x.tl", True), ("", False)]


def test_a_fact_limited_to_languages_is_unknown_in_others(bench: Bench) -> None:
    table = fact("phone", '"143"', 'languages = ["en"]')
    assert facts(bench, table, "en").phone
    assert facts(bench, table, "en-KE").phone
    assert facts(bench, table, "tet").phone is None


def test_a_place_without_a_name_in_the_language_is_unknown(bench: Bench) -> None:
    assert facts(bench, fact("place", '{ en = "Dili" }'), "tet").place is None


def test_a_safety_promise_counts_only_when_confirmed(bench: Bench) -> None:
    local = facts(bench, fact("all_tested", "true"))
    assert local.all_tested is None
    assert local.asked == set()
    local = facts(bench, fact("all_tested", "true", f"confirmed = {SIGN}"))
    assert local.all_tested
    assert local.asked == {"all_tested"}


def test_a_plain_yes_or_no_needs_a_source_only_and_is_remembered(bench: Bench) -> None:
    for value, is_said in (("true", True), ("false", False)):
        local = facts(bench, fact("malaria", value))
        assert bool(local.malaria) is is_said
        assert local.asked == {"malaria"}


def test_an_unknown_fact_brings_the_sister_message(bench: Bench) -> None:
    ask = "Ask {service} about age, weight and how often you can give."
    bench.catalogue(message(ask, "Husu {service}."))
    body = (
        '{% import "content/can.xml" as can %}<paragraph>{{ can.age() }}{{ can.weight() }}'
        '{{ can.gap() }}{{ can.ask() }}<text sources="-">{{ _("x") }}</text></paragraph>'
    )
    assert bench.show(body) == "Husu Sentru Raan. [en] x"
    gap = fact("interval_whole_blood", '{ value = 3, unit = "month" }')
    known = fact("age_min", "17") + fact("age_max", "60") + fact("weight_min", "50") + gap
    bench.facts(known)
    assert "Husu" not in bench.show(body)
    bench.facts(known.replace("[fact.weight_min]", "[fact.weight_min_male]"))
    assert "Husu" in bench.show(body)


def test_weight_and_interval_are_said_for_each_sex_where_they_differ(bench: Bench) -> None:
    body = (
        '{% import "content/can.xml" as can %}<paragraph>{{ can.weight() }}{{ can.gap() }}'
        "</paragraph>"
    )
    bench.facts(
        fact("weight_min_female", "45") + fact("weight_min_male", "50") + fact("weight_min", "48")
        + fact("interval_female", '{ value = 4, unit = "month" }')
        + fact("interval_male", '{ value = 3, unit = "month" }')
    )  # fmt: skip
    assert bench.show(body) == (
        "[en] I weigh 45 kg or more (women) or 50 kg or more (men). "
        "[en] My last donation was 3 months ago or more (men) or 4 months ago or more (women)."
    )
    bench.facts(
        fact("weight_min", "48") + fact("interval_whole_blood", '{ value = 8, unit = "week" }')
    )
    assert bench.show(body) == (
        "[en] I weigh 48 kg or more. [en] My last donation was 8 weeks ago or more."
    )


def test_the_partner_has_its_names_in_the_language_else_in_english(bench: Bench) -> None:
    partner = bench.material().partner
    assert service_name(partner, locale_of("tet")) == ("Sentru Raan", "tet")
    assert service_name(partner, locale_of("mn")) == ("Blood Centre", "en")
    assert PartnerWords(partner, locale_of("en")).country.text == "Timor-Leste"
    assert PartnerWords(partner, locale_of("ko")).country.text == "동티모르"
    assert PartnerWords(partner, locale_of("ko")).code == "TL"


def test_a_partner_may_rename_its_country() -> None:
    korea = material(BUILTIN, "korea", "en").partner
    assert PartnerWords(korea, locale_of("en")).country.text == "Korea"
    assert PartnerWords(korea, locale_of("ko")).country.text == "대한민국"


def test_an_approval_gives_its_date_in_words(bench: Bench) -> None:
    assert PartnerWords(bench.material().partner, locale_of("en")).approved_on is None
    partner = "assets/partners/small/partner.toml"
    text = (bench.root / partner).read_text()
    bench.write(partner, text.replace("\n\n", f"\napproved = {SIGN}\n\n", 1))
    assert PRINTED.isoformat() in SIGN
    words = PartnerWords(bench.material().partner, locale_of("en"))
    assert str(words.approved_on) == "1 May 2027"


def test_how_a_fact_stands_is_told_with_its_sources(bench: Bench) -> None:
    bench.facts(fact("age_min", "17") + fact("age_max", "60", f"confirmed = {SIGN}"))
    partner = bench.material().partner
    uses = [fact_use(partner, key) for key in ("age_min", "age_max", "service", "country")]
    assert [use and use.is_confirmed for use in uses] == [False, True, False, None]
    assert uses[0] is not None
    assert (uses[0].path, uses[0].sources) == (partner.path, ("who-gsr-2021",))
    assert fact_use(partner, "weight_min") is None
