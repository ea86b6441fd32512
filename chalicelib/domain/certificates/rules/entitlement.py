"""Rules on who may have a document, under the law of the day."""

from chalicelib.domain.cases.verdict import Outcome
from chalicelib.domain.certificates.catalogue import FOR_MINORS, Family, Regime
from chalicelib.domain.certificates.facts import Facts
from chalicelib.domain.certificates.rules.asking import is_self
from chalicelib.domain.certificates.rules.capacity import (
    CLAIMED_ONLY,
    is_public,
    may_be_public,
    may_turn_out,
    possible,
    proven,
)
from chalicelib.domain.certificates.rules.labels import RELATION
from chalicelib.domain.certificates.rules.registry import (
    MAIN,
    OWN_RULE,
    PUBLIC,
    UNKNOWN,
    RuleJudgement,
    Says,
    failed,
    passed,
    rule,
)
from chalicelib.domain.registers.answers import Found
from chalicelib.domain.registers.relations import Relation, is_surely_minor

_NO_REGIME = Says(
    "Voor deze dag kennen wij de regels voor dit document niet. Een medewerker bekijkt uw"
    " aanvraag.",
    "Er is geen wettelijke regeling in de catalogus die op {today} van kracht is: ga de regels na,"
    " en meld het aan de beheerder.",
)


@rule(
    "applicant_entitled",
    title="De aanvrager mag het document hebben",
    basis="De regeling die op de dag van de beslissing voor het document geldt",
    passed={
        "self": Says(
            "U vraagt het document voor uzelf aan.",
            "De aanvrager is de persoon zelf (regeling {regime}).",
        ),
        MAIN: Says(
            "U mag dit document voor deze persoon aanvragen.",
            "De aanvrager is volgens het register gerechtigd als {capacity} (regeling {regime}).",
        ),
        PUBLIC: Says(
            "Iedereen mag dit document aanvragen.",
            "Het document is openbaar (regeling {regime}).",
        ),
    },
    failed={
        "no_regime": _NO_REGIME,
        "interest": Says(
            "U moet aantonen waarom u dit document nodig hebt. Een medewerker bekijkt uw aanvraag,"
            " en vraagt u zo nodig een bewijs.",
            "De aanvrager ({capacity}) moet een gerechtvaardigd belang bewijzen (regeling"
            " {regime}): ga na of het op de wettelijke lijst staat, en vraag het bewijs.",
        ),
        "interest_named": Says(
            "U zei waarom u dit document nodig hebt. Een medewerker kijkt dat na, en vraagt u zo"
            " nodig een bewijs.",
            "De aanvrager ({capacity}) noemt een gerechtvaardigd belang (regeling {regime}): ga na"
            " of het op de wettelijke lijst staat, en of het bewezen is.",
        ),
        "unproven": Says(
            "U vraagt een document voor iemand anders. Een medewerker gaat na of u dat mag, en"
            " vraagt u zo nodig een bewijs.",
            "De aanvrager zegt te zijn: {capacity}. Het register bewijst dat niet: vraag een akte,"
            " een volmacht of een ander bewijs.",
        ),
        "third_party": Says(
            "U vraagt een document voor iemand anders. Een medewerker gaat na of de wet dat"
            " toelaat.",
            "De aanvrager zegt te zijn: {capacity}. Ga na welke wetsbepaling de aflevering aan een"
            " derde voorschrijft of toestaat. Is er een ondertekende aanvraag of een volmacht?",
        ),
        "unclear": Says(
            "Wij kunnen niet nagaan of u dit document mag hebben. Een medewerker bekijkt uw"
            " aanvraag.",
            "Het register gaf geen uitsluitsel over de band van de aanvrager met de persoon"
            " (opgegeven: {capacity}), of over de ouderdom van de akte: ga beide na.",
        ),
        "excluded": Says(
            "De wet laat niet toe dat u dit document voor deze persoon krijgt. In de beslissing"
            " leest u waarom, en hoe u in beroep kunt gaan.",
            "De aanvrager (opgegeven: {capacity}) hoort niet bij wie het document mag hebben"
            " (regeling {regime}), en het is niet openbaar.",
            Outcome.REFUSE,
        ),
    },
)
def applicant_entitled(facts: Facts) -> RuleJudgement:
    """Freely entitled, or a public document; never refused while the law could still allow it."""
    regime = facts.regime
    if regime is None:
        return failed("no_regime", today=f"{facts.today:%d-%m-%Y}")
    if is_public(facts, regime):
        return passed(PUBLIC, _basis(regime), regime=regime.id)
    held = proven(facts) & regime.entitled
    if held:
        case = "self" if is_self(facts) else MAIN
        return passed(case, _basis(regime), regime=regime.id, capacity=_label(held))
    if may_turn_out(facts, regime):
        return UNKNOWN
    return _shortfall(facts, regime)


