"""The work of a certificate: decide on it, and make it when nothing stands in the way."""

from dataclasses import dataclass, replace

from chalicelib.domain.cases.outcome import Done, Human, Later, Outcome
from chalicelib.domain.cases.verdict import Outcome as Verdicts
from chalicelib.domain.cases.verdict import Verdict
from chalicelib.domain.certificates.evaluate import evaluate
from chalicelib.domain.certificates.facts import Facts
from chalicelib.domain.certificates.letters import refusal_of
from chalicelib.domain.certificates.order import CertificateCase, CertificateOrder
from chalicelib.domain.certificates.vouching import is_vouched
from chalicelib.domain.certificates.wording.context import MissingFactError
from chalicelib.domain.registers.access import Actor, ActorKind
from chalicelib.ports.errors import RetryableError, UnprintableError
from chalicelib.usecases.cases.working.works import WorkContext
from chalicelib.usecases.certificates.deliver_upload import DeliverUpload
from chalicelib.usecases.certificates.facts.ask_facts import AskFacts
from chalicelib.usecases.certificates.make import CantMakeError, Make

SYSTEM = Actor(ActorKind.SYSTEM, "issue")
APPROVED, DELAYED, UPLOADED = "fetching", "delayed", "sealing"
LONGEST_CAUSE = 80
"""Characters: the names of a call and of what AWS answered."""

type Ordered = Outcome[CertificateOrder]


@dataclass(frozen=True, slots=True)
class IssueCertificate:
    """One consultation, one decision at one moment, at most one document."""

    ask: AskFacts
    make: Make
    deliver_upload: DeliverUpload

    def __call__(self, case: CertificateCase, context: WorkContext) -> Ordered:
        """What becomes of the order now."""
        if case.instance.state == UPLOADED:
            return self.deliver_upload(case, context.frame.at)
        facts = self.ask.or_later(case, SYSTEM, context.frame.at)
        if isinstance(facts, Later):
            return facts
        if _is_approved(case):
            return self._issue(facts, context, before=())
        return self._decide(facts, context)

    def _decide(self, facts: Facts, context: WorkContext) -> Ordered:
        verdict = evaluate(facts)
        codes = (("rules", " ".join(finding.code for finding in verdict.failed)),)
        match verdict.outcome:
            case Verdicts.ISSUE:
                return self._decided(facts, context, verdict, "all_conditions_met")
            case _ if is_vouched(facts.case, verdict):
                return self._decided(facts, context, verdict, "vouched_for")
            case Verdicts.REFUSE:
                said = refusal_of(verdict, facts.document)
                events = ("evaluate", "not_eligible")
                return Done(events, verdict=verdict, codes=codes, refusal=said)
            case _:
                return Done(("evaluate", "condition_failed"), verdict=verdict, codes=codes)

    def _decided(self, facts: Facts, context: WorkContext, verdict: Verdict, event: str) -> Ordered:
        made = self._issue(facts, context, before=("evaluate", event))
        return made if isinstance(made, Later) else replace(made, verdict=verdict)

    def _issue(self, facts: Facts, context: WorkContext, *, before: tuple[str, ...]) -> Ordered:
        """Make the document; all events up to it are stored with it."""
        try:
            issued = self.make(facts, context.frame.at)
        except RetryableError:
            return Later("making")
        except MissingFactError as error:
            return Human("source_ambiguous", error.code, before)
        except UnprintableError as error:
            return Human("print_failed", "print", (*before, "source_ok"), codes=(error.why,))
        except CantMakeError as error:
            why = (("cause", str(error)[:LONGEST_CAUSE]),)
            return Human(f"{error.part}_failed", error.part, (*before, "source_ok"), codes=why)
        return Done((*before, "source_ok", "stored"), documents=(issued,))


def _is_approved(case: CertificateCase) -> bool:
    """Whether a clerk decided, or the rules did once what was awaited was there."""
    state, approval = case.instance.state, case.payload.approval
    return state == APPROVED or (state == DELAYED and approval is not None)
