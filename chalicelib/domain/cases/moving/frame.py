"""What a case is judged with: its process, its municipality, the moment, what registers said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from chalicelib.domain.cases.case import Case
from chalicelib.domain.cases.entry import Attachment
from chalicelib.domain.cases.process_type import Facts, ProcessType, Values
from chalicelib.domain.process.actions import Action
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.instance import Cause, Data
from chalicelib.domain.process.timing.terms import Terms
from chalicelib.domain.shared.wording import Wording
from chalicelib.domain.tenants.municipality import Municipality


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything beside the case that decides what an event does to it; `words` are of any case."""

    definition: Definition
    type: ProcessType[Any]
    municipality: Municipality
    at: datetime
    words: Wording
    facts: Facts = field(default_factory=dict)

    @property
    def day(self) -> date:
        """The municipality's day."""
        return self.municipality.day_of(self.at)

    @property
    def terms(self) -> Terms:
        """How the municipality counts."""
        return Terms(self.municipality.calendar, self.municipality.policy)


@dataclass(frozen=True, slots=True)
class Happening:
    """An event that is asked to happen, with what comes along.

    `author` is who causes it (`party:2`, `staff:k17`; `work`, `clock` and `mail` are the
    engine's), `by_staff` whether a member of staff did so for themselves or somebody.
    `attachments` are files of `values` as they lie in the archive, by field; `unread` are fields of
    which a file couldn't be looked at. `words` are what was chosen, as it was read.
    """

    event: str
    role: str
    author: str
    codes: Data = ()
    values: Values = field(default_factory=dict)
    action: Action | None = None
    by_staff: bool = False
    attachments: Mapping[str, tuple[Attachment, ...]] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()

    def cause(self, at: datetime) -> Cause:
        """The same for the engine."""
        return Cause(self.event, self.role, at, self.author, self.codes)


def team_of(case: Case[Any], worklist: str, definition: Definition) -> tuple[str, str]:
    """Role and team of a worklist for a case; the team may be a field of its payload."""
    found = definition.worklists[worklist]
    team = found.team
    if found.team_field:
        team = str(getattr(case.payload, found.team_field) or "")
    return found.role, team
