"""Each rule by itself: what makes it pass, fail in every way that it can, and not know."""

from dataclasses import replace
from datetime import date

import pytest

from chalicelib.domain.cases.verdict import Outcome
from chalicelib.domain.certificates.evaluate import evaluate
from chalicelib.domain.certificates.facts import RegisterAnswers
from chalicelib.domain.certificates.rules import REGISTRY
from chalicelib.domain.registers.people import Kin
from chalicelib.domain.registers.relations import Relation
from chalicelib.domain.shared.partial_date import PartialDate
from tests.support.rules import entitlement_rows, rule_rows
from tests.support.rules.changes import (
    AS_STRANGER,
    FAILED,
    PASSED,
    UNKNOWN,
    WAIT,
    act,
    asks,
    both,
    person,
    regime,
)
from tests.support.rules.documents import a_document
from tests.support.rules.facts import a_birth, facts_of

ROWS = [*rule_rows.ROWS, *entitlement_rows.ROWS]

ALWAYS_KNOWN = {
    "document_offered",
    "channel_is_thuisloket",
    "assurance_sufficient",
    "purpose_given",
    "model_fits_purpose",
    "activity_given",
    "language_allowed",
    "variant_automatic",
    "for_use_abroad",
    "remark_present",
    "use_stated",
    "duplicate_request",
    "rate_exceeded",
}
"""Rules that look at the request alone."""


@pytest.mark.parametrize(
    ("code", "change", "result", "case", "outcome"),
    [row if len(row) == 5 else (*row, None) for row in ROWS],
    ids=[f"{i}-{row[0]}-{row[2]}-{row[3]}" for i, row in enumerate(ROWS)],
)
def test_a_rule_finds_what_the_facts_say(code, change, result, case, outcome):
    facts = change(facts_of(a_document()))
    answer = REGISTRY[code].check(facts)
    assert (answer.result, answer.case) == (result, case)
    finding = REGISTRY[code].apply(facts)
    assert finding.outcome is {PASSED: Outcome.ISSUE, FAILED: outcome, UNKNOWN: WAIT}[result]


def test_the_rows_reach_every_way_in_which_a_rule_can_end():
    reached = {(row[0], row[2], row[3]) for row in ROWS}
    possible = {
        (code, result, case)
        for code, rule in REGISTRY.items()
        for result, cases in ((PASSED, rule.passed), (FAILED, rule.failed))
        for case in cases
    } | {(code, UNKNOWN, "") for code in REGISTRY.keys() - ALWAYS_KNOWN}
    assert reached == possible


def test_rules_on_the_request_alone_are_known_before_any_register_is_asked():
    facts = replace(facts_of(a_document()), answered=RegisterAnswers())
    unknown = {f.code for f in evaluate(facts).findings if f.result is UNKNOWN}
    assert unknown.isdisjoint(ALWAYS_KNOWN)


def test_a_leap_day_s_act_becomes_public_on_the_first_of_march():
    leap = both(AS_STRANGER, regime(public_after_years=50), act(made_on=date(1972, 2, 29)))
    facts = leap(facts_of(a_document()))
    entitled = REGISTRY["applicant_entitled"].check
    assert entitled(replace(facts, today=date(2022, 2, 28))).result is FAILED
    assert entitled(replace(facts, today=date(2022, 3, 1))).result is PASSED


def test_a_parent_stops_being_the_representative_on_the_eighteenth_birthday():
    change = both(
        asks(Relation.LEGAL_REPRESENTATIVE, Kin.PARENT),
        person(birth=a_birth(2008, 3, 17)),
        regime(entitled=frozenset({Relation.LEGAL_REPRESENTATIVE}), with_interest=frozenset()),
    )
    facts = change(facts_of(a_document()))
    entitled = REGISTRY["applicant_entitled"].check
    assert entitled(replace(facts, today=date(2026, 3, 16))).result is PASSED
    assert entitled(replace(facts, today=date(2026, 3, 17))).case == "unproven"


def test_the_legal_basis_of_entitlement_is_that_of_the_day():
    finding = REGISTRY["applicant_entitled"].apply(AS_STRANGER(facts_of(a_document())))
    assert finding.basis == "Wet van de proef, art. 1"


def test_an_incomplete_birth_date_of_a_child_proves_no_representation():
    born = a_birth(2008, 0, 0)
    assert born.date == PartialDate(2008)
    change = both(asks(Relation.LEGAL_REPRESENTATIVE, Kin.PARENT), person(birth=born))
    facts = change(facts_of(a_document()))
    assert REGISTRY["applicant_entitled"].check(facts).case == "unproven"
