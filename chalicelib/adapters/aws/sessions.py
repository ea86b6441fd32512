"""Sign-ins in DynamoDB; a row's key is the hash of the secret that finds it."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from chalicelib.adapters.aws.errors import translated
from chalicelib.adapters.aws.table import Item, expiry, hashed_pk, key, text
from chalicelib.ports.machine import Clock
from chalicelib.ports.sessions import PendingSignIn, Session

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

SESSION = "SESSION"
SIGN_IN = "SIGNIN"

_SESSION = TypeAdapter(Session)
_PENDING = TypeAdapter(PendingSignIn)


class DynamoSessions:
    """Sessions: DynamoDB removes what is over its time when it likes, so the clock is asked too."""

    def __init__(self, client: "DynamoDBClient", table: str, clock: Clock) -> None:
        self._client = client
        self._table = table
        self._clock = clock

    def begin(self, pending: PendingSignIn) -> None:
        """As the port says."""
        data = _PENDING.dump_json(replace(pending, state=""))
        self._put(SIGN_IN, pending.state, data, pending.expires_at)

    def finish(self, state: str) -> PendingSignIn | None:
        """As the port says: taking it is deleting it, so only one can."""
        with translated("dynamodb.DeleteItem"):
            answer = self._client.delete_item(
                TableName=self._table, Key=_key(SIGN_IN, state), ReturnValues="ALL_OLD"
            )
        if "Attributes" not in answer:
            return None
        pending = _PENDING.validate_json(answer["Attributes"]["data"]["S"])
        return replace(pending, state=state) if self._lasts(pending.expires_at) else None

    def open(self, session: Session) -> None:
        """As the port says."""
        data = _SESSION.dump_json(replace(session, id=""))
        self._put(SESSION, session.id, data, session.expires_at)

    def get(self, session_id: str) -> Session | None:
        """As the port says."""
        with translated("dynamodb.GetItem"):
            answer = self._client.get_item(
                TableName=self._table, Key=_key(SESSION, session_id), ConsistentRead=True
            )
        if "Item" not in answer:
            return None
        session = _SESSION.validate_json(answer["Item"]["data"]["S"])
        return replace(session, id=session_id) if self._lasts(session.expires_at) else None

    def close(self, session_id: str) -> None:
        """As the port says."""
        with translated("dynamodb.DeleteItem"):
            self._client.delete_item(TableName=self._table, Key=_key(SESSION, session_id))

    def _put(self, kind: str, secret: str, data: bytes, until: datetime) -> None:
        item: dict[str, Any] = _key(kind, secret) | {
            "data": text(data.decode()),
            "expires": expiry(until),
        }
        with translated("dynamodb.PutItem"):
            self._client.put_item(TableName=self._table, Item=item)

    def _lasts(self, until: datetime) -> bool:
        return self._clock.now() < until


def _key(kind: str, secret: str) -> Item:
    return key(hashed_pk(kind, secret), kind)
