"""Random clerks, citizens, timers and redeliveries over several cases keep every promise.

The promises are those of the design; the numbers in the names below are theirs.
"""

from contextlib import suppress
from datetime import timedelta
from hashlib import sha256

from chalicelib.domain.former_cases.case import PROCESS, Request
from chalicelib.domain.former_cases.entries import EntryKind
from chalicelib.domain.former_cases.handling import DESK, QUEUE
from chalicelib.domain.former_cases.tasks import Trouble
from chalicelib.domain.former_process import replay
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from chalicelib.domain.cases.staff import Role
from chalicelib.domain.certificates.letters import Refusal
from chalicelib.domain.registers.access import ActorKind
from chalicelib.domain.shared.errors import ConflictError, NotThereError
from chalicelib.usecases.mail.feedback import MailTrouble
from tests.support.office import EMAIL, PDF, TENANT, Office, a_clerk, persona

STAFF = [a_clerk(1), a_clerk(2), a_clerk(3, Role.REGISTRAR), a_clerk(4, *Role)]
PEOPLE = ["volwassene", "ouder", "verhuist", "papieren-akte"]
REFUSAL = Refusal("identiteit_niet_bewezen", "Verordening (EU) 2016/679, art. 12", "raad_van_state")
MINUTES = st.sampled_from([1, 10, 25, 60 * 8, 60 * 24, 60 * 24 * 4])
WORDS = "Iets dat niemand anders mag lezen"

clerks = st.sampled_from(STAFF)
cases = st.integers(0, 3)


