"""What is to go out of a case: one mail, letter or notice to one recipient."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

FIRST_RETRY = timedelta(minutes=2)
LONGEST_RETRY = timedelta(hours=6)
MOST_TRIES = 12
"""After so many tries a person sees to it."""


class Medium(StrEnum):
    """How something goes out."""

    MAIL = "mail"
    LETTER = "letter"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One thing that is to go out, until it did; `version` and `place` make its id.

    `to` is `party:2`, or a role of staff or of an authority. `due_at` is when it is tried (again).
    """

    version: int
    place: int
    medium: Medium
    template: str
    to: str
    at: datetime
    due_at: datetime
    tries: int = 0
    error: str = ""

    @property
    def id(self) -> str:
        """What tells it from all others of its case, and doesn't change."""
        return f"{self.version:06d}-{self.place}"


def tried(outgoing: Outgoing, now: datetime, error: str) -> Outgoing:
    """The same after a try that failed, due again later and later."""
    wait = min(FIRST_RETRY * (1 << min(outgoing.tries, 10)), LONGEST_RETRY)
    return replace(outgoing, tries=outgoing.tries + 1, due_at=now + wait, error=error)


def is_hopeless(outgoing: Outgoing) -> bool:
    """Whether trying once more makes no sense."""
    return outgoing.tries >= MOST_TRIES
