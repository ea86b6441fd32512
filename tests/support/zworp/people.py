"""Who handles zworps, at a counter where people sign in."""

from dataclasses import replace

from chalicelib.domain.cases.staff import StaffRole
from chalicelib.ports.sessions import SignIn
from ops.synthetic.staff import StaffMember, claims_of
from tests.support.requests import a_number
from tests.support.web.counter import Two
from tests.support.web.desk import Everybody
from tests.support.zworp.wiring import ROLE_NAMES

FLUMER_HERE, OTHER_FLUMER, FOREMAN, OFFICER = 511, 512, 513, 514
POSTS = {
    FLUMER_HERE: ("flumer",),
    OTHER_FLUMER: ("flumer",),
    FOREMAN: ("flumer", StaffRole.SUPERVISOR.value),
    OFFICER: ("district_officer",),
}


class Flumers(Everybody):
    """An identity provider that knows them too."""

    def _person(self, serial: str) -> SignIn:
        known = super()._person(serial)
        roles = POSTS.get(int(serial))
        if roles is None:
            return known
        staff = Two().all()[0].staff
        post = StaffMember(f"k{serial}", f"Collega {serial}", "", roles, int(serial))
        claims = claims_of(post, replace(staff, roles=staff.roles | ROLE_NAMES))
        made = {"iat": self.made_at}
        return replace(known, name=post.name, number=a_number(int(serial)), claims=claims | made)
