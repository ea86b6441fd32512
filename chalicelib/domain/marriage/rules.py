"""The conditions of a marriage: each rule with its law, about one partner or about both."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from chalicelib.domain.cases.verdict import Finding, Outcome, RuleResult, Verdict, decide
from chalicelib.domain.marriage import kin
from chalicelib.domain.marriage.known import MarriageFacts, Partner
from chalicelib.domain.registers.acts import ActOrigin
from chalicelib.domain.registers.answers import Found, NotFound
from chalicelib.domain.registers.people import CivilStatus, Kin, Person, PersonStatus
from chalicelib.domain.registers.relations import may_be_minor

BW = "Oud Burgerlijk Wetboek"
BELGIUM = "BE"


@dataclass(frozen=True, slots=True)
class MarriageCondition:
    """One condition, on `what`: not passing leads to `outcome`.

    `citizen` is read by whom it is about only, `clerk` by who handles the case. Review: only the
    registrar can say, who refuses or records that it was lifted. Wait: papers that only the couple
    can bring. Issue: told as a consequence.
    """

    code: str
    what: str
    basis: str
    outcome: Outcome
    citizen: str
    clerk: str

    def finding(self, *, failed: bool, party: int = 0) -> Finding:
        """What the rule found."""
        if not failed:
            fine = f"{self.what}: in orde."
            passed, free = RuleResult.PASSED, Outcome.ISSUE
            return Finding(self.code, 1, passed, free, self.basis, fine, fine, party)
        said = (self.basis, self.citizen, self.clerk)
        return Finding(self.code, 1, RuleResult.FAILED, self.outcome, *said, party)


_REVIEW, _WAIT, _TOLD = Outcome.REVIEW, Outcome.WAIT, Outcome.ISSUE

COMPETENT = MarriageCondition(
    "md_competent", "Bevoegde gemeente", f"{BW}, art. 63", _REVIEW,
    "Wij gaan na of onze gemeente uw aangifte kan opmaken.",
    "Geen van beide partners is in deze gemeente ingeschreven.",
)  # fmt: skip
ADULT = MarriageCondition(
    "md_adult", "Leeftijd", f"{BW}, art. 144 en 145", _REVIEW,
    "U moet achttien zijn om te trouwen. De familierechtbank kan daarvan afwijken.",
    "Deze partner is op de dag van het huwelijk misschien geen achttien.",
)  # fmt: skip
SINGLE = MarriageCondition(
    "md_single", "Burgerlijke staat", f"{BW}, art. 147", _REVIEW,
    "In het Rijksregister staat nog een huwelijk van u.",
    "Deze partner staat als gehuwd in het Rijksregister.",
)  # fmt: skip
RESIDENT = MarriageCondition(
    "md_resident", "Hoofdverblijfplaats", f"{BW}, art. 64", _REVIEW,
    "Wij gaan na waar u ingeschreven bent.",
    "Deze partner heeft geen actief hoofdverblijf in het Rijksregister.",
)  # fmt: skip
CAPABLE = MarriageCondition(
    "md_capable", "Bekwaamheid", f"{BW}, art. 145/1", _REVIEW,
    "Wij gaan na of u zelf kunt beslissen om te trouwen.",
    "Deze partner heeft een voogd of bewindvoerder: ga de beschikking na.",
)  # fmt: skip
BIRTH_ACT = MarriageCondition(
    "md_birth_act", "Geboorteakte", f"{BW}, art. 64", _REVIEW,
    "Wij zoeken uw geboorteakte op. U hoeft niets te doen.",
    "De geboorteakte staat niet digitaal in de DABS: haal ze op en digitaliseer ze.",
)  # fmt: skip
FOREIGN_BIRTH = MarriageCondition(
    "md_foreign_birth", "Buitenlandse geboorteakte", f"{BW}, art. 64", _WAIT,
    "Breng uw buitenlandse geboorteakte mee, gelegaliseerd en vertaald door een beëdigd vertaler.",
    "Geboren in het buitenland en geen akte in de DABS.",
)  # fmt: skip
NATIONALITY = MarriageCondition(
    "md_nationality", "Nationaliteit", f"{BW}, art. 64; WIPR, art. 46", _WAIT,
    "Breng uw paspoort mee, en een gelegaliseerd en vertaald bewijs dat u mag trouwen.",
    "Geen Belg: bewijs van nationaliteit en van bevoegdheid om te huwen nodig.",
)  # fmt: skip
ABROAD = MarriageCondition(
    "md_abroad", "Buitenlandse punten", f"{BW}, art. 64", _WAIT,
    "U gaf een punt in het buitenland aan. Breng die papieren gelegaliseerd en vertaald mee.",
    "Triage: minstens een buitenlands element aangegeven.",
)  # fmt: skip
COHABITING = MarriageCondition(
    "md_cohabiting", "Wettelijke samenwoning", f"{BW}, art. 1476", _TOLD,
    "Uw wettelijke samenwoning eindigt door het huwelijk.",
    "De wettelijke samenwoning van deze partner eindigt door het huwelijk.",
)  # fmt: skip
KIN = MarriageCondition(
    "md_kin", "Verwantschap", "", _REVIEW,
    "Wij gaan na of de wet een huwelijk tussen u beiden toelaat.",
    "De partners zijn te nauw verwant; de familierechtbank kan dat soms opheffen.",
)  # fmt: skip


def verdict(known: MarriageFacts) -> Verdict:
    """Every rule applied to both partners, and to them together."""
    findings = tuple(_findings(known))
    return Verdict(decide(findings), "old_civil_code", 1, findings)


def impediments(found: Verdict | None) -> bool:
    """Whether something stands that only the registrar, or a court, takes away."""
    return found is not None and any(f.outcome is _REVIEW for f in found.findings)


def to_bring(found: Verdict) -> tuple[int, ...]:
    """The partners who must bring papers; what is about both asks both."""
    parties = {f.party for f in found.failed if f.outcome is _WAIT}
    return (1, 2) if 0 in parties else tuple(sorted(parties))


def _findings(known: MarriageFacts) -> Iterator[Finding]:
    one, other = (partner.person for partner in known.partners)
    yield COMPETENT.finding(failed=not any(_is_here(p.person, known) for p in known.partners))
    yield ABROAD.finding(failed=bool(known.declaration.foreign))
    for code in kin.bars(one, other):
        yield _kin(kin.LAWS[code])
    for partner in known.partners:
        for rule, fails in _OF_ONE:
            yield rule.finding(failed=fails(known, partner), party=partner.number)


def _kin(basis: str) -> Finding:
    return replace(KIN, basis=basis).finding(failed=True)


def _is_here(person: Person, known: MarriageFacts) -> bool:
    return person.managed_by == known.here and person.status is PersonStatus.ACTIVE


def _minor(known: MarriageFacts, partner: Partner) -> bool:
    return may_be_minor(partner.person.birth.date, known.day)


def _married(_known: MarriageFacts, partner: Partner) -> bool:
    return partner.person.civil_status is CivilStatus.MARRIED


def _nowhere(_known: MarriageFacts, partner: Partner) -> bool:
    return partner.person.status is not PersonStatus.ACTIVE or partner.person.address is None


def _represented(_known: MarriageFacts, partner: Partner) -> bool:
    return any(relative.kin is Kin.GUARDIAN for relative in partner.person.relatives)


def _no_birth_act(known: MarriageFacts, partner: Partner) -> bool:
    """Belgian acts are fetched by us, never asked of the couple."""
    match partner.birth:
        case Found(act):
            return act.origin is ActOrigin.ON_PAPER
        case _:
            return not _foreign_birth(known, partner)


def _foreign_birth(_known: MarriageFacts, partner: Partner) -> bool:
    abroad = partner.person.birth.place.country != BELGIUM
    return abroad and isinstance(partner.birth, NotFound)


def _not_belgian(_known: MarriageFacts, partner: Partner) -> bool:
    return not partner.person.is_belgian


def _cohabits(known: MarriageFacts, partner: Partner) -> bool:
    """With somebody other than whom they marry; with each other it needs no word."""
    lives = partner.person.cohabitation
    return lives is not None and lives.partner != known.other(partner).person.name


type Fails = Callable[[MarriageFacts, Partner], bool]

_OF_ONE: tuple[tuple[MarriageCondition, Fails], ...] = (
    (ADULT, _minor),
    (SINGLE, _married),
    (RESIDENT, _nowhere),
    (CAPABLE, _represented),
    (BIRTH_ACT, _no_birth_act),
    (FOREIGN_BIRTH, _foreign_birth),
    (NATIONALITY, _not_belgian),
    (COHABITING, _cohabits),
)
