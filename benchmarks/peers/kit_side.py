"""The kit's side of the warm case: one process, one product over and over, each time new words.

Run: python kit_side.py WORKSPACE PARTNER LANGUAGE PRODUCT RUNS       all files read anew each time
     python kit_side.py WORKSPACE PARTNER LANGUAGE PRODUCT RUNS keep  read once, shaped anew

`keep-ua2` in place of `keep` asks for other standards.

`afresh` and `kept` say what a long-lived process of the kit does for one more product; change
them when the kit can keep more.
"""

import sys
from dataclasses import replace
from pathlib import Path

from counting import numbers, timed

from kit.build import Request, plan
from kit.document.compose import compose
from kit.findings import Severity
from kit.orders import PDFS, PLAIN, Order, Wish
from kit.sources.catalogue import Catalogue
from kit.stages import Bench, Desk, Job, bench_of, drawn


def afresh(job: Job, number: int) -> Bench:
    """Return a bench for which every file was read again."""
    return with_words(bench_of(job), number)


def kept(job: Job, desk: Desk, number: int) -> Bench:
    """Return a new bench on a desk that keeps files, templates, art and fonts, but no set text."""
    return with_words(bench_of(job, desk), number)


def with_words(bench: Bench, number: int) -> Bench:
    """Return a bench whose every text ends in a number, so that no text was met before."""
    catalogues = tuple(numbered(catalogue, number) for catalogue in bench.material.catalogues)
    return replace(bench, material=replace(bench.material, catalogues=catalogues))


def numbered(catalogue: Catalogue, number: int) -> Catalogue:
    """Return a catalogue with a number at the end of every text."""
    messages = {
        key: replace(message, strings=tuple(f"{text} {number}" for text in message.strings))
        for key, message in catalogue.messages.items()
    }
    return replace(catalogue, messages=messages)


def draw(bench: Bench, order: Order) -> bytes:
    """Return the PDF of an order."""
    document, _ = compose(bench.material, order.product)
    content, found = drawn(document, order, bench, None, is_draft=True)
    assert all(finding.severity is not Severity.ERROR for finding in found), found
    return content


def main() -> None:
    """Print the seconds of each round as JSON."""
    workspace, partner, language, product, runs, *rest = sys.argv[1:]
    wish = Wish(pdf=rest[0].partition("-")[2] or PDFS[0]) if rest else PLAIN
    request = Request(Path(workspace), Path(), (partner,), (language,), (product,), wish=wish)
    (job,) = plan(request)
    (order,) = job.orders
    if rest:
        desk = Desk(Path(workspace))
        timed(lambda number: draw(kept(job, desk, number), order), numbers(int(runs)))
    else:
        timed(lambda number: draw(afresh(job, number), order), numbers(int(runs)))


if __name__ == "__main__":
    main()
