"""The access log and registers that answer as a test says."""

from collections.abc import Collection
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from chalicelib.domain.registers.access import AccessContext, LoggedAccess, Service
from chalicelib.domain.registers.answers import Answer, Found, Unavailable
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.ports.errors import RetryableError


@dataclass(slots=True)
class Registers:
    """The access log and one register; `away` makes it silent, `log_fails` the log."""

    away: bool = False
    log_fails: bool = False
    answer: Answer[Any] = field(default_factory=lambda: Found("somebody"))
    lines: list[AccessContext] = field(default_factory=list)
    asked: int = 0

    def record(self, context: AccessContext, services: Collection[Service]) -> LoggedAccess:
        if self.log_fails:
            raise RetryableError
        self.lines.append(context)
        return LoggedAccess(context, frozenset(services), str(len(self.lines)))

    def of_person(self, tenant: str, subject: NationalNumber, limit: int) -> list[Any]:
        return []

    def person(self, access: LoggedAccess) -> Answer[Any]:
        assert self.lines, "a register is read only after the log is written"
        self.asked += 1
        return Unavailable("silent") if self.away else self.answer


@dataclass(slots=True)
class Families:
    """The register of persons: who is whose, and whose file was read."""

    log: list[Any]
    relatives: dict[NationalNumber, set[NationalNumber]] = field(default_factory=dict)
    is_away: bool = False
    read: list[NationalNumber] = field(default_factory=list)

    def person(self, access: LoggedAccess) -> Answer[Any]:
        assert access.context in self.log, "a register is read only after the log is written"
        if self.is_away:
            return Unavailable("silent")
        self.read.append(access.context.subject)
        kin = self.relatives.get(access.context.subject, set())
        return Found(SimpleNamespace(relatives=[SimpleNamespace(number=one) for one in kin]))
