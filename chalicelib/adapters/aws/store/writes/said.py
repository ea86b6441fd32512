"""What entries add to a transaction: themselves, and the files that came with them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from chalicelib.adapters.aws.dynamodb.partitions import Partition
from chalicelib.adapters.aws.dynamodb.table import stamp, text
from chalicelib.adapters.aws.dynamodb.transactions import Write, put
from chalicelib.adapters.aws.store.items.places import case_key, file_sk
from chalicelib.adapters.aws.store.items.rows import RowCodec
from chalicelib.adapters.aws.store.items.schema import Schema
from chalicelib.domain.cases.entry import Attachment, Entry
from chalicelib.domain.privacy.kept_files import erased_from
from chalicelib.ports.cases import AnyCase


@dataclass(frozen=True, slots=True)
class EntryRows:
    """Writes entries, and the rows by which their files are erased in time."""

    table: str
    schema: Schema

    def writes(self, case: AnyCase, entries: Collection[Entry]) -> Iterator[Write]:
        """Each entry once; the same file twice is one, kept for as long as the last one."""
        for entry in entries:
            item = RowCodec(self.schema).entry(case, entry)
            yield put("entry", self.table, item, "attribute_not_exists(pk)")
        files = {file.sha256: file for entry in entries for file in entry.attachments}
        yield from (self._file(case, file) for file in files.values())

    def _file(self, case: AnyCase, file: Attachment) -> Write:
        item = case_key(case.tenant, case.id, file_sk(file.sha256)) | {
            "due_pk": text(Partition.ERASE.of(case.tenant)),
            "due_at": text(stamp(erased_from(file.available_until))),
            "request": text(case.id),
            "object_key": text(file.key),
        }
        return Write("file", {"Put": {"TableName": self.table, "Item": self.schema.stamped(item)}})
