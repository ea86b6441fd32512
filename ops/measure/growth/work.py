"""The work of which it is counted what it asks for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from chalicelib.domain.cases.moving.acting import Citizen
from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.usecases.privacy.find_held import DataSubjectRequest, Ground
from chalicelib.wiring import Wiring

type Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class WhoAsks:
    """Whose case is looked at, its document's hash, and the colleague."""

    tenant: str
    person: NationalNumber
    case_id: str
    reference: str
    number: str
    sha256: str
    staff: Staff


def works(wiring: Wiring, who: WhoAsks) -> Mapping[str, Work]:
    """What is done at a counter, by name."""
    tenant, citizen = who.tenant, Citizen(who.person, Assurance.HIGH)
    road, handling, here = wiring.road, wiring.handling, who.tenant
    municipality = wiring.templates.municipalities.get(tenant)
    search = handling.search
    return {
        "my cases": lambda: road.look.mine(tenant, citizen, 50),
        "status of a case": lambda: road.look.case(tenant, who.case_id, citizen),
        "queue page": lambda: handling.worklists(who.staff),
        "next case": lambda: _next(wiring, who.staff),
        "search: person": lambda: search.of_person(who.staff, who.person),
        "search: reference": lambda: search.by_reference(who.staff, who.reference),
        "search: end of a reference": lambda: search.by_reference(who.staff, who.reference[-5:]),
        "search: day": lambda: search.of_day(who.staff, datetime.now(UTC).date()),
        "verify": lambda: wiring.issued.verify.by_hash(here, who.sha256, "growth"),
        "line of the ledger": lambda: wiring.state.ledger.get(here, who.number),
        "a minute's tick": lambda: wiring.issuance.tick_cases(here),
        "files to erase": lambda: wiring.issuance.erase_files(here),
        "figures": lambda: wiring.figures.count_days(here),
        "digest": lambda: wiring.figures.digest.figures(municipality),
        "export of a person": lambda: _export(wiring, who),
    }


def _next(wiring: Wiring, staff: Staff) -> None:
    taken = wiring.handling.claim.next(staff)
    if taken:
        wiring.handling.release(staff, taken.id)


def _export(wiring: Wiring, who: WhoAsks) -> None:
    request = DataSubjectRequest(who.tenant, who.person, who.staff.id, "growth")
    wiring.privacy.find_held(request, Ground("inzage", "AVG, art. 15"))
