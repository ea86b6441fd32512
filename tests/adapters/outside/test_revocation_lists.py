"""Lists of revocations over HTTP."""

import pytest

from chalicelib.adapters.outside.revocation_lists import LONGEST_LIST, HttpListSource
from chalicelib.ports.errors import RetryableError
from tests.support.stages.serving import serving


def test_a_list_is_fetched_as_it_is_published() -> None:
    with serving(lambda what, path, _: f"{what} {path}".encode()) as address:
        assert HttpListSource().fetch(f"{address}/lijst.crl") == b"GET /lijst.crl"


def test_the_longest_list_that_a_document_takes_along_is_fetched_and_no_longer_one() -> None:
    with serving(lambda _, path, __: bytes(int(path[1:]))) as address:
        assert len(HttpListSource().fetch(f"{address}/{LONGEST_LIST}")) == LONGEST_LIST
        with pytest.raises(RetryableError, match=str(LONGEST_LIST + 1)):
            HttpListSource().fetch(f"{address}/{2 * LONGEST_LIST}")


@pytest.mark.parametrize("status", [301, 404, 500])
def test_an_answer_with_another_status_is_no_list(status) -> None:
    with (
        serving(lambda *_: b"", status) as address,
        pytest.raises(RetryableError, match=f"list of revocations: status {status}"),
    ):
        HttpListSource().fetch(address)


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/lijst.crl", "http://", "http://[::"])
def test_an_address_where_nobody_is_has_no_list(address) -> None:
    with pytest.raises(RetryableError, match="list of revocations"):
        HttpListSource().fetch(address)
