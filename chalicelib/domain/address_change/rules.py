"""Simple or not: each rule with its law, and what it says to the citizen and the clerk.

What a rule finds leads at most to a clerk, never to a refusal: residence is a fact, and the inquiry
establishes it (law of 19 July 1991, art. 1).
"""

from collections.abc import Callable
from dataclasses import dataclass

from chalicelib.domain.address_change.declaring import NO_PAPER
from chalicelib.domain.address_change.facts import DeclarationFacts
from chalicelib.domain.cases.verdict import Finding, Outcome, RuleResult, Verdict, decide
from chalicelib.domain.registers.people import PersonStatus
from chalicelib.domain.registers.relations import may_be_minor

KB, LAW = "Koninklijk besluit van 16 juli 1992", "Wet van 19 juli 1991"
OWN = "Keuze van de gemeente"
REGIME = "kb-1992"
VERSION = 1
PAPER = "custody_paper_there"

_RESULTS = {True: RuleResult.PASSED, False: RuleResult.FAILED, None: RuleResult.UNKNOWN}


@dataclass(frozen=True, slots=True)
class DeclarationRule:
    """One thing, `what`, that a clerk needn't look at when it holds.

    `holds` judges the facts; None when they don't say. The sentences are for when it doesn't.
    """

    code: str
    what: str
    basis: str
    holds: Callable[[DeclarationFacts], bool | None]
    citizen: str
    clerk: str

    def __call__(self, facts: DeclarationFacts) -> Finding:
        """What it finds."""
        held = self.holds(facts)
        outcome = Outcome.ISSUE if held else Outcome.REVIEW
        return Finding(self.code, VERSION, _RESULTS[held], outcome, self.basis, *self._said(held))

    def _said(self, held: bool | None) -> tuple[str, str]:
        """To the citizen and to the clerk."""
        if held is False:
            return self.citizen, self.clerk
        said = f"{self.what}: {'in orde' if held else 'niet na te gaan'}."
        return said, said


def judged(facts: DeclarationFacts) -> Verdict:
    """All findings on a declaration; `issue` means: straight to the district officer."""
    findings = tuple(rule(facts) for rule in RULES)
    return Verdict(decide(findings), REGIME, VERSION, findings)


def _all_known(facts: DeclarationFacts) -> bool:
    known = facts.people.values()
    is_whole = len(known) == len(facts.move.movers)
    return is_whole and all(person.status is PersonStatus.ACTIVE for person in known)


def _declarant_is_adult(facts: DeclarationFacts) -> bool | None:
    person = facts.people.get(facts.declarant)
    return None if person is None else not may_be_minor(person.birth.date, facts.day)


def _of_household(facts: DeclarationFacts) -> bool:
    household = facts.household
    members = {member.number for member in household.members} if household else set()
    return set(facts.move.movers) <= members


def _is_somewhere_else(facts: DeclarationFacts) -> bool | None:
    if facts.household is None or facts.dwelling is None:
        return None
    return facts.household.address != facts.dwelling.address


def _nothing_pending(facts: DeclarationFacts) -> bool:
    """What this case marked itself is no other change."""
    ours = facts.move.marked
    return not any(p.pending_change and p.number not in ours for p in facts.people.values())


def _joins_as_declared(facts: DeclarationFacts) -> bool:
    return facts.move.joins_household == bool(facts.residents)


def _paper_came(facts: DeclarationFacts) -> bool:
    needs = bool(facts.minors) and facts.move.custody not in NO_PAPER
    return facts.move.has_paper or not needs


def _knows_whom_to_ask(facts: DeclarationFacts) -> bool:
    return not facts.move.joins_household or not facts.homes or facts.reference is not None


def _parents_agree(facts: DeclarationFacts) -> bool:
    """All known parents of a child move along, or there is no child."""
    return not facts.minors or not facts.absent_parents


def _custody_is_clear(facts: DeclarationFacts) -> bool:
    return not facts.minors or facts.move.custody in {"", "both"}


