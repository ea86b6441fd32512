"""The rule on the registers themselves."""

from chalicelib.domain.cases.verdict import Outcome
from chalicelib.domain.certificates.facts import Facts
from chalicelib.domain.certificates.rules.asking import answers_by_service, services_of
from chalicelib.domain.certificates.rules.registry import (
    OWN_RULE,
    PASSED,
    UNKNOWN,
    Audience,
    RuleJudgement,
    Says,
    failed,
    rule,
)
from chalicelib.domain.registers.answers import Denied, Unavailable


@rule(
    "sources_answered",
    title="De registers antwoordden",
    basis=OWN_RULE,
    audience=Audience.ENTITLED,
    passed=Says(
        "De registers gaven antwoord.",
        "Alle registers die voor dit document nodig zijn, gaven antwoord.",
    ),
    failed={
        "unavailable": Says(
            "Een register antwoordt nu niet. Wij proberen het vanzelf opnieuw; u hoeft niets te"
            " doen.",
            "Geen antwoord van: {services}. Het systeem vraagt het opnieuw; daarna beslist een"
            " medewerker.",
            Outcome.WAIT,
        ),
        "denied": Says(
            "Niet elk register antwoordt ons hierover. Een medewerker kijkt uw aanvraag na.",
            "Geweigerd door: {services}. Ga na of de dienst voor dit doel gemachtigd is.",
        ),
    },
)
def sources_answered(facts: Facts) -> RuleJudgement:
    """Whatever the document is asked of has answered; a refusal isn't asked again."""
    answers = answers_by_service(facts.answered)
    asked = {service: answers[service] for service in sorted(services_of(facts))}
    for case, kind in (("denied", Denied), ("unavailable", Unavailable)):
        services = [service for service, answer in asked.items() if isinstance(answer, kind)]
        if services:
            return failed(case, services=", ".join(services))
    return UNKNOWN if None in asked.values() else PASSED
