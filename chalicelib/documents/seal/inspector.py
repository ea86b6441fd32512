"""Looks for the seals of every municipality here."""

from collections.abc import Callable, Iterable

from chalicelib.documents.seal.reading import SealReader
from chalicelib.documents.seal.sealer import Chain
from chalicelib.domain.issued.verification import Inspection


class SealInspector:
    """Inspector: certificates are asked for with each file; codes and hashes need none.

    Raises RetryableError when they can't be read now.
    """

    def __init__(self, chains: Callable[[], Iterable[Chain]]) -> None:
        self._chains = chains

    def inspect(self, data: bytes) -> Inspection:
        """What kind of file this is."""
        return SealReader([*self._chains()]).inspect(data)
