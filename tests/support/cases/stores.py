"""Stores of cases for tests: in memory, and on DynamoDB as moto does it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import boto3

from chalicelib.adapters.aws.clients import Clients
from chalicelib.adapters.aws.dynamodb.table import STATE
from chalicelib.adapters.aws.mail.suppressions import SesSuppressions
from chalicelib.adapters.aws.store.cases import DynamoCases
from chalicelib.adapters.aws.store.claims import DynamoClaims
from chalicelib.adapters.aws.store.items.codec import Codec
from chalicelib.adapters.aws.store.items.places import case_key
from chalicelib.adapters.memory.cases import MemoryCases
from chalicelib.adapters.memory.mail import MemorySuppressions
from chalicelib.adapters.memory.platform import known_keys
from chalicelib.ports.cases import CaseStore
from chalicelib.ports.cases.claims import Claims
from chalicelib.ports.mail import Suppressions
from chalicelib.ports.platform import Keys
from tests.support.cases.made_up import TENANT, MadeUpTypes
from tests.support.stages.aws import CallCounter, a_session, make_table, one_at_a_time


@dataclass(frozen=True)
class Shelf:
    """A store; `spoil` makes the row of a case unreadable, `mend` readable again."""

    store: CaseStore
    claims: Claims
    suppressions: Suppressions
    spoil: Callable[[str], None]
    mend: Callable[[str], None]
    date_ahead: Callable[[str], None]


def in_memory() -> Shelf:
    store = MemoryCases()
    return Shelf(
        store,
        store.claims,
        MemorySuppressions(store.openings, known_keys()),
        spoil=lambda id_: store.spoil(TENANT, id_, "spoiled"),
        mend=lambda id_: store.spoil(TENANT, id_, ""),
        date_ahead=lambda id_: store.spoil(TENANT, id_, "newer", is_newer=True),
    )


@dataclass(frozen=True)
class OnMoto:
    """The table of a local AWS, and stores on it."""

    clients: Clients
    table: str
    calls: CallCounter

    def store(self, keys: Keys | None = None, codec: Codec | None = None) -> DynamoCases:
        return DynamoCases(
            self.clients.dynamodb,
            self.table,
            keys or known_keys(),
            codec or Codec(MadeUpTypes()),
            "r7",
            pause=lambda _: None,
        )

    def claims(self) -> DynamoClaims:
        return DynamoClaims(self.clients.dynamodb, self.table, known_keys(), pause=lambda _: None)

    def suppressions(self, keys: Keys) -> SesSuppressions:
        return SesSuppressions(self.clients.dynamodb, self.table, keys, None)

    def row(self, case_id: str, sk: str = STATE) -> dict[str, Any]:
        key = case_key(TENANT, case_id, sk)
        return dict(self.clients.dynamodb.get_item(TableName=self.table, Key=key)["Item"])

    def set(self, case_id: str, name: str, value: dict[str, str], sk: str = STATE) -> None:
        self.clients.dynamodb.update_item(
            TableName=self.table,
            Key=case_key(TENANT, case_id, sk),
            UpdateExpression="SET #name = :value",
            ExpressionAttributeNames={"#name": name},
            ExpressionAttributeValues={":value": value},
        )

    def unset(self, case_id: str, name: str) -> None:
        self.clients.dynamodb.update_item(
            TableName=self.table,
            Key=case_key(TENANT, case_id, STATE),
            UpdateExpression="REMOVE #name",
            ExpressionAttributeNames={"#name": name},
        )

    def all_rows(self) -> list[dict[str, Any]]:
        return list(self.clients.dynamodb.scan(TableName=self.table)["Items"])


def on_moto(table: str = "") -> OnMoto:
    """A session of its own, on a table that is there or is made."""
    session: boto3.Session = a_session()
    one_at_a_time(session)
    calls = CallCounter(session)
    clients = Clients(session)
    return OnMoto(clients, table or make_table(session), calls)


def shelf_on(moto: OnMoto) -> Shelf:
    kept: dict[str, dict[str, str]] = {}

    def spoil(case_id: str) -> None:
        kept[case_id] = moto.row(case_id)["looks"]
        moto.set(case_id, "looks", {"S": "{"})

    return Shelf(
        moto.store(),
        moto.claims(),
        moto.suppressions(known_keys()),
        spoil=spoil,
        mend=lambda id_: moto.set(id_, "looks", kept[id_]),
        date_ahead=lambda id_: moto.set(id_, "min", {"N": "99"}) or moto.set(id_, "v", {"N": "99"}),
    )
