"""Letters to print and post: what waits, where it goes, and when it went."""

from dataclasses import dataclass
from datetime import date

from chalicelib.domain.cases.entry import Entry, EntryKind
from chalicelib.domain.cases.staff import Action, Staff
from chalicelib.domain.certificates.order import CertificateCase, applicant_of, result_of
from chalicelib.domain.former_cases.tasks import Task, TaskKind
from chalicelib.domain.registers.access import AccessContext, Actor, ActorKind, Service
from chalicelib.domain.registers.answers import Found, Unavailable
from chalicelib.domain.registers.people import Address, Person
from chalicelib.domain.shared.errors import ConflictError, NotThereError
from chalicelib.ports.documents import Archive
from chalicelib.ports.errors import RetryableError
from chalicelib.ports.platform import Clock
from chalicelib.ports.registers import AccessLog, PersonRegister
from chalicelib.ports.tasks import Tasks
from chalicelib.ports.templates import Municipalities
from chalicelib.usecases.former_cases.effects import READY
from chalicelib.usecases.workqueue.desk import Desk, allow, not_there

PURPOSE = "Adres voor een brief"
LEGAL_GROUND = "Wet van 8 augustus 1983 tot regeling van een Rijksregister, art. 5"
LINK_SECONDS = 60
MOST = 200


@dataclass(frozen=True, slots=True)
class AddressSheet:
    """What goes in front of a letter; `stamp` is printed on it, `number` the document's if any."""

    lines: tuple[str, ...]
    reference: str
    number: str
    template: str
    stamp: str
    on: date


@dataclass(frozen=True, slots=True)
class Paper:
    """Who asked for paper, and whom no mail reaches."""

    desk: Desk
    tasks: Tasks
    access_log: AccessLog
    persons: PersonRegister
    municipalities: Municipalities
    archive: Archive
    clock: Clock

    def letters(self, staff: Staff) -> list[Task]:
        """What waits to be printed. Raises NotThereError."""
        allow(staff, Action.PAPER)
        return self.tasks.of(staff.tenant, TaskKind.LETTER, MOST)

    def sheet(self, staff: Staff, request_id: str) -> AddressSheet:
        """Where a letter goes, as the register says now: looking is logged.

        Raises NotThereError, ConflictError (`address_unknown`), RetryableError.
        """
        request, task = self._waiting(staff, request_id)
        person = self._person(staff, request)
        if person.address is None:
            raise _no_address()
        now = self.clock.now()
        today = self.municipalities.get(request.tenant).day_of(now)
        return AddressSheet(
            lines=(person.name.whole, *_lines(person.address)),
            reference=request.reference,
            number=result_of(request).number if result_of(request) else "",
            template=task.template,
            stamp=f"Verzonden op {today:%d/%m/%Y} - dossier {request.reference}",
            on=today,
        )

    def sent(self, staff: Staff, request_id: str) -> Entry:
        """It is in the post; when is kept in the case. Raises NotThereError, RetryableError."""
        request, task = self._waiting(staff, request_id)
        codes = {"template": task.template}
        entry = self.desk.entry(request, EntryKind.POSTED, staff.actor, data=codes)
        self.desk.requests.add(request, entry)
        self.tasks.close(request.tenant, request.id, TaskKind.LETTER)
        return entry

    def document(self, staff: Staff, request_id: str) -> str:
        """A short-lived address of the document, to print it for the counter or the post.

        Raises NotThereError, ConflictError (`not_ready`).
        """
        request = self.desk.case(staff, Action.PAPER, request_id)
        if not (request.intake.keyed_in_by or self._letter(request)):
            raise not_there()
        if result_of(request) is None:
            raise ConflictError("not_ready", "Het document is nog niet klaar.")
        name = f"{result_of(request).number}.pdf"
        return self.archive.link(result_of(request).object_key, filename=name, seconds=LINK_SECONDS)

    def _letter(self, request: CertificateCase) -> bool:
        task = self.tasks.get(request.tenant, request.id, TaskKind.LETTER)
        return task is not None and task.template == READY

    def _waiting(self, staff: Staff, request_id: str) -> tuple[CertificateCase, Task]:
        request = self.desk.case(staff, Action.PAPER, request_id)
        task = self.tasks.get(staff.tenant, request_id, TaskKind.LETTER)
        if task is None:
            raise NotThereError("Voor dit dossier is er geen brief te drukken.")
        return request, task

    def _person(self, staff: Staff, request: CertificateCase) -> Person:
        context = AccessContext(
            tenant=request.tenant,
            actor=Actor(ActorKind.CLERK, staff.id),
            subject=applicant_of(request).person,
            purpose=PURPOSE,
            legal_ground=LEGAL_GROUND,
            request_id=request.id,
        )
        answer = self.persons.person(self.access_log.record(context, {Service.PERSON}))
        match answer:
            case Found(person):
                return person
            case Unavailable(reason):
                raise RetryableError(f"address sheet: {reason}")
        raise _no_address()


def _no_address() -> ConflictError:
    return ConflictError(
        "address_unknown", "Het register kent geen adres. Vraag het aan de aanvrager."
    )


def _lines(address: Address) -> tuple[str, ...]:
    box = f" bus {address.box}" if address.box else ""
    street = f"{address.street} {address.house_number}{box}".strip()
    town = f"{address.postcode} {address.locality}".strip()
    abroad = (address.country,) if address.country != "BE" else ()
    return (street, town, *abroad)