RULES: tuple[DeclarationRule, ...] = (
    DeclarationRule(
        "declarant_moves",
        "Wie aangeeft, verhuist mee",
        f"{KB}, art. 7",
        lambda facts: facts.declarant in facts.move.movers,
        "U gaf niet aan dat u zelf verhuist. Een medewerker kijkt na wie de aangifte mag doen.",
        "Wie de aangifte doet, verhuist niet zelf mee. Ga na of die persoon dit mag aangeven.",
    ),
    DeclarationRule(
        "declarant_adult",
        "Leeftijd van wie aangeeft",
        f"{KB}, art. 7",
        _declarant_is_adult,
        "Wie jonger is dan 18 jaar, doet de aangifte samen met een ouder of voogd aan het loket.",
        "De aangever is minderjarig. Een niet-ontvoogde minderjarige die voor het eerst het"
        " ouderlijk huis verlaat, komt met wie het ouderlijk gezag heeft.",
    ),
    DeclarationRule(
        "movers_known",
        "Wie verhuist in het Rijksregister",
        f"{KB}, art. 7",
        _all_known,
        "Wij vinden niet iedereen die verhuist in het Rijksregister. Een medewerker kijkt het na.",
        "Niet iedereen die verhuist is actief in het Rijksregister: overleden, afgevoerd of in het"
        " buitenland. Wie van het buitenland komt, komt naar het loket.",
    ),
    DeclarationRule(
        "movers_of_household",
        "Gezin van wie aangeeft",
        f"{KB}, art. 7",
        _of_household,
        "Wie niet in uw gezin staat, doet zelf aangifte. Een medewerker kijkt na wie verhuist.",
        "Iemand die verhuist, staat niet in het gezin van de aangever. Die doet zelf aangifte.",
    ),
    DeclarationRule(
        "address_known",
        "Adres in onze gemeente",
        OWN,
        lambda facts: facts.dwelling is not None,
        "Wij vinden dit adres niet in onze gemeente. Een medewerker kijkt het na.",
        "Het adres staat niet in het adressenregister van de gemeente. Ga na welk adres het is.",
    ),
    DeclarationRule(
        "address_is_new",
        "Nieuw adres",
        f"{LAW}, art. 1",
        _is_somewhere_else,
        "Volgens het Rijksregister woont u al op dit adres. Een medewerker kijkt het na.",
        "Het nieuwe adres is het adres dat al ingeschreven staat.",
    ),
    DeclarationRule(
        "nothing_pending",
        "Andere wijziging van adres of gezin",
        f"{KB}, art. 7",
        _nothing_pending,
        "Er loopt nog een andere wijziging van uw adres of gezin. Een medewerker kijkt het na.",
        "Voor iemand die verhuist loopt al een wijziging. Neem eerst contact met die gemeente op.",
    ),
    DeclarationRule(
        "not_protected",
        "Afgeschermd adres",
        f"{KB}, art. 7",
        lambda facts: not any(person.is_protected for person in facts.people.values()),
        "Een medewerker behandelt uw aangifte persoonlijk.",
        "Het adres van iemand die verhuist is afgeschermd. Behandel dit zelf; deel geen gegevens.",
    ),
    DeclarationRule(
        "custody_clear",
        "Hoofdverblijfplaats van het kind",
        f"{LAW}, art. 1",
        _custody_is_clear,
        "Een medewerker kijkt na bij wie het kind zijn hoofdverblijfplaats heeft.",
        "Een kind verhuist zonder beide ouders. Zonder vonnis beslist het onderzoek waar het kind"
        " echt woont. Met een vonnis ten voordele van de andere ouder is diens akkoord nodig.",
    ),
    DeclarationRule(
        PAPER,
        "Stuk over het kind",
        OWN,
        _paper_came,
        "Het akkoord, vonnis of attest over het kind zit nog niet bij uw aangifte."
        " Voeg het toe aan uw dossier, of breng het binnen.",
        "Bij de aangifte zit geen akkoord, vonnis of attest over het kind, of het bestand kon niet"
        " nagekeken worden. Vraag het op.",
    ),
    DeclarationRule(
        "parents_move_along",
        "Ouders van het kind",
        f"{LAW}, art. 1",
        _parents_agree,
        "Een ouder van het kind verhuist niet mee. Wij brengen die ouder op de hoogte.",
        "Een ouder volgens het Rijksregister verhuist niet mee. Verwittig die ouder.",
    ),
    DeclarationRule(
        "joins_as_declared",
        "Wie er al woont",
        f"{KB}, art. 16",
        _joins_as_declared,
        "Wat u aangaf over wie er al woont, klopt niet met wat wij weten."
        " Een medewerker kijkt het na.",
        "Of er al iemand op het adres is ingeschreven, is anders dan aangegeven. Mogelijk zijn het"
        " twee gezinnen in een woning, of is iemand vertrokken zonder aangifte.",
    ),
    DeclarationRule(
        "reference_known",
        "Aan wie een akkoord gevraagd wordt",
        f"{KB}, art. 16",
        _knows_whom_to_ask,
        "Een medewerker kijkt na aan wie wij een akkoord vragen.",
        "Op dit adres zijn meer gezinnen ingeschreven. Kies aan wie u het akkoord vraagt.",
    ),
)
"""In the order in which they are read."""
