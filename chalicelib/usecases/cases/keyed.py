"""The key under which doing the same twice is doing it once."""

from chalicelib.domain.cases.forms.raw import Raw, canonical
from chalicelib.domain.shared.errors import ConflictError, InvalidInputError

MAX_KEY_LENGTH = 200
KEPT_DAYS = 2
"""How long a key is remembered."""


def check_key(key: str) -> None:
    """Whether a key can be one. Raises InvalidInputError (`invalid_idempotency_key`)."""
    if not (0 < len(key) <= MAX_KEY_LENGTH and key.isprintable() and key.isascii()):
        raise InvalidInputError(
            "invalid_idempotency_key",
            "De Idempotency-Key ontbreekt, of is geen leesbare tekst van hoogstens 200 tekens.",
            "Idempotency-Key",
        )


def mismatch() -> ConflictError:
    """The same key came with something else."""
    return ConflictError(
        "idempotency_mismatch", "Deze Idempotency-Key is al gebruikt voor iets anders."
    )


def body_of(raw: Raw, *more: str) -> str:
    """What was sent as one text, whatever the order of its fields."""
    return canonical({"raw": dict(raw), "more": list(more)})
