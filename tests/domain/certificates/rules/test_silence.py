"""Who asks about a stranger reads nothing from the answer: the number may be anybody's or none."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.certificates.catalogue import DocumentType
from chalicelib.domain.certificates.evaluate import evaluate, shown_to_applicant
from chalicelib.domain.certificates.facts import Facts, RegisterAnswers
from chalicelib.domain.certificates.rules.capacity import is_public
from chalicelib.domain.registers.answers import Answer, Denied, Found, NotFound
from chalicelib.domain.registers.relations import Relation
from tests.support.rules.documents import the_catalogue
from tests.support.rules.facts import STRANGER, TODAY, a_dead_person, a_person, facts_of

DAYS = (TODAY, TODAY.replace(year=2022))


def every(answered: RegisterAnswers, answer: Answer[Any]) -> RegisterAnswers:
    """The same questions, each answered so."""
    asked = (name for name in RegisterAnswers.__slots__ if getattr(answered, name) is not None)
    return replace(answered, **dict.fromkeys(asked, answer))


def of_nobody(answered: RegisterAnswers) -> RegisterAnswers:
    """The same questions, about a number that no register knows."""
    return every(answered, NotFound())


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


@pytest.mark.parametrize("document", the_catalogue(), ids=lambda d: d.id)
@pytest.mark.parametrize("claimed", [Relation.SPOUSE, Relation.PUBLIC])
def test_whom_registers_may_not_tell_of_is_as_nobody_to_a_stranger(
    document: DocumentType, claimed: Relation
) -> None:
    facts = facts_of(document, applicant=STRANGER, claimed=claimed, person=a_person())
    refused = replace(facts, answered=every(facts.answered, Denied("no")))
    assert told(refused) == told(replace(facts, answered=of_nobody(facts.answered)))
