"""Decide on a request, and when nothing stands in the way make its document and mail the link."""

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from chalicelib.domain.cases.verdict import Outcome
from chalicelib.domain.certificates.evaluate import evaluate
from chalicelib.domain.certificates.facts import Facts
from chalicelib.domain.certificates.wording.context import MissingFactError
from chalicelib.domain.former_cases.as_case import issued_as
from chalicelib.domain.former_cases.case import Request
from chalicelib.domain.former_process import postpone
from chalicelib.domain.registers.access import Actor, ActorKind
from chalicelib.domain.registers.answers import Unavailable
from chalicelib.domain.shared.errors import ConflictError
from chalicelib.ports.errors import PermanentError, RetryableError, UnprintableError
from chalicelib.ports.platform import Clock
from chalicelib.ports.queues import WorkMessage, WorkQueue
from chalicelib.ports.requests import RequestStore
from chalicelib.usecases.certificates.gather import answers_of
from chalicelib.usecases.certificates.make import Make
from chalicelib.usecases.former_cases.ask_about import AskAbout
from chalicelib.usecases.former_cases.deliver_upload import DeliverUpload
from chalicelib.usecases.former_cases.effects import Effects
from chalicelib.usecases.former_cases.move import Data, Move
from chalicelib.usecases.former_cases.recheck import Found, Recheck

RETRY_DELAYS = (2, 10, 60, 300, 900)
"""Seconds after which what didn't answer is asked again; after the last a human takes over."""

SYSTEM = Actor(ActorKind.SYSTEM, "issue")
APPROVED = "fetching"
WORK = frozenset({"submitted", APPROVED, "sealing", "waiting_authority"})
"""The states in which a message means that there is something to do."""


class Result(StrEnum):
    """What came of one message."""

    ISSUED = "issued"
    TO_REVIEW = "to_review"
    REFUSED = "refused"
    LATER = "later"
    STALE = "stale"


type Done = tuple[Result, Request | None]


@dataclass(frozen=True, slots=True)
class Issue:
    """The issuance function: one message, one consultation, one decision, at most one document.

    Serial number, object key and mail token follow from the request's id, and the state changes
    under a condition on its version: running it twice, even at once, changes nothing more.
    """

    requests: RequestStore
    ask: AskAbout
    make: Make
    deliver_upload: DeliverUpload
    recheck: Recheck
    move: Move
    effects: Effects
    issue_queue: WorkQueue
    clock: Clock

    def __call__(self, message: WorkMessage) -> Done:
        """Handle a message. Raises RetryableError when the state couldn't be read or stored."""
        request = self.requests.get(message.tenant, message.request_id)
        if request is None:
            return Result.STALE, None
        if not _is_for(message, request):
            return Result.STALE, self._recover(request)
        try:
            return self._handle(request)
        except ConflictError:
            return Result.STALE, request

    def _recover(self, request: Request) -> Request:
        """Finish what a crash left in the outbox, once it is clear that nobody is at it."""
        if request.outbox and request.retry_at and request.retry_at <= self.clock.now():
            return self.effects(request)
        return request

    def _handle(self, request: Request) -> Done:
        match request.instance.state:
            case "sealing":
                return Result.ISSUED, self.deliver_upload(request)
            case "waiting_authority":
                return self._again(request)
            case _:
                return self._from_registers(request)

    def _again(self, request: Request) -> Done:
        """What isn't there yet is looked at again when the tick says so."""
        try:
            found, after = self.recheck(request)
        except RetryableError:
            return Result.LATER, request
        return (Result.LATER if found is Found.NOTHING else Result.TO_REVIEW), after

    def _from_registers(self, request: Request) -> Done:
        try:
            facts = self.ask(request, SYSTEM)
        except RetryableError:
            return self._later(request)
        if any(isinstance(answer, Unavailable) for answer in answers_of(facts.dossier)):
            return self._later(request)
        if request.instance.state == APPROVED:
            return self._issue(request, facts, before=())
        return self._decide(request, facts)

    def _decide(self, stored: Request, facts: Facts) -> Done:
        verdict = evaluate(facts)
        request = replace(stored, verdict=verdict)
        codes = ("rules", " ".join(finding.code for finding in verdict.failed))
        match verdict.outcome:
            case Outcome.ISSUE:
                before = ("evaluate", "all_conditions_met")
                return self._issue(request, facts, before=before)
            case Outcome.REFUSE:
                return self._move(Result.REFUSED, request, ("evaluate", "not_eligible"), (codes,))
            case _:
                names = ("evaluate", "condition_failed")
                return self._move(Result.TO_REVIEW, request, names, (codes,))

    def _issue(self, request: Request, facts: Facts, *, before: tuple[str, ...]) -> Done:
        """Make the document and store the state with all events up to it at once."""
        try:
            issued = issued_as(self.make(facts, self.clock.now()))
        except RetryableError:
            return self._later(request)
        except MissingFactError:
            return self._move(Result.TO_REVIEW, request, (*before, "source_ambiguous"))
        except UnprintableError as error:
            names = (*before, "source_ok", "print_failed")
            return self._move(Result.TO_REVIEW, request, names, (error.why,))
        except PermanentError:
            return self._move(Result.TO_REVIEW, request, (*before, "source_ok", "seal_failed"))
        names = (*before, "source_ok", "stored")
        return self._move(Result.ISSUED, replace(request, issued=issued), names)

    def _later(self, request: Request) -> Done:
        """Ask again after a while, a few times; then let a human see to it."""
        if request.attempts >= len(RETRY_DELAYS):
            return self._move(Result.TO_REVIEW, request, ("source_failed",))
        delay = RETRY_DELAYS[request.attempts]
        again = self.clock.now() + timedelta(seconds=2 * delay + 30)
        after = replace(
            request,
            attempts=request.attempts + 1,
            retry_at=again,
            instance=postpone(request.instance, again),
        )
        self.requests.touch(after)
        self.issue_queue.send(
            WorkMessage(request.tenant, request.id, request.instance.version), delay
        )
        return Result.LATER, after

    def _move(
        self, result: Result, request: Request, names: tuple[str, ...], data: Data = ()
    ) -> Done:
        return result, self.move(request, *names, data=data)


def _is_for(message: WorkMessage, request: Request) -> bool:
    """Whether the work that a message names is still to be done."""
    instance = request.instance
    return message.version == instance.version and instance.state in WORK
