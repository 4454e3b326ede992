"""The corridor: partners, languages and products in; finished files, states and findings out."""

import datetime
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from math import ceil
from operator import attrgetter
from pathlib import Path

from kit.document.compose import compose
from kit.errors import KitError, UsageError
from kit.export.files import publish
from kit.findings import Finding, Severity
from kit.orders import PLAIN, Order, Wish, check_wish, orders_of, today
from kit.preflight.release import lacking, reasons
from kit.report import Artefact, Failure, Report
from kit.sources.bibliography import read_bibliography
from kit.sources.partner import Profile, partner_slugs, read_partner
from kit.sources.products import product_names
from kit.sources.pseudo import PSEUDO
from kit.sources.theme import read_theme
from kit.sources.workspace import open_workspace
from kit.stages import (
    Bench,
    Desk,
    Job,
    bench_of,
    companion_of,
    drawn_all,
    file_name,
    with_companion,
)  # fmt: skip

# Jobs of a process are given to it in so many parts, so that none waits long for the other.
BATCHES = 4
# What a deck, a brochure or poster, and the start of another process take on a small machine.
DECK_S, PAGES_S, START_S = 0.9, 0.08, 0.5
# What a script that runs in columns can be set in.
COLUMN_PRODUCT = "poster/only-people"


@dataclass(frozen=True, slots=True)
class Request:
    """What to build; empty tuples mean all of the partner's languages, all products.

    `jobs` is how many processes work at once, 0 for as many as pay off; `day` stands on decks.
    """

    workspace: Path | None
    out: Path
    partners: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    is_final: bool = False
    jobs: int = 0
    wish: Wish = PLAIN
    has_sheet: bool = False
    day: datetime.date = field(default_factory=today)


def plan(request: Request) -> tuple[Job, ...]:
    """Return the jobs of a request; UsageError for a name that does not exist."""
    workspace = open_workspace(request.workspace)
    products = _chosen(request.products, product_names(workspace), "product")
    bibliography = read_bibliography(workspace)
    partners = _chosen(request.partners, partner_slugs(workspace), "partner")
    theme = read_theme(workspace)
    check_wish(request.wish, theme)
    jobs: list[Job] = []
    for slug in partners:
        profile = read_partner(workspace, slug, bibliography).profile
        for tag in _tags(request, slug, profile):
            chosen = _fitting(products, tag, profile)
            if request.products and chosen != products:
                raise UsageError(f"{tag} comes in {COLUMN_PRODUCT} only", hint="name that, or none")
            orders = orders_of(chosen, request.wish, profile, theme)
            _check_orders(orders, request)
            jobs.append(
                Job(
                    request.workspace,
                    request.out,
                    slug,
                    tag,
                    orders,
                    request.is_final,
                    request.day,
                )
            )
    return tuple(jobs)


def _check_orders(orders: Sequence[Order], request: Request) -> None:
    """Refuse a named product that does not come in what was asked for, and an empty plan."""
    made = {order.product for order in orders}
    for product in request.products or (() if made else ("any product",)):
        if product not in made:
            raise UsageError(
                f"{product} does not come in this size or edition",
                hint="brochures and posters have editions and --print; kit list shows the sizes",
            )


def _tags(request: Request, slug: str, profile: Profile) -> tuple[str, ...]:
    if not request.languages:
        return profile.languages
    known = (*profile.languages, *profile.scripts.values(), *PSEUDO)
    return _chosen(request.languages, known, f"language of {slug}")


def _fitting(products: tuple[str, ...], tag: str, profile: Profile) -> tuple[str, ...]:
    """Return the products that a language comes in: a script in columns comes in one poster."""
    if tag not in profile.scripts.values():
        return products
    return tuple(product for product in products if product == COLUMN_PRODUCT)


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
        _run(jobs, request.jobs or _workers(jobs), on_done), key=lambda done: jobs.index(done[0])
    ):
        del job
        report = report.plus(part)
    if not request.has_sheet:
        return report
    # Seldom asked for, and it takes two libraries for pictures.
    from kit.proofs import write_sheets  # noqa: PLC0415

    sheets = write_sheets(request.out, request.workspace, report.artefacts)
    return replace(report, sheets=sheets)


