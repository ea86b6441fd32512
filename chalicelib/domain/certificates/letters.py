"""What a refusal of a certificate can be made of."""

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.domain.cases.outcome import RULED
from chalicelib.domain.cases.process_type import Option
from chalicelib.domain.cases.verdict import Outcome, RuleResult, Verdict
from chalicelib.domain.certificates.catalogue import DocumentType, Family
from chalicelib.domain.certificates.rules.registry import OWN_RULE

ABOUT_ANOTHER = "iemand_anders"
"""Among what a reason is for: only a document about another than who asks."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a document may be refused.

    `only_for` are families of documents (none means all), and ABOUT_ANOTHER. It isn't so where a
    rule of `refuted_by` holds.
    """

    option: Option
    only_for: tuple[str, ...] = ()
    refuted_by: tuple[str, ...] = ()

    def fits(self, document: DocumentType, *, about_another: bool) -> bool:
        """Whether such a document can be refused for it."""
        families = [code for code in self.only_for if code != ABOUT_ANOTHER]
        is_about = about_another or ABOUT_ANOTHER not in self.only_for
        return is_about and (not families or document.family in families)

    def is_refuted(self, verdict: Verdict | None) -> bool:
        """Whether the rules found the opposite."""
        findings = verdict.findings if verdict else ()
        held = {f.code for f in findings if f.result is RuleResult.PASSED}
        return not held.isdisjoint(self.refuted_by)


@dataclass(frozen=True, slots=True)
class Refusals:
    """The reasons and the means of appeal that there are, in the order in which they are offered.

    Formal reasons are required (law of 29 July 1991 on the express motivation of administrative
    acts, art. 2 and 3).
    """

    reasons: tuple[Reason, ...] = ()
    appeals: tuple[Option, ...] = ()


def refusal_of(verdict: Verdict, document: DocumentType) -> Mapping[str, str]:
    """Why the rules refuse, the law where the rule has one, and how it can be contested.

    Against refusing an act one goes to the family court (oud BW art. 29), else to the Council of
    State.
    """
    first = next(f for f in verdict.failed if f.outcome is Outcome.REFUSE)
    is_act = document.family is Family.CIVIL_STATUS
    said = {"reason": first.code, "appeal": "familierechtbank" if is_act else "raad_van_state"}
    return said if OWN_RULE in first.basis else said | {RULED: first.basis}
