import re

import pytest
from document_samples import PRODUCT, Bench, paragraph
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from kit.document.template import Templates
from kit.errors import KitError, TemplateError

BODY = '<headline><text sources="-">{{ _("x") }}</text></headline>'
TEXT = '<text sources="-">{{ _("x") }}</text>'
NAMES = st.sampled_from(["_", "local", "partner", "gettext", "pgettext", "x", "self", "loop"])
HOSTILE = st.lists(
    st.sampled_from(
        ["{{", "}}", "{%", "%}", "{#", "#}", "<lead>", "</lead>", "<b", ">", "&", "<?at 9 9?>",
         "<!--", "-->", "''", ".__class__", "()", "(1)", "|safe", "|attr('x')", "if", "for x in",
         "import 'content/can.xml' as can", "endif", "endfor", "/0", "\n", "macro a()", " ", TEXT]
    ) | NAMES,
    max_size=9,
).map("".join)  # fmt: skip


def at(bench: Bench, line: int, file: str = f"{PRODUCT}.xml") -> str:
    return f"{bench.root}/templates/{file}:{line}"


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("{{ nothing }}", "'nothing' is undefined"),
        ("{{ partner.nothing }}", "has no attribute 'nothing'"),
        ("{{ local.nothing }}", "unknown local fact 'nothing'"),
        ("{% if %}", "Expected an expression"),
        ("{% trans %}x{% endtrans %}", "unknown tag 'trans'"),
        ("{% for x in [1] %}", "Unexpected end of template"),
        ("{{ 'x'|nofilter }}", "No filter named 'nofilter'"),
        ("{% macro a() %}{% endmacro %}{{ a(x=1) }}", "takes no keyword argument 'x'"),
        ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", "maximum recursion depth exceeded"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{{ '{}'.format() }}", "index out of range"),
        ("{{ 'x'.encode('no') }}", "unknown encoding"),
        ("{{ '%d' % 'x' }}", "%d format"),
        ("{{ 'a' * 100000000000000 }}", "MemoryError"),
        ("{{ _() }}", "missing 1 required positional argument"),
        ("{{ _(3) }}", "expected string"),
        ("{% import 'content/no.xml' as no %}", "no template templates/content/no.xml"),
        ("{% import '../../secret.xml' as no %}", "no template templates/../../secret.xml"),
    ],
)
def test_a_broken_expression_is_an_error_of_its_file_and_line(
    bench: Bench, expression: str, message: str
) -> None:
    error = bench.fault(f"{BODY}\n{expression}")
    assert message in error.message
    assert error.trail == (at(bench, 5),)


@pytest.mark.parametrize(
    "expression",
    [
        "{{ ''.__class__ }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ ''|attr('__class__') }}",
        "{{ ''['__class__'] }}",
        "{{ _.__globals__ }}",
        "{{ _.__func__.__globals__ }}",
        "{{ local._partner }}",
        "{{ local.__init__.__globals__ }}",
        "{{ local.asked.add('phone') }}",
        "{{ '{0.__class__}'.format(local) }}",
        "{{ self.__init__ }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ lipsum() }}",
        "{{ range(10) }}",
        "{{ (1).__class__ }}",
    ],
)
def test_a_template_cannot_leave_its_sandbox(bench: Bench, expression: str) -> None:
    error = bench.fault(f"{BODY}\n{expression}")
    assert error.trail == (at(bench, 5),)


@pytest.mark.parametrize(
    ("body", "message", "line"),
    [
        ("<sidebar/>", "did not expect element sidebar there", 5),
        ("words", "did not expect text in element poster content: 'words'", 1),
        ("<lead>words</lead>", "did not expect text in element lead content: 'words'", 5),
        ("\n<lead>\n<text sources='-'>words</text></lead>", "text in element text content", 7),
        (f"<callout\n icno='x'>{TEXT}</callout>", "invalid attribute icno", 5),
        (f"<list>\n<item>{TEXT}</item><item>{TEXT}<b/></item></list>", "did not expect elem", 6),
        (
            f"<lead>{TEXT}</lead>\n<lead>{TEXT}</lead>\n<lead/>",
            "expecting an element, got nothing",
            7,
        ),
        ("<band tone='blue'>" + paragraph("_('x')") + "</band>", "band failed to validate", 5),
        ("<number value='many'/>", "type decimal doesn't allow value 'many'", 5),
        (f"<headline><service><b>{TEXT}</b></service></headline>", "did not expect element", 5),
        ("<lead><text sources='-'>{{ partner.service }}</text></lead>", "element v there", 5),
        ("<lead><text>{{ _('x') }}</text></lead>", "text failed to validate attributes", 5),
        ("\n<lead><text sources='no'>{{ _('x') }}</text></lead>", "unknown source 'no'", 6),
        (f"\n<lead>{TEXT}\n</poster>\n", "tag mismatch: lead and poster", 7),
        ("\n<lead>&nbsp;</lead>", "Entity 'nbsp' not defined", 6),
        ("\n<lead>a & b</lead>", "no name", 6),
        ("\n<lead level=2/>", "AttValue", 6),
        ("\n<lead>\x01</lead>", "invalid Char", 6),
        (f"{{% for x in [1, 2] %}}\n<lead>{TEXT}</lead>{{% endfor %}}\n<no/>", "element no", 7),
    ],
)
def test_xml_outside_the_vocabulary_is_an_error_of_its_own_line(
    bench: Bench, body: str, message: str, line: int
) -> None:
    error = bench.fault(f"{BODY}\n{body}")
    assert message in error.message
    assert error.trail == (at(bench, line),)
    assert error.hint


