"""What is counted and told on a schedule: one municipality that fails stops no other."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from chalicelib.jobs import digest, figures, tick
from chalicelib.wiring import use
from tests.support.municipalities import a_municipality
from tests.support.office import Office

BAD, GOOD = "34022", "34041"


@dataclass(frozen=True)
class Two:
    """Two municipalities, the bad one first."""

    def all(self) -> tuple[Any, ...]:
        return replace(a_municipality(), nis=BAD), replace(a_municipality(), nis=GOOD)


@pytest.mark.parametrize(
    ("handle", "part"),
    [(figures.handle, "count_days"), (digest.handle, "digest"), (tick.handle, "tick_cases")],
)
def test_a_municipality_that_fails_is_reported_and_the_next_has_its_turn(
    handle: Callable[[], None], part: str
) -> None:
    seen: list[str] = []
    reported: list[tuple[str, str]] = []

    def do(nis: str) -> int:
        seen.append(nis)
        if nis == BAD:
            raise ZeroDivisionError
        return 1

    def report(what: str, tenant: str, case_id: str, error: str) -> None:
        reported.append((tenant, error))

    office = Office()
    office.wiring.give(municipalities=Two(), report=report, **{part: do})
    with use(office.wiring):
        handle()
    assert seen == [BAD, GOOD]
    assert reported == [(BAD, "ZeroDivisionError")]
