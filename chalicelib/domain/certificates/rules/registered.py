"""Rules on a single thing that the register must hold, because the document certifies it."""

from chalicelib.domain.certificates.facts import Facts
from chalicelib.domain.certificates.rules.asking import if_person
from chalicelib.domain.certificates.rules.registry import Audience, RuleJudgement, Says, rule


@rule(
    "nationality_belgian",
    title="De persoon is Belg",
    basis="Wetboek van de Belgische nationaliteit (wet 28 juni 1984)",
    audience=Audience.ENTITLED,
    passed=Says(
        "Het Rijksregister vermeldt de Belgische nationaliteit.",
        "Het Rijksregister vermeldt de Belgische nationaliteit (code 150).",
    ),
    failed=Says(
        "Het Rijksregister vermeldt geen Belgische nationaliteit. Een medewerker bekijkt uw"
        " aanvraag.",
        "Het Rijksregister vermeldt geen code 150: ga na of er een nationaliteitsakte is die nog"
        " moet worden verwerkt; anders kan dit attest niet.",
    ),
)
def nationality_belgian(facts: Facts) -> RuleJudgement:
    """Only Belgians get a certificate of Belgian nationality."""
    return if_person(facts, lambda person: person.is_belgian)


@rule(
    "cohabitation_registered",
    title="Er is een wettelijke samenwoning",
    basis="Oud BW, art. 1475 tot 1479",
    audience=Audience.ENTITLED,
    passed=Says(
        "Er staat een wettelijke samenwoning in het Rijksregister.",
        "Het Rijksregister vermeldt een lopende wettelijke samenwoning.",
    ),
    failed=Says(
        "Er staat geen wettelijke samenwoning in het Rijksregister. Een medewerker bekijkt uw"
        " aanvraag.",
        "Het Rijksregister vermeldt geen lopende wettelijke samenwoning: ga na of een verklaring"
        " nog moet worden ingeschreven, of al beëindigd is.",
    ),
)
def cohabitation_registered(facts: Facts) -> RuleJudgement:
    """A legal cohabitation lasts from its registration until it is ended."""
    return if_person(facts, lambda person: person.cohabitation is not None)


@rule(
    "last_wishes_registered",
    title="Er is een laatste wilsbeschikking geregistreerd",
    basis="Decreet 16 januari 2004 op de begraafplaatsen en de lijkbezorging, art. 15",
    audience=Audience.ENTITLED,
    passed=Says(
        "Er is een laatste wilsbeschikking geregistreerd.",
        "Het Rijksregister vermeldt een verklaring over teraardebestelling of rituelen.",
    ),
    failed=Says(
        "Er is geen laatste wilsbeschikking geregistreerd. Een medewerker kijkt uw aanvraag na.",
        "Het Rijksregister vermeldt geen verklaring over teraardebestelling of rituelen: ga na of"
        " er een op papier ligt.",
    ),
)
def last_wishes_registered(facts: Facts) -> RuleJudgement:
    """There is a declaration to certify."""
    return if_person(facts, lambda person: person.last_wishes is not None)


@rule(
    "voter_registered",
    title="De persoon is kiezer",
    basis="Algemeen Kieswetboek, art. 1",
    audience=Audience.ENTITLED,
    passed=Says(
        "Het register vermeldt een inschrijving als Belgisch kiezer.",
        "Het register vermeldt de hoedanigheid van Belgisch kiezer.",
    ),
    failed=Says(
        "Het register vermeldt geen inschrijving als Belgisch kiezer. Een medewerker bekijkt uw"
        " aanvraag.",
        "Het register vermeldt de hoedanigheid van kiezer niet: ga leeftijd, nationaliteit en een"
        " schorsing van het kiesrecht na.",
    ),
)
def voter_registered(facts: Facts) -> RuleJudgement:
    """The register holds the quality of voter."""
    return if_person(facts, lambda person: person.is_voter)
