import pytest

from tests.preflight.message_samples import codes

LINK = 'See <a href="https://a.org" class="x">this</a>.'


@pytest.mark.parametrize(
    ("msgid", "text"),
    [
        ("<b>One</b> unit", "Ein Beutel"),
        ("<b>One</b> unit", "<b>Ein Beutel"),
        ("<b>One</b> unit", "</b>Ein<b> Beutel"),
        ("One unit", "<i>Ein</i> Beutel"),
        (LINK, 'Siehe <a href="https://a.org" class="y">hier</a>.'),
        (LINK, "Siehe hier."),
    ],
)
def test_lost_added_changed_and_open_tags_are_told(msgid: str, text: str) -> None:
    assert set(codes(msgid, text)) == {"message.tag"}


@pytest.mark.parametrize(
    ("msgid", "text"),
    [
        ("<b>One</b> unit", "Beutel: <b>ein</b>"),
        (LINK, "Siehe <a class='x' href='https://a.org/de/'>hier</a>."),
        ("a<br>b", "a b"),
        ("Usage: kit <file>", "Aufruf: kit <Datei>"),
        ("<q>this</q>", "„das“"),
        ("a < b", "a < b > c"),
    ],
)
def test_order_line_breaks_quotes_and_words_in_brackets_are_free(msgid: str, text: str) -> None:
    assert codes(msgid, text) == []


@pytest.mark.parametrize(
    "text",
    ["<em>Gib</em>", "<b>Gib", "Gib</b>", "{{ x }}", "{% if %}", "a < b", '<a href="x">y</a>'],
)
def test_only_the_tags_of_the_kit_stand_in_its_texts(text: str) -> None:
    assert "message.tag" in codes("Give", text, own=True)


def test_one_lost_pair_of_tags_is_one_finding() -> None:
    assert codes("<b>One</b> unit", "Ein Beutel") == ["message.tag"]


@pytest.mark.parametrize(
    "text", ["Gib <script>x</script>", "Gib <a onclick='x'>", "javascript:x", "< / STYLE"]
)
def test_harmful_markup_is_told(text: str) -> None:
    assert "message.script" in codes("Give blood", text)


def test_template_code_is_told_unless_the_format_means_a_brace_by_it() -> None:
    assert codes("Give", "Gib {{ x }}") == ["message.template"]
    assert codes("Give {{x}}", "Gib {{x}}") == []
    assert codes("Give {x}", "Gib {x} {{y}}", "python-brace-format") == []


def test_an_entity_would_be_printed_as_it_stands() -> None:
    assert codes("Give & take", "Gib&nbsp;und nimm", own=True) == ["message.entity"]
    assert codes("Give & take", "Gib & nimm; R&D", own=True) == []
    assert codes("Give & take", "Gib&nbsp;und nimm") == []


@pytest.mark.parametrize(
    "text",
    ["Siehe www.who.int", "Siehe https://who.int/x.", "an a.b@who.int", "auf redcross.org",
     "Ruf +976 11 321 456", "Ruf 011-321-456", "Ruf (0976) 11 32 14", "اتصل ٠٨٠٠ ١٢٣ ٤٥٦"],
)  # fmt: skip
def test_addresses_and_phone_numbers_do_not_stand_in_texts_of_the_kit(text: str) -> None:
    assert "message.address" in codes("Call us", text, own=True)


@pytest.mark.parametrize(
    ("msgid", "text"),
    [
        ("From 2016 to 2018", "2016-2018"),
        ("Since 1 December 2019", "Seit 01.12.2019"),
        ("See www.who.int.", "Siehe (www.who.int)"),
        ("Rest 10 to 15 minutes", "10-15 Minuten"),
        ("Give blood.", "Máu.Cho"),
    ],
)
def test_years_dates_and_addresses_of_the_source_are_no_new_addresses(
    msgid: str, text: str
) -> None:
    assert "message.address" not in codes(msgid, text, own=True)


def test_elsewhere_only_another_site_is_told() -> None:
    assert codes("See https://a.org/en/", "Siehe https://b.com/") == ["message.address"]
    assert codes("See https://docs.a.org/en/", "Siehe „https://a.org/de/“.") == []
    assert codes("As http://domain.com/x", "Wie http://domaene.de/x") == []
    assert codes("As name@example.com", "Wie name@beispiel.de") == []
