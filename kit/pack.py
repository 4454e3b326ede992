"""A visit.toml -> one archive with all that the delegation takes home, or what it still lacks.

The corridor's branch for visits: builds the products of the themes, sets the papers, and packs.
"""

import datetime
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kit import __version__
from kit.build import Request, build
from kit.document.compose import compose
from kit.document.local import service_name
from kit.export.archive import Member, write_archive
from kit.export.file_names import safe_name
from kit.findings import Finding, Severity
from kit.front import Front, front_members, preview_of
from kit.home import licence_members, workspace_members
from kit.orders import Wish, today
from kit.packed import Made, Packed
from kit.report import Artefact, Failure, Report
from kit.sources.calendars import format_date_in
from kit.sources.partner import read_partner
from kit.sources.presets import Preset, read_presets
from kit.sources.visit import Visit
from kit.sources.visit_file import read_visit
from kit.sources.workspace import open_workspace, read_bytes
from kit.stages import Bench, Desk, Job, bench_of
from kit.visit_papers import front_words, papers_of

PLAN_DECK = "deck/action-plan"
DRAFT, FINAL = "draft", "final"


@dataclass(frozen=True, slots=True)
class PackRequest:
    """What to pack: the visit's file, the archive's folder, and whether only what is checked."""

    visit: Path
    out: Path
    workspace: Path | None = None
    is_final: bool = False
    day: datetime.date = datetime.date.min


@dataclass(frozen=True, slots=True)
class Pack:
    """The archive that was written, "" where nothing was, and what is wrong in what it holds."""

    path: str
    state: str
    files: int
    size: int
    findings: tuple[Finding, ...]
    failures: tuple[Failure, ...]

    @property
    def is_right(self) -> bool:
        """Whether an archive was written and nothing in it is wrong."""
        return bool(self.path) and not _is_wrong(self.findings)


def pack(request: PackRequest, on_step: Callable[[str], None] = lambda _: None) -> Pack:
    """Build and pack a kit; nothing is written when a final kit lacks anything, or a job fails.

    Raises:
        KitError: The visit or a source is wrong, or the archive cannot be written.
    """
    desk = Desk(request.workspace)
    visit = read_visit(request.visit, desk.workspace, desk.bibliography)
    presets = read_presets(desk.workspace, desk.bibliography)
    chosen = [presets[key] for key in visit.themes]
    with tempfile.TemporaryDirectory(prefix="kit-") as folder:
        spoken = _spoken(visit, desk)
        report = _built(request, chosen, spoken, Path(folder))
        on_step("")
        found = _found(report)
        if report.failures:
            return Pack("", FINAL if request.is_final else DRAFT, 0, 0, found, report.failures)
        every = {
            (slug, tag): _bench(request, desk, visit, (slug, tag))
            for slug, tags in spoken.items()
            for tag in tags
        }
        made = _from_report(report, every)
        # The first partner that speaks a language gets the papers in it.
        benches = {
            tag: next(bench for (_, own), bench in every.items() if own == tag)
            for tag in visit.languages
        }
        for tag, bench in benches.items():
            on_step(tag)
            made = made.plus(papers_of(visit, tag, bench, is_final=request.is_final))
            made = made.plus(front_words(bench, is_final=request.is_final))
        every_fault = tuple(dict.fromkeys((*found, *made.findings)))
        if request.is_final and _is_wrong(every_fault):
            return Pack("", FINAL, 0, 0, every_fault, ())
        return _archived(request, visit, benches, made, found)


def _built(
    request: PackRequest,
    presets: Sequence[Preset],
    spoken: Mapping[str, tuple[str, ...]],
    folder: Path,
) -> Report:
    """Return the report of the products of all themes, each made once.

    `spoken` are the visit's languages by partner: of a joint visit, each partner's material comes
    in its own.
    """
    products = dict.fromkeys(name for preset in presets for name in preset.products)
    report = Report()
    for partner, languages in spoken.items():
        if languages:
            asked = Request(
                request.workspace,
                folder,
                (partner,),
                languages,
                (*products, PLAN_DECK),
                is_final=request.is_final,
                wish=Wish(),
                day=_day(request),
            )
            report = report.plus(build(asked))
    return report


