"""From a case to what one reader may see of it: pure, audience by audience."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from chalicelib.domain.cases.audience import Audience, Reader, may_read, resolved
from chalicelib.domain.cases.entry import Entry, readable
from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.cases.moving.judge import is_offered, may_know, shown_now, turn_of
from chalicelib.domain.cases.moving.reading import handlers_of
from chalicelib.domain.cases.moving.spoken import label_of, must_act, sentence_of
from chalicelib.domain.cases.moving.steps import audience_of
from chalicelib.domain.cases.party import Party
from chalicelib.domain.cases.verdict import Finding
from chalicelib.domain.process.instance import Event
from chalicelib.domain.process.roles import WORK
from chalicelib.domain.process.states import StateKind
from chalicelib.ports.cases import AnyCase
from chalicelib.usecases.cases.acting.may_act import needs_lease
from chalicelib.usecases.cases.reading.terms import date_line
from chalicelib.usecases.cases.reading.view import (
    CaseView,
    DateLine,
    HappenedLine,
    PartyLine,
    Possible,
    StaffView,
)
from chalicelib.usecases.cases.reading.wording import (
    filled_in,
    happened,
    is_mailed,
    labels_of,
    options_of,
    title_of,
)


@dataclass(frozen=True, slots=True)
class Showing:
    """A case, one who looks at it, and what both are judged with."""

    case: AnyCase
    reader: Reader
    frame: Frame

    def view(self, events: Sequence[Event], entries: Iterable[Entry]) -> CaseView:
        """Everything that the reader may see, and nothing else."""
        case, reader, frame = self.case, self.reader, self.frame
        signs, said = self._signs(), readable(entries, reader, self._handlers())
        return CaseView(
            case_id=case.id,
            reference=case.reference,
            process=case.process,
            process_version=case.instance.process_version,
            title=title_of(case, frame),
            state=case.instance.state,
            label=label_of(case, reader, frame),
            explains=sentence_of(case, reader, frame),
            is_over=frame.definition.is_final(case.instance.state),
            is_turn=must_act(case, reader, frame),
            seen=self._seen(),
            received_at=case.intake.received_at,
            changed_at=case.instance.changed_at,
            party=reader.party,
            parties=tuple(self._parties()),
            history=tuple(self._happened(e) for e in events if self._reads_event(e)),
            entries=said,
            documents=tuple(d for d in case.issued if self._reads(d.audience, WORK)),
            findings=self._findings(),
            dates=tuple(self._dates()),
            actions=tuple(self._actions()),
            labels=labels_of(frame.definition, events, said),
            slots={spec.id: spec.words for spec in frame.definition.documents.values()},
            shown=frame.type.shown(case.payload) if signs and frame.type.shown else {},
            shown_hash=shown_now(case, frame) if signs else "",
            staff=self._staff() if self._is_handler() else None,
            outcome=case.verdict.outcome if case.verdict else "",
            is_undone=frame.type.leaves_undone(frame.definition.state(case.instance.state).outcome),
            told=self._told(),
            to_come=frozenset(self._to_come()),
            is_mailed=is_mailed(case, reader.party),
            asks_before_mail=case.intake.asks_before_mail,
        )

    def _handlers(self) -> frozenset[str]:
        return handlers_of(self.case, self.frame.definition)

    def _is_handler(self) -> bool:
        return self.reader.is_staff and bool(self.reader.roles & self._handlers())

    def _reads(self, audience: Audience, author: str) -> bool:
        whom = resolved(audience, turn_of(self.case, self.frame))
        return may_read(whom, author, self.reader, self._handlers())

    def _reads_event(self, event: Event) -> bool:
        return self._reads(audience_of(event, self.frame.definition), event.actor)

    def _seen(self) -> int:
        party = self.case.party(self.reader.party)
        return self.case.instance.version if party is None else party.seen

    def _signs(self) -> bool:
        roles = self.frame.definition.roles
        return self.reader.is_staff or any(roles[r].signs for r in self.reader.roles if r in roles)

    def _happened(self, event: Event) -> HappenedLine:
        role = self.frame.definition.roles.get(event.role)
        codes = event.data if self._is_handler() else ()
        return HappenedLine(
            event=event.name,
            source=event.source,
            target=event.target,
            role=event.role,
            role_words=role.words if role else "",
            at=event.at,
            is_own=event.actor == self.reader.author,
            words=happened(event, self._label(event.target), self.frame.definition),
            codes=codes,
        )

    def _label(self, state: str) -> str:
        label = self.frame.definition.state(state).label
        return label.for_staff(*self.reader.roles) if self.reader.is_staff else label.default

    def _findings(self) -> tuple[Finding, ...]:
        """Those about the reader or nobody in particular; those who handle it see all."""
        verdict, party = self.case.verdict, self.case.party(self.reader.party)
        if verdict is not None and self._is_handler():
            return verdict.findings
        if party is None:
            return ()
        found = self.frame.type.findings(self.case, party)
        return tuple(f for f in found if f.party in (0, party.number))

    def _to_come(self) -> Iterator[str]:
        for spec in self.frame.definition.documents.values():
            if self.case.in_slot(spec.id) is None and self._reads(spec.audience, WORK):
                yield spec.id

    def _told(self) -> Mapping[str, str]:
        party = self.case.party(self.reader.party)
        return self.frame.type.told(self.case, party) if party else {}

    def _parties(self) -> Iterator[PartyLine]:
        turn, state = turn_of(self.case, self.frame), self.case.instance.state
        is_theirs = self.frame.definition.state(state).kind is StateKind.PARTY
        for party in self.case.parties:
            yield PartyLine(
                number=party.number,
                role=party.role,
                words=self.frame.definition.roles[party.role].words,
                has_confirmed=bool(party.confirmed),
                is_turn=party.number in turn and is_theirs,
                is_reader=party.number == self.reader.party,
            )

    def _dates(self) -> Iterator[DateLine]:
        for state in self.case.instance.clocks:
            clock = self.frame.definition.clocks.get(state.name)
            if clock is None or not state.is_alive:
                continue
            if not clock.audience or self._reads(clock.audience, ""):
                yield date_line(state, clock, self.frame, is_staff=self.reader.is_staff)

    def _actions(self) -> Iterator[Possible]:
        if self.reader.is_staff:
            yield from self._own()
            yield from self._for_others()
        else:
            yield from self._own()

    def _own(self) -> Iterator[Possible]:
        """Each action once, in the first of its roles that the reader has: so it is done."""
        definition, mine = self.frame.definition, self.reader.roles
        for role in definition.roles:
            for possible in self._in(role, 0) if role in mine else ():
                who = possible.action.who
                if role == next(name for name in who if name in mine):
                    yield possible

    def _for_others(self) -> Iterator[Possible]:
        """What staff may do for parties at the counter, and record for authorities."""
        for role in self.frame.definition.roles.values():
            if self.reader.roles & set(role.counter):
                for party in self.case.parties:
                    if party.role == role.id and not party.is_forgotten:
                        possible = self._in(role.id, party.number)
                        yield from (one for one in possible if not one.action.is_personal)
            if self.reader.roles & set(role.recorded_by):
                yield from self._in(role.id, 0, is_recorded=True)

    def _in(self, role: str, behalf: int, *, is_recorded: bool = False) -> Iterator[Possible]:
        definition, state = self.frame.definition, self.case.instance.state
        party = self.case.party(behalf or self.reader.party)
        for action in definition.actions_in(state, role):
            offered = self._known(definition.offered(action, state, role), party)
            if not offered or not is_offered(self.case, action, party, self.frame):
                continue
            events = {event: action.events[event] for event in offered}
            lease = self.reader.is_staff and any(
                needs_lease(self.case, action, event, self.reader.roles, definition)
                for event in offered
            )
            options = options_of(action, self.case, self.frame)
            yield Possible(action, events, role, behalf, is_recorded, lease, options)

    def _known(self, events: tuple[str, ...], party: Party | None) -> tuple[str, ...]:
        """The events that a party may know of; for staff all of them."""
        case, frame = self.case, self.frame
        return tuple(e for e in events if party is None or may_know(case, e, party, frame))

    def _staff(self) -> StaffView:
        handling = self.case.handling
        holder = handling.holder(self.frame.at)
        return StaffView(
            payload=self.case.payload,
            intake=self.case.intake,
            handling=handling,
            holder=holder,
            tasks=self.case.tasks,
            filled_in=filled_in(self.case, self.frame),
            parties=self.case.parties,
            because_of=self.case.because_of,
            traits=self.frame.type.traits(self.case),
        )
