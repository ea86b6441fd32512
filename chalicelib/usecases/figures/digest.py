"""The supervisor's daily mail: how many, never who."""

from collections import Counter
from dataclasses import dataclass

from chalicelib.domain.certificates.order import PROCESS, CertificateCase
from chalicelib.domain.former_cases.handling import DESK, QUEUE
from chalicelib.domain.former_cases.promise import Urgency, urgency
from chalicelib.domain.former_cases.tasks import TaskKind
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.ports.case_messages import Backlog
from chalicelib.ports.mail import Mailer, MailTexts, Notices
from chalicelib.ports.platform import Clock
from chalicelib.ports.requests import RequestStore
from chalicelib.ports.tasks import Tasks
from chalicelib.ports.templates import Municipalities, Processes

MOST = 1000
FAILED = frozenset({"source_failed", "seal_failed"})


@dataclass(frozen=True, slots=True)
class Digest:
    """Counted from the lists as they are when it runs; only on a working day."""

    requests: RequestStore
    processes: Processes
    municipalities: Municipalities
    tasks: Tasks
    notices: Notices
    backlog: Backlog
    mail_texts: MailTexts
    mailer: Mailer
    clock: Clock

    def __call__(self, tenant: str) -> dict[str, int] | None:
        """Send it to who gets it; None on a day off. Raises RetryableError."""
        municipality = self.municipalities.get(tenant)
        today = municipality.day_of(self.clock.now())
        if not municipality.calendar.is_working_day(today):
            return None
        figures = self.figures(municipality)
        for address in municipality.staff.digest_to:
            mail = self.mail_texts.digest(
                address, figures, municipality, f"{municipality.address}/loket"
            )
            self.mailer.send(mail, municipality)
        return figures

    def figures(self, municipality: Municipality) -> dict[str, int]:
        """The numbers, by code, in the order of the mail."""
        tenant = municipality.nis
        open_ = [r for s in (QUEUE, DESK) for r in self.requests.in_state(tenant, s, MOST)]
        stands = Counter(self._urgency(request, municipality) for request in open_)
        parked = self.backlog.parked(tenant)
        return {
            "late": stands[Urgency.LATE],
            "soon": stands[Urgency.SOON],
            "open": len(open_),
            "escalated": sum(request.handling.is_escalated for request in open_),
            "failed": sum(request.handling.reason in FAILED for request in open_),
            "mails": len(self.tasks.of(tenant, TaskKind.MAIL, MOST)),
            "letters": len(self.tasks.of(tenant, TaskKind.LETTER, MOST)),
            "notices": len(self.notices.parked(tenant, MOST)),
            "parked_issue": parked["issue"],
            "parked_review": parked["review"],
        }

    def _urgency(self, request: CertificateCase, municipality: Municipality) -> Urgency:
        definition = self.processes.get(PROCESS)
        return urgency(request, definition, municipality.calendar, self.clock.now())
