"""Clerks who handle moves: what people would do with each, among what the use cases let them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Protocol

from chalicelib.domain.address_change.move import REFERENCE_PERSON, party_in
from chalicelib.domain.cases.forms.raw import Raw
from chalicelib.domain.cases.handling import Lease, held_by
from chalicelib.domain.cases.moving.acting import Actor, Citizen, Official
from chalicelib.domain.cases.staff import Staff, StaffRole
from chalicelib.domain.process.judging import GuardNotMetError
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.ports.cases import AnyCase
from ops.measure.replay.clerks import PER_CASE
from ops.measure.replay.counter import Counter
from ops.measure.replay.timeline import Timeline

TEAM = "burgerzaken"
LOOKS_EVERY = timedelta(minutes=30)
LEFT_ASIDE = timedelta(days=365)
"""How long a clerk keeps what doesn't fit the registers: the citizen would be called."""

_AGREES = 0.85


class ActsOnMove(Protocol):
    """Acts on a case as it is now."""

    def __call__(self, actor: Actor, case_id: str, action: str, raw: Raw) -> None:
        """Raises what acting raises."""


class MoveDesk:
    """One clerk at a time at work, during office hours."""

    def __init__(self, counter: Counter, timeline: Timeline, act: ActsOnMove, seed: int) -> None:
        self._counter, self._timeline, self._act = counter, timeline, act
        self._rng = Random(f"desk of {seed}")

    def work(self, until: datetime) -> None:
        """A clerk's shift: one case after the other."""
        if self._counter.clock.now() >= until:
            return
        staff = self._rng.choice(self._counter.staff)
        case = self._counter.wiring.handling.claim.next(staff) if self._has_work() else None
        if case:
            self._handle(staff, case)
        self._later(PER_CASE if case else LOOKS_EVERY, partial(self.work, until))

    def _has_work(self) -> bool:
        """Whether anything waits at all: half the looks find nothing."""
        nis = self._counter.here.nis
        return bool(self._counter.cases.worklist(nis, StaffRole.CLERK, TEAM, 1))

    def _handle(self, staff: Staff, case: AnyCase) -> None:
        today = self._counter.here.day_of(self._counter.clock.now()).isoformat()
        match case.instance.state:
            case "consent_letter":
                self._act(Official(staff), case.id, "letter_posted", {"day": today})
                self._ask_resident(case)
            case "clerk_check":
                self._check(staff, case, today)
            case "deciding":
                self._decide(staff, case)
            case "refusal_to_send":
                self._act(Official(staff), case.id, "refusal_served", {"day": today})

    def _ask_resident(self, case: AnyCase) -> None:
        if self._rng.random() < _AGREES:
            after = timedelta(hours=self._rng.randrange(20, 110))
            self._later(after, partial(self._agree, case.id))

    def _agree(self, case_id: str) -> None:
        case = self._counter.at(case_id)
        party = party_in(case, REFERENCE_PERSON)
        if party and party.person and case.instance.state == "awaiting_reference":
            who = Citizen(party.person, Assurance.HIGH)
            self._act(who, case_id, "agree", {"lives_with": "ja"})

    def _check(self, staff: Staff, case: AnyCase, today: str) -> None:
        """Another parent is told before the officer goes."""
        if any(party.role == "other_parent" for party in case.parties):
            self._act(Official(staff), case.id, "tell_parent", {})
            self._act(Official(staff), case.id, "parent_told", {"day": today})
        self._act(Official(staff), case.id, "send_officer", {})

    def _decide(self, staff: Staff, case: AnyCase) -> None:
        """Registered on a good report; an empty house is visited anew; the rest is left aside."""
        found = case.payload.conclusion
        if case.handling.reason == "register_conflict":
            self._keep(staff, case, self._counter.clock.now() + LEFT_ASIDE)
        elif found == "nobody_home":
            self._act(Official(staff), case.id, "more_inquiry", {"ask": "Ga nog eens langs."})
        elif found == "lives_there":
            self._register(staff, case)
        else:
            self._refuse(staff, case)

    def _register(self, staff: Staff, case: AnyCase) -> None:
        try:
            self._act(Official(staff), case.id, "register", {})
        except GuardNotMetError:  # the other parent's term runs
            clock = case.instance.clock("parent")
            ends_at = clock.ends_at if clock else None
            self._keep(staff, case, ends_at or self._counter.clock.now() + LOOKS_EVERY)
            return
        self._later(timedelta(days=self._rng.randrange(4, 25)), partial(self._cards, case.id))

    def _keep(self, staff: Staff, case: AnyCase, until: datetime) -> None:
        """In their own tray: nobody else meets it before it can be gone on with."""
        held = held_by(case.handling, Lease(staff.id, until))
        self._counter.wiring.cases.store.handle(case, held)

    def _refuse(self, staff: Staff, case: AnyCase) -> None:
        """An intention, a letter, a hearing, a decision."""
        why = {"reason": "not_living_there", "text": "De woning staat leeg."}
        today = self._counter.here.day_of(self._counter.clock.now()).isoformat()
        if not case.payload.heard:
            self._act(Official(staff), case.id, "intend_refusal", why)
            self._act(Official(staff), case.id, "posted", {"day": today})
        else:
            self._act(Official(staff), case.id, "refuse", why)

    def _cards(self, case_id: str) -> None:
        """Everybody comes with their card at once."""
        case = self._counter.at(case_id)
        if case.instance.state == "registered":
            left = list(case.payload.registered)
            self._act(Official(self._counter.staff[0]), case_id, "card_done", {"member": left})

    def _later(self, after: timedelta, act: Callable[[], None]) -> None:
        self._timeline.at(self._counter.clock.now() + after, act)
