"""Cases that nobody moves on: overdue beyond reason, looked at by nobody, or set aside."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from chalicelib.domain.process.following import SendWork, follows
from chalicelib.ports.cases import AnyCase, Unreadable
from chalicelib.wiring import Wiring
from ops.operate.deep.finding import DeepFinding, Repair
from ops.operate.deep.stored import StoredRows

REASON = timedelta(hours=1)
"""The tick comes every minute, and an alarm after a quarter of an hour."""


@dataclass(frozen=True, slots=True)
class Cases:
    """Looks at every case that hasn't ended."""

    wiring: Wiring
    stored: StoredRows

    def __call__(self) -> Iterator[DeepFinding]:
        """What is wrong with cases. Raises RetryableError."""
        now = self.wiring.platform.clock.now()
        for (tenant, case_id), row in self.stored.states.items():
            if "aside" in row:
                yield self._aside(tenant, case_id, row["aside"]["S"])
            elif "due_at" in row or row["state"]["S"] not in self._ends(row["process"]["S"]):
                yield from self._open(tenant, case_id, now)

    def _aside(self, tenant: str, case_id: str, why: str) -> DeepFinding:
        put_back = partial(self.wiring.cases.store.put_back, tenant, case_id)
        repair = Repair("put it back, if this release can read it", put_back)
        return DeepFinding(f"a case was set aside ({why})", f"{tenant} {case_id}", repair)

    def _open(self, tenant: str, case_id: str, now: datetime) -> Iterator[DeepFinding]:
        case = self.wiring.cases.store.get(tenant, case_id)
        if case is None or isinstance(case, Unreadable):
            return
        where, again = f"{tenant} {case_id}", partial(self._again, case, now)
        if case.due_at and now - case.due_at > REASON:
            what = f"a case is overdue since {case.due_at:%Y-%m-%d %H:%M}"
            yield DeepFinding(what, where, Repair("have the tick look at it", again))
        elif self._is_left(case):
            yield DeepFinding(
                "a case waits for its work, and nothing will run it",
                where,
                Repair("have its work run", again),
            )

    def _is_left(self, case: AnyCase) -> bool:
        definition = self.wiring.road.frames.of(case).definition
        does = isinstance(follows(definition, case.instance), SendWork)
        return does and case.work.next_at is None and not case.tasks

    def _again(self, case: AnyCase, now: datetime) -> bool:
        """A message more is harmless; without a time the case gets one."""
        if case.work.next_at is None and self._is_left(case):
            self.wiring.cases.store.touch(replace(case, work=replace(case.work, next_at=now)))
        self.wiring.road.follow_up.send(case)
        return True

    def _ends(self, process: str) -> frozenset[str]:
        """The states in which cases of a process end, of every version."""
        types = self.wiring.cases.types
        definitions = [types.definition(process, v) for v in types.versions(process)]
        return frozenset(s for one in definitions for s in one.states if one.is_final(s))
