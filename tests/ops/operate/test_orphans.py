"""Files that nobody names are listed, and go only when they are older than every retry."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from ops.command import OperatorError
from ops.operate.orphans import OLD, said_of
from tests.support.counter import Counter, a_counter

CASE = "34022/2026/01KJQ4T9C0X6V3M8R2D5N7E1FA"
NAMED = {
    f"{CASE}/result-1.pdf": {"data": {"S": f'{{"object_key":"{CASE}/result-1.pdf"}}'}},
    f"{CASE}/abc": {"object_key": {"S": f"{CASE}/abc"}},
    f"{CASE}/def": {"deep": {"L": [{"M": {"key": {"S": f"{CASE}/def"}}}]}},
}
NOW = datetime.now(UTC)


@pytest.fixture
def counter() -> Iterator[Counter]:
    with a_counter([]) as made:
        yield made


def put(counter: Counter, *keys: str) -> None:
    s3, bucket = counter.wiring.platform.clients.s3, counter.outputs.bucket
    for key in keys:
        s3.put_object(Bucket=bucket, Key=key, Body=b"x")


def test_what_a_row_names_is_nobodys_orphan_and_the_rest_is_listed(counter: Counter) -> None:
    put(counter, *NAMED, f"{CASE}/lost")
    for number, row in enumerate(NAMED.values()):
        item = {"pk": {"S": "T#34022"}, "sk": {"S": str(number)}, **row}
        counter.wiring.platform.clients.dynamodb.put_item(
            TableName=counter.outputs.table, Item=item
        )

    lost, total = said_of(counter.wiring, 0, NOW)

    assert lost.endswith(f"{CASE}/lost")
    assert total == "1 files that nobody names, 0 of them older than 31 days"


def test_only_those_that_were_listed_and_are_old_are_removed(counter: Counter) -> None:
    put(counter, f"{CASE}/one", f"{CASE}/two")
    later = NOW + OLD + timedelta(hours=1)

    with pytest.raises(OperatorError, match="there are 0 to remove, not 2"):
        list(said_of(counter.wiring, 2, NOW))
    with pytest.raises(OperatorError, match="there are 2 to remove, not 1"):
        list(said_of(counter.wiring, 1, later))
    assert len(counter.objects()) == 2

    assert len(list(said_of(counter.wiring, 2, later))) == 2
    assert counter.objects() == []
