"""All of the promises, one after the other."""

from collections.abc import Callable, Iterator
from typing import Any

from tests.faults.promises.documents import (
    no_object_without_an_owner,
    nothing_sent_along_is_lost,
    one_of_each_document,
)
from tests.faults.promises.figures import figures_equal_a_recount
from tests.faults.promises.kept import (
    claims_are_of_open_cases,
    each_ended_or_waits_for_somebody,
    events_replay,
    nothing_accepted_is_lost,
    who_asked_finds_it,
)
from tests.faults.promises.mails import every_mail_once
from tests.faults.stage import TENANT, Known, Stage


def violations(stage: Stage) -> list[str]:
    """What isn't as promised; empty when all is well."""
    found = [*stage.said, *(f"a message was given up: {body}" for body in stage.dead)]
    stage.faults.plan.clear()
    stage.known = [_read(stage, row) for row in stage.rows() if row["sk"]["S"] == "STATE"]
    for check in CHECKS:
        found.extend(check(stage))
    return found


def _read(stage: Stage, row: dict[str, Any]) -> Known:
    case, store = stage.case(row["pk"]["S"].rpartition("#")[2]), stage.wiring.cases.store
    return Known(case, store.events(TENANT, case.id), store.entries(TENANT, case.id))


CHECKS: tuple[Callable[[Stage], Iterator[str]], ...] = (
    nothing_accepted_is_lost,
    who_asked_finds_it,
    each_ended_or_waits_for_somebody,
    events_replay,
    one_of_each_document,
    nothing_sent_along_is_lost,
    no_object_without_an_owner,
    claims_are_of_open_cases,
    every_mail_once,
    figures_equal_a_recount,
)