class Day(RuleBasedStateMachine):
    """A day, or a month, at the counter."""

    @initialize(remarks=st.lists(st.booleans(), min_size=4, max_size=4))
    def requests_come_in(self, remarks):
        self.office = Office()
        self.sent = []
        self.ids = [
            self.office.submit(persona(who), remark=WORDS if remark else "").id
            for who, remark in zip(PEOPLE, remarks, strict=True)
        ]

    def request(self, case: int) -> Request:
        request = self.office.store.get(TENANT, self.ids[case])
        assert request is not None
        return request

    @rule(lost=st.booleans(), twice=st.booleans())
    def the_issue_queue_delivers(self, lost, twice):
        if lost:
            self.office.issue_queue.messages.clear()
        for message in self.office.issue_queue.take():
            self.sent.append(message)
            for _ in range(1 + twice):
                self.office.wiring.certificates.issue(message)

    @rule(data=st.data())
    def an_old_message_comes_again(self, data):
        if self.sent:
            self.office.wiring.certificates.issue(data.draw(st.sampled_from(self.sent)))

    @rule(minutes=MINUTES)
    def time_passes(self, minutes):
        self.office.clock.move(timedelta(minutes=minutes))
        self.office.wiring.cases.tick(TENANT)

    @rule()
    def the_review_queue_forgets(self):
        self.office.queue.rows.clear()

    @rule(staff=clerks)
    def a_clerk_takes_the_next(self, staff):
        taken = self.office.wiring.workqueue.claim.next(staff)
        assert taken is None or self.request(self.ids.index(taken.id)) == taken

    @rule(staff=clerks, case=cases, act=st.integers(0, 10))
    def a_clerk_does_something(self, staff, case, act):
        wiring, request_id = self.office.wiring, self.ids[case]
        was = self.request(case)
        acts = [
            lambda: wiring.workqueue.claim.chosen(staff, request_id),
            lambda: wiring.workqueue.heartbeat(staff, request_id),
            lambda: wiring.workqueue.release(staff, request_id),
            lambda: wiring.workqueue.decide.approve(staff, request_id, WORDS),
            lambda: wiring.workqueue.decide.approve_uploaded(staff, request_id, WORDS, PDF),
            lambda: wiring.workqueue.decide.reject(staff, request_id, REFUSAL),
            lambda: wiring.workqueue.ask(staff, request_id, WORDS),
            lambda: wiring.workqueue.wait_for_authority(staff, request_id, "politie", WORDS, 1),
            lambda: wiring.workqueue.escalate(staff, request_id, WORDS),
            lambda: wiring.workqueue.take_over(staff, request_id),
            lambda: wiring.workqueue.resume(staff, request_id),
        ]
        with suppress(ConflictError, NotThereError):
            acts[act]()
            self.was_it_theirs(staff, was, act)

    def was_it_theirs(self, staff, was, act):
        """What takes a case in hand was done by who had it in hand."""
        if act in {1, 3, 4, 5, 6, 7, 8}:
            assert was.instance.state == DESK
            assert was.review.lease.staff == staff.id

    @rule(case=cases, gives_up=st.booleans())
    def a_citizen_answers_or_withdraws(self, case, gives_up):
        wiring, number = self.office.wiring, persona(PEOPLE[case])
        with suppress(ConflictError):
            if gives_up:
                wiring.cases.withdraw(TENANT, number, self.ids[case])
            else:
                wiring.workqueue.answer(TENANT, number, self.ids[case], WORDS)

    @rule(case=cases)
    def a_mail_bounces(self, case):
        kinds = ("m", TENANT, self.ids[case], "cr_received", Trouble.BOUNCED, False, EMAIL)
        self.office.wiring.mail.feedback(MailTrouble(*kinds))

    @invariant()
    def one_nothing_is_lost_it_is_over_or_due_again(self):
        definition = self.office.wiring.templates.processes.get(PROCESS)
        for case in range(len(self.ids)):
            request = self.request(case)
            if not definition.state(request.instance.state).is_final:
                assert request.due_at is not None

    @invariant()
    def two_at_most_one_document_whose_bytes_are_what_the_ledger_says(self):
        ledger, archive = self.office.store.ledger, self.office.archive.documents
        issued = [r for r in map(self.request, range(len(self.ids))) if r.issued]
        assert {r.issued.number for r in issued} == {number for _, number in ledger}
        for request in issued:
            assert request.instance.state == "delivered"
            assert sha256(archive[request.issued.object_key].pdf).hexdigest() == (
                request.issued.sha256
            )
            assert self.office.names(request).count("stored") == 1

    @invariant()
    def three_the_events_replay_to_the_state(self):
        wiring = self.office.wiring
        definition = wiring.templates.processes.get(PROCESS)
        calendar = wiring.templates.municipalities.get(TENANT).calendar
        for case in range(len(self.ids)):
            request = self.request(case)
            again = replay(definition, self.office.store.events(TENANT, request.id), calendar)
            assert (again.state, again.version) == (
                request.instance.state,
                request.instance.version,
            )

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
    def six_nobody_and_never_two_hold_a_case_that_is_not_on_a_desk(self):
        for case in range(len(self.ids)):
            request = self.request(case)
            assert (request.review.lease is not None) == (request.instance.state == DESK)
            if request.instance.state == QUEUE:
                assert request.review.since is not None

    @invariant()
    def seven_a_refusal_by_a_human_has_its_letter(self):
        for case in range(len(self.ids)):
            request = self.request(case)
            letters = [e for e in self.office.entries(request) if e.kind is EntryKind.LETTER]
            assert len(letters) == self.office.names(request).count("reject")
            assert all({"reason", "basis", "appeal"} <= dict(e.data).keys() for e in letters)

    @invariant()
    def a_mail_goes_once_for_each_thing_that_happened(self):
        for case in range(len(self.ids)):
            request = self.request(case)
            ready = self.office.templates(request).count("cr_ready")
            assert ready <= 1


Day.TestCase.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)
TestDay = Day.TestCase


def test_left_alone_every_case_ends_or_lies_before_a_human():
    office = Office()
    requests = [office.submit(persona(who), remark=WORDS) for who in PEOPLE]
    office.wiring.certificates.issue(office.issue_queue.messages.popleft()[0])
    office.issue_queue.messages.clear()
    for _ in range(10):
        office.tick(timedelta(minutes=6))
    assert {office.now(request).instance.state for request in requests} == {QUEUE}
