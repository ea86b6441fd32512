"""How somebody is taken out of a case: what was said goes first, who asked goes last.

As long as the state says who they are, the case is found by person, and a call that broke off is
simply made again.
"""

import time
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, override

from chalicelib.adapters.aws.dynamodb.partitions import Partition
from chalicelib.adapters.aws.dynamodb.table import STATE, Item, entry_sk
from chalicelib.adapters.aws.dynamodb.transactions import Pause, TransactionRefusedError, Write
from chalicelib.adapters.aws.store.items.codec import Codec
from chalicelib.adapters.aws.store.items.places import case_key
from chalicelib.adapters.aws.store.items.rows import RowCodec
from chalicelib.adapters.aws.store.rows import CaseTable
from chalicelib.adapters.aws.store.writes.change import MAY_GO, update
from chalicelib.adapters.aws.store.writes.documents import DocumentRows
from chalicelib.adapters.aws.store.writes.parties import PartyRows
from chalicelib.adapters.aws.store.writes.said import EntryRows
from chalicelib.domain.cases.change import Change
from chalicelib.domain.cases.entry import Entry
from chalicelib.domain.cases.storing import version_moved
from chalicelib.ports.cases import AnyCase
from chalicelib.ports.cases.erasures import Forgetting
from chalicelib.ports.platform import Keys

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoForgetting(Forgetting):
    """Entries one by one, then state, parties, documents and the proof in one transaction."""

    def __init__(
        self,
        client: "DynamoDBClient",
        table: str,
        keys: Keys,
        codec: Codec,
        pause: Pause = time.sleep,
    ) -> None:
        self._rows, self._codec, self._keys = CaseTable(client, table, pause), codec, keys

    @override
    def forget(
        self,
        before: AnyCase,
        after: AnyCase,
        *,
        thinned: Collection[Entry],
        gone: Collection[Entry],
        proof: Entry,
    ) -> None:
        there = self._codec.as_it_was(before)
        there.pop("v")
        item = self._rows.get(Partition.CASE.of(before.tenant, before.id), STATE) or {}
        if any(item.get(name) != value for name, value in there.items()):
            raise version_moved()
        self._thin_out(before, thinned, gone)
        try:
            self._rows.transact(tuple(self._left(before, after, there, proof)))
        except TransactionRefusedError:
            raise version_moved() from None

    def _thin_out(self, case: AnyCase, thinned: Collection[Entry], gone: Collection[Entry]) -> None:
        for entry in thinned:
            self._rows.put(RowCodec(self._codec.schema).entry(case, entry))
        for entry in gone:
            self._rows.delete(case_key(case.tenant, case.id, entry_sk(entry.version, entry.id)))

    def _left(self, before: AnyCase, after: AnyCase, there: Item, proof: Entry) -> Iterator[Write]:
        table, schema = self._rows.table, self._codec.schema
        state = self._codec.encode(after)
        values = {name: value for name, value in state.items() if name not in ("pk", "sk")}
        gone = [name for name in MAY_GO if name not in values]
        yield update(table, after, values, gone, there)
        left = Change(after, after.instance.version, (), before=before)
        yield from PartyRows(table, schema, self._keys).writes(left)
        documents = DocumentRows(table, schema, self._keys)
        yield from (documents.anew(after, d) for d in after.issued if d not in before.issued)
        yield from EntryRows(table, schema).writes(after, [proof])
