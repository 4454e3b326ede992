"""A slide's part of a document -> how long it takes and where its facts come from, in words."""

from collections.abc import Mapping, Sequence

from kit.document.model import Part
from kit.sources.bibliography import Source
from kit.sources.locales import Locale, format_duration

TIME, TOTAL, SOURCES = "notes.time", "notes.total", "notes.sources"


def times(
    parts: Sequence[Part], index: int, names: Mapping[str, str], locale: Locale
) -> tuple[str, ...]:
    """Return how long a slide takes; on the first also, and first, how long the whole talk."""
    total = 0 if index else sum(part.minutes for part in parts)
    return tuple(
        names.get(key, "{time}").replace("{time}", format_duration(minutes, "minute", locale))
        for key, minutes in ((TOTAL, total), (TIME, parts[index].minutes))
        if minutes
    )


def citation(source: Source) -> str:
    """Return publisher, title and year of a source, without its address."""
    return f"{source.publisher}: {source.title} ({source.year})."
