"""The made-up people as whom the counter tries itself, in the registers of a stage."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from chalicelib.adapters.aws.secret import load_versions
from chalicelib.adapters.embedded import items
from chalicelib.adapters.memory.registers.person_file import PersonFile
from chalicelib.adapters.secrets.keys import HmacKeys
from chalicelib.domain.registers.access import Service
from chalicelib.domain.registers.canaries import CANARIES
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.people import (
    Address,
    Birth,
    CivilStatus,
    Nationality,
    Person,
    PersonName,
    PersonStatus,
    Place,
)
from chalicelib.domain.shared.partial_date import PartialDate
from ops.stage import municipalities
from ops.stage.outputs import Outputs
from ops.stage.target import StageTarget
from ops.synthetic.fill import fill

SINCE = date(1980, 1, 1)


def make_missing(target: StageTarget, outputs: Outputs) -> Iterator[str]:
    """Write them down in the first municipality; what is there stays as it is."""
    client: Any = target.client("dynamodb")
    keys = HmacKeys(load_versions(target.client("ssm"), outputs.secrets_parameter))
    nis = min(municipalities.codes())
    last = items.key(items.pseudonym_of(keys, CANARIES[-1]), Service.PERSON)
    if "Item" not in client.get_item(TableName=outputs.registers, Key=last):
        list(fill(client, outputs.registers, keys, (file_of(one, nis) for one in CANARIES)))
        yield f"wrote down {len(CANARIES)} canaries in {nis}"


def file_of(number: NationalNumber, nis: str) -> PersonFile:
    """Somebody who lives alone, of whom no register holds anything but that."""
    home = Address("Teststraat", "1", "", "0000", "Test", nis)
    person = Person(
        number=number,
        name=PersonName(("Kanarie",), "Thuisloket"),
        birth=Birth(PartialDate(1980, 1, 1), Place("Test")),
        status=PersonStatus.ACTIVE,
        managed_by=nis,
        address=home,
        address_since=SINCE,
        registered_since=SINCE,
        nationalities=(Nationality("150", "Belg"),),
        civil_status=CivilStatus.UNMARRIED,
        civil_status_since=PartialDate(1980, 1, 1),
        spouse=None,
        cohabitation=None,
        relatives=(),
        last_wishes=None,
        is_voter=False,
        is_protected=False,
        pending_change=False,
        died=None,
    )
    return PersonFile(person, None, (), {}, ())
