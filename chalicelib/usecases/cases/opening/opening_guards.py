"""What guards a beginning: the same key, the same wish, too many of a person or to an address."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from chalicelib.domain.cases.change import Change
from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.errors import InvalidInputError, TooManyError
from chalicelib.domain.shared.mail_address import check_email
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.ports.cases import LimitReached, OpeningGuards, OpeningPrints
from chalicelib.ports.platform import Keys
from chalicelib.usecases.cases.keyed import KEPT_DAYS

_MOST_ADDRESSES = 6
"""Addresses that one beginning is counted for: each takes room in the transaction."""

_TODAY = (
    "U begon vandaag al heel veel dossiers. Morgen kunt u er weer een beginnen. Is het dringend?"
    " Bel ons: wij helpen u verder."
)
_ADDRESS = (
    "Naar dit e-mailadres gingen vandaag al heel veel berichten. Gebruik een ander adres, of"
    " probeer het morgen opnieuw."
)
_WORDS = {
    LimitReached.PERSON: ("too_many_today", _TODAY),
    LimitReached.ADDRESS: ("too_many_for_address", _ADDRESS),
}


@dataclass(frozen=True, slots=True)
class Sender:
    """Who begins a case: the person, their key, and all that they sent as one text.

    `by_staff` isn't held to what a person may begin in a day, nor to who confirmed an address:
    they made sure of both.
    """

    person: NationalNumber
    key: str
    body: str
    by_staff: bool


def guards_of(change: Change, frame: Frame, sender: Sender, keys: Keys) -> OpeningGuards:
    """The guards of a beginning, with the limits of its municipality."""
    limits, now = frame.municipality.limits, frame.at
    return OpeningGuards(
        prints=tuple(_prints(change, frame, sender, k) for k in keys.versions()),
        duplicate_until=now + timedelta(minutes=limits.duplicate_minutes),
        rate_limit=limits.requests_per_day,
        expires_at=now + timedelta(days=KEPT_DAYS),
        ceiling=limits.most_requests_per_day - limits.requests_per_day,
        address_limit=limits.requests_per_address,
        address_until=now + timedelta(days=limits.download_days),
    )


def too_many(over: LimitReached, here: Municipality, now: datetime) -> TooManyError:
    """The refusal of one too many, until the day ends here."""
    local = now.astimezone(ZoneInfo(here.timezone))
    midnight = datetime.combine(local.date() + timedelta(days=1), time(), local.tzinfo)
    return TooManyError(*_WORDS[over], after=int((midnight - local).total_seconds()))


def _prints(change: Change, frame: Frame, sender: Sender, keys: Keys) -> OpeningPrints:
    """What guards it under one version of the keys."""
    case = change.case
    person = keys.person(case.tenant, sender.person)
    same = frame.type.same(case.payload)
    written = [] if sender.by_staff else list(_addresses(change))
    addresses = tuple(dict.fromkeys(keys.address(case.tenant, one) for one in written))
    return OpeningPrints(
        once=keys.fingerprint(f"{person} {sender.key}"),
        body=keys.fingerprint(sender.body),
        duplicate=keys.fingerprint(f"{person} {case.process} {same}") if same else "",
        rate=keys.fingerprint(f"{person} {frame.day}"),
        ceiling="" if sender.by_staff else keys.fingerprint(f"more {person} {frame.day}"),
        addresses=addresses[:_MOST_ADDRESSES],
        daily=tuple(keys.fingerprint(f"{a} {frame.day}") for a in addresses[:_MOST_ADDRESSES]),
    )


def _addresses(change: Change) -> Iterator[str]:
    """Those of its parties, and what else in it reads as one: its works may write there."""
    yield from (party.email for party in change.case.parties if party.email)
    payload = change.case.payload
    for name in getattr(payload, "__dataclass_fields__", ()):
        value = getattr(payload, name)
        if isinstance(value, str) and _is_address(value):
            yield value


def _is_address(text: str) -> bool:
    try:
        return bool(text) and check_email(text) == text
    except InvalidInputError:
        return False
