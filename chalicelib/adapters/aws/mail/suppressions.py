"""Addresses that aren't written to, in DynamoDB and at SES."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, override

from botocore.exceptions import ClientError

from chalicelib.adapters.aws.dynamodb.partitions import Partition
from chalicelib.adapters.aws.dynamodb.rows import PartitionedRows
from chalicelib.adapters.aws.dynamodb.table import key, stamp, text
from chalicelib.adapters.aws.errors import code_of, translated
from chalicelib.ports.mail import Suppressions
from chalicelib.ports.platform import Clock, Keys

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_sesv2 import SESV2Client

SEEN_FOR = timedelta(minutes=1)
"""How long the blocked addresses are remembered: a document must not cost a call for it."""
FEW = 100
"""So many are remembered; a municipality with more is asked for each mail's own address."""


class SesSuppressions(Suppressions):
    """Suppressions: rows without an address, only its keyed hash.

    SES keeps a list of its own; `ses` is None on a local AWS, which has no such list.
    """

    def __init__(
        self,
        client: "DynamoDBClient",
        table: str,
        keys: Keys,
        clock: Clock,
        ses: "SESV2Client | None",
    ) -> None:
        self._rows = PartitionedRows(client, table)
        self._keys = keys
        self._clock = clock
        self._ses = ses
        self._seen: dict[str, tuple[datetime, frozenset[str] | None]] = {}

    @override
    def block(self, tenant: str, address: str, at: datetime) -> None:
        row = key(Partition.BLOCKED.of(tenant), self._keys.address(tenant, address))
        self._rows.put(row | {"at": text(stamp(at))})
        self._seen.pop(tenant, None)

    @override
    def unblock(self, tenant: str, address: str) -> None:
        """SES is told first, for without it writing is no use."""
        if self._ses:
            _forget(self._ses, address)
        for keys in reversed(self._keys.versions()):  # the way in which a rotation moves rows
            self._rows.delete(Partition.BLOCKED.of(tenant), keys.address(tenant, address))
        self._seen.pop(tenant, None)

    @override
    def is_blocked(self, tenant: str, address: str) -> bool:
        """The oldest version of the keys first: a rotation moves rows to a newer one."""
        prints = [keys.address(tenant, address) for keys in reversed(self._keys.versions())]
        few = self._few(tenant)
        if few is not None:
            return not few.isdisjoint(prints)
        return any(self._rows.has(Partition.BLOCKED.of(tenant), one) for one in prints)

    def _few(self, tenant: str) -> frozenset[str] | None:
        """Them all; None when there are more than a few."""
        now = self._clock.now()
        at, known = self._seen.get(tenant, (None, None))
        if at is None or not at <= now < at + SEEN_FOR:
            rows = self._rows.all(Partition.BLOCKED.of(tenant), FEW + 1)
            known = frozenset(row["sk"]["S"] for row in rows) if len(rows) <= FEW else None
            self._seen[tenant] = (now, known)
        return known


def _forget(ses: "SESV2Client", address: str) -> None:
    """Take an address off the list that SES keeps by itself, if it stands on it."""
    with translated("sesv2.DeleteSuppressedDestination"):
        try:
            ses.delete_suppressed_destination(EmailAddress=address)
        except ClientError as error:
            if code_of(error) != "NotFoundException":
                raise
