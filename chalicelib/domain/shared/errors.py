"""Errors of the domain: a stable code, a Dutch sentence that is safe to show, nothing internal."""


class DomainError(Exception):
    """What a caller did can't be done; `code` is stable, `public` is shown as it is."""

    def __init__(self, code: str, public: str) -> None:
        super().__init__(code)
        self.code = code
        self.public = public


class InvalidInputError(DomainError):
    """Input that can't be right, whoever sends it; `field` names the place."""

    def __init__(self, code: str, public: str, field: str | None = None) -> None:
        super().__init__(code, public)
        self.field = field


class NotThereError(DomainError):
    """It doesn't exist, or isn't the caller's: the answer is the same (DESIGN promise 6)."""

    def __init__(self, public: str = "Dit hebben we niet gevonden.") -> None:
        super().__init__("not_found", public)


class NotAllowedError(DomainError):
    """The caller is known, and may not do this."""


class TooManyError(NotAllowedError):
    """Too often, too much: it is possible again in `after` seconds."""

    def __init__(self, code: str, public: str, after: int) -> None:
        super().__init__(code, public)
        self.after = after


class ConflictError(DomainError):
    """What is there now contradicts what the caller assumed."""


class TooWeakError(NotAllowedError):
    """Signed in, but not surely or not lately enough: `level` (eIDAS) is what it takes.

    With `is_anew` somebody has to say again who they are, whatever their level; `anyway` is where
    those go on who can't sign in more surely, if they can.
    """

    def __init__(self, level: str, *, is_anew: bool = False, anyway: str = "") -> None:
        super().__init__(
            "stronger_sign_in_needed",
            "Bevestig eerst opnieuw wie u bent."
            if is_anew
            else "Meld u hiervoor aan met een sterker middel, zoals itsme of eID.",
        )
        self.level = level
        self.is_anew = is_anew
        self.anyway = anyway