@pytest.mark.parametrize(
    ("macro", "message"),
    [
        ("<sidebar/>", "did not expect element sidebar there"),
        ("<lead>{{ nothing }}</lead>", "'nothing' is undefined"),
        ("<lead>{% if %}</lead>", "Expected an expression"),
        ("<lead>{{ _('{a}') }}</lead>", "the placeholder {a} has no value"),
        ("<lead><text sources='no'>{{ _('x') }}</text></lead>", "unknown source 'no'"),
        ("<lead>&nbsp;</lead>", "Entity 'nbsp' not defined"),
    ],
)
def test_a_fault_in_an_imported_file_is_told_by_that_file_and_line(
    bench: Bench, macro: str, message: str
) -> None:
    text = f"{{# a comment\nof two lines #}}\n{{% macro a() -%}}\n\n{macro}\n{{% endmacro %}}"
    bench.write("templates/content/mine.xml", text)
    error = bench.fault(BODY + "\n{% import 'content/mine.xml' as mine %}\n{{ mine.a() }}")
    assert message in error.message
    assert error.trail == (at(bench, 5, "content/mine.xml"),)


def test_a_document_type_could_define_entities_and_is_refused(bench: Bench) -> None:
    bench.write(f"templates/{PRODUCT}.xml", '<!DOCTYPE x [<!ENTITY y SYSTEM "/etc/passwd">]><x/>')
    with pytest.raises(TemplateError, match="DOCTYPE"):
        bench.compose()


def test_a_template_that_grows_without_end_is_refused(bench: Bench) -> None:
    error = bench.fault("{{ ('<logo/>'|safe) * 200000 }}")
    assert "at most 1000000 are read" in error.message


def test_a_file_that_is_not_utf8_is_named(bench: Bench) -> None:
    path = bench.write("templates/content/mine.xml", "")
    path.write_bytes("{# é #}".encode("latin-1"))
    bench.template(BODY + "\n{% import 'content/mine.xml' as mine %}")
    with pytest.raises(KitError) as caught:
        bench.compose()
    assert str(caught.value) == f"{at(bench, 5)}: {path}: not UTF-8 text"


def test_comments_and_processing_instructions_of_a_template_leave_no_trace(bench: Bench) -> None:
    body = (
        "<!-- <lead> --><?at 99 1?><list><?x?><item><text sources='-'><?y z?>{{ _('x') }}"
        "<?y?></text></item></list>"
    )
    assert bench.show(body) == "[en] x"


def test_no_mark_of_a_line_is_left_in_the_result(bench: Bench) -> None:
    bench.template(BODY)
    names = {"_": lambda text: text}
    bench.write("templates/poster/plain.xml", "<poster>{{ _('x') }}\n  <lead/></poster>")
    with pytest.raises(TemplateError):
        Templates(bench.material().workspace).render("poster/plain.xml", names, ())
    text = bench.compose()[0]
    assert "?at" not in repr(text)


def test_a_template_of_the_workspace_may_import_built_in_texts(bench: Bench) -> None:
    body = '{% import "content/why.xml" as why %}<headline>{{ why.head() }}</headline>'
    assert bench.show(body).startswith("[en] ")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HOSTILE)
def test_whatever_a_template_says_it_composes_or_is_a_template_error(
    bench: Bench, body: str
) -> None:
    bench.template(f"{BODY}\n{body}")
    places: tuple[str, ...] = (f"{PRODUCT}.xml",)
    try:
        bench.compose()
    except TemplateError as error:
        places = error.trail
    assert re.search(r"\.xml(:\d+)?$", places[-1])


def test_a_template_that_has_changed_is_compiled_again(bench: Bench) -> None:
    templates = Templates(bench.material().workspace)
    names = {"_": lambda text: Markup(f'<m n="0">{text}</m>'), "partner": {"service": "x"}}

    def headline(text: str) -> str:
        bench.template(BODY.replace('"x"', repr(text)))
        root = templates.render(f"{PRODUCT}.xml", names, ())
        return str(root.xpath("string(headline)")).strip()

    assert [headline(text) for text in ("one", "two", "two")] == ["one", "two", "two"]
