"""Reading rows, and setting aside what can't be read: it is a value, and harms nobody else."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from chalicelib.adapters.aws.dynamodb.partitions import Partition
from chalicelib.adapters.aws.dynamodb.table import BY_DUE, Item, text
from chalicelib.adapters.aws.store.items.codec import Codec
from chalicelib.adapters.aws.store.items.places import case_of
from chalicelib.adapters.aws.store.items.rows import RowCodec
from chalicelib.adapters.aws.store.rows import CaseTable
from chalicelib.domain.cases.outgoing import Outgoing
from chalicelib.ports.cases import AnyCase, Unreadable
from chalicelib.ports.errors import PermanentError, RetryableError

NEVER = "0000"
"""Where a row stands among those set aside that wasn't due at any time."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Reads STATE and OUT rows; `release` is the running one, kept with what it couldn't read."""

    rows: CaseTable
    codec: Codec
    release: str = ""

    def case(self, item: Item) -> AnyCase | Unreadable:
        """The case of a STATE row; what can't be read is set aside by whoever meets it first."""
        if "aside" in item:
            return _known(item)
        return self._read(self.codec.decode, item)

    def listed(self, item: Item) -> AnyCase | Unreadable | None:
        """The case of the part of a STATE row that lists need; None when it takes the whole row."""
        if "aside" in item:
            return _known(item)
        try:
            return self.codec.decode_brief(item)
        except Exception:
            return None

    def outgoing(self, item: Item) -> Outgoing | Unreadable:
        """What an OUT row says is to go out."""
        if "aside" in item:
            return _known(item)
        return self._read(RowCodec(self.codec.schema).read_outgoing, item)

    def try_read(self, item: Item) -> AnyCase | None:
        """The case of a STATE row, if it can be read now."""
        try:
            return self.codec.decode(item)
        except Exception:
            return None

    def put_aside(self, item: Item, reason: str) -> None:
        """Take a row out of what is due, with the reason; what else finds it stays.

        If it can't be done now, the next who meets the row does it.
        """
        due = {"had_due": item["due_pk"]} if "due_pk" in item else {"due_at": text(NEVER)}
        values = due | {
            "due_pk": text(Partition.ASIDE.of(case_of(item)[0])),
            "aside": text(reason),
            "aside_by": text(self.release),
        }
        try:
            self._change(item, values, (), "attribute_not_exists(aside)")
        except (RetryableError, PermanentError):
            return

    def take_up(self, item: Item) -> bool:
        """Put a row back that was set aside; whether it was there still."""
        values = {"due_pk": item["had_due"]} if "had_due" in item else {}
        gone = ["aside", "aside_by", "had_due", *(() if values else ("due_pk", "due_at"))]
        return self._change(item, values, gone, "attribute_exists(aside)")

    def _read[T](self, read: Callable[[Item], T], item: Item) -> T | Unreadable:
        try:
            return read(item)
        except Exception as error:
            tenant, case_id = case_of(item)
            is_newer, reason = self._is_newer(item), _why(error)
            if not is_newer:
                self.put_aside(item, reason)
            return Unreadable(tenant, case_id, reason, is_newer)

    def _is_newer(self, item: Item) -> bool:
        try:
            return self.codec.is_newer(item)
        except Exception:
            return False

    def _change(self, item: Item, values: Item, gone: Collection[str], condition: str) -> bool:
        """Change a row that is as it was read; whether it was."""
        same: Item = {name: item[name] for name in ("data", "version") if name in item}
        there = {"pk": item["pk"], "sk": item["sk"]}
        return self.rows.change(there, values, gone, [condition], same)


@dataclass(frozen=True, slots=True)
class Aside:
    """The rows that were set aside."""

    reading: Reading

    def known(self, tenant: str, limit: int) -> list[Unreadable]:
        """Them, by case; each once, with its first reason."""
        found: dict[str, Unreadable] = {}
        for item in self._indexed(tenant, limit):
            if len(found) == limit:
                break
            row = _known(item)
            found.setdefault(row.case_id, row)
        return list(found.values())

    def put_back(self, tenant: str, case_id: str) -> bool:
        """Take up what can be read now of a case; whether all of it could, and there was some."""
        rows = self.reading.rows.below(tenant, case_id)
        results = [self._put_back(item) for item in rows if "aside" in item]
        return bool(results) and all(results)

    def _put_back(self, item: Item) -> bool:
        reads: dict[str, Callable[[Item], Any]] = {
            "STATE": self.reading.codec.decode,
            "OUT": RowCodec(self.reading.codec.schema).read_outgoing,
        }
        try:
            reads[item["sk"]["S"].partition("#")[0]](item)
        except Exception:
            return False
        return self.reading.take_up(item)

    def _indexed(self, tenant: str, limit: int) -> Iterator[Item]:
        values = {":pk": Partition.ASIDE.of(tenant)}
        return self.reading.rows.indexed(BY_DUE, "due_pk = :pk", values, max(limit, 1))


def _known(item: Item) -> Unreadable:
    tenant, case_id = case_of(item)
    by = item.get("aside_by", {}).get("S", "")
    return Unreadable(tenant, case_id, item["aside"]["S"], release=by)


def _why(error: Exception) -> str:
    """Where it can't be read; never a value, for that may be personal."""
    if isinstance(error, ValidationError):
        places = {".".join(map(str, e["loc"])) for e in error.errors(include_input=False)}
        return f"{error.title}: " + ", ".join(sorted(places))
    return type(error).__name__
