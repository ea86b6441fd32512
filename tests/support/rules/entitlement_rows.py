"""Rows for the rules on entitlement: what is different, and what the rule finds."""

from datetime import date

from chalicelib.domain.certificates.catalogue import FOR_MINORS, Family
from chalicelib.domain.registers.answers import Found, NotFound
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.people import Kin
from chalicelib.domain.registers.relations import Relation
from chalicelib.domain.tenants.municipality import Policy
from tests.support.rules.changes import (
    AS_STRANGER,
    DOWN,
    FAILED,
    HEIRS,
    LIVES_THERE,
    MADE,
    MEMBERS,
    MINOR,
    OLD,
    PASSED,
    REFUSE,
    REVIEW,
    SINCE,
    UNKNOWN,
    act,
    answered,
    as_is,
    asks,
    both,
    family,
    municipality,
    no_regime,
    person,
    regime,
    wish,
)
from tests.support.rules.facts import a_dead_person

BORN_LONG_AGO = NationalNumber("20613000143")
FOR_A_MINOR = both(
    regime(automatic=frozenset({Relation.SELF})),
    asks(Relation.LEGAL_REPRESENTATIVE, Kin.PARENT),
    person(birth=MINOR),
)
OF_A_WARD = both(
    regime(automatic=frozenset({Relation.SELF})),
    asks(Relation.LEGAL_REPRESENTATIVE, Kin.GUARDIAN),
)
MAY_BE_AUTOMATIC = municipality(policies=(Policy(FOR_MINORS, 1, date.min),))

ROWS = [
    ("applicant_entitled", as_is, PASSED, "self"),
    ("applicant_entitled", asks(Relation.LEGAL_REPRESENTATIVE, Kin.GUARDIAN), PASSED, ""),
    ("applicant_entitled", both(MEMBERS, AS_STRANGER, LIVES_THERE), PASSED, ""),
    (
        "applicant_entitled",
        both(AS_STRANGER, OLD, act(made_on=date(1926, 3, 16))),
        PASSED,
        "public",
    ),
    ("applicant_entitled", both(AS_STRANGER, OLD, act(made_on=MADE)), FAILED, "excluded", REFUSE),
    (
        "applicant_entitled",
        both(AS_STRANGER, SINCE, act(made_on=date(2019, 3, 31))),
        PASSED,
        "public",
    ),
    (
        "applicant_entitled",
        both(AS_STRANGER, SINCE, act(made_on=date(2019, 3, 30))),
        FAILED,
        "unclear",
        REVIEW,
    ),
    (
        "applicant_entitled",
        both(asks(Relation.PUBLIC), regime(public_variants=frozenset({"vorm"}))),
        PASSED,
        "public",
    ),
    ("applicant_entitled", no_regime, FAILED, "no_regime", REVIEW),
    ("applicant_entitled", asks(Relation.SPOUSE, Kin.SPOUSE), FAILED, "interest", REVIEW),
    ("applicant_entitled", asks(Relation.SELF, Kin.SPOUSE), FAILED, "interest", REVIEW),
    ("applicant_entitled", asks(Relation.HEIR), FAILED, "interest", REVIEW),
    (
        "applicant_entitled",
        both(asks(Relation.HEIR), wish(interest="inheritance")),
        FAILED,
        "interest_named",
        REVIEW,
    ),
    ("applicant_entitled", asks(Relation.LEGAL_REPRESENTATIVE), FAILED, "unproven", REVIEW),
    (
        "applicant_entitled",
        both(family(Family.POPULATION), asks(Relation.THIRD_PARTY_BY_LAW)),
        FAILED,
        "third_party",
        REVIEW,
    ),
    (
        "applicant_entitled",
        both(AS_STRANGER, answered(person=NotFound())),
        FAILED,
        "excluded",
        REFUSE,
    ),
    (
        "applicant_entitled",
        both(AS_STRANGER, OLD, answered(act=NotFound())),
        FAILED,
        "excluded",
        REFUSE,
    ),
    (
        "applicant_entitled",
        both(AS_STRANGER, OLD, wish(subject=BORN_LONG_AGO), answered(act=NotFound())),
        FAILED,
        "unclear",
        REVIEW,
    ),
    ("applicant_entitled", AS_STRANGER, FAILED, "excluded", REFUSE),
    ("applicant_entitled", asks(Relation.SELF), FAILED, "excluded", REFUSE),
    ("applicant_entitled", asks(Relation.PUBLIC), FAILED, "excluded", REFUSE),
    ("applicant_entitled", asks(Relation.DESCENDANT_FIRST_DEGREE), FAILED, "interest", REVIEW),
    (
        "applicant_entitled",
        both(MEMBERS, asks(Relation.HOUSEHOLD_MEMBER)),
        FAILED,
        "unproven",
        REVIEW,
    ),
    (
        "applicant_entitled",
        both(HEIRS, asks(Relation.DESCENDANT_FIRST_DEGREE, Kin.CHILD)),
        FAILED,
        "excluded",
        REFUSE,
    ),
    (
        "applicant_entitled",
        both(
            HEIRS,
            asks(Relation.DESCENDANT_FIRST_DEGREE, Kin.CHILD),
            answered(person=Found(a_dead_person())),
        ),
        FAILED,
        "interest",
        REVIEW,
    ),
    ("applicant_entitled", both(AS_STRANGER, answered(person=DOWN)), UNKNOWN, ""),
    ("applicant_entitled", both(AS_STRANGER, OLD, answered(act=None)), UNKNOWN, ""),
    ("applicant_entitled", both(MEMBERS, AS_STRANGER, answered(household=None)), UNKNOWN, ""),
    ("applicant_entitled", answered(person=None, act=None, household=None), PASSED, "self"),
    ("relation_proven", as_is, PASSED, "self"),
    (
        "relation_proven",
        both(
            regime(automatic=frozenset({Relation.LEGAL_REPRESENTATIVE})),
            asks(Relation.LEGAL_REPRESENTATIVE, Kin.PARENT),
            person(birth=MINOR),
        ),
        PASSED,
        "",
    ),
    *(
        ("relation_proven", both(FOR_A_MINOR, municipality(policies=(policy,))), *expected)
        for policy, expected in (
            (Policy(FOR_MINORS, 1, date.min), (PASSED, "")),
            (Policy(FOR_MINORS, 0, date.min), (FAILED, "", REVIEW)),
            (Policy(FOR_MINORS, 1, date.max), (FAILED, "", REVIEW)),
        )
    ),
    ("relation_proven", both(MAY_BE_AUTOMATIC, OF_A_WARD, person(birth=MINOR)), PASSED, ""),
    ("relation_proven", both(MAY_BE_AUTOMATIC, OF_A_WARD), FAILED, "", REVIEW),
    (
        "relation_proven",
        both(MAY_BE_AUTOMATIC, FOR_A_MINOR, regime(entitled=frozenset({Relation.SELF}))),
        FAILED,
        "",
        REVIEW,
    ),
    (
        "relation_proven",
        both(asks(Relation.PUBLIC), regime(public_variants=frozenset({"vorm"}))),
        PASSED,
        "public",
    ),
    ("relation_proven", no_regime, FAILED, "no_regime", REVIEW),
    ("relation_proven", asks(Relation.SPOUSE, Kin.SPOUSE), FAILED, "", REVIEW),
    (
        "relation_proven",
        both(regime(automatic=frozenset()), answered(person=None, household=None)),
        FAILED,
        "",
        REVIEW,
    ),
    ("relation_proven", both(AS_STRANGER, answered(person=DOWN)), UNKNOWN, ""),
]
