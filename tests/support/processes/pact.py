"""A process that exists in tests only: two people make a pact, a scribe looks at it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from chalicelib.domain.cases.case import Case
from chalicelib.domain.cases.issued import IssuedDocument
from chalicelib.domain.cases.outcome import Done, Human, Later, Outcome
from chalicelib.domain.cases.party import Party
from chalicelib.domain.cases.process_type import (
    Guard,
    Opened,
    Opening,
    Option,
    ProcessType,
    Scene,
)
from chalicelib.domain.process.judging import Answer
from chalicelib.domain.registers.access import Service
from chalicelib.domain.registers.answers import Found, NotFound
from chalicelib.ports.cases import AnyCase
from chalicelib.usecases.cases.working.works import Work, WorkContext

ELSEWHERE = "34041"


@dataclass(frozen=True, slots=True)
class Pact:
    """What the parties fill in; `asked` is who was asked something."""

    topic: str = ""
    hour: str | None = None
    bob_mail: str = ""
    quarter: str = "noord"
    desk: str = ""
    asked: str = ""


type PactScene = Scene[Pact]


def opens(opening: Opening) -> Opened[Pact]:
    values = opening.values
    payload = Pact(
        values["topic"], values.get("hour"), values.get("bob_mail", ""), desk=_desk(values)
    )
    parties: tuple[Party, ...] = (opening.starter,)
    if payload.bob_mail:
        parties = (*parties, Party(2, "bob", email=payload.bob_mail))
    return Opened(payload, parties)


def _desk(values: Mapping[str, Any]) -> str:
    return values["topic"].partition("@")[2]


def both_agreed(scene: PactScene) -> Answer:
    return Answer.of(holds=all(party.confirmed for party in scene.case.parties))


def has_to_agree(scene: PactScene) -> Answer:
    return Answer.of(holds=scene.party is not None and not scene.party.confirmed)


def is_asked(scene: PactScene) -> Answer:
    party = scene.party
    return Answer.of(holds=party is not None and party.role == scene.case.payload.asked)


def known(scene: PactScene) -> Answer:
    match scene.facts.get((Service.PERSON, 1)):
        case Found():
            return Answer.YES
        case NotFound():
            return Answer.NO
        case _:
            return Answer.UNKNOWN


def asked(scene: PactScene) -> Pact:
    return replace(scene.case.payload, asked=scene.values["whom"])


def answered(scene: PactScene) -> Pact:
    return replace(scene.case.payload, asked="")


def _options(*codes: str) -> Any:
    return lambda _case, _here: tuple(Option(code, f"{code} in woorden") for code in codes)


GUARDS: Mapping[str, Guard[Pact]] = {
    "both_agreed": both_agreed,
    "has_to_agree": has_to_agree,
    "is_asked": is_asked,
    "known": known,
}

PACT: ProcessType[Pact] = ProcessType(
    id="pact",
    payload=Pact,
    payload_version=1,
    opens=opens,
    guards=GUARDS,
    turns={"asked": asked, "answered": answered, "no_reply": answered},
    keys={
        "topic": lambda case: (case.payload.topic,),
        "hour": lambda case: (case.payload.hour,) if case.payload.hour else (),
        "desk": lambda case: (case.payload.desk,) if case.payload.desk else (),
    },
    options={
        "parties": _options("ann", "bob"),
        "grounds": _options("custom"),
        "reasons": _options("silly", "forbidden"),
    },
    teams={"quarter": lambda _here: (Option("noord", "Noord"), Option("zuid", "Zuid"))},
    when={"with_bob": lambda values: bool(values.get("with_bob"))},
    shown=lambda payload: {"Waarover": payload.topic},
    dimensions=lambda case: {"quarter": case.payload.quarter},
    printed=lambda case, _slot: {"topic": case.payload.topic, "hour": case.payload.hour or ""},
    same=lambda payload: payload.topic,
    undone=frozenset({"withdrawn", "lapsed"}),
    notified=lambda _case, role: ELSEWHERE if role == "guild" else "",
)


@dataclass(slots=True)
class PactWorks:
    """What the works do now: open to tests. An exception in place of an outcome is raised."""

    weigh: Any = field(default_factory=lambda: Done(("weighed",)))
    seal: Any = None
    look_again: Any = field(default_factory=lambda: Later("nothing_new"))
    runs: list[str] = field(default_factory=list)

    def __call__(self, type_id: str, name: str) -> Work:
        assert type_id == "pact"
        return lambda case, context: self._run(name, case, context)

    def _run(self, name: str, case: AnyCase, context: WorkContext) -> Outcome[Any]:
        self.runs.append(name)
        outcome = getattr(self, name)
        if isinstance(outcome, Exception):
            raise outcome
        if callable(outcome):
            return outcome(case, context)
        return outcome if outcome is not None else sealed(case, context)


def sealed(case: Case[Any], context: WorkContext) -> Done[Any]:
    return Done(("sealed",), documents=(a_deed(case, context),))


def a_deed(case: Case[Any], context: WorkContext, issue: int = 1) -> IssuedDocument:
    person = case.parties[0].person
    assert person is not None
    return IssuedDocument(
        slot="deed",
        issue=issue,
        number=f"{case.reference}-{issue}",
        type_id="deed",
        variant="",
        language="nl",
        subject=person,
        object_key=f"{case.files}/deed-{issue}",
        sha256="0" * 64,
        size=1,
        pages=1,
        issued_at=context.frame.at,
        issued_on=context.frame.day,
        valid_until=None,
        available_until=context.frame.day,
        audience=("ann", "bob", "handlers"),
    )


def odd(reason: str = "uneven") -> Human[Any]:
    return Human("odd", reason)
