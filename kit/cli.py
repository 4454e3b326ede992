"""Arguments in, exit code out: the command `kit`."""

import dataclasses
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from kit import __version__
from kit.cli_options import AS_JSON, FOLDER, WORKSPACE, print_findings, print_json
from kit.cli_translate import TRANSLATOR_COMMANDS
from kit.cli_visit import VISIT_COMMANDS
from kit.errors import KitError
from kit.export.files import publish
from kit.orders import PDFS, Wish, today
from kit.report import Artefact, Report
from kit.sources.bibliography import read_bibliography
from kit.sources.library import language_tags
from kit.sources.partner import partner_slugs, read_partner
from kit.sources.products import product_names
from kit.sources.theme import COLOUR, read_theme
from kit.sources.workspace import open_workspace


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="kit")
def cli() -> None:
    """Make brochures, posters and decks about voluntary unpaid blood donation."""


@cli.command(name="build")
@click.argument("partners", nargs=-1, metavar="[PARTNER]...")
@click.option("--language", "languages", multiple=True, metavar="TAG", help="Only this language.")
@click.option("--product", "products", multiple=True, metavar="NAME", help="Only this product.")
@click.option("--out", type=FOLDER, default=Path("out"), show_default=True, help="Where to write.")
@WORKSPACE
@click.option("--size", "sizes", multiple=True, metavar="PAPER", help="a4 to a1, letter, tabloid.")
@click.option(
    "--edition", "editions", multiple=True, metavar="NAME", help="colour, low-ink or black."
)
@click.option(
    "--print", "is_print", is_flag=True, help="For a print shop: PDF/X-4 with bleed and crop marks."
)
@click.option(
    "--pdf",
    type=click.Choice(PDFS),
    default=PDFS[0],
    help="PDF/UA-1 and PDF/A-2a, or PDF/UA-2 and PDF/A-4.  [default: ua1]",
)
@click.option(
    "--handout",
    "handouts",
    type=click.Choice(["1", "3", "none"]),
    multiple=True,
    metavar="COUNT",
    help="Slides on a page of a deck's hand-out: 1, 3 or none.  [default: 3]",
)
@click.option("--no-embed-fonts", is_flag=True, help="Leave the fonts out of the decks.")
@click.option(
    "--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Day on the decks.  [default: today]"
)
@click.option(
    "--contact-sheet", "has_sheet", is_flag=True, help="Also one picture of all printed pages."
)
@click.option("--final", "is_final", is_flag=True, help="Refuse what is not checked.")
@click.option(
    "--jobs", type=click.IntRange(1), help="Processes at once.  [default: as many as pay off]"
)
@AS_JSON
def build_command(jobs: int | None, as_json: bool, **options: Any) -> None:
    """Build the products of each PARTNER, or of all partners.

    \b
    Examples:
      kit build mongolia
      kit build tanzania --language sw --product poster/only-people
      kit build korea --product poster/our-day --size a4 --size a1 --edition black
      kit build laos --print --contact-sheet
      kit build korea --product deck/visitor-safety --handout 1 --date 2027-05-01
      kit build --workspace my-kit --out print --final
    """
    from kit.build import Request  # noqa: PLC0415 - other commands build nothing
    from kit.progress import build_with_progress  # noqa: PLC0415

    wish = Wish(
        options.pop("sizes"),
        options.pop("editions") or (COLOUR,),
        options.pop("is_print"),
        tuple(int(count) for count in options.pop("handouts") or ("3",) if count != "none"),
        embeds_fonts=not options.pop("no_embed_fonts"),
        pdf=options.pop("pdf"),
    )
    day = options.pop("day")
    request = Request(jobs=jobs or 0, wish=wish, day=day.date() if day else today(), **options)
    report = build_with_progress(request)
    if as_json:
        click.echo(json.dumps(_as_json(report), ensure_ascii=False, indent=2))
    else:
        _print_report(report)
    sys.exit(report.exit_code)


def _as_json(report: Report) -> dict[str, Any]:
    artefacts = [
        dataclasses.asdict(artefact) | {"state": artefact.state} for artefact in report.artefacts
    ]
    return dataclasses.asdict(report) | {"artefacts": artefacts, "exit_code": report.exit_code}


def _print_report(report: Report) -> None:
    """Print a table on a terminal, a line a file in a pipe; then what is to be mended."""
    if report.artefacts and sys.stdout.isatty():
        _print_table(report.artefacts)
    else:
        for artefact in report.artefacts:
            click.echo(f"{artefact.path}\t{artefact.state}")
    for sheet in report.sheets:
        click.echo(sheet)
    for reason in dict.fromkeys(_drafts(report)):
        click.echo(reason)
    found = (*report.findings, *(f for artefact in report.artefacts for f in artefact.findings))
    print_findings(tuple(dict.fromkeys(found)))
    _print_failures(report)


