"""A gettext Plural-Forms header goes in; a rule that gives the plural form of a count comes out."""

import operator
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from kit.errors import SourceError

MAX_FORMS = 10
"""No language has more than six forms; CLDR knows six categories."""
MAX_LENGTH = 1000
"""Characters of an expression; the longest in use has fewer than 300."""
MAX_DEPTH = 40
SAMPLES = (*range(201), *(10**power for power in range(3, 19)), 1234567)
"""Counts at which a rule is tried when it is read."""

_WORD = 2**64 - 1  # gettext computes with unsigned long
_TOKEN = re.compile(r"\s*([0-9]+|n|\|\||&&|[=!<>]=|[<>+\-*/%!?:()])")
_EXAMPLE = 'write it as in "nplurals=2; plural=(n != 1);"'


def _divide(left: int, right: int) -> int:
    if not right:
        raise SourceError("the plural expression divides by zero", hint=_EXAMPLE)
    return left // right


def _remainder(left: int, right: int) -> int:
    if not right:
        raise SourceError("the plural expression divides by zero", hint=_EXAMPLE)
    return left % right


_Function: TypeAlias = Callable[[int], int]
_Tokens: TypeAlias = list[str]

_RANKS = {"||": 1, "&&": 2, "==": 3, "!=": 3, "<": 4, ">": 4, "<=": 4, ">=": 4}
_RANKS |= {"+": 5, "-": 5, "*": 6, "/": 6, "%": 6}
_OPERATORS: dict[str, Callable[[int, int], int]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": _divide,
    "%": _remainder,
}


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of an expression, as a function of n."""

    value: _Function
    depth: int = 1


def _joined(symbol: str, left: _Part, right: _Part) -> _Part:
    depth = 1 + max(left.depth, right.depth)
    _require_depth(depth)
    return _Part(_operation(symbol, left.value, right.value), depth)


def _operation(symbol: str, left: _Function, right: _Function) -> _Function:
    # As in C, the right side of || and && is not computed when the left one decides.
    if symbol == "||":
        return lambda n: int(bool(left(n) or right(n)))
    if symbol == "&&":
        return lambda n: int(bool(left(n) and right(n)))
    operation = _OPERATORS[symbol]
    return lambda n: operation(left(n), right(n)) & _WORD


def _choice(test: _Part, yes: _Part, no: _Part) -> _Part:
    depth = 1 + max(test.depth, yes.depth, no.depth)
    _require_depth(depth)
    is_true, when_true, when_false = test.value, yes.value, no.value
    return _Part(lambda n: when_true(n) if is_true(n) else when_false(n), depth)


def _negation(part: _Part) -> _Part:
    _require_depth(part.depth + 1)
    value = part.value
    return _Part(lambda n: int(not value(n)), part.depth + 1)


def _atom(token: str) -> _Part:
    if token == "n":
        return _Part(lambda n: n)
    number = int(token) & _WORD
    return _Part(lambda _: number)


def _require_depth(depth: int) -> None:
    if depth > MAX_DEPTH:
        raise SourceError("the plural expression is nested too deep", hint=_EXAMPLE)


def _tokens(expression: str) -> Iterator[str]:
    position = 0
    expression = expression.rstrip()
    while position < len(expression):
        match = _TOKEN.match(expression, position)
        if not match:
            rest = expression[position : position + 20].strip()
            raise SourceError(f"the plural expression has an unknown part: {rest}", hint=_EXAMPLE)
        position = match.end()
        yield match[1]


def _parsed(expression: str) -> _Part:
    if len(expression) > MAX_LENGTH:
        raise SourceError(
            f"the plural expression is longer than {MAX_LENGTH} characters", hint=_EXAMPLE
        )
    tokens = [*_tokens(expression), ""]
    tokens.reverse()
    tree = _ternary(tokens, 1)
    if tokens != [""]:
        raise SourceError(f"the plural expression goes on after its end: {tokens[-1]}")
    return tree


def _ternary(tokens: _Tokens, depth: int) -> _Part:
    _require_depth(depth)
    test = _binary(tokens, 1, depth)
    if tokens[-1] != "?":
        return test
    tokens.pop()
    yes = _ternary(tokens, depth + 1)
    _take(tokens, ":")
    return _choice(test, yes, _ternary(tokens, depth + 1))


def _binary(tokens: _Tokens, lowest: int, depth: int) -> _Part:
    left = _unary(tokens, depth)
    while (rank := _RANKS.get(tokens[-1], 0)) >= lowest:
        symbol = tokens.pop()
        left = _joined(symbol, left, _binary(tokens, rank + 1, depth))
    return left


def _unary(tokens: _Tokens, depth: int) -> _Part:
    _require_depth(depth)
    token = tokens.pop() if tokens[-1] else ""
    if token == "!":
        return _negation(_unary(tokens, depth + 1))
    if token == "(":
        inner = _ternary(tokens, depth + 1)
        _take(tokens, ")")
        return inner
    if token == "n" or token.isdecimal():
        return _atom(token)
    raise SourceError("the plural expression lacks a number or n", hint=_EXAMPLE)


def _take(tokens: _Tokens, expected: str) -> None:
    if tokens[-1] != expected:
        raise SourceError(f'the plural expression lacks a "{expected}"', hint=_EXAMPLE)
    tokens.pop()


@dataclass(frozen=True, slots=True)
class PluralRule:
    """How many plural forms a language has, and a C expression that picks one.

    Raises:
        SourceError: The expression is not one that gettext knows, or is too long or too deep.
    """

    count: int
    expression: str
    _value: _Function = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_value", _parsed(self.expression).value)

    def __reduce__(self) -> tuple[type["PluralRule"], tuple[int, str]]:
        # Functions do not go to another process; the expression does.
        return PluralRule, (self.count, self.expression)

    def form(self, n: int) -> int:
        """Return the index of the form for n things; n is 0 or more.

        Raises:
            SourceError: The expression divides by zero or leaves the range for this n.
        """
        index = self._value(n & _WORD)
        if index >= self.count:
            raise SourceError(
                f"the plural expression gives form {index} for n = {n}, "
                f"but there are {self.count} forms",
                hint=_EXAMPLE,
            )
        return index

    def fault(self) -> SourceError | None:
        """Return what goes wrong at one of the `SAMPLES`, or None."""
        try:
            for n in SAMPLES:
                self.form(n)
        except SourceError as error:
            return error
        return None

    def agrees(self, other: "PluralRule") -> bool:
        """Tell whether both rules pick the same forms, however they are written.

        Both rules must be without fault.
        """
        return self.count == other.count and all(self.form(n) == other.form(n) for n in SAMPLES)


def parse_plural_forms(header: str) -> PluralRule:
    """Read the value of a Plural-Forms header.

    Args:
        header: As in "nplurals=2; plural=(n != 1);".

    Raises:
        SourceError: The header is not of this form, the number of forms is not 1 to `MAX_FORMS`,
            or the expression fails for one of the `SAMPLES`.
    """
    if len(header) > 2 * MAX_LENGTH:
        raise SourceError("the Plural-Forms header is too long", hint=_EXAMPLE)
    parts = [part.partition("=") for part in header.split(";") if part.strip()]
    values = {name.strip(): value.strip() for name, _, value in parts}
    if len(parts) != len(values) or values.keys() != {"nplurals", "plural"}:
        raise SourceError("the Plural-Forms header needs nplurals and plural", hint=_EXAMPLE)
    rule = PluralRule(_count(values["nplurals"]), values["plural"])
    if fault := rule.fault():
        raise fault
    return rule


def _count(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,4}", text) or not 1 <= int(text) <= MAX_FORMS:
        raise SourceError(f"nplurals is not a number from 1 to {MAX_FORMS}", hint=_EXAMPLE)
    return int(text)
