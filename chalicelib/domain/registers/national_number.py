"""The national number (rijksregisternummer, bisnummer) as a value that doesn't leak by accident."""

from dataclasses import dataclass

from chalicelib.domain.shared.errors import InvalidInputError
from chalicelib.domain.shared.free_text import seen
from chalicelib.domain.shared.partial_date import PartialDate

TEST_MONTHS = range(61, 73)
"""Months of the numbers that MAGDA reserves for tests; never given to a person."""

_SEPARATORS = " .-/\t\u00a0\u2007\u2009\u2011\u2013\u202f"
"""What stands between the digits in what people type or paste; typesetters have their own."""

_MONTH_OFFSETS = (0, 20, 40)  # rijksregister, bis with unknown sex, bis with known sex


@dataclass(frozen=True, slots=True, repr=False)
class NationalNumber:
    """Eleven digits with a right check number; `str` and `repr` show none of them."""

    digits: str

    @classmethod
    def parse(cls, text: str, *, allow_test: bool) -> "NationalNumber":
        """Read a number as people type or paste it (`85.07.30-001.33`, spaces, none at all).

        Legal source: KB 3 april 1984, art. 1-4 (form and check number).
        Raises InvalidInputError (`invalid_national_number`) when it can't be one.
        """
        digits = "".join(c for c in seen(text) if c not in _SEPARATORS)
        if not (
            digits.isascii()
            and digits.isdigit()
            and len(digits) == 11
            and _month_is_possible(int(digits[2:4]), allow_test=allow_test)
            and int(digits[4:6]) <= 31
            and _check_number_is_right(digits)
        ):
            raise InvalidInputError(
                "invalid_national_number",
                "Dit is geen geldig rijksregisternummer. U vindt het op de achterkant van uw"
                " identiteitskaart: elf cijfers.",
            )
        return cls(digits)

    @property
    def birth_year(self) -> int | None:
        """The year that the number itself says; None where it says none.

        It says two digits: who was born before 1900 reads as born a century later.
        """
        year = int(self.digits[:2])
        if not year and not int(self.digits[2:6]):
            return None
        is_late = self.digits[9:] == check_number(self.digits[:9], born_since_2000=True)
        return year + (2000 if is_late else 1900)

    @property
    def born(self) -> PartialDate | None:
        """The birth date that the number says, as far as it says one."""
        year, month, day = self.birth_year, int(self.digits[2:4]) % 20, int(self.digits[4:6])
        if year is None:
            return None
        try:
            return PartialDate(year, month, day)
        except ValueError:
            return PartialDate(year)

    @property
    def printed(self) -> str:
        """`YY.MM.DD-SSS.CC`, as on an identity card."""
        d = self.digits
        return f"{d[:2]}.{d[2:4]}.{d[4:6]}-{d[6:9]}.{d[9:]}"

    def __str__(self) -> str:
        return "***********"

    def __repr__(self) -> str:
        return "NationalNumber(***********)"


NOBODY = NationalNumber("0" * 11)
"""Who stands where somebody was forgotten; no person has it."""


def check_number(nine_digits: str, *, born_since_2000: bool) -> str:
    """The two check digits of the first nine; births since 2000 count with a 2 in front."""
    prefix = "2" if born_since_2000 else ""
    return f"{97 - int(prefix + nine_digits) % 97:02d}"


def _month_is_possible(month: int, *, allow_test: bool) -> bool:
    if month in TEST_MONTHS:
        return allow_test
    return any(offset <= month <= offset + 12 for offset in _MONTH_OFFSETS)


def _check_number_is_right(digits: str) -> bool:
    return digits[9:] in {
        check_number(digits[:9], born_since_2000=century) for century in (False, True)
    }
