"""assets/partners/<slug>/partner.toml -> a partner profile: who, which languages, which facts."""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from kit.errors import SourceError, UsageError
from kit.sources.bibliography import Source
from kit.sources.calendars import Calendar
from kit.sources.workspace import Workspace, read_bytes, read_toml, shown

T = TypeVar("T")
HOST = "korea"
"""The partner whose service makes the kit and receives visitors."""
HINT = "docs/partners.md lists every key and what it takes"
# One line: no control character, which XML could not hold.
Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=r"^\P{Cc}*$"),
]
Tag = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{2,}$")]
Clock = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Web = Annotated[
    str,
    StringConstraints(
        pattern=r"^https?://[^\s\p{Cc}/]+\.[^\s\p{Cc}/]+(/[^\s\p{Cc}]*)?$", max_length=200
    ),
]
Email = Annotated[
    str, StringConstraints(pattern=r"^[^\s\p{Cc}@]+@[^\s\p{Cc}@]+\.[^\s\p{Cc}@]+$", max_length=200)
]
# A phone number as people write it; a short code such as 143 is allowed.
Phone = Annotated[str, StringConstraints(pattern=r"^\+?[0-9][0-9 ()/.-]{1,24}$")]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


class Sign(_Table):
    """Who confirmed or approved, and when."""

    by: Text
    on: datetime.date


class Duration(_Table):
    """A length of time."""

    value: Annotated[int, Field(ge=1, le=120)]
    unit: Literal["day", "week", "month", "year"]


class Range(_Table):
    """From a least to a greatest amount."""

    min: Annotated[int, Field(ge=0)]
    max: Annotated[int, Field(ge=0)]

    @model_validator(mode="after")
    def _ordered(self) -> "Range":
        if self.min >= self.max:
            raise ValueError("min must be less than max")
        return self


class Opening(_Table):
    """Days of the week with their hours."""

    days: Annotated[tuple[Weekday, ...], Field(min_length=1, strict=False)]
    opens: Clock
    closes: Clock

    @model_validator(mode="after")
    def _ordered(self) -> "Opening":
        if self.opens >= self.closes:
            raise ValueError("opens must be before closes")
        return self


class Fact(_Table, Generic[T]):
    """A local fact: a value, where it was read, and who confirmed it.

    `languages` limits a fact to texts in these languages (a hotline in English).
    """

    value: T
    sources: Annotated[tuple[str, ...], Field(min_length=1, strict=False)]
    confirmed: Sign | None = None
    languages: Annotated[tuple[Tag, ...], Field(strict=False)] = ()
    note: str = ""


Age = Annotated[int, Field(ge=10, le=100)]
Kilograms = Annotated[int, Field(ge=30, le=100)]
Millilitres = Annotated[int, Field(ge=100, le=600)]
Choice = Annotated[tuple[Millilitres, ...], Field(min_length=1, strict=False)]
Minutes = Annotated[int, Field(ge=1, le=240)]
Names = Annotated[dict[Tag, Text], Field(min_length=1)]


class Facts(_Table):
    """Every local fact that a template may ask for; None is unknown."""

    age_min: Fact[Age] | None = None
    age_max: Fact[Age] | None = None
    weight_min: Fact[Kilograms] | None = None
    weight_min_female: Fact[Kilograms] | None = None
    weight_min_male: Fact[Kilograms] | None = None
    interval_whole_blood: Fact[Duration] | None = None
    interval_female: Fact[Duration] | None = None
    interval_male: Fact[Duration] | None = None
    donation_volume: Fact[Millilitres | Range | Choice] | None = None
    donation_minutes: Fact[Minutes | Range] | None = None
    donation_day: Fact[Annotated[int, Field(ge=1, le=31)]] | None = None
    haemoglobin_min: Fact[Annotated[Decimal, Field(gt=5, lt=20, strict=False)]] | None = None
    volume_share: Fact[Annotated[int, Field(ge=1, le=20)]] | None = None
    wait_tattoo: Fact[Duration] | None = None
    wait_dentist: Fact[bool] | None = None
    wait_travel: Fact[bool] | None = None
    malaria: Fact[bool] | None = None
    all_tested: Fact[bool] | None = None
    phone: Fact[Phone] | None = None
    web: Fact[Web] | None = None
    email: Fact[Email] | None = None
    place: Fact[Names] | None = None
    hours: Fact[Opening] | None = None
    wbdd_slogan: Fact[Names] | None = None

    @model_validator(mode="after")
    def _consistent(self) -> "Facts":
        if self.age_min and self.age_max and self.age_min.value >= self.age_max.value:
            raise ValueError("age_min must be less than age_max")
        return self


Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$", to_upper=True)]
Script = Annotated[str, StringConstraints(pattern=r"^([A-Z][a-z]{3}|[a-z]{2,3})$")]
Face = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]+$")]


class Brand(_Table):
    """How a partner's material looks: its colour for the red, a darker one for the wine.

    `headline` holds faces by script, `headline_second` is the colour of a headline's second
    sentence on a field, `logo_alt` the logo's alternative text by language.
    """

    colour: Colour | None = None
    dark: Colour | None = None
    headline: dict[Script, Face] = {}
    headline_second: Literal["amber", "paper", "blush", "white"] | None = None
    logo_place: Literal["start", "end"] | None = None
    logo_alt: dict[Tag, Text] = {}


