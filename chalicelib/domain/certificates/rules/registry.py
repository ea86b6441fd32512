"""What a rule is, and the list of all of them by code."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.cases.verdict import Finding, Outcome, RuleResult
from chalicelib.domain.certificates.facts import Facts

OWN_RULE = "Keuze van de gemeente"
"""The basis of what no law asks; docs/rules.md lists these choices."""

MAIN = ""
"""The case of a rule that has only one way to pass or fail, or the most common one."""


PUBLIC = "public"
"""The case of a right that everybody has, instead of one by a relation with the subject."""


class RuleKind(StrEnum):
    """A condition must hold; a trigger must not occur, and its code says what would."""

    CONDITION = "condition"
    TRIGGER = "trigger"


class Audience(StrEnum):
    """Whom a finding may be shown to, besides the clerk: it can tell about the subject."""

    ANYBODY = "anybody"
    ENTITLED = "entitled"
    SUBJECT = "subject"


@dataclass(frozen=True, slots=True)
class Says:
    """What a finding says, in Dutch and without personal data.

    `{names}` are filled with the values of the answer. `outcome` is what failing leads to.
    """

    citizen: str
    clerk: str
    outcome: Outcome = Outcome.REVIEW


@dataclass(frozen=True, slots=True)
class RuleJudgement:
    """What a rule finds in the facts.

    `case` picks the sentences, `basis` is the provision where that depends on the document.
    """

    result: RuleResult
    case: str = MAIN
    basis: str = ""
    values: tuple[tuple[str, str], ...] = ()


PASSED = RuleJudgement(RuleResult.PASSED)
FAILED = RuleJudgement(RuleResult.FAILED)
UNKNOWN = RuleJudgement(RuleResult.UNKNOWN)


def passed(case: str = MAIN, basis: str = "", **values: str) -> RuleJudgement:
    """It holds; `values` may hold codes, dates, counts and labels only."""
    return RuleJudgement(RuleResult.PASSED, case, basis, tuple(values.items()))


def failed(case: str = MAIN, basis: str = "", **values: str) -> RuleJudgement:
    """It doesn't hold; `values` may hold codes, dates, counts and labels only."""
    return RuleJudgement(RuleResult.FAILED, case, basis, tuple(values.items()))


WAITING = Says(
    "Dit gaan wij nog na in de registers.",
    "Nog niet nagegaan: het register is niet geraadpleegd of gaf geen bruikbaar antwoord.",
)
"""What every rule says as long as a fact that it needs isn't there."""

type Check = Callable[[Facts], RuleJudgement]
type Cases = Mapping[str, Says]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; `version` goes up when its outcome changes, so that findings stay explainable."""

    code: str
    version: int
    kind: RuleKind
    title: str
    basis: str
    audience: Audience
    passed: Cases
    failed: Cases
    check: Check

    def apply(self, facts: Facts) -> Finding:
        """The rule's finding on one request."""
        answer = self.check(facts)
        says, outcome = self._speak(answer)
        values = dict(answer.values)
        return Finding(
            code=self.code,
            version=self.version,
            result=answer.result,
            outcome=outcome,
            basis=answer.basis or self.basis,
            citizen=says.citizen.format_map(values),
            clerk=says.clerk.format_map(values),
            said=answer.case,
        )

    def _speak(self, answer: RuleJudgement) -> tuple[Says, Outcome]:
        match answer.result:
            case RuleResult.PASSED:
                return self.passed[answer.case], Outcome.ISSUE
            case RuleResult.FAILED:
                says = self.failed[answer.case]
                return says, says.outcome
            case RuleResult.UNKNOWN:
                return WAITING, Outcome.WAIT


REGISTRY: dict[str, Rule] = {}
"""Every rule by its code, in the order in which they are written."""


def rule(
    code: str,
    *,
    title: str,
    basis: str,
    passed: Says | Cases,
    failed: Says | Cases,
    kind: RuleKind = RuleKind.CONDITION,
    audience: Audience = Audience.ANYBODY,
    version: int = 1,
) -> Callable[[Check], Check]:
    """Register a function over the facts as the rule with a code. Raises ValueError for a twin."""

    def register(check: Check) -> Check:
        if code in REGISTRY:
            raise ValueError(f"there are two rules {code}")
        REGISTRY[code] = Rule(
            code,
            version,
            kind,
            title,
            basis,
            audience,
            _cases(passed),
            _cases(failed),
            check,
        )
        return check

    return register


def _cases(says: Says | Cases) -> Cases:
    return {MAIN: says} if isinstance(says, Says) else dict(says)
