"""Creating and changing cases: one transaction each, and what its refusal means."""

from contextlib import suppress
from dataclasses import dataclass, replace
from secrets import token_hex

from chalicelib.adapters.aws.dynamodb.partitions import Partition
from chalicelib.adapters.aws.dynamodb.table import STATE, Item, event_sk, text
from chalicelib.adapters.aws.dynamodb.transactions import TransactionRefusedError
from chalicelib.adapters.aws.store.items.codec import as_it_is
from chalicelib.adapters.aws.store.reading import Reading
from chalicelib.adapters.aws.store.rows import CaseTable
from chalicelib.adapters.aws.store.writes.change import ChangeRows
from chalicelib.adapters.aws.store.writes.claims import CLAIM
from chalicelib.adapters.aws.store.writes.opening import LED, MARKED, OpeningRows, marked
from chalicelib.domain.cases.change import Change
from chalicelib.domain.cases.storing import (
    check_change,
    claimed,
    done_before,
    merged,
    version_moved,
)
from chalicelib.domain.shared.errors import DomainError, InvalidInputError
from chalicelib.ports.cases import (
    Alike,
    AnyCase,
    Beginning,
    Created,
    LimitReached,
    OpeningGuards,
    Repeated,
)
from chalicelib.ports.errors import PermanentError, RetryableError

ROUNDS = 6
"""How often others may come between."""

MARKS = 3
"""A beginning can be one too many, its address another case's or blocked, not more."""

_OVER = {"ceiling": LimitReached.PERSON, "daily": LimitReached.ADDRESS}
"""What a full counter means, by its label."""

DOCUMENTS = {"slot", "ledger", "code", "revoked", "replaced"}
"""The labels of what documents write."""

LARGEST = 100_000
"""Bytes of a STATE item: a list reads a hundred of them at once."""


