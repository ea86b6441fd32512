"""Whatever functions know of a rotation, one key is one case (DESIGN promise 2)."""

from collections import defaultdict
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count, pairwise

import pytest
from hypothesis import given, settings, strategies

from chalicelib.adapters.memory.platform import MemoryClock
from chalicelib.adapters.secrets.kept import RefreshingValue
from chalicelib.adapters.secrets.keys import RotatingKeys
from chalicelib.adapters.secrets.versions import Version
from chalicelib.domain.certificates.order import APPLICANT, PROCESS
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.ports.errors import RetryableError
from chalicelib.usecases.cases.keyed import KEPT_DAYS
from chalicelib.usecases.cases.opening.open_case import OpenCase, OpenCommand
from ops.operate.rotation import secret
from tests.support.office import TENANT, Office
from tests.support.requests import a_number
from tests.support.secret import FIRST

FUNCTIONS, KEYS = 3, 3
MINUTES = (0, 1, 4, 5, 6, 11, 16, 20, 60, 24 * 60)


class Ssm:
    """The parameter, which sometimes can't be read."""

    def __init__(self) -> None:
        self.versions: tuple[Version, ...] = (FIRST,)
        self.is_away = False

    def read(self) -> tuple[Version, ...]:
        if self.is_away:
            raise RetryableError("ssm.GetParameter: ThrottlingException")
        return self.versions

    def rotate(self, now: datetime) -> None:
        """The next step of an operator; rows don't matter here."""
        phase = secret.phase_of(self.versions, now)
        if phase is secret.Phase.AT_REST:
            number = len(self.versions)
            self.versions = secret.begun(self.versions, now, bytes([number]) * 32)
        elif now >= secret.guarded_until(self.versions):
            self.versions = secret.retired(self.versions)


def a_function(office: Office, ssm: Ssm, clock: MemoryClock) -> OpenCase:
    """One of several that run at once: each remembers the versions by itself."""
    return replace(
        office.wiring.road.open_case, keys=RotatingKeys(RefreshingValue(ssm.read, clock), clock)
    )


def command(key: int) -> OpenCommand:
    order = {"document": "attest-leven", "subject": a_number().digits}
    person, high = a_number(), Assurance.HIGH
    return OpenCommand(TENANT, PROCESS, APPLICANT, person, "a@b.be", order, f"k{key}", high)


@settings(max_examples=60, deadline=None)
@given(
    strategies.lists(
        strategies.tuples(
            strategies.sampled_from(MINUTES),
            strategies.booleans(),
            strategies.booleans(),
            strategies.integers(0, FUNCTIONS - 1),
            strategies.integers(0, KEYS - 1),
        ),
        max_size=60,
    )
)
def test_one_key_is_one_case_for_two_days(steps) -> None:
    office = Office()
    ssm, clock = Ssm(), office.clock
    functions = [a_function(office, ssm, clock) for _ in range(FUNCTIONS)]
    accepted: defaultdict[int, list[datetime]] = defaultdict(list)
    for minutes, rotates, ssm.is_away, function, key in steps:
        clock.move(timedelta(minutes=minutes))
        if rotates:
            ssm.rotate(clock.now())
        with suppress(RetryableError):
            if not functions[function](command(key)).repeated:
                accepted[key].append(clock.now())
    for moments in accepted.values():
        for one, two in pairwise(moments):
            assert two - one >= timedelta(days=KEPT_DAYS)


def test_no_function_works_on_without_a_version_that_is_in_force() -> None:
    clock, ssm = MemoryClock(), Ssm()
    keys = RotatingKeys(RefreshingValue(ssm.read, clock), clock)
    assert len(keys.versions()) == 1
    ssm.rotate(clock.now())
    ssm.is_away = True
    clock.set(ssm.versions[-1].since)
    with pytest.raises(RetryableError):
        keys.versions()
    ssm.is_away = False
    assert [one.number for one in keys.versions()] == [2, 1]


def test_all_the_steps_of_a_rotation_can_be_reached_here() -> None:
    ssm, clock, seen = Ssm(), MemoryClock(), set()
    for _ in count():
        ssm.rotate(clock.now())
        seen.add((len(ssm.versions), len(secret.older(ssm.versions))))
        if len(ssm.versions) == 3:
            break
        clock.move(timedelta(hours=12))
    assert seen == {(2, 1), (2, 0), (3, 1)}
