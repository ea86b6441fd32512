"""Ask the counter for a document as a citizen does, to hear before they do that it can't be had."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from chalicelib.ports.errors import PermanentError, RetryableError
from chalicelib.ports.platform import Clock
from chalicelib.ports.visits import CounterVisit

DOCUMENT = "attest-leven"
"""What nearly everybody gets without a clerk."""

PATIENCE = timedelta(seconds=60)
LOOKS_EVERY = 1.0
GENUINE = "authentic"


@dataclass(frozen=True, slots=True)
class Tried:
    """How it went; `trouble` is empty when the document came and is taken for genuine."""

    seconds: float
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class AskAsCanary:
    """From the click to the file, and back with it to the counter."""

    clock: Clock
    pause: Callable[[float], None]

    def __call__(self, visit: CounterVisit) -> Tried:
        """Try once. What doesn't come in time is taken back, so that no clerk finds it."""
        began = self.clock.now()
        trouble = self._trouble(visit)
        return Tried((self.clock.now() - began).total_seconds(), trouble)

    def _trouble(self, visit: CounterVisit) -> str:
        request = ""
        try:
            request = visit.ask(DOCUMENT)
            self._wait(visit, request)
            verdict = visit.verdict(visit.fetch(request))
        except (RetryableError, PermanentError) as error:
            with suppress(RetryableError, PermanentError):
                _take_back(visit, request)
            return str(error)
        return "" if verdict == GENUINE else f"its own document is {verdict}"

    def _wait(self, visit: CounterVisit, request: str) -> None:
        until = self.clock.now() + PATIENCE
        while not visit.is_there(request):
            if self.clock.now() >= until:
                raise RetryableError("no document in time")
            self.pause(LOOKS_EVERY)


def _take_back(visit: CounterVisit, request: str) -> None:
    if request and not visit.is_there(request):
        visit.withdraw(request)
