"""The commands of translators: extract, update, new-language, status, check, approve and others."""

import dataclasses
import datetime
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from kit import __version__
from kit.cli_options import (
    AS_JSON,
    FOLDER,
    WORKSPACE,
    Speaker,
    print_findings,
    print_json,
    print_table,
)  # fmt: skip
from kit.errors import EXIT_FINDINGS
from kit.findings import Finding, Severity, worst
from kit.orders import today
from kit.sources.workspace import open_workspace

DAY = click.option(
    "--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day of it.  [default: today]"
)


@click.command(name="extract")
@WORKSPACE
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when the file is out of date.")
def extract_command(workspace: Path | None, check: bool) -> None:
    """Write the messages of the templates to locales/kit.pot.

    \b
    Examples:
      kit extract
      kit extract --workspace my-kit --check
    """
    from kit.translate import extracted, require_fresh  # noqa: PLC0415 - each loads what it uses

    found = extracted(open_workspace(workspace), writes=not check)
    if check:
        require_fresh(found)
    state = "" if found.is_new else " is up to date"
    click.echo(f"{found.path}{state}: {found.messages} messages")


@click.command(name="update")
@click.argument("tags", nargs=-1, metavar="[TAG]...")
@click.option("--quick", "is_quick", is_flag=True, help="Do not measure lengths and places.")
@WORKSPACE
@AS_JSON
def update_command(
    tags: tuple[str, ...], is_quick: bool, workspace: Path | None, as_json: bool
) -> None:
    """Bring the catalogue of each language TAG up to date with the templates.

    Texts are kept, revived, or kept as fuzzy guesses with their old source text. Then the pages
    are laid out to tell translators how many characters hold and where each text stands.

    \b
    Examples:
      kit update
      kit update mn sw --quick
      kit update --workspace my-kit --json
    """
    from kit.translate import Update, update  # noqa: PLC0415 - each command loads what it uses

    found: list[Update] = []
    with Speaker("Updating") as say:
        for each in update(workspace, tags, is_quick=is_quick, on_step=say):
            found.append(each)
            if not as_json:
                say("")
                click.echo(_told(dataclasses.asdict(each)))
    if as_json:
        print_json(found)


def _told(update: dict[str, Any]) -> str:
    counts = ("kept", "revived", "fuzzy", "new", "obsolete")
    parts = [f"{update[name]} {name}" for name in counts if update[name]]
    if update["limited"]:
        parts.append(f"{update['limited']} with a max-length, {update['over']} too long")
    state = "" if update["is_changed"] else " (unchanged)"
    return f"{update['path']}{state}: {', '.join(parts)}"


@click.command(name="new-language")
@click.argument("tag")
@DAY
@WORKSPACE
def new_language_command(tag: str, day: datetime.datetime | None, workspace: Path | None) -> None:
    """Start the catalogue of a language, for a translator to fill.

    \b
    Examples:
      kit new-language tet --workspace my-kit
      kit new-language pt-BR
    """
    from kit.translate import new_language  # noqa: PLC0415 - each command loads what it uses

    click.echo(new_language(workspace, tag, _day(day)))


@click.command(name="status")
@click.argument("tags", nargs=-1, metavar="[TAG]...")
@click.option("--product", "products", multiple=True, metavar="NAME", help="Only this product.")
@WORKSPACE
@AS_JSON
def status_command(
    tags: tuple[str, ...], products: tuple[str, ...], workspace: Path | None, as_json: bool
) -> None:
    """Show how far each language is, as a whole and for each product.

    \b
    Examples:
      kit status
      kit status mn sw --product deck/public
      kit status --json
    """
    from kit.status import Progress, asked_status  # noqa: PLC0415 - as above

    found = asked_status(open_workspace(workspace), tags, products)
    if as_json:
        print_json(found)
        return
    names = [field.name for field in dataclasses.fields(Progress)]
    rows = [[str(getattr(each, name)) for name in names] for each in found]
    print_table([name.replace("_", " ") for name in names], rows, left=2)


