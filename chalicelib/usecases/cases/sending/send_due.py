"""Send everything of a case that is due to go out, each by itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from chalicelib.domain.cases.outgoing import Outgoing
from chalicelib.domain.shared.errors import ConflictError
from chalicelib.ports.cases import AnyCase, CaseStore
from chalicelib.ports.errors import RetryableError
from chalicelib.ports.platform import Clock
from chalicelib.ports.reports import Report
from chalicelib.usecases.cases.sending.send_outgoing import SendOutgoing


@dataclass(frozen=True, slots=True)
class SendDue:
    """One that fails keeps no other from going."""

    cases: CaseStore
    send: SendOutgoing
    clock: Clock
    report: Report

    def __call__(self, case: AnyCase, known: Sequence[Outgoing] | None = None) -> int:
        """How many need no more trying; what does stays for the tick.

        `known` is all that is to go out, where that needn't be read.
        """
        now = self.clock.now()
        try:
            waiting = self.cases.outgoing(case.tenant, case.id) if known is None else known
        except RetryableError:
            return 0
        return sum(self._one(case, outgoing) for outgoing in waiting if outgoing.due_at <= now)

    def _one(self, case: AnyCase, outgoing: Outgoing) -> bool:
        try:
            return self.send(case, outgoing)
        except ConflictError:
            return False
        except RetryableError as error:
            self.report("outgoing", case.tenant, case.id, type(error).__name__)
            return False
        except Exception as error:  # one bad item harms no other (promise 9)
            return self._unforeseen(case, outgoing, error)

    def _unforeseen(self, case: AnyCase, outgoing: Outgoing, error: Exception) -> bool:
        """Told, and counted as a try: what can't succeed becomes somebody's task."""
        self.report("outgoing", case.tenant, case.id, type(error).__name__)
        try:
            return self.send.failed(case, outgoing, error)
        except Exception as again:  # nothing more can be done for it here
            self.report("outgoing", case.tenant, case.id, type(again).__name__)
            return False
