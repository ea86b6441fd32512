"""The one transaction that changes a case."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import chain

from chalicelib.adapters.aws.dynamodb.partitions import Partition
from chalicelib.adapters.aws.dynamodb.table import GUARD, STATE, Item, key, stamp, text
from chalicelib.adapters.aws.dynamodb.transactions import Write, put
from chalicelib.adapters.aws.store.items.codec import Codec, as_json
from chalicelib.adapters.aws.store.items.places import case_key, task_sk
from chalicelib.adapters.aws.store.items.rows import RowCodec
from chalicelib.adapters.aws.store.rows import changing
from chalicelib.adapters.aws.store.writes.claims import ClaimRows
from chalicelib.adapters.aws.store.writes.documents import DocumentRows
from chalicelib.adapters.aws.store.writes.parties import PartyRows
from chalicelib.adapters.aws.store.writes.said import EntryRows
from chalicelib.domain.cases.change import Change
from chalicelib.domain.cases.tasks import CaseTask
from chalicelib.ports.cases import AnyCase
from chalicelib.ports.platform import Keys

ABSENT = "attribute_not_exists(pk)"
MAY_GO = ("due_pk", "due_at", "list_pk", "list_by", "brief")
"""What a STATE item has only while it waits for a time, or for people."""


@dataclass(frozen=True, slots=True)
class ChangeRows:
    """Writes a change, part by part."""

    table: str
    codec: Codec
    keys: Keys

    def created(self, change: Change, mark: str) -> tuple[Write, ...]:
        """The writes of a new case, but for its guards."""
        state = put("state", self.table, self.state(change), ABSENT)
        return (state, self._reference(change.case), *self._rest(change, mark))

    def stored(self, change: Change, mark: str, there: Item) -> tuple[Write, ...]:
        """The writes of a change; `there` are the attributes as they must still be."""
        return (self._update(change, mark, there), *self._rest(change, mark))

    def state(self, change: Change) -> Item:
        """The STATE item."""
        listed, tenant = change.listed, change.case.tenant
        item = self.codec.encode(change.case)
        item["dimensions"] = text(as_json(dict[str, str], dict(change.dimensions)))
        if listed or change.case.tasks:
            item |= self.codec.brief(change.case)
        if listed:
            item["list_pk"] = text(Partition.LIST.of(tenant, listed.role, listed.team))
            item["list_by"] = text(stamp(listed.by))
        return item

    def tasks(self, before: AnyCase | None, case: AnyCase) -> Iterator[Write]:
        """What differs in the rows of tasks."""
        was = {task.key: task for task in before.tasks} if before else {}
        now = {task.key: task for task in case.tasks}
        yield from (self._task(case, t) for k, t in now.items() if t != was.get(k) and t.role)
        for gone in was.keys() - now.keys():
            there = case_key(case.tenant, case.id, task_sk(gone))
            yield Write("task", {"Delete": {"TableName": self.table, "Key": there}})

    def _rest(self, change: Change, mark: str) -> Iterator[Write]:
        rows, case = RowCodec(self.codec.schema), change.case
        schema, keys = self.codec.schema, self.keys
        events = (rows.event(case, event, mark) for event in change.events)
        yield from (put("event", self.table, item, ABSENT) for item in events)
        yield from EntryRows(self.table, schema).writes(case, change.entries)
        for outgoing in change.outgoing:
            yield put("outgoing", self.table, rows.outgoing(case, outgoing), ABSENT)
        yield from chain(
            PartyRows(self.table, schema, keys).writes(change),
            self.tasks(change.before, case),
            DocumentRows(self.table, schema, keys).writes(change),
            ClaimRows(self.table, schema, keys).writes(change),
        )

    def _reference(self, case: AnyCase) -> Write:
        there = key(Partition.REFERENCE.of(case.tenant, case.reference), GUARD)
        item = self.codec.schema.stamped(there | {"case": text(case.id)})
        return put("reference", self.table, item, ABSENT)

    def _update(self, change: Change, mark: str, there: Item) -> Write:
        item = self.state(change) | {"mark": text(mark)}
        values = {name: item[name] for name in item if name not in ("pk", "sk")}
        gone = [name for name in MAY_GO if name not in values]
        return update(self.table, change.case, values, gone, there)

    def _task(self, case: AnyCase, task: CaseTask) -> Write:
        item = case_key(case.tenant, case.id, task_sk(task.key)) | {
            "list_pk": text(Partition.LIST.of(case.tenant, task.role, task.team)),
            "list_by": text(stamp(task.at)),
        }
        stamped = self.codec.schema.stamped(item)
        return Write("task", {"Put": {"TableName": self.table, "Item": stamped}})


def update(table: str, case: AnyCase, values: Item, gone: Collection[str], there: Item) -> Write:
    """Set and remove attributes of a STATE item that still is as it was `there`."""
    place = case_key(case.tenant, case.id, STATE)
    free = ["attribute_not_exists(aside)"]
    return Write("state", {"Update": changing(table, place, values, gone, free, there)})
