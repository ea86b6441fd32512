"""From facts to a verdict: every rule of the document, always all of them, the gravest decides."""

from dataclasses import replace

from chalicelib.domain.cases.verdict import Finding, Outcome, RuleResult, Verdict, decide
from chalicelib.domain.certificates.facts import Facts, RegisterAnswers
from chalicelib.domain.certificates.rules import REGISTRY
from chalicelib.domain.certificates.rules.registry import MAIN, PUBLIC, WAITING, Audience

_BY_RELATION = "relation_proven"


def evaluate(facts: Facts) -> Verdict:
    """Apply the conditions and the triggers of the document, in its order.

    Raises KeyError for a code that no rule has; the catalogue refuses such a document.
    """
    document = facts.document
    codes = (*document.conditions, *document.triggers)
    findings = tuple(REGISTRY[code].apply(facts) for code in codes)
    return Verdict(
        outcome=decide(findings),
        regime=facts.regime.id if facts.regime else "",
        document_version=document.version,
        findings=findings,
    )


def preview(facts: Facts) -> Verdict:
    """The verdict before any register is read: what only a register knows is unknown."""
    return evaluate(replace(facts, answered=RegisterAnswers()))


def shown_to_applicant(verdict: Verdict, *, is_subject: bool) -> Verdict:
    """The verdict without the clerk's sentences and what it tells about somebody else's data.

    Who asks about another person sees what the registers say of that person only when both
    entitlement and relation hold, and never what is the subject's own to tell. A document that is
    open to anybody tells only that it is there: what keeps it back would say of any number
    whether it exists, and of whom. What is withheld looks like what isn't known yet.
    """
    seen = _seen(verdict, is_subject=is_subject)
    findings = (f if _audience(f.code) in seen else _withheld(f) for f in verdict.findings)
    return replace(verdict, findings=tuple(replace(f, clerk="") for f in findings))


def _seen(verdict: Verdict, *, is_subject: bool) -> set[Audience]:
    if is_subject:
        return set(Audience)
    return {Audience.ANYBODY, Audience.ENTITLED} if _is_entitled(verdict) else {Audience.ANYBODY}


def _is_entitled(verdict: Verdict) -> bool:
    """What was stored without saying why somebody may have it is held to be open to anybody."""
    passed = {f.code for f in verdict.findings if f.result is RuleResult.PASSED}
    is_open = any(f.code == _BY_RELATION and f.said in {PUBLIC, None} for f in verdict.findings)
    asked = {f.code for f in verdict.findings if _audience(f.code) is Audience.ENTITLED}
    return {"applicant_entitled", _BY_RELATION, *(asked if is_open else ())} <= passed


def _audience(code: str) -> Audience:
    """Of a rule that is no more, only the subject may see what it found."""
    return REGISTRY[code].audience if code in REGISTRY else Audience.SUBJECT


def _withheld(finding: Finding) -> Finding:
    unknown, words = RuleResult.UNKNOWN, WAITING.citizen
    return replace(finding, result=unknown, outcome=Outcome.WAIT, citizen=words, said=MAIN)
