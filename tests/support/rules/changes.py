"""Small changes to facts in which everything is in order."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from chalicelib.domain.cases.verdict import Outcome, RuleResult
from chalicelib.domain.certificates.catalogue import Family
from chalicelib.domain.certificates.facts import Facts
from chalicelib.domain.registers.acts import ActParty, ActRole
from chalicelib.domain.registers.answers import Found, Unavailable
from chalicelib.domain.registers.criminal_record import (
    Conviction,
    CriminalExtract,
    PoliceAdvice,
    RecordModel,
)
from chalicelib.domain.registers.people import Kin
from chalicelib.domain.registers.relations import Relation
from tests.support.orders import asked_by, come_in, ordering
from tests.support.rules.documents import a_regime, a_variant
from tests.support.rules.facts import (
    NAME,
    RELATIVES,
    STRANGER,
    SUBJECT,
    a_birth,
    a_household,
    a_person,
    an_act,
)

type Change = Callable[[Facts], Facts]

PASSED, FAILED, UNKNOWN = RuleResult.PASSED, RuleResult.FAILED, RuleResult.UNKNOWN
REVIEW, REFUSE, WAIT = Outcome.REVIEW, Outcome.REFUSE, Outcome.WAIT
DOWN = Unavailable("time_out")
CONVICTION = Conviction(date(2020, 1, 1), "Rechtbank", "tekst")


def as_is(facts: Facts) -> Facts:
    return facts


def answered(**answers: object) -> Change:
    return lambda facts: replace(facts, answered=replace(facts.answered, **answers))


def person(**changes: object) -> Change:
    return answered(person=Found(a_person(**changes)))


def act(**changes: object) -> Change:
    return answered(act=Found(an_act(**changes)))


def record(*convictions: Conviction, police: PoliceAdvice = PoliceAdvice.CLEAR) -> Change:
    return answered(record=Found(CriminalExtract(RecordModel.MINORS, convictions, police)))


def wish(**changes: object) -> Change:
    def change(facts: Facts) -> Facts:
        return replace(facts, case=ordering(facts.case, **changes))

    return change


def applicant(**changes: object) -> Change:
    def change(facts: Facts) -> Facts:
        return replace(facts, case=asked_by(facts.case, **changes))

    return change


def intake(**changes: object) -> Change:
    def change(facts: Facts) -> Facts:
        return replace(facts, case=come_in(facts.case, **changes))

    return change


def variant(**changes: object) -> Change:
    return lambda facts: replace(facts, variant=a_variant(**changes))


def municipality(**changes: object) -> Change:
    return lambda facts: replace(facts, municipality=replace(facts.municipality, **changes))


def regime(**changes: object) -> Change:
    return lambda facts: replace(facts, regime=a_regime(**changes))


def family(family: Family) -> Change:
    return lambda facts: replace(facts, document=replace(facts.document, family=family))


def both(*changes: Change) -> Change:
    def change(facts: Facts) -> Facts:
        for one in changes:
            facts = one(facts)
        return facts

    return change


def asks(claimed: Relation, kin: Kin | None = None) -> Change:
    """Somebody else asks: a relative, or a stranger who says to be something."""
    return both(
        applicant(person=RELATIVES[kin] if kin else STRANGER),
        wish(claimed=claimed),
    )


def no_regime(facts: Facts) -> Facts:
    return replace(facts, regime=None)


MADE = date(1926, 3, 17)
MINOR, HALF_KNOWN = a_birth(2010), a_birth(2008, 0, 0)
WITH_STRANGER = Found(a_household((STRANGER, a_birth(2012))))
MOTHER = ActParty(ActRole.MOTHER, NAME, a_birth(), SUBJECT)
NAMESAKE = ActParty(ActRole.CHILD, NAME, a_birth(), None)
AS_STRANGER = asks(Relation.NOTARY)
HEIRS = regime(with_interest=frozenset({Relation.HEIR}))
OLD = regime(public_after_years=100)
SINCE = regime(public_since=date(2019, 3, 31))
MEMBERS = regime(entitled=frozenset({Relation.SELF, Relation.HOUSEHOLD_MEMBER}))
LIVES_THERE = answered(household=Found(a_household((STRANGER, a_birth()))))
