"""What hangs on a case as items, and back: events, entries, and what is to go out."""

from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.adapters.aws.dynamodb.partitions import Partition
from chalicelib.adapters.aws.dynamodb.table import Item, entry_sk, event_sk, number, stamp, text
from chalicelib.adapters.aws.store.items.codec import as_json, from_json
from chalicelib.adapters.aws.store.items.places import case_key, outgoing_sk
from chalicelib.adapters.aws.store.items.schema import CURRENT, Schema
from chalicelib.domain.cases.entry import Entry
from chalicelib.domain.cases.outgoing import Outgoing
from chalicelib.domain.process.instance import Event
from chalicelib.ports.cases import AnyCase


@dataclass(frozen=True, slots=True)
class RowCodec:
    """Writes and reads what hangs on a case. Reading raises whatever shows that it can't be."""

    schema: Schema = CURRENT

    def event(self, case: AnyCase, event: Event, mark: str) -> Item:
        """An EVENT item; `mark` tells by which call it was written."""
        values = {"data": text(as_json(Event, event)), "mark": text(mark)}
        return self._item(case, event_sk(event.version), values)

    def read_event(self, item: Item) -> Event:
        """The event of an EVENT item."""
        event: Event = from_json(Event, self.schema.lifted(item)["data"]["S"])
        return event

    def entry(self, case: AnyCase, entry: Entry) -> Item:
        """An ENTRY item."""
        values = {"data": text(as_json(Entry, entry))}
        return self._item(case, entry_sk(entry.version, entry.id), values)

    def read_entry(self, item: Item) -> Entry:
        """The entry of an ENTRY item."""
        entry: Entry = from_json(Entry, self.schema.lifted(item)["data"]["S"])
        return entry

    def outgoing(self, case: AnyCase, outgoing: Outgoing) -> Item:
        """An OUT item: what goes out in `data`, how it stands beside it."""
        still = replace(outgoing, due_at=outgoing.at, tries=0, error="")
        values = {
            "data": text(as_json(Outgoing, still)),
            "due_pk": text(Partition.LOOK.of(case.tenant)),
            **standing(outgoing),
        }
        return self._item(case, outgoing_sk(outgoing.id), values)

    def read_outgoing(self, item: Item) -> Outgoing:
        """What an OUT item says is to go out."""
        item = self.schema.lifted(item)
        outgoing: Outgoing = from_json(Outgoing, item["data"]["S"])
        return replace(
            outgoing,
            due_at=datetime.fromisoformat(item["due_at"]["S"]),
            tries=int(item["tries"]["N"]),
            error=item["error"]["S"],
        )

    def _item(self, case: AnyCase, sk: str, values: Item) -> Item:
        return self.schema.stamped(case_key(case.tenant, case.id, sk) | values)


def standing(outgoing: Outgoing) -> Item:
    """How trying stands."""
    return {
        "due_at": text(stamp(outgoing.due_at)),
        "tries": number(outgoing.tries),
        "error": text(outgoing.error),
    }
