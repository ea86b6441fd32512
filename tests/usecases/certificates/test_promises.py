"""Random clerks, citizens, timers and redeliveries over several cases keep every promise.

The promises are those of the design; the numbers in the names below are theirs.
"""

from contextlib import suppress
from datetime import timedelta
from hashlib import sha256
from itertools import count

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from chalicelib.domain.cases.entry import EntryKind
from chalicelib.domain.cases.forms.uploads import File
from chalicelib.domain.cases.moving.acting import Actor, Citizen, Official
from chalicelib.domain.cases.staff import StaffRole
from chalicelib.domain.certificates.order import PROCESS, CertificateCase, result_of
from chalicelib.domain.process.engine import replay
from chalicelib.domain.process.states import StateKind
from chalicelib.domain.registers.access import ActorKind
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.errors import DomainError
from chalicelib.usecases.cases.acting.act import Acting
from tests.support.office import PDF, TENANT, Office, a_clerk, persona

STAFF = [a_clerk(1), a_clerk(2), a_clerk(3, StaffRole.REGISTRAR), a_clerk(4, *StaffRole)]
PEOPLE = ["volwassene", "ouder", "verhuist", "papieren-akte"]
MINUTES = st.sampled_from([1, 10, 25, 60 * 8, 60 * 24, 60 * 24 * 4])
WORDS = "Iets dat niemand anders mag lezen"
ACTIONS = {
    "approve": {"ground": WORDS},
    "approve_uploaded": {"ground": WORDS, "pdf": (File(PDF),)},
    "reject": {"reason": "identiteit_niet_bewezen", "text": WORDS},
    "ask_applicant": {"text": WORDS},
    "ask_authority": {"authority": "politie", "text": WORDS},
    "resume": {},
}
HANDLING = ("chosen", "heartbeat", "release", "escalate", "take_over")

clerks = st.sampled_from(STAFF)
cases = st.integers(0, 3)


