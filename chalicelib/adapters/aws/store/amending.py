"""What changes of a case at the same version: handling, tasks, addresses, and looks.

Each is one write under the condition that all four are still as they were, for the time at which
a case is due follows from them together. Where another write came between, what it left is taken
and the change made anew; so nothing is lost, and a lost answer is found done.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from chalicelib.adapters.aws.dynamodb.partitions import Partition
from chalicelib.adapters.aws.dynamodb.table import STATE, Item
from chalicelib.adapters.aws.dynamodb.transactions import TransactionRefusedError, Write
from chalicelib.adapters.aws.store.items.codec import as_it_is, due, own
from chalicelib.adapters.aws.store.reading import Reading
from chalicelib.adapters.aws.store.rows import CaseTable
from chalicelib.adapters.aws.store.writes.change import ChangeRows, update
from chalicelib.adapters.aws.store.writes.said import EntryRows
from chalicelib.domain.cases.entry import Entry
from chalicelib.domain.cases.storing import version_moved
from chalicelib.ports.cases import AnyCase
from chalicelib.ports.errors import RetryableError

ROUNDS = 6
"""How often others may come between."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """What is to change, with entries and other writes that go along or nothing does.

    `change` makes the case anew and raises ConflictError when it can't from what is there.
    `whatever` are attributes that the case given doesn't have as they were; they may be anything.
    """

    change: Callable[[AnyCase], AnyCase]
    entries: Collection[Entry] = ()
    also: Collection[Write] = ()
    whatever: Collection[str] = ()

    def is_in(self, stored: AnyCase, before: AnyCase) -> bool:
        """Whether it was made already; entries alone leave no trace in the state."""
        return self.change(stored) == stored and not (self.entries and stored == before)

    def was_refused_for_being_done(self, stored: AnyCase, found: Collection[str]) -> bool:
        """Whether all that goes along was refused too. Raises ConflictError when some of it was."""
        others = set(found) - {"state"}
        along = {write.label for write in self.also} | ({"entry"} if self.entries else set())
        if others == along and self.change(stored) == stored:
            return True
        if others:
            raise version_moved()
        return False


@dataclass(frozen=True, slots=True)
class Amending:
    """Changes cases at the same version. Raises ConflictError, RetryableError."""

    rows: CaseTable
    changes: ChangeRows
    reading: Reading

    def amend(self, case: AnyCase, amendment: Amendment) -> AnyCase:
        """The case afterwards."""
        before, there = case, self.changes.codec.as_it_was(case)
        for _ in range(ROUNDS):
            try:
                return self._try(before, there, amendment)
            except TransactionRefusedError as refused:
                before, there = self._found(before, there, refused)
                if amendment.was_refused_for_being_done(before, refused.found):
                    return before
        raise RetryableError(f"others keep changing a case: {case.id}")

    def _try(self, before: AnyCase, there: Item, amendment: Amendment) -> AnyCase:
        after = amendment.change(before)
        same = {name: value for name, value in there.items() if name not in amendment.whatever}
        writes = self._writes(before, after, same, amendment.entries)
        try:
            self.rows.transact((*writes, *amendment.also))
        except RetryableError:
            stored = self._stored(before)
            if stored is None or not amendment.is_in(stored, before):
                raise
            return stored
        return after

    def _stored(self, case: AnyCase) -> AnyCase | None:
        """What is stored, if it is of the same version."""
        item = self.rows.get(Partition.CASE.of(case.tenant, case.id), STATE)
        stored = self.reading.try_read(item) if item else None
        is_same = stored is not None and stored.instance.version == case.instance.version
        return stored if is_same else None

    def _writes(
        self, before: AnyCase, after: AnyCase, there: Item, entries: Collection[Entry]
    ) -> tuple[Write, ...]:
        table, codec = self.rows.table, self.changes.codec
        return (
            update(table, after, self._values(after, there), _gone(after), there),
            *self.changes.tasks(before, after),
            *EntryRows(table, codec.schema).writes(after, entries),
        )

    def _values(self, after: AnyCase, there: Item) -> Item:
        """What is written: all of a row of an older schema, else what isn't as it was."""
        codec = self.changes.codec
        if int(there["v"]["N"]) < codec.schema.version:
            item = codec.encode(after)
            return {name: value for name, value in item.items() if name not in ("pk", "sk")}
        changed = {n: value for n, value in own(after).items() if value != there.get(n)}
        return changed | due(after)

    def _found(
        self, before: AnyCase, there: Item, refused: TransactionRefusedError
    ) -> tuple[AnyCase, Item]:
        """What stands there, if it is the same version still. Raises ConflictError."""
        if "state" not in refused.found:
            return before, there
        item = refused.found["state"]
        stored = self.reading.try_read(item) if item and "aside" not in item else None
        if stored is None or stored.instance.version != before.instance.version:
            raise version_moved()
        return stored, as_it_is(item)


def _gone(case: AnyCase) -> tuple[str, ...]:
    return () if case.due_at else ("due_pk", "due_at")
