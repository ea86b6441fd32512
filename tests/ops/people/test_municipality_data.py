"""A municipality's rows as files: what broke off goes on, and every row is there once."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ReadTimeoutError
from moto import mock_aws

from ops.people.municipality_data import Leaving, plain
from tests.support.stages.aws import REGION, a_session, make_table

BUCKET, TENANT = "documents", "34022"
ROWS = 12


class Pages:
    """DynamoDB in pages of five, of which one fails."""

    def __init__(self, client: Any) -> None:
        self.client, self.fails_at, self.asked = client, 0, 0

    def scan(self, **given: Any) -> Any:
        self.asked += 1
        if self.asked == self.fails_at:
            raise ReadTimeoutError(endpoint_url="https://aws.example")
        return self.client.scan(**given, Limit=5)


@pytest.fixture
def pages() -> Iterator[Pages]:
    with mock_aws():
        session = a_session()
        client, table = session.client("dynamodb"), make_table(session)
        for n in range(ROWS):
            for tenant in (TENANT, "34041"):
                pk = {"S": f"T#{tenant}#REQ#{n:02d}"}
                client.put_item(TableName=table, Item={"pk": pk, "sk": {"S": "STATE"}})
        where = {"LocationConstraint": REGION}
        session.client("s3").create_bucket(Bucket=BUCKET, CreateBucketConfiguration=where)
        yield Pages(client)


def leaving(pages: Pages) -> Leaving:
    return Leaving(pages, "thuisloket-test", a_session().client("s3"), BUCKET, TENANT)


def rows(folder: Path) -> list[str]:
    return [json.loads(line)["pk"] for line in (folder / "rows.jsonl").read_text().splitlines()]


@pytest.mark.parametrize("fails_at", range(1, 6))
def test_what_broke_off_goes_on_where_it_was(pages: Pages, tmp_path: Path, fails_at: int) -> None:
    folder = tmp_path / "out"
    pages.fails_at = fails_at
    with pytest.raises(ReadTimeoutError):
        list(leaving(pages)(folder))
    asked = pages.asked

    *_, come = leaving(pages)(folder)

    assert sorted(rows(folder)) == [f"T#{TENANT}#REQ#{n:02d}" for n in range(ROWS)]
    assert come.rows == ROWS
    assert come.scanned == 2 * ROWS
    assert pages.asked <= asked + 6 - (fails_at - 1)
    assert not (folder / "checkpoint.json").exists()


def test_a_line_that_was_half_written_when_it_broke_is_written_anew(
    pages: Pages, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    pages.fails_at = 3
    with pytest.raises(ReadTimeoutError):
        list(leaving(pages)(folder))
    with (folder / "rows.jsonl").open("a") as file:
        file.write('{"pk": "T#34022#RE')
    list(leaving(pages)(folder))
    assert sorted(rows(folder)) == [f"T#{TENANT}#REQ#{n:02d}" for n in range(ROWS)]


def test_when_only_the_end_is_missing_only_the_end_is_made(pages: Pages, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    list(leaving(pages)(folder))
    come = {"scanned": 24, "rows": 12, "written": (folder / "rows.jsonl").stat().st_size}
    (folder / "checkpoint.json").write_text(json.dumps(come | {"last": None}))
    (folder / "manifest.json").unlink()
    asked = pages.asked
    *_, last = leaving(pages)(folder)
    assert (last.rows, pages.asked) == (12, asked)
    assert (folder / "manifest.json").exists()


def test_a_row_becomes_plain_json() -> None:
    item = {
        "pk": {"S": "T#1"},
        "data": {"S": '{"a": 1}'},
        "text": {"S": "{"},
        "n": {"N": "3"},
        "half": {"N": "0.5"},
        "packed": {"B": b"\x00\x01"},
        "is": {"BOOL": True},
    }
    assert plain(item) == {
        "pk": "T#1",
        "data": {"a": 1},
        "text": "{",
        "n": 3,
        "half": 0.5,
        "packed": {"base64": "AAE="},
        "is": True,
    }
    assert plain({"data": {"S": "no json"}}) == {"data": "no json"}
