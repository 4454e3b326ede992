"""A small workspace over the built-in files: one partner, one language, one poster."""

import datetime
from dataclasses import dataclass
from pathlib import Path

from kit.document.compose import Material, compose
from kit.document.model import Document
from kit.document.template import Templates
from kit.document.texts import texts_of
from kit.errors import TemplateError
from kit.findings import Finding
from kit.sources.bibliography import read_bibliography
from kit.sources.catalogue import Review, digest, write_reviewed
from kit.sources.library import read_catalogues
from kit.sources.locales import locale_of
from kit.sources.partner import read_partner
from kit.sources.workspace import Workspace, builtin, open_workspace

PRODUCT = "poster/small"
PRINTED = datetime.date(2027, 5, 1)
BUILTIN = Workspace((builtin(),))
PROFILE = """schema = 1
country = "TL"
languages = ["tet"]

[country_name]
en = "Timor-Leste"

[service]
value = { en = "Blood Centre", tet = "Sentru Raan" }
sources = ["who-gsr-2021"]
"""
FRONT = """<poster plan="drop">
<title><text sources="-">{{ _("Give blood") }}</text></title>
<draft><text sources="-">{{ _("DRAFT") }}</text></draft>
"""
CATALOGUE = """msgid ""
msgstr ""
"Language: {tag}\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"""


def message(msgid: str, text: str, flags: str = "") -> str:
    """Return an entry of a catalogue; `flags` is its comment line."""
    written = "\n".join(f'{key} "{value}"' for key, value in (("msgid", msgid), ("msgstr", text)))
    return f"\n{flags}{written}\n"


def poster(body: str) -> str:
    """Return a template with a title and a draft mark; the body begins on its fourth line."""
    return f"{FRONT}{body}\n</poster>\n"


def paragraph(expression: str) -> str:
    """Return a paragraph of one message."""
    return f'<paragraph><text sources="-">{{{{ {expression} }}}}</text></paragraph>'


@dataclass(frozen=True, slots=True)
class Bench:
    """A workspace in a folder of its own."""

    root: Path

    def write(self, relative: str, text: str) -> Path:
        """Write a file of the workspace."""
        path = self.root / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def facts(self, tables: str) -> None:
        """Add facts to the partner's profile."""
        self.write("assets/partners/small/partner.toml", PROFILE + tables)

    def catalogue(self, *entries: str, tag: str = "tet") -> str:
        """Write a language's catalogue and return its path as errors show it."""
        relative = f"locales/{tag}/LC_MESSAGES/kit.po"
        return str(self.write(relative, CATALOGUE.format(tag=tag) + "".join(entries)))

    def approve(self, texts: dict[str, str], tag: str = "tet") -> None:
        """Sign off messages of a language: msgid to text."""
        review = Review("Ana", PRINTED)
        reviews = {digest(None, msgid, (text,)): review for msgid, text in texts.items()}
        path = self.root / f"locales/{tag}/reviewed.json"
        path.write_bytes(write_reviewed(reviews))

    def template(self, body: str) -> None:
        """Write the poster."""
        self.write(f"templates/{PRODUCT}.xml", poster(body))

    def material(self, tag: str = "tet", partner: str = "small") -> Material:
        """Return what the partner's products in a language are made of."""
        return material(open_workspace(self.root), partner, tag)

    def compose(self, tag: str = "tet") -> tuple[Document, tuple[Finding, ...]]:
        """Return the poster's document and findings."""
        return compose(self.material(tag), PRODUCT)

    def show(self, body: str, tag: str = "tet") -> str:
        """Return the text of a poster of this body."""
        self.template(body)
        return shown_text(self.compose(tag)[0])

    def fault(self, body: str) -> TemplateError:
        """Return the error of a poster of this body."""
        self.template(body)
        try:
            self.compose()
        except TemplateError as error:
            return error
        raise AssertionError("the template was taken")


def make_bench(root: Path) -> Bench:
    """Return a workspace of one partner, one empty catalogue and no template."""
    bench = Bench(root)
    bench.write("kit.toml", "schema = 1\n")
    bench.facts("")
    bench.catalogue()
    return bench


def material(workspace: Workspace, partner: str, tag: str) -> Material:
    """Return what a partner's products in a language are made of."""
    bibliography = read_bibliography(workspace)
    profile = read_partner(workspace, partner, bibliography)
    locale = locale_of(tag, native_digits=profile.profile.digits == "native")
    catalogues = read_catalogues(workspace, locale)
    return Material(workspace, profile, locale, catalogues, bibliography, Templates(workspace))


def shown_text(document: Document) -> str:
    """Return all texts of a document, one a line."""
    return "\n".join(str(text) for part in document.parts for text in texts_of(part))
