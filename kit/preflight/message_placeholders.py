"""An entry of a catalogue -> faults of its placeholders, by the format that its flags name."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
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
# Here a number that is read as a text stops the program, or worse.
_STRICT = ("c-format", "objc-format")


class Fields(NamedTuple):
    """The placeholders of a text.

    Attributes:
        written: How each is written, by its name or place.
        numeric: Those that take numbers only.
        broken: What begins one and is none.
        is_wide: Whether one would print very many characters.
        by_chance: What may be one, or a sign and a word: "5% discount".
    """

    written: Mapping[str, str]
    numeric: frozenset[str] = frozenset()
    broken: str = ""
    is_wide: bool = False
    by_chance: str = ""


def placeholders(entry: PoEntry, context: Context) -> Iterator[str]:
    """Return placeholders that are missing, unknown, of another type, or broken.

    A program stops at an unknown one (KeyError, TypeError), and a fact is lost with a missing
    one. Only formats that a flag names are looked at: "100% sure" has no placeholder. A plural
    form for one or two counts may leave one placeholder out ("one unit"). Measured:
    11 in 153,798 reviewed messages, two of them false ("nothing was changed" in Arabic).
    """
    if context.is_own:
        for pair in pairs(entry):
            yield from (pair.told(fault) for fault in _own(pair))
        return
    for flag in sorted(FORMATS.keys() & set(entry.flags)):
        for pair in compared(entry):
            yield from (pair.told(fault) for fault in _foreign(pair, flag, context))


def without_names(text: str) -> str:
    """Return a text of the kit with a space for each placeholder."""
    return NAME.sub(" ", text)


def _own(pair: Pair) -> Iterator[str]:
    # What the kit's own reading of a text refuses with placeholders, but not without.
    others = faults(without_names(pair.text), "")
    yield from (fault for fault in faults(pair.text, pair.sources[-1]) if fault not in others)


def _foreign(pair: Pair, flag: str, context: Context) -> Iterator[str]:
    sources = [FORMATS[flag](source) for source in pair.sources]
    if any(source.broken for source in sources):
        return  # The source is not of this format: a program guessed the flag.
    given = FORMATS[flag](pair.text)
    known = {key: shown for source in sources for key, shown in source.written.items()}
    by_chance = "" if any(source.by_chance for source in sources) else given.by_chance
    if known and (broken := given.broken or by_chance):
        yield f"{broken[:_SHOWN]} is no placeholder; for the sign itself write it twice"
        return
    if given.is_wide and not any(source.is_wide for source in sources):
        yield f"a placeholder is wider than {10**MOST_DIGITS - 1} characters"
    yield from _differences(pair, given, sources, context)
    numeric = frozenset[str]().union(*(source.numeric for source in sources))
    wrong = (given.numeric & known.keys()) - numeric
    if flag in _STRICT:
        wrong |= (numeric & given.written.keys()) - given.numeric
    if wrong:
        yield f"the placeholder {given.written[min(wrong)]} is of another type in the source text"


def _differences(
    pair: Pair, given: Fields, sources: Sequence[Fields], context: Context
) -> Iterator[str]:
    known = {key for source in sources for key in source.written}
    unknown = [shown for key, shown in given.written.items() if key not in known]
    yield from (f"the placeholder {shown} does not stand in the source text" for shown in unknown)
    missing = [
        shown
        for key, shown in sources[-1].written.items()
        if key not in given.written and all(key in source.written for source in sources)
    ]
    if not (len(missing) == 1 and not unknown and pair.is_few(context)):
        yield from (f"the placeholder {shown} is missing" for shown in missing)


def printf_fields(text: str) -> Fields:
    """Read the placeholders of C and Python: `%s`, `%1$d`, `%(name)s`."""
    written: dict[str, str] = {}
    numeric: set[str] = set()
    broken = by_chance = ""
    end = 0
    while (start := text.find("%", end)) >= 0:
        match = PRINTF.match(text, start)
        end = match.end() if match else start + 1
        if not match:
            broken = broken or text[start:].split(maxsplit=1)[0]
        elif " " in match["flags"]:
            by_chance = by_chance or match[0]
        elif match["kind"] != "%":
            key = match["name"] or match["place"] or str(len(written) + 1)
            written[key] = match[0]
            if match["kind"] in NUMERIC:
                numeric.add(key)
    is_wide = any(_WIDE.search(shown.rpartition(")")[2]) for shown in written.values())
    return Fields(written, frozenset(numeric), broken, is_wide, by_chance)


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
