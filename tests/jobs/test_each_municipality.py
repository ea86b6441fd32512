"""What is done on a schedule: one municipality that fails stops no other, one duty no other."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

import app
from chalicelib.adapters.memory.platform import MemoryClock
from chalicelib.domain.mail.trouble import MailFeedback, Trouble
from chalicelib.domain.privacy.kept_files import FileKind, KeptFile
from chalicelib.jobs import digest, erasure, figures, parked_feedback, tick
from chalicelib.ports.errors import RetryableError
from chalicelib.wiring import use
from ops.operate.doctor import SCHEDULED
from tests.support.municipalities import a_municipality
from tests.support.office import Office
from tests.support.requests import NOW, an_id

BAD, GOOD = "34022", "34041"
DUTIES = [
    (tick.handle, "tick_cases"),
    (erasure.handle, "erase_files"),
    (figures.handle, "count_days"),
    (digest.handle, "digest"),
]


@dataclass(frozen=True)
class Two:
    """Two municipalities, the bad one first."""

    def all(self) -> tuple[Any, ...]:
        return replace(a_municipality(), nis=BAD), replace(a_municipality(), nis=GOOD)


@pytest.mark.parametrize(("handle", "part"), DUTIES)
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


class Hangs:
    """A store or service of one duty: each call takes a while, and fails in the end."""

    def __init__(self, clock: MemoryClock, *found: Any) -> None:
        self.clock, self.found, self.asked = clock, found, 0

    def due(self, *_: object) -> list[Any]:
        return list(self.found)

    parked = due

    def get(self, *_: object) -> None:
        self.asked += 1
        self.clock.move(timedelta(seconds=10))
        raise RetryableError("away")

    def postpone(self, *_: object) -> None:
        raise RetryableError("away")


FILES = [KeptFile(FileKind.ATTACHMENT, an_id(n), f"{n}.pdf", f"{n}") for n in range(100)]
NOTICES = [
    MailFeedback(f"m{n}", BAD, an_id(n), "cr_ready", Trouble.BOUNCED, True, "ab", NOW)
    for n in range(100)
]


@pytest.mark.parametrize(
    ("handle", "parts", "found", "seconds"),
    [
        (erasure.handle, ("case_erasures", "store"), FILES, 300),
        (parked_feedback.handle, ("notices", "store"), NOTICES, 30),
    ],
)
def test_a_duty_whose_service_hangs_ends_within_the_time_of_its_function(
    handle: Callable[[], None], parts: tuple[str, ...], found: list[Any], seconds: int
) -> None:
    """Each municipality has its share of the time, so the second has its turn too."""
    office = Office()
    hangs = Hangs(office.clock, *found)
    office.wiring.give(municipalities=Two(), **dict.fromkeys(parts, hangs))
    start = office.clock.now()
    with use(office.wiring):
        handle()
    assert office.clock.now() - start <= timedelta(seconds=seconds)
    assert 2 <= hangs.asked < 2 * len(found)


@pytest.mark.parametrize(("handle", "part"), DUTIES)
def test_a_function_has_one_duty_so_that_another_can_neither_delay_nor_kill_it(
    handle: Callable[[], None], part: str
) -> None:
    done: list[str] = []
    office = Office()
    duties: dict[str, Any] = {name: lambda _, name=name: done.append(name) for _, name in DUTIES}
    office.wiring.give(**duties)
    with use(office.wiring):
        handle()
    assert done == [part]


def test_the_doctor_looks_at_the_schedule_of_every_function_that_has_one() -> None:
    scheduled = {s.name for s in app.app.event_sources if hasattr(s, "schedule_expression")}
    assert set(SCHEDULED) == scheduled
