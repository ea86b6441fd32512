"""What isn't as it should be, and what would put it right."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Repair:
    """Something that loses nothing, whatever else is wrong; `do` says whether it helped."""

    says: str
    do: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class DeepFinding:
    """One thing that is wrong: what, where, and how it is put right, if that is safe from here."""

    what: str
    where: str
    repair: Repair | None = None