@dataclass(frozen=True, slots=True)
class Storing:
    """Creates and changes cases, each in one transaction."""

    rows: CaseTable
    changes: ChangeRows
    reading: Reading

    def create(self, change: Change, guards: OpeningGuards) -> Beginning:
        """One transaction; when the answer is lost, what is stored tells whether it was done."""
        check_change(change)
        if _size(self.changes.state(change)) > LARGEST:
            raise InvalidInputError("too_large", "Dit is te veel tekst. Maak uw tekst korter.")
        if guards.rate_limit < 1:
            change = _marked(change, {"rate": {}})
        for _ in range(MARKS + 1):
            try:
                return self._create(change, guards)
            except TransactionRefusedError as refused:
                if instead := self._instead(change, guards, refused.found):
                    return instead
                change = self._remade(change, refused.found)
        raise RetryableError("the guards of a beginning keep moving")

    def lead(self, change: Change, guards: OpeningGuards, first: str) -> None:
        """One transaction; a key that stands already stays what it is."""
        rows = OpeningRows(self.rows.table, self.changes.codec.schema)
        with suppress(TransactionRefusedError):
            self.rows.transact(tuple(rows.led(change, guards, first)))

    def store(self, change: Change) -> None:
        """One transaction under the version and what else was read of the case."""
        check_change(change)
        there = self.changes.codec.as_it_was(change.before) if change.before else {}
        there.pop("v", None)
        mark = token_hex(8)
        for _ in range(ROUNDS):
            try:
                self._store(change, mark, there)
            except TransactionRefusedError as refused:
                if self._is_stored(change, mark):
                    return
                change, there = self._anew(change, refused.found)
            else:
                return
        raise RetryableError(f"others keep changing a case: {change.case.id}")

    def _create(self, change: Change, guards: OpeningGuards) -> Created:
        case = change.case
        writes = (
            *self.changes.created(change, case.id),
            *OpeningRows(self.rows.table, self.changes.codec.schema).writes(change, guards),
        )
        try:
            self.rows.transact(writes)
        except RetryableError:
            stored = self.rows.get(Partition.CASE.of(case.tenant, case.id), STATE)
            if stored is None:
                raise
            return Created(self._read(stored))
        return Created(case)

    def _instead(
        self, change: Change, guards: OpeningGuards, found: dict[str, Item]
    ) -> Beginning | None:
        """What there is in place of a new case. Raises ConflictError (`claimed`)."""
        if taken := found.get("once"):
            return self._begun(change, guards, taken)
        if alike := found.get("duplicate"):
            return Alike(alike["case"]["S"])
        if over := next((over for label, over in _OVER.items() if label in found), None):
            return over
        if refusal := _claim_of(change, found):
            raise refusal
        return None

    def _begun(self, change: Change, guards: OpeningGuards, guard: Item) -> Created | Repeated:
        """The case that holds the guard: an earlier one, or this very one."""
        case_id: str = guard["case"]["S"]
        stored = self.rows.get(Partition.CASE.of(change.case.tenant, case_id), STATE)
        if stored is None:
            raise RetryableError(f"the case of a guard isn't there: {case_id}")
        case = self._read(stored)
        if case_id == change.case.id:
            return Created(case)
        bodies = {prints.body for prints in guards.prints}
        return Repeated(case, same_body=guard["body"]["S"] in bodies, is_alike=LED in guard)

    def _read(self, item: Item) -> AnyCase:
        case = self.reading.try_read(item)
        if case is None:
            raise PermanentError("the case of a guard can't be read")
        return case

    def _remade(self, change: Change, found: dict[str, Item]) -> Change:
        """The beginning with the marks that a refusal asks for. Raises PermanentError."""
        if not found.keys() <= MARKED:
            raise PermanentError(f"this case id is taken: {change.case.id}")
        return _marked(change, found)

    def _store(self, change: Change, mark: str, there: Item) -> None:
        if _size(self.changes.state(change)) > LARGEST:
            raise _too_large(change)
        try:
            self.rows.transact(self.changes.stored(change, mark, there))
        except RetryableError:
            if not self._is_stored(change, mark):
                raise

    def _anew(self, change: Change, found: dict[str, Item]) -> tuple[Change, Item]:
        """The change over what others left at the same version. Raises what can't be mended."""
        if "once" in found:
            raise done_before()
        state = found.get("state", {})
        stored = self.reading.try_read(state) if state and "aside" not in state else None
        if "event" in found or ("state" in found and not self._is_at(stored, change.was)):
            raise version_moved()
        if refusal := _claim_of(change, found):
            raise refusal
        if found.keys() & DOCUMENTS:
            raise PermanentError(f"the documents of a case can't change: {change.case.id}")
        if found.keys() != {"state"} or stored is None:
            raise version_moved()
        there = {name: value for name, value in as_it_is(state).items() if name != "v"}
        return replace(change, case=merged(stored, change), before=stored), there

    def _is_at(self, case: AnyCase | None, version: int) -> bool:
        return case is not None and case.instance.version == version

    def _is_stored(self, change: Change, mark: str) -> bool:
        """Whether this very change is there: its event carries its mark, or else the state."""
        case = change.case
        sk = event_sk(case.instance.version) if change.events else STATE
        item = self.rows.get(Partition.CASE.of(case.tenant, case.id), sk)
        return item is not None and item.get("mark") == text(mark)


def _marked(change: Change, found: dict[str, Item]) -> Change:
    intake = marked(change.case.intake, found)
    return replace(change, case=replace(change.case, intake=intake))


def _claim_of(change: Change, found: dict[str, Item]) -> DomainError | None:
    """What to say when a claim is another's."""
    places = sorted(label.removeprefix(CLAIM) for label in found if label.startswith(CLAIM))
    return claimed(change.claims.taken[int(places[0])].words) if places else None


def _too_large(change: Change) -> DomainError | PermanentError:
    """People can write less; a work can't."""
    if change.once:
        return InvalidInputError("too_large", "Dit is te veel tekst. Maak uw tekst korter.")
    return PermanentError(f"a case grows too large: {change.case.id}")


def _size(item: Item) -> int:
    values = (value for kinds in item.values() for value in kinds.values())
    return sum(len(name) for name in item) + sum(len(str(v).encode()) for v in values)
