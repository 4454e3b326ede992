"""The front page of a kit: whole without the internet, for mouse, keyboard and screen reader."""

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

import lxml.html
import pytest

from kit.export.kit_index import Card, KitIndex, Shelf, kit_index
from kit.sources.locales import locale_of
from tests.pack_samples import NAMES, Sample, oasis, tanzania

HOSTILE = "\"><script>alert('x')</script>&amp;"
WORDS = ("skip", "lead", "languages", "workspace", "sources", "licences")
INDEX = KitIndex(
    locale=locale_of("en"),
    title="Your kit",
    subtitle="Blood Bank of Dili",
    draft="DRAFT",
    words={**{key: key for key in WORDS}, "workspace.text": "Type: {command}!"},
    shelves=(Shelf("deck", "Slides", (Card("en/a.pptx", "A talk", ("PPTX",), "en", "p/1.png"),)),),
    others=(("ar", "العربية", "index-ar.html"),),
    command="kit build",
    workspace="workspace/",
    sources=(("A book (2001).", "https://example.org/book"),),
    licences=(("LICENSE.txt", "licences/LICENSE.txt"),),
)
KITS = {"tanzania": tanzania, "oasis": oasis}
PAGES = (
    ("tanzania", "index.html", "sw", "ltr"),
    ("tanzania", "index-en.html", "en", "ltr"),
    ("oasis", "index.html", "ar", "rtl"),
    ("oasis", "index-en.html", "en", "ltr"),
)


@dataclass(frozen=True)
class Front:
    """A front page in the folder of its kit, and how it should be."""

    partner: str
    path: Path
    language: str
    direction: str

    @property
    def root(self) -> Path:
        return self.path.parent

    @property
    def page(self) -> lxml.html.HtmlElement:
        return parsed(self.path)


def parsed(path: Path) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(path.read_bytes())


@pytest.fixture(scope="module")
def kits(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Sample]:
    return {partner: make(tmp_path_factory) for partner, make in KITS.items()}


@pytest.fixture(params=PAGES, ids=lambda each: f"{each[0]} {each[2]}")
def front(kits: dict[str, Sample], request: pytest.FixtureRequest) -> Front:
    partner, name, language, direction = request.param
    return Front(partner, kits[partner].unpacked / name, language, direction)


def references(page: lxml.html.HtmlElement) -> list[str]:
    return page.xpath("//@href") + page.xpath("//@src") + page.xpath("//@srcset")


def test_every_link_and_picture_is_there(front: Front) -> None:
    page = front.page
    found = references(page)
    assert len(found) > 15
    for reference in found:
        parts = urlsplit(reference)
        assert (parts.scheme, parts.netloc, parts.query) == ("", "", "")
        if parts.path:
            target = front.root / unquote(parts.path)
            assert target.is_dir() if reference.endswith("/") else target.is_file(), reference
        else:
            assert page.xpath(f"//*[@id='{parts.fragment}']"), reference


def test_nothing_is_fetched_from_the_web(front: Front) -> None:
    page = front.page
    assert page.xpath("//script | //link | //iframe | //object | //embed | //form | //base") == []
    style = "".join(page.xpath("//style/text()")) + "".join(page.xpath("//@style"))
    assert "url(" not in style
    assert "@import" not in style
    assert not [each for each in page.xpath("//@*") if each.startswith(("http", "//", "data:"))]


def test_language_and_direction_are_right(front: Front) -> None:
    page = front.page
    root = page.getroottree().getroot()
    assert (root.get("lang"), root.get("dir")) == (front.language, front.direction)
    assert page.xpath("count(//meta[@charset='utf-8'])") == 1
    for link in page.xpath("//li[@class='card']//a"):
        folder = link.get("href").partition("/")[0]
        assert link.get("hreflang") == folder == link.find("bdi").get("lang")


def test_files_in_the_readers_language_come_first(front: Front) -> None:
    page = front.page
    for shelf in page.xpath("//ul[@class='cards']"):
        folders = [each.partition("/")[0] for each in shelf.xpath(".//a/@href")]
        assert folders[0] == front.language
        assert folders == sorted(folders, key=lambda folder: folder != front.language)


def test_every_file_that_is_made_has_one_card(front: Front) -> None:
    page = front.page
    cards = [unquote(each) for each in page.xpath("//li[@class='card']//a/@href")]
    made = {
        path.relative_to(front.root).as_posix()
        for folder in {each[2] for each in PAGES if each[0] == front.partner}
        for path in (front.root / folder).rglob("*.*")
    }
    assert sorted(cards) == sorted(made)


