"""Addresses that aren't written to, in DynamoDB and at SES."""

from datetime import datetime
from typing import TYPE_CHECKING, override

from botocore.exceptions import ClientError

from chalicelib.adapters.aws.dynamodb.partitions import Partition
from chalicelib.adapters.aws.dynamodb.rows import PartitionedRows
from chalicelib.adapters.aws.dynamodb.table import key, stamp, text
from chalicelib.adapters.aws.errors import code_of, translated
from chalicelib.ports.mail import Suppressions
from chalicelib.ports.platform import Keys

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_sesv2 import SESV2Client


class SesSuppressions(Suppressions):
    """Suppressions: rows without an address, only its keyed hash.

    SES keeps a list of its own; `ses` is None on a local AWS, which has no such list.
    """

    def __init__(
        self,
        client: "DynamoDBClient",
        table: str,
        keys: Keys,
        ses: "SESV2Client | None",
    ) -> None:
        self._rows = PartitionedRows(client, table)
        self._keys = keys
        self._ses = ses

    @override
    def block(self, tenant: str, address: str, at: datetime) -> None:
        row = key(Partition.BLOCKED.of(tenant), self._keys.address(tenant, address))
        self._rows.put(row | {"at": text(stamp(at))})

    @override
    def unblock(self, tenant: str, address: str) -> None:
        """SES is told first, for without it writing is no use."""
        if self._ses:
            _forget(self._ses, address)
        for keys in reversed(self._keys.versions()):  # the way in which a rotation moves rows
            self._rows.delete(Partition.BLOCKED.of(tenant), keys.address(tenant, address))

    @override
    def is_blocked(self, tenant: str, address: str) -> bool:
        """The oldest version of the keys first: a rotation moves rows to a newer one."""
        versions = reversed(self._keys.versions())
        place = Partition.BLOCKED.of(tenant)
        return any(self._rows.has(place, keys.address(tenant, address)) for keys in versions)


def _forget(ses: "SESV2Client", address: str) -> None:
    """Take an address off the list that SES keeps by itself, if it stands on it."""
    with translated("sesv2.DeleteSuppressedDestination"):
        try:
            ses.delete_suppressed_destination(EmailAddress=address)
        except ClientError as error:
            if code_of(error) != "NotFoundException":
                raise
