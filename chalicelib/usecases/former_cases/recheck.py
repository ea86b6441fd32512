"""Look again whether what was waited for is there, and go on by itself when it is."""

from dataclasses import dataclass, replace
from enum import StrEnum

from chalicelib.domain.cases.verdict import Outcome, Verdict
from chalicelib.domain.certificates.evaluate import evaluate
from chalicelib.domain.certificates.facts import Facts
from chalicelib.domain.former_cases.case import Request
from chalicelib.domain.registers.access import Actor, ActorKind
from chalicelib.domain.registers.answers import Unavailable
from chalicelib.usecases.certificates.gather import answers_of
from chalicelib.usecases.former_cases.ask_about import AskAbout
from chalicelib.usecases.former_cases.move import Move

SYSTEM = Actor(ActorKind.SYSTEM, "recheck")
SOURCE = "source_register"


class Found(StrEnum):
    """What looking again gave."""

    NOTHING = "nothing"
    SOMETHING = "something"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Recheck:
    """The registers decide: all is well now, a human must look again, or keep waiting."""

    ask: AskAbout
    move: Move

    def __call__(self, request: Request) -> tuple[Found, Request]:
        """Ask the registers again; with ALL the request can be issued at once.

        Raises ConflictError, RetryableError.
        """
        facts = self.ask(request, SYSTEM)
        if any(isinstance(answer, Unavailable) for answer in answers_of(facts.dossier)):
            return Found.NOTHING, request
        return self._judge(request, facts)

    def _judge(self, request: Request, facts: Facts) -> tuple[Found, Request]:
        verdict = evaluate(facts)
        judged = replace(request, verdict=verdict)
        if verdict.outcome is Outcome.ISSUE:
            return Found.ALL, self.move(judged, "all_conditions_met")
        if _same(verdict, request.verdict):
            return Found.NOTHING, request
        rules = ("rules", " ".join(finding.code for finding in verdict.failed))
        return Found.SOMETHING, self.move(judged, "answered", actor=SOURCE, data=(rules,))


def _same(verdict: Verdict, before: Verdict | None) -> bool:
    return before is not None and _results(verdict) == _results(before)


def _results(verdict: Verdict) -> dict[str, str]:
    return {finding.code: finding.result for finding in verdict.findings}
