"""One case with everything needed to decide on it."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.cases.staff import Action, Staff, may
from chalicelib.domain.certificates.catalogue import DocumentType
from chalicelib.domain.certificates.facts import Dossier
from chalicelib.domain.former_cases.case import PROCESS, Request
from chalicelib.domain.former_cases.entries import Entry
from chalicelib.domain.former_cases.promise import Urgency
from chalicelib.domain.former_cases.tasks import Task, TaskKind
from chalicelib.domain.former_process import Event, possible
from chalicelib.domain.privacy.kept_files import erased_at
from chalicelib.domain.registers.access import Actor, ActorKind
from chalicelib.domain.shared.errors import NotThereError
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.ports.documents import Archive
from chalicelib.ports.requests import RequestStore
from chalicelib.ports.tasks import Tasks
from chalicelib.ports.templates import Processes
from chalicelib.usecases.former_cases.ask_about import AskAbout
from chalicelib.usecases.workqueue.desk import Desk, is_held
from chalicelib.usecases.workqueue.four_eyes import FourEyes
from chalicelib.usecases.workqueue.lists import Lists

LINK_SECONDS = 60
MOST_RELATED = 20


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case on one page; `dossier` is empty in a summary.

    `events` are what happened, `possible` what a clerk can do next in this state, `may` what this
    one may do at all; `tasks` are open beside the queue.
    """

    request: Request
    document: DocumentType
    municipality: Municipality
    dossier: Dossier
    events: tuple[Event, ...]
    entries: tuple[Entry, ...]
    related: tuple[Request, ...]
    possible: tuple[str, ...]
    may: frozenset[Action]
    is_held: bool
    promise: datetime | None
    urgency: Urgency
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """To see what the registers say is a consultation: it is logged, and takes four eyes."""

    desk: Desk
    requests: RequestStore
    processes: Processes
    ask: AskAbout
    four_eyes: FourEyes
    lists: Lists
    tasks: Tasks
    archive: Archive

    def __call__(self, staff: Staff, request_id: str) -> CaseFile:
        """The case with what the registers say now; of whom was forgotten they aren't asked.

        Raises NotThereError, ConflictError (`own_file`, `staff_number_unknown`), RetryableError.
        """
        request = self.desk.case(staff, Action.VIEW, request_id)
        if request.is_forgotten:
            return self._file(staff, request, Dossier())
        self.four_eyes(staff, request)
        facts = self.ask(request, Actor(ActorKind.CLERK, staff.id))
        return self._file(staff, request, facts.dossier)

    def summary(self, staff: Staff, request_id: str) -> CaseFile:
        """The case without the registers. Raises NotThereError, RetryableError."""
        request = self.desk.case(staff, Action.VIEW, request_id)
        return self._file(staff, request, Dossier())

    def attachment(self, staff: Staff, request_id: str, key: str) -> str:
        """A short-lived address of a file that the applicant sent. Raises NotThereError."""
        request = self.desk.case(staff, Action.VIEW, request_id)
        media_type = self._media_type(request, key)
        filename = f"{request.reference}-bijlage"
        return self.archive.link(
            key, filename=filename, seconds=LINK_SECONDS, media_type=media_type
        )

    def _media_type(self, request: Request, key: str) -> str:
        """That of an attachment which is still kept."""
        entries = self.requests.entries(request.tenant, request.id)
        sent = [(entry, file) for entry in entries for file in entry.attachments if file.key == key]
        if not sent:
            raise NotThereError("Deze bijlage hebben we niet gevonden.")
        entry, file = sent[-1]
        if erased_at(file, entry, entries):
            raise NotThereError("Deze bijlage is gewist: haar bewaartijd is voorbij.")
        return file.media_type

    def _file(self, staff: Staff, request: Request, dossier: Dossier) -> CaseFile:
        tenant, line = request.tenant, self.lists.line(request)
        mine = self.requests.of_person(tenant, request.applicant.number, MOST_RELATED)
        tasks = (self.tasks.get(tenant, request.id, kind) for kind in TaskKind)
        definition = self.processes.get(PROCESS)
        return CaseFile(
            request=request,
            document=self.ask.document(request),
            municipality=self.ask.municipalities.get(tenant),
            dossier=dossier,
            events=tuple(self.requests.events(tenant, request.id)),
            entries=tuple(self.requests.entries(tenant, request.id)),
            related=tuple(other for other in mine if other.id != request.id),
            possible=possible(definition, request.instance, "clerk"),
            may=frozenset(action for action in Action if may(staff, action, tenant)),
            is_held=is_held(staff, request),
            promise=line.promise,
            urgency=line.urgency,
            tasks=tuple(task for task in tasks if task),
        )
