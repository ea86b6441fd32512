"""The store that tells what it did: one line for each change of a case, ids and codes only.

Every change passes here, whoever made it, so use cases needn't speak of it.
"""

from typing import override

from chalicelib.adapters.aws.store.cases import DynamoCases
from chalicelib.domain.cases.change import Change
from chalicelib.log import logger
from chalicelib.ports.cases import Created, OpeningGuards, Repeated


class WatchedCases(DynamoCases):
    """CaseStore: what was stored is told."""

    @override
    def create(self, change: Change, guards: OpeningGuards) -> Created | Repeated:
        answer = super().create(change, guards)
        if isinstance(answer, Created):
            _tell(change)
        return answer

    @override
    def store(self, change: Change) -> None:
        super().store(change)
        if change.events:
            _tell(change)


def _tell(change: Change) -> None:
    case = change.case
    verdict = case.verdict
    logger.info(
        "decision",
        correlation_id=case.id,
        tenant=case.tenant,
        definition=case.process,
        channel=case.intake.channel.value,
        events=[event.name for event in change.events],
        state=case.instance.state,
        outcome=verdict.outcome.value if verdict else "",
        rules=[finding.code for finding in verdict.failed] if verdict else [],
    )
