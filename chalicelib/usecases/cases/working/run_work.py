"""The issuance function: one message, at most one run of the work that the state names."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import Any

from chalicelib.domain.cases.case import WorkTry
from chalicelib.domain.cases.change import Change
from chalicelib.domain.cases.entry import Entry
from chalicelib.domain.cases.moving.following import RESEND, a_task
from chalicelib.domain.cases.moving.frame import Frame, Happening
from chalicelib.domain.cases.moving.moves import moved
from chalicelib.domain.cases.moving.steps import Extra
from chalicelib.domain.cases.outcome import Done, Human, Later, Outcome
from chalicelib.domain.cases.outgoing import Outgoing
from chalicelib.domain.process.judging import CantSayError, GuardNotMetError
from chalicelib.domain.process.roles import WORK
from chalicelib.domain.process.states import StateKind
from chalicelib.domain.process.works import WorkSpec
from chalicelib.domain.registers.access import Actor, ActorKind
from chalicelib.domain.shared.errors import ConflictError
from chalicelib.ports.cases import AnyCase, CaseStore, Unreadable
from chalicelib.ports.cases.messages import CaseMessage
from chalicelib.ports.cases.words import CaseLetters
from chalicelib.ports.errors import UnprintableError
from chalicelib.ports.reports import Report
from chalicelib.usecases.cases.consult import Consult, needs_of
from chalicelib.usecases.cases.decided_letter import check_refusal, letter_entry
from chalicelib.usecases.cases.follow_up import FollowUp
from chalicelib.usecases.cases.frames import Frames
from chalicelib.usecases.cases.sending.send_due import SendDue
from chalicelib.usecases.cases.working.give_way import GiveWay
from chalicelib.usecases.cases.working.works import WorkContext, Works

LONGEST_DELAY = 900
"""Seconds a message can wait; longer delays go by the case's due time."""

EARLY = timedelta(seconds=1)
"""By so much the clocks of two functions may differ."""

_STALE = frozenset({"version_moved", "done_before"})


class WorkResult(StrEnum):
    """What came of one message."""

    DONE = "done"
    HUMAN = "human"
    LATER = "later"
    GIVEN_UP = "given_up"
    STALE = "stale"
    NOTHING = "nothing"


type Worked = tuple[WorkResult, AnyCase, tuple[Outgoing, ...] | None]
"""What became of a work, the case after it, and what it told; None when nothing happened.

A case that begins tells nobody: after its first work that is all there is to send.
"""


