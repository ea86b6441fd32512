from datetime import UTC, datetime, timedelta

import pytest

from tests.support.processes.lives import the

ISSUE = the("certificate_request").works["issue"]
ENTERED = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize(("tries", "seconds"), [(1, 2), (2, 10), (5, 900), (60, 900)])
def test_delays_grow_and_the_last_repeats(tries: int, seconds: int):
    assert ISSUE.delay(tries) == timedelta(seconds=seconds)


@pytest.mark.parametrize(("hours", "is_capped"), [(47, False), (48, True)])
def test_a_work_is_capped_after_its_hours(hours: int, is_capped: bool):
    assert ISSUE.is_capped(ENTERED, ENTERED + timedelta(hours=hours)) is is_capped


def test_what_only_looks_again_is_never_capped():
    recheck = the("certificate_request").works["recheck"]
    assert not recheck.is_capped(ENTERED, ENTERED + timedelta(days=400))
