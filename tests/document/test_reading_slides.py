"""Elements of slides: columns, tables, parts of a talk, minutes, years, lines to write on."""

import re
from dataclasses import replace

import pytest
from document_samples import Bench

from kit.document.compose import compose
from kit.document.model import Block, Chart, Column, Columns, Document, Heading, Part, Table
from kit.errors import TemplateError

FRONT = """<deck>
<title><text sources="-">{{ _("Title") }}</text></title>
<draft><text sources="-">{{ _("DRAFT") }}</text></draft>
<names><name key="notes.time">{{ text }}</name></names>
"""
# The first slide of a deck begins on this line.
FIRST_LINE = 5
DECK = "deck/small"


def text(words: str, sources: str = "-", more: str = "") -> str:
    return f'<text sources="{sources}">{{{{ _("{words}"{more}) }}}}</text>'


def deck(bench: Bench, body: str, tag: str = "en", *, is_native: bool = False) -> Document:
    bench.catalogue(tag=tag)
    front = FRONT.replace("{{ text }}", text("Time: {time}", more=', time=later("time")'))
    bench.write(f"templates/{DECK}.xml", f"{front}{body}\n</deck>\n")
    material = bench.material(tag)
    if is_native:
        locale = replace(material.locale, digits="०१२३४५६७८९")
        material = replace(material, locale=locale)
    return compose(material, DECK)[0]


def slide(body: str, attributes: str = "") -> str:
    return f'<slide layout="text"{attributes}>\n{body}\n</slide>'


def block(bench: Bench, body: str) -> Block:
    (part,) = deck(bench, slide(body)).parts
    return part.blocks[-1]


def fault(bench: Bench, body: str) -> TemplateError:
    with pytest.raises(TemplateError) as caught:
        deck(bench, body)
    return caught.value


def column(*texts: str, heading: str = "") -> str:
    head = f'<heading level="3">{text(heading)}</heading>' if heading else ""
    return f"<column>{head}{''.join(f'<paragraph>{each}</paragraph>' for each in texts)}</column>"


def test_columns_have_headings_or_none_and_paragraphs_in_their_order(bench: Bench) -> None:
    first = column(text("One."), text("Two.", "arc-myths"), heading="Before")
    found = block(bench, f'<columns look="named">{first}{column(text("Three."))}</columns>')
    assert isinstance(found, Columns)
    assert found.look == "named"
    one, other = found.columns
    assert (str(one.heading), [str(each) for each in one.texts]) == ("Before", ["One.", "Two."])
    assert one.texts[1].sources == ("arc-myths",)
    assert (other.heading, [str(each) for each in other.texts]) == (None, ["Three."])


def test_columns_are_plain_unless_they_say_so(bench: Bench) -> None:
    found = block(bench, f"<columns>{column(text('One.'))}{column(text('Two.'))}</columns>")
    assert isinstance(found, Columns)
    assert found.look == "plain"
    assert all(isinstance(each, Column) for each in found.columns)


def test_a_table_has_words_figures_and_places_to_write_in(bench: Bench) -> None:
    found = block(
        bench,
        f"<table><row><cell>{text('Step')}</cell><cell>{text('Who', 'arc-myths')}"
        f"{text('When')}</cell></row>\n"
        '<row><cell figure="12"/><cell/></row><row><cell figure="0"/><cell></cell></row></table>',
    )
    assert isinstance(found, Table)
    words = [[str(cell) for cell in row] for row in found.rows]
    assert words == [["Step", "Who When"], ["12", ""], ["0", ""]]
    assert found.rows[0][1].sources == ("arc-myths",)
    assert found.rows[1][1].runs == ()
    assert found.rows[1][0].runs[0].message is None


def test_figures_of_a_table_are_in_the_digits_of_the_partner(bench: Bench) -> None:
    body = slide('<table><row><cell figure="10"/></row><row><cell figure="25"/></row></table>')
    (part,) = deck(bench, body, "ne", is_native=True).parts
    (table,) = part.blocks
    assert isinstance(table, Table)
    assert [str(row[0]) for row in table.rows] == ["१०", "२५"]
    assert table.rows[0][0].runs[0].language == "ne"


