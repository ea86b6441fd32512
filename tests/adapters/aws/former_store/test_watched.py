"""What a stored change counts as, for alarms that tell the truth."""

from dataclasses import replace
from datetime import timedelta

import pytest
from chalicelib.adapters.aws.former_store.watched import numbers_of
from chalicelib.domain.former_cases.case import Request
from chalicelib.domain.former_process import Event

from chalicelib.domain.cases.verdict import Outcome
from chalicelib.metrics import Metric
from tests.support.requests import NOW, a_request, a_verdict


def decided(outcome: Outcome) -> Request:
    return replace(a_request(), verdict=replace(a_verdict(), outcome=outcome))


def events(*names: str, after: timedelta) -> list[Event]:
    return [Event(n, name, "", "", "system", NOW + after) for n, name in enumerate(names, 2)]


@pytest.mark.parametrize("seconds", [4, 90, 3_000])
def test_an_automatic_document_counts_however_long_it_took(seconds: int) -> None:
    changes = events("all_conditions_met", "stored", after=timedelta(seconds=seconds))
    told = numbers_of(decided(Outcome.ISSUE), changes)
    assert told[Metric.SECONDS_TO_ISSUE] == seconds
    assert told[Metric.AUTOMATIC] == 1


def test_a_document_that_a_clerk_gave_is_no_slow_one_however_quick_the_clerk_was() -> None:
    told = numbers_of(decided(Outcome.REVIEW), events("stored", after=timedelta(minutes=2)))
    assert told == {Metric.ISSUED: 1}
