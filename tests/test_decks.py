"""Decks as their users get them, opened with other programs' libraries."""

import datetime
import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.presentation import Presentation

from kit.build import Request, build
from kit.document.compose import compose
from kit.document.model import Document
from kit.document.texts import sources_of
from kit.findings import Severity
from kit.orders import Wish
from kit.preflight.slides import lint_deck
from kit.report import Report
from kit.sources.calendars import format_date_in
from kit.sources.locales import format_duration
from kit.stages import Bench, Job, bench_of
from tests.commands import Run
from tests.deck_samples import (
    DECK_TYPE,
    TEMPLATE_TYPE,
    TYPES,
    audited,
    files_of,
    joined,
    make_harbour,
    opened,
    pages_of,
    photo,
    plain,
)
from tests.test_products import LANGUAGES

ROOT = Path(__file__).parent.parent
DAY = datetime.date(2027, 5, 1)
NOON = "1809172800"  # of that day, in seconds since 1970
DATES = {"ar": "١ مايو ٢٠٢٧", "my": "၂၀၂၇ မေ ၁", "fr": "1 mai 2027"}
SERVICES = {"ar": "بنك دم الميناء", "my": "ဆိပ်ကမ်း သွေးဘဏ်"}
TALKS = ("action-plan", "public", "visitor-general", "visitor-policy", "visitor-safety")
DECKS = (*(f"deck/{name}" for name in TALKS), "deck/template")
SECTIONS = "{http://schemas.microsoft.com/office/powerpoint/2010/main}section"
SHOWN = "{http://schemas.microsoft.com/office/powerpoint/2010/main}sldId"
SWAHILI_TALK = ("build", "tanzania", "--language", "sw", "--product", "deck/public")
FOOT = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)


@dataclass(frozen=True)
class Shelf:
    """The files of one partner in one language, and what was asked for."""

    workspace: Path | None
    out: Path
    partner: str
    language: str
    report: Report

    def path(self, name: str) -> Path:
        return self.out / self.partner / self.language / name

    @cached_property
    def bench(self) -> Bench:
        out = Path("out")
        job = Job(self.workspace, out, self.partner, self.language, (), is_final=False)
        return bench_of(job)

    @cached_property
    def talks(self) -> dict[str, tuple[Document, Presentation]]:
        """Each talk: what it should say, and the finished file."""
        return {
            name: (
                compose(self.bench.material, f"deck/{name}")[0],
                opened(self.path(f"deck-{name}.pptx")),
            )
            for name in TALKS
        }


@pytest.fixture(scope="session")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_harbour(tmp_path_factory.mktemp("harbour"), tuple(DATES))


