"""Everything of a municipality as files: what a supplier gives back at the end (AVG art. 28.3.g).

`rows.jsonl` has one row of the table a line, as plain JSON; `files.jsonl` one file of the archive.
How far it came is kept after each page, so that it goes on after a break; a row that changes
meanwhile is in it as it was when it was read.
"""

import base64
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from hashlib import file_digest
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from boto3.dynamodb.types import TypeDeserializer

from ops.command import OperatorError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client

ROWS, FILES = "rows.jsonl", "files.jsonl"
CHECKPOINT, MANIFEST = "checkpoint.json", "manifest.json"
ONLY_OWNER, ONLY_OWNERS_FOLDER = 0o600, 0o700
JSON_INSIDE = frozenset(
    {"data", "payload", "handling", "tasks", "emails", "looks", "dimensions", "headlines"}
)
"""Attributes that hold JSON as text."""

_READ = TypeDeserializer()

type Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Come:
    """How far it came: rows met in the whole table, rows written, bytes of them, the last key."""

    scanned: int = 0
    rows: int = 0
    written: int = 0
    last: Row | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """How much there is."""

    rows: int
    files: int
    size: int


@dataclass(frozen=True, slots=True)
class Leaving:
    """One municipality in one stage. Raises botocore's errors, OSError."""

    dynamodb: "DynamoDBClient"
    table: str
    s3: "S3Client"
    bucket: str
    tenant: str

    def size(self) -> int:
        """How many rows all municipalities have, about: DynamoDB counts every six hours."""
        return self.dynamodb.describe_table(TableName=self.table)["Table"]["ItemCount"]

    def count(self) -> Counted:
        """Counts, and writes nothing."""
        rows = sum(page["Count"] for page in self._pages(None, Select="COUNT"))
        sizes = [file["size"] for file in self._files()]
        return Counted(rows, len(sizes), sum(sizes))

    def __call__(self, folder: Path) -> Iterator[Come]:
        """Write everything into a folder, or go on where it broke off; after each page, how far.

        Raises OperatorError when everything is there already.
        """
        if (folder / MANIFEST).exists():
            raise OperatorError(f"{folder} is complete already; take another folder for a new one")
        folder.mkdir(mode=ONLY_OWNERS_FOLDER, exist_ok=True)
        come = _come(folder)
        yield come
        with _open(folder / ROWS) as file:
            file.truncate(come.written)
            file.seek(come.written)
            while come == Come() or come.last:
                come = self._page(file, come)
                _put(folder / CHECKPOINT, asdict(come))
                yield come
        with _open(folder / FILES) as file:
            file.truncate(0)
            count = sum(_write(file, listed) > 0 for listed in self._files())
        _put(folder / MANIFEST, self._manifest(folder, come, count))
        (folder / CHECKPOINT).unlink()

    def _page(self, file: IO[bytes], come: Come) -> Come:
        page = next(iter(self._pages(come.last)))
        size = sum(_write(file, plain(item)) for item in page["Items"])
        file.flush()
        os.fsync(file.fileno())
        return replace(
            come,
            scanned=come.scanned + page["ScannedCount"],
            rows=come.rows + page["Count"],
            written=come.written + size,
            last=page.get("LastEvaluatedKey"),
        )

    def _pages(self, last: Row | None, **more: Any) -> Iterator[Row]:  # noqa: ANN401
        start: Any = {"ExclusiveStartKey": last} if last else {}
        while True:
            page: Row = dict(
                self.dynamodb.scan(
                    TableName=self.table,
                    FilterExpression="begins_with(pk, :tenant)",
                    ExpressionAttributeValues={":tenant": {"S": f"T#{self.tenant}#"}},
                    ConsistentRead=True,
                    **start,
                    **more,
                )
            )
            yield page
            if "LastEvaluatedKey" not in page:
                return
            start = {"ExclusiveStartKey": page["LastEvaluatedKey"]}

    def _files(self) -> Iterator[Row]:
        """What lies in the archive now; what was erased isn't there."""
        pages = self.s3.get_paginator("list_objects_v2").paginate(
            Bucket=self.bucket, Prefix=f"{self.tenant}/"
        )
        for page in pages:
            for found in page.get("Contents", []):
                at = found["LastModified"].isoformat()
                yield {"key": found["Key"], "size": found["Size"], "at": at}

    def _manifest(self, folder: Path, come: Come, files: int) -> Row:
        return {
            "municipality": self.tenant,
            "table": self.table,
            "bucket": self.bucket,
            "rows": come.rows,
            "files": files,
            "sha256": {name: _sha256(folder / name) for name in (ROWS, FILES)},
        }


def plain(item: Row) -> Row:
    """A row as JSON has it: what is JSON inside is opened, bytes are base64."""
    return {name: _value(name, value) for name, value in item.items()}


def _value(name: str, typed: Any) -> Any:  # noqa: ANN401
    if "B" in typed:
        return {"base64": base64.b64encode(typed["B"]).decode()}
    value = _READ.deserialize(typed)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if name in JSON_INSIDE and isinstance(value, str):
        return _opened(value)
    return value


def _opened(text: str) -> Any:  # noqa: ANN401
    try:
        return json.loads(text)
    except ValueError:
        return text


def _come(folder: Path) -> Come:
    path = folder / CHECKPOINT
    return Come(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else Come()


def _open(path: Path) -> IO[bytes]:
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, ONLY_OWNER), "r+b")


def _write(file: IO[bytes], row: Row) -> int:
    return file.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")


def _put(path: Path, value: Row) -> None:
    """Replace a small file, whole or not at all."""
    part = path.with_name(f"{path.name}.part")
    with _open(part) as file:
        file.truncate(0)
        file.write(json.dumps(value, indent=1).encode() + b"\n")
    part.rename(path)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
