"""Rules on what is asked for."""

from chalicelib.domain.cases.verdict import Outcome
from chalicelib.domain.certificates.facts import Facts
from chalicelib.domain.certificates.rules.registry import (
    FAILED,
    MAIN,
    OWN_RULE,
    PASSED,
    RuleJudgement,
    RuleKind,
    Says,
    failed,
    passed,
    rule,
)
from chalicelib.domain.tenants.municipality import Override

CRIMINAL_PROCEDURE = "Wetboek van Strafvordering, art. 595 en 596"


def _if(holds: bool) -> RuleJudgement:
    return PASSED if holds else FAILED


@rule(
    "document_offered",
    title="De gemeente biedt het document aan",
    basis=OWN_RULE,
    passed=Says(
        "Wij bieden dit document aan.",
        "Het document staat in het aanbod van de gemeente.",
    ),
    failed=Says(
        "Wij bieden dit document niet aan. Neem contact op met Burgerzaken: wij zeggen u waar u"
        " het wel krijgt.",
        "De gemeente biedt dit document niet aan: verwijs de aanvrager door.",
        Outcome.REFUSE,
    ),
)
def document_offered(facts: Facts) -> RuleJudgement:
    """A municipality may leave documents of the catalogue out."""
    return _if(facts.document.id not in facts.municipality.not_offered)


@rule(
    "purpose_given",
    title="Het doel is opgegeven",
    basis=f"{CRIMINAL_PROCEDURE}; {OWN_RULE}",
    passed=Says("U gaf op waarvoor u het document nodig hebt.", "Het doel is opgegeven."),
    failed=Says(
        "U gaf niet op waarvoor u het document nodig hebt. Een medewerker vraagt het u.",
        "Het doel ontbreekt: vraag de aanvrager waarvoor het document dient.",
    ),
)
def purpose_given(facts: Facts) -> RuleJudgement:
    """What it is for decides what may stand on it."""
    return _if(bool(facts.case.payload.purpose))


@rule(
    "model_fits_purpose",
    title="Het model past bij het doel",
    basis=f"{CRIMINAL_PROCEDURE}; {OWN_RULE}",
    passed=Says(
        "Het model past bij uw doel.",
        "Het gekozen model past bij het opgegeven doel.",
    ),
    failed=Says(
        "Het model dat u koos, past niet bij uw doel. Een medewerker gaat na welk model u nodig"
        " hebt.",
        "Model '{model}' past niet bij het opgegeven doel: ga na welk model de activiteit vraagt.",
    ),
)
def model_fits_purpose(facts: Facts) -> RuleJudgement:
    """Each model serves its own purposes; a model without a list serves any."""
    purposes, purpose = facts.variant.purposes, facts.case.payload.purpose
    fits = not purposes or purpose in purposes
    return PASSED if fits else failed(model=facts.variant.id)


@rule(
    "activity_given",
    title="De activiteit is opgegeven",
    basis="Wetboek van Strafvordering, art. 596, eerste lid",
    passed={
        MAIN: Says(
            "U gaf op voor welke activiteit u het document nodig hebt.",
            "De activiteit is opgegeven.",
        ),
        "not_needed": Says(
            "Voor dit document hoeft u geen activiteit op te geven.",
            "Deze vorm vraagt geen activiteit.",
        ),
    },
    failed=Says(
        "U gaf niet op voor welke activiteit u het document nodig hebt. Een medewerker vraagt het"
        " u.",
        "De activiteit ontbreekt: vraag de aanvrager voor welke gereglementeerde activiteit het"
        " uittreksel dient.",
    ),
)
def activity_given(facts: Facts) -> RuleJudgement:
    """A regulated activity stands on the extract, so it must be known."""
    if not facts.variant.needs_activity:
        return passed("not_needed")
    return _if(bool(facts.case.payload.activity.strip()))


