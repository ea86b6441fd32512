"""Looks for the seals of every municipality here."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress

from chalicelib.documents.seal import Chain, Identity
from chalicelib.documents.seal_reading import SealReader
from chalicelib.domain.verification import Inspection
from chalicelib.ports.errors import PermanentError


class SealInspector:
    """Inspector: certificates are asked for when the first file comes; codes and hashes need none.

    Raises RetryableError when they can't be read now.
    """

    def __init__(self, identities: Callable[[], Mapping[str, Identity]]) -> None:
        self._identities = identities
        self._reader: SealReader | None = None

    def inspect(self, data: bytes) -> Inspection:
        """What kind of file this is."""
        if self._reader is None:
            self._reader = SealReader([*self._chains()])
        return self._reader.inspect(data)

    def _chains(self) -> Iterator[Chain]:
        """Those that can be read: a municipality without a certificate never sealed anything."""
        identities = self._identities()
        for tenant in identities:
            with suppress(PermanentError):
                yield from identities[tenant].chains
