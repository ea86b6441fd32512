"""What a list of DynamoDB reads: the little that it shows, however much a case holds."""

from dataclasses import replace

import pytest

from chalicelib.domain.cases.storing import as_listed
from chalicelib.domain.cases.verdict import Finding, Outcome, RuleResult, Verdict
from chalicelib.ports.cases import AnyCase, Waiting
from ops.measure.growth.counting import counting
from tests.support.cases.made_up import (
    NOW,
    TENANT,
    a_case,
    a_listing,
    beginning,
    going_on,
    guards,
    moved,
)
from tests.support.cases.stores import OnMoto

WORDS = "De registers gaven antwoord, en alles is zoals het moet zijn. " * 3
FINDINGS = tuple(
    Finding(f"rule_{n}", 1, result, Outcome.ISSUE, WORDS, WORDS, WORDS)
    for n, result in enumerate([RuleResult.PASSED] * 15 + [RuleResult.FAILED])
)
JUDGED = Verdict(Outcome.REVIEW, "", 1, FINDINGS)


def judged(moto: OnMoto) -> AnyCase:
    return moto.store().create(beginning(a_case(verdict=JUDGED), listed=a_listing()), guards()).case


def listed(moto: OnMoto) -> list[Waiting]:
    return moto.store().worklist(TENANT, "tinker", "north", 300)


def test_a_list_reads_what_it_shows_and_no_whole_states(moto: OnMoto) -> None:
    cases = [judged(moto) for _ in range(20)]
    with counting(moto.clients) as asked:
        lines = listed(moto)
    assert [line.case for line in lines] == [as_listed(case) for case in cases]
    assert all(line.case.verdict.failed[0].code == "rule_15" for line in lines)
    with counting(moto.clients) as whole:
        assert [moto.store().get(TENANT, case.id) for case in cases] == cases
    assert asked.calls == 2
    assert asked.bytes < whole.bytes / 4


@pytest.mark.parametrize("brief", ["none", "of before", "torn"])
def test_where_another_release_changed_a_case_the_whole_is_read(moto: OnMoto, brief: str) -> None:
    first = judged(moto)
    before = moto.row(first.id)["brief"]["S"]
    case = moved(first, verdict=replace(JUDGED, findings=FINDINGS[:-1]))
    moto.store().store(going_on(first, case, listed=a_listing()))
    if brief == "none":
        moto.unset(case.id, "brief")
    else:
        kept = {"of before": before, "torn": moto.row(case.id)["brief"]["S"][:-1]}
        moto.set(case.id, "brief", {"S": kept[brief]})
    assert listed(moto) == [Waiting(as_listed(case), NOW)]


def test_what_waits_for_nobody_keeps_nothing_for_lists(moto: OnMoto) -> None:
    case = judged(moto)
    on = moved(case, verdict=replace(JUDGED, outcome=Outcome.ISSUE))
    moto.store().store(going_on(case, on))
    assert "brief" not in moto.row(case.id)
    assert moto.store().get(TENANT, case.id) == on
