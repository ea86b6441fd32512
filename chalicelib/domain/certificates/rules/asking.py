"""Questions to the registers' answers that several rules ask."""

from collections.abc import Callable

from chalicelib.domain.certificates.facts import Facts, RegisterAnswers
from chalicelib.domain.certificates.order import applicant_of
from chalicelib.domain.certificates.rules.registry import FAILED, PASSED, UNKNOWN, RuleJudgement
from chalicelib.domain.registers.access import Service
from chalicelib.domain.registers.acts import Act
from chalicelib.domain.registers.answers import Answer as RegisterAnswer
from chalicelib.domain.registers.answers import Found, Unavailable
from chalicelib.domain.registers.criminal_record import CriminalExtract
from chalicelib.domain.registers.people import Person


def is_self(facts: Facts) -> bool:
    """Whether somebody asks for a document about themselves."""
    return applicant_of(facts.case).person == facts.case.payload.subject


def is_waiting(answer: RegisterAnswer[object] | None) -> bool:
    """Whether a register has yet to be asked, or to be asked again."""
    return answer is None or isinstance(answer, Unavailable)


def services_of(facts: Facts) -> frozenset[Service]:
    """What is asked for the document; the person always is."""
    return facts.document.register.services | {Service.PERSON}


def answers_by_service(answered: RegisterAnswers) -> dict[Service, RegisterAnswer[object] | None]:
    """Every answer under the service that gave it."""
    return {
        Service.PERSON: answered.person,
        Service.HOUSEHOLD: answered.household,
        Service.RESIDENCES: answered.residences,
        Service.ACTS: answered.act,
        Service.CRIMINAL_RECORD: answered.record,
    }


def if_person(facts: Facts, holds: Callable[[Person], bool]) -> RuleJudgement:
    """Passed or failed by the person's file; unknown without one."""
    return _judge(facts.answered.person, holds)


def if_act(facts: Facts, holds: Callable[[Act], bool]) -> RuleJudgement:
    """Passed or failed by the act; unknown without exactly one."""
    return _judge(facts.answered.act, holds)


def if_record(facts: Facts, holds: Callable[[CriminalExtract], bool]) -> RuleJudgement:
    """Passed or failed by the extract from the criminal record; unknown without one."""
    return _judge(facts.answered.record, holds)


def _judge[T](answer: RegisterAnswer[T] | None, holds: Callable[[T], bool]) -> RuleJudgement:
    if not isinstance(answer, Found):
        return UNKNOWN
    return PASSED if holds(answer.value) else FAILED
