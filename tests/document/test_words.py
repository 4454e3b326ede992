import pytest
from document_samples import PRODUCT, Bench, message, paragraph, shown_text

from kit.document.model import Document, Paragraph
from kit.document.runs import Run
from kit.errors import KitError
from kit.findings import Finding, Severity
from kit.sources.catalogue import State

HOSTILE = {
    "<script>alert(1)</script>": "<script> is not allowed here",
    "{x.__class__}": "{x.__class__} is not allowed here",
    "{{ 7*7 }}": "{ is not allowed here",
    "{% for i in 'ab' %}x{% endfor %}": "is not allowed here",
    "<b>Fó": "<b> is not closed",
    "Fó < simu": "< is not allowed here",
    "Fó {country}": "the placeholder {country} does not stand in the source text",
    "Fó": "the placeholder {service} is missing",
    "</m><headline/>": "is not allowed here",
    "Fó \\001 {service}": "the character U+0001 is not allowed",
}
MSGID = "Give to {service}"
BODY = paragraph(f"_('{MSGID}', service=partner.service)")


def composed(bench: Bench, *entries: str, tag: str = "tet") -> tuple[Document, tuple[Finding, ...]]:
    bench.catalogue(*entries, tag=tag)
    bench.template(BODY)
    return bench.compose(tag)


def runs(document: Document) -> tuple[Run, ...]:
    block = document.parts[0].blocks[-1]
    assert isinstance(block, Paragraph)
    return block.text.runs


@pytest.mark.parametrize(("text", "fault"), HOSTILE.items())
def test_a_hostile_translation_is_a_finding_and_the_english_text_is_used(
    bench: Bench, text: str, fault: str
) -> None:
    path = bench.catalogue(message(MSGID, text))
    bench.template(BODY)
    document, findings = bench.compose()
    assert shown_text(document).endswith("[en] Give to Sentru Raan")
    assert any(fault in finding.message for finding in findings)
    for finding in findings:
        assert (finding.severity, finding.code) == (Severity.ERROR, "message.broken")
        assert finding.where == f"{path}:6"
        assert finding.hint
    assert {use.state for use in document.messages} == {State.MISSING}


def test_a_broken_message_is_reported_once_however_often_it_stands(bench: Bench) -> None:
    bench.catalogue(message(MSGID, "Fó"))
    bench.template(BODY * 3)
    assert len(bench.compose()[1]) == 1


def test_an_ampersand_is_a_word_like_any_other(bench: Bench) -> None:
    document, findings = composed(bench, message(MSGID, "Ba &amp; {service} & &#1;"))
    assert shown_text(document) == "Ba &amp; Sentru Raan & &#1;"
    assert findings == ()


def test_a_missing_or_fuzzy_message_shows_the_english_text_flagged(bench: Bench) -> None:
    for entries, state in (
        ((), State.MISSING),
        ((message(MSGID, "Fó {service}", "#, fuzzy\n"),), State.FUZZY),
    ):
        document, findings = composed(bench, *entries)
        assert shown_text(document) == "[en] Give to Sentru Raan"
        assert findings == ()
        use = runs(document)[0].message
        assert use is not None
        assert (use.state, use.language) == (state, "en")
        assert [run.language for run in runs(document)] == ["en", "en", "tet"]


def test_a_run_knows_its_message_its_line_and_its_state(bench: Bench) -> None:
    path = bench.catalogue(message("Other", "Seluk"), message(MSGID, "Fó ba {service}"))
    bench.template(BODY)
    bench.approve({MSGID: "Fó ba {service}"})
    document, _ = bench.compose()
    first, value = runs(document)
    assert (first.text, value.text, value.fact) == ("Fó ba ", "Sentru Raan", "service")
    assert first.message is value.message
    assert first.message is not None
    assert first.message.where == f"{path}:9"
    assert (first.message.msgid, first.message.state) == (MSGID, State.REVIEWED)
    assert first.message.language == "tet"


def test_a_nearer_language_goes_before_english(bench: Bench) -> None:
    bench.catalogue(message("Give blood", "Doe sangue"), tag="pt")
    bench.catalogue(tag="pt_BR")
    bench.template(paragraph('_("Give blood")'))
    document, _ = bench.compose("pt-BR")
    assert shown_text(document) == "Doe sangue"
    assert document.messages[0].state is State.MISSING


def test_inline_markup_becomes_the_look_of_runs(bench: Bench) -> None:
    bench.catalogue(message("Give", "a<b>b<i>c</i></b><br/><a>d</a>"))
    bench.template(paragraph('_("Give", link="https://example.org")'))
    found = runs(bench.compose()[0])
    assert [(run.text, run.is_bold, run.is_italic, run.link) for run in found] == [
        ("a", False, False, ""),
        ("b", True, False, ""),
        ("c", True, True, ""),
        ("\n", False, False, ""),
        ("d", False, False, "https://example.org"),
    ]


def test_a_context_tells_messages_apart(bench: Bench) -> None:
    bench.catalogue(message("Type", "Tipu"), '\nmsgctxt "blood"\nmsgid "Type"\nmsgstr "Grupu"\n')
    body = paragraph('_("Type")') + paragraph('pgettext("blood", "Type")')
    assert bench.show(body) == "Tipu\nGrupu"


@pytest.mark.parametrize(
    ("call", "message_of_error"),
    [
        ('_("Give {place}")', "the placeholder {place} has no value"),
        ('_("Give {place}", place=local.place)', "the placeholder {place} has no value"),
        ('_("Give {place}", place="Dili")', "the placeholder {place} has no value"),
        ('_("Give <s>now</s>")', "<s> is not allowed here"),
        ('_("Give {{ now }}")', "{ is not allowed here"),
    ],
)
def test_a_wrong_call_in_a_template_is_an_error_of_its_line(
    bench: Bench, call: str, message_of_error: str
) -> None:
    error = bench.fault("\n" + paragraph(call))
    assert isinstance(error, KitError)
    assert message_of_error in error.message
    assert error.trail == (f"{bench.root}/templates/{PRODUCT}.xml:5",)
