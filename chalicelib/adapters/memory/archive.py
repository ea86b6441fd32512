"""PDFs in memory."""

from hashlib import sha256

from chalicelib.ports.documents import Rendered, Stored


class MemoryArchive:
    """Archive; `documents` are by key."""

    def __init__(self) -> None:
        self.documents: dict[str, Rendered] = {}

    def put_once(
        self,
        key: str,
        document: Rendered,
        media_type: str = "application/pdf",  # noqa: ARG002 - the port's signature
    ) -> Stored:
        """As the port says; `setdefault` lets only the first in."""
        there = self.documents.setdefault(key, document)
        return Stored(sha256(there.pdf).hexdigest(), len(there.pdf), there.pages)

    def read(self, key: str) -> bytes | None:
        """As the port says."""
        document = self.documents.get(key)
        return document.pdf if document else None

    def erase(self, key: str) -> int:
        """As the port says."""
        return 1 if self.documents.pop(key, None) else 0

    def keys(self, prefix: str) -> list[str]:
        """As the port says."""
        return sorted(key for key in self.documents if key.startswith(prefix))

    def link(
        self,
        key: str,
        *,
        filename: str,
        seconds: int,
        media_type: str = "application/pdf",  # noqa: ARG002 - the port's signature
    ) -> str:
        """An address that leads nowhere, with all that was asked for in it."""
        return f"memory://{key}?filename={filename}&seconds={seconds}"
