"""The outcome of the rules for one request, with each rule's finding kept."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What happens to a request, from the gravest: the gravest finding decides."""

    REFUSE = "refuse"
    REVIEW = "review"
    WAIT = "wait"
    ISSUE = "issue"


class RuleResult(StrEnum):
    """What one rule found; unknown when a fact it needs isn't there (yet)."""

    PASSED = "passed"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule applied: what it says to the citizen and the clerk, and where the law says it.

    `outcome` is what this finding alone leads to. `party` is the number of the party it is about,
    0 for the case as a whole. `said` is the code of what it says, of a rule that can say several
    things; None where that wasn't kept.
    """

    code: str
    version: int
    result: RuleResult
    outcome: Outcome
    basis: str
    citizen: str
    clerk: str
    party: int = 0
    said: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """All findings, and the law and the version of the document they were made under."""

    outcome: Outcome
    regime: str
    document_version: int
    findings: tuple[Finding, ...]

    @property
    def failed(self) -> tuple[Finding, ...]:
        """What kept the document from being issued at once."""
        return tuple(f for f in self.findings if f.result is RuleResult.FAILED)


def decide(findings: tuple[Finding, ...]) -> Outcome:
    """The gravest outcome among the findings; issue when none objects."""
    order = list(Outcome)
    return min((f.outcome for f in findings), key=order.index, default=Outcome.ISSUE)
