"""Rules on the extract from the criminal record."""

from chalicelib.domain.certificates.facts import Facts
from chalicelib.domain.certificates.rules.asking import if_record
from chalicelib.domain.certificates.rules.registry import (
    MAIN,
    PASSED,
    UNKNOWN,
    Audience,
    RuleJudgement,
    Says,
    failed,
    passed,
    rule,
)
from chalicelib.domain.registers.answers import Found, NotFound
from chalicelib.domain.registers.criminal_record import PoliceAdvice, RecordModel


@rule(
    "record_blank",
    title="Het strafregister is blanco",
    basis="Wetboek van Strafvordering, art. 595 en 596",
    audience=Audience.SUBJECT,
    passed=Says(
        "Het strafregister vermeldt niets op dit model.",
        "Het Centraal Strafregister vermeldt niets op dit model.",
    ),
    failed={
        MAIN: Says(
            "Wij kunnen dit uittreksel niet automatisch opmaken. Een medewerker maakt het op.",
            "Het uittreksel is niet blanco: ga na wat op dit model mag staan, en maak het op.",
        ),
        "not_found": Says(
            "Het strafregister kent dit dossier niet. Een medewerker zoekt het uit.",
            "Het Centraal Strafregister geeft geen uittreksel op dit model: ga na of de persoon er"
            " bekend is.",
        ),
    },
)
def record_blank(facts: Facts) -> RuleJudgement:
    """Only a blank extract leaves by itself."""
    if isinstance(facts.answered.record, NotFound):
        return failed("not_found")
    return if_record(facts, lambda record: record.is_blank)


@rule(
    "police_clear",
    title="Er is geen verbod om met minderjarigen te werken",
    basis="Wetboek van Strafvordering, art. 596, tweede lid",
    audience=Audience.SUBJECT,
    passed={
        MAIN: Says(
            "Voor dit model is het nazicht bij de politie in orde.",
            "De politie meldt geen verbod (model 596.2).",
        ),
        "not_needed": Says(
            "Voor dit model is geen nazicht bij de politie nodig.",
            "Dit model vraagt geen nazicht bij de politie.",
        ),
    },
    failed={
        advice.value: Says(
            "Voor dit model is nog een nazicht nodig. Een medewerker neemt uw aanvraag over.",
            clerk,
        )
        for advice, clerk in (
            (PoliceAdvice.NOT_ASKED, "De politie is nog niet bevraagd: vraag het advies aan."),
            (PoliceAdvice.PENDING, "De politie antwoordde nog niet: wacht het advies af."),
            (
                PoliceAdvice.PROHIBITED,
                "De politie meldt een verbod: ga de beslissing na, en vermeld ze op het model.",
            ),
        )
    },
)
def police_clear(facts: Facts) -> RuleJudgement:
    """Model 596.2 mentions a ban to work with minors, which the police know of."""
    if facts.variant.record_model is not RecordModel.MINORS:
        return passed("not_needed")
    record = facts.answered.record
    if not isinstance(record, Found):
        return UNKNOWN
    advice = record.value.police
    return PASSED if advice is PoliceAdvice.CLEAR else failed(advice.value)
