"""Export and forgetting in a case of two: each has what is theirs, and leaves the other's."""

from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from chalicelib.adapters.files.retention import FileRetention
from chalicelib.adapters.memory.archive import MemoryArchive
from chalicelib.adapters.memory.drafts import MemoryDrafts
from chalicelib.adapters.memory.erasures import (
    MemoryAskedErasures,
    MemoryErasures,
    MemoryForgetting,
)
from chalicelib.adapters.memory.figures import MemoryFigures, MemoryHappenings
from chalicelib.adapters.memory.ledger import MemoryLedger
from chalicelib.adapters.memory.mail import MemoryNotices, MemoryWishes
from chalicelib.adapters.memory.platform import MemoryClock, SeededIds
from chalicelib.adapters.memory.sessions import MemorySessions
from chalicelib.domain.cases.moving.acting import Citizen
from chalicelib.domain.cases.verdict import Finding, RuleResult, Verdict
from chalicelib.domain.cases.verdict import Outcome as Verdicts
from chalicelib.domain.privacy.forgetting import known, without
from chalicelib.domain.privacy.retention import Class, Retention
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.ports.cases import AnyCase
from chalicelib.ports.documents import Rendered
from chalicelib.settings import TEMPLATES
from chalicelib.usecases.figures.count_days import CountDays
from chalicelib.usecases.privacy.find_held import DataSubjectRequest, FindHeld
from chalicelib.usecases.privacy.forget import Forget
from chalicelib.usecases.privacy.hand_over import HandedCase, HandOver
from tests.support.processes.pact import PACT
from tests.support.requests import KORTRIJK
from tests.support.road import ANN, BOB, FORM, World, ann, bob, scribe

SECRET, QUESTION, ANSWER = "Iets van Ann", "Wat denkt u?", "Dat is van Bob"
FORGETTING = replace(
    PACT, forgets=lambda case, party: case.payload if party else replace(case.payload, topic="")
)
RETENTION = FileRetention(TEMPLATES / "retention.toml").get()


@dataclass
class Kept:
    """RetentionRules: those given."""

    rules: Retention = RETENTION

    def get(self) -> Retention:
        return self.rules


@dataclass
class Two:
    """A counter at which two people made a pact and took it back, with what they may ask of it."""

    world: World = field(default_factory=World)
    rules: Retention = RETENTION
    archive: MemoryArchive = field(default_factory=MemoryArchive)
    is_bound: bool = False
    ids: SeededIds = field(default_factory=lambda: SeededIds(MemoryClock()))

    def __post_init__(self) -> None:
        world = self.world
        world.types.type_ = FORGETTING
        self.case_id = world.at_desk(FORM | {"secret": SECRET})
        world.act(self.case_id, "ask", scribe(), {"whom": "bob", "question": QUESTION})
        world.act(self.case_id, "answer", bob(), {"text": ANSWER})
        if self.is_bound:
            world.hold(self.case_id)
            world.act(self.case_id, "approve", scribe(), {"ground": "custom"})
        else:
            world.act(self.case_id, "withdraw", ann())
        world.pump()
        for document in world.case(self.case_id).issued:
            self.archive.put_once(document.object_key, Rendered(b"%PDF-1.7", 1))

    @property
    def find(self) -> FindHeld:
        world, log = self.world, self.world.registers
        clock: Any = world.hands
        drafts = MemoryDrafts(world.keys, clock)
        found: Any = (world.cases, MemoryLedger(world.cases), log, self._keys)
        return FindHeld(
            *found,
            MemorySessions(MemoryClock()),
            world.suppressions,
            drafts,
            MemoryWishes(clock),
            MemoryAskedErasures(),
            clock,
        )

    def _keys(self, case: AnyCase) -> tuple[str, ...]:
        return tuple(self.archive.keys(case.files))

    @property
    def forget(self) -> Forget:
        world, find, frames = self.world, self.find, self.world.frames
        return Forget(
            find,
            frames,
            MemoryForgetting(world.cases),
            self.archive,
            MemoryErasures(world.cases, MemoryLedger(world.cases)),
            find.sessions,
            find.suppressions,
            MemoryNotices(),
            CountDays(MemoryHappenings(world.cases), MemoryFigures(), frames, world.report),
            Kept(self.rules),
            world.keys,
            self.ids,
        )

    def handed(self, person: NationalNumber) -> HandedCase:
        hand_over = HandOver(self.find, self.world.frames, self.archive)
        (case,) = hand_over(DataSubjectRequest(KORTRIJK, person, "k7", "FG-1")).cases
        return case

    def obstacles(self, person: NationalNumber) -> list[str]:
        plan = self.forget.plan(DataSubjectRequest(KORTRIJK, person, "k7", "FG-1"))
        return [found.why for found in plan.obstacles]

    def forgotten(self, person: NationalNumber) -> int:
        claim = DataSubjectRequest(KORTRIJK, person, "k7", "FG-1")
        return len(list(self.forget(claim, self.forget.plan(claim).code)))

    def texts(self) -> set[str]:
        return {entry.text for entry in self.world.cases.entries(KORTRIJK, self.case_id)}


