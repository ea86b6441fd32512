"""What other municipalities told this one: a task that gives no right on their case."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.cases.case import reference_of
from chalicelib.domain.cases.staff import Staff, StaffAction, may
from chalicelib.ports.cases import ProcessTypes
from chalicelib.ports.cases.notices import MunicipalNotice, NoticeTray
from chalicelib.ports.templates import Municipalities
from chalicelib.usecases.handling.at_hand import allow

MOST = 100


@dataclass(frozen=True, slots=True)
class ToldByOther:
    """One word of another municipality: who it is, about what, and their reference."""

    id: str
    municipality: str
    title: str
    words: str
    reference: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ToldByOthers:
    """Seen to by whoever keys things in: the registers say the rest."""

    tray: NoticeTray
    types: ProcessTypes
    municipalities: Municipalities

    def __call__(self, staff: Staff) -> list[ToldByOther]:
        """What wasn't seen to yet; nothing for who doesn't key in. Raises RetryableError."""
        if not may(staff, StaffAction.INTAKE, staff.tenant):
            return []
        notices = self.tray.waiting(staff.tenant, MOST)
        return [self._line(notice) for notice in notices]

    def close(self, staff: Staff, notice_id: str) -> None:
        """It was seen to. Raises NotThereError, RetryableError."""
        allow(staff, StaffAction.INTAKE)
        self.tray.close(staff.tenant, notice_id)

    def _line(self, notice: MunicipalNotice) -> ToldByOther:
        """Of a process that this release doesn't know, or a municipality that left, the codes."""
        known = notice.process in self.types.ids()
        definition = self.types.definition(notice.process) if known else None
        told = definition.notices.get(notice.code) if definition else None
        slot = definition.documents.get(told.document) if definition and told else None
        there = {here.nis: here.official_name for here in self.municipalities.all()}
        return ToldByOther(
            notice.id,
            there.get(notice.tenant, notice.tenant),
            definition.title if definition else notice.process,
            slot.words if slot else notice.code,
            reference_of(notice.case_id, notice.at),
            notice.at,
        )