def _print_failures(report: Report) -> None:
    """Print each failure once, with the partners and languages that it stopped."""
    stopped: dict[tuple[str, str], dict[str, list[str]]] = {}
    for failure in report.failures:
        partners = stopped.setdefault((failure.message, failure.hint), {})
        partners.setdefault(failure.partner, []).append(failure.language)
    for (message, hint), partners in stopped.items():
        names = "; ".join(f"{partner} {' '.join(tags)}" for partner, tags in partners.items())
        _print_error(f"{names}: {message}", hint)


def _print_table(artefacts: tuple[Artefact, ...]) -> None:
    from rich.console import Console  # noqa: PLC0415 - as above
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=None, pad_edge=False)
    for name in ("file", "state", "size", "findings"):
        table.add_column(name, justify="right" if name in ("size", "findings") else "left")
    for artefact in artefacts:
        size = f"{artefact.size / 1024:,.0f} KB"
        table.add_row(artefact.path, artefact.state, size, str(len(artefact.findings)))
    Console(highlight=False).print(table)


def _drafts(report: Report) -> list[str]:
    return [
        f"DRAFT {artefact.partner} {artefact.language} {artefact.product}: "
        + ", ".join(artefact.reasons)
        for artefact in report.artefacts
        if artefact.reasons
    ]


@cli.command(name="list")
@WORKSPACE
@AS_JSON
def list_command(workspace: Path | None, as_json: bool) -> None:
    """List partners, their languages, products, sizes and editions.

    \b
    Examples:
      kit list
      kit list --json
    """
    opened = open_workspace(workspace)
    bibliography = read_bibliography(opened)
    theme = read_theme(opened)
    partners = {
        slug: list(read_partner(opened, slug, bibliography).profile.languages)
        for slug in partner_slugs(opened)
    }
    found = {
        "partners": partners,
        "products": list(product_names(opened)),
        "languages": list(language_tags(opened)),
        "sizes": {"brochure": list(theme.brochure_size), "poster": list(theme.poster_size)},
        "editions": [COLOUR, *theme.edition],
    }
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    click.echo("partners")
    for slug, tags in partners.items():
        click.echo(f"  {slug}: {' '.join(tags)}")
    click.echo("products")
    for product in product_names(opened):
        click.echo(f"  {product}")
    click.echo("languages\n  " + " ".join(language_tags(opened)))
    click.echo(f"sizes\n  brochure: {' '.join(theme.brochure_size)}")
    click.echo(f"  poster: {' '.join(theme.poster_size)}")
    click.echo(f"editions\n  {' '.join((COLOUR, *theme.edition))}")


@cli.command(name="read")
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.pdf")
@AS_JSON
def read_command(path: Path, as_json: bool) -> None:
    """Show what a screen reader tells of a PDF, in the order in which it is read.

    \b
    Examples:
      kit read out/mongolia/mn/brochure-donor.pdf
      kit read poster.pdf --json
    """
    from kit.reading import read_aloud  # noqa: PLC0415 - each command loads what it uses

    found = read_aloud(path)
    if as_json:
        print_json(found)
        return
    for each in found:
        language = f" ({each.language})" if each.language else ""
        words = f"  {each.words}" if each.words else ""
        click.echo(f"{'  ' * each.depth}{each.kind}{language}{words}")


@cli.command(name="specimen")
@click.argument("tag")
@click.option("--out", type=FOLDER, default=Path("out"), show_default=True, help="Where to write.")
@WORKSPACE
def specimen_command(tag: str, out: Path, workspace: Path | None) -> None:
    """Show a language in every face and size on one page, for a native reader to judge.

    \b
    Examples:
      kit specimen km
      kit specimen ar --out proofs
    """
    from kit.specimen import specimen  # noqa: PLC0415 - each command loads what it uses

    path = out / f"specimen-{tag}.pdf"
    publish(path, specimen(tag, workspace))
    click.echo(path)


def _print_error(message: str, hint: str) -> None:
    click.echo(f"kit: {message}", err=True)
    if hint:
        click.echo(f"  hint: {hint}", err=True)


for command in (*TRANSLATOR_COMMANDS, *VISIT_COMMANDS):
    cli.add_command(command)


def guarded(command: Callable[[], None]) -> None:
    """Run the command line; errors a person can mend end in one line and an exit code."""
    try:
        command()
    except KitError as error:
        _print_error(str(error), error.hint)
        sys.exit(error.exit_code)


def main() -> None:
    """Run `kit`."""
    guarded(cli)
