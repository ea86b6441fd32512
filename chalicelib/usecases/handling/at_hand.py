"""What all of handling has in common: whose case it is, and how its human side is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from chalicelib.domain.cases.audience import HANDLERS
from chalicelib.domain.cases.entry import Entry, EntryKind
from chalicelib.domain.cases.handling import Handling
from chalicelib.domain.cases.moving.acting import Official
from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.cases.staff import Staff, StaffAction, may
from chalicelib.domain.process.states import StateKind, Worklist
from chalicelib.domain.shared.errors import (
    ConflictError,
    InvalidInputError,
    NotAllowedError,
    NotThereError,
)
from chalicelib.ports.cases import AnyCase, CaseStore
from chalicelib.ports.platform import Ids
from chalicelib.usecases.cases.acting.may_act import who_asks
from chalicelib.usecases.cases.follow_up import FollowUp
from chalicelib.usecases.cases.frames import Frames
from chalicelib.usecases.cases.reading.look import LogLook

LEASE = timedelta(minutes=20)
"""For how long a case is held, unless its holder says to be still at it."""
MAX_TEXT = 4000


@dataclass(frozen=True, slots=True)
class InHand:
    """A case that a member of staff may know of, with what it is judged with."""

    staff: Staff
    case: AnyCase
    frame: Frame

    @property
    def worklist(self) -> Worklist | None:
        """Where it waits for people now; None when it waits for nobody of ours."""
        definition = self.frame.definition
        state = definition.state(self.case.instance.state)
        return definition.worklist_of(state.id) if state.kind is StateKind.DESK else None

    @property
    def holder(self) -> str:
        """Who holds it now; empty when nobody does."""
        return self.case.handling.holder(self.frame.at)

    @property
    def is_held(self) -> bool:
        """Whether this member of staff has it: until it is given back, also when time is over."""
        lease = self.case.handling.lease
        return self.worklist is not None and lease is not None and lease.staff == self.staff.id

    @property
    def is_in_charge(self) -> bool:
        """Whether they may dispose of what others hold."""
        return may(self.staff, StaffAction.TAKE_OVER, self.case.tenant)


@dataclass(frozen=True, slots=True)
class AtHand:
    """Finds cases for staff and keeps what they do with them; what isn't theirs isn't there."""

    cases: CaseStore
    frames: Frames
    follow_up: FollowUp
    ids: Ids
    log_look: LogLook

    def case(self, staff: Staff, case_id: str) -> InHand:
        """A case that somebody may know of, once the look is logged.

        Raises NotThereError, ConflictError (`set_aside`), NotAllowedError (`own_file`,
        `staff_number_unknown`), RetryableError.
        """
        case = self.frames.case(staff.tenant, case_id)
        return self.of(staff, case)

    def of(self, staff: Staff, case: AnyCase) -> InHand:
        """The same for a case that was read."""
        frame, official = self.frames.of(case), Official(staff)
        who_asks(case, official, frame)
        self.log_look(official, case, frame)
        return InHand(staff, case, frame)

    def waiting(self, staff: Staff, case_id: str) -> InHand:
        """A case that waits for people.

        Raises what `case` raises, ConflictError (`not_waiting`).
        """
        found = self.case(staff, case_id)
        if found.worklist is None:
            raise ConflictError("not_waiting", "Dit dossier wacht nu niet op een medewerker.")
        return found

    def held(self, staff: Staff, case_id: str) -> InHand:
        """A case that somebody holds. Raises what `case` raises, ConflictError (`not_held`)."""
        found = self.case(staff, case_id)
        if not found.is_held:
            raise not_held()
        return found

    def in_charge(self, staff: Staff, case_id: str) -> InHand:
        """A case that waits, for who may dispose of it.

        Raises what `waiting` raises, NotAllowedError (`actor_not_allowed`).
        """
        found = self.waiting(staff, case_id)
        if not found.is_in_charge:
            raise NotAllowedError("actor_not_allowed", "Dit kan alleen een leidinggevende.")
        return found

    def entry(
        self,
        found: InHand,
        name: str,
        data: Mapping[str, str] = MappingProxyType({}),
        *,
        kind: EntryKind = EntryKind.HANDLING,
        text: str = "",
    ) -> Entry:
        """Something that staff did or said now, for those who handle the case."""
        return Entry(
            id=self.ids.request_id(),
            version=found.case.instance.version,
            kind=kind,
            name=name,
            author=Official(found.staff).author,
            at=found.frame.at,
            audience=(HANDLERS,),
            text=text,
            data=tuple(data.items()),
        )

    def keep(self, found: InHand, handling: Handling, *entries: Entry) -> AnyCase:
        """Store another human side, if nobody changed it meanwhile.

        Raises ConflictError (`version_moved`), RetryableError.
        """
        return self.cases.handle(found.case, handling, *entries)

    def put_back(self, found: InHand, handling: Handling, *entries: Entry) -> AnyCase:
        """The same for a case that waits again; its people are told. Raises what `keep` raises."""
        case = self.keep(found, handling, *entries)
        if found.worklist:
            self.follow_up.ring(case, found.worklist.role)
        return case


def not_held() -> ConflictError:
    """What only who holds a case may do."""
    return ConflictError("not_held", "U behandelt dit dossier niet (meer). Neem het eerst.")


def allow(staff: Staff, action: StaffAction) -> None:
    """Pass, or raise NotThereError: what somebody may not do isn't there for them."""
    if not may(staff, action, staff.tenant):
        raise NotThereError("Dit dossier hebben we niet gevonden.")


def written(text: str, field: str, longest: int = MAX_TEXT) -> str:
    """A text that has to be there. Raises InvalidInputError (`text_missing`, `text_too_long`)."""
    if not text.strip():
        raise InvalidInputError("text_missing", "Schrijf hier een tekst.", field)
    if len(text) > longest:
        sentence = f"Deze tekst is te lang: hoogstens {longest} tekens."
        raise InvalidInputError("text_too_long", sentence, field)
    return text.strip()
