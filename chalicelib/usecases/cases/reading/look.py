"""Look at a case: as one reader may see it, everybody else's alike not there (promise 6)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from chalicelib.domain.cases.audience import Reader
from chalicelib.domain.cases.entry import Entry
from chalicelib.domain.cases.moving.acting import (
    Actor,
    Citizen,
    Official,
    party_for,
    reader_of,
    reader_of_staff,
)
from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.cases.moving.spoken import label_of, must_act, sentence_of
from chalicelib.domain.cases.party import Party
from chalicelib.domain.process.instance import Event
from chalicelib.domain.process.states import StateKind
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.ports.cases import AnyCase, CaseStore, Unreadable
from chalicelib.usecases.cases.acting.may_act import who_asks
from chalicelib.usecases.cases.assured import check_assurance, needed_to_list, needed_to_look
from chalicelib.usecases.cases.frames import Frames, set_aside
from chalicelib.usecases.cases.reading.showing import Showing
from chalicelib.usecases.cases.reading.view import CaseLine, CaseView, in_brief, line_in_brief
from chalicelib.usecases.cases.reading.wording import title_of

type LogLook = Callable[[Official, AnyCase, Frame], None]
"""Writes down that a member of staff looks into a case, before they see it.

Raises NotAllowedError (`own_file`, `staff_number_unknown`) for what nobody may handle themselves,
RetryableError when it can't; then nothing is shown.
"""


@dataclass(frozen=True, slots=True)
class CaseReader:
    """The read side of every case."""

    cases: CaseStore
    frames: Frames
    log_look: LogLook

    def case(self, tenant: str, case_id: str, actor: Actor) -> CaseView:
        """One case for one reader; who signed in weakly may see no more than how it stands.

        Raises NotThereError for unknown, foreign and other tenants' ids alike, TooWeakError,
        ConflictError (`set_aside`), NotAllowedError (`own_file`, `staff_number_unknown`),
        RetryableError.
        """
        case = self.frames.case(tenant, case_id)
        frame = self.frames.of(case)
        who_asks(case, actor, frame)
        events = self.cases.events(tenant, case_id)
        if isinstance(actor, Official):
            self.log_look(actor, case, frame)
            showing = Showing(case, reader_of_staff(actor), frame)
            return showing.view(events, self.cases.entries(tenant, case_id))
        return self._for_citizen(case, actor, frame, events, self.cases.entries(tenant, case_id))

    def at_once(self, case: AnyCase, citizen: Citizen) -> CaseView:
        """A case that was just read or opened, without what was said and happened."""
        return self._for_citizen(case, citizen, self.frames.of(case), (), ())

    def of_party(self, case: AnyCase, party: Party) -> CaseView:
        """The same for a party that made known who it is without signing in."""
        return Showing(case, reader_of(party), self.frames.of(case)).view((), ())

    def all_of(
        self, process: str, tenant: str, citizen: Citizen, limit: int = 50
    ) -> list[CaseView]:
        """Somebody's cases of a process, the newest first, without what was said and happened."""
        found = self.cases.of_person(tenant, citizen.person, limit)
        cases = (one for one in found if not isinstance(one, Unreadable))
        return [self.at_once(case, citizen) for case in cases if case.process == process]

    def mine(self, tenant: str, citizen: Citizen, limit: int = 50) -> list[CaseLine]:
        """The cases in which somebody has a part, the newest first; those set aside too.

        Of what takes a stronger sign-in than theirs they read only that it is there.
        """
        found = self.cases.of_person(tenant, citizen.person, limit)
        return [self._told(one, citizen) for one in found]

    def _for_citizen(
        self,
        case: AnyCase,
        citizen: Citizen,
        frame: Frame,
        events: Sequence[Event],
        entries: Iterable[Entry],
    ) -> CaseView:
        party, level = party_for(case, citizen), citizen.assurance
        check_assurance(party.role, case.payload, level, frame)
        view = Showing(case, reader_of(party), frame).view(events, entries)
        needs = needed_to_look(case.payload, level, frame)
        return in_brief(view, needs) if needs else view

    def _told(self, found: AnyCase | Unreadable, citizen: Citizen) -> CaseLine:
        line = self._line(found, citizen.person)
        if isinstance(found, Unreadable):
            return line
        party, frame = found.party_of(citizen.person), self.frames.of(found)
        role = party.role if party else found.parties[0].role
        needs = needed_to_list(role, found.payload, citizen.assurance, frame)
        return line_in_brief(line, needs) if needs else line

    def _line(self, found: AnyCase | Unreadable, person: NationalNumber) -> CaseLine:
        if isinstance(found, Unreadable):
            words = set_aside().public
            return CaseLine(found.case_id, "", "", "", words, words, False, False, None, False)
        frame, party = self.frames.of(found), found.party_of(person)
        reader = reader_of(party) if party else Reader("", frozenset())
        definition, state = frame.definition, frame.definition.state(found.instance.state)
        return CaseLine(
            case_id=found.id,
            reference=found.reference,
            process=found.process,
            title=title_of(found, frame),
            label=label_of(found, reader, frame),
            explains=sentence_of(found, reader, frame),
            is_turn=must_act(found, reader, frame),
            is_over=definition.is_final(state.id),
            changed_at=found.instance.changed_at,
            is_moving=state.kind is StateKind.AUTO,
            outcome=state.outcome,
            is_undone=frame.type.leaves_undone(state.outcome),
            documents=tuple(document.number for document in found.issued),
        )
