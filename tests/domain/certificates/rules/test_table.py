"""Every document × channel × assurance × relation, under the law of 2022 and of 2026.

What is expected stands below by hand: a letter for each relation, by family and regime.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from chalicelib.domain.cases.intake import Channel
from chalicelib.domain.cases.verdict import Outcome
from chalicelib.domain.certificates.catalogue import DocumentType
from chalicelib.domain.certificates.evaluate import evaluate
from chalicelib.domain.certificates.facts import Facts
from chalicelib.domain.registers.people import Kin
from chalicelib.domain.registers.relations import Relation
from chalicelib.domain.shared.assurance import Assurance
from tests.support.orders import asked_by, come_in, ordering
from tests.support.rules.documents import the_catalogue
from tests.support.rules.facts import (
    RELATIVES,
    STRANGER,
    SUBJECT,
    a_birth,
    a_dead_person,
    a_person,
    facts_of,
)

DAYS = {"R2019": date(2022, 6, 1), "R2024": date(2026, 1, 1)}

# What the register proves, and what such an applicant says to be.
PROVEN: Mapping[str, tuple[Kin | None, Relation]] = {
    "self": (None, Relation.SELF),
    "spouse": (Kin.SPOUSE, Relation.SPOUSE),
    "former spouse": (Kin.FORMER_SPOUSE, Relation.SPOUSE),
    "cohabitant": (Kin.LEGAL_COHABITANT, Relation.LEGAL_COHABITANT),
    "parent": (Kin.PARENT, Relation.ASCENDANT_FIRST_DEGREE),
    "child": (Kin.CHILD, Relation.DESCENDANT_FIRST_DEGREE),
    "grandparent": (Kin.GRANDPARENT, Relation.ASCENDANT_DIRECT_LINE),
    "grandchild": (Kin.GRANDCHILD, Relation.DESCENDANT_DIRECT_LINE),
    "guardian": (Kin.GUARDIAN, Relation.LEGAL_REPRESENTATIVE),
    "parent of a minor": (Kin.PARENT, Relation.LEGAL_REPRESENTATIVE),
}
CLAIMS = {f"says {relation}": relation for relation in Relation}

# I issues, V reviews, R refuses. The order is that of PROVEN, then that of CLAIMS:
#          self spouse former cohabitant parent child grandparent grandchild guardian minor's-parent
#          self spouse surviving cohabitant representative ascendant descendant parent child
#          heir notary lawyer mandate household third-party public
EXPECTED = {
    "criminal record": "I R R R R R R R R R   R R R R R R R R R   R R R V R R R",
    "population":      "I R R R R R R R V V   R R R R V R R R R   V V V V R V R",
    "household":       "I R R R R R R R V V   R R R R V R R R R   V V V V V V R",
    "last wishes":     "I V V V V V R R V V   R V V V V V V V V   V V V V R V R",
    "act R2019":       "I V V V V V V V V V   R V V V V V V V V   V V V V R R R",
    "act R2024":       "I V V V V V R R V V   R V V V V V V V V   V R R V R R R",
    "gender R2019":    "I R V R R R R R V V   R V V V V V V V V   V V V V R R R",
    "gender R2024":    "I R V R R R R R V V   R V V V V V V V V   V R R V R R R",
    "death R2019":     "V I V I I I I I V I   R V V V V V V V V   V V V V R R R",
    "death R2024":     "V I I I I I I I I I   I I I I I I I I I   I I I I I I I",
}  # fmt: skip
LETTERS = {"I": Outcome.ISSUE, "V": Outcome.REVIEW, "R": Outcome.REFUSE}
SPECIAL = {
    "strafregister-uittreksel": "criminal record",
    "attest-gezinssamenstelling": "household",
    "attest-teraardebestelling": "last wishes",
    "akte-geslachtsregistratie": "gender",
    "akte-overlijden": "death",
}


def row_of(document: DocumentType, regime: str) -> dict[str, Outcome]:
    kind = SPECIAL.get(document.id) or ("act" if document.id.startswith("akte") else "population")
    key = f"{kind} {regime}" if kind in {"act", "gender", "death"} else kind
    letters = EXPECTED[key].split()
    return dict(zip((*PROVEN, *CLAIMS), (LETTERS[x] for x in letters), strict=True))


def facts_for(document: DocumentType, relation: str, today: date) -> Facts:
    person = a_dead_person() if document.id == "akte-overlijden" else a_person()
    if relation == "parent of a minor":
        person = replace(person, birth=a_birth(2015))
    if relation in CLAIMS:
        applicant, claimed = STRANGER, CLAIMS[relation]
    else:
        kin, claimed = PROVEN[relation]
        applicant = RELATIVES[kin] if kin else SUBJECT
    return facts_of(document, applicant=applicant, claimed=claimed, person=person, today=today)


def expected_outcome(
    by_relation: Outcome, channel: Channel, assurance: Assurance | None
) -> Outcome:
    if by_relation is Outcome.REFUSE:
        return Outcome.REFUSE
    is_safe = channel is Channel.THUISLOKET and assurance is Assurance.HIGH
    return by_relation if is_safe else Outcome.REVIEW


@pytest.mark.parametrize("regime", DAYS)
@pytest.mark.parametrize("document", the_catalogue(), ids=lambda d: d.id)
def test_the_outcome_is_the_one_of_the_table(document, regime):
    wrong = []
    for relation, by_relation in row_of(document, regime).items():
        facts = facts_for(document, relation, DAYS[regime])
        for channel, assurance in product(Channel, (None, *Assurance)):
            case = asked_by(come_in(facts.case, channel=channel), assurance=assurance)
            outcome = evaluate(replace(facts, case=case)).outcome
            if outcome is not expected_outcome(by_relation, channel, assurance):
                wrong.append((relation, channel.value, assurance, outcome))
    assert wrong == []


def test_the_table_knows_all_27_documents():
    documents = the_catalogue()
    assert len(documents) == 27
    assert {d.id for d in documents} >= SPECIAL.keys()


@pytest.mark.parametrize("document", the_catalogue(), ids=lambda d: d.id)
def test_every_rule_of_a_document_gets_exactly_one_finding(document):
    findings = evaluate(facts_of(document)).findings
    assert [f.code for f in findings] == [*document.conditions, *document.triggers]
    assert len({f.code for f in findings}) == len(findings)


BY_CLERKS = [(d, v) for d in the_catalogue() for v in d.variants if not v.is_automatic]


@pytest.mark.parametrize(("document", "variant"), BY_CLERKS, ids=lambda x: x.id)
def test_a_form_for_clerks_goes_to_review_even_for_the_person_concerned(document, variant):
    facts = facts_of(document)
    case = ordering(facts.case, variant=variant.id)
    outcome = evaluate(replace(facts, variant=variant, case=case)).outcome
    assert outcome is Outcome.REVIEW
