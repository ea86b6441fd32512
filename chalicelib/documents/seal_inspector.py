"""Looks for the seals of every municipality here."""

from collections.abc import Mapping

from chalicelib.documents.seal import Identity
from chalicelib.documents.seal_reading import SealReader
from chalicelib.domain.verification import Inspection


class SealInspector:
    """Inspector: certificates are read when the first file comes, for codes and hashes need none.

    Raises RetryableError, PermanentError when they can't be read.
    """

    def __init__(self, identities: Mapping[str, Identity]) -> None:
        self._identities = identities
        self._reader: SealReader | None = None

    def inspect(self, data: bytes) -> Inspection:
        """What kind of file this is."""
        if self._reader is None:
            chains = [chain for who in self._identities.values() for chain in who.chains]
            self._reader = SealReader(chains)
        return self._reader.inspect(data)
