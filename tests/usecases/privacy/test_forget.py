"""Forgetting somebody: what goes, what stays, what stands in the way, and what breaks off."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.cases.entry import EntryKind
from chalicelib.domain.cases.moving.acting import Citizen, Official
from chalicelib.domain.cases.outgoing import Medium, Outgoing
from chalicelib.domain.cases.tasks import CaseTask
from chalicelib.domain.certificates.order import PROCESS, result_of
from chalicelib.domain.issued.verification import Status
from chalicelib.domain.privacy.forgetting import known
from chalicelib.domain.privacy.retention import Holding
from chalicelib.domain.process.engine import replay
from chalicelib.domain.registers.access import AccessContext, Actor, ActorKind, Service
from chalicelib.domain.registers.national_number import NOBODY
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.errors import ConflictError, InvalidInputError, NotThereError
from chalicelib.ports.documents import Rendered
from chalicelib.ports.errors import RetryableError
from tests.support.life import (
    ADULT,
    ANSWER,
    CLAIM,
    REFUSAL,
    REMARK,
    SECRETS,
    Breaking,
    Life,
    breaking_forget,
)
from tests.support.office import CLERK, EMAIL, REGISTRAR, TENANT, persona


@pytest.fixture
def life() -> Life:
    return Life()


def test_nothing_of_the_person_is_left_in_a_request(life: Life) -> None:
    life.lived()
    assert all(secret in life.everything() for secret in SECRETS)

    assert life.erased() == 4

    assert [secret for secret in SECRETS if secret in life.everything()] == []
    assert life.office.archive.documents == {}


def test_the_citizen_sees_nothing_any_more(life: Life) -> None:
    issued, *_ = life.lived()
    life.erased()

    wiring = life.office.wiring
    assert wiring.road.look.mine(TENANT, Citizen(ADULT, Assurance.HIGH)) == []
    assert life.sessions.get("session") is None
    assert wiring.state.drafts.of_person(TENANT, ADULT) == []
    with pytest.raises(NotThereError):
        wiring.road.look.case(TENANT, issued.id, Citizen(ADULT, Assurance.HIGH))
    assert not life.office.suppressions.is_blocked(TENANT, EMAIL)
    assert life.office.notices.parked(TENANT, 10) == []


def test_events_still_replay_to_the_state(life: Life) -> None:
    cases = life.lived()
    store, definition = life.office.store, life.office.wiring.cases.types.definition(PROCESS)
    before = [store.events(TENANT, case.id) for case in cases]
    life.erased()

    for case, events in zip(cases, before, strict=True):
        assert store.events(TENANT, case.id) == events
        assert replay(definition, events) == life.office.now(case).instance.unmarked()


def test_the_figures_are_the_same_before_and_after(life: Life) -> None:
    cases = life.lived()
    before = life.recounted(cases)
    life.erased()
    assert life.recounted(cases) == before
    assert sum(tally.total() for tally in before.values()) >= 4


def test_a_printed_document_still_verifies_and_its_hash_stays(life: Life) -> None:
    issued, answered, *_ = life.lived()
    ledger = life.office.wiring.state.ledger
    results = [result_of(case) for case in (issued, answered)]
    before = [ledger.get(TENANT, result.number).entry for result in results]
    life.erased()

    for result, entry in zip(results, before, strict=True):
        listed = ledger.get(TENANT, result.number)
        assert listed.entry == entry
        assert ledger.by_code(TENANT, result.code_hash) == listed.entry
        assert ledger.by_hash(TENANT, result.sha256) == listed.entry
        assert listed.entry.status(life.office.clock.now().date()) is Status.AUTHENTIC
        assert listed.erased_at == life.office.clock.now()
    later = life.office.clock.now() + timedelta(days=400)
    assert life.office.wiring.issuance.case_erasures.due(TENANT, later, 10) == []


def test_the_access_log_is_complete_and_tells_of_the_erasure_too(life: Life) -> None:
    life.lived()
    before = life.office.log.of_person(TENANT, ADULT, 1000)
    life.erased()
    after = life.office.log.of_person(TENANT, ADULT, 1000)
    assert after[-len(before) :] == before
    looks = after[: -len(before)]
    assert len(looks) == 2
    assert {look.legal_ground for look in looks} == {"Verordening (EU) 2016/679, art. 17"}
    assert "FG-2026/12" in looks[0].purpose


def test_who_opens_what_is_about_nobody_any_more_looks_nobody_up(life: Life) -> None:
    issued, *_ = life.lived()
    life.erased()
    life.office.wiring.road.case_four_eyes(Official(CLERK), life.office.now(issued))
    assert life.office.log.of_person(TENANT, NOBODY, 10) == []


def test_each_case_keeps_a_proof_of_its_erasure(life: Life) -> None:
    issued, answered, *_ = life.lived()
    result = result_of(issued)
    life.erased()
    proofs = [e for e in life.office.entries(answered) if e.kind is EntryKind.ERASURE]
    (proof,) = [entry for entry in proofs if "law" in dict(entry.data)]
    assert proof.author == "staff:k7"
    data = dict(proof.data)
    assert data["mark"] == "FG-2026/12"
    assert data["law"].endswith("art. 17")
    assert (data["files"], data["texts"]) == ("2", "4")
    of_issued = [dict(entry.data) for entry in life.office.entries(issued)]
    assert {"file": "document", "sha256": result.sha256, "versions": "1"} in of_issued
    assert [data["files"] for data in of_issued if "law" in data] == ["1"]


def test_somebody_else_keeps_everything(life: Life) -> None:
    office = life.office
    other = office.submit(persona("letters"), remark="Van mij.")
    life.lived()
    before = office.now(other), office.entries(other)
    life.erased()
    assert (office.now(other), office.entries(other)) == before


def test_what_somebody_else_asked_about_the_person_stays_and_is_counted(life: Life) -> None:
    life.lived()
    office = life.office
    other = office.submit(persona("letters"))
    context = AccessContext(
        TENANT, Actor(ActorKind.SYSTEM, "issue"), ADULT, "certificate_request", "wet", other.id
    )
    office.log.record(context, [Service.PERSON])

    plan = life.forget.plan(CLAIM)
    assert plan.holdings.others == 1
    life.erased()
    assert office.now(other) == other
    assert life.forget.plan(CLAIM).holdings.others == 1


def test_a_plan_says_what_there_is_and_changes_nothing(life: Life) -> None:
    life.lived()
    before = life.everything()
    plan = life.forget.plan(CLAIM)

    counts = {holding: plan.holdings.count(holding) for holding in Holding}
    assert counts[Holding.APPLICANT] == 4
    assert counts[Holding.FILES] == 3
    assert counts[Holding.SESSIONS] == counts[Holding.ADDRESSES] == 1
    assert counts[Holding.LEDGER] == 2
    assert counts[Holding.SAID] == 7
    assert counts[Holding.STEPS] > 10
    assert counts[Holding.ACCESS_LOG] == len(life.office.log.of_person(TENANT, ADULT, 1000))
    assert plan.obstacles == ()
    assert life.everything() == before
    assert life.forget.plan(CLAIM).code == plan.code


def test_somebody_of_whom_nothing_is_held_can_be_forgotten_too(life: Life) -> None:
    life.sign_in("alone")
    assert life.erased() == 0
    assert life.sessions.get("alone") is None


def test_doing_it_again_does_nothing_more(life: Life) -> None:
    life.lived()
    assert life.erased() == 4
    after = life.everything()
    assert life.erased() == 0
    assert life.everything() == after


def test_only_the_plan_that_was_seen_is_done(life: Life) -> None:
    life.lived()
    code = life.forget.plan(CLAIM).code
    life.office.clock.move(timedelta(days=1))
    life.office.suppressions.unblock(TENANT, EMAIL)
    life.issued()
    with pytest.raises(ConflictError) as caught:
        list(life.forget(CLAIM, code))
    assert caught.value.code == "plan_moved"
    assert REMARK in life.everything()


def test_the_plan_of_one_person_confirms_nobody_else(life: Life) -> None:
    code = life.forget.plan(CLAIM).code
    other = replace(CLAIM, number=persona("letters"))
    with pytest.raises(ConflictError):
        list(life.forget(other, code))


@pytest.mark.parametrize(
    ("by", "mark"), [("", "1"), ("k7", ""), ("Jan Peeters", "1"), ("k7", "x" * 41), ("k7", "-")]
)
def test_who_sees_to_it_and_its_number_are_codes(life: Life, by: str, mark: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        life.forget.plan(replace(CLAIM, by=by, mark=mark))
    assert caught.value.code == "invalid_mark"
    assert life.office.log.of_person(TENANT, ADULT, 10) == []


def in_the_way(life: Life) -> list[str]:
    plan = life.forget.plan(CLAIM)
    before = life.everything()
    if plan.obstacles:
        with pytest.raises(ConflictError) as caught:
            list(life.forget(CLAIM, plan.code))
        assert caught.value.code == "still_running"
        assert life.everything() == before
    return [obstacle.why for obstacle in plan.obstacles]


def test_a_case_that_waits_for_a_clerk_has_to_end_first(life: Life) -> None:
    case = life.office.waiting(remark=REMARK)
    (why,) = in_the_way(life)
    assert "laat de burger het intrekken" in why
    life.office.withdraw(case)
    assert in_the_way(life) == []
    assert life.erased() == 1


def test_a_case_that_is_being_handled_takes_a_few_minutes(life: Life) -> None:
    life.office.submit(ADULT)
    (why,) = in_the_way(life)
    assert "enkele minuten" in why
    life.office.drain()
    assert life.erased() == 1


def test_a_refusal_stays_whole_while_it_can_be_fought(life: Life) -> None:
    case = life.office.claimed(REGISTRAR)
    life.office.act(REGISTRAR, case, "reject", REFUSAL)
    life.office.drain()
    life.office.clock.move(timedelta(days=59))
    (why,) = in_the_way(life)
    assert "beroep" in why
    life.office.clock.move(timedelta(days=1))
    assert life.erased() == 1


@pytest.mark.parametrize("code", ["letter", "mail_came_back"])
def test_a_letter_or_mail_that_is_left_to_do_comes_first(life: Life, code: str) -> None:
    issued, *_ = life.lived()
    task = CaseTask(code, "review", "cr_ready/party:1", "Kijk na.", life.office.clock.now())
    life.office.store.open_task(issued, task)
    (why,) = in_the_way(life)
    assert "loket" in why


def test_a_message_that_has_not_left_yet_comes_first(life: Life) -> None:
    issued, *_ = life.lived()
    at = life.office.clock.now()
    waiting = Outgoing(issued.instance.version, 7, Medium.MAIL, "cr_ready", "party:1", at, at)
    life.office.store.kept[TENANT, issued.id].outgoing[waiting.id] = waiting
    (why,) = in_the_way(life)
    assert "nog niet vertrokken" in why


def test_a_case_that_can_not_be_read_comes_first(life: Life) -> None:
    issued, *_ = life.lived()
    life.office.store.spoil(TENANT, issued.id, "spoiled")
    plan = life.forget.plan(CLAIM)
    assert [(one.reference, "niet gelezen" in one.why) for one in plan.obstacles] == [
        (issued.id, True)
    ]
    with pytest.raises(ConflictError, match="still_running"):
        list(life.forget(CLAIM, plan.code))


def test_a_clerk_sees_that_a_case_was_erased_and_no_register_is_asked(life: Life) -> None:
    _, answered, *_ = life.lived()
    life.erased()
    asked = len(life.office.log.of_person(TENANT, ADULT, 1000))
    view = life.office.wiring.road.look.case(TENANT, answered.id, Official(CLERK))
    assert known(life.office.now(answered)) == ()
    assert ANSWER not in {entry.text for entry in view.entries}
    assert len(life.office.log.of_person(TENANT, ADULT, 1000)) == asked


STEPS = 25


def planned_and_done(life: Life, breaking: Breaking) -> int:
    forget = breaking_forget(life, breaking)
    return len(list(forget(CLAIM, forget.plan(CLAIM).code)))


@pytest.mark.parametrize("acts", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("at", range(STEPS))
def test_whatever_call_fails_doing_it_again_finishes(at: int, acts: bool) -> None:
    life = Life()
    cases = life.lived()
    figures = life.recounted(cases)
    breaking = Breaking(at, acts=acts)
    with pytest.raises(RetryableError):
        planned_and_done(life, breaking)
    assert breaking.broke

    life.erased()

    assert [secret for secret in SECRETS if secret in life.everything()] == []
    assert life.office.archive.documents == {}
    assert life.office.wiring.road.look.mine(TENANT, Citizen(ADULT, Assurance.HIGH)) == []
    assert life.recounted(cases) == figures
    later = life.office.clock.now() + timedelta(days=400)
    assert life.office.wiring.issuance.case_erasures.due(TENANT, later, 10) == []


def test_no_call_that_changes_something_is_left_out_above() -> None:
    life = Life()
    life.lived()
    breaking = Breaking(STEPS, acts=False)
    assert planned_and_done(life, breaking) == 4
    assert not breaking.broke


def test_who_sent_more_than_a_thousand_files_is_forgotten_whole(life: Life) -> None:
    issued, *_ = life.lived()
    folder = f"{TENANT}/{issued.intake.received_at.year}/{issued.id}"
    for number in range(1001):
        life.office.archive.put_once(f"{folder}/{number:04d}", Rendered(b"a file", 1))

    plan = life.forget.plan(CLAIM)
    (held,) = [held for held in plan.holdings.cases if held.case.id == issued.id]
    assert len(held.files) > 1000
    assert life.erased() == 4
    assert life.office.archive.documents == {}
