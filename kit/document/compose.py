"""Template + catalogues + profile -> document: all words chosen, nothing placed."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from kit.document.local import (
    Blanks,
    HostWords,
    LocalFacts,
    Numbers,
    PartnerWords,
    Rules,
    email,
    fact_use,
    later,
)
from kit.document.model import Document
from kit.document.reading import Reader
from kit.document.runs import FactUse, MessageUse, Text
from kit.document.template import Templates
from kit.document.visit_words import VisitorWords, VisitWords, visitor_words
from kit.document.words import Words
from kit.findings import Finding
from kit.sources.bibliography import Source
from kit.sources.catalogue import Catalogue
from kit.sources.locales import Locale
from kit.sources.partner import PartnerProfile
from kit.sources.visit import Visit, Visitor
from kit.sources.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Material:
    """What one partner's products in one language are made of.

    `catalogues` stand nearest first: the locale's own, its fallbacks', the source language's.
    Papers of a visit know the `visit`, and a certificate its `visitor`.
    """

    workspace: Workspace
    partner: PartnerProfile
    locale: Locale
    catalogues: tuple[Catalogue, ...]
    bibliography: dict[str, Source]
    templates: Templates
    visit: Visit | None = None
    visitor: Visitor | None = None


def compose(material: Material, product: str) -> tuple[Document, tuple[Finding, ...]]:
    """Return a product's document, and what is wrong with the messages it uses.

    Args:
        material: Partner, locale and catalogues.
        product: Path of its template under templates/, without ".xml".

    Raises:
        TemplateError: The template is broken, or names a source that does not exist.
    """
    template = f"{product}.xml"
    words = Words(material.locale, material.catalogues)
    local = LocalFacts(material.partner, material.locale)
    names = {
        "_": words.gettext,
        "gettext": words.gettext,
        "pgettext": words.pgettext,
        "local": local,
        "partner": PartnerWords(material.partner, material.locale),
        "host": HostWords(material.workspace, material.bibliography, material.locale),
        "blank": Rules if product.startswith("deck/") else Blanks,
        "email": email,
        "later": later,
        "number": Numbers(material.locale),
        **_visit_names(material),
    }
    root = material.templates.render(template, names, material.bibliography)
    facts = _facts(root, local.asked, material.partner)
    reader = Reader(material.locale, words.uses, {fact.key: fact.sources for fact in facts})
    return _document(root, material, product, reader, facts), tuple(words.findings)


def _visit_names(material: Material) -> dict[str, VisitWords | VisitorWords]:
    """Return what templates know of a visit; without one a template that asks is an error."""
    found: dict[str, VisitWords | VisitorWords] = {}
    if material.visit:
        found["visit"] = VisitWords(material.visit, material.locale, material.partner)
    if material.visitor:
        found["visitor"] = visitor_words(material.visitor, material.locale, material.partner)
    return found


def _document(
    root: etree._Element,
    material: Material,
    product: str,
    reader: Reader,
    facts: tuple[FactUse, ...],
) -> Document:
    title, draft = (_text_of(root, name, reader) for name in ("title", "draft"))
    names = [(name.get("key", ""), str(reader.text(name))) for name in root.iterfind("names/name")]
    return Document(
        kind=str(root.tag),
        product=product,
        plan=root.get("plan", ""),
        partner=material.partner.slug,
        service=PartnerWords(material.partner, material.locale).service.text,
        locale=material.locale,
        title=title,
        draft=draft,
        names=tuple(names),
        parts=reader.parts(root),
        messages=_printed(root, reader.uses),
        facts=facts,
    )


def _text_of(root: etree._Element, name: str, reader: Reader) -> Text:
    element = root.find(name)
    assert element is not None, "the vocabulary wants one"
    return reader.text(element)


def _printed(root: etree._Element, uses: Sequence[MessageUse]) -> tuple[MessageUse, ...]:
    """Return the messages that stand in the result; a template may ask for more."""
    numbers = [int(element.get("n", "0")) for element in root.iter("m")]
    return tuple(dict.fromkeys(uses[number] for number in numbers))


def _facts(root: etree._Element, asked: set[str], partner: PartnerProfile) -> tuple[FactUse, ...]:
    printed = {str(element.get("fact")) for element in root.iter("v")}
    uses = (fact_use(partner, key) for key in sorted(printed | asked))
    return tuple(use for use in uses if use)
