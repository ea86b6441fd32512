"""National numbers of the safe test range, each given once."""

from collections import Counter

from chalicelib.domain.registers.national_number import TEST_MONTHS, NationalNumber, check_number
from chalicelib.domain.shared.partial_date import PartialDate
from ops.synthetic.population.drafts import Sex

_LAST_SERIAL = 998


class Numbers:
    """Gives numbers in order: odd serials to men, even ones to women, month raised by 60."""

    def __init__(self) -> None:
        self._given: Counter[tuple[str, Sex]] = Counter()

    def take(self, born: PartialDate, sex: Sex) -> NationalNumber:
        """The next number of a birth date; an unknown month counts as the first of the range.

        Raises ValueError when a date has no numbers left.
        """
        month = TEST_MONTHS.start + max(born.month, 1) - 1
        day = f"{born.year % 100:02d}{month}{born.day:02d}"
        serial = 2 * self._given[day, sex] + (2 if sex is Sex.FEMALE else 1)
        if serial > _LAST_SERIAL:
            raise ValueError(f"no test numbers left for one birth date: {born}")
        self._given[day, sex] += 1
        nine = f"{day}{serial:03d}"
        return NationalNumber(nine + check_number(nine, born_since_2000=born.year >= 2000))
