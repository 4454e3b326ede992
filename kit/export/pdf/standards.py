"""What a PDF is for -> the standards that it claims, and the profile that explains its colours."""

from dataclasses import dataclass

from kit.orders import PDFS
from kit.sources.workspace import builtin, read_bytes

_WTPDF = "http://pdfa.org/declarations/wtpdf#"


@dataclass(frozen=True, slots=True)
class Standard:
    """A set of standards that one file meets.

    Attributes:
        version: Of PDF, as in its header.
        ua: The part of PDF/UA (ISO 14289), or 0.
        archive: The part of PDF/A (ISO 19005) and its level, such as "2A", or "".
        exchange: The version of PDF/X (ISO 15930), or "".
        declarations: Addresses of further profiles (PDF Declarations of the PDF Association).
    """

    version: str
    ua: int = 0
    archive: str = ""
    exchange: str = ""
    declarations: tuple[str, ...] = ()

    @property
    def is_tagged(self) -> bool:
        """Whether the text has a structure; a print shop's program has no use for one."""
        return bool(self.ua)

    @property
    def is_pdf_2(self) -> bool:
        """Whether the file is one of PDF 2.0."""
        return self.version == "2.0"


UA1 = Standard("1.7", ua=1, archive="2A")
"""For readers of today: PDF/UA-1 with PDF/A-2a."""
UA2 = Standard(
    "2.0", ua=2, archive="4", declarations=(f"{_WTPDF}accessibility1.0", f"{_WTPDF}reuse1.0")
)
"""PDF/UA-2 with Well-Tagged PDF 1.0 and PDF/A-4."""
X4 = Standard("1.6", exchange="PDF/X-4")
"""For a print shop: PDF/X-4."""

WEB = dict(zip(PDFS, (UA1, UA2), strict=True))
"""The standards for screens, by the name that a person asks for them with."""


@dataclass(frozen=True, slots=True)
class Intent:
    """What the colours of a file mean: the name of a condition and its ICC profile."""

    condition: str
    profile: bytes
    components: int


SCREEN = "assets/icc/sRGB.icc"
"""The profile of colours for screens, one for all partners."""


def screen_intent() -> Intent:
    """Return the condition of colours for screens, sRGB (IEC 61966-2-1)."""
    return Intent("sRGB IEC61966-2.1", read_bytes(builtin() / SCREEN), 3)
