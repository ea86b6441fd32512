"""What a register answers: typed, so that 'nothing there' never looks like 'didn't answer'."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found[T]:
    """Exactly one answer."""

    value: T


@dataclass(frozen=True, slots=True)
class NotFound:
    """The register answered, and knows nothing of it."""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """The register knows more than one that fits."""

    count: int


@dataclass(frozen=True, slots=True)
class Unavailable:
    """The register didn't answer; asking again may help."""

    reason: str


@dataclass(frozen=True, slots=True)
class Denied:
    """The register refuses: no authorisation for this service, purpose or person."""

    reason: str


type Answer[T] = Found[T] | NotFound | Ambiguous | Unavailable | Denied
