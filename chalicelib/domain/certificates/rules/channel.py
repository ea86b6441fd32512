"""Rules on how a request came in, and how sure we are of who sent it."""

from chalicelib.domain.cases.intake import Channel
from chalicelib.domain.certificates.facts import Facts
from chalicelib.domain.certificates.order import applicant_of
from chalicelib.domain.certificates.rules.labels import ASSURANCE, IDENTIFIED
from chalicelib.domain.certificates.rules.registry import (
    OWN_RULE,
    PASSED,
    RuleJudgement,
    Says,
    failed,
    passed,
    rule,
)


@rule(
    "channel_is_thuisloket",
    title="De aanvraag komt van het Thuisloket",
    basis=OWN_RULE,
    passed=Says(
        "U vraagt het document aan via het Thuisloket.",
        "De aanvraag kwam binnen via het Thuisloket.",
    ),
    failed=Says(
        "U vroeg het document niet aan via het Thuisloket. Een medewerker behandelt uw aanvraag.",
        "De aanvraag kwam binnen via {channel}: ga na wie de aanvrager is, en beslis zelf.",
    ),
)
def channel_is_thuisloket(facts: Facts) -> RuleJudgement:
    """Only what citizens key in themselves needs no clerk."""
    channel = facts.case.intake.channel
    return PASSED if channel is Channel.THUISLOKET else failed(channel=channel.value)


@rule(
    "assurance_sufficient",
    title="De aanmelding is zeker genoeg",
    basis=f"Verordening (EU) nr. 910/2014 (eIDAS), art. 8; {OWN_RULE}",
    passed=Says(
        "U bent veilig aangemeld.",
        "De aanmelding heeft betrouwbaarheidsniveau {level}; dit document vraagt {required}.",
    ),
    failed={
        "not_signed_in": Says(
            "U bent niet digitaal aangemeld. Een medewerker gaat na wie u bent.",
            "De aanvrager is niet aangemeld (nodig: niveau {required}): ga de identiteit na aan"
            " de hand van een identiteitsbewijs.",
        ),
        "seen": Says(
            "U bent niet digitaal aangemeld. Een medewerker ging na wie u bent.",
            "De aanvrager is niet aangemeld (nodig: niveau {required}). De identiteit is nagegaan:"
            " {how}.",
        ),
        "too_low": Says(
            "Voor dit document moet u zich aanmelden met itsme of eID. Een medewerker bekijkt uw"
            " aanvraag; met itsme of eID gaat een nieuwe aanvraag sneller.",
            "De aanmelding heeft betrouwbaarheidsniveau {level}, nodig is {required}: ga de"
            " identiteit na aan de hand van een identiteitsbewijs.",
        ),
    },
)
def assurance_sufficient(facts: Facts) -> RuleJudgement:
    """The sign-in reaches the eIDAS level that the municipality asks for the document."""
    document, level = facts.document, applicant_of(facts.case).assurance
    required = facts.municipality.required_assurance(document.id, document.required_assurance)
    needed = ASSURANCE[required]
    seen = facts.case.intake.identified_by
    if level is None and seen is not None:
        return failed("seen", required=needed, how=IDENTIFIED[seen])
    if level is None:
        return failed("not_signed_in", required=needed)
    if not level.reaches(required):
        return failed("too_low", level=ASSURANCE[level], required=needed)
    return passed(level=ASSURANCE[level], required=needed)
