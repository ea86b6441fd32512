"""A plan to forget somebody, and what was done, in words."""

from collections.abc import Iterator, Sequence

from chalicelib.domain.privacy.holdings import Holdings
from chalicelib.domain.privacy.retention import Fate, Holding, Retention, RetentionRule
from chalicelib.usecases.privacy.forget import Forgotten, Plan

HEADINGS = {
    Fate.ERASED: "Gewist wordt:",
    Fate.KEPT: "Blijft, omdat de wet dat vraagt of toelaat:",
    Fate.PASSES: "Verdwijnt vanzelf:",
}
UNCOUNTED = frozenset({Holding.GUARDS, Holding.BACKUPS})
"""What can't be told by person."""


def plan_lines(plan: Plan, retention: Retention) -> Iterator[str]:
    """What would go, what stays and why, and what is in the way; no number, name or address."""
    for fate, heading in HEADINGS.items():
        yield heading
        for rule in retention.of(fate):
            yield from _counted(rule, plan.holdings)
        yield ""
    if plan.obstacles:
        yield "Dit moet eerst gebeuren:"
        yield from (f"  {found.reference}: {found.why}" for found in plan.obstacles)


def _counted(rule: RetentionRule, holdings: Holdings) -> Iterator[str]:
    count = "" if rule.holding in UNCOUNTED else str(holdings.count(rule.holding))
    yield f"{count:>6}  {rule.what}"
    until = f" {rule.until[0].upper()}{rule.until[1:]}." if rule.fate is not Fate.ERASED else ""
    yield f"        {rule.why}{until} {rule.basis}."


def answer_lines(done: Sequence[Forgotten], retention: Retention) -> Iterator[str]:
    """What was done, for the answer to the person (AVG art. 12, lid 3 en 4)."""
    files, texts = sum(one.files for one in done), sum(one.texts for one in done)
    yield f"Gewist: {len(done)} aanvragen, {files} bestanden, {texts} teksten."
    yield from (f"  {one.reference}" for one in done)
    yield "Dit blijft bewaard:"
    for rule in (*retention.of(Fate.KEPT), *retention.of(Fate.PASSES)):
        yield f"  - {rule.what}: {rule.until}. {rule.why} ({rule.basis})"
    yield (
        "Bent u het daar niet mee eens, dan kunt u klacht indienen bij de"
        " Gegevensbeschermingsautoriteit, of naar de rechter gaan (AVG art. 77 en 79)."
    )
