"""Fetch ahead what the authorities above a seal revoked, so that no document waits for it."""

from dataclasses import dataclass

from chalicelib.ports.errors import PermanentError, RetryableError
from chalicelib.ports.platform import Clock
from chalicelib.ports.seals import ListSource, SealLists, SealWatch, Watched

type Answers = dict[str, bytes | str]
"""By address: a list, or why there is none."""


@dataclass(frozen=True, slots=True)
class Watching:
    """How things stand: certificates by their SHA-256, and what went wrong, in words.

    `unproven` are those that no current list speaks of: seals are made without their proof.
    `revoked` are those that their issuer revoked: no seal is made.
    """

    unproven: tuple[str, ...]
    revoked: tuple[str, ...]
    troubles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WatchSeal:
    """Each certificate by itself; what can't be fetched leaves the list of before in its place."""

    watch: SealWatch
    source: ListSource
    lists: SealLists
    clock: Clock

    def __call__(self, tenant: str, answers: Answers) -> Watching:
        """Look at what is published now; `answers` is what this run asked for already, and grows.

        Raises RetryableError, PermanentError.
        """
        watched = self.watch.watched(tenant)
        troubles = [t for one in watched for t in self._look(tenant, one, answers)]
        now = self.clock.now()
        kept = {found.certificate: found for found in self.lists.of(tenant)}
        names = [one.certificate for one in watched]
        return Watching(
            unproven=tuple(n for n in names if n not in kept or not kept[n].is_current(now)),
            revoked=tuple(n for n in names if n in kept and kept[n].is_revoked),
            troubles=tuple(troubles),
        )

    def _look(self, tenant: str, watched: Watched, answers: Answers) -> list[str]:
        """Keep the list of the first address that has a good one; why the others have none."""
        troubles: list[str] = []
        for address in watched.addresses:
            if address not in answers:
                answers[address] = self._fetched(address)
            found = answers[address]
            try:
                if isinstance(found, bytes):
                    self.lists.put(tenant, self.watch.read(tenant, watched.certificate, found))
                    return troubles
                troubles.append(found)
            except PermanentError as error:
                troubles.append(f"{address}: {error}")
        return troubles or [f"no address of a list for {watched.certificate[:16]}"]

    def _fetched(self, address: str) -> bytes | str:
        try:
            return self.source.fetch(address)
        except RetryableError as error:
            return f"{address}: {error}"
