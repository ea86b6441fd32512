"""Who works here, according to ACM/IDM."""

from dataclasses import replace

import pytest

from chalicelib.domain.cases.staff import StaffRole, staff_of
from chalicelib.domain.tenants.employers import OtherStaff, StaffClaims
from tests.support.municipalities import a_municipality
from tests.support.requests import a_number

KBO, ROLES = "0000000097", {"Medewerker": "clerk", "Diensthoofd": "supervisor"}
HERE = replace(a_municipality(), staff=StaffClaims(KBO, "rol_3d", ROLES))
CLAIMS = {
    "sub": "subject",
    "vo_id": "staff-1",
    "vo_doelgroepcode": "LB",
    "vo_orgcode": KBO,
    "rol_3d": [f"Medewerker:{KBO}", f"Diensthoofd:{KBO}"],
}


def test_roles_add_up_and_the_id_is_the_pseudonym():
    staff = staff_of(CLAIMS, a_number(), HERE)
    assert staff.roles == {StaffRole.CLERK, StaffRole.SUPERVISOR}
    assert (staff.id, staff.tenant, staff.number) == ("staff-1", HERE.nis, a_number())


@pytest.mark.parametrize("claimed", ["Medewerker", f"Medewerker:{KBO}", ["Medewerker", "Ander"]])
def test_one_role_can_be_told_in_several_ways(claimed):
    assert staff_of(CLAIMS | {"rol_3d": claimed}, None, HERE).roles == {StaffRole.CLERK}


@pytest.mark.parametrize(
    "claims",
    [
        {"vo_doelgroepcode": "BUR"},
        {"vo_doelgroepcode": None},
        {"vo_orgcode": "0000000098"},
        {"vo_orgcode": ""},
        {"rol_3d": []},
        {"rol_3d": None},
        {"rol_3d": "Burgemeester"},
        {"rol_3d": "Medewerker:0000000098"},
        {"vo_id": "", "sub": ""},
    ],
)
def test_a_citizen_and_staff_of_elsewhere_are_nobody_here(claims):
    assert staff_of(CLAIMS | claims, a_number(), HERE) is None


def test_without_an_organisation_nobody_is_staff():
    nobody = replace(HERE, staff=replace(HERE.staff, organisation=""))
    assert staff_of(CLAIMS | {"vo_orgcode": ""}, None, nobody) is None


ZONE = OtherStaff("police_zone", "Zone", "0000000295", "rol_zone", {"Wijk": "district_officer"})
WITH_ZONE = replace(HERE, staff=replace(HERE.staff, others=(ZONE,)))
OF_ZONE = CLAIMS | {"vo_orgcode": "0000000295", "rol_zone": ["Wijk:0000000295", "Medewerker"]}


def test_staff_of_an_organisation_that_is_named_have_its_roles_and_no_others():
    staff = staff_of(OF_ZONE, a_number(), WITH_ZONE)
    assert (staff.roles, staff.organisation) == ({"district_officer"}, "police_zone")
    assert staff_of(CLAIMS, a_number(), WITH_ZONE).organisation == ""


def test_an_organisation_that_a_municipality_doesnt_name_has_nobody_there():
    assert staff_of(OF_ZONE, a_number(), HERE) is None
    assert staff_of(OF_ZONE | {"rol_zone": "Wijk:0000000097"}, a_number(), WITH_ZONE) is None
