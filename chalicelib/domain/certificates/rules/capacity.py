"""In what capacity somebody asks: what the registers prove, and what they can't exclude."""

from chalicelib.domain.certificates.catalogue import Regime
from chalicelib.domain.certificates.facts import Facts
from chalicelib.domain.certificates.order import applicant_of
from chalicelib.domain.certificates.rules.asking import is_self, is_waiting, services_of
from chalicelib.domain.registers.access import Service
from chalicelib.domain.registers.acts import Act
from chalicelib.domain.registers.answers import Found
from chalicelib.domain.registers.people import PersonStatus
from chalicelib.domain.registers.relations import Relation, proven_relations

CLAIMED_ONLY = frozenset(
    {
        Relation.HEIR,
        Relation.NOTARY,
        Relation.LAWYER,
        Relation.MANDATE_HOLDER,
        Relation.THIRD_PARTY_BY_LAW,
    }
)
"""Capacities that no register holds: a clerk has to see a deed, a mandate or a provision."""

_KIN = frozenset(
    {
        Relation.SPOUSE,
        Relation.SURVIVING_SPOUSE,
        Relation.LEGAL_COHABITANT,
        Relation.ASCENDANT_DIRECT_LINE,
        Relation.DESCENDANT_DIRECT_LINE,
        Relation.ASCENDANT_FIRST_DEGREE,
        Relation.DESCENDANT_FIRST_DEGREE,
    }
)
_LINES = (
    frozenset({Relation.ASCENDANT_DIRECT_LINE, Relation.ASCENDANT_FIRST_DEGREE}),
    frozenset({Relation.DESCENDANT_DIRECT_LINE, Relation.DESCENDANT_FIRST_DEGREE}),
)


def proven(facts: Facts) -> frozenset[Relation]:
    """What the registers that answered prove the applicant to be to the subject."""
    if is_self(facts):
        return frozenset({Relation.SELF})
    applicant = applicant_of(facts.case).person
    person, household = facts.answered.person, facts.answered.household
    found: frozenset[Relation] = frozenset()
    if applicant and isinstance(person, Found):
        found |= proven_relations(person.value, applicant, facts.today)
    if isinstance(household, Found):
        members = {member.number for member in household.value.members}
        found |= {Relation.HOUSEHOLD_MEMBER} if applicant in members else frozenset()
    return found


def possible(facts: Facts) -> frozenset[Relation]:
    """What the applicant is proven to be, or may be by what they say.

    A relative in a line may turn out to be of the first degree, unless the register knows them;
    the family of who died may be heirs. Of a subject with whom no register proves a tie, nothing
    counts that it says: a stranger would read from the answer whether a number exists, whether its
    owner lives, and with whom.
    """
    held = proven(facts)
    claims = frozenset({facts.case.payload.claimed}) - _contradicted(facts, held)
    for line in _LINES:
        if claims & line and not held & line:
            claims |= line
    if (held | claims) & _KIN and (not held or _is_deceased(facts)):
        claims |= {Relation.HEIR}
    return held | claims


def _contradicted(facts: Facts, held: frozenset[Relation]) -> frozenset[Relation]:
    """Claims that are wrong unless proven: the number says who one is, the household who is in."""
    wrong = {Relation.SELF, Relation.PUBLIC}
    if held and isinstance(facts.answered.household, Found):
        wrong.add(Relation.HOUSEHOLD_MEMBER)
    return frozenset(wrong)


def _is_deceased(facts: Facts) -> bool:
    person = facts.answered.person
    return isinstance(person, Found) and person.value.status is PersonStatus.DECEASED


def is_public(facts: Facts, regime: Regime) -> bool | None:
    """Whether the document is open to anybody; None when that depends on an act we don't have.

    An act becomes public when it is more than a number of years old (oud BW art. 29).
    """
    if facts.variant.id in regime.public_variants:
        return True
    if regime.public_after_years is None and regime.public_since is None:
        return False
    act = facts.answered.act
    return _is_open(act.value, facts, regime) if isinstance(act, Found) else None


def may_be_public(facts: Facts, regime: Regime) -> bool:
    """Whether an act may be open to anybody, as far as the subject's number tells by itself.

    No act is older than who it is about.
    """
    if regime.public_since is not None:
        return True
    born, years = facts.case.payload.subject.birth_year, regime.public_after_years
    return years is not None and (born is None or born + years < facts.today.year)


def _is_open(act: Act, facts: Facts, regime: Regime) -> bool:
    if regime.public_since is not None and act.made_on >= regime.public_since:
        return True
    years, made, today = regime.public_after_years, act.made_on, facts.today
    if years is None:
        return False
    return (made.year + years, made.month, made.day) < (today.year, today.month, today.day)


def may_turn_out(facts: Facts, regime: Regime) -> bool:
    """Whether a register that has yet to answer can still prove something."""
    answered, services = facts.answered, services_of(facts)
    if is_public(facts, regime) is None and is_waiting(answered.act) and Service.ACTS in services:
        return True
    if is_self(facts):
        return False
    return is_waiting(answered.person) or (
        Service.HOUSEHOLD in services and is_waiting(answered.household)
    )
