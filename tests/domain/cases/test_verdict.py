"""The gravest finding decides."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.cases.verdict import Finding, Outcome, RuleResult, Verdict, decide

REFUSE, REVIEW, WAIT, ISSUE = Outcome.REFUSE, Outcome.REVIEW, Outcome.WAIT, Outcome.ISSUE


def finding(outcome: Outcome, result: RuleResult = RuleResult.PASSED) -> Finding:
    return Finding("code", 1, result, outcome, "art. 1", "Zin.", "Zin.")


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [
        ((), ISSUE),
        ((ISSUE, ISSUE), ISSUE),
        ((ISSUE, WAIT), WAIT),
        ((WAIT, REVIEW), REVIEW),
        ((WAIT, REVIEW, REFUSE, ISSUE), REFUSE),
    ],
)
def test_the_gravest_finding_decides_in_whatever_order(outcomes, expected):
    for order in permutations(outcomes):
        assert decide(tuple(finding(outcome) for outcome in order)) is expected


@given(st.lists(st.sampled_from(Outcome)), st.sampled_from(Outcome))
def test_one_finding_more_never_makes_it_milder(outcomes, extra):
    gravity = list(Outcome)
    before = decide(tuple(map(finding, outcomes)))
    after = decide(tuple(map(finding, [*outcomes, extra])))
    assert gravity.index(after) <= gravity.index(before)


def test_a_verdict_tells_which_findings_failed_but_not_which_are_unknown():
    failed = finding(REVIEW, RuleResult.FAILED)
    others = (finding(ISSUE), finding(WAIT, RuleResult.UNKNOWN))
    assert Verdict(REVIEW, "R2024", 1, (*others, failed)).failed == (failed,)
