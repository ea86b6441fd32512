"""A drill restores the table beside the present one, and looks for each document of then."""

from collections.abc import Iterator
from typing import Any

import pytest

from ops.operate.restore import drill
from ops.synthetic.population import eligible
from tests.support.counter import Counter, a_counter, population

DOCUMENT = "attest-hoofdverblijfplaats"
PEOPLE = [one.applicant for one in eligible(population(), DOCUMENT)[:3]]


class Target:
    """A stage on the local AWS, as far as a drill asks of it."""

    stage, emulated = "test", True

    def __init__(self, counter: Counter) -> None:
        self._clients = counter.wiring.platform.clients
        self.account = counter.outputs.bucket.rpartition("-")[2]

    def client(self, service: str) -> Any:
        return getattr(self._clients, service)


@pytest.fixture
def counter() -> Iterator[Counter]:
    files = [file for file in population().files if file.number in PEOPLE]
    with a_counter(files) as made:
        s3 = made.wiring.platform.clients.s3
        versions = {"Status": "Enabled"}  # as the template says, which the local AWS doesn't read
        s3.put_bucket_versioning(Bucket=made.outputs.bucket, VersioningConfiguration=versions)
        yield made


def test_what_was_deleted_or_overwritten_since_is_found_and_what_is_gone_is_named(
    counter: Counter,
) -> None:
    documents = []
    for person in PEOPLE:
        case_id = counter.post(person, {"document": DOCUMENT}).json_body["id"]
        counter.drain()
        documents.append(counter.result(case_id))
    s3, bucket = counter.wiring.platform.clients.s3, counter.outputs.bucket
    s3.delete_object(Bucket=bucket, Key=documents[0].object_key)
    s3.put_object(Bucket=bucket, Key=documents[1].object_key, Body=b"something else")
    counter.wiring.state.archive.erase(documents[2].object_key)

    told = list(drill(Target(counter), None))  # type: ignore[arg-type]

    assert "3 documents then, of 1 the file is gone" in told
    assert "of 2 the bytes were read, of 0 they aren't the ledger's" in told
    assert f"look at {documents[2].number}" in told
    assert told[-1].endswith("is gone again")
