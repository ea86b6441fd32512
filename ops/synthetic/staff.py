"""People who work at the counter, for the local OpenID provider: one of each role.

Their claims are those of ACM/IDM; their numbers are of the test range, and of nobody in the
registers, so that no file is their own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from chalicelib.domain.registers.national_number import check_number
from chalicelib.domain.tenants.employers import OtherStaff, StaffClaims
from chalicelib.domain.tenants.municipality import Municipality
from ops.synthetic.population.sign_in import NUMBER_CLAIM


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Somebody at the counter; `roles` are the names that the claim has for them."""

    key: str
    name: str
    why: str
    roles: tuple[str, ...]
    serial: int

    @property
    def label(self) -> str:
        """As the sign-in page shows them."""
        return f"{self.name} ({self.key})"


POSTS = (
    StaffMember("medewerker", "Medewerker Balie", "Behandelt dossiers", ("clerk",), 901),
    StaffMember(
        "ambtenaar", "Ambtenaar Burgerlijke Stand", "Beslist over akten", ("registrar",), 902
    ),
    StaffMember(
        "diensthoofd", "Diensthoofd Burgerzaken", "Ziet alles, neemt over", ("supervisor",), 903
    ),
    StaffMember("bode", "Bode", "Ziet wie wanneer trouwt", ("usher",), 905),
    StaffMember(
        "wijkinspecteur", "Wijkinspecteur", "Bezoekt wie verhuisd is", ("district_officer",), 904
    ),
)


def posts_of(there: Municipality) -> tuple[StaffMember, ...]:
    """The same posts in another municipality, where others have them."""
    end = there.name.casefold()
    known = [post for post in POSTS if _employer(post, there.staff)]
    return tuple(replace(p, key=f"{p.key}-{end}", serial=p.serial + len(POSTS)) for p in known)


def staff_users(
    here: Municipality, posts: Sequence[StaffMember] = POSTS
) -> list[dict[str, object]]:
    """The claims of each of them in a municipality."""
    return [claims_of(post, here.staff) for post in posts]


def claims_of(post: StaffMember, wanted: StaffClaims) -> dict[str, object]:
    """What ACM/IDM would say of somebody in an organisation."""
    employer = _employer(post, wanted)
    if employer is None:
        raise LookupError(f"nobody employs {post.key}")
    names: dict[str, str] = {role: name for name, role in employer.roles.items()}
    return {
        "sub": post.label,
        "vo_id": post.key,
        "name": post.name,
        "email": f"{post.key}@stad.example",
        NUMBER_CLAIM: _number(post.serial),
        "vo_doelgroepcode": "LB",
        "vo_orgcode": employer.organisation,
        employer.claim: [f"{names[role]}:{employer.organisation}" for role in post.roles],
    }


def _employer(post: StaffMember, wanted: StaffClaims) -> StaffClaims | OtherStaff | None:
    """The municipality, or another organisation that it names, by the roles that it has."""
    every: tuple[StaffClaims | OtherStaff, ...] = (wanted, *wanted.others)
    return next((one for one in every if set(post.roles) <= set(one.roles.values())), None)


def _number(serial: int) -> str:
    nine = f"006530{serial:03d}"
    return nine + check_number(nine, born_since_2000=True)
