"""What a process decides in Python, bound to the names that its definition gives."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from chalicelib.domain.cases.case import Case
from chalicelib.domain.cases.intake import Intake
from chalicelib.domain.cases.party import Party
from chalicelib.domain.cases.verdict import Finding
from chalicelib.domain.process.actions import Field
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.judging import Answer
from chalicelib.domain.process.states import REFUSED
from chalicelib.domain.registers.access import Service
from chalicelib.domain.registers.answers import Answer as Reply
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.tenants.municipality import Municipality

type Values = Mapping[str, Any]
"""What people filled in, by field: each of the type of its kind (see forms)."""

type Facts = Mapping[tuple[Service, int], Reply[Any]]
"""What registers answered, by service and number of the party it is about."""


@dataclass(frozen=True, slots=True)
class Scene[P]:
    """A case as it will be once an event happened, with who causes it: what a guard judges.

    `role` is the role in which the actor acts (`work`, `clock` and `mail` are the engine's),
    `author` who it is (`party:2`, `staff:k17`). `day` is the municipality's. `party` is the one
    judged, for guards of one party. `facts` holds the services that the guard reads.
    """

    case: Case[P]
    definition: Definition
    municipality: Municipality
    event: str
    role: str
    author: str
    at: datetime
    day: date
    values: Values = field(default_factory=dict)
    facts: Facts = field(default_factory=dict)
    party: Party | None = None


type Guard[P] = Callable[[Scene[P]], Answer]
"""Yes, no, or can't say."""

type Turn[P] = Callable[[Scene[P]], P]
"""What an event makes of the payload, beyond the fields that go there by themselves."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a case begins with: who sends it, in which role, with what filled in."""

    tenant: str
    role: str
    starter: Party
    values: Values
    intake: Intake
    municipality: Municipality
    day: date


@dataclass(frozen=True, slots=True)
class Opened[P]:
    """How a case begins: its payload, its parties (the starter is number 1), codes of the event."""

    payload: P
    parties: tuple[Party, ...]
    codes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class WantedClaim:
    """What a form wants to be held while it is filled in: the key of a claim, and in words.

    `chosen_in` is the field; while nothing is chosen in it `key` is empty. `instead` are the keys
    of what could be chosen, each with its words, by what they have in common: the nearest first.
    """

    claim: str
    key: str
    words: str
    chosen_in: str
    instead: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Leaflet:
    """What is to be known before choosing: lines with their values, and sentences below."""

    title: str
    lines: tuple[tuple[str, str], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be chosen: the code that is kept, the words that are read."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class ProcessType[P]:
    """A process in Python. Every name that a definition gives must be here, and none more.

    `payload` is a frozen dataclass; `lift` brings what an older version wrote one version on.
    `opens` makes the payload of the filled-in form and raises InvalidInputError. `keys` gives what
    a case claims, by claim. `options` gives what a field offers. `shown` is what a party confirms:
    its hash stands with the party, and a change under it asks them again. `dimensions` are codes
    for the figures. `printed` gives the words of a document's fields, by slot. `turns` are by the
    event, whoever causes it, and come before its guards.

    `about` are people whom a case is about, parties or not: no colleague has their own in hand.
    `assurance` is asked of roles whose level the payload decides. `same` is the text that two
    openings have in common when the second is a duplicate; empty when nothing makes one. `undone`
    are the outcomes after which the same may be begun anew at once, a refusal apart.
    `wants` is what a form, as far as it is filled in, wants to be held, of an action in a case or
    (None) before there is one; it raises InvalidInputError for what can't be had. `leaflets` stand
    beside a field that lets choose, by its options.
    `household` are the people among whom a field of that kind lets choose, by national number, once
    there is a case; before, they are the household of whoever fills the form in.
    `teams` gives the teams that there are here, by the field of the payload that names one.
    `meant` is whom an invited party must be, None for whoever holds the invitation. `notified` is
    the code of the municipality to which a role's notices go, empty for nobody.

    `besides` is what an action takes beside its fields, as it came: what it prepares reads it.

    `title` is what a case is called where the process's own title says too little. `looking` is how
    surely a party must sign in to see more than how it stands; what acting asks when it is None.
    `told` are codes of the payload that a party may know; `findings` what it may know of the
    findings that are about it or about nobody in particular.
    `is_act` tells of a slot whether its document is an act of civil status, which only the
    registrar may revoke. `decided_by` is the role of staff without which nobody decides on a case,
    empty where each role of its worklist may: others may prepare it, but aren't handed it next.

    `traits` are codes by which a municipality's standard texts fit a case.
    `implied` are rules that fail whenever another does, by that other: the figures leave them out.
    `forgets` gives the payload without what is about the party of a number (0: about anybody);
    of a process without it nobody can be forgotten.
    """

    id: str
    payload: type[P]
    payload_version: int
    opens: Callable[[Opening], Opened[P]]
    lift: Callable[[Mapping[str, Any], int], Mapping[str, Any]] = lambda data, _: data
    guards: Mapping[str, Guard[P]] = field(default_factory=dict)
    turns: Mapping[str, Turn[P]] = field(default_factory=dict)
    besides: Mapping[str, tuple[Field, ...]] = field(default_factory=dict)
    keys: Mapping[str, Callable[[Case[P]], tuple[str, ...]]] = field(default_factory=dict)
    options: Mapping[str, Callable[[Case[P] | None, Municipality], tuple[Option, ...]]] = field(
        default_factory=dict
    )
    wants: Callable[[Values, Municipality, date, Case[P] | None], WantedClaim | None] = (
        lambda _values, _here, _day, _case: None
    )
    leaflets: Mapping[str, Callable[[Municipality, date], Leaflet]] = field(default_factory=dict)
    household: Callable[[Case[P]], tuple[Option, ...]] = lambda _: ()
    teams: Mapping[str, Callable[[Municipality], tuple[Option, ...]]] = field(default_factory=dict)
    when: Mapping[str, Callable[[Values], bool]] = field(default_factory=dict)
    shown: Callable[[P], Mapping[str, str]] | None = None
    dimensions: Callable[[Case[P]], Mapping[str, str]] = lambda _: {}
    about: Callable[[Case[P]], tuple[NationalNumber, ...]] = lambda _: ()
    subject: Callable[[Case[P], str], Party] = lambda case, _: case.parties[0]
    printed: Callable[[Case[P], str], Mapping[str, str]] = lambda _case, _slot: {}
    assurance: Callable[[P, Municipality], Assurance] = lambda _payload, _here: Assurance.HIGH
    same: Callable[[P], str] = lambda _: ""
    undone: frozenset[str] = frozenset()
    meant: Callable[[Case[P], Party], NationalNumber | None] = lambda _case, _party: None
    notified: Callable[[Case[P], str], str] = lambda _case, _role: ""
    title: Callable[[P], str] = lambda _: ""
    looking: Callable[[P, Municipality], Assurance] | None = None
    told: Callable[[Case[P], Party], Mapping[str, str]] = lambda _case, _party: {}
    findings: Callable[[Case[P], Party], tuple[Finding, ...]] = lambda case, _: (
        case.verdict.findings if case.verdict else ()
    )
    is_act: Callable[[Case[P], str], bool] = lambda _case, _slot: False
    decided_by: Callable[[Case[P]], str] = lambda _: ""
    traits: Callable[[Case[P]], frozenset[str]] = lambda _: frozenset()
    implied: Mapping[str, str] = field(default_factory=dict)
    forgets: Callable[[Case[P], int], P] | None = None

    def leaves_undone(self, outcome: str) -> bool:
        """Whether who asked didn't get it when a case ends with an outcome."""
        return outcome == REFUSED or outcome in self.undone
