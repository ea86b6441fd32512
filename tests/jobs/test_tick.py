"""The scheduled function looks at every municipality, whatever becomes of another."""

from dataclasses import dataclass, replace
from typing import Any

from chalicelib.adapters.memory.cases import MemoryCases
from chalicelib.jobs.tick import handle
from chalicelib.wiring import use
from tests.support.municipalities import a_municipality
from tests.support.office import Office

BAD, GOOD = "34022", "34041"


@dataclass(frozen=True)
class Two:
    """Two municipalities, the bad one first."""

    def all(self) -> tuple[Any, ...]:
        return replace(a_municipality(), nis=BAD), replace(a_municipality(), nis=GOOD)


def test_a_duty_that_fails_keeps_no_other_from_its_turn_and_is_reported() -> None:
    done: list[tuple[str, str]] = []
    reported: list[tuple[str, str, str]] = []

    def duty(name: str, *, fails: bool = False) -> Any:
        def do(nis: str) -> int:
            done.append((name, nis))
            if fails and nis == BAD:
                raise ZeroDivisionError
            return 0

        return do

    def report(what: str, tenant: str, case_id: str, error: str) -> None:
        reported.append((what, tenant, error))

    office = Office()
    office.wiring.give(
        municipalities=Two(),
        store=MemoryCases(),
        tick_cases=duty("cases", fails=True),
        erase_files=duty("erased"),
        report=report,
    )
    with use(office.wiring):
        handle()
    assert done == [(what, nis) for nis in (BAD, GOOD) for what in ("cases", "erased")]
    assert reported == [("tick cases", BAD, "ZeroDivisionError")]
