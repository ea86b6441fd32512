"""What a dependency answers when it doesn't do what it was asked."""


class RetryableError(Exception):
    """A dependency didn't do it now; doing it again may help, and is harmless."""


class PermanentError(Exception):
    """A dependency won't do it, however often it is asked."""


class UnprintableError(PermanentError):
    """A document can't be put on paper as it is; the text isn't told.

    `why` is `character` with the code point that no font has (`U+4E2D`), or `room` with the height
    of what fits on no page. A human makes that document.
    """

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(f"unprintable: {kind} {detail}")
        self.why = (kind, detail)
