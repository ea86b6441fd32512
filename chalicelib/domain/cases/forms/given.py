"""What stands in a case, as a form would bring it: somebody puts right a part, the rest stays."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from chalicelib.domain.cases.forms.raw import Raw, RawValue
from chalicelib.domain.process.actions import Field
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.people import Address


def given(fields: Iterable[Field], payload: object) -> Raw:
    """The values of fields that go into the payload; answers of yes or no are asked anew."""
    into = ((field.id, getattr(payload, field.payload_field or "-", None)) for field in fields)
    return dict(pair for name, value in into for pair in _parts(name, value))


def _parts(name: str, value: object) -> Iterator[tuple[str, RawValue]]:
    match value:
        case str():
            yield name, str(value)
        case date() if not isinstance(value, datetime):
            yield name, value.isoformat()
        case Address():
            yield f"{name}.street", value.street
            yield f"{name}.number", value.house_number
            yield f"{name}.box", value.box
            yield f"{name}.postcode", value.postcode
            yield f"{name}.locality", value.locality
        case tuple():
            yield name, [one.digits for one in value if isinstance(one, NationalNumber)]
        case _:
            return
