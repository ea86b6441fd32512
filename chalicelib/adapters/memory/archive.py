"""PDFs in memory."""

from hashlib import sha256
from typing import override

from chalicelib.ports.documents import Archive, Rendered, Stored


class MemoryArchive(Archive):
    """Archive; `documents` are by key."""

    def __init__(self) -> None:
        self.documents: dict[str, Rendered] = {}

    @override
    def put_once(
        self,
        key: str,
        document: Rendered,
        media_type: str = "application/pdf",
    ) -> Stored:
        """`setdefault` lets only the first in."""
        there = self.documents.setdefault(key, document)
        return Stored(sha256(there.pdf).hexdigest(), len(there.pdf), there.pages)

    @override
    def read(self, key: str) -> bytes | None:
        document = self.documents.get(key)
        return document.pdf if document else None

    @override
    def erase(self, key: str) -> int:
        return 1 if self.documents.pop(key, None) else 0

    @override
    def keys(self, prefix: str) -> list[str]:
        return sorted(key for key in self.documents if key.startswith(prefix))

    @override
    def link(
        self,
        key: str,
        *,
        filename: str,
        seconds: int,
        media_type: str = "application/pdf",
    ) -> str:
        """An address that leads nowhere, with all that was asked for in it."""
        return f"memory://{key}?filename={filename}&seconds={seconds}"
