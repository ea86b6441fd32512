"""Look again at what wasn't there: a case that waits for another authority goes on by itself."""

from dataclasses import dataclass

from chalicelib.domain.cases.outcome import Done, Later, Outcome
from chalicelib.domain.cases.verdict import Outcome as Verdicts
from chalicelib.domain.cases.verdict import Verdict
from chalicelib.domain.certificates.evaluate import evaluate
from chalicelib.domain.certificates.order import CertificateCase, CertificateOrder
from chalicelib.domain.registers.access import Actor, ActorKind
from chalicelib.usecases.cases.working.works import WorkContext
from chalicelib.usecases.certificates.facts.ask_facts import AskFacts

SYSTEM = Actor(ActorKind.SYSTEM, "recheck")


@dataclass(frozen=True, slots=True)
class RecheckCertificate:
    """The same rules on what the registers say now."""

    ask: AskFacts

    def __call__(self, case: CertificateCase, context: WorkContext) -> Outcome[CertificateOrder]:
        """Issue when all holds, back to a clerk when something changed, else look again later."""
        facts = self.ask.or_later(case, SYSTEM, context.frame.at)
        if isinstance(facts, Later):
            return facts
        verdict = evaluate(facts)
        if verdict.outcome is Verdicts.ISSUE:
            return Done(("all_conditions_met",), verdict=verdict)
        if _same(verdict, case.verdict):
            return Later("nothing_new")
        rules = ("rules", " ".join(finding.code for finding in verdict.failed))
        return Done(("answered",), verdict=verdict, codes=(rules,))


def _same(verdict: Verdict, before: Verdict | None) -> bool:
    return before is not None and _results(verdict) == _results(before)


def _results(verdict: Verdict) -> dict[str, str]:
    return {finding.code: finding.result for finding in verdict.findings}
