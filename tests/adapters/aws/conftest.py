"""A local AWS for each test, with what is needed to count its calls and to make them fail."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from moto import mock_aws

from chalicelib.adapters.aws.clients import Clients
from tests.support.stages.aws import (
    REGION,
    CallCounter,
    Faults,
    a_session,
    make_table,
    one_at_a_time,
)

BUCKET = "documents"


@dataclass(frozen=True)
class Aws:
    """Clients that try once, so that one fault is one failure."""

    clients: Clients
    table: str
    counter: CallCounter

    @property
    def faults(self) -> Faults:
        """Faults of DynamoDB."""
        return Faults(self.clients.dynamodb)

    def items(self, prefix: str = "") -> list[dict]:
        """Everything in the table whose partition begins with a text."""
        found = self.clients.dynamodb.scan(TableName=self.table)["Items"]
        return [item for item in found if item["pk"]["S"].startswith(prefix)]


@pytest.fixture
def aws() -> Iterator[Aws]:
    with mock_aws():
        session = a_session()
        counter = CallCounter(session)
        one_at_a_time(session)
        clients = Clients(session, attempts=1)
        table = make_table(session)
        clients.s3.create_bucket(
            Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION}
        )
        counter.clear()
        yield Aws(clients, table, counter)
