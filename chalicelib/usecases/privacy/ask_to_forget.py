"""Ask to be forgotten, or take it back; whether it is done is for people to say."""

from dataclasses import dataclass

from chalicelib.domain.privacy.asked import AskedToForget
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.ports.cases.erasures import AskedErasures
from chalicelib.ports.platform import Clock, Ids

_LAST = 8


@dataclass(frozen=True, slots=True)
class AskToForget:
    """Asked twice it is one wish, of the first day: what faces the internet erases nothing."""

    asked: AskedErasures
    clock: Clock
    ids: Ids

    def __call__(self, tenant: str, number: NationalNumber) -> AskedToForget:
        """The wish that waits. Raises RetryableError."""
        before = self.asked.of_person(tenant, number)
        if before:
            return before
        mark = f"W-{self.ids.request_id()[-_LAST:]}"
        wish = AskedToForget(number, mark, self.clock.now())
        self.asked.ask(tenant, wish)
        return wish

    def take_back(self, tenant: str, number: NationalNumber) -> None:
        """Nothing is asked any more. Raises RetryableError."""
        self.asked.drop(tenant, number)
