"""Requests and their events in DynamoDB."""

import time
from collections.abc import Collection
from datetime import datetime
from secrets import token_hex
from typing import TYPE_CHECKING

from chalicelib.adapters.aws.dynamodb.lookup import newest_under
from chalicelib.adapters.aws.dynamodb.table import (
    BY_DUE,
    BY_PERSON,
    STATE,
    Item,
    due_pk,
    event_sk,
    is_plausible_id,
    key,
    person_pk,
    request_pk,
    stamp,
)
from chalicelib.adapters.aws.dynamodb.transactions import Pause, RefusedError, transact
from chalicelib.adapters.aws.errors import translated
from chalicelib.adapters.aws.former_store.cases import DynamoCases
from chalicelib.adapters.aws.former_store.change import Change
from chalicelib.adapters.aws.former_store.creation import Creation
from chalicelib.adapters.aws.former_store.forgetting import Forgetting
from chalicelib.adapters.aws.former_store.request_items import (
    TOUCHED,
    check_history,
    decode_event,
    decode_request,
    encode_touched,
    version_moved,
)
from chalicelib.domain.former_cases.case import Request
from chalicelib.domain.former_cases.entries import Entry
from chalicelib.domain.former_process import Event
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.ports.errors import RetryableError
from chalicelib.ports.platform import Keys
from chalicelib.ports.requests import Created, Guards, Repeated

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

MARKS = 2
"""A creation can be refused for being a duplicate and for being one too many, not more."""


class DynamoRequests(DynamoCases):
    """RequestStore: a change is one transaction; a lost answer is looked up, never guessed."""

    def __init__(
        self, client: "DynamoDBClient", table: str, keys: Keys, pause: Pause = time.sleep
    ) -> None:
        super().__init__(client, table)
        self._keys = keys
        self._pause = pause

    def create(
        self, request: Request, events: Collection[Event], guards: Guards
    ) -> Created | Repeated:
        """As the port says; when the answer is lost, what is stored tells whether it was done."""
        check_history(request, 0, events)
        creation = Creation(self._table, request, self._person(request), tuple(events), guards)
        if guards.rate_limit < 1:
            creation = creation.marked({"rate": {}})
        for _ in range(MARKS + 1):
            try:
                return self._try(creation)
            except RefusedError as refused:
                if taken := refused.found.get("idempotency"):
                    return self._known(creation, taken)
                creation = creation.marked(refused.found)
        raise RetryableError("the guards of a request keep moving")

    def get(self, tenant: str, request_id: str) -> Request | None:
        """As the port says."""
        item = self._item(tenant, request_id, STATE)
        return decode_request(item) if item else None

    def save(
        self,
        request: Request,
        *,
        was: int,
        events: Collection[Event],
        entries: Collection[Entry] = (),
    ) -> None:
        """As the port says; PermanentError when it would change the document once issued."""
        check_history(request, was, events)
        change = Change(
            self._table,
            request,
            self._person(request),
            was,
            tuple(events),
            token_hex(8),
            tuple(entries),
            self._keys.person(request.tenant, request.wish.subject),
        )
        try:
            transact(self._client, change.writes, self._pause)
        except RefusedError as refused:
            if not self._is_stored(change):
                raise change.refusal(refused.found) from None
        except RetryableError:
            if not self._is_stored(change):
                raise

    def touch(self, request: Request) -> None:
        """As the port says."""
        values = encode_touched(request)
        self._update(request, values, [name for name in TOUCHED if name not in values])

    def forget(self, request: Request, *, kept: Collection[Entry], proof: Entry) -> None:
        """As the port says; who moved or was forgotten before loses nothing of what was said."""
        stored = self.get(request.tenant, request.id)
        if not stored or stored.is_forgotten or stored.instance.version != request.instance.version:
            raise version_moved()
        forgetting = Forgetting(self._client, self._table, self._pause)
        said = list(self._below(request.tenant, request.id, "ENTRY#"))
        forgetting.thin_out(request, said, kept)
        forgetting.finish(request, proof)

    def events(self, tenant: str, request_id: str) -> list[Event]:
        """As the port says."""
        return [decode_event(item) for item in self._below(tenant, request_id, "EVENT#")]

    def of_person(self, tenant: str, applicant: NationalNumber, limit: int) -> list[Request]:
        """As the port says."""
        found = newest_under(
            self._client,
            (person_pk(tenant, k.person(tenant, applicant)) for k in self._keys.versions()),
            limit,
            place="person_pk",
            order="ulid",
            TableName=self._table,
            IndexName=BY_PERSON,
        )
        return [decode_request(item) for item in found]

    def due(self, tenant: str, before: datetime, limit: int) -> list[Request]:
        """As the port says; what is due at `before` itself counts."""
        values = {":pk": due_pk(tenant), ":before": stamp(before)}
        condition = "due_pk = :pk AND due_at <= :before"
        found = self._indexed(BY_DUE, limit, condition, values, forward=True)
        return [decode_request(item) for item in found]

    def _try(self, creation: Creation) -> Created:
        try:
            transact(self._client, creation.writes, self._pause)
        except RetryableError:
            stored = self.get(creation.request.tenant, creation.request.id)
            if stored is None:
                raise
            return Created(stored)
        return Created(creation.request)

    def _known(self, creation: Creation, guard: Item) -> Created | Repeated:
        """The request that holds the idempotency guard: an earlier one, or this very one."""
        request_id: str = guard["request"]["S"]
        stored = self.get(creation.request.tenant, request_id)
        if stored is None:
            raise RetryableError(f"the request of a guard isn't there: {request_id}")
        if request_id == creation.request.id:
            return Created(stored)
        bodies = {prints.body for prints in creation.guards.prints}
        return Repeated(stored, same_body=guard["body"]["S"] in bodies)

    def _is_stored(self, change: Change) -> bool:
        """Whether this very change is there: its event carries its mark."""
        request = change.request
        item = self._item(request.tenant, request.id, event_sk(request.instance.version))
        return item is not None and item["mark"]["S"] == change.mark

    def _item(self, tenant: str, request_id: str, sk: str) -> Item | None:
        if not is_plausible_id(request_id):
            return None
        with translated("dynamodb.GetItem"):
            answer = self._client.get_item(
                TableName=self._table,
                Key=key(request_pk(tenant, request_id), sk),
                ConsistentRead=True,
            )
        return dict(answer["Item"]) if "Item" in answer else None

    def _person(self, request: Request) -> str:
        return self._keys.person(request.tenant, request.applicant.number)
