"""Who holds which claim, print and guard, in memory."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from chalicelib.domain.cases.change import Change, ClaimKey, OncePrint
from chalicelib.domain.cases.intake import Intake
from chalicelib.domain.cases.storing import claimed, done_before
from chalicelib.ports.cases import AnyCase, OpeningGuards

type Keyed = tuple[str, str]
"""Tenant, and what is guarded."""


@dataclass(slots=True)
class HeldClaims:
    """Claims: by whom each is held (`case:…` or a draft), and until when a draft may."""

    _held: dict[tuple[str, str, str], tuple[str, datetime | None]] = field(default_factory=dict)

    def check(
        self, tenant: str, keys: Iterable[ClaimKey], mine: Collection[str], now: datetime
    ) -> None:
        """Raises ConflictError with the words of the first that somebody else holds."""
        for key in keys:
            holder, until = self._held.get(_place(tenant, key), ("", None))
            if holder and holder not in mine and not (until and until <= now):
                raise claimed(key.words)

    def take(
        self, tenant: str, keys: Iterable[ClaimKey], holder: str, until: datetime | None
    ) -> None:
        """Hold them."""
        self._held |= {_place(tenant, key): (holder, until) for key in keys}

    def give_back(self, tenant: str, keys: Iterable[ClaimKey], holder: str) -> None:
        """Give them back, where they are still one's own."""
        for key in keys:
            if self._held.get(_place(tenant, key), ("", None))[0] == holder:
                del self._held[_place(tenant, key)]


@dataclass(slots=True)
class OncePrints:
    """What was done with which key."""

    _done: dict[Keyed, tuple[str, str, int, datetime]] = field(default_factory=dict)

    def check(self, tenant: str, once: OncePrint | None, now: datetime) -> None:
        """Raises ConflictError when one stands and isn't over."""
        for key, _ in once.prints if once else ():
            if (tenant, key) in self._done and self._done[tenant, key][3] > now:
                raise done_before()

    def enter(self, case: AnyCase, once: OncePrint | None) -> None:
        """Write them down."""
        if once:
            for key, body in once.prints:
                done = case.id, body, case.instance.version, once.until
                self._done[case.tenant, key] = done

    def found(self, tenant: str, prints: Collection[str]) -> tuple[str, str, int] | None:
        """As the port says."""
        found = (self._done.get((tenant, key)) for key in prints)
        return next((done[:3] for done in found if done), None)


@dataclass(slots=True)
class Openings:
    """What was begun with which key, lately, and how often."""

    _once: dict[Keyed, tuple[str, str, datetime]] = field(default_factory=dict)
    _duplicate: dict[Keyed, tuple[str, datetime]] = field(default_factory=dict)
    _rate: dict[Keyed, int] = field(default_factory=lambda: defaultdict(int))

    def begun(self, change: Change, guards: OpeningGuards) -> tuple[str, bool] | None:
        """The id of the case begun with the same key, and whether its body was the same."""
        case = change.case
        for prints in guards.prints:
            held = self._once.get((case.tenant, prints.once))
            if held and held[2] > case.intake.received_at:
                return held[0], held[1] == prints.body
        return None

    def enter(self, change: Change, guards: OpeningGuards) -> Intake:
        """Write a beginning down; the intake with what that tells."""
        case, intake = change.case, change.case.intake
        for prints in guards.prints:
            self._once[case.tenant, prints.once] = case.id, prints.body, guards.expires_at
        intake = replace(intake, duplicate_of=self._like(change, guards))
        return replace(intake, is_over_limit=self._is_over(case.tenant, guards))

    def _like(self, change: Change, guards: OpeningGuards) -> str:
        case = change.case
        places = [(case.tenant, p.duplicate) for p in guards.prints if p.duplicate]
        for place in places:
            held = self._duplicate.get(place)
            if held and held[1] > case.intake.received_at:
                return held[0]
        self._duplicate |= dict.fromkeys(places, (case.id, guards.duplicate_until))
        return ""

    def _is_over(self, tenant: str, guards: OpeningGuards) -> bool:
        places = [(tenant, prints.rate) for prints in guards.prints]
        if any(self._rate[place] >= guards.rate_limit for place in places):
            return True
        for place in places:
            self._rate[place] += 1
        return False


def _place(tenant: str, key: ClaimKey) -> tuple[str, str, str]:
    return tenant, key.claim, key.key
