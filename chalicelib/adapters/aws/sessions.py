"""Sign-ins in DynamoDB; a row's key is the hash of the secret that finds it.

A citizen's session is in the index of people too, so that all of somebody's can be ended at once.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, override

from botocore.exceptions import ClientError
from pydantic import TypeAdapter

from chalicelib.adapters.aws.dynamodb.partitions import Partition
from chalicelib.adapters.aws.dynamodb.table import (
    BY_PERSON,
    Item,
    expiry,
    hashed_pk,
    key,
    query,
    stamp,
    text,
)
from chalicelib.adapters.aws.errors import code_of, translated
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.ports.platform import Clock, Keys
from chalicelib.ports.sessions import PendingSignIn, Session, Sessions

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

REMEMBERED = timedelta(days=1)
"""How long it is known what a sign-in was for, whatever became of it."""

SESSION = "SESSION"
SIGN_IN = "SIGNIN"

_SESSION = TypeAdapter(Session)
_PENDING = TypeAdapter(PendingSignIn)


class DynamoSessions(Sessions):
    """Sessions: DynamoDB removes what is over its time when it likes, so the clock is asked too."""

    def __init__(self, client: "DynamoDBClient", table: str, keys: Keys, clock: Clock) -> None:
        self._client = client
        self._table = table
        self._keys = keys
        self._clock = clock

    @override
    def begin(self, pending: PendingSignIn) -> None:
        data = _PENDING.dump_json(replace(pending, state=""))
        self._put(SIGN_IN, pending.state, data, self._clock.now() + REMEMBERED)

    @override
    def begun(self, state: str) -> PendingSignIn | None:
        item = self._row(SIGN_IN, state)
        return _pending(item, state) if item and self._lasts(_ends(item)) else None

    @override
    def finish(self, state: str) -> PendingSignIn | None:
        """It is marked under a condition, so only one can."""
        taken = self._changed(
            _key(SIGN_IN, state),
            "SET taken = :now",
            "attribute_exists(pk) AND attribute_not_exists(taken)",
            {":now": text(stamp(self._clock.now()))},
        )
        pending = _pending(taken, state) if taken else None
        return pending if pending and self._lasts(pending.expires_at) else None

    @override
    def open(self, session: Session) -> None:
        data = _SESSION.dump_json(replace(session, id=""))
        place = {} if session.staff else self._indexed(session)
        self._put(SESSION, session.id, data, session.expires_at, place)

    @override
    def get(self, session_id: str) -> Session | None:
        item = self._row(SESSION, session_id)
        session = _session(item) if item else None
        if session is None or not self._lasts(session.ends_at):
            return None
        return replace(session, id=session_id)

    @override
    def stay(self, session_id: str, idle_at: datetime) -> None:
        times = {":at": text(idle_at.isoformat())}
        self._changed(_key(SESSION, session_id), "SET idle_at = :at", "attribute_exists(pk)", times)

    @override
    def close(self, session_id: str) -> None:
        with translated("dynamodb.DeleteItem"):
            self._client.delete_item(TableName=self._table, Key=_key(SESSION, session_id))

    @override
    def of_person(self, tenant: str, number: NationalNumber) -> list[Session]:
        found = (_session(item) for item in self._rows(tenant, number))
        return [session for session in found if self._lasts(session.ends_at)]

    @override
    def close_all(self, tenant: str, number: NationalNumber) -> int:
        rows = self._rows(tenant, number)
        for row in rows:
            with translated("dynamodb.DeleteItem"):
                self._client.delete_item(
                    TableName=self._table, Key={"pk": row["pk"], "sk": row["sk"]}
                )
        return len(rows)

    def _rows(self, tenant: str, number: NationalNumber) -> list[Item]:
        """The oldest version of the keys first, so that what is lifted meanwhile is met."""
        found: dict[str, Item] = {}
        for keys in reversed(self._keys.versions()):
            place = text(Partition.SESSIONS.of(tenant, keys.person(tenant, number)))
            rows = query(
                self._client,
                None,
                TableName=self._table,
                IndexName=BY_PERSON,
                KeyConditionExpression="person_pk = :pk",
                ExpressionAttributeValues={":pk": place},
            )
            found |= {row["pk"]["S"]: row for row in rows}
        return [*found.values()]

    def _indexed(self, session: Session) -> Item:
        person = self._keys.person(session.tenant, session.number)
        return {
            "person_pk": text(Partition.SESSIONS.of(session.tenant, person)),
            "ulid": text(stamp(session.expires_at)),
        }

    def _put(
        self, kind: str, secret: str, data: bytes, until: datetime, place: Item | None = None
    ) -> None:
        item: dict[str, Any] = _key(kind, secret) | (place or {})
        item |= {"data": text(data.decode()), "expires": expiry(until)}
        with translated("dynamodb.PutItem"):
            self._client.put_item(TableName=self._table, Item=item)

    def _row(self, kind: str, secret: str) -> Item | None:
        with translated("dynamodb.GetItem"):
            answer = self._client.get_item(
                TableName=self._table, Key=_key(kind, secret), ConsistentRead=True
            )
        return answer.get("Item")

    def _changed(self, place: Item, update: str, condition: str, values: Item) -> Item | None:
        """The row after a change; None when its condition didn't hold."""
        with translated("dynamodb.UpdateItem"):
            try:
                answer = self._client.update_item(
                    TableName=self._table,
                    Key=place,
                    UpdateExpression=update,
                    ConditionExpression=condition,
                    ExpressionAttributeValues=values,
                    ReturnValues="ALL_NEW",
                )
            except ClientError as error:
                if code_of(error) == "ConditionalCheckFailedException":
                    return None
                raise
        return answer["Attributes"]

    def _lasts(self, until: datetime) -> bool:
        return self._clock.now() < until


def _pending(item: Item, state: str) -> PendingSignIn:
    pending = _PENDING.validate_json(item["data"]["S"])
    return replace(pending, state=state, is_taken="taken" in item)


def _session(item: Item) -> Session:
    """What was stored, and until when it lasts now."""
    session = _SESSION.validate_json(item["data"]["S"])
    if "idle_at" not in item:
        return session
    return replace(session, idle_at=datetime.fromisoformat(item["idle_at"]["S"]))


def _ends(item: Item) -> datetime:
    return datetime.fromtimestamp(int(item["expires"]["N"]), UTC)


def _key(kind: str, secret: str) -> Item:
    return key(hashed_pk(kind, secret), kind)
