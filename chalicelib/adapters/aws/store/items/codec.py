"""Cases as STATE items, and back.

The whole is JSON in `data`, the payload JSON in `payload` with the version of its type. Beside them
stands what indexes and conditions need, and what changes at the same version: `handling`, `tasks`,
`emails`, and in `looks` the work's tries, the marks of clocks and when they want a look.
"""

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from typing import Any

from pydantic import TypeAdapter

from chalicelib.adapters.aws.dynamodb.partitions import Partition
from chalicelib.adapters.aws.dynamodb.table import STATE, Item, number, stamp, text
from chalicelib.adapters.aws.store.items.places import case_key
from chalicelib.adapters.aws.store.items.schema import CURRENT, Schema
from chalicelib.domain.cases.case import Case, WorkTry
from chalicelib.domain.cases.handling import Handling
from chalicelib.domain.cases.storing import as_listed, at_rest
from chalicelib.domain.cases.tasks import CaseTask
from chalicelib.domain.process.instance import ClockMark
from chalicelib.ports.cases import AnyCase, PayloadTypes

OWN = ("handling", "tasks", "emails", "looks")
"""The attributes that change at the same version."""


IN_BRIEF = (
    *("pk", "sk", "v", "min", "version", "print", "brief", "payload", "payload_version"),
    *("process", "handling", "tasks", "looks", "list_pk", "aside", "aside_by"),
)
"""The attributes of which a list makes its lines: a quarter of the whole."""


@dataclass(frozen=True, slots=True)
class Looks:
    """When the work and the clocks want a look, and what was noted of them."""

    work: WorkTry
    marks: tuple[ClockMark, ...]
    clock_at: datetime | None


def own(case: AnyCase) -> Item:
    """The attributes of a case that change at the same version."""
    looks = Looks(case.work, case.instance.marks, case.clock_at)
    emails = {party.number: party.email for party in case.parties if party.email}
    return {
        "handling": text(as_json(Handling, case.handling)),
        "tasks": text(as_json(tuple[CaseTask, ...], case.tasks)),
        "emails": text(as_json(dict[int, str], emails)),
        "looks": text(as_json(Looks, looks)),
    }


def as_it_is(item: Item) -> Item:
    """What must still be so where a case is changed, as it stands there."""
    return {name: item[name] for name in (*OWN, "print", "version", "v")}


def due(case: AnyCase) -> Item:
    """Its place in the index of what is due, if it has one."""
    if not case.due_at:
        return {}
    return {"due_pk": text(Partition.LOOK.of(case.tenant)), "due_at": text(stamp(case.due_at))}


class UnknownStateError(Exception):
    """A case stands where its definition, as this release has it, has no state."""


@dataclass(frozen=True, slots=True)
class Codec:
    """Writes and reads cases of every process."""

    types: PayloadTypes
    schema: Schema = CURRENT

    def as_it_was(self, case: AnyCase) -> Item:
        """What must still be so where a case is changed, as this release wrote it."""
        version = {"version": number(case.instance.version), "v": number(self.schema.version)}
        return own(case) | version | {"print": self._body(case)["print"]}

    def encode(self, case: AnyCase) -> Item:
        """The STATE item, but for worklists and dimensions."""
        day = case.intake.received_at.astimezone(UTC).date()
        item = case_key(case.tenant, case.id, STATE) | {
            **self._body(case),
            "version": number(case.instance.version),
            "ulid": text(case.id),
            "day_pk": text(Partition.BEGUN.of(case.tenant, day.isoformat())),
            "process": text(case.process),
            "state": text(case.instance.state),
            "channel": text(case.intake.channel.value),
        }
        return self.schema.stamped(item | own(case) | due(case))

    def decode(self, item: Item) -> AnyCase:
        """The case of a STATE item. Raises whatever shows that it can't be read."""
        item = self.schema.lifted(item)
        case: AnyCase = from_json(Case[None], item["data"]["S"])
        self._check_state(case)
        looks: Looks = from_json(Looks, item["looks"]["S"])
        emails: dict[int, str] = from_json(dict[int, str], item["emails"]["S"])
        return replace(
            case,
            payload=self._payload(case, item),
            handling=from_json(Handling, item["handling"]["S"]),
            tasks=from_json(tuple[CaseTask, ...], item["tasks"]["S"]),
            parties=tuple(replace(p, email=emails.get(p.number, "")) for p in case.parties),
            work=looks.work,
            clock_at=looks.clock_at,
            instance=replace(case.instance, marks=looks.marks),
        )

    def brief(self, case: AnyCase) -> Item:
        """What lists show of a case, behind the print of what it was made from."""
        kept = as_json(Case[None], replace(as_listed(at_rest(case)), payload=None))
        return {"brief": text(self._body(case)["print"]["S"] + kept)}

    def decode_brief(self, item: Item) -> AnyCase:
        """The case as lists need it, of the attributes `IN_BRIEF`.

        Raises whatever shows that it can't be read, and ValueError when another release changed
        the whole since.
        """
        printed, kept = item["print"]["S"], item["brief"]["S"]
        if not kept.startswith(printed):
            raise ValueError
        return self.decode(item | {"data": text(kept[len(printed) :]), "emails": text("{}")})

    def is_newer(self, item: Item) -> bool:
        """Whether a later release wrote it, or one that has this process."""
        process = item.get("process", {}).get("S", "")
        if self.schema.is_newer(item) or (process and process not in self.types.ids()):
            return True
        written = int(item.get("payload_version", {}).get("N", "0"))
        if process and written > self.types.type(process).payload_version:
            return True
        began = json.loads(item["data"]["S"])["instance"]["process_version"]
        return bool(began > self.types.versions(process)[-1])

    def _check_state(self, case: AnyCase) -> None:
        at = case.instance
        if not self.types.has_state(case.process, at.process_version, at.state):
            raise UnknownStateError

    def _body(self, case: AnyCase) -> Item:
        """The whole, and its print: so a change notices one that left the version as it was."""
        kind = self.types.type(case.process)
        data = as_json(Case[None], replace(at_rest(case), payload=None))
        payload = as_json(kind.payload, case.payload)
        return {
            "data": text(data),
            "payload": text(payload),
            "payload_version": number(kind.payload_version),
            "print": text(sha256(f"{data}{payload}".encode()).hexdigest()),
        }

    def _payload(self, case: AnyCase, item: Item) -> object:
        """The payload, lifted to the version that its type has now."""
        kind, raw = self.types.type(case.process), item["payload"]["S"]
        written = int(item["payload_version"]["N"])
        if written >= kind.payload_version:
            return from_json(kind.payload, raw)
        data = json.loads(raw)
        for version in range(written, kind.payload_version):
            data = kind.lift(data, version)
        return from_json(kind.payload, json.dumps(data))


def as_json(kind: Any, value: object) -> str:  # noqa: ANN401 - whatever is kept
    """A value as JSON."""
    return _adapter(kind).dump_json(value).decode()


def from_json(kind: Any, raw: str) -> Any:  # noqa: ANN401 - what kind is asked for
    """A value from JSON. Raises ValidationError."""
    return _adapter(kind).validate_json(raw)


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:  # noqa: ANN401
    return TypeAdapter(kind)
