"""The rows by which the cases of a person are found: one a party, one for who acts for it."""

from collections.abc import Iterator
from dataclasses import dataclass

from chalicelib.adapters.aws.dynamodb.partitions import Partition
from chalicelib.adapters.aws.dynamodb.table import Item, text
from chalicelib.adapters.aws.dynamodb.transactions import Write
from chalicelib.adapters.aws.store.items.places import acting_sk, case_key, party_sk
from chalicelib.adapters.aws.store.items.schema import Schema
from chalicelib.domain.cases.change import Change
from chalicelib.domain.cases.party import Party
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.ports.cases import AnyCase
from chalicelib.ports.platform import Keys


@dataclass(frozen=True, slots=True)
class PartyRows:
    """Writes the rows of parties; under the key in force, for who looks asks under each."""

    table: str
    schema: Schema
    keys: Keys

    def writes(self, change: Change) -> Iterator[Write]:
        """What differs from the case before."""
        for party in change.case.parties:
            old = change.before.party(party.number) if change.before else None
            if _told(old) != _told(party):
                yield self._put(self._item(change.case, party))
            if old or _acting(party):
                yield from self._acting(change.case, old, party)

    def _acting(self, case: AnyCase, old: Party | None, party: Party) -> Iterator[Write]:
        was, now = _acting(old), _acting(party)
        sk = acting_sk(party.number)
        if now and was != now:
            yield self._put(self._found(case, sk, now, "acting"))
        elif was and not now:
            there = {"TableName": self.table, "Key": case_key(case.tenant, case.id, sk)}
            yield Write("party", {"Delete": there})

    def _item(self, case: AnyCase, party: Party) -> Item:
        return self._found(case, party_sk(party.number), party.person, party.role)

    def _found(self, case: AnyCase, sk: str, person: NationalNumber | None, role: str) -> Item:
        item = case_key(case.tenant, case.id, sk) | {"role": text(role), "ulid": text(case.id)}
        if person:
            pseudonym = self.keys.person(case.tenant, person)
            item["person_pk"] = text(Partition.PERSON.of(case.tenant, pseudonym))
        return self.schema.stamped(item)

    def _put(self, item: Item) -> Write:
        return Write("party", {"Put": {"TableName": self.table, "Item": item}})


def _told(party: Party | None) -> tuple[str, NationalNumber | None] | None:
    return (party.role, party.person) if party else None


def _acting(party: Party | None) -> NationalNumber | None:
    return party.represented_by.person if party and party.represented_by else None
