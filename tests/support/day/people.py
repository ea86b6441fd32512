"""What somebody asks about their own data: to have it, and to have it erased."""

from chalicelib.usecases.privacy.find_held import DataSubjectRequest
from tests.support.counter import population
from tests.support.day.visits import LEVEN, TENANT, Day

PERSON = population().personas["dertig-adressen"].number


def somebody_takes_along_and_is_forgotten(day: Day) -> None:
    """A command of an operator, so no function needs a permission for it."""
    counter, wiring = day.counter, day.counter.wiring
    counter.post(PERSON, {"document": LEVEN})
    counter.drain()
    claim = DataSubjectRequest(TENANT, PERSON, "k7", "FG-12")
    files = list(wiring.privacy.hand_over.files(wiring.privacy.hand_over(claim)))
    assert len(files) == 1
    assert len(list(wiring.privacy.forget(claim, wiring.privacy.forget.plan(claim).code))) >= 1
    assert wiring.cases.store.of_person(TENANT, PERSON, 9) == []
