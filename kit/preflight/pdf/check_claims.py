"""A finished PDF -> whether it says which standards it keeps, and whether what it says agrees."""

import datetime
from collections.abc import Iterator

from kit.export.pdf.metadata import PRODUCER
from kit.preflight.pdf.metadata import DC, EXCHANGE, PDF, UA, XMP
from kit.preflight.pdf.view import Claims, Fault, Intent, PdfFile

KNOWN = {"ua": ("", "1", "2"), "archive": ("", "1", "2", "3", "4"), "exchange": ("", "PDF/X-4")}
UA2_REVISION, ARCHIVE4_REVISION = "2024", "2020"
# What Info and XMP both say (ISO 19005-2, 6.6.3), with the words for a person.
PAIRS = (
    ("Title", f"{DC}title", "title"),
    ("Producer", f"{PDF}Producer", "producer"),
    ("Creator", f"{XMP}CreatorTool", "program"),
    ("CreationDate", f"{XMP}CreateDate", "date of creation"),
    ("ModDate", f"{XMP}ModifyDate", "date of the last change"),
)
PRESS_NEEDS = (
    (f"{DC}title", "title"),
    (f"{XMP}CreateDate", "date of creation"),
    (f"{XMP}ModifyDate", "date of the last change"),
    (f"{XMP}MetadataDate", "date of the metadata"),
)
MOST_TOLD = 3
MOST_LETTERS = 20  # of an operator in a finding
PROFILE_SPACES = {1: "GRAY", 3: "RGB", 4: "CMYK"}


def foreign(file: PdfFile) -> Iterator[Fault]:
    """Yield a note for a file of another program."""
    metadata = file.metadata
    said = [(metadata.info or {}).get(key, "") for key in ("Producer", "Creator")]
    said += [(metadata.xmp or {}).get(key, "") for key in (f"{PDF}Producer", f"{XMP}CreatorTool")]
    if not any(PRODUCER in each for each in said):
        maker = next(filter(None, said), "a program without a name")
        yield Fault("", f"this file was made by {maker}, not by the kit: some rules are the kit's")


def damage(file: PdfFile) -> Iterator[Fault]:
    """Yield what had to be mended to read the file, and content that could not be read."""
    if file.damage:
        yield Fault("", f"the file is damaged: {'; '.join(file.damage[:MOST_TOLD])}")
    for page in file.pages:
        yield from (Fault(f"page {page.number}", told) for told in page.faults)
    if file.tree:
        yield from (Fault("structure tree", told) for told in dict.fromkeys(file.tree.faults))


def operators(file: PdfFile) -> Iterator[Fault]:
    """Yield operators that PDF does not know; PDF/A forbids them even between BX and EX."""
    for page in file.pages:
        for operator in page.unknown:
            yield Fault(f"page {page.number}", f"PDF knows no operator {operator[:MOST_LETTERS]!r}")


def encryption(file: PdfFile) -> Iterator[Fault]:
    """Yield a file whose rights are restricted."""
    if file.metadata.is_encrypted:
        yield Fault("", "the file is encrypted: screen readers and print shops may be shut out")


def claimed(file: PdfFile) -> Iterator[Fault]:
    """Yield a standard that the file does not say it keeps, or says in a wrong way."""
    claims = file.metadata.claims
    if file.metadata.xmp is None:
        yield Fault("", "the file has no metadata (XMP) that can be read, so it claims no standard")
    elif file.is_print and not claims.exchange:
        yield Fault("", "the file is made for a print shop, but does not say PDF/X-4")
    elif not file.is_print and not claims.names:
        yield Fault("", "the file claims no standard, neither PDF/UA nor PDF/A")
    elif not file.is_print and not claims.ua:
        yield Fault("", "the file does not say PDF/UA: readers cannot know that it is accessible")
    yield from _misspelt(claims)


def _misspelt(claims: Claims) -> Iterator[Fault]:
    for field, known in KNOWN.items():
        if (value := getattr(claims, field)) not in known:
            yield Fault("", f"the file claims a part or version that does not exist: {value}")
    if claims.ua == "2" and claims.ua_rev != UA2_REVISION:
        yield Fault("", f"PDF/UA-2 is claimed without its year {UA2_REVISION}")
    if claims.archive == "4" and claims.archive_rev != ARCHIVE4_REVISION:
        yield Fault("", f"PDF/A-4 is claimed without its year {ARCHIVE4_REVISION}")
    if claims.archive in ("1", "2", "3") and claims.archive_level.upper() not in ("A", "B", "U"):
        yield Fault("", f"PDF/A-{claims.archive} is claimed without its level a, b or u")


