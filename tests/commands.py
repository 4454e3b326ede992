"""The command line as tests run it: in this process, in a folder of their own."""

from collections.abc import Callable

Run = Callable[..., tuple[int, str, str]]
