"""The corridor: partners, languages and products in; finished files, states and findings out."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

from kit.document.compose import Material, compose
from kit.document.model import Document
from kit.errors import EXIT_FINDINGS, KitError, UsageError
from kit.export.files import publish
from kit.export.pdf.writer import write_pdf
from kit.export.slides.deck import write_deck
from kit.export.slides.pictures import Rasteriser
from kit.findings import Finding, Severity
from kit.layout.brochure import lay_out_brochure
from kit.layout.compositor import Compositor
from kit.layout.page import Page, Publication
from kit.layout.poster import lay_out_poster
from kit.layout.presentation import lay_out_deck
from kit.layout.rooms import check_rooms
from kit.preflight.release import lacking, reasons
from kit.sources.bibliography import read_bibliography
from kit.sources.gallery import Gallery
from kit.sources.library import read_catalogues
from kit.sources.locales import locale_of
from kit.sources.partner import partner_slugs, read_partner
from kit.sources.pseudo import PSEUDO
from kit.sources.theme import read_theme
from kit.sources.workspace import Workspace, open_workspace
from kit.typeset.fonts import Family, Fonts

KINDS = {"brochure": "pdf", "poster": "pdf", "deck": "pptx"}


@dataclass(frozen=True, slots=True)
class Request:
    """What to build; empty tuples mean all of the partner's languages, all products."""

    workspace: Path | None
    out: Path
    partners: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    is_final: bool = False
    jobs: int = 1


@dataclass(frozen=True, slots=True)
class Job:
    """One partner's products in one language: what a worker process does in one go."""

    workspace: Path | None
    out: Path
    partner: str
    language: str
    products: tuple[str, ...]
    is_final: bool


@dataclass(frozen=True, slots=True)
class Artefact:
    """A file that was written; `reasons` say why it is a draft, empty for a final one."""

    path: str
    partner: str
    language: str
    product: str
    size: int
    reasons: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def state(self) -> str:
        """Return "draft" or "final"."""
        return "draft" if self.reasons else "final"


@dataclass(frozen=True, slots=True)
class Failure:
    """An error of a job, as a value that passes between processes."""

    partner: str
    language: str
    message: str
    hint: str
    exit_code: int


@dataclass(frozen=True, slots=True)
class Report:
    """What a build made and what went wrong."""

    artefacts: tuple[Artefact, ...] = ()
    findings: tuple[Finding, ...] = ()
    failures: tuple[Failure, ...] = ()

    @property
    def exit_code(self) -> int:
        """Return 0, 1 for findings that are errors, or the code of a failure."""
        every = (*self.findings, *(f for artefact in self.artefacts for f in artefact.findings))
        has_errors = any(finding.severity is Severity.ERROR for finding in every)
        codes = [failure.exit_code for failure in self.failures]
        return max([EXIT_FINDINGS * has_errors, *codes])

    def plus(self, other: "Report") -> "Report":
        """Return both reports as one."""
        return Report(
            self.artefacts + other.artefacts,
            self.findings + other.findings,
            self.failures + other.failures,
        )


def product_names(workspace: Workspace) -> tuple[str, ...]:
    """Return all products, such as "poster/only-people", sorted."""
    return tuple(
        name.removeprefix("templates/").removesuffix(".xml")
        for kind in KINDS
        for name in workspace.names(f"templates/{kind}/*.xml")
    )


def plan(request: Request) -> tuple[Job, ...]:
    """Return the jobs of a request; UsageError for a name that does not exist."""
    workspace = open_workspace(request.workspace)
    products = _chosen(request.products, product_names(workspace), "product")
    bibliography = read_bibliography(workspace)
    partners = _chosen(request.partners, partner_slugs(workspace), "partner")
    jobs: list[Job] = []
    for slug in partners:
        profile = read_partner(workspace, slug, bibliography).profile
        known = (*profile.languages, *PSEUDO)
        tags = (
            _chosen(request.languages, known, f"language of {slug}")
            if request.languages
            else profile.languages
        )
        jobs += [
            Job(request.workspace, request.out, slug, tag, products, request.is_final)
            for tag in tags
        ]
    return tuple(jobs)


def _chosen(asked: Sequence[str], known: Sequence[str], what: str) -> tuple[str, ...]:
    for name in asked:
        if name not in known:
            raise UsageError(f"unknown {what} {name!r}", hint="one of: " + ", ".join(known))
    return tuple(dict.fromkeys(asked or known))


