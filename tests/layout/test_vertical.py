"""Traditional Mongolian on a poster: columns from left to right, and both scripts side by side."""

from pathlib import Path

import pytest
from layout_samples import with_roles

from kit.build import Request, build, plan
from kit.document.compose import compose
from kit.errors import UsageError
from kit.layout.page import PlacedColumn, PlacedLine
from kit.layout.poster import lay_out_poster
from kit.layout.shapes import half_width
from kit.layout.vertical import INK_LEFT, INK_RIGHT
from kit.orders import Order
from kit.stages import Job, bench_of, companion_of
from kit.units import mm

POSTER = "poster/only-people"
Marks = tuple[list[PlacedColumn], list[PlacedLine]]


def headline_marks(language: str) -> Marks:
    bench = bench_of(
        Job(None, Path("out"), "mongolia", language, (Order(POSTER, "a3"),), is_final=False)
    )
    document, _ = compose(bench.material, POSTER)
    companion = companion_of(document, bench)
    pages, found = lay_out_poster(
        document, bench.compositor, size="a3", is_draft=True, companion=companion
    )
    assert found == ()
    heads = [mark for role, mark in with_roles(pages[0].content) if role == "H1"]
    return (
        [mark for mark in heads if isinstance(mark, PlacedColumn)],
        [mark for mark in heads if isinstance(mark, PlacedLine)],
    )


def test_a_mongolian_poster_has_its_headline_in_both_scripts_side_by_side() -> None:
    columns, lines = headline_marks("mn")
    assert columns
    assert lines
    ink_end = max(column.x + INK_RIGHT * column.size for column in columns)
    assert ink_end < min(line.x for line in lines)
    assert "".join(line.line.text for line in lines).replace(" ", "").startswith("Цусамь")


def test_both_scripts_have_the_same_two_colours_in_the_same_order() -> None:
    columns, lines = headline_marks("mn")
    colours = [
        list(dict.fromkeys(mark.line.runs[0].span.colour for mark in marks))
        for marks in (columns, lines)
    ]
    assert len(colours[0]) == 2
    assert colours[0] == colours[1]


@pytest.mark.parametrize("language", ["mn", "mn-Mong"])
def test_columns_run_from_left_to_right_under_one_head_line(language: str) -> None:
    columns, _ = headline_marks(language)
    spines = [column.x for column in columns]
    assert spines == sorted(spines)
    assert len({round(column.y, 3) for column in columns}) == 1
    assert "ᠴᠢᠰᠤ" in columns[0].line.text


@pytest.mark.parametrize("language", ["mn", "mn-Mong"])
def test_columns_stay_inside_the_drop(language: str) -> None:
    columns, _ = headline_marks(language)
    centre, radius = (mm(148.5), mm(159)), mm(127)
    for column in columns:
        heights = (column.y, column.y + column.line.width * column.size)
        for side in (column.x - INK_LEFT * column.size, column.x + INK_RIGHT * column.size):
            for y in heights:
                room = half_width((y - centre[1]) / radius, 1.22, 0.38) * radius
                assert abs(side - centre[0]) <= room


def test_the_second_script_comes_in_posters_only(tmp_path: Path) -> None:
    request = Request(None, tmp_path, ("mongolia",), ("mn-Mong",))
    assert [job.orders for job in plan(request)] == [(Order(POSTER, "a3"),)]
    with pytest.raises(UsageError, match="only-people only"):
        plan(Request(None, tmp_path, ("mongolia",), ("mn-Mong",), ("brochure/donor",)))


def test_a_poster_in_columns_is_built_without_findings(tmp_path: Path) -> None:
    report = build(Request(None, tmp_path, ("mongolia",), ("mn-Mong",)))
    assert report.failures == ()
    assert [artefact.findings for artefact in report.artefacts] == [()]
