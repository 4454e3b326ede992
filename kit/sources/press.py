"""A partner's profile and the press.icc beside it -> the press that a print file is made for."""

from dataclasses import dataclass
from pathlib import Path

from kit.errors import SourceError
from kit.sources.partner import PartnerProfile, profile_path
from kit.sources.workspace import Workspace, read_bytes, shown

CONDITION = "FOGRA39"
"""The printing condition that the kit has a profile of: offset on coated paper."""
BUILT_IN = "assets/icc/FOGRA39L.icc"
FILE = "press.icc"
MOST_BYTES = 4_000_000

_HINT = "ask the print shop for the ICC output profile (CMYK) of its press"


@dataclass(frozen=True, slots=True)
class Press:
    """How a print shop prints.

    Attributes:
        condition: The name of the printing condition, for the output intent of a print file.
        profile: The ICC profile of it: class output, CMYK.
        path: The file of the profile, as people know it.
        ink_limit: Most ink in all that it takes, in per cent of one full ink.
    """

    condition: str
    profile: bytes
    path: str
    ink_limit: int


def read_press(workspace: Workspace, partner: PartnerProfile) -> Press:
    """Return the press of a partner's print shop: its own, or else the one that the kit has.

    Raises:
        SourceError: The condition has no profile, the profile no condition, or the file is no
            output profile for cyan, magenta, yellow and black.
    """
    chosen = partner.profile.print_
    path = _path(workspace, partner)
    content = _content(path)
    if fault := fault_of(content):
        raise SourceError(fault, where=shown(path), hint=_HINT)
    return Press(chosen.condition or CONDITION, content, shown(path), chosen.ink_limit)


def _path(workspace: Workspace, partner: PartnerProfile) -> Path:
    """Return the file of the profile; refuse one without a name, and a name without one."""
    own = profile_path(partner.slug).rpartition("/")[0] + f"/{FILE}"
    condition = partner.profile.print_.condition
    if condition and not workspace.has(own):
        raise SourceError(
            f"no {FILE} of the printing condition {condition!r} beside this file",
            where=f"{partner.path}, print.condition",
            hint=f"{_HINT}, and save it as {FILE}; without the key, {CONDITION} is taken",
        )
    if not condition and workspace.has(own):
        raise SourceError(
            "nothing says which printing condition this profile describes",
            where=shown(workspace.find(own)),
            hint=f'write its name into {partner.path}: [print] and condition = "..."',
        )
    return workspace.find(own if condition else BUILT_IN)


def _content(path: Path) -> bytes:
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise SourceError(
            f"the file has {size} bytes, at most {MOST_BYTES} are read",
            where=shown(path),
            hint=f"{_HINT}; most have less than 3 MB",
        )
    return read_bytes(path)


# The header of a profile (ICC.1:2022, 7.2): where a field lies, what may stand there, and what is
# wrong if something else does.
_HEADER = 128
_VERSION = 8
_FIELDS: tuple[tuple[int, tuple[bytes, ...], str], ...] = (
    (36, (b"acsp",), "the file is no ICC profile"),
    (12, (b"prtr",), "the profile is of the class {found!r}, not of an output device (prtr)"),
    (16, (b"CMYK",), "the profile is for {found!r}, not for CMYK"),
    (20, (b"Lab ", b"XYZ "), "the profile leads to {found!r}, not to Lab or XYZ"),
)
_VERSIONS = (2, 4)


def fault_of(content: bytes) -> str:
    """Say why a file is no whole output profile for CMYK; nothing if it is one."""
    if len(content) < _HEADER:
        return "the file is too short for an ICC profile"
    for place, allowed, fault in _FIELDS:
        found = content[place : place + 4]
        if found not in allowed:
            return fault.format(found=found.decode("latin-1").strip())
    if content[_VERSION] not in _VERSIONS:
        return f"the profile is of version {content[_VERSION]}, not 2 or 4"
    size = int.from_bytes(content[:4])
    if size != len(content):
        return (
            f"the file has {len(content)} bytes, its header says {size}: it is cut short or damaged"
        )
    return ""
