"""Baskets in DynamoDB: a row's key is the hash of the id that finds it."""

from dataclasses import replace
from typing import TYPE_CHECKING, override

from pydantic import TypeAdapter

from chalicelib.adapters.aws.dynamodb.table import expiry, hashed_pk, key, text
from chalicelib.adapters.aws.errors import translated
from chalicelib.domain.cases.forms.basket import Basket
from chalicelib.ports.platform import Clock
from chalicelib.ports.uploads import Baskets

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

BASKET = "BASKET"
_BASKET = TypeAdapter(Basket)


class DynamoBaskets(Baskets):
    """DynamoDB removes what is over its time when it likes, so the clock is asked too."""

    def __init__(self, client: "DynamoDBClient", table: str, clock: Clock) -> None:
        self._client = client
        self._table = table
        self._clock = clock

    @override
    def get(self, basket_id: str) -> Basket | None:
        with translated("dynamodb.GetItem"):
            answer = self._client.get_item(
                TableName=self._table,
                Key=key(hashed_pk(BASKET, basket_id), BASKET),
                ConsistentRead=True,
            )
        if "Item" not in answer:
            return None
        basket = replace(_BASKET.validate_json(answer["Item"]["data"]["S"]), id=basket_id)
        return basket if self._clock.now() < basket.expires_at else None

    @override
    def put(self, basket: Basket) -> None:
        data = _BASKET.dump_json(replace(basket, id="")).decode()
        item = key(hashed_pk(BASKET, basket.id), BASKET)
        item |= {"data": text(data), "expires": expiry(basket.expires_at)}
        with translated("dynamodb.PutItem"):
            self._client.put_item(TableName=self._table, Item=item)
