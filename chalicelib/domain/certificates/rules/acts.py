"""Rules on the act of civil status that a document is taken from."""

from collections.abc import Mapping

from chalicelib.domain.certificates.facts import Facts
from chalicelib.domain.certificates.rules.asking import if_act
from chalicelib.domain.certificates.rules.registry import (
    OWN_RULE,
    PASSED,
    UNKNOWN,
    Audience,
    RuleJudgement,
    RuleKind,
    Says,
    failed,
    rule,
)
from chalicelib.domain.registers.acts import Act, ActKind, ActOrigin, ActRole
from chalicelib.domain.registers.answers import Ambiguous, Denied, Found, NotFound

_CONCERNED: Mapping[ActKind, frozenset[ActRole]] = {
    ActKind.BIRTH: frozenset({ActRole.CHILD, ActRole.CONCERNED}),
    ActKind.MARRIAGE: frozenset({ActRole.SPOUSE, ActRole.CONCERNED}),
    ActKind.DEATH: frozenset({ActRole.DECEASED, ActRole.CONCERNED}),
}
"""Kinds that also name people whom the act doesn't concern: parents, or who is left behind."""


@rule(
    "act_found",
    title="De akte is gevonden",
    basis="Oud BW, art. 28 en 29",
    audience=Audience.ENTITLED,
    passed=Says(
        "Wij hebben de akte gevonden.",
        "Het register van de akten geeft een akte van deze soort.",
    ),
    failed={
        "not_found": Says(
            "Wij vinden de akte niet in de databank. Een medewerker zoekt ze op in de oude"
            " registers, of vraagt ze aan een andere gemeente.",
            "Geen akte van deze soort in de DABS: dat betekent niet dat ze niet bestaat. Zoek in de"
            " papieren registers, of vraag de gemeente die ze bewaart om ze te migreren.",
        ),
        "denied": Says(
            "Deze akte kunnen wij niet vanzelf inkijken. Een medewerker kijkt uw aanvraag na.",
            "De DABS weigerde de raadpleging: ga na of de dienst voor dit doel gemachtigd is.",
        ),
    },
)
def act_found(facts: Facts) -> RuleJudgement:
    """The register knows an act of the kind; not found doesn't mean that there is none."""
    match facts.answered.act:
        case Found() | Ambiguous():
            return PASSED
        case NotFound():
            return failed("not_found")
        case Denied():
            return failed("denied")
        case _:
            return UNKNOWN


@rule(
    "act_unique",
    title="Er is maar één akte",
    basis=OWN_RULE,
    audience=Audience.ENTITLED,
    passed=Says(
        "Er is maar één akte van deze soort.",
        "Het register van de akten geeft precies één akte van deze soort.",
    ),
    failed=Says(
        "Er is meer dan één akte van deze soort. Een medewerker gaat na welke u bedoelt.",
        "Het register van de akten geeft {count} akten van deze soort: vraag de aanvrager welke"
        " bedoeld is.",
    ),
)
def act_unique(facts: Facts) -> RuleJudgement:
    """Of several acts only a person can pick the right one."""
    match facts.answered.act:
        case Found():
            return PASSED
        case Ambiguous(count):
            return failed(count=str(count))
        case _:
            return UNKNOWN


@rule(
    "act_digital",
    title="De akte is digitaal",
    basis="Oud BW, art. 28 en 41",
    audience=Audience.ENTITLED,
    passed=Says(
        "De akte staat in de databank van de burgerlijke stand.",
        "De akte staat in de DABS.",
    ),
    failed=Says(
        "De akte bestaat alleen nog op papier. Een medewerker neemt ze op in de databank en"
        " bezorgt u daarna het document.",
        "De akte staat nog op papier (opgemaakt op {made_on}): migreer ze naar de DABS, of vraag de"
        " gemeente die ze bewaart om dat te doen.",
    ),
)
def act_digital(facts: Facts) -> RuleJudgement:
    """Since 31 March 2019 acts are made in the DABS; older ones are migrated when asked for."""
    act = facts.answered.act
    if not isinstance(act, Found):
        return UNKNOWN
    on_paper = act.value.origin is ActOrigin.ON_PAPER
    return failed(made_on=f"{act.value.made_on:%d-%m-%Y}") if on_paper else PASSED


@rule(
    "act_names_subject",
    title="De akte gaat over de persoon",
    basis="Oud BW, art. 29 en 41",
    audience=Audience.ENTITLED,
    passed=Says(
        "De akte gaat over de persoon voor wie u ze vraagt.",
        "De persoon is partij in de akte, met hetzelfde rijksregisternummer.",
    ),
    failed=Says(
        "De akte noemt de persoon niet met een rijksregisternummer. Een medewerker kijkt ze na.",
        "De akte noemt het rijksregisternummer van de persoon niet als betrokkene: vergelijk naam"
        " en geboorte met het Rijksregister voor u aflevert.",
    ),
)
def act_names_subject(facts: Facts) -> RuleJudgement:
    """The act concerns the subject by number: a name alone may be a namesake's."""
    return if_act(facts, lambda act: _concerns(act, facts))


def _concerns(act: Act, facts: Facts) -> bool:
    roles = _CONCERNED.get(act.kind, frozenset(ActRole))
    subject = facts.case.payload.subject
    return any(party.number == subject and party.role in roles for party in act.parties)


@rule(
    "act_mentions_gender_change",
    kind=RuleKind.TRIGGER,
    title="De akte vermeldt een aanpassing van de registratie van het geslacht",
    basis="Oud BW, art. 29 en 135/1",
    audience=Audience.SUBJECT,
    passed=Says(
        "De akte heeft geen vermelding die een medewerker moet nakijken.",
        "De akte heeft geen vermelding van een aanpassing van de registratie van het geslacht.",
    ),
    failed=Says(
        "De akte heeft een vermelding die wij extra beschermen. Een medewerker kijkt na welke vorm"
        " u kunt krijgen.",
        "De akte vermeldt een aanpassing van de registratie van het geslacht: ga na of de"
        " aanvrager die vermelding mag zien, en lever anders alleen een uittreksel af.",
    ),
)
def act_mentions_gender_change(facts: Facts) -> RuleJudgement:
    """Fewer people may see this mention than the act itself."""
    return if_act(facts, lambda act: not act.mentions_gender_change)


@rule(
    "act_foreign",
    kind=RuleKind.TRIGGER,
    title="De akte komt uit het buitenland",
    basis="Wetboek van internationaal privaatrecht (wet 16 juli 2004), art. 27 en 31",
    audience=Audience.ENTITLED,
    passed=Says(
        "De akte is in België opgemaakt.",
        "De akte is een Belgische akte.",
    ),
    failed=Says(
        "De akte komt uit het buitenland. Een medewerker kijkt ze na.",
        "De akte is een buitenlandse akte: ga erkenning, vertaling en legalisatie na voor u"
        " aflevert.",
    ),
)
def act_foreign(facts: Facts) -> RuleJudgement:
    """Recognising a foreign act is for a registrar."""
    return if_act(facts, lambda act: act.origin is not ActOrigin.FOREIGN)
