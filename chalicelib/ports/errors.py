"""What a dependency answers when it doesn't do what it was asked."""


class RetryableError(Exception):
    """A dependency didn't do it now; doing it again may help, and is harmless."""


class PermanentError(Exception):
    """A dependency won't do it, however often it is asked."""


class UnprintableError(PermanentError):
    """No font has a character of a document; `code_point` names it (`U+4E2D`), the text isn't told.

    A human makes that document, or has the font's cut widened.
    """

    def __init__(self, code_point: str) -> None:
        super().__init__(f"no font has {code_point}")
        self.code_point = code_point
