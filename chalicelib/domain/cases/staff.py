"""Who works at the counter, and what each role may do there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.tenants.employers import OtherStaff, StaffClaims
from chalicelib.domain.tenants.municipality import Municipality

TARGET_GROUPS = frozenset({"LB", "GID"})
"""The groups of ACM/IDM in which somebody acts for a government, not as a citizen."""


class StaffRole(StrEnum):
    """What somebody is at the counter; roles add up.

    The registrar's powers are personal or delegated in writing (oud BW art. 9): who has this role
    is the registrar or an officer so empowered.
    """

    CLERK = "clerk"
    REGISTRAR = "registrar"
    SUPERVISOR = "supervisor"


INCLUDED: Mapping[str, frozenset[str]] = {
    StaffRole.REGISTRAR: frozenset({StaffRole.CLERK}),
    StaffRole.SUPERVISOR: frozenset({StaffRole.CLERK}),
}
"""What a role may do besides: all that those of these roles may."""


class StaffAction(StrEnum):
    """What can be done at the counter beside what processes and their worklists give."""

    CLAIM_ESCALATED = "claim_escalated"
    TAKE_OVER = "take_over"
    INTAKE = "intake"
    LOOK_UP = "look_up"
    COPIES = "copies"
    GIVE_ACT = "give_act"
    REVOKE_ACT = "revoke_act"


_SPECIAL = {
    StaffAction.GIVE_ACT: frozenset({StaffRole.REGISTRAR}),
    StaffAction.REVOKE_ACT: frozenset({StaffRole.REGISTRAR}),
    StaffAction.COPIES: frozenset({StaffRole.REGISTRAR}),
    StaffAction.TAKE_OVER: frozenset({StaffRole.SUPERVISOR}),
    StaffAction.CLAIM_ESCALATED: frozenset({StaffRole.SUPERVISOR, StaffRole.REGISTRAR}),
}
"""What not every role may do."""


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody who works for a municipality; `id` is the identity provider's pseudonym.

    `roles` are what the identity provider says: a `StaffRole`, or one that a process brings.
    `number` is for the four eyes only: nobody handles their own file, or a relative's.
    `organisation` is the id of another organisation that they work for; empty for the municipality.
    """

    id: str
    tenant: str
    roles: frozenset[str]
    number: NationalNumber | None = None
    organisation: str = ""

    @property
    def powers(self) -> frozenset[str]:
        """The roles in which somebody may act: their own, and those that these include."""
        return self.roles.union(*(INCLUDED.get(role, frozenset()) for role in self.roles))


def may(staff: Staff, action: StaffAction, tenant: str) -> bool:
    """Whether somebody may do something in a municipality."""
    allowed = _SPECIAL.get(action, frozenset(StaffRole))
    return staff.tenant == tenant and bool(staff.roles & allowed)


def staff_of(
    claims: Mapping[str, object], number: NationalNumber | None, municipality: Municipality
) -> Staff | None:
    """Who the claims of ACM/IDM say works here; None for a citizen and for staff of elsewhere.

    `vo_doelgroepcode` must be one of a government's, `vo_orgcode` the municipality's own, or that
    of another organisation that it names. The claim with the roles holds `Role:Organisation`, one
    or more; those of any other organisation don't count.
    """
    wanted = _employer(claims.get("vo_orgcode"), municipality)
    if wanted is None or not acts_for_government(claims):
        return None
    roles = frozenset(_roles(claims.get(wanted.claim), wanted))
    who = claims.get("vo_id") or claims.get("sub")
    if not roles or not isinstance(who, str) or not who:
        return None
    other = wanted.id if isinstance(wanted, OtherStaff) else ""
    return Staff(who, municipality.nis, roles, number, other)


def acts_for_government(claims: Mapping[str, object]) -> bool:
    """Whether somebody signed in to act for a government, not for themselves."""
    return claims.get("vo_doelgroepcode") in TARGET_GROUPS


def _employer(code: object, here: Municipality) -> StaffClaims | OtherStaff | None:
    every: tuple[StaffClaims | OtherStaff, ...] = (here.staff, *here.staff.others)
    return next((one for one in every if one.organisation and one.organisation == code), None)


def _roles(claimed: object, wanted: StaffClaims | OtherStaff) -> Iterator[str]:
    names = claimed if isinstance(claimed, list | tuple) else [claimed]
    for name in filter(None, names):
        role, _, organisation = str(name).partition(":")
        if role in wanted.roles and organisation in {"", wanted.organisation}:
            yield wanted.roles[role]