@rule(
    "language_allowed",
    title="De taal kan zonder medewerker",
    basis="Gecoördineerde wetten 18 juli 1966 op het gebruik van de talen in bestuurszaken,"
    " art. 13 en 14",
    passed=Says(
        "Wij maken het document op in de taal die u koos.",
        "De gemeente levert dit document af in de gevraagde taal ({language}).",
    ),
    failed=Says(
        "U vraagt het document in een andere taal dan die van de gemeente. Een medewerker bekijkt"
        " uw aanvraag.",
        "De gevraagde taal ({language}) is niet die van de gemeente: ga na of de taalwetgeving die"
        " toelaat.",
    ),
)
def language_allowed(facts: Facts) -> RuleJudgement:
    """The document exists in the language, and the municipality may use it."""
    language = facts.case.payload.language
    both = language in facts.municipality.languages and language in facts.document.languages
    return passed(language=language) if both else failed(language=language)


@rule(
    "variant_automatic",
    title="Deze vorm kan zonder medewerker",
    basis=f"KB 3 februari 2019 modellen van uittreksels en afschriften; {OWN_RULE}",
    passed=Says(
        "Deze vorm van het document kunnen wij meteen opmaken.",
        "Vorm '{variant}' mag automatisch worden opgemaakt.",
    ),
    failed=Says(
        "Deze vorm van het document maken wij niet automatisch op. Een medewerker bekijkt uw"
        " aanvraag.",
        "Vorm '{variant}' gaat hier altijd langs een medewerker: ga na of de aanvrager deze vorm"
        " nodig heeft.",
    ),
)
def variant_automatic(facts: Facts) -> RuleJudgement:
    """Neither the catalogue nor the municipality wants a clerk to look at this form."""
    override = facts.municipality.documents.get(facts.document.id, Override())
    automatic = facts.variant.is_automatic and override.is_automatic
    variant = facts.variant.id
    return passed(variant=variant) if automatic else failed(variant=variant)


@rule(
    "for_use_abroad",
    kind=RuleKind.TRIGGER,
    title="Het document is voor het buitenland",
    basis=f"Verordening (EU) 2016/1191; {OWN_RULE}",
    passed=Says(
        "U vraagt het document voor gebruik in België.",
        "Het document is voor gebruik in België.",
    ),
    failed=Says(
        "U hebt het document nodig in het buitenland. Een medewerker gaat na of u er een meertalig"
        " formulier of een legalisatie bij nodig hebt.",
        "Het document is voor gebruik in {country}: ga na of een meertalig formulier (EU) of een"
        " legalisatie nodig is.",
    ),
)
def for_use_abroad(facts: Facts) -> RuleJudgement:
    """Abroad more than the document itself may be needed."""
    country = facts.case.payload.abroad
    return failed(country=country) if country else PASSED


@rule(
    "remark_present",
    kind=RuleKind.TRIGGER,
    title="Er staat een opmerking bij",
    basis=OWN_RULE,
    passed=Says(
        "U schreef geen opmerking bij uw aanvraag.",
        "Er staat geen opmerking bij de aanvraag.",
    ),
    failed=Says(
        "U schreef een opmerking. Een medewerker leest ze voor wij het document maken.",
        "Er staat een opmerking bij de aanvraag: lees ze voor u beslist.",
    ),
)
def remark_present(facts: Facts) -> RuleJudgement:
    """Who takes the trouble to write is read by a person."""
    return _if(not facts.case.payload.remark.strip())


@rule(
    "use_stated",
    kind=RuleKind.TRIGGER,
    title="Het document vermeldt een bijzonder gebruik",
    basis="Koninklijk besluit van 17 maart 2021 over genealogische opzoekingen, art. 3",
    passed=Says(
        "Uw document is voor gewoon gebruik.",
        "Het document vermeldt geen bijzonder gebruik.",
    ),
    failed=Says(
        "U vraagt het document voor onderzoek. Een medewerker kijkt uw aanvraag na.",
        "Het document is voor genealogisch, historisch of wetenschappelijk onderzoek: ga na of de"
        " akte openbaar is, of wie erin staat toestemming gaf.",
    ),
)
def use_stated(facts: Facts) -> RuleJudgement:
    """Research has its own access to acts: a person looks whether it is met."""
    return _if(facts.case.payload.purpose not in facts.document.statements)
