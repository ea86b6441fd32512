"""What a verdict keeps, and what of it an applicant is shown."""

from dataclasses import replace

import pytest

from chalicelib.domain.cases.verdict import Outcome, RuleResult, Verdict
from chalicelib.domain.certificates.evaluate import evaluate, preview, shown_to_applicant
from chalicelib.domain.registers.answers import Found, NotFound
from chalicelib.domain.registers.people import Kin
from chalicelib.domain.registers.relations import Relation
from tests.support.orders import asked_by
from tests.support.rules.documents import a_document, a_regime
from tests.support.rules.facts import RELATIVES, STRANGER, a_person, an_act, facts_of


def result_of(verdict, code: str) -> RuleResult:
    return next(f.result for f in verdict.findings if f.code == code)


def test_a_verdict_names_the_law_and_the_version_that_it_was_given_under():
    verdict = evaluate(facts_of(a_document()))
    assert (verdict.outcome, verdict.regime, verdict.document_version) == (
        Outcome.ISSUE,
        "PROEF",
        3,
    )


def test_without_a_law_of_the_day_a_clerk_decides():
    verdict = evaluate(replace(facts_of(a_document()), regime=None))
    assert (verdict.outcome, verdict.regime) == (Outcome.REVIEW, "")


def test_a_request_in_order_waits_until_a_register_is_read():
    assert preview(facts_of(a_document())).outcome is Outcome.WAIT


def test_the_preview_already_tells_what_needs_a_clerk():
    facts = facts_of(a_document())
    facts = replace(facts, case=asked_by(facts.case, assurance=None))
    verdict = preview(facts)
    assert verdict.outcome is Outcome.REVIEW
    assert [f.code for f in verdict.failed] == ["assurance_sufficient"]


def test_a_code_that_no_rule_has_is_an_error():
    document = a_document(conditions=("no_such_rule",))
    with pytest.raises(KeyError, match="no_such_rule"):
        evaluate(facts_of(document))


def test_the_person_concerned_sees_every_finding():
    facts = facts_of(a_document(), person=a_person(is_protected=True))
    shown = shown_to_applicant(evaluate(facts), is_subject=True)
    assert result_of(shown, "record_protected") is RuleResult.FAILED


def an_act_that_isnt_found_for_a_spouse() -> Verdict:
    regime = a_regime(
        entitled=frozenset({Relation.SPOUSE}),
        with_interest=frozenset(),
        automatic=frozenset({Relation.SPOUSE}),
    )
    facts = facts_of(
        a_document(regimes=(regime,)), applicant=RELATIVES[Kin.SPOUSE], claimed=Relation.SPOUSE
    )
    return evaluate(replace(facts, answered=replace(facts.answered, act=NotFound())))


def test_an_entitled_relative_sees_the_act_s_findings_but_not_what_is_the_subject_s_own():
    shown = shown_to_applicant(an_act_that_isnt_found_for_a_spouse(), is_subject=False)
    assert result_of(shown, "act_found") is RuleResult.FAILED
    assert result_of(shown, "record_protected") is RuleResult.UNKNOWN
    assert result_of(shown, "record_blank") is RuleResult.UNKNOWN


@pytest.mark.parametrize("said", ["public", None])
def test_a_right_that_everybody_has_is_known_by_its_code_whatever_its_words_are(
    said: str | None,
) -> None:
    verdict = an_act_that_isnt_found_for_a_spouse()
    open_to_all = tuple(
        replace(f, said=said, citizen="Anders gezegd.") if f.code == "relation_proven" else f
        for f in verdict.findings
    )
    shown = shown_to_applicant(replace(verdict, findings=open_to_all), is_subject=False)
    assert result_of(shown, "act_found") is RuleResult.UNKNOWN


def test_a_stranger_sees_the_same_whatever_the_registers_say_of_the_subject():
    facts = facts_of(a_document(), applicant=STRANGER, claimed=Relation.LEGAL_REPRESENTATIVE)
    act = an_act(mentions_gender_change=True)
    person = a_person(is_protected=True, pending_change=True, is_voter=False)
    other = replace(facts, answered=replace(facts.answered, act=Found(act), person=Found(person)))
    views = {shown_to_applicant(evaluate(f), is_subject=False) for f in (facts, other)}
    assert len(views) == 1


def test_a_finding_of_a_rule_that_is_no_more_is_the_subject_s_own():
    verdict = evaluate(facts_of(a_document()))
    old = replace(verdict.findings[0], code="rule_of_yesterday")
    verdict = replace(verdict, findings=(old,))
    shown = shown_to_applicant(verdict, is_subject=False)
    assert result_of(shown, "rule_of_yesterday") is RuleResult.UNKNOWN
