"""A visit and a language -> letter, programme, form and certificates, and what they lack."""

from dataclasses import replace

from kit.document.compose import compose
from kit.export.archive import Member
from kit.export.file_names import safe_name, unique_names
from kit.findings import Finding
from kit.front import PRODUCT as FRONT
from kit.packed import Made, Packed
from kit.papers import drawn_sheet
from kit.preflight.pdf.checks import check_pdf
from kit.preflight.release import lacking
from kit.sources.visit import Visit, Visitor
from kit.stages import Bench

LETTER, PROGRAMME, CERTIFICATE, PLAN = (
    f"sheet/{name}" for name in ("letter", "programme", "certificate", "plan")
)


def papers_of(visit: Visit, tag: str, bench: Bench, *, is_final: bool) -> Made:
    """Return letter, programme, form and certificates in a language."""
    made = Made()
    wanted: list[tuple[str, str, Visitor | None]] = [(LETTER, "letter", None)]
    wanted += [(PROGRAMME, "programme", None)] if visit.programme else []
    wanted.append((PLAN, "action-plan", None))
    names = unique_names([safe_name(visitor.name, ".pdf") for visitor in visit.visitors])
    wanted += [
        (CERTIFICATE, f"certificates/{name.removesuffix('.pdf')}", visitor)
        for name, visitor in zip(names, visit.visitors, strict=True)
    ]
    for product, name, visitor in wanted:
        made = made.plus(_paper(product, f"{tag}/{name}.pdf", visitor, bench, is_final=is_final))
    return made


def _paper(
    product: str, name: str, visitor: Visitor | None, bench: Bench, *, is_final: bool
) -> Made:
    material = replace(bench.material, visitor=visitor)
    document, broken = compose(material, product)
    lacks = lacking(document, bench.material.partner)
    content, overset = drawn_sheet(document, bench, is_draft=bool(lacks))
    own = str(document.title)
    title = f"{own}: {visitor.name}" if visitor else own
    overset = tuple(_at_visitor(each, product, visitor, bench.material.visit) for each in overset)
    note = "form" if product == PLAN else ""
    file = Packed(name, "papers", title, document.locale.tag, note, len(content), content)
    lacking_or_wrong = (*lacks, *check_pdf(content, name)) if is_final else ()
    found = (*broken, *overset, *lacking_or_wrong)
    return Made((file,), (Member(name, content=content),), (document,), found, bool(lacks))


def _at_visitor(
    finding: Finding, product: str, visitor: Visitor | None, visit: Visit | None
) -> Finding:
    """Return a finding about a visitor's name with its place in the visit file, not a message's."""
    if not (visitor and visit and finding.message.startswith(f"{product}, name: ")):
        return finding
    number = visit.visitors.index(visitor) + 1
    return replace(finding, where=f"{visit.path}, visitor.{number}.name")


def front_words(bench: Bench, *, is_final: bool) -> Made:
    """Return what is wrong or lacking in the words of the front page in a language."""
    document, broken = compose(bench.material, FRONT)
    lacks = lacking(document, bench.material.partner)
    found = (*broken, *(lacks if is_final else ()))
    return Made(findings=found, is_draft=bool(lacks))