# An output condition's name stands in the PDF as plain text.
Condition = Annotated[
    str, StringConstraints(strip_whitespace=True, pattern=r"^[!-~][ -~]{0,98}[!-~]$")
]
InkLimit = Annotated[int, Field(ge=200, le=400)]
USUAL_INK_LIMIT = 300
"""Per cent of ink in all that presses for coated paper take.

The profiles of the European Color Initiative for it, ISO Coated v2 300% and PSO Coated v3, are made
with this limit.
"""


class Print(_Table):
    """How the partner's print shop prints.

    `condition` names the printing condition that press.icc beside the profile describes, None the
    one that the kit has. `ink_limit` is the most ink in all, in per cent of one full ink.
    """

    condition: Condition | None = None
    ink_limit: InkLimit = USUAL_INK_LIMIT


class Profile(_Table):
    """What a partner.toml holds."""

    schema_: Annotated[Literal[1], Field(alias="schema")]
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    languages: Annotated[tuple[Tag, ...], Field(min_length=1, strict=False)]
    digits: Literal["latin", "native"] = "latin"
    calendar: Calendar = "gregorian"
    paper: Literal["a4", "letter"] = "a4"
    brand: Brand = Brand()
    print_: Annotated[Print, Field(alias="print")] = Print()
    scripts: dict[Tag, Tag] = {}
    service: Fact[Names]
    country_name: Annotated[dict[Tag, Text], Field()] = {}
    translator: dict[Tag, Text] = {}
    approved: Sign | None = None
    fact: Facts = Facts()


class PartnerProfile(_Table):
    """A partner: the profile with its slug and the file it came from."""

    slug: str
    path: str
    profile: Profile


def profile_path(slug: str) -> str:
    """Return the relative path of a partner's profile."""
    return f"assets/partners/{slug}/partner.toml"


def partner_slugs(workspace: Workspace) -> tuple[str, ...]:
    """Return the names of all partners, sorted."""
    names = workspace.names(profile_path("*"))
    return tuple(name.split("/")[-2] for name in names)


def read_partner(workspace: Workspace, slug: str, sources: dict[str, Source]) -> PartnerProfile:
    """Return a partner's profile.

    Raises:
        UsageError: There is no such partner.
        SourceError: The profile is wrong; names file and key.
    """
    known = partner_slugs(workspace)
    if slug not in known:
        raise UsageError(f"unknown partner {slug!r}", hint="one of: " + ", ".join(known))
    path = workspace.find(profile_path(slug))
    tables = read_toml(read_bytes(path), shown(path))
    try:
        profile = Profile.model_validate(tables)
    except ValidationError as error:
        raise _error(error, tables, shown(path)) from error
    _check_sources(profile, sources, shown(path))
    return PartnerProfile(slug=slug, path=shown(path), profile=profile)


def _error(error: ValidationError, tables: dict[str, Any], path: str) -> SourceError:
    """Return the most telling fault in words for the person who edits the file."""
    faults = error.errors()
    # A value of several kinds has a fault for each; a mere other kind tells the least.
    fault = next((fault for fault in faults if not fault["type"].endswith("_type")), faults[0])
    keys = _keys(fault["loc"], tables, is_missing=fault["type"] == "missing")
    message = fault["msg"].removeprefix("Value error, ")
    message = message[:1].lower() + message[1:]
    hint = HINT
    if fault["type"] == "extra_forbidden":
        message, hint = "unknown key", _known(keys)
    return SourceError(message, where=f"{path}, {'.'.join(keys)}", hint=hint)


def _keys(loc: Sequence[int | str], tables: dict[str, Any], *, is_missing: bool) -> list[str]:
    """Return the part of a place that stands in the file; pydantic adds names of its kinds."""
    keys: list[str] = []
    value: Any = tables
    for part in loc:
        is_key = isinstance(value, dict) and part in value
        if is_key or (isinstance(value, list) and isinstance(part, int)):
            keys.append(str(part))
            value = value[part]
    return [*keys, str(loc[-1])] if is_missing else keys


def _known(keys: Sequence[str]) -> str:
    parents: dict[tuple[str, ...], type[BaseModel]] = {
        (): Profile,
        ("fact",): Facts,
        ("brand",): Brand,
        ("print",): Print,
    }
    is_of_fact = tuple(keys[:-1]) == ("service",) or (keys[0] == "fact" and len(keys) == 3)  # noqa: PLR2004
    model = Fact if is_of_fact else parents.get(tuple(keys[:-1]))
    if model is None:
        return HINT
    return "known keys: " + ", ".join(sorted(name.rstrip("_") for name in model.model_fields))


def _check_sources(profile: Profile, sources: dict[str, Source], path: str) -> None:
    facts: dict[str, Fact[Any] | None] = {"service": profile.service}
    facts |= {f"fact.{name}": getattr(profile.fact, name) for name in Facts.model_fields}
    for key, fact in facts.items():
        for source in fact.sources if fact else ():
            if source not in sources:
                raise SourceError(
                    f"unknown source {source!r}",
                    where=f"{path}, {key}.sources",
                    hint="add it to assets/sources.toml",
                )