def _shortfall(facts: Facts, regime: Regime) -> RuleJudgement:
    """Why somebody isn't freely entitled, and whether the law leaves them another way."""
    capacity, claimed = possible(facts), facts.case.payload.claimed
    case, which = "excluded", frozenset({claimed})
    if capacity & regime.with_interest:
        case = "interest_named" if facts.case.payload.interest else "interest"
        which = capacity & regime.with_interest
    elif capacity & regime.entitled:
        case, which = "unproven", capacity & regime.entitled
    elif claimed in CLAIMED_ONLY and facts.document.family is Family.POPULATION:
        case = "third_party"
    elif not _is_clear(facts, regime):
        case = "unclear"
    label = _label(frozenset({claimed}) & which or which)
    return failed(case, _basis(regime), regime=regime.id, capacity=label)


def _is_clear(facts: Facts, regime: Regime) -> bool:
    """Whether everything is known that could make somebody entitled.

    For whom no register proves a tie with the subject it is clear only where the law alone says
    so, or the number itself: what a register answers would tell them whether it exists.
    """
    if not proven(facts):
        return not may_be_public(facts, regime)
    return isinstance(facts.answered.person, Found) and is_public(facts, regime) is False


def _basis(regime: Regime) -> str:
    return "; ".join(basis.ref for basis in regime.legal_basis)


def _label(relations: frozenset[Relation]) -> str:
    return RELATION[min(relations)]


@rule(
    "relation_proven",
    version=2,
    title="De hoedanigheid is bewezen zonder medewerker",
    basis=OWN_RULE,
    passed={
        "self": Says(
            "U bent de persoon over wie het document gaat.",
            "De aanvrager is de persoon zelf: het rijksregisternummer is hetzelfde.",
        ),
        MAIN: Says(
            "Het register bewijst uw band met deze persoon.",
            "Het register bewijst de hoedanigheid van de aanvrager: {capacity}.",
        ),
        PUBLIC: Says(
            "Voor dit document hoeft u geen band met de persoon te bewijzen.",
            "Het document is openbaar: een hoedanigheid is niet nodig.",
        ),
    },
    failed={
        "no_regime": _NO_REGIME,
        MAIN: Says(
            "Een medewerker gaat uw band met deze persoon na. U krijgt bericht als wij een bewijs"
            " nodig hebben.",
            "Geen hoedanigheid die zonder medewerker volstaat (opgegeven: {capacity}): ga de band"
            " met de persoon na, en vraag zo nodig een bewijs.",
        ),
    },
)
def relation_proven(facts: Facts) -> RuleJudgement:
    """A register proves a relation that needs no clerk, or the document is open to anybody."""
    regime = facts.regime
    if regime is None:
        return failed("no_regime", today=f"{facts.today:%d-%m-%Y}")
    if is_public(facts, regime):
        return passed(PUBLIC)
    held = proven(facts) & _automatic(facts, regime)
    if held:
        return passed("self" if is_self(facts) else MAIN, capacity=_label(held))
    if may_turn_out(facts, regime):
        return UNKNOWN
    return failed(capacity=RELATION[facts.case.payload.claimed])


def _automatic(facts: Facts, regime: Regime) -> frozenset[Relation]:
    """The relations that need no clerk: by the catalogue, and by a policy of the municipality.

    Who represents a minor child may have what the law gives them (oud BW art. 376 and 405).
    """
    person, policy = facts.answered.person, facts.municipality.policy(FOR_MINORS, facts.today)
    is_minor = isinstance(person, Found) and is_surely_minor(person.value.birth.date, facts.today)
    if not (policy and is_minor):
        return regime.automatic
    return regime.automatic | ({Relation.LEGAL_REPRESENTATIVE} & regime.entitled)
