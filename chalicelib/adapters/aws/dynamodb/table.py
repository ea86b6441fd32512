"""The one table: its names, its keys, and how values are written in it.

Tenant first in every partition key, so that no query can reach another municipality's items.
Sign-ins and counters of tries belong to no tenant yet; their keys are hashes.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from chalicelib.adapters.aws.errors import translated

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

type Item = dict[str, Any]
"""An item as the low-level client takes and gives it."""

BY_PERSON = "person"
BY_DUE = "due"
BY_DAY = "day"

STATE = "STATE"
GUARD = "GUARD"
LONGEST_ID = 64


def hashed_pk(kind: str, secret: str) -> str:
    """The key of a row that is found by a secret, without holding it."""
    return f"{kind}#{sha256(secret.encode('utf-8', 'surrogatepass')).hexdigest()}"


def event_sk(version: int) -> str:
    """Events sort by their version."""
    return f"EVENT#{version:06d}"


def entry_sk(version: int, entry_id: str) -> str:
    """What was said in a case sorts by the case's version then, and by its id, a ULID."""
    return f"ENTRY#{version:06d}#{entry_id}"


def key(pk: str, sk: str) -> Item:
    """A primary key."""
    return {"pk": text(pk), "sk": text(sk)}


def text(value: str) -> dict[str, str]:
    """A string."""
    return {"S": value}


def number(value: int) -> dict[str, str]:
    """A whole number."""
    return {"N": str(value)}


def stamp(at: datetime) -> str:
    """A moment as text that sorts by time."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def expiry(at: datetime) -> dict[str, str]:
    """A moment for the TTL attribute, in seconds since 1970, never too early."""
    return number(int(at.timestamp()) + 1)


def is_plausible_id(text: str) -> bool:
    """Whether an id from outside may go into a key; what isn't plausible isn't there either."""
    return 0 < len(text) <= LONGEST_ID and text.isascii() and text.replace("-", "").isalnum()


def query(client: "DynamoDBClient", limit: int | None, **params: Any) -> Iterator[Item]:  # noqa: ANN401
    """The items of a query, page after page, at most `limit`. Raises RetryableError."""
    left = limit
    while left is None or left > 0:
        page = _page(client, params if left is None else params | {"Limit": left})
        yield from page["Items"]
        if "LastEvaluatedKey" not in page:
            return
        params["ExclusiveStartKey"] = page["LastEvaluatedKey"]
        left = None if left is None else left - len(page["Items"])


def _page(client: "DynamoDBClient", params: Item) -> Item:
    with translated("dynamodb.Query"):
        return dict(client.query(**params))
