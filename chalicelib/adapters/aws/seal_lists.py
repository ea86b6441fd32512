"""The last list of revocations about each certificate of a seal, in DynamoDB."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, override

from botocore.exceptions import ClientError

from chalicelib.adapters.aws.dynamodb.partitions import Partition
from chalicelib.adapters.aws.dynamodb.table import Item, expiry, key, query, stamp, text
from chalicelib.adapters.aws.errors import code_of, translated
from chalicelib.ports.seals import RevocationList, SealLists

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

KEPT = timedelta(days=366)
"""After the list's own time: what it says of a revoked certificate stays true."""


class DynamoSealLists(SealLists):
    """SealLists: one row a certificate, so that a municipality's are read in one query."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    @override
    def of(self, tenant: str) -> list[RevocationList]:
        rows = query(
            self._client,
            None,
            TableName=self._table,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": text(Partition.SEAL.of(tenant))},
        )
        return [_decoded(row) for row in rows]

    @override
    def put(self, tenant: str, found: RevocationList) -> None:
        with translated("dynamodb.PutItem"):
            try:
                self._client.put_item(
                    TableName=self._table,
                    Item=_encoded(tenant, found),
                    ConditionExpression="attribute_not_exists(pk) OR issued_at <= :issued_at",
                    ExpressionAttributeValues={":issued_at": text(stamp(found.issued_at))},
                )
            except ClientError as error:
                if code_of(error) != "ConditionalCheckFailedException":
                    raise


def _encoded(tenant: str, found: RevocationList) -> Item:
    return key(Partition.SEAL.of(tenant), found.certificate) | {
        "der": {"B": found.der},
        "issued_at": text(stamp(found.issued_at)),
        "valid_until": text(stamp(found.valid_until)),
        "is_revoked": {"BOOL": found.is_revoked},
        "expires": expiry(found.valid_until + KEPT),
    }


def _decoded(row: Item) -> RevocationList:
    return RevocationList(
        certificate=row["sk"]["S"],
        der=bytes(row["der"]["B"]),
        issued_at=datetime.fromisoformat(row["issued_at"]["S"]),
        valid_until=datetime.fromisoformat(row["valid_until"]["S"]),
        is_revoked=row["is_revoked"]["BOOL"],
    )