@pytest.fixture(scope="session")
def own(harbour: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    """Every deck of a partner of a workspace, in languages that no built-in partner has."""
    out = tmp_path_factory.mktemp("own")
    request = Request(
        harbour, out, ("harbour",), products=DECKS, jobs=2, wish=Wish(handouts=()), day=DAY
    )
    return out, build(request)


@pytest.fixture(
    scope="module", params=(*LANGUAGES, *(("harbour", tag) for tag in DATES)), ids="-".join
)
def shelf(request: pytest.FixtureRequest) -> Shelf:
    partner, language = request.param
    is_own = partner == "harbour"
    out, report = request.getfixturevalue("own" if is_own else "built")
    workspace = request.getfixturevalue("harbour") if is_own else None
    return Shelf(workspace, out, partner, language, report)


def test_every_deck_is_valid_and_clean(shelf: Shelf) -> None:
    folder = shelf.path("")
    decks = sorted(path for path in folder.iterdir() if path.suffix in (".pptx", ".potx"))
    assert len(decks) == len(DECKS)
    for path in decks:
        assert lint_deck(path.read_bytes(), path.name) == ()
        # That of the built-in talks for the public is audited with the other products.
        if path.name != "deck-public.pptx" or shelf.workspace:
            assert audited(path) == [], path.name


def test_a_report_tells_only_which_fonts_a_deck_could_not_carry(shelf: Shelf) -> None:
    assert shelf.report.failures == ()
    made = [
        artefact
        for artefact in shelf.report.artefacts
        if (artefact.partner, artefact.language) == (shelf.partner, shelf.language)
        and artefact.product in DECKS
    ]
    assert {artefact.product for artefact in made} == set(DECKS)
    for artefact in made:
        is_left_out = shelf.language == "ko" and not artefact.per_page
        found = [(finding.severity, finding.code) for finding in artefact.findings]
        assert found == [(Severity.NOTE, "slides.font-left-out")] * is_left_out
        assert all("Noto Sans KR" in finding.message for finding in artefact.findings)


def test_a_deck_carries_fonts_where_they_are_small_enough(shelf: Shelf) -> None:
    for product in DECKS:
        ending = "potx" if product == "deck/template" else "pptx"
        files = files_of(shelf.path(f"{product.replace('/', '-')}.{ending}"))
        fonts = [name for name in files if name.startswith("ppt/fonts/")]
        said = b"embeddedFontLst" in files["ppt/presentation.xml"]
        assert bool(fonts) == said == (shelf.language != "ko")


def test_every_slide_has_a_title_of_its_own(shelf: Shelf) -> None:
    for document, deck in shelf.talks.values():
        titles = [plain(slide.shapes.title.text_frame.text) for slide in deck.slides]
        assert all(titles)
        assert len(set(titles)) == len(titles) == len(document.parts)


def test_notes_say_the_talking_points_the_time_and_the_sources(shelf: Shelf) -> None:
    bibliography = shelf.bench.material.bibliography
    for document, deck in shelf.talks.values():
        for part, slide in zip(document.parts, deck.slides, strict=True):
            said = [plain(p.text) for p in slide.notes_slide.notes_text_frame.paragraphs]
            assert part.minutes > 0
            time = format_duration(part.minutes, "minute", document.locale)
            assert sum(plain(time) in line for line in said) >= 1
            assert part.notes
            assert {plain(str(text)) for text in part.notes} <= set(said)
            cited = [bibliography[name] for name in sources_of(part)]
            label = f"{dict(document.names)['notes.sources']}:"
            assert said.count(label) == bool(cited)
            after = said[said.index(label) + 1 :] if cited else []
            assert len(after) == len(cited)
            for source, line in zip(cited, after, strict=True):
                assert plain(source.title) in line
                assert source.address in line


def test_the_first_notes_say_how_long_the_whole_talk_takes(shelf: Shelf) -> None:
    for document, deck in shelf.talks.values():
        total = sum(part.minutes for part in document.parts)
        words = plain(format_duration(total, "minute", document.locale))
        holds = [
            any(words in plain(p.text) for p in slide.notes_slide.notes_text_frame.paragraphs)
            for slide in deck.slides
        ]
        assert holds[0]
        assert not any(holds[1:])


def test_sections_list_every_slide_once_and_in_order(shelf: Shelf) -> None:
    for document, deck in shelf.talks.values():
        sections = list(deck.part._element.iter(SECTIONS))
        named = {part.section for part in document.parts if part.section}
        assert len(sections) >= max(1, len(named))
        names = [section.get("name") for section in sections]
        assert all(names)
        assert len(set(names)) == len(names)
        shown = [int(item.get("id")) for section in sections for item in section.iter(SHOWN)]
        assert shown == [slide.slide_id for slide in deck.slides]
        assert all(len(list(section.iter(SHOWN))) for section in sections)


def test_a_footer_has_the_service_and_the_day(shelf: Shelf) -> None:
    for document, deck in shelf.talks.values():
        day = deck.core_properties.created.date()
        calendar = shelf.bench.material.partner.profile.calendar
        words = {
            PP_PLACEHOLDER.FOOTER: plain(document.service),
            PP_PLACEHOLDER.DATE: plain(format_date_in(calendar, day, document.locale)),
        }
        if shelf.workspace:
            assert words[PP_PLACEHOLDER.DATE] == DATES[shelf.language]
            assert words[PP_PLACEHOLDER.FOOTER] == SERVICES.get(
                shelf.language, "Harbour Blood Bank"
            )
        found: Counter[PP_PLACEHOLDER] = Counter()
        for slide in deck.slides:
            foot = [s for s in slide.placeholders if s.placeholder_format.type in FOOT]
            laid = [s.placeholder_format.type for s in slide.slide_layout.placeholders]
            kinds = [shape.placeholder_format.type for shape in foot]
            assert sorted(kinds) == sorted(kind for kind in laid if kind in FOOT)
            for kind, shape in zip(kinds, foot, strict=True):
                assert plain(shape.text_frame.text) == words.get(kind, "‹#›")
            found.update(kinds)
        assert found[PP_PLACEHOLDER.FOOTER] >= len(document.parts) - 2
        assert found[PP_PLACEHOLDER.DATE] >= found[PP_PLACEHOLDER.FOOTER]


def test_properties_name_title_language_author_and_day(shelf: Shelf) -> None:
    for document, deck in shelf.talks.values():
        properties = deck.core_properties
        assert plain(properties.title) == plain(str(document.title))
        assert properties.language.partition("-")[0] == shelf.language
        assert plain(properties.author) == plain(document.service)
        assert properties.created == properties.modified


@pytest.mark.parametrize(
    ("source", "folder"),
    [("built", "tanzania/en"), ("built", "korea/ko"), ("own", "harbour/ar")],
)
def test_a_template_starts_new_decks_with_a_slide_of_each_layout(
    request: pytest.FixtureRequest, source: str, folder: str, tmp_path: Path
) -> None:
    path = request.getfixturevalue(source)[0] / folder / "deck-template.potx"
    types = files_of(path)[TYPES].decode()
    assert types.count(TEMPLATE_TYPE) == 1
    assert DECK_TYPE not in types
    deck = opened(path)
    assert len(deck.slides) == 0
    for layout in deck.slide_layouts:
        slide = deck.slides.add_slide(layout)
        for place in slide.placeholders:
            fill(place, layout.name)
    saved = tmp_path / "new.pptx"
    deck.save(saved)
    # python-pptx gives new charts negative axis ids; the audit rightly refuses just these.
    wrong = [error for error in audited(saved) if not re.search(r"axId|crossAx", error)]
    assert wrong == []
    again = opened(saved)
    names = [layout.name for layout in deck.slide_layouts]
    assert [slide.shapes.title.text_frame.text for slide in again.slides] == names
    assert len(set(names)) == len(names)


def fill(place: object, words: str) -> None:
    kind = place.placeholder_format.type
    if kind == PP_PLACEHOLDER.CHART:
        values = CategoryChartData()
        values.categories = ["1", "2"]
        values.add_series("3", (4, 5))
        place.insert_chart(XL_CHART_TYPE.BAR_CLUSTERED, values)
    elif kind == PP_PLACEHOLDER.TABLE:
        place.insert_table(2, 2).table.cell(1, 1).text = words
    elif kind == PP_PLACEHOLDER.PICTURE:
        place.insert_picture(photo())
    else:
        place.text_frame.text = words


@pytest.mark.parametrize(("partner", "language"), LANGUAGES)
def test_a_hand_out_with_three_slides_a_page_stands_beside_each_talk(
    built: tuple[Path, Report], partner: str, language: str
) -> None:
    folder = built[0] / partner / language
    found = sorted(path.name for path in folder.glob("deck-*.pdf"))
    assert found == [f"deck-{name}-handout.pdf" for name in TALKS]


def test_a_hand_out_shows_every_slide(built: tuple[Path, Report]) -> None:
    folder = built[0] / "korea" / "en"
    for name in TALKS:
        slides = opened(folder / f"deck-{name}.pptx").slides
        pages = pages_of(folder / f"deck-{name}-handout.pdf")
        assert -(-len(slides) // 3) <= len(pages) < len(slides)
        for number, slide in enumerate(slides):
            assert joined(slide.shapes.title.text_frame.text) in joined(pages[number // 3])


def test_the_command_line_makes_pages_of_notes(run: Run, tmp_path: Path) -> None:
    code, _, _ = run(*SWAHILI_TALK, "--handout", "1")
    assert code == 0
    folder = tmp_path / "out/tanzania/sw"
    names = {path.name for path in folder.iterdir()}
    assert names == {"deck-public.pptx", "deck-public-notes.pdf"}
    slides = opened(folder / "deck-public.pptx").slides
    pages = pages_of(folder / "deck-public-notes.pdf")
    assert len(pages) == len(slides)
    for slide, page in zip(slides, pages, strict=True):
        point = slide.notes_slide.notes_text_frame.paragraphs[1].text
        for text in (slide.shapes.title.text_frame.text, point):
            assert joined(text) in joined(page)


def test_the_command_line_leaves_hand_outs_out(run: Run, tmp_path: Path) -> None:
    code, _, _ = run(*SWAHILI_TALK, "--handout", "none")
    assert code == 0
    assert [path.name for path in (tmp_path / "out/tanzania/sw").iterdir()] == ["deck-public.pptx"]


def test_a_deck_without_embedded_fonts_names_none(run: Run, harbour: Path, tmp_path: Path) -> None:
    options = ("--workspace", harbour, "--language", "my", "--product", "deck/template")
    code, _, _ = run("build", "harbour", *options, "--no-embed-fonts")
    assert code == 0
    path = tmp_path / "out/harbour/my/deck-template.potx"
    files = files_of(path)
    assert not [name for name in files if name.startswith("ppt/fonts")]
    main = files["ppt/presentation.xml"] + files["ppt/_rels/presentation.xml.rels"]
    assert b"embeddedFont" not in main
    assert b"embedTrueTypeFonts" not in main
    assert b"fntdata" not in files[TYPES] + main
    assert audited(path) == []


def test_korean_fonts_are_told_once_and_do_not_fail_the_build(run: Run) -> None:
    options = ("--product", "deck/template", "--language", "ko")
    code, out, _ = run("build", "korea", *options)
    assert code == 0
    assert out.count("[slides.font-left-out]") == 1
    assert "note: fonts left out of the deck: Noto Sans KR Black, Noto Sans KR (larger" in out
    _, out, _ = run("build", "korea", *options, "--no-embed-fonts")
    assert "slides.font-left-out" not in out


def made_elsewhere(workspace: Path, out: Path, **environment: str) -> dict[str, bytes]:
    """The files that a process of its own makes."""
    command = [
        sys.executable, "-m", "kit", "build", "harbour", "--workspace", str(workspace),
        "--language", "ar", "--product", "deck/visitor-policy", "--product", "deck/template",
        "--out", str(out),
    ]  # fmt: skip
    paths = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    whole = os.environ | {"PYTHONPATH": paths} | environment
    subprocess.run(command, check=True, capture_output=True, env=whole)
    return {path.name: path.read_bytes() for path in (out / "harbour/ar").iterdir()}


def test_the_same_input_gives_the_same_bytes_in_another_process(
    harbour: Path, tmp_path: Path
) -> None:
    first = made_elsewhere(
        harbour, tmp_path / "1", PYTHONHASHSEED="1", TZ="UTC", SOURCE_DATE_EPOCH=NOON
    )
    second = made_elsewhere(
        harbour, tmp_path / "2", PYTHONHASHSEED="2", TZ="Pacific/Apia", SOURCE_DATE_EPOCH=NOON
    )
    names = ("deck-template.potx", "deck-visitor-policy-handout.pdf", "deck-visitor-policy.pptx")
    assert tuple(sorted(first)) == tuple(sorted(second)) == names
    assert [name for name in names if first[name] != second[name]] == []
    deck = opened(tmp_path / "1/harbour/ar/deck-visitor-policy.pptx")
    properties = deck.core_properties
    assert properties.created.date() == properties.modified.date() == DAY
    dates = [
        plain(shape.text_frame.text)
        for slide in deck.slides
        for shape in slide.placeholders
        if shape.placeholder_format.type == PP_PLACEHOLDER.DATE
    ]
    assert set(dates) == {DATES["ar"]}


@pytest.mark.parametrize("epoch", [NOON, None])
@pytest.mark.parametrize("asked", ["2026-02-28", None])
def test_the_day_is_that_of_the_option_then_of_the_variable_then_today(
    run: Run, monkeypatch: pytest.MonkeyPatch, epoch: str | None, asked: str | None
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    if epoch:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    before = datetime.datetime.now().astimezone().date()
    options = ("--date", asked) if asked else ()
    product = ("--language", "en", "--product", "deck/template")
    assert run("build", "tanzania", *product, *options)[0] == 0
    after = datetime.datetime.now().astimezone().date()
    properties = opened(Path("out/tanzania/en/deck-template.potx")).core_properties
    wanted = {DAY} if epoch else {before, after}
    if asked:
        wanted = {datetime.date.fromisoformat(asked)}
    assert properties.created == properties.modified
    assert properties.created.date() in wanted


def test_a_variable_that_is_no_number_is_refused(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    code, _, error = run("build", "korea", "--product", "deck/template")
    assert code == 2
    assert "SOURCE_DATE_EPOCH is 'yesterday'" in error
    assert not (tmp_path / "out").exists()