def test_a_bar_has_a_year_or_words_and_its_figure_the_places_of_all(bench: Bench) -> None:
    found = block(
        bench,
        f'<chart><unit>{text("Units")}</unit><bar value="196735" year="2016"/>'
        '<bar value="31.50" year="2018" marked="yes"/>'
        f'<bar value="7">{text("Later")}</bar></chart>',
    )
    assert isinstance(found, Chart)
    shown = [(str(bar.label), bar.value, bar.is_marked, bar.figure) for bar in found.bars]
    assert shown == [
        ("2016", 196735.0, False, "196,735.00"),
        ("2018", 31.5, True, "31.50"),
        ("Later", 7.0, False, "7.00"),
    ]
    assert found.places == 2


def test_a_chart_may_keep_latin_digits(bench: Bench) -> None:
    words = f'<unit>{text("Units")}</unit><bar value="1234.5" year="2016"/>'
    (part,) = deck(
        bench, slide(f'<chart digits="latin">{words}</chart>'), "ne", is_native=True
    ).parts
    chart = part.blocks[0]
    assert isinstance(chart, Chart)
    assert chart.is_latin
    assert chart.bars[0].figure == "1,234.5"


def test_a_bar_is_written_with_the_separators_and_digits_of_the_language(bench: Bench) -> None:
    body = slide(f'<chart><unit>{text("Units")}</unit><bar value="1234.5" year="2016"/></chart>')
    figures = {}
    for tag, is_native in (("id", False), ("ne", True)):
        (part,) = deck(bench, body, tag, is_native=is_native).parts
        chart = part.blocks[0]
        assert isinstance(chart, Chart)
        figures[tag] = chart.bars[0].figure
    assert figures == {"id": "1.234,5", "ne": "१,२३४.५"}


def test_a_slide_has_minutes_and_may_open_a_part_of_the_talk(bench: Bench) -> None:
    opened = f"<section>{text('Safety')}{text('first')}</section>"
    head = f'<heading level="2">{text("Tests")}</heading>'
    notes = f"<notes>{text('Say this.', 'arc-myths')}</notes>"
    first, second = deck(
        bench, slide(f"{opened}{head}{notes}", ' minutes="12"') + slide(head)
    ).parts
    assert (first.section, first.minutes) == ("Safety first", 12)
    assert [type(each) for each in first.blocks] == [Heading]
    assert [str(note) for note in first.notes] == ["Say this."]
    assert second == Part("text", second.blocks)


def test_the_name_of_a_part_stands_among_the_messages_of_the_deck(bench: Bench) -> None:
    body = slide(f'<section>{text("Safety")}</section><heading level="2">{text("Tests")}</heading>')
    used = {use.msgid for use in deck(bench, body).messages}
    assert {"Safety", "Tests"} <= used


@pytest.mark.parametrize(
    "layout",
    [
        "title", "section", "rows", "text", "columns", "chart",
        "table", "number", "quote", "steps", "pairs", "closing",
    ],
)  # fmt: skip
def test_every_layout_is_in_the_vocabulary(bench: Bench, layout: str) -> None:
    body = f'<slide layout="{layout}"><heading level="2">{text("One")}</heading></slide>'
    assert [part.place for part in deck(bench, body).parts] == [layout]


def test_a_template_may_have_no_slide(bench: Bench) -> None:
    assert deck(bench, "").parts == ()


def test_later_leaves_a_placeholder_for_the_layout(bench: Bench) -> None:
    document = deck(bench, slide(f'<heading level="2">{text("One")}</heading>'))
    assert document.names == (("notes.time", "Time: {time}"),)


@pytest.mark.parametrize(("name", "length"), [("short", 8), ("long", 15)])
def test_a_line_to_write_on_is_underscores_on_a_slide_and_a_ruled_blank_on_paper(
    bench: Bench, name: str, length: int
) -> None:
    lead = f"<lead>{text('On {day}', more=f', day=blank.{name}')}</lead>"
    on_slide = block(bench, lead)
    bench.template(lead)
    on_paper = bench.compose("en")[0].parts[0].blocks[0]
    rule, blank = on_slide.text.runs[-1], on_paper.text.runs[-1]  # type: ignore[union-attr]
    assert (rule.text, rule.is_whole, rule.is_underlined) == ("_" * length, True, False)
    assert re.fullmatch("\N{NO-BREAK SPACE}+", blank.text)
    assert (blank.is_whole, blank.is_underlined) == (True, True)


