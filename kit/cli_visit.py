"""The commands of those who receive visitors: new-visit, new-partner, pack and verify."""

import dataclasses
import datetime
import json
import sys
from pathlib import Path
from typing import Any

import click

from kit.cli_options import AS_JSON, FOLDER, WORKSPACE, Speaker, print_findings
from kit.errors import EXIT_FINDINGS
from kit.orders import today
from kit.sources.workspace import open_workspace

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command(name="new-visit")
@click.argument("path", type=click.Path(path_type=Path))
@click.argument("partners", nargs=-1, metavar="[PARTNER]...")
@WORKSPACE
def new_visit_command(path: Path, partners: tuple[str, ...], workspace: Path | None) -> None:
    """Write a visit.toml for you to fill in; every key is explained in it.

    \b
    Examples:
      kit new-visit tanzania-2027 tanzania
      kit new-visit visits/may.toml
    """
    from kit.newcomers import new_visit  # noqa: PLC0415 - each command loads what it uses

    click.echo(new_visit(path, open_workspace(workspace), partners))


@click.command(name="new-partner")
@click.argument("slug")
@click.option("--country", required=True, metavar="CODE", help="ISO 3166 code, such as UG.")
@WORKSPACE
def new_partner_command(slug: str, country: str, workspace: Path | None) -> None:
    """Start the profile of a blood service; every fact it may hold is explained in it.

    \b
    Examples:
      kit new-partner kenya --country KE --workspace my-kit
    """
    from kit.newcomers import new_partner  # noqa: PLC0415 - each command loads what it uses

    found = new_partner(slug, country, open_workspace(workspace))
    click.echo(found.path)
    click.echo(f"it prints in: {' '.join(found.languages)}")
    if found.others:
        click.echo(f"no catalogue yet (kit new-language makes one): {' '.join(found.others)}")
    click.echo(f"the donor brochure still needs: {', '.join(found.needs)}")


@click.command(name="pack")
@click.argument("visit", type=FILE)
@click.option("--out", type=FOLDER, default=Path("out"), show_default=True, help="Where to write.")
@click.option("--final", "is_final", is_flag=True, help="Refuse what is not checked.")
@click.option(
    "--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Day on the decks.  [default: today]"
)
@WORKSPACE
@AS_JSON
def pack_command(day: datetime.datetime | None, as_json: bool, **options: Any) -> None:
    """Build all that a delegation takes home and pack it into one archive.

    \b
    Examples:
      kit pack tanzania-2027/visit.toml
      kit pack visit.toml --final --out kits
    """
    from kit.pack import PackRequest, pack  # noqa: PLC0415 - each command loads what it uses

    request = PackRequest(day=day.date() if day else today(), **options)
    with Speaker("Packing") as say:
        found = pack(request, say)
    if as_json:
        click.echo(json.dumps(dataclasses.asdict(found), ensure_ascii=False, indent=2))
    else:
        print_findings(found.findings)
        for failure in found.failures:
            click.echo(f"kit: {failure.partner} {failure.language}: {failure.message}", err=True)
        told = f"{found.path}\t{found.state}\t{found.files} files" if found.path else "not packed"
        click.echo(told)
    sys.exit(0 if found.is_right else EXIT_FINDINGS)


@click.command(name="verify")
@click.argument("archive", type=click.Path(path_type=Path))
@AS_JSON
def verify_command(archive: Path, as_json: bool) -> None:
    """Check an archive, or a folder it was unpacked to, against its manifest.

    \b
    Examples:
      kit verify kit-tanzania-2027-05-10.zip
      kit verify kit-tanzania-2027-05-10/
    """
    from kit.preflight.archive import (  # noqa: PLC0415 - each command loads what it uses
        verify_archive,
        verify_folder,
    )

    found = verify_folder(archive) if archive.is_dir() else verify_archive(archive)
    if as_json:
        rows = [dataclasses.asdict(finding) for finding in found]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        print_findings(found)
        click.echo(f"{archive}: {'as it was packed' if not found else 'not as it was packed'}")
    sys.exit(EXIT_FINDINGS if found else 0)


@click.command(name="redraw-form")
@click.argument("form", type=FILE)
@click.option("--out", type=FILE, help="Where to write.  [default: over the form itself]")
@WORKSPACE
def redraw_form_command(form: Path, out: Path | None, workspace: Path | None) -> None:
    """Draw what was typed into an action plan anew, with letters joined as the language does.

    \b
    Examples:
      kit redraw-form action-plan.pdf
      kit redraw-form action-plan.pdf --out to-print.pdf
    """
    from kit.filled import redraw_form  # noqa: PLC0415 - each command loads what it uses

    redraw_form(form, out or form, workspace)
    click.echo(out or form)


VISIT_COMMANDS = (
    new_visit_command,
    new_partner_command,
    pack_command,
    verify_command,
    redraw_form_command,
)
