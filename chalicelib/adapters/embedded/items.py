"""How the embedded registers are written down: the keys and the JSON of their items.

The registers are one for the deployment, as the national ones that they stand for: a person has one
item a service under `PERSON#<pseudonym>`, whichever municipality asks, so that one BatchGetItem
fetches all that a consultation may see. An item has `data` (compact JSON), or `answer` when the
register has something else to say than what it found.
"""

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from chalicelib.domain.registers.access import Service
from chalicelib.domain.registers.acts import Act, ActKind
from chalicelib.domain.registers.answers import (
    Ambiguous,
    Answer,
    Denied,
    Found,
    NotFound,
    Unavailable,
)
from chalicelib.domain.registers.criminal_record import CriminalExtract
from chalicelib.domain.registers.name_forms import name_forms
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.people import Address, Household, Person, Residence
from chalicelib.domain.shared.partial_date import PartialDate

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import AttributeValueTypeDef

    from chalicelib.ports.platform import Keys

type Item = Mapping[str, AttributeValueTypeDef]
type Acts = dict[ActKind, tuple[Act, ...]]
type Extracts = tuple[CriminalExtract, ...]
type Refusal = Ambiguous | Denied | Unavailable

PARTITION_KEY = "pk"
SORT_KEY = "sk"

_SORT: dict[Service, str] = {
    Service.PERSON: "REG#PERSON",
    Service.HOUSEHOLD: "REG#HOUSEHOLD",
    Service.RESIDENCES: "REG#RESIDENCES",
    Service.ACTS: "REG#ACTS",
    Service.CRIMINAL_RECORD: "REG#CRIMINAL",
}
_SERVICE = {sort: service for service, sort in _SORT.items()}

_SHAPE: dict[Service, Any] = {
    Service.PERSON: Person,
    Service.HOUSEHOLD: Household,
    Service.RESIDENCES: tuple[Residence, ...],
    Service.ACTS: dict[ActKind, tuple[Act, ...]],
    Service.CRIMINAL_RECORD: tuple[CriminalExtract, ...],
}


def pseudonym_of(keys: "Keys", number: NationalNumber) -> str:
    """Under what a person stands here: another one than in the cases of any municipality."""
    return keys.person("registers", number)


def key(pseudonym: str, service: Service) -> dict[str, "AttributeValueTypeDef"]:
    """The primary key of what a service knows of a person."""
    return {
        PARTITION_KEY: {"S": f"PERSON#{pseudonym}"},
        SORT_KEY: sort_of(service),
    }


def sort_of(service: Service) -> "AttributeValueTypeDef":
    """The sort key of what a service knows."""
    return {"S": _SORT[service]}


def name_pks(keys: "Keys", family: str, born: PartialDate) -> list[str]:
    """Where the numbers of those of a name, born then, are found: one place for each search form.

    `born` is as the register knows it, so somebody of whom only the year is known lies there.
    """
    return [f"NAME#{keys.fingerprint(f'name {form} {born}')}" for form in name_forms(family)]


def dwelling_key(address: Address) -> dict[str, "AttributeValueTypeDef"]:
    """The primary key of who is registered at an address: a dwelling is nobody's secret."""
    parts = (address.street, address.house_number, address.box, address.postcode, address.locality)
    written = sha256(" ".join(parts).casefold().encode()).hexdigest()
    return {PARTITION_KEY: {"S": f"DWELLING#{written}"}, SORT_KEY: {"S": "REG#DWELLING"}}


def numbers_in(item: Item) -> list[NationalNumber]:
    """Who is registered at the address of an item."""
    return [NationalNumber(one) for one in item["data"]["S"].split()] if "data" in item else []


def service_of(item: Item) -> Service:
    """The service that an item, or its key, belongs to."""
    return _SERVICE[item[SORT_KEY]["S"]]


def encode(service: Service, value: object) -> str:
    """A register's value as compact JSON; what is at its default is left out."""
    return adapter(service).dump_json(value, exclude_defaults=True).decode()


def decode(service: Service, text: str) -> object:
    """The value again. Raises pydantic's ValidationError, whose text must not be logged."""
    return adapter(service).validate_json(text)


def write_refusal(refusal: Refusal) -> str:
    """An answer without a value, as the text of `answer`."""
    match refusal:
        case Ambiguous(count):
            return f"ambiguous:{count}"
        case Denied(reason):
            return f"denied:{reason}"
        case Unavailable(reason):
            return f"unavailable:{reason}"


def read(item: Item) -> Answer[Any]:
    """What an item answers. Raises ValueError (pydantic's is one) when it makes no sense."""
    if "answer" in item:
        return _read_refusal(item["answer"]["S"])
    if "data" not in item:
        return NotFound()
    return Found(decode(service_of(item), item["data"]["S"]))


def _read_refusal(text: str) -> Refusal:
    kind, _, rest = text.partition(":")
    match kind:
        case "ambiguous":
            return Ambiguous(int(rest))
        case "denied":
            return Denied(rest)
        case "unavailable":
            return Unavailable(rest)
    raise ValueError("an answer that no register gives")


@cache
def adapter(service: Service) -> TypeAdapter[Any]:
    """The reader and writer of a service's values, made when it is first needed."""
    return TypeAdapter(_SHAPE[service])
