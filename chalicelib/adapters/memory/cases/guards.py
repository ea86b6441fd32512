"""Who holds which claim, print and guard, in memory."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import RLock
from typing import override

from chalicelib.domain.cases.change import Change, ClaimKey, OncePrint
from chalicelib.domain.cases.intake import Intake
from chalicelib.domain.cases.storing import claimed, done_before
from chalicelib.ports.cases import Alike, AnyCase, LimitReached, OpeningGuards
from chalicelib.ports.cases.claims import Claims

type Keyed = tuple[str, str]
"""Tenant, and what is guarded."""


@dataclass(slots=True)
class HeldClaims(Claims):
    """Claims: by whom each is held (`case:…` or a draft), and until when a draft may.

    `lock` is that of the cases that hold them too.
    """

    lock: AbstractContextManager[object] = field(default_factory=RLock)
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

    @override
    def hold(
        self, tenant: str, claim: ClaimKey, holder: str, now: datetime, until: datetime
    ) -> None:
        with self.lock:
            self.check(tenant, [claim], [holder], now)
            self.take(tenant, [claim], holder, until)

    @override
    def let_go(self, tenant: str, claim: ClaimKey, holder: str) -> None:
        with self.lock:
            self.give_back(tenant, [claim], holder)

    @override
    def holders(
        self, tenant: str, claim: str, keys: Collection[str], now: datetime
    ) -> Mapping[str, str]:
        found = {key: self._held.get(_place(tenant, ClaimKey(claim, key))) for key in keys}
        return {k: f[0] for k, f in found.items() if f and (f[1] is None or f[1] > now)}


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
        """The case, what was sent and version that one of these keys stands for; None: none."""
        found = (self._done.get((tenant, key)) for key in prints)
        return next((done[:3] for done in found if done), None)


@dataclass(slots=True)
class Openings:
    """What was begun with which key, lately, and how often."""

    _once: dict[Keyed, tuple[str, str, datetime, bool]] = field(default_factory=dict)
    _duplicate: dict[Keyed, tuple[str, datetime]] = field(default_factory=dict)
    _rate: dict[Keyed, int] = field(default_factory=lambda: defaultdict(int))
    _held: dict[Keyed, tuple[str, datetime]] = field(default_factory=dict)
    _confirmed: set[Keyed] = field(default_factory=set)
    blocked: set[Keyed] = field(default_factory=set)

    def begun(self, change: Change, guards: OpeningGuards) -> tuple[str, bool, bool] | None:
        """The case that the same key led to; whether its body was the same, and it led there."""
        case = change.case
        for prints in guards.prints:
            held = self._once.get((case.tenant, prints.once))
            if held and held[2] > case.intake.received_at:
                return held[0], held[1] == prints.body, held[3]
        return None

    def lead(self, change: Change, guards: OpeningGuards, first: str) -> None:
        """Write down that a key led to a first case."""
        if not self.begun(change, guards):
            for prints in guards.prints:
                led = first, prints.body, guards.expires_at, True
                self._once[change.case.tenant, prints.once] = led

    def instead(self, change: Change, guards: OpeningGuards) -> Alike | LimitReached | None:
        """What there is in place of a new case: one that is alike, or too many of them."""
        return self._alike(change, guards) or self._over(change, guards)

    def _alike(self, change: Change, guards: OpeningGuards) -> Alike | None:
        """The same case begun shortly before, of one that isn't marked as its duplicate."""
        case = change.case
        for place in () if case.intake.duplicate_of else _duplicates(case, guards):
            held = self._duplicate.get(place)
            if held and held[1] > case.intake.received_at:
                return Alike(held[0])
        return None

    def _over(self, change: Change, guards: OpeningGuards) -> LimitReached | None:
        """What there were too many of this day."""
        tenant = change.case.tenant
        daily = [(tenant, one) for prints in guards.prints for one in prints.daily]
        more = [(tenant, prints.ceiling) for prints in guards.prints if prints.ceiling]
        if self._is_full(_rates(tenant, guards), guards.rate_limit) and self._is_full(
            more, guards.ceiling
        ):
            return LimitReached.PERSON
        return LimitReached.ADDRESS if self._is_full(daily, guards.address_limit) else None

    def enter(self, change: Change, guards: OpeningGuards) -> Intake:
        """Write a beginning down; the intake with what that tells."""
        case, intake = change.case, change.case.intake
        for prints in guards.prints:
            self._once[case.tenant, prints.once] = case.id, prints.body, guards.expires_at, False
            for one in prints.daily:
                self._rate[case.tenant, one] += 1
        if not intake.duplicate_of:
            until = guards.duplicate_until
            self._duplicate |= dict.fromkeys(_duplicates(case, guards), (case.id, until))
        return replace(
            intake,
            is_over_limit=self._counted(case.tenant, guards),
            asks_before_mail=not self._hold(case, guards),
            has_blocked=not self.blocked.isdisjoint(_addresses(case, guards)),
        )

    def confirm(self, tenant: str, address: str) -> None:
        """Somebody opened a link that was mailed to the address of a pseudonym."""
        self._confirmed.add((tenant, address))

    def may_mail(self, tenant: str, address: str, case_id: str) -> bool:
        """Whether it was confirmed, or no other case holds it."""
        place = tenant, address
        return place in self._confirmed or self._held.get(place, (case_id,))[0] == case_id

    def _counted(self, tenant: str, guards: OpeningGuards) -> bool:
        """Whether it was one too many; those are counted apart."""
        rates = _rates(tenant, guards)
        is_over = self._is_full(rates, guards.rate_limit)
        more = [(tenant, prints.ceiling) for prints in guards.prints]
        for place in more if is_over else rates:
            self._rate[place] += 1
        return is_over

    def _is_full(self, places: list[Keyed], limit: int) -> bool:
        return any(self._rate[place] >= limit for place in places)

    def _hold(self, case: AnyCase, guards: OpeningGuards) -> bool:
        """Hold the addresses, unless another case does."""
        now, until = case.intake.received_at, guards.address_until or guards.expires_at
        places = _addresses(case, guards)
        held = (self._held.get(place) for place in places if place not in self._confirmed)
        if any(one and one[1] > now for one in held):
            return False
        self._held |= dict.fromkeys(places, (case.id, until))
        return True


def _duplicates(case: AnyCase, guards: OpeningGuards) -> list[Keyed]:
    return [(case.tenant, p.duplicate) for p in guards.prints if p.duplicate]


def _addresses(case: AnyCase, guards: OpeningGuards) -> list[Keyed]:
    return [(case.tenant, one) for prints in guards.prints for one in prints.addresses]


def _rates(tenant: str, guards: OpeningGuards) -> list[Keyed]:
    return [(tenant, prints.rate) for prints in guards.prints]


def _place(tenant: str, key: ClaimKey) -> tuple[str, str, str]:
    return tenant, key.claim, key.key