def agreement(file: PdfFile) -> Iterator[Fault]:
    """Yield what Info and XMP say differently, and what one of them must or must not say."""
    info, xmp, claims = file.metadata.info, file.metadata.xmp or {}, file.metadata.claims
    for key, name, words in PAIRS:
        ours, theirs = (info or {}).get(key, ""), xmp.get(name, "")
        if ours and theirs and not _same(ours, theirs):
            yield Fault("", f"the {words} is {ours!r} in Info, but {theirs!r} in XMP")
    if claims.archive == "4" and info is not None:
        yield Fault("", "PDF/A-4 has no Info dictionary, but this file has one")
    if claims.exchange:
        missing = [words for name, words in PRESS_NEEDS if not xmp.get(name)]
        yield from (Fault("", f"PDF/X-4 needs the {words} in XMP") for words in missing)


def _same(first: str, second: str) -> bool:
    try:
        return datetime.datetime.fromisoformat(first) == datetime.datetime.fromisoformat(second)
    except (ValueError, TypeError):
        return first == second


def version(file: PdfFile) -> Iterator[Fault]:
    """Yield a PDF version that a claimed standard does not know."""
    claims, found = file.metadata.claims, file.metadata.version
    if claims.exchange and found > "1.6":
        yield Fault("", f"PDF/X-4 is PDF 1.6 at most, but the file is PDF {found}")
    elif (claims.ua == "1" or claims.archive in ("1", "2", "3")) and found > "1.7":
        yield Fault("", f"the claimed standards are PDF 1.7 at most, but the file is PDF {found}")
    elif (claims.ua == "2" or claims.archive == "4") and found < "2.0":
        yield Fault("", f"the claimed standards are PDF 2.0, but the file is PDF {found}")


def file_id(file: PdfFile) -> Iterator[Fault]:
    """Yield a file without ID, by which programs tell its versions apart."""
    if not file.metadata.has_id:
        yield Fault("", "the file has no ID")


def output_intent(file: PdfFile) -> Iterator[Fault]:
    """Yield an output intent that is missing, or whose profile does not fit it."""
    claims = file.metadata.claims
    needed = ["GTS_PDFX"] * bool(claims.exchange) + ["GTS_PDFA1"] * bool(claims.archive)
    kinds = [intent.kind for intent in file.intents]
    for kind in needed:
        if kind not in kinds:
            yield Fault("", f"the file does not say for which colours it is made ({kind})")
    for intent in file.intents:
        yield from _misfits(intent)


def _misfits(intent: Intent) -> Iterator[Fault]:
    classes = ("prtr",) if intent.kind == "GTS_PDFX" else ("prtr", "mntr", "scnr", "spac")
    if intent.profile_class not in classes:
        found = intent.profile_class or "none"
        yield Fault("", f"the profile of the output intent {intent.kind} is of the class {found}")
    elif PROFILE_SPACES.get(intent.parts or 0) != intent.profile_space:
        yield Fault(
            "", f"the profile is for {intent.profile_space}, but N says {intent.parts} colours"
        )


def extension_schemas(file: PdfFile) -> Iterator[Fault]:
    """Yield properties that PDF/A-1 to -3 do not know and that the file does not explain."""
    metadata = file.metadata
    if metadata.claims.archive not in ("1", "2", "3"):
        return
    for space, words in ((UA, "pdfuaid"), (EXCHANGE, "pdfxid")):
        is_used = any(key.startswith(space) for key in metadata.xmp or {})
        if is_used and space.strip("{}") not in metadata.schemas:
            yield Fault("", f"the metadata uses {words} without an extension schema for it")


def actions(file: PdfFile) -> Iterator[Fault]:
    """Yield what makes a program do something by itself, which no claimed standard allows."""
    if file.metadata.claims.names:
        yield from (Fault("", f"the file has {each}") for each in file.viewing.actions)
