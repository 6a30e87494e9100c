"""The few kinds of error that a reader of the terminal meets; each message names the file, the place and what to do."""


class TravauxError(Exception):
    """Any error whose message is meant for the user. The command line prints it and exits 1."""


class ReadError(TravauxError):
    """A file that cannot be read as a draft: of another kind, damaged, encrypted, a scan, or empty."""


class DraftsError(TravauxError):
    """Mistakes in a treaty's folder or its treaty.toml, all of them at once, one a line."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = tuple(mistakes)

    def __reduce__(self) -> tuple[type["DraftsError"], tuple[list[str]]]:
        """It comes back whole from a worker process, which would hand its message alone to `__init__`."""
        return type(self), (list(self.mistakes),)


class RulesError(DraftsError):
    """Mistakes in safeguards.toml, all of them at once, one a line."""


class FetchError(TravauxError):
    """A draft that could not be downloaded, or that may not be."""
