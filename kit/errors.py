"""The errors a person can cause: what is wrong, where, and a hint to mend it."""

EXIT_FINDINGS = 1
EXIT_USAGE = 2


class KitError(Exception):
    """Something a person can mend.

    Args:
        message: What is wrong, in lower case, no full stop.
        hint: How to mend it.
        where: The source, as "file", "file:line" or "file, key".
    """

    exit_code = EXIT_FINDINGS

    def __init__(self, message: str, *, hint: str = "", where: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.trail: tuple[str, ...] = (where,) if where else ()

    def within(self, source: str) -> "KitError":
        """Return this error with an outer source put before its trail."""
        self.trail = (source, *self.trail)
        return self

    def __str__(self) -> str:
        return ": ".join((*self.trail, self.message))


class SourceError(KitError):
    """Raised when a file that a person wrote cannot be used."""


class TemplateError(SourceError):
    """Raised when a template does not render to the vocabulary."""


class OutputError(KitError):
    """Raised when a result cannot be written."""


class UsageError(KitError):
    """Raised when the command line names something that does not exist."""

    exit_code = EXIT_USAGE
