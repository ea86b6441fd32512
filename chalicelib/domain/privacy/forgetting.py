"""What is left of a request when who made it is forgotten, and what stands in the way of that."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.domain.cases.entry import Entry, EntryKind
from chalicelib.domain.cases.handling import Handling
from chalicelib.domain.cases.party import Party
from chalicelib.domain.certificates.order import CertificateCase
from chalicelib.domain.former_cases.tasks import Task, TaskKind
from chalicelib.domain.former_process import Definition, possible
from chalicelib.domain.registers.national_number import NOBODY
from chalicelib.domain.registers.relations import Relation

PROVING = frozenset(
    {
        EntryKind.LETTER,
        EntryKind.MAIL,
        EntryKind.POSTED,
        EntryKind.PROPOSAL,
        EntryKind.REVOCATION,
        EntryKind.ERASURE,
    }
)
"""What shows how a case was handled: it stays as a step, without what was said."""

CODES = frozenset(
    {"appeal", "done", "dropped", "notice", "reason", "replaced", "sha256", "template", "trouble"}
    | {"file", "files", "law", "mark", "texts", "versions"}
)
"""What stays of the data that go with an entry: nothing that anybody typed as they liked."""

REFUSED = "rejected"

_LEFT_OPEN = {
    TaskKind.LETTER: "er is nog een brief te versturen. Doe dat in het loket, onder Brieven.",
    TaskKind.MAIL: "een e-mail kwam niet aan. Werk dat af in het loket, onder Mails.",
}


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a request can't be forgotten yet, and how to get there, in words."""

    reference: str
    why: str


def anonymised(request: CertificateCase) -> CertificateCase:
    """A request of nobody about nobody: what was asked, how it went, and its document's line."""
    wish, intake = request.payload, request.intake
    return replace(
        request,
        wish=replace(
            wish,
            subject=NOBODY,
            claimed=Relation.SELF,
            purpose="",
            activity="",
            abroad="",
            remark="",
        ),
        applicant=Party(NOBODY, "", None),
        intake=replace(intake, identified_by=None),
        verdict=None,
        review=Handling(),
    )


def steps_of(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries that stay, without their texts and attachments."""
    return tuple(_step(entry) for entry in entries if entry.kind in PROVING)


def _step(entry: Entry) -> Entry:
    codes = tuple((name, code) for name, code in entry.data if name in CODES)
    return replace(entry, text="", data=codes, attachments=())


def obstacles(
    request: CertificateCase,
    definition: Definition,
    tasks: Collection[Task],
    refusal_days: int,
    now: datetime,
) -> Iterator[Obstacle]:
    """Everything that has to happen before a request can be forgotten; nothing when it can."""
    state = definition.state(request.instance.state)
    if not state.is_final:
        yield Obstacle(request.reference, f"{_running(request, definition)} ({state.label})")
        return
    if request.outbox:
        yield Obstacle(
            request.reference, "een bericht is nog niet vertrokken. Probeer het straks opnieuw."
        )
    yield from (Obstacle(request.reference, _LEFT_OPEN[task.kind]) for task in tasks)
    free = request.instance.entered_at + timedelta(days=refusal_days)
    if state.id == REFUSED and now < free:
        yield Obstacle(
            request.reference,
            f"tegen de weigering kan tot en met {free:%d/%m/%Y} beroep lopen (AVG art. 17, lid 3,"
            " e). Wis daarna.",
        )


def _running(request: CertificateCase, definition: Definition) -> str:
    if definition.state(request.instance.state).is_automatic:
        return "ze wordt nu behandeld; probeer het over enkele minuten opnieuw"
    if "withdraw" in possible(definition, request.instance, "citizen"):
        return "ze loopt nog: laat de burger ze intrekken, of laat een medewerker beslissen"
    return "ze loopt nog: laat een medewerker eerst beslissen"
