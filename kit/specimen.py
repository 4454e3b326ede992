"""A language tag -> its specimen page as PDF: the corridor's short branch for native readers."""

from pathlib import Path

from kit.document.runs import Run, Text
from kit.errors import KitError
from kit.export.pdf.writer import write_pdf
from kit.layout.page import Publication
from kit.layout.specimen import Specimen, lay_out_specimen
from kit.sources.catalogue import Message
from kit.sources.locales import locale_of
from kit.sources.partner import partner_slugs
from kit.sources.workspace import open_workspace
from kit.stages import Job, bench_of

# The campaign's own headline is the fairest sample of the headline face.
HEADLINE = "Blood saves lives. Only people can give it."
SENTENCES = 6


def specimen(tag: str, workspace: Path | None) -> bytes:
    """Return the page of a language, filled with its own longest messages.

    Raises:
        UsageError: The language has no catalogue.
        KitError: Its catalogue has too few texts for a page.
    """
    opened = open_workspace(workspace)
    partner = partner_slugs(opened)[0]
    bench = bench_of(Job(workspace, Path(), partner, tag, (), is_final=False))
    catalogue, locale = bench.material.catalogues[0], bench.material.locale
    texts = sorted(
        (m for m in catalogue.messages.values() if m.string and "{" not in m.string),
        key=lambda message: (-len(message.string), message.msgid),
    )
    if len(texts) < SENTENCES:
        raise KitError("too few translated texts for a specimen", where=catalogue.path)
    native = locale_of(tag, native_digits=True)
    page = lay_out_specimen(
        Specimen(
            f"{locale.tag} · {locale.name} · {locale.script} · {locale.direction}",
            _text(catalogue.find(HEADLINE), tag),
            tuple(_text(message, tag) for message in texts[:SENTENCES]),
            _apart(
                "0123456789",
                native.digits,
                "12,345.6",
                "50 kg",
                "400 mL",
                "10–15",
                "+00 000 000",
                tag=tag,
            ),
        ),
        bench.compositor,
    )
    title = f"{locale.name} ({locale.tag})"
    return write_pdf(
        Publication(title, locale.tag, locale.is_rtl, "vnrbd-kit", "specimen", (page,))
    )


def _apart(*values: str, tag: str) -> Text:
    """Return values in a row, each set apart for bidi as a local fact is."""
    runs = (Run(value, tag, is_whole=True, fact="specimen") for value in values)
    return Text(tuple(run for value in runs for run in (value, Run("  ", tag)))[:-1])


def _text(message: Message, tag: str) -> Text:
    return Text((Run(message.string or message.msgid, tag),))
