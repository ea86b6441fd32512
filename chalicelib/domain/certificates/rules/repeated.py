"""Rules on how often something is asked for."""

from chalicelib.domain.cases.case import reference_of
from chalicelib.domain.certificates.facts import Facts
from chalicelib.domain.certificates.rules.registry import (
    OWN_RULE,
    RuleJudgement,
    RuleKind,
    Says,
    failed,
    passed,
    rule,
)


@rule(
    "duplicate_request",
    kind=RuleKind.TRIGGER,
    title="Dezelfde aanvraag kwam net al binnen",
    basis=OWN_RULE,
    passed=Says(
        "U vroeg dit document niet zopas al aan.",
        "Er is geen gelijke aanvraag van de laatste {minutes} minuten.",
    ),
    failed=Says(
        "U vroeg ditzelfde document minder dan {minutes} minuten geleden ook al aan. Een"
        " medewerker gaat na of u het twee keer nodig hebt.",
        "Dezelfde aanvraag kwam minder dan {minutes} minuten eerder binnen (dossier {earlier}):"
        " ga na of ze per vergissing tweemaal is gedaan.",
    ),
)
def duplicate_request(facts: Facts) -> RuleJudgement:
    """The same person asks for the same document about the same person, shortly after."""
    minutes = str(facts.municipality.limits.duplicate_minutes)
    intake = facts.case.intake
    if not intake.duplicate_of:
        return passed(minutes=minutes)
    return failed(minutes=minutes, earlier=reference_of(intake.duplicate_of, intake.received_at))


@rule(
    "rate_exceeded",
    kind=RuleKind.TRIGGER,
    title="Te veel aanvragen op één dag",
    basis=OWN_RULE,
    passed=Says(
        "U deed vandaag niet te veel aanvragen.",
        "De aanvrager bleef vandaag binnen {limit} aanvragen.",
    ),
    failed=Says(
        "U deed vandaag meer dan {limit} aanvragen. Een medewerker bekijkt deze aanvraag.",
        "De aanvrager deed meer dan {limit} aanvragen op één dag: ga na of dat de bedoeling is, of"
        " misbruik.",
    ),
)
def rate_exceeded(facts: Facts) -> RuleJudgement:
    """Many requests in a day are rarely one person's own."""
    limit = str(facts.municipality.limits.requests_per_day)
    return failed(limit=limit) if facts.case.intake.is_over_limit else passed(limit=limit)
