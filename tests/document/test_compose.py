import re

import pytest
from document_samples import BUILTIN, Bench, material, message, paragraph, shown_text

from kit.document.compose import compose
from kit.document.inline import faults
from kit.document.template import FOLDER
from kit.errors import TemplateError
from kit.preflight.release import lacking
from kit.sources.bibliography import read_bibliography
from kit.sources.catalogue import State
from kit.sources.partner import partner_slugs, read_partner

KINDS = ("brochure", "poster", "deck")
BIBLIOGRAPHY = read_bibliography(BUILTIN)
PRODUCTS = [
    name.removeprefix("templates/").removesuffix(".xml")
    for kind in KINDS
    for name in BUILTIN.names(f"templates/{kind}/*.xml")
]
EDITIONS = [
    (slug, tag)
    for slug in partner_slugs(BUILTIN)
    for tag in read_partner(BUILTIN, slug, BIBLIOGRAPHY).profile.languages
]
TEMPLATES = BUILTIN.names("templates/**/*.xml")


def test_there_are_three_kinds_of_products_for_three_partners() -> None:
    assert {name.split("/")[0] for name in PRODUCTS} == set(KINDS)
    assert {slug for slug, _ in EDITIONS} >= {"korea", "mongolia", "tanzania"}


@pytest.mark.parametrize(("slug", "tag"), EDITIONS)
def test_every_product_composes_for_every_partner_and_language(slug: str, tag: str) -> None:
    found = material(BUILTIN, slug, tag)
    for product in PRODUCTS:
        document, findings = compose(found, product)
        assert findings == ()
        assert (document.kind, document.product) == (product.split("/")[0], product)
        assert (document.partner, document.locale.tag) == (slug, tag)
        assert {use.language for use in document.messages} == {tag}
        assert {use.state for use in document.messages} <= {State.DRAFT, State.REVIEWED}
        shown = shown_text(document)
        assert "[en]" not in shown
        assert not re.search(r"[{}<>]", shown)
        assert "service" in {fact.key for fact in document.facts} or product != PRODUCTS[0]


@pytest.mark.parametrize(
    ("slug", "own"), [("korea", {"13th"}), ("mongolia", {"3rd"}), ("tanzania", set())]
)
def test_the_day_of_one_partner_is_never_offered_to_another(slug: str, own: set[str]) -> None:
    found = [compose(material(BUILTIN, slug, "en"), product)[0] for product in PRODUCTS]
    said = "\n".join(map(shown_text, found))
    assert set(re.findall(r"Make the (\w+) your day", said)) == own
    assert {fact.key for document in found for fact in document.facts} >= (
        {"donation_day"} if own else set()
    )


def test_the_document_knows_the_messages_that_are_printed_only(bench: Bench) -> None:
    bench.template("{% set unused = _('Unused') %}" + paragraph("_('Used')") * 2)
    document, _ = bench.compose()
    assert [use.msgid for use in document.messages] == ["Give blood", "DRAFT", "Used"]


def test_the_document_knows_the_facts_that_are_printed_or_asked_for(bench: Bench) -> None:
    cited = 'sources = ["arc-myths"]\n'
    bench.facts(
        f"[fact.age_min]\nvalue = 17\n{cited}[fact.age_max]\nvalue = 60\n{cited}"
        f"[fact.malaria]\nvalue = false\n{cited}"
    )
    bench.template(
        "{% if local.malaria %}<logo/>{% endif %}{% set unused = local.age_max %}"
        + paragraph("_('From {a} with {s}', a=local.age_min, s=partner.service)")
    )
    facts = bench.compose()[0].facts
    assert [(fact.key, fact.sources) for fact in facts] == [
        ("age_min", ("arc-myths",)),
        ("malaria", ("arc-myths",)),
        ("service", ("who-gsr-2021",)),
    ]


def test_the_document_bears_its_title_draft_mark_and_service(bench: Bench) -> None:
    bench.catalogue(message("Give blood", "Fó raan"), message("DRAFT", "RASKUÑU"))
    bench.template(paragraph("_('x')"))
    document, _ = bench.compose()
    assert (str(document.title), str(document.draft)) == ("Fó raan", "RASKUÑU")
    assert (document.service, document.plan, document.names) == ("Sentru Raan", "drop", ())


def test_an_unknown_product_is_a_template_error(bench: Bench) -> None:
    with pytest.raises(TemplateError, match=r"no template templates/poster/no\.xml"):
        compose(bench.material(), "poster/no")


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_text_of_a_template_names_its_sources_and_they_exist(name: str) -> None:
    text = BUILTIN.read(name).decode()
    cited = re.findall(r'<text sources="([^"]*)"', text)
    assert len(cited) == len(re.findall(r"<text\b", text))
    for ids in cited:
        assert ids.split()
        assert ids == "-" or set(ids.split()) <= BIBLIOGRAPHY.keys()


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_message_of_a_template_stands_in_a_text_with_sources(name: str) -> None:
    for line in BUILTIN.read(name).decode().splitlines():
        if re.search(r'\b(_|p?gettext)\("', line):
            assert '<text sources="' in line, line
            assert not any(faults(msgid, msgid) for msgid in re.findall(r'\b_\("([^"]*)"', line))


def test_every_built_in_template_lies_in_its_folder() -> None:
    assert {name.split("/")[0] for name in TEMPLATES} == {FOLDER}


def test_a_workspace_that_people_have_checked_lacks_nothing(bench: Bench) -> None:
    sign = '{ by = "Ana", on = 2027-05-01 }'
    bench.template(paragraph("_('Ask {service}', service=partner.service)"))
    texts = {"Give blood": "Fó raan", "DRAFT": "RASKUÑU", "Ask {service}": "Husu {service}"}
    bench.catalogue(*(message(msgid, text) for msgid, text in texts.items()))
    before, _ = bench.compose()
    codes = {finding.code for finding in lacking(before, bench.material().partner)}
    assert codes == {"release.message", "release.fact", "release.approval"}
    bench.approve(texts)
    path = bench.root / "assets/partners/small/partner.toml"
    profile = path.read_text().replace("\n\n", f"\napproved = {sign}\n\n", 1)
    path.write_text(f"{profile}confirmed = {sign}\n")
    after, _ = bench.compose()
    assert lacking(after, bench.material().partner) == ()
    bench.catalogue(*(message(msgid, f"{text}!") for msgid, text in texts.items()))
    again, _ = bench.compose()
    assert len(lacking(again, bench.material().partner)) == len(texts)
