"""Whose staff work at a counter: the municipality's own, and those of others that it names."""

from dataclasses import dataclass, field

from chalicelib.domain.shared.from_file import FromFile


@dataclass(frozen=True, slots=True)
class OtherStaff(FromFile):
    """Another organisation whose staff have a role here, such as a police zone's officers.

    `id` is what processes call it; `organisation`, `claim` and `roles` are as in StaffClaims, the
    roles only such as processes bring for that organisation.
    """

    id: str
    name: str
    organisation: str
    claim: str = "thuisloket_rol_3d"
    roles: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StaffClaims(FromFile):
    """How ACM/IDM tells that somebody works here, and to whom the daily digest goes.

    `organisation` is the code of the municipality (its KBO number), `claim` the claim that holds
    the roles, and `roles` what each means to us: `clerk`, `registrar`, `supervisor`, or a role that
    a process brings. Without an organisation nobody is staff. `others` are other organisations.
    """

    organisation: str = ""
    claim: str = "thuisloket_rol_3d"
    roles: dict[str, str] = field(default_factory=dict)
    digest_to: tuple[str, ...] = ()
    others: tuple[OtherStaff, ...] = ()
