"""The ledger in memory, over the lines that MemoryCases writes."""

from datetime import datetime
from typing import override

from chalicelib.adapters.memory.cases import MemoryCases
from chalicelib.adapters.memory.cases.kept import Place
from chalicelib.domain.cases.change import Change
from chalicelib.domain.cases.issued import IssuedDocument
from chalicelib.domain.cases.storing import version_moved
from chalicelib.domain.issued.listed import Listed, Proposal, Revocation, RevocationReason
from chalicelib.domain.issued.verification import LedgerEntry
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.ports.ledger import Ledger


class MemoryLedger(Ledger):
    """Ledger; what happens to a document after issue is kept here, beside the store's lines.

    Open to tests and to whoever erases: `erased`, the moment by tenant and key in the archive.
    """

    def __init__(self, cases: MemoryCases) -> None:
        self._cases = cases
        self._proposals: dict[Place, Proposal] = {}
        self._revocations: dict[Place, Revocation] = {}
        self.erased: dict[Place, datetime] = {}

    @override
    def by_code(self, tenant: str, hashed: str) -> LedgerEntry | None:
        return self._first(tenant, "code_hash", hashed)

    @override
    def by_hash(self, tenant: str, sha256: str) -> LedgerEntry | None:
        return self._first(tenant, "sha256", sha256)

    @override
    def get(self, tenant: str, document_number: str) -> Listed | None:
        is_there = (tenant, document_number) in self._cases.issued.lines
        return self._listed((tenant, document_number)) if is_there else None

    @override
    def of_subject(self, tenant: str, subject: NationalNumber, limit: int) -> list[Listed]:
        lines = self._cases.issued.lines.items()
        found = [place for place, (_, d) in lines if place[0] == tenant and d.subject == subject]
        newest = sorted(map(self._listed, found), key=lambda it: it.request_id, reverse=True)
        return newest[:limit]

    @override
    def propose(self, change: Change, document_number: str, proposal: Proposal | None) -> None:
        place = change.case.tenant, document_number
        if self._is_revoked(place) or (proposal is None and place not in self._proposals):
            raise version_moved()
        self._cases.store(change)
        if proposal:
            self._proposals[place] = proposal
        else:
            del self._proposals[place]

    @override
    def revoke(self, change: Change, document_number: str, revocation: Revocation) -> None:
        place = change.case.tenant, document_number
        if self._is_revoked(place):
            raise version_moved()
        self._cases.store(change)
        self._revocations[place] = revocation
        self._proposals.pop(place, None)

    def _is_revoked(self, place: Place) -> bool:
        return place not in self._cases.issued.lines or self._revocation(place) is not None

    def _revocation(self, place: Place) -> Revocation | None:
        """By a person, or by the work that filled the slot anew."""
        new = self._cases.issued.replaced_by.get(place)
        if place in self._revocations or new is None:
            return self._revocations.get(place)
        made = self._cases.issued.lines[place[0], new][1]
        return Revocation(RevocationReason.DATA_CHANGED, made.issued_at, "work")

    def _first(self, tenant: str, name: str, value: str) -> LedgerEntry | None:
        lines = self._cases.issued.lines.items()
        ours = (
            place for place, (_, d) in lines if place[0] == tenant and getattr(d, name) == value
        )
        found = next(ours, None) if value else None
        return self._listed(found).entry if found else None

    def _listed(self, place: Place) -> Listed:
        case_id, document = self._cases.issued.lines[place]
        revocation = self._revocation(place)
        return Listed(
            entry=self._entry(place, document, revocation),
            request_id=case_id,
            slot=document.slot,
            issue=document.issue,
            object_key=document.object_key,
            issued_at=document.issued_at,
            proposal=self._proposals.get(place),
            erased_at=self.erased.get((place[0], document.object_key)),
            replacement=revocation.replacement if revocation else "",
        )

    def _entry(
        self, place: Place, document: IssuedDocument, revocation: Revocation | None
    ) -> LedgerEntry:
        return LedgerEntry(
            tenant=place[0],
            number=document.number,
            code_hash=document.code_hash,
            document_id=document.type_id,
            variant=document.variant,
            issued_on=document.issued_on,
            valid_until=document.valid_until,
            sha256=document.sha256,
            revoked_at=revocation.at if revocation else None,
            reason=revocation.reason.value if revocation else "",
            replaced_by=self._replacement(place),
        )

    def _replacement(self, place: Place) -> str:
        if place in self._cases.issued.replaced_by:
            return self._cases.issued.replaced_by[place]
        others = (d for (nis, _), (_, d) in self._cases.issued.lines.items() if nis == place[0])
        return next((other.number for other in others if other.replaces == place[1]), "")
