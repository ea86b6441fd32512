"""How a declaration begins: what it must hold, and whether it is in time."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from chalicelib.domain.address_change.move import Move
from chalicelib.domain.cases.process_type import Opened, Opening
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.errors import InvalidInputError
from chalicelib.domain.tenants.workdays import Calendar

TERM = 8
"""Working days to declare, from the day after moving in (KB 16 July 1992, art. 7)."""

_ADULT = 18
_LONG_AGO = 5
NO_PAPER = frozenset({"", "both", "no_ruling"})


def opened(opening: Opening) -> Opened[Move]:
    """What is declared. Raises InvalidInputError (`not_moved_yet`, `moved_too_long_ago`)."""
    values, today = opening.values, opening.day
    moved_on: date = values["moved_on"]
    check_moved(moved_on, today)
    move = Move(
        declared_on=today,
        moved_on=moved_on,
        new_address=values["address"],
        movers=values["movers"],
        joins_household=values["joins"],
        joins_named=values.get("joins_named", ""),
        custody=values.get("custody", ""),
        has_paper=bool(values.get("papers")),
        capacity=values.get("capacity", ""),
        moments=values.get("moments", ()),
        is_late=is_late(moved_on, today, opening.municipality.calendar),
    )
    return Opened(move, (opening.starter,), (("late", "yes" if move.is_late else "no"),))


def check_moved(moved_on: date, today: date) -> None:
    """One declares once one lives there, not before (KB 16 July 1992, art. 7).

    Raises InvalidInputError.
    """
    if moved_on > today:
        raise InvalidInputError(
            "not_moved_yet",
            "Die dag moet nog komen. U geeft uw verhuis aan zodra u er woont.",
            "moved_on",
        )
    if today.year - moved_on.year > _LONG_AGO:
        raise InvalidInputError(
            "moved_too_long_ago",
            "Dat is lang geleden. Kijk de datum na, of kom langs aan het loket.",
            "moved_on",
        )


def last_day(moved_on: date, calendar: Calendar) -> date:
    """The last day in time: the eighth working day after moving in, that day itself not counted."""
    noon = datetime.combine(moved_on, time(12), UTC)
    return calendar.local_day(calendar.add_working_days(noon, TERM))


def is_late(moved_on: date, declared_on: date, calendar: Calendar) -> bool:
    """Whether the term is over; a late declaration is accepted all the same."""
    return declared_on > last_day(moved_on, calendar)


def a_child_moves(values: Mapping[str, Any]) -> bool:
    """Whether somebody who moves may be under 18, as far as their number says.

    The birth date in a number is no proof; the register's counts afterwards.
    """
    moved_on = values.get("moved_on")
    year = moved_on.year if isinstance(moved_on, date) else 0
    return any(_may_be_minor(number, year) for number in values.get("movers", ()))


def joins_others(values: Mapping[str, Any]) -> bool:
    """Whether somebody lives there already, as far as is said."""
    return bool(values.get("joins"))


def custody_needs_paper(values: Mapping[str, Any]) -> bool:
    """Whether an agreement, a ruling or a certificate belongs to what is said of a child."""
    return values.get("custody", "") not in NO_PAPER


def _may_be_minor(number: NationalNumber, year: int) -> bool:
    born = int(number.digits[:2])
    is_since_2000 = _is_since_2000(number)
    return is_since_2000 and year - (2000 + born) <= _ADULT


def _is_since_2000(number: NationalNumber) -> bool:
    """Numbers given to births since 2000 have check digits reckoned with a 2 in front."""
    return f"{97 - int('2' + number.digits[:9]) % 97:02d}" == number.digits[9:]
