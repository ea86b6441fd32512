"""What people do on a stage: each asks until there is an answer, always with the same key."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any

from chalicelib.domain.cases.moving.acting import Actor
from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.shared.errors import DomainError
from chalicelib.usecases.cases.acting.act import Acting
from chalicelib.usecases.cases.opening.open_case import OpenCommand
from tests.faults.stage import TENANT, Stage

NOT_YET = frozenset(
    {"not_waiting", "event_not_possible", "not_held", "not_found", "still_running", "not_ready"}
)
"""What people are told who come too early: what a work has to do first isn't done yet."""
MOVED = frozenset({"version_moved", "plan_moved"})
"""What they are told when something changed just now: they look again."""
PATIENCE = tuple(timedelta(minutes=m) for m in (2, 6, 20, 40))


@dataclass
class People:
    """Those who have to do with the cases of a stage."""

    stage: Stage
    keys: Any = field(default_factory=lambda: count(1))
    waits: tuple[timedelta, ...] = PATIENCE

    def open(self, **given: Any) -> str:
        """Somebody sends something in; the id of their case."""
        command = OpenCommand(tenant=TENANT, key=f"open-{len(self.stage.accepted)}", **given)
        opened = self.stage.person(lambda: self.stage.wiring.road.open_case(command))
        self.stage.accepted.append(opened.case.id)
        return opened.case.id

    def act(self, case_id: str, action: str, actor: Actor, event: str = "", **raw: Any) -> None:
        """Somebody does something on what they see now, or comes back when it is possible."""
        self._patiently(lambda: self._act(case_id, action, actor, raw, event))

    def claim(self, case_id: str, staff: Staff) -> None:
        """A colleague takes a case out of the list, once it is there."""
        self.does(lambda: self.stage.wiring.handling.claim.chosen(staff, case_id))

    def does(self, do: Callable[[], object], *done: str) -> None:
        """Staff do something; `done` are the codes of what they read when it was done already."""
        self._patiently(lambda: self._does(do, done))

    def _does(self, do: Callable[[], object], done: Collection[str]) -> None:
        try:
            self.stage.person(do)
        except DomainError as error:
            if error.code not in done or not self.stage.faults.hit:
                raise

    def _patiently(self, try_: Callable[[], None]) -> None:
        for wait in self.waits:
            try:
                try_()
            except DomainError as error:
                if error.code not in NOT_YET | MOVED:
                    raise
                self.stage.settle(wait)
            else:
                return
        try_()

    def _act(
        self, case_id: str, action: str, actor: Actor, raw: Mapping[str, Any], event: str
    ) -> None:
        stage = self.stage
        look = stage.person(lambda: stage.wiring.road.look.case(TENANT, case_id, actor))
        self.on(look.seen, look.shown_hash, case_id, action, actor, raw, event)

    def on(
        self,
        seen: int,
        shown: str,
        case_id: str,
        action: str,
        actor: Actor,
        raw: Mapping[str, Any],
        event: str = "",
    ) -> None:
        """Somebody does something on what they saw."""
        key = f"act-{next(self.keys)}"
        acting = Acting(TENANT, case_id, seen, action, actor, raw, key, event, shown)
        self.stage.person(lambda: self.stage.wiring.road.act(acting))
