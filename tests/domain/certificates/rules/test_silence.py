"""Who asks about a stranger reads nothing from the answer: the number may be anybody's or none."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.certificates.catalogue import DocumentType
from chalicelib.domain.certificates.evaluate import evaluate, shown_to_applicant
from chalicelib.domain.certificates.facts import Facts, RegisterAnswers
from chalicelib.domain.certificates.rules.capacity import is_public
from chalicelib.domain.registers.answers import Found, NotFound
from chalicelib.domain.registers.relations import Relation
from tests.support.rules.documents import the_catalogue
from tests.support.rules.facts import STRANGER, TODAY, a_dead_person, a_person, facts_of

DAYS = (TODAY, TODAY.replace(year=2022))


def of_nobody(answered: RegisterAnswers) -> RegisterAnswers:
    """The same questions, about a number that no register knows."""
    asked = {
        name: NotFound()
        for name in RegisterAnswers.__slots__
        if getattr(answered, name) is not None
    }
    return replace(answered, **asked)


def told(facts: Facts) -> object:
    return shown_to_applicant(evaluate(facts), is_subject=False)


@pytest.mark.parametrize("document", the_catalogue(), ids=lambda d: d.id)
@given(st.sampled_from(Relation), st.sampled_from(DAYS), st.booleans())
def test_a_stranger_is_told_the_same_of_a_number_that_exists_and_one_that_does_not(
    document: DocumentType, claimed: Relation, today: object, is_dead: bool
) -> None:
    person = a_dead_person() if is_dead else a_person()
    facts = facts_of(document, applicant=STRANGER, claimed=claimed, person=person, today=today)
    if is_dead and facts.regime and is_public(facts, facts.regime):
        return
    assert isinstance(facts.answered.person, Found)
    assert told(facts) == told(replace(facts, answered=of_nobody(facts.answered)))
