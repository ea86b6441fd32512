"""The certificates of the seals in SSM."""

from datetime import timedelta

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from chalicelib.adapters.aws.seals import KeptChains, read_chains, read_parameter
from chalicelib.adapters.memory.platform import MemoryClock
from chalicelib.adapters.secrets.kept import FRESH
from chalicelib.ports.errors import PermanentError, RetryableError


class Pages:
    """An SSM that gives one parameter a page."""

    def __init__(self, **parameters: str) -> None:
        self.rows = list(parameters.items())

    def get_parameters_by_path(self, **asked: str) -> dict[str, object]:
        at, path = int(asked.get("NextToken", "0")), asked["Path"]
        name, value = self.rows[at]
        more = {"NextToken": str(at + 1)} if at + 1 < len(self.rows) else {}
        return {"Parameters": [{"Name": f"{path}/{name}", "Value": value}], **more}


class Failing:
    def __init__(self, error: Exception) -> None:
        self.error = error

    def get_parameter(self, **_: str) -> dict[str, object]:
        raise self.error


def test_all_chains_of_a_municipality_are_read_by_name() -> None:
    found = read_chains(Pages(current="A", former="B"), "/thuisloket/test/seal/34022")
    assert found == {"current": "A", "former": "B"}


def test_a_chain_that_is_added_is_there_within_minutes_and_one_call_serves_till_then() -> None:
    ssm, clock = Pages(first="A"), MemoryClock()
    chains = KeptChains(ssm, "/seal", clock)
    assert chains("34022") == {"first": "A"}
    ssm.rows = [("first", "A"), ("second", "B")]
    clock.move(FRESH - timedelta(seconds=1))
    assert chains("34022") == {"first": "A"}
    clock.move(timedelta(seconds=1))
    assert chains("34022") == {"first": "A", "second": "B"}


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (EndpointConnectionError(endpoint_url="x"), RetryableError),
        (ClientError({"Error": {"Code": "ParameterNotFound"}}, "GetParameter"), PermanentError),
    ],
)
def test_what_cannot_be_read_is_an_error_of_its_kind(error, kind) -> None:
    with pytest.raises(kind, match=r"ssm\.GetParameter"):
        read_parameter(Failing(error), "/x")
