"""Whether somebody else holds what a form chose, and what is free instead."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.cases.process_type import Leaflet, Values, WantedClaim
from chalicelib.domain.cases.storing import CLAIMED
from chalicelib.domain.shared.errors import InvalidInputError
from chalicelib.domain.shared.wording import Wording
from chalicelib.ports.cases import AnyCase
from chalicelib.ports.cases.claims import Claims

SHOWN = 3
"""So many days, or places on a day, are named."""


@dataclass(frozen=True, slots=True)
class FreeNow:
    """Reads what is held, and only where something is chosen; holds nothing itself."""

    claims: Callable[[], Claims]
    words: Wording

    def check(self, case: AnyCase, values: Values, frame: Frame) -> None:
        """Nobody else has what an action chose. Raises `taken`, RetryableError."""
        wanted = frame.type.wants(values, frame.municipality, frame.day, case)
        if wanted is None or not wanted.key:
            return
        own = f"case:{case.id}"
        held = self.claims().holders(case.tenant, wanted.claim, (wanted.key,), frame.at)
        if held.get(wanted.key, own) != own:
            raise self.taken(wanted, frame)

    def taken(self, wanted: WantedClaim, frame: Frame) -> InvalidInputError:
        """Somebody else has it (`claimed`): with what is free near it. Raises RetryableError."""
        said, say = frame.definition.claims[wanted.claim].words, self.words.say
        free = [say("free.on", when=when, what=what) for when, what in self._free(wanted, frame)]
        public = " ".join((said, *(free or (say("free.none"),))))
        return InvalidInputError(CLAIMED, public, wanted.chosen_in)

    def leaflet(self, wanted: WantedClaim, frame: Frame) -> Leaflet:
        """What is free near what is wanted, before somebody chooses. Raises RetryableError."""
        say, free = self.words.say, tuple(self._free(wanted, frame))
        return Leaflet(say("free.title"), free, (say("free.others"),))

    def _free(self, wanted: WantedClaim, frame: Frame) -> Iterator[tuple[str, str]]:
        """The nearest with something free, and what."""
        return islice(self._every(wanted, frame.municipality.nis, frame.at), SHOWN)

    def _every(self, wanted: WantedClaim, tenant: str, at: datetime) -> Iterator[tuple[str, str]]:
        keys = [key for some in wanted.instead.values() for key in some]
        taken = {wanted.key, *self.claims().holders(tenant, wanted.claim, keys, at)}
        for when, some in wanted.instead.items():
            free = [words for key, words in some.items() if key not in taken]
            if free:
                yield when, "; ".join(free)
