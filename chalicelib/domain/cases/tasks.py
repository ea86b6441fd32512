"""What is left to do for people in a case beside its worklist state."""

from dataclasses import dataclass
from datetime import datetime

LETTER = "letter"
"""The code of a task about a letter to print and post."""

UNDELIVERED = frozenset({"mail_no_address", "mail_blocked", "mail_failed", "mail_came_back"})
"""The codes of tasks about a mail that didn't arrive; their subject names the party."""


@dataclass(frozen=True, slots=True)
class Message:
    """A mail or letter that became a task: which, to whom, and in which change of its case.

    `version` is 0 where nobody knows any more.
    """

    template: str
    to: str
    version: int = 0


@dataclass(frozen=True, slots=True)
class CaseTask:
    """One thing to do; at most one of a code and subject is open in a case.

    `worklist` is where it waits: of `role` and `team`. `about` is what it is about (a clock, an
    outgoing, a party), `words` a Dutch sentence for staff without personal data.
    """

    code: str
    worklist: str
    about: str
    words: str
    at: datetime
    role: str = ""
    team: str = ""

    @property
    def key(self) -> str:
        """What tells it from the other tasks of its case."""
        return f"{self.code}:{self.about}"

    @property
    def message(self) -> Message | None:
        """What `template/to/outgoing id` is about; None for a task about something else."""
        template, _, rest = self.about.partition("/")
        to, _, outgoing = rest.partition("/")
        version = outgoing.partition("-")[0]
        return Message(template, to, int(version) if version else 0) if to else None
