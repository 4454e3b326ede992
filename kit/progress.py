"""A request -> the report of its build, with a progress bar on a terminal and quietly in a pipe."""

import sys

from kit.build import Request, build, plan
from kit.report import Report
from kit.stages import Job


def build_with_progress(request: Request) -> Report:
    """Build; a terminal shows how far it is."""
    if not sys.stderr.isatty():
        return build(request)
    # Only a terminal shows colours and bars.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress  # noqa: PLC0415

    console = Console(stderr=True)
    count = len(plan(request))
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task("Building", total=count)

        def advance(job: Job) -> None:
            progress.update(task, advance=1, description=f"{job.partner} {job.language}")

        return build(request, advance)
