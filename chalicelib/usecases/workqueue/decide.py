"""Decide on a case: approve it, with or without a document made elsewhere, or refuse it."""

from dataclasses import dataclass, replace
from hashlib import sha256

from chalicelib.domain.cases.staff import Action, Staff
from chalicelib.domain.cases.uploads import check_document
from chalicelib.domain.certificates.authority import approval_of
from chalicelib.domain.certificates.catalogue import DocumentType
from chalicelib.domain.certificates.letters import Choices, Letter, Refusal
from chalicelib.domain.former_cases.case import Request
from chalicelib.domain.former_cases.entries import EntryKind
from chalicelib.domain.former_cases.handling import Approval, Upload
from chalicelib.domain.issued.source_seal import SourceSeal, SourceState
from chalicelib.domain.shared.errors import InvalidInputError
from chalicelib.ports.documents import Archive, Rendered
from chalicelib.ports.errors import PermanentError
from chalicelib.ports.ledger import SourceInspector
from chalicelib.ports.mail import LetterTexts
from chalicelib.ports.platform import Clock
from chalicelib.ports.templates import Catalogue, Municipalities
from chalicelib.usecases.workqueue.desk import Desk, allow, not_there, written

MAX_GROUND = 1000


@dataclass(frozen=True, slots=True)
class Decide:
    """The verdict of the rules stays what it was; beside it stands on what ground it was lifted."""

    desk: Desk
    catalogue: Catalogue
    municipalities: Municipalities
    archive: Archive
    letters: LetterTexts
    clock: Clock
    sources: SourceInspector

    def approve(self, staff: Staff, request_id: str, ground: str) -> Request:
        """The case, on its way to the issuance function, which makes the document.

        Raises NotThereError, ConflictError (`not_held`), InvalidInputError (`ground_missing`,
        `text_too_long`), RetryableError.
        """
        request = self._to_approve(staff, request_id)
        return self._approved(staff, request, ground, "approve", "ground_recorded", None)

    def approve_uploaded(
        self, staff: Staff, request_id: str, ground: str, pdf: bytes, *, vouched: bool = False
    ) -> Request:
        """The same with a document made elsewhere, delivered byte for byte.

        When it is sealed, nothing may have changed since; what the seal says is noted. What was
        added behind the seal we can't judge: somebody has to have `vouched` for it.

        Raises what `approve` raises, and InvalidInputError (`upload_not_pdf`, `upload_too_big`,
        `upload_seal_broken`, `upload_seal_followed`).
        """
        request = self._to_approve(staff, request_id)
        pages = check_document(pdf)
        _check_ground(ground)
        seal = self._checked(pdf, vouched=vouched)
        digest = sha256(pdf).hexdigest()
        key = f"{request.files}-{digest[:16]}.pdf"
        stored = self.archive.put_once(key, Rendered(pdf, pages))
        if stored.sha256 != digest:
            raise PermanentError(f"what lies in the archive isn't what was uploaded: {key}")
        upload = Upload(key, stored.sha256, stored.size, stored.pages)
        event, guard = "approve_uploaded", "document_uploaded"
        return self._approved(staff, request, ground, event, guard, upload, seal)

    def choices(self, staff: Staff, request_id: str) -> Choices:
        """What a refusal of this case can be made of. Raises NotThereError."""
        return self.letters.choices(self._document(self._to_refuse(staff, request_id)))

    def preview(self, staff: Staff, request_id: str, refusal: Refusal) -> Letter:
        """The letter that `reject` would keep.

        Raises NotThereError, ConflictError (`not_held`), InvalidInputError (`reason_unknown`,
        `basis_missing`, `appeal_unknown`, `text_too_long`).
        """
        return self._letter(self._to_refuse(staff, request_id), refusal)

    def reject(self, staff: Staff, request_id: str, refusal: Refusal) -> Request:
        """The case, refused; the letter is kept for the applicant to read after signing in.

        Raises what `preview` raises, and RetryableError.
        """
        request = self._to_refuse(staff, request_id)
        letter = self._letter(request, refusal)
        codes = {"reason": letter.reason, "basis": letter.basis, "appeal": letter.appeal}
        kind = EntryKind.LETTER
        entry = self.desk.entry(request, kind, staff.actor, letter.text, data=codes)
        return self.desk.advance(
            staff,
            request,
            "reject",
            holds="reason_recorded",
            data=(("reason", letter.reason),),
            entries=(entry,),
        )

    def _approved(
        self,
        staff: Staff,
        request: Request,
        ground: str,
        event: str,
        guard: str,
        upload: Upload | None,
        seal: SourceSeal | None = None,
    ) -> Request:
        text = _check_ground(ground)
        data = {"seal": seal.state.value, "sealed_by": seal.holder} if seal else {}
        entry = self.desk.entry(request, EntryKind.GROUND, staff.actor, text, data=data)
        approval = Approval(staff.id, self.clock.now(), upload)
        approved = replace(request, review=replace(request.review, approval=approval))
        return self.desk.advance(staff, approved, event, holds=guard, entries=(entry,))

    def _checked(self, pdf: bytes, *, vouched: bool) -> SourceSeal:
        seal = self.sources.inspect(pdf)
        if seal.state is SourceState.BROKEN:
            raise InvalidInputError(
                "upload_seal_broken",
                "Het zegel van dit document klopt niet: het bestand is gewijzigd nadat het"
                " verzegeld werd. Vraag het opnieuw op.",
                "pdf",
            )
        if seal.state is SourceState.FOLLOWED and not vouched:
            raise InvalidInputError(
                "upload_seal_followed",
                "Aan dit document is iets toegevoegd nadat het verzegeld werd. Meestal is dat een"
                " bewijs van de overheid die het maakte, maar het kan ook een bladzijde zijn. Open"
                " het in een programma dat zegels nakijkt. Klopt het zegel daar? Kies het bestand"
                " dan opnieuw, en vink hieronder aan dat u het nakeek.",
                "vouched",
            )
        return seal

    def _to_approve(self, staff: Staff, request_id: str) -> Request:
        """A held case whose document somebody may approve; a clerk may not approve an act."""
        request = self.desk.held(staff, Action.APPROVE, request_id)
        allow(staff, approval_of(self._document(request)))
        return request

    def _to_refuse(self, staff: Staff, request_id: str) -> Request:
        return self.desk.held(staff, Action.REFUSE, request_id)

    def _letter(self, request: Request, refusal: Refusal) -> Letter:
        explanation = refusal.explanation
        if explanation:
            explanation = written(explanation, "explanation")
        refusal = replace(refusal, explanation=explanation)
        municipality = self.municipalities.get(request.tenant)
        return self.letters.refusal(refusal, request, self._document(request), municipality)

    def _document(self, request: Request) -> DocumentType:
        document = self.catalogue.get(request.wish.document_id)
        if document is None:
            raise not_there()
        return document


def _check_ground(ground: str) -> str:
    if not ground.strip():
        raise InvalidInputError(
            "ground_missing", "Schrijf op grond waarvan de aanvrager recht heeft.", "ground"
        )
    return written(ground, "ground", MAX_GROUND)
