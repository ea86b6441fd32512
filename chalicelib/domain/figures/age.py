"""Whether a national number is of a minor: its birth date is all that is used, and not kept."""

from datetime import date

from chalicelib.domain.registers.national_number import NationalNumber, check_number
from chalicelib.domain.registers.relations import ADULT_AGE


def is_minor(number: NationalNumber, on: date) -> bool:
    """Whether somebody is under 18 on a day; of an incomplete birth date the earliest counts.

    Source: KB 3 april 1984, art. 1-4 (a number starts with the birth date).
    """
    digits = number.digits
    is_late = digits[9:] == check_number(digits[:9], born_since_2000=True)
    year = int(digits[:2]) + (2000 if is_late else 1900)
    month, day = int(digits[2:4]) % 20, int(digits[4:6])
    years = on.year - year - ((on.month, on.day) < (month, day))
    return 0 <= years < ADULT_AGE
