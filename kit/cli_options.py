"""What the commands share: options, and how findings, tables, JSON and progress are shown."""

import dataclasses
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from kit.findings import Finding

MOST_SHOWN = 20
FOLDER = click.Path(file_okay=False, path_type=Path)
WORKSPACE = click.option(
    "--workspace", type=FOLDER, help="Folder with a kit.toml; its files lie over the built-in ones."
)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")


def print_findings(findings: Sequence[Finding], most: int = MOST_SHOWN) -> None:
    """Print findings a line each, their hints under them, and how many were left out."""
    for finding in findings[:most]:
        where = f"{finding.where}: " if finding.where else ""
        click.echo(f"{finding.severity}: {where}{finding.message} [{finding.code}]")
        if finding.hint:
            click.echo(f"  hint: {finding.hint}")
    if len(findings) > most:
        click.echo(f"and {len(findings) - most} more; --json lists all of them")


class Speaker:
    """Says on a terminal what is being done, and nothing in a pipe."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._status: Any = None

    def __enter__(self) -> "Speaker":
        if sys.stderr.isatty():
            # Only a terminal shows what is being done.
            from rich.console import Console  # noqa: PLC0415

            self._status = Console(stderr=True).status(self._title)
            self._status.start()
        return self

    def __call__(self, step: str) -> None:
        """Say what is done next."""
        if self._status:
            self._status.update(f"{self._title} {step}")

    def __exit__(self, *_: object) -> None:
        if self._status:
            self._status.stop()


def print_json(values: Iterable[Any]) -> None:
    """Print dataclasses as a JSON list."""
    rows = [dataclasses.asdict(value) for value in values]
    click.echo(json.dumps(rows, ensure_ascii=False, indent=2))


def print_table(names: Sequence[str], rows: Sequence[Sequence[str]], left: int) -> None:
    """Print a table on a terminal, lines with tabs in a pipe."""
    if not sys.stdout.isatty():
        for row in (names, *rows):
            click.echo("\t".join(row))
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal shows a table
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=None, pad_edge=False)
    for number, name in enumerate(names):
        table.add_column(name, justify="left" if number < left else "right")
    for row in rows:
        table.add_row(*row)
    Console(highlight=False).print(table)
