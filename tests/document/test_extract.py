import io
import re
from pathlib import Path

import babel.messages.pofile
import pytest
from document_samples import BUILTIN, FRONT, PRODUCT, paragraph, poster

from kit.document.extract import Extracted, extract
from kit.errors import TemplateError
from kit.sources.workspace import Workspace


def extracted(root: Path, *bodies: str) -> tuple[Extracted, ...]:
    for number, body in enumerate(bodies):
        path = root / f"templates/poster/p{number}.xml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body, encoding="utf-8")
    return extract(Workspace((root,)))


def test_a_message_brings_its_comment_and_its_sources(tmp_path: Path) -> None:
    (found,) = extracted(
        tmp_path,
        '{# NOTE: why.head. A title. #}\n<text sources="arc-myths who-gsr-2021">'
        '{{ _("Only {people}", people=local.place) }}</text>',
    )
    assert found == Extracted(
        "Only {people}",
        None,
        ("why.head. A title.", "Sources: arc-myths, who-gsr-2021"),
        ("templates/poster/p0.xml",),
    )


def test_a_message_stands_once_with_all_its_places_and_comments(tmp_path: Path) -> None:
    found = extracted(
        tmp_path,
        '{# NOTE: one #}\n{{ _("A") }}{{ _("B") }}',
        '{# NOTE: two #}\n{{ gettext("A") }}\n{{ pgettext("verb", "A") }}',
    )
    assert [(message.msgid, message.context) for message in found] == [
        ("A", None),
        ("B", None),
        ("A", "verb"),
    ]
    assert found[0].comments == ("one", "two")
    assert found[0].places == ("templates/poster/p0.xml", "templates/poster/p1.xml")


def test_odd_line_separators_do_not_move_the_sources(tmp_path: Path) -> None:
    (found,) = extracted(tmp_path, '\x0c\u2028\n<text sources="arc-myths">{{ _("A") }}</text>')
    assert found.comments == ("Sources: arc-myths",)


@pytest.mark.parametrize(
    "call",
    ["_(text)", '_("a" ~ b)', '_("a" if b else "c")', "_()", "_(3)", "_(none)", '_("")', '_(" ")',
     '_("a", "b")', '_(msgid="a")', '_(*["a"])', 'pgettext("a")', 'pgettext(a, "b")',
     'gettext("a"|upper)'],
)  # fmt: skip
def test_a_message_that_is_not_written_out_is_refused_by_its_line(
    tmp_path: Path, call: str
) -> None:
    with pytest.raises(TemplateError, match="must be written out between quotes") as caught:
        extracted(tmp_path, poster(paragraph(call)))
    assert str(caught.value).startswith(f"{tmp_path}/templates/poster/p0.xml:4: ")
    assert caught.value.hint


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('{{ _("<s>a</s>") }}', "<s> is not allowed here"),
        ('{{ _("{ a }") }}', "{ a } is not allowed here"),
        ("{% if %}", "Expected an expression"),
    ],
)
def test_a_message_with_a_fault_is_refused_by_its_line(
    tmp_path: Path, body: str, message: str
) -> None:
    with pytest.raises(TemplateError, match=re.escape(message)) as caught:
        extracted(tmp_path, FRONT + body)
    assert str(caught.value).startswith(f"{tmp_path}/templates/poster/p0.xml:4: ")


def test_a_template_that_is_not_utf8_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / f"templates/{PRODUCT}.xml"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"{# \xff #}")
    with pytest.raises(TemplateError) as caught:
        extract(Workspace((tmp_path,)))
    assert str(caught.value) == f"{path}: not UTF-8 text"


def test_every_built_in_message_is_found_that_a_plain_search_finds() -> None:
    written = {
        text.replace(r"\"", '"')
        for name in BUILTIN.names("templates/**/*.xml")
        for text in re.findall(r'\b_\("((?:[^"\\]|\\.)*)"', BUILTIN.read(name).decode())
    }
    assert {message.msgid for message in extract(BUILTIN)} == written


def test_babel_reads_the_template_catalogue_as_it_was_extracted() -> None:
    file = io.BytesIO(BUILTIN.read("locales/kit.pot"))
    catalogue = babel.messages.pofile.read_po(file)
    found = [(entry.id, entry.context, tuple(entry.auto_comments)) for entry in catalogue]
    assert found[1:] == [
        (message.msgid, message.context, message.comments) for message in extract(BUILTIN)
    ]
