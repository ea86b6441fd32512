"""A member of staff looks into a case: the log first (DESIGN promise 4)."""

from dataclasses import dataclass

from chalicelib.domain.cases.moving.acting import Official
from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.registers.access import AccessContext, Actor, ActorKind
from chalicelib.ports.cases import AnyCase
from chalicelib.ports.registers import AccessLog
from chalicelib.usecases.cases.consult import ground_of


@dataclass(frozen=True, slots=True)
class LogLooks:
    """One line for each party that is known: no register was asked, their case was read."""

    access_log: AccessLog

    def __call__(self, official: Official, case: AnyCase, frame: Frame) -> None:
        """Write it down. Raises RetryableError; then nothing may be shown."""
        actor, ground = Actor(ActorKind.CLERK, official.staff.id), ground_of(frame.definition)
        for party in case.parties:
            if party.person is not None:
                context = AccessContext(
                    case.tenant, actor, party.person, case.process, ground, case.id
                )
                self.access_log.record(context, ())
