"""The ledger against the bucket and the cases, both ways: every document is where it must be."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Any

from botocore.exceptions import ClientError

from chalicelib.adapters.aws.dynamodb.partitions import Partition
from chalicelib.adapters.aws.dynamodb.table import key, text
from chalicelib.adapters.aws.store.items.places import LINE
from chalicelib.adapters.aws.store.items.schema import CURRENT
from chalicelib.domain.issued.listed import Listed
from chalicelib.wiring import Wiring
from ops.operate.deep.finding import DeepFinding, Repair
from ops.operate.deep.stored import StoredRows


@dataclass(frozen=True, slots=True)
class Documents:
    """Looks at every line of the ledger; reads every file once."""

    wiring: Wiring
    stored: StoredRows

    def __call__(self) -> Iterator[DeepFinding]:
        """What is wrong with documents. Raises RetryableError."""
        yield from (
            DeepFinding("a line of the ledger can't be read", number)
            for _, number in self.stored.unreadable
        )
        for (tenant, number), line in self.stored.lines.items():
            yield from self._file(line)
            yield from self._ways(tenant, line)
            if line.entry.revoked_at is None and (tenant, number) not in self.stored.slots:
                yield DeepFinding("a document of the ledger isn't in its case", number)
        for tenant, number in self.stored.slots.keys() - self.stored.lines.keys():
            yield DeepFinding("a document of a case isn't in the ledger", f"{tenant} {number}")

    def _file(self, line: Listed) -> Iterator[DeepFinding]:
        number, is_there = line.entry.number, line.object_key in self.stored.files
        if line.erased_at:
            if is_there:
                erase = Repair("erase it", partial(self._erase, line.object_key))
                yield DeepFinding("a file is there though it counts as erased", number, erase)
        elif not is_there:
            yield DeepFinding("a document's file is missing", number, self._earlier(line))
        elif self._hash(line.object_key) != line.entry.sha256:
            yield DeepFinding("a file isn't what the ledger says", number, self._earlier(line))

    def _ways(self, tenant: str, line: Listed) -> Iterator[DeepFinding]:
        """What leads to the line from code and hash; without them nobody can verify it."""
        number = line.entry.number
        ways = {"hash": Partition.SHA256.of(tenant, line.entry.sha256)}
        if line.entry.code_hash:
            ways["code"] = Partition.CODE.of(tenant, line.entry.code_hash)
        for what, place in ways.items():
            if place not in self.stored.places:
                repair = Repair("write it again", partial(self._lead, place, number))
                yield DeepFinding(f"nothing leads from its {what} to a document", number, repair)

    def _hash(self, name: str) -> str:
        data = self.wiring.state.archive.read(name)
        return sha256(data).hexdigest() if data is not None else ""

    def _earlier(self, line: Listed) -> Repair | None:
        """The version of the file that has the hash of the ledger, if the bucket keeps it still."""
        s3, bucket = self._bucket
        pages = s3.get_paginator("list_object_versions").paginate(
            Bucket=bucket, Prefix=line.object_key
        )
        versions = (one for page in pages for one in page.get("Versions", []))
        for one in versions:
            where = {"Bucket": bucket, "Key": line.object_key, "VersionId": one["VersionId"]}
            data = s3.get_object(**where)["Body"].read()
            if sha256(data).hexdigest() == line.entry.sha256:
                return Repair("put the right version of it back", partial(self._copy, where))
        return None

    def _copy(self, where: dict[str, str]) -> bool:
        s3, bucket = self._bucket
        s3.copy_object(Bucket=bucket, Key=where["Key"], CopySource=where)
        return True

    def _erase(self, name: str) -> bool:
        self.wiring.state.archive.erase(name)
        return True

    def _lead(self, place: str, number: str) -> bool:
        """Only where nothing stands: what is there was written with its document."""
        item = CURRENT.stamped(key(place, LINE) | {"number": text(number)})
        try:
            self.wiring.platform.clients.dynamodb.put_item(
                TableName=self.wiring.settings.table,
                Item=item,
                ConditionExpression="attribute_not_exists(pk)",
            )
        except ClientError as error:
            if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
                raise
            return False
        return True

    @property
    def _bucket(self) -> tuple[Any, str]:
        return self.wiring.platform.clients.s3, self.wiring.settings.bucket
