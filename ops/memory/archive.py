"""PDFs in memory."""

from hashlib import sha256

from chalicelib.ports import Rendered, Stored


class MemoryArchive:
    """Archive; `documents` are by key."""

    def __init__(self) -> None:
        self.documents: dict[str, Rendered] = {}

    def put_once(self, key: str, document: Rendered) -> Stored:
        """As the port says; `setdefault` lets only the first in."""
        there = self.documents.setdefault(key, document)
        return Stored(sha256(there.pdf).hexdigest(), len(there.pdf), there.pages)

    def link(self, key: str, *, filename: str, seconds: int) -> str:
        """An address that leads nowhere, with all that was asked for in it."""
        return f"memory://{key}?filename={filename}&seconds={seconds}"
