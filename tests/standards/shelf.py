"""Every product in every language, as files: what the standards are tried on.

Each language is printed by one partner. Brochures, posters and hand-outs come from the corridor,
papers of a visit from a visit with all it can have, and the specimen from its own branch.
"""

import datetime
import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

from PIL import Image, ImageOps

from kit.build import Request, plan, work_all
from kit.orders import Wish
from kit.sources.visit_file import read_visit
from kit.sources.workspace import open_workspace
from kit.specimen import specimen
from kit.stages import Desk, Job, bench_of
from kit.visit_papers import papers_of

BUILT_IN = open_workspace(None).layers[0]
PRINTERS = {
    "cambodia": ("km",),
    "ethiopia": ("am", "ar"),
    "korea": ("ko",),
    "laos": ("lo",),
    "mongolia": ("mn",),
    "myanmar": ("my",),
    "nepal": ("ne",),
    "philippines": ("en",),
    "tanzania": ("sw", "fr"),
    "vietnam": ("vi",),
}
# One logo with see-through edges, one photograph: what pictures of pixels come to.
LOGOS = {"nepal": ("logo.png", "RGBA"), "tanzania": ("logo.jpg", "RGB")}
LANGUAGES = tuple(sorted(tag for tags in PRINTERS.values() for tag in tags))
IN_COLUMNS = ("mongolia", "mn-Mong", "poster/only-people")
DAY = datetime.date(2027, 5, 10)
VISIT = """
schema = 1
partners = ["{partner}"]
first = 2027-05-10
last = 2027-05-14
themes = ["general"]
languages = ["{language}"]
notes = "Please bring the figures of the past year."

[host]
name = "International team"
email = "visits@example.org"

[[visitor]]
name = "Asha Mushi"
role = "Nurse, Northern zone"

[[programme]]
day = 2027-05-10
at = "09:30"
what = "Welcome and introduction"

[[programme]]
day = 2027-05-14
at = "16:00"
what = "Farewell"
"""


def workspace_of_all(root: Path) -> Path:
    """Write a workspace in which the partners print in the languages of `PRINTERS`."""
    (root / "kit.toml").parent.mkdir(parents=True)
    (root / "kit.toml").write_text("schema = 1\n", encoding="utf-8")
    for partner, languages in PRINTERS.items():
        folder = root / "assets/partners" / partner
        shutil.copytree(BUILT_IN / "assets/partners" / partner, folder)
        profile = folder / "partner.toml"
        spoken = f"languages = {list(languages)}".replace("'", '"')
        text, count = re.subn(
            r"^languages = \[.*\]$", spoken, profile.read_text("utf-8"), count=1, flags=re.MULTILINE
        )
        assert count == 1
        profile.write_text(text, encoding="utf-8")
    for partner, (name, mode) in LOGOS.items():
        logo = Image.radial_gradient("L").resize((600, 600))
        colour = ImageOps.colorize(logo, "#F6AE2D", "#14305C").convert(mode)
        if mode == "RGBA":
            colour.putalpha(ImageOps.invert(logo))
        colour.save(root / "assets/partners" / partner / name)
    return root


def pdf_jobs(workspace: Path | None, out: Path, wish: Wish) -> Iterator[Job]:
    """Yield the jobs of every language, without the slides of decks: they are no PDF."""
    for partner, languages in PRINTERS.items():
        for job in plan(Request(workspace, out, (partner,), languages, wish=wish)):
            orders = (each for each in job.orders if each.per_page or not is_deck(each.product))
            yield replace(job, orders=tuple(orders))
    partner, tag, product = IN_COLUMNS
    yield from plan(Request(None, out, (partner,), (tag,), (product,), wish=wish))


def is_deck(product: str) -> bool:
    return product.startswith("deck/")


def stock(workspace: Path, out: Path, wish: Wish) -> tuple[Path, ...]:
    """Return brochures, posters and hand-outs of all languages, built in two processes."""
    jobs = tuple(pdf_jobs(workspace, out, wish))
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        parts = list(pool.map(work_all, (jobs[::2], jobs[1::2])))
    reports = [report for part in parts for report in part]
    assert [failure for report in reports for failure in report.failures] == []
    return tuple(Path(made.path) for report in reports for made in report.artefacts)


def papers(workspace: Path, out: Path) -> Iterator[Path]:
    """Write letter, programme, form and certificate of a visit in every language."""
    desk = Desk(workspace)
    for partner, languages in PRINTERS.items():
        for tag in languages:
            path = out / f"{tag}.toml"
            path.write_text(VISIT.format(partner=partner, language=tag), encoding="utf-8")
            visit = read_visit(path, desk.workspace, desk.bibliography)
            bench = bench_of(Job(workspace, out, partner, tag, (), is_final=False, day=DAY), desk)
            bench = replace(bench, material=replace(bench.material, visit=visit))
            for member in papers_of(visit, tag, bench, is_final=False).members:
                yield written(out / member.name, member.content)


def specimens(workspace: Path, out: Path) -> Iterator[Path]:
    """Write the specimen of every language."""
    for tag in LANGUAGES:
        yield written(out / tag / "specimen.pdf", specimen(tag, workspace))


def written(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path