def build(request: Request, on_done: Callable[[Job], None] = lambda _: None) -> Report:
    """Build everything that was asked for; a job that fails does not stop the others.

    Args:
        request: What to build.
        on_done: Called with each job when it has ended.

    Raises:
        KitError: The request cannot be planned; nothing was written.
    """
    jobs = plan(request)
    report = Report()
    for job, part in sorted(
        _run(jobs, request.jobs, on_done), key=lambda done: jobs.index(done[0])
    ):
        del job
        report = report.plus(part)
    return report


def _run(
    jobs: Sequence[Job], workers: int, on_done: Callable[[Job], None]
) -> Iterator[tuple[Job, Report]]:
    if min(workers, len(jobs)) <= 1:
        for job in jobs:
            yield job, work(job)
            on_done(job)
        return
    with ProcessPoolExecutor(min(workers, len(jobs)), get_context("spawn")) as pool:
        futures: dict[Future[Report], Job] = {pool.submit(work, job): job for job in jobs}
        for future in as_completed(futures):
            yield futures[future], future.result()
            on_done(futures[future])


def work(job: Job) -> Report:
    """Return the report of one job; errors a person can mend become failures in it."""
    try:
        return _work(job)
    except KitError as error:
        return _failed(job, error)


def _failed(job: Job, error: KitError) -> Report:
    failure = Failure(job.partner, job.language, str(error), error.hint, error.exit_code)
    return Report(failures=(failure,))


@dataclass(frozen=True, slots=True)
class Bench:
    """What the products of one job share."""

    material: Material
    compositor: Compositor
    rasteriser: Rasteriser = field(default_factory=Rasteriser)


def _work(job: Job) -> Report:
    bench = bench_of(job)
    report = Report(findings=bench.material.catalogues[0].findings)
    for product in job.products:
        try:
            report = report.plus(_make(job, product, bench))
        except KitError as error:
            report = report.plus(_failed(job, error))
    return report


def bench_of(job: Job) -> Bench:
    """Return what the products of a job share; KitError for what is wrong in its sources."""
    workspace = open_workspace(job.workspace)
    bibliography = read_bibliography(workspace)
    partner = read_partner(workspace, job.partner, bibliography)
    locale = locale_of(job.language, native_digits=partner.profile.digits == "native")
    catalogues = read_catalogues(workspace, locale)
    theme = read_theme(workspace)
    families = {key: Family(*family) for key, family in theme.font.items()}
    fonts = Fonts(lambda name: workspace.find(f"assets/{name}"), families, families["Latn"])
    gallery = Gallery(workspace)
    compositor = Compositor(fonts, theme, gallery, locale, gallery.logo(job.partner))
    return Bench(Material(workspace, partner, locale, catalogues, bibliography), compositor)


def _make(job: Job, product: str, bench: Bench) -> Report:
    document, found = compose(bench.material, product)
    lacks = lacking(document, bench.material.partner)
    if job.is_final and (lacks or found):
        return Report(findings=(*found, *lacks))
    content, overset = _drawn(document, bench, is_draft=bool(lacks))
    if job.is_final and overset:
        return Report(findings=overset)
    path = job.out / job.partner / job.language / _file_name(document)
    publish(path, content)
    artefact = Artefact(
        str(path),
        job.partner,
        job.language,
        product,
        len(content),
        reasons(lacks),
        (*found, *overset),
    )
    return Report((artefact,))


def _drawn(
    document: Document, bench: Bench, *, is_draft: bool
) -> tuple[bytes, tuple[Finding, ...]]:
    """Lay the document out and draw it: the last stages, by kind of product."""
    compositor = bench.compositor
    try:
        if document.kind == "deck":
            deck, found = lay_out_deck(
                document, compositor, bench.material.bibliography, is_draft=is_draft
            )
            return write_deck(deck, bench.rasteriser), found
        check_rooms(document)
        lay_out = lay_out_brochure if document.kind == "brochure" else lay_out_poster
        pages, found = lay_out(document, compositor, is_draft=is_draft)
        return write_pdf(_publication(document, pages)), found
    except KitError as error:
        raise error.within(document.product) from error


def _publication(document: Document, pages: tuple[Page, ...]) -> Publication:
    return Publication(
        title=str(document.title),
        language=document.locale.tag,
        is_rtl=document.locale.is_rtl,
        author=document.service,
        subject=document.product,
        pages=pages,
    )


def _file_name(document: Document) -> str:
    return f"{document.product.replace('/', '-')}.{KINDS[document.kind]}"