@dataclass(frozen=True, slots=True)
class RunWork:
    """Running it twice, even at once, changes nothing more: the version condition sees to it.

    A bad case harms nobody else: what its work raises is reported by id, and it is tried again
    until its cap, then its case goes where the definition says.
    """

    cases: CaseStore
    frames: Frames
    give_way: GiveWay
    follow_up: FollowUp
    send_due: SendDue
    consult: Consult
    works: Works
    report: Report
    letters: CaseLetters

    def __call__(self, message: CaseMessage) -> tuple[WorkResult, AnyCase | None]:
        """Run the work of a case's state, then send what is to go out.

        Raises RetryableError when the case couldn't be read.
        """
        case = self.cases.get(message.tenant, message.case_id)
        if case is None or isinstance(case, Unreadable):
            return WorkResult.STALE, None
        result, after, told = self._worked(case, message)
        self.send_due(after, told if case.instance.version == 1 else None)
        return result, after

    def at_cap(self, case: AnyCase, frame: Frame, spec: WorkSpec) -> tuple[WorkResult, AnyCase]:
        """What the definition says for a work that was tried for long enough.

        Where even that isn't possible, the case stands before a human by a task.
        """
        happening = Happening(spec.at_cap, WORK, WORK, (("work", spec.id),))
        try:
            change = self._happen(case, (happening,), frame, Extra())
        except (ConflictError, CantSayError) as error:
            if error.code in _STALE:
                return WorkResult.STALE, case
            return WorkResult.GIVEN_UP, self._before_human(case, frame, spec)
        return WorkResult.GIVEN_UP, change.case

    def _worked(self, case: AnyCase, message: CaseMessage) -> Worked:
        frame = self.frames.of(case)
        spec = frame.definition.work_of(case.instance.state)
        if spec is None or not _is_time(case, frame):
            return WorkResult.NOTHING, case, None
        if message.version != case.instance.version:
            return WorkResult.STALE, case, None
        try:
            outcome = self._outcome(case, frame, spec)
            return self._kept(outcome, case, frame, spec)
        except ConflictError as error:
            if error.code in _STALE:
                return WorkResult.STALE, case, None
            return self._failed(error, case, frame, spec)
        except Exception as error:  # one bad case harms nobody else (promise 9)
            return self._failed(error, case, frame, spec)

    def _outcome(self, case: AnyCase, frame: Frame, spec: WorkSpec) -> Outcome[Any]:
        work = self.works(frame.type.id, spec.id)
        outcome = work(case, WorkContext(frame, spec, self.consult))
        _check(outcome, spec)
        return outcome

    def _kept(self, outcome: Outcome[Any], case: AnyCase, frame: Frame, spec: WorkSpec) -> Worked:
        if isinstance(outcome, Later):
            return *self._later(case, frame, spec), None
        result = WorkResult.HUMAN if isinstance(outcome, Human) else WorkResult.DONE
        try:
            extra = self._extra(outcome, case, frame)
            change = self._happen(case, _happenings(outcome), frame, extra)
        except CantSayError:
            return *self._later(case, frame, spec), None
        except GuardNotMetError:
            instead = self.at_cap if spec.at_cap else self._later
            return *instead(case, frame, spec), None
        return result, change.case, change.outgoing

    def _extra(self, outcome: Done[Any] | Human[Any], case: AnyCase, frame: Frame) -> Extra:
        """What is stored besides: of a work that turns something down, the letter that says why."""
        if isinstance(outcome, Human):
            return Extra(payload=outcome.payload, verdict=outcome.verdict)
        return Extra(
            entries=tuple(self._letter(outcome, case, frame)),
            documents=outcome.documents,
            payload=outcome.payload,
            parties=outcome.parties,
            verdict=outcome.verdict,
        )

    def _letter(self, outcome: Done[Any], case: AnyCase, frame: Frame) -> Iterator[Entry]:
        spec = frame.definition.work_of(case.instance.state)
        for number, event in enumerate(outcome.events, 1):
            if spec and (name := spec.refusals.get(event)):
                said = outcome.refusal
                letter = self.letters.compose(name, case, said, {}, frame.municipality)
                check_refusal(letter)
                yield letter_entry(name, letter, case.instance.version + number, WORK, frame)

    def _happen(
        self, case: AnyCase, happenings: tuple[Happening, ...], frame: Frame, extra: Extra
    ) -> Change:
        known = self._with_facts(case, happenings, frame)
        return self.give_way(case, lambda more: moved(case, happenings, known, more), known, extra)

    def _with_facts(self, case: AnyCase, happenings: tuple[Happening, ...], frame: Frame) -> Frame:
        """With what the guards of some events read, asked log first."""
        events = {happening.event for happening in happenings}
        those = (t for t in frame.definition.transitions if t.event in events)
        needs = needs_of(case, (g for t in those for g in t.guards()), frame.definition)
        asker = Actor(ActorKind.SYSTEM, WORK)
        return replace(frame, facts=self.consult(case, frame, asker, needs)) if needs else frame

    def _failed(self, error: Exception, case: AnyCase, frame: Frame, spec: WorkSpec) -> Worked:
        """What can't be printed today can't be tomorrow: that is for people at once."""
        self.report("work", case.tenant, case.id, type(error).__name__)
        if isinstance(error, UnprintableError) and spec.at_cap:
            return *self.at_cap(case, frame, spec), None
        return *self._later(case, frame, spec), None

    def _later(self, case: AnyCase, frame: Frame, spec: WorkSpec) -> tuple[WorkResult, AnyCase]:
        """Try again as the definition says, or no longer."""
        now, since = frame.at, case.work.since or case.instance.entered_at
        if spec.is_capped(since, now):
            return self.at_cap(case, frame, spec)
        delay = spec.delay(case.work.tries + 1)
        is_auto = frame.definition.state(case.instance.state).kind is StateKind.AUTO
        is_sent = is_auto and delay <= timedelta(seconds=LONGEST_DELAY)
        next_at = now + delay + (RESEND if is_sent else timedelta())
        after = replace(case, work=WorkTry(since, case.work.tries + 1, next_at))
        try:
            self.cases.touch(after)
        except ConflictError:
            return WorkResult.STALE, case
        if is_sent:
            self.follow_up.send(after, int(delay.total_seconds()))
        return WorkResult.LATER, after

    def _before_human(self, case: AnyCase, frame: Frame, spec: WorkSpec) -> AnyCase:
        words = frame.words.say("tasks.work_failed")
        task = a_task(case, frame, "work_failed", spec.id, words)
        try:
            tasked = self.cases.open_task(case, task)
            after = replace(tasked, work=replace(case.work, next_at=frame.at + spec.delay(99)))
            self.cases.touch(after)
        except ConflictError:
            return case
        return after


def _is_time(case: AnyCase, frame: Frame) -> bool:
    """Whether a state's work is to run: a message that comes again before that starts no more.

    Each try sends the message of the next, so without this every one that came twice would go
    round for as long as the case waits.
    """
    next_at = case.work.next_at
    return next_at is not None and next_at <= frame.at + RESEND + EARLY


def _happenings(outcome: Done[Any] | Human[Any]) -> tuple[Happening, ...]:
    if isinstance(outcome, Done):
        events, codes = outcome.events, outcome.codes
    else:
        events = (*outcome.before, outcome.event)
        codes = (*outcome.codes, ("reason", outcome.reason))
    first = (Happening(event, WORK, WORK) for event in events[:-1])
    return (*first, Happening(events[-1], WORK, WORK, codes))


def _check(outcome: Outcome[Any], spec: WorkSpec) -> None:
    """Whether a work did what it was declared to do. Raises ValueError."""
    if isinstance(outcome, Later):
        return
    known = spec.done if isinstance(outcome, Done) else (*spec.human, *spec.done, spec.at_cap)
    events = outcome.events if isinstance(outcome, Done) else (*outcome.before, outcome.event)
    slots = {slot for event in events for slot in spec.documents.get(event, ())}
    made = {d.slot for d in outcome.documents} if isinstance(outcome, Done) else set()
    if not events or not set(events) <= set(known) or not made <= slots:
        raise ValueError(f"{spec.id} yields what it isn't declared to")
