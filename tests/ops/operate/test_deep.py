"""What is stored is held against itself; what is safe is put right, and the rest is told."""

from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest

from chalicelib.adapters.aws.dynamodb.partitions import Partition
from chalicelib.adapters.aws.dynamodb.table import key
from chalicelib.adapters.aws.store.items.places import case_key, ledger_key
from chalicelib.adapters.memory.platform import MemoryClock
from ops.command import DeclinedError
from ops.operate.deep.looking import findings, plan_of, repaired
from ops.operate.deep.telling import told_of
from ops.synthetic.population import eligible
from tests.support.counter import Counter, a_counter, population
from tests.support.requests import KORTRIJK

DOCUMENT = "attest-hoofdverblijfplaats"
PEOPLE = [one.applicant for one in eligible(population(), DOCUMENT)[:6]]


@pytest.fixture
def clock() -> MemoryClock:
    return MemoryClock()


@pytest.fixture
def counter(clock: MemoryClock) -> Iterator[Counter]:
    files = [file for file in population().files if file.number in PEOPLE]
    with a_counter(files, clock=clock) as made:
        versions = {"Status": "Enabled"}  # as the template says, which the local AWS doesn't read
        s3 = made.wiring.platform.clients.s3
        s3.put_bucket_versioning(Bucket=made.outputs.bucket, VersioningConfiguration=versions)
        yield made


def issued(counter: Counter, which: int) -> str:
    """The id of a case that led to a document."""
    answer = counter.post(PEOPLE[which], {"document": DOCUMENT})
    case_id: str = answer.json_body["id"]
    counter.drain()
    return case_id


def told(counter: Counter) -> set[tuple[str, str]]:
    return {(one.what, one.where) for one in findings(counter.wiring)}


def test_what_went_wrong_is_found_and_what_is_safe_is_put_right(
    counter: Counter, clock: MemoryClock
) -> None:
    cases = [issued(counter, which) for which in range(5)]
    documents = [counter.result(case_id) for case_id in cases]
    assert findings(counter.wiring) == []

    clients, bucket = counter.wiring.platform.clients, counter.outputs.bucket
    s3: Any = clients.s3
    s3.delete_object(Bucket=bucket, Key=documents[0].object_key)
    s3.put_object(Bucket=bucket, Key=documents[1].object_key, Body=b"something else")
    counter.wiring.state.archive.erase(documents[2].object_key)
    s3.put_object(Bucket=bucket, Key=f"34022/2026/{'0' * 26}/x.pdf", Body=b"nobody's")
    table: Any = {"TableName": counter.outputs.table}
    dynamodb: Any = clients.dynamodb
    dynamodb.delete_item(
        **table, Key=key(Partition.SHA256.of(KORTRIJK, documents[3].sha256), "LEDGER")
    )
    dynamodb.delete_item(
        **table, Key=key(Partition.CODE.of(KORTRIJK, documents[3].code_hash), "LEDGER")
    )
    dynamodb.delete_item(**table, Key=ledger_key(KORTRIJK, documents[4].number))
    dynamodb.delete_item(**table, Key=case_key(KORTRIJK, cases[3], "DOC#result"))

    numbers = [document.number for document in documents]
    for_people = {
        ("a document's file is missing", numbers[2]),
        ("a document of a case isn't in the ledger", f"34022 {numbers[4]}"),
        ("a document of the ledger isn't in its case", numbers[3]),
        ("a file that nobody names: python -m ops orphans", f"34022/2026/{'0' * 26}/x.pdf"),
    }
    assert told(counter) - for_people == {
        ("a document's file is missing", numbers[0]),
        ("a file isn't what the ledger says", numbers[1]),
        ("nothing leads from its hash to a document", numbers[3]),
        ("nothing leads from its code to a document", numbers[3]),
    }

    found = findings(counter.wiring)
    assert list(plan_of(found))[-1] == "4 can be put right from here, 4 can't"
    assert all(line.endswith(": put right") for line in repaired(found))

    assert told(counter) == for_people


def test_a_case_that_nobody_moves_on_is_sent_on_and_one_set_aside_is_put_back(
    counter: Counter,
    clock: MemoryClock,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    answer = counter.post(PEOPLE[0], {"document": DOCUMENT})
    case_id: str = answer.json_body["id"]
    counter.bodies(counter.outputs.issue_queue)  # its message is lost
    waits = issued(counter, 1)
    aside: Any = {
        ":why": {"S": "odd"},
        ":pk": {"S": Partition.ASIDE.of(KORTRIJK)},
        ":at": {"S": "0000"},
    }
    counter.wiring.platform.clients.dynamodb.update_item(
        TableName=counter.outputs.table,
        Key=case_key(KORTRIJK, waits, "STATE"),
        UpdateExpression="SET aside = :why, due_pk = :pk, due_at = :at",
        ExpressionAttributeValues=aside,
    )
    clock.move(timedelta(hours=2))

    found = findings(counter.wiring)

    assert [(one.where, one.repair is not None) for one in found] == [
        (f"34022 {case_id}", True),
        (f"34022 {waits}", True),
    ]
    monkeypatch.setattr("sys.stdin", StringIO("n\n"))
    with pytest.raises(DeclinedError):
        list(told_of(counter.wiring, repairs=True, is_agreed=False))
    assert "2 can be put right from here" in capsys.readouterr().out
    assert told(counter) == {(one.what, one.where) for one in found}
    list(told_of(counter.wiring, repairs=True, is_agreed=True))
    assert capsys.readouterr().out.count(": put right") == 2
    counter.drain()
    assert counter.result(case_id)
    assert findings(counter.wiring) == []