def _day(request: PackRequest) -> datetime.date:
    return today() if request.day == datetime.date.min else request.day


def _spoken(visit: Visit, desk: Desk) -> dict[str, tuple[str, ...]]:
    profiles = {
        slug: read_partner(desk.workspace, slug, desk.bibliography).profile
        for slug in visit.partners
    }
    return {
        slug: tuple(tag for tag in visit.languages if tag in profile.languages)
        for slug, profile in profiles.items()
    }


def _bench(request: PackRequest, desk: Desk, visit: Visit, spoken: tuple[str, str]) -> Bench:
    partner, tag = spoken
    job = Job(request.workspace, Path(), partner, tag, (), request.is_final, _day(request))
    bench = bench_of(job, desk)
    return replace(bench, material=replace(bench.material, visit=visit))


def _found(report: Report) -> tuple[Finding, ...]:
    own = (finding for artefact in report.artefacts for finding in artefact.findings)
    return tuple(dict.fromkeys((*report.findings, *own)))


def _is_wrong(findings: Sequence[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)


def _from_report(report: Report, benches: Mapping[tuple[str, str], Bench]) -> Made:
    """Return what was built, each file in the folder of its language."""
    made = Made(is_draft=any(artefact.reasons for artefact in report.artefacts))
    several = len({artefact.partner for artefact in report.artefacts}) > 1
    for artefact in report.artefacts:
        bench = benches[artefact.partner, artefact.language]
        document, _ = compose(bench.material, artefact.product)
        path = Path(artefact.path)
        folder = f"{artefact.language}/{artefact.partner}" if several else artefact.language
        name = f"{folder}/{path.name}"
        file = Packed(
            name=name,
            kind=document.kind,
            title=str(document.title),
            language=artefact.language,
            note=_note(artefact),
            size=artefact.size,
            preview=preview_of(artefact, document, bench),
        )
        made = made.plus(Made((file,), (Member(name, content=read_bytes(path)),), (document,)))
    return made


def _note(artefact: Artefact) -> str:
    if artefact.per_page:
        return "handout"
    return "editable" if artefact.path.endswith("x") else ""


def _archived(
    request: PackRequest,
    visit: Visit,
    benches: dict[str, Bench],
    made: Made,
    found: tuple[Finding, ...],
) -> Pack:
    """Write the archive; its name says for whom and when it is, and whether it is a draft.

    What has a fault is a draft, also where every text was read.
    """
    findings = tuple(dict.fromkeys((*found, *made.findings)))
    is_draft = made.is_draft or _is_wrong(findings)
    state = DRAFT if is_draft else FINAL
    parts = ["kit", *visit.partners, visit.first.isoformat(), *([DRAFT] if is_draft else [])]
    root = safe_name("-".join(parts))
    workspace = open_workspace(request.workspace)
    licences = tuple(
        licence_members(workspace, [bench.material.locale for bench in benches.values()])
    )
    front = Front(
        made.files,
        {tag: bench.material for tag, bench in benches.items()},
        made.documents,
        {tag: _subtitle(visit, bench) for tag, bench in benches.items()},
        licences,
        visit.partners,
        is_draft,
    )
    home = workspace_members(workspace, visit.partners, visit.languages)
    visit_file = Member("visit.toml", content=read_bytes(request.visit))
    members = (*made.members, *front_members(front), *home, *licences, visit_file)
    manifest = {
        "kit": __version__,
        "state": state,
        "partners": list(visit.partners),
        "languages": list(visit.languages),
        "themes": list(visit.themes),
    }
    info = write_archive(request.out / f"{root}.zip", root, members, manifest)
    return Pack(str(info.path), state, len(info.files), info.size, findings, ())


def _subtitle(visit: Visit, bench: Bench) -> str:
    """Return the visitors' service and the days of the visit."""
    calendar = bench.material.partner.profile.calendar
    locale = bench.material.locale
    days = [format_date_in(calendar, day, locale) for day in (visit.first, visit.last)]
    service, _ = service_name(bench.material.partner, locale)
    return f"{service} · {' – '.join(dict.fromkeys(days))}"