class Day(RuleBasedStateMachine):
    """A day, or a month, at the counter."""

    @initialize(remarks=st.lists(st.booleans(), min_size=4, max_size=4))
    def cases_come_in(self, remarks):
        self.office, self.keys = Office(), count(1)
        self.sent = []
        self.ids = [
            self.office.submit(persona(who), remark=WORDS if remark else "").id
            for who, remark in zip(PEOPLE, remarks, strict=True)
        ]
        self.definition = self.office.wiring.cases.types.definition(PROCESS)

    def case(self, which: int) -> CertificateCase:
        case = self.office.store.get(TENANT, self.ids[which])
        assert case is not None
        return case

    @property
    def all(self) -> list[CertificateCase]:
        return [self.case(which) for which in range(len(self.ids))]

    def is_at_desk(self, case: CertificateCase) -> bool:
        return self.definition.state(case.instance.state).kind is StateKind.DESK

    @rule(lost=st.booleans(), twice=st.booleans())
    def the_issue_queue_delivers(self, lost, twice):
        if lost:
            self.office.issue_queue.messages.clear()
        for message in self.office.issue_queue.take():
            self.sent.append(message)
            for _ in range(1 + twice):
                self.office.wiring.issuance.run_work(message)

    @rule(data=st.data())
    def an_old_message_comes_again(self, data):
        if self.sent:
            self.office.wiring.issuance.run_work(data.draw(st.sampled_from(self.sent)))

    @rule(minutes=MINUTES)
    def time_passes(self, minutes):
        self.office.clock.move(timedelta(minutes=minutes))
        self.office.wiring.issuance.tick_cases(TENANT)

    @rule()
    def the_bells_are_lost(self):
        self.office.bells.rung.clear()

    @rule(staff=clerks)
    def a_clerk_takes_the_next(self, staff):
        taken = self.office.wiring.handling.claim.next(staff)
        assert taken is None or self.case(self.ids.index(taken.id)) == taken

    @rule(staff=clerks, which=cases, how=st.sampled_from(HANDLING))
    def a_clerk_handles(self, staff, which, how):
        handling, was = self.office.wiring.handling, self.case(which)
        more = (WORDS,) if how == "escalate" else ()
        do = handling.claim.chosen if how == "chosen" else getattr(handling, how)
        with suppress(DomainError):
            do(staff, was.id, *more)
            if how in ("heartbeat", "escalate"):
                assert was.handling.lease.staff == staff.id

    @rule(staff=clerks, which=cases, action=st.sampled_from(list(ACTIONS)))
    def a_clerk_acts(self, staff, which, action):
        was = self.case(which)
        with suppress(DomainError):
            self.acts(Official(staff), was, action, ACTIONS[action])
            if action != "resume":
                assert self.is_at_desk(was)
                assert was.handling.lease.staff == staff.id

    def acts(self, actor: Actor, case: CertificateCase, action: str, raw: object) -> None:
        seen = self.office.wiring.road.look.case(TENANT, case.id, actor).seen
        key = f"key {next(self.keys)}"
        self.office.wiring.road.act(Acting(TENANT, case.id, seen, action, actor, raw, key))

    @rule(which=cases, gives_up=st.booleans())
    def a_citizen_answers_or_withdraws(self, which, gives_up):
        me = Citizen(persona(PEOPLE[which]), Assurance.HIGH)
        action, raw = ("withdraw", {}) if gives_up else ("answer", {"text": WORDS})
        with suppress(DomainError):
            self.acts(me, self.case(which), action, raw)

    @invariant()
    def one_nothing_is_lost_it_is_over_or_before_a_human_or_due_again(self):
        for case in self.all:
            is_over = self.definition.is_final(case.instance.state)
            assert is_over or self.is_at_desk(case) or case.due_at is not None

    @invariant()
    def two_at_most_one_document_whose_bytes_are_what_the_ledger_says(self):
        ledger, archive = self.office.store.issued.lines, self.office.archive.documents
        issued = [case for case in self.all if case.issued]
        assert {result_of(case).number for case in issued} == {number for _, number in ledger}
        for case in issued:
            document = result_of(case)
            assert case.instance.state == "delivered"
            assert sha256(archive[document.object_key].pdf).hexdigest() == document.sha256
            assert self.office.names(case).count("stored") == 1

    @invariant()
    def three_the_events_replay_to_the_state(self):
        for case in self.all:
            events = self.office.store.events(TENANT, case.id)
            assert replay(self.definition, events) == case.instance.unmarked()

    @invariant()
    def four_every_look_at_a_register_was_logged(self):
        logged = sum(len(self.office.log.of_person(TENANT, persona(p), 9999)) for p in PEOPLE)
        accesses = {access.entry_id for access, _ in self.office.registers.asked}
        assert len(accesses) <= logged
        kinds = {access.context.actor.kind for access, _ in self.office.registers.asked}
        assert kinds <= {ActorKind.SYSTEM, ActorKind.CLERK}

    @invariant()
    def five_no_mail_says_what_it_is_about(self):
        for mail in self.office.mailer.sent:
            assert WORDS not in mail.subject + mail.text + mail.html

    @invariant()
    def six_nobody_holds_a_case_that_is_not_on_a_desk(self):
        for case in self.all:
            is_there = self.is_at_desk(case)
            assert (case.handling.since is not None) == is_there
            assert is_there or case.handling.lease is None

    @invariant()
    def seven_every_refusal_has_its_letter(self):
        for case in self.all:
            letters = [e for e in self.office.entries(case) if e.kind is EntryKind.LETTER]
            refusals = [n for n in self.office.names(case) if n in {"reject", "not_eligible"}]
            assert len(letters) == len(refusals)
            carried = {"reason", "basis", "means_of_appeal"}
            assert all(carried <= dict(e.data).keys() for e in letters)

    @invariant()
    def a_mail_goes_once_for_each_thing_that_happened(self):
        for case in self.all:
            assert self.office.templates(case).count("cr_ready") <= 1


Day.TestCase.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
TestDay = Day.TestCase


def test_left_alone_every_case_ends_or_lies_before_a_human() -> None:
    office = Office()
    begun = [office.submit(persona(who), remark=WORDS) for who in PEOPLE]
    office.wiring.issuance.run_work(office.issue_queue.messages.popleft()[0])
    office.issue_queue.messages.clear()
    for _ in range(10):
        office.tick(timedelta(minutes=6))
    assert {office.now(case).instance.state for case in begun} == {"clerk_review"}
