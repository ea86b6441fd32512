"""Revoke a document, alone or with a second registrar, and if wanted have a corrected one made."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from chalicelib.domain.cases.entry import Entry, EntryKind
from chalicelib.domain.cases.staff import Action, Staff, may
from chalicelib.domain.certificates.authority import revocation_of
from chalicelib.domain.certificates.catalogue import DocumentType, Family
from chalicelib.domain.certificates.order import CertificateCase, result_of
from chalicelib.domain.issued.listed import Listed, Proposal, Revocation, RevocationReason
from chalicelib.domain.shared.errors import ConflictError, InvalidInputError
from chalicelib.ports.ledger import Ledger
from chalicelib.ports.platform import Clock
from chalicelib.ports.templates import Catalogue
from chalicelib.usecases.former_cases.effects import RETRY_AFTER, Effects
from chalicelib.usecases.former_certificates.reissue import Reissue
from chalicelib.usecases.workqueue.desk import Desk, allow, not_there, written
from chalicelib.usecases.workqueue.four_eyes import FourEyes

REVOKED, REPLACED = "email:doc_revoked", "email:doc_replaced"


@dataclass(frozen=True, slots=True)
class Standing:
    """An issued document as somebody of staff sees it, and what they may do with it."""

    request: CertificateCase
    document: DocumentType
    listed: Listed
    may_revoke: bool
    needs_second: bool
    may_confirm: bool


@dataclass(frozen=True, slots=True)
class Revoke:
    """The verification page shows it at once, and the applicant gets a mail.

    A document of civil status takes two registrars (our own choice: an act weighs more than a
    certificate). Nobody revokes a document of their own or of a relative's.
    """

    desk: Desk
    ledger: Ledger
    catalogue: Catalogue
    four_eyes: FourEyes
    reissue: Reissue
    effects: Effects
    clock: Clock

    def look(self, staff: Staff, request_id: str) -> Standing:
        """An issued document. Raises NotThereError, RetryableError."""
        request = self.desk.case(staff, Action.VIEW, request_id)
        listed, document = self._listed(request), self._document(request)
        is_mine = listed.proposal is not None and listed.proposal.by == staff.id
        may_do = may(staff, revocation_of(document), staff.tenant) and not listed.entry.revoked_at
        return Standing(
            request=request,
            document=document,
            listed=listed,
            may_revoke=may_do and listed.proposal is None,
            needs_second=takes_two(document),
            may_confirm=may_do and listed.proposal is not None and not is_mine,
        )

    def __call__(
        self, staff: Staff, request_id: str, reason: str, text: str, *, replaced: bool = False
    ) -> CertificateCase:
        """Revoke, or propose it where it takes two; `replaced` has a corrected one made as well.

        Raises NotThereError, InvalidInputError (`reason_unknown`, `text_missing`,
        `text_too_long`), ConflictError (`already_revoked`, `already_proposed`, `own_file`,
        `staff_number_unknown`, `version_moved`), RetryableError.
        """
        request, listed = self._revocable(staff, request_id)
        if listed.proposal:
            raise ConflictError("already_proposed", "Een collega stelde dit al voor.")
        why, now = _reason(reason), self.clock.now()
        data = {"reason": why.value, "replaced": "ja" if replaced else "nee"}
        said = written(text, "text")
        if takes_two(self._document(request)):
            entry = self._entry(staff, request, EntryKind.PROPOSAL, said, data)
            self.ledger.propose(request, Proposal(why, now, staff.id, replaced), entry)
            return request
        entry = self._entry(staff, request, EntryKind.REVOCATION, said, data)
        return self._do(staff, request, Revocation(why, now, staff.id), entry, replaced=replaced)

    def confirm(self, staff: Staff, request_id: str) -> CertificateCase:
        """Revoke what another registrar proposed.

        Raises what a call raises, and ConflictError (`nothing_proposed`, `own_proposal`).
        """
        request, listed = self._revocable(staff, request_id)
        proposal = _proposed(listed)
        if proposal.by == staff.id:
            raise ConflictError(
                "own_proposal", "U stelde dit zelf voor. Een collega moet het bevestigen."
            )
        data = {"reason": proposal.reason.value, "replaced": "ja" if proposal.replace else "nee"}
        entry = self._entry(staff, request, EntryKind.REVOCATION, "", data)
        done = Revocation(proposal.reason, self.clock.now(), proposal.by, staff.id)
        return self._do(staff, request, done, entry, replaced=proposal.replace)

    def drop(self, staff: Staff, request_id: str, text: str) -> CertificateCase:
        """Let a document stand after all. Raises as `confirm` does, but for `own_proposal`."""
        request, listed = self._revocable(staff, request_id)
        _proposed(listed)
        said = written(text, "text")
        entry = self._entry(staff, request, EntryKind.PROPOSAL, said, {"dropped": "ja"})
        self.ledger.propose(request, None, entry)
        return request

    def _do(
        self,
        staff: Staff,
        request: CertificateCase,
        revocation: Revocation,
        entry: Entry,
        *,
        replaced: bool,
    ) -> CertificateCase:
        """Ask for the corrected one first: asking again is harmless, forgetting it isn't."""
        replacement = self.reissue(staff, request).id if replaced else ""
        after = request if request.is_forgotten else self._to_tell(request, replaced=replaced)
        self.ledger.revoke(after, replace(revocation, replacement=replacement), [entry])
        return self.effects(after)

    def _to_tell(self, request: CertificateCase, *, replaced: bool) -> CertificateCase:
        """With the mail to who asked, if that is still known."""
        mail, again = REPLACED if replaced else REVOKED, self.clock.now() + RETRY_AFTER
        outbox = (*request.outbox, mail)
        return replace(request, outbox=outbox, retry_at=again, attempts=0)

    def _revocable(self, staff: Staff, request_id: str) -> tuple[CertificateCase, Listed]:
        request = self.desk.case(staff, Action.REVOKE, request_id)
        allow(staff, revocation_of(self._document(request)))
        listed = self._listed(request)
        if listed.entry.revoked_at:
            raise ConflictError("already_revoked", "Dit document is al ingetrokken.")
        self.four_eyes(staff, request)
        return request, listed

    def _listed(self, request: CertificateCase) -> Listed:
        issued = result_of(request)
        listed = self.ledger.get(request.tenant, issued.number) if issued else None
        if listed is None:
            raise not_there()
        return listed

    def _document(self, request: CertificateCase) -> DocumentType:
        document = self.catalogue.get(request.payload.document_id)
        if document is None:
            raise not_there()
        return document

    def _entry(
        self,
        staff: Staff,
        request: CertificateCase,
        kind: EntryKind,
        text: str,
        data: Mapping[str, str],
    ) -> Entry:
        return self.desk.entry(request, kind, staff.actor, text, data=data)


def takes_two(document: DocumentType) -> bool:
    """Whether revoking takes a second registrar."""
    return document.family is Family.CIVIL_STATUS


def _reason(code: str) -> RevocationReason:
    try:
        return RevocationReason(code)
    except ValueError:
        raise InvalidInputError("reason_unknown", "Kies een reden.", "reason") from None


def _proposed(listed: Listed) -> Proposal:
    if listed.proposal is None:
        raise ConflictError("nothing_proposed", "Hier is niets om te bevestigen.")
    return listed.proposal
