"""Two visits made by hand with few products, and their kits, each packed once in a session."""

import datetime
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from kit.pack import PackRequest, pack
from tests.workspace_samples import SOURCES, write

DAY = datetime.date(2027, 5, 10)
THEMES = """
schema = 1

[theme.general]
title = "tour.services"
deck = "{deck}"
brochures = ["brochure/donor"]
posters = ["poster/only-people"]
sources = ["krc-whocc-2019"]
"""
TANZANIA = """
schema = 1
partners = ["tanzania"]
first = 2027-05-10
last = 2027-05-14
themes = ["general"]
languages = ["sw", "en"]
notes = "Please bring the figures of the past year."

[host]
name = "International team"
email = "visits@example.org"

[[visitor]]
name = "Asha Mushi"
role = "Nurse, Northern zone"

[[visitor]]
name = "Juma Kessy"

[[programme]]
day = 2027-05-10
at = "09:30"
what = { en = "Welcome and introduction", sw = "Makaribisho na utangulizi" }

[[programme]]
day = 2027-05-11
what = "A day at the blood centre"

[[programme]]
day = 2027-05-14
at = "16:00"
what = { en = "Farewell", sw = "Kuagana" }
"""
OASIS_PROFILE = """
schema = 1
country = "JO"
languages = ["ar", "en"]
digits = "native"

[service]
value = { en = "Oasis Blood Bank", ar = "بنك دم الواحة" }
sources = ["tl-visit"]

[fact.phone]
value = "+962 6 123 4567"
sources = ["tl-visit"]
"""
OASIS = """
schema = 1
partners = ["oasis"]
first = 2027-05-10
last = 2027-05-12
themes = ["general"]
"""
LONG = "Maria da Conceição " * 4 + "Vasconcelos"
# Each name that may stand on a certificate, and the name of its file.
NAMES = {
    "ليلى حداد": "ليلى-حداد",
    "សុខ ដារ៉ា": "សុខ-ដារ៉ា",
    "<b>Ana</b> & {{ 7*7 }}": "b-Ana-b-7-7",
    "../../Lima": "Lima",
    "CON": "CON_",
    LONG: LONG[:76].strip().replace(" ", "-"),
}


@dataclass(frozen=True)
class Sample:
    """A visit and its kit: the archive, and the folder it was unpacked to."""

    visit: Path
    workspace: Path
    archive: Path
    unpacked: Path

    @property
    def command(self) -> tuple[str, ...]:
        """What a person types to pack it, but for where to."""
        options = ("--workspace", str(self.workspace), "--date", DAY.isoformat())
        return ("pack", str(self.visit), *options)


def tanzania(factory: pytest.TempPathFactory) -> Sample:
    """The kit of two people from Tanzania, in Swahili and English."""
    return _packed(factory.getbasetemp() / "tanzania", TANZANIA, "deck/visitor-general")


def oasis(factory: pytest.TempPathFactory) -> Sample:
    """The kit of a service that does not exist, in Arabic and English, for unusual names."""
    people = "".join(f"\n[[visitor]]\nname = '{name}'\n" for name in NAMES)
    root = factory.getbasetemp() / "oasis"
    write(root / "workspace/assets/partners/oasis/partner.toml", OASIS_PROFILE)
    write(root / "workspace/assets/sources.toml", SOURCES)
    return _packed(root, OASIS + people, "deck/action-plan")


def _packed(root: Path, visit: str, deck: str) -> Sample:
    """Return a kit; what an earlier test has packed is not packed again."""
    workspace, path = root / "workspace", root / "visit.toml"
    write(workspace / "kit.toml", "schema = 1\n")
    write(workspace / "templates/visits.toml", THEMES.format(deck=deck))
    write(path, visit)
    if not list(root.glob("out/*.zip")):
        made = pack(PackRequest(path, root / "out", workspace, day=DAY))
        assert made.is_right, made
        with zipfile.ZipFile(made.path) as archive:
            archive.extractall(root)
    (archive_path,) = root.glob("out/*.zip")
    return Sample(path, workspace, archive_path, root / archive_path.stem)
