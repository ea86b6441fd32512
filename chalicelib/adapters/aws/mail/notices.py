"""Feedback on mails that came before its case, in DynamoDB."""

from datetime import timedelta
from typing import TYPE_CHECKING, override

from pydantic import TypeAdapter, ValidationError

from chalicelib.adapters.aws.cases.report import report
from chalicelib.adapters.aws.dynamodb.partitions import Partition
from chalicelib.adapters.aws.dynamodb.rows import PartitionedRows
from chalicelib.adapters.aws.dynamodb.table import Item, expiry, key, text
from chalicelib.domain.mail.trouble import MailFeedback
from chalicelib.ports.mail import Notices

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_NOTICE = TypeAdapter(MailFeedback)
KEPT = timedelta(days=14)
"""As long as a queue would keep it."""


class DynamoNotices(Notices):
    """Notices as rows of their municipality, which end by themselves after KEPT."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._rows = PartitionedRows(client, table)

    @override
    def park(self, notice: MailFeedback) -> None:
        row = key(Partition.NOTICE.of(notice.tenant), notice.id)
        data = {"data": text(_NOTICE.dump_json(notice).decode())}
        self._rows.put(row | data | {"expires": expiry(notice.at + KEPT)})

    @override
    def parked(self, tenant: str, limit: int) -> list[MailFeedback]:
        rows = self._rows.all(Partition.NOTICE.of(tenant), limit)
        found = [notice for row in rows if (notice := _readable(row, tenant))]
        return sorted(found, key=lambda notice: notice.at)

    @override
    def forget(self, notice: MailFeedback) -> None:
        self._rows.delete(Partition.NOTICE.of(notice.tenant), notice.id)


def _readable(row: Item, tenant: str) -> MailFeedback | None:
    """What a row holds; one that can't be read is told of, and stands before no other."""
    try:
        return _NOTICE.validate_json(row["data"]["S"])
    except (KeyError, ValidationError) as error:
        report("notice", tenant, "", type(error).__name__)
        return None
