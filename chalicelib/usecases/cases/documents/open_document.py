"""Fetch a document of a case: whoever is among its audience, while it counts and is kept."""

from dataclasses import dataclass

from chalicelib.domain.cases.issued import IssuedDocument
from chalicelib.domain.cases.moving.acting import Actor
from chalicelib.domain.shared.errors import (
    ConflictError,
    DomainError,
    NotThereError,
)
from chalicelib.ports.documents import Archive
from chalicelib.ports.ledger import Ledger
from chalicelib.usecases.cases.frames import Frames
from chalicelib.usecases.cases.reading.look import CaseReader
from chalicelib.usecases.cases.reading.view import CaseView

LINK_SECONDS = 60


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """A document of a case: what it is, and its address for a minute."""

    slot: str
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """It uses nothing up, so it can be taken again; a look of staff is logged first."""

    look: CaseReader
    frames: Frames
    ledger: Ledger
    archive: Archive

    def __call__(self, tenant: str, case_id: str, slot: str, actor: Actor) -> str:
        """An address for a minute, of the document that counts in a slot. Raises as `seen`."""
        _, document = self.seen(tenant, case_id, slot, actor)
        return self.address(document)

    def seen(
        self, tenant: str, case_id: str, slot: str, actor: Actor
    ) -> tuple[CaseView, IssuedDocument]:
        """The case as one sees it, and the document that counts in a slot.

        Raises NotThereError (no such case or slot, or not theirs), TooWeakError,
        ConflictError (`not_ready`, `expired`, `revoked`, `set_aside`), RetryableError.
        """
        view = self.look.case(tenant, case_id, actor)
        view.check_whole()
        document = next((d for d in view.documents if d.slot == slot), None)
        if document is None:
            raise _absent(view, slot)
        self.check(tenant, document)
        return view, document

    def all_of(self, tenant: str, view: CaseView) -> tuple[DocumentLink, ...]:
        """Every document of a case that its reader can fetch today; at least one.

        Raises NotThereError, TooWeakError, ConflictError as `seen`, of the first when none can be.
        """
        view.check_whole()
        if not view.documents:
            raise _absent(view, *view.to_come)
        good = [one for one in view.documents if self._is_good(tenant, one)]
        if not good:
            self.check(tenant, view.documents[0])
        return tuple(DocumentLink(d.slot, view.slots[d.slot], self.address(d)) for d in good)

    def address(self, document: IssuedDocument) -> str:
        """The address for who was already found entitled to it."""
        return self.archive.link(
            document.object_key, filename=f"{document.number}.pdf", seconds=LINK_SECONDS
        )

    def check(self, tenant: str, document: IssuedDocument) -> None:
        """Whether it can be fetched today. Raises ConflictError (`download_ended`, `revoked`)."""
        if self.frames.today(tenant) > document.available_until:
            last = f"{document.available_until:%d/%m/%Y}"
            raise ConflictError(
                "download_ended",
                f"U kon dit document downloaden tot en met {last}. Vraag gerust een nieuw aan.",
            )
        listed = self.ledger.get(tenant, document.number)
        if listed and listed.entry.revoked_at:
            raise ConflictError(
                "revoked", "Wij trokken dit document in. Het geldt niet meer: gebruik het niet."
            )

    def _is_good(self, tenant: str, document: IssuedDocument) -> bool:
        try:
            self.check(tenant, document)
        except ConflictError:
            return False
        return True


def _absent(view: CaseView, *slots: str) -> DomainError:
    """What isn't there may still come, or was never to."""
    if view.to_come & set(slots):
        return ConflictError("not_ready", "Uw document is nog niet klaar.")
    return NotThereError("Dit document hebben we niet gevonden.")