ROW = f"<row><cell>{text('A')}</cell></row>"
HEAD = f'<heading level="2">{text("A")}</heading>'
SMALL_HEAD, PARAGRAPH = HEAD.replace("2", "3"), f"<paragraph>{text('A')}</paragraph>"
ONE_COLUMN = column(text("One."))
# What stands on a slide, what the error says, and how many lines under the slide's own tag.
WRONG = {
    "one column": (f"<columns>\n{ONE_COLUMN}\n</columns>", "columns", 1),
    "three columns": (
        f"<columns>\n{ONE_COLUMN}\n{ONE_COLUMN}\n{ONE_COLUMN}</columns>", "column", 4,
    ),
    "columns of another look": (
        f'\n<columns look="strong">{ONE_COLUMN}{ONE_COLUMN}</columns>', "look", 2,
    ),
    "a column without words": (
        f"<columns>{ONE_COLUMN}\n<column></column></columns>", "column", 2,
    ),
    "a column's heading of level 2": (
        f"<columns>{ONE_COLUMN}\n<column>\n{HEAD}{PARAGRAPH}</column></columns>", "heading", 3,
    ),
    "two headings over a column": (
        f"<columns>{ONE_COLUMN}\n<column>{SMALL_HEAD}\n{SMALL_HEAD}{PARAGRAPH}</column></columns>",
        "heading", 3,
    ),
    "a table of one row": (f"<table>\n{ROW}</table>", "table", 1),
    "a row without cells": (f"<table>{ROW}\n<row></row></table>", "row", 2),
    "a figure that is no whole number": (
        f'<table>{ROW}\n<row>\n<cell figure="1.5"/></row></table>', "figure", 3,
    ),
    "a figure below nought": (f'<table>{ROW}\n<row><cell figure="-1"/></row></table>', "figure", 2),
    "a figure with words": (
        f'<table>{ROW}\n<row><cell figure="1">{text("A")}</cell></row></table>', "cell", 2,
    ),
    "words outside a message": (f"<table>{ROW}\n<row><cell>words</cell></row></table>", "cell", 2),
    "a year of a table": (f'<table>{ROW}\n<row><cell year="1"/></row></table>', "year", 2),
    "a year and words": (
        f'<chart><unit>{text("U")}</unit>\n<bar value="1" year="2016">{text("A")}</bar></chart>',
        "bar", 2,
    ),
    "a year that is none": (
        f'<chart><unit>{text("U")}</unit>\n<bar value="1" year="16th"/></chart>', "gYear", 2,
    ),
    "neither year nor words": (
        f'<chart><unit>{text("U")}</unit>\n<bar value="1"/></chart>', "bar", 2,
    ),
    "a value below nought": (
        f'<chart><unit>{text("U")}</unit>\n<bar value="-1" year="2016"/></chart>', "bar", 2,
    ),
    "the name of a part after a block": (f"{HEAD}\n<section>{text('S')}</section>", "section", 2),
    "two names of parts": (
        f"<section>{text('S')}</section>\n<section>{text('S')}</section>{HEAD}", "section", 2,
    ),
    "a name of a part without words": (f"<section/>\n{HEAD}", "section", 1),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_on_a_slide_is_told_by_file_and_line(bench: Bench, name: str) -> None:
    body, word, line = WRONG[name]
    error = fault(bench, slide(body))
    (place,) = error.trail
    assert place == f"{bench.root}/templates/{DECK}.xml:{FIRST_LINE + line}"
    assert word in f"{error.message} {error.hint}"
    assert error.hint


@pytest.mark.parametrize("minutes", ["0", "241", "-3", "2.5", "", "two"])
def test_a_slide_takes_from_1_to_240_minutes(bench: Bench, minutes: str) -> None:
    error = fault(bench, "\n" + slide(HEAD, f' minutes="{minutes}"'))
    assert error.trail == (f"{bench.root}/templates/{DECK}.xml:{FIRST_LINE + 1}",)
    assert "minutes" in f"{error.message} {error.hint}"


@pytest.mark.parametrize("minutes", [1, 240])
def test_the_shortest_and_the_longest_slide_are_taken(bench: Bench, minutes: int) -> None:
    (part,) = deck(bench, slide(HEAD, f' minutes="{minutes}"')).parts
    assert part.minutes == minutes


def test_a_layout_that_there_is_not_is_refused_by_file_and_line(bench: Bench) -> None:
    error = fault(bench, slide(HEAD) + f'\n<slide layout="rowz">{HEAD}</slide>')
    assert error.trail == (f"{bench.root}/templates/{DECK}.xml:{FIRST_LINE + 3}",)


def test_a_slide_of_a_poster_is_refused(bench: Bench) -> None:
    error = bench.fault(slide(HEAD))
    assert "slide" in error.message
    assert error.trail[0].endswith("templates/poster/small.xml:4")
