"""Dutch words for codes that stand in the sentences of rules."""

from collections.abc import Mapping

from chalicelib.domain.cases.intake import Identified
from chalicelib.domain.registers.people import PersonStatus
from chalicelib.domain.registers.relations import Relation
from chalicelib.domain.shared.assurance import Assurance

ASSURANCE: Mapping[Assurance, str] = {
    Assurance.LOW: "laag",
    Assurance.SUBSTANTIAL: "substantieel",
    Assurance.HIGH: "hoog",
}

IDENTIFIED: Mapping[Identified, str] = {
    Identified.CARD: "identiteitskaart gezien",
    Identified.CALLBACK: "teruggebeld op het bekende nummer",
    Identified.COPY: "kopie van de identiteitskaart",
}

STATUS: Mapping[PersonStatus, str] = {
    PersonStatus.ACTIVE: "actief",
    PersonStatus.DECEASED: "overleden",
    PersonStatus.ABROAD: "vertrokken naar het buitenland",
    PersonStatus.STRUCK_OFF: "afgevoerd",
}

RELATION: Mapping[Relation, str] = {
    Relation.SELF: "de persoon zelf",
    Relation.SPOUSE: "echtgenoot",
    Relation.SURVIVING_SPOUSE: "langstlevende echtgenoot",
    Relation.LEGAL_COHABITANT: "wettelijk samenwonende partner",
    Relation.LEGAL_REPRESENTATIVE: "wettelijk vertegenwoordiger",
    Relation.ASCENDANT_DIRECT_LINE: "bloedverwant in opgaande lijn",
    Relation.DESCENDANT_DIRECT_LINE: "bloedverwant in neergaande lijn",
    Relation.ASCENDANT_FIRST_DEGREE: "ouder",
    Relation.DESCENDANT_FIRST_DEGREE: "kind",
    Relation.HEIR: "erfgenaam",
    Relation.NOTARY: "notaris",
    Relation.LAWYER: "advocaat",
    Relation.MANDATE_HOLDER: "gevolmachtigde",
    Relation.HOUSEHOLD_MEMBER: "lid van het gezin",
    Relation.THIRD_PARTY_BY_LAW: "derde die de wet aanwijst",
    Relation.PUBLIC: "zonder bijzondere hoedanigheid",
}
