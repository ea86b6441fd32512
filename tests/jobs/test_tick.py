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


def test_a_municipality_that_fails_keeps_no_other_from_its_turn_and_is_reported() -> None:
    looked_at: list[str] = []
    reported: list[tuple[str, str]] = []

    def look(nis: str) -> dict[str, int]:
        looked_at.append(nis)
        if nis == BAD:
            raise ZeroDivisionError
        return {}

    def report(what: str, tenant: str, case_id: str, error: str) -> None:
        reported.append((tenant, error))

    def nothing(nis: str) -> Any:
        return 0

    office = Office()
    office.wiring.give(
        municipalities=Two(),
        store=MemoryCases(),
        tick_cases=look,
        erase_files=nothing,
        report=report,
    )
    with use(office.wiring):
        handle()
    assert looked_at == [BAD, GOOD]
    assert reported == [(BAD, "ZeroDivisionError")]
