"""The supervisor's daily mail: how many, never who."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from chalicelib.domain.cases.moving.urgency import Urgency
from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.cases.tasks import UNDELIVERED
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.ports.cases.erasures import AskedErasures
from chalicelib.ports.cases.messages import Backlog
from chalicelib.ports.mail import Mailer, MailTexts, Notices
from chalicelib.usecases.cases.frames import Frames
from chalicelib.usecases.handling.lists.lines import WorklistLine, line_of
from chalicelib.usecases.handling.lists.places import WaitingPlace, places_of

MOST = 1000
LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Digest:
    """Counted from the worklists of every process as they are when it runs; on working days."""

    frames: Frames
    notices: Notices
    asked: AskedErasures
    backlog: Backlog
    mail_texts: MailTexts
    mailer: Mailer

    def __call__(self, tenant: str) -> dict[str, int] | None:
        """Send it to who gets it; None on a day off. Raises RetryableError."""
        municipality = self.frames.municipalities.get(tenant)
        if not municipality.calendar.is_working_day(self.frames.today(tenant)):
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
        tenant, lines = municipality.nis, list(self._lines(municipality))
        open_ = [line for line in lines if line.waits]
        stands = Counter(line.urgency for line in open_)
        tasks = Counter(code for code, _, _ in {key for line in lines for key in _tasks(line)})
        troubles = frozenset(e for one in self._definitions() for e in _troubles(one))
        parked = self.backlog.parked(tenant)
        return {
            "late": stands[Urgency.LATE],
            "soon": stands[Urgency.SOON],
            "at_desks": len(open_),
            "escalated": sum(line.is_escalated for line in open_),
            "failed": sum(line.reason in troubles for line in open_),
            "mails": sum(tasks[code] for code in UNDELIVERED),
            "letters": tasks[LETTER],
            "notices": len(self.notices.parked(tenant, MOST)),
            "asked": len(self.asked.waiting(tenant)),
            "parked_issue": parked["issue"],
            "parked_review": parked["review"],
        }

    def _lines(self, here: Municipality) -> Iterator[WorklistLine]:
        """The lines of every worklist; a case with tasks elsewhere stands in several."""
        for place in self._places(here):
            waiting = self.frames.cases.worklist(here.nis, place.role, place.team, MOST)
            yield from (line_of(one, place, self.frames) for one in waiting)

    def _places(self, here: Municipality) -> tuple[WaitingPlace, ...]:
        """The worklists that somebody with every role would have."""
        roles = (w.role for one in self._definitions() for w in one.worklists.values())
        return places_of(Staff("", here.nis, frozenset(roles)), self.frames.types, here)

    def _definitions(self) -> Iterator[Definition]:
        types = self.frames.types
        for process in types.ids():
            yield from (types.definition(process, version) for version in types.versions(process))


def _tasks(line: WorklistLine) -> Iterator[tuple[str, str, str]]:
    return ((task.code, task.about, line.case_id) for task in line.tasks)


def _troubles(definition: Definition) -> Iterator[str]:
    """Events that bring a case before people because a work couldn't do what it is for."""
    return (event for work in definition.works.values() for event in work.troubles())
