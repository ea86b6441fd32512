"""What the registers answered, in the words of the documents, for the eyes of a clerk."""

from collections.abc import Iterator
from contextlib import suppress

from chalicelib.domain.certificates.facts import Facts
from chalicelib.domain.certificates.rules.labels import STATUS
from chalicelib.domain.certificates.wording.context import Context, MissingFactError
from chalicelib.domain.certificates.wording.document import TELLERS
from chalicelib.domain.issued.printing import Line, Table
from chalicelib.domain.registers.answers import (
    Ambiguous,
    Answer,
    Denied,
    Found,
    NotFound,
    Unavailable,
)
from chalicelib.domain.registers.people import Person, PersonStatus
from chalicelib.web.cases.own import Told
from chalicelib.web.http import texts
from chalicelib.web.http.asked import RequestContext

say = texts.of_process("certificate_request").say

_FACTS = {
    "person": (
        "person.name",
        "person.birth",
        "person.national_number",
        "person.died",
        "person.address",
        "person.address_since",
        "person.nationality",
        "person.civil_status",
        "person.spouse",
        "person.cohabitation",
    ),
    "household": ("household.address", "household.members"),
    "residences": ("residences.all",),
    "act": (
        "act.fact",
        "act.concerned",
        "act.parties",
        *(code for code in TELLERS if code.startswith("detail.")),
        "act.effect",
        "act.number",
        "act.reference",
        "act.made",
        "act.registrar",
        "act.basis",
    ),
    "record": ("record.model", "record.convictions", "record.police"),
}
"""What is shown of each register: the field of the dossier, and codes of printed facts."""


def told(asked: RequestContext, facts: Facts) -> list[Told]:
    """Everything that was asked of the registers, in order."""
    context = Context(
        case=facts.case,
        document=facts.document,
        variant=facts.variant,
        answered=facts.answered,
        municipality=facts.municipality,
        labels=asked.wiring.templates.labels["nl"],
        issued_on=facts.today,
    )
    answers = {name: getattr(facts.answered, name) for name in _FACTS}
    return [_told(context, name, answer) for name, answer in answers.items() if answer is not None]


def _told(context: Context, name: str, answer: Answer[object]) -> Told:
    if not isinstance(answer, Found):
        return Told(name, trouble=_trouble(answer))
    pieces = list(_pieces(context, name))
    return Told(
        register=name,
        lines=tuple(piece for piece in pieces if isinstance(piece, Line)),
        tables=tuple(piece for piece in pieces if isinstance(piece, Table)),
        sentences=tuple(piece for piece in pieces if isinstance(piece, str)),
        alerts=tuple(_alerts(answer.value)),
    )


def _pieces(context: Context, name: str) -> Iterator[Line | Table | str]:
    """Every fact there is; one that the register doesn't hold is left out."""
    for code in _FACTS[name]:
        with suppress(MissingFactError):
            yield from list(TELLERS[code](context))


def _alerts(found: object) -> Iterator[str]:
    """What a clerk must not overlook."""
    if not isinstance(found, Person):
        return
    if found.status is not PersonStatus.ACTIVE:
        yield say("registers_say.not_active", status=STATUS[found.status])
    if found.is_protected:
        yield say("registers_say.protected")
    if found.pending_change:
        yield say("registers_say.pending")


def _trouble(answer: Answer[object]) -> str:
    match answer:
        case NotFound():
            return say("registers_say.nothing")
        case Ambiguous(count):
            return say("registers_say.several", count=count)
        case Unavailable():
            return say("registers_say.silent")
        case Denied():
            return say("registers_say.denied")
        case _:
            return ""
