"""Fetch a document of a case: whoever is among its audience, while it counts and is kept."""

from dataclasses import dataclass

from chalicelib.domain.cases.issued import IssuedDocument
from chalicelib.domain.cases.moving.acting import Actor
from chalicelib.domain.shared.errors import ConflictError, NotThereError
from chalicelib.ports.documents import Archive
from chalicelib.ports.ledger import Ledger
from chalicelib.usecases.cases.frames import Frames
from chalicelib.usecases.cases.reading.look import Look

LINK_SECONDS = 60


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """It uses nothing up, so it can be taken again; a look of staff is logged first."""

    look: Look
    frames: Frames
    ledger: Ledger
    archive: Archive

    def __call__(self, tenant: str, case_id: str, slot: str, actor: Actor) -> str:
        """An address for a minute, of the document that counts in a slot.

        Raises NotThereError (no such case or slot, or not theirs), TooWeakError,
        ConflictError (`expired`, `revoked`, `set_aside`), RetryableError.
        """
        view = self.look.case(tenant, case_id, actor)
        document = next((d for d in view.documents if d.slot == slot), None)
        if document is None:
            raise NotThereError("Dit document hebben we niet gevonden.")
        self._check(tenant, document)
        return self.archive.link(
            document.object_key, filename=f"{document.number}.pdf", seconds=LINK_SECONDS
        )

    def _check(self, tenant: str, document: IssuedDocument) -> None:
        here = self.frames.municipalities.get(tenant)
        if here.day_of(self.frames.clock.now()) > document.available_until:
            last = f"{document.available_until:%d/%m/%Y}"
            raise ConflictError("expired", f"U kon dit document downloaden tot en met {last}.")
        listed = self.ledger.get(tenant, document.number)
        if listed and listed.entry.revoked_at:
            raise ConflictError(
                "revoked", "Wij trokken dit document in. Het geldt niet meer: gebruik het niet."
            )
