"""Who looks into a register, at whom, why, and on what legal ground."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chalicelib.domain.registers.national_number import NationalNumber


class Service(StrEnum):
    """What of a register is asked: the smallest things that are authorised one by one."""

    PERSON = "person"
    HOUSEHOLD = "household"
    RESIDENCES = "residences"
    ACTS = "acts"
    CRIMINAL_RECORD = "criminal_record"


class ActorKind(StrEnum):
    """On whose behalf the register is asked."""

    CITIZEN = "citizen"
    CLERK = "clerk"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts; `ref` is a pseudonym, a staff id or the name of a job, never a name."""

    kind: ActorKind
    ref: str


@dataclass(frozen=True, slots=True)
class AccessContext:
    """The reason for one consultation (wet 8 augustus 1983 Rijksregister, art. 5 en 8)."""

    tenant: str
    actor: Actor
    subject: NationalNumber
    purpose: str
    legal_ground: str
    request_id: str | None


@dataclass(frozen=True, slots=True)
class LoggedAccess:
    """Proof that a consultation stands in the access log; only `AccessLog.record` gives it.

    Registers ask for it, so that none can be read before the log is written (DESIGN promise 4),
    and answer `Denied` for a service that the log entry doesn't name.
    """

    context: AccessContext
    services: frozenset[Service]
    entry_id: str


@dataclass(frozen=True, slots=True)
class Consultation:
    """One line of the access log, as the person concerned may see it."""

    at: datetime
    actor_kind: ActorKind
    services: frozenset[Service]
    purpose: str
    legal_ground: str
    request_id: str | None