def test_headings_are_in_order_and_sections_have_names(front: Front) -> None:
    page = front.page
    levels = [each.tag for each in page.xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6")]
    assert levels[0] == "h1"
    assert set(levels[1:]) == {"h2"}
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for section in page.xpath("//section"):
        (heading,) = page.xpath(f"//*[@id='{section.get('aria-labelledby')}']")
        assert heading.getparent() is section
        assert heading.text_content().strip()


def test_links_have_words_and_pictures_beside_them_none(front: Front) -> None:
    page = front.page
    assert all(link.text_content().strip() for link in page.xpath("//a"))
    pictures = page.xpath("//img")
    assert [picture.get("alt") for picture in pictures] == [""] * len(pictures)
    for picture in pictures:
        assert picture.getparent().xpath(".//a[@href]"), "a picture without words needs a link"


def test_the_first_stop_of_the_keyboard_leads_to_the_files(front: Front) -> None:
    page = front.page
    first = page.xpath("//a | //button | //input | //*[@tabindex='0']")[0]
    assert first.get("href") == "#files"
    (target,) = page.xpath("//*[@id='files']")
    assert (target.tag, target.get("tabindex")) == ("main", "-1")


def test_other_languages_are_linked_and_lead_back(front: Front) -> None:
    page = front.page
    others = {each[1]: each[2] for each in PAGES if each[0] == front.partner}
    del others[front.path.name]
    links = {link.get("href"): link.get("hreflang") for link in page.xpath("//nav//a")}
    assert links == others
    assert page.xpath("//nav/@aria-label")[0].strip()
    for other in links:
        back = parsed(front.root / other)
        assert front.path.name in back.xpath("//nav//a/@href")


@pytest.mark.parametrize("name", ["index.html", "index-en.html"])
def test_names_of_people_are_shown_as_they_are(kits: dict[str, Sample], name: str) -> None:
    page = parsed(kits["oasis"].unpacked / name)
    shown = [" ".join(each.text_content().split()) for each in page.xpath("//li//a")]
    assert not [each for each in NAMES if not any(each in words for words in shown)]


def test_only_addresses_of_the_web_stand_behind_sources(kits: dict[str, Sample]) -> None:
    page = parsed(kits["oasis"].unpacked / "index.html")
    addresses = page.xpath("//*[contains(@class, 'sources')]//bdi[@dir='ltr']/text()")
    assert addresses
    assert [each for each in addresses if not each.startswith("http")] == []


# In a browser

Opened = Callable[[Path], tuple[str, list[str]]]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """Opens a page in Chromium; returns what it made of it, and what its console says."""
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.skip("chromium is not installed")
    profile = tmp_path_factory.mktemp("chromium")

    def opened(path: Path) -> tuple[str, list[str]]:
        command = [
            *(chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"),
            *("--disable-background-networking", "--enable-logging=stderr", "--v=0"),
            *(f"--user-data-dir={profile}", "--dump-dom", path.as_uri()),
        ]
        done = subprocess.run(command, check=True, capture_output=True, timeout=60)
        told = done.stderr.decode(errors="replace").splitlines()
        return done.stdout.decode(), [line for line in told if "CONSOLE" in line]

    return opened


def test_the_browser_tells_of_a_wrong_page(opened: Opened, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.html"
    wrong.write_text("<!DOCTYPE html><title>x</title><script>missing()</script>")
    _, console = opened(wrong)
    assert any("missing is not defined" in line for line in console)


def test_a_browser_opens_it_from_a_stick_without_complaint(front: Front, opened: Opened) -> None:
    dom, console = opened(front.path)
    assert console == []
    assert f'<html lang="{front.language}" dir="{front.direction}">' in dom
    written = front.path.read_text(encoding="utf-8")
    assert dom.count('<li class="card">') == written.count('<li class="card">') > 0


# The page by itself


def text(index: KitIndex) -> str:
    return kit_index(index).decode()


def test_words_are_never_markup() -> None:
    card = Card(f"en/{HOSTILE}.pdf", HOSTILE, (HOSTILE,), "en", f"p/{HOSTILE}.png")
    hostile = replace(
        INDEX,
        title=HOSTILE,
        subtitle=HOSTILE,
        draft=HOSTILE,
        words={key: f"{HOSTILE}{words}" for key, words in INDEX.words.items()},
        shelves=(Shelf("deck", HOSTILE, (card,)),),
        others=(("ar", HOSTILE, "index-ar.html"),),
        command=HOSTILE,
        workspace=HOSTILE,
        sources=((HOSTILE, HOSTILE),),
        licences=((HOSTILE, HOSTILE),),
    )
    page = lxml.html.document_fromstring(kit_index(hostile))
    plain = lxml.html.document_fromstring(kit_index(INDEX))
    assert page.xpath("//script") == []
    assert [each.tag for each in page.iter()] == [each.tag for each in plain.iter()]
    assert page.xpath("string(//h1)") == HOSTILE
    assert page.xpath("string(//title)") == HOSTILE
    assert unquote(page.xpath("//li[@class='card']//a/@href")[0]) == card.href


def test_signs_of_addresses_in_a_path_are_escaped() -> None:
    card = Card("en/100% #1? é.pdf", "A", ("PDF",), "en")
    page = lxml.html.document_fromstring(
        kit_index(replace(INDEX, shelves=(Shelf("deck", "Slides", (card,)),)))
    )
    (href,) = page.xpath("//li[@class='card']//a/@href")
    assert href == "en/100%25%20%231%3F%20%C3%A9.pdf"
    assert page.xpath("//img") == []


def test_a_final_kit_has_no_draft_label() -> None:
    assert '<p class="draft">DRAFT</p>' in text(INDEX)
    assert 'class="draft"' not in text(replace(INDEX, draft=""))


def test_a_kit_in_one_language_links_no_others_and_an_empty_shelf_is_left_out() -> None:
    alone = text(replace(INDEX, others=(), shelves=(Shelf("deck", "Slides", ()),)))
    assert "<nav" not in alone
    assert "Slides" not in alone


def test_the_command_stands_where_the_translator_puts_it_and_runs_left_to_right() -> None:
    assert 'Type: <code dir="ltr">kit build</code>!' in text(INDEX)


def test_the_page_takes_the_direction_of_its_language() -> None:
    arabic = text(replace(INDEX, locale=locale_of("ar")))
    assert '<html lang="ar" dir="rtl">' in arabic
    sides = r"(?:margin|padding|border)-(?:left|right)|(?:[;{]|text-align:)(?:left|right)"
    assert re.findall(sides, arabic) == [], "a side that does not turn round with the language"
