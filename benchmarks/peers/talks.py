"""A language -> the bench, document and laid-out deck of the kit's talk for the public.

The first built-in partner that speaks a language gives it; for the others a partner is made up
who speaks them all.
"""

from pathlib import Path

from kit.build import Request, plan
from kit.document.compose import compose
from kit.document.model import Document
from kit.layout.deck import Deck
from kit.orders import PLAIN
from kit.sources.bibliography import read_bibliography
from kit.sources.partner import partner_slugs, read_partner
from kit.sources.workspace import open_workspace
from kit.stages import Bench, bench_of, talk_of

PRODUCT = "deck/public"
MADE_UP = "fair"
FILES = {
    "kit.toml": "schema = 1\n",
    "assets/sources.toml": """
[[source]]
id = "letter"
title = "A letter"
publisher = "National Blood Service"
year = 2026
address = "letter"
trust = "primary"
""",
    f"assets/partners/{MADE_UP}/partner.toml": """
schema = 1
country = "TL"
languages = [{languages}]

[service]
value = {{ en = "National Blood Service" }}
sources = ["letter"]

[fact.phone]
value = "+670 123 4567"
sources = ["letter"]

[fact.web]
value = "https://blood.example.org"
sources = ["letter"]
""",
}


def make_workspace(folder: Path, languages: list[str]) -> Path:
    """Write a workspace with one partner that speaks these languages; return the folder."""
    quoted = ", ".join(f'"{language}"' for language in languages)
    for name, content in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        is_profile = name.endswith("partner.toml")
        path.write_text(content.format(languages=quoted) if is_profile else content, "utf-8")
    return folder


def speakers(folder: Path | None) -> dict[str, str]:
    """Return for each language the first partner, of a workspace or built in, that speaks it."""
    workspace = open_workspace(folder)
    bibliography = read_bibliography(workspace)
    found: dict[str, str] = {}
    for slug in partner_slugs(workspace):
        for language in read_partner(workspace, slug, bibliography).profile.languages:
            found.setdefault(language, slug)
    return found


def bench_for(partner: str, language: str, folder: Path | None, product: str = PRODUCT) -> Bench:
    """Return what the kit needs for a partner's deck in a language."""
    request = Request(folder, Path(), (partner,), (language,), (product,), wish=PLAIN)
    (job,) = plan(request)
    return bench_of(job)


def document_of(bench: Bench, product: str = PRODUCT) -> Document:
    """Return the words of a deck."""
    return compose(bench.material, product)[0]


def deck_of(bench: Bench, document: Document) -> Deck:
    """Return a deck as it is laid out, a draft."""
    return talk_of(document, bench, is_draft=True).laid_out()[0]
