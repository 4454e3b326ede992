"""The bytes of a finished PDF -> what is wrong in it, for those who print, read or pass it on.

Each check is a short function over the opened file and stands in one table with its code, its
hint, its severity and the standards that its faults break. A check reads and never repairs.
"""

from collections.abc import Iterator
from dataclasses import replace

from kit.findings import Finding
from kit.preflight.pdf import (
    check_claims,
    check_colours,
    check_fonts,
    check_links,
    check_press,
)
from kit.preflight.pdf.check import ALL, ARCHIVE, ERROR, EXCHANGE, NOTE, WARNING, Check
from kit.preflight.pdf.checks_tags import TAG_CHECKS
from kit.preflight.pdf.file import UnreadableError, read_pdf
from kit.preflight.pdf.view import PdfFile

BROKEN = "pdf-broken-claim"
READING = ("pdf-unreadable", "pdf-encrypted", "pdf-no-pages")
FILE_CHECKS = (
    Check(
        "pdf-foreign",
        check_claims.foreign,
        "ask the program or the person that made it where a finding is about its way of work",
        NOTE,
    ),
    Check(
        "pdf-damaged",
        check_claims.damage,
        "make or fetch the file again; it may have been cut off on its way",
        breaks=ALL,
    ),
    Check(
        "pdf-operator",
        check_claims.operators,
        "build the file again; what follows may be shown by one program and left out by another",
        breaks=(ARCHIVE,),
    ),
    Check(
        "pdf-encrypted",
        check_claims.encryption,
        "save it without a password and without restrictions",
        breaks=ALL,
    ),
    Check(
        "pdf-claim",
        check_claims.claimed,
        "build the file again with the kit; other programs have a setting for PDF/UA or PDF/X-4",
    ),
    Check(
        "pdf-metadata",
        check_claims.agreement,
        "change title and dates only in the program that made the file, then save anew",
        breaks=(ARCHIVE, EXCHANGE),
    ),
    Check(
        "pdf-version",
        check_claims.version,
        "save it as PDF 1.7 for the web, 1.6 for print, 2.0 for PDF/UA-2",
        breaks=ALL,
    ),
    Check(
        "pdf-file-id",
        check_claims.file_id,
        "build or save the file again",
        breaks=(ARCHIVE, EXCHANGE),
    ),
    Check(
        "pdf-output-intent",
        check_claims.output_intent,
        "sRGB for the web; for print the CMYK profile of the printing condition",
        breaks=(ARCHIVE, EXCHANGE),
    ),
    Check(
        "pdf-extension-schema",
        check_claims.extension_schemas,
        "build the file again; a program has changed its metadata",
        breaks=(ARCHIVE,),
    ),
    Check(
        "pdf-action",
        check_claims.actions,
        "take out scripts and actions; nothing in a leaflet needs them",
        breaks=(ARCHIVE, EXCHANGE),
    ),
    Check(
        "pdf-annotation-flags",
        check_links.flags,
        "in F set Print, and none of Invisible, Hidden, NoView and ToggleNoView",
        breaks=(ARCHIVE,),
    ),
    Check(
        "pdf-font-embedded",
        check_fonts.embedded,
        "embed all fonts; a computer without them shows other letters",
        breaks=ALL,
    ),
    Check(
        "pdf-font-width",
        check_fonts.widths,
        "build the file again; a program has damaged the font",
        breaks=ALL,
    ),
    Check(
        "pdf-box",
        check_press.boxes,
        "MediaBox holds BleedBox, BleedBox holds TrimBox, and there is no ArtBox",
        breaks=(EXCHANGE,),
    ),
    Check(
        "pdf-bleed",
        check_press.bleed,
        "colour must reach 3 mm over the cut on all sides, or white edges show",
    ),
    Check(
        "pdf-print-annotation",
        check_press.annotations,
        "use the file for print, without links and fields: kit build --print",
        breaks=(EXCHANGE,),
    ),
    Check(
        "pdf-print-rgb",
        check_colours.rgb,
        "change colours and pictures to CMYK with the profile of the press",
        breaks=(EXCHANGE,),
    ),
    Check(
        "pdf-transparency",
        check_colours.groups,
        "give transparency groups the colour space DeviceCMYK",
        breaks=(EXCHANGE,),
    ),
    Check(
        "pdf-colour-intent",
        check_colours.device_colours,
        "add the output intent for these colours, or change the colours",
        breaks=(ARCHIVE, EXCHANGE),
    ),
    Check(
        "pdf-ink",
        check_colours.ink,
        "make the colour lighter, or change the picture with a profile that limits ink",
    ),
    Check(
        "pdf-overprint",
        check_colours.overprint,
        "set black text to overprint (op true, OPM 1) in CMYK",
        WARNING,
    ),
    Check(
        "pdf-four-ink-black",
        check_colours.four_ink_texts,
        "set small black text in black ink only",
        WARNING,
    ),
    Check(
        "pdf-print-resolution",
        check_press.print_resolution,
        "use a larger picture file, or show the picture smaller",
        WARNING,
    ),
    Check(
        "pdf-web-resolution",
        check_press.web_resolution,
        "use a larger picture file, or show the picture smaller",
        NOTE,
    ),
)
CHECKS = (*FILE_CHECKS, *TAG_CHECKS)


def check_pdf(content: bytes, where: str = "", ink_limit: float = 3.0) -> tuple[Finding, ...]:
    """Return what is wrong in a PDF, or nothing.

    Args:
        content: The whole file. Anything is taken: one that cannot be read is one finding.
        where: The name of the file, put before page and place.
        ink_limit: The sum of inks that the paper takes: 3 (300 %) for offset on coated paper.
    """
    try:
        file = replace(read_pdf(content), ink_limit=ink_limit)
    except UnreadableError as error:
        return (Finding(ERROR, error.code, error.message, where, error.hint),)
    found = [
        (check, fault)
        for check in (*FILE_CHECKS, *(TAG_CHECKS if file.is_tagged else ()))
        for fault in check.faults(file)
    ]
    findings = [
        Finding(check.severity, check.code, fault.message, _place(where, fault.place), check.hint)
        for check, fault in found
    ]
    broken = _broken_claims(file, [check for check, _ in found], where)
    return tuple(dict.fromkeys([*findings, *broken]))


def _place(where: str, place: str) -> str:
    return ", ".join(filter(None, (where, place)))


def _broken_claims(file: PdfFile, failed: list[Check], where: str) -> Iterator[Finding]:
    for name in file.metadata.claims.names:
        codes = dict.fromkeys(
            check.code
            for check in failed
            if any(name.startswith(standard) for standard in check.breaks)
        )
        if codes:
            says = "says" if len(codes) == 1 else "say"
            message = f"the file claims {name}, but {', '.join(codes)} {says} otherwise"
            hint = "mend what these codes tell, or the claim misleads those who rely on it"
            yield Finding(ERROR, BROKEN, message, where, hint)
