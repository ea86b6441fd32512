"""The facts that can stand on a document, by code, and the register service that knows each."""

from chalicelib.domain.certificates.wording.labels import DETAILS
from chalicelib.domain.registers.access import Service

_BY_SERVICE: dict[Service, str] = {
    Service.PERSON: """
        person.name person.birth person.national_number person.address person.address_since
        person.registered_since person.nationality person.nationality_since
        person.nationality_ground
        person.civil_status person.spouse person.cohabitation person.last_wishes person.voter
        person.candidate
        person.alive person.died
    """,
    Service.HOUSEHOLD: "household.address household.reference household.members household.numbers",
    Service.RESIDENCES: "residences.here residences.all",
    Service.ACTS: """
        act.concerned act.parties act.fact act.number act.reference act.made
        act.registrar act.basis act.history act.effect
    """
    + " ".join(f"detail.{code}" for code in DETAILS),
    Service.CRIMINAL_RECORD: """
        record.model record.purpose record.activity record.convictions record.police
    """,
}

PRINTABLE: dict[str, Service] = {
    code: service for service, codes in _BY_SERVICE.items() for code in codes.split()
}
"""Code of a fact → the service that has to be asked for it."""
