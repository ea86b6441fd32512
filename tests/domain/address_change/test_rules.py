"""Simple or not: what brings a declaration before a clerk, one row a rule."""

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.domain.address_change.facts import DeclarationFacts
from chalicelib.domain.address_change.rules import RULES, judged
from chalicelib.domain.cases.verdict import Outcome, RuleResult
from chalicelib.domain.registers.people import Kin, PersonStatus, Relative
from tests.support.processes.address_change import ANN, BO, HOMES, KIM, MOVE, NEW, the_facts
from tests.support.rules.facts import a_birth, a_person


def with_people(**changes: Any) -> DeclarationFacts:
    """The same, where something is otherwise with Bo."""
    facts = the_facts()
    return replace(facts, people={**facts.people, BO: a_person(number=BO, **changes)})


def a_child(*parents: Any, custody: str) -> DeclarationFacts:
    relatives = tuple(Relative(parent, Kin.PARENT) for parent in parents)
    facts = with_people(birth=a_birth(2018), relatives=relatives)
    return replace(facts, move=replace(MOVE, custody=custody))


HOUSEHOLD = the_facts().household
ROWS = [
    ("declarant_moves", the_facts(declarant=KIM)),
    ("declarant_adult", the_facts(people={ANN: a_person(number=ANN, birth=a_birth(2010))})),
    ("movers_known", with_people(status=PersonStatus.ABROAD)),
    ("movers_known", the_facts(people={})),
    ("movers_of_household", the_facts(move=replace(MOVE, movers=(ANN, BO, KIM)))),
    ("address_known", the_facts(dwelling=None)),
    ("address_is_new", the_facts(household=replace(HOUSEHOLD, address=NEW))),
    ("nothing_pending", with_people(pending_change=True)),
    ("not_protected", with_people(is_protected=True)),
    ("custody_clear", a_child(ANN, custody="no_ruling")),
    ("custody_clear", a_child(ANN, custody="ruling_other")),
    ("custody_paper_there", a_child(ANN, custody="ruling_here")),
    ("parents_move_along", a_child(ANN, KIM, custody="both")),
    ("joins_as_declared", the_facts(residents=(KIM,))),
    ("joins_as_declared", the_facts(move=replace(MOVE, joins_household=True))),
    ("reference_known", the_facts(move=replace(MOVE, joins_household=True), homes=HOMES)),
]


def test_adults_known_who_move_to_a_known_empty_dwelling_need_no_clerk() -> None:
    verdict = judged(the_facts())
    assert (verdict.outcome, verdict.failed) == (Outcome.ISSUE, ())


@pytest.mark.parametrize(("code", "facts"), ROWS)
def test_what_is_odd_leads_to_a_clerk_with_its_reason_and_never_to_a_refusal(
    code: str, facts: DeclarationFacts
) -> None:
    verdict = judged(facts)
    assert verdict.outcome is Outcome.REVIEW
    assert code in [finding.code for finding in verdict.failed]


def test_every_rule_has_a_row() -> None:
    assert {code for code, _ in ROWS} == {rule.code for rule in RULES}


def test_what_the_registers_do_not_say_is_for_a_clerk_too() -> None:
    found = {f.code: f for f in judged(the_facts(household=None, dwelling=None)).findings}
    assert found["address_is_new"].result is RuleResult.UNKNOWN


def test_only_a_rule_that_does_not_hold_says_what_is_wrong() -> None:
    wrong = {said for rule in RULES for said in (rule.citizen, rule.clerk)}
    for facts in (the_facts(), the_facts(household=None, dwelling=None)):
        findings = judged(facts).findings
        for found in (f for f in findings if f.result is not RuleResult.FAILED):
            assert not {found.citizen, found.clerk} & wrong, found.code


def test_a_mark_of_this_case_is_no_other_change() -> None:
    facts = with_people(pending_change=True)
    assert judged(replace(facts, move=replace(MOVE, marked=(ANN, BO)))).failed == ()


def test_a_child_with_both_parents_needs_no_clerk() -> None:
    facts = replace(a_child(ANN, KIM, custody="both"))
    facts = replace(facts, move=replace(facts.move, movers=(ANN, BO, KIM)))
    assert facts.absent_parents == ()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_each_rule_names_its_ground_and_speaks_in_short_sentences(rule: Any) -> None:
    assert rule.basis
    for sentence in rule.citizen.split(". "):
        assert 0 < len(sentence.split()) <= 20
