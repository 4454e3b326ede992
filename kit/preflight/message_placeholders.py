"""An entry of a catalogue -> faults of its placeholders, by the format that its flags name."""

import re
from collections.abc import Callable, Iterator, Mapping
from string import Formatter
from typing import NamedTuple

from kit.document.inline import NAME, faults
from kit.preflight.message_view import PRINTF, Context, Pair, compared, pairs
from kit.sources.po_entry import PoEntry

NUMERIC = frozenset("diouxXeEfFgGc")
MOST_DIGITS = 2
"""Of a width or precision: `%(ml)999999999s` would print a thousand million characters."""
_WIDE = re.compile(rf"[0-9]{{{MOST_DIGITS + 1},}}")
_SHOWN = 30


class Fields(NamedTuple):
    """The placeholders of a text: how each is written by its name or place, and what is wrong."""

    written: Mapping[str, str]
    numeric: frozenset[str] = frozenset()
    broken: str = ""
    is_wide: bool = False


def placeholders(entry: PoEntry, context: Context) -> Iterator[str]:
    """Return placeholders that are missing, unknown, of another type, or broken.

    A program stops at an unknown one (KeyError, TypeError), and a fact is lost with a missing
    one. Only formats that a flag names are looked at: "100% sure" has no placeholder. A plural
    form for one or two counts may leave one placeholder out ("one unit"). Measured:
    10 in 153,798 reviewed messages, one of them false ("nothing was changed" in Arabic).
    """
    if context.is_own:
        for pair in pairs(entry):
            yield from (pair.told(fault) for fault in _own(pair))
        return
    for read in (FORMATS[flag] for flag in entry.flags if flag in FORMATS):
        for pair in compared(entry):
            yield from (pair.told(fault) for fault in _foreign(pair, read, context))


def without_names(text: str) -> str:
    """Return a text of the kit with a space for each placeholder."""
    return NAME.sub(" ", text)


def _own(pair: Pair) -> Iterator[str]:
    # What the kit's own reading of a text refuses with placeholders, but not without.
    others = faults(without_names(pair.text), "")
    yield from (fault for fault in faults(pair.text, pair.sources[-1]) if fault not in others)


def _foreign(pair: Pair, read: Callable[[str], Fields], context: Context) -> Iterator[str]:
    sources = [read(source) for source in pair.sources]
    if any(source.broken for source in sources):
        return  # The source is not of this format: a program guessed the flag.
    given = read(pair.text)
    known = {key: shown for source in sources for key, shown in source.written.items()}
    if given.broken and known:
        yield f"{given.broken[:_SHOWN]} is no placeholder; for the sign itself write it twice"
        return
    if given.is_wide and not any(source.is_wide for source in sources):
        yield f"a placeholder is wider than {10**MOST_DIGITS - 1} characters"
    unknown = [given.written[key] for key in given.written if key not in known]
    missing = [
        shown
        for key, shown in known.items()
        if key not in given.written and all(key in source.written for source in sources)
    ]
    yield from (f"the placeholder {name} does not stand in the source text" for name in unknown)
    if len(missing) == 1 and not unknown and pair.is_few(context):
        return
    yield from (f"the placeholder {name} is missing" for name in missing)
    numeric = frozenset[str]().union(*(source.numeric for source in sources))
    if wrong := (given.numeric & known.keys()) - numeric:
        yield f"the placeholder {given.written[min(wrong)]} takes a number, the source any text"


def printf_fields(text: str) -> Fields:
    """Read the placeholders of C and Python: `%s`, `%1$d`, `%(name)s`."""
    written: dict[str, str] = {}
    numeric: set[str] = set()
    end = count = 0
    broken, is_wide = "", False
    while (start := text.find("%", end)) >= 0:
        match = PRINTF.match(text, start)
        end = match.end() if match else start + 1
        if not match:
            broken = broken or text[start:].split(maxsplit=1)[0]
        elif match["kind"] != "%" and " " not in match["flags"]:  # "5% discount" has one by chance
            count += 1
            key = match["name"] or match["place"] or str(count)
            written[key] = match[0]
            if match["kind"] in NUMERIC:
                numeric.add(key)
            is_wide = is_wide or bool(_WIDE.search(match[0].partition(")")[2] or match[0]))
    return Fields(written, frozenset(numeric), broken, is_wide)


def brace_fields(text: str) -> Fields:
    """Read the placeholders of Python's str.format: `{name}`, `{}`, `{0:.1f}`."""
    try:
        parts = [part for part in Formatter().parse(text) if part[1] is not None]
    except ValueError:
        return Fields({}, broken="a single { or }")
    names = [name or str(index) for index, (_, name, _, _) in enumerate(parts)]
    return Fields(
        {name: f"{{{name}}}" for name in names},
        is_wide=any(_WIDE.search(spec or "") for _, _, spec, _ in parts),
    )


FORMATS: Mapping[str, Callable[[str], Fields]] = {
    "c-format": printf_fields,
    "javascript-format": printf_fields,
    "objc-format": printf_fields,
    "php-format": printf_fields,
    "python-brace-format": brace_fields,
    "python-format": printf_fields,
}
"""By the flag of the entry. What another flag names is not looked at."""
