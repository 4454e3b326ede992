"""The corridor: partners, languages and products in; finished files, states and findings out."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from kit.document.compose import compose
from kit.errors import EXIT_FINDINGS, KitError, UsageError
from kit.export.files import publish
from kit.findings import Finding, Severity
from kit.preflight.release import lacking, reasons
from kit.sources.bibliography import read_bibliography
from kit.sources.partner import Profile, partner_slugs, read_partner
from kit.sources.pseudo import PSEUDO
from kit.sources.workspace import Workspace, open_workspace
from kit.stages import (
    KINDS,
    Bench,
    Job,
    bench_of,
    companion_of,
    drawn,
    file_name,
    with_companion,
)  # fmt: skip

# What a script that runs in columns can be set in.
COLUMN_PRODUCTS = "poster/"


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
        for tag in _tags(request, slug, profile):
            chosen = _fitting(products, tag, profile)
            if request.products and chosen != products:
                raise UsageError(f"{tag} comes in posters only", hint="name a poster, or none")
            jobs.append(Job(request.workspace, request.out, slug, tag, chosen, request.is_final))
    return tuple(jobs)


def _tags(request: Request, slug: str, profile: Profile) -> tuple[str, ...]:
    if not request.languages:
        return profile.languages
    known = (*profile.languages, *profile.scripts.values(), *PSEUDO)
    return _chosen(request.languages, known, f"language of {slug}")


def _fitting(products: tuple[str, ...], tag: str, profile: Profile) -> tuple[str, ...]:
    """Return the products that a language comes in: a second script comes in posters."""
    if tag not in profile.scripts.values():
        return products
    return tuple(product for product in products if product.startswith(COLUMN_PRODUCTS))


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


def _work(job: Job) -> Report:
    bench = bench_of(job)
    report = Report(findings=bench.material.catalogues[0].findings)
    for product in job.products:
        try:
            report = report.plus(_make(job, product, bench))
        except KitError as error:
            report = report.plus(_failed(job, error))
    return report


def _make(job: Job, product: str, bench: Bench) -> Report:
    document, found = compose(bench.material, product)
    companion = companion_of(document, bench)
    document = with_companion(document, companion)
    lacks = lacking(document, bench.material.partner)
    if job.is_final and (lacks or found):
        return Report(findings=(*found, *lacks))
    content, overset = drawn(document, bench, companion, is_draft=bool(lacks))
    if job.is_final and overset:
        return Report(findings=overset)
    path = job.out / job.partner / job.language / file_name(document)
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
