"""The log of consultations in DynamoDB: lines are added, never changed."""

from collections.abc import Collection
from typing import TYPE_CHECKING, override

from botocore.exceptions import ClientError
from pydantic import TypeAdapter

from chalicelib.adapters.aws.dynamodb.lookup import newest_under
from chalicelib.adapters.aws.dynamodb.partitions import Partition
from chalicelib.adapters.aws.dynamodb.table import Item, key, text
from chalicelib.adapters.aws.errors import code_of, translated
from chalicelib.domain.registers.access import AccessContext, Consultation, LoggedAccess, Service
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.ports.errors import PermanentError
from chalicelib.ports.platform import Clock, Ids, Keys
from chalicelib.ports.registers import AccessLog

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_CONSULTATION = TypeAdapter(Consultation)


class DynamoAccessLog(AccessLog):
    """AccessLog: one line per consultation under the pseudonym of whom it concerns."""

    def __init__(
        self, client: "DynamoDBClient", table: str, keys: Keys, ids: Ids, clock: Clock
    ) -> None:
        self._client = client
        self._table = table
        self._keys = keys
        self._ids = ids
        self._clock = clock

    @override
    def record(self, context: AccessContext, services: Collection[Service]) -> LoggedAccess:
        entry_id = self._ids.request_id()
        self._put(self._line(context, services, entry_id))
        return LoggedAccess(context, frozenset(services), entry_id)

    @override
    def of_person(self, tenant: str, subject: NationalNumber, limit: int) -> list[Consultation]:
        lines = newest_under(
            self._client,
            (
                Partition.LOG.of(tenant, keys.person(tenant, subject))
                for keys in self._keys.versions()
            ),
            limit,
            TableName=self._table,
            ConsistentRead=True,
        )
        return [_CONSULTATION.validate_json(line["data"]["S"]) for line in lines]

    def _line(self, context: AccessContext, services: Collection[Service], entry_id: str) -> Item:
        line = consultation(context, services, self._clock)
        person = self._keys.person(context.tenant, context.subject)
        return key(Partition.LOG.of(context.tenant, person), entry_id) | {
            "data": text(_CONSULTATION.dump_json(line).decode()),
            "actor": text(context.actor.ref),
        }

    def _put(self, line: Item) -> None:
        """Add a line; finding it there is what remains of an answer that was lost."""
        with translated("dynamodb.PutItem"):
            try:
                self._client.put_item(
                    TableName=self._table,
                    Item=line,
                    ConditionExpression="attribute_not_exists(pk)",
                    ReturnValuesOnConditionCheckFailure="ALL_OLD",
                )
            except ClientError as error:
                if code_of(error) != "ConditionalCheckFailedException":
                    raise
                if error.response.get("Item") != line:
                    raise PermanentError("this place in the access log is taken") from None


def consultation(
    context: AccessContext, services: Collection[Service], clock: Clock
) -> Consultation:
    """What the person concerned may see of one consultation."""
    return Consultation(
        at=clock.now(),
        actor_kind=context.actor.kind,
        services=frozenset(services),
        purpose=context.purpose,
        legal_ground=context.legal_ground,
        request_id=context.request_id,
    )
