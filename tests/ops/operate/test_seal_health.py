"""What the doctor says of the seals."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

import app
from chalicelib.adapters.memory.platform import MemoryClock
from ops.deploy.authority import chain_for
from ops.local.serve import context, schedule_event
from ops.operate.seal_health import SealHealth
from ops.stage.target import StageTarget
from tests.support.counter import Counter, a_counter
from tests.support.printing.lasting import TSA_PARAMETER, Lasting, lasting_seals
from tests.support.printing.signable import TENANT, ec_key, public_der
from tests.support.stages.aws import a_session

FIRST = f"/thuisloket/test/seal/{TENANT}/first"


@pytest.fixture
def clock() -> MemoryClock:
    return MemoryClock()


@pytest.fixture
def counter(clock: MemoryClock) -> Iterator[Counter]:
    with a_counter(clock=clock) as made:
        yield made


@pytest.fixture
def lasting(counter: Counter, clock: MemoryClock) -> Iterator[Lasting]:
    with lasting_seals(counter, clock) as made:
        yield made


def told(counter: Counter, clock: MemoryClock, lasting: Lasting | None = None) -> list[str]:
    settings = (lasting or counter).wiring.settings
    return list(SealHealth(StageTarget("test", a_session()), settings, clock).troubles(TENANT))


def test_nothing_is_said_of_a_seal_that_is_well(counter: Counter, clock: MemoryClock) -> None:
    assert told(counter, clock) == []


def test_a_certificate_that_ends_soon_is_told(counter: Counter, clock: MemoryClock) -> None:
    clock.move(timedelta(days=330))
    (trouble,) = told(counter, clock)
    assert trouble == "its certificates end on 2027-03-17: python -m ops rotate seal"


def test_a_certificate_of_another_key_is_told(counter: Counter, clock: MemoryClock) -> None:
    chain = chain_for(public_der(ec_key()), "Stad Kortrijk", clock.now())
    counter.wiring.platform.clients.ssm.put_parameter(
        Name=FIRST, Value=chain, Type="String", Overwrite=True
    )
    assert told(counter, clock) == [
        f"the certificate is of another key than alias/thuisloket-test-seal-{TENANT}"
    ]


def test_a_seal_without_a_certificate_is_told(counter: Counter, clock: MemoryClock) -> None:
    counter.wiring.platform.clients.ssm.delete_parameter(Name=FIRST)
    assert told(counter, clock) == [f"the seal of {TENANT} has no certificate"]


def test_a_seal_whose_proof_was_not_fetched_is_told(
    counter: Counter, clock: MemoryClock, lasting: Lasting
) -> None:
    before = told(counter, clock, lasting)
    app.seals(schedule_event(), context())
    assert [t.partition(": ")[0].split(maxsplit=3)[3] for t in before] == [
        "has no current list of revocations"
    ] * 2
    assert told(counter, clock, lasting) == []


def test_a_revoked_seal_is_told(counter: Counter, clock: MemoryClock, lasting: Lasting) -> None:
    lasting.publisher.revoked.append(lasting.certificate)
    app.seals(schedule_event(), context())
    (trouble,) = told(counter, clock, lasting)
    assert "was revoked, nothing is sealed" in trouble


def test_a_chain_that_lacks_an_issuer_is_told(
    counter: Counter, clock: MemoryClock, lasting: Lasting
) -> None:
    app.seals(schedule_event(), context())
    root = lasting.publisher.authority.pem()
    counter.wiring.platform.clients.ssm.put_parameter(
        Name=TSA_PARAMETER, Value=root, Type="String", Overwrite=True
    )
    (trouble,) = told(counter, clock, lasting)
    assert "its issuer isn't in its chain" in trouble
