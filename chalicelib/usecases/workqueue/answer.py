"""The applicant answers a clerk's question."""

from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from chalicelib.domain.cases.uploads import File, check_files
from chalicelib.domain.former_cases.case import Request
from chalicelib.domain.former_cases.entries import Attachment, EntryKind
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.ports.documents import Archive, Rendered
from chalicelib.ports.platform import Clock
from chalicelib.ports.templates import Municipalities
from chalicelib.usecases.former_cases.follow import Follow
from chalicelib.usecases.former_cases.move import Move
from chalicelib.usecases.workqueue.desk import Desk, written

CITIZEN = "citizen"


@dataclass(frozen=True, slots=True)
class Answer:
    """The files go to the archive first, under keys made of their bytes: twice is harmless."""

    follow: Follow
    desk: Desk
    move: Move
    archive: Archive
    municipalities: Municipalities
    clock: Clock

    def __call__(
        self,
        tenant: str,
        number: NationalNumber,
        request_id: str,
        text: str,
        files: tuple[File, ...] = (),
    ) -> Request:
        """The request, back with a clerk.

        Raises NotThereError, ConflictError (`event_not_possible`, `process_ended`),
        InvalidInputError (`text_missing`, `text_too_long`, `too_many_attachments`,
        `attachment_too_big`, `attachment_type`), RetryableError.
        """
        request = self.follow.own(tenant, number, request_id)
        said = written(text, "text")
        check_files(files)
        attachments = tuple(self._store(request, file) for file in files)
        kind = EntryKind.ANSWER
        entry = self.desk.entry(request, kind, CITIZEN, said, attachments=attachments)
        return self.move(request, "answered", actor=CITIZEN, entries=(entry,))

    def _store(self, request: Request, file: File) -> Attachment:
        digest = sha256(file.content).hexdigest()
        key = f"{request.files}/{digest[:32]}"
        stored = self.archive.put_once(key, Rendered(file.content, 1), file.media_type)
        last_day = self._last_day(request)
        return Attachment(key, stored.sha256, stored.size, file.media_type, last_day)

    def _last_day(self, request: Request) -> date:
        municipality = self.municipalities.get(request.tenant)
        kept = timedelta(days=municipality.limits.attachment_days)
        return municipality.day_of(self.clock.now()) + kept
