"""The population and the rules agree on who gets what, and all of it can be printed."""

from pathlib import Path

import pytest

from chalicelib.adapters.files.certificates.documents import FileCatalogue
from chalicelib.adapters.files.municipalities import FileMunicipalities
from chalicelib.adapters.memory.registers import MemoryRegisters
from chalicelib.documents.certificates.labels import load_labels
from chalicelib.documents.certificates.printer import LabelledPrinter
from chalicelib.domain.cases.verdict import Outcome
from chalicelib.domain.certificates.evaluate import evaluate
from chalicelib.domain.certificates.facts import Facts, RegisterAnswers
from chalicelib.domain.registers.access import (
    AccessContext,
    Actor,
    ActorKind,
    LoggedAccess,
    Service,
)
from chalicelib.domain.registers.people import Kin
from chalicelib.domain.registers.relations import Relation
from ops.synthetic.population import eligible, generate
from ops.synthetic.population.eligibility import CRIMINAL_RECORD, DEATH_ACT, DOCUMENTS
from tests.support.orders import a_certificate_case, ordering

TEMPLATES = Path(__file__).parents[3] / "templates"
PEOPLE = generate(300, seed=2)
REGISTERS = MemoryRegisters(PEOPLE.files)
TODAY = PEOPLE.as_of
OF_ONESELF = [d for d in DOCUMENTS if d not in {DEATH_ACT, CRIMINAL_RECORD}]
"""Eligible for the criminal record is who gets every model, so somebody else may get one."""

CLAIMS = {
    Kin.PARENT: Relation.ASCENDANT_FIRST_DEGREE,
    Kin.CHILD: Relation.DESCENDANT_FIRST_DEGREE,
    Kin.SPOUSE: Relation.SURVIVING_SPOUSE,
}


@pytest.fixture(scope="module")
def catalogue():
    return FileCatalogue(TEMPLATES / "documents")


@pytest.fixture(scope="module")
def municipalities():
    return FileMunicipalities(TEMPLATES / "municipalities")


@pytest.fixture(scope="module")
def printer(municipalities):
    return LabelledPrinter(load_labels(TEMPLATES / "labels"), municipalities)


def ask(document, applicant, subject):
    variant = document.default_variant
    purposes = (*variant.purposes, *document.purposes, "")
    case = a_certificate_case(tenant=PEOPLE.nis, number=applicant)
    return ordering(
        case,
        document_id=document.id,
        variant=variant.id,
        language="nl",
        subject=subject,
        claimed=claim(applicant, subject),
        purpose=purposes[0],
    )


def claim(applicant, subject):
    relatives = PEOPLE.by_number[subject].person.relatives
    kin = next((r.kin for r in relatives if r.number == applicant), None)
    return CLAIMS[kin] if kin else Relation.SELF


def look_up(document, subject):
    actor = Actor(ActorKind.SYSTEM, "issue")
    context = AccessContext(PEOPLE.nis, actor, subject, document.id, "art. 5", None)
    access = LoggedAccess(context, frozenset(Service), "1")
    kind, model = document.register.act_kind, document.default_variant.record_model
    return RegisterAnswers(
        person=REGISTERS.person(access),
        household=REGISTERS.household(access),
        residences=REGISTERS.residences(access),
        act=REGISTERS.act(access, kind) if kind else None,
        record=REGISTERS.extract(access, model) if model else None,
    )


def outcome(document, municipalities, case):
    facts = Facts(
        case=case,
        document=document,
        variant=document.default_variant,
        regime=document.regime_on(TODAY),
        municipality=municipalities.get(PEOPLE.nis),
        answered=look_up(document, case.payload.subject),
        today=TODAY,
    )
    return evaluate(facts)


@pytest.mark.parametrize("document_id", DOCUMENTS)
def test_who_is_eligible_is_issued_the_document_and_it_can_be_printed(
    document_id, catalogue, municipalities, printer
):
    document = catalogue.get(document_id)
    found = eligible(PEOPLE, document_id)
    assert found
    for one in found:
        case = ask(document, one.applicant, one.subject)
        verdict = outcome(document, municipalities, case)
        assert verdict.outcome is Outcome.ISSUE, [f.code for f in verdict.failed]
        printed = printer.print(case, document, look_up(document, one.subject), TODAY)
        assert printed.sections


@pytest.mark.parametrize("document_id", OF_ONESELF)
def test_who_is_not_eligible_is_not_issued_the_document(document_id, catalogue, municipalities):
    document = catalogue.get(document_id)
    allowed = {one.applicant for one in eligible(PEOPLE, document_id)}
    others = [file.number for file in PEOPLE.files if file.number not in allowed]
    assert others
    for number in others:
        verdict = outcome(document, municipalities, ask(document, number, number))
        assert verdict.outcome is not Outcome.ISSUE
