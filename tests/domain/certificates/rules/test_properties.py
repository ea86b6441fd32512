"""What must hold whatever the facts are."""

import unicodedata
from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from chalicelib.domain.cases.verdict import Outcome, RuleResult, Verdict
from chalicelib.domain.certificates.evaluate import evaluate, preview, shown_to_applicant
from chalicelib.domain.certificates.facts import Facts, RegisterAnswers
from chalicelib.domain.certificates.order import applicant_of
from chalicelib.domain.certificates.rules import REGISTRY
from chalicelib.domain.certificates.rules.registry import Audience
from tests.support.municipalities import a_municipality
from tests.support.orders import asked_by, come_in, ordering
from tests.support.rules.any_facts import some_facts
from tests.support.rules.facts import NAME, RELATIVES, STRANGER, SUBJECT

GRAVITY = list(Outcome)


@given(some_facts())
def test_nothing_is_issued_unless_every_rule_passed(facts):
    verdict = evaluate(facts)
    all_passed = all(f.result is RuleResult.PASSED for f in verdict.findings)
    assert (verdict.outcome is Outcome.ISSUE) == all_passed


@given(some_facts())
def test_every_rule_of_the_document_is_kept_whatever_the_others_found(facts):
    document = facts.document
    codes = [f.code for f in evaluate(facts).findings]
    assert codes == [*document.conditions, *document.triggers]


@given(some_facts(), st.randoms(use_true_random=False))
def test_the_order_of_the_rules_doesn_t_matter(facts, random):
    conditions, triggers = list(facts.document.conditions), list(facts.document.triggers)
    random.shuffle(conditions)
    random.shuffle(triggers)
    document = replace(facts.document, conditions=tuple(conditions), triggers=tuple(triggers))
    one, other = evaluate(facts), evaluate(replace(facts, document=document))
    assert one.outcome is other.outcome
    assert set(one.findings) == set(other.findings)


FAILINGS = (
    lambda f: replace(f, case=duplicate(f)),
    lambda f: replace(f, case=ordering(f.case, abroad="FR")),
    lambda f: replace(f, case=not_signed_in(f)),
    lambda f: replace(f, municipality=without(f.document.id)),
    lambda f: replace(f, variant=replace(f.variant, is_automatic=False)),
)


def duplicate(facts: Facts):
    return come_in(facts.case, duplicate_of="01K", is_over_limit=True)


def not_signed_in(facts: Facts):
    return asked_by(facts.case, assurance=None)


def without(document_id: str):
    return replace(a_municipality(), not_offered=frozenset({document_id}))


@given(some_facts(), st.sampled_from(FAILINGS))
def test_one_more_failing_never_makes_the_outcome_milder(facts, fail):
    before, after = evaluate(facts), evaluate(fail(facts))
    assert GRAVITY.index(after.outcome) <= GRAVITY.index(before.outcome)


@given(some_facts())
def test_one_rule_more_never_makes_the_outcome_milder(facts):
    document = facts.document
    fewer = replace(document, conditions=document.conditions[1:], triggers=document.triggers[1:])
    before, after = evaluate(replace(facts, document=fewer)), evaluate(facts)
    assert GRAVITY.index(after.outcome) <= GRAVITY.index(before.outcome)


@settings(max_examples=300)
@given(some_facts())
def test_no_finding_names_a_person_or_holds_a_national_number(facts):
    text = " ".join(
        f"{f.citizen} {f.clerk} {f.basis}"
        for f in (*evaluate(facts).findings, *preview(facts).findings)
    )
    digits = "".join(c for c in text if c.isdigit())
    for number in (SUBJECT, STRANGER, *RELATIVES.values()):
        assert number.digits not in digits
        assert number.printed not in text
    for part in (*NAME.given, NAME.family, applicant_of(facts.case).email):
        assert fold(part) not in fold(text)


def fold(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


@given(some_facts())
def test_a_sentence_leaves_no_placeholder_unfilled(facts):
    for finding in evaluate(facts).findings:
        assert not set("{}") & set(finding.citizen + finding.clerk)
        assert finding.basis
        assert finding.citizen


@given(some_facts())
def test_the_preview_is_the_verdict_without_any_answer(facts):
    assert preview(facts) == evaluate(replace(facts, answered=RegisterAnswers()))


@given(some_facts())
def test_the_preview_issues_nothing(facts):
    assert preview(facts).outcome is not Outcome.ISSUE


@given(some_facts())
def test_what_the_preview_knows_no_register_changes(facts):
    final = {f.code: f for f in evaluate(facts).findings}
    for early in preview(facts).findings:
        if early.result is not RuleResult.UNKNOWN:
            assert final[early.code].result is early.result


def a_stranger_s_view(facts: Facts) -> Verdict:
    asked = asked_by(facts.case, person=STRANGER)
    return shown_to_applicant(evaluate(replace(facts, case=asked)), is_subject=False)


@given(some_facts())
def test_the_clerk_s_sentences_are_shown_to_no_applicant(facts):
    for is_subject in (True, False):
        shown = shown_to_applicant(evaluate(facts), is_subject=is_subject)
        assert {f.clerk for f in shown.findings} == {""}


@given(some_facts())
def test_a_stranger_learns_nothing_that_is_the_subject_s_own(facts):
    own = {code for code, rule in REGISTRY.items() if rule.audience is Audience.SUBJECT}
    assert own >= {"record_blank", "police_clear", "record_protected"}
    for finding in a_stranger_s_view(facts).findings:
        if finding.code in own:
            assert finding.result is RuleResult.UNKNOWN


@given(some_facts())
def test_who_isn_t_entitled_sees_only_what_is_their_own(facts):
    view = a_stranger_s_view(facts)
    results = {f.code: f.result for f in view.findings}
    assume(results["applicant_entitled"] is not RuleResult.PASSED)
    for code, result in results.items():
        if REGISTRY[code].audience is not Audience.ANYBODY:
            assert result is RuleResult.UNKNOWN