@pytest.fixture
def two() -> Two:
    return Two()


def said(handed: HandedCase) -> set[str]:
    return {entry.text for entry in handed.view.entries}


def test_each_gets_what_they_said_and_were_asked_and_nothing_of_the_other(two: Two) -> None:
    anns, bobs = two.handed(ANN), two.handed(BOB)
    assert SECRET in said(anns)
    assert {QUESTION, ANSWER} & said(anns) == set()
    assert {QUESTION, ANSWER} <= said(bobs)
    assert SECRET not in said(bobs)
    assert bobs.withheld == len(bobs.held.entries) - len(bobs.view.entries) > 0
    assert (anns.party.email, bobs.party.email) == ("ann@example.org", "bob@example.org")


def test_each_gets_of_the_form_what_they_filled_in_and_what_both_confirmed(two: Two) -> None:
    assert ("Waarover", "Vrede") in two.handed(ANN).filled_in
    assert ("E-mail", "bob@example.org") in two.handed(ANN).filled_in
    assert two.handed(BOB).filled_in == (("Waarover", "Vrede"),)


def test_who_leaves_takes_what_they_said_and_the_other_goes_on_seeing_theirs(two: Two) -> None:
    assert two.forgotten(ANN) == 1
    assert two.world.look.mine(KORTRIJK, Citizen(ANN, Assurance.HIGH)) == []
    assert SECRET not in two.texts()
    assert {QUESTION, ANSWER} <= two.texts()
    case = two.world.case(two.case_id)
    assert [party.person for party in known(case)] == [BOB]
    assert "ann@example.org" not in repr(case)
    assert ANSWER in said(two.handed(BOB))
    assert two.world.is_replayed(two.case_id)


def test_when_both_left_nothing_of_either_is_there(two: Two) -> None:
    assert (two.forgotten(BOB), two.forgotten(ANN)) == (1, 1)
    case = two.world.case(two.case_id)
    assert known(case) == ()
    assert case.payload.topic == ""
    assert {SECRET, QUESTION, ANSWER} & two.texts() == set()
    assert two.world.is_replayed(two.case_id)


def test_a_document_that_is_the_others_too_stays_until_they_leave() -> None:
    two = Two(is_bound=True)
    (deed,) = two.world.case(two.case_id).issued
    assert deed.subject == ANN
    assert two.forgotten(ANN) == 1
    assert two.handed(BOB).files == (deed.object_key,)
    assert two.archive.read(deed.object_key)
    assert ANN.digits not in repr([d.subject.digits for d in two.world.case(two.case_id).issued])
    assert two.forgotten(BOB) == 1
    assert two.archive.read(deed.object_key) is None


def test_findings_about_somebody_go_with_them(two: Two) -> None:
    one = Finding("even", 1, RuleResult.PASSED, Verdicts.ISSUE, "art. 1", "In orde.", "In orde.", 1)
    found = (one, replace(one, party=2), replace(one, party=0))
    verdict = Verdict(Verdicts.ISSUE, "2019", 1, found)
    case = replace(two.world.case(two.case_id), verdict=verdict)
    left = without(case, ANN, FORGETTING)
    assert left.verdict is not None
    assert [finding.party for finding in left.verdict.findings] == [2, 0]
    assert without(left, BOB, FORGETTING).verdict is None


def test_a_process_that_does_not_say_what_goes_forgets_nobody(two: Two) -> None:
    two.world.types.type_ = PACT
    (why,) = two.obstacles(ANN)
    assert "zegt nog niet" in why


def test_a_class_of_cases_that_must_be_kept_says_why(two: Two) -> None:
    kept = Class("certificate", 60, "de akte blijft (oud BW art. 29).")
    two.rules = replace(RETENTION, classes=(kept,))
    assert two.obstacles(ANN) == ["de akte blijft (oud BW art. 29)."]


def test_a_class_says_how_long_a_refusal_stays_whole_and_all_others_have_the_same_term() -> None:
    rules = replace(RETENTION, classes=(Class("certificate", 10),))
    days = [rules.class_of(name).refusal_days for name in ("certificate", "something else")]
    assert days == [10, RETENTION.refusal_days]


def test_nobody_is_forgotten_while_a_case_runs() -> None:
    world = World()
    world.types.type_ = FORGETTING
    two = Two(world)
    world.hands.go(days=1)
    world.at_desk(FORM | {"topic": "Nog iets"})
    (why,) = two.obstacles(BOB)
    assert "laat de burger het intrekken" in why
    assert two.obstacles(BOB) == [why]
