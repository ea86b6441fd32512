"""The files that have to be erased, in memory."""

from collections.abc import Iterator
from datetime import datetime

from chalicelib.adapters.aws.former_store.request_items import version_moved
from chalicelib.adapters.memory.former.store import MemoryRequests
from chalicelib.domain.former_cases.case import Request
from chalicelib.domain.former_cases.entries import Entry
from chalicelib.domain.privacy.kept_files import FileKind, KeptFile, erased_from

type Stay = tuple[datetime, datetime, KeptFile]
"""Since when and until when a file is kept."""


class MemoryErasures:
    """Erasures; what was erased stands in the store, where the ledger reads it too."""

    def __init__(self, requests: MemoryRequests) -> None:
        self._requests = requests
        self._postponed: dict[tuple[str, str], datetime] = {}

    def due(self, tenant: str, before: datetime, limit: int) -> list[KeptFile]:
        """As the port says."""
        found = {file.object_key: (at, file) for at, file in self._kept(tenant)}
        over = [pair for pair in found.values() if pair[0] <= before]
        return [file for _, file in sorted(over, key=lambda pair: pair[0])[:limit]]

    def postpone(self, request: Request, file: KeptFile, until: datetime) -> None:
        """As the port says."""
        if (request.tenant, file.object_key) in self._requests.erased:
            raise version_moved()
        self._postponed[request.tenant, file.object_key] = until

    def done(self, request: Request, file: KeptFile, at: datetime, entry: Entry) -> None:
        """As the port says."""
        self._requests.add(request, entry)
        self._requests.erased.setdefault((request.tenant, file.object_key), at)

    def _kept(self, tenant: str) -> Iterator[tuple[datetime, KeptFile]]:
        for request in self._requests.of_tenant(tenant):
            for since, until, file in (*_document(request), *self._attachments(request)):
                place = tenant, file.object_key
                erased = self._requests.erased.get(place)
                if erased is None or erased < since:
                    yield self._postponed.get(place, until), file

    def _attachments(self, request: Request) -> Iterator[Stay]:
        for entry in self._requests.entries(request.tenant, request.id):
            for sent in entry.attachments:
                file = KeptFile(FileKind.ATTACHMENT, request.id, sent.key, sent.sha256)
                yield entry.at, erased_from(sent.available_until), file


def _document(request: Request) -> Iterator[Stay]:
    issued = request.issued
    if issued:
        file = KeptFile(
            FileKind.DOCUMENT, request.id, issued.object_key, issued.sha256, issued.number
        )
        yield issued.issued_at, erased_from(issued.available_until), file
