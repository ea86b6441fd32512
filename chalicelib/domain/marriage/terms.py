"""The days that the law counts: calendar days and months, none moved by a weekend."""

from datetime import date, timedelta

from chalicelib.domain.process.timing.terms import add_months

WAITING = timedelta(days=14)
"""Oud BW art. 165: not before the fourteenth day after the act."""

LAST_FOR_ACT = 1
"""Months after the receipt in which the act is drawn or refused (oud BW art. 64)."""

WINDOW, POSTPONED, PROLONGED = 6, 2, 3
"""Months: to marry (art. 165), of a postponement, and of its prolongation (art. 167)."""


def act_due(receipt_on: date) -> date:
    """The last day for drawing the act, or refusing to (oud BW art. 64)."""
    return add_months(receipt_on, LAST_FOR_ACT)


def first_day(act_on: date) -> date:
    """The first day to marry: the fourteenth after the act (oud BW art. 165)."""
    return act_on + WAITING


def last_day(act_on: date) -> date:
    """The last day to marry: six months after the first (oud BW art. 165)."""
    return add_months(first_day(act_on), WINDOW)


def postponed_until(wedding: date) -> date:
    """How long a postponement lasts, from the chosen day of the wedding (oud BW art. 167)."""
    return add_months(wedding, POSTPONED)


def prolonged_until(wedding: date) -> date:
    """How long the prosecutor can make it last (oud BW art. 167)."""
    return add_months(postponed_until(wedding), PROLONGED)


def earliest(today: date, receipt_on: date | None, act_on: date | None) -> date:
    """The first day that can be offered: before the act, as if it came on its last day."""
    if act_on:
        return max(first_day(act_on), today)
    return first_day(act_due(receipt_on or today))
