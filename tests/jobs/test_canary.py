"""The counter tries itself from outside: over its own API, as a made-up person, in no figure."""

import json
from collections.abc import Iterator

import pytest

import app
from chalicelib.adapters.memory.platform import MemoryClock
from chalicelib.domain.registers.canaries import CANARIES
from chalicelib.domain.shared.errors import NotAllowedError
from chalicelib.metrics import Metric
from ops.local.serve import context, schedule_event
from tests.support.counter import Counter, a_counter
from tests.support.outside import canaries_at
from tests.support.requests import KORTRIJK


@pytest.fixture
def counter() -> Iterator[Counter]:
    with a_counter(files=(), clock=MemoryClock()) as made:
        yield made


def test_it_gets_a_document_that_the_counter_knows_and_no_figure_counts_it(
    counter: Counter, capsys: pytest.CaptureFixture[str]
) -> None:
    with canaries_at(counter):
        app.canary(schedule_event(), context())
    lines = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    told = {metric for line in lines if "_aws" in line for metric in Metric if line.get(metric)}
    ours = {Metric.CANARY_FAILURES, Metric.CANARY_SECONDS, Metric.SECONDS_TO_ISSUE, Metric.MAILS}
    assert told == ours
    assert len(counter.objects()) == len(counter.mails()) == 1
    app.figures(schedule_event(), context())
    year = counter.wiring.platform.clock.now().year
    assert not any(d.tally.counts for d in counter.wiring.figures.rollups.days(KORTRIJK, year))


def test_a_token_is_good_for_a_canary_of_one_municipality_for_some_minutes(
    counter: Counter,
) -> None:
    with canaries_at(counter) as identity:
        good = counter.wiring.sign_in.canary_tokens.make(KORTRIJK, 3)
        assert identity.bearer(good, KORTRIJK).number == CANARIES[3]
        start, turn, until, mac = good.split(".")
        for bad in (
            (start, "4", until, mac),
            (start, turn, str(int(until) + 60), mac),
            (start, turn, "1", mac),
            (start, "20", until, mac),
            (start, "٣", until, mac),
            (start, turn, until, ""),
            (start, ""),
        ):
            with pytest.raises(NotAllowedError):
                identity.bearer(".".join(bad), KORTRIJK)
