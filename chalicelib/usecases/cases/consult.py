"""Ask registers for what guards and works read: the log first (DESIGN promise 4)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.cases.process_type import Facts
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.registers.access import AccessContext, Actor, LoggedAccess, Service
from chalicelib.domain.registers.answers import Answer
from chalicelib.domain.shared.errors import DomainError
from chalicelib.ports.cases import AnyCase
from chalicelib.ports.registers import AccessLog

type Ask = Callable[[LoggedAccess], Answer[Any]]
type Need = tuple[Service, int]
"""A service, and the number of the party it is read about."""


@dataclass(frozen=True, slots=True)
class Consult:
    """One line in the access log for each person, then the services that are needed.

    `services` are bound where ports meet adapters: how each is asked.
    """

    access_log: AccessLog
    services: Mapping[Service, Ask]

    def __call__(self, case: AnyCase, frame: Frame, actor: Actor, needs: Iterable[Need]) -> Facts:
        """What registers answer on the parties of a case, by service and party.

        A party whose person isn't known is asked nothing about. Raises RetryableError when the
        log can't be written; then nothing was read.
        """
        by_party: dict[int, set[Service]] = defaultdict(set)
        for service, party in needs:
            by_party[party].add(service)
        facts: dict[Need, Answer[Any]] = {}
        for number, services in by_party.items():
            facts |= self._about(case, frame, actor, number, services)
        return facts

    def _about(
        self, case: AnyCase, frame: Frame, actor: Actor, number: int, services: set[Service]
    ) -> Facts:
        party = case.party(number)
        if party is None or party.person is None:
            return {}
        context = AccessContext(
            case.tenant, actor, party.person, case.process, ground_of(frame.definition), case.id
        )
        access = self.access_log.record(context, services)
        return {(service, number): self.services[service](access) for service in sorted(services)}


def needs_of(case: AnyCase, guards: Iterable[str], definition: Definition) -> tuple[Need, ...]:
    """What guards read: their services on every party that is known."""
    known = [definition.guards[guard] for guard in guards if guard in definition.guards]
    services = dict.fromkeys(Service(name) for guard in known for name in guard.reads)
    people = [party.number for party in case.parties if party.person is not None]
    return tuple((service, number) for service in services for number in people)


def ground_of(definition: Definition) -> str:
    """The law on which a process consults registers and its cases are looked into."""
    return next(iter(definition.law), definition.id)


def register_away() -> DomainError:
    """A register doesn't answer: neither yes nor no, people come back later."""
    return DomainError(
        "register_away", "Wij kunnen dit nu niet nagaan. Probeer het over enkele minuten opnieuw."
    )
