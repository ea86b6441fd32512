"""Make the document of a slot: print, mark, render, seal, store."""

from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256

from chalicelib.domain.cases.issued import IssuedDocument, number_of, seed_of
from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.ports.cases import AnyCase
from chalicelib.ports.cases.documents import SlotPrint, SlotPrinter
from chalicelib.ports.documents import Archive, Renderer, Sealer, Stored
from chalicelib.ports.errors import PermanentError
from chalicelib.usecases.cases.documents.marking import Marking


@dataclass(frozen=True, slots=True)
class MakeSlot:
    """From a case to stored bytes; doing it again for the same decision finds what was stored.

    Works are bound to it. The case is the one to be printed: as it will be stored with the
    document. A slot that holds one already gets the next; the store revokes the earlier.
    """

    printer: SlotPrinter
    renderer: Renderer
    sealer: Sealer
    archive: Archive
    marking: Marking

    def __call__(self, case: AnyCase, slot: str, frame: Frame) -> IssuedDocument:
        """The document, stored once under a key without personal data.

        Raises UnprintableError when no font has a character, RetryableError, PermanentError (no
        such template; a subject who isn't known).
        """
        place, issue = _place(frame, slot), _issue(case, slot)
        number = number_of(case.tenant, case.reference, place, issue)
        printed = self.printer.print(case, slot, frame, number)
        seed = seed_of(case.id, slot, place, issue)
        stored, key = self._stored(case, printed, f"{slot}-{issue}", seed, frame)
        issued = _issued(case, slot, printed, stored, frame)
        code = self.marking.code(case.tenant, seed).hashed if printed.is_sealed else ""
        return replace(issued, issue=issue, object_key=key, code_hash=code)

    def _stored(
        self, case: AnyCase, printed: SlotPrint, name: str, seed: str, frame: Frame
    ) -> tuple[Stored, str]:
        """What lies in the archive, and where: other words on a page lie elsewhere."""
        document, at = printed.document, frame.at
        if printed.is_sealed:
            document = replace(document, mark=self.marking(case.tenant, seed, at))
        rendered = self.renderer.render(document, frame.municipality)
        key = f"{case.files}/{name}-{sha256(rendered.pdf).hexdigest()[:16]}.pdf"
        if printed.is_sealed:
            rendered = replace(rendered, pdf=self.sealer.seal(rendered.pdf, case.tenant, at))
        return self.archive.put_once(key, rendered), key


def _place(frame: Frame, slot: str) -> int:
    """Which of a process's slots it is, from 0."""
    return tuple(frame.definition.documents).index(slot)


def _issue(case: AnyCase, slot: str) -> int:
    earlier = case.in_slot(slot)
    return earlier.issue + 1 if earlier else 1


def _issued(
    case: AnyCase, slot: str, printed: SlotPrint, stored: Stored, frame: Frame
) -> IssuedDocument:
    """What is entered into the ledger."""
    document, earlier = printed.document, case.in_slot(slot)
    subject = frame.type.subject(case, slot).person
    if subject is None:
        raise PermanentError("a document about somebody who isn't known")
    days = printed.kept_days or frame.municipality.limits.download_days
    return IssuedDocument(
        slot=slot,
        issue=1,
        number=document.number,
        type_id=document.kind,
        variant="",
        language=document.language,
        subject=subject,
        object_key="",
        sha256=stored.sha256,
        size=stored.size,
        pages=stored.pages,
        issued_at=frame.at,
        issued_on=frame.day,
        valid_until=document.valid_until,
        available_until=frame.day + timedelta(days=days),
        audience=frame.definition.documents[slot].audience,
        replaces=earlier.number if earlier else "",
    )
