"""What cases to test with are made of; the people don't exist: months 61-72 are nobody's."""

from datetime import UTC, datetime

from ulid import ULID

from chalicelib.domain.registers.national_number import NationalNumber, check_number

KORTRIJK = "34022"
ELSEWHERE = "34041"
NOW = datetime(2026, 3, 17, 9, 30, tzinfo=UTC)


def a_number(serial: int = 1) -> NationalNumber:
    """A valid number of the test range; another one for each serial below 998."""
    nine = f"856130{serial:03d}"
    return NationalNumber(nine + check_number(nine, born_since_2000=False))


def an_id(serial: int = 1, at: datetime = NOW) -> str:
    """A ULID; later serials sort later."""
    return str(ULID(int(at.timestamp() * 1000).to_bytes(6) + serial.to_bytes(10)))
