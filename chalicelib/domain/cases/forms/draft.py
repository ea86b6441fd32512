"""What somebody filled in and did not send yet: no case, but theirs."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """The fields of a form as they were filled in, in order; files aren't among them.

    `id` tells it from the person's others: what it is about, or a secret for a form that was left
    by force; only the first is `listed`. `path` is where the form stands. It is gone at `until`.
    """

    id: str
    path: str
    fields: tuple[tuple[str, str], ...]
    at: datetime
    until: datetime
    listed: bool = True

    def first(self, name: str) -> str:
        """The first value of a field; empty when there is none."""
        return next((value for field, value in self.fields if field == name), "")
