"""Look at a case: as one reader may see it, everybody else's alike not there (promise 6)."""

from collections.abc import Callable
from dataclasses import dataclass

from chalicelib.domain.cases.audience import Reader
from chalicelib.domain.cases.moving.acting import (
    Actor,
    Citizen,
    Official,
    party_for,
    reader_of,
    reader_of_staff,
)
from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.cases.moving.spoken import is_turn, label_of, sentence_of
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.ports.cases import AnyCase, CaseStore, Unreadable
from chalicelib.usecases.cases.acting.may_act import who_asks
from chalicelib.usecases.cases.assured import check_assurance
from chalicelib.usecases.cases.frames import Frames, set_aside
from chalicelib.usecases.cases.reading.showing import Showing
from chalicelib.usecases.cases.reading.view import CaseLine, CaseView

type LogLook = Callable[[Official, AnyCase, Frame], None]
"""Writes down that a member of staff looks into a case, before they see it.

Raises RetryableError when it can't; then nothing is shown.
"""


@dataclass(frozen=True, slots=True)
class Look:
    """The read side of every case."""

    cases: CaseStore
    frames: Frames
    log_look: LogLook

    def case(self, tenant: str, case_id: str, actor: Actor) -> CaseView:
        """One case for one reader.

        Raises NotThereError for unknown, foreign and other tenants' ids alike, TooWeakError,
        ConflictError (`set_aside`), RetryableError.
        """
        case = self.frames.case(tenant, case_id)
        frame = self.frames.of(case)
        who_asks(case, actor, frame)
        if isinstance(actor, Official):
            self.log_look(actor, case, frame)
            reader = reader_of_staff(actor)
        else:
            reader = self._citizen(case, actor, frame)
        showing = Showing(case, reader, frame)
        events = self.cases.events(tenant, case_id)
        return showing.view(events, self.cases.entries(tenant, case_id))

    def mine(self, tenant: str, person: NationalNumber, limit: int = 50) -> list[CaseLine]:
        """The cases in which somebody has a part, the newest first; those set aside too."""
        found = self.cases.of_person(tenant, person, limit)
        return [self._line(one, person) for one in found]

    def _citizen(self, case: AnyCase, citizen: Citizen, frame: Frame) -> Reader:
        party = party_for(case, citizen)
        check_assurance(party.role, case.payload, citizen.assurance, frame)
        return reader_of(party)

    def _line(self, found: AnyCase | Unreadable, person: NationalNumber) -> CaseLine:
        if isinstance(found, Unreadable):
            words = set_aside().public
            return CaseLine(found.case_id, "", "", "", words, words, False, False, None, False)
        frame, party = self.frames.of(found), found.party_of(person)
        reader = reader_of(party) if party else Reader("", frozenset())
        definition = frame.definition
        return CaseLine(
            case_id=found.id,
            reference=found.reference,
            process=found.process,
            title=definition.title,
            label=label_of(found, reader, frame),
            explains=sentence_of(found, reader, frame),
            is_turn=is_turn(found, reader, frame),
            is_over=definition.is_final(found.instance.state),
            changed_at=found.instance.changed_at,
        )
