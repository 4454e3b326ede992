"""Languages or files -> what is wrong with translations and PDFs: the command `kit check`."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from kit.errors import KitError, UsageError
from kit.findings import Finding, Severity
from kit.preflight.message_glossary import glossary_findings
from kit.preflight.message_length import length_findings
from kit.preflight.messages import check_messages
from kit.sources.glossary import read_glossary
from kit.sources.library import (
    DOMAIN,
    asked_locale,
    catalogue_path,
    language_tags,
    require_catalogue,
)  # fmt: skip
from kit.sources.po import read_po
from kit.sources.workspace import Workspace, read_bytes, shown

ENDING, OWN_NAME, PDF_ENDING = ".po", f"{DOMAIN}.po", ".pdf"


def check(
    workspace: Workspace, names: Sequence[str], ink_limit: float = 3.0
) -> tuple[Finding, ...]:
    """Return the findings of catalogues and finished PDFs, worst first within each.

    Args:
        workspace: Where the kit's own catalogues and glossary are.
        names: Languages, or paths of .po files of any project or of PDFs; none means all own
            languages.
        ink_limit: The sum of inks that the paper of a PDF for print takes, 1 for 100 %.

    Raises:
        UsageError: A language has no catalogue, or a file is not there.
    """
    found: list[Finding] = []
    for name in names or language_tags(workspace):
        if name.lower().endswith(PDF_ENDING):
            each = _pdf(name, ink_limit)
        else:
            each = (_foreign if name.endswith(ENDING) else _own)(workspace, name)
        found += sorted(each, key=lambda finding: _rank(finding.severity))
    return tuple(found)


def _rank(severity: Severity) -> int:
    return list(Severity).index(severity)


def _own(workspace: Workspace, tag: str) -> Iterator[Finding]:
    """Yield what is wrong in all layers of a language."""
    locale = asked_locale(tag)
    glossary = read_glossary(workspace)
    require_catalogue(workspace, locale)
    for path in workspace.layers_of(catalogue_path(locale)):
        try:
            file = read_po(read_bytes(path), shown(path))
        except KitError as error:
            yield _unreadable(error)
            continue
        yield from file.findings
        yield from check_messages(file, locale.tag, is_own=True)
        yield from length_findings(file)
        yield from glossary_findings(file, locale.tag, glossary)


def _pdf(name: str, ink_limit: float) -> Iterator[Finding]:
    """Yield what is wrong in a finished PDF."""
    # Translators check catalogues all day, and need not wait for what reads PDFs.
    from kit.preflight.pdf.checks import check_pdf  # noqa: PLC0415

    path = Path(name)
    if not path.is_file():
        raise UsageError("no such file", where=name, hint="name a .pdf file that is there")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(str(error.strerror), where=name, hint="check who may read it") from error
    yield from check_pdf(content, name, ink_limit)


def _foreign(workspace: Workspace, name: str) -> Iterator[Finding]:  # noqa: ARG001 - as _own
    """Yield what is wrong in a file that may be another project's."""
    path = Path(name)
    if not path.is_file():
        raise UsageError("no such file", where=name, hint="name a .po file, or a language as mn")
    try:
        file = read_po(read_bytes(path), name)
    except KitError as error:
        yield _unreadable(error)
        return
    yield from file.findings
    tag = file.header("Language").replace("_", "-")
    yield from check_messages(file, tag, is_own=path.name == OWN_NAME)
    yield from length_findings(file)


def _unreadable(error: KitError) -> Finding:
    return Finding(
        Severity.ERROR, "po-unreadable", error.message, ": ".join(error.trail), error.hint
    )
