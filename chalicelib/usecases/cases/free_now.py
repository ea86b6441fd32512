"""Whether somebody else holds what a form chose, and what is free instead."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from chalicelib.domain.cases.change import Change
from chalicelib.domain.cases.moving.frame import Frame, Happening
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

    def check(self, change: Change, happening: Happening, frame: Frame) -> None:
        """Nobody else has what an action chose, or agreed to. Raises `taken`, RetryableError."""
        case = change.before or change.case
        wanted = _wanted(case, happening.values, frame)
        if wanted is None or not wanted.key:
            wanted = _agreed_to(case, change, frame)
        if wanted and self.is_taken(case, wanted.claim, wanted.key, frame):
            raise self.taken(wanted, frame, _where(wanted, change, happening, frame))

    def is_taken(self, case: AnyCase, claim: str, key: str, frame: Frame) -> bool:
        """Whether anybody but a case has what it wants. Raises RetryableError."""
        own = f"case:{case.id}"
        held = self.claims().holders(case.tenant, claim, (key,), frame.at)
        return held.get(key, own) != own

    def taken(self, wanted: WantedClaim, frame: Frame, where: str = "") -> InvalidInputError:
        """Somebody else has it (`claimed`): what is free near it, and the action to choose that.

        Raises RetryableError.
        """
        said, say = frame.definition.claims[wanted.claim].words, self.words.say
        free = [say("free.on", when=when, what=what) for when, what in self._free(wanted, frame)]
        how = (say("free.where", action=where),) if where else ()
        public = " ".join((said, *(free or (say("free.none"),)), *how))
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


def _wanted(case: AnyCase, values: Values, frame: Frame) -> WantedClaim | None:
    return frame.type.wants(values, frame.municipality, frame.day, case)


def _agreed_to(case: AnyCase, change: Change, frame: Frame) -> WantedClaim | None:
    """What an event takes that stood in the case as a proposal; the value of a field is its key."""
    offered = _wanted(case, {}, frame) if change.claims.taken else None
    if offered is None:
        return None
    had = set(frame.type.keys[frame.definition.claims[offered.claim].key](case))
    taken = (key.key for key in change.claims.taken if key.claim == offered.claim)
    new = next((key for key in taken if key not in had), "")
    return _wanted(case, {offered.chosen_in: new}, frame) if new else None


def _where(wanted: WantedClaim, change: Change, happening: Happening, frame: Frame) -> str:
    """What the action is called that lets choose it, where this one doesn't."""
    action, source = happening.action, change.events[0].source
    if action is None or wanted.chosen_in in action.fields:
        return ""
    here = frame.definition.actions_in(source, happening.role)
    return next((other.label for other in here if wanted.chosen_in in other.fields), "")
