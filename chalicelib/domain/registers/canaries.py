"""The made-up people as whom the counter tries itself: numbers for tests, of nobody.

There are several, so that none asks for more than anybody may: the limits hold for them too. What
they ask for is real work on every road, and counts in no figure.
"""

from chalicelib.domain.registers.national_number import NationalNumber, check_number


def _canary(place: int) -> NationalNumber:
    nine = f"806101{951 + place}"
    return NationalNumber(nine + check_number(nine, born_since_2000=False))


CANARIES = tuple(_canary(place) for place in range(20))
"""In the order of their turns."""


def is_canary(number: NationalNumber) -> bool:
    """Whether it is one of theirs."""
    return number in CANARIES
