"""A document with a number in every text, so that a program meets only new words; and its time."""

import json
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

Document = dict[str, Any]
# Two digits throughout, so that every round has the same amount to set.
FIRST = 10
MOST = 90


def numbers(runs: int) -> range:
    """Return a number for each round, and one for the round before the first."""
    assert runs < MOST, "the numbers would get longer"
    return range(FIRST, FIRST + runs + 1)


def counted(document: Document, runs: int) -> Iterator[Document]:
    """Yield the document once more than there are runs, each time with another number."""
    return (_with_number(document, f" {number}") for number in numbers(runs))


def _with_number(value: Any, number: str) -> Any:
    if isinstance(value, dict):
        return {key: _with_number(inner, number) for key, inner in value.items()}
    if not isinstance(value, list):
        return value
    if value and isinstance(value[-1], dict) and "whole" in value[-1]:
        return [*value, {**value[-1], "text": number, "whole": False, "link": ""}]
    return [_with_number(inner, number) for inner in value]


def timed(work: Callable[[Any], object], rounds: Iterable[Any]) -> None:
    """Print the seconds of each round and its processor time as JSON, without the first round."""
    seconds: list[float] = []
    processor: list[float] = []
    for given in rounds:
        begin, used = time.perf_counter(), time.process_time()
        work(given)
        seconds.append(time.perf_counter() - begin)
        processor.append(time.process_time() - used)
    print(json.dumps({"seconds": seconds[1:], "processor": processor[1:]}))
