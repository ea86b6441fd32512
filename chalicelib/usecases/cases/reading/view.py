"""What one reader may see of a case."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from chalicelib.domain.cases.entry import Entry
from chalicelib.domain.cases.handling import Handling
from chalicelib.domain.cases.intake import Intake
from chalicelib.domain.cases.issued import IssuedDocument
from chalicelib.domain.cases.party import Party
from chalicelib.domain.cases.tasks import CaseTask
from chalicelib.domain.cases.verdict import Finding
from chalicelib.domain.process.actions import Action
from chalicelib.domain.shared.errors import TooWeakError
from chalicelib.usecases.cases.reading.wording import Options

_UNTOLD = "Een aanvraag van u"


@dataclass(frozen=True, slots=True)
class HappenedLine:
    """One event, as this reader may know of it: `words` says what, `role_words` who.

    `is_own` when the reader did it. `codes` are for those who handle the case.
    """

    event: str
    source: str
    target: str
    role: str
    role_words: str
    at: datetime
    is_own: bool
    words: str = ""
    codes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DateLine:
    """A term that runs: its name, the law it rests on, its last day and its very end.

    A party reads no `basis` where there is no law. Day and end are None while they aren't known,
    and while the term stands still.
    """

    clock: str
    words: str
    basis: str
    day: date | None
    is_promise: bool = False
    ends_at: datetime | None = None
    is_paused: bool = False


@dataclass(frozen=True, slots=True)
class PartyLine:
    """A party as others see it: number, role, and whether they have confirmed."""

    number: int
    role: str
    words: str
    has_confirmed: bool
    is_turn: bool
    is_reader: bool


@dataclass(frozen=True, slots=True)
class Possible:
    """An action that is possible now for a reader, if its guards hold.

    `events` are what it may cause, with their labels. `role` is that in which they would act;
    `behalf` the number of the party for whom staff would (0: for themselves or an authority).
    `needs_lease`: staff must hold the case first. `options` are what can be chosen, by field.
    """

    action: Action
    events: Mapping[str, str]
    role: str
    behalf: int = 0
    is_recorded: bool = False
    needs_lease: bool = False
    options: Options = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case on one page for one reader; `seen` is the version to send back with an action.

    `labels` are what the fields are called in which something was said, by the id of the entry;
    `slots` what documents are, by id.
    `outcome` is what the rules led to, empty before; `told` are codes of what it is about.
    `is_undone` tells that it ended without what was asked for.
    `is_mailed` tells that mails to the reader arrive, as far as we know.
    `to_come` are the slots of documents that it may still yield for its reader.
    With `asks_before_mail` mails only come once somebody opened a link from their address.
    `needs` is how surely one must sign in to see more than how it stands; empty who sees all.
    `shown` is what a confirming party reads, `shown_hash` what they send back. `staff` is there
    for those who handle it.
    """

    case_id: str
    reference: str
    process: str
    process_version: int
    title: str
    state: str
    label: str
    explains: str
    is_over: bool
    is_turn: bool
    seen: int
    received_at: datetime
    changed_at: datetime
    party: int
    parties: tuple[PartyLine, ...]
    history: tuple[HappenedLine, ...]
    entries: tuple[Entry, ...]
    documents: tuple[IssuedDocument, ...]
    findings: tuple[Finding, ...]
    dates: tuple[DateLine, ...]
    actions: tuple[Possible, ...]
    labels: Mapping[str, str] = field(default_factory=dict)
    slots: Mapping[str, str] = field(default_factory=dict)
    shown: Mapping[str, str] = field(default_factory=dict)
    shown_hash: str = ""
    staff: "StaffView | None" = None
    outcome: str = ""
    is_undone: bool = False
    to_come: frozenset[str] = frozenset()
    told: Mapping[str, str] = field(default_factory=dict)
    needs: str = ""
    is_mailed: bool = False
    asks_before_mail: bool = False

    def check_whole(self) -> None:
        """Raises TooWeakError for who signed in too weakly to see all of it, and so to act."""
        if self.needs:
            raise TooWeakError(self.needs)


@dataclass(frozen=True, slots=True)
class StaffView:
    """What those who handle a case see besides; `filled_in` is the payload, labelled.

    `because_of` is the id of the case that led to this one; `traits` are codes by which standard
    texts fit.
    """

    payload: Any
    intake: Intake
    handling: Handling
    holder: str
    tasks: tuple[CaseTask, ...]
    filled_in: tuple[tuple[str, str], ...] = ()
    parties: tuple[Party, ...] = ()
    because_of: str = ""
    traits: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One line of somebody's list; `is_readable` is False for a case that is being looked at.

    `needs` is how surely one must sign in to read what it is; then only `changed_at` is told.
    `is_moving` while an automatic state is passed through; `outcome` is that of its end,
    `is_undone` that it ended without what was asked for; `documents` are the numbers of what it
    yielded.
    """

    case_id: str
    reference: str
    process: str
    title: str
    label: str
    explains: str
    is_turn: bool
    is_over: bool
    changed_at: datetime | None
    is_readable: bool = True
    is_moving: bool = False
    outcome: str = ""
    is_undone: bool = False
    documents: tuple[str, ...] = ()
    needs: str = ""


def line_in_brief(line: CaseLine, needs: str) -> CaseLine:
    """That there is a case, for who signed in below level `needs`."""
    return CaseLine(
        case_id=line.case_id,
        reference=line.reference,
        process="",
        title=_UNTOLD,
        label="",
        explains="",
        is_turn=False,
        is_over=False,
        changed_at=line.changed_at,
        needs=needs,
    )


def in_brief(view: CaseView, needs: str) -> CaseView:
    """How a case stands, for who signed in below `needs`.

    Nothing of what it is or holds, and nothing to do: who acts must see on what.
    """
    return replace(
        view,
        title=_UNTOLD,
        history=(),
        labels={},
        slots={},
        to_come=frozenset(),
        told={},
        entries=(),
        documents=(),
        findings=(),
        actions=(),
        shown={},
        shown_hash="",
        outcome="",
        needs=needs,
    )
