import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from markupsafe import Markup

from kit.document.inline import NAME, Value, faults, fill, placeholders

# Texts that look like what people and attackers write, and any text at all.
PIECES = st.sampled_from(
    ["{a}", "{b}", "{", "}", "{{", "}}", "{%", "<b>", "</b>", "<i>", "</i>", "<a>", "</a>", "<br/>",
     "<br />", "<br>", "<", ">", "&", "&lt;", "&#1;", "<script>", "<!--", "-->", "<?x?>", "]]>",
     "<v fact='x'>", "</m>", '"', "'", "\n", "\r", "\x00", "\ud800", "\ufffe", "血", "ا", " "]
)  # fmt: skip
FAULTLESS = st.lists(
    st.sampled_from(
        ["{a}", "{b}", "<b>x</b>", "<i>&</i>", "<u>x</u>", "<a>{a}</a>", "<br/>", "&", "&lt;", '"']
    )
).map("".join)
TEXTS = FAULTLESS | st.lists(PIECES | st.text(max_size=5), max_size=8).map("".join)
VALUES = {"a": Value("service", "<A & {b}>"), "b": Value("phone", "+1 2", True, 'tel:"&')}


@pytest.mark.parametrize(
    "text",
    ["Give blood", "A & B", "1 in 3: 30% of 100", "Say <b>yes</b>", "<b><i>x</i></b>", "<u>x</u>",
     "a<br/>b", "a<br />b", "<a>here</a>", "&lt;b&gt;", "Цус өгөх", "“quoted” 'words'",
     "tab\there\nand line"],
)  # fmt: skip
def test_plain_words_and_the_allowed_markup_have_no_fault(text: str) -> None:
    assert faults(text, "") == ()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("<script>alert(1)</script>", "<script> is not allowed here"),
        ("{x.__class__}", "{x.__class__} is not allowed here"),
        ("{{ 7*7 }}", "{ is not allowed here"),
        ("{% for x in y %}", "{% for x in y %} is not allowed here"),
        ("{}", "{} is not allowed here"),
        ("{A}", "{A} is not allowed here"),
        ("{a!r}", "{a!r} is not allowed here"),
        ("<b>x", "<b> is not closed"),
        ("x</b>", "</b> is not allowed here"),
        ("<b><i>x</b></i>", "</b> is not allowed here"),
        ("<B>x</B>", "<B> is not allowed here"),
        ("<b/>", "<b/> is not allowed here"),
        ("<b class='x'>x</b>", "<b class='x'> is not allowed here"),
        ("<a href='//x.example'>x</a>", "<a href='//x.example'> is not allowed here"),
        ("<br>", "<br> is not allowed here"),
        ("<m n='0'>x</m>", "<m n='0'> is not allowed here"),
        ("1 < 2", "< is not allowed here"),
        ("2 > 1", "> is not allowed here"),
        ("<!-- x -->", "< is not allowed here"),
        ("a\x01b", "the character U+0001 is not allowed"),
        ("a\rb", "the character U+000D is not allowed"),
        ("a\ufffeb", "the character U+FFFE is not allowed"),
        ("Hi {name}", "the placeholder {name} does not stand in the source text"),
    ],
)  # fmt: skip
def test_anything_else_is_a_fault(text: str, fault: str) -> None:
    assert fault in faults(text, "")


def test_every_placeholder_of_the_source_must_stand_as_often() -> None:
    assert faults("{b} and {a}", "{a} or {b}") == ()
    assert faults("Hi", "Hi {a}") == ("the placeholder {a} is missing",)
    assert faults("{a} {a}", "{a}") == (
        "a placeholder stands another number of times than in the source text",
    )
    assert faults("{a_1}", "{a_1}") == ()
    assert placeholders("{b} {a} {b} {A}") == ("b", "a", "b")


def test_a_value_is_never_markup_and_never_filled_again() -> None:
    filled = fill("<b>{a}</b>{b}", VALUES)
    assert filled == Markup(
        '<b><v fact="service">&lt;A &amp; {b}&gt;</v></b>'
        '<v fact="phone" whole="yes" href="tel:&#34;&amp;">+1 2</v>'
    )


def test_a_link_leads_where_the_template_says() -> None:
    assert fill("<a>here</a>", {}, 'https://x.example/?a="&b') == Markup(
        '<a href="https://x.example/?a=&#34;&amp;b">here</a>'
    )


@given(TEXTS, TEXTS)
@example("\x85", "")
@example("]]>", "")
def test_any_text_has_faults_or_fills_to_well_formed_xml_of_the_same_words(
    text: str, source: str
) -> None:
    assert isinstance(faults(text, source), tuple)
    if faults(text, text) or set(placeholders(text)) - set(VALUES):
        return
    root = etree.fromstring(f"<m>{fill(text, VALUES)}</m>".encode())
    words = text
    for tag in ("<b>", "</b>", "<i>", "</i>", "<u>", "</u>", "<a>", "</a>", "<br/>", "<br />"):
        words = words.replace(tag, "")
    assert "".join(root.itertext()) == NAME.sub(lambda name: VALUES[name[1]].text, words)
    assert {element.tag for element in root.iter()} <= {"m", "b", "i", "u", "a", "br", "v"}


@given(TEXTS)
def test_a_text_without_faults_against_itself_has_none_of_its_own(text: str) -> None:
    own = faults(text, text)
    assert not [fault for fault in own if "placeholder" in fault]
    assert set(own) <= set(faults(text, "{missing}"))