@click.command(name="check")
@click.argument("names", nargs=-1, metavar="[TAG|FILE]...")
@click.option("--all", "shows_all", is_flag=True, help="Print every finding, notes too.")
@click.option(
    "--sarif", type=click.Path(dir_okay=False, path_type=Path), help="Write a SARIF log here."
)
@click.option(
    "--ink-limit",
    type=click.IntRange(100, 400),
    default=300,
    show_default=True,
    metavar="PERCENT",
    help="How much ink the paper of a PDF for print takes.",
)
@WORKSPACE
@AS_JSON
def check_command(
    names: tuple[str, ...], shows_all: bool, sarif: Path | None, as_json: bool, **options: Any
) -> None:
    """Check the translations of languages, any .po file or finished PDF; exit 1 on an error.

    \b
    Examples:
      kit check
      kit check mn --all
      kit check locales/sw/LC_MESSAGES/kit.po --json
      kit check out/mongolia/mn/brochure-donor.pdf
      kit check poster-print.pdf --ink-limit 280
      kit check --sarif check.sarif
    """
    from kit.checking import check  # noqa: PLC0415 - each command loads what it uses

    workspace = open_workspace(options["workspace"])
    found = check(workspace, names, options["ink_limit"] / 100)
    if sarif:
        from kit.export.files import publish  # noqa: PLC0415 - as above
        from kit.export.sarif import sarif as sarif_of  # noqa: PLC0415

        publish(sarif, sarif_of(found, __version__))
    if as_json:
        print_json(found)
    else:
        shown = found if shows_all else [f for f in found if f.severity is not Severity.NOTE]
        print_findings(shown, len(shown) if shows_all else 50)
        click.echo(_counted(found))
    sys.exit(EXIT_FINDINGS if worst(tuple(found)) is Severity.ERROR else 0)


def _counted(findings: Sequence[Finding]) -> str:
    counts = [
        (sum(each.severity is severity for each in findings), severity) for severity in Severity
    ]
    return ", ".join(f"{count} {name}{'s' * (count != 1)}" for count, name in counts)


@click.command(name="approve")
@click.argument("tag")
@click.option("--by", required=True, metavar="NAME", help="The person who read the texts.")
@click.option("--product", default="", metavar="NAME", help="Only the texts of this product.")
@DAY
@WORKSPACE
def approve_command(
    tag: str, by: str, product: str, day: datetime.datetime | None, workspace: Path | None
) -> None:
    """Record that a person has read the texts of a language and found them right.

    A text that is changed later, or whose English is, becomes a draft again.

    \b
    Examples:
      kit approve mn --by "B. Dorj"
      kit approve sw --by "A. Mushi" --product brochure/donor --workspace my-kit
    """
    from kit.approval import approve  # noqa: PLC0415 - each command loads what it uses

    found = approve(open_workspace(workspace), tag, by, _day(day), product)
    click.echo(f"{found.path}: {found.approved} approved, {found.before} before")
    if found.open:
        click.echo(f"{len(found.open)} not approved: missing, fuzzy or wrong; see kit check {tag}")
        for message in found.open[:5]:
            click.echo(f"  {message.state}: {message.msgid[:70]!r}")


@click.command(name="glossary")
@click.argument("tag", required=False)
@click.option(
    "--tbx", type=click.Path(dir_okay=False, path_type=Path), help="Write the terms as TBX here."
)
@WORKSPACE
@AS_JSON
def glossary_command(
    tag: str | None, tbx: Path | None, workspace: Path | None, as_json: bool
) -> None:
    """Show the terms of a language, or how many each language has.

    \b
    Examples:
      kit glossary
      kit glossary km
      kit glossary sw --tbx sw.tbx
    """
    from kit.terms import glossary_tbx, glossary_text  # noqa: PLC0415 - as above

    if tbx:
        from kit.export.files import publish  # noqa: PLC0415 - as above

        publish(tbx, glossary_tbx(tag, workspace))
        click.echo(tbx)
        return
    click.echo(glossary_text(tag, workspace, as_json=as_json))


@click.command(name="context")
@click.argument("tag")
@click.option(
    "--partner",
    default="",
    metavar="NAME",
    help="Whose material.  [default: one that speaks the language]",
)
@click.option("--product", "products", multiple=True, metavar="NAME", help="Only this product.")
@click.option("--out", type=FOLDER, default=Path(), help="Where the folder context/ is made.")
@DAY
@WORKSPACE
def context_command(
    tag: str, day: datetime.datetime | None, workspace: Path | None, **options: Any
) -> None:
    """Picture every page with the place of each text, and write an index of all texts.

    \b
    Examples:
      kit context mn
      kit context sw --product poster/only-people --out proofs
    """
    from kit.context import ContextRequest, write_context  # noqa: PLC0415 - as above

    with Speaker("Picturing") as say:
        say(tag)
        report = write_context(ContextRequest(workspace, language=tag, day=_day(day), **options))
    click.echo(f"{report.index}: {len(report.pictures)} pictures, of {report.partner}")


def _day(given: datetime.datetime | None) -> datetime.date:
    return given.date() if given else today()


TRANSLATOR_COMMANDS = (
    extract_command,
    update_command,
    new_language_command,
    status_command,
    check_command,
    approve_command,
    glossary_command,
    context_command,
)
