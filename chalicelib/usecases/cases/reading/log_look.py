"""A member of staff looks into a case: the log first, and never their own (DESIGN promise 4)."""

from collections.abc import Callable
from datetime import datetime, timedelta

from chalicelib.domain.cases.moving.acting import Official
from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.ports.cases import AnyCase
from chalicelib.usecases.cases.consult import ground_of

SAME_LOOK = timedelta(minutes=1)
"""A page reads a case more than once, and what was done leads back to it: that is one look."""

type Eyes = Callable[[Official, AnyCase, str, str], None]
"""Four eyes that log each party's file under a purpose and its legal ground."""


class LogLooks:
    """One line for each party that is known, and for who acts for them; then it may be seen."""

    def __init__(self, four_eyes: Eyes) -> None:
        self._four_eyes = four_eyes
        self._looks: dict[object, datetime] = {}

    def __call__(self, official: Official, case: AnyCase, frame: Frame) -> None:
        """Write it down.

        Raises NotAllowedError (`own_file`, `staff_number_unknown`), RetryableError; then nothing
        may be shown or done.
        """
        staff, now = official.staff, frame.at
        look = (staff.tenant, staff.id, staff.number, case.id, *(p.person for p in case.parties))
        recent = {one: at for one, at in self._looks.items() if at <= now < at + SAME_LOOK}
        if look not in recent:
            self._four_eyes(official, case, case.process, ground_of(frame.definition))
        self._looks = {look: now} | recent