def _workers(jobs: Sequence[Job]) -> int:
    """Return the number of processes with which jobs end soonest: each takes time to start."""
    orders = [order for job in jobs for order in job.orders]
    seconds = sum(DECK_S if order.product.startswith("deck/") else PAGES_S for order in orders)
    most = min(os.cpu_count() or 1, len(jobs))
    return most if most > 1 and seconds / most + START_S < seconds else 1


def _run(
    jobs: Sequence[Job], workers: int, on_done: Callable[[Job], None]
) -> Iterator[tuple[Job, Report]]:
    if min(workers, len(jobs)) <= 1:
        desk = Desk(jobs[0].workspace) if jobs else None
        for job in jobs:
            yield job, work(job, desk)
            on_done(job)
        return
    # One job needs no processes, nor what starts them.
    from concurrent.futures import ProcessPoolExecutor, as_completed  # noqa: PLC0415
    from multiprocessing import get_context  # noqa: PLC0415

    workers = min(workers, len(jobs))
    size = ceil(len(jobs) / (workers * BATCHES))
    batches = [tuple(jobs[start : start + size]) for start in range(0, len(jobs), size)]
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        futures = {pool.submit(work_all, batch): batch for batch in batches}
        for future in as_completed(futures):
            for job, report in zip(futures[future], future.result(), strict=True):
                yield job, report
                on_done(job)


def work_all(jobs: Sequence[Job]) -> tuple[Report, ...]:
    """Return the reports of jobs that share a desk."""
    desk = Desk(jobs[0].workspace)
    return tuple(work(job, desk) for job in jobs)


def work(job: Job, desk: Desk | None = None) -> Report:
    """Return the report of one job; errors a person can mend become failures in it."""
    try:
        return _work(job, desk)
    except KitError as error:
        return _failed(job, error)


def _failed(job: Job, error: KitError) -> Report:
    failure = Failure(job.partner, job.language, str(error), error.hint, error.exit_code)
    return Report(failures=(failure,))


def _work(job: Job, desk: Desk | None) -> Report:
    bench = bench_of(job, desk)
    report = Report(findings=bench.material.catalogues[0].findings)
    for product, orders in groupby(job.orders, key=attrgetter("product")):
        try:
            report = report.plus(_make(job, product, tuple(orders), bench))
        except KitError as error:
            report = report.plus(_failed(job, error))
    return report


def _make(job: Job, product: str, orders: tuple[Order, ...], bench: Bench) -> Report:
    """Return the report of a product's orders: its words are chosen once for all of them."""
    document, found = compose(bench.material, product)
    companion = companion_of(document, bench)
    document = with_companion(document, companion)
    lacks = lacking(document, bench.material.partner)
    if job.is_final and (lacks or found):
        return Report(findings=(*found, *lacks))
    report = Report()
    files = drawn_all(document, orders, bench, companion, is_draft=bool(lacks))
    for order, content, overset in files:
        name = file_name(order, is_template=not document.parts)
        told = (*overset, *(_faults(content, name, bench) if job.is_final else ()))
        if job.is_final and _is_wrong(told):
            report = report.plus(Report(findings=told))
            continue
        path = job.out / job.partner / job.language / name
        publish(path, content)
        artefact = Artefact(
            path=str(path),
            partner=job.partner,
            language=job.language,
            product=product,
            size=len(content),
            paper=order.size,
            edition=order.edition,
            is_print=order.is_print,
            per_page=order.per_page,
            reasons=reasons(lacks),
            findings=(*found, *told),
        )
        report = report.plus(Report((artefact,)))
    return report


def _faults(content: bytes, name: str, bench: Bench) -> tuple[Finding, ...]:
    """Return what is wrong in a finished PDF: nothing unchecked is final."""
    if not name.endswith(".pdf"):
        return ()
    # Reading a PDF back takes as long as making it: drafts do without.
    from kit.preflight.pdf.checks import check_pdf  # noqa: PLC0415

    limit = bench.material.partner.profile.print_.ink_limit
    return check_pdf(content, name, limit / 100)


def _is_wrong(findings: tuple[Finding, ...]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)
