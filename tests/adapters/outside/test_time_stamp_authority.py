from collections.abc import Callable

import pytest

from chalicelib.adapters.outside.time_stamp_authority import LONGEST_ANSWER, HttpTimeStampAuthority
from chalicelib.documents.seal.slot import RESERVED_WITH_TIME_STAMP
from chalicelib.documents.seal.time_stamps import TimeStamps
from chalicelib.ports.errors import RetryableError
from tests.support.printing.judges import validate
from tests.support.printing.signable import (
    NOW,
    TENANT,
    authority,
    ec_key,
    identity,
    sealer,
    signable,
)
from tests.support.printing.time_stamp_authority import FakeAuthority
from tests.support.stages.serving import Answer, serving

QUERY = "POST application/timestamp-query"


def answering(ask: Callable[[bytes], bytes]) -> Answer:
    """Answers queries, and nothing else."""
    return lambda what, _, body: ask(body) if what == QUERY else b""


def test_a_seal_is_stamped_over_http() -> None:
    with serving(answering(FakeAuthority().ask)) as url:
        stamps = TimeStamps(HttpTimeStampAuthority(url).ask, [authority().certificate])
        pdf = signable(reserved=RESERVED_WITH_TIME_STAMP)
        sealed = sealer(identity(ec_key()), ec_key(), stamps).seal(pdf, TENANT, NOW)
    assert validate(sealed, authority().certificate).stamped_at == NOW


@pytest.mark.parametrize("status", [302, 404, 500, 503])
def test_an_answer_with_another_status_is_worth_a_retry(status) -> None:
    with (
        serving(answering(lambda _: b"later"), status) as url,
        pytest.raises(RetryableError, match=str(status)),
    ):
        HttpTimeStampAuthority(url).ask(b"query")


def test_an_endless_answer_is_not_read_to_its_end() -> None:
    with (
        serving(answering(lambda _: bytes(LONGEST_ANSWER + 1))) as url,
        pytest.raises(RetryableError, match=str(LONGEST_ANSWER + 1)),
    ):
        HttpTimeStampAuthority(url).ask(b"query")


def test_an_authority_that_is_not_there_is_worth_a_retry() -> None:
    with serving(answering(bytes)) as url:
        pass
    with pytest.raises(RetryableError, match="time-stamp authority"):
        HttpTimeStampAuthority(url).ask(b"query")
