"""Requests and events as items, and back.

An item is the whole as JSON in `data`, and beside it only what indexes and conditions need. What
`touch` may change (`outbox`, `attempts`, `retry_at`, the deadline, the next check) and the lease
have attributes of their own.
"""

import json
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from chalicelib.adapters.aws.dynamodb.table import (
    STATE,
    Item,
    day_pk,
    due_pk,
    entry_sk,
    event_sk,
    key,
    number,
    person_pk,
    request_pk,
    stamp,
    state_pk,
    text,
)
from chalicelib.domain.former_cases.case import Request
from chalicelib.domain.former_cases.entries import Entry
from chalicelib.domain.former_cases.handling import Lease
from chalicelib.domain.former_process import Event
from chalicelib.domain.shared.errors import ConflictError
from chalicelib.ports.errors import PermanentError

TOUCHED = ("outbox", "attempts", "retry_at", "deadline", "recheck_at", "due_pk", "due_at")
"""The attributes that `touch` writes."""


def check_history(request: Request, was: int, events: Collection[Event]) -> None:
    """One event per state change (DESIGN promise 3). Raises ValueError, for it is our mistake."""
    versions = [event.version for event in events]
    if not events or versions != list(range(was + 1, request.instance.version + 1)):
        raise ValueError(f"events {versions} don't lead from {was} to {request.instance.version}")


def version_moved() -> ConflictError:
    """Somebody else was first."""
    return ConflictError(
        "version_moved",
        "Deze aanvraag is intussen gewijzigd. Bekijk ze opnieuw en probeer het dan nog eens.",
    )


def encode_request(request: Request, person: str) -> Item:
    """The STATE item; `person` is the applicant's pseudonym, empty when they were forgotten."""
    tenant, instance = request.tenant, request.instance
    return (
        key(request_pk(tenant, request.id), STATE)
        | {
            "data": encode_data(request),
            "version": number(instance.version),
            "ulid": text(request.id),
            "state_pk": text(state_pk(tenant, instance.state)),
            "day_pk": text(day_pk(tenant, request.intake.received_at)),
            "document": text(request.wish.document_id),
            "channel": text(request.intake.channel.value),
        }
        | ({"person_pk": text(person_pk(tenant, person))} if person else {})
        | ({"number": text(request.issued.number)} if request.issued else {})
        | encode_touched(request)
        | encode_lease(request)
    )


def encode_data(request: Request) -> dict[str, str]:
    """The attribute `data` of a request."""
    return text(_json(Request, _at_rest(request)))


def encode_touched(request: Request) -> Item:
    """What `touch` writes; the place in the index of what is due is there only when it is."""
    values = {
        "outbox": text(json.dumps(request.outbox)),
        "attempts": number(request.attempts),
    }
    if request.retry_at:
        values["retry_at"] = text(stamp(request.retry_at))
    if request.instance.due_at:
        values["deadline"] = text(stamp(request.instance.due_at))
    if request.review.recheck_at:
        values["recheck_at"] = text(stamp(request.review.recheck_at))
    if request.due_at:
        values["due_pk"] = text(due_pk(request.tenant))
        values["due_at"] = text(stamp(request.due_at))
    return values


def encode_lease(request: Request) -> Item:
    """What `extend` writes, beside the place in the index of what is due."""
    lease = request.review.lease
    return {"lease": text(_json(Lease, lease))} if lease else {}


def decode_request(item: Item) -> Request:
    """The request of a STATE item. Raises PermanentError when it can't be read."""
    request: Request = _read(Request, item)
    return replace(
        request,
        outbox=tuple(json.loads(item["outbox"]["S"])),
        attempts=int(item["attempts"]["N"]),
        retry_at=_moment(item, "retry_at"),
        instance=replace(request.instance, due_at=_moment(item, "deadline")),
        review=replace(
            request.review,
            lease=_adapter(Lease).validate_json(item["lease"]["S"]) if "lease" in item else None,
            recheck_at=_moment(item, "recheck_at"),
        ),
    )


def encode_event(request: Request, event: Event, mark: str) -> Item:
    """An EVENT item; `mark` tells by which call it was written."""
    return key(request_pk(request.tenant, request.id), event_sk(event.version)) | {
        "data": text(_json(Event, event)),
        "mark": text(mark),
    }


def decode_event(item: Item) -> Event:
    """The event of an EVENT item. Raises PermanentError when it can't be read."""
    event: Event = _read(Event, item)
    return event


def encode_entry(request: Request, entry: Entry) -> Item:
    """An ENTRY item."""
    return key(request_pk(request.tenant, request.id), entry_sk(entry.version, entry.id)) | {
        "data": text(_json(Entry, entry))
    }


def decode_entry(item: Item) -> Entry:
    """The entry of an ENTRY item. Raises PermanentError when it can't be read."""
    entry: Entry = _read(Entry, item)
    return entry


def _at_rest(request: Request) -> Request:
    """A request without what `touch` and `extend` may change."""
    instance = replace(request.instance, due_at=None)
    review = replace(request.review, lease=None, recheck_at=None)
    bare = replace(request, instance=instance, review=review)
    return replace(bare, outbox=(), attempts=0, retry_at=None)


def _moment(item: Item, name: str) -> datetime | None:
    return datetime.fromisoformat(item[name]["S"]) if name in item else None


def _json(kind: type, value: object) -> str:
    return _adapter(kind).dump_json(value).decode()


def _read(kind: type, item: Item) -> Any:  # noqa: ANN401
    try:
        return _adapter(kind).validate_json(item["data"]["S"])
    except ValidationError as error:
        where = ", ".join(".".join(map(str, e["loc"])) for e in error.errors())
        raise PermanentError(f"a stored {kind.__name__} can't be read at: {where}") from None


@cache
def _adapter(kind: type) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
