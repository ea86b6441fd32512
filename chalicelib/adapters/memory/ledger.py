"""The ledger in memory, over the lines that MemoryRequests writes."""

from collections.abc import Collection
from dataclasses import replace

from chalicelib.adapters.aws.former_store.request_items import version_moved
from chalicelib.adapters.memory.former.store import MemoryRequests, Place
from chalicelib.domain.former_cases.case import Issued, Request
from chalicelib.domain.former_cases.entries import Entry
from chalicelib.domain.issued.listed import Listed, Proposal, Revocation
from chalicelib.domain.issued.verification import LedgerEntry
from chalicelib.domain.registers.national_number import NationalNumber


class MemoryLedger:
    """Ledger; what happens to a document after issue is kept here, beside the store's lines."""

    def __init__(self, requests: MemoryRequests) -> None:
        self._requests = requests
        self._proposals: dict[Place, Proposal] = {}
        self._revocations: dict[Place, Revocation] = {}

    def by_code(self, tenant: str, hashed: str) -> LedgerEntry | None:
        """As the port says."""
        return self._first(tenant, "code_hash", hashed)

    def by_hash(self, tenant: str, sha256: str) -> LedgerEntry | None:
        """As the port says."""
        return self._first(tenant, "sha256", sha256)

    def get(self, tenant: str, document_number: str) -> Listed | None:
        """As the port says."""
        line = self._requests.ledger.get((tenant, document_number))
        request = self._requests.get(tenant, line.request_id) if line else None
        return self._listed(request) if request else None

    def of_subject(self, tenant: str, subject: NationalNumber, limit: int) -> list[Listed]:
        """As the port says."""
        lines = self._requests.ledger
        found = [r for r in self._issued(tenant) if lines[self._place(r)].subject == subject]
        newest = sorted(found, key=lambda r: r.id, reverse=True)
        return [self._listed(request) for request in newest[:limit]]

    def propose(self, request: Request, proposal: Proposal | None, entry: Entry) -> None:
        """As the port says."""
        place = self._place(request)
        if place in self._revocations or (proposal is None and place not in self._proposals):
            raise version_moved()
        self._requests.add(request, entry)
        if proposal:
            self._proposals[place] = proposal
        else:
            del self._proposals[place]

    def revoke(self, request: Request, revocation: Revocation, entries: Collection[Entry]) -> None:
        """As the port says."""
        place = self._place(request)
        if place in self._revocations:
            raise version_moved()
        self._requests.touch(request)
        for entry in entries:
            self._requests.add(request, entry)
        self._revocations[place] = revocation
        self._proposals.pop(place, None)

    def _issued(self, tenant: str) -> list[Request]:
        lines = [line for (nis, _), line in self._requests.ledger.items() if nis == tenant]
        found = (self._requests.get(tenant, line.request_id) for line in lines)
        return [request for request in found if request]

    def _first(self, tenant: str, name: str, value: str) -> LedgerEntry | None:
        found = (r for r in self._issued(tenant) if value and getattr(r.issued, name) == value)
        request = next(found, None)
        return self._listed(request).entry if request else None

    def _listed(self, request: Request) -> Listed:
        issued, place = _issued(request), self._place(request)
        revocation = self._revocations.get(place)
        entry = LedgerEntry(
            tenant=request.tenant,
            number=issued.number,
            code_hash=issued.code_hash,
            document_id=request.wish.document_id,
            variant=request.wish.variant,
            issued_on=issued.issued_on or issued.issued_at.date(),
            valid_until=issued.valid_until,
            sha256=issued.sha256,
            replaced_by=self._replacement(request.tenant, issued.number),
        )
        if revocation:
            entry = replace(entry, revoked_at=revocation.at, reason=revocation.reason.value)
        return Listed(
            entry=entry,
            request_id=request.id,
            object_key=issued.object_key,
            issued_at=issued.issued_at,
            proposal=self._proposals.get(place),
            erased_at=self._requests.erased.get((request.tenant, issued.object_key)),
            replacement=revocation.replacement if revocation else "",
        )

    def _replacement(self, tenant: str, number: str) -> str:
        others = (r for r in self._issued(tenant) if r.intake.replaces == number)
        return next((_issued(request).number for request in others), "")

    def _place(self, request: Request) -> Place:
        return request.tenant, _issued(request).number


def _issued(request: Request) -> Issued:
    if request.issued is None:
        raise version_moved()
    return request.issued
